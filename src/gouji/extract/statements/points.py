"""Percentages and how far they are apart: 由91.2%提高到93.5%，提高2.3个百分点; 89.3%，低于90%的目标值0.7个百分点."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.extract.sentences import Mention, Sentence
from gouji.model import Remainder, Span

_POINTS = ("个百分点", "百分点")
_APART = re.compile(r"[高低超差升降增减]")
# What says that the second percentage is what the first is held against, or what became of it.
_BASE = re.compile(r"(?:低于|高于|超过|超出|未达到?|不及|比|较|由|从)[^,;:]{0,12}$|目标[^,;:]{0,4}\($")
_FROM = re.compile(r"(?:由|从)[^,;:]{0,12}$")
# A fall is a negative number: the highest grew by 8 %, the lowest fell by 5 %, 13 points apart.
_FALL = re.compile(r"(?:下降|减少|降低|回落|下滑|减|降)[^,;:]{0,4}$")
_TO = re.compile(r"(?:到|至|达|为)$")
_REACH = 14
_PAIR = 2


def find(sentence: Sentence, carried: Mention | None) -> Iterator[Remainder]:
    """The differences in percentage points of a sentence, where words tie two percentages to them."""
    del carried
    rates: list[Mention] = []
    for mention in sentence.mentions:
        quantity = mention.draft.quantity
        if ";" in mention.after_break:
            rates = []
        if quantity.printed_unit in _POINTS:
            fall = any(_FALL.search(rate.left) for rate in rates)
            if len(rates) == _PAIR and not fall and _tied(sentence, rates[0], rates[1], mention):
                yield _difference(sentence, rates, mention)
            rates = []
        elif quantity.unit == "%":
            rates.append(mention)


def _tied(sentence: Sentence, first: Mention, second: Mention, points: Mention) -> bool:
    """Whether the two percentages are compared, and the points are how far they are apart."""
    if len(sentence.text[second.end : points.start]) > _REACH:
        return False
    if not (_APART.search(points.left) or _BASE.search(second.left)):
        return False
    return _BASE.search(second.left) is not None or (
        _FROM.search(first.left) is not None and _TO.search(second.left) is not None
    )


def _difference(sentence: Sentence, rates: list[Mention], points: Mention) -> Remainder:
    """The lower percentage and the points make the higher one."""
    low, high = sorted(rates, key=lambda mention: mention.draft.quantity.value or 0)
    return Remainder(
        start=low.draft.id,
        added=(points.draft.id,),
        taken=(),
        results=(high.draft.id,),
        span=Span(sentence.start, sentence.end),
    )
