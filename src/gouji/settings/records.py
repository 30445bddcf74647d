"""What can be set."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import PurePath

import msgspec

from gouji.model import Severity


class Acceptance(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One exception: the id of a finding, why it is accepted, since when; `file` where it is of one file only."""

    finding: str
    reason: str
    date: date
    file: str | None = None

    def covers(self, finding: str, file: str) -> bool:
        """Whether the exception is of a finding of a file; a file is known by its name without folders."""
        return finding == self.finding and self.file in (None, PurePath(file).name)


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody set, checked already.

    `only` and `off` are ids of checks or the beginnings of them (G1 for a family); what is off stays off. `severity`
    is by id. `parameters` stand in for numbers of `basis/parameters.toml` by name. `place` and `year` are used where
    a report does not say its own. `preview` lets checks run that are tried out. `source` is the file that was read.
    """

    source: str | None = None
    only: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    severity: dict[str, Severity] = {}
    parameters: dict[str, Decimal] = {}
    place: str = ""
    year: int | None = None
    preview: bool = False
    accepted: tuple[Acceptance, ...] = ()
