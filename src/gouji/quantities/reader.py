"""Reading one numeral, Arabic or Chinese: sign, decimals, fractions; what hangs on it is read by tails.py.

Everything here works on folded text (see fold.py) and on integers with a power of ten.
"""

from __future__ import annotations

import re

from gouji.quantities.chinese import CHINESE_ANY, trimmed
from gouji.quantities.number import Number
from gouji.quantities.numerals import ALL, FORMAL, closing_scale, parse, spelt
from gouji.quantities.tails import TAIL_FIRST, read_tail
from gouji.quantities.units import FIRST, UNITS, Unit

# Longer numerals are codes or noise; the bound also keeps int() from refusing them.
LONGEST = 40
ARABIC = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3}(?![0-9]))++|[0-9]++)(?:\.[0-9]++)?+")
# "21, 955.35万元": PDF text may part the groups; only cents and a money unit make sure that it is one number.
_SPACED_GROUPS = re.compile(r"[0-9]{1,3}(?:[,，] ?[0-9]{3}(?![0-9]))+\.[0-9]{2}(?= *[百千]?[万亿]? *元)")
_PARTS = re.compile(r" *分 *之 *([-负])? *")
_AND = re.compile(r" *又 *")
_SLASHED = re.compile(r"/ *([1-9][0-9]{0,2})(?![0-9.,/%万亿元])")
_MIXED_SLASHED = re.compile(r" ([0-9]{1,3})/([1-9][0-9]{0,2})(?![0-9.,/%万亿元])")
_PERCENT_OF = {
    "百": 0,
    "千": -1,
    "万": -2,
    "百万": -4,
    "千万": -5,
    "万万": -6,
    "百万万": -8,
    "亿": -6,
    "佰": 0,
    "仟": -1,
}
_POINTS = UNITS["分"]
_CENT = Unit(name="分", base="元", power=-2, kind="currency", rounded=True)


def read_arabic(text: str, start: int, end: int, floor: int) -> Number:
    """The number whose digits are `text[start:end]`; its sign and point may reach back to `floor`."""
    spaced = _SPACED_GROUPS.match(text, start) if text.startswith((", ", "，"), end) else None
    if spaced:
        end = spaced.end()
    raw = text[start:end]
    if "," in raw or spaced:
        raw = raw.replace(",", "").replace("，", "").replace(" ", "")
    dot = raw.find(".")
    if dot < 0:
        decimals = 0
        digits = int(raw)
    else:
        decimals = len(raw) - dot - 1
        digits = int(raw[:dot] + raw[dot + 1 :])
    number = Number(start, end, digits, decimals)
    if start > floor:
        _before(text, number, floor, dot >= 0)
    after = text[end] if end < len(text) else "\n"
    if after in "/ " and not decimals and _slashed(text, number):
        return number
    if after in "分又 " and not decimals and read_fraction(text, number):
        return number
    if after in TAIL_FIRST or after in FIRST or after == "\n":
        read_tail(text, number)
    if (
        number.unit is None
        and start
        and text[start - 1] in "¥ "
        and text[max(0, start - 3) : start].rstrip(" ").endswith("¥")
    ):
        number.unit = UNITS["元"]
    return number


def _before(text: str, number: Number, floor: int, has_point: bool) -> None:
    """Sign and leading point: -3.8%, 负40%, .5. A dash between words or numbers is no sign."""
    start = number.start
    before = text[start - 1]
    previous = text[start - 2] if start - 2 >= floor else "\n"
    if before == "." and not has_point and not previous.isalnum() and previous not in ".)）%":
        number.decimals = number.end - start
        number.power = -number.decimals
        number.start = start = start - 1
        if start <= floor:
            return
        before, previous = previous, text[start - 2] if start - 2 >= floor else "\n"
        has_point = True
    if before == "-" and previous not in "-—~)）%+/" and not (previous.isascii() and previous.isalnum()):
        if previous > "一" and previous.isalpha() and not has_point and not text.startswith("%", number.end):
            return
    elif before != "负" or previous in "自担肩抱胜欺辜不":
        return
    number.start -= 1
    number.digits = -number.digits


