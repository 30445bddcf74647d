"""What hangs on a numeral: 万 or 亿, 余 and 多, the unit, 角 and 分, a half, and a line break before them."""

from __future__ import annotations

import re

from gouji.quantities.number import Number
from gouji.quantities.numerals import ALL, DIGITS, FORMAL, closing_scale, parse_mixed
from gouji.quantities.units import FIRST, UNITS, Unit, find_unit

_SCALES = "[百千]?万?亿|[百千]?万万?|[千百](?! *[分米克瓦伏])"
_TAIL = re.compile(rf" *(?P<scale>{_SCALES})?(?P<more> *[余多几](?![额下款热地粮]))?(?P<scale2> *(?:{_SCALES}))?")
_MIXED = re.compile(rf"[0-9]+ *[百千万亿](?: *[0-9{ALL}]){{0,50}}")
_MIXED_NEXT = frozenset("0123456789 " + ALL)
_MIXED_GAP = re.compile(r" +(?=[0-9]+(?! *[0-9百千万亿]))")
_CENTS = re.compile(rf" *零?(?: *([0-9]|[{ALL}]) *角)?(?: *零? *([0-9]|[{ALL}]) *分(?![别为项值析配钟]))?(?: *[整正])?")
_MORE_UNITS = frozenset(("年", "天", "周", "小时", "岁", "元", "公里", "个月"))
_SCALE_POWER = {"百": 2, "千": 3, "万": 4, "亿": 8}
_INSIDE = re.compile(r"个([多余半]) *(月|小时|星期|工作日|季度|学年|年度|百分点)")
_BILLIONS = re.compile(r"个 *([多余])? *([百千]?[万亿])(?![家户人元能事众物])")  # 5个亿, 3个多亿
_MANY_WORDS = frozenset("数种功元媒次方项个级层样")  # 多数, 多种
_PROSE_WIDTH = 12
TAIL_FIRST = frozenset(" 百千万亿余多几")


def read_tail(text: str, number: Number) -> None:
    """Scale, 余 and unit behind the numeral; one line break may stand before them in a line of prose."""
    at = number.end
    if at < len(text) and text[at] == "\n":
        _over_line_end(text, number)
        return
    match = _TAIL.match(text, at)
    assert match is not None  # every part of the pattern is optional
    scale, more = match["scale"], match["more"]
    if (
        scale
        and not number.chinese
        and text[match.end("scale") : match.end("scale") + 1] in _MIXED_NEXT
        and _mixed(text, number)
    ):
        read_tail(text, number)
        return
    if scale:
        number.end = number.numeral_end = match.end("scale")
        _scale(number, scale)
    if more:
        _more(text, number, match)
    else:
        match = None  # a second scale without 余 belongs to no numeral
    at = number.end
    while at < len(text) and text[at] == " ":
        at += 1
    if at < len(text):
        if text[at] in FIRST:
            _read_unit(text, number, at)
        elif text[at] == "\n" and number.unit is None:
            _over_line_end(text, number)


def _scale(number: Number, scale: str) -> None:
    number.scale_text += scale
    for char in scale:
        number.scale += _SCALE_POWER[char]


def _more(text: str, number: Number, match: re.Match[str]) -> None:
    """余, 多 or 几: kept when a scale, a unit or a break follows, so that 多部门 and the like stay words."""
    number_end = match.end("more")
    scale2 = match["scale2"]
    at = match.end()
    while at < len(text) and text[at] == " ":
        at += 1
    following = text[at] if at < len(text) else "\n"
    if not scale2 and "一" <= following <= "鿿" and find_unit(text, at) is None and following not in "的和与及、":
        return
    number.more = match["more"].strip()
    number.end = number_end
    if scale2:
        number.end = number.numeral_end = match.end("scale2")
        _scale(number, scale2.strip())


