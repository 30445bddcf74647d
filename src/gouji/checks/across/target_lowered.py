"""G709 A target lowered below what was achieved 指标值低于上年已达到的水平

What it checks 查什么
    同名指标本年的指标值，比上年的指标值放松，而且低于上年已经完成的值。用 `--previous 上年报告` 给出上年的。
Why it matters 为什么重要
    上年做到了的，今年把标准降下来，年年都能满分，分数不再说明绩效。
Basis 依据
    budget_law_32：编制预算应当参考上一年预算执行情况、有关支出绩效评价结果。
How it is recomputed 怎样复算
    指标值写“≥”的：本年指标值＜上年指标值，且＜上年完成值；写“≤”的：本年指标值＞上年指标值，且＞上年完成值。单位要相同。
Left alone 不查什么
    没有写“≥”“≤”的指标值，不知道大好还是小好，不比。指标值没有降、只是上年超额完成的，不报。同名指标不止一个的，不比。
Example 例子
    “水利设施完好率”上年指标值≥95%、完成96%，本年指标值改为≥90%。
"""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from gouji.checks.alike import Both, fitting, unfit
from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.model import Fact, Indicator, Text
from gouji.vocabulary import fold

META = CheckMeta(
    id="G709",
    title=Text("指标值低于上年已达到的水平", "A target lowered below what was achieved"),
    severity="notice",
    needs=("others",),
    basis=("budget_law_32",),
)


def check(case: Case) -> Iterator[Answer]:
    """Targets of the same name in both years."""
    yield from unfit(case, "previous")
    for both in fitting(case, "previous", ("evaluation", "project"), ("evaluation", "project")):
        yield from _compared(both)


def _compared(both: Both) -> Iterator[Answer]:
    own, its = _named(both.own), _named(both.its)
    common = [name for name in own if name in its]
    if not common:
        yield Lacking(("indicator_target",))
    for name in common:
        mine, before = own[name], its[name]
        if mine.target is None or before.target is None or before.achieved is None:
            continue
        target = both.own.fact(mine.target)
        was, done = both.its.fact(before.target), both.its.fact(before.achieved)
        better = _better(target)
        if (
            better is None
            or better != _better(was)
            or not target.quantity.unit == was.quantity.unit == done.quantity.unit
        ):
            continue
        if _worse(target, was, better) and _worse(target, done, better):
            yield _finding(both, mine, before, (target, was, done))
        else:
            yield HELD


def _named(case: Case) -> dict[str, Indicator]:
    """The indicators by name, those whose name stands once."""
    times = Counter(fold(indicator.name) for indicator in case.report.indicators)
    return {fold(i.name): i for i in case.report.indicators if times[fold(i.name)] == 1}


def _better(target: Fact) -> int | None:
    """1 where more is better, -1 where less is; None when the target does not say."""
    low, high = target.quantity.low, target.quantity.high
    return 1 if high is None and low is not None else -1 if low is None and high is not None else None


def _worse(target: Fact, other: Fact, better: int) -> bool:
    a, b = target.quantity.value, other.quantity.value
    return a is not None and b is not None and Decimal(better) * a < Decimal(better) * b


def _finding(both: Both, mine: Indicator, before: Indicator, figures: tuple[Fact, Fact, Fact]) -> Answer:
    target, was, done = figures
    texts = [fold(mine.target_text), fold(before.target_text), both.its.printed(done)]
    name = mine.name[:24]
    sign = "＜" if _better(target) == 1 else "＞"
    return both.own.finding(
        META,
        Text(
            f"“{name}”本年指标值{texts[0]}，上年指标值{texts[1]}、已完成{texts[2]}",
            f"“{name}”: target {texts[0]}, last year {texts[1]} with {texts[2]} achieved",
        ),
        [("stated", target.span)],
        beside=[(both.pair.other, was.span), (both.pair.other, done.span)],
        computation=f"{texts[0]}{sign}{texts[1]}，{texts[0]}{sign}{texts[2]}",
        reported=texts[0],
    )
