"""A mean beside its total and its count: 培训5期200人次，平均每期40人次."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.extract.sentences import Mention, Sentence
from gouji.model import Average, Span

_EACH = re.compile(r"平均每(批次|批|期|次|场|个|家|件|户|人|天|月)|(人|户|次)均")
# 月人均补差296元: a mean of a mean, whose months nobody counts.
_BY_TIME = re.compile(r"(?:每|[月日周天季]|学期|季度)(?:每?[人户次])均|[人户次]均每?[月日周天季]")


def find(sentence: Sentence, carried: Mention | None) -> Iterator[Average]:
    """The means of a sentence for which one total and one count stand in it."""
    del carried
    for index, mention in enumerate(sentence.mentions):
        word = _EACH.search(mention.left) if mention.role == "mean" else None
        if word is None or _BY_TIME.search(mention.left):
            continue
        each = word.group(1) or word.group(2)
        values = [m for m in sentence.mentions[:index] if m.role == "value"]
        counts = [m for m in values if (m.draft.quantity.unit or "").startswith(each)]
        totals = [m for m in values if m.draft.quantity.unit == mention.draft.quantity.unit and m not in counts]
        if len(counts) == 1 and len(totals) == 1:
            yield Average(
                total=totals[0].draft.id,
                count=counts[0].draft.id,
                mean=mention.draft.id,
                span=Span(sentence.start, sentence.end),
            )
