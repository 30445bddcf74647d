"""Quotes: the sentence or clause around a figure, however long the paragraph is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.model import Span
from gouji.output import Judged
from gouji.output import quotes as module
from gouji.output.places import Places
from gouji.output.quotes import marked, quote

TEXTS = st.text(st.sampled_from("甲乙1。，；”）,:.、\n"), min_size=1, max_size=60)


def whole_scan(pattern: re.Pattern[str], text: str, low: int, high: int, start: int, end: int) -> tuple[int, int]:
    """What is asked for, by looking at every end of a sentence from the beginning."""
    ends = [match.end() for match in pattern.finditer(text, low, high)]
    return max((at for at in ends if at <= start), default=low), min((at for at in ends if at >= end > 0), default=high)


@pytest.mark.parametrize("pattern", ["_SENTENCE", "_CLAUSE"])
@given(text=TEXTS, cuts=st.lists(st.integers(0, 60), min_size=4, max_size=4), reach=st.integers(1, 30))
@settings(deadline=None)
def test_what_is_near_is_found_as_by_a_whole_scan(pattern: str, text: str, cuts: list[int], reach: int) -> None:
    low, start, end, high = sorted(min(cut, len(text)) for cut in cuts)
    if start == end:
        return
    before, module._REACH = module._REACH, reach
    try:
        found = module._unit(getattr(module, pattern), text, low, high, start, end)
    finally:
        module._REACH = before
    assert found == whole_scan(getattr(module, pattern), text, low, high, start, end)


def test_the_marked_stretches_are_the_quote(example: Judged) -> None:
    places = Places(example.document, example.report)
    for finding in example.findings:
        for evidence in finding.evidence:
            stretches = marked(places, [evidence.span])
            assert "".join(text for text, _ in stretches) == quote(places, [evidence.span], lambda text, name: text)
            (figure,) = [text for text, is_figure in stretches if is_figure]
            assert "".join(figure.split()) == "".join(example.document.quote(evidence.span).split())


def test_a_span_outside_every_block_is_quoted_too(example: Judged) -> None:
    places = Places(example.document, example.report)
    end = len(example.document.text)
    assert marked(places, [Span(end, end)]) == []
