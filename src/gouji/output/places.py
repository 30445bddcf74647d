"""Where something stands, as a person would say it: 二、（一）预算收支 第18行; 表1 第3行."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from gouji.model import Cell, Document, Evidence, Language, Other, Paragraph, Place, Report, Table, Text

_TITLE = 16


class Places:
    """The blocks, tables, cells and headings of one report, found by the offset of a character.

    `others` are the documents that the report was set against; evidence may stand in one of them.
    """

    def __init__(self, document: Document, report: Report, others: Sequence[Other] = ()):
        self.document, self._sections = document, report.sections
        self._others = {other.document.name: Places(other.document, other.report) for other in others}
        # A nested table is quoted as part of the cell that it lies in.
        self._blocks = [b for b in document.blocks if not (isinstance(b, Table) and b.nested)]
        self._starts = [block.start for block in self._blocks]
        self._tables = [block for block in self._blocks if isinstance(block, Table)]
        self._numbers = {table.start: number for number, table in reversed(list(enumerate(document.tables(), 1)))}
        self._cells: dict[int, list[Cell]] = {}

    def of(self, evidence: Evidence) -> Places:
        """The places of the document that evidence stands in."""
        return self if evidence.file is None else self._others[evidence.file]

    def block_at(self, start: int) -> Paragraph | Table | None:
        """The paragraph or table that holds a character."""
        index = bisect_right(self._starts, start) - 1
        return self._blocks[index] if index >= 0 and start < self._blocks[index].end else None

    def cell_at(self, table: Table, start: int) -> Cell | None:
        """The cell of a table that holds a character."""
        cells = self._cells.get(table.start)
        if cells is None:
            cells = sorted((cell for cell in table.cells if cell.end > cell.start), key=lambda cell: cell.start)
            self._cells[table.start] = cells
        index = bisect_right(cells, start, key=lambda cell: cell.start) - 1
        return cells[index] if index >= 0 and start < cells[index].end else None

    def frame_of(self, start: int) -> tuple[int, int | None]:
        """What is quoted as one: where a paragraph begins, or where a table begins and which of its rows."""
        block = self.block_at(start)
        if block is None:
            return start, None
        cell = self.cell_at(block, start) if isinstance(block, Table) else None
        return block.start, None if cell is None else cell.row

    def said(self, start: int, language: Language) -> str:
        """The place of a character: its table and row, or the headings above it and its paragraph or line."""
        place = self.document.place_at(start)
        table = self.block_at(start)
        if not isinstance(table, Table):
            heading = self._headings(start, language)
            return " ".join(word for word in (heading, _in_file(place, language, tabular=False)) if word)
        number = self._numbers[table.start]
        parts = [Text(f"表{number}", f"table {number}")]
        cell = self.cell_at(table, start)
        if cell is not None:
            parts.append(Text(f"第{cell.row + 1}行", f"row {cell.row + 1}"))
        words = " ".join(part.said_in(language) for part in parts)
        in_file = _in_file(place, language, tabular=True)
        return f"{words}{Text('，', ', ').said_in(language)}{in_file}" if in_file else words

    def _headings(self, start: int, language: Language) -> str:
        """The numbers of the headings above a place and the title of the nearest, or the table between them."""
        held = [s for s in self._sections if s.heading.start <= start < s.body.end]
        # A heading that is itself the place quoted would only be said twice.
        held = [s for s in held if not s.heading.start <= start < s.heading.end]
        above = self._table_above(start)
        if above is not None and (not held or above.start >= held[-1].heading.end):
            number = self._numbers[above.start]
            return Text(f"表{number}之后", f"after table {number}").said_in(language)
        if not held:
            return ""
        title = held[-1].title
        return "".join(s.number for s in held) + (title if len(title) <= _TITLE else title[: _TITLE - 1] + "…")

    def _table_above(self, start: int) -> Table | None:
        index = bisect_right(self._tables, start, key=lambda table: table.start) - 1
        return self._tables[index] if index >= 0 else None


def _in_file(place: Place | None, language: Language, *, tabular: bool) -> str:
    if place is None:
        return ""
    parts: list[Text] = []
    if place.part in _PARTS:
        parts.append(_PARTS[place.part])
    if place.page is not None:
        parts.append(Text(f"第{place.page}页", f"page {place.page}"))
    if place.sheet is not None:
        parts.append(Text(f"{place.sheet}!{place.cell}", f"{place.sheet}!{place.cell}"))
    if place.paragraph is not None and not tabular:
        parts.append(Text(f"第{place.paragraph}段", f"paragraph {place.paragraph}"))
    if place.line is not None:
        parts.append(Text(f"{'文件' if tabular else ''}第{place.line}行", f"line {place.line}"))
    return " ".join(part.said_in(language) for part in parts)


_PARTS = {
    "footnote": Text("脚注", "footnote"),
    "endnote": Text("尾注", "endnote"),
    "textbox": Text("文本框", "text box"),
}
