"""What a style says that matters to the text: heading level, automatic number, hidden.

styles.xml is often ten times as large as the document and nearly all of it is looks, so only the styles that
the document names are cut out of its bytes and parsed.
"""

from __future__ import annotations

import re

import msgspec
from lxml import etree

from gouji.readers.docx_names import (
    BASED_ON,
    ILVL,
    NAME,
    NUM_ID,
    NUMPR,
    OUTLINE,
    PPR,
    RPR,
    VANISH,
    W_STYLE_ID,
    child,
    is_on,
    number,
    transitional,
    value,
)
from gouji.readers.package import Package

_HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-9])\Z", re.IGNORECASE)
_MAX_CHAIN = 20


class Style(msgspec.Struct, frozen=True):
    """The resolved properties of one style. `level` is 1 to 9 for a heading, else 0."""

    level: int = 0
    num_id: str | None = None
    ilvl: int | None = None
    hidden: bool = False


PLAIN = Style()


class Styles:
    """The styles of a document, each resolved when it is first asked for."""

    def __init__(self, package: Package, part: str | None):
        self._package, self._part = package, part
        self._data: bytes | None = None
        self._known: dict[str, Style] = {}

    def get(self, style_id: str | None) -> Style:
        """The style of an id; one without effect when there is none."""
        if style_id is None:
            return PLAIN
        known = self._known.get(style_id)
        if known is None:
            known = self._known[style_id] = self._resolve(style_id)
        return known

    def _resolve(self, style_id: str) -> Style:
        level: int | None = None
        num_id: str | None = None
        ilvl: int | None = None
        hidden: bool | None = None
        wanted: str | None = style_id
        for _ in range(_MAX_CHAIN):
            style = None if wanted is None else self._element(wanted)
            if style is None:
                break
            ppr, rpr = child(style, PPR), child(style, RPR)
            if level is None:
                level = _level(style, ppr)
            numpr = child(ppr, NUMPR)
            if numpr is not None and num_id is None:
                num_id = value(numpr, NUM_ID)
            if numpr is not None and ilvl is None:
                ilvl = number(value(numpr, ILVL))
            if hidden is None and rpr is not None and child(rpr, VANISH) is not None:
                hidden = is_on(rpr, VANISH)
            wanted = value(style, BASED_ON)
        return Style(level or 0, num_id, ilvl, bool(hidden))

    def _element(self, style_id: str) -> etree._Element | None:
        data = self._bytes()
        found = data.find(b'styleId="%s"' % _escaped(style_id))
        if found < 0:
            return None
        start = data.rfind(b"<", 0, found)
        prefix = data[start + 1 : data.find(b"style", start)]
        stop = data.find(b"</%sstyle>" % prefix, found)
        head = data.find(b">", data.find(b"<%sstyles" % prefix))
        if stop < 0 or head < 0:
            return None
        # The root's own start tag stays in front, since it declares the prefixes.
        cut = data[: head + 1] + data[start:stop] + b"</%sstyle></%sstyles>" % (prefix, prefix)
        root = self._package.parse(cut, self._part or "styles")
        return next((child for child in root if child.get(W_STYLE_ID) == style_id), None)

    def _bytes(self) -> bytes:
        if self._data is None:
            self._data = transitional(self._package.read(self._part) or b"") if self._part else b""
            if self._data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"styleId='" in self._data:
                # Cutting needs bytes as office programs write them: UTF-8 and double quotes.
                root = self._package.parse(self._data, self._part or "styles")
                self._data = etree.tostring(root, encoding="UTF-8")
        return self._data


def _level(style: etree._Element, ppr: etree._Element | None) -> int | None:
    outline = number(value(ppr, OUTLINE))
    if outline is not None:
        return outline + 1 if 0 <= outline <= 8 else 0
    name = _HEADING.match(value(style, NAME) or "")
    return int(name.group(1)) if name else None


def _escaped(text: str) -> bytes:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;").encode()
