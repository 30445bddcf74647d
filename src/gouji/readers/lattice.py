"""The grid that ruling lines draw: rows, columns, and cells with their true spans. PDF, OFD and scans share it.

Borders come as long lines, as one thin rectangle a cell, doubled, overlapping, or open at a page's end. So lines
are first put together, then grouped by touching; edges are clustered, and unit cells with no border between them
are one cell.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

import msgspec

from gouji.readers.page import Box, Ruling

THICK = 4.0
"""A rectangle thinner than this (points) is a line."""
TOUCH = 3.0
"""Lines nearer than this touch, and edges nearer than this are one."""
_SHORTEST = 5.0
_MOST_PAIRS = 4_000_000
_MOST_UNITS = 250_000
_COVERED = 0.6


class GridCell(msgspec.Struct, frozen=True):
    """A cell of a drawn grid by row and column (from 0) and the rows and columns that it covers."""

    row: int
    column: int
    rowspan: int
    colspan: int


class Grid(msgspec.Struct, frozen=True, kw_only=True):
    """A drawn table: edges from left to right and from top to bottom (points), its cells in reading order.

    `unit[row][column]` is the index of the cell that covers the place.
    """

    xs: list[float]
    ys: list[float]
    cells: list[GridCell]
    unit: list[list[int]]

    @property
    def box(self) -> Box:
        """The outer frame."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def cell_at(self, x: float, y: float) -> int:
        """The index of the cell around a point, -1 outside."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.unit[row][column]
        return -1


# A line across: (where it lies on the other axis, from, to).
_Line = tuple[float, float, float]


def find_grids(rulings: list[Ruling]) -> list[Grid]:
    """The grids of a page from top to bottom; a frame around one cell is none, nor are lines without crossings."""
    across = _joined([((r[1] + r[3]) / 2, r[0], r[2]) for r in rulings if r[2] - r[0] >= r[3] - r[1]])
    down = _joined([((r[0] + r[2]) / 2, r[1], r[3]) for r in rulings if r[3] - r[1] >= r[2] - r[0]])
    if len(across) < 2 or len(down) < 2 or len(across) * len(down) > _MOST_PAIRS:
        return []
    grids: list[Grid] = []
    for lines, posts in _groups(across, down):
        grid = _grid(lines, posts)
        if grid is not None and len(grid.cells) > 1:
            grids.append(grid)
    grids.sort(key=lambda grid: (grid.ys[0], grid.xs[0]))
    return [grid for grid in grids if not any(_within(grid.box, other.box) for other in grids if other is not grid)]


def _within(inner: Box, outer: Box) -> bool:
    return (
        outer[0] - TOUCH <= inner[0]
        and inner[2] <= outer[2] + TOUCH
        and outer[1] - TOUCH <= inner[1]
        and inner[3] <= outer[3] + TOUCH
    )


def _joined(lines: list[_Line]) -> list[_Line]:
    """Pieces on one line put together; what stays as short as a dot is dropped."""
    lines.sort()
    found: list[_Line] = []
    index = 0
    while index < len(lines):
        end = index + 1
        # Borders of neighbouring cells are drawn a hair apart; a chain of them must not swallow a narrow row.
        while end < len(lines) and lines[end][0] - lines[end - 1][0] <= 1.0 and lines[end][0] - lines[index][0] <= 2.5:
            end += 1
        found.extend(_overlapped(lines[index:end]))
        index = end
    return [line for line in found if line[2] - line[1] >= _SHORTEST]


def _overlapped(lines: list[_Line]) -> list[_Line]:
    """Lines at about the same place as few long ones."""
    if len(lines) == 1:
        return lines
    at = sum(line[0] for line in lines) / len(lines)
    pieces = sorted((line[1], line[2]) for line in lines)
    found: list[_Line] = []
    start, end = pieces[0]
    for low, high in pieces[1:]:
        if low <= end + TOUCH:
            end = max(end, high)
        else:
            found.append((at, start, end))
            start, end = low, high
    found.append((at, start, end))
    return found


def _groups(across: list[_Line], down: list[_Line]) -> list[tuple[list[_Line], list[_Line]]]:
    """Lines that touch each other, directly or through others, by tables."""
    parent = list(range(len(across) + len(down)))
    order = sorted(range(len(down)), key=lambda i: down[i][0])
    places = [down[i][0] for i in order]
    for index, (y, x0, x1) in enumerate(across):
        for i in order[bisect_right(places, x0 - TOUCH) : bisect_right(places, x1 + TOUCH)]:
            if down[i][1] - TOUCH <= y <= down[i][2] + TOUCH:
                _unite(parent, index, len(across) + i)
    groups: dict[int, tuple[list[_Line], list[_Line]]] = {}
    for index, line in enumerate(across):
        groups.setdefault(_root(parent, index), ([], []))[0].append(line)
    for index, line in enumerate(down):
        groups.setdefault(_root(parent, len(across) + index), ([], []))[1].append(line)
    return [group for group in groups.values() if len(group[0]) >= 2 and len(group[1]) >= 1]


def _root(parent: list[int], index: int) -> int:
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = parent[index]
    return index


def _unite(parent: list[int], one: int, other: int) -> None:
    one, other = _root(parent, one), _root(parent, other)
    if one != other:
        parent[max(one, other)] = min(one, other)


def _grid(across: list[_Line], down: list[_Line]) -> Grid | None:
    xs = _edges([line[0] for line in down], [end for line in across for end in line[1:]])
    ys = _edges([line[0] for line in across], [end for line in down for end in line[1:]])
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns > _MOST_UNITS:
        return None
    # above[row][column]: a border between a unit and the one above it; left likewise.
    above = _borders(across, ys, xs)
    left = _borders(down, xs, ys)
    parent = list(range(rows * columns))
    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column and not left[column][row]:
                _unite(parent, here, here - 1)
            if row and not above[row][column]:
                _unite(parent, here, here - columns)
    return _cells(xs, ys, parent)


def _edges(places: list[float], ends: list[float]) -> list[float]:
    """Edges of rows or columns: where lines lie, and the outer ends of the lines across where none is drawn."""
    edges: list[float] = []
    cluster: list[float] = []
    for place in sorted(places):
        if cluster and place - cluster[0] > TOUCH:
            edges.append(sum(cluster) / len(cluster))
            cluster = []
        cluster.append(place)
    if cluster:
        edges.append(sum(cluster) / len(cluster))
    # A table open at a side, or cut by the end of the page, ends where its lines end.
    if edges and min(ends) < edges[0] - 2 * TOUCH:
        edges.insert(0, min(ends))
    if edges and max(ends) > edges[-1] + 2 * TOUCH:
        edges.append(max(ends))
    return edges


def _borders(lines: list[_Line], edges: list[float], spots: list[float]) -> list[list[bool]]:
    """For each edge, which of the stretches between `spots` a line covers."""
    covered = [[0.0] * (len(spots) - 1) for _ in edges]
    for at, start, end in lines:
        index = bisect_right(edges, at)
        nearest = min((i for i in (index - 1, index) if 0 <= i < len(edges)), key=lambda i: abs(edges[i] - at))
        for spot in range(max(0, bisect_right(spots, start) - 1), len(spots) - 1):
            if spots[spot] >= end:
                break
            covered[nearest][spot] += min(end, spots[spot + 1]) - max(start, spots[spot])
    widths = [high - low for low, high in pairwise(spots)]
    return [[c >= _COVERED * w for c, w in zip(row, widths, strict=True)] for row in covered]


def _cells(xs: list[float], ys: list[float], parent: list[int]) -> Grid:
    rows, columns = len(ys) - 1, len(xs) - 1
    groups: dict[int, list[int]] = {}
    for index in range(rows * columns):
        groups.setdefault(_root(parent, index), []).append(index)
    shapes: list[GridCell] = []
    for members in groups.values():
        shapes.extend(_rectangles(members, columns))
    shapes.sort(key=lambda cell: (cell.row, cell.column))
    unit = [[0] * columns for _ in range(rows)]
    for index, cell in enumerate(shapes):
        for row in range(cell.row, cell.row + cell.rowspan):
            unit[row][cell.column : cell.column + cell.colspan] = [index] * cell.colspan
    return Grid(xs=xs, ys=ys, cells=shapes, unit=unit)


def _rectangles(members: list[int], columns: int) -> list[GridCell]:
    """A group of unit cells as one rectangle, or as few when a border is missing somewhere in it."""
    low, high = members[0] // columns, members[-1] // columns
    first = min(index % columns for index in members)
    last = max(index % columns for index in members)
    if (high - low + 1) * (last - first + 1) == len(members):
        return [GridCell(low, first, high - low + 1, last - first + 1)]
    found: list[GridCell] = []
    runs: dict[tuple[int, int], GridCell] = {}
    inside = set(members)
    for row in range(low, high + 1):
        current: dict[tuple[int, int], GridCell] = {}
        column = first
        while column <= last:
            end = column
            while end <= last and row * columns + end in inside:
                end += 1
            if end > column:
                above = runs.pop((column, end), None)
                grown = GridCell(row, column, 1, end - column)
                current[column, end] = (
                    grown if above is None else GridCell(above.row, column, above.rowspan + 1, above.colspan)
                )
            column = max(end, column + 1)
        found.extend(runs.values())
        runs = current
    found.extend(runs.values())
    return found
