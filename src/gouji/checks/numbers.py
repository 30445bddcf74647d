"""The numbers of chapters and list items: their style, level and value, in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from gouji.checks.case import Case, once
from gouji.checks.pieces import Piece, passages
from gouji.model import Span

_DIGITS = "〇一二三四五六七八九"
_CHINESE = "一二三四五六七八九十"
_WORDS = 24
# A note below a table has numbers of its own: 注：1.…… | 2.……
_NOTE = re.compile(r"(?:注|备注|说明)[:：]\s*(?=1[．.、])")
# Level, style, pattern; the styles of one level are the same to a reader.
_STYLES = (
    (1, "一、", re.compile(rf"([{_CHINESE}]{{1,3}})[、．.]")),
    (2, "（一）", re.compile(rf"[（(]([{_CHINESE}]{{1,3}})[）)]")),
    (3, "1、", re.compile(r"(\d{1,2})、")),
    # 6.2023年度采购 is item 6, 6.5% is no item.
    (3, "1.", re.compile(r"(\d{1,2})[．.](?!(?!20\d\d\s*年)[\d%])")),
    (4, "（1）", re.compile(r"[（(](\d{1,2})[）)]")),
)


class Numbered(msgspec.Struct, frozen=True):
    """A paragraph that begins with a number; `label` is the number as printed."""

    level: int
    style: str
    value: int
    label: Span
    piece: Piece

    @property
    def opening(self) -> Span:
        """The number with the first words after it."""
        return Span(self.label.start, min(self.piece.span.end, self.label.end + _WORDS))


def chinese_value(text: str) -> int:
    """The value of 一 … 九十九."""
    tens, mark, units = text.rpartition("十")
    if not mark:
        return _DIGITS.index(text) if len(text) == 1 else 0
    return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(units) if units else 0)


def written(value: int, level: int) -> str:
    """A number as a chapter or an item of a level would print it, without its marks."""
    if level > 2:
        return str(value)
    tens, units = divmod(value, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return ten + (_DIGITS[units] if units else "")


@once
def numbered(case: Case) -> tuple[Numbered, ...]:
    """The numbered paragraphs outside tables."""
    return tuple(_numbered(case))


def _numbered(case: Case) -> Iterator[Numbered]:
    for piece in passages(case):
        noted = _NOTE.match(piece.text)
        for level, style, pattern in _STYLES:
            match = pattern.match(piece.text, noted.end() if noted else 0)
            if match and len(piece.text) > match.end():
                value = int(match[1]) if match[1].isdigit() else chinese_value(match[1])
                label = Span(piece.span.start, piece.span.start + match.end())
                yield Numbered(level, style, value, label, piece)
                break


class Step(msgspec.Struct, frozen=True):
    """Two numbers of one list, one after the other."""

    before: Numbered
    after: Numbered


@once
def steps(case: Case) -> tuple[Step, ...]:
    """Each number beside the one before it in the same list; a list begins anew at 1 or below another heading.

    A list that is interrupted by one with the same marks goes on where it stopped.
    """
    return tuple(_steps(case))


def _steps(case: Case) -> Iterator[Step]:
    open_: list[Numbered] = []
    held: dict[int, list[Numbered]] = {}
    for item in numbered(case):
        while open_ and open_[-1].level > item.level:
            open_.pop()
        for level in [level for level in held if level > item.level]:
            del held[level]
        if not open_ or open_[-1].level < item.level:
            open_.append(item)
            continue
        before, resumed = open_[-1], None
        waiting = held.setdefault(item.level, [])
        if item.value == 1 and before.value != 1:
            waiting.append(before)
        elif item.value != before.value + 1:
            resumed = next((one for one in reversed(waiting) if one.value + 1 == item.value), None)
        if item.value != 1 or before.value == 1:
            yield Step(resumed or before, item)
        open_[-1] = item
