"""Characters of a page as lines of text, each a few pieces with a tight box.

The order of the content is not the order of reading: a second font on a line is often written after the rest of
it. So characters are sorted by the middle of their line, then from left to right.
"""

from __future__ import annotations

import re
from itertools import pairwise
from operator import itemgetter

import msgspec

from gouji.readers.page import Box, Glyph

# Numbers, what measures them, and the rest: a boundary between them ends a piece, so that a figure has its own box.
_DIGIT, _WORD = "0-9０-９", "〇零一二三四五六七八九十百千万亿两半余多"
_SIGN, _UNIT = r"±+\-~～—–", "元角分个人次件户家项条篇份处所辆台套平方米公里吨年月日天小时季度倍成点"
_PIECE = re.compile(
    rf"[{_DIGIT}]+(?:[.,，．][{_DIGIT}]+)*[%％‰]?|[{_WORD}]+|[{_SIGN}]+|\s+|第"
    # Whatever follows a number directly may be its unit.
    rf"|(?:(?<=[{_DIGIT}{_WORD}])|(?<=[{_DIGIT}{_WORD}]\s))[^\s]"
    rf"|[{_UNIT}]+|[^{_DIGIT}{_WORD}{_SIGN}{_UNIT}第\s]+"
)
_WIDE_GAP = 1.5
_LEAST = 0.22

Piece = tuple[int, int, Box, float]
"""A stretch of a line, its box and the lowest certainty in it (1 for characters that were read)."""

Area = tuple[int, str, int]
"""A text area by page, part and column."""


class Line(msgspec.Struct):
    """One line: its text, its pieces, its box; `em` is the size of a Chinese character in it, in points.

    `gaps` are wide blanks: (offset in the text of what follows, left edge, right edge). `column` is 0 where text runs
    over the whole page, 1 and 2 in two columns.
    """

    text: str
    pieces: list[Piece]
    x0: float
    top: float
    x1: float
    bottom: float
    em: float
    page: int
    gaps: list[tuple[int, float, float]] = []
    part: str = "body"
    column: int = 0

    @property
    def area(self) -> Area:
        """The text area that it belongs to."""
        return self.page, self.part, self.column

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2


def find_lines(
    glyphs: list[Glyph], page: int, part: str = "body", sure: dict[Glyph, float] | None = None
) -> list[Line]:
    """The lines of some characters, from top to bottom; blanks at their ends are dropped."""
    lines: list[Line] = []
    for row in _rows(glyphs):
        line = _line(row, page, part, sure)
        if line is not None:
            lines.append(line)
    return lines


def _rows(glyphs: list[Glyph]) -> list[list[Glyph]]:
    if not glyphs:
        return []
    first = glyphs[0]
    low, high = first[2] + first[4], first[2] + first[4]
    for glyph in glyphs:
        double = glyph[2] + glyph[4]
        if double < low:
            low = double
        elif double > high:
            high = double
    # Most cells and many calls hold one line only.
    if high - low <= 0.5 * (first[4] - first[2]):
        return [sorted(glyphs, key=itemgetter(1))]
    order = sorted(glyphs, key=lambda glyph: glyph[2] + glyph[4])
    rows: list[list[Glyph]] = []
    row: list[Glyph] = []
    start, limit = 0.0, -1.0
    for glyph in order:
        double = glyph[2] + glyph[4]
        if double - start > limit:
            row = []
            rows.append(row)
            start, limit = double, 0.8 * (glyph[4] - glyph[2])
        row.append(glyph)
    for row in rows:
        row.sort(key=itemgetter(1))
    return rows