def _slashed(text: str, number: Number) -> bool:
    """1/2 and 1 4/3. Dates and rows of weights (10/50/30) are told apart before."""
    match = _MIXED_SLASHED.match(text, number.end)
    if match is not None:
        whole, part, below = abs(number.digits), int(match[1]), int(match[2])
        if part == 0 or whole > 999:
            return False
        digits = whole * below + part
    else:
        match = _SLASHED.match(text, number.end)
        if match is None or abs(number.digits) > 999:
            return False
        digits, below = abs(number.digits), int(match[1])
    number.digits = -digits if number.digits < 0 else digits
    number.fraction = below
    number.end = number.numeral_end = match.end()
    return True


def read_chinese(text: str, match: re.Match[str], floor: int) -> Number | None:
    """The number that a match of CHINESE or CHINESE_ANY spells; None when the run is no numeral."""
    start = match.start()
    run, end = trimmed(match["run"], start)
    point = match["point"] if end == match.end("run") else None
    spoken = run.replace(" ", "")
    if point is not None:
        end = match.end()
    bare = spoken.rstrip("零") if spoken[-1] == "零" and len(spoken) > 1 and text[end : end + 1] == "几" else spoken
    value = parse(bare)
    if value is None or len(point or "") > LONGEST:
        return None
    number = Number(start, end, value, 0)
    number.chinese = True
    number.run = spoken
    if point is not None:
        spelled = point if point.isascii() else f"{spelt(point):0{len(point)}d}"
        number.digits = int(f"{value}{spelled}")
        number.decimals = len(point)
        number.power = -len(point)
    else:
        number.scale, number.scale_text = closing_scale(bare)
        number.digits = value // 10**number.scale
    if start > floor and text[start - 1] == "负" and (start < 2 or text[start - 2] not in "自担肩抱胜欺辜不"):
        number.start -= 1
        number.digits = -number.digits
    if not read_fraction(text, number):
        read_tail(text, number)
        if number.unit is _POINTS and all(c in FORMAL for c in spoken):
            number.unit = _CENT  # 壹分 is money, 一分 a score
    return number


def read_fraction(text: str, number: Number) -> bool:
    """三分之一, 百分之三点五, 三百五十又三分之一: number, or percent when the denominator is 百, 千, 万 …"""
    whole = 0
    below = number
    joined = _AND.match(text, number.end)
    if joined is not None:
        part = _numeral_at(text, joined.end())
        if part is None:
            return False
        whole, below = abs(number.digits) * 10**number.scale, part
    parts = _PARTS.match(text, below.end)
    if parts is None or below.decimals:
        return False
    above = _numeral_at(text, parts.end())
    if above is None:
        return False
    denominator = abs(below.digits) * 10**below.scale
    negative = (number.digits < 0) != bool(parts[1])
    number.end = number.numeral_end = above.end
    number.decimals = above.decimals
    if below is number and number.run in _PERCENT_OF and (number.start == 0 or text[number.start - 1] not in ALL):
        number.digits = -above.digits if negative else above.digits
        number.power, number.scale, number.scale_text = (
            -above.decimals + _PERCENT_OF[number.run] + above.scale,
            0,
            "",
        )
        number.unit, number.percent = UNITS["%"], True
        return True
    if denominator == 0:
        return False
    digits = whole * denominator + above.digits * 10**above.scale
    number.digits = -digits if negative else digits
    number.power, number.scale, number.scale_text = -above.decimals, 0, ""
    number.fraction = denominator
    return True


def _numeral_at(text: str, at: int) -> Number | None:
    """The bare numeral at `at`, Arabic or Chinese, without unit."""
    match = ARABIC.match(text, at)
    if match is not None:
        if len(match[0]) > LONGEST:
            return None
        raw = match[0].replace(",", "")
        whole, _, part = raw.partition(".")
        return Number(at, match.end(), int(whole + part), len(part))
    match = CHINESE_ANY.match(text, at)
    if match is None:
        return None
    run, end = trimmed(match["run"], at)
    point = match["point"] if end == match.end("run") else None
    value = parse(run.replace(" ", ""))
    if value is None or len(point or "") > LONGEST:
        return None
    if point is None:
        number = Number(at, end, value, 0)
    else:
        spelled = point if point.isascii() else f"{spelt(point):0{len(point)}d}"
        number = Number(at, match.end(), int(f"{value}{spelled}"), len(point))
    number.run = run.replace(" ", "")
    return number
