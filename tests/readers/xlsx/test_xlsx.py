"""Excel workbooks: figures as shown, captions apart from tables, what is hidden said."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from ooxml import zipped
from openpyxl import Workbook
from openpyxl.styles import Border, Side
from reader_views import cells, paragraphs, unplaced

from gouji.errors import DamagedFile, EmptyFile, TooLarge, UnsupportedFormat
from gouji.model import Document, Table
from gouji.readers import read_bytes, sheet_grid

HERE = Path(__file__).parent
NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def opened(book: Workbook) -> Document:
    document = read_bytes(saved(book), "表.xls")
    assert not unplaced(document)
    return document


def sheet_of(rows: list[list[object]], title: str = "Sheet1") -> Workbook:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def grids(document: Document) -> list[list[tuple[int, int, int, int, str]]]:
    return [cells(document, table) for table in document.tables()]


def form() -> Workbook:
    """A sheet as units fill it in: title, unit, merged labels, formats, hidden and uncalculated cells."""
    book = sheet_of(
        [
            ["2023年度部门整体支出绩效自评表"],
            ["填报单位：某局", None, None, None, "单位：万元"],
            ["项目", "年初预算数", "全年执行数", "执行率", "得分"],
            ["基本支出", 1614.84, 1600, 0.9978, 10],
            ["项目支出", 51, 50.5, 1, 9.5],
            ["合计", "=B4+B5", 1650.5, None, None],
            [],
            ["一级指标", "分值", "得分", "日期"],
            ["产出", 50, 48, 45292],
            ["效益", 30, 30, 45293],
            [],
            ["注：本表反映部门整体支出。"],
            ["填表人：甲", None, "联系电话：0731"],
        ],
        "附表1",
    )
    sheet = book.active
    for area in ("A1:E1", "A6:A6", "D5:D6", "A12:E12"):
        sheet.merge_cells(area)
    for name, code in (
        ("B4", "#,##0.00"), ("B5", "0.00"), ("C4", "#,##0.00"), ("D4", "0.00%"), ("D5", "0%"), ("E5", "0.0"),
        ("D9", 'yyyy"年"m"月"d"日"'), ("D10", "yyyy/m/d"),
    ):  # fmt: skip
        sheet[name].number_format = code
    sheet.row_dimensions[10].hidden = True
    book.create_sheet("底稿").append(["别处"])
    book["底稿"].sheet_state = "hidden"
    return book


def test_a_form_as_it_is_shown(golden: Callable[[Document, Path], None]) -> None:
    golden(opened(form()), HERE / "自评表.json")


def test_captions_are_paragraphs_and_tables_stand_apart() -> None:
    document = opened(form())
    assert paragraphs(document) == [
        "附表1",
        "2023年度部门整体支出绩效自评表",
        "填报单位：某局",
        "单位：万元",
        "注：本表反映部门整体支出。",
        "填表人：甲",
        "联系电话：0731",
    ]
    first, second = document.tables()
    assert (first.rows, first.columns, second.rows, second.columns) == (4, 5, 2, 4)
    assert (2, 3, 2, 1, "100%") in cells(document, first)
    assert [g.kind for g in document.gaps] == ["formula", "hidden", "hidden"]
    assert document.gaps[0].place is not None and document.gaps[0].place.cell == "B6"


def test_places_name_sheet_and_cell() -> None:
    document = opened(form())
    place = document.place_at(document.text.index("1,614.84"))
    assert place is not None and (place.sheet, place.cell) == ("附表1", "B4")


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        # A row of two cells is a row of the form, not a caption.
        ([["部门名称", "某局"], ["项目", "金额"], ["甲", 1]], 3),
        ([["部门：某局", "单位：元"], ["项目", "金额"], ["甲", 1]], 2),
        ([["附件1"], ["自评表"], ["（2023年度）"], ["项目", "金额"], ["甲", 1]], 2),
        # A band across a form stays where it is.
        ([["项目", "金额"], ["一、基本情况"], ["甲", 1]], 3),
    ],
)
def test_where_a_table_begins(rows: list[list[object]], wanted: int) -> None:
    (table,) = opened(sheet_of(rows)).tables()
    assert table.rows == wanted


def test_empty_rows_with_borders_belong_to_the_form() -> None:
    rows: list[list[object]] = [["项目", "金额"], ["甲", 1], [], ["项目", "金额"], ["乙", 2]]
    assert len(list(opened(sheet_of(rows)).tables())) == 2
    book = sheet_of(rows)
    side = Side(style="thin")
    for name in ("A3", "B3"):
        book.active[name].border = Border(left=side, right=side)
    (table,) = opened(book).tables()
    assert table.rows == 5


def test_a_title_between_two_tables_goes_with_the_second() -> None:
    document = opened(sheet_of([["项目", "金额"], ["甲", 1], [], ["二、项目支出"], [], ["项目", "金额"], ["乙", 2]]))
    assert [type(block) is Table for block in document.blocks] == [True, False, True]


def test_hidden_columns_and_covered_cells_are_said() -> None:
    book = sheet_of([["项目", "底数", "金额"], ["甲", 7, 1], ["乙", 8, 2]])
    book.active.column_dimensions["B"].hidden = True
    document = opened(book)
    assert grids(document)[0][-1] == (2, 1, 1, 1, "2") and "7" not in document.text
    assert [gap.kind for gap in document.gaps] == ["hidden"]
    sheet = (
        f'<worksheet xmlns="{NS}"><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row></sheetData>'
    )
    covered = read_bytes(package(sheet + '<mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>'), "x")
    assert covered.text.split() == ["1"] and covered.gaps[0].kind == "hidden"


def test_sheets_named_by_the_program_have_no_title() -> None:
    book = sheet_of([["项目", "金额"], ["甲", 1]])
    book.create_sheet("项目支出").append(["乙", 2])
    assert paragraphs(opened(book)) == ["项目支出"]


def package(sheet: str, strings: str = "", styles: str = "") -> bytes:
    """A workbook of one sheet, its parts as given."""
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="{{}}" Type="{relation}/{{}}" Target="{{}}"/>'
    links = link.format("r1", "worksheet", "sheet.xml") + link.format("r2", "sharedStrings", "strings.xml")
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": f'<workbook xmlns="{NS}" xmlns:r="{relation}"><sheets>'
            '<sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/"
            f"relationships'>{links}{link.format('r3', 'styles', 'styles.xml')}</Relationships>",
            "xl/sheet.xml": sheet,
            "xl/strings.xml": strings or f'<sst xmlns="{NS}"/>',
            "xl/styles.xml": styles or f'<styleSheet xmlns="{NS}"/>',
        }
    )


def cells_of(*cells: str) -> str:
    return f'<worksheet xmlns="{NS}"><sheetData><row>{"".join(cells)}</row></sheetData></worksheet>'


def test_kinds_of_values() -> None:
    strings = f'<sst xmlns="{NS}"><si><r><t>支</t></r><r><t>出_x000D_</t></r><rPh><t>zhi</t></rPh></si></sst>'
    sheet = cells_of(
        '<c t="s"><v>0</v></c>', '<c t="b"><v>1</v></c>', '<c t="e"><v>#DIV/0!</v></c>',
        '<c t="str"><f>A1</f><v>甲</v></c>', '<c t="inlineStr"><is><t>乙</t></is></c>', '<c><v>12.50</v></c>',
        '<c t="s"><v>99</v></c>', '<c><v>x</v></c>', '<c t="str"><f>A1</f><v></v></c>', '<c><f>1/0</f></c>',
    )  # fmt: skip
    document = read_bytes(package(sheet, strings), "x")
    assert document.text.split() == ["支出", "TRUE", "#DIV/0!", "甲", "乙", "12.5", "x"]
    assert [(gap.kind, gap.place.cell if gap.place else "") for gap in document.gaps] == [("formula", "J1")]


def test_the_strict_variant_is_read() -> None:
    strict = package(cells_of("<c><v>5</v></c>")).replace(NS.encode(), NS.encode())
    assert read_bytes(strict, "x").text == "5"
    other = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    sheet = cells_of("<c><v>665.85</v></c>").replace(NS, other)
    assert read_bytes(package(sheet), "x").text == "665.85"


# ---- hostile


def test_two_cells_do_not_make_a_million() -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>'
    rows = "".join(f'<row r="{i}"><c r="A{i}"><v>1</v></c></row>' for i in range(2, 60))
    sheet = f'<worksheet xmlns="{NS}"><sheetData>{far}{rows}</sheetData></worksheet>'
    with pytest.raises(TooLarge):
        read_bytes(package(sheet), "x")


def test_merged_areas_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_grid, "_MAX_STEPS", 1000)
    cells = '<c r="A1"><v>1</v></c><c r="B2000"><v>2</v></c>'
    merges = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    sheet = f'<worksheet xmlns="{NS}"><sheetData><row>{cells}</row></sheetData>{merges}</worksheet>'
    assert read_bytes(package(sheet), "x").text.startswith("1")
    rows = "".join(f'<row r="{i}"><c r="A{i}"><v>1</v></c></row>' for i in range(1, 2000))
    with pytest.raises(TooLarge):
        read_bytes(package(f'<worksheet xmlns="{NS}"><sheetData>{rows}</sheetData>{merges}</worksheet>'), "x")


@pytest.mark.parametrize("part", ["xl/sheet.xml", "xl/strings.xml", "xl/styles.xml", "xl/workbook.xml"])
def test_entities_are_refused(part: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    parts = {"xl/sheet.xml": cells_of("<c><v>5</v></c>"), "xl/strings.xml": "", "xl/styles.xml": ""}
    if part == "xl/workbook.xml":
        data = zipped({"[Content_Types].xml": "<Types/>", part: bomb})
    else:
        parts[part] = bomb
        data = package(*parts.values())
    with pytest.raises(DamagedFile):
        read_bytes(data, "x")


def test_nothing_to_read() -> None:
    with pytest.raises(EmptyFile):
        read_bytes(saved(Workbook()), "x")
    with pytest.raises(DamagedFile):
        read_bytes(zipped({"xl/styles.xml": "<x/>"}), "x")
    with pytest.raises(UnsupportedFormat, match="xlsb"):
        links = (
            "<Relationships><Relationship Type='x/officeDocument' Target='xl/workbook.bin'/></Relationships>".replace(
                "<Relationships>",
                "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>",
            )
        )
        read_bytes(zipped({"_rels/.rels": links, "xl/workbook.bin": "x"}), "x")
    missing = read_bytes(package(cells_of("<c><v>5</v></c>")).replace(b"strings.xml", b"nothing.xml"), "x")
    assert missing.text == "5"
