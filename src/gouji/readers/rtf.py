"""Rich Text Format: the text with its tables, notes and numbers; also where a program wrote it as .doc.

One pass over control words and groups, without recursion. Pictures and objects are said, never decoded; nothing
is executed or fetched.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from gouji.errors import DamagedFile, EmptyFile, TooLarge
from gouji.model import Document, Gap, Place, Text
from gouji.readers.doc_properties import Row
from gouji.readers.doc_tables import Entry, Writer
from gouji.readers.rtf_state import State, Story
from gouji.readers.source import Source

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,9})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\|\Z",
    re.DOTALL,
)
_DEEPEST = 2_000
_ORDER = ("footnote", "endnote", "textbox")
_MAX_TOKENS = 20_000_000
_MOST_CELLS = 64
_HEADING = re.compile(r"\s*(?:heading|标题|標題)\s*([1-9])\s*;?", re.IGNORECASE)
_SKIPPED_WORDS = (
    "colortbl info header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc ftncn aftnsep aftnsepc"
    " aftncn annotation atnid atnauthor atnicn atrfstart atrfend atndate atnref xe tc tcn rxe bkmkstart bkmkend fldinst"
    " listtable listoverridetable revtbl rsidtbl nonesttables shprslt nonshppict filetbl sp objdata objclass objname"
    " objalias objsect template private themedata colorschememapping latentstyles datastore generator pnseclvl mmathPr"
    " wgrffmtfilter xmlnstbl falt panose fontemb fontfile keycode pgptbl userprops docvar blipuid picprop"
)
_SKIPPED = frozenset(_SKIPPED_WORDS.split())
_READ_STARRED = frozenset(("shppict", "shpinst", "nesttableprops", "shptxt"))
_SIGNS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
}  # fmt: skip
_SYMBOLS = {b"~": "\xa0", b"_": "-", b"-": "", b"\\": "\\", b"{": "{", b"}": "}", b"\t": "\t", b":": ""}
_CHARSETS = {134: "gb18030", 136: "big5hkscs", 128: "cp932", 129: "cp949"}
_PAGES = {936: "gb18030", 54936: "gb18030", 950: "big5hkscs", 932: "cp932", 949: "cp949", 65001: "utf-8"}


def read_rtf(source: Source) -> Document:
    """The Document of an RTF; raises DamagedFile, TooLarge, or EmptyFile without a text."""
    return _Reader(source).read()


class _Reader:
    def __init__(self, source: Source):
        self.source = source
        self.body = Story("body")
        self.state = State(self.body)
        self.groups: list[State] = []
        self.others: list[Story] = []
        self.gaps: list[Gap] = []
        self.page = "cp1252"
        self.fonts: dict[int, str] = {}
        self.styles: dict[int, int] = {}
        self._bytes = bytearray()
        self._name = bytearray()
        self._to_skip = 0
        self._starred = False
        self._font = self._style = 0
        self._hidden = 0
        self._words = self._known_words()

    def read(self) -> Document:
        self._tokens()
        writer = Writer(self.source.name)
        for story in (self.body, *sorted(self.others, key=lambda story: _ORDER.index(story.part))):
            story.finish()
            writer.part = story.part
            for item in story.items:
                if not isinstance(item, Entry):
                    writer.table(item)
                elif item.text.strip() or story is self.body:
                    writer.paragraph(item)
        if self._hidden:
            self._gap(
                "hidden", f"有隐藏文字（{self._hidden} 字），没有读入", f"{self._hidden} hidden characters left out"
            )
        for words in writer.lost:
            zh = f"被合并的单元格里还有文字（{len(words)} 字），没有读入"
            self._gap("hidden", zh, f"a cell covered by a merged one holds {len(words)} characters, left out")
        text = writer.out.text()
        if not text.strip():
            raise EmptyFile(
                self.source.name,
                f"文档里没有文字（图片或对象 {len(self.gaps)} 处）。请给出文字版，或先做文字识别。",
                f"the document has no text ({len(self.gaps)} pictures or objects); give a version with text.",
            )
        return self.source.document("rtf", text, writer.blocks, writer.out.segments, self.gaps)

    def _gap(self, kind: str, zh: str, en: str, place: Place | None = None) -> None:
        self.gaps.append(Gap(kind=kind, message=Text(f"{zh}。", f"{en}."), place=place))

    # ---- tokens

    def _tokens(self) -> None:
        data, at, count = self.source.data, 0, 0
        while at < len(data):
            match = _TOKEN.match(data, at)
            if match is None:
                break
            at = match.end()
            count += 1
            if count > _MAX_TOKENS:
                raise TooLarge(self.source.name, "文件太大。请拆分后再试。", "the file is too large; split it.")
            word, number, code, sign, brace, plain = match.groups()
            if plain is not None:
                self._plain(plain)
            elif code is not None:
                self._plain(bytes((int(code, 16),)))
            elif brace is not None:
                if self._brace(brace):
                    break
            elif sign is not None:
                self._sign(sign)
            elif word is not None:
                value = None if number is None else int(number)
                if word == b"bin":
                    at += max(0, value or 0)
                else:
                    self._word(word.decode("ascii"), value)
            elif at == match.start():
                break
        self._flush()

    def _brace(self, brace: bytes) -> bool:
        """Open or close a group; True where the document ends."""
        self._flush()
        self._to_skip, self._starred = 0, False
        if brace == b"{":
            if len(self.groups) >= _DEEPEST:
                raise DamagedFile(
                    self.source.name,
                    "文件的内部结构嵌套过深，不是正常文档。请用办公软件打开后另存，再试一次。",
                    "its groups are nested too deeply for a real document; save it again from an office program.",
                )
            self._name.clear()
            self.groups.append(self.state)
            self.state = self.state.copy()
            return False
        if not self.groups:
            return True
        if self.state.kind == "styles":
            heading = _HEADING.match(self._decoded(bytes(self._name)))
            if heading:
                self.styles.setdefault(self._style, int(heading.group(1)))
            self._name.clear()
        self.state = self.groups.pop()
        return not self.groups

    def _plain(self, text: bytes) -> None:
        if self.state.kind == "styles":
            self._name += text
            return
        if self._to_skip:
            dropped = min(self._to_skip, len(text))
            self._to_skip -= dropped
            text = text[dropped:]
        if not self.state.skip:
            self._bytes += text

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._starred = True
        elif sign in (b"\r", b"\n"):
            self._word("par", None)
        elif self._to_skip:
            self._to_skip -= 1
        else:
            self._text(_SYMBOLS.get(sign, ""))

    def _flush(self) -> None:
        """Turn the bytes gathered so far into text."""
        if self._bytes:
            data = bytes(self._bytes)
            self._bytes.clear()
            self._put(self._decoded(data))

    def _decoded(self, data: bytes) -> str:
        if data.isascii():
            return data.decode("ascii")
        for codec in (self.state.codec, self.page if self.page != "cp1252" else "", "cp1252" if not self.fonts else ""):
            if codec:
                try:
                    return data.decode(codec)
                except UnicodeDecodeError:
                    continue
        try:
            # Chinese programs leave out the code page, and nothing else fits by chance.
            return data.decode("gb18030")
        except UnicodeDecodeError:
            return data.decode("cp1252", "replace")

    def _text(self, text: str) -> None:
        self._flush()
        self._put(text)

    def _put(self, text: str) -> None:
        state = self.state
        if state.skip or state.deleted or not text:
            return
        if state.kind == "label":
            state.story.label.append(text)
        elif state.hidden:
            self._hidden += len("".join(text.split()))
        else:
            state.story.add(text)

    # ---- control words

    def _word(self, word: str, value: int | None) -> None:
        state = self.state
        if word == "u":
            self._unicode(value or 0)
            return
        self._flush()
        starred, self._starred = self._starred, False
        if self._to_skip:
            self._to_skip -= 1
        if state.kind in ("fonts", "styles") and word in ("f", "fcharset", "s", "outlinelevel"):
            self._define(word, value or 0)
        elif word in _SKIPPED or (starred and word not in _READ_STARRED and word not in self._words):
            state.skip = True
        elif state.skip:
            return
        elif word in _SIGNS:
            self._put(_SIGNS[word])
        elif word in self._words:
            self._words[word](value)

    def _unicode(self, value: int) -> None:
        self._flush()
        unit = value & 0xFFFF
        self._to_skip = self.state.fallback
        if unit:
            self._put(chr(unit))

    def _define(self, word: str, value: int) -> None:
        if word == "f":
            self._font = value
        elif word == "fcharset" and value in _CHARSETS:
            self.fonts[self._font] = _CHARSETS[value]
        elif word == "s":
            self._style = value
        elif word == "outlinelevel":
            self.styles[self._style] = value + 1 if 0 <= value <= 8 else 0

    def _known_words(self) -> dict[str, Callable[[int | None], None]]:
        return {
            "ansicpg": self._code_page, "uc": self._fallback, "f": self._choose_font, "fonttbl": self._fonts,
            "stylesheet": self._styles_table, "pict": self._picture, "object": self._object, "footnote": self._note,
            "ftnalt": self._endnote, "shptxt": self._box, "listtext": self._label, "pntext": self._label,
            "v": self._conceal, "deleted": self._delete, "plain": self._reset_run, "pard": self._reset_paragraph,
            "intbl": self._in_table, "itap": self._depth, "s": self._paragraph_style, "outlinelevel": self._outline,
            "par": self._par, "sect": self._par, "page": self._break, "cell": self._cell, "nestcell": self._nest_cell,
            "row": self._end_row, "nestrow": self._nest_row, "trowd": self._row_start, "trleft": self._row_left,
            "cellx": self._cell_edge, "clmgf": self._flag(1), "clmrg": self._flag(2), "clvmgf": self._flag(0x60),
            "clvmrg": self._flag(0x20),
        }  # fmt: skip

    def _code_page(self, value: int | None) -> None:
        self.page = _PAGES.get(value or 0, "cp1252")

    def _fallback(self, value: int | None) -> None:
        self.state.fallback = min(max(0, 1 if value is None else value), 100)

    def _choose_font(self, value: int | None) -> None:
        self.state.codec = self.fonts.get(value or 0, "")

    def _fonts(self, value: int | None) -> None:
        self.state.kind, self.state.skip = "fonts", True

    def _styles_table(self, value: int | None) -> None:
        self.state.kind, self.state.skip = "styles", True

    def _picture(self, value: int | None) -> None:
        self._seen("picture", "一幅图片", "a picture")

    def _object(self, value: int | None) -> None:
        self._seen("object", "一个嵌入对象", "an embedded object")

    def _seen(self, kind: str, zh: str, en: str) -> None:
        self.state.skip = True
        story = self.state.story
        place = Place(part=story.part, paragraph=story.number + 1)
        where = f"第{story.number + 1}段处"
        self._gap(kind, f"{where}有{zh}，其中的文字没有读", f"{en} in paragraph {story.number + 1} was not read", place)

    def _note(self, value: int | None) -> None:
        self._open("footnote")

    def _box(self, value: int | None) -> None:
        self._open("textbox")

    def _open(self, part: str) -> None:
        self.state.story = Story(part)
        self.others.append(self.state.story)
        self._reset_paragraph(None)
        self._reset_run(None)

    def _endnote(self, value: int | None) -> None:
        self.state.story.part = "endnote" if self.state.story.part == "footnote" else self.state.story.part

    def _label(self, value: int | None) -> None:
        self.state.kind = "label"

    def _conceal(self, value: int | None) -> None:
        self.state.hidden = value != 0

    def _delete(self, value: int | None) -> None:
        self.state.deleted = value != 0

    def _reset_run(self, value: int | None) -> None:
        self.state.hidden = self.state.deleted = False

    def _reset_paragraph(self, value: int | None) -> None:
        state = self.state
        state.in_table, state.depth, state.level = False, 1, self.styles.get(0, 0)

    def _in_table(self, value: int | None) -> None:
        self.state.in_table = value != 0

    def _depth(self, value: int | None) -> None:
        self.state.depth = max(0, value or 0)
        self.state.in_table = self.state.depth > 0

    def _paragraph_style(self, value: int | None) -> None:
        self.state.level = self.styles.get(value or 0, 0)

    def _outline(self, value: int | None) -> None:
        self.state.level = value + 1 if value is not None and 0 <= value <= 8 else 0

    def _where(self) -> int:
        return max(1, self.state.depth) if self.state.in_table else 0

    # ---- paragraphs and tables

    def _par(self, value: int | None) -> None:
        # A deleted mark joins its paragraph with the next.
        if not self.state.deleted:
            self.state.story.end_paragraph(self._where(), self.state.level)

    def _break(self, value: int | None) -> None:
        self._put("\n" if self._where() else "")

    def _cell(self, value: int | None) -> None:
        self.state.story.end_cell(1, self.state.level)

    def _nest_cell(self, value: int | None) -> None:
        self.state.story.end_cell(max(2, self.state.depth), self.state.level)

    def _end_row(self, value: int | None) -> None:
        self.state.story.end_row(1, self.state.row)

    def _nest_row(self, value: int | None) -> None:
        self.state.story.end_row(max(2, self.state.depth), self.state.row)

    def _row_start(self, value: int | None) -> None:
        self.state.row, self.state.flags = Row([0], []), 0

    def _row_left(self, value: int | None) -> None:
        row = self.state.row
        self.state.row = Row([value or 0, *row.edges[1:]], row.flags)

    def _cell_edge(self, value: int | None) -> None:
        row, flags = self.state.row, self.state.flags
        self.state.flags = 0
        if len(row.flags) < _MOST_CELLS:
            self.state.row = Row([*(row.edges or [0]), value or 0], [*row.flags, flags])

    def _flag(self, bit: int) -> Callable[[int | None], None]:
        def mark(value: int | None) -> None:
            self.state.flags |= bit

        return mark