def _read_unit(text: str, number: Number, at: int) -> None:
    if text[at] == "个" and (billions := _BILLIONS.match(text, at)):
        number.more = billions[1] or number.more
        _scale(number, billions[2])
        at = number.end = number.numeral_end = billions.end()
        while at < len(text) and text[at] == " ":
            at += 1
    if text.startswith("个", at) and (inner := _INSIDE.match(text, at)):
        number.unit, number.end = UNITS["个" + inner[2]], inner.end()
        if inner[1] == "半":
            _add_half(number)
        else:
            number.more = inner[1]
        return
    found = find_unit(text, at)
    if found is None:
        return
    number.unit, number.end = found
    following = text[number.end] if number.end < len(text) else "\n"
    if following in "多半" and number.unit.name in _MORE_UNITS:
        _after_unit(text, number, following)
    elif following == "/" and (per := find_unit(text, number.end + 1)):
        name = f"{number.unit.name}/{per[0].name}"
        unit = number.unit
        number.unit = Unit(
            name=name,
            base=f"{unit.base}/{per[0].name}",
            power=unit.power,
            kind=unit.kind,
            rounded=unit.rounded,
        )
        number.end = per[1]
    elif number.unit.base == "元" and number.unit.name in ("元", "圆", "角"):
        _cents(text, number)


def _after_unit(text: str, number: Number, word: str) -> None:
    """两年多, 两年半."""
    if word == "半":
        _add_half(number)
        number.end += 1
    elif not number.more and text[number.end + 1 : number.end + 2] not in _MANY_WORDS:
        number.more = "多"
        number.end += 1


def _add_half(number: Number) -> None:
    number.digits = number.digits * 10 + (5 if number.digits >= 0 else -5)
    number.power -= 1
    number.decimals += 1


def _cents(text: str, number: Number) -> None:
    """角 and 分 behind 元: 50元6角三分 is 5063 分, printed with two decimals of 元."""
    match = _CENTS.match(text, number.end)
    if match is None or number.unit is None or number.scale or number.decimals:
        return
    tenths, cents = match[1], match[2]
    if number.unit.name == "角":
        if tenths or not cents:
            return
    elif not tenths and cents and cents not in FORMAL:
        return
    if not tenths and not cents:
        return
    in_tenths = number.unit.name == "角"
    places = 1 if cents is None else 2
    small = (_digit(tenths) if tenths else 0) * (10 if cents else 1) + (_digit(cents) if cents else 0)
    whole = number.digits * (10 if in_tenths or places == 1 else 100)
    number.digits = whole - small if number.digits < 0 else whole + small
    number.decimals, number.power = places, -places
    number.unit = UNITS["元"]
    number.end = match.end()
    while text[number.end - 1] == " ":
        number.end -= 1


def _digit(char: str) -> int:
    return int(char) if char.isdigit() and char.isascii() else DIGITS.get(char, 0)


def _over_line_end(text: str, number: Number) -> None:
    """A unit behind one line break: only in a line of prose, never over a tab or a blank line."""
    at = text.find("\n", number.end)
    line = text.rfind("\n", 0, number.start) + 1
    if number.end - line < _PROSE_WIDTH or "\t" in text[line : number.end]:
        return
    at += 1
    while at < len(text) and text[at] == " ":
        at += 1
    if at >= len(text) or text[at] in "\n\t":
        return
    kept = number.end
    number.end = at
    match = _TAIL.match(text, at)
    unit_at = at if match is None else match.end()
    if (match is not None and (match["scale"] or match["more"])) or text[at] in FIRST:
        read_tail(text, number)
    if number.unit is None or unit_at < at:
        number.end, number.numeral_end = kept, min(number.numeral_end, kept)
        number.scale, number.scale_text, number.more = 0, "", ""
    elif not number.scale:
        number.numeral_end = kept


def _mixed(text: str, number: Number) -> bool:
    """3万4000, 7 万5 千4 百, 100万三千: digits that go on behind a place word."""
    if number.decimals or number.digits < 0:
        return False
    match = _MIXED.match(text, number.start)
    if match is None:
        return False
    run = match[0]
    if len(run) > 60:
        return False
    if gap := _MIXED_GAP.search(run):
        run = run[: gap.start()]
    if run[-1] in DIGITS and run[-2] not in DIGITS:
        run = run[:-1].rstrip()  # 3万一线职工
    end = number.start + len(run)
    if text[end : end + 1] in (".", ",", "%"):
        return False
    spoken = run.replace(" ", "")
    if not any(c in "0123456789零一二三四五六七八九" for c in spoken[len(str(number.digits)) :]):
        return False
    value = parse_mixed(spoken)
    if value is None:
        return False
    number.scale, number.scale_text = closing_scale(spoken)
    number.digits = value // 10**number.scale
    number.end = number.numeral_end = end
    number.chinese = True
    return True
