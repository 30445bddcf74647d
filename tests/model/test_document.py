"""The record of a file as read: it survives being sent, and says how sure its characters are."""

from __future__ import annotations

import msgspec

from gouji.model import Cell, Document, Paragraph, Place, Segment, Span, Table

TEXT = "支出665.85万元\n甲"
DOCUMENT = Document(
    name="a",
    format="picture",
    sha256="0",
    text=TEXT,
    blocks=(
        Paragraph(start=0, end=10),
        Table(start=11, end=12, rows=1, columns=1, cells=(Cell(row=0, column=0, start=11, end=12),)),
    ),
    segments=(
        Segment(0, 2, Place(page=1, box=(1.0, 2.0, 3.0, 4.0), confidence=0.99)),
        Segment(2, 5, Place(page=1, confidence=0.4)),
        Segment(5, 10, Place(page=1, confidence=0.9)),
        Segment(11, 12, Place(page=1)),
    ),
)


def test_a_document_comes_back_from_its_own_bytes() -> None:
    for codec in (msgspec.msgpack, msgspec.json):
        assert codec.decode(codec.encode(DOCUMENT), type=Document) == DOCUMENT


def test_the_confidence_of_a_span_is_that_of_its_least_sure_character() -> None:
    assert DOCUMENT.confidence_of(Span(0, 2)) == 0.99
    assert DOCUMENT.confidence_of(Span(1, 8)) == 0.4
    assert DOCUMENT.confidence_of(Span(6, 12)) == 0.9
    assert DOCUMENT.confidence_of(Span(11, 12)) is None
    assert DOCUMENT.confidence_of(Span(10, 11)) is None
