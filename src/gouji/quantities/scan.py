"""The scanner: every number of a text that is a figure, with its unit, its words of doubt and its interval."""

from __future__ import annotations

import re
from decimal import Decimal

from gouji.quantities import intervals
from gouji.quantities.chinese import CHINESE, CHINESE_ANY, is_date, is_figure, trimmed
from gouji.quantities.context import Excluded, code_end, links, non_figure_end
from gouji.quantities.fold import fold
from gouji.quantities.number import Number
from gouji.quantities.numerals import ALL, DIGITS
from gouji.quantities.periods import DATE, is_bare_year
from gouji.quantities.quantity import Kind, Quantity
from gouji.quantities.ranges import Range, approximate, find_range
from gouji.quantities.reader import ARABIC, LONGEST, read_arabic, read_chinese
from gouji.quantities.words import AFTER_FIRST, BEFORE_LAST, limit_after, limit_before

_DATE_NEXT = frozenset("年月日号-—~至到./ ")
_WHOLE = re.compile(rf"(?:-|负)?[0-9{ALL}][0-9{ALL}.,点 ]*(?:[元圆角分整0-9{ALL}])* *")
_NOT_ORDINALS = ("方", "时间", "产业", "季度", "页", "号", "手")
_TIME_UNITS = frozenset(
    ("年", "个月", "天", "日", "周", "个工作日", "工作日", "小时", "个小时", "分钟", "月", "个学年", "学年")
)
_NUMBERED_YEAR = re.compile(r"[0-9]{1,2}\.(?:19|20)[0-9]{2} *年")  # "4．2025年部门预算": a list number and a year
_SHORT = 60


def find_quantities(text: str) -> list[Quantity]:
    """Every figure of `text` in order, none overlapping another; offsets are code points of `text` as it stands.

    Dates, document and list numbers, telephones, codes and numerals inside words are no figures and are left out
    (`find_periods` has the dates). A text that is one numeral and nothing else is read as a figure.
    """
    folded = fold(text)
    whole = len(text) <= _SHORT and _WHOLE.fullmatch(folded.strip("\n\t ")) is not None and folded.count(".") < 2
    hits = [*ARABIC.finditer(folded), *(CHINESE_ANY if whole else CHINESE).finditer(folded)]
    hits.sort(key=re.Match.start)
    excluded = Excluded(links(folded))
    found: list[Quantity] = []
    at = 0
    for hit in hits:
        start, end = hit.span()
        if start < at:
            continue
        if end - start > LONGEST and folded[start] <= "9":
            at = end
            continue
        if excluded.spans and (link_end := excluded.end_at(start)):
            at = link_end
            continue
        figure = (_arabic if folded[start] <= "9" else _chinese)(folded, text, hit, at, whole)
        if isinstance(figure, int):
            at = max(at, figure)
        else:
            found.append(figure)
            at = figure.end
    return found


def _arabic(folded: str, text: str, hit: re.Match[str], floor: int, whole: bool) -> Quantity | int:
    """The figure that begins with Arabic digits, or the offset behind what is none."""
    start, end = hit.span()
    before = folded[start - 1] if start else "\n"
    after = folded[end] if end < len(folded) else "\n"
    if before in "第 " and (before == "第" or folded.endswith("第", 0, start - 1)):
        return _ordinal(folded, text, read_arabic(folded, start, end, start), floor)
    if not whole:
        if after in _DATE_NEXT and (date := DATE.match(folded, start)):
            return date.end()
        if start and (code := code_end(folded, start, end)):
            return code
        if skip := non_figure_end(folded, start, end):
            return skip
        if after in "年 " and _NUMBERED_YEAR.match(folded, start):
            return end
    number = read_arabic(folded, start, end, floor)
    if number.unit is None and number.end == end:
        if after.isascii() and after.isalpha():
            return code_end(folded, end + 1, end + 1) or end
        if after in "版届":
            return end
    ranged = find_range(folded, number)
    if ranged is not None:
        return _range_quantity(folded, text, number, ranged)
    if number.unit is None and not whole and not number.scale and is_bare_year(folded, start, end):
        return end
    return _quantity(folded, text, number)


