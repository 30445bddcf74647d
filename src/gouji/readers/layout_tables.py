"""Tables of a page: drawn grids filled with their lines, and aligned columns without any ruling."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

import msgspec

from gouji.readers.lattice import Grid
from gouji.readers.layout_joints import begins_item, first_room, is_number_cut, joint
from gouji.readers.layout_lines import Line, find_lines, split_at
from gouji.readers.page import Box, Glyph

NUMBER = re.compile(r"[-+−–]?[0-9０-９][0-9０-９,，.．\s]*[%％‰]?|[-—–－]+|[¥￥]\s*[0-9,.]+")
_FEWEST_ROWS = 3
# In how many lines a cell of an unruled table may be written.
_CELL_LINES = 4


class TableCell(msgspec.Struct):
    """A cell while a table grows over pages; `inner` is the room for its text from left to right (points)."""

    row: int
    column: int
    rowspan: int
    colspan: int
    lines: list[Line]
    inner: tuple[float, float]

    def written(self) -> list[tuple[str, Line]]:
        """Its lines, each with what stands before it."""
        out: list[tuple[str, Line]] = []
        for index, line in enumerate(self.lines):
            out.append((self._between(self.lines[index - 1], line) if index else "", line))
        return out

    def _between(self, above: Line, line: Line) -> str:
        # Two texts beside each other, or a line that had room for more: the writer began anew.
        room = self.inner[1] - self.inner[0] - (above.x1 - above.x0) + above.x1
        cut = is_number_cut(above, line, room)
        if cut is not None:
            return "" if cut else "\n"
        spare = (room - above.x1 - first_room(line)) / above.em
        if spare >= 0.5 or (spare >= -0.2 and begins_item(line.text)):
            return "\n"
        return joint(above.text, line.text)


class Table(msgspec.Struct):
    """A table while it grows: the edges of its columns, the number of its rows, its cells in reading order."""

    xs: list[float]
    rows: int
    cells: list[TableCell]
    box: Box
    page: int
    ruled: bool = True

    @property
    def middle(self) -> float:
        """The height at which it begins, to sort it among lines."""
        return self.box[1]


def fill(
    grids: list[Grid], glyphs: list[Glyph], page: int, sure: dict[Glyph, float] | None
) -> tuple[list[Table], list[Glyph]]:
    """The grids with the characters whose middles lie in their cells, and the characters outside all of them."""
    bags: list[list[list[Glyph]]] = [[[] for _ in grid.cells] for grid in grids]
    outside = glyphs
    for grid, bag in zip(grids, bags, strict=True):
        inside, outside = outside, []
        x0, y0, x1, y1 = grid.box
        xs, ys, unit = grid.xs, grid.ys, grid.unit
        for glyph in inside:
            x, y = (glyph[1] + glyph[3]) / 2, (glyph[2] + glyph[4]) / 2
            if x0 < x < x1 and y0 < y < y1:
                bag[unit[bisect_right(ys, y) - 1][bisect_right(xs, x) - 1]].append(glyph)
            else:
                outside.append(glyph)
    tables: list[Table] = []
    for grid, bag in zip(grids, bags, strict=True):
        lines = [find_lines(part, page, "body", sure) if part else [] for part in bag]
        if any(lines):
            tables.append(_table(grid, lines, page))
        else:
            outside.extend(glyph for part in bag for glyph in part)
    return tables, outside


def _table(grid: Grid, lines: list[list[Line]], page: int) -> Table:
    xs = grid.xs
    # The least distance of a text from its border is the padding that the program leaves at both sides.
    distances = [
        line.x0 - xs[cell.column] for cell, some in zip(grid.cells, lines, strict=True) for line in some
    ]  # fmt: skip
    padding = max(0.0, min(min(distances), 6.0))
    cells = [
        TableCell(
            cell.row,
            cell.column,
            cell.rowspan,
            cell.colspan,
            some,
            (xs[cell.column] + padding, xs[cell.column + cell.colspan] - padding),
        )
        for cell, some in zip(grid.cells, lines, strict=True)
    ]
    table = Table(list(xs), len(grid.ys) - 1, cells, grid.box, page)
    split_rows(table)
    return table


# ---- rows that no ruling divides


def split_rows(table: Table) -> None:
    """Divide rows that hold several lines of numbers in one cell: rulings were drawn around the block only.

    Two columns must hold at least three lines at the same heights, one of them nothing but numbers.
    """
    row = 0
    while row < table.rows:
        cells = [cell for cell in table.cells if cell.row == row]
        starts = _starts(cells) if all(cell.rowspan == 1 for cell in cells) else []
        if starts:
            _split(table, row, cells, starts)
        row += max(1, len(starts))


def _starts(cells: list[TableCell]) -> list[float]:
    """The heights of the lines of numbers that divide a row, none when nothing does."""
    columns = [cell.lines for cell in cells if len(cell.lines) >= _FEWEST_ROWS]
    numeric = [lines for lines in columns if all(NUMBER.fullmatch(line.text) for line in lines)]
    if not numeric:
        return []
    guide = max(numeric, key=len)
    heights = [line.middle for line in guide]
    if any(low + 0.5 * guide[0].em > high for low, high in pairwise(heights)):
        return []
    level = sum(
        1
        for lines in columns
        if sum(min(abs(line.middle - h) for h in heights) < 0.35 * line.em for line in lines) >= 0.7 * len(heights)
    )
    return heights if level >= 2 else []


def _split(table: Table, row: int, cells: list[TableCell], starts: list[float]) -> None:
    more = len(starts) - 1
    for cell in table.cells:
        if cell.row > row:
            cell.row += more
    table.rows += more
    for cell in cells:
        table.cells.remove(cell)
        parts: list[list[Line]] = [[] for _ in starts]
        for line in cell.lines:
            # What stands between two numbers is the wrapped rest of the row above.
            parts[max(0, bisect_right(starts, line.middle + 0.4 * line.em) - 1)].append(line)
        for index, lines in enumerate(parts):
            table.cells.append(msgspec.structs.replace(cell, row=row + index, lines=lines))
    table.cells.sort(key=lambda cell: (cell.row, cell.column))


# ---- aligned columns without rulings


def find_aligned(lines: list[Line]) -> list[Line | Table]:
    """Lines with the runs of them that stand in columns as tables: three or more with gaps and with numbers."""
    out: list[Line | Table] = []
    index = 0
    while index < len(lines):
        end = index
        while end < len(lines) and (_may_be_row(lines, end, index) or _goes_on_below(lines, end, index)):
            end += 1
        table = _aligned(lines[index:end]) if end - index >= _FEWEST_ROWS else None
        if table is not None:
            out.append(table)
            index = end
        else:
            out.append(lines[index])
            index += 1
    return out


def _may_be_row(lines: list[Line], index: int, start: int) -> bool:
    line = lines[index]
    if not line.gaps:
        return False
    return index == start or line.top - lines[index - 1].bottom < 2.5 * line.em


def _goes_on_below(lines: list[Line], index: int, start: int) -> bool:
    """Whether a line is the rest of a cell of the row above: it begins where that cell does, and a row follows."""
    line = lines[index]
    if index - start < 1 or line.gaps or line.top - lines[index - 1].bottom > line.em:
        return False
    row = next((above for above in reversed(lines[start:index]) if above.gaps), lines[start])
    parts = _chunks(row)
    at = next((i for i, part in enumerate(parts) if abs(part.x0 - line.x0) < 0.5 * line.em), None)
    if at is None or NUMBER.fullmatch(line.text) or (at + 1 < len(parts) and line.x1 > parts[at + 1].x0):
        return False
    following = next((below for below in lines[index + 1 : index + _CELL_LINES] if below.gaps), None)
    return following is not None and following.top - line.bottom < 2.5 * line.em


def _aligned(every: list[Line]) -> Table | None:
    """The table of lines that share blank strips from top to bottom, when half of them hold a number."""
    lines = [line for line in every if line.gaps]
    places = {id(line): place for place, line in enumerate(every)}
    chunks = [_chunks(line) for line in lines]
    strips = _columns([(c.x0, c.x1) for row in chunks for c in row])
    if len(strips) < 2:
        return None
    cells: list[TableCell] = []
    numeric = 0
    for row, parts in enumerate(chunks):
        placed: dict[int, TableCell] = {}
        for part in parts:
            column = next(i for i, strip in enumerate(strips) if strip[0] <= part.x0 <= strip[1])
            if column in placed:
                placed[column].lines.append(part)
            else:
                placed[column] = TableCell(row, column, 1, 1, [part], strips[column])
        stop = places[id(lines[row + 1])] if row + 1 < len(lines) else len(every)
        for rest in every[places[id(lines[row])] + 1 : stop]:
            column = min(placed, key=lambda c: abs(placed[c].lines[0].x0 - rest.x0))
            placed[column].lines.append(rest)
        numeric += any(NUMBER.fullmatch(part.text) for part in parts)
        empty = (TableCell(row, c, 1, 1, [], strips[c]) for c in range(len(strips)) if c not in placed)
        cells.extend(sorted([*placed.values(), *empty], key=lambda cell: cell.column))
    if numeric * 2 < len(lines) or sum(len(row) >= 2 for row in chunks) < len(lines):
        return None
    box = (strips[0][0], lines[0].top, strips[-1][1], lines[-1].bottom)
    edges = [strips[0][0], *((a[1] + b[0]) / 2 for a, b in pairwise(strips)), strips[-1][1]]
    return Table(edges, len(lines), cells, box, lines[0].page, ruled=False)


def _chunks(line: Line) -> list[Line]:
    """The parts of a line between its wide blanks."""
    parts: list[Line] = []
    rest = line
    while rest.gaps:
        part, rest = split_at(rest, rest.gaps[0][0])
        parts.append(part)
    return [*parts, rest]


def _columns(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Spans from left to right that overlap, put together: the strips between them are blank in every line."""
    found: list[tuple[float, float]] = []
    for low, high in sorted(spans):
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return found
