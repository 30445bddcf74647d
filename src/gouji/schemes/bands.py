"""Bands that a sentence lists together: three grades of attainment, marked 100%-80%（含）, 80%-60%（含）, 60%-0%."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.schemes.conditions import range_at
from gouji.schemes.records import Award, Clause, Tier, Words
from gouji.schemes.tokens import Token
from gouji.schemes.trims import slice_of

if TYPE_CHECKING:
    from gouji.schemes.phrases import Segment

_LEAD = re.compile(r"^(?:根据)?(?:指标)?(?:完成情况|实际情况)?(?:分为|分成|划分为|分|评价为|评为)?")
_COUNT = re.compile(r"(?:等)?(?:[二三四五两]|\d)(?:个)?(?:档次|档|等级|等次|级|种情况|类)$")


def bands(text: str, parts: list[Segment], at: int) -> tuple[list[Clause], int] | None:
    """The tiers of listed bands and the segment behind them; None where there is no such list."""
    for last in range(at, min(at + 3, len(parts))):
        tokens = parts[last].tokens
        ranges = _ranges(tokens)
        if len(ranges) >= 2:
            labels = _labels(text, parts, at, last, tokens)
            if len(labels) != len(ranges):
                return None
            return [_tier(words, found) for words, found in zip(labels, ranges, strict=True)], last + 1
        if parts[last].end != ",":
            return None
    return None


def _ranges(tokens: list[Token]) -> list[Award]:
    """Ranges of percent or points that are parted by 、 and are said to be awards."""
    text = "".join(token.text for token in tokens)
    if not re.search(r"分别(?:按|按照|得|计|赋|给|为|对应)", text):
        return []
    out: list[Award] = []
    i = 0
    while i < len(tokens):
        found = range_at(tokens, i) if tokens[i].kind == "num" else None
        if found is None or found[0].low is None or found[0].high is None or found[0].low == found[0].high:
            i += 1
            continue
        low, high = found[0].low, found[0].high
        share = found[0].unit == "%"
        out.append(Award(kind="between", value=low.value, high=high.value, open_high=not high.closed, share=share))
        i = found[1]
    included = {award.value for award in out}
    return [
        Award(kind="between", value=a.value, high=a.high, open_high=a.open_high or a.high in included, share=a.share)
        for a in out
    ]


def _labels(text: str, parts: list[Segment], at: int, last: int, tokens: list[Token]) -> list[str]:
    words = "，".join(slice_of(text, part.tokens) for part in parts[at:last])
    if last == at or not words:
        head = next((i for i, token in enumerate(tokens) if token.kind == "num"), len(tokens))
        words = slice_of(text, tokens[:head]) if head else ""
        words = re.sub(r"(?:的)?(?:,|，)?分别(?:按照|按|得|计|赋|给|为|对应)$", "", words)
    return listed_words(re.sub('[ “”"]', "", words))


def listed_words(words: str) -> list[str]:
    """The values in 分为好、较好、一般、差四个档次."""
    words = _COUNT.sub("", _LEAD.sub("", words).strip(",，:：、"))
    return [part for part in words.split("、") if part]


def _tier(words: str, award: Award) -> Tier:
    return Tier(test=Words(words), award=award, text=words)
