"""Broken, locked and hostile files: one sentence each, never a crash, never a wait."""

from __future__ import annotations

import os
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from ooxml import docx, p, r, tbl, tc, tr, zipped

from gouji.errors import (
    DamagedFile,
    EmptyFile,
    NoSuchFile,
    ProtectedFile,
    ReadError,
    TooLarge,
    UnsupportedFormat,
)
from gouji.readers import package, read, read_bytes, reading

GOOD = docx(p("支出665.85万元"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500


def refused(data: bytes, kind: type[ReadError]) -> ReadError:
    with pytest.raises(kind) as caught:
        read_bytes(data, "某报告.docx")
    assert kind is ReadError or type(caught.value) is kind
    assert caught.value.zh.startswith("某报告.docx：") and caught.value.zh.endswith("。")
    assert caught.value.en.startswith("某报告.docx: ")
    return caught.value


def with_main(xml: str | bytes) -> bytes:
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": xml})


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "无.docx", tmp_path):
        with pytest.raises(NoSuchFile):
            read(path)
    with pytest.raises(NoSuchFile):
        read("a\x00b")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道")
    with pytest.raises(NoSuchFile):
        read(tmp_path / "管道")


def test_the_name_is_never_asked(tmp_path: Path) -> None:
    file = tmp_path / "报告.txt"
    file.write_bytes(GOOD)
    assert read(file).format == "docx"
    file = tmp_path / "报告.docx"
    file.write_text("支出合计", encoding="utf-8")
    document = read(str(file))
    assert document.format == "txt" and document.name == str(file)


def test_reading_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(GOOD)
    before = file.stat().st_mtime_ns
    assert len(read(file).sha256) == 64
    assert file.read_bytes() == GOOD and file.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n%\xe2\xe3",
        b"junk\n%PDF-1.4",
        OLE + "WordDocument".encode("utf-16-le"),
        OLE + "Workbook".encode("utf-16-le"),
        b"{\\rtf1\\ansi",
        b"\xef\xbb\xbf  <!DOCTYPE HTML><html>",
        "<html><body>".encode("utf-16"),
        zipped({"xl/workbook.xml": "<x/>"}),
        zipped({"OFD.xml": "<x/>"}),
    ],
)
def test_the_beginning_of_a_format_and_nothing_behind_it(data: bytes) -> None:
    assert "。" in refused(data, ReadError).zh


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"<?xml version='1.0'?><pkg:package/>", "XML"),
        (b"Rar!\x1a\x07", "压缩包"),
        (zipped({"ppt/presentation.xml": "<x/>"}), "pptx"),
        (zipped({"mimetype": "x", "content.xml": "<x/>"}), "OpenDocument"),
        (zipped({"a.txt": "x"}), "压缩包"),
    ],
)
def test_formats_that_are_known_and_not_read(data: bytes, word: str) -> None:
    assert word in refused(data, UnsupportedFormat).zh


def test_no_text_at_all() -> None:
    refused(docx(p()), EmptyFile)
    picture = p("<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>")
    assert "图片" in refused(docx(picture), EmptyFile).zh


def test_encrypted_files() -> None:
    refused(OLE + "EncryptedPackage".encode("utf-16-le"), ProtectedFile)
    flagged = bytearray(GOOD)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = flagged.find(mark)
        while at >= 0:
            flagged[at + place] |= 1
            at = flagged.find(mark, at + 4)
    refused(bytes(flagged), ProtectedFile)


@pytest.mark.parametrize("keep", [30, 200, len(GOOD) // 2, len(GOOD) - 5])
def test_a_file_cut_short(keep: int) -> None:
    refused(GOOD[:keep], DamagedFile)


def test_bytes_that_do_not_match_their_checksum() -> None:
    broken = bytearray(GOOD)
    at = GOOD.index(b"word/document.xml") + 40
    broken[at : at + 8] = b"\xff" * 8
    refused(bytes(broken), DamagedFile)


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"not xml",
        b"<w:document>",
        "<document xmlns='x'/>",
        docx(p("x"))[:50],
    ],
)
def test_a_main_part_that_is_no_document(xml: str | bytes) -> None:
    refused(with_main(xml), DamagedFile)


def test_no_main_part() -> None:
    refused(zipped({"[Content_Types].xml": "<Types/>", "word/styles.xml": "<x/>"}), DamagedFile)


@pytest.mark.parametrize("body", ["&lol;", "&x;", "text"])
def test_a_doctype_is_refused_and_nothing_is_fetched(body: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("机密", encoding="utf-8")
    doctype = (
        f'<!DOCTYPE d [<!ENTITY lol "{"ha" * 50}"><!ENTITY x SYSTEM "file://{secret}">'
        + "".join(f'<!ENTITY l{i} "&lol;&lol;&lol;&lol;">' for i in range(20))
        + "]>"
    )
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'{doctype}<w:document xmlns:w="{w}"><w:body><w:p><w:r><w:t>{body}</w:t></w:r></w:p></w:body></w:document>'
    refused(with_main(xml), DamagedFile)


def test_a_part_that_declares_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_PART_BYTES", 1000)
    refused(docx(p("长" * 2000)), TooLarge)


def test_a_bomb_of_zeros() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as stream:
            for _ in range(1024):
                stream.write(b"\x00" * 1024 * 1024)
    refused(out.getvalue(), TooLarge)


def test_a_bomb_that_declares_little() -> None:
    honest = with_main(b"\x00" * 40 * 1024 * 1024)
    size = struct.pack("<I", 40 * 1024 * 1024)
    lying = honest.replace(size, struct.pack("<I", 3000))
    assert lying != honest
    refused(lying, DamagedFile)


def test_a_bomb_within_the_limit_is_known_by_its_ratio() -> None:
    refused(with_main(b" " * 40 * 1024 * 1024), TooLarge)


def test_a_file_over_the_limit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(reading, "MAX_FILE_BYTES", 100)
    refused(GOOD, TooLarge)
    file = tmp_path / "a.docx"
    file.write_bytes(GOOD)
    with pytest.raises(TooLarge):
        read(file)


@pytest.mark.parametrize("depth", [50, 300, 3000])
@pytest.mark.parametrize("kind", ["tables", "wrappers", "formulas", "shapes"])
def test_deep_nesting_ends_in_a_document_or_in_damage(depth: int, kind: str) -> None:
    if kind == "tables":
        body = "x"
        for _ in range(depth):
            body = tbl(tr(tc(body)))
    elif kind == "wrappers":
        body = p("<w:smartTag>" * depth + r("x") + "</w:smartTag>" * depth)
    elif kind == "formulas":
        body = p("x<m:oMath>".replace("x", r("x")) + "<m:e>" * depth + "</m:e>" * depth + "</m:oMath>")
    else:
        body = p("x", "<w:r><w:pict>" + "<v:group>" * depth + "</v:group>" * depth + "</w:pict></w:r>")
    try:
        document = read_bytes(docx(body), "x")
    except DamagedFile:
        assert depth > 50
    else:
        assert "x" in document.text


def test_huge_spans_do_not_make_a_huge_grid() -> None:
    body = tbl(tr(tc("甲", span=999_999_999), tc("乙")))
    (table,) = read_bytes(docx(body), "x").tables()
    assert table.columns <= 2000


def test_values_that_are_no_numbers() -> None:
    body = p(
        "x",
        properties='<w:outlineLvl w:val="深"/><w:numPr><w:ilvl w:val="-3"/><w:numId w:val="?"/></w:numPr>',
    )
    assert read_bytes(docx(body, numbering=""), "x").text == "x"
