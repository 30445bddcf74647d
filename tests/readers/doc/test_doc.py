"""Old Word files: tables with their spans, notes, numbers; the same findings as for the docx."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from biff import label, workbook
from compound_files import FREE, compound, entry
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reader_views import cells, paragraphs, unplaced

from gouji.checks import worst_first
from gouji.errors import DamagedFile, EmptyFile, ProtectedFile, ReadError, UnsupportedFormat
from gouji.model import Document
from gouji.pipeline import judge
from gouji.readers import read, read_bytes
from gouji.readers.doc_properties import Row, changes
from gouji.readers.doc_tables import Entry, Table, Writer

HERE = Path(__file__).parent
SETTINGS = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
REPORTS = ("s000", "s002", "s004")


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("report", ["s000.doc", "s002.doc", "s004.doc", "s002.wps"])
def test_reports_match_their_truth(shared: Path, report: str) -> None:
    formats = shared / "reports" / "formats"
    truth = json.loads((formats / f"{report[:4]}.truth.json").read_text(encoding="utf-8"))
    document = read(formats / report)
    read_paragraphs = [bare(text) for text in paragraphs(document)]
    assert [text for text in truth["paras"] if bare(text) not in read_paragraphs] == []
    for table, wanted in zip(document.tables(), truth["tables"], strict=True):
        assert [(*cell[:4], bare(cell[4])) for cell in cells(document, table)] == [
            (c["r"], c["c"], c["rs"], c["cs"], bare(c["text"])) for c in wanted["cells"]
        ]
    assert not unplaced(document) and document.gaps == () and document.format == "doc"


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("form", ["doc", "html"])
def test_the_findings_are_those_of_the_docx(shared: Path, report: str, form: str) -> None:
    """No difference is known; one that must be would be listed here with its reason."""

    def found(ending: str) -> list[tuple[str, str, str]]:
        judgement = judge(shared / "reports" / "formats" / f"{report}.{ending}")
        return [(f.rule, f.severity, f.message.zh) for f in worst_first(judgement.results)]

    assert found(form) == found("docx")


@pytest.mark.parametrize("file", sorted(HERE.glob("*.doc")), ids=lambda file: file.stem)
def test_specimens(file: Path, golden: Callable[[Document, Path], None]) -> None:
    document = read_bytes(file.read_bytes(), file.name)
    assert not unplaced(document)
    golden(document, file.with_suffix(".json"))


def test_merged_and_nested_tables() -> None:
    document = read(HERE / "表格与编号.doc")
    drawn, outer, inner = document.tables()
    assert (outer.nested, inner.nested) == (False, True)
    spans = [cell[:4] for cell in cells(document, drawn) if cell[2] > 1 or cell[3] > 1]
    assert spans == [(0, 0, 1, 2), (1, 0, 3, 1), (2, 2, 2, 2)]
    texts = paragraphs(document)
    assert texts[2:5] == ["1. 第一项", "2. 第二项", "• 项目符号"]
    assert [block.level for block in document.paragraphs()][:2] == [1, 0]


def test_revisions_notes_and_hidden_text() -> None:
    document = read(HERE / "修订与注.doc")
    assert "旧数" not in document.text and "藏着" not in document.text and "example" not in document.text
    assert paragraphs(document)[0] == "全年支出665.85万元，执行率100%。"
    parts = [document.place_at(document.text.index(words)) for words in ("含结转", "尾注文字", "框内")]
    assert [place.part if place else "" for place in parts] == ["footnote", "endnote", "textbox"]
    assert [gap.kind for gap in document.gaps] == ["hidden"]


def test_edges_that_nearly_meet_are_one() -> None:
    writer = Writer("x")
    table = Table()
    for texts, edges in ((["甲", "乙"], [0, 1000, 2000]), (["丙"], [5, 1990]), (["丁", "戊"], [-8, 1011, 2004])):
        for text in texts:
            table.cell.append(Entry(text, "", 1, 0))
            table.end_cell()
        table.end_row(Row(edges, [0] * len(texts)))
    writer.table(table)
    (block,) = writer.blocks
    assert [(c.row, c.column, c.colspan) for c in block.cells] == [
        (0, 0, 1),
        (0, 1, 1),
        (1, 0, 2),
        (2, 0, 1),
        (2, 1, 1),
    ]


def test_a_table_without_row_properties_keeps_its_cells() -> None:
    writer = Writer("x")
    table = Table()
    for text in "甲乙":
        table.cell.append(Entry(text, "", 1, 0))
        table.end_cell()
    table.finish()
    writer.table(table)
    assert writer.out.text() == "甲\t乙"


# ---- what is refused


def header(mark: int = 0xA5EC, version: int = 0xC1, flags: int = 0) -> bytes:
    return struct.pack("<HH6xH", mark, version, flags).ljust(0x400, b"\x00")


@pytest.mark.parametrize(
    ("stream", "kind"),
    [
        (header(mark=0xA5DC, version=0x65), UnsupportedFormat),
        (header(version=0x65), UnsupportedFormat),
        (header(mark=0x1234), UnsupportedFormat),
        (header(flags=0x100), ProtectedFile),
        (header(), DamagedFile),
    ],
)
def test_other_files_of_word(stream: bytes, kind: type[ReadError]) -> None:
    with pytest.raises(kind):
        read_bytes(compound({"WordDocument": stream, "0Table": b""}), "x.doc")


def test_old_works_is_named() -> None:
    with pytest.raises(UnsupportedFormat):
        read_bytes(compound({"MatOST": b"x", "MM": b"WordDocument".decode().encode("utf-16-le")}), "x.wps")


def test_a_workbook_that_mentions_word_is_a_workbook() -> None:
    book = workbook({"Sheet1": [label(0, 0, "甲")]})
    assert read_bytes(compound({"Workbook": book, "Other": "WordDocument".encode("utf-16-le")}), "x").format == "xls"


def test_sectors_in_a_circle_end() -> None:
    good = bytearray(compound({"WordDocument": header(), "1Table": b"x"}))
    at = good.index(entry("WordDocument", 2, 0, 0)[:24])
    good[at + 120 : at + 124] = struct.pack("<I", 0x7FFFFFFF)
    with pytest.raises(DamagedFile):
        read_bytes(bytes(good), "x")
    for size in (8, 100, 600, 1500):
        with pytest.raises((DamagedFile, UnsupportedFormat)):
            read_bytes(bytes(good[:size]), "x")


def test_a_header_that_claims_too_much() -> None:
    good = bytearray(compound({"WordDocument": header()}))
    good[44:48] = struct.pack("<I", FREE)
    with pytest.raises(DamagedFile):
        read_bytes(bytes(good), "x")


@SETTINGS
@given(st.binary(max_size=60))
def test_any_list_of_changes_is_borne(data: bytes) -> None:
    for code, operand in changes(data):
        assert 0 <= code <= 0xFFFF and len(operand) <= len(data)


SPECIMENS = [file.read_bytes() for file in sorted(HERE.glob("*.doc"))]


@SETTINGS
@given(st.sampled_from(SPECIMENS), st.data())
def test_a_spoilt_file_gives_a_document_or_a_read_error(good: bytes, data: st.DataObject) -> None:
    spoilt = bytearray(good)
    for _ in range(data.draw(st.integers(1, 12))):
        # The header of the text lies in the first sectors.
        end = data.draw(st.sampled_from([512, 1600, len(good)]))
        spoilt[data.draw(st.integers(0, end - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(good)))
    for candidate in (bytes(spoilt), bytes(spoilt[:cut])):
        with suppress(ReadError):
            assert not unplaced(read_bytes(candidate, "x"))


def test_nothing_but_paragraph_marks() -> None:
    with pytest.raises((EmptyFile, DamagedFile)):
        read_bytes(compound({"WordDocument": header(), "0Table": b"\x00" * 5000}), "x")
