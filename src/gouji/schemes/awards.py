"""What a tier gives, from its tokens: 得5分, 满分, 不得分, 得2-3分, 得分值的80%, 按比例计分, 酌情扣分."""

from __future__ import annotations

import re
from fractions import Fraction

from gouji.schemes.expressions import expression, has_full, has_points
from gouji.schemes.records import Award
from gouji.schemes.tokens import Token, points_of

_SPAN = re.compile(r"([\d.]+)\s*分?\s*(?:-|—+|~|至|到)\s*([\d.]+)\s*分")
_SUM = re.compile(
    r"^(?:共(?:计)?|合计|总计|总分|本项|满分|分值|基础分|计分|得分|各项得分之和|累计得分|累加(?:计分|得分)?|得分累计)+(?:为)?$"
)
# 本项不得分: the whole row, and not only what stands before.
WHOLE_ROW = re.compile("(?:则|均|一律|直接|都|即)*[本该此](?:项|指标)")
_BY = re.compile(r"(?:则|应|均|可)*(?:按照|按)(?![期时照]|规定|要求|计划|比例)(?:公式)?")
VERB = re.compile(r"(?:计算得分|计算分值|计算|计得分|计分|得分|给分|赋分|折算|计)$")
_BEHIND = ("after", "incl", "dash")


def award_at(text: str, tokens: list[Token], at: int) -> tuple[Award, int] | None:
    """The award that begins at a token, and the index behind it; None where none begins."""
    del text
    token = tokens[at]
    if token.kind in ("full", "nafull"):
        return Award(kind="full", label=token.text if token.text == "不扣分" else ""), at + 1
    if token.kind == "zero":
        return Award(kind="zero", label="本项" if WHOLE_ROW.match(token.text) else ""), at + 1
    if token.kind == "na":
        return Award(kind="na"), at + 1
    if token.kind == "half":
        return Award(kind="share", value=Fraction(1, 2)), at + 1
    if token.kind == "proportion":
        kind = "proportion_less" if re.search(r"扣[分减]$", token.text) else "proportion"
        most = re.search(r"[×*以]\s*([\d.]+)分", token.text)
        return Award(kind=kind, label=token.text, value=Fraction(most[1]) if most else Fraction(0)), at + 1
    if token.kind == "grade":
        return Award(
            kind="grade", label=re.sub("^(?:评定为|评为|定为|确定为|为|属于|属)|(?:等次|等级|等|级)$", "", token.text)
        ), at + 1
    if token.kind == "linear":
        return Award(kind="linear"), at + 1
    if token.kind == "judged":
        return _judged(token), at + 1
    if token.kind == "bracketed":
        return Award(kind="points", value=points_of(token.text)), at + 1
    if token.kind in ("gain", "deduct", "add") and at + 1 < len(tokens):
        return _amount(tokens, at)
    if token.kind == "num" and at > 0 and tokens[at - 1].kind in ("gain", "deduct", "add"):
        return None
    if token.kind == "num" and token.unit == "分" and at > 0 and not _is_bound(tokens, at):
        return Award(kind="points", value=points_of(token.text)), at + 1
    if token.kind == "num" and token.unit == "分" and len(tokens) == 1:
        return Award(kind="points", value=points_of(token.text)), at + 1
    return None


def _is_bound(tokens: list[Token], at: int) -> bool:
    """Points that are a bound of a range, not an award: 90分以上, 考核≥90分."""
    behind = tokens[at + 1].kind if at + 1 < len(tokens) else ""
    return behind in _BEHIND or tokens[at - 1].kind in ("cmp", "dash") or behind == "cmp"


def _amount(tokens: list[Token], at: int) -> tuple[Award, int] | None:
    if re.match("各|分别|依次|每项", tokens[at].text):
        return None  # one award for several conditions: not for the one that stands here
    less = tokens[at].kind == "deduct"
    number = tokens[at + 1]
    if number.kind == "share":
        return Award(kind="less_share" if less else "share", value=number.value), at + 2
    if number.kind != "num":
        return None
    if at + 3 < len(tokens) and tokens[at + 2].kind == "dash" and tokens[at + 3].kind == "num":
        low, high = points_of(number.text) if "分" in number.text else number.value, points_of(tokens[at + 3].text)
        low, high = min(low, high), max(low, high)
        kind = "less_between" if less else "between"
        return Award(kind=kind, value=low, high=high), at + 4
    if number.unit == "%" and less:
        return Award(kind="less_share", value=number.value), at + 2
    if number.unit != "分":
        return None
    return Award(kind="less" if less else "points", value=points_of(number.text)), at + 2


def _judged(token: Token) -> Award:
    """酌情扣分 and its relatives; with 扣1-2分 or 得0-3分 the range is printed."""
    less = "扣" in token.text or "减分" in token.text
    span = _SPAN.search(token.text)
    if span:
        low, high = Fraction(span[1]), Fraction(span[2])
        return Award(kind="less_between" if less else "between", value=min(low, high), high=max(low, high))
    return Award(kind="judged", label=token.text)


def formula_at(text: str, tokens: list[Token]) -> tuple[list[Token], Award] | None:
    """未达到的按实际进度÷45%×2分计: the tokens before the formula, and the formula as an award."""
    if not any(token.kind == "sign" and token.text in "×*÷/" for token in tokens):
        return None
    if any(token.kind in ("every", "deduct", "share", "limit") for token in tokens):
        return None
    for i, token in enumerate(tokens):
        found = _BY.search(token.text) if token.kind == "word" else None
        rest = tokens[i + 1 :]
        if token.kind == "gain" and i + 1 < len(tokens):
            before, start = tokens[:i], []
        elif found:
            before = [*tokens[:i], *_cut(token, 0, found.start())]
            start = _cut(token, found.end(), len(token.text))
        else:
            continue
        expr = expression(_without_verb([*start, *rest]))
        if expr is not None and (has_full(expr) or has_points(expr)):
            return before, Award(kind="formula", expr=expr)
    return None


def _cut(token: Token, first: int, last: int) -> list[Token]:
    """A part of a word as a token of its own; none where it is empty."""
    words = token.text[first:last]
    return [token._replace(text=words, start=token.start + first, end=token.start + last)] if words else []


def _without_verb(tokens: list[Token]) -> list[Token]:
    """The tokens of a formula without 计分, 计算得分 behind them."""
    last = tokens[-1]
    if last.kind != "word" or not (found := VERB.search(last.text)):
        return tokens
    words = last.text[: found.start()]
    return [*tokens[:-1], last._replace(text=words, end=last.start + len(words))] if words else tokens[:-1]


def sum_up(words: str) -> bool:
    """Whether words only say that the points are added up."""
    return bool(_SUM.match(words))
