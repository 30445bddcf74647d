"""Looking for words first finds every piece in which a pattern occurs."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.checks import checks
from gouji.checks.needles import needles
from gouji.checks.wording import listed

CASES = "\n".join(path.read_text("utf-8") for path in sorted(Path(__file__).parent.glob("G*/*.toml")))


def own_patterns() -> list[re.Pattern[str]]:
    """Every pattern that a check has under a name of its own, and every one of the lists of words."""
    modules = [sys.modules[check.run.__module__] for check in checks()]
    found = [value for module in modules for value in vars(module).values() if isinstance(value, re.Pattern)]
    for family in ("completeness", "form"):
        entries = (entry for entry in listed(family).values() if isinstance(entry, dict))
        found += [re.compile(pattern) for entry in entries for pattern in entry.get("patterns", ())]
    return [*found, *map(re.compile, listed("form")["misspelt"])]


def may_occur(pattern: re.Pattern[str], text: str) -> bool:
    alternatives = needles(pattern)
    return alternatives is None or any(
        all(any(word in text for word in words) for words in sets) for sets in alternatives
    )


def test_no_match_is_without_its_words() -> None:
    missed = [
        (pattern.pattern, match.group())
        for pattern in own_patterns()
        for match in pattern.finditer(CASES)
        if not may_occur(pattern, CASES[max(match.start() - 9, 0) : match.end() + 120])
    ]
    assert missed == []


@pytest.mark.parametrize(
    "pattern",
    [
        "甲(?:乙|丙{2})?丁",
        "(?:甲+乙|丙)(?:丁)*",
        "[甲乙][^丙]{0,2}(丁|戊己)",
        "(甲{0}乙|丙?)丁",
        "(?=甲)[甲乙]丙",
        "甲|",
        "(甲|乙)\\1[一-三]",
        "(?i:a)b",
    ],
)
@given(st.data())
def test_what_matches_holds_a_needle(pattern: str, data: st.DataObject) -> None:
    compiled = re.compile(pattern)
    assert may_occur(compiled, data.draw(st.from_regex(compiled)))


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("甲乙丙?", ((frozenset({"甲乙"}),),)),
        ("甲|乙丙", ((frozenset({"甲"}),), (frozenset({"乙丙"}),))),
        ("甲.*乙丙", ((frozenset({"乙丙"}), frozenset({"甲"})),)),
        ("[甲乙]\\d", ((frozenset({"甲", "乙"}),),)),
        ("甲|\\d", None),
        ("(?:甲)?", None),
    ],
)
def test_needles(pattern: str, words: object) -> None:
    assert needles(re.compile(pattern)) == words


def test_a_pattern_in_either_case_has_none() -> None:
    assert needles(re.compile("abc", re.IGNORECASE)) is None
