"""G216 A stated change is not that of the two years' figures 增减额与两年的数不符

What it checks 查什么
    正文“较上年增加b万元”，而本年数和上年数在表里或别处另有：b 应等于两数之差，增减的方向也应一致。
Why it matters 为什么重要
    表里的上年数和正文的增减额各有来源，对不上说明基数用错了年份或口径。
Basis 依据
    budget_law_rules_83。
How it is recomputed 怎样复算
    本年数减（加）增减额得到的上年数，按印出位数取区间，与另处的上年数不相交即为不符。
Left alone 不查什么
    上年数有几个不同值的；这句自己写了上年数的（由 G105 查）；与预算相比的；分科目、分项目的数。
Example 例子
    正文“公用经费 64 万元，较上年减少 5 万元”，表里上年为 72 万元：应减少 8 万元。
"""

from collections.abc import Iterator
from decimal import Decimal

from gouji.checks.case import Case
from gouji.checks.passages import only, own
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.model import Change, Fact, Text

META = CheckMeta(
    id="G216",
    title=Text("增减额与两年的数不符", "A stated change is not that of the two years' figures"),
    severity="warning",
    needs=("facts",),
    basis=("budget_law_rules_83",),
)


def check(case: Case) -> Iterator[Answer]:
    """Changes of the year, with the figure of the year before that stands elsewhere."""
    year = case.report.fiscal_year
    if year is None:
        return
    for said in case.report.statements:
        if not isinstance(said, Change) or said.previous is not None or said.amount is None or said.current is None:
            continue
        current, amount = case.fact(said.current), case.fact(said.amount)
        if "预算" in case.document.text[current.span.end : amount.span.start]:
            continue
        if current.concept is None or amount.quantity.unit != current.quantity.unit or not _whole(case, current):
            continue
        before = only(case, current.concept, "outturn", year - 1)
        if before is None or before.fund != current.fund:
            yield Lacking(("previous",))
        elif _ties(current, amount, before, said.direction):
            yield HELD
        else:
            yield _finding(case, current, amount, before, said.direction)


def _whole(case: Case, fact: Fact) -> bool:
    """Whether a figure is the report's own value of the year."""
    return fact.concept is not None and any(fact.id == f.id for f in own(case, fact.concept, "outturn"))


def _ties(current: Fact, amount: Fact, before: Fact, direction: int) -> bool:
    a, b, c = current.quantity, amount.quantity, before.quantity
    if None in (a.low, a.high, b.low, b.high, c.low, c.high):
        return True
    ends = (a.low - b.high, a.high - b.low) if direction > 0 else (a.low + b.low, a.high + b.high)  # type: ignore[operator]
    return bool(ends[0] <= c.high and c.low <= ends[1])  # type: ignore[operator]


def _finding(case: Case, current: Fact, amount: Fact, before: Fact, direction: int) -> Answer:
    moved = (current.quantity.value or Decimal(0)) - (before.quantity.value or Decimal(0))
    turn = Text("增加", "up") if direction > 0 else Text("减少", "down")
    true = Text("增加", "up") if moved > 0 else Text("减少", "down")
    real = case.amount(abs(moved), amount)
    name, where = case.label(current), case.where(before)
    return case.finding(
        META,
        Text(
            f"{name.zh}{case.printed(current)}，写为较上年{turn.zh}{case.printed(amount)}；"
            f"{where.zh}上年为{case.printed(before)}，应为{true.zh}{real}",
            f"{name.en} {case.printed(current)} is said to be {turn.en} by {case.printed(amount)}; last year's figure "
            f"in {where.en} is {case.printed(before)}, so it is {true.en} by {real}",
        ),
        [("stated", amount.span), ("actual", current.span), ("previous", before.span)],
        computation=f"{case.printed(current)}－{case.printed(before)}={case.amount(moved, amount)}",
        reported=case.printed(amount),
        recomputed=real,
    )
