"""Old workbooks: the same figures as shown, whatever way the records pack them."""

from __future__ import annotations

import struct
from io import BytesIO

import pytest
from biff import Record, label, merged, number, record, string, style, workbook
from compound_files import compound
from python_calamine import CalamineWorkbook
from reader_views import cells, paragraphs

from gouji.errors import DamagedFile, EmptyFile, ProtectedFile, TooLarge, UnsupportedFormat
from gouji.model import Document
from gouji.readers import read_bytes, sheet_grid, xls
from gouji.readers.xls_records import Strings, number_of_rk, shared_strings

STYLES = [style(0), style(10), style(4), style(164), style(0, border=True)]
FORMATS = {164: 'yyyy"年"m"月"'}


def opened(*contents: Record, **options: object) -> Document:
    data = workbook({"Sheet1": list(contents)}, FORMATS, STYLES, **options)  # type: ignore[arg-type]
    return read_bytes(compound({"Workbook": data}), "表.xls")


def rk(row: int, column: int, packed: int, xf: int = 0) -> Record:
    return 0x27E, struct.pack("<HHHI", row, column, xf, packed)


def formula(row: int, column: int, result: bytes, xf: int = 0) -> Record:
    return 0x06, struct.pack("<HHH", row, column, xf) + result + bytes(8)


def test_figures_are_shown_by_their_formats() -> None:
    document = opened(
        label(0, 0, "项目"), label(0, 1, "执行率"), label(0, 2, "金额"), label(0, 3, "时间"),
        label(1, 0, "基本支出"), number(1, 1, 0.9978, 1), number(1, 2, 1614.84, 2), number(1, 3, 44927, 3),
        label(2, 0, "项目支出"), rk(2, 1, (10 << 2) | 2), rk(2, 2, (123456 << 2) | 3, 2),
    )  # fmt: skip
    (table,) = document.tables()
    assert [cell[4] for cell in cells(document, table)] == [
        *("项目", "执行率", "金额", "时间"), *("基本支出", "99.78%", "1,614.84", "2023年1月"),
        *("项目支出", "10", "1,234.56", ""),
    ]  # fmt: skip
    place = document.place_at(document.text.index("1,614.84"))
    assert place is not None and (place.sheet, place.cell) == ("Sheet1", "C2")


def test_results_of_formulas() -> None:
    document = opened(
        formula(0, 0, struct.pack("<d", 0.5), 1),
        formula(0, 1, b"\x00" * 6 + b"\xff\xff"),
        (0x4BC, b"a shared formula may stand between"),
        (0x207, string("甲")),
        formula(1, 0, b"\x01\x00\x01\x00\x00\x00\xff\xff"),
        formula(1, 1, b"\x02\x00\x07\x00\x00\x00\xff\xff"),
        formula(2, 0, b"\x03\x00\x00\x00\x00\x00\xff\xff"),
        (0x205, struct.pack("<HHHBB", 2, 1, 0, 1, 0)),
        (0xBD, struct.pack("<HHHIHIH", 3, 0, 0, 6, 1, 6, 1)),
    )
    assert document.text == "50.00%\t甲\nTRUE\t#DIV/0!\n\tTRUE\n1\t100.00%"


def test_merges_hidden_rows_and_sheets() -> None:
    contents = [
        label(0, 0, "自评表"), label(1, 0, "项目"), label(1, 1, "得分"), label(2, 0, "甲"), number(2, 1, 1),
        label(3, 0, "乙"), number(3, 1, 2), label(4, 0, "丙"), number(4, 1, 3), merged([(0, 0, 0, 1), (2, 0, 4, 0)]),
        (0x208, struct.pack("<HHHHHHHH", 3, 0, 2, 0, 0, 0, 0x20, 0)),
    ]  # fmt: skip
    data = workbook({"附表1": contents, "底稿": [label(0, 0, "别处")]}, states={"底稿": 1})
    document = read_bytes(compound({"Workbook": data}), "x")
    (table,) = document.tables()
    assert paragraphs(document) == ["附表1", "自评表"]
    assert cells(document, table)[2:] == [(1, 0, 2, 1, "甲"), (1, 1, 1, 1, "1"), (2, 1, 1, 1, "3")]
    assert sorted(gap.kind for gap in document.gaps) == ["hidden"] * 3


def test_charts_inside_a_sheet_are_no_cells() -> None:
    bof = (0x809, struct.pack("<HHHHII", 0x0600, 0x20, 0, 0, 0, 0))
    document = opened(label(0, 0, "甲"), bof, number(5, 5, 99), (0x0A, b""), number(0, 1, 7))
    assert document.text == "甲\t7"


