"""Other documents that a report is set against, and whether they can be."""

from __future__ import annotations

from typing import Literal

import msgspec

from gouji.model.document import Document
from gouji.model.report import Report
from gouji.model.text import Text

OtherRole = Literal["against", "previous"]


class Pairing(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a report can be set against another document, and in a sentence as what, or why not."""

    file: str
    fits: bool
    said: Text


class Other(msgspec.Struct, frozen=True, kw_only=True):
    """Another document: of the same year (against) or of the year before (previous).

    `pairing` is set once it is known which report it is set against.
    """

    role: OtherRole
    document: Document
    report: Report
    pairing: Pairing | None = None
