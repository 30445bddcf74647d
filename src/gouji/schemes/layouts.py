"""The ranges of a scale laid out without overlap.

The layout lists the bounds in order, with the piece for each bound and for each stretch between two of them. Which of
two claims to one bound wins follows NORMS section 7, G2 and G3; two equal claims of bare dashes are two readings.
"""

from __future__ import annotations

from bisect import bisect_left
from fractions import Fraction
from itertools import pairwise

from gouji.schemes.program import Piece
from gouji.schemes.records import BARE, FIRM, WORDED, Award, Range


class Layout:
    """`bounds` ascending; `at[i]` the candidates at bound i, `between[i]` those below bound i (the last: above all)."""

    __slots__ = ("at", "between", "bounds")

    def __init__(self, pieces: tuple[Piece, ...]) -> None:
        values = {b.value for p in pieces for b in (p.range.low, p.range.high) if b is not None}
        self.bounds = sorted(values)
        self.between = [_narrowest(_over(pieces, low, high)) for low, high in _stretches(self.bounds)]
        self.at = [_at_bound(pieces, value) for value in self.bounds]

    def find(self, value: Fraction) -> tuple[Piece, ...]:
        """The pieces that claim a number: none in a gap, several where the text does not decide."""
        i = bisect_left(self.bounds, value)
        if i < len(self.bounds) and self.bounds[i] == value:
            return self.at[i]
        return self.between[i]


# By identity: hashing the records at each score would cost more than the look-up saves.
_LAID: dict[int, tuple[tuple[Piece, ...], Layout]] = {}


def layout(pieces: tuple[Piece, ...]) -> Layout:
    """The layout of pieces, made once."""
    known = _LAID.get(id(pieces))
    if known is not None and known[0] is pieces:
        return known[1]
    if len(_LAID) > 4096:
        _LAID.clear()
    laid = Layout(pieces)
    _LAID[id(pieces)] = (pieces, laid)
    return laid


def _stretches(bounds: list[Fraction]) -> list[tuple[Fraction | None, Fraction | None]]:
    ends: list[Fraction | None] = [None, *bounds, None]
    return list(pairwise(ends))


def _over(pieces: tuple[Piece, ...], low: Fraction | None, high: Fraction | None) -> list[Piece]:
    """The pieces that hold the whole open stretch between two neighbouring bounds."""
    return [
        p
        for p in pieces
        if (p.range.low is None or (low is not None and p.range.low.value <= low))
        and (p.range.high is None or (high is not None and p.range.high.value >= high))
    ]


def _narrowest(found: list[Piece]) -> tuple[Piece, ...]:
    """Of nested ranges the inner one (90%以上 inside 80%以上); several when they only overlap."""
    if len(found) < 2:
        return tuple(found)
    inner = [p for p in found if all(q is p or inside(p.range, q.range) for q in found)]
    if inner:
        return (inner[0],)
    alike = [p for p in found if not any(inside(q.range, p.range) and not inside(p.range, q.range) for q in found)]
    acts = {p.act for p in alike}
    return (alike[0],) if len(acts) == 1 else tuple(alike)


def inside(first: Range, second: Range) -> bool:
    """Whether one range lies within another, as far as their ends tell."""
    low = second.low is None or (first.low is not None and first.low.value >= second.low.value)
    return low and (second.high is None or (first.high is not None and first.high.value <= second.high.value))


def _at_bound(pieces: tuple[Piece, ...], value: Fraction) -> tuple[Piece, ...]:
    """Who holds a bound: a firm claim before 以上 and 以下 before a bare dash; else the earlier clause (G2)."""
    holding = [p for p in pieces if p.range.holds(value)]
    if not holding:
        # An end that is open only because the other is marked: 90%（含）-100% is up to 100 when no other has it.
        return tuple(
            p
            for p in pieces
            for b in (p.range.low, p.range.high)
            if b is not None and b.value == value and b.firm == BARE
        )[:1]
    if len(holding) == 1:
        return (holding[0],)
    inner = [p for p in holding if not ends_at(p, value)]
    points = [p for p in holding if p.range.low is not None and p.range.low == p.range.high]
    if points:
        return (points[0],)
    ends = [p for p in holding if ends_at(p, value)]
    if inner:
        strictly = [p for p in ends if all(inside(p.range, q.range) for q in inner)]
        return _strongest(strictly, value, pieces) if strictly else _narrowest(inner)
    return _strongest(ends, value, pieces)


def ends_at(piece: Piece, value: Fraction) -> bool:
    """Whether one end of a piece is at `value`."""
    return any(b is not None and b.value == value for b in (piece.range.low, piece.range.high))


def _strongest(ends: list[Piece], value: Fraction, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    def firmness(piece: Piece) -> int:
        return max(b.firm for b in (piece.range.low, piece.range.high) if b is not None and b.value == value)

    same_side = {("low" if p.range.low and p.range.low.value == value else "high") for p in ends}
    if len(same_side) == 1:
        return _narrowest(ends)
    best = max(firmness(p) for p in ends)
    winners = [p for p in ends if firmness(p) == best]
    if len({p.act for p in ends}) == 1 or (best == FIRM and len(winners) == 1):
        return (winners[0],)
    upper = [p for p in winners if p.range.low is not None and p.range.low.value == value]
    # 以上 includes its number by law and by custom: it wins against a bare dash, and against a later 以下. 以下 does
    # so by law only, and 3-5次 beside 5次以上 is written in whole numbers: there the text is open.
    if best == WORDED and upper:
        others = [p for p in ends if p is not upper[0]]
        bare = all(firmness(p) == BARE and not _in_whole_numbers(p, value, pieces) for p in others)
        later = all(firmness(p) == WORDED and ends.index(upper[0]) < ends.index(p) for p in others)
        if bare or later:
            return (upper[0],)
    return tuple(ends)


def _in_whole_numbers(piece: Piece, value: Fraction, pieces: tuple[Piece, ...]) -> bool:
    """A dash range whose other end no neighbour has (不超过2次, 3-5次): its ends are whole numbers, both meant in."""
    other = [b.value for b in (piece.range.low, piece.range.high) if b is not None and b.value != value]
    return bool(other) and not any(ends_at(p, other[0]) for p in pieces if p is not piece)


def passed(pieces: tuple[Piece, ...], piece: Piece, value: Fraction) -> Piece | None:
    """The tier of exactly 100% that a number is beyond, where by the letter it falls to a lesser one (90%以上)."""
    if piece.range.high is not None or piece.range.low is None or not isinstance(piece.act, Award):
        return None
    for other in pieces:
        low = other.range.low
        exact = low is not None and low == other.range.high and isinstance(other.act, Award)
        if exact and low is not None and piece.range.low.value < low.value < value and other.act != piece.act:
            return other
    return None
