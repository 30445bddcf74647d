"""Pictures (png, jpg, tiff …): each frame is a page, read by recognition (extra `ocr`), with its doubt kept."""

from __future__ import annotations

import struct
import warnings
from bisect import bisect_right
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import msgspec

from gouji.errors import DamagedFile, EmptyFile, TooLarge, UnsupportedFormat
from gouji.model import Block, Document, Gap, Place, Segment, Table, Text
from gouji.readers.layout import Layout, compose
from gouji.readers.ocr import is_installed
from gouji.readers.ocr_signs import mended
from gouji.readers.pace import step_done
from gouji.readers.page import Page
from gouji.readers.scan import MOST_PIXELS, Scan, as_it_lies, read_scan
from gouji.readers.source import Source

_MANY = 5
MOST_SCANS = 200
"""Pages that are recognised in one file; one takes seconds."""


def read_picture(source: Source) -> Document:
    """The Document of a picture; raises UnsupportedFormat without the extra, DamagedFile, TooLarge, EmptyFile."""
    if not is_installed():
        raise UnsupportedFormat(source.name, *NEEDS_OCR)
    scans: dict[int, Scan] = {}
    layout = settled(compose(_pages(source, scans)), scans)
    if not layout.text.strip():
        raise EmptyFile(
            source.name,
            "图片里没有认出文字。请换更清楚的扫描件，或给出原来的文件。",
            "no text was recognised in the picture; give a clearer scan or the original file.",
        )
    return source.document("picture", layout.text, layout.blocks, layout.segments, layout.gaps)


NEEDS_OCR = (
    "这是图片，没有文字层。装上识别附加包（pip install 'gouji[ocr]'）就能读，或给出原来的文件。",
    "a picture without a text layer; pip install 'gouji[ocr]' to have it recognised, or give the original file.",
)


def settled(layout: Layout, scans: dict[int, Scan]) -> Layout:
    """A layout of which some pages are scans: its signs mended, its boxes as the pages lie, its doubt said."""
    if not scans:
        return layout
    text = layout.text
    for start, end in _written(layout.blocks):
        place = _place_at(layout.segments, start)
        if place is not None and place.confidence is not None:
            text = text[:start] + mended(text[start:end]) + text[end:]
    segments = [_lying(segment, scans.get(segment.place.page or 0)) for segment in layout.segments]
    gaps = [*_gaps(scans), *layout.gaps]
    return msgspec.structs.replace(layout, text=text, segments=segments, gaps=gaps)


def _written(blocks: list[Block]) -> Iterator[tuple[int, int]]:
    for block in blocks:
        if isinstance(block, Table):
            yield from ((cell.start, cell.end) for cell in block.cells)
        else:
            yield block.start, block.end


def _place_at(segments: list[Segment], offset: int) -> Place | None:
    index = bisect_right(segments, offset, key=lambda segment: segment.start) - 1
    return segments[index].place if index >= 0 and offset < segments[index].end else None


def _lying(segment: Segment, scan: Scan | None) -> Segment:
    if scan is None or segment.place.box is None or not (scan.angle or scan.turns):
        return segment
    place = msgspec.structs.replace(segment.place, box=as_it_lies(segment.place.box, scan))
    return msgspec.structs.replace(segment, place=place)


def _gaps(scans: dict[int, Scan]) -> Iterator[Gap]:
    """That pages were recognised and not read, and which stretches of them could not be."""
    numbers = [str(number) for number in scans]
    yield Gap(
        kind="recognised",
        message=Text(
            f"第{'、'.join(numbers)}页是扫描件，文字由识别得来，数字可能认错。",
            f"page {', '.join(numbers)}: the text was recognised from a scan; figures may be misread.",
        ),
        place=Place(page=next(iter(scans))),
    )
    for number, scan in scans.items():
        boxes = [as_it_lies(box, scan) for box in scan.unread]
        if len(boxes) > _MANY:
            # So many that the page is no good: one gap around them all.
            boxes = [
                (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
            ]
        for box in boxes:
            count = len(scan.unread) if len(scan.unread) > _MANY else 1
            yield Gap(
                kind="unread",
                message=Text(
                    f"第{number}页有 {count} 处字迹认不出，请换更清楚的扫描件。",
                    f"page {number}: {count} stretches could not be recognised; give a clearer scan.",
                ),
                place=Place(page=number, box=box),
            )


def _pages(source: Source, scans: dict[int, Scan]) -> Iterator[Page]:
    for number, picture in enumerate(_frames(source), 1):
        scan = read_scan(picture, number)
        scans[number] = scan
        step_done()
        yield scan.page


def _frames(source: Source) -> Iterator[Any]:
    """The frames of a picture as arrays (blue green red), each only after its size was found bearable."""
    from PIL import Image

    try:
        # The library warns of small damage that it gets over; it is no concern of the one who reads.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(BytesIO(source.data), formats=("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP"))
            count = getattr(image, "n_frames", 1)
        if count > MOST_SCANS:
            raise TooLarge(
                source.name,
                f"图片有 {count} 页，超过 {MOST_SCANS} 页的上限。请拆分后再试。",
                f"the picture has {count} pages, over the limit of {MOST_SCANS}; split it and try again.",
            )
        for index in range(count):
            yield _frame(source, image, index)
    except (
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        TypeError,
        KeyError,
        struct.error,
        Image.DecompressionBombError,
    ) as error:
        # All of these come out of Pillow for broken files.
        raise DamagedFile(
            source.name,
            "图片损坏，打不开。请重新扫描或重新下载。",
            "the picture is damaged and cannot be opened; scan or fetch it again.",
        ) from error


def _frame(source: Source, image: Any, index: int) -> Any:
    import numpy
    from PIL import ImageOps

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        image.seek(index)
        if image.width * image.height > MOST_PIXELS:
            raise TooLarge(
                source.name,
                f"图片过大（{image.width}×{image.height} 像素）。请缩小后再试。",
                f"the picture is too large ({image.width} by {image.height} pixels); make it smaller.",
            )
        upright = ImageOps.exif_transpose(image)
        return numpy.ascontiguousarray(numpy.asarray(upright.convert("RGB"))[:, :, ::-1])
