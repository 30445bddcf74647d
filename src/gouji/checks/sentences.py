"""A document as its sentences and table rows, so that two documents can be compared by their words."""

from __future__ import annotations

import re
from bisect import bisect_left

import msgspec

from gouji.checks.case import Case
from gouji.model import Fact, Paragraph, Span, Table
from gouji.vocabulary import compact

_SENTENCE = re.compile(r"[^。；;！!？?]+")


class Sentence(msgspec.Struct, frozen=True):
    """A sentence, or a row of a table: `text` without spaces and with narrow signs, its facts in order."""

    text: str
    span: Span
    facts: tuple[Fact, ...]
    row: bool


def sentences(case: Case) -> list[Sentence]:
    """All sentences and rows in order; nested tables are part of their cell."""
    found: list[Sentence] = []
    for block in case.document.blocks:
        if isinstance(block, Paragraph):
            found += [_made(case, *m.span()) for m in _SENTENCE.finditer(case.document.text, block.start, block.end)]
        elif not block.nested:
            found += _rows(case, block)
    return [sentence for sentence in found if sentence.text]


def _rows(case: Case, table: Table) -> list[Sentence]:
    rows: dict[int, list[int]] = {}
    for cell in table.cells:
        if cell.end > cell.start:
            rows.setdefault(cell.row, []).extend((cell.start, cell.end))
    return [_made(case, min(ends), max(ends), row=True) for _, ends in sorted(rows.items())]


def _made(case: Case, start: int, end: int, *, row: bool = False) -> Sentence:
    facts = case.report.facts
    first = bisect_left(facts, start, key=lambda fact: fact.span.start)
    last = bisect_left(facts, end, key=lambda fact: fact.span.start)
    return Sentence(compact(case.document.text, start, end).text, Span(start, end), facts[first:last], row)
