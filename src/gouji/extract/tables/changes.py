"""Columns that compare: 上年预算 | 本年预算 | 增减额 | 增减幅度. What stands in the last two is no money of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from gouji.extract.context import Context, Draft
from gouji.model import Change, Span
from gouji.vocabulary import fold

_COMPARES = re.compile(r"增减|增长|增加|减少|变动|变化|差异|差额|(?:比|较|与)(?:20\d\d年|上年|预算)")
_REASON = re.compile(r"原因|说明|情况|备注")
_RATE = re.compile(r"%|率|幅度|比例|百分")
_YEAR = re.compile(r"(20\d\d)年")
_BEFORE = re.compile(r"上年|去年|上一年")


def compares(heading: str) -> bool:
    """Whether a heading is over changes."""
    return _COMPARES.search(fold(heading)) is not None


def is_rate(heading: str) -> bool:
    """Whether a heading is over percentages."""
    return _RATE.search(fold(heading)) is not None


def heading_year(context: Context, heading: str) -> str | None:
    """The year that a heading names: 2024年预算, 上年预算数."""
    words = fold(heading)
    found = _YEAR.findall(words)
    if found:
        return str(found[0]) if len(set(found)) == 1 else None
    return context.year(-1) if _BEFORE.search(words) else None


def changes(context: Context, headings: Mapping[int, str], row: Mapping[int, Draft]) -> Iterator[Change]:
    """The changes that a row states, where the headings tell one column of each year and one of the change."""
    compared = {column for column, words in headings.items() if compares(words)}
    rates = [c for c in compared if is_rate(headings[c]) and c in row]
    plain = [c for c in compared if not is_rate(headings[c]) and not _REASON.search(headings[c])]
    amounts = [c for c in plain if c in row]
    years = {c: heading_year(context, words) for c, words in headings.items() if c not in compared and c in row}
    before = [c for c, year in years.items() if year is not None and year == context.year(-1)]
    now = [c for c, year in years.items() if year == context.year() or (year is None and _is_current(headings[c]))]
    if (len(before), len(now)) != (1, 1) or len(amounts) > 1 or len(rates) > 1 or not amounts + rates:
        return
    drafts = [row[c] for c in (*before, *now, *amounts, *rates)]
    yield Change(
        current=row[now[0]].id,
        previous=row[before[0]].id,
        amount=row[amounts[0]].id if amounts else None,
        percent=row[rates[0]].id if rates else None,
        direction=1,
        span=Span(min(d.quantity.start for d in drafts), max(d.quantity.end for d in drafts)),
    )


def _is_current(heading: str) -> bool:
    return "本年" in heading