def _line(row: list[Glyph], page: int, part: str, sure: dict[Glyph, float] | None) -> Line | None:
    solid = [glyph for glyph in row if glyph[0] != " "]
    if not solid:
        return None
    em = _em(solid)
    gaps: list[tuple[int, float, float]] = []
    if len(solid) > 1:
        whole = len(solid) == len(row)
        blanks = [right[1] - left[3] for left, right in pairwise(solid)] if whole else []
        if not whole or max(blanks) > _LEAST * em or min(blanks) < -0.5 * em:
            solid, gaps = _with_spaces(row if whole else _spaced(row), em)
    text = "".join([glyph[0] for glyph in solid])
    top, bottom = min([glyph[2] for glyph in solid]), max([glyph[4] for glyph in solid])
    middle = (top + bottom) / 2
    top, bottom = round(max(top, middle - 0.65 * em), 2), round(min(bottom, middle + 0.65 * em), 2)
    pieces: list[Piece] = []
    for match in _PIECE.finditer(text):
        start, end = match.span()
        if solid[start][0] == " ":
            continue
        certainty = 1.0 if sure is None else min(sure.get(glyph, 1.0) for glyph in solid[start:end])
        pieces.append((start, end, (round(solid[start][1], 2), top, round(solid[end - 1][3], 2), bottom), certainty))
    return Line(text, pieces, solid[0][1], top, solid[-1][3], bottom, em, page, gaps, part)


def _em(row: list[Glyph]) -> float:
    """The size of the writing: the width of its Chinese characters, else by the height."""
    wide = sorted([glyph[3] - glyph[1] for glyph in row if glyph[0] > "\u2e80"])
    if wide and wide[len(wide) // 2] > 1:
        return wide[len(wide) // 2]
    return max(0.85 * (row[0][4] - row[0][2]), 1.0)


def _spaced(row: list[Glyph]) -> list[Glyph]:
    """Without spaces at the ends."""
    start, end = 0, len(row)
    while row[start][0] == " ":
        start += 1
    while row[end - 1][0] == " ":
        end -= 1
    return row[start:end]


def _with_spaces(row: list[Glyph], em: float) -> tuple[list[Glyph], list[tuple[int, float, float]]]:
    """The characters with one space wherever there is a visible blank, and the wide blanks.

    A space that the file writes counts when it takes room; one that it does not write counts when the blank is
    too wide to be the spacing of justified lines.
    """
    before = row[0]
    out = [before]
    gaps: list[tuple[int, float, float]] = []
    blank = False
    for glyph in row[1:]:
        if glyph[0] == " ":
            blank = True
            continue
        room = glyph[1] - before[3]
        if room > 0.1 * em and (blank or room > _needed(before[0], glyph[0]) * em):
            out.append((" ", before[3], glyph[2], glyph[1], glyph[4]))
            if room > _WIDE_GAP * em:
                gaps.append((len(out), before[3], glyph[1]))
        elif room < -0.5 * em and glyph[0] == before[0] and abs(glyph[1] - before[1]) < 0.12 * em:
            # Bold by printing twice: the same character at the same place.
            continue
        out.append(glyph)
        before = glyph
        blank = False
    return out, gaps


def split_at(line: Line, offset: int) -> tuple[Line, Line]:
    """A line as two, cut where a wide blank ends at `offset` in its text."""
    halves: list[Line] = []
    for start, end in ((0, offset), (offset, len(line.text))):
        pieces = [(p[0] - start, p[1] - start, p[2], p[3]) for p in line.pieces if start <= p[0] < end]
        gaps = [(gap[0] - start, gap[1], gap[2]) for gap in line.gaps if start < gap[0] < end]
        halves.append(
            msgspec.structs.replace(
                line,
                text=line.text[start:end].rstrip(),
                pieces=pieces,
                x0=pieces[0][2][0],
                x1=pieces[-1][2][2],
                gaps=gaps,
            )
        )
    return halves[0], halves[1]


def _needed(left: str, right: str) -> float:
    """How wide a blank between two characters must be, in ems, to be a space."""
    if left < "\u0250" and right < "\u0250":
        return _LEAST
    return 0.6 if left < "\u0250" or right < "\u0250" else 0.8
