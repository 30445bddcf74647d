"""The door: from the bytes of a file and what was found in it to the bytes of its annotated copy."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from typing import Any

import msgspec

from gouji.annotate.notes import notes_of
from gouji.errors import NotAnnotated, ReadError
from gouji.model import Document, Finding, Language, Other, Report
from gouji.readers import read_bytes

FORMATS: dict[str, tuple[str, str]] = {
    "docx": ("gouji.annotate.docx", "annotate_docx"),
    "pdf": ("gouji.annotate.pdf", "annotate_pdf"),
}
"""Format to (module, function); a module is imported when the first file of its format comes."""


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes of an annotated copy, and how many comments or highlights it has more than the original."""

    content: bytes
    notes: int


def annotated(
    data: bytes,
    document: Document,
    report: Report,
    findings: Sequence[Finding],
    *,
    language: Language,
    when: datetime | None = None,
    others: Sequence[Other] = (),
) -> Copy:
    """A copy with a note at each place that a finding quotes; without findings it is the file itself.

    `data` is the file of which `document` was read; `when` dates the notes, None leaves them without a date; `others`
    are what the report was set against. Raises NotAnnotated for a format that holds no notes and for a file that must
    not be changed even in a copy.
    """
    name = document.name
    if document.format not in FORMATS:
        raise NotAnnotated(
            name,
            f"{document.format} 文件不能加批注，只有 docx 和 pdf 可以。请另存为 docx 再试，或用 --format html 看标注。",
            f"notes can be written into docx and pdf, not into {document.format}; save it as docx, or use "
            "--format html.",
        )
    if hashlib.sha256(data).hexdigest() != document.sha256:
        raise NotAnnotated(
            name,
            "文件在检查时被改动了，没有写批注。请再检查一次。",
            "the file was changed while it was checked; nothing was annotated, check it again.",
        )
    notes = notes_of(document, report, findings, language, others)
    if not notes:
        return Copy(content=data, notes=0)
    module, function = FORMATS[document.format]
    annotate: Any = getattr(import_module(module), function)
    content, count = annotate(data, document, notes, when, language)
    _prove_unchanged(content, document)
    return Copy(content=content, notes=count)


def _prove_unchanged(made: bytes, document: Document) -> None:
    """Read the copy again: a copy that says anything else than the original is not given away."""
    if any(segment.place.confidence is not None for segment in document.segments):
        # A scan is recognised as it looks, and a highlight changes the looks; its text is in no layer to change.
        return
    try:
        same = read_bytes(made, document.name).text == document.text
    except ReadError:
        same = False
    if not same:
        raise NotAnnotated(
            document.name,
            "加批注后读出的文字与原文不同，批注本没有写出。这是 Gouji 的缺陷，请连同文件报给我们。",
            "the annotated copy does not read like the original and was thrown away; please report it with the file.",
        )
