"""Where a form departs from its scheme: rows that are absent, other points, another scoring sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.model import Text
from gouji.schemes.catalogue_choice import prescribed_for
from gouji.schemes.catalogue_records import Scheme
from gouji.schemes.sheet_trials import SCORES
from gouji.schemes.sheet_values import Place

_MOST = 3
_MARKS = str.maketrans("，；：、≦≧（）％＞＜＝", ",;:,≤≥()%><=")


def departures(scheme: Scheme, places: tuple[Place, ...]) -> Iterator[Text]:
    """A sentence each; none for a scheme that prescribes no rows, or few of which the form has."""
    found = {place.number: prescribed_for(scheme, place.row.name, place.row.levels) for place in places}
    prescribed = [row for row in found.values() if row is not None]
    if not scheme.rows or len(prescribed) * 2 < len(scheme.rows):
        return
    absent = [row.name for row in scheme.rows if row not in prescribed]
    if absent:
        zh, en = _listed(absent)
        yield Text(f"方案有、表里没有的指标：{zh}", f"indicators of the scheme that the form lacks: {en}")
    pairs = [(place, row) for place in places if (row := found[place.number]) is not None]
    unlike = [
        f"{place.row.name}{place.points}（{row.points}）"
        for place, row in pairs
        if row.points is not None and place.points is not None and row.points != place.points
    ]
    if unlike:
        zh, en = _listed(unlike)
        yield Text(f"分值与方案不同（括号里是方案的）：{zh}", f"other points than the scheme's, in brackets: {en}")
    reworded = [str(place.number) for place, row in pairs if _reworded(row.standard, place.row.standard)]
    if reworded:
        zh, en = "、".join(reworded), ", ".join(reworded)
        yield Text(f"评分标准与方案不同的行：{zh}", f"rows with another sentence than the scheme's: {en}")


def _listed(names: list[str]) -> tuple[str, str]:
    shown, more = names[:_MOST], len(names) - _MOST
    zh = "、".join(shown) + (f"等{len(names)}项" if more > 0 else "")
    return zh, ", ".join(shown) + (f" and {more} more" if more > 0 else "")


def _reworded(own: str, printed: str) -> bool:
    """Whether a form prints another rule than the scheme's; what only tells who scores is each office's own."""
    return bool(own and printed.strip() and SCORES.search(own)) and _plain(own) != _plain(printed)


def _plain(sentence: str) -> str:
    """A sentence as it is compared: no spaces, one kind of punctuation, none at the ends of clauses."""
    return re.sub(r"[\s“”\"。,;]", "", sentence.translate(_MARKS))
