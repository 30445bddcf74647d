"""The paragraphs and cells of a report, and where patterns occur in them, found through the words that they hold."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from gouji.checks.case import Case, once
from gouji.checks.needles import Needles, needles
from gouji.model import Cell, Paragraph, Span
from gouji.vocabulary import compact, fold


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A paragraph or a cell that is not empty, without the space around it; `dense` is its text folded."""

    span: Span
    text: str
    cell: bool
    dense: str


class _Index:
    """Which of some texts hold a word; each word is looked for once."""

    def __init__(self, texts: Sequence[str]):
        self._texts = texts
        self._text = "\n".join(texts)
        self._signs = frozenset(self._text)
        self._starts: list[int] = []
        self._every = range(len(texts))
        self._known: dict[str, set[int]] = {}
        at = 0
        for text in texts:
            self._starts.append(at)
            at += len(text) + 1

    def holding(self, alternatives: Needles | None) -> Iterable[int]:
        """The numbers of the texts that hold the words of one of the alternatives, in order; all of them for None."""
        if alternatives is None:
            return self._every
        found: set[int] = set()
        for first, *others in alternatives:
            held: set[int] = set()
            for word in first:
                if self._signs.issuperset(word):
                    held |= self._with(word)
            for words in others if held else ():
                held = {number for number in held if any(word in self._texts[number] for word in words)}
            found |= held
        return sorted(found)

    def _with(self, word: str) -> set[int]:
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = set(self._scan(word))
        return known

    def _scan(self, word: str) -> Iterator[int]:
        at = self._text.find(word)
        while at >= 0:
            number = bisect_right(self._starts, at)
            yield number - 1
            at = self._text.find(word, self._starts[number]) if number < len(self._starts) else -1


class _Reading:
    """The pieces of one report, with an index of them as printed and one of them folded."""

    def __init__(self, case: Case):
        self.pieces = tuple(_pieces(case))
        self.printed = _Index([piece.text for piece in self.pieces])
        self.folded = _Index([piece.dense for piece in self.pieces])


@once
def _reading(case: Case) -> _Reading:
    return _Reading(case)


def _pieces(case: Case) -> Iterator[Piece]:
    whole = case.document.text
    for block in case.document.blocks:
        cell = not isinstance(block, Paragraph)
        parts: tuple[Paragraph | Cell, ...] = (block,) if isinstance(block, Paragraph) else block.cells
        for part in parts:
            printed = whole[part.start : part.end]
            text = printed.strip()
            if text:
                start = part.start + len(printed) - len(printed.lstrip())
                yield Piece(Span(start, start + len(text)), text, cell, fold(text))


@once
def folded_text(case: Case) -> str:
    """The whole text without spaces and quotation marks, its signs narrow."""
    return fold(case.document.text)


def pieces(case: Case) -> tuple[Piece, ...]:
    """Paragraphs and cells in the order of the text."""
    return _reading(case).pieces


def passages(case: Case) -> Iterator[Piece]:
    """Paragraphs outside tables."""
    return (piece for piece in pieces(case) if not piece.cell)


def holding(case: Case, pattern: re.Pattern[str], *, prose: bool = False) -> Iterator[Piece]:
    """The pieces, or only the paragraphs outside tables, in whose printed text a pattern may occur."""
    reading = _reading(case)
    held = (reading.pieces[number] for number in reading.printed.holding(needles(pattern)))
    return (piece for piece in held if not (prose and piece.cell))


def matches(case: Case, *patterns: re.Pattern[str], prose: bool = False) -> Iterator[tuple[Piece, Span]]:
    """Where patterns occur in the printed text of pieces, or only of paragraphs, as places in the document."""
    for pattern in patterns:
        for piece in holding(case, pattern, prose=prose):
            for match in pattern.finditer(piece.text):
                yield piece, Span(piece.span.start + match.start(), piece.span.start + match.end())


def folded_matches(case: Case, *patterns: re.Pattern[str], prose: bool = False) -> Iterator[tuple[Piece, Span]]:
    """Where patterns occur in pieces without their spaces and quotation marks; brackets are narrow there."""
    reading = _reading(case)
    for pattern in patterns:
        for number in reading.folded.holding(needles(pattern)):
            piece = reading.pieces[number]
            if not (prose and piece.cell):
                yield from ((piece, span) for span in folded_within(piece, pattern))


def folded_within(piece: Piece, pattern: re.Pattern[str]) -> Iterator[Span]:
    """Where a pattern occurs in one piece without its spaces and quotation marks."""
    found = [match.span() for match in pattern.finditer(piece.dense) if match.end() > match.start()]
    if found:
        # Most patterns occur nowhere: the way back to the text is laid out only where one does.
        shadow = compact(piece.text, 0, len(piece.text))
        places = (shadow.original(first, last) for first, last in found)
        yield from (Span(piece.span.start + start, piece.span.start + end) for start, end in places)


def sentence_around(piece: Piece, span: Span) -> Span:
    """The sentence, or the line, of a piece that a place in it belongs to."""
    first, last = span.start - piece.span.start, span.end - piece.span.start
    before = max(piece.text.rfind(mark, 0, first) for mark in "。；\n")
    after = [at for mark in "。；\n" if (at := piece.text.find(mark, last - 1)) >= 0]
    start, end = before + 1, min(after) + 1 if after else len(piece.text)
    start += len(piece.text[start:end]) - len(piece.text[start:end].lstrip())
    return Span(piece.span.start + start, piece.span.start + start + len(piece.text[start:end].rstrip()))
