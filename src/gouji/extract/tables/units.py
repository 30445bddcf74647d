"""Tables that print no unit: the unit is that in which their figures stand elsewhere in the text, digit for digit."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal

from gouji.extract.context import Context, Draft
from gouji.quantities import reinterpret
from gouji.vocabulary import concepts


def infer_units(context: Context) -> None:
    """Give the bare amounts of a table the unit that most of them have where the prose repeats them."""
    printed: dict[tuple[str, Decimal], str] = {}
    bare: dict[int, list[Draft]] = defaultdict(list)
    for draft in context.drafts:
        quantity = draft.quantity
        if draft.concept is None or concepts()[draft.concept].unit != "money" or quantity.printed is None:
            continue
        if draft.source == "prose" and quantity.printed_unit:
            printed[draft.concept, quantity.printed] = quantity.printed_unit
        elif draft.source == "table" and quantity.unit is None:
            bare[draft.frame].append(draft)
    for drafts in bare.values():
        votes = Counter(
            unit
            for draft in drafts
            if draft.quantity.printed and (unit := printed.get((draft.concept or "", draft.quantity.printed)))
        )
        if votes:
            unit = votes.most_common(1)[0][0]
            for draft in drafts:
                draft.quantity = reinterpret(draft.quantity, unit)
