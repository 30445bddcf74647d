"""G510 Money spent on none 有支出而数量为0

What it checks 查什么
    有公务接待费而接待0批次0人次，有公务用车购置费而购置0辆，有出国（境）费而0个团组0人次，有公务用车运行维护费而保有0辆；
    反过来，有购置辆数而没有购置费的，也列出。
Why it matters 为什么重要
    钱和事对不上，必有一数没有填；“三公”经费是公众最关心的数。
Basis 依据
    sangong_definition。
How it is recomputed 怎样复算
    只看明写的 0；没有写数量的，答“无从判断”。运行维护费可能用于年中处置或借用的车辆，只作提示。
Left alone 不查什么
    没有支出也没有数量的；有团组没有人次、有人次没有团组的（参加其他单位的团组）。
Example 例子
    公务接待费支出 2.6 万元，国内公务接待 0 批次 0 人次。
"""

import re
from collections.abc import Iterator

import msgspec

from gouji.checks.case import Case
from gouji.checks.passages import only, own
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.model import Fact, Finding, Severity, Text, year_of

META = CheckMeta(
    id="G510",
    title=Text("有支出而数量为0", "Money spent on none"),
    severity="warning",
    needs=("facts",),
    basis=("sangong_definition",),
)


class _Pair(msgspec.Struct, frozen=True):
    """A cost, the concepts of its counts, and how sentences count: the unit behind the figure, the words before it."""

    money: str
    counts: tuple[str, ...]
    severity: Severity = "warning"
    units: tuple[str, ...] = ()
    words: re.Pattern[str] | None = None


_PAIRS = (
    _Pair(
        "official_reception_expense",
        ("reception_batches", "reception_persons"),
        units=("批次", "批"),
        words=re.compile(r"(?<!外事)(?<!外宾)(?:公务|国内)接待"),
    ),
    _Pair(
        "vehicle_purchase_expense",
        ("official_vehicles_purchased",),
        units=("辆",),
        words=re.compile(r"购置(?:公务用车|车辆|公车)|(?:公务用车|车辆)购置"),
    ),
    _Pair("overseas_travel_expense", ("overseas_groups", "overseas_persons")),
    _Pair("vehicle_operation_expense", ("official_vehicles_held",), severity="notice"),
)


def check(case: Case) -> Iterator[Answer]:
    """Each cost with the things that it is spent on."""
    for pair in _PAIRS:
        money = only(case, pair.money, "outturn")
        if money is None or money.source == "words":
            continue
        counts = [fact for name in pair.counts for fact in own(case, name)] or _counted(case, pair)
        some = [fact for fact in counts if fact.quantity.value]
        if not counts:
            if money.quantity.value:
                yield Lacking(pair.counts)
        elif money.quantity.value and not some:
            yield _finding(case, money, counts, pair.severity)
        elif not money.quantity.value and some and pair.money == "vehicle_purchase_expense":
            yield _finding(case, money, some, "notice")
        else:
            yield HELD


def _counted(case: Case, pair: _Pair) -> list[Fact]:
    """Counts that a sentence states by their words: 国内公务接待31批次, 购置公务用车1辆."""
    year = case.report.fiscal_year
    return [
        fact
        for fact in case.report.facts
        if fact.concept is None
        and fact.quantity.unit in pair.units
        and pair.words is not None
        and pair.words.search(fact.subject)
        and (year is None or year_of(fact) == str(year))
    ]


def _finding(case: Case, money: Fact, counts: list[Fact], severity: Severity) -> Finding:
    name = case.label(money)
    shown = "、".join(f"{fact.subject or case.label(fact).zh}{case.printed(fact)}" for fact in counts[:2])
    named = ", ".join(f"{case.label(fact).en} {case.printed(fact)}" for fact in counts[:2])
    return case.finding(
        META,
        Text(f"{name.zh}{case.printed(money)}，但{shown}", f"{name.en} {case.printed(money)}, but {named}"),
        [("amount", money.span), *(("count", fact.span) for fact in counts)],
        computation=f"{case.printed(money)}；{shown}",
        severity=severity,
        reported=case.printed(money),
    )
