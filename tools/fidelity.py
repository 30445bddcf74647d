"""What every reader makes of files with known contents: make fidelity.

Reads `../shared/reports/formats/sNNN.*` beside `sNNN.truth.json` (paragraphs; cells with row, column and spans) and
counts, white space aside, the paragraphs found, the cells with the right text, and those with the right spans too.
Exit status 1 when anything of a truth is missed; 0 with a word when the folder is absent.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gouji.model import Document, Table
from gouji.readers import read

FORMATS = Path(__file__).parents[2] / "shared/reports/formats"
WITH_PROSE = ("docx", "doc", "wps", "pdf", "ofd", "html")
TABLES_ONLY = ("xlsx", "xls")
SENTENCE = "部门整体支出绩效自评报告：支出350.28万元，执行率100%"


def main() -> None:
    """Print a row a file; exit 1 when anything is missed."""
    if not FORMATS.is_dir():
        print("../shared/reports/formats is absent: nothing to compare with")
        return
    print("file          paragraphs   cells, text   cells, text and spans")
    missed = sum(_compare(path) for path in _files())
    for path in sorted(FORMATS.glob("*_no_tounicode.pdf")):
        found = SENTENCE in _bare(read(path).text)
        missed += not found
        print(f"{path.name}: the sentence is {'read' if found else 'MISSED'}")
    sys.exit(1 if missed else 0)


def _files() -> Iterator[Path]:
    for truth in sorted(FORMATS.glob("s*.truth.json")):
        for kind in (*WITH_PROSE, *TABLES_ONLY):
            path = truth.with_name(truth.name.replace("truth.json", kind))
            if path.exists():
                yield path


def _compare(path: Path) -> int:
    """Print the row of a file and return how much of its truth is missed."""
    truth = json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))
    document = read(path)
    paragraphs = [_bare(text) for text in truth["paras"]] if path.suffix[1:] in WITH_PROSE else []
    text = _bare(document.text)
    found = sum(paragraph in text for paragraph in paragraphs)
    wanted = [(n, cell) for n, table in enumerate(truth["tables"]) for cell in table["cells"] if _bare(cell["text"])]
    grids = [_cells(document, table) for table in document.tables() if not table.nested]
    texts = sum(_bare(c["text"]) in {t for _, t in grid} for n, c in wanted for grid in grids[n : n + 1])
    spans = sum(
        ((c["r"], c["c"], c["rs"], c["cs"]), _bare(c["text"])) in grid for n, c in wanted for grid in grids[n : n + 1]
    )
    shown = f"{found}/{len(paragraphs)}" if paragraphs else "-"
    print(f"{path.name:<12}{shown:>12}{f'{texts}/{len(wanted)}':>14}{f'{spans}/{len(wanted)}':>24}")
    return len(paragraphs) - found + len(wanted) - spans


def _cells(document: Document, table: Table) -> set[tuple[Any, str]]:
    return {
        ((c.row, c.column, c.rowspan, c.colspan), _bare(document.text[c.start : c.end]))
        for c in table.cells
        if c.end > c.start
    }


def _bare(text: str) -> str:
    """Without white space; a rate without the zeros that a spreadsheet's format adds (100% is shown as 100.00%)."""
    return re.sub(r"(\d)\.0+%", r"\1%", re.sub(r"\s+", "", text))


if __name__ == "__main__":
    main()
