"""Automatic numbers, which stand in no run."""

from __future__ import annotations

import pytest
from ooxml import docx, lists, lvl, numbered, p, tbl, tc, tr
from reader_views import paragraphs

from gouji.model import Document
from gouji.readers import read_bytes
from gouji.readers.docx_numbering import form_number

CHAPTERS = lvl(0, "chineseCounting", "%1、") + lvl(1, "chineseCounting", "（%2）") + lvl(2, "decimal", "%3.")
NUM = '<w:num w:numId="{0}"><w:abstractNumId w:val="0"/>{1}</w:num>'


def read(body: str, levels: str = CHAPTERS, nums: str | None = None, **parts: str) -> Document:
    numbering = lists(levels) if nums is None else lists(levels, nums)
    return read_bytes(docx(body, numbering=numbering, **parts), "x")


def test_chapters_sections_and_their_restarts() -> None:
    body = "".join(numbered(1, level, "题") for level in (0, 1, 1, 2, 0, 1, 2, 2))
    assert paragraphs(read(body)) == [
        "一、 题", "（一） 题", "（二） 题", "1. 题", "二、 题", "（一） 题", "1. 题", "2. 题",
    ]  # fmt: skip


def test_a_label_has_a_place_that_says_so() -> None:
    document = read(p("前") + numbered(1, 0, "概况"))
    label, text = document.place_at(document.text.index("一")), document.place_at(document.text.index("概"))
    assert label is not None and label.label and label.paragraph == 2 and label.run is None
    assert text is not None and not text.label and text.run == 1


def test_a_label_of_several_levels() -> None:
    levels = lvl(0, "decimal", "%1") + lvl(1, "decimal", "%1.%2") + lvl(2, "decimal", "%1.%2.%3")
    assert paragraphs(read(numbered(1, 0, "a") + numbered(1, 2, "b") + numbered(1, 1, "c"), levels)) == [
        "1 a", "1.1.1 b", "1.1 c",
    ]  # fmt: skip


def test_legal_numbering_writes_digits() -> None:
    levels = lvl(0, "chineseCounting", "第%1章") + lvl(1, "decimal", "%1.%2", more="<w:isLgl/>")
    assert paragraphs(read(numbered(1, 0, "a") + numbered(1, 1, "b"), levels)) == ["第一章 a", "1.1 b"]


def test_lists_of_one_definition_go_on_unless_overridden() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    nums = NUM.format(1, "") + NUM.format(2, "") + NUM.format(3, start)
    body = "".join(numbered(num, 0, "x") for num in (1, 1, 2, 3, 3))
    assert [text[0] for text in paragraphs(read(body, nums=nums))] == ["一", "二", "三", "一", "二"]


def test_an_override_may_change_the_level_itself() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{lvl(0, "decimalEnclosedCircle", "%1", start=3)}</w:lvlOverride>'
    assert paragraphs(read(numbered(1, 0, "x"), nums=NUM.format(1, own))) == ["③ x"]


def test_a_level_that_never_restarts() -> None:
    levels = lvl(0, "decimal", "%1.") + lvl(1, "decimal", "%2)", more='<w:lvlRestart w:val="0"/>')
    body = "".join(numbered(1, level, "x") for level in (0, 1, 0, 1))
    assert paragraphs(read(body, levels)) == ["1. x", "1) x", "2. x", "2) x"]


def test_a_style_may_bring_the_number_and_a_paragraph_may_take_it_off() -> None:
    styles = (
        '<w:style w:styleId="Base"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Own"><w:basedOn w:val="Base"/></w:style>'
    )
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("甲", style="Own") + p("乙", style="Own", properties=off) + p("丙", style="Own")
    assert paragraphs(read(body, styles=styles)) == ["（一） 甲", "乙", "（二） 丙"]


def test_a_column_of_numbers_without_text_is_read() -> None:
    levels = lvl(0, "decimal", "%1", more='<w:suff w:val="nothing"/>')
    body = tbl(*(tr(tc(numbered(1, 0)), name) for name in ("甲", "乙")))
    assert read(body, levels).text == "1\t甲\n2\t乙"


def test_bullets_of_symbol_fonts() -> None:
    assert paragraphs(read(numbered(1, 0, "x"), lvl(0, "bullet", "\uf06c"))) == ["• x"]


def test_an_unknown_list_gives_no_number() -> None:
    assert paragraphs(read(numbered(7, 0, "x"))) == ["x"]


@pytest.mark.parametrize(
    ("count", "form", "text"),
    [
        (10, "chineseCounting", "十"),
        (11, "chineseCountingThousand", "十一"),
        (20, "japaneseCounting", "二十"),
        (105, "chineseCounting", "一百〇五"),
        (110, "chineseCounting", "一百一十"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (12, "ideographDigital", "一二"),
        (11, "ideographTraditional", "甲"),
        (20, "decimalEnclosedCircleChinese", "⑳"),
        (51, "decimalEnclosedCircle", "51"),
        (3, "decimalEnclosedParen", "⑶"),
        (15, "decimalFullWidth", "１５"),
        (7, "decimalZero", "07"),
        (28, "lowerLetter", "bb"),
        (1994, "upperRoman", "MCMXCIV"),
        (4, "lowerRoman", "iv"),
        (5, "none", ""),
        (5, "something new", "5"),
        (0, "upperRoman", "0"),
    ],
)
def test_forms_of_numbers(count: int, form: str, text: str) -> None:
    assert form_number(count, form) == text
