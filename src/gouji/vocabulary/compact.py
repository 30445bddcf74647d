"""A shadow of a text without spaces, quotation marks and bold marks, in which names can be matched.

PDF text and forms break names by spaces and line ends (营造风清气正政治 生态) and quote parts of them
(“三公”经费). Names are matched in the shadow; every character of it knows its place in the original.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

_DROPPED = " \t\r\n\u3000\u00a0\u200b\ufeff“”\"‘’'*_"
_WIDTHS = tuple(zip("（）：，；％！？", "():,;%!?", strict=True))
_ODD = re.compile(f"[{re.escape(_DROPPED)}（）：，；％！？]")
_GAPS = re.compile(f"[{re.escape(_DROPPED)}]+")


class Compact(msgspec.Struct, frozen=True):
    """`text[i]` stands at `places[i]` in the original; half- and full-width punctuation are one."""

    text: str
    places: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The range in the original of a non-empty range here."""
        return self.places[start], self.places[end - 1] + 1


def fold(text: str) -> str:
    """A name as it stands in a compact text."""
    return _of_name(text) if len(text) <= _NAME else _folded(text)


def _folded(text: str) -> str:
    if not _ODD.search(text):
        return text
    # A few replacements cost a quarter of a translation table here: most texts hold few of these characters.
    text = _GAPS.sub("", text)
    for wide, narrow in _WIDTHS:
        text = text.replace(wide, narrow)
    return text


# The words of cells and headings are asked for again and again, by every stage.
_NAME = 32
_of_name = lru_cache(maxsize=8192)(_folded)


def compact(text: str, start: int, end: int) -> Compact:
    """The shadow of `text[start:end]`; `places` are offsets into `text`."""
    places: list[int] = []
    at = start
    for gap in _GAPS.finditer(text, start, end):
        places += range(at, gap.start())
        at = gap.end()
    places += range(at, end)
    return Compact(fold(text[start:end]), tuple(places))
