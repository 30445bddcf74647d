"""The straight lines that a PDF page draws: strokes along the axes and thin filled rectangles, also in forms."""

from __future__ import annotations

import ctypes

import pypdfium2.raw as raw  # type: ignore[import-untyped]

from gouji.readers.lattice import THICK

_MOST_OBJECTS = 200_000
_MOST_RULINGS = 30_000
_DEEPEST = 8
_STRAIGHT = 0.8
_MOST_SEGMENTS = 20_000

_Matrix = tuple[float, float, float, float, float, float]
_Point = tuple[float, float]
_Drawn = tuple[float, float, float, float]
"""A line as (left, bottom, right, top) in the coordinates of the page."""


class _Search:
    """What is gathered while the objects of a page are walked through."""

    def __init__(self) -> None:
        self.rulings: list[_Drawn] = []
        self.pictured = 0.0
        self.left = _MOST_OBJECTS
        self.floats = [ctypes.c_float() for _ in range(4)]
        self.references = [ctypes.byref(number) for number in self.floats]

    @property
    def crowded(self) -> bool:
        return self.left <= 0 or len(self.rulings) > _MOST_RULINGS

    def bounds(self, item: raw.FPDF_PAGEOBJECT) -> _Drawn:
        raw.FPDFPageObj_GetBounds(item, *self.references)
        x0, y0, x1, y1 = self.floats
        return x0.value, y0.value, x1.value, y1.value


def find_rulings(page: raw.FPDF_PAGE) -> tuple[list[_Drawn], float, bool]:
    """The rulings of a page, the area that pictures cover (square points), and whether there are too many."""
    search = _Search()
    count = raw.FPDFPage_CountObjects(page)
    for index in range(count):
        _visit(raw.FPDFPage_GetObject(page, index), None, search, 0)
        if search.crowded:
            return [], search.pictured, True
    return search.rulings, search.pictured, False


def _visit(item: raw.FPDF_PAGEOBJECT, form: _Matrix | None, search: _Search, depth: int) -> None:
    search.left -= 1
    kind = raw.FPDFPageObj_GetType(item)
    if kind == raw.FPDF_PAGEOBJ_TEXT:
        return
    if kind == raw.FPDF_PAGEOBJ_PATH:
        _path(item, form, search)
    elif kind == raw.FPDF_PAGEOBJ_IMAGE:
        x0, y0, x1, y1 = _moved_box(search.bounds(item), form)
        search.pictured += max(0.0, x1 - x0) * max(0.0, y1 - y0)
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        matrix = _matrix(item)
        inner = matrix if form is None else _product(matrix, form)
        for index in range(raw.FPDFFormObj_CountObjects(item)):
            if search.crowded:
                return
            _visit(raw.FPDFFormObj_GetObject(item, index), inner, search, depth + 1)


def _path(item: raw.FPDF_PAGEOBJECT, form: _Matrix | None, search: _Search) -> None:
    box = _moved_box(search.bounds(item), form)
    thin = min(box[2] - box[0], box[3] - box[1])
    if thin <= THICK:
        # One line or one thin rectangle, the usual case: its bounds say all.
        search.rulings.append(box)
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    count = raw.FPDFPath_CountSegments(item)
    if not (fill.value or stroke.value) or not 2 <= count <= _MOST_SEGMENTS:
        return
    matrix = _matrix(item)
    if form is not None:
        matrix = _product(matrix, form)
    for points, straight in _subpaths(item, count, matrix):
        if stroke.value:
            search.rulings.extend(_strokes(points, straight))
        elif len(points) >= 4:
            x0, y0, x1, y1 = _around(points)
            if min(x1 - x0, y1 - y0) <= THICK:
                search.rulings.append((x0, y0, x1, y1))


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


def _strokes(points: list[_Point], straight: list[bool]) -> list[_Drawn]:
    lines: list[_Drawn] = []
    for (x0, y0), (x1, y1), line in zip(points, points[1:], straight[1:], strict=False):
        if line and (abs(x1 - x0) <= _STRAIGHT or abs(y1 - y0) <= _STRAIGHT):
            lines.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return lines


def _around(points: list[_Point]) -> _Drawn:
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


def _moved_box(box: _Drawn, matrix: _Matrix | None) -> _Drawn:
    if matrix is None:
        return box
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    return _around(corners)
