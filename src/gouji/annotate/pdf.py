"""PDF: highlights over the figures of each note, with the note as their text.

The pages stay as they are: where the file allows it, the copy is the original with the annotations written behind
it. Notes whose figures overlap share one highlight, since a viewer opens only the uppermost.
"""

from __future__ import annotations

import ctypes
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from gouji.annotate.notes import AUTHOR, Note
from gouji.errors import NotAnnotated
from gouji.model import SEVERITIES, Document, Language, Segment, Severity, Span
from gouji.readers.page import Box
from gouji.readers.pdf_pages import page_frame, read_page

_COLOUR: dict[Severity, tuple[int, int, int]] = {
    "error": (255, 150, 150),
    "warning": (255, 214, 102),
    "notice": (160, 205, 255),
}
"""Red, green, blue; the text shows through."""
_MINOR = (222, 222, 222)
_TAIL = 2048
_STARTXREF = re.compile(rb"startxref\s+(\d{1,12})\s")


class _Highlight(msgspec.Struct):
    """Figures that share a note: their spans, the worst severity among the notes, the notes worst first."""

    spans: list[Span]
    severity: Severity
    notes: list[Note]

    def colour(self) -> tuple[int, int, int]:
        """That of the severity; grey where the figures are only added up to one that is wrong."""
        return _MINOR if all(note.minor for note in self.notes) else _COLOUR[self.severity]


def annotate_pdf(
    data: bytes, document: Document, notes: Sequence[Note], when: datetime | None, language: Language
) -> tuple[bytes, int]:
    """The bytes of the copy and the number of highlights added.

    Raises NotAnnotated for an encrypted or signed file and when pdfium cannot write it.
    """
    del language
    pdf = pdfium.PdfDocument(data)
    try:
        _refuse(pdf, document.name)
        pages: dict[int, list[tuple[_Highlight, list[Box]]]] = {}
        for highlight in _highlights(notes):
            for number, boxes in _boxes(document, highlight.spans).items():
                pages.setdefault(number, []).append((highlight, boxes))
        recognised = {s.place.page for s in document.segments if s.place.confidence is not None}
        for number, found in pages.items():
            _annotate_page(pdf, number, found, number in recognised, when)
        return _saved(pdf, data, document.name), sum(len(found) for found in pages.values())
    finally:
        pdf.close()


def _refuse(pdf: pdfium.PdfDocument, name: str) -> None:
    if raw.FPDF_GetSecurityHandlerRevision(pdf.raw) != -1:
        raise NotAnnotated(
            name,
            "PDF 有加密或编辑限制，不能加批注。请先解除限制另存，再试一次。",
            "the PDF is encrypted or restricted and takes no notes; remove the restriction, save, and try again.",
        )
    if raw.FPDF_GetSignatureCount(pdf.raw) > 0:
        raise NotAnnotated(
            name,
            "PDF 有电子签章，加了批注签章就失效。请用没有签章的版本。",
            "the PDF is signed, and a note would break the signature; use the version without it.",
        )


def _highlights(notes: Sequence[Note]) -> list[_Highlight]:
    """The notes, those together whose figures overlap; the worst last, so that it lies on top."""
    found: list[_Highlight] = []
    for note in notes:
        touched = [h for h in found if any(a.overlaps(b) for a in h.spans for b in note.spans)]
        merged = _Highlight(spans=list(note.spans), severity=note.severity, notes=[note])
        for highlight in reversed(touched):
            found.remove(highlight)
            merged.spans = [*highlight.spans, *(span for span in merged.spans if span not in highlight.spans)]
            merged.severity = min(merged.severity, highlight.severity, key=SEVERITIES.index)
            merged.notes = [*highlight.notes, *merged.notes]
        found.append(merged)
    return sorted(found, key=lambda highlight: -SEVERITIES.index(highlight.severity))


def _boxes(document: Document, spans: Sequence[Span]) -> dict[int, list[Box]]:
    """The boxes of some spans by page, one for each line of each span."""
    found: dict[int, list[Box]] = {}
    for span in spans:
        lines: list[tuple[int, Box]] = []
        for segment in _segments(document, span):
            page, box = segment.place.page, _within(document, segment, span)
            if page is None or box is None:
                continue
            if lines and lines[-1][0] == page and _same_line(lines[-1][1], box):
                box = _around(lines.pop()[1], box)
            lines.append((page, box))
        for page, box in lines:
            boxes = found.setdefault(page, [])
            if box not in boxes:
                boxes.append(box)
    return found


