"""Rows of tab-separated cells: which cells are merged sideways, and where a new header begins.

A form holds several blocks, each with its own header, under the same columns. A block with its title at the
left has an empty first cell in every row but the first; a list has none.
"""

from __future__ import annotations

from gouji.readers.text_cells import Band, Placed, Row, Slot
from gouji.readers.text_grid import Grid, label_prefix, merge_total

Groups = list[tuple[int, int]]

_MAX_HEADER = 8


def grid_of_tabs(rows: list[Row]) -> Grid:
    """The grid of tab-separated rows; shorter rows are filled up with empty cells at their end."""
    columns = max(len(row.slots) for row in rows)
    rows = [Row(_padded(row.slots, columns), row.resumed) for row in rows]
    bands = _bands(rows)
    placed: list[list[Placed]] = []
    for band in bands:
        placed += _place(rows[band.start : band.stop], band.header, columns)
    return Grid(rows, placed, columns, bands)


def opens_header(row: Row, before: list[Row]) -> bool:
    """Whether a row of words stands where the rows before it hold figures: then it is a header, no data."""
    if not row.worded or row.filled < 2 or not row.slots[0].words:
        return False
    last = [r for r in before[-6:] if len(r.slots) == len(row.slots)]
    return any(slot.words and any(r.slots[index].numeric for r in last) for index, slot in enumerate(row.slots))


def _padded(slots: list[Slot], columns: int) -> list[Slot]:
    end = slots[-1].end
    return slots + [Slot(end, end, "")] * (columns - len(slots))


def _bands(rows: list[Row]) -> list[Band]:
    starts = [0]
    # What the rows of the band say so far: kept here, since looking back over a long list for each row takes long.
    sided = _opens_sided(rows, 0)
    for index in range(1, len(rows)):
        if not rows[index].slots[0].words:
            continue
        start = starts[-1]
        alone = index - start == 1 and _is_pair(rows[start])
        if alone or sided or opens_header(rows[index], rows[max(start, index - 6) : index]):
            starts.append(index)
            sided = _opens_sided(rows, index)
    stops = [*starts[1:], len(rows)]
    return [Band(start, stop, _header_rows(rows[start:stop])) for start, stop in zip(starts, stops, strict=True)]


def _opens_sided(rows: list[Row], start: int) -> bool:
    """Whether a block with its title at the left begins: the first row after its header has no first cell."""
    header = _header_rows(rows[start : start + _MAX_HEADER])
    if header == 0 or start + header >= len(rows):
        return False
    first = rows[start + header].slots
    return not first[0].words and len(first) > 1 and bool(first[1].words)


def _is_pair(row: Row) -> bool:
    """A label with one value over the rest of the row."""
    return len(row.slots) > 2 and row.filled == 2 and bool(row.slots[0].words) and bool(row.slots[1].words)


def _header_rows(rows: list[Row]) -> int:
    """How many rows at the top are headers: a row of words, and those that divide its merged cells."""
    if not rows[0].worded or rows[0].filled < 2:
        return 0
    count, groups = 1, _groups(rows[0])
    while count < min(len(rows), _MAX_HEADER) and _divides(rows[count], groups):
        groups = _refined(rows[count], groups)
        count += 1
    return count


def _divides(row: Row, groups: Groups) -> bool:
    if row.slots[0].words or not row.worded:
        return False
    return any(sum(1 for slot in row.slots[first:end] if slot.words) > 1 for first, end in groups)


def _groups(row: Row) -> Groups:
    """The runs of columns under one cell of a header: a cell and the empty ones after it."""
    starts = [0] + [index for index, slot in enumerate(row.slots) if index and slot.words]
    return list(zip(starts, [*starts[1:], len(row.slots)], strict=True))


def _refined(row: Row, groups: Groups) -> Groups:
    refined: Groups = []
    for first, end in groups:
        inner = [first] + [index for index in range(first + 1, end) if row.slots[index].words]
        refined += zip(inner, [*inner[1:], end], strict=True)
    return refined


def _place(rows: list[Row], header: int, columns: int) -> list[list[Placed]]:
    if header == 0:
        return [_place_loose(row) for row in rows]
    groups = _groups(rows[0])
    placed: list[list[Placed]] = []
    for index, row in enumerate(rows):
        if 0 < index < header:
            groups = _refined(row, groups)
        placed.append(_place_row(row, groups))
    labels = label_prefix(placed[header:], columns)
    return placed[:header] + [merge_total(row, labels) for row in placed[header:]]


def _place_row(row: Row, groups: Groups) -> list[Placed]:
    placed: list[Placed] = []
    for first, end in groups:
        if any(slot.words for slot in row.slots[first + 1 : end]):
            placed += [Placed(column, 1, row.slots[column]) for column in range(first, end)]
        else:
            placed.append(Placed(first, end - first, row.slots[first]))
    return placed


def _place_loose(row: Row) -> list[Placed]:
    """A row under no header: a label runs on to the next cell; so does the value of a single pair."""
    pair = _is_pair(row)
    placed: list[Placed] = []
    for first, end in _groups(row):
        slot = row.slots[first]
        last = end == len(row.slots)
        if pair or (slot.words and not slot.numeric and not last):
            placed.append(Placed(first, end - first, slot))
        else:
            placed += [Placed(column, 1, row.slots[column]) for column in range(first, end)]
    return placed
