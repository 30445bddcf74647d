"""The pieces of a text, and the words that checks of completeness and form look for, kept as data beside them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from gouji.checks.case import Case
from gouji.model import Cell, Paragraph, Section, Span
from gouji.vocabulary import compact


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A paragraph or a cell that is not empty, without the space around it."""

    span: Span
    text: str
    cell: bool


@cache
def listed(family: str) -> dict[str, Any]:
    """The words of a family, `wording.toml` in its folder."""
    return tomllib.loads(files("gouji.checks").joinpath(family, "wording.toml").read_text("utf-8"))


@cache
def any_of(family: str, name: str) -> re.Pattern[str]:
    """One pattern for the patterns that a family lists under a name."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in listed(family)[name]["patterns"]))


def pieces(case: Case) -> Iterator[Piece]:
    """Paragraphs and cells in the order of the text."""
    for block in case.document.blocks:
        parts: tuple[Paragraph | Cell, ...] = (block,) if isinstance(block, Paragraph) else block.cells
        for part in parts:
            printed = case.document.text[part.start : part.end]
            text = printed.strip()
            if text:
                start = part.start + printed.index(text[0])
                yield Piece(Span(start, start + len(text)), text, not isinstance(block, Paragraph))


def passages(case: Case) -> Iterator[Piece]:
    """Paragraphs outside tables."""
    return (piece for piece in pieces(case) if not piece.cell)


def matches(piece: Piece, pattern: re.Pattern[str]) -> Iterator[Span]:
    """Where a pattern occurs in a piece, as places in the text."""
    for match in pattern.finditer(piece.text):
        yield Span(piece.span.start + match.start(), piece.span.start + match.end())


def folded_matches(piece: Piece, pattern: re.Pattern[str]) -> Iterator[Span]:
    """Where a pattern occurs in a piece without its spaces and quotation marks; brackets are narrow there."""
    shadow = compact(piece.text, 0, len(piece.text))
    for match in pattern.finditer(shadow.text):
        if match.end() > match.start():
            start, end = shadow.original(match.start(), match.end())
            yield Span(piece.span.start + start, piece.span.start + end)


def sentence_around(piece: Piece, span: Span) -> Span:
    """The sentence, or the line, of a piece that a place in it belongs to."""
    first, last = span.start - piece.span.start, span.end - piece.span.start
    before = max(piece.text.rfind(mark, 0, first) for mark in "。；\n")
    after = [at for mark in "。；\n" if (at := piece.text.find(mark, last - 1)) >= 0]
    start, end = before + 1, min(after) + 1 if after else len(piece.text)
    start += len(piece.text[start:end]) - len(piece.text[start:end].lstrip())
    return Span(piece.span.start + start, piece.span.start + start + len(piece.text[start:end].rstrip()))


def body_of(case: Case, section: Section) -> str:
    """What stands below a heading, without the space around it."""
    return case.document.quote(section.body).strip()


def shown(case: Case, span: Span, most: int = 30) -> str:
    """A quotation for a message: one line, no longer than so many characters."""
    words = "".join(case.document.quote(span).split())
    return words if len(words) <= most else f"{words[: most - 1]}…"