def test_borders_keep_empty_rows() -> None:
    blank = (0x201, struct.pack("<HHH", 2, 0, 4))
    rows = [label(0, 0, "甲"), number(0, 1, 1), label(1, 0, "乙"), number(1, 1, 2)]
    below = [label(3, 0, "丙"), number(3, 1, 3), label(4, 0, "丁"), number(4, 1, 4)]
    assert len(list(opened(*rows, *below).tables())) == 2
    assert [table.rows for table in opened(*rows, blank, *below).tables()] == [5]


@pytest.mark.parametrize("cut", range(9, 60))
def test_strings_may_be_cut_anywhere(cut: int) -> None:
    rich = struct.pack("<HBH", 3, 9, 1) + "支出计".encode("utf-16-le") + bytes(4)
    plain = struct.pack("<HB", 5, 0) + b"abcde"
    whole = struct.pack("<II", 3, 3) + plain + rich + struct.pack("<HBI", 2, 5, 3) + "合计".encode("utf-16-le") + b"xyz"
    assert shared_strings([whole]) == ["abcde", "支出计", "合计"]
    starts = {"plain": (11, 16, 0), "rich": (21, 27, 1), "last": (38, 42, 1)}
    flag = next((wide for low, high, wide in starts.values() if low < cut < high), None)
    if flag is not None and flag and (cut - (21 if cut < 30 else 38)) % 2:
        return
    cut_off = whole[cut:] if flag is None else bytes([flag]) + whole[cut:]
    assert shared_strings([whole[:cut], cut_off]) == ["abcde", "支出计", "合计"]


def test_a_string_may_change_its_width_where_it_is_cut() -> None:
    chunks = [struct.pack("<HB", 4, 0) + b"ab", b"\x01" + "支出".encode("utf-16-le")]
    assert Strings(chunks).string() == "ab支出"


def test_packed_numbers() -> None:
    assert [number_of_rk(value) for value in (6, 0xFFFFFFFE, (12345 << 2) | 3, 0x3FF00000)] == [1, -1, 123.45, 1]


def test_the_values_are_those_of_another_reader() -> None:
    contents = [label(0, 0, "甲"), number(0, 1, 0.1), rk(1, 0, (7 << 2) | 2), number(1, 1, -2.5)]
    file = compound({"Workbook": workbook({"一": contents})})
    rows = CalamineWorkbook.from_filelike(BytesIO(file)).get_sheet_by_index(0).to_python()
    assert rows == [["甲", 0.1], [7.0, -2.5]]
    assert read_bytes(file, "x").text == "一\n甲\t0.1\n7\t-2.5"


def test_a_workbook_before_excel_97() -> None:
    bof = struct.pack("<HH", 0x809, 8) + struct.pack("<HHHH", 0x0500, 5, 0, 0)
    name, text = "支出".encode("gbk"), "合计".encode("gbk")
    head = bof + record(0x42, struct.pack("<H", 936)) + record(0x41E, struct.pack("<HB", 164, 4) + b"0.00")
    head += record(0xE0, struct.pack("<HH12x", 0, 164))
    offset = len(head) + 4 + 7 + len(name) + 4
    head += record(0x85, struct.pack("<IBBB", offset, 0, 0, len(name)) + name) + record(0x0A, b"")
    body = bof + record(0x204, struct.pack("<HHHH", 0, 0, 0, len(text)) + text)
    body += record(0x203, struct.pack("<HHHd", 0, 1, 0, 5)) + record(0x0A, b"")
    assert read_bytes(compound({"Book": head + body}), "x").text == "支出\n合计\t5.00"


# ---- hostile


def test_what_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ProtectedFile):
        opened(label(0, 0, "甲"), before=record(0x2F, b"\x01\x00"))
    with pytest.raises(EmptyFile):
        opened()
    old = record(0x809, struct.pack("<HH", 0x0400, 5))
    with pytest.raises(UnsupportedFormat):
        read_bytes(compound({"Workbook": old}), "x")
    with pytest.raises(DamagedFile):
        opened((0x203, b"\x00"))
    monkeypatch.setattr(sheet_grid, "MAX_CELLS", 3)
    monkeypatch.setattr(xls, "MAX_CELLS", 3)
    with pytest.raises(TooLarge):
        opened(*(number(row, 0, 1) for row in range(5)))


def test_a_far_cell_does_not_make_a_huge_grid() -> None:
    far = [number(row, 0, 1) for row in range(3000)]
    with pytest.raises(TooLarge):
        opened(*far, number(0, 65535, 1))
