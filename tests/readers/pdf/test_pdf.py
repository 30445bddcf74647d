"""PDFs that we draw ourselves: paragraphs, tables, pages, what is left out, and what is refused."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from pdf_writer import Sheet, pdf
from reader_views import cells, filled, paragraphs, unplaced

from gouji.errors import DamagedFile, EmptyFile, ProtectedFile, TooLarge
from gouji.model import Document, Table
from gouji.readers import read_bytes
from gouji.readers.pdf import read_pdf
from gouji.readers.source import Source

LEFT, RIGHT = 72.0, 516.0
"""A text area of 37 characters of 12 points."""
PROSE = (
    "2022年度部门整体支出665.85万元，其中基本支出614.84万元，项目支出51.01万元，"
    "完成全年预算数的百分之百，结转资金按规定收回。"
)


def lines_of(words: str, room: float = 37, indent: float = 2) -> list[str]:
    """A paragraph broken as Word would: by character, the first line indented."""
    out, line, used = [], "", indent
    for char in words:
        width = 1 if char > "\u2e80" else 0.5
        if used + width > room and char not in "，。":
            out.append(line)
            line, used = "", 0.0
        line, used = line + char, used + width
    return [*out, line]


def write(sheet: Sheet, top: float, words: str) -> float:
    """Set a paragraph with its first line indented; the height below it."""
    for index, line in enumerate(lines_of(words)):
        sheet.text(LEFT + (24 if index == 0 else 0), top, line)
        top += 24
    return top


def read(*sheets: Sheet) -> Document:
    document = read_bytes(pdf(list(sheets)), "报告.pdf")
    assert unplaced(document) == []
    return document


def only_table(document: Document) -> Table:
    (table,) = document.tables()
    return table


# ---- paragraphs


def test_wrapped_lines_are_one_paragraph() -> None:
    sheet = Sheet()
    top = write(sheet, 100, PROSE)
    write(sheet, top, "二、存在的问题：" + PROSE)
    assert paragraphs(read(sheet)) == [PROSE, "二、存在的问题：" + PROSE]


def test_a_heading_ends_before_the_margin() -> None:
    sheet = Sheet().text(LEFT, 100, "一、部门概况")
    write(sheet, 124, PROSE)
    assert paragraphs(read(sheet)) == ["一、部门概况", PROSE]


def test_a_paragraph_goes_on_over_the_page() -> None:
    first, second = Sheet(), Sheet()
    write(first, 100, PROSE)
    lines = lines_of(PROSE)
    first.text(LEFT + 24, 740, lines[0])
    for index, line in enumerate(lines[1:]):
        second.text(LEFT, 80 + 24 * index, line)
    write(second, 300, PROSE)
    assert paragraphs(read(first, second)) == [PROSE, PROSE, PROSE]


def test_what_is_written_after_its_line_is_read_in_its_place() -> None:
    sheet = Sheet().text(84, 100, "重点").text(120, 100, "网站").text(72, 100, "“").text(108, 100, "”")
    assert read(sheet).text == "“重点”网站"


def test_spaces_are_where_they_are_seen() -> None:
    sheet = Sheet().text(72, 100, "2022").text(99, 100, "年度").text(200, 100, "单位：万元")
    assert read(sheet).text == "2022年度 单位：万元"


def test_numbers_side_by_side_stay_apart() -> None:
    sheet = Sheet().text(72, 100, "12.5").text(102, 100, "350.28")
    assert read(sheet).text == "12.5 350.28"


def test_bold_by_printing_twice_is_read_once() -> None:
    sheet = Sheet().text(72, 100, "合计1100").text(72.3, 100, "合计1100")
    assert read(sheet).text == "合计1100"


def test_two_columns_are_read_one_after_the_other() -> None:
    sheet = Sheet()
    lines = lines_of(PROSE + PROSE, room=17, indent=0)
    for index, line in enumerate(lines):
        sheet.text(72, 100 + 20 * index, line)
        sheet.text(312, 100 + 20 * index, line)
    assert paragraphs(read(sheet)) == [PROSE + PROSE, PROSE + PROSE]


# ---- tables

XS, YS = [72.0, 172.0, 272.0, 372.0], [100.0, 124.0, 148.0, 172.0]


def words_in(sheet: Sheet, ys: list[float], rows: list[list[str]]) -> Sheet:
    for y, row in zip(ys, rows, strict=False):
        for x, word in zip(XS, row, strict=False):
            if word:
                sheet.text(x + 6, y + 6, word, 10)
    return sheet


def test_merged_cells_have_their_true_spans() -> None:
    sheet = Sheet()
    for y in (100, 172):
        sheet.line(72, y, 372, y)
    sheet.line(172, 124, 372, 124).line(72, 148, 372, 148)
    sheet.line(72, 100, 72, 172).line(172, 100, 172, 172).line(272, 124, 272, 172).line(372, 100, 372, 172)
    words_in(sheet, YS, [["资金", "年度资金总额"], ["", "年初", "全年"], ["合计", "665.85", "764.37"]])
    document = read(sheet)
    assert cells(document, only_table(document)) == [
        (0, 0, 2, 1, "资金"),
        (0, 1, 1, 2, "年度资金总额"),
        (1, 1, 1, 1, "年初"),
        (1, 2, 1, 1, "全年"),
        (2, 0, 1, 1, "合计"),
        (2, 1, 1, 1, "665.85"),
        (2, 2, 1, 1, "764.37"),
    ]
    assert document.text == "资金\t年度资金总额\n年初\t全年\n合计\t665.85\t764.37"


ROWS = [["项目", "预算", "决算"], ["基本支出", "1.00", "2.00"], ["项目支出", "3.00", "4.00"]]


def bordered(sheet: Sheet) -> Sheet:
    """Each cell draws its own four borders as thin rectangles that overlap and miss each other by a hair."""
    for y0, y1 in pairwise(YS):
        for x0, x1 in pairwise(XS):
            sheet.bar(x0 - 0.4, y0 - 0.4, x1 + 0.4, y0 + 0.3).bar(x0 - 0.4, y1 - 0.2, x1 + 0.4, y1 + 0.5)
            sheet.bar(x0 - 0.4, y0 - 0.4, x0 + 0.3, y1 + 0.4).bar(x1 - 0.2, y0 - 0.4, x1 + 0.5, y1 + 0.4)
    return sheet


def open_below(sheet: Sheet) -> Sheet:
    """A table cut by the end of the page: nothing is drawn below its last row."""
    for x in XS:
        sheet.line(x, YS[0], x, YS[-1])
    for y in YS[:-1]:
        sheet.line(XS[0], y, XS[-1], y)
    return sheet


def open_beside(sheet: Sheet) -> Sheet:
    """No borders at the left and right."""
    for x in XS[1:-1]:
        sheet.line(x, YS[0], x, YS[-1])
    for y in YS:
        sheet.line(XS[0], y, XS[-1], y)
    return sheet


def one_path(sheet: Sheet) -> Sheet:
    """All lines in a single path."""
    h = sheet.height
    steps = [f"{x} {h - YS[0]} m {x} {h - YS[-1]} l" for x in XS] + [
        f"{XS[0]} {h - y} m {XS[-1]} {h - y} l" for y in YS
    ]
    sheet.content.append("0.5 w " + " ".join(steps) + " S")
    return sheet


def doubled(sheet: Sheet) -> Sheet:
    return sheet.grid(XS, YS).grid([x + 1.2 for x in XS], [y + 1.2 for y in YS])


@pytest.mark.parametrize("draw", [bordered, open_below, open_beside, one_path, doubled])
def test_borders_of_every_kind_make_the_same_grid(draw: Callable[[Sheet], Sheet]) -> None:
    document = read(words_in(draw(Sheet()), YS, ROWS))
    assert filled(document, only_table(document)) == ROWS


def test_a_frame_is_no_table() -> None:
    sheet = Sheet().grid([60, 530], [90, 200])
    write(sheet, 100, PROSE)
    document = read(sheet)
    assert paragraphs(document) == [PROSE] and not list(document.tables())


def test_rows_that_no_ruling_divides_are_divided() -> None:
    sheet = Sheet().grid(XS, [100.0, 124.0, 220.0])
    ys = [100.0, 124.0, 148.0, 172.0, 196.0]
    rows = [["项目", "预算", "决算"], *[[f"第{i}项", f"{i}.50", f"{i}.00"] for i in (1, 2, 3)], ["合计", "6.5", "6.0"]]
    document = read(words_in(sheet, ys, rows))
    assert filled(document, only_table(document)) == rows


def test_aligned_lines_are_a_table() -> None:
    sheet = words_in(Sheet(), [100, 120, 140, 160], [*ROWS, ["", "4.00", "6.00"]])
    document = read(sheet)
    assert filled(document, only_table(document)) == [*ROWS, ["", "4.00", "6.00"]]


def test_a_number_broken_in_a_narrow_cell_is_one() -> None:
    sheet = Sheet().grid([72, 132, 192], [100, 150]).text(74, 106, "371,514,65", 11).text(74, 122, "5.00", 11)
    document = read(sheet.text(138, 106, "10").text(138, 122, "11"))
    assert [c[4] for c in cells(document, only_table(document))] == ["371,514,655.00", "10\n11"]


# ---- tables over pages


def page_of(rows: list[list[str]], top: float = 100.0) -> Sheet:
    ys = [top + 24 * i for i in range(len(rows) + 1)]
    return words_in(Sheet().grid(XS, ys), ys, rows)


def test_repeated_header_rows_are_dropped() -> None:
    more = [["三公经费", "5.00", "6.00"], ["合计", "9.00", "12.00"]]
    document = read(page_of(ROWS), page_of([ROWS[0], *more]))
    assert filled(document, only_table(document)) == [*ROWS, *more]


def test_repeated_titles_above_a_continuation_are_dropped() -> None:
    first, second = page_of(ROWS, 130), page_of([ROWS[0], ["合计", "4.00", "6.00"]], 130)
    for sheet in (first, second):
        sheet.text(200, 80, "支出预算总表").text(72, 104, "编制部门：某局")
    document = read(first, second)
    assert filled(document, only_table(document)) == [*ROWS, ["合计", "4.00", "6.00"]]
    assert document.text.count("支出预算总表") == 1


def test_a_row_cut_by_the_page_is_put_together() -> None:
    first = page_of([ROWS[0], ["坚持人民至上，群众", "3", "4"]])
    second = page_of([["利益得到维护", "", ""], ["合计", "5", "6"]])
    document = read(first, second)
    assert filled(document, only_table(document)) == [
        ROWS[0],
        ["坚持人民至上，群众利益得到维护", "3", "4"],
        ["合计", "5", "6"],
    ]


def test_a_vertical_span_goes_on_over_the_page() -> None:
    first = Sheet().line(72, 100, 372, 100).line(172, 124, 372, 124).line(72, 148, 372, 148)
    second = Sheet().line(72, 100, 372, 100).line(172, 124, 372, 124).line(72, 148, 372, 148)
    for sheet in (first, second):
        for x in XS:
            sheet.line(x, 100, x, 148)
    words_in(first, YS, [["产出", "数量", "1"], ["", "质量", "2"]])
    words_in(second, YS, [["", "时效", "3"], ["", "成本", "4"]])
    document = read(first, second)
    found = only_table(document)
    assert (found.rows, cells(document, found)[0]) == (4, (0, 0, 4, 1, "产出"))


def test_other_columns_are_another_table() -> None:
    second = Sheet().grid([72, 222, 372], [100, 124, 148]).text(80, 106, "单位", 10).text(230, 106, "元", 10)
    assert len(list(read(page_of(ROWS), second).tables())) == 2


# ---- what is no text of the report


def test_page_numbers_and_running_heads_are_left_out() -> None:
    sheets = []
    for number in range(1, 5):
        sheet = Sheet().text(72, 40, "某局2022年度部门决算").text(280, 800, f"— {number} —")
        write(sheet, 100, f"{number}、{PROSE}")
        sheets.append(sheet)
    assert paragraphs(read(*sheets)) == [f"{number}、{PROSE}" for number in range(1, 5)]


@pytest.mark.parametrize("form", ["- {} -", "第{}页", "第 {} 页 共 3 页", "{}/3", "{}"])
def test_page_numbers_of_every_form(form: str) -> None:
    sheets = [Sheet().text(72, 100, f"正文{n}").text(290, 800, form.format(n)) for n in (1, 2, 3)]
    assert paragraphs(read(*sheets)) == ["正文1", "正文2", "正文3"]


def test_a_lone_number_at_the_bottom_is_kept() -> None:
    assert "665.85" in read(Sheet().text(72, 100, "支出合计").text(290, 800, "665.85")).text


def test_contents_are_said_and_not_read() -> None:
    sheet = (
        Sheet()
        .text(260, 80, "目录")
        .text(72, 110, "一、概况.....................3")
        .text(72, 130, "二、问题.....................12")
    )
    document = read(sheet, Sheet().text(72, 100, "一、概况"))
    assert paragraphs(document) == ["目录", "一、概况"]
    assert [(gap.kind, gap.place and gap.place.page) for gap in document.gaps] == [("contents", 1)]


def test_a_watermark_is_said_and_not_read() -> None:
    sheet = Sheet().text(150, 500, "内部资料100份", 40, "0.7 0.7 -0.7 0.7")
    write(sheet, 100, PROSE)
    document = read(sheet)
    assert paragraphs(document) == [PROSE]
    assert [gap.kind for gap in document.gaps] == ["watermark"]


def test_clipped_text_is_not_read() -> None:
    hidden = Sheet().text(72, 100, "看得见").text(72, 140, "看不见的350万元")
    sheet = Sheet().clipped(60, 90, 500, 120, hidden.content[0] + " " + hidden.content[1])
    assert read(sheet).text == "看得见"


# ---- turned pages and scans


def test_pages_are_turned_upright() -> None:
    for rotate, matrix, x, top in (
        (90, "0 1 -1 0", 200, 742),
        (180, "-1 0 0 -1", 400, 600),
        (270, "0 -1 1 0", 200, 80),
    ):
        sheet = Sheet(rotate=rotate)
        sheet.text(x, top, "支出350.28万元", 12, matrix)
        document = read(sheet)
        assert document.text == "支出350.28万元", rotate
        place = document.place_at(3)
        assert place is not None and place.box is not None
        assert place.box[2] - place.box[0] > place.box[3] - place.box[1]


def test_a_page_written_sideways_is_turned() -> None:
    sheet = Sheet()
    for index, words in enumerate(["一、支出350.28万元", "二、收入400.00万元"]):
        sheet.text(100 + 20 * index, 700, words, 12, "0 1 -1 0")
    assert paragraphs(read(sheet)) == ["一、支出350.28万元", "二、收入400.00万元"]


def test_a_scanned_page_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gouji.readers.pdf.recognised", lambda *_: None)
    scan = Sheet().picture(20, 20, 570, 820)
    document = read(Sheet().text(72, 100, "支出350.28万元"), scan)
    assert [(gap.kind, gap.place and gap.place.page) for gap in document.gaps] == [("scan", 2)]
    assert "ocr" in document.gaps[0].message.zh
    with pytest.raises(EmptyFile, match="ocr"):
        read(scan)


# ---- places


def test_each_number_has_its_own_box() -> None:
    document = read(Sheet().text(72, 100, "其中基本支出614.84万元"))
    place = document.place_at(document.text.index("614.84"))
    assert place is not None and place.page == 1 and place.paragraph == 1
    assert place.box == pytest.approx((144, 99, 180, 113), abs=1.5)


def test_golden(golden: Callable[[Document, Path], None]) -> None:
    sheet = Sheet().text(200, 60, "2022年度绩效自评报告", 20)
    top = write(sheet, 100, PROSE)
    assert top < 300
    ys = [300.0, 324.0, 348.0, 372.0]
    words_in(sheet.grid(XS, ys), ys, ROWS).text(280, 800, "— 1 —")
    document = read_bytes(pdf([sheet, page_of([ROWS[0], ["合计", "4.00", "6.00"]])]), "样样.pdf")
    golden(document, Path(__file__).with_name("样样.json"))


# ---- hostile files


def test_broken_files_are_damaged() -> None:
    whole = pdf([Sheet().text(72, 100, "支出")])
    for data in (b"%PDF-1.4\n", b"%PDF-1.7\n" + b"\x00garbage" * 500, b"%PDF-1.4\n%%EOF"):
        with pytest.raises(DamagedFile):
            read_bytes(data, "坏.pdf")
    assert read_bytes(b"\n junk \n" + whole, "好.pdf").text == "支出"


def test_every_truncation_is_read_or_refused() -> None:
    whole = pdf([page_of(ROWS)])
    for end in range(0, len(whole), 97):
        try:
            read_bytes(whole[:end] or b"%PDF-", "半.pdf")
        except (DamagedFile, EmptyFile):
            continue


def test_a_locked_file_is_said_to_be_locked() -> None:
    with pytest.raises(ProtectedFile):
        read_bytes(pdf([Sheet().text(72, 100, "支出")], encrypt=True), "锁.pdf")


def test_too_many_pages_are_refused_at_once() -> None:
    data = pdf([Sheet().text(72, 100, "支出")], copies=10_000)
    start = time.process_time()
    with pytest.raises(TooLarge, match="10000"):
        read_bytes(data, "长.pdf")
    assert time.process_time() - start < 2
    some = Source(name="长.pdf", data=pdf([Sheet().text(72, 300, "支出")], copies=30))
    assert read_pdf(some, 30).text.count("支出") == 30


def test_a_drawing_of_many_lines_does_not_stop_reading() -> None:
    sheet = Sheet().text(72, 100, "支出350万元")
    sheet.content.append(
        "0.1 w " + " ".join(f"{i % 500} {i % 700} m {i % 500 + 9} {i % 700} l S" for i in range(40_000))
    )
    document = read(sheet)
    assert document.text == "支出350万元" and [gap.kind for gap in document.gaps] == ["drawing"]
