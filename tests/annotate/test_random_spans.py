"""Whatever is quoted and however its text is cut into runs, the text stays and the marks enclose what is quoted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ooxml import docx, p, r, tbl, tr

from gouji.errors import EmptyFile
from gouji.model import Span

WORDS = st.text(st.sampled_from("支出合计0123456789.,%万元 （）\u3000a&<𠮷"), min_size=1, max_size=9)
RUNS = st.lists(st.tuples(WORDS, st.sampled_from(["", "<w:b/>", "<w:vanish/>"])), min_size=1, max_size=5)
WRAPS = st.sampled_from(["{}", "<w:ins>{}</w:ins>", "<w:del>{}</w:del>", "<w:hyperlink>{}</w:hyperlink>"])
PARAGRAPHS = st.lists(st.tuples(RUNS, WRAPS), min_size=1, max_size=4)
PLACES = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 12)), min_size=1, max_size=6)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PARAGRAPHS, st.booleans(), PLACES)
def test_the_text_stays_and_every_quote_is_enclosed(
    made: Callable[..., Any],
    comments_of: Callable[[bytes], Any],
    paragraphs: list[tuple[list[tuple[str, str]], str]],
    tabular: bool,
    places: list[tuple[int, int]],
) -> None:
    content = [p(wrap.format("".join(r(*run) for run in runs))) for runs, wrap in paragraphs]
    try:
        file = made(docx(tbl(*(tr(f"<w:tc>{cell}</w:tc>") for cell in content)) if tabular else "".join(content)))
    except EmptyFile:
        return
    words = file.document.text
    spans = [Span(at % len(words), min(at % len(words) + size, len(words))) for at, size in places]
    spans = [s for s in dict.fromkeys(spans) if "\n" not in file.document.quote(s)]
    comments = comments_of(file.copy(*(file.quoting(span, rule=f"G{i}") for i, span in enumerate(spans, 100))))
    assert len(comments) == len(spans)
    for comment in comments:
        (span,) = [s for i, s in enumerate(spans, 100) if comment.lines[0].split()[1] == f"G{i}"]
        if "<w:vanish/>" not in "".join(look for runs, _ in paragraphs for _, look in runs):
            assert comment.anchored == file.document.quote(span)
