"""What the parts of a sentence can give: which add up to the points of the row, and which of them is what is left."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec.structs import replace

from gouji.schemes.phrases import BEST
from gouji.schemes.program import Cases, Choice, Computed, Named, Part, Places, Scale, Sum
from gouji.schemes.records import Award, Item, Tier, Words
from gouji.schemes.shown import shown

if TYPE_CHECKING:
    from gouji.schemes.draft import Draft


def fulls(draft: Draft, inner: bool) -> Fraction:
    """The points of the row; a part without points of its own gets what is left of them."""
    points = draft.points
    if inner and not points:
        points = _inner_points(draft)
    _sums(draft, points)
    known = [full for part in draft.parts if (full := _full(part)) is not None]
    unknown = [i for i, part in enumerate(draft.parts) if _full(part) is None]
    if len(unknown) > 1:
        draft.unread.append("有几处“满分”，各占多少没有说明")
        return points
    rest = points - sum(known, Fraction(0))
    for i in unknown:
        if rest <= 0:
            draft.unread.append("各部分的分值超出本项分值")
            return points
        draft.parts[i] = replace(draft.parts[i], full=rest)
    for i, part in enumerate(draft.parts):
        if part.full is None:
            draft.parts[i] = replace(part, full=_full(part))
    if not unknown and draft.parts:
        _compare(draft, points, sum(known, Fraction(0)))
    if draft.total is not None and draft.total != points:
        draft.unread.append("句中的满分与本项分值不一致")
    return points


def _inner_points(draft: Draft) -> Fraction:
    """The points of a rule inside an item: the most that its tiers give, or the total that it names."""
    if draft.total is not None:
        return draft.total
    fulls = [_full(part) for part in draft.parts]
    return sum((full for full in fulls if full is not None), Fraction(0))


def _compare(draft: Draft, points: Fraction, total: Fraction) -> None:
    bonus = any(counter.step.sign > 0 for counter in draft.counters) or any(
        step.sign > 0 for part in draft.parts if isinstance(part, Scale) for step in part.steps
    )
    if total == points or (bonus and total < points):
        return
    if len(draft.parts) == 1 and total < points and not any(c.step.sign < 0 for c in draft.counters):
        draft.doubts.append("items_sum" if isinstance(draft.parts[0], Sum) else "never_full")
    elif draft.most is not None and draft.most == points and total > points:
        draft.doubts.append("capped")
    else:
        draft.unread.append(f"各部分合计 {shown(total)} 分，与本项 {shown(points)} 分不一致")


def _sums(draft: Draft, points: Fraction) -> None:
    """Described values are alternatives when the best of them is the row; a checklist when all of them are."""
    if any(BEST.match(note) for note in draft.notes):
        if draft.counters:
            draft.unread.append("只取最高的一项")
        return
    others = [(_full(part)) for part in draft.parts if not isinstance(part, Choice)]
    if None in others:
        return
    rest = points - sum((full for full in others if full is not None), Fraction(0))
    for i, part in enumerate(draft.parts):
        if not isinstance(part, Choice):
            continue
        given = [award for _, award in part.cases if award.kind != "zero"]
        if len(given) < 2 or any(award.kind != "points" for award in given) or max(a.value for a in given) == rest:
            continue
        if sum((award.value for award in given), Fraction(0)) == rest:
            items = tuple(
                Item(mark="", text=text, points=award.value) for text, award in part.cases if award.kind == "points"
            )
            if part.otherwise is not None and part.otherwise.kind != "zero":
                continue
            draft.parts[i] = Sum(items=items, inner=(None,) * len(items), full=rest)
            zeros = [text for text, award in part.cases if award.kind == "zero" and award.label]
            draft.overrides += [
                Tier(test=Words(text), award=Award(kind="zero", label="本项"), text=text) for text in zeros
            ]
            draft.items = list(items)
            draft.counters = [counter for counter in draft.counters if not draft.says_again(counter.step)]


def _full(part: Part) -> Fraction | None:
    """The most that a part gives; None when that is what is left of the row."""
    if part.full is not None:
        return part.full
    if isinstance(part, Scale):
        awards = [piece.act for piece in part.pieces if isinstance(piece.act, Award)]
        if part.target and part.full is None:
            return None
    elif isinstance(part, Choice | Cases):
        awards = [award for _, award in part.cases]
    elif isinstance(part, Computed | Named | Places | Sum):
        return part.full
    return most_of(awards)


def most_of(awards: list[Award]) -> Fraction | None:
    """The highest award in points; None when one is the full row or a share of it, or there are none."""
    best = Fraction(-1)
    for award in awards:
        if award.kind in ("points",):
            best = max(best, award.value)
        elif award.kind == "between" and not award.share:
            best = max(best, award.high)
        elif award.kind not in (
            "zero",
            "grade",
            "less",
            "less_share",
            "less_between",
            "linear",
            "proportion",
            "proportion_less",
            "judged",
            "formula",
        ):
            return None
    return best if best > 0 else None
