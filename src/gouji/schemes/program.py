"""A compiled sentence: parts whose points add up, what is taken off or put on, and what overrides or reaches beyond."""

from __future__ import annotations

from fractions import Fraction

import msgspec

from gouji.schemes.records import Award, Effect, Every, Expr, InRange, Item, NotApplicable, Range, Step, Test, Tier


class Piece(msgspec.Struct, frozen=True):
    """A range of a scale and what it gives, in the order of the text."""

    range: Range
    act: Award | Step


class Scale(msgspec.Struct, frozen=True, kw_only=True, tag="scale"):
    """Points by one number.

    `name` is what the number is called; `target` names what it is measured against (the number is then the
    deviation, relative to the target for amounts), `definition` computes it from named amounts. `steps` start at
    `base`; `exact` says that only the base itself gets full marks by the text (=100%). `ratio`: the number is actual
    over target. `labels` are words that stand for a number (零投诉: 0), `rate` a rate that is 100% where it is 0.
    """

    name: str = ""
    unit: str = ""
    full: Fraction | None = None
    pieces: tuple[Piece, ...] = ()
    steps: tuple[Step, ...] = ()
    base: Fraction | None = None
    exact: bool = False
    target: str = ""
    ratio: bool = False
    definition: Expr | None = None
    labels: tuple[tuple[str, Fraction], ...] = ()
    otherwise: Award | None = None
    event: bool = False
    items: tuple[str, ...] = ()
    rate: str = ""


class Choice(msgspec.Struct, frozen=True, kw_only=True, tag="choice"):
    """Points by one of several described values."""

    cases: tuple[tuple[str, Award], ...]
    full: Fraction | None = None
    otherwise: Award | None = None


class Cases(msgspec.Struct, frozen=True, kw_only=True, tag="cases"):
    """Points by the first condition that holds, over several variables."""

    cases: tuple[tuple[Test, Award], ...]
    full: Fraction | None = None
    otherwise: Award | None = None


class Sum(msgspec.Struct, frozen=True, kw_only=True, tag="sum"):
    """A checklist whose items have points of their own; an item may hold a program."""

    items: tuple[Item, ...]
    inner: tuple[Program | None, ...] = ()
    full: Fraction | None = None


class Computed(msgspec.Struct, frozen=True, kw_only=True, tag="computed"):
    """Points by a formula; `before` are conditions that go before it."""

    expr: Expr
    before: tuple[tuple[Test, Award], ...] = ()
    full: Fraction | None = None
    definitions: tuple[tuple[str, Expr], ...] = ()


class Named(msgspec.Struct, frozen=True, kw_only=True, tag="given"):
    """Points that another body or an evaluator names, from `low` of the part to all of it."""

    text: str
    full: Fraction | None = None
    low: Fraction = Fraction(0)


class Places(msgspec.Struct, frozen=True, kw_only=True, tag="places"):
    """Points by rank."""

    name: str
    first: int
    points: tuple[Fraction, ...]
    full: Fraction | None = None


Part = Scale | Choice | Cases | Sum | Computed | Named | Places


class Counter(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is taken off (or put on) for each event, from the sum of the parts; `items` may be ticked.

    `rate` is one that is 100% when nothing happened (合格率100%得5分，每有1项不合格扣2分);
    with `after` it is a stretch of time of which what is beyond that counts (2日内得1分，每逾期1日扣0.1分).
    """

    step: Step
    name: str
    items: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    limit: Fraction | None = None
    rate: str = ""
    after: Fraction | None = None


class Total(msgspec.Struct, frozen=True, kw_only=True):
    """A limit on what several counters take off (`sign` -1) or put on together.

    `sure` is False where 最多扣2分 behind the last of them may speak of that one alone.
    """

    sign: int
    value: Fraction
    sure: bool


class Program(msgspec.Struct, frozen=True, kw_only=True):
    """The whole sentence. `unread` are words that no clause held: then nothing is computed from it."""

    points: Fraction
    parts: tuple[Part, ...] = ()
    counters: tuple[Counter, ...] = ()
    totals: tuple[Total, ...] = ()
    less: tuple[Tier, ...] = ()
    overrides: tuple[Tier, ...] = ()
    effects: tuple[Effect, ...] = ()
    absent: tuple[NotApplicable, ...] = ()
    least: Fraction = Fraction(0)
    most: Fraction | None = None
    capped: bool = False
    unread: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def same_event(part: Scale, step: Step) -> bool:
    """Whether a step counts what a scale counts, as far as their names tell."""
    words = (step.event + step.subject) or ""
    return not part.name or not words or part.name in words or words in part.name or part.name[:2] in words


def last_expr(cases: Cases) -> Expr | None:
    """The formula that the last condition of a part is about, None when it is a plain name."""
    test = cases.cases[-1][0]
    return test.expr if isinstance(test, InRange) else None


def subjects(cases: Cases) -> set[str]:
    """The numbers that the conditions of a part speak of."""
    tests = [part for test, _ in cases.cases for part in (test.tests if isinstance(test, Every) else (test,))]
    return {test.subject for test in tests if isinstance(test, InRange)}


def last_subject(cases: Cases) -> str:
    """The number that the last condition spoke of, when it was one number."""
    test = cases.cases[-1][0]
    if isinstance(test, Every):
        test = test.tests[-1]
    return test.subject if isinstance(test, InRange) else ""
