"""Rows with one cell a line: where a table ends, and which columns a short row covers."""

from __future__ import annotations

from gouji.readers.text_cells import Band, Placed, Row, Slot, bare, is_title, is_total, same_words
from gouji.readers.text_compose import (
    MAX_COLUMNS,
    Score,
    compose,
    data_score,
    header_score,
    row_score,
)
from gouji.readers.text_grid import Grid, label_prefix, merge_total


def split_tables(rows: list[Row]) -> list[list[Row]]:
    """The rows of one stretch as tables; a header repeated after a page break is dropped, its rows go on."""
    tables: list[list[Row]] = []
    current: list[Row] = []
    skip = 0
    resumed = False
    for index, row in enumerate(rows):
        if skip:
            skip -= 1
            continue
        repeated = _repeated_header(rows, index, current)
        if repeated:
            skip, resumed = repeated - 1, True
            continue
        if current and _begins(row, current):
            tables.append(current)
            current = []
        current.append(Row(row.slots, resumed and bool(current)))
        resumed = False
    if current:
        tables.append(current)
    return tables


def grid_of_lines(rows: list[Row]) -> Grid:
    """The grid of rows that may have fewer cells than the table has columns, merged ones standing once."""
    columns = max(len(row.slots) for row in rows)
    header = _header_rows(rows)
    # No real form is wider than the limit, and weighing all divisions would take too long.
    if header == 0 or columns > MAX_COLUMNS:
        placed = [_last_wide(row.slots, columns) for row in rows]
    else:
        placed = _place_headed(rows, header, columns)
    return Grid(rows, placed, columns, [Band(0, len(rows), header)])


def _repeated_header(rows: list[Row], index: int, current: list[Row]) -> int:
    """How many rows from `index` on repeat the header of the current table."""
    if len(current) < 2 or not same_words(rows[index].slots, current[0].slots):
        return 0
    header = _header_rows(current)
    if not 0 < header < len(current) or index + header > len(rows):
        return 0
    return header if all(same_words(rows[index + i].slots, current[i].slots) for i in range(header)) else 0


def _begins(row: Row, current: list[Row]) -> bool:
    """Whether a row begins a new table after the rows of the current one."""
    last = current[-1]
    again = bare(row.slots[0].words) == bare(current[0].slots[0].words)
    if not row.slots[0].words or (not again and len(row.slots) == len(last.slots)):
        return False
    headed = _header_rows(current)
    if again and headed and len(current) > headed and row.worded:
        return True
    if len(row.slots) == len(last.slots):
        return False
    titles = row.complete and all(is_title(slot.words) for slot in row.slots)
    if row.worded and titles and len(row.slots) > 2:
        return True
    # A label with one value after the rows of a list is a form of its own, unless it is the list's total.
    return headed > 0 and len(row.slots) == 2 < len(last.slots) and not is_total(row.slots[0].words)


def _header_rows(rows: list[Row]) -> int:
    """How many rows at the top are headers: titles only, then rows that divide them further."""
    first = rows[0]
    if not (first.worded and len(first.slots) > 2 and first.complete):
        return 0
    if not all(is_title(slot.words) for slot in first.slots):
        return 0
    count = 1
    while (
        count < len(rows)
        and rows[count].worded
        and not rows[count].slots[0].words
        and rows[count].filled > 0
        and len(rows[count].slots) > len(rows[count - 1].slots)
    ):
        count += 1
    return count


def _last_wide(slots: list[Slot], columns: int) -> list[Placed]:
    last = len(slots) - 1
    return [Placed(i, columns - last if i == last else 1, slot) for i, slot in enumerate(slots)]


def _place_headed(rows: list[Row], header: int, columns: int) -> list[list[Placed]]:
    full = [row for row in rows[header:] if len(row.slots) == columns]
    labels = _continued_columns(full, columns)
    numeric = {index for row in full for index, slot in enumerate(row.slots) if slot.numeric}
    placed = _place_header(rows[:header], full, columns, labels)
    body: list[list[Placed]] = []
    for row in rows[header:]:
        if len(row.slots) == columns:
            body.append([Placed(index, 1, slot) for index, slot in enumerate(row.slots)])
        elif _is_cut(row, numeric):
            end = row.slots[-1].end
            slots = row.slots + [Slot(end, end, "")] * (columns - len(row.slots))
            body.append([Placed(index, 1, slot) for index, slot in enumerate(slots)])
        else:
            body.append(_total(row, columns, numeric) or _spread(row.slots, columns, row_score(row.slots, numeric)))
    prefix = label_prefix(body, columns)
    return placed + [merge_total(row, prefix) for row in body]


def _is_cut(row: Row, numeric: set[int]) -> bool:
    """Whether a short row only lost its last, empty cells: it prints blanks, and its figures lie right."""
    blank = not row.complete
    return blank and all(index in numeric for index, slot in enumerate(row.slots) if slot.numeric)


def _total(row: Row, columns: int, numeric: set[int]) -> list[Placed] | None:
    """A total's label is wide and its figures stand at the right; None where they would not lie on figures."""
    if not is_total(row.slots[0].words):
        return None
    wide = columns - len(row.slots) + 1
    rest = [Placed(wide + index, 1, slot) for index, slot in enumerate(row.slots[1:])]
    if any(placed.slot.numeric and placed.column not in numeric for placed in rest):
        return None
    return [Placed(0, wide, row.slots[0]), *rest]


def _place_header(header: list[Row], full: list[Row], columns: int, labels: set[int]) -> list[list[Placed]]:
    """The header rows from the lowest up, since the width of a cell is that of the cells under it."""
    lowest = header[-1].slots
    if len(lowest) == columns or not full:
        below = _last_wide(lowest, columns)
    else:
        below = _spread(lowest, columns, data_score(full[0], labels))
    placed = [below]
    for row in reversed(header[:-1]):
        under = [cell.slot for cell in below]
        score = header_score(row.slots, under, labels, full=len(under) == columns)
        below = _gathered(row.slots, compose(len(row.slots), len(under), score), below)
        placed.append(below)
    placed.reverse()
    return placed


def _gathered(slots: list[Slot], widths: list[int], below: list[Placed]) -> list[Placed]:
    placed: list[Placed] = []
    first = 0
    for slot, width in zip(slots, widths, strict=True):
        column, end = below[first].column, below[first + width - 1].end
        placed.append(Placed(column, end - column, slot))
        first += width
    return placed


def _spread(slots: list[Slot], columns: int, score: Score) -> list[Placed]:
    placed: list[Placed] = []
    column = 0
    for slot, width in zip(slots, compose(len(slots), columns, score), strict=True):
        placed.append(Placed(column, width, slot))
        column += width
    return placed


def _continued_columns(rows: list[Row], columns: int) -> set[int]:
    """The columns whose blanks continue a label above: words only, blank somewhere left of the figures."""
    blank = {
        index
        for row in rows[1:]
        for index, slot in enumerate(row.slots)
        if not slot.words and any(s.words for s in row.slots[index + 1 :])
    }
    worded = {c for c in range(columns) if not any(row.slots[c].numeric for row in rows)}
    prefix = next((c for c in range(columns) if c not in worded), columns)
    return {c for c in blank & worded if c < prefix}