def _chinese(folded: str, text: str, hit: re.Match[str], floor: int, whole: bool) -> Quantity | int:
    """The figure that begins with a Chinese numeral, or the offset behind what is none."""
    start = hit.start()
    run, end = trimmed(hit["run"], start)
    if is_date(folded, end, run):
        return end
    number = read_chinese(folded, hit, floor)
    ranged: Range | None
    if number is None or (len(run) > 1 and not whole and not number.decimals and all(c in DIGITS for c in run)):
        # 七八个 lies from seven to eight; longer rows of digits count nothing (二三产业).
        pair = approximate(folded, run, start, end) if number is None or len(run) == 2 else None
        if pair is None:
            return end
        number, ranged = pair
    else:
        if start and folded[start - 1] == "第":
            return _ordinal(folded, text, number, floor)
        ranged = find_range(folded, number)
        billions = "个" in folded[end : number.numeral_end]
        if number.percent or number.fraction or billions or (whole and run[0] not in "万亿"):
            return _quantity(folded, text, number) if ranged is None else _range_quantity(folded, text, number, ranged)
    if run == "一" and folded.startswith("半", end):
        return _half(folded, text, number, end)
    last = number if ranged is None else ranged.high
    sure = bool(number.more) or _limited(folded, start, number.end)
    if not is_figure(folded, start, number.numeral_end, run, last.unit, last.end, more=sure, point=number.decimals > 0):
        return end
    return _quantity(folded, text, number) if ranged is None else _range_quantity(folded, text, number, ranged)


def _limited(folded: str, start: int, end: int) -> bool:
    """Whether a word of limit makes a figure of a Chinese numeral that has no unit: 五百以上, 大于等于一百."""
    if folded[end : end + 1] in AFTER_FIRST and limit_after(folded, end):
        return True
    if not start or folded[start - 1] not in BEFORE_LAST:
        return False
    limit = limit_before(folded, start)
    return limit is not None and limit[0] in ("ge", "gt", "le", "lt")


def _half(folded: str, text: str, number: Number, at: int) -> Quantity | int:
    """一半, before anything but 一半年."""
    if folded.startswith(("半年", "半天", "半月"), at):
        return at + 1
    number.digits, number.power, number.decimals = 5, -1, 1
    number.end = number.numeral_end = at + 1
    number.unit = None
    return _quantity(folded, text, number)


def _ordinal(folded: str, text: str, number: Number, floor: int) -> Quantity | int:
    """第3期, 第二百五十, 第一名: kind ordinal, from 第 to the unit; 第三方, 第743号 are names."""
    start = folded.rfind("第", floor, number.start)
    if (
        start < 0
        or folded[number.numeral_end : number.numeral_end + 4].lstrip(" ").startswith(_NOT_ORDINALS)
        or number.digits < 0
    ):
        return number.numeral_end
    value = intervals.decimal(number.digits, number.power + number.scale)
    unit = number.unit
    return Quantity(
        start=start,
        end=number.end,
        numeral_end=number.numeral_end,
        outer_start=start,
        outer_end=number.end,
        kind="ordinal",
        text=text[start : number.end],
        value=value,
        unit=unit.base if unit else None,
        printed=intervals.decimal(number.digits, number.power),
        printed_unit=unit.name if unit else None,
        decimals=number.decimals,
        low=value,
        high=value,
        chinese=number.chinese,
    )


