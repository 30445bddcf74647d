"""A judgement in words that figures can confirm or refute: 支出总额大于预算总额."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.extract.sentences import Mention, Sentence
from gouji.model import Claim, Span
from gouji.vocabulary import claims

_CLAUSE = re.compile(r"[^,;:。!?]*$")


def find(sentence: Sentence, carried: Mention | None) -> Iterator[Claim]:
    """The claims of a sentence, those that a word before them takes back left out."""
    del carried
    for form in claims().values():
        for pattern in form.patterns:
            start = sentence.text.find(pattern)
            if start < 0:
                continue
            clause = _CLAUSE.search(sentence.text[:start])
            before = clause.group() if clause else ""
            if any(word in before for word in form.refuted_by):
                continue
            yield Claim(
                kind=form.id,
                span=Span(sentence.places[start], sentence.places[start + len(pattern) - 1] + 1),
            )
            break
