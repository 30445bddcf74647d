"""Signs that recognition cannot tell apart by their ink: a bracket or quote by its partner, a dash by its neighbours.

Only signs are mended, never a digit, a letter or a character of a word; the length stays.
"""

from __future__ import annotations

import re

_OPEN, _CLOSE = "(（", ")）"
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Between what ends a figure and what begins one stands a dash, never the numeral one.
_DASH = re.compile(r"(?<=[0-9０-９%％分）)日月年])一(?=[0-9０-９])")


def mended(text: str) -> str:
    """A paragraph or cell with its brackets, quotes and dashes as they were most likely printed."""
    chars = list(_DASH.sub("—", text))
    _brackets(chars)
    _quotes(chars)
    return "".join(chars)


def _brackets(chars: list[str]) -> None:
    """A pair is full-width when one of it is, or when Chinese stands inside; so is a single one beside Chinese."""
    opened: list[int] = []
    for place, char in enumerate(chars):
        if char in _OPEN:
            opened.append(place)
        elif char in _CLOSE:
            start = opened.pop() if opened else None
            inside = "".join(chars[start + 1 if start is not None else 0 : place])
            wide = char == "）" or (start is not None and chars[start] == "（")
            if wide or (_CHINESE.search(inside) if start is not None else _CHINESE.match(inside[-1:])):
                chars[place] = "）"
                if start is not None:
                    chars[start] = "（"
    for place in opened:
        if _CHINESE.match("".join(chars[place + 1 : place + 2])):
            chars[place] = "（"


def _quotes(chars: list[str]) -> None:
    """A straight quote closes what a curved one opened, and opens what a curved one closes."""
    is_open = False
    for place, char in enumerate(chars):
        if char == "“":
            is_open = True
        elif char == "”":
            is_open = False
        elif char == '"' and ("“" in chars or "”" in chars):
            chars[place] = "”" if is_open else "“"
            is_open = not is_open
