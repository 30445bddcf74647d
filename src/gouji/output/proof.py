"""The parts of a finding's proof as every output shows them: its sides with their places, and what it rests on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import NamedTuple

from gouji.model import BasisReference, Evidence, Finding, Language, Span, Text
from gouji.output.places import Places
from gouji.output.words import ROLE

_QUOTED = 4
_QUOTED_AS = Text("原文", "quoted")
_EDITION = re.compile(r"（\d{4}年(?:修订|修正)?）$")


class Side(NamedTuple):
    """One paragraph or table row that a finding quotes: what its figures are, where it stands, which figures.

    `places` are those of the document that it stands in; `file` is its name when that is another one.
    """

    role: str
    place: str
    spans: tuple[Span, ...]
    places: Places
    file: str | None = None


def sides(places: Places, finding: Finding, language: Language) -> tuple[list[Side], int]:
    """The sides to quote, in the finding's order, and how many more there are."""
    shown, left = _chosen(_frames(places, finding.evidence))
    return [_side(places, frame, len(shown), language) for frame in shown], left


def _side(places: Places, frame: list[Evidence], frames: int, language: Language) -> Side:
    roles = dict.fromkeys(ROLE.get(e.role, Text(e.role, e.role)) for e in frame)
    if len(roles) > 1 and frames == 1:
        roles = {_QUOTED_AS: None}
    said = Text("、", ", ").said_in(language).join(role.said_in(language) for role in roles)
    file, here = frame[0].file, places.of(frame[0])
    place = here.said(frame[0].span.start, language)
    named = place if file is None else f"{PurePath(file).name} {place}".rstrip()
    return Side(said, named, tuple(evidence.span for evidence in frame), here, file)


def _frames(places: Places, evidence: Sequence[Evidence]) -> list[list[Evidence]]:
    """The evidence by the paragraph or table row that it stands in, in the order in which the finding gives it."""
    frames: dict[tuple[str | None, int, int | None], list[Evidence]] = {}
    for item in evidence:
        frames.setdefault((item.file, *places.of(item).frame_of(item.span.start)), []).append(item)
    return list(frames.values())


def _chosen(frames: list[list[Evidence]]) -> tuple[list[list[Evidence]], int]:
    """The frames to quote: all when they are few, else those that are not mere parts, then the first parts."""
    if len(frames) <= _QUOTED:
        return frames, 0
    others = [frame for frame in frames if any(e.role != "part" for e in frame)]
    parts = [frame for frame in frames if frame not in others]
    shown = others[:_QUOTED] + parts[: max(_QUOTED - len(others), 1)]
    return shown, len(frames) - len(shown)


def cited(basis: Sequence[BasisReference]) -> str:
    """The rules behind a finding as people cite them: 预算法实施条例第五条、第八十三条."""
    articles: dict[str, list[str]] = {}
    for reference in basis:
        title = _EDITION.sub("", reference.title).removeprefix("中华人民共和国")
        articles.setdefault(title, []).append(reference.article)
    return "；".join(f"{title}{_space(title, named[0])}{'、'.join(named)}" for title, named in articles.items())


def _space(title: str, article: str) -> str:
    """Between a title and what is no article by number."""
    return "" if article.startswith("第") or title.endswith("）") else " "
