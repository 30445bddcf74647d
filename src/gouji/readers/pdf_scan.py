"""PDF pages without a readable text layer: rendered, then recognised like any scan."""

from __future__ import annotations

import ctypes

import pypdfium2.raw as raw  # type: ignore[import-untyped]

from gouji.readers.ocr import Picture, is_installed
from gouji.readers.pace import step_done
from gouji.readers.page import Page
from gouji.readers.picture import MOST_SCANS
from gouji.readers.scan import DPI, HEIGHT, Scan, read_scan

_MOST_SIDE = int(1.5 * HEIGHT / 72 * DPI)


def recognised(handle: raw.FPDF_PAGE, number: int, scans: dict[int, Scan]) -> Page | None:
    """The page as recognition reads it, also kept in `scans`; None without the extra `ocr` or after too many pages."""
    if not is_installed() or len(scans) >= MOST_SCANS:
        return None
    width, height = raw.FPDF_GetPageWidthF(handle), raw.FPDF_GetPageHeightF(handle)
    if not (1 <= width < 1e6 and 1 <= height < 1e6):
        return None
    scan = read_scan(_rendered(handle, width, height), number, (width, height))
    scans[number] = scan
    step_done()
    return scan.page


def _rendered(handle: raw.FPDF_PAGE, width: float, height: float) -> Picture:
    """The page as a picture (blue green red) at DPI, a large one less fine."""
    import numpy

    by = min(DPI / 72, _MOST_SIDE / max(width, height))
    wide, high = max(round(width * by), 1), max(round(height * by), 1)
    bitmap = raw.FPDFBitmap_CreateEx(wide, high, raw.FPDFBitmap_BGR, None, 0)
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, wide, high, 0xFFFFFFFF)
        raw.FPDF_RenderPageBitmap(bitmap, handle, 0, 0, wide, high, 0, raw.FPDF_ANNOT)
        stride = raw.FPDFBitmap_GetStride(bitmap)
        buffer = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * high)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    rows = numpy.frombuffer(buffer, dtype=numpy.uint8).reshape(high, stride)
    return numpy.ascontiguousarray(rows[:, : wide * 3].reshape(high, wide, 3))
