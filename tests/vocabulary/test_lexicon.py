"""Names are found leftmost and longest, whatever stands around them."""

from __future__ import annotations

import re

from hypothesis import assume, given
from hypothesis import strategies as st

from gouji.vocabulary import concept_named, find_names, fold, words
from gouji.vocabulary.loader import named_concepts

NAMES = {fold(name) for concept in named_concepts().values() for name in (*concept.names, *concept.bare)}
NAMES |= {fold(word) for listed in words().values() for word in listed}
LONGEST_FIRST = re.compile("|".join(re.escape(name) for name in sorted(NAMES, key=len, reverse=True)))

pieces = st.sampled_from(sorted(NAMES))
cut = st.tuples(pieces, st.integers(1, 6)).map(lambda pair: pair[0][: pair[1]])
passages = st.lists(st.one_of(pieces, cut, st.text(max_size=3)), max_size=12).map(lambda parts: fold("".join(parts)))


@given(passages)
def test_leftmost_longest_without_overlap(passage: str) -> None:
    """As one pattern of all names, longest first, finds them; levels (局机关) may give way to a name inside."""
    assume(not any(fold(level) in passage for level in words()["headquarters"]))
    found = list(dict.fromkeys((hit.start, hit.end) for hit in find_names(passage)))
    assert found == [match.span() for match in LONGEST_FIRST.finditer(passage)]


@given(pieces)
def test_a_name_alone_is_found_whole(name: str) -> None:
    assert {(hit.start, hit.end) for hit in find_names(name)} == {(0, len(name))}


def test_kinds() -> None:
    hits = [(hit.kind, hit.value) for hit in find_names("其中公务接待费较上年减少")]
    assert ("word", "of_which") in hits and ("concept", "official_reception_expense") in hits
    assert list(find_names("")) == []


def test_every_name_of_a_concept_is_its_own() -> None:
    for concept in named_concepts().values():
        for name in concept.names:
            assert concept_named(name) == concept.id or name in {c.zh for c in named_concepts().values()}
