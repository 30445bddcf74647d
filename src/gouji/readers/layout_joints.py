"""Where a line ends because it is full and where because the writer ended it; how two lines join into one text."""

from __future__ import annotations

import re

from gouji.readers.layout_lines import Line

# What cannot begin a line, so that the character before it moves down too.
_NEVER_FIRST = "，。、；：？！）》」』】〉〕”’％%,.;:?!)]}·…—～"
_NEVER_LAST = "（《「『【〈〔“‘([{"
_WORD = re.compile(r"[0-9A-Za-z.,%/+\-_@#&:¥$]+")
_MARKER = re.compile(
    r"(?:第[一二三四五六七八九十百]+[部章节条项]|[一二三四五六七八九十]{1,3}[、是]|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}[、.．](?!\d)|\d{1,2}[)）]|[①-⑳]|[•●■◆▪]|目标\d|其中[：:]|注[：:]|备注[：:]|附[件表注])"
)
ENDINGS = "。！？；：.!?;:”）)"
"""What a sentence or a clause before a new paragraph ends with."""


def begins_item(text: str) -> bool:
    """Whether a text begins with the number or sign of an item."""
    return _MARKER.match(text) is not None


def first_room(line: Line) -> float:
    """The room in points that the first unit of a line needs: a character, or a whole number or word."""
    text = line.text
    opening = 0
    while opening < len(text) - 1 and text[opening] in _NEVER_LAST:
        opening += 1
    word = _WORD.match(text, opening)
    if word is None:
        count = opening + 1
        while count < len(text) and text[count] in _NEVER_FIRST:
            count += 1
        return count * line.em
    share = (line.x1 - line.x0) / max(_width(text), 0.5)
    # Many programs keep a number and the unit after it together.
    unit = line.em if word.end() < len(text) and text[word.end()] > "\u2e80" else 0.0
    return (_width(word.group()) + opening) * share + unit


def _width(text: str) -> float:
    """The width of a text in ems, about."""
    return sum(1.0 if char > "\u2000" else 0.5 for char in text)


def is_number_cut(above: Line, line: Line, right: float) -> bool | None:
    """Whether two lines that are numbers are one, broken because it is wider than its column; None for words."""
    if not (above.text[-1:].isdigit() and line.text[:1].isdigit() and _WORD.fullmatch(above.text)):
        return None
    return right - above.x1 < 0.6 * above.em


def is_full(line: Line, after: Line, right: float, slack: float = 0.9) -> bool:
    """Whether a line ends because the next one's first unit had no more room before the `right` edge."""
    return right - line.x1 < first_room(after) + slack * line.em


def joint(left: str, right: str) -> str:
    """What stands between two lines of one paragraph: a space between two Latin words, else nothing.

    Two numbers are one that was broken: separate numbers have a sign or a word between them.
    """
    a, b = left[-1:], right[:1]
    return " " if a.isascii() and b.isascii() and a.isalpha() and b.isalpha() else ""
