"""Old Word files (doc) and WPS documents (wps): the body with its tables, notes and text boxes.

The text is put together from the file's own pieces and the tables from the properties of its paragraphs, as Word
would show them. Nothing is executed; macros, links and embedded files are never looked at.
"""

from __future__ import annotations

import re
import struct

import msgspec

from gouji.errors import EmptyFile, UnsupportedFormat
from gouji.model import Document, Gap, Place, Text
from gouji.readers.doc_lists import Lists
from gouji.readers.doc_pieces import WordFile
from gouji.readers.doc_properties import Look, Properties, Row
from gouji.readers.doc_tables import Entry, Writer
from gouji.readers.doc_tables import Table as TableTree
from gouji.readers.docx_symbols import UNKNOWN, symbol
from gouji.readers.ole import Compound
from gouji.readers.source import Source

_FONTS = 15
_MARK = re.compile(r"[\r\x07\x0c]")
_DEEPEST = 30
_DROPPED = dict.fromkeys([0, 2, 3, 4, 5, 6, 0x1F]) | {0x0B: "\n", 0x0E: "\n", 0x1E: "-", 0x0A: "\n"}
_SPECIAL = re.compile(r"[\x00-\x08\x0a-\x1f]")
_FIELD = re.compile(r"[\x13-\x15]")
_OBJECTS = {"\x01": ("picture", "一幅图片"), "\x08": ("picture", "一个图形")}


def read_doc(source: Source) -> Document:
    """The Document of a doc or wps; raises DamagedFile, ProtectedFile, UnsupportedFormat, or EmptyFile."""
    compound = Compound(source)
    if "WordDocument" not in compound:
        if "Workbook" in compound or "Book" in compound:
            # A workbook may hold a Word document inside.
            from gouji.readers.xls import read_compound

            return read_compound(compound)
        raise UnsupportedFormat(
            source.name,
            "这是复合文档，但没有 Word 正文（可能是旧版 Works 或 WPS）。请打开后另存为 docx。",
            "an OLE compound file without a Word text (perhaps old Works or WPS); save it as docx.",
        )
    try:
        return _Reader(WordFile(compound)).read()
    except (struct.error, IndexError) as error:
        raise compound.damaged("内部结构不完整", "its structure is cut short") from error


class Story(msgspec.Struct):
    """Where the walk through one story stands."""

    part: str
    paragraph: int = 0


