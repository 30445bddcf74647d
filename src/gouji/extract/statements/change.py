"""From one value to another: 较上年增加x万元，增长y%; 由上年的a万元增至b万元."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.extract.roles import COMPARED
from gouji.extract.sentences import Mention, Sentence
from gouji.model import Change, Span

_POINTS = ("个百分点", "百分点")


def find(sentence: Sentence, carried: Mention | None) -> Iterator[Change]:
    """The changes of a sentence: each current value with the amount and the percentage that follow it."""
    del carried
    current: Mention | None = None
    previous: Mention | None = None
    amount: Mention | None = None
    for mention in sentence.mentions:
        if mention.role == "value" and mention.draft.quantity.unit != "%":
            current, amount = mention, None
            if previous is not None and not mention.has("to"):
                previous = None
        elif mention.role == "previous":
            previous = mention
        elif mention.role == "change" and current is not None:
            if mention.draft.quantity.printed_unit in _POINTS:
                continue
            compared = _compared(sentence, current, mention) or previous is not None
            if not compared:
                continue
            mention.draft.measure = current.draft.concept
            if mention.draft.quantity.unit == "%":
                yield _change(sentence, current, previous, amount, mention)
                amount = previous = None
            elif mention.draft.quantity.unit == current.draft.quantity.unit:
                amount = mention
                if previous is not None:
                    yield _change(sentence, current, previous, amount, None)


def _compared(sentence: Sentence, current: Mention, change: Mention) -> bool:
    """Whether words between the two compare with the year before."""
    return COMPARED.search(sentence.text[current.end : change.start]) is not None


def _change(
    sentence: Sentence,
    current: Mention,
    previous: Mention | None,
    amount: Mention | None,
    percent: Mention | None,
) -> Change:
    said = percent or amount
    assert said is not None
    return Change(
        current=current.draft.id,
        previous=previous.draft.id if previous else None,
        amount=amount.draft.id if amount else None,
        percent=percent.draft.id if percent else None,
        direction=said.direction or 1,
        span=Span(sentence.start, sentence.end),
    )
