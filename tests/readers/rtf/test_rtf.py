"""Rich Text Format: characters in all their spellings, tables by their edges, notes and numbers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reader_views import cells, filled, paragraphs, unplaced
from test_sheet_properties import Grid, grids

from gouji.errors import DamagedFile, EmptyFile, ReadError, TooLarge
from gouji.model import Document
from gouji.readers import read_bytes

HERE = Path(__file__).parent
SETTINGS = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def opened(body: str | bytes) -> Document:
    raw = body if isinstance(body, bytes) else body.encode("ascii")
    document = read_bytes(b"{\\rtf1\\ansi\\ansicpg936\\deff0" + raw + b"}", "报告.doc")
    assert document.format == "rtf" and not unplaced(document)
    return document


def hexed(text: str) -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode("gbk"))


def uni(text: str) -> str:
    units = text.encode("utf-16-le")
    values = (int.from_bytes(units[i : i + 2], "little") for i in range(0, len(units), 2))
    return "".join(f"\\u{value - 65536 if value > 32767 else value}?" for value in values)


def test_a_report(golden: Callable[[Document, Path], None]) -> None:
    row = "\\trowd\\cellx1000\\cellx3000 "
    body = (
        "{\\fonttbl{\\f0\\fcharset134 SimSun;}}{\\stylesheet{\\s0 Normal;}{\\s1 heading 1;}}{\\info{\\title x}}"
        "{\\header " + uni("页眉") + "\\par}"
        "\\pard\\s1 " + uni("一、概况") + "\\par\\pard\\s0 " + hexed("全年支出") + "665{\\b .85}" + uni("万元")
        + "{\\footnote " + uni("含结转") + "51}\\par" + row + "\\pard\\intbl " + uni("项目") + "\\cell " + uni("金额")
        + "\\cell\\row" + row + "\\pard\\intbl " + uni("基本支出") + "\\cell 614.84\\cell\\row\\pard "
        "{\\listtext 1.\\tab}" + uni("末段") + "{\\pict\\wmetafile8 0102ff}{\\v " + uni("藏") + "}\\par"
    )  # fmt: skip
    golden(opened(body), HERE / "报告.json")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (hexed("支出") + "665", "支出665"),
        ("\\'d6\\'a7\\uc2\\u20986\\'b3\\'f6", "支出"),
        ("\\uc2\\u25903\\'d6\\'a7{\\uc0\\u20986}x", "支出x"),
        (uni("𠮷"), "𠮷"),
        ("a\\tab b\\line c\\~d\\_e\\-f\\{\\}\\\\", "a\tb\nc\xa0d-ef{}\\"),
        ("\\lquote a\\rquote\\ldblquote b\\rdblquote\\emdash", "‘a’“b”—"),
        ("a{\\*\\unknown b}{\\deleted c}{\\field{\\*\\fldinst LINK}{\\fldrslt d}}", "ad"),
        ("a\\bin4 }}}}b", "ab"),
        ("a\r\nb\\\nc", "ab\nc"),
        ("a\\par\\par b", "a\n\nb"),
    ],
)
def test_characters(body: str, text: str) -> None:
    assert opened(body).text.rstrip("\n") == text


def test_the_second_byte_of_a_character_may_be_plain() -> None:
    assert opened(b"\\'81@").text == b"\x81@".decode("gb18030")
    assert opened("支出".encode("gbk")).text == "支出"


def test_notes_and_boxes_follow_the_body() -> None:
    box = "{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\shptxt c\\par}}}"
    document = opened("a" + box + "{\\footnote\\ftnalt e}{\\footnote b}\\par")
    assert paragraphs(document) == ["a", "b", "e", "c"]
    parts = [segment.place.part for segment in document.segments]
    assert parts == ["body", "footnote", "endnote", "textbox"]


def test_pictures_and_hidden_text_are_said() -> None:
    document = opened("a{\\pict 0102}{\\object{\\objdata 01}{\\result b}}{\\v secret}")
    assert document.text == "a" and [gap.kind for gap in document.gaps] == ["picture", "object", "hidden"]


def test_nested_tables() -> None:
    inner = "\\pard\\intbl\\itap2 x\\nestcell y\\nestcell{\\*\\nesttableprops\\trowd\\cellx1\\cellx900\\nestrow}"
    body = "\\trowd\\cellx1000\\cellx2000\\pard\\intbl a\\par " + inner + "\\pard\\intbl b\\cell c\\cell\\row\\pard"
    outer, nested = opened(body).tables()
    assert (outer.nested, nested.nested) == (False, True)
    assert (outer.rows, outer.columns, nested.columns) == (1, 2, 2)


@SETTINGS
@given(grids())
def test_merged_cells_come_back(grid: Grid) -> None:
    rows = max(c[0] + c[2] for c in grid)
    body = ""
    for at in range(rows):
        here = sorted((c for c in grid if c[0] <= at < c[0] + c[2]), key=lambda c: c[1])
        edges = "".join(
            ("" if height == 1 else "\\clvmgf" if row == at else "\\clvmrg") + f"\\cellx{(column + width) * 1000}"
            for row, column, height, width, _ in here
        )
        texts = "".join(f"{uni(text) if row == at else ''}\\cell " for row, _, _, _, text in here)
        body += f"\\trowd{edges}\\pard\\intbl {texts}\\row\n"
    document = opened(body + "\\pard")
    (table,) = document.tables()
    assert sorted(cells(document, table)) == sorted(grid)


def test_cells_merged_sideways() -> None:
    body = "\\trowd\\clmgf\\cellx1\\clmrg\\cellx1000\\cellx2000\\intbl a\\cell\\cell b\\cell\\row"
    body += "\\trowd\\cellx500\\cellx1000\\cellx2000\\intbl c\\cell d\\cell e\\cell\\row"
    document = opened(body)
    (table,) = document.tables()
    assert [cell[4] for cell in cells(document, table)] == ["a", "b", "c", "d", "e"]
    filled(document, table)


# ---- hostile


def test_what_is_refused() -> None:
    with pytest.raises(EmptyFile):
        opened("\\par\\par")
    with pytest.raises(DamagedFile):
        opened("{" * 5000)
    with pytest.raises(TooLarge):
        opened("".join(f"\\trowd\\cellx{30 + i * 30}\\intbl a\\cell\\row " for i in range(2000)))
    assert opened("a" + "{" * 500).text == "a"
    assert opened("a\\bin999999999 b").text == "a"
    assert opened("a\\itap99999\\intbl b\\nestcell c").text.startswith("a")


WORDS = (
    "par pard cell row nestcell nestrow trowd intbl itap2 itap9 cellx100 cellx-5 cellx500 clmgf clmrg "
    "clvmgf clvmrg u25903 u-10179 uc3 bin2 footnote shptxt v v0 deleted plain * pict listtext stylesheet "
    "fonttbl f0 fcharset134 s1 line trleft5 ansicpg1252 sect ftnalt field fldinst"
)
SIGNS = ["{", "}", "a", "665.85", "\\'d6", "\\'a7", "\\", "\n", "\\'zz"]
PIECES = st.sampled_from([*(f"\\{word} " for word in WORDS.split()), *SIGNS])


@SETTINGS
@given(st.lists(PIECES, max_size=80).map("".join))
def test_any_words_give_a_document_or_a_read_error(body: str) -> None:
    try:
        document = opened("x" + body)
    except ReadError:
        return
    end = 0
    for segment in document.segments:
        assert end <= segment.start < segment.end
        end = segment.end
    document.text.encode()
    assert [b.start for b in document.blocks] == sorted(b.start for b in document.blocks)
    for table in document.tables():
        filled(document, table)


@SETTINGS
@given(st.binary(max_size=200))
def test_any_bytes_give_a_document_or_a_read_error(data: bytes) -> None:
    with suppress(ReadError):
        read_bytes(b"{\\rtf1" + data, "x")
