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
_SCORE = re.compile(r"得分")
_MOST_SHARED = 40


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
        self._titles: list[str] = []
        self._score_column: int | None = None

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
        header = self.placed[band.start : data.start]
        self._titles = ["".join(_words_at(row, column) for row in header) for column in range(self.columns)]
        self._score_column = next((c for c, title in enumerate(self._titles) if _SCORE.search(title)), None)
        for row in range(band.start, band.stop):
            if row in data:
                self._data_row(row, labels, sided)
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

    def _data_row(self, row: int, labels: int, sided: bool) -> None:
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
                grows = self._shared(row, placed, above)
            if above is not None and grows:
                above.rowspan += 1
            else:
                self._add(row, placed, header=False)

    def _shared(self, row: int, placed: Placed, above: _Open) -> bool:
        """Whether an empty standard or weight belongs to several indicators together.

        A weight only where the row has a score and the scores together stay within the weight above: an empty
        weight is else a fault of the report, which must be seen.
        """
        title = self._titles[placed.column]
        if not above.placed.slot.words or row - above.row >= _MOST_SHARED:
            return False
        if _STANDARD.search(title):
            return True
        if not _WEIGHT.search(title) or self._score_column is None:
            return False
        scores = [_amount(_words_at(self.placed[r], self._score_column)) for r in range(above.row, row + 1)]
        weight = _amount(above.placed.slot.words)
        known = [score for score in scores if score is not None]
        return weight is not None and len(known) == len(scores) and sum(known) <= weight

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


def _words_at(row: list[Placed], column: int) -> str:
    """The words of the cell that covers a column, without white space."""
    return next((bare(p.slot.words) for p in row if p.column <= column < p.end), "")


def _amount(words: str) -> Decimal | None:
    try:
        return Decimal(words)
    except InvalidOperation:
        return None
