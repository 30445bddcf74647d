"""Old formats, web pages, texts and pictures made to harm."""

from __future__ import annotations

import struct
import zlib

from hostile_base import NOWHERE, specimen


def _ole(fat: list[int], name: str, size: int, start: int = 1) -> bytes:
    """A compound file with one stream; `fat` is its table of sectors, which may lie."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    for place in range(1, 109):
        struct.pack_into("<I", header, 76 + 4 * place, 0xFFFFFFFF)
    table = struct.pack("<128I", *(fat + [0xFFFFFFFF] * 128)[:128])
    entries = b""
    for title, kind, child, first, length in (("Root Entry", 5, 1, 0xFFFFFFFE, 0), (name, 2, 0xFFFFFFFF, start, size)):
        coded = title.encode("utf-16-le")
        entry = bytearray(128)
        entry[: len(coded)] = coded
        struct.pack_into("<HBBIII", entry, 64, len(coded) + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        struct.pack_into("<IQ", entry, 116, first, length)
        entries += bytes(entry)
    return bytes(header) + table + entries.ljust(512, b"\x00") + b"\xec\xa5" * 2048


@specimen
def doc_fat_loop() -> bytes:
    """A stream of 2 GB whose sectors go round in a circle."""
    return _ole([0xFFFFFFFD, 0xFFFFFFFE, 3, 4, 2], "WordDocument", 0x7FFFFFFF, 2)


@specimen
def doc_directory_loop() -> bytes:
    """A directory whose sectors go round in a circle."""
    return _ole([0xFFFFFFFD, 1, 3, 2], "WordDocument", 4096, 2)


@specimen
def doc_of_nonsense() -> bytes:
    """A right container around a wrong document."""
    return _ole([0xFFFFFFFD, 0xFFFFFFFE, 3, 4, 5, 6, 0xFFFFFFFE], "WordDocument", 4096, 2)


@specimen
def xls_of_nonsense() -> bytes:
    """A right container around a wrong workbook."""
    return _ole([0xFFFFFFFD, 0xFFFFFFFE, 3, 4, 5, 6, 0xFFFFFFFE], "Workbook", 4096, 2)


@specimen
def rtf_million_groups() -> bytes:
    """1,000,000 groups inside each other."""
    return b"{\\rtf1" + b"{" * 1_000_000 + b"1" + b"}" * 1_000_000 + b"}"


@specimen
def rtf_groups_in_a_row() -> bytes:
    """1,000,000 groups one after the other, and numbers that overflow."""
    return b"{\\rtf1\\ansi\\u99999999999 \\bin2147483647 " + b"{\\b 1}" * 1_000_000 + b"}"


@specimen
def rtf_object() -> bytes:
    """An embedded program, a linked template and a field that fetches."""
    where = NOWHERE.encode()
    return (
        b"{\\rtf1{\\*\\template %b}{\\object\\objautlink\\objupdate{\\*\\objclass Package}{\\*\\objdata %b}}"
        b'{\\field{\\*\\fldinst INCLUDEPICTURE "%b"}{\\fldrslt 12.34}}}' % (where, b"4d5a" * 5000, where)
    )


@specimen
def html_deep() -> bytes:
    """100,000 divs inside each other."""
    return b"<html><body>" + b"<div>" * 100_000 + b"1" + b"</div>" * 100_000


@specimen
def html_deep_tables() -> bytes:
    """5,000 tables inside each other."""
    return b"<html><body>" + b"<table><tr><td>1" * 5_000


@specimen
def html_huge_spans() -> bytes:
    """Cells that claim to span a million rows and columns."""
    cell = b'<td rowspan="1000000" colspan="1000000">1</td>'
    return b"<html><body><table>" + (b"<tr>" + cell * 50 + b"</tr>") * 200 + b"</table>"


@specimen
def html_active() -> bytes:
    """Scripts, frames, pictures and styles from elsewhere."""
    where = NOWHERE.encode()
    return (
        b'<html><head><meta charset="gb2312"><base href="%b"><link rel="stylesheet" href="%b"><script src="%b">'
        b'</script><meta http-equiv="refresh" content="0;url=%b"></head><body><img src="%b">'
        b'<iframe src="%b"></iframe>12.34' % ((where,) * 6)
    )


@specimen
def txt_one_long_line() -> bytes:
    """20 MB without a line end."""
    return ("支出12.34万元，其中" * 700_000).encode()


@specimen
def txt_of_tabs() -> bytes:
    """Rows of tabs that could be a table of millions of cells."""
    return ("\t" * 3000 + "1\n").encode() * 1000


@specimen
def txt_of_digits() -> bytes:
    """A number with a million digits, and brackets that never close."""
    return b"1" * 1_000_000 + b"\n" + "（".encode() * 100_000


@specimen
def png_huge() -> bytes:
    """A header that claims 60,000 by 60,000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(100_000)))
        + chunk(b"IEND", b"")
    )


@specimen
def tiff_directory_loop() -> bytes:
    """A TIFF whose next directory is the first."""
    return b"II*\x00" + struct.pack("<I", 8) + struct.pack("<HHHIII", 1, 256, 4, 1, 100, 8)


@specimen
def jpeg_cut_short() -> bytes:
    """A JPEG that ends in its header."""
    return (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03"
    )
