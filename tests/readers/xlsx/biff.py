"""A writer of BIFF8 workbooks for tests: one record after another, nothing that a test does not ask for."""

from __future__ import annotations

import struct

Record = tuple[int, bytes]


def record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def bof(kind: int = 0x10) -> bytes:
    return record(0x809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))


def string(text: str, width: int = 2) -> bytes:
    return len(text).to_bytes(width, "little") + b"\x01" + text.encode("utf-16-le")


def style(number_format: int, border: bool = False) -> bytes:
    return record(0xE0, struct.pack("<HHHHHI6x", 0, number_format, 0, 0, 0, 0x11 if border else 0))


def label(row: int, column: int, text: str, xf: int = 0) -> Record:
    return 0x204, struct.pack("<HHH", row, column, xf) + string(text)


def number(row: int, column: int, value: float, xf: int = 0) -> Record:
    return 0x203, struct.pack("<HHHd", row, column, xf, value)


def merged(areas: list[tuple[int, int, int, int]]) -> Record:
    """Areas as first row, first column, last row, last column."""
    packed = b"".join(struct.pack("<HHHH", top, bottom, left, right) for top, left, bottom, right in areas)
    return 0xE5, struct.pack("<H", len(areas)) + packed


def workbook(
    sheets: dict[str, list[Record]],
    formats: dict[int, str] | None = None,
    styles: list[bytes] | None = None,
    states: dict[str, int] | None = None,
    before: bytes = b"",
) -> bytes:
    """The stream of a workbook."""
    head = bof(0x05) + before
    for code, text in (formats or {}).items():
        head += record(0x41E, struct.pack("<H", code) + string(text))
    head += b"".join(styles or [style(0)])
    end = record(0x0A, b"")
    listed = [struct.pack("<xxxxBB", (states or {}).get(name, 0), 0) + string(name, 1) for name in sheets]
    offset = len(head) + sum(4 + len(item) for item in listed) + len(end)
    bodies = b""
    for index, contents in enumerate(sheets.values()):
        listed[index] = struct.pack("<I", offset + len(bodies)) + listed[index][4:]
        bodies += bof() + b"".join(record(*content) for content in contents) + end
    return head + b"".join(record(0x85, item) for item in listed) + end + bodies
