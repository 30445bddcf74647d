"""Automatic numbers of a Word 97–2003 file, made from its list tables as Word would."""

from __future__ import annotations

import re
import struct
from contextlib import suppress

import msgspec

from gouji.readers.doc_pieces import WordFile
from gouji.readers.docx_numbering import form_number

_LISTS, _OVERRIDES = 73, 74
_FORM_NAMES = (
    "decimal upperRoman lowerRoman upperLetter lowerLetter ordinal cardinalText ordinalText hex chicago "
    "ideographDigital japaneseCounting aiueo iroha decimalFullWidth decimalHalfWidth japaneseLegal "
    "japaneseDigitalTenThousand decimalEnclosedCircle decimalFullWidth2 aiueoFullWidth irohaFullWidth "
    "decimalZero bullet ganada chosung decimalEnclosedFullstop decimalEnclosedParen "
    "decimalEnclosedCircleChinese ideographEnclosedCircle ideographTraditional ideographZodiac "
    "ideographZodiacTraditional taiwaneseCounting ideographLegalTraditional taiwaneseCountingThousand "
    "taiwaneseDigital chineseCounting chineseLegalSimplified chineseCountingThousand"
)
_FORMS = tuple(re.findall(r"\w+", _FORM_NAMES))


class Level(msgspec.Struct):
    """How one level of a list is numbered; in `text` the characters 0 to 8 stand for the numbers of levels."""

    start: int
    form: str
    text: str
    tight: bool
    legal: bool


class Override(msgspec.Struct):
    """A use of a list, with its own starts and levels."""

    list_id: int
    starts: dict[int, int] = {}
    levels: dict[int, Level] = {}
    used: bool = False


class Lists:
    """The lists of a file and where each of them has got to."""

    def __init__(self, file: WordFile):
        self._file = file
        self._levels: dict[int, list[Level]] | None = None
        self._overrides: list[Override] = []
        self._counts: dict[int, list[int | None]] = {}

    def label(self, override: int, depth: int) -> str:
        """The label of the next paragraph of a list, with the space after it."""
        if self._levels is None:
            self._levels = {}
            # Lists that are cut short number what they can.
            with suppress(struct.error, IndexError):
                self._load(self._levels)
        if not 1 <= override <= len(self._overrides) or depth > 8:
            return ""
        use = self._overrides[override - 1]
        levels = [use.levels.get(i, level) for i, level in enumerate(self._levels.get(use.list_id, []))]
        if depth >= len(levels):
            return ""
        counts = self._counts.setdefault(use.list_id, [None] * 9)
        if not use.used:
            use.used = True
            for level in use.starts:
                counts[level] = None
        before = counts[depth]
        counts[depth] = use.starts.get(depth, levels[depth].start) if before is None else before + 1
        counts[depth + 1 :] = [None] * (8 - depth)
        return _written(levels, depth, counts)

    def _load(self, levels: dict[int, list[Level]]) -> None:
        table = self._file.table
        start, length = self._file.range_of(_LISTS)
        if length < 2:
            return
        count = struct.unpack_from("<H", table, start)[0]
        at = start + 2 + 28 * count
        for index in range(count):
            entry = start + 2 + 28 * index
            simple = table[entry + 26] & 1
            own: list[Level] = []
            for _ in range(1 if simple else 9):
                level, at = _level(table, at)
                own.append(level)
            levels[struct.unpack_from("<i", table, entry)[0]] = own
        self._load_overrides()

    def _load_overrides(self) -> None:
        table = self._file.table
        start, length = self._file.range_of(_OVERRIDES)
        if length < 4:
            return
        count = min(struct.unpack_from("<I", table, start)[0], length // 16)
        heads = [struct.unpack_from("<i8xB", table, start + 4 + 16 * index) for index in range(count)]
        self._overrides = [Override(list_id) for list_id, _ in heads]
        at = start + 4 + 16 * count
        for index, (_, own) in enumerate(heads):
            at += 4
            for _ in range(own):
                first, flags = struct.unpack_from("<ii", table, at)
                at += 8
                depth = flags & 0xF
                if flags & 0x20:
                    level, at = _level(table, at)
                    self._overrides[index].levels[depth] = level
                elif flags & 0x10 and depth <= 8:
                    self._overrides[index].starts[depth] = first


def _level(table: bytes, at: int) -> tuple[Level, int]:
    start, form, flags = struct.unpack_from("<iBB", table, at)
    follow, characters, paragraph = table[at + 15], table[at + 24], table[at + 25]
    at += 28 + characters + paragraph
    count = struct.unpack_from("<H", table, at)[0]
    text = table[at + 2 : at + 2 + 2 * count].decode("utf-16-le", "replace")
    name = _FORMS[form] if form < len(_FORMS) else "none"
    return Level(start, name, text, follow == 2, bool(flags & 4)), at + 2 + 2 * count


def _written(levels: list[Level], depth: int, counts: list[int | None]) -> str:
    own = levels[depth]
    if own.form == "bullet":
        label = "".join("•" if "\ue000" <= char <= "\uf8ff" else char for char in own.text)
    else:
        label = ""
        for char in own.text:
            index = ord(char)
            if index > 8 or index >= len(levels):
                label += char
                continue
            count = counts[index]
            number = levels[index].start if count is None else count
            label += form_number(number, "decimal" if own.legal else levels[index].form)
    return label + " " if label and not own.tight else label
