"""Reads the official documents and the dated parameters."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import msgspec

from gouji.errors import BadParameter, UnknownBasis
from gouji.model import BasisReference


class BasisDocument(msgspec.Struct, frozen=True, kw_only=True):
    """An official document with the sentence that we rest on, its source, and how sure we are (H, M, L)."""

    id: str
    title: str
    article: str
    quote: str
    source: str
    confidence: Literal["H", "M", "L"]

    def reference(self) -> BasisReference:
        """The short form that findings carry."""
        return BasisReference(id=self.id, title=self.title, article=self.article)


class GradeBand(msgspec.Struct, frozen=True, kw_only=True):
    """A grade and its band of scores."""

    grade: str
    low: Decimal
    high: Decimal
    low_closed: bool
    high_closed: bool

    def holds(self, score: Decimal) -> bool:
        """Whether a score lies in the band."""
        above = score > self.low or (self.low_closed and score == self.low)
        below = score < self.high or (self.high_closed and score == self.high)
        return above and below


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(files("gouji.basis").joinpath(name).read_text("utf-8"))


@cache
def documents() -> dict[str, BasisDocument]:
    """All documents by id."""
    return {
        key: msgspec.convert({"id": key, **fields}, BasisDocument) for key, fields in _toml("documents.toml").items()
    }


def document(basis: str) -> BasisDocument:
    """One document; UnknownBasis when `basis/documents.toml` does not hold it."""
    try:
        return documents()[basis]
    except KeyError:
        raise UnknownBasis([f"basis/documents.toml: no [{basis}]"]) from None


@cache
def _parameters() -> dict[str, Any]:
    return _toml("parameters.toml")


_SET: ContextVar[Mapping[str, Decimal]] = ContextVar("parameters that somebody set", default={})  # noqa: B039


@contextmanager
def parameters_set(values: Mapping[str, Decimal]) -> Iterator[None]:
    """Within it, `parameter` gives these values instead of those of the file."""
    token = _SET.set(values)
    try:
        yield
    finally:
        _SET.reset(token)


@cache
def parameter_names() -> tuple[str, ...]:
    """The parameters that are one number each."""
    return tuple(name for name, entry in _parameters().items() if "values" in entry)


def parameter(name: str, year: int) -> Decimal:
    """The value of a dated parameter at the end of a year, or the one that somebody set."""
    if name in _SET.get():
        return _SET.get()[name]
    entry = _parameters().get(name)
    if entry is None:
        raise BadParameter([f"basis/parameters.toml: no [{name}]"])
    day = date(year, 12, 31)
    held = [row for row in entry["values"] if row["from"] <= day]
    if not held:
        raise BadParameter([f"basis/parameters.toml: [{name}] has no value for {year}"])
    return Decimal(max(held, key=lambda row: row["from"])["value"])


def grade_bands(year: int) -> tuple[tuple[GradeBand, ...], str]:
    """The default bands of a year and the id of their basis."""
    day = date(year, 12, 31)
    held = [row for row in _parameters()["grade_bands"] if row["from"] <= day]
    if not held:
        raise BadParameter([f"basis/parameters.toml: no grade_bands for {year}"])
    row = max(held, key=lambda entry: entry["from"])
    return msgspec.convert(row["bands"], tuple[GradeBand, ...]), row["basis"]
