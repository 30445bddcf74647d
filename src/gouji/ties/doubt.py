"""Ties that a recognised figure breaks are first our own doubt, not the unit's mistake.

A figure read from a scan is believed when another place in the file agrees: an equation that closes over it. One that
is not believed and stands in a broken tie is tried with the known misreadings. When exactly one of them closes the tie
and breaks no other, the figure is taken so; what arithmetic does not settle stays open. Both are said as gaps of
kind "unread", with the place to look at.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from gouji.model import (
    CheckResult,
    Document,
    Fact,
    Finding,
    Gap,
    Language,
    Place,
    Report,
    Span,
    State,
    Table,
    Text,
    Tie,
    TieGraph,
)
from gouji.quantities import Quantity
from gouji.ties.interval import side_nominal
from gouji.ties.judge import QUOTIENTS, judge
from gouji.ties.misreadings import originals

UNREAD = "unread"
_HOLDS: tuple[State, ...] = ("closed", "rounding")
# A figure this much less sure than its rivals is the one that was misread.
_CLEARLY = 0.05
_MOST_ROUNDS = 50


class _Repair(msgspec.Struct, frozen=True):
    fact: int
    quantity: Quantity
    closes: frozenset[int]


def recognised(document: Document, report: Report) -> dict[int, float]:
    """The facts that were recognised and not read, by id, with their certainty."""
    if all(segment.place.confidence is None for segment in document.segments):
        return {}
    found = ((fact.id, document.confidence_of(fact.span)) for fact in report.facts)
    return {index: sure for index, sure in found if sure is not None}


def settle(document: Document, report: Report, graph: TieGraph) -> tuple[Report, TieGraph]:
    """The report and its graph with misread figures put right where arithmetic settles them, and the rest left open."""
    sure = recognised(document, report)
    if not sure:
        return report, graph
    facts = list(report.facts)
    ties = list(graph.ties)
    repaired: dict[int, Quantity] = {}
    for _ in range(_MOST_ROUNDS):
        repair = _next_repair(document, facts, ties, graph, sure, repaired)
        if repair is None:
            break
        repaired[repair.fact] = repair.quantity
        facts[repair.fact] = msgspec.structs.replace(facts[repair.fact], quantity=repair.quantity)
        for index in graph.by_fact[repair.fact]:
            ties[index] = _judged(ties[index], facts)
    gaps = [_taken(document, report.facts[index], quantity) for index, quantity in repaired.items()]
    left: dict[int, None] = {}
    for index, tie in enumerate(ties):
        if tie.state == "broken":
            doubtful = [fact for fact in tie.facts if fact in sure and not _believed(fact, ties, graph)]
            if doubtful:
                left.update(dict.fromkeys(doubtful))
                ties[index] = msgspec.structs.replace(tie, state="open", missing=(UNREAD,))
    gaps += [_left(document, facts[index]) for index in left]
    report = msgspec.structs.replace(report, facts=tuple(facts), gaps=(*report.gaps, *gaps))
    return report, msgspec.structs.replace(graph, ties=tuple(ties))


def withhold(
    document: Document, report: Report, graph: TieGraph, results: Sequence[CheckResult]
) -> tuple[CheckResult, ...]:
    """The results without findings that rest on a recognised figure which nothing else in the file confirms."""
    sure = recognised(document, report)
    if not sure:
        return tuple(results)
    doubtful = [report.facts[index].span for index in sure if not _believed(index, graph.ties, graph)]
    return tuple(_without(result, doubtful) for result in results)


def confirmed(document: Document, report: Report, graph: TieGraph) -> Report:
    """The report with every recognised figure that nothing else in its file confirms left without a name."""
    sure = recognised(document, report)
    facts = (
        msgspec.structs.replace(fact, concept=None, measure=None)
        if fact.id in sure and not _believed(fact.id, graph.ties, graph)
        else fact
        for fact in report.facts
    )
    return msgspec.structs.replace(report, facts=tuple(facts)) if sure else report


def _without(result: CheckResult, doubtful: Sequence[Span]) -> CheckResult:
    kept = tuple(finding for finding in result.findings if not _rests_on(finding, doubtful))
    if len(kept) == len(result.findings):
        return result
    if kept:
        return msgspec.structs.replace(result, findings=kept)
    return CheckResult(rule=result.rule, title=result.title, outcome="cannot_judge", missing=(UNREAD,))


def _rests_on(finding: Finding, doubtful: Sequence[Span]) -> bool:
    return any(evidence.span.overlaps(span) for evidence in finding.own for span in doubtful)


def _believed(fact: int, ties: Sequence[Tie], graph: TieGraph) -> bool:
    """Whether another place in the file agrees: an equation that closes over the figure, digit by digit.

    A quotient agrees with many figures: 100 % is the rate of 764.87 to 764.37 as well.
    """
    return any(
        ties[i].state in _HOLDS and ties[i].operator == "=" and ties[i].kind not in QUOTIENTS
        for i in graph.by_fact[fact]
    )


def _next_repair(
    document: Document,
    facts: Sequence[Fact],
    ties: Sequence[Tie],
    graph: TieGraph,
    sure: dict[int, float],
    repaired: dict[int, Quantity],
) -> _Repair | None:
    """The next repair that is the only one for a broken tie; None when there is none."""
    tried: dict[int, list[_Repair]] = {}
    for index, tie in enumerate(ties):
        if tie.state != "broken":
            continue
        rivals: list[_Repair] = []
        for fact in dict.fromkeys(tie.facts):
            if fact in sure and fact not in repaired and not _believed(fact, ties, graph):
                if fact not in tried:
                    tried[fact] = _repairs(document, facts, ties, graph, fact)
                rivals += [repair for repair in tried[fact] if index in repair.closes]
        chosen = _only(rivals, sure)
        if chosen is not None:
            return chosen
    return None


def _repairs(
    document: Document, facts: Sequence[Fact], ties: Sequence[Tie], graph: TieGraph, fact: int
) -> list[_Repair]:
    """The readings of a figure that close a broken tie of it and break none."""
    found = []
    trial = list(facts)
    for quantity in originals(facts[fact], glued=_has_blank_neighbour(document, facts[fact])):
        trial[fact] = msgspec.structs.replace(facts[fact], quantity=quantity)
        closes = set()
        for index in graph.by_fact[fact]:
            before, after = ties[index].state, _judged(ties[index], trial).state
            if before in _HOLDS and after not in _HOLDS:
                break
            if before == "broken" and after == "closed":
                closes.add(index)
        else:
            if closes:
                found.append(_Repair(fact, quantity, frozenset(closes)))
    return found


def _only(rivals: Sequence[_Repair], sure: dict[int, float]) -> _Repair | None:
    """The repair that closes more ties than any other, or whose figure is clearly the least sure."""
    most = max((len(repair.closes) for repair in rivals), default=0)
    best = [repair for repair in rivals if len(repair.closes) == most]
    if len(best) > 1:
        least = min(sure[repair.fact] for repair in best)
        best = [repair for repair in best if sure[repair.fact] < least + _CLEARLY]
    return best[0] if len(best) == 1 else None


def _judged(tie: Tie, facts: Sequence[Fact]) -> Tie:
    """A tie judged anew over facts of which some changed; one that was open stays so."""
    if tie.state == "open":
        return tie
    state, missing = judge(facts, tie.kind, tie.left, tie.operator, tie.right, tie.slack)
    return msgspec.structs.replace(
        tie,
        state=state,
        missing=missing,
        left_nominal=side_nominal(tie.left, facts),
        right_nominal=side_nominal(tie.right, facts),
    )


def _has_blank_neighbour(document: Document, fact: Fact) -> bool:
    """Whether a cell beside the figure's own is blank, so that its figure may stand in this one."""
    if fact.row is None or fact.column is None or not 0 <= fact.frame < len(document.blocks):
        return False
    block = document.blocks[fact.frame]
    if not isinstance(block, Table):
        return False
    own = next((cell for cell in block.cells if cell.start <= fact.span.start < cell.end), None)
    if own is None:
        return False
    beside = (own.column - 1, own.column + own.colspan)
    return any(
        cell.row <= own.row < cell.row + cell.rowspan
        and (cell.column + cell.colspan - 1 == beside[0] or cell.column == beside[1])
        and not document.text[cell.start : cell.end].strip()
        for cell in block.cells
    )


