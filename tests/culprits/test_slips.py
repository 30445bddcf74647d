"""Slips of a pen are named, and each kind can be taken back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.ties.slips import slip, sources


@pytest.mark.parametrize(
    ("printed", "right", "kind"),
    [
        ("364.36", "354.36", "digit"),
        ("345.36", "354.36", "swap"),
        ("35.36", "354.36", "dropped"),
        ("3544.36", "354.36", "added"),
        ("37.299", "37.29", "added"),
        ("35.436", "354.36", "point"),
        ("35436", "354.36", "point"),
        ("354.36", "3543600", "unit"),
        ("3543600", "354.36", "unit"),
        ("9.8", "97.8", "dropped"),
        ("12.34", "98.76", None),
        ("463.35", "354.36", None),
        ("354.36", "354.36", None),
        ("0", "354.36", None),
        ("-5", "5", None),
    ],
)
def test_kind_of_slip(printed: str, right: str, kind: str | None) -> None:
    assert slip(Decimal(printed), Decimal(right)) == kind


@given(st.decimals(min_value=1, max_value=10**7, places=2))
def test_every_source_is_a_slip_of_the_printed_number(printed: Decimal) -> None:
    for right in sources(printed, 2):
        assert right == printed or right <= 0 or slip(printed, right) is not None


@given(st.integers(100, 10**9), st.integers(0, 8))
def test_a_swap_is_taken_back(digits: int, place: int) -> None:
    text = f"{digits}.25"
    place %= len(str(digits)) - 1
    spoilt = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    if spoilt != text and spoilt[0] != "0":
        assert Decimal(text) in set(sources(Decimal(spoilt), 2))


def test_what_is_no_number_to_spoil_has_no_sources() -> None:
    assert not list(sources(Decimal(0), 2)) and not list(sources(Decimal(-5), 0))
    assert not list(sources(Decimal(10) ** 20, 0))
