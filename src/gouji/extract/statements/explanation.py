"""Why a figure is above or below another: 决算数小于预算数的主要原因是人员变动; …，主要原因是项目增加."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

from gouji.extract.sentences import Mention, Sentence
from gouji.model import Explanation, Span
from gouji.vocabulary import concepts

Compared = Literal["original", "final", "budget", "previous"]
_STATED = re.compile(
    r"(?:支出)?(?:决算|执行|支出)数?(?P<side>大于|高于|多于|超出|超过|小于|低于|少于|等于|与)(?P<base>年初预算|全年预算|调整后?预算|预算)数?"
    r"(?P<even>持平|一致|相等)?(?:的?(?:主要)?原因(?:主要)?(?:是|为|系|在于|:))?(?P<reason>[^。;]*)"
)
_REASON = re.compile(
    r"(?:主要)?原因(?:主要)?(?:是|为|系|在于|:)+(?P<reason>[^。;]+)|主要是(?:因为|由于|因)?(?P<mainly>[^。;]+)"
)
_ABOVE = ("大于", "高于", "多于", "超出", "超过")
_EVEN = ("等于", "与")
_BASES: dict[str, Compared] = {
    "年初预算": "original",
    "全年预算": "final",
    "调整预算": "final",
    "调整后预算": "final",
    "预算": "budget",
}
_OUTTURN = (None, "outturn")


def find(sentence: Sentence, before: Sentence | None) -> Iterator[Explanation]:
    """The explanations of a sentence; what they explain stands in it or in the sentence before."""
    stated = _STATED.search(sentence.text)
    if stated is not None and (stated["side"] != "与" or stated["even"]):
        side = stated["side"]
        base = _BASES[stated["base"]]
        figures = _values(sentence, stated.start()) or (_values(before, None) if before is not None else [])
        yield Explanation(
            direction=0 if side in _EVEN else 1 if side in _ABOVE else -1,
            compared=base,
            actual=_last(figures, lambda stage: stage in _OUTTURN),
            base=_last(figures, lambda stage: stage not in _OUTTURN if base == "budget" else stage == base),
            reason=_span(sentence, stated, "reason"),
            span=Span(sentence.start, sentence.end),
        )
        return
    told = before.mentions if before is not None and not sentence.mentions else []
    earlier = _spoken_of(sentence, [m for m in told if m.role == "change"])
    for reason in _REASON.finditer(sentence.text):
        # 甲减少a万元，主要原因是……；乙增加b万元，主要原因是……: each reason is of the change before it.
        own = [m for m in sentence.mentions if m.role == "change" and m.end <= reason.start()]
        changes = own or earlier
        if changes:
            yield Explanation(
                direction=changes[-1].direction,
                compared="previous",
                actual=changes[-1].draft.id,
                base=None,
                reason=_span(sentence, reason, "reason" if reason["reason"] else "mainly"),
                span=Span(sentence.start, sentence.end),
            )


def _spoken_of(sentence: Sentence, changes: list[Mention]) -> list[Mention]:
    """The changes that a sentence without figures gives the reason of: 培训费减少的主要原因是…… names which."""
    reason = _REASON.search(sentence.text)
    stop = reason.start() if reason is not None else 0
    named = [hit.value for hit in sentence.hits if hit.kind == "concept" and hit.end <= stop]
    return [m for m in changes if m.draft.measure in named] if named else changes


def _values(sentence: Sentence, stop: int | None) -> list[Mention]:
    """The plain amounts of a sentence before an offset."""
    return [
        mention
        for mention in sentence.mentions
        if mention.role == "value" and mention.draft.quantity.unit == "元" and (stop is None or mention.end <= stop)
    ]


def _last(figures: list[Mention], fits: Callable[[str | None], bool]) -> int | None:
    """The last figure of a stage that fits."""
    found = [m for m in figures if fits(_stage(m))]
    return found[-1].draft.id if found else None


def _stage(mention: Mention) -> str | None:
    """The budget stage of a figure, that of its concept where it has none of its own."""
    entry = concepts().get(mention.draft.concept or "")
    return mention.draft.stage or (entry.stage if entry is not None else None)


def _span(sentence: Sentence, match: re.Match[str], group: str) -> Span | None:
    start, end = match.span(group)
    while start < end and sentence.text[start] in ",:是":
        start += 1
    return Span(sentence.places[start], sentence.places[end - 1] + 1) if start < end else None
