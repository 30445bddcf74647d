"""The one plain text of a document while it grows, with a segment for every piece that has a place."""

from __future__ import annotations

from gouji.model import Place, Segment, Span


class TextBuilder:
    """Pieces of text in order; `offset` is the length so far."""

    def __init__(self) -> None:
        self.offset = 0
        self.segments: list[Segment] = []
        self._pieces: list[str] = []

    def add(self, text: str, place: Place) -> None:
        """Append text that stands at a place."""
        if not text:
            return
        end = self.offset + len(text)
        self._pieces.append(text)
        self.segments.append(Segment(self.offset, end, place))
        self.offset = end

    def separate(self, text: str) -> None:
        """Append a separator, which stands nowhere in the file."""
        self._pieces.append(text)
        self.offset += len(text)

    def mark(self) -> tuple[int, int]:
        """A point to which `since` can look back."""
        return len(self._pieces), self.offset

    def since(self, mark: tuple[int, int]) -> Span:
        """The range of what was added since a mark, white space at both ends taken off."""
        count, start = mark
        pieces = self._pieces
        added = pieces[-1] if len(pieces) == count + 1 else "".join(pieces[count:])
        left = added.lstrip()
        if not left:
            return Span(start, start)
        first = start + len(added) - len(left)
        return Span(first, first + len(left.rstrip()))

    def text(self) -> str:
        """All of it."""
        return "".join(self._pieces)
