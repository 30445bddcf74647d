"""What a reader is given: the name of a file and its bytes."""

from __future__ import annotations

import hashlib

import msgspec

from gouji.model import Block, Document, Gap, Segment


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes of a file and the name by which errors speak of it."""

    name: str
    data: bytes

    def document(
        self,
        kind: str,
        text: str,
        blocks: list[Block],
        segments: list[Segment],
        gaps: list[Gap] | None = None,
    ) -> Document:
        """The Document of this file, with the checksum of its bytes."""
        return Document(
            name=self.name,
            format=kind,
            sha256=hashlib.sha256(self.data).hexdigest(),
            text=text,
            blocks=tuple(blocks),
            segments=tuple(segments),
            gaps=tuple(gaps or ()),
        )
