"""G328 A target is lower than last year's result 指标值低于上年完成数

What it checks 查什么
    越多越好的指标，本年的指标值不应低于报告里写的上年完成数而不作说明。
Why it matters 为什么重要
    目标定得比上年还低，完成了也看不出成绩。
Basis 依据
    budget_law_rules_20：绩效评价根据设定的绩效目标进行；project_evaluation_2020_marking：指标值明显偏低的要分析。
How it is recomputed 怎样复算
    上年的数与指标名称相同，或者是同一口径、同一对象，单位相同；上年数按印出位数的区间整个大于指标值才报。
Left alone 不查什么
    印“≤”的、成本时限等越少越好的；原因一栏有说明的；上年数的对象不同的。
Example 例子
    指标值“≥20场”，2021年“送戏下乡26场”。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import blank, plain, short, wanted
from gouji.model import Fact, Indicator, Text, year_of

META = CheckMeta(
    id="G328",
    title=Text("指标值低于上年完成数", "A target is lower than last year's result"),
    severity="notice",
    needs=("indicators", "facts"),
    basis=("budget_law_rules_20", "project_evaluation_2020_marking"),
)


def check(case: Case) -> Iterator[Answer]:
    """Targets of which more is better, against last year's figures of the same name."""
    last = str(case.year - 1)
    earlier = [fact for fact in case.report.facts if year_of(fact) == last and fact.source == "prose"]
    if not earlier:
        return
    for row in case.report.indicators:
        way = wanted(case, row)
        before = _before(case, row, earlier) if way is not None and way[0] == "more" else None
        if before is None or row.target is None:
            continue
        target = case.fact(row.target)
        value, low = target.quantity.value, before.quantity.low
        if value is None or low is None or low <= value or not blank(row.reason):
            yield HELD
            continue
        yield case.finding(
            META,
            Text(
                f"“{short(row.name)}”指标值{short(row.target_text)}，低于{last}年的{case.printed(before)}",
                f"“{short(row.name)}”: target {short(row.target_text)}, below {case.printed(before)} of {last}",
            ),
            [*case.evidence("target", [target.id]), *case.evidence("previous", [before.id])],
            computation=f"{case.printed(target)} < {case.printed(before)}",
            reported=case.printed(target),
            changes_score=None,
        )


def _before(case: Case, row: Indicator, earlier: list[Fact]) -> Fact | None:
    """Last year's figure of an indicator: of its name, or of its concept and subject."""
    if row.target is None:
        return None
    target = case.fact(row.target)
    name = plain(row.name)
    for fact in earlier:
        if fact.quantity.unit != target.quantity.unit or fact.quantity.value is None:
            continue
        measured = target.measure is not None and fact.concept == target.measure
        about = plain(fact.subject).removeprefix(f"{case.year - 1}年").removeprefix("上年")
        if about == name or (measured and about in name):
            return fact
    return None
