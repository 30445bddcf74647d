"""From rows with known columns to a grid: which empty cells continue the cell above them.

Plain text has no borders. An empty cell in a leading column of labels continues the label above; an empty
cell among figures is empty. Two columns of scoring tables are the exception, see `_shared`.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from gouji.model import Cell, Table
from gouji.readers.text_cells import Band, Placed, Row, Slot, bare, is_total

# A scoring standard, or the points of several indicators together, is printed once for all of them.
_STANDARD = re.compile(r"(?:评分|评价|计分|扣分|考核)(?:标准|细则|办法|依据)")
_WEIGHT = re.compile(r"(?:标准|满|分)?(?:分值|权重|满分|标准分)")
_SCORE = re.compile(r"得\s*分")


class _Open:
    """A cell that may still grow downwards."""

    def __init__(self, row: int, placed: Placed, header: bool):
        self.row, self.placed, self.header = row, placed, header
        self.rowspan = 1
        self.scores: list[Slot] = []

    def cell(self) -> Cell:
        return Cell(
            row=self.row,
            column=self.placed.column,
            rowspan=self.rowspan,
            colspan=self.placed.width,
            start=self.placed.slot.start,
            end=self.placed.slot.end,
        )


class Grid:
    """Rows with known columns, their bands, and the cells that come of them."""

    def __init__(self, rows: list[Row], placed: list[list[Placed]], columns: int, bands: list[Band]):
        self.rows, self.placed, self.columns, self.bands = rows, placed, columns, bands
        self._above: list[_Open | None] = [None] * columns
        self._cells: list[_Open] = []

    def table(self, start: int, end: int) -> Table:
        """The grid as a Table over the range `start` to `end`."""
        for band in self.bands:
            self._resolve(band)
        return Table(
            start=start,
            end=end,
            rows=len(self.placed),
            columns=self.columns,
            cells=tuple(cell.cell() for cell in self._cells),
        )

    def _resolve(self, band: Band) -> None:
        data = range(band.start + band.header, band.stop)
        labels = label_prefix([self.placed[row] for row in data], self.columns)
        # Only a title at the left of a block, over all its rows, may run from the header into the data.
        sided = band.header > 0 and self._is_sided(data)
        for row in range(band.start, band.stop):
            if row in data:
                self._data_row(row, band, labels, sided)
            else:
                self._header_row(row, first=row == band.start)

    def _is_sided(self, data: range) -> bool:
        body = [cells for cells in (self.placed[row] for row in data) if not is_total(cells[0].slot.words)]
        if not body or len(body[0]) < 2 or any(cells[0].slot.words for cells in body):
            return False
        return body[0][1].slot.words != "" and not body[0][1].slot.numeric

    def _header_row(self, row: int, first: bool) -> None:
        for placed in self.placed[row]:
            above = self._directly_above(row, placed)
            if not first and not placed.slot.words and above is not None:
                above.rowspan += 1
            else:
                self._add(row, placed, header=True)

    def _data_row(self, row: int, band: Band, labels: int, sided: bool) -> None:
        cells = self.placed[row]
        last = max((index for index, placed in enumerate(cells) if placed.slot.words), default=-1)
        continued = True
        some = False
        for index, placed in enumerate(cells):
            above = self._directly_above(row, placed)
            grows = False
            if above is not None and index < last and placed.end <= labels and continued:
                repeated = self.rows[row].resumed and bare(placed.slot.words) == bare(above.placed.slot.words)
                grows = (not placed.slot.words or repeated) and (not above.header or (sided and index == 0))
            continued = continued and grows
            some = some or grows
            if above is not None and not grows and some and not placed.slot.words and not above.header:
                grows = self._shared(row, placed, above, band)
            if above is not None and grows:
                above.rowspan += 1
            else:
                self._add(row, placed, header=False)

    def _shared(self, row: int, placed: Placed, above: _Open, band: Band) -> bool:
        """Whether an empty standard or weight belongs to several indicators together.

        A weight only where the row has a score and the scores together stay within the weight above: an empty
        weight is else a fault of the report, which must be seen.
        """
        header = self._header_words(band, placed.column)
        if not above.placed.slot.words:
            return False
        if _STANDARD.search(header):
            return True
        if not _WEIGHT.search(header):
            return False
        column = next((c for c in range(self.columns) if _SCORE.search(self._header_words(band, c))), None)
        if column is None:
            return False
        scores = [_amount(self._slot_at(r, column)) for r in range(above.row, row + 1)]
        weight = _amount(above.placed.slot)
        known = [score for score in scores if score is not None]
        return weight is not None and len(known) == len(scores) and sum(known) <= weight

    def _header_words(self, band: Band, column: int) -> str:
        parts = [self._slot_at(row, column) for row in range(band.start, band.start + band.header)]
        return "".join(bare(slot.words) for slot in parts if slot is not None)

    def _slot_at(self, row: int, column: int) -> Slot | None:
        return next((p.slot for p in self.placed[row] if p.column <= column < p.end), None)

    def _directly_above(self, row: int, placed: Placed) -> _Open | None:
        above = self._above[placed.column]
        if above is None or above.row + above.rowspan != row:
            return None
        same = above.placed.column == placed.column and above.placed.width == placed.width
        return above if same else None

    def _add(self, row: int, placed: Placed, header: bool) -> None:
        opened = _Open(row, placed, header)
        self._cells.append(opened)
        for column in range(placed.column, placed.end):
            self._above[column] = opened


def label_prefix(rows: list[list[Placed]], columns: int) -> int:
    """How many columns at the left hold labels: those before the first that holds a figure in any row."""
    prefix = columns
    serial = _is_serial([row[0].slot.words for row in rows if row])
    for row in rows:
        for placed in row:
            if placed.slot.numeric and not (serial and placed.column == 0):
                prefix = min(prefix, placed.column)
                break
    return prefix


def _is_serial(words: list[str]) -> bool:
    """Whether a first column counts its rows: 1, 2, 3 … are labels, no figures."""
    numbers = [int(word) for word in words if word.isdecimal() and len(word) < 5]
    return numbers[:1] == [1] and numbers == list(range(1, len(numbers) + 1))


def merge_total(row: list[Placed], labels: int) -> list[Placed]:
    """A row of a total with its label widened over the empty label columns after it."""
    if not row or not is_total(row[0].slot.words):
        return row
    count = 1
    while count < len(row) and not row[count].slot.words and row[count].end <= labels:
        count += 1
    first = row[0]
    return [Placed(first.column, row[count - 1].end - first.column, first.slot), *row[count:]]


def _amount(slot: Slot | None) -> Decimal | None:
    if slot is None:
        return None
    try:
        return Decimal(slot.words)
    except InvalidOperation:
        return None
