"""Counts told in pairs: 42户133人，已消除31户98人，未消除11户35人. What adds up in one unit adds up in the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gouji.extract.sentences import Mention, Sentence
from gouji.model import Breakdown, Span

# Smaller numbers add up by chance.
_FEWEST = 10
_PAIR = 2
_MOST = 8

Run = list[Mention]


def find(sentence: Sentence, carried: Mention | None) -> Iterator[Breakdown]:
    """The sums of a sentence's pairs: the first is all others together, or of three one is the other two."""
    del carried
    runs = _runs(sentence)
    for first in range(len(runs) - _PAIR):
        like = [run for run in runs[first:] if _units(run) == _units(runs[first])][:_MOST]
        if runs[first] is not like[0] or len(like) <= _PAIR:
            continue
        found = _added(like)
        if found is not None:
            whole, parts = found
            for place, total in enumerate(whole):
                yield Breakdown(
                    whole=total.draft.id,
                    parts=tuple(part[place].draft.id for part in parts),
                    exhaustive=True,
                    certain=False,
                    shape="list",
                    span=Span(sentence.start, sentence.end),
                )
            return


def _runs(sentence: Sentence) -> list[Run]:
    """Figures that stand right behind one another: 42户133人."""
    found: list[Run] = []
    for mention in sentence.mentions:
        unit = mention.draft.quantity.unit
        if unit in (None, "%", "元") or mention.draft.quantity.value is None:
            continue
        before = found[-1][-1] if found else None
        if before is not None and before.end == mention.start and before.draft.quantity.unit != unit:
            found[-1].append(mention)
        else:
            found.append([mention])
    return [run for run in found if len(run) == _PAIR]


def _units(run: Run) -> list[str | None]:
    return [mention.draft.quantity.unit for mention in run]


def _added(runs: Sequence[Run]) -> tuple[Run, Sequence[Run]] | None:
    """A whole and its parts such that at least one of the units adds up."""
    for count in range(len(runs), _PAIR, -1):
        if _comes_out(runs[0], runs[1:count]):
            return runs[0], runs[1:count]
    first, second, third = runs[:3]
    for whole, parts in ((second, (first, third)), (third, (first, second))):
        if _comes_out(whole, parts):
            return whole, parts
    return None


def _comes_out(whole: Run, parts: Sequence[Run]) -> bool:
    return any(
        _value(total) >= _FEWEST and _value(total) == sum(_value(part[place]) for part in parts)
        for place, total in enumerate(whole)
    )


def _value(mention: Mention) -> Decimal:
    return mention.draft.quantity.value or Decimal(0)
