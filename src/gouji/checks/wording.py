"""The pieces of a text, and the words that checks of completeness and form look for, kept as data beside them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any
from weakref import WeakKeyDictionary

import msgspec

from gouji.checks.case import Case
from gouji.checks.rows import scored
from gouji.model import Cell, Fact, Paragraph, Section, Span, Table
from gouji.vocabulary import Compact, compact, fold

_CHAPTER, _MOST_CHAPTERS = 2, 3
_TITLE_ZONE = 60
_ANNEX_LINE = re.compile(r"(?m)^[ \t\u3000]*附[件表]")
_REPORT = re.compile(r"(?:绩效|支出)(?:自评|评价|自我评价)(?:情况)?(?:报告|表)|自评报告|自评表")


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A paragraph or a cell that is not empty, without the space around it; `dense` is its text folded."""

    span: Span
    text: str
    cell: bool
    dense: str


@cache
def listed(family: str) -> dict[str, Any]:
    """The words of a family, `wording.toml` in its folder."""
    return tomllib.loads(files("gouji.checks").joinpath(family, "wording.toml").read_text("utf-8"))


@cache
def any_of(family: str, name: str) -> re.Pattern[str]:
    """One pattern for the patterns that a family lists under a name."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in listed(family)[name]["patterns"]))


def pieces(case: Case) -> tuple[Piece, ...]:
    """Paragraphs and cells in the order of the text."""
    known = _READ.get(case)
    if known is None:
        known = _READ[case] = tuple(_pieces(case))
    return known


# Many checks read the same pieces of one report, one after the other.
_READ: WeakKeyDictionary[Case, tuple[Piece, ...]] = WeakKeyDictionary()


def _pieces(case: Case) -> Iterator[Piece]:
    for block in case.document.blocks:
        parts: tuple[Paragraph | Cell, ...] = (block,) if isinstance(block, Paragraph) else block.cells
        for part in parts:
            printed = case.document.text[part.start : part.end]
            text = printed.strip()
            if text:
                start = part.start + printed.index(text[0])
                yield Piece(Span(start, start + len(text)), text, not isinstance(block, Paragraph), fold(text))


def passages(case: Case) -> Iterator[Piece]:
    """Paragraphs outside tables."""
    return (piece for piece in pieces(case) if not piece.cell)


def matches(piece: Piece, pattern: re.Pattern[str]) -> Iterator[Span]:
    """Where a pattern occurs in a piece, as places in the text."""
    for match in pattern.finditer(piece.text):
        yield Span(piece.span.start + match.start(), piece.span.start + match.end())


def folded_matches(piece: Piece, pattern: re.Pattern[str]) -> Iterator[Span]:
    """Where a pattern occurs in a piece without its spaces and quotation marks; brackets are narrow there."""
    shadow: Compact | None = None
    for match in pattern.finditer(piece.dense):
        if match.end() > match.start():
            # Most patterns occur nowhere: the way back to the text is laid out only where one does.
            shadow = shadow or compact(piece.text, 0, len(piece.text))
            start, end = shadow.original(match.start(), match.end())
            yield Span(piece.span.start + start, piece.span.start + end)


def sentence_around(piece: Piece, span: Span) -> Span:
    """The sentence, or the line, of a piece that a place in it belongs to."""
    first, last = span.start - piece.span.start, span.end - piece.span.start
    before = max(piece.text.rfind(mark, 0, first) for mark in "。；\n")
    after = [at for mark in "。；\n" if (at := piece.text.find(mark, last - 1)) >= 0]
    start, end = before + 1, min(after) + 1 if after else len(piece.text)
    start += len(piece.text[start:end]) - len(piece.text[start:end].lstrip())
    return Span(piece.span.start + start, piece.span.start + start + len(piece.text[start:end].rstrip()))


def first_line(case: Case, span: Span) -> Span:
    """The first line of a cell of several: what a note in the margin can hang on."""
    return Span(span.start, span.start + len(case.document.quote(span).split("\n", 1)[0].rstrip()))


def body_of(case: Case, section: Section) -> str:
    """What stands below a heading, without the space around it."""
    return case.document.quote(section.body).strip()


def prose_of(case: Case, section: Section) -> Piece:
    """The prose below a heading, up to the first table or annex."""
    tables = (block.start for block in case.document.blocks if isinstance(block, Table))
    end = min((start for start in tables if start >= section.body.start), default=section.body.end)
    text = case.document.text[section.body.start : min(end, section.body.end)]
    annex = _ANNEX_LINE.search(text)
    text = text[: annex.start()] if annex else text
    start = section.body.start + len(text) - len(text.lstrip())
    text = text.strip()
    return Piece(Span(start, start + len(text)), text, False, fold(text))


def shown(case: Case, span: Span, most: int = 30) -> str:
    """A quotation for a message: one line, no longer than so many characters."""
    words = "".join(case.document.quote(span).split())
    return words if len(words) <= most else f"{words[: most - 1]}…"


def chapters_of(case: Case) -> dict[str, Section]:
    """The chapters of the outline that a report has, each with the heading that says so best."""
    found: dict[str, Section] = {}
    top = [section for section in case.report.sections if section.level == _CHAPTER]
    for name, entry in listed("completeness")["chapters"].items():
        fits = (section for heading in entry["headings"] for section in top if re.search(heading, section.title))
        section = next(fits, None)
        if section is not None:
            found[name] = section
    return found


def is_whole_report(case: Case) -> bool:
    """Whether a text is a self-evaluation report with most of its chapters, not an extract or another document."""
    form, text = case.report.form or "", fold(case.document.text)
    return (
        form.startswith(("department_", "project_"))
        and _REPORT.search(text) is not None
        and "情况说明" not in text[:_TITLE_ZONE]
        and len(chapters_of(case)) >= _MOST_CHAPTERS
    )


def cells_by_place(table: Table) -> dict[tuple[int, int], Cell]:
    """The cells of a table by row and column, a merged one at every place that it covers."""
    return {
        (row, column): cell
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    }


def deductions(case: Case) -> list[Fact]:
    """The scores of indicators below their points."""
    return [row.score_fact for table in scored(case) for row in table if row.score < row.points]
