"""The stream of a Word 97–2003 file: its header, and the pieces of which its text is put together.

Characters are numbered through all stories (body, notes, headers, text boxes); a piece says where in the stream a
stretch of them lies and how wide they are. What was saved fast lies in any order.
"""

from __future__ import annotations

import struct
from bisect import bisect_right

import msgspec

from gouji.errors import ProtectedFile, UnsupportedFormat
from gouji.readers.ole import Compound

_WORD = 0xA5EC
_OLD_WORDS = (0xA5DB, 0xA5DC, 0xA59B, 0xA59C, 0xA697, 0xA699)
_FIRST_FC_LCB = 0x9A
_CLX, _STYLES, _CHPX, _PAPX, _FONTS, _LISTS, _OVERRIDES = 33, 1, 12, 13, 15, 73, 74
STORIES = ("body", "footnote", "header", "macro", "annotation", "endnote", "textbox", "header textbox")
_MAX_CHARACTERS = 50_000_000


class Piece(msgspec.Struct, frozen=True):
    """Characters `start` to `end` lie at byte `offset`, one or two bytes each."""

    start: int
    end: int
    offset: int
    width: int


class WordFile:
    """The streams of a Word file, its text and its pieces."""

    def __init__(self, compound: Compound):
        """Read the header and the text; raises DamagedFile, ProtectedFile or UnsupportedFormat."""
        self.compound = compound
        self.main = compound.read("WordDocument") or b""
        if len(self.main) < 0x200:
            raise compound.damaged("正文数据流不完整", "the main stream is cut short")
        mark, version = struct.unpack_from("<HH", self.main)
        if mark != _WORD or version < 0xC1:
            raise self._unsupported(mark)
        flags = struct.unpack_from("<H", self.main, 0x0A)[0]
        if flags & 0x0100:
            raise ProtectedFile(
                compound.source.name,
                "文件加了打开密码。请用 Word 或 WPS 去掉密码后另存，再试一次。",
                "the file is encrypted with a password; remove it in Word or WPS, save, and try again.",
            )
        name = "1Table" if flags & 0x0200 else "0Table"
        self.table = compound.read(name) or compound.read("0Table" if flags & 0x0200 else "1Table") or b""
        self.lengths = [max(0, value) for value in struct.unpack_from("<8i", self.main, 0x4C)]
        self.pieces = self._pieces()
        self.text = self._text()
        self._firsts = [piece.start for piece in self.pieces]

    def _unsupported(self, mark: int) -> UnsupportedFormat:
        name = self.compound.source.name
        if mark in (*_OLD_WORDS, _WORD):
            return UnsupportedFormat(
                name,
                "这是 Word 95 或更早的文件。请用 Word 或 WPS 打开，另存为 docx。",
                "a file of Word 95 or older; open it in Word or WPS and save it as docx.",
            )
        return UnsupportedFormat(
            name,
            "这个文件的正文不是 Word 97 以后的格式（可能是旧版 WPS 或 Works）。请打开后另存为 docx。",
            "its text is not in the format of Word 97 or later (perhaps old WPS or Works); save it as docx.",
        )

    def range_of(self, index: int) -> tuple[int, int]:
        """Offset and length in the table stream of the index-th structure that the header lists."""
        at = _FIRST_FC_LCB + 8 * index
        if at + 8 > len(self.main):
            return 0, 0
        offset, length = struct.unpack_from("<II", self.main, at)
        return (offset, length) if offset + length <= len(self.table) else (0, 0)

    def part(self, index: int) -> bytes:
        """The bytes of the index-th structure in the table stream."""
        offset, length = self.range_of(index)
        return self.table[offset : offset + length]

    def story(self, name: str) -> tuple[int, int]:
        """The first character of a story and the one after its last."""
        index = STORIES.index(name)
        start = sum(self.lengths[:index])
        return min(start, len(self.text)), min(start + self.lengths[index], len(self.text))

    def offset_of(self, character: int) -> int:
        """The byte in the main stream at which a character lies."""
        index = bisect_right(self._firsts, character) - 1
        if index < 0:
            return -1
        piece = self.pieces[index]
        return piece.offset + (character - piece.start) * piece.width

    def characters_at(self, start: int, end: int) -> list[tuple[int, int]]:
        """The characters, as ranges, that lie between two bytes of the main stream."""
        found = []
        for piece in self.pieces:
            stop = piece.offset + (piece.end - piece.start) * piece.width
            low, high = max(start, piece.offset), min(end, stop)
            if low < high:
                first = piece.start + (low - piece.offset) // piece.width
                found.append((first, piece.start + -(-(high - piece.offset) // piece.width)))
        return found

    # ---- pieces

    def _pieces(self) -> list[Piece]:
        clx = self.part(_CLX)
        at = 0
        while at + 5 <= len(clx) and clx[at] == 1:
            at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
        if at + 5 > len(clx) or clx[at] != 2:
            raise self.compound.damaged("没有文字的分段表", "it has no table of pieces")
        table = clx[at + 5 : at + 5 + struct.unpack_from("<I", clx, at + 1)[0]]
        count = (len(table) - 4) // 12
        if count < 1:
            raise self.compound.damaged("文字的分段表是空的", "its table of pieces is empty")
        places = struct.unpack_from(f"<{count + 1}I", table)
        pieces = []
        for index in range(count):
            start, end = places[index], places[index + 1]
            packed = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * index + 2)[0]
            width = 1 if packed & 0x40000000 else 2
            offset = (packed & 0x3FFFFFFF) // (2 if width == 1 else 1)
            if not start <= end <= _MAX_CHARACTERS or offset + (end - start) * width > len(self.main):
                raise self.compound.damaged("文字的分段表指到了文件之外", "its table of pieces points outside of it")
            pieces.append(Piece(start, end, offset, width))
        if sum(piece.end - piece.start for piece in pieces) > len(self.main):
            raise self.compound.damaged("文字的分段表重复", "its table of pieces repeats itself")
        return pieces

    def _text(self) -> str:
        found = []
        for piece in self.pieces:
            raw = self.main[piece.offset : piece.offset + (piece.end - piece.start) * piece.width]
            if piece.width == 1:
                found.append(raw.decode("cp1252", "replace"))
            else:
                text = raw.decode("utf-16-le", "replace")
                # Characters are counted as 16-bit units, so one beyond them must keep the room of two.
                found.append(text if len(text) * 2 == len(raw) else _padded(text, len(raw) // 2))
        return "".join(found)


def _padded(text: str, units: int) -> str:
    wide = "".join(char + "\x00" if ord(char) > 0xFFFF else char for char in text)
    return wide[:units].ljust(units, "\x00")
