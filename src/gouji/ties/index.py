"""Facts by concept, and the values that nothing in the report disputes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from gouji.model import Fact, year_of
from gouji.ties.same import agree, stage_of
from gouji.vocabulary import concepts


class Index:
    """The facts of a report that speak of the unit itself, by concept."""

    def __init__(self, facts: Sequence[Fact], form: str | None = None):
        self.stage = "original" if form == "budget" else None
        self.by_concept: dict[str, list[Fact]] = defaultdict(list)
        for fact in facts:
            if fact.concept is not None and fact.quantity.value is not None and _plain(fact):
                self.by_concept[fact.concept].append(fact)

    def beside(self, concept: str, whole: Fact) -> Fact | None:
        """The fact of a concept in the same row, column or paragraph as another; None when there are several."""
        near = [fact for fact in self._like(concept, whole) if fact.frame == whole.frame]
        if whole.source == "table":
            near = [fact for fact in near if fact.row == whole.row or fact.column == whole.column]
        return near[0] if near and all(agree(near[0], fact) for fact in near[1:]) else None

    def undisputed(self, concept: str, whole: Fact) -> Fact | None:
        """The only value of a concept in the whole report; None when there is none or there are several."""
        # Beside its whole a part may leave the stage to it (预算8万元，其中接待费3万元), elsewhere it says its own.
        found = [fact for fact in self._like(concept, whole) if stage_of(fact) == stage_of(whole)]
        return found[0] if found and all(agree(found[0], fact) for fact in found[1:]) else None

    def this_year(self, concept: str | None, said: Fact) -> Fact | None:
        """The only value of a concept in the year of a rate or change, whatever that itself is about."""
        found = [f for f in self.by_concept[concept or ""] if self._own(f) and year_of(f) == year_of(said)]
        return found[0] if found and all(agree(found[0], fact) for fact in found[1:]) else None

    def year_before(self, current: Fact) -> Fact | None:
        """The value of the same in the year before, told in the same paragraph; None when there are several."""
        year = year_of(current)
        if current.concept is None or year is None or not year.isdigit() or current.source == "table":
            return None
        about = (current.subject, current.fund, _scope(current), stage_of(current))
        found = [
            fact
            for fact in self.by_concept[current.concept]
            if fact.frame == current.frame
            and (fact.subject, fact.fund, _scope(fact), stage_of(fact)) == about
            and year_of(fact) == str(int(year) - 1)
        ]
        return found[0] if found and all(agree(found[0], fact) for fact in found[1:]) else None

    def budget_of(self, actual: Fact, concept: str) -> Fact | None:
        """The budget of a subject beside what it spent, of the stage of one of the unit's budgets; None for several."""
        known = concepts()
        stage = known[concept].stage if concept in known else None
        if not actual.subject or actual.source == "table" or not stage:
            return None
        found = [
            fact
            for name, facts in self.by_concept.items()
            if known[name].stage == stage
            for fact in facts
            if fact.frame == actual.frame and (fact.subject, fact.quantity.unit) == (actual.subject, "元")
        ]
        return found[0] if found and all(agree(found[0], fact) for fact in found[1:]) else None

    def _own(self, fact: Fact) -> bool:
        """Whether a fact is of the unit as a whole at the stage that the report is about."""
        return not fact.subject and fact.fund is None and stage_of(fact) == self.stage

    def _like(self, concept: str, whole: Fact) -> list[Fact]:
        return [
            fact
            for fact in self.by_concept[concept]
            if (fact.subject, fact.fund, _scope(fact)) == (whole.subject, whole.fund, _scope(whole))
            and year_of(fact) == year_of(whole)
            and stage_of(fact) == stage_of(whole)
            and (fact.quantity.unit is None) == (whole.quantity.unit is None)
        ]


def _scope(fact: Fact) -> str | None:
    """The level that a fact is of, where its concept does not say so already."""
    return None if fact.concept is not None and concepts()[fact.concept].scope else fact.scope


def _plain(fact: Fact) -> bool:
    """Whether a fact speaks of the unit itself: another population is another figure, one account is a part."""
    return fact.scope in (None, "本级", "所属") and fact.item is None
