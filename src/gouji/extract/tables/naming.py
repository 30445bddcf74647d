"""Gives the figure of a cell its unit and concept."""

from __future__ import annotations

from gouji.extract.context import Context, Draft
from gouji.extract.tables.grid import printed_unit
from gouji.extract.tables.regions import Region
from gouji.quantities import reinterpret
from gouji.vocabulary import concepts


def name_cell(
    context: Context,
    region: Region,
    draft: Draft,
    concept: str | None,
    *,
    row: int,
    column: int,
    label: str = "",
    subject: str = "",
) -> None:
    """Set what a cell's figure is; a bare number takes the unit of its heading, its row or its table."""
    draft.source, draft.frame, draft.row, draft.column = "table", region.grid.frame, row, column
    draft.concept, draft.subject, draft.period = concept, subject or region.subject, context.year()
    if draft.quantity.kind != "number":
        return
    heading = region.headings.get(column)
    unit = printed_unit(heading.text) if heading else None
    unit = unit or printed_unit(label) or _own_unit(concept)
    if unit is None and (concept is None or concepts()[concept].unit == "money"):
        unit = region.unit
    if unit is not None:
        draft.quantity = reinterpret(draft.quantity, unit)


def _own_unit(concept: str | None) -> str | None:
    """The unit that a concept always has, None for money and where it may be any."""
    if concept is None:
        return None
    unit = concepts()[concept].unit
    return {"percent": "%", "money": None, "any": None, "count": None}.get(unit, unit)
