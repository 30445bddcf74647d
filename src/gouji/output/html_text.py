"""A document as HTML: its headings, paragraphs and tables, every figure tinted by what became of it.

Nothing is left out and nothing added: the text content of the element is the document's text, character by
character. What stands between cells is there too, only not shown.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

from gouji.model import SEVERITIES, Cell, Document, Fact, Finding, Language, Paragraph, Report, Table, TieGraph
from gouji.output.coverage import FigureState
from gouji.output.words import STATE, concept_name

_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
_NUMBER = re.compile(r"[\s\d.,，%％+\-−－—/()（）]*\d[\s\d.,，%％+\-−－—/()（）]*")
_DEEPEST = 6


def safe(text: str) -> str:
    """Text that can stand anywhere in a page: nothing in it is markup, and every character keeps its place."""
    # A parser would turn a carriage return into a line feed, and what is no character into another one.
    return escape(_NO_TEXT.sub("\ufffd", text)).replace("\r", "&#13;")


class _Piece(NamedTuple):
    """A stretch of text that one figure and the same findings cover."""

    start: int
    end: int
    fact: int | None
    findings: tuple[int, ...]


class MarkedText:
    """One document's text with its figures and findings; `number` tells the documents of a page apart."""

    def __init__(
        self,
        number: int,
        document: Document,
        report: Report,
        graph: TieGraph,
        findings: Sequence[Finding],
        states: Sequence[FigureState],
        language: Language,
    ):
        self._number, self._document, self._language = number, document, language
        self._facts, self._graph, self._states, self._findings = report.facts, graph, states, findings
        self._levels = {section.heading.start: section.level for section in report.sections}
        self._nested = sorted((t for t in document.tables() if t.nested), key=lambda t: (t.start, -t.end))
        self._begin = {e.span.start for finding in findings for e in finding.evidence}
        self._pieces = list(_pieces(report.facts, findings, len(document.text)))
        self._starts = [piece.start for piece in self._pieces]
        self._at = ""

    def html(self) -> str:
        """The whole text as one element."""
        done, out = 0, []
        for block in self._document.blocks:
            if isinstance(block, Table) and block.nested:
                continue
            out.append(self._stretch(done, block.start))
            out.append(self._paragraph(block) if isinstance(block, Paragraph) else self._table(block))
            done = max(done, block.end)
        out.append(self._stretch(done, len(self._document.text)))
        return f'<article class="text" lang="zh-CN">{"".join(out)}</article>'

    def target(self, offset: int) -> str:
        """The id of the element in which a quoted figure begins."""
        return f"d{self._number}c{offset}"

    # --- blocks ---

    def _paragraph(self, paragraph: Paragraph) -> str:
        level = paragraph.level or self._levels.get(paragraph.start, 0)
        tag = f"h{min(level + 2, _DEEPEST)}" if level else "p"
        return f"<{tag}{self._place(paragraph)}>{self._stretch(paragraph.start, paragraph.end)}</{tag}>"

    def _place(self, block: Paragraph | Table) -> str:
        """The page or sheet, where a new one begins."""
        place = self._document.place_at(block.start)
        if place is None or (place.page is None and place.sheet is None):
            return ""
        page = f"第{place.page}页" if self._language == "zh" else f"page {place.page}"
        at = page if place.sheet is None else place.sheet
        if at == self._at:
            return ""
        self._at = at
        return f' data-at="{safe(at)}"'

    def _table(self, table: Table) -> str:
        if not table.cells:
            return f"<div>{self._stretch(table.start, table.end)}</div>"
        after = self._between(table)
        lead = self._gap(table.start, min(cell.start for cell in table.cells))
        rows: dict[int, list[Cell]] = {}
        for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
            rows.setdefault(cell.row, []).append(cell)
        out, hanging = [], list[Cell]()
        for row in range(max(rows) + 1):
            covered = {c.column + i for c in hanging for i in range(c.colspan)}
            out.append("<tr>")
            cursor = 0
            for cell in rows.get(row, ()):
                holes = sum(column not in covered for column in range(cursor, cell.column))
                out.append(f'<td class="hole" colspan="{holes}"></td>' if holes else "")
                out.append(self._cell(cell, lead, after[cell.start, cell.row, cell.column]))
                cursor, lead = cell.column + cell.colspan, ""
            out.append("</tr>")
            hanging = [c for c in (*hanging, *rows.get(row, ())) if c.row + c.rowspan > row + 1]
        return f'<div class="wide"{self._place(table)}><table>{"".join(out)}</table></div>'

    def _between(self, table: Table) -> dict[tuple[int, int, int], str]:
        """What stands after each cell up to the next one, in the order of the text."""
        ordered = sorted(table.cells, key=lambda c: (c.start, c.end, c.row, c.column))
        ends = [*(cell.start for cell in ordered[1:]), table.end]
        done, gaps = table.start, {}
        for cell, end in zip(ordered, ends, strict=True):
            done = max(done, cell.end)
            gaps[cell.start, cell.row, cell.column] = self._gap(done, end)
            done = max(done, end)
        return gaps

    def _gap(self, start: int, end: int) -> str:
        if start >= end:
            return ""
        kind = "loose" if self._document.text[start:end].strip() else "gap"
        return f'<span class="{kind}">{self._stretch(start, end)}</span>'

    def _cell(self, cell: Cell, before: str, after: str) -> str:
        spans = (f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else "") + (
            f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
        )
        number = ' class="n"' if _NUMBER.fullmatch(self._document.text, cell.start, cell.end) else ""
        return f"<td{spans}{number}>{before}{self._content(cell)}{after}</td>"

    def _content(self, cell: Cell) -> str:
        """The text of a cell with the tables that lie in it."""
        done, out = cell.start, []
        first = bisect_left(self._nested, cell.start, key=lambda t: t.start)
        for table in self._nested[first:]:
            if table.start >= cell.end:
                break
            if table.start < done or table.end > cell.end:
                continue
            if any(c.start == cell.start and c.end == cell.end for c in table.cells):
                continue
            out += [self._stretch(done, table.start), self._table(table)]
            done = table.end
        return "".join([*out, self._stretch(done, cell.end)])

    # --- figures ---

    def _stretch(self, start: int, end: int) -> str:
        """A range of the text, its figures and quoted words marked."""
        text, out = self._document.text, []
        for index in range(max(bisect_right(self._starts, start) - 1, 0), len(self._pieces)):
            piece = self._pieces[index]
            if piece.start >= end:
                break
            low, high = max(piece.start, start), min(piece.end, end)
            if low >= high:
                continue
            out += [safe(text[start:low]), self._marked(piece, low, safe(text[low:high]))]
            start = high
        out.append(safe(text[start:end]) if start < end else "")
        return "".join(out)

    def _marked(self, piece: _Piece, low: int, said: str) -> str:
        classes, attributes = [], ""
        if piece.fact is not None:
            state = self._states[piece.fact]
            classes += ["f", state]
            held = self._graph.touching(piece.fact, "closed", "rounding")
            ties = [tie.id for tie in held if len(set(tie.facts)) > 1]
            if ties:
                attributes += f' data-t="{" ".join(f"d{self._number}t{tie}" for tie in ties)}"'
            attributes += f' title="{safe(self._named(self._facts[piece.fact], state))}"'
        if piece.findings:
            worst = min(SEVERITIES.index(self._findings[index].severity) for index in piece.findings)
            classes += ["q", SEVERITIES[worst]]
            attributes += f' data-e="{" ".join(f"d{self._number}f{index}" for index in piece.findings)}"'
            if low == piece.start and low in self._begin:
                attributes += f' id="{self.target(low)}" tabindex="-1"'
        return f'<span class="{" ".join(classes)}"{attributes}>{said}</span>'

    def _named(self, fact: Fact, state: FigureState) -> str:
        """What a figure is and what became of it: 支出合计 · 2022 · 对上."""
        concept = fact.concept or fact.measure
        name = concept_name(concept).said_in(self._language) if concept else ""
        return " · ".join(word for word in (name, fact.period, STATE[state].said_in(self._language)) if word)


def _pieces(facts: Iterable[Fact], findings: Sequence[Finding], length: int) -> Iterator[_Piece]:
    """The stretches between all ends of figures and quotes that at least one of them covers."""
    marks = [(fact.span.start, fact.span.end, fact.id, -1) for fact in facts]
    marks += [(e.span.start, e.span.end, -1, index) for index, f in enumerate(findings) for e in f.evidence]
    marks = sorted((start, min(end, length), fact, finding) for start, end, fact, finding in marks if start < end)
    cuts = sorted({at for start, end, _, _ in marks for at in (start, end) if at <= length})
    active: list[tuple[int, int, int, int]] = []
    following = 0
    for low, high in pairwise(cuts):
        while following < len(marks) and marks[following][0] <= low:
            active.append(marks[following])
            following += 1
        active = [mark for mark in active if mark[1] > low]
        if active:
            fact = next((mark[2] for mark in active if mark[2] >= 0), None)
            yield _Piece(low, high, fact, tuple(sorted({mark[3] for mark in active if mark[3] >= 0})))
