"""Formulas of scoring sentences: a small recursive-descent parser over tokens, and their exact value.

A name runs from one sign to the next; 分值, 权重 and the like stand for the points of the row; a single letter in
brackets behind a name (年度指标值（A）) is another name of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from gouji.schemes.records import Expr
from gouji.schemes.tokens import Token

_FULL = re.compile(
    r"^(?:(?:该|本|此|对应|相应|其|标准)*(?:项|指标|单项|三级指标|项目)*的?(?:分值|权重分值|权重分|权重|标准分|满分|标准分值|总分值|权重分数))$"
)
_LEAD = re.compile(r"^(?:若|如果|如|当(?!年|期|地|月|日)|其中)")
_ORDER = {"+": 1, "-": 1, "*": 2, "/": 2}
_SIGNS = {"×": "*", "*": "*", "÷": "/", "/": "/", "+": "+", "-": "-", "—": "-"}


def is_full(name: str) -> bool:
    """Whether a name in a formula stands for the points of the row."""
    return bool(_FULL.match(name))


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.aliases: dict[str, str] = {}

    def peek(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def sum(self) -> Expr | None:
        return self._chain(1, self.product)

    def product(self) -> Expr | None:
        return self._chain(2, self.factor)

    def _chain(self, order: int, below: Callable[[], Expr | None]) -> Expr | None:
        left = below()
        while left is not None and (token := self.peek()) is not None:
            sign = _SIGNS.get(token.text) if token.kind in ("sign", "dash") else None
            if sign is None or _ORDER[sign] != order:
                return left
            self.at += 1
            right = below()
            if right is None:
                return None
            left = Expr(sign, args=(left, right))
        return left

    def factor(self) -> Expr | None:
        token = self.peek()
        if token is None:
            return None
        if token.kind == "sign" and token.text in "([":
            self.at += 1
            inner = self.sum()
            closing = self.peek()
            if inner is None or closing is None or closing.text not in ")]":
                return None
            self.at += 1
            return inner
        if token.kind == "dash":
            self.at += 1
            inner = self.factor()
            return None if inner is None else Expr("neg", args=(inner,))
        if token.kind == "num" and not self._names_on(self.at + 1):
            self.at += 1
            return Expr("num", token.value, unit=token.unit)
        return self.name()

    def _names_on(self, at: int) -> bool:
        """A number with a word right behind it begins a name: 6月底进度."""
        return at < len(self.tokens) and self.tokens[at].kind not in ("sign", "dash", "num", "punct", "cmp")

    def name(self) -> Expr | None:
        parts: list[str] = []
        while (token := self.peek()) is not None and token.kind not in ("sign", "dash"):
            if token.kind == "punct" and token.text != "、":
                break
            parts.append(token.text)
            self.at += 1
        text = _LEAD.sub("", "".join(parts).strip("的、"))
        if not text:
            return None
        self._alias(text)
        return Expr("full") if is_full(text) else Expr("name", name=text)

    def _alias(self, text: str) -> None:
        after = self.tokens[self.at : self.at + 3]
        if (
            len(after) == 3
            and after[0].text == "("
            and re.fullmatch("[A-Za-z]\\d?", after[1].text)
            and after[2].text == ")"
        ):
            self.aliases[after[1].text] = text
            self.at += 3


def expression(tokens: list[Token]) -> Expr | None:
    """The formula that tokens write, all of them; None when they are no formula."""
    if not tokens or _unbalanced(tokens):
        return None
    parser = _Parser(tokens)
    found = parser.sum()
    return _named(found, parser.aliases) if found is not None and parser.at == len(tokens) else None


def _unbalanced(tokens: list[Token]) -> bool:
    depth = 0
    for token in tokens:
        if token.kind == "sign":
            depth += (token.text in "([") - (token.text in ")]")
        if depth < 0:
            return True
    return depth != 0


def _named(expr: Expr, aliases: dict[str, str]) -> Expr:
    if expr.op == "name" and expr.name in aliases:
        return Expr("name", name=aliases[expr.name])
    if not expr.args:
        return expr
    return Expr(expr.op, expr.value, expr.name, expr.unit, tuple(_named(arg, aliases) for arg in expr.args))


def names(expr: Expr) -> list[str]:
    """The names in a formula, each once, in order."""
    if expr.op == "name":
        return [expr.name]
    out: list[str] = []
    for arg in expr.args:
        out += [name for name in names(arg) if name not in out]
    return out


def substituted(expr: Expr, definitions: dict[str, Expr]) -> Expr:
    """A formula with defined names replaced by their formulas."""
    if expr.op == "name" and expr.name in definitions:
        return definitions[expr.name]
    if not expr.args:
        return expr
    return Expr(expr.op, expr.value, expr.name, expr.unit, tuple(substituted(a, definitions) for a in expr.args))


def value_of(expr: Expr, values: dict[str, Fraction], full: Fraction) -> Fraction:
    """The exact value; ZeroDivisionError where the text divides by nothing, KeyError for a name without value."""
    op = expr.op
    if op == "num":
        return expr.value
    if op == "name":
        return values[expr.name]
    if op == "full":
        return full
    args = [value_of(arg, values, full) for arg in expr.args]
    if op == "neg":
        return -args[0]
    if op == "+":
        return args[0] + args[1]
    if op == "-":
        return args[0] - args[1]
    if op == "*":
        return args[0] * args[1]
    return args[0] / args[1]


def has_full(expr: Expr) -> bool:
    """Whether the points of the row stand in a formula."""
    return expr.op == "full" or any(has_full(arg) for arg in expr.args)


def has_points(expr: Expr) -> bool:
    """Whether a number of points is written in a formula."""
    return (expr.op == "num" and expr.unit == "分") or any(has_points(arg) for arg in expr.args)


def has_percent(expr: Expr) -> bool:
    """Whether a percentage is written in a formula."""
    return (expr.op == "num" and expr.unit == "%") or any(has_percent(arg) for arg in expr.args)
