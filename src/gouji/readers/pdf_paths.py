"""The straight lines that a PDF page draws: strokes along the axes and thin filled rectangles, also in forms."""

from __future__ import annotations

import ctypes
import math

import pypdfium2.raw as raw  # type: ignore[import-untyped]

from gouji.readers import pdf_calls
from gouji.readers.lattice import THICK
from gouji.readers.page import Box

_MOST_OBJECTS = 200_000
_MOST_RULINGS = 30_000
_DEEPEST = 8
_STRAIGHT = 0.8
_MOST_SEGMENTS = 20_000
_MOST_CLIPS = 8
# A character drawn as a shape: more points than a rectangle, no larger than the largest writing.
_OUTLINE_POINTS, _OUTLINE_SIZE = 7, 60.0

_Matrix = tuple[float, float, float, float, float, float]
_Point = tuple[float, float]
# Boxes here are (left, bottom, right, top) in the coordinates of the page.

_Clips = dict[tuple[int, ...], Box]
"""Rectangles of clip paths by the addresses of their points."""


class Drawings:
    """What is found among the objects of a page.

    `rulings` as (left, bottom, right, top); `pictured` is the area under pictures in square points; `outlines` counts
    small shapes of many points, as characters are when they are drawn; `clips` are the rectangles to which text
    objects are cut, by their handles.
    """

    def __init__(self) -> None:
        self.rulings: list[Box] = []
        self.pictured = 0.0
        self.outlines = 0
        self.clips: dict[int, Box] = {}
        self.known_clips: _Clips = {}
        self.left = _MOST_OBJECTS
        self.floats = [ctypes.c_float() for _ in range(4)]
        self.references = [ctypes.byref(number) for number in self.floats]

    @property
    def crowded(self) -> bool:
        """Whether there is more than a document can need."""
        return self.left <= 0 or len(self.rulings) > _MOST_RULINGS

    def bounds(self, item: raw.FPDF_PAGEOBJECT) -> Box:
        """The box around an object, in the coordinates of the page or form that it is in."""
        raw.FPDFPageObj_GetBounds(item, *self.references)
        x0, y0, x1, y1 = self.floats
        return x0.value, y0.value, x1.value, y1.value


def _clip_of(item: int, known: _Clips) -> Box | None:
    """The rectangle outside which an object is not shown, None without one.

    The handles of clip paths are new for each object, but the points behind them are shared: `known` by these.
    """
    path = pdf_calls.clip_path_of(item)
    count = pdf_calls.clip_count(path) if path else 0
    if count <= 0:
        return None
    key = tuple([pdf_calls.clip_segment(path, index, 0) for index in range(min(count, _MOST_CLIPS))])
    box = known.get(key)
    if box is None:
        box = known[key] = _clip_box(raw.FPDFPageObj_GetClipPath(ctypes.cast(item, raw.FPDF_PAGEOBJECT)), len(key))
    return box


def _clip_box(path: raw.FPDF_CLIPPATH, count: int) -> Box:
    """The part of the page inside all paths of a clip."""
    x, y = ctypes.c_float(), ctypes.c_float()
    left = bottom = -math.inf
    right = top = math.inf
    for index in range(count):
        points: list[_Point] = []
        for place in range(min(raw.FPDFClipPath_CountPathSegments(path, index), _MOST_SEGMENTS)):
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(path, index, place), x, y)
            points.append((x.value, y.value))
        if points:
            box = _around(points)
            left, bottom, right, top = max(left, box[0]), max(bottom, box[1]), min(right, box[2]), min(top, box[3])
    return left, bottom, right, top


