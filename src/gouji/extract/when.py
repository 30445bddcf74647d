"""When a figure is of: the year or month right before it, the one that opens its sentence, the year before."""

from __future__ import annotations

import re
from bisect import bisect_left

from gouji.extract.context import Context
from gouji.extract.sentences import Mention, Sentence
from gouji.quantities import Period

_YEAR = re.compile(r"20\d\d年度?|本年度?|当年")
# How far into a sentence the words reach that set the time of all of it.
_OPENING = 24
_YEAR_BEFORE = re.compile(r"(?:上年度?|去年|上一年度?)(?!结转|结余|[年度]?[末底]|同期?相?比|度?预算结)")
_THIS_YEAR = re.compile(r"今年|本年")
_CLAUSE = re.compile(r"(?:^|[,;:])([^,;:]+),$")
_MONTHS = re.compile(r"(?:截[至止]到?|累计|份|末|底|止|期间|内)*")
_ALONE = re.compile(r"月份?\s*$")
_SETS_PERIOD = re.compile(r"[,、]?(?:截[至止]到?|到|至|在)?(?:年?末|年?底|止|期间|内|中)?")


def opening_period(context: Context, sentence: Sentence) -> str | None:
    """The year or month that a sentence sets for all of it: 截至2024年8月31日，……; None when it opens otherwise."""
    if _of_year_before(sentence):
        # 上年未安排出国，“三公”经费仅为a万元: a sentence that speaks of the year before.
        return context.year(-1)
    comma = sentence.text.find(",", 0, _OPENING)
    if comma < 0:
        return None
    found = context.periods_in(sentence.start, sentence.places[comma])
    if len(found) != 1 or not _SETS_PERIOD.fullmatch(_without(sentence, found[0], comma)):
        return None
    first = sentence.mentions[0].start if sentence.mentions else None
    return _said_period(context, found[0], sentence.text[:first])


def own_period(context: Context, sentence: Sentence, mention: Mention) -> str | None:
    """The year that the words right before a figure name, or the month up to which it counts (2022-06)."""
    figure = mention.draft.quantity.start
    first = sentence.places[mention.start - len(mention.left)] if mention.left else figure
    # 全年 takes back a part of the year that the sentence spoke of before.
    of_year = "全年" in mention.left and not _of_year_before(sentence)
    this_year = of_year or _THIS_YEAR.search(mention.left)
    found = context.year() if this_year else _clause_period(context, sentence, mention)
    for period in context.periods_in(first, figure):
        found = _said_period(context, period, mention.left) or found
    return found


def _clause_period(context: Context, sentence: Sentence, mention: Mention) -> str | None:
    """The months that open the clause of a figure: 7月份，支出a万元；1-7月累计，支出b万元."""
    opening = _CLAUSE.search(mention.after_break)
    if opening is None:
        return None
    behind = mention.start - len(mention.left) - len(mention.after_break)
    start, end = behind + opening.start(1), behind + opening.end(1)
    found = context.periods_in(sentence.places[start], sentence.places[end])
    if len(found) != 1 or found[0].month is None:
        return None
    first, last = (bisect_left(sentence.places, place) for place in (found[0].start, found[0].end))
    if not _MONTHS.fullmatch(sentence.text[start:first] + sentence.text[last:end]):
        return None
    return _said_period(context, found[0], opening[1])


def of_another_year(sentence: Sentence, mention: Mention, head: str) -> bool:
    """公务接待费2022年支出4万元，2023年支出3万元: the second figure is the first one of another year."""
    before = [m for m in sentence.mentions if m.end <= mention.start and m.draft.quantity.unit == "元"]
    if not before or before[-1].draft.concept is None or not _YEAR.fullmatch(head):
        return False
    mention.draft.take(before[-1].draft)
    return True


def year_before(context: Context, year: str | None) -> str | None:
    """The year before the one spoken of."""
    if year is not None and year.isdigit():
        return str(int(year) - 1)
    return context.year(-1)


def _of_year_before(sentence: Sentence) -> bool:
    """Whether a sentence speaks of the year before in words that stand before all its figures."""
    comma = sentence.text.find(",", 0, _OPENING)
    return 0 < comma < sentence.mentions[0].start and _YEAR_BEFORE.match(sentence.text) is not None


def _without(sentence: Sentence, period: Period, end: int) -> str:
    """The opening of a sentence without its date."""
    first = bisect_left(sentence.places, period.start)
    last = bisect_left(sentence.places, period.end)
    return sentence.text[:first] + sentence.text[last:end]


def _said_period(context: Context, period: Period, words: str) -> str | None:
    """A year, the month up to which a figure counts (2022-06), or one month alone (2022-06/2022-06)."""
    year = str(period.year) if period.year is not None else context.year()
    month = period.end_month or period.month
    if month not in (None, 12) and year is not None:
        until = f"{year}-{month:02d}"
        alone = period.kind == "month" and not period.as_of and _ALONE.search(period.text) and "累计" not in words
        return f"{until}/{until}" if alone else until
    return year if period.year is not None else None
