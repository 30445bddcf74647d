"""Amounts that look like years: 2049 alone in a cell is a figure unless its labels speak of time."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from gouji.model import Document
from gouji.quantities import Quantity, find_quantities
from gouji.vocabulary import fold

_YEAR_LIKE = re.compile(r"(?:199\d|20[0-4]\d)")
_TIME = re.compile(r"(?:年度|年份|时间|日期|起止|年限|期限|届)(?:\(.*\))?[:：]?$")


def year_like_cells(document: Document) -> Iterator[Quantity]:
    """The figures of such cells, placed in the document; a scan of the whole text takes them for years."""
    for table in document.tables():
        for cell in table.cells:
            text = document.text[cell.start : cell.end]
            if not _YEAR_LIKE.fullmatch(text):
                continue
            labels = [
                other
                for other in table.cells
                if (other.row == cell.row and other.column + other.colspan == cell.column)
                or (other.row < cell.row and other.column <= cell.column < other.column + other.colspan)
            ]
            if any(_TIME.search(fold(document.text[label.start : label.end])) for label in labels):
                continue
            for found in find_quantities(text):
                yield msgspec.structs.replace(
                    found,
                    start=found.start + cell.start,
                    end=found.end + cell.start,
                    numeral_end=found.numeral_end + cell.start,
                    outer_start=found.outer_start + cell.start,
                    outer_end=found.outer_end + cell.start,
                )
