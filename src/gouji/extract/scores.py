"""Scores told in prose: 投入15分，得15分；过程25分，得24分; 效率46.3分（满分50分）; （满分10分，自评9分）……扣1分."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gouji.extract.context import Context, Draft
from gouji.extract.sentences import Shadow
from gouji.model import Breakdown, Remainder, Span, Statement
from gouji.vocabulary import fold

_N = r"(\d{1,3}(?:\.\d+)?)分"
_FULL, _SCORE = "full", "score"
# What the two numbers of an item are, by how they are written.
_PATTERNS = (
    (re.compile(rf"(?<![扣减除\d.]){_N},?(?:自评|实际|实)?得(?:分)?(?:为)?{_N}"), (_FULL, _SCORE)),
    (re.compile(rf"{_N}\((?:满分|分值|总分|权重|标准分){_N}\)"), (_SCORE, _FULL)),
    (re.compile(rf"\((?:满分|分值|总分|权重|标准分)?{_N},(?:自评|得分?|自评得分?|实得){_N}\)"), (_FULL, _SCORE)),
    (re.compile(rf"\((?:满分|分值)?{_N}\)[:,]?[^;。()]*?得{_N}"), (_FULL, _SCORE)),
)
_LISTED = re.compile(r"其中:?((?:[^,;、。()\d]{2,14}\d{1,3}(?:\.\d+)?分[、,;]?){3,})(?=。|$)")
_NO_SCORE = re.compile(r"扣|满分|每|以上|以下|加分|低于|高于")
_GOT = re.compile(r"得(?:分)?(?:为)?\d+(?:\.\d+)?分")
_TAKEN = re.compile(r"(?:扣减?|扣除)(\d{1,3}(?:\.\d+)?)分")
_BY_STEPS = re.compile(r"每|扣完|酌情")
_SELF_SCORED = re.compile(rf"(?:自评|评定)(?:总?得?分)?(?:为|是)?{_N}")
_NAME = re.compile(r"([^,;:、。()\d.]{2,16})$")
_HUNDRED = Decimal(100)
_REACH = 40
_NEAR = 10


@dataclass(slots=True)
class _Item:
    """One line of a score: its full marks and its score, where it stands."""

    name: str
    full: Draft
    score: Draft
    shadow: Shadow
    start: int
    end: int


def scores_in_prose(context: Context, shadows: Sequence[Shadow]) -> Iterator[Statement]:
    """The sums of scores that sentences list, and the deductions told beside a score."""
    listed = [item for shadow in shadows if "分" in shadow.compact.text for item in _items(context, shadow)]
    items = list({item.score.id: item for item in listed}.values())
    totals = [d for d in context.drafts if d.concept == "total_score" and d.period in (None, context.year())]
    for group in _groups(context, items):
        full = sum((item.full.quantity.value or Decimal(0) for item in group), Decimal(0))
        whole = _total(context, group, totals) if full == _HUNDRED else _parent(context, items, group, full)
        if whole is not None:
            yield _sum(whole, [item.score for item in group], certain=True)
    for shadow in shadows:
        yield from _listed(context, shadow, totals)
    for item in items:
        yield from _deducted(context, item, sum(other.shadow is item.shadow for other in items) == 1)


def _items(context: Context, shadow: Shadow) -> Iterator[_Item]:
    """The items of a passage, in order."""
    text = shadow.compact.text
    taken: list[range] = []
    for pattern, roles in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() in held or match.end() - 1 in held for held in taken):
                continue
            found = {role: _draft(context, shadow, match.start(n)) for n, role in enumerate(roles, start=1)}
            full, score = found[_FULL], found[_SCORE]
            name = _NAME.search(text, 0, match.start())
            if full is None or score is None or score.concept == "total_score":
                continue
            taken.append(range(match.start(), match.end()))
            yield _Item(name.group(1) if name else "", full, score, shadow, match.start(), match.end())


def _draft(context: Context, shadow: Shadow, at: int) -> Draft | None:
    """The figure at a place of a passage."""
    place = shadow.compact.places[at]
    found = [d for d in context.drafts_in(place, place + 1) if d.quantity.unit == "分"]
    return found[0] if found else None


def _groups(context: Context, items: list[_Item]) -> Iterator[list[_Item]]:
    """The items of one passage, else those of one section, or one of each of the sections of a chapter."""
    passages: dict[int, list[_Item]] = defaultdict(list)
    sections: dict[int | None, list[_Item]] = defaultdict(list)
    for item in items:
        passages[id(item.shadow)].append(item)
        sections[item.shadow.passage.section].append(item)
    for group in passages.values():
        if len(group) > 1:
            ordered = sorted(group, key=lambda item: item.start)
            first, *rest = (item.full.quantity.value or Decimal(0) for item in ordered)
            # （10分，得9.4分）。到位率4分，得4分；执行率6分，得5.4分: the first is what the others make up.
            yield ordered[1:] if len(rest) > 1 and first == sum(rest) else ordered
    chapters: dict[int, list[_Item]] = defaultdict(list)
    for index, group in sections.items():
        if len(group) > 1 and len({id(item.shadow) for item in group}) == len(group):
            yield group
        above = context.parents[index] if index is not None else None
        if above is not None and len(group) == 1:
            chapters[above] += group
    for group in chapters.values():
        if len(group) > 1:
            yield group


def _total(context: Context, group: list[_Item], totals: list[Draft]) -> Draft | None:
    """The total score told nearest before a group; None when there is none, or after it only."""
    before = [draft for draft in totals if draft.id < group[0].score.id]
    if before:
        return before[-1]
    # 满分100分，自评95分……①资金管理（30分）: in the passage of its items the total needs no other name.
    shadow = group[0].shadow
    said = [*_SELF_SCORED.finditer(shadow.compact.text, 0, group[0].start)]
    return _draft(context, shadow, said[-1].start(1)) if said else None


def _parent(context: Context, items: list[_Item], group: list[_Item], full: Decimal) -> Draft | None:
    """The item that the heading over a group names, of as many points."""
    index = group[0].shadow.passage.section
    title = fold(context.sections[index].title) if index is not None else ""
    before = [item for item in items if item.score.id < group[0].score.id and item not in group]
    named = [item for item in before if item.name and _bare(item.name) in title and item.full.quantity.value == full]
    return named[-1].score if named else None


def _bare(name: str) -> str:
    return re.sub(r"^其中:?|(?:类)?(?:指标)?(?:自评)?(?:得分?)?$", "", name) or name


def _listed(context: Context, shadow: Shadow, totals: list[Draft]) -> Iterator[Breakdown]:
    """自评得分98.62分……其中预算执行指标9.74分、产出指标49.88分、效益指标29分、满意度指标10分."""
    text = shadow.compact.text
    for match in _LISTED.finditer(text):
        if _NO_SCORE.search(match.group(1)):
            continue
        begin, end = shadow.compact.places[match.start()], shadow.compact.places[match.end() - 1] + 1
        parts = [draft for draft in context.drafts_in(begin, end) if draft.quantity.unit == "分"]
        first = shadow.compact.places[max(match.start() - _REACH, 0)]
        wholes = [draft for draft in totals if first <= draft.quantity.start < begin]
        if not wholes or len(parts) < 3:
            continue
        apart = sum((d.quantity.value or Decimal(0) for d in parts), Decimal(0)) - (wholes[-1].quantity.value or 0)
        if abs(apart) <= _NEAR:
            yield _sum(wholes[-1], parts, certain=False)


def _deducted(context: Context, item: _Item, alone: bool) -> Iterator[Remainder]:
    """（满分10分，自评9分）。……扣1分: what is taken off is what the score lacks."""
    text = item.shadow.compact.text
    if _BY_STEPS.search(text):
        return
    begin, end = (item.start, len(text)) if alone else (item.start, item.end)
    if _GOT.search(text, item.end, end):
        # （15分，得13.5分）。……5分，扣1分，得4分: what was deducted is of a later score.
        return
    taken = [_draft(context, item.shadow, match.start(1)) for match in _TAKEN.finditer(text, begin, end)]
    known = [draft for draft in taken if draft is not None]
    if known and len(known) == len(taken):
        yield Remainder(
            start=item.full.id,
            added=(),
            taken=tuple(draft.id for draft in known),
            results=(item.score.id,),
            certain=False,
            span=_span((item.full, item.score, *known)),
        )


def _sum(whole: Draft, parts: Sequence[Draft], *, certain: bool) -> Breakdown:
    return Breakdown(
        whole=whole.id,
        parts=tuple(part.id for part in parts),
        exhaustive=True,
        certain=certain,
        shape="scores",
        span=_span((whole, *parts)),
    )


def _span(drafts: Sequence[Draft]) -> Span:
    return Span(min(d.quantity.start for d in drafts), max(d.quantity.end for d in drafts))
