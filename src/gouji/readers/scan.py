"""From a picture of a page to a Page: upright, straight, its rulings, its characters with their certainty."""

from __future__ import annotations

import math
from typing import Any

import msgspec

from gouji.readers.ocr import THREADS, Picture, find_text, read_crops, recognise
from gouji.readers.page import Box, Glyph, Page, Ruling

WIDTH, HEIGHT = 595.28, 841.89
"""A sheet of A4 in points: the size of a picture that does not say its own."""
DPI = 200
"""At this the engine reads best for its time; finer pictures are made smaller."""
MOST_PIXELS = 60_000_000
_FARTHEST = 5.0
_STRAIGHT = 0.04
_SAMPLE = 10
_DOUBTFUL = 0.75
_SHORTEST = 0.02


class Scan(msgspec.Struct, frozen=True):
    """A page as recognised; `angle` (degrees) is how far the picture was turned to be straight."""

    page: Page
    angle: float
    turns: int
    unread: list[Box]


def read_scan(picture: Picture, number: int, size: tuple[float, float] | None = None) -> Scan:
    """The page in a picture; `size` is its width and height in points as it lies, A4 when not given."""
    import cv2  # type: ignore[import-not-found,unused-ignore]

    cv2.setNumThreads(THREADS)
    width, height = size or _sheet(picture)
    picture = _sized(picture)
    boxes = find_text(picture)
    turns = _turns(picture, boxes)
    for _ in range(turns):
        picture = cv2.rotate(picture, cv2.ROTATE_90_CLOCKWISE)
    angle = _skew(picture)
    straight = _rotated(picture, angle) if angle else picture
    if turns or angle:
        boxes = find_text(straight)
    rulings = [ruling for ruling in find_rulings(straight) if not any(_is_stroke(ruling, box) for box in boxes)]
    posts = [ruling for ruling in rulings if ruling[3] - ruling[1] > ruling[2] - ruling[0]]
    found = recognise(straight, boxes, posts)
    high, wide = straight.shape[:2]
    if turns % 2:
        width, height = height, width
    x, y = width / wide, height / high
    glyphs: list[Glyph] = []
    doubt: list[float] = []
    for character in found.characters:
        box = _scaled(character.box, x, y)
        glyphs.append((character.char, *box))
        doubt.append(character.sure)
    lines: list[Ruling] = [_scaled(ruling, x, y) for ruling in rulings]
    page = Page(number=number, width=width, height=height, glyphs=glyphs, rulings=lines, doubt=doubt)
    return Scan(page, angle, turns, [_scaled(box, x, y) for box in found.unread])


def as_it_lies(box: Box, scan: Scan) -> Box:
    """A box of the straightened and upright page as a box of the page as it lies in the file."""
    middle_x, middle_y = scan.page.width / 2, scan.page.height / 2
    turn = math.radians(scan.angle)
    xs, ys = [], []
    for px, py in ((box[0], box[1]), (box[2], box[1]), (box[0], box[3]), (box[2], box[3])):
        dx, dy = px - middle_x, py - middle_y
        x, y = (
            middle_x + dx * math.cos(turn) - dy * math.sin(turn),
            middle_y + dx * math.sin(turn) + dy * math.cos(turn),
        )
        across, down = scan.page.width, scan.page.height
        for _ in range(scan.turns):
            # Undo one quarter: the page before it was as wide as this one is high.
            x, y, across, down = y, across - x, down, across
        xs.append(x)
        ys.append(y)
    return round(min(xs), 2), round(min(ys), 2), round(max(xs), 2), round(max(ys), 2)


def _scaled(box: Box, x: float, y: float) -> Box:
    return box[0] * x, box[1] * y, box[2] * x, box[3] * y


def _sheet(picture: Picture) -> tuple[float, float]:
    """Width and height in points of a picture that does not say its own: as wide as A4 lies or stands."""
    high, wide = picture.shape[:2]
    across = WIDTH if high >= wide else HEIGHT
    return across, across * high / wide


def _sized(picture: Picture) -> Picture:
    """A picture of about DPI for a sheet of A4: finer ones only cost time, coarser ones read better enlarged."""
    import cv2

    long = max(picture.shape[:2])
    target = HEIGHT / 72 * DPI
    if 0.75 * target <= long <= 1.1 * target or long < 300:
        return picture
    by = min(target / long, 2.0)
    method = cv2.INTER_AREA if by < 1 else cv2.INTER_CUBIC
    return cv2.resize(picture, None, fx=by, fy=by, interpolation=method)


