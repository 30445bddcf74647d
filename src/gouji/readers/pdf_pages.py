"""One PDF page as pdfium shows it: characters with boxes upright and from the top left, and ruling lines.

The calls through ctypes are what a page costs, so each character gets exactly two: its code and its loose box (an
advance wide, about an em high), which also serves lines better than the box of the ink.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence

import msgspec
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from gouji.readers.page import Box, Glyph, Page, is_unreadable, without_radicals
from gouji.readers.pdf_calls import loose_box, text_object_of
from gouji.readers.pdf_paths import find_drawings

_BLANKS = frozenset(" \t\u00a0\u2002\u2003\u2009\u3000\r\n")
_NOTHING = frozenset("\u00ad\u200b\u200c\u200d\ufeff\ufffe\uffff\x02")
_ODD = _BLANKS | _NOTHING
_SAMPLE = 24
_OUTLINES = 200
"""So many drawn shapes on a page without characters are most likely its characters, drawn as outlines."""


class Facts(msgspec.Struct):
    """What else was seen on a page: a picture that covers much of it, slanted text, too many drawings,
    whether the characters mean nothing, and the frame in which the boxes of the page stand.
    """

    pictured: bool = False
    slanted: bool = False
    crowded: bool = False
    broken: bool = False
    frame: Frame | None = None


class Frame(msgspec.Struct, frozen=True):
    """The visible part of a page in its own coordinates (origin bottom left), and how it is turned (quarters)."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    def upright(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """A box (left, bottom, right, top) as (x0, top, x1, bottom) of the page as it is shown."""
        if self.turn == 1:
            return y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left
        if self.turn == 2:
            return self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom
        if self.turn == 3:
            return self.top - y1, self.right - x1, self.top - y0, self.right - x0
        return x0 - self.left, self.top - y1, x1 - self.left, self.top - y0

    def lying(self, x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
        """A box (x0, top, x1, bottom) of the page as it is shown as (left, bottom, right, top) of the page itself."""
        if self.turn == 1:
            return top + self.left, x0 + self.bottom, bottom + self.left, x1 + self.bottom
        if self.turn == 2:
            return self.right - x1, top + self.bottom, self.right - x0, bottom + self.bottom
        if self.turn == 3:
            return self.right - bottom, self.top - x1, self.right - top, self.top - x0
        return x0 + self.left, self.top - bottom, x1 + self.left, self.top - top


def page_frame(handle: raw.FPDF_PAGE) -> Frame:
    """The frame of a loaded page, turned as the page says."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(handle, box)
    return Frame(box.left, box.bottom, box.right, box.top, raw.FPDFPage_GetRotation(handle) % 4)


def read_page(handle: raw.FPDF_PAGE, number: int) -> tuple[Page, Facts]:
    """A loaded page as characters and rulings."""
    facts = Facts()
    frame = page_frame(handle)
    text = raw.FPDFText_LoadPage(handle)
    boxes = _characters(text) if text else []
    chars = "".join([box[0] for box in boxes])
    facts.broken = is_unreadable(chars)
    drawn = find_drawings(handle)
    facts.crowded = drawn.crowded
    if text:
        boxes, turn = _straight(text, boxes, facts, frame.turn)
        frame = msgspec.structs.replace(frame, turn=turn)
        if boxes and any(_cuts(clip, boxes) for clip in set(drawn.clips.values())):
            boxes = _shown(text, boxes, drawn.clips)
        raw.FPDFText_ClosePage(text)
    facts.frame = frame
    width, height = frame.right - frame.left, frame.top - frame.bottom
    facts.pictured = drawn.pictured > 0.4 * width * height or (not boxes and drawn.outlines > _OUTLINES)
    if frame.turn % 2:
        width, height = height, width
    glyphs = without_radicals(_upright(boxes, frame, width, height), chars)
    lines = [frame.upright(*ruling) for ruling in drawn.rulings]
    return Page(number=number, width=width, height=height, glyphs=glyphs, rulings=lines), facts


# A character as pdfium has it: (character, left, bottom, right, top, its index there).
_Raw = tuple[str, float, float, float, float, int]


def _characters(text: raw.FPDF_TEXTPAGE) -> list[_Raw]:
    count = raw.FPDFText_CountChars(text)
    handle = ctypes.cast(text, ctypes.c_void_p).value
    # All boxes go into one array: an object for each would cost more than the call.
    floats = (ctypes.c_float * (4 * max(count, 1)))()
    address = ctypes.addressof(floats)
    get_box = loose_box
    for index in range(count):
        get_box(handle, index, address + 16 * index)
    edges = floats[:]
    found: list[_Raw] = []
    add = found.append
    for index, char, left, top, right, bottom in zip(
        range(count), _codes(text, count), edges[::4], edges[1::4], edges[2::4], edges[3::4], strict=False
    ):
        if char in _ODD:
            # pdfium makes up spaces and line ends; they have no width, those of the file do.
            if char in _NOTHING or right <= left:
                continue
            char = " "
        add((char, left, bottom, right, top, index))
    return found


