"""Lines to paragraphs, as Chinese official documents set them.

A first line is indented by two characters; a line that stops before the right margin ends a paragraph; one that
a page's end cuts goes on at the top of the next.
"""

from __future__ import annotations

import msgspec

from gouji.readers.layout_joints import ENDINGS, begins_item, is_full
from gouji.readers.layout_lines import Area, Line
from gouji.readers.layout_margins import Sheet
from gouji.readers.layout_tables import Table

_INDENT = 1.4
_SAME_SIZE = 0.12
_NARROW = 0.7


class Margins(msgspec.Struct, frozen=True):
    """The left and right edge of the text on a page (points) and its middle."""

    left: float
    right: float

    @property
    def middle(self) -> float:
        """The middle of the text area."""
        return (self.left + self.right) / 2


class Flow(msgspec.Struct):
    """A paragraph while it grows."""

    lines: list[Line]


def margins_of(sheets: list[Sheet]) -> dict[Area, Margins]:
    """The text areas: of each page its own widest lines, or those of the other pages of its size."""
    own: dict[Area, tuple[float, float]] = {}
    by_size: dict[tuple[int, int, int], list[tuple[float, float]]] = {}
    sizes: dict[Area, tuple[int, int, int]] = {}
    for sheet in sheets:
        areas: dict[Area, list[Line]] = {}
        for item in sheet.items:
            if isinstance(item, Line):
                areas.setdefault(item.area, []).append(item)
        for area, lines in areas.items():
            own[area] = min(line.x0 for line in lines), max(line.x1 for line in lines)
            sizes[area] = round(sheet.width), round(sheet.height), area[2]
            by_size.setdefault(sizes[area], []).append(own[area])
    usual = {size: (_middle([e[0] for e in edges]), _middle([e[1] for e in edges])) for size, edges in by_size.items()}
    found: dict[Area, Margins] = {}
    for area, (left, right) in own.items():
        size = sizes[area]
        left, right = min(left, usual[size][0]), max(right, usual[size][1])
        if not area[2] and right < _NARROW * size[0]:
            # Only short lines: where they would have been broken nobody can see, so the margins are taken as equal.
            right = size[0] - left
        found[area] = Margins(left, right)
    return found


def _middle(places: list[float]) -> float:
    return sorted(places)[len(places) // 2]


def goes_on(flow: Flow, line: Line, margins: dict[Area, Margins]) -> bool:
    """Whether a line belongs to the paragraph that the lines before it began."""
    above = flow.lines[-1]
    if above.part != line.part:
        return False
    here, there = margins[line.area], margins[above.area]
    # The size of a few characters is too uncertain to divide.
    if abs(line.em - above.em) > _SAME_SIZE * above.em and len(line.text) > 3 and len(above.text) > 3:
        return False
    if above.page == line.page and not -0.5 * line.em < line.top - above.top < 3.2 * line.em:
        # Far below, or at the top of another column.
        return line.top < above.top and _fills_column(above, line)
    if _centred(above, there) and _centred(line, here):
        wide = there.right - there.left - (above.x1 - above.x0) + above.x1
        return is_full(above, line, wide, 1.6) and not above.text.endswith(tuple(ENDINGS))
    if not is_full(above, line, there.right):
        return False
    indent = (line.x0 - here.left) / line.em
    if indent < _INDENT:
        return not (begins_item(line.text) and _flush(flow.lines[0], margins) and _may_end(above))
    if indent > 3 and _centred(line, here):
        return above.text[-1:] not in ENDINGS
    # Indented as a first line, yet the sentence above stops in the middle: a block that is indented as a whole.
    same = abs((above.x0 - there.left) - (line.x0 - here.left)) < 0.5 * line.em
    return same and len(flow.lines) > 1 and not begins_item(line.text) and not above.text.endswith(tuple(ENDINGS))


def _flush(line: Line, margins: dict[Area, Margins]) -> bool:
    """Whether a first line is not indented, so that items that follow need not be either."""
    return line.x0 - margins[line.area].left < line.em


def _may_end(line: Line) -> bool:
    """Whether a paragraph may end with a line by its last sign: a sentence's end, or no sign as in headings."""
    last = line.text[-1:]
    return last in ENDINGS or last not in "，、,"


def _fills_column(above: Line, line: Line) -> bool:
    """At the top of the right column: the paragraph goes on unless it ended or the line is indented."""
    return not above.text.endswith(tuple(ENDINGS)) and not begins_item(line.text)


def _centred(line: Line, margins: Margins) -> bool:
    indent = line.x0 - margins.left
    return indent > 0.5 * line.em and abs((line.x0 + line.x1) / 2 - margins.middle) < 0.6 * line.em


def gather(sheets: list[Sheet]) -> list[Flow | Table]:
    """The paragraphs of all pages, with tables between them where they stand."""
    margins = margins_of(sheets)
    out: list[Flow | Table] = []
    for sheet in sheets:
        for item in sheet.items:
            if isinstance(item, Table):
                out.append(item)
                continue
            last = out[-1] if out else None
            if isinstance(last, Flow) and goes_on(last, item, margins):
                last.lines.append(item)
            else:
                out.append(Flow([item]))
    return out
