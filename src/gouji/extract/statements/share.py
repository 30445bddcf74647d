"""A percentage of a whole: A a万元，占比x%; A占B的x%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.extract.sentences import Mention, Sentence
from gouji.model import Share, Span
from gouji.vocabulary import concepts, fund_named, shares

_KINDS = re.compile(r"货物|工程|服务")
_LISTED = re.compile(r"、|和|及|以及|与")
_AWARDED = ("procurement_sme_awarded", "procurement_micro_awarded")


def find(sentence: Sentence, carried: Mention | None) -> Iterator[Share]:
    """The shares of a sentence; `carried` is the whole that the sentences before speak of."""
    openings = [hit.start for hit in sentence.hits if hit.kind == "word" and hit.value == "of_which"]
    for index, mention in enumerate(sentence.mentions):
        if index and mention.left == "的" and mention.draft.quantity.unit == "%":
            yield from _with_whole_between(sentence, index)
            continue
        if mention.role != "share":
            continue
        if _narrowed(mention):
            continue
        if index + 1 < len(sentence.mentions) and is_listed(sentence, index + 1, "%"):
            yield from _one_each(sentence, index, carried)
            continue
        amounts = [m for m in sentence.mentions[:index] if m.role == "value" and m.draft.quantity.unit != "%"]
        if mention.draft.measure is None:
            # 基本支出a万元（含公用经费b万元），占比c%: what a closed bracket holds is not what the share is of.
            amounts = [m for m in amounts if sentence.depth(m.start) <= sentence.depth(mention.start)]
        part = _part(amounts, mention)
        if part is None:
            yield from _of_a_part_elsewhere(sentence, mention, carried)
            continue
        whole, certain = _whole(amounts, part, mention, openings, carried)
        certain = certain or (whole is carried and sentence.text.startswith("其中"))
        _name(mention, part)
        yield Share(
            part=part.draft.id,
            whole=whole.draft.id if whole is not None else None,
            whole_concept=mention.base,
            percent=mention.draft.id,
            certain=certain,
            span=Span(sentence.start, sentence.end),
        )


def _narrowed(mention: Mention) -> bool:
    """Whether words narrow the part or the whole to something that no figure is known to be.

    货物采购授予中小企业合同金额占货物支出金额的100%; 资金占一般公共预算项目支出的30%.
    """
    place = next((hit for hit in mention.hits if hit.value == "share"), None)
    if place is None:
        return False
    part, whole = mention.left[: place.start], mention.left[place.end :]
    fund = fund_named(whole)
    if mention.base is not None and fund is not None and not concepts()[mention.base].fund:
        return True
    return _KINDS.search(part) is not None and mention.draft.measure in _AWARDED


def is_listed(sentence: Sentence, index: int, unit: str) -> bool:
    """Whether a figure of a unit only goes on with a list: 25.8%、44.8%和29.4%."""
    before, mention = sentence.mentions[index - 1], sentence.mentions[index]
    between = sentence.text[before.end : mention.start]
    return mention.draft.quantity.unit == before.draft.quantity.unit == unit and _LISTED.fullmatch(between) is not None


def _one_each(sentence: Sentence, first: int, carried: Mention | None) -> Iterator[Share]:
    """规模分别为a、b和c亿元，占总规模的x%、y%和z%: as many shares as amounts, one each; otherwise nothing is said."""
    percents = [sentence.mentions[first]]
    while first + len(percents) < len(sentence.mentions) and is_listed(sentence, first + len(percents), "%"):
        percents.append(sentence.mentions[first + len(percents)])
    parts = sentence.mentions[max(first - len(percents), 0) : first]
    start = first - len(parts)
    run = all(is_listed(sentence, start + at, "元") for at in range(1, len(parts)))
    if len(parts) != len(percents) or not run or (start > 0 and is_listed(sentence, start, "元")):
        return
    before = [m for m in sentence.mentions[:start] if m.role == "value" and m.draft.quantity.unit == "元"]
    whole, _ = _whole(before, parts[0], percents[0], [], carried)
    for part, percent in zip(parts, percents, strict=True):
        yield Share(
            part=part.draft.id,
            whole=whole.draft.id if whole is not None else None,
            whole_concept=percents[0].base,
            percent=percent.draft.id,
            certain=False,
            span=Span(sentence.start, sentence.end),
        )


def _of_a_part_elsewhere(sentence: Sentence, mention: Mention, carried: Mention | None) -> Iterator[Share]:
    """…。其中人员经费占50.08%: the part's own figure stands in another sentence."""
    if mention.draft.measure is None or (mention.base is None and carried is None):
        return
    yield Share(
        part=None,
        part_concept=mention.draft.measure,
        whole=carried.draft.id if mention.base is None and carried is not None else None,
        whole_concept=mention.base,
        percent=mention.draft.id,
        certain=mention.base is not None or sentence.text.startswith("其中"),
        span=Span(sentence.start, sentence.end),
    )


def _with_whole_between(sentence: Sentence, index: int) -> Iterator[Share]:
    """A a万元，占总支出b万元的x%: the whole stands between 占 and the percentage."""
    whole, mention = sentence.mentions[index - 1], sentence.mentions[index]
    depth = sentence.depth(whole.start)
    before = [
        m
        for m in sentence.mentions[: index - 1]
        if m.draft.quantity.unit == whole.draft.quantity.unit and sentence.depth(m.start) <= depth
    ]
    if (whole.has("share") or whole.left.startswith(("为", "是"))) and before:
        mention.role = "share"
        yield Share(
            part=before[-1].draft.id,
            whole=whole.draft.id,
            percent=mention.draft.id,
            certain=True,
            span=Span(sentence.start, sentence.end),
        )


def _part(amounts: list[Mention], mention: Mention) -> Mention | None:
    """The amount whose share is stated: the one named before 占, else the last one before it."""
    if mention.draft.measure is not None:
        return next((m for m in reversed(amounts) if m.draft.concept == mention.draft.measure), None)
    words_before = mention.left[: next(h.start for h in mention.hits if h.value == "share")]
    if words_before or not amounts:
        return None
    return amounts[-1]


def _whole(
    amounts: list[Mention], part: Mention, mention: Mention, openings: list[int], carried: Mention | None
) -> tuple[Mention | None, bool]:
    """The whole, and whether the words name it."""
    unit = part.draft.quantity.unit
    if mention.base is not None:
        pool = ([carried] if carried is not None else []) + amounts
        # 采购预算a万元……占采购总额的b%: a budget is not the total that was spent.
        planned = () if concepts()[mention.base].stage else ("original", "final", "budget")
        named = [m for m in pool if m.draft.concept == mention.base and m is not part and m.draft.stage not in planned]
        return (named[-1], True) if named else (None, True)
    opened = [start for start in openings if start < part.start]
    if opened:
        before = [m for m in amounts if m.end <= opened[-1] and m.draft.quantity.unit == unit]
        if before:
            return before[-1], True
    if carried is not None and carried.draft.quantity.unit == unit and carried is not part:
        return carried, False
    return None, False


def _name(mention: Mention, part: Mention) -> None:
    """Give the percentage the concept of a share of its part, where the vocabulary has one."""
    share = shares().get(part.draft.concept or "")
    if share is not None:
        mention.draft.concept, mention.draft.subject = share, ""
    mention.draft.measure = part.draft.concept
