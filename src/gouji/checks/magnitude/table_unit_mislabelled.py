"""G407 A table's unit is off by 10,000 整张表的金额单位写错

What it checks 查什么
    一张表里几个金额都正好是别处同一数的一万倍（万分之一）：表头的“元”“万元”写错了。
Why it matters 为什么重要
    整张表差一万倍，逐个数看都“前后不一”，其实只错一处。
Basis 依据
    budget_law_rules_83。
How it is recomputed 怎样复算
    同一口径的两处数，除以（乘以）参数 unit_slip_factor 后按印出位数相交的，按表计数，两个以上（含）即报。
Left alone 不查什么
    为 0 的数；只有一个数差一万倍的，由 G401、G201 报。
Example 例子
    正文“支出合计 812.5 万元”，表头“单位：万元”而表内印 8125000、3200000。
"""

from collections import defaultdict
from collections.abc import Iterator

from gouji.basis import parameter
from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Fact, Text

META = CheckMeta(
    id="G407",
    title=Text("整张表的金额单位写错", "A table's unit is off by 10,000"),
    severity="error",
    needs=("tables", "facts"),
    basis=("budget_law_rules_83",),
    parameters=("unit_slip_factor",),
)

_FEWEST = 2


def check(case: Case) -> Iterator[Answer]:
    """Broken ties of one figure with itself, gathered by the table that they lead to."""
    factor = parameter("unit_slip_factor", case.year)
    tables: dict[int, list[tuple[Fact, Fact]]] = defaultdict(list)
    seen = False
    for tie in case.graph.of_kind("same", "equal"):
        pair = [case.fact(index) for index in tie.facts]
        if len(pair) != 2 or not any(fact.source == "table" for fact in pair):
            continue
        seen = True
        if tie.state != "broken" or pair[0].frame == pair[1].frame:
            continue
        for fact, other in (pair, pair[::-1]):
            if fact.source == "table" and (_apart(fact, other, factor) or _apart(fact, other, 1 / factor)):
                tables[fact.frame].append((fact, other))
    found = {frame: pairs for frame, pairs in tables.items() if len({fact.id for fact, _ in pairs}) >= _FEWEST}
    if not found:
        if seen:
            yield HELD
        return
    # Both tables of a pair are counted; the one that more figures speak against is the wrong one.
    frame = max(found, key=lambda key: (len({other.frame for _, other in found[key]}), len(found[key])))
    yield _finding(case, frame, found[frame])


def _apart(fact: Fact, other: Fact, factor: object) -> bool:
    """Whether one figure times the factor is the other, as far as its digits admit."""
    a, b = fact.quantity, other.quantity
    if not a.value or not b.value or a.low is None or a.high is None or b.low is None or b.high is None:
        return False
    return bool(a.low * factor <= b.high and b.low <= a.high * factor)  # type: ignore[operator]


def _finding(case: Case, frame: int, pairs: list[tuple[Fact, Fact]]) -> Answer:
    fact, other = pairs[0]
    count = len({f.id for f, _ in pairs})
    number = case.tables.get(frame, 0)
    return case.finding(
        META,
        Text(
            f"表{number}里{count}个金额都与别处正好差一万倍，如{case.printed(fact)}与{case.printed(other)}：表的单位写错",
            f"{count} amounts of table {number} are 10,000 times off those elsewhere, such as {case.printed(fact)} and "
            f"{case.printed(other)}: the unit of the table is wrong",
        ),
        [item for f, o in pairs[:3] for item in (("stated", f.span), ("other", o.span))],
        computation=f"{case.printed(fact)}与{case.printed(other)}差10000倍",
        reported=case.printed(fact),
        recomputed=case.printed(other),
    )
