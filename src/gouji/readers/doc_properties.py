"""Properties of a Word 97–2003 file: of paragraphs, of characters and of table rows, as lists of changes (sprm)."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from copy import copy

import msgspec

from gouji.readers.doc_pieces import WordFile

_STYLES, _CHPX, _PAPX = 1, 12, 13
_PAGE = 512
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_T_DEF_TABLE, _P_CHG_TABS = 0xD608, 0xC615
_HUGE = (0x6645, 0x6646)
_DELETED, _HIDDEN, _SYMBOL = 0x0800, 0x083C, 0x6A09
_MOST_CELLS = 64


class Row(msgspec.Struct):
    """How a row of a table is divided: the edges of its cells, and their merge flags."""

    edges: list[int] = []
    flags: list[int] = []


class Look(msgspec.Struct):
    """What the properties of a paragraph say that matters to the text."""

    in_table: bool = False
    row_end: bool = False
    depth: int = 0
    inner_cell: bool = False
    inner_row_end: bool = False
    level: int | None = None
    list_level: int = 0
    list_id: int | None = None
    row: Row | None = None


def changes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The changes of a list, each as its code and its operand."""
    at = 0
    while at + 2 <= len(data):
        code = data[at] | data[at + 1] << 8
        at += 2
        size = _SIZES.get(code >> 13)
        if size is None:
            if at >= len(data):
                return
            if code == _T_DEF_TABLE:
                size = struct.unpack_from("<H", data.ljust(at + 2, b"\x00"), at)[0] - 1
                at += 2
            elif code == _P_CHG_TABS and data[at] == 255:
                return
            else:
                size = data[at]
                at += 1
        if size < 0:
            size = 0
        yield code, data[at : at + size]
        at += size


