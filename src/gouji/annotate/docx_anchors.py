"""Where in the tree of a docx a stretch of its text stands, runs cut so that it begins and ends with one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from gouji.model import Document, Span
from gouji.readers import docx_names as n
from gouji.readers.docx import Trail
from gouji.readers.docx_inline import run_pieces

_WRAPS = frozenset([n.TXBX, n.ALTERNATE])


class Anchor(NamedTuple):
    """The first and the last element of a stretch; `instead` says what kept them from being the text itself."""

    first: etree._Element
    last: etree._Element
    instead: str | None = None


class Anchors:
    """The runs and formulas of a docx by the offset of their text."""

    def __init__(self, document: Document, trail: Trail):
        assert trail.root is not None
        self._root = trail.root
        found = [(s.start, s.end, trail.runs[s.start]) for s in document.segments if s.start in trail.runs]
        self._starts = [start for start, _, _ in found]
        self._ends = [end for _, end, _ in found]
        self._elements = [element for _, _, element in found]

    def cut(self, span: Span) -> None:
        """Cut the runs at both ends of a stretch. All cuts come before the first anchor is asked for."""
        for offset in (span.start, span.end):
            index = bisect_right(self._starts, offset) - 1
            if index < 0 or not self._starts[index] < offset < self._ends[index]:
                continue
            length = self._ends[index] - self._starts[index]
            rest = _split(self._elements[index], offset - self._starts[index], length)
            if rest is not None:
                self._starts.insert(index + 1, offset)
                self._ends.insert(index, offset)
                self._elements.insert(index + 1, rest)

    def find(self, span: Span) -> Anchor | None:
        """What holds a stretch in the body, where alone Word allows comments; else what stands for it there."""
        low, high = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
        held = [e for e in self._elements[low:high] if self._is_body(e)]
        if held:
            return Anchor(held[0], held[-1])
        for element in self._elements[low:high]:
            stand = self._stand_in(element)
            if stand is not None:
                return Anchor(stand, stand, _kind(element))
        near = [e for e in (*self._elements[low:], *reversed(self._elements[:low])) if self._is_body(e)]
        return Anchor(near[0], near[0], "label" if low == high else "elsewhere") if near else None

    def _is_body(self, element: etree._Element) -> bool:
        above = [ancestor.tag for ancestor in element.iterancestors()]
        return n.BODY in above and n.P in above and not _WRAPS.intersection(above)

    def _stand_in(self, element: etree._Element) -> etree._Element | None:
        """The run that holds the box or refers to the note in which an element lies."""
        for ancestor in element.iterancestors():
            for tag, reference in ((n.FOOTNOTE, n.FOOTNOTE_REFERENCE), (n.ENDNOTE, n.ENDNOTE_REFERENCE)):
                if ancestor.tag == tag:
                    element = next(
                        (e for e in self._root.iter(reference) if e.get(n.W_ID) == ancestor.get(n.W_ID)), element
                    )
        wraps = [ancestor for ancestor in element.iterancestors() if ancestor.tag in _WRAPS]
        outer = wraps[-1] if wraps else element
        outer = next(outer.iterancestors(n.R), outer)
        return outer if self._is_body(outer) else None


def _kind(element: etree._Element) -> str:
    """What an element that no comment may touch lies in."""
    kinds = {n.FOOTNOTE: "footnote", n.ENDNOTE: "endnote", n.TXBX: "textbox"}
    found = [kinds[ancestor.tag] for ancestor in element.iterancestors() if ancestor.tag in kinds]
    return found[-1] if found else "elsewhere"


def _split(run: etree._Element, offset: int, length: int) -> etree._Element | None:
    """Cut a run before the character at an offset of its text; the new run with the rest, None where none can be cut.

    The text and the looks of both together are those of the run before.
    """
    pieces = run_pieces(run) if run.tag == n.R else []
    if sum(len(text) for _, text in pieces) != length:
        return None
    rest = etree.Element(run.tag, {str(name): str(value) for name, value in run.attrib.items()})
    looks = n.child(run, n.RPR)
    if looks is not None:
        rest.append(deepcopy(looks))
    end = 0
    for child, text in pieces:
        start, end = end, end + len(text)
        if child is looks or end <= offset:
            continue
        if start < offset:
            if child.tag != n.T:
                return None
            child = _cut_text(child, text, offset - start)
        rest.append(child)
    run.addnext(rest)
    return rest


def _cut_text(element: etree._Element, text: str, at: int) -> etree._Element:
    """Leave the first characters in a w:t; a new one with the others. The text is what Word shows of it."""
    rest = deepcopy(element)
    for part, words in ((element, text[:at]), (rest, text[at:])):
        part.text = words
        part.set(n.XML_SPACE, "preserve")
    return rest
