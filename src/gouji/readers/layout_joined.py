"""One table over several pages: repeated headings dropped, rows that a page's end cut put together, spans continued."""

from __future__ import annotations

import msgspec

from gouji.readers.layout_joints import ENDINGS, begins_item, is_full
from gouji.readers.layout_tables import Table, TableCell

_SAME = 3.5
_MOST_HEADER_ROWS = 8


def continues(table: Table, after: Table) -> bool:
    """Whether a table that begins the next page has the columns of the one that ended the page before."""
    if table.ruled != after.ruled:
        return False
    return _shared(table.xs, after.xs) is not None


def _shared(left: list[float], right: list[float]) -> list[float] | None:
    """The edges of both, None when they are not of one table; pages can be printed a little aside."""
    shift = right[0] - left[0]
    moved = [x - shift for x in right]
    if abs(moved[-1] - left[-1]) > _SAME or abs(shift) > 60:
        return None
    fewer, more = sorted((left, moved), key=len)
    if any(min(abs(x - y) for y in more) > _SAME for x in fewer):
        return None
    return more


def join(table: Table, after: Table) -> None:
    """Add the rows of the continuation to a table."""
    xs = _shared(table.xs, after.xs)
    assert xs is not None
    shift = after.xs[0] - table.xs[0]
    _spread(table, xs)
    after = msgspec.structs.replace(after, xs=[x - shift for x in after.xs])
    _spread(after, xs)
    _drop_header(table, after)
    if not after.rows:
        return
    last = _owners(table, table.rows - 1)
    first = [cell for cell in after.cells if cell.row == 0]
    cut = _is_cut(first, last)
    base = table.rows - 1 if cut else table.rows
    for cell in after.cells:
        above = last.get(cell.column)
        goes_on = cell.row == 0 and above is not None and above.colspan == cell.colspan
        if goes_on and above is not None and (cut or _spans_on(cell, above, first) or _runs_on(cell, above)):
            above.rowspan = base + cell.rowspan - above.row
            above.lines.extend(cell.lines)
        else:
            cell.row += base
            table.cells.append(cell)
    table.rows = base + after.rows
    _close(table)


def _spread(table: Table, xs: list[float]) -> None:
    """Count a table's columns by a finer set of edges."""
    if len(table.xs) != len(xs):
        index = [min(range(len(xs)), key=lambda i: abs(xs[i] - x)) for x in table.xs]
        for cell in table.cells:
            end = index[cell.column + cell.colspan]
            cell.column = index[cell.column]
            cell.colspan = end - cell.column
    table.xs = xs


def _owners(table: Table, row: int) -> dict[int, TableCell]:
    """The cells that reach a row, by their first column."""
    return {cell.column: cell for cell in table.cells if cell.row <= row < cell.row + cell.rowspan}


def _drop_header(table: Table, after: Table) -> None:
    """Take the rows off the continuation that repeat the table's first rows."""

    most = min(_MOST_HEADER_ROWS, table.rows, after.rows)
    left, right = (
        sorted(
            (c.row, c.column, c.rowspan, c.colspan, [line.text for line in c.lines])
            for c in source.cells
            if c.row < most
        )
        for source in (table, after)
    )
    for rows in range(most, 0, -1):
        head = [cell for cell in left if cell[0] < rows]
        if any(row + down > rows for row, _, down, _, _ in head) or not any(cell[4] for cell in head):
            continue
        if head == [cell for cell in right if cell[0] < rows]:
            after.cells = [cell for cell in after.cells if cell.row >= rows]
            for cell in after.cells:
                cell.row -= rows
            after.rows -= rows
            return


def _is_cut(first: list[TableCell], last: dict[int, TableCell]) -> bool:
    """Whether the first row of a page is the rest of the row before: all of its text goes on from text above,
    from lines that are full, and something that the row above has is missing in it.
    """
    if len(first) != len(last) or any(
        cell.column not in last or last[cell.column].colspan != cell.colspan for cell in first
    ):
        return False
    filled = [cell for cell in first if cell.lines]
    if not filled or len(filled) == len(first):
        return False
    return all(_goes_on(last[cell.column], cell) for cell in filled)


def _goes_on(above: TableCell, cell: TableCell) -> bool:
    if not above.lines:
        return False
    end = above.lines[-1]
    room = above.inner[1] - above.inner[0] - (end.x1 - end.x0) + end.x1
    return is_full(end, cell.lines[0], room, 0.5)


def _spans_on(cell: TableCell, above: TableCell, first: list[TableCell]) -> bool:
    """Whether an empty cell at the top of a page is the rest of the one above: a label at the left of all text."""
    if cell.lines or not above.lines:
        return False
    text = min((other.column for other in first if other.lines), default=0)
    return cell.column < text and (cell.rowspan > 1 or above.rowspan > 1 or cell.column + 1 < text)


def _runs_on(cell: TableCell, above: TableCell) -> bool:
    """Whether the long text of a tall cell breaks off in the middle of a sentence and goes on here.

    Labels of neighbouring groups (产出指标, 效益指标) fill their lines too, but they do not run over many lines.
    """
    return (
        len(above.lines) >= 3
        and bool(cell.lines)
        and (cell.rowspan > 1 or above.rowspan > 1)
        and not above.lines[-1].text.endswith(tuple(ENDINGS))
        and not begins_item(cell.lines[0].text)
        and _goes_on(above, cell)
    )


def _close(table: Table) -> None:
    """Sort the cells as they are read."""
    table.cells.sort(key=lambda cell: (cell.row, cell.column))