def _segments(document: Document, span: Span) -> Iterator[Segment]:
    """The segments that a span touches."""
    first = bisect_right(document.segments, span.start, key=lambda segment: segment.end)
    for index in range(first, len(document.segments)):
        segment = document.segments[index]
        if segment.start >= span.end:
            break
        yield segment


def _within(document: Document, segment: Segment, span: Span) -> Box | None:
    """The part of a segment's box that a span covers; Chinese characters count twice as wide as others."""
    if segment.place.box is None:
        return None
    x0, top, x1, bottom = segment.place.box
    widths = [2 if char > "\u2e7f" else 1 for char in document.text[segment.start : segment.end]]
    share = (x1 - x0) / sum(widths)
    before = sum(widths[: max(span.start - segment.start, 0)])
    after = sum(widths[span.end - segment.start :]) if span.end < segment.end else 0
    return x0 + share * before, top, x1 - share * after, bottom


def _same_line(left: Box, right: Box) -> bool:
    return min(left[3], right[3]) - max(left[1], right[1]) > 0.5 * min(left[3] - left[1], right[3] - right[1])


def _around(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _annotate_page(
    pdf: pdfium.PdfDocument,
    number: int,
    found: Sequence[tuple[_Highlight, list[Box]]],
    recognised: bool,
    when: datetime | None,
) -> None:
    page = raw.FPDF_LoadPage(pdf.raw, number - 1)
    try:
        # The boxes of a page with text stand as its text reads, those of a scan as the page lies.
        frame = page_frame(page) if recognised else read_page(page, number)[1].frame
        assert frame is not None
        for highlight, boxes in found:
            _add(page, highlight, [frame.lying(*box) for box in boxes], when)
    finally:
        raw.FPDF_ClosePage(page)


def _add(page: raw.FPDF_PAGE, highlight: _Highlight, boxes: Sequence[Box], when: datetime | None) -> None:
    annotation = raw.FPDFPage_CreateAnnot(page, raw.FPDF_ANNOT_HIGHLIGHT)
    try:
        for left, bottom, right, top in boxes:
            corners = raw.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
            raw.FPDFAnnot_AppendAttachmentPoints(annotation, corners)
        whole = boxes[0]
        for box in boxes[1:]:
            whole = _around(whole, box)
        left, bottom, right, top = whole
        raw.FPDFAnnot_SetRect(annotation, raw.FS_RECTF(left=left, bottom=bottom, right=right, top=top))
        raw.FPDFAnnot_SetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, *highlight.colour(), 255)
        raw.FPDFAnnot_SetFlags(annotation, raw.FPDF_ANNOT_FLAG_PRINT)
        for key, value in _texts(highlight, when):
            raw.FPDFAnnot_SetStringValue(annotation, key, _wide(value))
    finally:
        raw.FPDFPage_CloseAnnot(annotation)


def _texts(highlight: _Highlight, when: datetime | None) -> Iterator[tuple[bytes, str]]:
    yield b"T", AUTHOR
    yield b"Contents", "\n\n".join("\n".join((note.title, *note.lines)) for note in highlight.notes)
    if when is not None:
        yield b"M", f"D:{when:%Y%m%d%H%M%S}"


def _wide(text: str) -> ctypes.Array[ctypes.c_ushort]:
    """A text as pdfium takes it: UTF-16, little end first, ended by a zero."""
    data = (text + "\0").encode("utf-16-le")
    return (ctypes.c_ushort * (len(data) // 2)).from_buffer_copy(data)


def _saved(pdf: pdfium.PdfDocument, data: bytes, name: str) -> bytes:
    """The original with what was added behind it, or all of it anew."""
    pieces: list[bytes] = []

    def take(_: object, start: int, size: int) -> int:
        pieces.append(ctypes.string_at(start, size))
        return 1

    writer = raw.FPDF_FILEWRITE(version=1)
    writer.WriteBlock = type(writer.WriteBlock)(take)
    if not raw.FPDF_SaveAsCopy(pdf.raw, writer, raw.FPDF_INCREMENTAL if _has_table(data) else raw.FPDF_NO_INCREMENTAL):
        raise NotAnnotated(
            name,
            "PDF 写不成批注本。请用办公软件重新导出 PDF 再试，或用 --format html 看标注。",
            "pdfium could not write the annotated copy; export the PDF again, or use --format html.",
        )
    return b"".join(pieces)


def _has_table(data: bytes) -> bool:
    """Whether the file ends with a cross-reference table, where alone pdfium adds one that all programs understand.

    Behind the newer stream of references it writes one without a type, and behind a damaged table nothing holds.
    """
    found = _STARTXREF.findall(data[-_TAIL:])
    return bool(found) and data[int(found[-1]) :][:4] == b"xref"
