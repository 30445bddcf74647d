"""Text and path objects of OFD as characters with boxes and as rulings, in points from the page's upper left.

OFD measures in millimetres. An object has a boundary on the page; inside it, an optional matrix moves what the
object holds. Characters carry the distance to the next one (`DeltaX`), not their width, and the declared size can
be anything: so widths are taken from the distances themselves.
"""

from __future__ import annotations

import math
import re

from lxml import etree

from gouji.readers.lattice import THICK
from gouji.readers.page import Glyph, Ruling

POINTS = 72 / 25.4
"""Points in a millimetre."""
Matrix = tuple[float, float, float, float, float, float]
UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_MOST_REPEATS = 100_000
_BLANK = frozenset(" \t\u00a0\u3000\n\r")
_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_ARGUMENTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_STRAIGHT = 0.8
# Where a character lies about its base line, in ems.
_ABOVE, _BELOW = 0.86, 0.14


def numbers(text: str | None) -> list[float]:
    """The numbers of an attribute; what is none, or no finite one, counts as 0."""
    found: list[float] = []
    for word in (text or "").split():
        try:
            number = float(word)
        except ValueError:
            number = 0.0
        found.append(number if math.isfinite(number) else 0.0)
    return found


def deltas(text: str | None, limit: int) -> list[float]:
    """The distances of a DeltaX or DeltaY, "g 11 1.5" written out eleven times, no more than `limit`."""
    if not text:
        return []
    if "g" not in text:
        return numbers(text)[:limit]
    found: list[float] = []
    words = text.split()
    index = 0
    while index < len(words) and len(found) < limit:
        if words[index] == "g":
            count, step = [*numbers(" ".join(words[index + 1 : index + 3])), 0.0, 0.0][:2]
            found.extend([step] * min(int(count), limit - len(found), _MOST_REPEATS))
            index += 3
        else:
            found.extend(numbers(words[index]))
            index += 1
    return found


def placed(element: etree._Element, outer: Matrix) -> tuple[Matrix, list[float]]:
    """The matrix from an object's own coordinates to the page, and its boundary (x, y, width, height)."""
    boundary = (numbers(element.get("Boundary")) + [0.0] * 4)[:4]
    matrix = UNMOVED
    ctm = element.get("CTM")
    if ctm:
        six = numbers(ctm)
        if len(six) == 6:
            matrix = (six[0], six[1], six[2], six[3], six[4], six[5])
    moved = (*matrix[:4], matrix[4] + boundary[0], matrix[5] + boundary[1])
    return (moved if outer is UNMOVED else product(moved, outer)), boundary


