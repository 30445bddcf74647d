"""Execution and completion: 支出决算为a万元，完成年初预算的x%."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.extract.sentences import Mention, Sentence
from gouji.model import Rate, Span

_STAGE = {"budget_initial": "original", "budget_adjusted": "final"}


def find(sentence: Sentence, carried: Mention | None) -> Iterator[Rate]:
    """The rates of a sentence whose base is a budget; actual and base are looked for in the sentence."""
    del carried
    for index, mention in enumerate(sentence.mentions):
        _read_between(sentence, index)
        if mention.role == "rate" and mention.base is None:
            yield from _of_the_budget_before(sentence, index)
            continue
        if mention.role != "rate" or mention.base not in _STAGE:
            continue
        amounts = [m for m in sentence.mentions[:index] if m.role == "value" and m.draft.quantity.unit == "元"]
        bases = [m for m in amounts if _is_budget(m)]
        actuals = [m for m in amounts if not _is_budget(m)]
        wanted = [m for m in bases if _stage(m) == _STAGE[mention.base]]
        if not wanted:
            # 完成年初预算的104.68%，年初预算为500万元: the base may follow.
            wanted = [m for m in sentence.mentions[index:] if m.role == "value" and _stage(m) == _STAGE[mention.base]][
                :1
            ]
        mention.draft.measure = "execution_rate"
        yield Rate(
            actual=actuals[-1].draft.id if actuals else None,
            base=wanted[-1].draft.id if wanted else None,
            percent=mention.draft.id,
            base_concept=mention.base or "",
            span=Span(sentence.start, sentence.end),
        )


def _of_the_budget_before(sentence: Sentence, index: int) -> Iterator[Rate]:
    """公务接待费预算a万元，支出b万元，完成预算的c%: both amounts of one concept, the first of them a budget."""
    amounts = [m for m in sentence.mentions[:index] if m.role == "value" and m.draft.quantity.unit == "元"]
    if len(amounts) < 2 or not _is_budget(amounts[-2]) or _is_budget(amounts[-1]):
        return
    base, actual = amounts[-2].draft, amounts[-1].draft
    if base.concept is None or (base.concept, base.subject, base.item) != (actual.concept, actual.subject, actual.item):
        return
    percent = sentence.mentions[index].draft
    percent.measure = "execution_rate"
    span = Span(sentence.start, sentence.end)
    yield Rate(actual=actual.id, base=base.id, percent=percent.id, base_concept=base.concept, span=span)


def _read_between(sentence: Sentence, index: int) -> None:
    """完成年初预算500万元的104.68%: the base stands between 完成 and its rate."""
    mention, base = sentence.mentions[index], sentence.mentions[index - 1]
    if index and mention.left == "的" and mention.draft.quantity.unit == "%" and base.has("complete"):
        mention.role, mention.base = "rate", base.draft.concept


def _stage(mention: Mention) -> str | None:
    return mention.draft.stage or _STAGE.get(mention.draft.concept or "")


def _is_budget(mention: Mention) -> bool:
    return _stage(mention) is not None
