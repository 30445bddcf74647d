"""A synthetic report to plant an error into, and the record of what was planted."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal
from typing import Literal, get_args

import msgspec

from gouji.testing.edit import Change, edited
from gouji.testing.proof import Proof, printed_number
from gouji.testing.record import Mention, Synthetic
from gouji.testing.slips import digits_of

Kind = Literal[
    "digit",
    "swap",
    "point",
    "unit",
    "stale_year",
    "copied_row",
    "wrong_total",
    "wrong_grade",
    "wrong_rate",
    "contradiction",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
SIZES = {"万元": Decimal(10_000), "亿元": Decimal(100_000_000), "元": Decimal(1)}


class Planted(msgspec.Struct, frozen=True, kw_only=True):
    """A report with one error: `old` was printed where `new` is now, at `report.text[start:end]`.

    `changed` are the mentions that say something else than is true, by index; empty for a grade. `tied`: what else is
    printed proves the error, and `proof` are the mentions that do. `near` are all mentions of the same quantities and
    of those that the world binds to them.
    """

    report: Synthetic
    kind: Kind
    start: int
    end: int
    old: str
    new: str
    changed: tuple[int, ...]
    proof: tuple[int, ...]
    near: tuple[int, ...]

    @property
    def tied(self) -> bool:
        """Whether the error can be proven from the report."""
        return bool(self.proof)


class Field:
    """A report to plant into."""

    def __init__(self, report: Synthetic, rng: random.Random):
        self.report, self.rng, self.proof = report, rng, Proof(report)

    def figures(self) -> list[int]:
        """The mentions that print digits and mean them exactly."""
        return [
            index
            for index, mention in enumerate(self.report.mentions)
            if digits_of(mention.text) is not None and "余" not in mention.text
        ]

    def said(self, index: int, text: str) -> Mention:
        """A mention with other words, and the value that they say."""
        mention = self.report.mentions[index]
        number = printed_number(text)
        assert number is not None
        return msgspec.structs.replace(mention, text=text, value=number * size_of(mention))

    def first(self, kind: Kind, indexes: list[int], slip: Callable[[int], str | None]) -> Planted | None:
        """The error that a slip makes of one of some figures, in an order by chance."""
        self.rng.shuffle(indexes)
        for index in indexes:
            text = slip(index)
            if text is not None and printed_number(text) != printed_number(self.report.mentions[index].text):
                return self.planted(kind, {index: self.said(index, text)})
        return None

    def planted(
        self,
        kind: Kind,
        changed: dict[int, Mention],
        place: Change | None = None,
        proof: set[int] | None = None,
        near: set[int] | None = None,
    ) -> Planted:
        """The record: without a place the mentions' own words change, with one those at the place."""
        report = self.report
        changes = [place] if place else _changes(report, changed)
        first, last = min(c.start for c in changes), max(c.end for c in changes)
        after = edited(report, changes, changed)
        end = last + len(after.text) - len(report.text)
        return Planted(
            report=after,
            kind=kind,
            start=first,
            end=end,
            old=report.text[first:last],
            new=after.text[first:end],
            changed=tuple(sorted(changed)),
            proof=tuple(sorted(self.proof.against(changed) if proof is None else proof)),
            near=tuple(sorted(self.proof.near(changed) if near is None else near)),
        )


def _changes(report: Synthetic, changed: dict[int, Mention]) -> list[Change]:
    mentions = report.mentions
    return [
        Change(mentions[index].start, mentions[index].end, mention.text)
        for index, mention in changed.items()
        if mention.text != mentions[index].text
    ]


def size_of(mention: Mention) -> Decimal:
    """What one of the printed unit is in base units."""
    number = printed_number(mention.text)
    if number:
        return mention.value / number
    return next((size for unit, size in SIZES.items() if mention.text.endswith(unit)), _baresize_of(mention))


def _baresize_of(mention: Mention) -> Decimal:
    return Decimal(10_000) if mention.unit == "元" else Decimal(1)
