"""What stands on pages and is no text of the report: page numbers, running headers and footers, contents."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import msgspec

from gouji.readers.layout_lines import Line
from gouji.readers.layout_tables import Table

Item = Line | Table

_BAND = 0.13
"""The share of a page's height at its top and bottom where headers and footers stand."""
_SHARE = 0.4
_FEWEST = 3
_DASHED = re.compile(r"[—–\-－―─~·•.\s]+\d{1,5}[—–\-－―─~·•.\s]+")
_SAID = re.compile(
    r"第\s*(\d{1,5}|[一二三四五六七八九十百]+)\s*页.{0,2}(共\s*\d{1,5}\s*页)?|\d{1,5}\s*/\s*\d{1,5}|[Pp]age\s*\d+.*"
)
_BARE = re.compile(r"[ivxIVX\d]{1,5}")
_LEADER = re.compile(r"\S.*?(?:[.．·•…‥⋯]\s?){4,}[（(]?\s*\d{1,4}\s*[)）]?|\S.*?[…⋯]{2,}\s*\d{1,4}")
_PAGE_NUMBER = re.compile(r"第\s*\d+\s*页|\d+\s*/\s*\d+|[—–－―─-]\s*\d+\s*[—–－―─-]")


class Sheet(msgspec.Struct):
    """A page as lines and tables in reading order, with its size in points."""

    number: int
    width: float
    height: float
    items: list[Item]
    part: str = "body"


def drop_margins(sheets: list[Sheet]) -> None:
    """Take page numbers, running headers and running footers off all pages."""
    running = _running(sheets)
    steady = _steady_numbers(sheets)
    for sheet in sheets:
        edge = {id(item) for item in _margin(sheet)}
        sheet.items = [
            item
            for item in sheet.items
            if not (
                isinstance(item, Line)
                and id(item) in edge
                and (_key(item, sheet) in running or _is_number(item.text, sheet, steady))
            )
        ]


def _margin(sheet: Sheet) -> list[Line]:
    """The lines in the bands at the top and the bottom, no more than three each, outside everything else."""
    lines = [item for item in sheet.items if isinstance(item, Line)]
    others = [item.box for item in sheet.items if isinstance(item, Table)]
    top = [i for i in lines if i.middle < _BAND * sheet.height and all(i.middle < box[1] for box in others)]
    bottom = [i for i in lines if i.middle > (1 - _BAND) * sheet.height and all(i.middle > box[3] for box in others)]
    top.sort(key=lambda line: line.middle)
    bottom.sort(key=lambda line: -line.middle)
    return top[:3] + bottom[:3]


def _key(line: Line, sheet: Sheet) -> tuple[str, int]:
    """What repeats from page to page: the words without the number of the page, and the height.

    Other numbers count: 附件1, 附件2 at the top of pages are titles.
    """
    return _PAGE_NUMBER.sub("#", line.text).replace(" ", ""), round(line.middle / 4)


def _running(sheets: list[Sheet]) -> set[tuple[str, int]]:
    pages: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for sheet in sheets:
        for line in _margin(sheet):
            words, height = _key(line, sheet)
            # The same line can be rounded to either side.
            for near in (height - 1, height, height + 1):
                pages[words, near].add(sheet.number)
    needed = max(_FEWEST, _SHARE * len(sheets))
    return {key for key, seen in pages.items() if len(seen) >= needed and key[0]}


def _steady_numbers(sheets: list[Sheet]) -> int | None:
    """What is to be added to the count of pages to get the bare numbers at their margins; None without such."""
    offsets: Counter[int] = Counter()
    for sheet in sheets:
        for line in _margin(sheet):
            if line.text.isascii() and line.text.isdigit() and len(line.text) <= 5:
                offsets[int(line.text) - sheet.number] += 1
    if not offsets:
        return None
    offset, count = offsets.most_common(1)[0]
    return offset if count >= min(2, len(sheets)) and count >= 0.3 * len(sheets) else None


def _is_number(text: str, sheet: Sheet, steady: int | None) -> bool:
    if _DASHED.fullmatch(text) or _SAID.fullmatch(text):
        return True
    if steady is None or _BARE.fullmatch(text) is None:
        return False
    return not text.isdigit() or int(text) == sheet.number + steady


def drop_contents(sheet: Sheet) -> int:
    """Take the lines of a table of contents (dot leaders and a page number) off a page; returns how many."""
    leaders = [isinstance(item, Line) and _LEADER.fullmatch(item.text) is not None for item in sheet.items]
    count = sum(leaders)
    if count < 2:
        return 0
    first, last = leaders.index(True), len(leaders) - 1 - leaders[::-1].index(True)
    # A title too long for its line is wrapped before its leader; only short runs between leaders count as such.
    keep: list[Item] = []
    for index, item in enumerate(sheet.items):
        inside = first <= index <= last and (leaders[index] or (isinstance(item, Line) and not _ends(item.text)))
        if not inside:
            keep.append(item)
    sheet.items = keep
    return count


def _ends(text: str) -> bool:
    return text.endswith(("。", "；", "！"))
