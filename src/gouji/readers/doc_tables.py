"""Tables whose rows tell the edges of their cells (doc, rtf): to grids, and with the paragraphs to text and blocks.

Every row draws its own cells. The columns of the grid are all edges of the table together, so that a cell spans
as many columns as edges lie in it.
"""

from __future__ import annotations

from bisect import bisect_left

import msgspec

from gouji.errors import TooLarge
from gouji.model import Block, Cell, Paragraph, Place
from gouji.model import Table as TableBlock
from gouji.readers.doc_properties import Row
from gouji.readers.text_builder import TextBuilder

_SAME_EDGE = 20
"""Edges at most this far apart (in twentieths of a point) are one: rows drawn by hand never meet exactly."""

_MAX_PLACES = 500_000


class Entry(msgspec.Struct):
    """A paragraph: its text, the number before it, which one of its story it is, its heading level."""

    text: str
    label: str
    number: int
    level: int


class Table:
    """A table while its paragraphs come in: rows of cells, each a list of paragraphs and inner tables."""

    def __init__(self) -> None:
        self.rows: list[tuple[list[list[Entry | Table]], Row]] = []
        self.cell: list[Entry | Table] = []
        self._cells: list[list[Entry | Table]] = []

    def end_cell(self) -> None:
        """The current cell is complete."""
        self._cells.append(self.cell)
        self.cell = []

    def end_row(self, row: Row) -> None:
        """The current row is complete; what its last cell has without a mark belongs to it."""
        if self.cell:
            self.end_cell()
        # Some programs mark one more cell than the row has.
        while len(self._cells) > len(row.flags) > 0 and not any(_has_text(entry) for entry in self._cells[-1]):
            self._cells.pop()
        if self._cells:
            self.rows.append((self._cells, row))
        self._cells = []

    def finish(self) -> None:
        """Complete a table that ends without the mark of a row."""
        self.end_row(Row())


def _has_text(entry: Entry | Table) -> bool:
    return not isinstance(entry, Entry) or entry.text.strip() != ""


class _Spot(msgspec.Struct):
    """A drawn cell in its row: first column, width in columns, its content, and whether it continues another."""

    column: int
    width: int
    content: list[Entry | Table]
    down: bool
    beside: bool


class Writer:
    """Gathers text and blocks."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.out = TextBuilder()
        self.blocks: list[Block] = []
        self.part = "body"
        self.lost: list[str] = []
        self._tables = 0
        self._left = _MAX_PLACES

    def paragraph(self, entry: Entry) -> None:
        """Add a paragraph outside tables."""
        if self.out.offset:
            self.out.separate("\n")
        mark = self.out.mark()
        self._add(entry, (None, None, None))
        span = self.out.since(mark)
        if span.end > span.start:
            self.blocks.append(Paragraph(start=span.start, end=span.end, level=entry.level))

    def _add(self, entry: Entry, at: tuple[int | None, int | None, int | None]) -> None:
        if not entry.text:
            return
        place = Place(part=self.part, paragraph=entry.number, table=at[0], row=at[1], column=at[2])
        if entry.label and entry.text.strip():
            self.out.add(entry.label, msgspec.structs.replace(place, label=True))
        self.out.add(entry.text, place)

    def table(self, table: Table, nested: bool = False) -> None:
        """Add a table as a grid."""
        if not table.rows:
            return
        if self.out.offset and not nested:
            self.out.separate("\n")
        self._tables += 1
        number, position, start = self._tables, len(self.blocks), self.out.offset
        rows = _spots(table)
        columns = max(spot.column + spot.width for row in rows for spot in row)
        self._left -= len(rows) * columns
        if self._left < 0:
            raise TooLarge(
                self.name,
                f"表格太大，超过 {_MAX_PLACES} 格的上限。请只留下报告本身。",
                f"its tables are over the limit of {_MAX_PLACES} cells; keep only the report.",
            )
        cells: list[list[int]] = []
        above: dict[int, list[int]] = {}
        for index, row in enumerate(rows):
            if index:
                self.out.separate("\n")
            for order, spot in enumerate(row):
                if order:
                    self.out.separate("\t")
                before = above.get(spot.column)
                grows = spot.down and before is not None and before[0] + before[2] == index and before[3] == spot.width
                if grows and before is not None:
                    before[2] += 1
                    self._keep(spot.content)
                elif spot.beside and order and cells and cells[-1][0] == index:
                    cells[-1][3] += spot.width
                    self._keep(spot.content)
                else:
                    begin, end = self._cell(spot.content, (number, index + 1, spot.column + 1))
                    cells.append([index, spot.column, 1, spot.width, begin, end])
                    above[spot.column] = cells[-1]
        end = self.out.offset
        grid = tuple(
            Cell(row=row, column=column, rowspan=down, colspan=right, start=first, end=last)
            for row, column, down, right, first, last in cells
        )
        block = TableBlock(start=start, end=end, rows=len(rows), columns=columns, cells=grid, nested=nested)
        self.blocks.insert(position, block)

    def _keep(self, content: list[Entry | Table]) -> None:
        text = "".join(entry.text for entry in content if isinstance(entry, Entry)).strip()
        if text:
            self.lost.append(text)

    def _cell(self, content: list[Entry | Table], at: tuple[int, int, int]) -> tuple[int, int]:
        mark = self.out.mark()
        for order, entry in enumerate(content):
            if order:
                self.out.separate("\n")
            if isinstance(entry, Table):
                self.table(entry, nested=True)
            else:
                self._add(entry, at)
        span = self.out.since(mark)
        return span.start, span.end


def _spots(table: Table) -> list[list[_Spot]]:
    """The cells of each row with their columns, by the edges of all rows together."""
    edges = sorted({edge for cells, row in table.rows for edge in row.edges[: len(cells) + 1]})
    columns: list[int] = []
    for edge in edges:
        if not columns or edge - columns[-1] > _SAME_EDGE:
            columns.append(edge)
    found: list[list[_Spot]] = []
    for cells, row in table.rows:
        spots: list[_Spot] = []
        last = 0
        first_flag = 0
        for index, content in enumerate(cells):
            flags = row.flags[index] if index < len(row.flags) else 0
            start, width = last, 1
            if index + 1 < len(row.edges):
                start = max(last, _column(columns, row.edges[index]))
                width = max(1, _column(columns, row.edges[index + 1]) - start)
            merged = flags & 3
            beside = merged != 0 and first_flag != 0 and merged != first_flag
            first_flag = first_flag if beside else merged
            spots.append(_Spot(start, width, content, flags & 0x60 == 0x20, beside))
            last = start + width
        found.append(spots)
    return found


def _column(columns: list[int], edge: int) -> int:
    """The column whose left edge this is, or the nearest at its left."""
    index = bisect_left(columns, edge + 1) - 1
    return max(0, index)