class Properties:
    """The properties of each paragraph by the byte at which it ends, and what hides or replaces characters."""

    def __init__(self, file: WordFile):
        self._file = file
        self._data: bytes | None = None
        self._known: dict[bytes, Look] = {}
        self._by_style: dict[int, Look] = {}
        self._styles: list[tuple[int, int, bytes]] = []
        self._ends: list[int] = []
        self._starts: list[int] = []
        self._lists: list[bytes] = []
        self._load_styles()
        self._load_paragraphs()

    def look_at(self, offset: int) -> Look:
        """The properties of the paragraph whose mark lies at a byte of the main stream."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or offset >= self._ends[index]:
            return Look()
        packed = self._lists[index]
        found = self._known.get(packed)
        if found is None:
            found = self._known[packed] = self._resolve(packed)
        return found

    def _resolve(self, packed: bytes) -> Look:
        style = struct.unpack_from("<H", packed)[0] if len(packed) >= 2 else 0
        base = self._by_style.get(style)
        if base is None:
            base = self._by_style[style] = Look()
            for changed in reversed(list(self._chain(style))):
                self._apply(base, changed)
        look = copy(base)
        self._apply(look, packed[2:])
        if look.in_table and not look.depth:
            look.depth = 1
        return look

    def _chain(self, style: int) -> Iterator[bytes]:
        for _ in range(20):
            if style >= len(self._styles):
                return
            number, base, packed = self._styles[style]
            yield packed
            if 1 <= number <= 9:
                yield struct.pack("<HB", 0x2640, number - 1)
            style = base

    def _apply(self, look: Look, packed: bytes, huge: bool = False) -> None:
        for code, operand in changes(packed):
            if code not in _READ or not operand:
                continue
            if code in _HUGE and not huge and len(operand) == 4:
                self._apply(look, self._huge(struct.unpack("<I", operand)[0]), huge=True)
            elif code == 0x2416:
                look.in_table = operand[0] != 0
            elif code == 0x2417:
                look.row_end = operand[0] != 0
            elif code == 0x6649 and len(operand) == 4:
                look.depth = max(0, struct.unpack("<i", operand)[0])
            elif code == 0x244B:
                look.inner_cell = operand[0] != 0
            elif code == 0x244C:
                look.inner_row_end = operand[0] != 0
            elif code == 0x260A:
                look.list_level = operand[0]
            elif code == 0x460B and len(operand) == 2:
                look.list_id = struct.unpack("<H", operand)[0]
            elif code == 0x2640:
                look.level = operand[0] + 1 if operand[0] < 9 else 0
            elif code in _ROW_CHANGES:
                look.row = _row(look.row or Row(), code, operand)

    def _huge(self, offset: int) -> bytes:
        """A list of changes that is too long for its page and lies in the stream of data."""
        if self._data is None:
            self._data = self._file.compound.read("Data") or b""
        if offset + 2 > len(self._data):
            return b""
        size = struct.unpack_from("<H", self._data, offset)[0]
        return self._data[offset + 2 : offset + 2 + size]

    # ---- where they are stored

    def _load_styles(self) -> None:
        table = self._file.part(_STYLES)
        if len(table) < 6:
            return
        header, count, base_size = struct.unpack_from("<HHH", table)
        at = 2 + header
        for _ in range(min(count, 4096)):
            if at + 2 > len(table):
                break
            size = struct.unpack_from("<H", table, at)[0]
            self._styles.append(_style(table[at + 2 : at + 2 + size], base_size))
            at += 2 + size

    def _pages(self, index: int) -> Iterator[bytes]:
        """The pages of formatted runs that a table of pages lists."""
        table, main = self._file.part(index), self._file.main
        count = (len(table) - 4) // 8
        for number in range(max(0, count)):
            page = struct.unpack_from("<I", table, 4 * (count + 1) + 4 * number)[0] & 0x3FFFFF
            if (page + 1) * _PAGE <= len(main):
                yield main[page * _PAGE : (page + 1) * _PAGE]

    def _load_paragraphs(self) -> None:
        runs: list[tuple[int, int, bytes]] = []
        for page in self._pages(_PAPX):
            count = page[-1]
            if 4 * (count + 1) + 13 * count > _PAGE:
                continue
            places = struct.unpack_from(f"<{count + 1}I", page)
            for index in range(count):
                at = 2 * page[4 * (count + 1) + 13 * index]
                packed = b""
                if at:
                    size = page[at]
                    start, length = (at + 1, 2 * size - 1) if size else (at + 2, 2 * page[(at + 1) % _PAGE])
                    packed = page[start : start + length]
                runs.append((places[index], places[index + 1], packed))
        runs.sort(key=lambda run: run[0])
        self._starts = [run[0] for run in runs]
        self._ends = [run[1] for run in runs]
        self._lists = [run[2] for run in runs]

    def marked_characters(self) -> Iterator[tuple[int, int, str, bytes]]:
        """Stretches of bytes whose characters are deleted, hidden or signs of a symbol font."""
        for page in self._pages(_CHPX):
            count = page[-1]
            if 5 * count + 4 > _PAGE:
                continue
            places = struct.unpack_from(f"<{count + 1}I", page)
            for index in range(count):
                at = 2 * page[4 * (count + 1) + index]
                if not at:
                    continue
                packed = page[at + 1 : at + 1 + page[at]]
                if b"\x00\x08" not in packed and b"\x3c\x08" not in packed and b"\x09\x6a" not in packed:
                    continue
                for code, operand in changes(packed):
                    if code == _DELETED and operand[:1] == b"\x01":
                        yield places[index], places[index + 1], "deleted", b""
                    elif code == _HIDDEN and operand[:1] in (b"\x01", b"\x81"):
                        yield places[index], places[index + 1], "hidden", b""
                    elif code == _SYMBOL and len(operand) == 4:
                        yield places[index], places[index + 1], "symbol", operand


_ROW_CHANGES = frozenset((_T_DEF_TABLE, 0x5624, 0x5625, 0xD62B))


_READ = frozenset((*_ROW_CHANGES, *_HUGE, 0x2416, 0x2417, 0x6649, 0x244B, 0x244C, 0x260A, 0x460B, 0x2640))


def _row(row: Row, code: int, operand: bytes) -> Row:
    """A row after a change to it."""
    if code == _T_DEF_TABLE:
        count = min(operand[0], _MOST_CELLS)
        if len(operand) < 1 + 2 * (count + 1):
            return row
        edges = list(struct.unpack_from(f"<{count + 1}h", operand, 1))
        at = 1 + 2 * (count + 1)
        flags = [int.from_bytes(operand[at + 20 * i : at + 20 * i + 2], "little") for i in range(count)]
        return Row(edges, flags)
    flags = list(row.flags)
    if code == 0xD62B and len(operand) == 2 and operand[0] < len(flags):
        flags[operand[0]] = (flags[operand[0]] & ~0x60) | (0x60 if operand[1] == 3 else 0x20 if operand[1] == 1 else 0)
    elif len(operand) == 2:
        for index in range(operand[0], min(operand[1], len(flags))):
            merged = 0 if code == 0x5625 else 1 if index == operand[0] else 2
            flags[index] = (flags[index] & ~3) | merged
    return Row(row.edges, flags)


def _style(data: bytes, base_size: int) -> tuple[int, int, bytes]:
    """A style as (built-in number, the style it is based on, the changes it makes to paragraphs)."""
    if len(data) < 10 or base_size < 10:
        return 0, 0xFFF, b""
    first, second = struct.unpack_from("<HH", data)
    number, kind, base = first & 0xFFF, second & 0xF, second >> 4
    if kind != 1 or base_size + 2 > len(data):
        return 0, 0xFFF, b""
    name = struct.unpack_from("<H", data, base_size)[0]
    at = base_size + 2 + 2 * name + 2
    at += at % 2
    if at + 4 > len(data):
        return number, base, b""
    size = struct.unpack_from("<H", data, at)[0]
    return number, base, data[at + 4 : at + 2 + size]
