"""What a reader gives: one plain text, its blocks, and for each character a place in the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from gouji.model.text import Text


class Place(msgspec.Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """Where in the file something stands. Numbers count from 1; what does not apply is None.

    `part` names the stream: body, footnote, textbox, header …; `label` is a text that the file only
    generates (an automatic number), so that the characters stand nowhere in it literally. `confidence` (0 to 1) is
    how sure recognition was of the least sure character there; None: the file itself holds the characters.
    """

    part: str = "body"
    line: int | None = None
    paragraph: int | None = None
    run: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    sheet: str | None = None
    cell: str | None = None
    label: bool = False
    confidence: float | None = None


class Span(msgspec.Struct, frozen=True, gc=False):
    """A half-open range of code points in the document's text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share a character."""
        return self.start < other.end and other.start < self.end


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """Something in the file that was not read or not understood, said so instead of dropped."""

    kind: str
    message: Text
    place: Place | None = None


class Paragraph(msgspec.Struct, frozen=True, gc=False, kw_only=True, tag="paragraph"):
    """One paragraph outside tables; `level` is the heading level that the file declares, 0 for none."""

    start: int
    end: int
    level: int = 0


class Cell(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One cell of a grid, at its upper left corner; rows and columns count from 0."""

    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    start: int
    end: int


class Table(msgspec.Struct, frozen=True, kw_only=True, tag="table"):
    """A grid with merged cells resolved: no two cells overlap.

    `nested` tables lie inside a cell of another.
    """

    start: int
    end: int
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    nested: bool = False


Block = Paragraph | Table


class Segment(msgspec.Struct, frozen=True, gc=False):
    """A stretch of the text that lies at one place."""

    start: int
    end: int
    place: Place


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A file as read: `text[start:end]` of anything in it is what the file shows there.

    `blocks` are in reading order; `segments` are in the order of the text and do not overlap.
    """

    name: str
    format: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    segments: tuple[Segment, ...]
    gaps: tuple[Gap, ...] = ()

    def quote(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span.start : span.end]

    def place_at(self, offset: int) -> Place | None:
        """The place of one character, None between segments."""
        index = bisect_right(self.segments, offset, key=lambda segment: segment.start) - 1
        if index < 0 or offset >= self.segments[index].end:
            return None
        return self.segments[index].place

    def confidence_of(self, span: Span) -> float | None:
        """How sure recognition was of its least sure character in a span; None when the file holds the text."""
        first = max(bisect_right(self.segments, span.start, key=lambda segment: segment.start) - 1, 0)
        known: list[float] = []
        for index in range(first, len(self.segments)):
            segment = self.segments[index]
            if segment.start >= span.end:
                break
            if segment.end > span.start and segment.place.confidence is not None:
                known.append(segment.place.confidence)
        return min(known, default=None)

    def tables(self) -> Iterator[Table]:
        """The tables in reading order."""
        return (block for block in self.blocks if isinstance(block, Table))

    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs outside tables in reading order."""
        return (block for block in self.blocks if isinstance(block, Paragraph))
