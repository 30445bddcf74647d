"""The parts of a workbook that its sheets refer to: shared strings and the looks of cells."""

from __future__ import annotations

import re
from posixpath import dirname, join, normpath

from lxml import etree

from gouji.readers.package import Package
from gouji.readers.sheet_formats import BUILT_IN, GENERAL

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def related(package: Package, name: str) -> tuple[dict[str, str], dict[str, str]]:
    """The parts to which a part refers: by the last word of the relation's type, and by its id."""
    folder, _, file = name.rpartition("/")
    root = package.xml(f"{folder}/_rels/{file}.rels")
    by_type: dict[str, str] = {}
    by_id: dict[str, str] = {}
    for relation in () if root is None else root:
        if relation.get("TargetMode") == "External":
            continue
        target = relation.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(name), target))
        by_type.setdefault(relation.get("Type", "").rpartition("/")[2], path)
        by_id[relation.get("Id", "")] = path
    return by_type, by_id


def own(parent: etree._Element, name: str) -> etree._Element | None:
    """The first child of a name, in whatever namespace: the strict variant has another."""
    return next((child for child in parent if child.tag.rpartition("}")[2] == name), None)


def rich_text(element: etree._Element) -> str:
    """The text of a string item: its runs without the reading aids above them."""
    first = element[0] if len(element) == 1 else None
    if first is not None and first.tag.endswith("}t"):
        text = first.text or ""
        return _ESCAPED.sub(_unescaped, text) if "_x" in text else text
    pieces: list[str] = []
    for child in element:
        local = child.tag.rpartition("}")[2]
        if local == "t":
            pieces.append(child.text or "")
        elif local == "r":
            pieces += [t.text or "" for t in child if t.tag.rpartition("}")[2] == "t"]
    text = "".join(pieces)
    return _ESCAPED.sub(_unescaped, text) if "_x" in text else text


def _unescaped(match: re.Match[str]) -> str:
    char = chr(int(match.group(1), 16))
    if char in "\r\n\t":
        return "" if char == "\r" else char
    return char if char.isprintable() else ""


class Strings:
    """The shared strings, each made when it is first asked for."""

    def __init__(self, package: Package, part: str | None):
        root = package.xml(part) if part else None
        self._items = [] if root is None else [item for item in root if item.tag.rpartition("}")[2] == "si"]

    def get(self, index: str) -> str:
        """The string of an index; nothing where there is none."""
        try:
            return rich_text(self._items[int(index)])
        except (ValueError, IndexError):
            return ""


class Looks:
    """What the styles of cells say: the number format, and whether there is a border at a side."""

    def __init__(self, package: Package, part: str | None):
        self._formats: dict[str, str] = {}
        self.borders: set[str] = set()
        root = package.xml(part) if part else None
        if root is None:
            return
        codes = {str(number): code for number, code in BUILT_IN.items()}
        formats, borders, styles = (own(root, name) for name in ("numFmts", "borders", "cellXfs"))
        for item in () if formats is None else formats:
            codes[item.get("numFmtId", "")] = item.get("formatCode", GENERAL)
        lined = {str(i) for i, border in enumerate(() if borders is None else borders) if _has_side(border)}
        for index, style in enumerate(() if styles is None else styles):
            self._formats[str(index)] = codes.get(style.get("numFmtId", "0"), GENERAL)
            if style.get("borderId") in lined:
                self.borders.add(str(index))

    def format(self, style: str) -> str:
        """The number format of a cell style."""
        return self._formats.get(style, GENERAL)


def _has_side(border: etree._Element) -> bool:
    sides = ("left", "right", "start", "end")
    return any(side.tag.rpartition("}")[2] in sides and side.get("style", "none") != "none" for side in border)
