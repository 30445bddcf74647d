"""The inside of a paragraph: runs and what they hold, each with its place.

Numbers of places count elements of the file in document order, also those whose text is left out (deleted
runs, the second copy in alternate content): so a writer finds the same run by counting the same way.
`paragraph` is the n-th w:p of its part, `run` the n-th w:r of that paragraph, runs of paragraphs inside it
(text boxes) apart.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from lxml import etree

from gouji.model import Gap, Place, Text
from gouji.readers import docx_names as n
from gouji.readers.docx_numbering import Numbering
from gouji.readers.docx_styles import Styles
from gouji.readers.docx_symbols import UNKNOWN, symbol
from gouji.readers.text_builder import TextBuilder

# Looked up for every element of every paragraph, so they are names of this module.
_R, _T, _RPR, _PPR = n.R, n.T, n.RPR, n.PPR
_FIXED = {n.TAB: "\t", n.PTAB: "\t", n.BR: "\n", n.CR: "\n", n.NO_BREAK_HYPHEN: "-"}
_PICTURES: dict[str, tuple[str, str, str]] = {
    n.PICTURE: ("picture", "一幅图片", "a picture"),
    n.VML_IMAGE: ("picture", "一幅图片", "a picture"),
    n.VML_TEXT: ("picture", "一处艺术字", "decorated text"),
    n.CHART: ("chart", "一个图表", "a chart"),
    n.DIAGRAM: ("chart", "一个示意图", "a diagram"),
    n.OBJECT: ("object", "一个嵌入对象", "an embedded object"),
    n.ALT_CHUNK: ("object", "一段嵌入的其他文件", "an embedded file"),
    n.SUB_DOC: ("object", "一个子文档", "a subdocument"),
}


_ASKED = frozenset([n.PSTYLE, n.NUMPR, n.OUTLINE, n.RPR])


class Spot(msgspec.Struct):
    """Where the walk stands, of which a Place is made. `shown` counts the paragraphs that people see."""

    part: str
    paragraph: int = 0
    run: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    label: bool = False
    shown: int = 0

    def place(self) -> Place:
        """The place of what is being read."""
        if self.table is None:
            return Place(part=self.part, paragraph=self.paragraph or None, run=self.run, label=self.label)
        return Place(
            part=self.part,
            paragraph=self.paragraph or None,
            run=self.run,
            table=self.table,
            row=self.row,
            column=self.column,
            label=self.label,
        )


class Looks(msgspec.Struct):
    """What the properties of a paragraph say about its text. `joined`: its mark is deleted."""

    style: str | None = None
    numpr: etree._Element | None = None
    outline: int | None = None
    joined: bool = False


NO_LOOKS = Looks()


def looks_of(paragraph: etree._Element) -> Looks:
    """The properties of a paragraph, gathered in one pass."""
    ppr = n.child(paragraph, n.PPR)
    if ppr is None:
        return NO_LOOKS
    looks = Looks()
    for prop in ppr:
        tag = prop.tag
        if tag not in _ASKED:
            continue
        if tag == n.PSTYLE:
            looks.style = prop.get(n.W_VAL)
        elif tag == n.NUMPR:
            looks.numpr = prop
        elif tag == n.OUTLINE:
            looks.outline = n.number(prop.get(n.W_VAL))
        elif tag == n.RPR:
            looks.joined = n.child(prop, n.DEL) is not None or n.child(prop, n.MOVE_FROM) is not None
    return looks


class Inline:
    """Reads what stands in paragraphs into the text; `box` is called with each text box that is met.

    `may_hide` is False for a part in whose bytes no property can hide text: then runs are not asked. `trail`, where
    there is one, keeps the run or formula of each segment by its start.
    """

    def __init__(self, out: TextBuilder, styles: Styles, numbering: Numbering, box: Callable[[etree._Element], None]):
        self.out, self.styles, self.numbering, self.box = out, styles, numbering, box
        self.spot = Spot("body")
        self.gaps: list[Gap] = []
        self._fields: list[bool] = []
        self._hidden_style = False
        self._hidden = ""
        self.may_hide = True
        self.trail: dict[int, etree._Element] | None = None

    def label(self, looks: Looks) -> None:
        """Add the automatic number of a paragraph, if it has one."""
        if looks.style is None and looks.numpr is None:
            return
        style = self.styles.get(looks.style)
        num_id = n.value(looks.numpr, n.NUM_ID) or style.num_id
        if num_id is None or num_id == "0":
            return
        ilvl = n.number(n.value(looks.numpr, n.ILVL))
        label = self.numbering.next(num_id, style.ilvl or 0 if ilvl is None else ilvl)
        if label:
            self.spot.run, self.spot.label = None, True
            self.out.add(label, self.spot.place())
            self.spot.label = False

    def content(self, paragraph: etree._Element, looks: Looks) -> None:
        """Add the text of a paragraph, without its number."""
        self.spot.run = 0
        self._hidden_style = looks.style is not None and self.styles.get(looks.style).hidden
        self._through(paragraph)
        # An instruction ends with its paragraph at the latest: a broken field must not swallow the rest.
        if self._fields:
            self._fields = [False] * len(self._fields)
        self.spot.run = None
        if self._hidden:
            self._gap(
                "hidden",
                f"有隐藏文字（{len(self._hidden)} 字），没有读入",
                f"hidden text of {len(self._hidden)} characters was left out",
            )
            self._hidden = ""

    def skip(self, element: etree._Element) -> None:
        """Count the paragraphs and runs of an element whose text is left out."""
        self.spot.paragraph += sum(1 for _ in element.iter(n.P))
        if self.spot.run is not None:
            self.spot.run += _own_runs(element)

    def gap(self, tag: str) -> None:
        """Report something that holds no text we can read."""
        kind, zh, en = _PICTURES[tag]
        self._gap(kind, f"有{zh}，其中的文字没有读", f"{en} stands here; text in it was not read")

    def covered(self, text: str) -> None:
        """Report text in a cell that a merged one covers."""
        self._gap(
            "hidden",
            f"被合并的单元格里还有文字（{len(text)} 字），没有读入",
            f"a cell covered by a merged one holds {len(text)} characters, which were left out",
        )

    def _gap(self, kind: str, zh: str, en: str) -> None:
        place = self.spot.place()
        where_zh, where_en = _where(self.spot)
        self.gaps.append(Gap(kind=kind, message=Text(f"{where_zh}{zh}。", f"{where_en}: {en}."), place=place))

    def _through(self, parent: etree._Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == _R:
                self._run(child)
            elif tag == _PPR:
                continue
            elif tag in n.THROUGH:
                self._through(child)
            elif tag in n.DROPPED:
                self.skip(child)
            elif tag == n.ALTERNATE:
                self._alternate(child, self._through)
            elif tag in (n.O_MATH, n.O_MATH_PARA):
                self.formula(child)

    def _alternate(self, element: etree._Element, read: Callable[[etree._Element], None]) -> None:
        """Read alternate content once: the first choice, else what to fall back on."""
        taken = False
        for child in element:
            if child.tag in (n.CHOICE, n.FALLBACK) and not taken:
                taken = True
                read(child)
            else:
                self.skip(child)

    def _run(self, run: etree._Element) -> None:
        spot = self.spot
        spot.run = (spot.run or 0) + 1
        # The place is taken before the content, which may hold a text box with places of its own.
        place = spot.place()
        text = ""
        hidden = self._hidden_style
        for child in run:
            tag = child.tag
            if tag == _RPR:
                hidden = self.may_hide and self._is_hidden(child)
            elif tag != _T:
                text += self._piece(child, tag)
            elif not self._fields or not any(self._fields):
                text += _text(child)
        if not text:
            return
        if not hidden:
            self._add(text, place, run)
        elif text.strip():
            self._hidden += text.strip()

    def _piece(self, child: etree._Element, tag: str) -> str:
        fixed = _FIXED.get(tag)
        if fixed is not None:
            return "" if any(self._fields) else fixed
        if tag == n.SYM:
            return self._symbol(child)
        if tag == n.FLD_CHAR:
            self._field(child.get(n.W_FLD_CHAR_TYPE))
        elif tag == n.RUBY:
            self.skip(child)
            return _ruby(child)
        elif tag == n.ALTERNATE:
            self._alternate(child, self._graphic)
        elif tag in (n.DRAWING, n.PICT):
            self._graphic(child)
        elif tag == n.OBJECT:
            self.gap(n.OBJECT)
            self.skip(child)
        return ""

    def _symbol(self, child: etree._Element) -> str:
        sign = symbol(child.get(n.W_FONT, ""), child.get(n.W_CHAR, ""))
        if sign == UNKNOWN:
            self._gap("symbol", "有一个认不出的符号", "a sign of a symbol font is not known")
        return sign

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _is_hidden(self, rpr: etree._Element) -> bool:
        style: str | None = None
        for prop in rpr:
            tag = prop.tag
            if tag == n.VANISH:
                return n.is_on(rpr, n.VANISH)
            if tag == n.RSTYLE:
                style = prop.get(n.W_VAL)
        return self._hidden_style or (style is not None and self.styles.get(style).hidden)

    def _graphic(self, element: etree._Element) -> None:
        """Find the text boxes of a drawing, and say what in it is no text."""
        for child in element:
            tag = child.tag
            if tag == n.TXBX:
                self.box(child)
            elif tag == n.ALTERNATE:
                self._alternate(child, self._graphic)
            elif tag in _PICTURES:
                self.gap(tag)
            else:
                self._graphic(child)

    def formula(self, element: etree._Element) -> None:
        """Add the text of a formula."""
        text = math_text(element)
        if text:
            self._add(text, self.spot.place(), element)

    def _add(self, text: str, place: Place, element: etree._Element) -> None:
        if self.trail is not None:
            self.trail[self.out.offset] = element
        self.out.add(text, place)


def math_text(element: etree._Element) -> str:
    """A formula in one line: a/b for a fraction and a^b for a power, so that no two figures run together."""
    if element.tag == n.M_T:
        return element.text or ""
    if element.tag == n.M_FRACTION:
        parts = [math_text(part) for part in element if part.tag in (n.M_NUMERATOR, n.M_DENOMINATOR)]
        return "/".join(part if len(part) == 1 or part.isalnum() else f"({part})" for part in parts)
    text = "".join(math_text(child) for child in element)
    if element.tag == n.M_SUPERSCRIPT:
        return f"^{text}"
    return f"_{text}" if element.tag == n.M_SUBSCRIPT else text


def _text(element: etree._Element) -> str:
    text = element.text or ""
    if element.get(n.XML_SPACE) != "preserve":
        text = text.strip(" \t\r\n")
    # Word shows a line end inside w:t as a space; as a line end it would look like a paragraph's.
    return text.replace("\n", " ") if "\n" in text else text


def _ruby(element: etree._Element) -> str:
    return "".join(_text(t) for base in element.iterchildren(n.RUBY_BASE) for t in base.iter(n.T))


def run_pieces(run: etree._Element) -> list[tuple[etree._Element, str]]:
    """The children of a run and the text that each adds to it, outside of a field's instruction."""
    pieces = []
    for child in run:
        tag = child.tag
        if tag == _T:
            text = _text(child)
        elif tag == n.SYM:
            text = symbol(child.get(n.W_FONT, ""), child.get(n.W_CHAR, ""))
        elif tag == n.RUBY:
            text = _ruby(child)
        else:
            text = _FIXED.get(tag, "")
        pieces.append((child, text))
    return pieces


def _own_runs(element: etree._Element) -> int:
    """The runs in an element that belong to the paragraph around it."""
    if element.tag == n.P:
        return 0
    count = 0
    for child in element:
        if child.tag == n.R:
            count += 1
        count += _own_runs(child)
    return count


def _where(spot: Spot) -> tuple[str, str]:
    # People count the paragraphs that they see, not the elements of the file.
    if spot.table is not None:
        return (
            f"第{spot.table}个表格第{spot.row}行第{spot.column}列",
            f"table {spot.table}, row {spot.row}, column {spot.column}",
        )
    part = {"footnote": "脚注", "endnote": "尾注", "textbox": "文本框"}.get(spot.part, "")
    return f"{part}第{spot.shown + 1}段处", f"{spot.part}, at paragraph {spot.shown + 1}"
