"""G607 Spending without the budget it is measured by 只有支出数没有预算数

What it checks 查什么
    报告给出了全年支出，却没有部门（单位）整体的年初预算数、全年预算数或执行率。
Why it matters 为什么重要
    没有预算数，预算执行率、预算调整率无从计算。
Basis 依据
    budget_law_75。
How it is recomputed 怎样复算
    全文没有整体口径的预算数，也没有执行率；项目的预算数不算整体的预算数。
Left alone 不查什么
    没有全年支出数的不查；不是完整自评报告的不查。
Example 例子
    全年支出 354.36 万元，只列了一个项目的年初预算 50.61 万元。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.checks.wording import is_whole_report
from gouji.model import Fact, Text

META = CheckMeta(
    id="G607",
    title=Text("只有支出数没有预算数", "Spending without the budget it is measured by"),
    severity="notice",
    needs=("facts", "sections"),
    basis=("budget_law_75",),
)

_RESTING = {"execution_rate", "basic_execution_rate", "budget_adjustment_rate", "budget_control_rate"}
# A budget under a name of its own: 镇本级部门预算a万元.
_TOLD = re.compile(r"(?:20\d\d年|全年|本年|镇|乡|街道|局|县|区|市|本级)*(?:部门|单位)?预算(?:安排|总额|数)?$")
_BUDGETS = {
    "budget_revenue",
    "budget_expenditure",
    "budget_initial",
    "budget_adjusted",
    "budget_approved",
    "budget_completed",
    "fiscal_appropriation_budget_initial",
    "fiscal_appropriation_budget_adjusted",
}


def check(case: Case) -> Iterator[Answer]:
    """A whole report by its figures of budget."""
    if not is_whole_report(case):
        return
    spent = [fact for fact in case.facts_of("total_expenditure") if not fact.subject]
    if not spent:
        yield Lacking(("total_expenditure",))
    elif any(_is_budget(fact) for fact in case.report.facts):
        yield HELD
    else:
        projects = [fact.id for fact in case.report.facts if (fact.concept or "").startswith("project_budget")]
        printed = case.printed(spent[0])
        stated = [fact.id for fact in spent if fact.quantity.value == spent[0].quantity.value]
        yield case.finding(
            META,
            Text(
                f"全年支出{printed}，全文没有整体的年初预算数和全年预算数，预算执行率无从计算",
                f"{printed} was spent, and no total budget is given: the execution rate cannot be computed",
            ),
            [*case.evidence("actual", stated), *case.evidence("budget", projects)],
            computation=f"{printed} ÷ 全年预算数（未列）",
        )


def _is_budget(fact: Fact) -> bool:
    """Whether a figure is the budget of the unit, or a rate that rests on it."""
    concept = fact.concept or ""
    if concept == "" and fact.quantity.unit == "元" and _TOLD.match(fact.subject):
        return True
    return concept in _BUDGETS | _RESTING or (concept.startswith("total_") and fact.stage in ("original", "final"))
