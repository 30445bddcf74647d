"""G401 Unit slip between 元 and 万元 金额单位写错

What it checks 查什么
    一组本应对上的金额（分项与合计、同一数的两处）对不上，而把其中一个“元”读成“万元”（或反过来）就正好对上。
Why it matters 为什么重要
    差一万倍；读者照抄就成了另一个数。
Basis 依据
    budget_law_rules_83。
How it is recomputed 怎样复算
    同组其余金额的单位一致、只有这一个不同时，把它的数值乘（除）以 10000 再复算，对上即报，并给出改后的数。
Left alone 不查什么
    单独一个“元”的金额可能就是元（单价、人均），没有一组数可以印证的不报。
Example 例子
    “支出 354.36 万元，其中基本支出 281.93 元、项目支出 72.43 万元”。
"""

from collections.abc import Iterator
from decimal import Decimal

from gouji.basis import parameter
from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Fact, Finding, Term, Text, Tie

META = CheckMeta(
    id="G401",
    title=Text("金额单位写错", "Unit slip between 元 and 万元"),
    severity="error",
    needs=("facts",),
    basis=("budget_law_rules_83",),
    parameters=("unit_slip_factor",),
)

_LINEAR = ("sum", "items", "difference", "same", "equal", "part", "parts")


def check(case: Case) -> Iterator[Answer]:
    """Broken ties that close when one figure's unit is read as that of the others."""
    factor = parameter("unit_slip_factor", case.year)
    for tie in case.graph.of_kind(*_LINEAR):
        odd = _odd_one(case, tie)
        if odd is None:
            continue
        # A list of items that falls short of its total stays open: here a unit may be what it lacks.
        if tie.state != "broken" and not (tie.state == "open" and tie.kind == "items"):
            yield HELD
            continue
        repaired = factor if odd.quantity.printed_unit == "元" else 1 / factor
        if _closes(case, tie, odd, repaired):
            yield _finding(case, tie, odd)


def _odd_one(case: Case, tie: Tie) -> Fact | None:
    """The only figure of a tie whose printed unit is not that of the others."""
    facts = [case.fact(index) for index in dict.fromkeys(tie.facts)]
    units = [fact.quantity.printed_unit for fact in facts if fact.source != "words" and fact.quantity.value]
    odd = [f for f in facts if f.source != "words" and units.count(f.quantity.printed_unit) == 1 and f.quantity.value]
    if len(set(units)) != 2 or set(units) != {"元", "万元"}:
        return None
    if len(odd) == 1:
        return odd[0]
    # Two figures, one of each: the smaller printed number with 元 is the suspect.
    return next((f for f in odd if f.quantity.printed_unit == "元"), None)


def _closes(case: Case, tie: Tie, odd: Fact, factor: Decimal) -> bool:
    """Whether the sides agree with one figure scaled, as far as its digits admit."""

    def side(terms: tuple[Term, ...]) -> tuple[Decimal, Decimal] | None:
        low = high = Decimal(0)
        for term in terms:
            if len(term.facts) != 1:
                return None
            quantity = case.fact(term.facts[0]).quantity
            if quantity.low is None or quantity.high is None:
                return None
            scale = factor if term.facts[0] == odd.id else Decimal(1)
            ends = sorted((quantity.low * scale * term.coefficient, quantity.high * scale * term.coefficient))
            low, high = low + ends[0], high + ends[1]
        return low, high

    left, right = side(tie.left), side(tie.right)
    return left is not None and right is not None and left[0] <= right[1] and right[0] <= left[1]


def _finding(case: Case, tie: Tie, odd: Fact) -> Finding:
    other = "万元" if odd.quantity.printed_unit == "元" else "元"
    repaired = f"{case.number(odd)}{other}"
    where, label = case.where(odd), case.label(odd)
    others = [index for index in dict.fromkeys(tie.facts) if index != odd.id]
    return case.finding(
        META,
        Text(
            f"{where.zh}：{label.zh}印为{case.printed(odd)}，同组各数都以{other}计，改为{repaired}正好对上",
            f"{where.en}: {label.en} is printed as {case.printed(odd)}; as {repaired} it ties with the others",
        ),
        [*case.evidence("stated", [odd.id]), *case.evidence("other", others)],
        computation=case.sides(tie),
        reported=case.printed(odd),
        recomputed=repaired,
    )
