"""What `gouji facts` writes, form by form: text, JSON and CSV file by file, a workbook when all files are known."""

from __future__ import annotations

from typing import Protocol

import msgspec

from gouji.model import Document, Language, Report
from gouji.output.figures import facts_record
from gouji.output.listing import facts_text
from gouji.output.quotes import Style
from gouji.output.rows import rows
from gouji.output.separated import csv_head, csv_rows
from gouji.output.unnamed import unnamed_text
from gouji.output.workbook import Sheets


class Export(Protocol):
    """One output over all files of a run: give it each file in order and write what comes back, then the end."""

    def add(self, document: Document, report: Report) -> bytes:
        """Take in a file; what can be written already."""

    def end(self) -> bytes:
        """What is written when no more files come; nothing where no file came at all."""


def export(form: str, *, language: Language, style: Style, unnamed: bool = False) -> Export:
    """The output in a form: text, json, csv or xlsx; `unnamed` keeps only the figures without a concept."""
    if form == "csv":
        return _Csv(language, unnamed)
    if form == "xlsx":
        return _Workbook(language, unnamed)
    return _Lines(form, language, style, unnamed)


class _Lines:
    """JSON or text: each file stands by itself."""

    def __init__(self, form: str, language: Language, style: Style, unnamed: bool):
        self._form, self._language, self._style, self._unnamed = form, language, style, unnamed

    def add(self, document: Document, report: Report) -> bytes:
        if self._form == "json":
            record = facts_record(document, report, language=self._language, unnamed=self._unnamed)
            return msgspec.json.encode(record) + b"\n"
        make = unnamed_text if self._unnamed else facts_text
        said = make(document, report, language=self._language, style=self._style)
        return f"{said}\n".encode("utf-8", "replace")

    def end(self) -> bytes:
        return b""


class _Csv:
    """One table of all files."""

    def __init__(self, language: Language, unnamed: bool):
        self._language, self._unnamed = language, unnamed
        self._head = csv_head()

    def add(self, document: Document, report: Report) -> bytes:
        head, self._head = self._head, b""
        return head + csv_rows(rows(document, report, language=self._language, unnamed=self._unnamed))

    def end(self) -> bytes:
        return b""


class _Workbook:
    """One workbook of all files."""

    def __init__(self, language: Language, unnamed: bool):
        self._sheets, self._any = Sheets(language, unnamed=unnamed), False

    def add(self, document: Document, report: Report) -> bytes:
        self._sheets.add(document, report)
        self._any = True
        return b""

    def end(self) -> bytes:
        return self._sheets.encoded() if self._any else b""
