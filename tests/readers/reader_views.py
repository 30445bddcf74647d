"""Short views of a document for assertions."""

from __future__ import annotations

import re

from gouji.model import Document, Table
from gouji.readers import read_bytes


def read_text(text: str) -> Document:
    return read_bytes(text.encode(), "表.txt")


def paragraphs(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.paragraphs()]


def cells(document: Document, table: Table) -> list[tuple[int, int, int, int, str]]:
    """Each cell as (row, column, rowspan, colspan, text)."""
    return [(c.row, c.column, c.rowspan, c.colspan, document.text[c.start : c.end]) for c in table.cells]


def filled(document: Document, table: Table) -> list[list[str]]:
    """The grid with the text of a merged cell in each place that it covers; white space dropped."""
    grid = [["" for _ in range(table.columns)] for _ in range(table.rows)]
    for cell in table.cells:
        words = re.sub(r"\s+", "", document.text[cell.start : cell.end])
        for row in range(cell.row, cell.row + cell.rowspan):
            for column in range(cell.column, cell.column + cell.colspan):
                assert grid[row][column] == "", "two cells overlap"
                grid[row][column] = words
    return grid


def unplaced(document: Document) -> list[int]:
    """The characters that are not white space and lie in no block or in several."""
    seen = [0] * len(document.text)
    for block in document.blocks:
        if not (isinstance(block, Table) and block.nested):
            for offset in range(block.start, block.end):
                seen[offset] += 1
    return [i for i, char in enumerate(document.text) if not char.isspace() and seen[i] != 1]
