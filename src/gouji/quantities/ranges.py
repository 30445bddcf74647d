"""Ranges: 12-15人, 80%（含）-90%, 三至五年, 20和30之间, 二三十个."""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec

from gouji.quantities.chinese import CHINESE_ANY
from gouji.quantities.intervals import decimal
from gouji.quantities.number import Number
from gouji.quantities.numerals import DIGITS, closing_scale, parse
from gouji.quantities.reader import ARABIC, LONGEST, read_arabic, read_chinese
from gouji.quantities.tails import read_tail

_INCLUDED = r"(?: *[(（](不?含)(?:本数)?[)）])?"
_TO = re.compile(_INCLUDED + r" *(-|—{1,2}|~|至|到) *")
_BETWEEN = re.compile(r" *[和与] *")
_BETWEEN_END = re.compile(r" *之?间")
_HIGH_INCLUDED = re.compile(r" *[(（](不?含)(?:本数)?[)）]")
_LED = re.compile(r"(?:(?:位于|介于|处于|在) *)?\Z")
_FIRST = frozenset(" -—~至到(（和与")


class Range(msgspec.Struct, frozen=True):
    """The upper end of a range and its bounds in base units."""

    high: Number
    low_value: Decimal
    high_value: Decimal
    low_closed: bool
    high_closed: bool
    outer_start: int
    outer_end: int


def find_range(text: str, first: Number) -> Range | None:
    """The range that begins with `first`, or None. Both ends belong to it unless （含） stands at one of them only."""
    end = first.end
    if end >= len(text) or text[end] not in _FIRST or first.more or first.fraction:
        return None
    joined = _TO.match(text, end)
    between = None if joined else _BETWEEN.match(text, end)
    if joined is None and between is None:
        return None
    at = (joined or between).end()  # type: ignore[union-attr]
    second = _number_at(text, at)
    if second is None or second.more or second.fraction:
        return None
    outer_start, outer_end = first.start, second.end
    if between is not None:
        if second.unit is not None and second.unit.name == "间" and first.unit is None:  # 10与20间: no rooms
            second.unit, second.end = None, second.numeral_end
        closing = _BETWEEN_END.match(text, second.end)
        if closing is None:
            return None
        outer_end = closing.end()
        outer_start = _LED.search(text, max(0, first.start - 4), first.start).start()  # type: ignore[union-attr]
    if joined is not None and joined[2] in "至到" and first.unit is not None and _from(text, first.start):
        return None
    bounds = _bounds(first, second)
    if bounds is None:
        return None
    low_in = joined[1] if joined else None
    high = _HIGH_INCLUDED.match(text, second.end)
    if high is not None:
        outer_end = high.end()
    closed = _closed(low_in, high[1] if high else None, second)
    return Range(second, *bounds, *closed, outer_start, outer_end)


def _closed(low: str | None, high: str | None, second: Number) -> tuple[bool, bool]:
    """Officials mark the end that belongs: 80%（含）-90% is [80, 90), 0-10%（含） is (0, 10]. 100分 always does."""
    full = second.unit is not None and second.unit.name == "分" and second.digits == 100
    low_closed = low == "含" or (low is None and high != "含")
    high_closed = high == "含" or (high is None and low != "含") or full
    return low_closed, high_closed


def _from(text: str, start: int) -> bool:
    """由5件至8件 tells a change and not a range."""
    return text[max(0, start - 3) : start].rstrip(" ").endswith(("由", "从"))


def _number_at(text: str, at: int) -> Number | None:
    negative = text.startswith(("-", "负"), at)
    match = ARABIC.match(text, at + negative)
    if match is not None:
        return read_arabic(text, *match.span(), at) if len(match[0]) <= LONGEST else None
    match = CHINESE_ANY.match(text, at)
    if match is None:
        return None
    return read_chinese(text, match, at)


def _bounds(first: Number, second: Number) -> tuple[Decimal, Decimal] | None:
    """Low and high in base units; the first end takes scale and unit of the second when it prints none."""
    if first.unit is not None and second.unit is None:
        if second.scale != first.scale:
            return None
        second.unit = first.unit
    unit, own = second.unit, first.unit
    if own is not None and unit is not None and own.base != unit.base:
        return None
    power = unit.power if unit else 0
    high = decimal(second.digits, second.power + second.scale + power)
    if own is not None or first.scale:
        low = decimal(first.digits, first.power + first.scale + (power if own is None else own.power))
    else:
        low = decimal(first.digits, first.power + second.scale + power)
        if low >= high:
            low = decimal(first.digits, first.power + power)
    return (low, high) if low < high else None


def approximate(text: str, run: str, start: int, end: int) -> tuple[Number, Range] | None:
    """二三十个, 七八条, 三五年: two digits side by side for what lies between them."""
    spoken = run.replace(" ", "")
    pairs = [
        i
        for i in range(len(spoken) - 1)
        if spoken[i] in DIGITS
        and spoken[i + 1] in DIGITS
        and (DIGITS[spoken[i + 1]] == DIGITS[spoken[i]] + 1 or spoken[i : i + 2] == "三五")
    ]
    if len(pairs) != 1 or spoken[pairs[0]] in "零〇○":
        return None
    at = pairs[0]
    low, high = parse(spoken[: at + 1] + spoken[at + 2 :]), parse(spoken[:at] + spoken[at + 1 :])
    if low is None or high is None or low >= high:
        return None
    power, scale_text = closing_scale(spoken)
    numbers = []
    for value in (low, high):
        number = Number(start, end, value // 10**power, 0)
        number.chinese, number.run, number.scale = True, spoken, power
        number.scale_text = scale_text
        numbers.append(number)
    first, second = numbers
    read_tail(text, second)
    if second.unit is None:
        return None
    shift = second.scale + second.unit.power
    return first, Range(
        second, decimal(first.digits, shift), decimal(second.digits, shift), True, True, start, second.end
    )
