"""From one value to another: 较上年增加x万元，增长y%; 由上年的a万元增至b万元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gouji.extract.roles import COMPARED
from gouji.extract.sentences import Mention, Sentence
from gouji.model import Change, Span

_COMPARED_BEFORE = re.compile(rf"(?:{COMPARED.pattern})[^,;。]*[,:]?$")
_ONLY_YEAR = re.compile(r"(20\d\d)年度?(?:预算|决算|支出|收入|执行|安排)*数?(?:为|是)?")
_POINTS = ("个百分点", "百分点")


def find(sentence: Sentence, carried: Mention | None) -> Iterator[Change]:
    """The changes of a sentence: each current value with the amount and the percentage that follow it."""
    change = _Changing(current=_before(sentence, carried))
    for mention in sentence.mentions:
        if mention.role in ("value", "mean") and mention.draft.quantity.unit != "%":
            if change.current is not None and _is_of_year_before(change.current, mention):
                change.previous, change.amount = mention, None
                continue
            previous = change.previous if mention.has("to") else None
            yield from _rest(sentence, change)
            change = _Changing(current=mention, previous=previous)
        elif mention.role == "previous":
            change = _outside(sentence, change, mention)
            if change.current is None or change.unit == mention.draft.quantity.unit:
                change.previous, change.amount = mention, None
        elif mention.role == "change" and mention.draft.quantity.printed_unit not in _POINTS:
            change = _outside(sentence, change, mention)
            named = _named(sentence, mention)
            if named is not None and (change.current is None or change.current.draft.concept != named):
                yield from _rest(sentence, change)
                change = _Changing(concept=named)
            yield from _changed(sentence, change, mention)
    yield from _rest(sentence, change)


def _is_of_year_before(current: Mention, mention: Mention) -> bool:
    """接待费2023年预算a万元，2022年预算b万元，减少c万元: the same of the year before, nothing else said of it."""
    said = _ONLY_YEAR.fullmatch(mention.left)
    same_unit = mention.draft.quantity.unit == current.draft.quantity.unit
    return said is not None and same_unit and (current.draft.period or "")[:4] == str(int(said[1]) + 1)


def _before(sentence: Sentence, carried: Mention | None) -> Mention | None:
    """机关运行经费支出a万元。与上年相比，减少b万元: the amount before, when no other figure stands between the two."""
    first = sentence.mentions[0]
    if carried is None or carried.draft.id + 1 != first.draft.id or not COMPARED.match(sentence.text):
        return None
    return carried


def _outside(sentence: Sentence, change: _Changing, mention: Mention) -> _Changing:
    """上线612人（参考1698人），较上年增加59人: behind a closed bracket the figure before the bracket changed."""
    current = change.current
    if current is None or current not in sentence.mentions:
        return change
    depth = sentence.depth(mention.start)
    if sentence.depth(current.start) <= depth:
        return change
    before = [m for m in sentence.mentions if m.start < current.start and sentence.depth(m.start) <= depth]
    values = [m for m in before if m.role in ("value", "mean") and m.draft.quantity.unit != "%"]
    return _Changing(current=values[-1] if values else None)


@dataclass(slots=True)
class _Changing:
    """What is known of a change so far."""

    current: Mention | None = None
    concept: str | None = None
    previous: Mention | None = None
    amount: Mention | None = None

    @property
    def unit(self) -> str | None:
        return self.current.draft.quantity.unit if self.current is not None else "元"


def _changed(sentence: Sentence, change: _Changing, mention: Mention) -> Iterator[Change]:
    """Take in an amount or a percentage of change; a percentage, or an amount beside a previous value, completes it."""
    if change.concept is None:
        compared = change.current is not None and _compared(sentence, change.current, mention)
        if not compared and change.previous is None:
            return
    mention.draft.measure = change.concept or (change.current.draft.concept if change.current else None)
    if mention.draft.quantity.unit == "%":
        yield _change(sentence, change, mention)
        change.amount = change.previous = None
    elif mention.draft.quantity.unit == change.unit:
        change.amount = mention
        if change.previous is not None:
            yield _change(sentence, change, None)


def _rest(sentence: Sentence, change: _Changing) -> Iterator[Change]:
    """An amount of change that no percentage and no earlier value came to."""
    if change.amount is not None and change.previous is None:
        yield _change(sentence, change, None)


def _named(sentence: Sentence, mention: Mention) -> str | None:
    """The concept right before the comparison (“三公”经费较上年减少0.42万元), or after it (与上年相比，总收入增加…)."""
    word = COMPARED.search(mention.left)
    if word is not None:
        names = [hit for hit in mention.hits if hit.kind == "concept" and hit.end == word.start()]
        return names[-1].value if names else None
    turn = next((hit for hit in mention.hits if hit.kind == "word" and hit.value in ("up", "down")), None)
    names = [hit for hit in mention.hits if hit.kind == "concept" and turn is not None and hit.end == turn.start]
    before = sentence.text[: mention.start - len(mention.left)]
    return names[-1].value if names and _COMPARED_BEFORE.search(before) else None


def _compared(sentence: Sentence, current: Mention, change: Mention) -> bool:
    """Whether words between the two compare with the year before."""
    start = current.end if current in sentence.mentions else 0
    return COMPARED.search(sentence.text, start, change.start) is not None


def _change(sentence: Sentence, change: _Changing, percent: Mention | None) -> Change:
    said = percent or change.amount
    others = _others(sentence, change.current) if change.concept is None and change.current is not None else []
    return Change(
        current=change.current.draft.id if change.current else None,
        current_concept=change.concept,
        previous=change.previous.draft.id if change.previous else None,
        amount=change.amount.draft.id if change.amount else None,
        percent=percent.draft.id if percent else None,
        direction=(said.direction if said else 1) or 1,
        rivals=tuple(other.draft.id for other in others),
        span=Span(sentence.start, sentence.end),
    )


def _others(sentence: Sentence, current: Mention) -> list[Mention]:
    """The figures before the current one of which the change may be as well.

    支出12.1万元，其中接待1.2万元，比上年13万元减少0.9万元: the whole changed, and not its last part.
    """
    if current not in sentence.mentions:
        return []
    return [
        m
        for m in sentence.mentions
        if m.start < current.start
        and m.role in ("value", "mean")
        and m.draft.quantity.unit == current.draft.quantity.unit
    ]
