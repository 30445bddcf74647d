"""A mean beside its total and its count: 培训5期200人次，平均每期40人次."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.extract.sentences import Mention, Sentence
from gouji.model import Average, Span

_EACH = re.compile(r"平均每(批次|批|期|次|场|个|家|件|户|人|天|月)|(人|户|次)均")
# 月人均补差296元: a mean of a mean, whose months nobody counts.
_BY_TIME = re.compile(r"(?:每|[月日周天季]|学期|季度)(?:每?[人户次])均|[人户次]均每?[月日周天季]")

# What 每个 counts; 每期, 每人 say it themselves.
_NOUN = re.compile(r"(?![为约达是有])[\u4e00-\u9fff]")
_AFTER_NOUN = re.compile(r"[共有,、;:(]")
_REACH = 8


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
        if len(counts) == 1 and len(totals) == 1 and _counts_the_same(sentence, counts[0], mention, word.end()):
            yield Average(
                total=totals[0].draft.id,
                count=counts[0].draft.id,
                mean=mention.draft.id,
                span=Span(sentence.start, sentence.end),
            )


def _counts_the_same(sentence: Sentence, count: Mention, mention: Mention, end: int) -> bool:
    """Whether the noun behind 平均每个 is what was counted: 18个乡镇, 平均每个专干 is of another noun."""
    each = mention.left[end : end + 1]
    counted = _AFTER_NOUN.split(sentence.text[count.end : count.end + _REACH], maxsplit=1)[0]
    return not _NOUN.match(each) or each in counted or each in count.left