def find_drawings(page: raw.FPDF_PAGE) -> Drawings:
    """What a page draws besides text; without rulings when there are too many to be a table's."""
    found = Drawings()
    handle = ctypes.cast(page, ctypes.c_void_p).value
    text, clips, known = raw.FPDF_PAGEOBJ_TEXT, found.clips, found.known_clips
    count = raw.FPDFPage_CountObjects(page)
    for index in range(min(count, _MOST_OBJECTS)):
        item = pdf_calls.object_at(handle, index)
        kind = pdf_calls.kind_of(item)
        if kind == text:
            clip = _clip_of(item, known)
            if clip is not None:
                clips[item] = clip
            continue
        _visit(item, kind, None, found, 0)
        if found.crowded:
            break
    if found.crowded or count > _MOST_OBJECTS:
        found.left = 0
        found.rulings = []
    return found


def _visit(item: int, kind: int, form: _Matrix | None, found: Drawings, depth: int) -> None:
    found.left -= 1
    handle = ctypes.cast(item, raw.FPDF_PAGEOBJECT)
    if kind == raw.FPDF_PAGEOBJ_PATH:
        _path(handle, form, found)
    elif kind == raw.FPDF_PAGEOBJ_IMAGE:
        x0, y0, x1, y1 = _moved_box(found.bounds(handle), form)
        found.pictured += max(0.0, x1 - x0) * max(0.0, y1 - y0)
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        matrix = _matrix(handle)
        inner = matrix if form is None else _product(matrix, form)
        for index in range(raw.FPDFFormObj_CountObjects(handle)):
            part = pdf_calls.form_object_at(item, index)
            kind = pdf_calls.kind_of(part)
            if kind != raw.FPDF_PAGEOBJ_TEXT:
                _visit(part, kind, inner, found, depth + 1)
            if found.crowded:
                return


def _path(item: raw.FPDF_PAGEOBJECT, form: _Matrix | None, found: Drawings) -> None:
    box = _moved_box(found.bounds(item), form)
    thin = min(box[2] - box[0], box[3] - box[1])
    if thin <= THICK:
        # One line or one thin rectangle, the usual case: its bounds say all.
        found.rulings.append(box)
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    count = raw.FPDFPath_CountSegments(item)
    if not (fill.value or stroke.value) or not 2 <= count <= _MOST_SEGMENTS:
        return
    if count >= _OUTLINE_POINTS and max(box[2] - box[0], box[3] - box[1]) < _OUTLINE_SIZE:
        found.outlines += 1
        return
    matrix = _matrix(item)
    if form is not None:
        matrix = _product(matrix, form)
    for points, straight in _subpaths(item, count, matrix):
        if stroke.value:
            found.rulings.extend(_strokes(points, straight))
        elif len(points) >= 4:
            x0, y0, x1, y1 = _around(points)
            if min(x1 - x0, y1 - y0) <= THICK:
                found.rulings.append((x0, y0, x1, y1))


def _subpaths(item: raw.FPDF_PAGEOBJECT, count: int, matrix: _Matrix) -> list[tuple[list[_Point], list[bool]]]:
    """Each part of a path that is drawn without lifting the pen: its points, and which are reached straight."""
    parts: list[tuple[list[_Point], list[bool]]] = []
    points: list[_Point] = []
    straight: list[bool] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    a, b, c, d, e, f = matrix
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            points, straight = [], []
            parts.append((points, straight))
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        straight.append(kind == raw.FPDF_SEGMENT_LINETO)
        if raw.FPDFPathSegment_GetClose(segment) and points[0] != points[-1]:
            points.append(points[0])
            straight.append(True)
    return parts


def _strokes(points: list[_Point], straight: list[bool]) -> list[Box]:
    lines: list[Box] = []
    for (x0, y0), (x1, y1), line in zip(points, points[1:], straight[1:], strict=False):
        if line and (abs(x1 - x0) <= _STRAIGHT or abs(y1 - y0) <= _STRAIGHT):
            lines.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return lines


def _around(points: list[_Point]) -> Box:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def _matrix(item: raw.FPDF_PAGEOBJECT) -> _Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _product(m: _Matrix, n: _Matrix) -> _Matrix:
    """First m, then n."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _moved_box(box: Box, matrix: _Matrix | None) -> Box:
    if matrix is None:
        return box
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    return _around(corners)
