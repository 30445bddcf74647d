"""Published reports beside the repository: what we read of them is what was counted by hand."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from reader_views import cells, filled, paragraphs, unplaced

from gouji.model import Document, Table
from gouji.readers import read


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def rows(document: Document, table: Table) -> list[list[str]]:
    """The words of each row, a cell that covers several columns once, one that covers several rows in each."""
    return [
        [
            bare(document.text[c.start : c.end])
            for c in sorted(table.cells, key=lambda cell: cell.column)
            if c.row <= row < c.row + c.rowspan
        ]
        for row in range(table.rows)
    ]


def agrees(found: list[str], wanted: list[str]) -> bool:
    """Whether the last cells of a row are those annotated; the annotation shortens the title at the left, joins
    lines by a semicolon and writes the columns under a total as blanks.
    """
    if wanted[0] == "总分":
        return [cell for cell in found if cell] == [cell for cell in wanted if cell]
    tail = found[-len(wanted) :]
    same = [left.replace("；", "") == right.replace("；", "") for left, right in zip(tail, wanted, strict=False)]
    title = tail[0].startswith(wanted[0]) and wanted[0] != ""
    return len(tail) == len(wanted) and (same[0] or title) and all(same[1:])


@pytest.mark.parametrize(("report", "count"), [("002", 23), ("004", 47)])
def test_tables_of_plain_text_are_those_of_the_annotation(shared: Path, report: str, count: int) -> None:
    document = read(shared / "reports" / f"{report}.txt")
    gold = json.loads((shared / "gold" / f"{report}.json").read_text(encoding="utf-8"))
    checked = 0
    for table in gold["tables"]:
        start, end = table["where"]
        inside = [t for t in document.tables() if t.start < end and t.end > start]
        assert len(inside) == 1, table["name"]
        got = rows(document, inside[0])
        for row in table["rows"]:
            wanted = [bare(cell) for cell in row]
            # Forms with two pairs a row are annotated as pairs, long texts by a word for them.
            if table["name"].endswith("基本概况") or any(cell.startswith("(") for cell in row):
                continue
            assert any(agrees(found, wanted) for found in got), (table["name"], wanted)
            checked += 1
    assert checked == count


def test_pairs_of_a_form_stand_beside_each_other(shared: Path) -> None:
    document = read(shared / "reports" / "004.txt")
    found = filled(document, next(document.tables()))
    pairs = {row[i]: row[i + 1] for row in found for i in range(0, len(row), 2)}
    assert (pairs["联系人"], pairs["人员编制"], pairs["实有人数"]) == ("张某甲", "11", "10")
    assert pairs["年度主要工作内容"].startswith("1、统筹协调")


def test_plain_text_gives_the_spans_of_the_word_version(shared: Path) -> None:
    """Reports 002 and 004 exist as Word tables too: the grid that we infer is the one that was drawn."""

    def shape(document: Document, index: int) -> list[tuple[int, int, int, int]]:
        return [cell[:4] for cell in cells(document, list(document.tables())[index])]

    reports = shared / "reports"
    assert shape(read(reports / "002.txt"), 0) == shape(read(reports / "formats" / "s002.docx"), 0)
    assert shape(read(reports / "004.txt"), -1) == shape(read(reports / "formats" / "s004.docx"), -1)


@pytest.mark.parametrize("report", ["000", "002", "004"])
def test_no_character_of_plain_text_is_lost(shared: Path, report: str) -> None:
    file = shared / "reports" / f"{report}.txt"
    document = read(file)
    with file.open(encoding="utf-8", newline="") as stream:
        assert document.text == stream.read()
    assert not unplaced(document)
    assert "".join(document.text[s.start : s.end] for s in document.segments) == document.text


@pytest.mark.parametrize("report", ["s000", "s002", "s004"])
def test_word_versions_match_their_truth(shared: Path, report: str) -> None:
    formats = shared / "reports" / "formats"
    truth: dict[str, Any] = json.loads((formats / f"{report}.truth.json").read_text(encoding="utf-8"))
    document = read(formats / f"{report}.docx")
    read_paragraphs = [bare(text) for text in paragraphs(document)]
    assert [text for text in truth["paras"] if bare(text) not in read_paragraphs] == []
    tables = list(document.tables())
    assert [(t.rows, t.columns) for t in tables] == [(t["rows"], t["cols"]) for t in truth["tables"]]
    for table, wanted in zip(tables, truth["tables"], strict=True):
        assert [(*cell[:4], bare(cell[4])) for cell in cells(document, table)] == [
            (c["r"], c["c"], c["rs"], c["cs"], bare(c["text"])) for c in wanted["cells"]
        ]
    assert not unplaced(document) and document.gaps == ()
