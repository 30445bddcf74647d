"""Wraps lines for a terminal: Chinese characters are two columns wide, colours none, and numbers stay whole."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

_ATOM = re.compile(r"(?:\x1b\[[0-9;]*m)+|[!-~]+|.", re.DOTALL)
_CLOSING = "，。、；：！？”’）】》％…"
_OPENING = "“‘（【《"
# Room at the end of a row for closing marks, which never begin one.
_HANGING = 4
_QUOTE = 4


def wrap(line: str, columns: int) -> str:
    """A line as several; the further ones of a quote stand below it, others two columns deeper."""
    indent = len(line) - len(line.lstrip(" "))
    indent += 0 if indent >= _QUOTE else 2
    rows, row, used = [], "", 0
    for atom in _ATOM.findall(line):
        size = 0 if atom.startswith("\x1b") else sum(1 + (east_asian_width(c) in "WF") for c in atom)
        if size and used + size > columns - _HANGING and used > indent and atom not in _CLOSING:
            # What opens belongs to what it opens.
            keep = row[-1] if row[-1] in _OPENING else ""
            rows.append(row.removesuffix(keep).rstrip(" ") if keep else row.rstrip(" "))
            row, used = " " * indent + keep, indent + 2 * len(keep)
            if atom == " ":
                continue
        row += atom
        used += size
    return "\n".join([*rows, row])
