"""Typed records of a scoring sentence: ranges, conditions, awards, clauses, and the groups that they are put into.

Numbers are exact `Fraction`s in base units: a percent is a hundredth, money is in 元, the rest as counted.
Points are points of the row.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import msgspec

# How firmly a printed bound is included or excluded: by a sign, a word of comparison or （含） / by 以上, 以下, 以内 /
# by a dash that says nothing.
FIRM, WORDED, BARE = 3, 2, 1


class Bound(msgspec.Struct, frozen=True):
    """One end of a range."""

    value: Fraction
    closed: bool
    firm: int


class Range(msgspec.Struct, frozen=True):
    """The numbers between two ends; None is without end. `unit` is as printed (%, 元, 天 …)."""

    low: Bound | None
    high: Bound | None
    unit: str = ""

    def holds(self, value: Fraction) -> bool:
        """Whether a number lies in it, ends as they are printed."""
        if self.low is not None and (value < self.low.value or (value == self.low.value and not self.low.closed)):
            return False
        return self.high is None or value < self.high.value or (value == self.high.value and self.high.closed)


class Expr(msgspec.Struct, frozen=True):
    """A formula: `op` is num, name, full (points of the row), neg, or one of + - * / min max; children in `args`."""

    op: str
    value: Fraction = Fraction(0)
    name: str = ""
    unit: str = ""
    args: tuple[Expr, ...] = ()


class InRange(msgspec.Struct, frozen=True, tag="in"):
    """`subject` (empty: the row's indicator) lies in a range; `expr` when the subject is computed."""

    subject: str
    range: Range
    expr: Expr | None = None


class Compared(msgspec.Struct, frozen=True, tag="compared"):
    """One named amount against another: 决算数 ≤ 预算数."""

    left: str
    op: str
    right: str


class Words(msgspec.Struct, frozen=True, tag="words"):
    """A condition that a person judges, or a value of an enumeration."""

    text: str


class Otherwise(msgspec.Struct, frozen=True, tag="otherwise"):
    """否则, 其他情况, 未达到的: what no other tier of its group holds."""


class Every(msgspec.Struct, frozen=True, tag="all"):
    """All of several conditions; `some` when one is enough."""

    tests: tuple[Test, ...]
    some: bool = False


class Tally(msgspec.Struct, frozen=True, tag="tally"):
    """其中一项达到: from `least` to `most` of several conditions hold."""

    tests: tuple[Test, ...]
    least: int
    most: int


Test = InRange | Compared | Words | Otherwise | Every | Tally


class Step(msgspec.Struct, frozen=True, kw_only=True, tag="step"):
    """每…扣…分: for each whole `size` of deviation or each event, `amount` points (or share of the row's points).

    `way` is up, down, either (偏离) or event; `base` is where the deviation starts when it is printed in the step,
    `target` when it is named (预算). `sign` is -1 or 1. `high` is the upper amount of 扣0.5-1分. `begun` counts a
    begun step as a whole one, `whole` says that a part does not count. `limit` bounds the sum of the steps.
    `joined`: only a comma parts it from the tier before it.
    """

    way: str
    subject: str = ""
    event: str = ""
    size: Fraction = Fraction(1)
    unit: str = ""
    amount: Fraction = Fraction(0)
    high: Fraction | None = None
    share: bool = False
    sign: int = -1
    base: Fraction | None = None
    target: str = ""
    begun: bool = False
    whole: bool = False
    even: bool = False
    limit: Fraction | None = None
    limit_share: bool = False
    joined: bool = False


class Award(msgspec.Struct, frozen=True, kw_only=True, tag="award"):
    """What a tier gives. `kind`:

    points (`value`), share (`value` of the row's points), full, zero, less (full minus `value`), between (`value` to
    `high`, chosen by an evaluator; `share` when they are shares), proportion (in proportion to the rate), linear
    (straight line between the neighbours), judged (酌情), grade (`label`), formula (`expr`), na (the row is left out).
    """

    kind: str
    value: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    open_high: bool = False
    share: bool = False
    label: str = ""
    expr: Expr | None = None


class Tier(msgspec.Struct, frozen=True, kw_only=True, tag="tier"):
    """A condition and what it gives."""

    test: Test
    award: Award | Step
    text: str = ""


class Standard(msgspec.Struct, frozen=True, tag="standard"):
    """以100%为标准, 不低于90%: a threshold without points of its own, where the deduction starts."""

    test: Test


class Definition(msgspec.Struct, frozen=True, tag="definition"):
    """预算完成率=…÷…×100%: how a variable is computed."""

    name: str
    expr: Expr


class Formula(msgspec.Struct, frozen=True, tag="formula"):
    """得分=…: the points as an expression."""

    expr: Expr
    name: str = ""


class Limit(msgspec.Struct, frozen=True, kw_only=True, tag="limit"):
    """扣完为止, 扣满3分为止, 最多加2分, 满分6分, 最低得1分, 不足1万元按1万元计算 …, said of what stands before."""

    kind: str
    value: Fraction | None = None
    share: bool = False
    total: bool = False


class Item(msgspec.Struct, frozen=True, kw_only=True, tag="item"):
    """One point of a checklist with its mark; `inner` are the clauses inside it when it is more than a condition."""

    mark: str
    text: str
    points: Fraction | None = None
    inner: tuple[Clause, ...] = ()


class Given(msgspec.Struct, frozen=True, kw_only=True, tag="given"):
    """Another body names the points: 由财政部门评定, 根据考核分数折算. `points` None: what is left of the row."""

    text: str
    points: Fraction | None = None


class Effect(msgspec.Struct, frozen=True, kw_only=True, tag="effect"):
    """What reaches beyond the row (总分扣5分, 等级不得评为优); `test` None: always as the sentence says."""

    test: Test | None
    text: str
    zero: bool = False


class NotApplicable(msgspec.Struct, frozen=True, kw_only=True, tag="na"):
    """没有…的部门按满分计算: `award` None when the row is left out (不适用, 不考核)."""

    thing: str
    award: Award | None


class Rank(msgspec.Struct, frozen=True, tag="rank"):
    """排名1-5名的依次赋予60分、57分…: points by place, from `first`."""

    subject: str
    first: int
    points: tuple[Fraction, ...]


class Note(msgspec.Struct, frozen=True, tag="note"):
    """Words that change no score: 其中, 各占50% beside a formula, where the evidence is looked up."""

    text: str


class Unread(msgspec.Struct, frozen=True, tag="unread"):
    """Words that no clause holds. A sentence with one of these is not understood."""

    text: str


Clause = (
    Tier | Step | Standard | Definition | Formula | Limit | Item | Given | Effect | NotApplicable | Rank | Note | Unread
)
Mode = Literal["whole", "even", "begun"]
