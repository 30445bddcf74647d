"""Dates as ledgers write them, the period asked for, and working days."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from gouji.errors import BadPeriod
from gouji.ledger.records import Calendar, Span

_EPOCH = date(1899, 12, 30)
# 2000-01-01 and 2099-12-31 as Excel counts days: a bare number in a date column that is no serial stays unread.
_FIRST_SERIAL, _LAST_SERIAL = 36526, 73050
_TIME = r"(?:[ T]*(?:上午|下午)?[ ]*\d{1,2}(?:[:：时]\d{1,2}分?(?:[:：]?\d{1,2}(?:\.\d+)?秒?)?|时)(?: ?[AaPp][Mm])?Z?)?"
_WRITTEN = re.compile(
    r"(?P<y>\d{4}) *(?:年|[-/.．、]) *(?P<m>\d{1,2}) *(?:月|[-/.．、]) *(?P<d>\d{1,2}) *[日号]?"
    rf" *(?:[(（]?(?:星期|周)[一二三四五六日天][)）]?)?{_TIME}\Z"
)
_PLAIN = re.compile(rf"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d){_TIME}\Z")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?\Z")
_WIDE = str.maketrans("０１２３４５６７８９：／－．　–—", "0123456789:/-. --")


@lru_cache(maxsize=1 << 16)
def parse_date(text: str) -> date | None:
    """The day that a cell writes, whatever the time beside it; None for what is no date of the calendar."""
    folded = " ".join(text.translate(_WIDE).split())
    match = _WRITTEN.match(folded) or _PLAIN.match(folded)
    if match is not None:
        return _day(int(match["y"]), int(match["m"]), int(match["d"]))
    serial = _SERIAL.match(folded)
    if serial is not None and _FIRST_SERIAL <= int(serial[1]) <= _LAST_SERIAL:
        return _EPOCH + timedelta(days=int(serial[1]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_ENDS = re.compile(
    r"(?P<y>(?:19|20)\d\d)(?:年度?)?"
    r"(?:-?[Qq](?P<q>[1-4])|-?[Hh](?P<h>[12])|(?P<half>[上下])半年|第?(?P<quarter>[一二三四])季度"
    r"|[-/.]?(?P<m>\d{1,2})月?(?:[-/.]?(?P<d>\d{1,2})日?)?)?\Z"
)


def parse_period(text: str) -> Span:
    """The period that a user writes: 2024, 2024-03, 2024-Q1, 2024年上半年, or two with .. or 至 between.

    Raises BadPeriod for anything else, and where the end lies before the beginning.
    """
    first, *rest = re.split(r"\.\.|至|到", "".join(text.split()), maxsplit=1)
    begin = _stretch(first)
    end = _stretch(rest[0]) if rest else begin
    if begin is None or end is None or end.last < begin.first:
        raise BadPeriod(
            text,
            f"看不懂期间“{text}”。请写成 2024、2024-03、2024-Q1、2024-H1，或用 .. 连起来：2024-01..2024-06。",
            f"no period: {text!r}; write 2024, 2024-03, 2024-Q1, 2024-H1, or two with .. between: 2024-01..2024-06.",
        )
    return Span(begin.first, end.last)


def _stretch(text: str) -> Span | None:
    match = _ENDS.match(text)
    if match is None:
        return None
    year = int(match["y"])
    quarter = int(match["q"] or 0) or ("一二三四".index(match["quarter"]) + 1 if match["quarter"] else 0)
    half = int(match["h"] or 0) or ("上下".index(match["half"]) + 1 if match["half"] else 0)
    if match["d"]:
        day = _day(year, int(match["m"]), int(match["d"]))
        return None if day is None else Span(day, day)
    low, high = 1, 12
    if match["m"]:
        low = high = int(match["m"])
    elif quarter:
        low, high = 3 * quarter - 2, 3 * quarter
    elif half:
        low, high = 6 * half - 5, 6 * half
    if not 1 <= low <= 12:
        return None
    return Span(date(year, low, 1), date(year, high, monthrange(year, high)[1]))


def is_working_day(day: date, calendar: Calendar) -> bool:
    """Whether a day is worked: a weekday that is no holiday, or a weekend day made up for one."""
    return day in calendar.workdays or (day.weekday() < 5 and day not in calendar.holidays)


def days_after(start: date, count: int, calendar: Calendar | None) -> date:
    """The last day of a time limit: the day of the start is not counted; with a calendar, working days are."""
    if calendar is None:
        return start + timedelta(days=count)
    day = start
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day, calendar)
    return day


def days_between(start: date, end: date, calendar: Calendar | None) -> int:
    """The days from a start, itself not counted, to an end that is; with a calendar, working days only."""
    if calendar is None:
        return (end - start).days
    return sum(is_working_day(start + timedelta(days=n), calendar) for n in range(1, (end - start).days + 1))
