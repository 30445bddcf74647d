"""The text of a web page in reading order: paragraphs, line breaks, lists and tables."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from gouji.errors import TooLarge
from gouji.model import Block, Cell, Gap, Paragraph, Place, Table, Text
from gouji.readers.docx_numbering import form_number
from gouji.readers.html_names import BLOCKS, HEADINGS, OBJECTS, SKIPPED
from gouji.readers.html_tables import Layouts, grid_of
from gouji.readers.source import Source
from gouji.readers.text_builder import TextBuilder

BREAK = "\x0b"
_WIDE = "\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uff60"
_LINE_END = re.compile(rf"(?<=[{_WIDE}])[ \t]*[\r\n][ \t\r\n]*(?=[{_WIDE}])")
_BLANKS = " \t\r\n\f"
_SPACE = re.compile(r"[ \t\r\n\f]+")
_NEW_PARAGRAPH = re.compile(
    rf"(?:{BREAK}\s*){{2,}}|{BREAK}(?= ?[\u3000\xa0]{{2}})"
    rf"|(?<=[。！？；]){BREAK}"
    rf"|{BREAK}(?= ?(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.、]\D))"
)
_NOTE = re.compile(r"(sdfootnote|ftn|sdendnote|edn)\d+\Z")
_NOTE_LINK = re.compile(r"#(?:_ftn|_edn|sdfootnote|sdendnote)")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ALTERNATIVE = re.compile(r"\A[\d\s]*\Z")
_LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}
_LIST_STYLES = (("cjk", "chineseCounting"), ("chinese", "chineseCounting"), ("alpha", "lowerLetter"),
                ("roman", "lowerRoman"), ("none", "none"))  # fmt: skip
_DEEPEST_TABLE = 40
_MAX_PLACES = 500_000


class Flow:
    """Walks through a page; text, blocks and gaps gather in `out`, `blocks` and `gaps`."""

    def __init__(self, source: Source, layouts: Layouts, dropped: set[int], hidden: set[int], special: set[int]):
        self.source, self.layouts = source, layouts
        self.left_out, self.hidden, self.special = dropped | hidden, hidden, special
        self.out = TextBuilder()
        self.blocks: list[Block] = []
        self.gaps: list[Gap] = []
        self.concealed: list[str] = []
        self._pieces: list[str] = []
        self._level = 0
        self._part = "body"
        self._paragraphs = 0
        self._tables = 0
        self._depth = 0
        self._place = (0, 0, 0)
        self._fresh = True
        self._label = ""
        self._lists: list[tuple[str, int]] = []
        self._places = _MAX_PLACES

    def run(self, root: LexborNode) -> None:
        """Add everything inside an element."""
        above: list[tuple[LexborNode, str]] = []
        node = root.first_child
        pieces = self._pieces
        left_out = self.left_out
        while True:
            if node is None:
                if not above:
                    break
                node, tag = above.pop()
                if tag in BLOCKS:
                    self._leave(tag)
                node = node.next
                continue
            tag = node.tag or ""
            if tag == "-text":
                text = node.text_content or ""
                # Most text nodes are the line ends between tags.
                if pieces or text.strip(_BLANKS):
                    pieces.append(text)
            elif left_out and node.mem_id in left_out:
                self._left_out(node)
            elif tag == "br":
                pieces.append(BREAK)
            elif self._enter(node, tag):
                child = node.first_child
                if child is not None:
                    above.append((node, tag))
                    node = child
                    continue
                if tag in BLOCKS:
                    self._leave(tag)
            node = node.next
        self._flush()

    def _enter(self, node: LexborNode, tag: str) -> bool:
        """Begin an element; False where its content is not to be walked through."""
        if tag in BLOCKS:
            self._flush()
            if tag == "p" and node.mem_id not in self.special:
                self._pieces.append(node.text())
                self._flush()
                return False
            if tag == "table" and not self.layouts.is_layout(node) and self._depth < _DEEPEST_TABLE:
                self._table(node)
                return False
            return self._enter_block(node, tag)
        if tag in SKIPPED:
            return False
        if tag in OBJECTS:
            self._object(node, tag)
            return False
        if tag == "sup":
            return self._raised(node)
        return tag != "a" or not self._is_note_link(node)

    def _enter_block(self, node: LexborNode, tag: str) -> bool:
        if tag in HEADINGS:
            self._level = HEADINGS[tag]
        elif tag == "div":
            attributes = node.attrs
            if attributes.get("title") in ("header", "footer"):
                return False
            note = _NOTE.match(attributes.get("id") or "")
            if note:
                self._part = "endnote" if note.group(1).endswith(("endnote", "edn")) else "footnote"
        elif tag in ("ol", "ul", "menu", "dir"):
            self._lists.append(_list_of(node) if tag == "ol" else ("", 0))
        elif tag == "li" and self._lists:
            form, count = self._lists[-1]
            value = node.attrs.get("value")
            count = int(value) if value and value.isascii() and value.isdigit() and len(value) < 6 else count
            self._lists[-1] = (form, count + 1)
            label = form_number(count, form) if form else ""
            self._label = label + ("、" if form == "chineseCounting" else ". ") if label else ""
        return True

    def _leave(self, tag: str) -> None:
        self._flush()
        if tag in HEADINGS:
            self._level = 0
        elif tag in ("ol", "ul", "menu", "dir") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._label = ""
        elif tag == "div":
            self._part = "body"

    # ---- pieces of text

    def _flush(self) -> None:
        """End a paragraph: what was gathered since the last one becomes text."""
        if not self._pieces:
            return
        raw = "".join(self._pieces)
        self._pieces.clear()
        if not raw.strip(_BLANKS):
            return
        if "\n" in raw:
            raw = _LINE_END.sub("", raw)
        text = _SPACE.sub(" ", raw)
        if self._depth:
            self._add("\n".join(line.strip(" ") for line in text.split(BREAK)))
        elif BREAK in text:
            for part in _NEW_PARAGRAPH.split(text):
                self._add("\n".join(line.strip(" ") for line in part.split(BREAK)))
        else:
            self._add(text)

    def _add(self, text: str) -> None:
        text = text.strip(" \n")
        if not text or text.isspace():
            return
        if self._depth:
            if not self._fresh:
                self.out.separate("\n")
            self._fresh = False
            table, row, column = self._place
            self._labelled(text, Place(part=self._part, table=table, row=row, column=column))
            return
        if self.out.offset:
            self.out.separate("\n")
        self._paragraphs += 1
        mark = self.out.mark()
        self._labelled(text, Place(part=self._part, paragraph=self._paragraphs))
        span = self.out.since(mark)
        self.blocks.append(Paragraph(start=span.start, end=span.end, level=self._level))

    def _labelled(self, text: str, place: Place) -> None:
        if self._label:
            label = Place(
                part=place.part, paragraph=place.paragraph, table=place.table, row=place.row, column=place.column,
                label=True,
            )  # fmt: skip
            self.out.add(self._label, label)
            self._label = ""
        self.out.add(text, place)

    def _raised(self, node: LexborNode) -> bool:
        text = node.text()
        if not _ALTERNATIVE.match(text) or any(self._is_note_link(link) for link in node.css("a")):
            return True
        # Set as it is printed, so that 万元 with a note 1 does not become another figure.
        self._pieces.append(text.strip().translate(_RAISED))
        return False

    def _is_note_link(self, node: LexborNode) -> bool:
        return _NOTE_LINK.match(node.attrs.get("href") or "") is not None

    def _left_out(self, node: LexborNode) -> None:
        if node.mem_id in self.hidden:
            text = "".join(node.text().split())
            if text and node.tag not in SKIPPED:
                self.concealed.append(text)

    def _object(self, node: LexborNode, tag: str) -> None:
        kind, name = OBJECTS[tag]
        if self._depth:
            table, row, column = self._place
            place = Place(part=self._part, table=table, row=row, column=column)
            where = f"第{table}个表格第{row}行第{column}列"
        else:
            place = Place(part=self._part, paragraph=self._paragraphs + 1)
            where = f"第{self._paragraphs + 1}段处"
        message = Text(f"{where}有{name}，其中的文字没有读。", f"{kind} {tag}: text in it was not read.")
        self.gaps.append(Gap(kind=kind, message=message, place=place))

    # ---- tables

    def _table(self, node: LexborNode) -> None:
        for child in node.iter():
            if child.tag == "caption":
                self.run(child)
        grid, columns = grid_of(node, self.left_out, self._places)
        self._places -= max(len(grid), 1) * columns
        if self._places < 0:
            raise TooLarge(
                self.source.name,
                f"网页里的表格太大，超过 {_MAX_PLACES} 格的上限。请只保存报告本身。",
                f"its tables are over the limit of {_MAX_PLACES} cells; save only the report.",
            )
        for row in node.css("tr, td, th") if self.hidden else ():
            if row.mem_id in self.hidden:
                self._left_out(row)
        outer = (self._place, self._fresh, self._level)
        if not self._depth:
            if self.out.offset and grid:
                self.out.separate("\n")
        elif not self._fresh and grid:
            self.out.separate("\n")
        self._depth += 1
        self._tables += 1
        number, position, start = self._tables, len(self.blocks), self.out.offset
        cells: list[Cell] = []
        for index, slots in enumerate(grid):
            if index:
                self.out.separate("\n")
            for order, slot in enumerate(slots):
                if order:
                    self.out.separate("\t")
                if slot.node is None:
                    continue
                self._place, self._fresh = (number, slot.row + 1, slot.column + 1), True
                mark = self.out.mark()
                self.run(slot.node)
                span = self.out.since(mark)
                cells.append(
                    Cell(
                        row=slot.row,
                        column=slot.column,
                        rowspan=slot.rowspan,
                        colspan=slot.colspan,
                        start=span.start,
                        end=span.end,
                    )
                )
        self._depth -= 1
        self._place, self._fresh, self._level = outer
        if not cells:
            return
        self._fresh = False
        end = self.out.offset
        self.blocks.insert(
            position,
            Table(start=start, end=end, rows=len(grid), columns=columns, cells=tuple(cells), nested=self._depth > 0),
        )


def _list_of(node: LexborNode) -> tuple[str, int]:
    """The number format of an ordered list and its first number."""
    attributes = node.attrs
    start = attributes.get("start") or ""
    first = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
    style = (attributes.get("style") or "").lower()
    if "list-style" in style:
        return next((form for word, form in _LIST_STYLES if word in style), "decimal"), first
    return _LIST_FORMS.get(attributes.get("type") or "1", "decimal"), first