def product(m: Matrix, n: Matrix) -> Matrix:
    """First m, then n."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def is_slanted(matrix: Matrix) -> bool:
    """Whether text under a matrix runs neither along nor across the page."""
    angle = math.degrees(math.atan2(matrix[1], matrix[0])) % 90
    return 3 < angle < 87


def text_glyphs(element: etree._Element, codes: list[etree._Element], matrix: Matrix) -> list[Glyph]:
    """The characters of a TextObject; `codes` are its TextCode elements."""
    size = (numbers(element.get("Size")) or [0.0])[0] or 3.5
    stretch = (numbers(element.get("HScale")) or [1.0])[0] or 1.0
    found: list[Glyph] = []
    x = y = 0.0
    for code in codes:
        text = code.text or ""
        x_list, y_list = numbers(code.get("X")), numbers(code.get("Y"))
        x, y = (x_list[0] if x_list else x), (y_list[0] if y_list else y)
        across = deltas(code.get("DeltaX"), len(text))
        down = deltas(code.get("DeltaY"), len(text))
        bare = text.strip("\r\n\t")
        # White space of pretty-printed markup is no text; spaces that have their distances are.
        if bare != text and len(across) < len(text) - 1:
            text = bare
        found.extend(_run(text, x, y, across, down, size, size * stretch, matrix))
    return found


def _run(
    text: str, x: float, y: float, across: list[float], down: list[float], size: float, wide: float, matrix: Matrix
) -> list[Glyph]:
    """The characters of one TextCode, one after the other."""
    full, half = _usual(text, across, wide)
    straight = matrix[1] == 0 and matrix[2] == 0 and matrix[0] > 0 and matrix[3] > 0
    a, b, c, d, e, f = (value * POINTS for value in matrix)
    found: list[Glyph] = []
    for index, char in enumerate(text):
        step = across[index] if index < len(across) else None
        natural = full if char > "\u2e80" else half
        width = natural if step is None or step <= 0 else min(step, natural if char > "\u2e80" else 1.2 * natural)
        shown = " " if char in _BLANK else char
        if straight:
            found.append(
                (shown, a * x + e, d * (y - _ABOVE * size) + f, a * (x + width) + e, d * (y + _BELOW * size) + f)
            )
        else:
            corners = [
                (a * px + c * py + e, b * px + d * py + f)
                for px in (x, x + width)
                for py in (y - _ABOVE * size, y + _BELOW * size)
            ]
            xs, ys = [p[0] for p in corners], [p[1] for p in corners]
            found.append((shown, min(xs), min(ys), max(xs), max(ys)))
        if index < len(down):
            y += down[index]
        if step is not None:
            x += step
        elif index >= len(down):
            x += natural
    return found


def _usual(text: str, across: list[float], wide: float) -> tuple[float, float]:
    """The widths of a Chinese and of a Latin character in a run: the commonest distance, else by the size."""
    full, half = wide, 0.5 * wide
    steps = [step for char, step in zip(text, across, strict=False) if char > "\u2e80" and step > 0]
    if steps:
        usual = _commonest(steps)
        if len(steps) > 1 or usual <= 1.25 * wide:
            full = min(usual, 2 * wide)
    steps = [step for char, step in zip(text, across, strict=False) if "0" <= char <= "9" and step > 0]
    if steps:
        half = min(_commonest(steps), wide)
    return full, half


def _commonest(steps: list[float]) -> float:
    return max(set(steps), key=steps.count) if len(steps) < 200 else sorted(steps)[len(steps) // 2]


def path_rulings(element: etree._Element, matrix: Matrix) -> tuple[list[Ruling], int]:
    """The straight lines of a PathObject along the axes, and how many lines and curves its shapes have."""
    data = next((child.text for child in element if _named(child, "AbbreviatedData")), None) or ""
    filled = element.get("Fill") == "true"
    stroked = element.get("Stroke") != "false"
    rulings: list[Ruling] = []
    drawn = 0
    for points, straight in _subpaths(data, matrix):
        if len(points) < 2:
            continue
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        box = (min(xs), min(ys), max(xs), max(ys))
        if min(box[2] - box[0], box[3] - box[1]) <= THICK and (filled or stroked):
            rulings.append(box)
        else:
            drawn += len(points) - 1
        if stroked and min(box[2] - box[0], box[3] - box[1]) > THICK:
            for (x0, y0), (x1, y1), line in zip(points, points[1:], straight[1:], strict=False):
                if line and (abs(x1 - x0) <= _STRAIGHT or abs(y1 - y0) <= _STRAIGHT):
                    rulings.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return rulings, drawn


def _named(element: etree._Element, name: str) -> bool:
    tag = element.tag
    return isinstance(tag, str) and tag.rpartition("}")[2] == name


def _subpaths(data: str, matrix: Matrix) -> list[tuple[list[tuple[float, float]], list[bool]]]:
    """The parts of a path drawn without lifting the pen: points on the page, and which are reached straight."""
    a, b, c, d, e, f = (value * POINTS for value in matrix)
    parts: list[tuple[list[tuple[float, float]], list[bool]]] = []
    points: list[tuple[float, float]] = []
    straight: list[bool] = []
    tokens = _TOKEN.findall(data)
    index = 0
    while index < len(tokens):
        name = tokens[index].upper()
        count = _ARGUMENTS.get(name)
        if count is None:
            index += 1
            continue
        values = tokens[index + 1 : index + 1 + count]
        index += 1 + count
        if len(values) < count or any(value.isalpha() for value in values):
            break
        if name == "C":
            if points and points[0] != points[-1]:
                points.append(points[0])
                straight.append(True)
            continue
        x, y = float(values[-2]), float(values[-1])
        if name in "SM" or not parts:
            points, straight = [], []
            parts.append((points, straight))
        points.append((a * x + c * y + e, b * x + d * y + f))
        straight.append(name == "L")
    return parts
