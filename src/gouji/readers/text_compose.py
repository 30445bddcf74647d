"""Which columns a row of fewer cells covers: the best division of the columns among its cells.

Plain text writes a merged cell once, so a row can have fewer cells than the table has columns, and nothing
says which of them is wide. Every division is scored by what a typist would mean by it, and the best one is
taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from gouji.readers.text_cells import Row, Slot, bare

Score = Callable[[int, int, int], float]

MAX_COLUMNS = 100
_NEVER = float("-inf")
_TAIL = re.compile(r"(?:合计|小计|总计|总额|金额|情况|指标|其中|[：:（(].*)+\Z")
_OF_WHICH = re.compile(r"其中[：:]?\Z")


def compose(cells: int, columns: int, score: Score) -> list[int]:
    """The widths (each at least 1, adding up to `columns`) of `cells` cells with the greatest sum of
    `score(cell, first column, end column)`; of equals, the one with the widest last cells.
    """
    best = [[_NEVER] * (columns + 1) for _ in range(cells + 1)]
    came = [[0] * (columns + 1) for _ in range(cells + 1)]
    best[0][0] = 0.0
    for cell in range(cells):
        for end in range(cell + 1, columns - (cells - cell - 1) + 1):
            for first in range(cell, end):
                if best[cell][first] == _NEVER:
                    continue
                total = best[cell][first] + score(cell, first, end)
                if total > best[cell + 1][end]:
                    best[cell + 1][end] = total
                    came[cell + 1][end] = first
    widths: list[int] = []
    end = columns
    for cell in range(cells, 0, -1):
        first = came[cell][end]
        widths.append(end - first)
        end = first
    return widths[::-1]


def header_score(parents: list[Slot], children: list[Slot], labels: set[int], full: bool) -> Score:
    """How well header cells stand over the cells of the header row below them.

    `labels` are the columns whose data continue downwards; they are those of the children when `full`.
    """

    def score(cell: int, first: int, end: int) -> float:
        parent, under = parents[cell].words, children[first:end]
        empty = sum(1 for child in under if not child.words)
        if empty:
            # An empty cell continues the one above: alone, and never under "of which", which names its parts.
            lone = len(under) == 1 and not _OF_WHICH.match(parent)
            return 1.0 if lone else -5.0 * empty
        if not parent:
            return -3.0 * len(under)
        points = _kinship(parent, under)
        return points + (_label_score(first, end, labels) if full else 0.0)

    return score


def data_score(first_row: Row, labels: set[int]) -> Score:
    """How well header cells stand over the columns of data that have no header row of their own."""

    def score(_cell: int, first: int, end: int) -> float:
        if end - first == 1:
            return 0.0
        under = first_row.slots[first:end]
        if any(not slot.words for slot in under):
            return -1.5
        mixed = len({slot.numeric for slot in under}) > 1
        return _label_score(first, end, labels) - (1.0 if mixed else 0.25)

    return score


def row_score(slots: list[Slot], numeric: set[int]) -> Score:
    """How well a short row of data lies on columns of which `numeric` hold figures."""

    def score(cell: int, first: int, end: int) -> float:
        slot, width = slots[cell], end - first
        if slot.numeric:
            return 2.0 if width == 1 and first in numeric else -1.0 * width
        covered = sum(1 for column in range(first, end) if column in numeric)
        if not slot.words:
            return -0.5 * (width - 1)
        return -0.5 * covered

    return score


def _kinship(parent: str, under: list[Slot]) -> float:
    if _OF_WHICH.match(parent):
        return 0.0 if len(under) > 1 else -0.5
    stem = _TAIL.sub("", bare(parent)) or bare(parent)
    kin = sum(1 for child in under if stem in bare(child.words))
    return 2.0 * kin - (len(under) - kin)


def _label_score(first: int, end: int, labels: set[int]) -> float:
    if end - first == 1:
        return 0.0
    inside = sum(1 for column in range(first, end) if column in labels)
    if inside == end - first:
        return 1.5
    return -2.0 if inside else -0.5
