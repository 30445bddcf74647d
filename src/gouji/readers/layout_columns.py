"""Text in two columns: its lines in the order in which they are read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.readers.layout_lines import Line, split_at

_FEWEST = 5
_STEP = 4.0
_AMOUNT = re.compile(r"-?\d[\d,]*\.\d+%?")
# At least so many rows with amounts, and at least one line in so many, are a table.
_FEWEST_ROWS, _ROWS_IN = 3, 4


def in_columns(lines: list[Line], width: float) -> list[Line]:
    """Lines of a page with those of two columns put left before right; others stay as they are.

    A gutter is a place near the middle that few lines cross, with lines at both sides that fill their column.
    """
    if len(lines) + sum(len(line.gaps) for line in lines) < 2 * _FEWEST:
        return lines
    if _of_table(lines):
        return lines
    gutter = _gutter(lines, width)
    if gutter is None:
        return lines
    out: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        gap = next((gap for gap in line.gaps if gap[1] <= gutter <= gap[2]), None)
        if gap is not None:
            first, second = split_at(line, gap[0])
            left.append(first)
            right.append(second)
        elif line.x1 <= gutter:
            left.append(line)
        elif line.x0 >= gutter:
            right.append(line)
        else:
            out += [*_numbered(left, 1), *_numbered(right, 2), line]
            left, right = [], []
    return [*out, *_numbered(left, 1), *_numbered(right, 2)]


def _of_table(lines: list[Line]) -> bool:
    """Whether so many lines hold an amount by itself, between wide blanks or borders, that they are rows."""
    rows = sum(any(_AMOUNT.fullmatch(part.text) for part in _parts(line)) for line in lines if line.gaps)
    return rows >= _FEWEST_ROWS and rows * _ROWS_IN >= len(lines)


def _parts(line: Line) -> Iterator[Line]:
    rest = line
    while rest.gaps:
        part, rest = split_at(rest, rest.gaps[0][0])
        yield part
    yield rest


def _numbered(lines: list[Line], column: int) -> list[Line]:
    for line in lines:
        line.column = column
    return lines


def _gutter(lines: list[Line], width: float) -> float | None:
    # Most pages have too many whole lines, and nothing more needs to be looked at.
    whole = sum(1 for line in lines if not line.gaps and line.x0 < 0.35 * width and line.x1 > 0.65 * width)
    if whole > 0.25 * len(lines):
        return None
    best: tuple[int, float] | None = None
    at = 0.35 * width
    while at <= 0.65 * width:
        sides = [_side(line, at) for line in lines]
        crossing = sides.count("across")
        if crossing <= 0.25 * len(lines) and (best is None or crossing < best[0]) and _both_filled(lines, at):
            best = crossing, at
        at += _STEP
    return None if best is None else best[1]


def _side(line: Line, at: float) -> str:
    if line.x1 <= at:
        return "left"
    if line.x0 >= at:
        return "right"
    return "both" if any(gap[1] <= at <= gap[2] for gap in line.gaps) else "across"


def _both_filled(lines: list[Line], at: float) -> bool:
    """Whether at both sides enough lines reach the end of their column, as prose does and tables do not."""
    lefts: list[tuple[float, float]] = []
    rights: list[tuple[float, float]] = []
    for line in lines:
        side = _side(line, at)
        if side == "both":
            gap = next(gap for gap in line.gaps if gap[1] <= at <= gap[2])
            lefts.append((gap[1], line.em))
            rights.append((line.x1, line.em))
        elif side == "left":
            lefts.append((line.x1, line.em))
        elif side == "right":
            rights.append((line.x1, line.em))
    return _filled(lefts) and _filled(rights)


def _filled(ends: list[tuple[float, float]]) -> bool:
    if len(ends) < _FEWEST:
        return False
    edge = max(end for end, _ in ends)
    return sum(edge - end < 2 * em for end, em in ends) >= 0.5 * len(ends)
