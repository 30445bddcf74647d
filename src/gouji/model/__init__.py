"""The records that the stages exchange: frozen, typed, built by keyword; no export and no scoring in them."""

from gouji.model.document import Block, Cell, Document, Gap, Paragraph, Place, Segment, Span, Table
from gouji.model.text import Language, Text

__all__ = [
    "Block",
    "Cell",
    "Document",
    "Gap",
    "Language",
    "Paragraph",
    "Place",
    "Segment",
    "Span",
    "Table",
    "Text",
]
