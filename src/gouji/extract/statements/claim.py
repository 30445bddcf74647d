"""A judgement in words that figures can confirm or refute: 支出总额大于预算总额."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gouji.extract.sentences import Mention, Sentence
from gouji.model import Claim, Span
from gouji.vocabulary import ClaimForm, claims

_CLAUSE = re.compile(r"[^,;:。!?]*$")


def find(sentence: Sentence, carried: Mention | None) -> Iterator[Claim]:
    """The claims of a sentence, those that a word before them takes back left out."""
    del carried
    for form, pattern in _patterns():
        said = pattern.search(sentence.text)
        if said is None:
            continue
        clause = _CLAUSE.search(sentence.text[: said.start()])
        before = clause.group() if clause else ""
        if not any(word in before for word in form.refuted_by):
            span = Span(sentence.places[said.start()], sentence.places[said.end() - 1] + 1)
            yield Claim(kind=form.id, span=span)


@cache
def _patterns() -> list[tuple[ClaimForm, re.Pattern[str]]]:
    """Each form of claim with one pattern for all its wordings, the longest first."""
    return [
        (form, re.compile("|".join(map(re.escape, sorted(form.patterns, key=len, reverse=True)))))
        for form in claims().values()
    ]
