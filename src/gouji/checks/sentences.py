"""A document as its sentences and table rows, so that two documents can be compared by their words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from gouji.checks.case import Case, once
from gouji.model import Fact, Paragraph, Span, Table
from gouji.vocabulary import compact, fold

_FIGURE = re.compile(r"(?:20\d\d年度?|\d[\d.,]*)")
_NUMBER = re.compile(r"^(?:[(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)、.]|[一二三四五六七八九十]是)+")
_LONG = 12
_SENTENCE = re.compile(r"[^。；;！!？?]+")


class Sentence(msgspec.Struct, frozen=True):
    """A sentence, or a row of a table: `text` without spaces and with narrow signs, its facts in order."""

    text: str
    span: Span
    facts: tuple[Fact, ...]
    row: bool


@once
def sentences(case: Case) -> list[Sentence]:
    """All sentences and rows in order; nested tables are part of their cell."""
    found: list[Sentence] = []
    for block in case.document.blocks:
        if isinstance(block, Paragraph):
            found += [_made(case, *m.span()) for m in _SENTENCE.finditer(case.document.text, block.start, block.end)]
        elif not block.nested:
            found += _rows(case, block)
    return [sentence for sentence in found if sentence.text]


def words_of(sentence: Sentence) -> str:
    """A sentence without its number, its years and its figures."""
    return _FIGURE.sub("#", _NUMBER.sub("", sentence.text))


def written(words: str) -> int:
    """How many Chinese characters there are."""
    return sum("\u4e00" <= sign <= "\u9fff" for sign in words)


def chapters(case: Case, title: re.Pattern[str]) -> list[Span]:
    """The ranges of the chapters, the report's own title apart, whose headings a pattern is found in."""
    sections = case.report.sections
    return [Span(s.heading.start, s.body.end) for s in sections if s.number and title.search(fold(s.title))]


def prose(case: Case, within: Sequence[Span] | None = None, outside: Sequence[Span] = ()) -> list[Sentence]:
    """The sentences long enough to be recognised, outside tables, within and outside some ranges."""
    return [
        sentence
        for sentence in sentences(case)
        if not sentence.row
        and written(sentence.text) >= _LONG
        and (within is None or any(sentence.span.overlaps(span) for span in within))
        and not any(sentence.span.overlaps(span) for span in outside)
    ]


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
