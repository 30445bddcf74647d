"""G705 Value of last year is not last year's own 上年数与上年文件不一致

What it checks 查什么
    本报告里写的上年数（上年决算数、上年同期、“较上年增加…”推出的上年数），应当是上年报告、上年决算里的那个数。
    用 `--previous 上年文件` 给出上年的。
Why it matters 为什么重要
    增减变动是拿上年数比出来的。上年数换了，“同比下降”可以变成“同比增长”，也可以反过来。
Basis 依据
    budget_law_rules_83：各项数据应当以经核实的会计数据为准。
How it is recomputed 怎样复算
    口径、范围、预算阶段、资金来源、科目都相同、年度是上一年的数才比；只写了本年数和增减额的，上年数＝本年数∓增减额。
    按印出位数取区间，区间不相交即为不一致。
Left alone 不查什么
    两份文件种类不同（自评对决算）时报警告。上年文件自己就有几个数的，不判断。只写了百分比的不推算。
Example 例子
    本年自评“2021年支出680.5万元”，上年自评“全年支出668.5万元”。
"""

from collections.abc import Iterator

import msgspec

from gouji.checks.alike import Both, Key, differing, figures, fitting, key_of, one, rival, unfit
from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.model import Change, Fact, Text
from gouji.quantities import Quantity

META = CheckMeta(
    id="G705",
    title=Text("上年数与上年文件不一致", "Value of last year is not last year's own"),
    severity="error",
    needs=("others",),
    basis=("budget_law_rules_83",),
)


def check(case: Case) -> Iterator[Answer]:
    """Figures of the year before, stated or implied by a change, with those of its own document."""
    yield from unfit(case, "previous")
    for both in fitting(case, "previous"):
        yield from _compared(both)


def _compared(both: Both) -> Iterator[Answer]:
    own, its = figures(both.own), figures(both.its)
    year = str(both.its.report.fiscal_year)
    stated = {key for key in own if key.year == year and key in its}
    for key in stated:
        met = rival(own[key], its[key])
        if met is None:
            yield HELD
        elif isinstance(met, Lacking):
            yield met
        else:
            same = both.pair.kinds[0] == both.pair.kinds[1]
            yield differing(both, META, *met, severity="error" if same else "warning", said=_named(both, met[0], year))
    yield from _implied(both, own, its, stated, year)


def _implied(
    both: Both, own: dict[Key, list[Fact]], its: dict[Key, list[Fact]], stated: set[Key], year: str
) -> Iterator[Answer]:
    """Values of last year that follow from a value of this year and its change in 元."""
    for statement in both.own.report.statements:
        if not isinstance(statement, Change) or statement.previous is not None:
            continue
        current = _current(both, own, statement)
        key = None if current is None else key_of(current)
        if current is None or key is None or statement.amount is None or key.year != str(both.own.report.fiscal_year):
            continue
        amount = both.own.fact(statement.amount)
        before = msgspec.structs.replace(key, year=year)
        value = _before(current.quantity, amount.quantity, statement.direction)
        if before in stated or before not in its or value is None:
            continue
        met = rival([msgspec.structs.replace(current, quantity=value)], its[before])
        if met is None:
            yield HELD
        elif isinstance(met, Lacking):
            yield met
        else:
            yield _finding(both, current, amount, statement.direction, value, met[1])


def _current(both: Both, own: dict[Key, list[Fact]], change: Change) -> Fact | None:
    """What changed: the figure of the sentence, or the only value of the concept that it names."""
    if change.current is not None or change.current_concept is None:
        return None if change.current is None else both.own.fact(change.current)
    year = str(both.own.report.fiscal_year)
    stated = own.get(Key(change.current_concept, "", year, None, None, None, None), [])
    return stated[0] if stated and one(stated) else None


def _before(current: Quantity, amount: Quantity, direction: int) -> Quantity | None:
    """What was there before a change; None when a figure is open to one side or of another unit."""
    if current.unit != amount.unit or None in (current.low, current.high, amount.low, amount.high):
        return None
    a, low, high = amount.value, amount.low, amount.high
    if a is None or current.value is None or low is None or high is None:
        return None
    ends = sorted((low * -direction, high * -direction))
    assert current.low is not None and current.high is not None
    return msgspec.structs.replace(
        current, value=current.value - direction * a, low=current.low + ends[0], high=current.high + ends[1]
    )


def _finding(both: Both, current: Fact, amount: Fact, direction: int, value: Quantity, its: Fact) -> Answer:
    case, theirs = both.own, both.its.printed(its)
    assert value.value is not None
    implied = case.amount(value.value, current)
    name = _named(both, current, str(both.its.report.fiscal_year))
    sign = "－" if direction > 0 else "＋"
    return case.finding(
        META,
        Text(
            f"{name.zh}：按本文件的增减额推算为{implied}，{both.other_name.zh}为{theirs}",
            f"{name.en}: {implied} by the change stated in this file, {theirs} in the {both.other_name.en}",
        ),
        [("stated", current.span), ("member", amount.span)],
        beside=[(both.pair.other, its.span)],
        severity="warning",
        computation=f"{case.printed(current)}{sign}{case.printed(amount)}={implied} ≠ {theirs}",
        reported=implied,
        recomputed=theirs,
    )


def _named(both: Both, fact: Fact, year: str) -> Text:
    label = both.own.label(fact)
    return Text(f"{year}年的{label.zh}", f"{label.en} of {year}")
