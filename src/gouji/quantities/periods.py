"""Dates, years and relative periods: what the figures of a report speak of, and no figures themselves."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from gouji.quantities.context import Excluded, document_number, links
from gouji.quantities.fold import fold
from gouji.quantities.numerals import parse, spelt

PeriodKind = Literal["year", "year_range", "month", "month_range", "date", "relative"]


class Period(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One period in the text: `text[start:end]` as printed.

    `year`, `month`, `day` begin it and `end_year`, `end_month`, `end_day` close a range; what is not printed is
    None. `offset` counts years from the report's own for words like 上年 (-1) and 当年 (0). `as_of` is set when
    截至 or 截止 stands before it.
    """

    start: int
    end: int
    kind: PeriodKind
    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    end_year: int | None = None
    end_month: int | None = None
    end_day: int | None = None
    offset: int | None = None
    as_of: bool = False


_Y = r"(?:19|20)[0-9]{2}"
_TO = r" *(?:[-~至到]|—{1,2}) *"
_M = r"(?:1[0-2]|0?[1-9])"
_D = r"(?:3[01]|[12][0-9]|0?[1-9])"
_PART = r"(?: *(?:份|底|末|初|上旬|中旬|下旬))?"
# A day counts as a date only when nothing makes a duration of it: 5日内, 10日以上.
_DAY = rf"(?P<{{0}}>{_D}) *(?:日(?! *(?:以?内|以[上下外]))|号)"

# Everything that begins with a digit. Named groups: y m d begin, y2 m2 d2 close.
_DATE_FORMS = (
    # 2022年1-6月
    rf"(?P<y>{_Y}) *年(?: *度)?(?: *(?P<m>{_M})(?: *月)?{_TO}(?P<m2>{_M}) *月{_PART}"
    # 2022年1月, 2022年12月31日, 2022年1月1日至12月31日
    rf"| *(?P<ma>{_M}) *月{_PART}(?: *{_DAY.format('da')})?"
    rf"(?:{_TO}(?:(?P<yb>{_Y}) *年 *)?(?:(?P<mb>{_M}) *月{_PART})?(?: *{_DAY.format('db')})?)?"
    # 2021年至2022年
    rf"|{_TO}(?P<y2>{_Y}) *年(?: *度)?)?",
    # 2021-2022年, 2021—2023
    rf"(?P<yc>{_Y}){_TO}(?P<yd>{_Y})(?: *年(?: *度)?|(?! *[-0-9.,%万亿元个人件户次条家]))",
    # 2022-01-05, 2022.5.20
    rf"(?P<ye>{_Y})(?P<sep>[-./])(?P<me>{_M})(?P=sep)(?P<de>{_D})(?![0-9.])",
    # 1-6月
    rf"(?P<mf>{_M})(?: *月)?{_TO}(?P<mg>{_M}) *月{_PART}",
    # 5月, 12月31日, 5月20日至6月3日
    rf"(?P<mh>{_M}) *月{_PART}(?: *{_DAY.format('dh')})?"
    rf"(?:{_TO}(?:(?P<mi>{_M}) *月{_PART})?(?: *{_DAY.format('di')})?)?",
    # 31日
    rf"(?P<dj>{_D}) *日(?! *(?:以?内|以[上下外]))",
)
DATE = re.compile("|".join(f"(?:{form})" for form in _DATE_FORMS))
_BARE_YEAR = re.compile(r"(?:199[0-9]|20[0-4][0-9])(?![0-9.,])")

_SPELT_YEAR = re.compile(
    "([一二][〇○零九一二三四五六七八]{3}) *年度?"
    "(?:([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})[日号])?)?"
)
_RELATIVE = {
    **dict.fromkeys(("本年度", "当年度", "本年", "当年", "今年", "本报告期"), 0),
    **dict.fromkeys(("上年同期", "上一年度", "上年度", "上一年", "上年", "去年同期", "去年", "同期"), -1),
    **dict.fromkeys(("前年",), -2),
    **dict.fromkeys(("下一年度", "下年度", "次年", "明年", "下一年"), 1),
}
# 以前年度, 以上年龄, 基本年金: the same letters in other words.
_RELATIVE_WORD = re.compile(
    "(?<![以目先基])(?:" + "|".join(sorted(_RELATIVE, key=len, reverse=True)) + ")(?![龄限均金])"
)
_PARTS = {
    "第一季度": (1, 3), "一季度": (1, 3), "第二季度": (4, 6), "二季度": (4, 6), "第三季度": (7, 9), "三季度": (7, 9),
    "第四季度": (10, 12), "四季度": (10, 12), "前三季度": (1, 9), "上半年": (1, 6), "下半年": (7, 12),
}  # fmt: skip
_PARTS |= {f"第{i}季度": _PARTS[f"{c}季度"] for i, c in enumerate("一二三四", 1)}
_PARTS |= {f"{i}季度": _PARTS[f"第{i}季度"] for i in range(1, 5)}
_PART_WORD = re.compile("|".join(sorted(_PARTS, key=len, reverse=True)))
# Digits behind a comma or point belong to the number before it only when a digit stands there: 33万元,2015年.
_DIGIT_RUN = re.compile(r"(?<![0-9A-Za-z])(?<![0-9][.,])[0-9]{1,4}(?![0-9])|(?<=[0-9][.,])(?:19|20)[0-9]{2}(?= *年)")
_GLUED = frozenset("-/")
_AS_OF = ("截至", "截止", "截止到", "截至到", "截止至")


