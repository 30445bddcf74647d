"""G503 Reception, vehicles or travel over budget “三公”经费超预算

What it checks 查什么
    “三公”经费及其各项的决算数不应大于全年预算数；没有全年预算数的，与年初预算数比。
Why it matters 为什么重要
    “三公”经费按预算控制，超预算须有说明和批准。
Basis 依据
    budget_law_13, thrift_rules_8。
How it is recomputed 怎样复算
    决算数区间的下限大于预算数区间的上限才算；相等不算。合计与分项都超的，只报合计。
Left alone 不查什么
    预算数或决算数有几个不同值的，由 G201 报；没有预算数的，答“无从判断”。
Example 例子
    公务接待费预算 3.5 万元，决算 4.2 万元。
"""

from collections.abc import Iterator
from decimal import Decimal

from gouji.checks.case import Case
from gouji.checks.passages import exceeds, only
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.model import Fact, Finding, Text

META = CheckMeta(
    id="G503",
    title=Text("“三公”经费超预算", "Reception, vehicles or travel over budget"),
    severity="warning",
    needs=("facts",),
    basis=("budget_law_13", "thrift_rules_8"),
)

_ITEMS = (
    "sangong_total",
    "official_reception_expense",
    "vehicle_purchase_expense",
    "vehicle_operation_expense",
    "overseas_travel_expense",
)


def check(case: Case) -> Iterator[Answer]:
    """Each cost against its budget, the total first."""
    for concept in _ITEMS:
        spent = only(case, concept, "outturn")
        if spent is None or not spent.quantity.value:
            continue
        budget = only(case, concept, "final") or only(case, concept, "original") or only(case, concept, "budget")
        if budget is None:
            yield Lacking(("sangong_budget",))
        elif not exceeds(spent, budget):
            yield HELD
        else:
            yield _finding(case, spent, budget)
            if concept == "sangong_total":
                return


def _finding(case: Case, spent: Fact, budget: Fact) -> Finding:
    name, over = (
        case.label(spent),
        case.amount((spent.quantity.value or Decimal(0)) - (budget.quantity.value or Decimal(0)), spent),
    )
    return case.finding(
        META,
        Text(
            f"{name.zh}决算{case.printed(spent)}，预算{case.printed(budget)}，超{over}",
            f"{name.en}: spent {case.printed(spent)}, budget {case.printed(budget)}, {over} over",
        ),
        [("actual", spent.span), ("budget", budget.span)],
        computation=f"{case.printed(spent)}－{case.printed(budget)}={over}",
        reported=case.printed(spent),
    )
