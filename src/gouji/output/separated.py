"""Rows as CSV: UTF-8 with a byte order mark and CRLF, which spreadsheets open rightly by a double click.

Without the mark a Chinese Excel takes the file for GBK and shows no character right. The first line holds the names of
the columns, the same ones in every language. A text that a spreadsheet would compute (=, +, -, @ in front) is given an
apostrophe in front; a printed figure such as -5.2% is none.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from decimal import Decimal

from gouji.output.rows import Row

MARK = "\ufeff".encode()
_COMPUTED = ("=", "+", "-", "@", "\t", "\r")
_FIGURE = re.compile(r"[-+]?[0-9][0-9.,]*[%‰]?")


def csv_head() -> bytes:
    """The byte order mark and the line of names."""
    return MARK + _lines([Row.__struct_fields__])


def csv_rows(rows: Iterable[Row]) -> bytes:
    """One line a row."""
    return _lines([[_cell(getattr(row, name)) for name in Row.__struct_fields__] for row in rows])


def _lines(lines: Iterable[Iterable[str]]) -> bytes:
    made = io.StringIO()
    csv.writer(made).writerows(lines)
    return made.getvalue().encode("utf-8", "replace")


def _cell(value: object) -> str:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_COMPUTED) and not _FIGURE.fullmatch(value) else value
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "" if value is None else str(value)
