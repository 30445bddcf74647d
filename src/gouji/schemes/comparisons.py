"""Conditions that hold one named amount against another: 决算数小于或等于预算数, 不超过上年结转, 控制在概算以内."""

from __future__ import annotations

import re

from gouji.schemes.records import Compared, Every
from gouji.schemes.tokens import Token
from gouji.schemes.trims import clean, slice_of, unquoted

_QUANTITY = re.compile(
    r"(?:数|额|值|成本|结转|结余|上年|年初|年末|期初|期末|去年|上年同期|同期|编制|定额|限额|水平|支出|收入|率|量|费|经费|工期|预算|计划|概算|投资|目标|价|控制数|进度|时限|得分|分数)$"
)
_GOAL = re.compile(
    r"^(?:(?:年度|年初|预期|设定|既定|绩效)*(?:目标|指标|计划|任务|预期)(?:值|数|量)?|目标|计划|预期|预算)$"
)
_AND = re.compile(r"[,、]?(?:并且|且|但是|但|同时|而且|而)")
_KEPT_WITHIN = re.compile(r"^(.*?)(?:严格)?(?:均)?控制在(.{1,14}?)(?:范围)?(?:以内|之内|内)$")
_LIMITS = re.compile(r"预算|概算|定额|标准|计划|目标|批复|限额|上年")


def comparison(text: str, tokens: list[Token]) -> Compared | Every | None:
    """One comparison, or several that are joined by 且 or 但; None when the words are no amounts."""
    signs = [i for i, token in enumerate(tokens) if token.kind == "cmp"]
    if not signs:
        return _kept_within(re.sub(r"\([^()]*\)", "", unquoted(slice_of(text, tokens))))
    if any(token.kind not in ("word", "dash", "cmp") for token in tokens[signs[0] :]):
        return None
    ends = [*signs[1:], len(tokens)]
    left = slice_of(text, tokens[: signs[0]])
    found: list[Compared] = []
    for sign, end in zip(signs, ends, strict=True):
        right = slice_of(text, tokens[sign + 1 : end])
        following = ""
        if end < len(tokens):
            halves = _AND.split(right, maxsplit=1)
            if len(halves) < 2:
                return None
            right, following = halves
        one = _compared(clean(left), tokens[sign], clean(right))
        if one is None:
            return None
        found.append(one if one.left or not found else Compared(found[-1].left, one.op, one.right))
        left = following
    return found[0] if len(found) == 1 else Every(tuple(found))


def _compared(left: str, sign: Token, right: str) -> Compared | None:
    if not right or len(right) > 14 or (sign.op == "=" and sign.text not in ("=", "等于")):
        return None
    if not left and not _GOAL.match(right) and not _QUANTITY.search(right):
        return None
    if left and not (_QUANTITY.search(right) and (_QUANTITY.search(left) or _GOAL.match(right))):
        return None
    return Compared(left, sign.op, right)


def _kept_within(plain: str) -> Compared | None:
    """单位成本控制在概算以内."""
    found = _KEPT_WITHIN.match(plain)
    if found is None or re.search(r"\d", plain) or not (_LIMITS.search(found[2]) or _QUANTITY.search(found[2])):
        return None
    return Compared(clean(found[1]), "≤", clean(found[2]))
