"""Columns that look like personal data: by their header, or by identity numbers, mobile numbers and e-mail in them.

Nothing of what such a column holds is ever quoted. A name in a column of another title cannot be told from other words.
"""

from __future__ import annotations

import re

from gouji.ledger.dates import _day
from gouji.ledger.words import data, header_name
from gouji.model import Text

_VALUE = re.compile(
    r"(?<![0-9A-Za-z])(?P<identity>[1-9][0-9]{16}[0-9Xx])(?![0-9A-Za-z])"
    r"|(?<![0-9A-Za-z.])(?P<mobile>1[3-9][0-9]{9})(?![0-9A-Za-z])"
    r"|(?P<mail>[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,})"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_SHORTEST = 11
_SAID = {
    "identity": Text("有居民身份证号", "holds identity numbers"),
    "mobile": Text("有手机号码", "holds mobile numbers"),
    "mail": Text("有电子邮箱地址", "holds e-mail addresses"),
}
_HEADER = Text("表头像是个人信息", "its header names personal data")


def personal_header(header: str) -> Text | None:
    """Why a header looks like personal data, None where it does not."""
    words = data("personal.toml")
    name = header_name(header)
    if not name or any(word in name for word in words["but"]):
        return None
    found = any(word in name for word in words["contains"]) or name in words["exact"]
    return _HEADER if found or any(name.endswith(word) for word in words["ends"]) else None


def personal_value(cell: str) -> Text | None:
    """Why a cell looks like personal data, None where it does not."""
    # The shortest of what is looked for has eleven digits, or an @.
    if len(cell) < _SHORTEST and "@" not in cell:
        return None
    for match in _VALUE.finditer(cell):
        if match.lastgroup is not None and (match.lastgroup != "identity" or is_identity_number(match[0])):
            return _SAID[match.lastgroup]
    return None


def is_identity_number(text: str) -> bool:
    """Whether 18 characters are an identity number: a day of birth, and the check digit of GB 11643."""
    day = _day(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], _WEIGHTS, strict=True))
    return day is not None and 1900 <= day.year < 2100 and _CHECK[total % 11] == text[17].upper()
