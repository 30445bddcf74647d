"""What holds for every file: text and places round-trip, nothing is lost, and only a ReadError escapes."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

# The builder of documents lives with the readers' own tests.
from ooxml import docx, p, r, tbl, tc, tr, zipped
from reader_views import filled, unplaced

from gouji.errors import EmptyFile, ReadError
from gouji.model import Document, Table
from gouji.readers import read_bytes

WORDS = st.text(st.sampled_from("一二支出合计其中：0123456789.,%万元 ≥（）\u3000a&<"), min_size=1, max_size=12)
LINES = st.text(st.sampled_from("\t\t\t\n\n\n\r 　一合计机构其中：。15.0%|"), max_size=200)
SETTINGS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check_invariants(document: Document) -> None:
    """Segments and blocks keep to the contract of `Document`, whatever was read."""
    end = 0
    for segment in document.segments:
        assert end <= segment.start < segment.end <= len(document.text)
        end = segment.end
    assert not unplaced(document)
    starts = [block.start for block in document.blocks]
    assert starts == sorted(starts)
    for block in document.blocks:
        assert 0 <= block.start <= block.end <= len(document.text)
        if isinstance(block, Table):
            filled(document, block)
            for cell in block.cells:
                assert block.start <= cell.start <= cell.end <= block.end
                text = document.text[cell.start : cell.end]
                assert text == text.strip()
                assert cell.row + cell.rowspan <= block.rows and cell.column + cell.colspan <= block.columns
        else:
            assert document.text[block.start : block.end].strip()


@SETTINGS
@given(LINES)
@example("\t合计\n\t\n\n\t一\n")
@example("合计\t\t5\n\n\t其中：\n一\t\n")
def test_no_character_of_a_text_is_lost(text: str) -> None:
    try:
        document = read_bytes(text.encode(), "x")
    except EmptyFile:
        assert not text.strip()
        return
    assert document.text == text
    assert "".join(text[s.start : s.end] for s in document.segments) == text
    check_invariants(document)


@SETTINGS
@given(st.text(st.characters(codec="gb18030", exclude_categories=("Cc", "Cn", "Co", "Cs")), min_size=1))
def test_text_comes_back_from_utf_8(text: str) -> None:
    if text.strip("\ufeff").strip() and not text.startswith("\ufeff"):
        check_invariants(read_bytes(text.encode("utf-8-sig"), "x"))
        assert read_bytes(text.encode("utf-8-sig"), "x").text == text
        assert read_bytes(text.encode("utf-16"), "x").text == text


@SETTINGS
@given(st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=5))
def test_runs_come_back_with_their_places(content: list[list[str]]) -> None:
    body = "".join(p(*(r(text) for text in runs)) for runs in content)
    try:
        document = read_bytes(docx(body), "x")
    except EmptyFile:
        assert not "".join("".join(runs) for runs in content).strip()
        return
    found = [(s.place.paragraph, s.place.run, document.text[s.start : s.end]) for s in document.segments]
    assert found == [(i, j, text) for i, runs in enumerate(content, 1) for j, text in enumerate(runs, 1)]
    check_invariants(document)


@st.composite
def drawn_grids(draw: st.DrawFn) -> list[tuple[int, int, int, int, str]]:
    """Cells that fill a grid without overlap: row, column, rowspan, colspan, text."""
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    taken: set[tuple[int, int]] = set()
    cells = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            wide = draw(st.integers(1, 3))
            width = 1
            while width < wide and column + width < columns and (row, column + width) not in taken:
                width += 1
            height = draw(st.integers(1, rows - row))
            area = {(row + i, column + j) for i in range(height) for j in range(width)}
            taken |= area
            cells.append((row, column, height, width, draw(WORDS).strip() or "格"))
    return cells


@SETTINGS
@given(drawn_grids())
def test_merged_tables_come_back(grid: list[tuple[int, int, int, int, str]]) -> None:
    rows = max(row + height for row, _, height, _, _ in grid)
    markup = []
    for at in range(rows):
        here = sorted((c for c in grid if c[0] <= at < c[0] + c[2]), key=lambda c: c[1])
        cells = []
        for row, _, height, width, text in here:
            merge = "" if height == 1 else "restart" if row == at else "continue"
            cells.append(tc(p(r(text if row == at else "")), span=width, merge=merge))
        markup.append(tr(*cells))
    document = read_bytes(docx(tbl(*markup)), "x")
    (table,) = document.tables()
    found = [(c.row, c.column, c.rowspan, c.colspan, document.text[c.start : c.end]) for c in table.cells]
    assert sorted(found) == sorted(grid)
    check_invariants(document)


TAGS = st.sampled_from(
    [
        "w:p",
        "w:r",
        "w:t",
        "w:tbl",
        "w:tr",
        "w:tc",
        "w:tcPr",
        "w:vMerge",
        "w:gridSpan",
        "w:ins",
        "w:del",
        "w:sdt",
        "w:sdtContent",
        "w:pPr",
        "w:rPr",
        "w:numPr",
        "w:numId",
        "w:ilvl",
        "w:vanish",
        "w:pict",
        "w:txbxContent",
        "w:fldChar",
        "w:hMerge",
        "mc:AlternateContent",
        "mc:Choice",
        "mc:Fallback",
        "w:drawing",
        "m:oMath",
        "m:f",
        "w:ruby",
        "w:object",
        "w:trPr",
        "w:moveFrom",
        "w:sym",
    ]
)


@st.composite
def markups(draw: st.DrawFn, depth: int = 5) -> str:
    """Elements in any order inside each other, as no program would write them."""
    tag = draw(TAGS)
    value = draw(st.sampled_from(["", ' w:val="2"', ' w:val="restart"', ' w:fldCharType="begin"', ' w:val="x"']))
    inner = "".join(draw(st.lists(markups(depth - 1), max_size=3))) if depth else "支出"
    return f"<{tag}{value}>{inner}</{tag}>"


@SETTINGS
@given(st.lists(markups(), max_size=6))
def test_markup_in_any_order_gives_a_document_or_a_read_error(parts: list[str]) -> None:
    body = p("起") + "".join(parts)
    check_invariants(read_bytes(docx(body, numbering="", styles=""), "x"))


@SETTINGS
@given(st.binary(max_size=300))
@example(b"PK\x03\x04")
@example(b"PK\x05\x06" + b"\x00" * 18)
@example(b"%PDF-")
@example(b"\xff\xfe\x00")
@example(b"\xff\xfe\x00\xd8")
def test_any_bytes_give_a_document_or_a_read_error(data: bytes) -> None:
    try:
        check_invariants(read_bytes(data, "x"))
    except ReadError as error:
        assert error.zh and error.en


GOOD = docx(p("支出", r("665.85"), "万元") + tbl(tr("甲", tc("乙", span=2)), tr("丙", "丁", "戊")))


@SETTINGS
@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255), st.integers(0, len(GOOD)))
def test_a_spoilt_docx_gives_a_document_or_a_read_error(at: int, change: int, cut: int) -> None:
    spoilt = bytearray(GOOD)
    spoilt[at] ^= change
    for data in (bytes(spoilt), bytes(spoilt[:cut]), bytes(spoilt[cut:])):
        try:
            check_invariants(read_bytes(data, "x"))
        except ReadError as error:
            assert error.zh and error.en


@SETTINGS
@given(st.binary(max_size=200))
def test_any_main_part_gives_a_document_or_a_read_error(data: bytes) -> None:
    with suppress(ReadError):
        read_bytes(zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": data}), "x")
