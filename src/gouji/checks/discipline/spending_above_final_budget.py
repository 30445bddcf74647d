"""G504 Spending above the final budget 支出大于全年预算

What it checks 查什么
    支出合计不应大于全年（调整后）预算数；一个项目的支出不应大于它的全年预算数。
Why it matters 为什么重要
    全年预算已含年中追加；再超出就是无预算支出，执行率也会超过100%。
Basis 依据
    budget_law_13。
How it is recomputed 怎样复算
    支出区间的下限大于全年预算数区间的上限才算；相等不算。
Left alone 不查什么
    只有年初预算的不比：年中可以追加。几处数不一致的由 G201 报。
    两数不在同一段、同一张表里的，口径可能不同，降为提示。
Example 例子
    全年预算数 412.6 万元，全年执行数 431.9 万元。
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from gouji.checks.case import Case
from gouji.checks.passages import exceeds, only
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Fact, Finding, Text, year_of

META = CheckMeta(
    id="G504",
    title=Text("支出大于全年预算", "Spending above the final budget"),
    severity="warning",
    needs=("facts",),
    basis=("budget_law_13",),
)


def check(case: Case) -> Iterator[Answer]:
    """The unit as a whole, then project by project."""
    spent, budget = only(case, "total_expenditure", "outturn"), only(case, "budget_adjusted")
    pairs = [(spent, budget)] if spent is not None and budget is not None and spent.fund == budget.fund else []
    for actual, base in [*pairs, *_projects(case)]:
        yield _finding(case, actual, base) if exceeds(actual, base) else HELD


def _projects(case: Case) -> Iterator[tuple[Fact, Fact]]:
    """Spending and final budget of each project that has one of each."""
    spent: dict[tuple[str, str | None], list[Fact]] = defaultdict(list)
    budgets: dict[tuple[str, str | None], list[Fact]] = defaultdict(list)
    kinds = {"project_expenditure_item": spent, "project_budget_final": budgets}
    for fact in case.report.facts:
        if fact.concept in kinds and fact.subject and fact.quantity.value is not None:
            kinds[fact.concept][fact.subject, year_of(fact)].append(fact)
    for key, actual in spent.items():
        if len(actual) == 1 and len(budgets.get(key, ())) == 1:
            yield actual[0], budgets[key][0]


def _finding(case: Case, spent: Fact, budget: Fact) -> Finding:
    over = case.amount((spent.quantity.value or Decimal(0)) - (budget.quantity.value or Decimal(0)), spent)
    name = case.label(spent)
    return case.finding(
        META,
        Text(
            f"{name.zh}{case.printed(spent)}大于全年预算{case.printed(budget)}，超{over}",
            f"{name.en} {case.printed(spent)} exceeds the final budget {case.printed(budget)} by {over}",
        ),
        [("actual", spent.span), ("budget", budget.span)],
        computation=f"{case.printed(spent)}－{case.printed(budget)}={over}",
        severity="warning" if spent.frame == budget.frame else "notice",
        reported=case.printed(spent),
    )