def _taken(document: Document, fact: Fact, quantity: Quantity) -> Gap:
    printed, place = _printed(document, fact), document.place_at(fact.span.start)
    assert quantity.printed is not None
    figure = f"{quantity.printed:f}"
    return Gap(
        kind=UNREAD,
        message=Text(
            f"{_where(place, 'zh')}扫描件上的“{printed}”应为 {figure}（识别有误，与其他数字核对得出），请对照原件。",
            f"{_where(place, 'en')}“{printed}” in the scan was taken as {figure}: so it ties with the other figures; "
            "compare the original.",
        ),
        place=place,
    )


def _left(document: Document, fact: Fact) -> Gap:
    printed, place = _printed(document, fact), document.place_at(fact.span.start)
    return Gap(
        kind=UNREAD,
        message=Text(
            f"{_where(place, 'zh')}扫描件上的“{printed}”与其他数字对不上，可能是识别有误，请对照原件。",
            f"{_where(place, 'en')}“{printed}” in the scan does not tie with other figures and may be misread; "
            "compare the original.",
        ),
        place=place,
    )


def _printed(document: Document, fact: Fact) -> str:
    return "".join(document.quote(fact.span).split())


def _where(place: Place | None, language: Language) -> str:
    if place is None or place.page is None:
        return ""
    page = place.page
    return f"第{page}页" if language == "zh" else f"page {page}: "
