"""其中一项达到, 两项均低于90%: how many of the conditions named before hold."""

from __future__ import annotations

import re

from gouji.quantities.numerals import parse
from gouji.schemes.records import Every, InRange, Tally, Test, Words

_SOME = re.compile(r"^(?:其中)?(?:仅|只|只有|仅有|有|任意|任何|任)?([一二两三四五六1-6])项$")
_ONE = re.compile(
    r"^(?:其中)?(?:仅|只|只有|仅有|有|任意|任一)?(?:达到|满足|完成|符合|达标)?(?:其中)?(?:的)?([一二两三四五六1-6])项"
    r"(?:达到|达标|满足|完成|符合)?(?:上述)?(?:要求|目标|标准|条件)?(?:的)?$"
)
_ONE_NOT = re.compile(
    r"^(?:其中)?(?:仅|只|只有|仅有|有|任意|任一)?([一二两三四五六1-6])项(?:未|不|没有)(?:能)?(?:达到|达标|满足|完成|符合)(?:要求|目标|标准|条件)?(?:的)?$"
)
_NONE = re.compile(
    r"^(?:[二两三四五六2-6](?:项|者))?(?:均|都|全)(?:未|不|没有)(?:能)?(?:达到|达标|满足|完成|符合)(?:要求|目标|标准|条件)?(?:的)?$"
)
_ALL = re.compile(r"^(?:以上|上述)?([二两三四五六2-6])(?:项|者)$")


def tally(test: Test, before: tuple[Test, ...]) -> Test | None:
    """A condition about `before`, the joined conditions of an earlier tier; None where it is about something else."""
    if not before:
        return None
    if isinstance(test, Words):
        if _NONE.match(test.text):
            return Tally(before, 0, 0)
        if (found := _ONE_NOT.match(test.text)) and _count(found[1]) < len(before):
            number = len(before) - _count(found[1])
            return Tally(before, number, number)
        found = _ONE.match(test.text)
        return Tally(before, number, number) if found and (number := _count(found[1])) < len(before) else None
    if not isinstance(test, InRange) or not all(isinstance(part, InRange) for part in before):
        return None
    again = tuple(InRange(part.subject, test.range) for part in before if isinstance(part, InRange))
    if (found := _ALL.match(test.subject)) and _count(found[1]) == len(before):
        return Every(again)
    if found := _SOME.match(test.subject):
        number = _count(found[1])
        return Tally(again, number, number) if number < len(before) else Every(again)
    return None


def _count(text: str) -> int:
    return int(parse(text) or 0) if not text.isdigit() else int(text)
