"""Word documents (docx): the body, its text boxes, footnotes and endnotes, as Word would show them.

Tracked insertions count as text and deletions do not. Page headers and footers are no part of the report and
are left out. What holds text that we cannot read (pictures, charts, objects, hidden text) is a Gap with its
place.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from gouji.errors import EmptyFile
from gouji.model import Document, Gap, Place, Text
from gouji.readers import docx_names as n
from gouji.readers.docx_body import Body
from gouji.readers.docx_numbering import Numbering
from gouji.readers.docx_styles import Styles
from gouji.readers.package import Package
from gouji.readers.source import Source
from gouji.readers.text_builder import TextBuilder

_MAIN = "word/document.xml"
_NOTES = (("footnotes", n.FOOTNOTE, n.FOOTNOTE_REFERENCE, "footnote"),
          ("endnotes", n.ENDNOTE, n.ENDNOTE_REFERENCE, "endnote"))  # fmt: skip


@dataclass
class Trail:
    """How to find again in a docx what was read of it.

    `main` is the name of the main part, `root` its tree in the names of `docx_names`, also where the file has those
    of the strict variant. `runs` holds the run or formula of every segment by its start; those of notes lie in trees
    of their own.
    """

    main: str = ""
    root: etree._Element | None = None
    runs: dict[int, etree._Element] = field(default_factory=dict)


def read_docx(source: Source, trail: Trail | None = None) -> Document:
    """The Document of a docx; raises DamagedFile, ProtectedFile, TooLarge, or EmptyFile without a text.

    A `trail` is filled for one who writes into a copy.
    """
    with Package(source) as package:
        main = package.relations("").get("officeDocument", _MAIN)
        data = package.read(main)
        if data is None:
            main = _MAIN
            data = package.read(main)
        if data is None:
            raise package.damaged("没有正文部件（document.xml）", "has no main part (document.xml)")
        root = package.parse(n.transitional(data), main)
        body = next(root.iter(n.BODY), None)
        if body is None:
            raise package.damaged("正文部件里没有正文", "its main part has no body")
        if trail is not None:
            trail.main, trail.root = main, root
        return _read(source, package, main, body, _may_hide(data), trail)


def _may_hide(data: bytes) -> bool:
    """Whether a property of a run in these bytes could hide text; asking each run is a tenth of the time."""
    return b"vanish" in data or b"rStyle" in data or data[:2] in (b"\xff\xfe", b"\xfe\xff")


def _read(
    source: Source, package: Package, main: str, body: etree._Element, may_hide: bool, trail: Trail | None
) -> Document:
    parts = package.relations(main)
    out = TextBuilder()
    styles = Styles(package, parts.get("styles", "word/styles.xml"))
    walk = Body(out, styles, Numbering(package, parts.get("numbering"), styles))
    walk.inline.may_hide = may_hide
    walk.inline.trail = None if trail is None else trail.runs
    walk.read(body, "body")
    walk.inline.may_hide = True
    gaps = walk.inline.gaps
    for relation, tag, reference, part in _NOTES:
        if next(body.iter(reference), None) is not None:
            _read_notes(package, parts.get(relation), tag, part, walk)
    text = out.text()
    if not text.strip():
        raise EmptyFile(source.name, *_why_empty(len(gaps)))
    return source.document("docx", text, walk.blocks, out.segments, gaps)


def _read_notes(package: Package, name: str | None, tag: str, part: str, walk: Body) -> None:
    """Add the notes after the body; the first ones of each part are only ruling lines."""
    data = package.read(name) if name else None
    if data is None:
        walk.inline.gaps.append(
            Gap(
                kind="missing_part",
                message=Text("正文引用了脚注或尾注，但文件里没有。", "notes are referred to but missing."),
                place=Place(part=part),
            )
        )
        return
    before = 0
    for note in package.parse(n.transitional(data), name or part).iterchildren(tag):
        if note.get(n.W_TYPE) in (None, "normal"):
            walk.read(note, part, before)
        before += sum(1 for _ in note.iter(n.P))


def _why_empty(gaps: int) -> tuple[str, str]:
    if gaps:
        return (
            f"文档里没有文字，只有图片或对象（{gaps} 处）。请给出文字版，或先做文字识别。",
            f"the document has no text, only pictures or objects ({gaps}); give a version with text.",
        )
    return "文档里没有文字。请重新导出。", "the document holds no text; export it again."
