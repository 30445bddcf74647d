"""Plain text: encodings, offsets and places."""

from __future__ import annotations

from pathlib import Path

import pytest
from reader_views import paragraphs

from gouji.errors import EmptyFile, UnsupportedFormat
from gouji.readers import read, read_bytes

TEXT = "一、部门概况\r\n  编制11人，实有10人。\n\r\n执行率99.78％，预算调整率≦0\r尾"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_encoding_gives_the_same_text(encoding: str) -> None:
    assert read_bytes(TEXT.encode(encoding), "x").text == TEXT


def test_gb2312_is_read_as_gb18030() -> None:
    text = "整体支出绩效自评报告"
    assert read_bytes(text.encode("gb2312"), "x").text == text


def test_the_mark_of_gb18030_is_taken_off() -> None:
    assert read_bytes("\ufeff支出合计".encode("gb18030"), "x").text == "支出合计"


def test_offsets_are_those_of_the_file_without_newline_translation(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(TEXT.encode("utf-8-sig"))
    with file.open(encoding="utf-8-sig", newline="") as stream:
        assert read(file).text == stream.read()


def test_every_character_has_the_place_of_its_line() -> None:
    document = read_bytes(TEXT.encode(), "x")
    places = [document.place_at(offset) for offset in range(len(TEXT))]
    assert all(place is not None for place in places)
    line = document.place_at(TEXT.index("99.78"))
    assert line is not None and line.line == 4
    last = document.place_at(len(TEXT) - 1)
    assert last is not None and last.line == 5


def test_a_paragraph_is_a_line_without_the_space_around_it() -> None:
    assert paragraphs(read_bytes(TEXT.encode(), "x")) == [
        "一、部门概况",
        "编制11人，实有10人。",
        "执行率99.78％，预算调整率≦0",
        "尾",
    ]


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", "\u3000\n".encode("gb18030")])
def test_nothing_but_white_space_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyFile):
        read_bytes(data, "空.txt")


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)),
        b"\x7fELF\x02\x01\x01\x00" + b"\x00\x13\x9e\xff" * 40,
        b"\xff" * 40,
        bytes((i * 89 + i * i * 7) % 256 for i in range(4000)),
    ],
)
def test_binary_is_no_text(data: bytes) -> None:
    with pytest.raises(UnsupportedFormat) as caught:
        read_bytes(data, "x.txt")
    assert "docx" in caught.value.zh and caught.value.en.startswith("x.txt: ")


def test_high_bytes_that_merely_decode_are_no_text() -> None:
    with pytest.raises(UnsupportedFormat):
        read_bytes(bytes([0xAA, 0xA1, 0xFE, 0x50] * 50), "x.txt")
