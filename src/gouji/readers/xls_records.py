"""The records of a BIFF stream (Excel 5 to 2003, WPS et): their order, their strings and what they pack together."""

from __future__ import annotations

import struct
from collections.abc import Iterator

BOF, EOF, CONTINUE, FILE_PASS, CODE_PAGE, DATE_MODE = 0x809, 0x0A, 0x3C, 0x2F, 0x42, 0x22
BOUND_SHEET, SST, FORMAT, XF = 0x85, 0xFC, 0x41E, 0xE0
ROW, COL_INFO, MERGED = 0x208, 0x7D, 0xE5
LABEL_SST, LABEL, R_STRING, NUMBER, RK, MUL_RK = 0xFD, 0x204, 0xD6, 0x203, 0x27E, 0xBD
FORMULA, STRING, BOOL_ERR, BLANK, MUL_BLANK = 0x06, 0x207, 0x205, 0x201, 0xBE
OBJ, TXO = 0x5D, 0x1B6

ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}

_HEAD = struct.Struct("<HH")
_U16, _U32, _F64 = struct.Struct("<H"), struct.Struct("<I"), struct.Struct("<d")


def records(data: bytes, start: int = 0) -> Iterator[tuple[int, bytes, int]]:
    """The records from an offset on: type, content, and the offset after it; ends where the bytes do."""
    size = len(data)
    while start + 4 <= size:
        kind, length = _HEAD.unpack_from(data, start)
        start += 4 + length
        yield kind, data[start - length : start], start


def continued(data: bytes, start: int) -> list[bytes]:
    """The CONTINUE records at an offset."""
    found = []
    for kind, content, _ in records(data, start):
        if kind != CONTINUE:
            break
        found.append(content)
    return found


def number_of_rk(value: int) -> float:
    """A number packed into 30 bits, with one bit for a hundredth and one for a whole number."""
    if value & 2:
        whole = value >> 2
        number = float(whole - (1 << 30) if whole >= 1 << 29 else whole)
    else:
        number = float(_F64.unpack(b"\x00\x00\x00\x00" + _U32.pack(value & 0xFFFFFFFC))[0])
    return number / 100 if value & 1 else number


class Strings:
    """Reads strings one after another from a record and the records that continue it.

    A string may be cut anywhere; where its characters are cut, the next record says anew how wide they are.
    """

    def __init__(self, chunks: list[bytes]):
        self._chunks = chunks
        self._index = 0
        self._at = 0

    def take(self, count: int) -> bytes:
        """The next bytes, fewer at the end; what is cut is put together."""
        pieces: list[bytes] = []
        while count > 0 and self._index < len(self._chunks):
            chunk = self._chunks[self._index]
            piece = chunk[self._at : self._at + count]
            pieces.append(piece)
            count -= len(piece)
            self._at += len(piece)
            if self._at >= len(chunk):
                self._index += 1
                self._at = 0
        return b"".join(pieces)

    def more(self) -> bool:
        """Whether anything is left."""
        return self._index < len(self._chunks)

    def whole(self, width: int) -> int:
        """The next unsigned number of 1, 2 or 4 bytes."""
        return int.from_bytes(self.take(width), "little")

    def string(self, width: int = 2) -> str:
        """The next Unicode string, whose length is given in `width` bytes."""
        count = self.whole(width)
        flags = self.whole(1)
        runs = self.whole(2) if flags & 8 else 0
        extra = self.whole(4) if flags & 4 else 0
        text = self.characters(count, flags & 1)
        self.take(4 * runs + extra)
        return text

    def characters(self, count: int, wide: int) -> str:
        """The next characters, of one or two bytes each."""
        pieces: list[str] = []
        while count > 0 and self._index < len(self._chunks):
            if self._at == 0 and pieces:
                wide = self.whole(1) & 1
                if self._index >= len(self._chunks):
                    break
            left = len(self._chunks[self._index]) - self._at
            now = min(count, left // 2 if wide else left)
            if now == 0 and left:
                # Half a character cannot stand at the end of a record.
                self.take(left)
                continue
            raw = self.take(now * 2 if wide else now)
            pieces.append(raw.decode("utf-16-le" if wide else "latin-1", "replace"))
            count -= now
            if now == 0:
                break
        return "".join(pieces)


def shared_strings(chunks: list[bytes]) -> list[str]:
    """The strings of the SST record and of those that continue it."""
    reader = Strings(chunks)
    reader.take(4)
    count = reader.whole(4)
    found: list[str] = []
    while len(found) < count and reader.more():
        found.append(reader.string())
    return found


def byte_string(data: bytes, start: int, width: int, codec: str) -> str:
    """A string of a stream before Excel 97: bytes of a code page."""
    count = int.from_bytes(data[start : start + width], "little")
    return data[start + width : start + width + count].decode(codec, "replace")


_PAGES = {1252: "cp1252", 950: "cp950", 932: "cp932", 949: "cp949", 367: "ascii"}


def codec_of(page: int) -> str:
    """The codec of a Windows code page; Chinese for what names none."""
    return _PAGES.get(page, "gb18030")
