"""Word documents (docx): a comment at the figures of each note, as Word itself would have written it.

Comments that are there stay. Comments belong to the body alone: what stands in a text box or a footnote is
commented where the body shows the box or refers to the note, and the comment says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from lxml import etree

from gouji.annotate.docx_anchors import Anchor, Anchors
from gouji.annotate.docx_parts import Parts, serialised
from gouji.annotate.notes import AUTHOR, INITIALS, Note
from gouji.errors import NotAnnotated
from gouji.model import Document, Language, Text
from gouji.readers import docx_names as n
from gouji.readers.docx import Trail, read_docx
from gouji.readers.package import Package
from gouji.readers.source import Source

W = n.P.removesuffix("p")
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
# The styles of reports are made for paper: large type, indents, fixed line spacing. A comment overrides them.
_PLAIN = (
    '<w:pPr><w:spacing w:before="0" w:beforeLines="0" w:after="0" w:afterLines="0" w:line="240" w:lineRule="auto"/>'
    '<w:ind w:left="0" w:leftChars="0" w:right="0" w:rightChars="0" w:firstLine="0" w:firstLineChars="0"/>'
    '<w:jc w:val="left"/></w:pPr>'
)
_INSTEAD = {
    "footnote": Text("原文在脚注里，脚注不能加批注，故注在引用它的地方", "stands in the footnote referred to here"),
    "endnote": Text("原文在尾注里，尾注不能加批注，故注在引用它的地方", "stands in the endnote referred to here"),
    "textbox": Text("原文在文本框里，文本框不能加批注，故注在文本框所在处", "stands in the text box anchored here"),
    "label": Text("原文是自动编号，故注在其后", "is an automatic number before this"),
    "elsewhere": Text("原文处不能加批注，故注在最近的地方", "stands near here, where no comment can be"),
}


def annotate_docx(
    data: bytes, document: Document, notes: Sequence[Note], when: datetime | None, language: Language
) -> tuple[bytes, int]:
    """The bytes of the copy and the number of comments added.

    Raises NotAnnotated for a signed file and for one without a place for a comment.
    """
    source = Source(name=document.name, data=data)
    trail = Trail()
    document = read_docx(source, trail)
    assert trail.root is not None
    with Package(source) as package:
        if any(entry.filename.lower().startswith("_xmlsignatures/") for entry in package.entries()):
            raise NotAnnotated(
                source.name,
                "文件有数字签名，加了批注签名就失效。请用没有签名的版本。",
                "the file is signed, and a comment would break the signature; use the version without it.",
            )
        comments = _Comments(package, trail, when)
        _anchor(source.name, Anchors(document, trail), notes, comments, language, document)
        parts = Parts(package)
        comments.put(parts)
        parts.put(trail.main, comments.spelled(serialised(trail.root)))
        return parts.written(), len(notes)


def _anchor(
    name: str, anchors: Anchors, notes: Sequence[Note], comments: _Comments, language: Language, document: Document
) -> None:
    """Make the comments and set their marks into the text."""
    for note in notes:
        anchors.cut(note.spans[0])
    placed: list[tuple[Anchor, str]] = []
    for note in notes:
        anchor = anchors.find(note.spans[0])
        if anchor is None:
            raise NotAnnotated(
                name,
                "正文里没有可以加批注的段落。请用 --format html 看标注。",
                "its body holds no paragraph that could take a comment; use --format html.",
            )
        lines = list(note.lines)
        if anchor.instead:
            quoted, why = document.quote(note.spans[0]), _INSTEAD[anchor.instead]
            lines.insert(0, Text(f"（“{quoted}”：{why.zh}。）", f"(“{quoted}” {why.en}.)").said_in(language))
        placed.append((anchor, comments.add(note.title, lines)))
    for anchor, number in placed:
        anchor.first.addprevious(_mark("commentRangeStart", number))
    # Set from the last to the first, so that of several at one place the first stays in front.
    for anchor, number in reversed(placed):
        reference = etree.Element(n.R)
        reference.append(_mark("commentReference", number))
        outermost = anchor.last
        while (above := outermost.getparent()) is not None and above.tag != n.P:
            outermost = above
        outermost.addnext(reference)
        anchor.last.addnext(_mark("commentRangeEnd", number))


def _mark(tag: str, number: str) -> etree._Element:
    return etree.Element(f"{W}{tag}", {n.W_ID: number}, nsmap={"w": W[1:-1]})


class _Comments:
    """The comments part of a document, the one that is there or a new one."""

    def __init__(self, package: Package, trail: Trail, when: datetime | None):
        assert trail.root is not None
        self._package, self._main, self._when = package, trail.main, when
        # A file keeps to one variant of the names; the tree has the usual ones in any case.
        self._strict = b"http://purl.oclc.org/ooxml/" in (package.read(trail.main) or b"")[:8192]
        self.name = package.relations(trail.main).get("comments", "")
        found = package.read(self.name) if self.name else None
        self._is_new = found is None
        if found is None:
            folder = trail.main.rpartition("/")[0]
            stem = f"{folder}/comments" if folder else "comments"
            names = (f"{stem}{number or ''}.xml" for number in range(len(package.entries()) + 1))
            self.name = self.name or next(name for name in names if name not in package)
            self._root = etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
        else:
            self._root = package.parse(n.transitional(found), self.name)
        self._next = 1 + max((number for number in _numbers(self._root, trail.root)), default=-1)

    def add(self, title: str, lines: Iterable[str]) -> str:
        """Add a comment; its number."""
        number = str(self._next)
        self._next += 1
        comment = etree.SubElement(self._root, f"{W}comment", {n.W_ID: number, f"{W}author": AUTHOR})
        if self._when is not None:
            comment.set(f"{W}date", f"{self._when:%Y-%m-%dT%H:%M:%SZ}")
        comment.set(f"{W}initials", INITIALS)
        comment.append(_paragraph(title, bold=True, first=True))
        for line in lines:
            comment.append(_paragraph(line))
        return number

    def put(self, parts: Parts) -> None:
        """Write the part, and declare a new one."""
        parts.put(self.name, self.spelled(serialised(self._root)))
        if self._is_new:
            parts.declare(self.name, _KIND)
            if self._package.relations(self._main).get("comments") is None:
                parts.relate(self._main, self.name, _STRICT_RELATION if self._strict else _RELATION)

    def spelled(self, part: bytes) -> bytes:
        """The bytes of a part with the names in the variant of the file."""
        return n.strict(part) if self._strict else part


def _numbers(comments: etree._Element, main: etree._Element) -> Iterable[int]:
    """The numbers of comments that are taken; a mark without a comment takes one too."""
    for root, tags in ((comments, ["comment"]), (main, ["commentRangeStart", "commentRangeEnd", "commentReference"])):
        for element in root.iter(*(f"{W}{tag}" for tag in tags)):
            found = n.number(element.get(n.W_ID))
            if found is not None:
                yield found


def _paragraph(text: str, *, bold: bool = False, first: bool = False) -> etree._Element:
    paragraph = etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}">{_PLAIN}</w:p>')
    if first:
        etree.SubElement(etree.SubElement(paragraph, n.R), f"{W}annotationRef")
    run = etree.SubElement(paragraph, n.R)
    looks = etree.SubElement(run, n.RPR)
    if bold:
        etree.SubElement(looks, f"{W}b")
    for tag in ("sz", "szCs"):
        etree.SubElement(looks, f"{W}{tag}", {n.W_VAL: "18"})
    words = etree.SubElement(run, n.T, {n.XML_SPACE: "preserve"})
    words.text = text
    return paragraph
