"""G402 Digits out of place 数字错位：小数点移位或相邻数字颠倒

What it checks 查什么
    几个项目的金额与合计相差，而把其中一个数的小数点移一位、或把相邻两个数字颠倒过来，正好分毫不差地对上。
Why it matters 为什么重要
    抄录时最常见的两种手误；给出改法，核对原始凭证即可确认。
Basis 依据
    budget_law_rules_83。
How it is recomputed 怎样复算
    对每个数逐一试小数点左右移一至两位、相邻数字颠倒，改后各项之和与合计的印出数字完全相等才算；
    只有唯一一种改法时才报。
Left alone 不查什么
    合计与各项本来就对得上的；改法不唯一的；清单可能没有列全而又找不到改法的。
Example 例子
    项目支出 72.43 万元，两个项目 50.5 万元和 12.93 万元：12.93 应是 21.93。
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.model import Fact, Finding, Text, Tie

META = CheckMeta(
    id="G402",
    title=Text("数字错位", "Digits out of place"),
    severity="warning",
    needs=("facts",),
    basis=("budget_law_rules_83",),
)

_FEWEST_DIGITS = 3


def check(case: Case) -> Iterator[Answer]:
    """Sums of items that one slip of a pen explains."""
    for tie in case.graph.of_kind("items"):
        if tie.state in ("closed", "rounding"):
            yield HELD
            continue
        repairs = [
            (fact, printed)
            for index in dict.fromkeys(tie.facts)
            for fact in (case.fact(index),)
            for printed in _slips(fact)
            if _ties_with(case, tie, fact, printed)
        ]
        if len({fact.id for fact, _ in repairs}) == 1:
            yield _finding(case, tie, *repairs[0])
        else:
            yield Lacking(tie.missing or ("repair",))


def _slips(fact: Fact) -> Iterator[Decimal]:
    """The numbers that one slip could have turned into the printed one."""
    printed = fact.quantity.printed
    if printed is None or not printed or sum(c.isdigit() for c in str(printed)) < _FEWEST_DIGITS:
        return
    for power in (-2, -1, 1, 2):
        yield printed.scaleb(power)
    text = f"{printed:f}"
    for i, (a, b) in enumerate(pairwise(text)):
        if a.isdigit() and b.isdigit() and a != b:
            yield Decimal(text[:i] + b + a + text[i + 2 :])


def _ties_with(case: Case, tie: Tie, fact: Fact, printed: Decimal) -> bool:
    """Whether whole and items agree to the last digit with one number replaced."""

    def value(index: int) -> Decimal:
        quantity = case.fact(index).quantity
        if index != fact.id or quantity.printed is None or quantity.value is None:
            return quantity.value or Decimal(0)
        return quantity.value / quantity.printed * printed

    whole = value(tie.left[0].facts[0])
    return whole == sum(value(term.facts[0]) for term in tie.right)


def _finding(case: Case, tie: Tie, fact: Fact, printed: Decimal) -> Finding:
    repaired = f"{printed.normalize():f}{fact.quantity.printed_unit or ''}"
    where, label = case.where(fact), case.label(fact)
    others = [index for index in dict.fromkeys(tie.facts) if index != fact.id]
    return case.finding(
        META,
        Text(
            f"{where.zh}：{label.zh}印为{case.printed(fact)}，改为{repaired}则各项与合计分毫不差",
            f"{where.en}: {label.en} is printed as {case.printed(fact)}; as {repaired} the items give the total",
        ),
        [*case.evidence("stated", [fact.id]), *case.evidence("other", others)],
        computation=case.sides(tie),
        reported=case.printed(fact),
        recomputed=repaired,
    )
