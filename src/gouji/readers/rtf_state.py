"""What a group of RTF inherits and changes, and the stories that its paragraphs are gathered into."""

from __future__ import annotations

import re

import msgspec

from gouji.readers.doc_properties import Row
from gouji.readers.doc_tables import Entry, Table

_DEEPEST = 30
_SYMBOL = re.compile("[\ue000-\uf8ff]")
_HALF = re.compile("[\ud800-\udfff]")


class Story:
    """The paragraphs and tables of the body, a note or a text box, while they come in."""

    def __init__(self, part: str):
        self.part = part
        self.items: list[Entry | Table] = []
        self.number = 0
        self.label: list[str] = []
        self._pieces: list[str] = []
        self._tables: list[Table] = []

    def add(self, text: str) -> None:
        """Add text to the current paragraph."""
        self._pieces.append(text)

    def end_paragraph(self, depth: int, level: int, kept: bool = True) -> None:
        """End the current paragraph at a depth of tables; one that is not `kept` counts only if it has text."""
        text = _whole("".join(self._pieces))
        self._pieces.clear()
        self._reach(depth)
        if not kept and not text:
            return
        self.number += 1
        label = _SYMBOL.sub("•", _whole("".join(self.label))).strip()
        self.label.clear()
        entry = Entry(text, f"{label} " if label else "", self.number, level)
        (self._tables[-1].cell if self._tables else self.items).append(entry)

    def end_cell(self, depth: int, level: int) -> None:
        """End the current cell and the paragraph in it."""
        self.end_paragraph(depth, level)
        if self._tables:
            self._tables[-1].end_cell()

    def end_row(self, depth: int, row: Row) -> None:
        """End the current row of the table at a depth."""
        if len(self._tables) < depth:
            return
        if self._pieces and "".join(self._pieces).strip():
            self.end_paragraph(len(self._tables), 0)
        self._reach(depth)
        self._tables[-1].end_row(row)

    def finish(self) -> None:
        """End whatever is open."""
        self.end_paragraph(len(self._tables), 0, kept=False)
        self._reach(0)

    def _reach(self, depth: int) -> None:
        depth = min(depth, _DEEPEST)
        while len(self._tables) > depth:
            self._tables.pop().finish()
        while len(self._tables) < depth:
            inner = Table()
            (self._tables[-1].cell if self._tables else self.items).append(inner)
            self._tables.append(inner)


def _whole(text: str) -> str:
    """The text with its characters beyond 16 bits whole: they come in two halves."""
    if _HALF.search(text):
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


class State(msgspec.Struct):
    """What holds inside a group. `skip`: its text is no text of the document."""

    story: Story
    skip: bool = False
    kind: str = ""
    fallback: int = 1
    codec: str = ""
    hidden: bool = False
    deleted: bool = False
    in_table: bool = False
    depth: int = 1
    level: int = 0
    row: Row = msgspec.field(default_factory=Row)
    flags: int = 0

    def copy(self) -> State:
        """The state with which an inner group begins."""
        return State(
            self.story, self.skip, self.kind, self.fallback, self.codec, self.hidden, self.deleted, self.in_table,
            self.depth, self.level, self.row, self.flags,
        )  # fmt: skip
