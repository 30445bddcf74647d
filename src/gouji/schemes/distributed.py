"""One award for each of several things: 会议费、培训费均不超过预算的各得1分, A率、B率达到100%的各得2分."""

from __future__ import annotations

import re

from gouji.schemes.conditions import condition
from gouji.schemes.records import Award, Clause, InRange, Item, Range, Tier, Words
from gouji.schemes.tokens import Token
from gouji.schemes.trims import clean

_SAID = re.compile(
    r"(?:均|都|能够|能|按|未|无|已|及时|较|比|同比|得到|符合|完整|规范|健全|真实|准确|完成|公开|公示|达标|合规|有效|编制|不超|执行|到位|落实|齐全|明确)"
)
_APART = re.compile("[、和与及]|以及")


def distributed(text: str, before: list[Token], award: Award) -> list[Clause] | None:
    """The clauses that 各得 stands for, one for each name; None where the names cannot be told."""
    test = condition(text, before)
    if isinstance(test, InRange) and test.expr is None:
        names = _names(test.subject)
        limits = test.range
        if test.subject.endswith("达到") and limits.low is not None:
            limits = Range(limits.low, None, limits.unit)
        return [Tier(test=InRange(name, limits), award=award) for name in names] if names else None
    if not isinstance(test, Words) or award.kind != "points":
        return None
    *first, last = _APART.split(test.text)
    said = _SAID.search(last, 2)
    if not first or said is None or any(len(name) < 2 or _SAID.search(name, 2) for name in first):
        return None
    what = re.sub("^(?:均|都)", "", last[said.start() :])
    return [Item(mark="", text=name + what, points=award.value) for name in (*first, last[: said.start()])]


def _names(subject: str) -> list[str]:
    names = [clean(name) for name in _APART.split(re.sub("(?:均|都|分别)?(?:达到)?$", "", subject))]
    return names if len(names) > 1 and all(len(name) > 1 for name in names) else []