class _Reader:
    def __init__(self, file: WordFile):
        self.file = file
        self.properties = Properties(file)
        self.lists = Lists(file)
        self.gaps: list[Gap] = []
        self.writer = Writer(file.compound.source.name)
        self._fields: list[bool] = []
        self._boxes = 0

    def read(self) -> Document:
        text = self._marked()
        box_start, box_end = self.file.story("textbox")
        self._boxes = box_end - box_start
        for part in ("body", "footnote", "endnote", "textbox"):
            start, end = self.file.story(part)
            if start < end:
                self._story(text, start, end, part)
        for words in self.writer.lost:
            zh = f"被合并的单元格里还有文字（{len(words)} 字），没有读入"
            self._gap("hidden", zh, f"a cell covered by a merged one holds {len(words)} characters, left out", Place())
        written = self.writer.out.text()
        name = self.file.compound.source.name
        if not written.strip():
            zh = f"文档里没有文字（图片或图形 {len(self.gaps)} 处）。请给出文字版，或先做文字识别。"
            raise EmptyFile(
                name, zh, f"the document has no text ({len(self.gaps)} pictures); give a version with text."
            )
        return self.file.compound.source.document(
            "doc", written, self.writer.blocks, self.writer.out.segments, self.gaps
        )

    # ---- characters

    def _marked(self) -> str:
        """The text with deleted and hidden characters blanked out and signs of symbol fonts put in."""
        marked = list(self.properties.marked_characters())
        if not marked:
            return self.file.text
        characters = list(self.file.text)
        fonts = self._fonts()
        hidden = 0
        for start, end, kind, operand in marked:
            for first, last in self.file.characters_at(start, end):
                if kind == "symbol":
                    font, code = struct.unpack("<HH", operand)
                    sign = symbol(fonts[font] if font < len(fonts) else "", f"{code:04X}") or UNKNOWN
                    if sign == UNKNOWN:
                        self._gap("symbol", "有一个认不出的符号", "a sign of a symbol font is not known", Place())
                    characters[first:last] = sign[0] * (last - first)
                    continue
                for index in range(first, min(last, len(characters))):
                    if kind == "hidden" and characters[index] in "\r\x07\x0c":
                        continue
                    hidden += kind == "hidden" and not characters[index].isspace()
                    characters[index] = "\x00"
        if hidden:
            self._gap(
                "hidden", f"有隐藏文字（{hidden} 字），没有读入", f"{hidden} hidden characters were left out", Place()
            )
        return "".join(characters)

    def _fonts(self) -> list[str]:
        table = self.file.part(_FONTS)
        names: list[str] = []
        at = 4
        while at + 40 < len(table):
            size = table[at] + 1
            names.append(table[at + 40 : at + size].decode("utf-16-le", "replace").split("\x00")[0])
            at += size
        return names

    def _gap(self, kind: str, zh: str, en: str, place: Place) -> None:
        self.gaps.append(Gap(kind=kind, message=Text(f"{zh}。", f"{en}."), place=place))

    # ---- paragraphs

    def _story(self, text: str, start: int, end: int, part: str) -> None:
        story = Story(part)
        self.writer.part = part
        open_tables: list[TableTree] = []
        at = start
        while at < end:
            found = _MARK.search(text, at, end)
            stop = found.start() if found else end
            mark = found.group() if found else "\r"
            look = self.properties.look_at(self.file.offset_of(min(stop, end - 1)))
            self._paragraph(text[at:stop], mark, look, story, open_tables)
            at = stop + 1
        self._close(open_tables, 0)
        self._fields.clear()

    def _paragraph(self, raw: str, mark: str, look: Look, story: Story, tables: list[TableTree]) -> None:
        depth = min(look.depth, _DEEPEST) if look.in_table else 0
        self._close(tables, depth)
        while len(tables) < depth:
            inner = TableTree()
            if tables:
                tables[-1].cell.append(inner)
            tables.append(inner)
        if depth and (look.row_end if depth == 1 else look.inner_row_end):
            tables[-1].end_row(look.row or Row())
            return
        story.paragraph += 1
        place = Place(part=story.part, paragraph=story.paragraph)
        content = self._content(raw, place)
        label = ""
        if look.list_id and (content.strip() or look.list_id != 0x7FF):
            label = self.lists.label(look.list_id, look.list_level)
        entry = Entry(content, label, story.paragraph, look.level or 0)
        if not depth:
            if content.strip() or (mark == "\r" and story.part == "body"):
                self.writer.paragraph(entry)
            return
        tables[-1].cell.append(entry)
        if mark == "\x07" if depth == 1 else look.inner_cell:
            tables[-1].end_cell()

    def _close(self, tables: list[TableTree], depth: int) -> None:
        while len(tables) > depth:
            table = tables.pop()
            table.finish()
            if not tables:
                self.writer.table(table)

    def _content(self, raw: str, place: Place) -> str:
        """The characters that a paragraph shows: results of fields without their instructions, no marks."""
        if not self._fields and not _SPECIAL.search(raw):
            return raw
        if self._fields or _FIELD.search(raw):
            raw = self._without_instructions(raw)
        for sign, (kind, name) in _OBJECTS.items():
            for _ in range(raw.count(sign)):
                if sign == "\x08" and self._boxes:
                    # The anchor of a text box, whose text follows the body.
                    continue
                zh = f"第{place.paragraph}段有{name}，其中的文字没有读"
                self._gap(kind, zh, f"a picture stands in paragraph {place.paragraph}; its text was not read", place)
        return _SPECIAL.sub("", raw.translate(_DROPPED).replace("\n", "\u2028")).replace("\u2028", "\n")

    def _without_instructions(self, raw: str) -> str:
        shown: list[str] = []
        for char in raw:
            if char == "\x13":
                self._fields.append(True)
            elif char == "\x14" and self._fields:
                self._fields[-1] = False
            elif char == "\x15" and self._fields:
                self._fields.pop()
            elif not any(self._fields):
                shown.append(char)
        # An instruction ends with its paragraph at the latest: a broken field must not swallow the rest.
        self._fields = [False] * len(self._fields)
        return "".join(shown)
