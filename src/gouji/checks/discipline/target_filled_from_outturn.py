"""G512 A target of money is filled in from the outturn 金额指标值照实际支出倒填

What it checks 查什么
    成本类金额指标的年度指标值与全年执行数分毫不差，又大于年初预算数。
Why it matters 为什么重要
    指标值应在年初随预算确定；与年末执行数完全相同，多半是事后倒填，失去控制成本的意义。
Basis 依据
    project_evaluation_2020。
How it is recomputed 怎样复算
    指标值、完成值、支出合计印到两位小数而完全相同，且大于年初预算数。
Left alone 不查什么
    与年初预算相同的；不足两位小数的整数（可能碰巧相同）。只作提示。
Example 例子
    指标“全年支出总额”指标值 455.37 万元，全年执行数 455.37 万元，年初预算 412.6 万元。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.passages import exceeds, own
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Fact, Text

META = CheckMeta(
    id="G512",
    title=Text("金额指标值照实际支出倒填", "A target of money is filled in from the outturn"),
    severity="notice",
    needs=("indicators", "facts"),
    basis=("project_evaluation_2020",),
)

_DECIMALS = 2


def check(case: Case) -> Iterator[Answer]:
    """Targets of money that are the outturn to the last digit."""
    initial = own(case, "budget_initial")
    spending = [fact for fact in own(case, "total_expenditure", "outturn") if _exact(fact)]
    for indicator in case.report.indicators:
        if indicator.target is None or indicator.achieved is None:
            continue
        target, achieved = case.fact(indicator.target), case.fact(indicator.achieved)
        if not _exact(target) or target.quantity.unit != "元" or achieved.quantity.value != target.quantity.value:
            continue
        same = [fact for fact in spending if fact.quantity.value == target.quantity.value]
        if not same or not initial or not exceeds(target, initial[0]):
            yield HELD
            continue
        yield case.finding(
            META,
            Text(
                f"指标“{indicator.name}”的指标值{case.printed(target)}与全年支出分毫不差，又大于年初预算"
                f"{case.printed(initial[0])}",
                f"the target of “{indicator.name}”, {case.printed(target)}, is the outturn to the last digit and above "
                f"the original budget {case.printed(initial[0])}",
            ),
            [("target", target.span), ("actual", same[0].span), ("initial", initial[0].span)],
            computation=f"{case.printed(target)}={case.printed(same[0])} > {case.printed(initial[0])}",
            reported=case.printed(target),
        )


def _exact(fact: Fact) -> bool:
    return fact.quantity.value is not None and fact.quantity.decimals >= _DECIMALS
