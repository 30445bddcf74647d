"""The words, numbers and pieces that checks of completeness and form rest on."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.checks.case import Case
from gouji.checks.numbers import chinese_value, steps, written
from gouji.checks.pieces import folded_within, pieces, sentence_around
from gouji.checks.wording import listed
from gouji.pipeline import extract
from gouji.readers import read_bytes
from gouji.ties import tie

FAMILIES = ("completeness", "form")


def case_of(text: str) -> Case:
    document = read_bytes(text.encode(), "case.txt")
    report = extract(document)
    return Case(document, report, tie(report))


def all_patterns(entry: Any) -> list[str]:
    """Every pattern in a table of words, however deep."""
    if not isinstance(entry, dict):
        return []
    deeper = [pattern for value in entry.values() for pattern in all_patterns(value)]
    return [*entry.get("patterns", ()), *entry.get("headings", ()), *deeper]


@pytest.mark.parametrize("family", FAMILIES)
def test_patterns_say_something(family: str) -> None:
    patterns = all_patterns(listed(family)) + list(listed("form")["misspelt"])
    assert patterns
    for pattern in patterns:
        assert not re.compile(pattern).fullmatch(""), f"{pattern} matches nothing at all"


def test_what_is_misspelt_is_not_how_it_is_spelt() -> None:
    for wrong, right in listed("form")["misspelt"].items():
        assert not re.search(wrong, right), (wrong, right)


@given(st.integers(1, 99))
def test_numbers_of_chapters_are_read_as_they_are_written(value: int) -> None:
    assert chinese_value(written(value, 1)) == value
    assert written(value, 3) == str(value)


@given(st.lists(st.text("甲乙。，；“” \u3000（）1", min_size=1, max_size=20), max_size=6))
def test_pieces_are_where_they_say(lines: list[str]) -> None:
    case = case_of("标题\n" + "\n".join(lines))
    for piece in pieces(case):
        assert case.document.quote(piece.span) == piece.text
        for span in folded_within(piece, re.compile("甲乙")):
            assert "".join(re.findall("[甲乙]", case.document.quote(span))) == "甲乙"
            sentence = sentence_around(piece, span)
            assert piece.span.start <= sentence.start <= span.start
            assert span.end <= sentence.end <= piece.span.end


def test_a_list_goes_on_after_another_one() -> None:
    case = case_of("1.甲事\n2.乙事\n1.其一\n2.其二\n3.丙事\n4.丁事\n")
    assert all(step.after.value == step.before.value + 1 for step in steps(case))