def _limits(folded: str, number: Number, start: int, end: int) -> tuple[str | None, int, int, str | None]:
    """The operation of the word of limit around a figure, the outer start and end, and the word as printed."""
    op = word = None
    outer_start, outer_end = start, end
    before = folded[start - 1] if start else "\n"
    if before == " ":
        left = folded[max(0, start - 4) : start].rstrip(" ")
        before = left[-1] if left else "\n"
    unit = number.unit
    timed = unit is not None and unit.name in _TIME_UNITS
    if before in BEFORE_LAST and (limit := limit_before(folded, start)):
        # 近三年 is a period, 上百 is about a hundred, 网上100 is no limit.
        said = folded[limit[1] : start].strip(" ")
        if not (limit[0] == "near" and timed) and not (said == "上" and number.run[:1] not in tuple("百千万")):
            op, outer_start, word = limit[0], limit[1], said
    if before == "±" and folded[start - 1] == "±":
        op, outer_start, word = "within", start - 1, "±"
    if op == "step":
        op, outer_start, word = None, start, None
    after = folded[end] if end < len(folded) else "\n"
    if (after in AFTER_FIRST or after == " ") and (behind := limit_after(folded, end)):
        said = folded[behind[1] : behind[2]]
        if said != "内" or timed:
            op, outer_end, word = behind[0], behind[2], said
    return op, outer_start, outer_end, word


def _quantity(folded: str, text: str, number: Number) -> Quantity:
    start, end = number.start, number.end
    unit = number.unit
    op, outer_start, outer_end, word = _limits(folded, number, start, end)
    power = number.power + number.scale + (unit.power if unit else 0)
    digits = number.digits
    low: Decimal | None
    high: Decimal | None
    low_closed = high_closed = True
    if number.fraction:
        value, low, high = intervals.fraction(digits, number.power, number.fraction)
    else:
        value = intervals.decimal(digits, power)
        if op is None and not number.more:
            is_rounded = number.scale > 0 or (unit is not None and unit.rounds(number.decimals))
            low, high = intervals.plain(value, digits, power, is_rounded=is_rounded)
    if op == "within":
        low, high = -abs(value), abs(value)
    elif op in ("ge", "gt", "le", "lt"):
        low, high, low_closed, high_closed = intervals.limited(op, value)
    elif (op or number.more) and not number.fraction:
        how = "more" if number.more else op or "about"
        low, high, low_closed, high_closed = intervals.widened(how, digits, power, number.decimals)
    kind: Kind = "number"
    printed_unit = number.scale_text or None
    if unit is not None:
        kind = unit.kind
        printed_unit = number.scale_text + unit.name
    return Quantity(
        start=start,
        end=end,
        numeral_end=number.numeral_end,
        outer_start=outer_start,
        outer_end=outer_end,
        kind=kind,
        text=text[start:end],
        value=value,
        unit=None if unit is None else unit.base,
        printed=value if number.fraction else intervals.decimal(digits, -number.decimals),
        printed_unit=printed_unit,
        decimals=number.decimals,
        low=low,
        high=high,
        low_closed=low_closed,
        high_closed=high_closed,
        qualifier=(word if op in ("ge", "gt", "le", "lt") else None) or number.more or word or None,
        chinese=number.chinese,
    )


def _range_quantity(folded: str, text: str, first: Number, found: Range) -> Quantity:
    """80%（含）-90%, 12-15人: kind range, without value; the bounds are as printed, not widened by rounding."""
    last = found.high
    start, end = first.start, last.end
    _, outer_start, outer_end, word = _limits(folded, first, found.outer_start, found.outer_end)
    unit = last.unit
    return Quantity(
        start=start,
        end=end,
        numeral_end=last.numeral_end,
        outer_start=outer_start,
        outer_end=outer_end,
        kind="range",
        text=text[start:end],
        value=None,
        unit=None if unit is None else unit.base,
        printed_unit=(last.scale_text + unit.name) if unit else last.scale_text or None,
        decimals=max(first.decimals, last.decimals),
        low=found.low_value,
        high=found.high_value,
        low_closed=found.low_closed,
        high_closed=found.high_closed,
        qualifier=word,
        chinese=first.chinese,
    )