def is_bare_year(text: str, start: int, end: int) -> bool:
    """Whether the digits are a year without 年 (1990 to 2049): "2022 部门预算", "回望2021"."""
    return end - start == 4 and _BARE_YEAR.match(text, start) is not None


def find_periods(text: str) -> list[Period]:
    """All dates, years and relative periods of `text`, in order, none overlapping another."""
    folded = fold(text)
    found = [*_dates(folded, text), *_words(folded, text)]
    found.sort(key=lambda p: (p.start, -p.end))
    kept: list[Period] = []
    for period in found:
        if not kept or period.start >= kept[-1].end:
            kept.append(period)
    return kept


def _dates(folded: str, text: str) -> list[Period]:
    found = []
    at = 0
    excluded = Excluded(links(folded))
    for run in _DIGIT_RUN.finditer(folded):
        if run.start() < at or excluded.end_at(run.start()):
            continue
        if document := document_number(folded, run.start()):
            at = document
            continue
        match = DATE.match(folded, run.start())
        if match is not None:
            found.append(_period(match, folded, text))
            at = match.end()
        elif (
            is_bare_year(folded, *run.span())
            and folded[run.start() - 1 : run.start()] not in _GLUED
            and _stands_as_year(folded, run.end())
        ):
            found.append(_make(folded, text, run.start(), run.end(), year=int(run[0])))
    return found


def _stands_as_year(folded: str, end: int) -> bool:
    after = folded[end : end + 3].lstrip(" ")
    return not after or after[0] not in "万亿元%个人件次户份条家项余多"


def _period(match: re.Match[str], folded: str, text: str) -> Period:
    groups = {k: int(v) for k, v in match.groupdict().items() if v is not None and k != "sep"}

    def first(*names: str) -> int | None:
        return next((groups[n] for n in names if n in groups), None)

    return _make(
        folded,
        text,
        match.start(),
        match.end(),
        year=first("y", "yc", "ye"),
        month=first("m", "ma", "me", "mf", "mh"),
        day=first("da", "de", "dh", "dj"),
        end_year=first("y2", "yb", "yd"),
        end_month=first("m2", "mb", "mg", "mi"),
        end_day=first("db", "di"),
    )


def _make(
    folded: str,
    text: str,
    start: int,
    end: int,
    *,
    year: int | None = None,
    month: int | None = None,
    day: int | None = None,
    end_year: int | None = None,
    end_month: int | None = None,
    end_day: int | None = None,
) -> Period:
    while folded[end - 1] == " ":
        end -= 1
    kind: PeriodKind
    if day is not None:
        kind = "date"
    elif month is not None:
        kind = "month" if end_month is None else "month_range"
    else:
        kind = "year" if end_year is None else "year_range"
    return Period(
        start=start,
        end=end,
        kind=kind,
        text=text[start:end],
        year=year,
        month=month,
        day=day,
        end_year=end_year,
        end_month=end_month,
        end_day=end_day,
        as_of=folded[max(0, start - 6) : start].rstrip(" ").endswith(_AS_OF),
    )


def _words(folded: str, text: str) -> list[Period]:
    found = []
    for match in _RELATIVE_WORD.finditer(folded):
        start, end = match.span()
        found.append(Period(start=start, end=end, kind="relative", text=text[start:end], offset=_RELATIVE[match[0]]))
    for match in _PART_WORD.finditer(folded):
        first, last = _PARTS[match[0]]
        found.append(_make(folded, text, match.start(), match.end(), month=first, end_month=last))
    for match in _SPELT_YEAR.finditer(folded):
        month, day = (parse(g) if g else None for g in match.groups()[1:])
        found.append(_make(folded, text, *match.span(), year=spelt(match[1]), month=month, day=day))
    return found
