"""The block of funds 资金情况: sources by row, budget stages by column, and the score of the execution rate."""

from __future__ import annotations

from gouji.extract.context import Context, Draft
from gouji.extract.tables.grid import GridCell, concept_of_label
from gouji.extract.tables.naming import name_cell
from gouji.extract.tables.regions import Region
from gouji.model import Breakdown, Indicator, Rate, Span, Statement
from gouji.vocabulary import by_base, concepts, roles_of

STAGES = ("original", "final", "outturn")
_OUTTURN = {"funds_total": "total_expenditure"}
_EXECUTION = "预算执行率"


def is_funds(region: Region) -> bool:
    """Whether a region has columns for at least two budget stages."""
    return sum(region.column(stage) is not None for stage in STAGES) >= 2


def read_funds(context: Context, region: Region) -> tuple[list[Statement], list[Indicator]]:
    """Name the cells of the block; its sums by column, its rate, and the indicator of its score."""
    stages = {stage: column for stage in STAGES if (column := region.column(stage)) is not None}
    columns: dict[str, list[tuple[str, Draft | None, int]]] = {stage: [] for stage in stages}
    statements: list[Statement] = []
    indicators: list[Indicator] = []
    for row in region.rows:
        base, label = _base(region, row, min(stages.values()))
        if base is None:
            continue
        found: dict[str, Draft] = {}
        for stage, column in stages.items():
            cell = region.grid.at[row][column]
            draft = cell.value if cell is not None else None
            columns[stage].append((base, draft, row))
            if draft is not None:
                found[stage] = draft
                name_cell(context, region, draft, _concept(base, stage), row=row, column=column, label=label)
        if base == "funds_total":
            _read_score(context, region, row, found, statements, indicators)
    statements += _sums(region, columns)
    return statements, indicators


def _base(region: Region, row: int, first_stage: int) -> tuple[str | None, str]:
    """What a row's money is: the label nearest to the figures, and all labels of the row for their unit."""
    labels = [cell for cell in region.grid.at[row][:first_stage] if cell is not None and not cell.empty]
    text = " ".join(cell.text for cell in labels)
    for cell in reversed(labels):
        if "funds_total" in roles_of(cell.text):
            return "funds_total", text
        concept = concept_of_label(cell.text)
        if concept is not None and concepts()[concept].unit == "money":
            return concept, text
    return None, text


def _concept(base: str, stage: str) -> str | None:
    if stage == "outturn":
        return _OUTTURN.get(base)
    return by_base().get((base, stage))


def _read_score(
    context: Context,
    region: Region,
    row: int,
    found: dict[str, Draft],
    statements: list[Statement],
    indicators: list[Indicator],
) -> None:
    """The execution rate of the total row with its points and score."""
    cells: dict[str, Draft] = {}
    for role, concept in (
        ("execution_rate", "execution_rate"),
        ("points", "indicator_full_marks"),
        ("score", "indicator_score"),
    ):
        column = region.column(role)
        cell = region.grid.at[row][column] if column is not None else None
        if column is None or cell is None or cell.value is None:
            continue
        cells[role] = cell.value
        subject = "" if role == "execution_rate" else _EXECUTION
        name_cell(context, region, cell.value, concept, row=row, column=column, subject=subject)
    span = _row_span(region, row)
    rate = cells.get("execution_rate")
    if rate is not None:
        statements.append(
            Rate(
                actual=found["outturn"].id if "outturn" in found else None,
                base=found["final"].id if "final" in found else None,
                percent=rate.id,
                base_concept="budget_adjusted",
                span=span,
            )
        )
    if "points" in cells or "score" in cells:
        indicators.append(
            Indicator(
                levels=(_EXECUTION,),
                name=_EXECUTION,
                span=span,
                achieved=rate.id if rate else None,
                points=cells["points"].id if "points" in cells else None,
                score=cells["score"].id if "score" in cells else None,
                achieved_text=rate.quantity.text if rate else "",
                standard=_rule(region),
                table=region.grid.frame,
                row=row,
            )
        )


def _rule(region: Region) -> str:
    """What the heading of the score prints as its rule: 得分（分值×执行率）."""
    column = region.column("score")
    return region.headings[column].text if column is not None else ""


def _row_span(region: Region, row: int) -> Span:
    cells: list[GridCell] = [cell for cell in region.grid.row(row) if not cell.empty]
    return Span(min(cell.cell.start for cell in cells), max(cell.cell.end for cell in cells))


def _sums(region: Region, columns: dict[str, list[tuple[str, Draft | None, int]]]) -> list[Statement]:
    """The total row against the rows of sources below it, column by column."""
    found: list[Statement] = []
    for rows in columns.values():
        total = next((draft for base, draft, _ in rows if base == "funds_total"), None)
        others = [draft for base, draft, _ in rows if base != "funds_total"]
        parts = [draft for draft in others if draft is not None]
        if total is None or not parts:
            continue
        spans = [total, *parts]
        found.append(
            Breakdown(
                whole=total.id,
                parts=tuple(part.id for part in parts),
                exhaustive=True,
                shape="column",
                blanks=len(others) - len(parts),
                span=Span(min(draft.quantity.start for draft in spans), max(draft.quantity.end for draft in spans)),
            )
        )
    return found
