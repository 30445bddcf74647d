"""Ties that the report itself makes: its sentences and the shapes of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from gouji.model import (
    Average,
    Breakdown,
    Change,
    Claim,
    Enumeration,
    Explanation,
    Fact,
    Indicator,
    Rate,
    Remainder,
    Report,
    Share,
    Statement,
    Term,
)
from gouji.ties.index import Index
from gouji.ties.judge import HUNDRED, ONE, Ties, judge, origin, terms
from gouji.ties.slips import slip

_TIMES_RATE = re.compile(r"分值\s*[×xX*＊]\s*(?:预算)?执行率")
# A value so many times the other is hardly the same thing a year later, where another may have been meant.
_FAR = 2
# Counts that exceed their whole by less than a fifth and by a swap or one digit are miscopied, not overlapping.
_SLIGHT = 5
_TELLING = ("swap", "digit")
_TABLE_SHAPES = ("column", "row", "points", "scores")


def add_stated(ties: Ties, report: Report, index: Index) -> None:
    """The ties of all statements and indicators."""
    for statement in report.statements:
        _add(ties, statement, index)
    for indicator in report.indicators:
        _add_indicator(ties, indicator)


def _add(ties: Ties, statement: Statement, index: Index) -> None:
    match statement:
        case Breakdown():
            _breakdown(ties, statement)
        case Share():
            _share(ties, statement, index)
        case Change():
            _change(ties, statement, index)
        case Rate():
            _rate(ties, statement, index)
        case Average():
            _average(ties, statement)
        case Enumeration():
            _enumeration(ties, statement)
        case Remainder():
            left = terms([statement.start, *statement.added]) + terms(statement.taken, -ONE)
            ties.add(
                "difference",
                left,
                "=",
                terms(statement.results),
                origin("statement", "remainder", statement.span),
                certain=statement.certain,
            )
        case Claim() | Explanation():
            pass


def _breakdown(ties: Ties, said: Breakdown) -> None:
    """Parts that are all parts add up; others stay within the whole, money together, counts one by one."""
    whole, parts = terms([said.whole]), terms(said.parts)
    source = origin("table" if said.shape in _TABLE_SHAPES else "statement", said.shape, said.span)
    if said.exhaustive:
        kind = said.shape if said.shape in ("points", "scores") else "sum"
        ties.add(kind, whole, "=", parts, source, certain=said.certain and said.blanks == 0)
        return
    for part in said.parts:
        ties.add("part", terms([part]), "<=", whole, source)
    money = ties.facts[said.whole].quantity.unit == "元"
    if money and len(said.parts) > 1:
        ties.add("parts", parts, "<=", whole, source)
    elif len(said.parts) > 1 and _slipped(ties.facts, said):
        # Counts of people may overlap; when they exceed their whole by one slip of a pen, they rather do not.
        ties.add("sum", whole, "=", parts, source, certain=False)


def _slipped(facts: Sequence[Fact], said: Breakdown) -> bool:
    """Whether counted parts are the whole, or exceed it by what a slip in one of the numbers makes."""
    whole = facts[said.whole].quantity.printed
    parts = [facts[part].quantity.printed for part in said.parts]
    known = [part for part in parts if part is not None]
    if whole is None or len(known) < len(parts) or len({facts[i].quantity.printed_unit for i in said.parts}) > 1:
        return False
    over = sum(known) - whole
    if over <= 0 or over * _SLIGHT > whole or any(part >= whole for part in known):
        return over == 0
    return any(slip(part, part - over) in _TELLING for part in known) or slip(whole, whole + over) in _TELLING


def _share(ties: Ties, said: Share, index: Index) -> None:
    """100 part = percent whole; what the sentence only names is looked for in the report."""
    source = origin("statement", "share", said.span)
    stated = ties.facts[said.percent]
    part = said.part if said.part is not None else _named(index.this_year(said.part_concept, stated))
    whole = said.whole if said.whole is not None else _named(index.this_year(said.whole_concept, stated))
    if part is None or whole is None:
        given = terms(fact for fact in (part, whole) if fact is not None)
        lacking = said.part_concept if part is None else said.whole_concept
        ties.add("share", given, "=", terms([said.percent]), source, missing=(lacking or "whole",))
        return
    right = (Term(ONE, (said.percent, whole)),)
    ties.add("share", terms([part], HUNDRED), "=", right, source, certain=said.certain)


def _named(fact: Fact | None) -> int | None:
    return fact.id if fact is not None else None


def _change(ties: Ties, said: Change, index: Index) -> None:
    """percent = amount / (current - amount); previous + amount = current."""
    source = origin("statement", "change", said.span)
    if said.current is None and said.current_concept is not None:
        measured = said.amount if said.amount is not None else said.percent
        found = index.this_year(said.current_concept, ties.facts[measured or 0])
        said = msgspec.structs.replace(said, current=_named(found))
    if said.current is not None and said.previous is None:
        # 2021年支出a万元，2022年支出b万元，较上年增长c%: the year before is told beside it.
        said = msgspec.structs.replace(said, previous=_named(index.year_before(ties.facts[said.current])))
    if said.current is None or (said.amount is None and said.previous is None):
        given = [fact for fact in (said.current, said.percent) if fact is not None]
        ties.add("change", terms(given[:1]), "=", terms(given[1:]), source, missing=("previous",))
        return
    reading, certain = _of_one(ties.facts, said)
    for left, right in _equations(reading) if reading is not None else ():
        ties.add("change", left, "=", right, source, certain=certain)


def _equations(said: Change) -> Iterator[tuple[tuple[Term, ...], tuple[Term, ...]]]:
    """What a change whose current value is known says, as equations."""
    sign = Decimal(said.direction)
    current = terms([said.current or 0])
    if said.amount is not None and said.previous is not None:
        yield terms([said.previous]) + terms([said.amount], sign), current
    if said.percent is None:
        return
    if said.previous is not None:
        left = terms([said.current or 0], sign * HUNDRED) + terms([said.previous], -sign * HUNDRED)
        yield left, (Term(ONE, (said.percent, said.previous)),)
    elif said.amount is not None:
        right = (Term(ONE, (said.percent, said.current or 0)), Term(-sign, (said.percent, said.amount)))
        yield terms([said.amount], HUNDRED), right


def _of_one(facts: Sequence[Fact], said: Change) -> tuple[Change | None, bool]:
    """The change with the figure it is of, and whether that is sure; None where it may be of a figure not told.

    总预算a万元，其中基本支出b万元、项目支出c万元，同比增加d万元，增长e%: the words leave open whether a or c grew. Of
    several figures that it may be of, it is of the one that it comes out for.
    """
    # What the words name is what changed, unless it was found elsewhere and an amount beside the change fits.
    beside = facts[said.current or 0].frame == facts[said.amount or said.percent or 0].frame
    others = () if said.current_concept is not None and beside else _before(facts, said)
    for current in (said.current, *others):
        reading = msgspec.structs.replace(said, current=current)
        judged = [judge(facts, "change", left, "=", right)[0] for left, right in _equations(reading)]
        if judged and "broken" not in judged:
            return reading, current == said.current
    if not said.rivals:
        return said, True
    before = facts[said.previous].quantity.value if said.previous is not None else None
    now = facts[said.current or 0].quantity.value
    if before and now is not None and not before / _FAR <= now <= before * _FAR:
        return None, False
    return said, False


def _before(facts: Sequence[Fact], said: Change) -> Iterator[int]:
    """The other figures that may have changed, the nearest first: of the sentence, then amounts of the paragraph."""
    yield from reversed(said.rivals)
    stated = said.amount if said.amount is not None else said.percent
    first = facts[stated or 0]
    money = facts[said.current or 0].quantity.unit == "元"
    for fact in reversed(facts[: first.id]):
        if fact.frame != first.frame or not money:
            return
        told = fact.id in (said.current, said.previous) or fact.id in said.rivals
        if fact.source == "prose" and fact.quantity.unit == "元" and not told:
            yield fact.id


def _rate(ties: Ties, said: Rate, index: Index) -> None:
    source = origin("statement", "rate", said.span, "project_form")
    if said.actual is not None and said.base is None:
        # 某项目全年预算a万元，实际支出b万元，完成全年预算的c%: the words ask for the budget of the same project.
        said = msgspec.structs.replace(said, base=_named(index.budget_of(ties.facts[said.actual], said.base_concept)))
    if said.actual is None or said.base is None:
        given = [index for index in (said.actual, said.base) if index is not None]
        lacking = tuple(
            name for name, index in (("actual", said.actual), (said.base_concept, said.base)) if index is None
        )
        ties.add("rate", terms(given), "=", terms([said.percent]), source, missing=lacking)
        return
    right = (Term(ONE, (said.percent, said.base)),)
    ties.add("rate", terms([said.actual], HUNDRED), "=", right, source, certain=said.certain)


def _average(ties: Ties, said: Average) -> None:
    """mean x count = total; the mean may be rounded by half of its last digit, a count of people too."""
    mean, count = (ties.facts[index].quantity for index in (said.mean, said.count))
    slack = Decimal(1).scaleb(-mean.decimals) / 2 * (count.value or 0)
    right = (Term(ONE, (said.mean, said.count)),)
    source = origin("statement", "average", said.span)
    ties.add("average", terms([said.total]), "=", right, source, slack=slack)


def _enumeration(ties: Ties, said: Enumeration) -> None:
    stated = ties.facts[said.count].quantity.value
    listed = Decimal(said.fewest)
    if stated is not None and said.fewest <= stated <= said.most:
        listed = stated
    ties.add(
        "enumeration",
        terms([said.count]),
        "=",
        (Term(listed),),
        origin("statement", "enumeration", said.span),
    )


def _add_indicator(ties: Ties, indicator: Indicator) -> None:
    """A score within its points; the score of the execution rate where the form prints the rule."""
    if indicator.points is None or indicator.score is None:
        return
    source = origin("table", "indicator", indicator.span, "project_form")
    ties.add("score_bound", terms([indicator.score]), "<=", terms([indicator.points]), source)
    if indicator.achieved is not None and _TIMES_RATE.search(indicator.standard):
        score = ties.facts[indicator.score].quantity
        slack = HUNDRED * Decimal(1).scaleb(-max(score.decimals, 0)) / 2
        right = (Term(ONE, (indicator.points, indicator.achieved)),)
        ties.add("rate_score", terms([indicator.score], HUNDRED), "=", right, source, slack=slack)