def _codes(text: raw.FPDF_TEXTPAGE, count: int) -> Sequence[str]:
    """The characters by their index; a half of a pair that makes up one character is empty at its second."""
    buffer = (ctypes.c_ushort * (count + 1))()
    if raw.FPDFText_GetText(text, 0, count, buffer) == count + 1:
        whole = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
        if len(whole) == count:
            return whole
    # Characters beyond 16 bits or without a meaning: one by one.
    found: list[str] = []
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if 0xDC00 <= code < 0xE000 and found and "\ud800" <= found[-1] < "\udc00":
            found[-1] = chr(0x10000 + ((ord(found[-1]) - 0xD800) << 10) + code - 0xDC00)
            found.append("\u200b")
        else:
            found.append(chr(code) if code < 0x110000 else "\ufffd")
    return ["\ufffd" if "\ud800" <= char < "\ue000" else char for char in found]


def _straight(text: raw.FPDF_TEXTPAGE, boxes: list[_Raw], facts: Facts, turn: int) -> tuple[list[_Raw], int]:
    """The characters without slanted ones (watermarks, seals), and by how many quarters to turn the page to read it.

    Only where one character is not beside the next is the angle asked for: it costs another call.
    """
    suspects: set[int] = set()
    x0 = y0 = -math.inf
    last = 0
    for place, (char, left, bottom, right, top, _) in enumerate(boxes):
        if char == " ":
            continue
        x, y, size = (left + right) / 2, (bottom + top) / 2, top - bottom
        if abs(y - y0) > 0.3 * size and abs(x - x0) < 3 * size:
            suspects.add(last)
            suspects.add(place)
        x0, y0, last = x, y, place
    if turn:
        suspects.update(range(0, len(boxes), 1 + len(boxes) // _SAMPLE))
    angles = {p: math.degrees(raw.FPDFText_GetCharAngle(text, boxes[p][5])) % 360 for p in suspects}
    slanted = {p for p, angle in angles.items() if abs(angle / 90 - round(angle / 90)) >= 0.04}
    if turn or 2 * len(suspects) > len(boxes):
        turn = _reading_turn([round(a / 90) % 4 for p, a in angles.items() if p not in slanted], turn)
    if not slanted:
        return boxes, turn
    facts.slanted = True
    return [box for place, box in enumerate(boxes) if place not in slanted], turn


def _reading_turn(quarters: list[int], turn: int) -> int:
    """The turn that sets most of the text upright, whatever the page says; angles are counted clockwise."""
    for quarter in range(4):
        if quarters.count(quarter) * 2 > len(quarters):
            return (4 - quarter) % 4
    return turn


def _cuts(clip: Box, boxes: list[_Raw]) -> bool:
    """Whether a clip leaves a character of the page outside."""
    return (
        clip[0] > min([box[1] for box in boxes]) + 1
        or clip[1] > min([box[2] for box in boxes]) + 1
        or clip[2] < max([box[3] for box in boxes]) - 1
        or clip[3] < max([box[4] for box in boxes]) - 1
    )


def _shown(text: raw.FPDF_TEXTPAGE, boxes: list[_Raw], clips: dict[int, Box]) -> list[_Raw]:
    """The characters without those that a clip hides, as spreadsheets hide what runs over a cell or a page."""
    handle = ctypes.cast(text, ctypes.c_void_p).value
    found: list[_Raw] = []
    for box in boxes:
        clip = clips.get(text_object_of(handle, box[5]))
        x, y = (box[1] + box[3]) / 2, (box[2] + box[4]) / 2
        if clip is None or (clip[0] - 1 <= x <= clip[2] + 1 and clip[1] - 1 <= y <= clip[3] + 1):
            found.append(box)
    return found


def _upright(boxes: list[_Raw], frame: Frame, width: float, height: float) -> list[Glyph]:
    glyphs: list[Glyph] = []
    left, top = frame.left, frame.top
    if frame.turn == 0:
        found = [(char, x0 - left, top - y1, x1 - left, top - y0) for char, x0, y0, x1, y1, _ in boxes]
    else:
        found = [(char, *frame.upright(x0, y0, x1, y1)) for char, x0, y0, x1, y1, _ in boxes]
    for glyph in found:
        # Also false for what is no number: outside the visible page stands nothing that a reader sees.
        if -1 <= glyph[1] + glyph[3] <= 2 * width + 1 and -1 <= glyph[2] + glyph[4] <= 2 * height + 1:
            glyphs.append(glyph)
    return glyphs