def _turns(picture: Picture, found: list[Box]) -> int:
    """By how many quarters (clockwise) a page must be turned to stand upright, judged by how well its text reads."""
    import cv2

    if not found:
        return 0
    boxes = sorted(found, key=lambda box: -max(box[2] - box[0], box[3] - box[1]))[:_SAMPLE]
    lying = sum(1 for box in boxes if box[3] - box[1] > 1.5 * (box[2] - box[0])) * 2 > len(boxes)
    crops = [picture[int(b[1]) : int(b[3]) + 1, int(b[0]) : int(b[2]) + 1] for b in boxes]
    crops = [crop for crop in crops if min(crop.shape[:2]) >= 4]
    if lying:
        crops = [cv2.rotate(crop, cv2.ROTATE_90_CLOCKWISE) for crop in crops]
    first = int(lying)
    certainty, chinese = _certainty(crops)
    # Figures read upside down too (68, 89.06), so they alone prove nothing.
    if not crops or (certainty >= _DOUBTFUL and chinese):
        return first
    turned = [cv2.rotate(crop, cv2.ROTATE_180) for crop in crops]
    return first + 2 if _certainty(turned)[0] > certainty else first


def _certainty(crops: list[Picture]) -> tuple[float, bool]:
    """How sure the reading of some cut-outs is, and whether much of it is Chinese."""
    read = read_crops(crops)
    chinese = sum(char > "\u2e80" for text, *_ in read for char in text)
    return sum(score for _, score, *_ in read) / max(len(read), 1), chinese >= _SAMPLE


def _skew(picture: Picture) -> float:
    """The angle (degrees) by which lines of text lean; 0 when it makes no difference.

    Measured on a quarter of the size: the sums of dark pixels a row are most uneven when the lines lie level.
    """
    import cv2
    import numpy

    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    dark = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)[1]

    def unevenness(angle: float) -> float:
        sums = numpy.asarray(_rotated(dark, angle, 0), dtype=numpy.float32).sum(axis=1)
        return float((numpy.diff(sums) ** 2).sum())

    best, step = 0.0, 1.0
    reach = _FARTHEST
    while step >= 0.04:
        count = round(reach / step)
        best = max((best + step * i for i in range(-count, count + 1)), key=unevenness)
        reach, step = step, step / 5
    return best if abs(best) >= _STRAIGHT else 0.0


def _rotated(picture: Picture, angle: float, paper: int = 255) -> Picture:
    import cv2

    high, wide = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1.0)
    border: Any = (paper, paper, paper)
    return cv2.warpAffine(picture, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderValue=border)


def _is_stroke(ruling: Ruling, box: Box) -> bool:
    """Whether a ruling is a stroke of the writing in a box: large titles have strokes as long as short rulings."""
    high = box[3] - box[1]
    longest = max(ruling[2] - ruling[0], ruling[3] - ruling[1])
    inside = (
        box[0] <= ruling[0]
        and ruling[2] <= box[2]
        and box[1] - 0.1 * high <= ruling[1]
        and ruling[3] <= box[3] + 0.1 * high
    )
    return inside and longest <= 1.2 * min(high, box[2] - box[0])


def find_rulings(picture: Picture) -> list[Ruling]:
    """The straight lines of an upright picture, in pixels: what stays when all short strokes are taken off."""
    import cv2

    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    dark = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12)
    length = max(int(_SHORTEST * max(picture.shape[:2])), 15)
    found: list[Ruling] = []
    for across in (True, False):
        # Lines of a scan waver by a pixel; made thicker first, they hold together.
        thick = cv2.dilate(dark, cv2.getStructuringElement(cv2.MORPH_RECT, (1, 3) if across else (3, 1)))
        shape = (length, 1) if across else (1, length)
        lines = cv2.morphologyEx(thick, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, shape))
        _, _, boxes, _ = cv2.connectedComponentsWithStats(lines)
        for left, top, wide, high, _ in boxes[1:].tolist():
            long, thin = (wide, high) if across else (high, wide)
            if thin <= 14 and long >= 4 * thin:
                middle = (top + high / 2) if across else (left + wide / 2)
                found.append(
                    (left, middle - 0.5, left + wide, middle + 0.5)
                    if across
                    else (middle - 0.5, top, middle + 0.5, top + high)
                )
    return found
