"""OFD (GB/T 33190): a zip of XML pages, read by hand, laid out by the engine that PDF uses.

Templates lie under their pages, annotations are read as a layer of their own after the pages; signatures hold
pictures only. Nothing is executed or fetched.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from gouji.errors import EmptyFile, ProtectedFile, TooLarge
from gouji.model import Document, Gap
from gouji.readers.layout import compose
from gouji.readers.ofd_package import OfdPackage
from gouji.readers.ofd_pages import Body, OfdPage, child, local, words
from gouji.readers.page import Page, page_gap
from gouji.readers.source import Source

MAX_PAGES = 2000
MAX_CHARACTERS = 10_000_000
_FEW = 10
_OUTLINES = 200
"""So many lines and curves on a page without characters are most likely its characters, drawn as outlines."""


def read_ofd(source: Source, max_pages: int = MAX_PAGES) -> Document:
    """The Document of an OFD; raises DamagedFile, ProtectedFile, TooLarge, or EmptyFile without any text."""
    package = OfdPackage(source)
    with package:
        if "Encryptions.xml" in package or "Doc_0/Encryptions.xml" in package:
            raise ProtectedFile(
                source.name,
                "OFD 文件加了密。请用阅读器解密后另存，再试一次。",
                "the OFD file is encrypted; save it without encryption and try again.",
            )
        root = package.needed("OFD.xml")
        gaps: list[Gap] = []
        layout = compose(_pages(source, package, [b for b in root if local(b) == "DocBody"], max_pages, gaps))
    if not layout.text.strip():
        raise EmptyFile(source.name, *_why_empty(gaps))
    return source.document("ofd", layout.text, layout.blocks, layout.segments, [*gaps, *layout.gaps])


def _pages(
    source: Source, package: OfdPackage, bodies: list[etree._Element], max_pages: int, gaps: list[Gap]
) -> Iterator[Page]:
    number = characters = 0
    notes: list[Page] = []
    for element in bodies:
        path = words(child(element, "DocRoot"))
        if not path:
            continue
        body = Body(package, package.resolve("OFD.xml", path))
        if number + len(body.pages) > max_pages:
            raise TooLarge(source.name, *_too_many(number + len(body.pages), max_pages))
        annotations = body.annotations()
        for key, file in body.pages:
            number += 1
            found = body.read(file, number)
            if found is None:
                gaps.append(page_gap("page", number, "缺少内容文件，未读入。", "has no content file and was not read."))
                continue
            note = annotations.get(key)
            if note is not None:
                found.slanted = found.slanted or note.slanted
                if note.glyphs:
                    look = found.page
                    notes.append(
                        Page(
                            number=number,
                            width=look.width,
                            height=look.height,
                            glyphs=note.glyphs,
                            rulings=[],
                            part="annotation",
                        )
                    )
            characters += len(found.page.glyphs)
            if characters > MAX_CHARACTERS:
                raise TooLarge(source.name, *_TOO_LONG)
            yield _readable(found, gaps)
    yield from notes


def _readable(found: OfdPage, gaps: list[Gap]) -> Page:
    """A page, without its characters where they mean nothing; what is not read is said.

    Recognition joins here as in `pdf.recognised`, once there is a program that draws OFD pages.
    """
    page = found.page
    number = page.number
    few = len(page.glyphs) < _FEW
    pictured = few and found.pictured > 0.3 * page.width * page.height
    outlined = not page.glyphs and found.drawn > _OUTLINES
    if found.broken:
        page.glyphs = []
        pictured = True
    if pictured or outlined:
        gaps.append(
            page_gap(
                "scan",
                number,
                "没有可读的文字（扫描件、图形或字体缺少编码），未读入。请给出文字版，或转成 PDF 后用 ocr 附加包识别。",
                "has no readable text (a scan, outlines or fonts without a mapping); "
                "give a version with text, or turn it into a PDF for the ocr extra.",
            )
        )
    if found.slanted:
        gaps.append(page_gap("watermark", number, "的水印文字未读入正文。", "has a watermark, left out of the text."))
    return page


def _too_many(count: int, limit: int) -> tuple[str, str]:
    return (
        f"OFD 有 {count} 页，超过 {limit} 页的上限。请拆分后再试。",
        f"the OFD has {count} pages, over the limit of {limit}; split it and try again.",
    )


_TOO_LONG = (
    "OFD 的文字过多，超出安全上限。正常的报告不会这样，请核对来源。",
    "the OFD holds more text than the safe limit; no real report does, check its origin.",
)


def _why_empty(gaps: list[Gap]) -> tuple[str, str]:
    if any(gap.kind == "scan" for gap in gaps):
        return (
            "OFD 没有可读的文字（扫描件或图形）。请给出文字版，或转成 PDF 后装上 ocr 附加包再试。",
            "the OFD has no readable text (scans or outlines); give a version with text, "
            "or turn it into a PDF and install the ocr extra.",
        )
    return "OFD 里没有文字。请重新导出。", "the OFD holds no text; export it again."
