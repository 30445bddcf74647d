"""A budget, what was added or cut, and what became of it, in one sentence.

年初预算51万元，调减17万元，支出34万元，结余0万元。
"""

from __future__ import annotations

from collections.abc import Iterator

from gouji.extract.sentences import Mention, Sentence
from gouji.model import Remainder, Span

_START = ("project_budget_initial", "budget_initial")
_TAKEN = ("project_budget_reduction",)
_ADDED = ("budget_additions",)
_SPENT = ("project_expenditure", "project_expenditure_item", "total_expenditure", "project_funds_used")
_LEFT = ("surplus_carryover", "project_surplus_carryover")


def find(sentence: Sentence, carried: Mention | None) -> Iterator[Remainder]:
    """The sentence's remainder, when it gives start, spending and surplus."""
    del carried
    found: dict[str, list[int]] = {}
    groups = {"start": _START, "taken": _TAKEN, "added": _ADDED, "spent": _SPENT, "left": _LEFT}
    for mention in sentence.mentions:
        if mention.role != "value":
            continue
        for name, concepts in groups.items():
            if mention.draft.concept in concepts:
                found.setdefault(name, []).append(mention.draft.id)
    complete = all(len(found.get(name, [])) == 1 for name in ("start", "spent", "left"))
    if complete and (found.get("taken") or found.get("added")):
        yield Remainder(
            start=found["start"][0],
            added=tuple(found.get("added", ())),
            taken=tuple(found.get("taken", ())),
            results=(*found["spent"], *found["left"]),
            span=Span(sentence.start, sentence.end),
        )
