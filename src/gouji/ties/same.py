"""One figure stated twice: facts that must be equal because they are the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from gouji.model import Fact, year_of
from gouji.ties.judge import Ties, origin, terms
from gouji.vocabulary import concepts

Key = tuple[str, str, str | None, str | None, str | None, str | None, str | None]
_OUTTURN = ("outturn", None)
# Concepts of a form's rows: what they are about is their subject, compared by the check of indicators and prose.
_ROWS = (
    "indicator_target",
    "indicator_actual",
    "indicator_full_marks",
    "indicator_score",
    "weight_level1",
    "weight_level2",
    "total_full_marks",
)


def key_of(fact: Fact) -> Key | None:
    """What a fact is about; two facts with one key are one figure. None when it cannot be compared."""
    concept = fact.concept
    subject = fact.subject
    if concept == "indicator_actual" and fact.measure is not None:
        concept, subject = fact.measure, ""
        if concepts()[concept].unit == "percent":
            return None
    if concept is None or concept in _ROWS or fact.quantity.value is None:
        return None
    entry = concepts()[concept]
    if entry.nature in ("", "work") or (entry.unit == "money" and fact.quantity.unit != "元"):
        return None
    return concept, subject, year_of(fact), fact.scope, stage_of(fact), fact.fund, fact.item


def stage_of(fact: Fact) -> str | None:
    """The budget stage; None for what was spent or received in the end, said or not."""
    return None if fact.stage in _OUTTURN else fact.stage


def groups(facts: Iterable[Fact]) -> dict[Key, list[Fact]]:
    """Facts by what they are about, in order of the text."""
    found: dict[Key, list[Fact]] = defaultdict(list)
    for fact in facts:
        key = key_of(fact)
        if key is not None:
            found[key].append(fact)
    return found


def agree(a: Fact, b: Fact) -> bool:
    """Whether two printed figures can stand for one value."""
    p, q = a.quantity, b.quantity
    above = p.low is None or q.high is None or p.low <= q.high
    below = q.low is None or p.high is None or q.low <= p.high
    return above and below


def clusters(facts: Sequence[Fact]) -> list[list[Fact]]:
    """Facts of one key by value: each joins the first cluster whose first member it agrees with."""
    found: list[list[Fact]] = []
    for fact in facts:
        home = next((cluster for cluster in found if agree(cluster[0], fact)), None)
        if home is None:
            found.append([fact])
        else:
            home.append(fact)
    return found


def _told_apart(facts: Sequence[Fact]) -> list[Fact]:
    """Facts without those that a table sets side by side: 财政拨款 twice in a row are two columns, not one figure."""
    rows: dict[tuple[int, int], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.source == "table" and fact.row is not None:
            rows[fact.frame, fact.row].append(fact)
    beside = {f.id for row in rows.values() if len(clusters(row)) > 1 for f in row}
    return [fact for fact in facts if fact.id not in beside]


# One figure is not printed with four values: then the words were understood too broadly, and we do not judge.
_MOST_VALUES = 3


def add_same(ties: Ties) -> None:
    """Ties within each cluster, and one between the clusters of a key."""
    for key, grouped in groups(ties.facts).items():
        facts = _told_apart(grouped)
        found = clusters(facts)
        source = origin("vocabulary", key[0], None, concepts()[key[0]].source)
        if len(found) > _MOST_VALUES:
            ties.add("same", terms([facts[0].id]), "=", (), source, missing=("scope",))
            continue
        for cluster in found:
            for fact in cluster[1:]:
                ties.add("same", terms([cluster[0].id]), "=", terms([fact.id]), source)
        for cluster in found[1:]:
            ties.add("same", terms([found[0][0].id]), "=", terms([cluster[0].id]), source)
