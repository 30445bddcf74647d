"""PDF with a text layer: pdfium gives characters with boxes and drawn lines, the layout engine makes text of them.

Pages without a readable text layer are said as a Gap each. Annotations, form fields, attachments, scripts and
links are neither read nor followed.
"""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from gouji.errors import DamagedFile, EmptyFile, ProtectedFile, TooLarge
from gouji.model import Document, Gap
from gouji.readers.layout import compose
from gouji.readers.page import Page, page_gap
from gouji.readers.pdf_pages import read_page
from gouji.readers.pdf_scan import recognised
from gouji.readers.picture import settled
from gouji.readers.scan import Scan
from gouji.readers.source import Source

MAX_PAGES = 2000
MAX_CHARACTERS = 10_000_000
_FEW = 10
"""A page that is mostly a picture and has fewer characters than this (a stamp, a page number) is a scan."""


def read_pdf(source: Source, max_pages: int = MAX_PAGES) -> Document:
    """The Document of a PDF; raises DamagedFile, ProtectedFile, TooLarge, or EmptyFile without any text."""
    document = _opened(source)
    try:
        count = len(document)
        if count > max_pages:
            raise TooLarge(source.name, *_too_many(count, max_pages))
        gaps: list[Gap] = []
        scans: dict[int, Scan] = {}
        layout = settled(compose(_pages(source, document, count, gaps, scans)), scans)
    finally:
        document.close()
    if not layout.text.strip():
        raise EmptyFile(source.name, *_why_empty(count, gaps))
    gaps = sorted([*gaps, *layout.gaps], key=lambda gap: (gap.place and gap.place.page) or 0)
    return source.document("pdf", layout.text, layout.blocks, layout.segments, gaps)


def _opened(source: Source) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(source.data)
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise ProtectedFile(
                source.name,
                "PDF 加了打开密码。请去掉密码后另存，再试一次。",
                "the PDF is encrypted with a password; remove it, save, and try again.",
            ) from error
        raise DamagedFile(source.name, *_DAMAGED) from error
    if len(document) < 1:
        document.close()
        raise DamagedFile(source.name, *_DAMAGED)
    return document


_DAMAGED = (
    "PDF 损坏，打不开。请重新下载，或从办公软件重新导出。",
    "the PDF is damaged and cannot be opened; fetch it again or export it again.",
)


def _pages(
    source: Source, document: pdfium.PdfDocument, count: int, gaps: list[Gap], scans: dict[int, Scan]
) -> Iterator[Page]:
    """The pages that can be read, one at a time; what cannot be read is added to the gaps."""
    characters = 0
    for index in range(count):
        number = index + 1
        handle = raw.FPDF_LoadPage(document.raw, index)
        if not handle:
            gaps.append(page_gap("page", number, "已损坏，未读入。", "is damaged and was not read."))
            continue
        try:
            page, facts = read_page(handle, number)
            characters += len(page.glyphs)
            if characters > MAX_CHARACTERS:
                raise TooLarge(source.name, *_TOO_LONG)
            if facts.broken or (facts.pictured and len(page.glyphs) < _FEW):
                page = recognised(handle, number, scans) or _unread(page, facts.broken, gaps)
            if facts.slanted:
                gaps.append(
                    page_gap("watermark", number, "的水印或印章文字未读入正文。", "has a watermark or seal, left out.")
                )
            if facts.crowded:
                gaps.append(
                    page_gap("drawing", number, "的图线过多，未作表格识别。", "has too many lines to find tables.")
                )
            yield page
        finally:
            raw.FPDF_ClosePage(handle)


def _unread(page: Page, broken: bool, gaps: list[Gap]) -> Page:
    """An unreadable page without its broken characters, said as a gap."""
    gaps.append(
        page_gap(
            "scan",
            page.number,
            "没有可读的文字（扫描件或字体缺少编码），未读入。装上识别附加包（pip install 'gouji[ocr]'）可以识别。",
            "has no readable text (a scan, or fonts without a mapping); pip install 'gouji[ocr]' reads it.",
        )
    )
    if broken:
        page.glyphs = []
    return page


def _too_many(count: int, limit: int) -> tuple[str, str]:
    return (
        f"PDF 有 {count} 页，超过 {limit} 页的上限。请拆分后再试。",
        f"the PDF has {count} pages, over the limit of {limit}; split it and try again.",
    )


_TOO_LONG = (
    "PDF 的文字过多，超出安全上限。正常的报告不会这样，请核对来源。",
    "the PDF holds more text than the safe limit; no real report does, check its origin.",
)


def _why_empty(count: int, gaps: list[Gap]) -> tuple[str, str]:
    if any(gap.kind == "scan" for gap in gaps):
        return (
            f"PDF 没有可读的文字（{count} 页，扫描件或字体缺少编码）。请给出文字版，或装上 ocr 附加包再试。",
            f"the PDF has no readable text ({count} pages, scans or fonts without a mapping); "
            "give a version with text or install the ocr extra.",
        )
    return "PDF 里没有文字。请重新导出。", "the PDF holds no text; export it again."
