"""Tables of money by budget stage: sources, kinds of expenditure or projects by row, stages and years by column."""

from __future__ import annotations

from dataclasses import dataclass, field

from gouji.extract.context import Context, Draft
from gouji.extract.tables.grid import GridCell, concept_of_label
from gouji.extract.tables.naming import name_cell
from gouji.extract.tables.regions import Region
from gouji.model import Breakdown, Indicator, Rate, Span, Statement
from gouji.vocabulary import by_base, concepts, fold, parts_of, roles_of

STAGES = ("original", "final", "outturn")
_OUTTURN = {"funds_total": "total_expenditure"}
_EXECUTION = "预算执行率"
_TOTALS = ("funds_total", "total")
_PROJECT = "project"


@dataclass(slots=True)
class _Row:
    """One row: what its money is (a concept, `funds_total` or `project`), whose, and its figures by column kind."""

    index: int
    base: str
    label: str
    subject: str = ""
    figures: dict[str, Draft] = field(default_factory=dict)


def is_funds(region: Region) -> bool:
    """Whether a region has columns for at least two budget stages."""
    return sum(region.column(stage) is not None for stage in STAGES) >= 2


def read_funds(context: Context, region: Region) -> tuple[list[Statement], list[Indicator]]:
    """Name the cells of the table; its sums by column, its rates, and the indicator of the rate's score."""
    columns = _columns(region)
    first = min(columns.values())
    rows = [row for index in region.rows if (row := _row(region, index, first)) is not None]
    statements: list[Statement] = []
    indicators: list[Indicator] = []
    for row in rows:
        for kind, column in columns.items():
            cell = region.grid.at[row.index][column]
            if cell is not None and cell.value is not None:
                row.figures[kind] = cell.value
                _name(context, region, row, kind, column)
        statements += _rate(context, region, row)
        if row.base == "funds_total":
            indicators += _score(context, region, row)
    others = _unnamed(region, rows, columns)
    for row in others:
        for kind, draft in row.figures.items():
            name_cell(context, region, draft, None, row=row.index, column=columns[kind], label=row.label)
            draft.subject = _source(region, row)
        statements += _rate(context, region, row)
    sums = _sums(rows + others, columns)
    if others and not any(_adds_up(context, said) for said in sums):
        # What rows without a name are of is not known; that one column adds up shows that all rows are parts.
        return statements, indicators
    return statements + sums, indicators


def _unnamed(region: Region, rows: list[_Row], columns: dict[str, int]) -> list[_Row]:
    """The rows with money whose labels are no concept's names: 其中:中央补助, 镇街自筹."""
    known = {row.index for row in rows}
    found: list[_Row] = []
    for index in region.rows:
        cells = {kind: region.grid.at[index][column] for kind, column in columns.items()}
        figures = {
            kind: cell.value
            for kind, cell in cells.items()
            if index not in known and cell is not None and cell.value is not None and cell.cell.row not in known
        }
        if figures:
            labels = [cell for cell in region.grid.at[index][: min(columns.values())] if cell is not None]
            label = next((cell.text for cell in reversed(labels) if not cell.empty), "")
            found.append(_Row(index, "", label, figures=figures))
    return found


def _adds_up(context: Context, said: Breakdown) -> bool:
    """Whether a column adds up as printed, from two amounts at least."""
    whole, *parts = (context.drafts[index].quantity.value or 0 for index in (said.whole, *said.parts))
    return bool(whole) and sum(map(bool, parts)) > 1 and whole == sum(parts)


def _columns(region: Region) -> dict[str, int]:
    """The columns of money: budget stages, and the outturn of the year before."""
    found = {stage: column for stage in STAGES if (column := region.column(stage)) is not None}
    prior = region.column("prior_year")
    return found | ({"prior": prior} if prior is not None and prior not in found.values() else {})


def _row(region: Region, index: int, first: int) -> _Row | None:
    """What a row's money is: the label nearest to the figures, all labels of the row for their unit."""
    named = region.column("project_name")
    labels = [cell for cell in region.grid.at[index][:first] if cell is not None and not cell.empty]
    text = " ".join(cell.text for cell in labels)
    for label in reversed(labels):
        if any(role in _TOTALS for role in roles_of(label.text)):
            # In the form of one project 项目名称 above is the head of the form, no heading of a list.
            listed = named is not None and not region.subject
            return _Row(index, "project_total" if listed else "funds_total", text, region.subject)
        if named is not None:
            break
        concept = concept_of_label(label.text)
        if concept is not None and concepts()[concept].unit == "money":
            return _Row(index, concept, text, region.subject)
    if labels and named is None and _is_divided(region, index, first):
        return _Row(index, "funds_total", text, region.subject)
    cell = region.grid.at[index][named] if named is not None else None
    if cell is not None and not cell.empty and cell.value is None:
        return _Row(index, _PROJECT, "", fold(cell.text))
    return None


def _is_divided(region: Region, index: int, first: int) -> bool:
    """Whether the row below begins with 其中, and this one does not: a total by any name."""
    if index + 1 >= region.grid.rows:
        return False
    above, below = (
        [fold(cell.text) for cell in region.grid.at[at][:first] if cell is not None and cell.cell.row == at]
        for at in (index, index + 1)
    )
    return any(label.startswith("其中") for label in below) and not any(label.startswith("其中") for label in above)


def _name(context: Context, region: Region, row: _Row, kind: str, column: int) -> None:
    """Name one figure by its row and its column."""
    draft = row.figures[kind]
    stage = "outturn" if kind == "prior" else kind
    concept = _concept(row, stage)
    name_cell(context, region, draft, concept, row=row.index, column=column, label=row.label, subject=row.subject)
    if concept is not None and concept == row.base:
        draft.stage = stage
    if kind == "prior":
        draft.period = context.year(-1)


def _concept(row: _Row, stage: str) -> str | None:
    """The concept of a kind of money at a stage: one of its own where the vocabulary has it, else the kind."""
    base = _PROJECT if row.base == "project_total" or (row.subject and row.base == "funds_total") else row.base
    if stage == "outturn" and base != _PROJECT and (base, "original") in by_base() and base not in _OUTTURN:
        # What was spent of a source is not what the source gave.
        return None
    if stage == "outturn":
        own = "project_expenditure" if row.base == "project_total" else _OUTTURN.get(base)
        return own or by_base().get((base, stage)) or (base if base in concepts() else None)
    return by_base().get((base, stage)) or (base if base in concepts() else None)


def _rate(context: Context, region: Region, row: _Row) -> list[Statement]:
    """The execution rate of a row."""
    cell = _cell(region, row, "execution_rate")
    if cell is None or cell.value is None:
        return []
    column = region.column("execution_rate") or 0
    # The rate of one source is not the rate of the whole.
    subject = row.subject if row.base in (*_TOTALS, _PROJECT, "project_total") else _source(region, row)
    name_cell(context, region, cell.value, "execution_rate", row=row.index, column=column, label="%", subject=subject)
    if not {"outturn", "final"} <= row.figures.keys():
        return []
    return [
        Rate(
            actual=_id(row, "outturn"),
            base=_id(row, "final"),
            percent=cell.value.id,
            base_concept="budget_adjusted",
            span=_row_span(region, row.index),
        )
    ]


def _source(region: Region, row: _Row) -> str:
    """A source of money of the project that a form is about, by its own label: 县级资金."""
    labels = [cell.text for cell in region.grid.across(row.index) if not cell.empty and cell.value is None]
    own = next((label for label in reversed(labels) if label in row.label), row.label)
    return f"{region.subject}{fold(own).removeprefix('其中').lstrip(':')}"


def _score(context: Context, region: Region, row: _Row) -> list[Indicator]:
    """The points and the score of the execution rate, as an indicator."""
    found: dict[str, Draft] = {}
    for role, concept in (("points", "indicator_full_marks"), ("score", "indicator_score")):
        cell, column = _cell(region, row, role), region.column(role)
        if cell is not None and cell.value is not None and column is not None:
            found[role] = cell.value
            name_cell(context, region, cell.value, concept, row=row.index, column=column, subject=_EXECUTION)
    rate = _cell(region, row, "execution_rate")
    achieved = rate.value if rate is not None else None
    if not found:
        return []
    return [
        Indicator(
            levels=(_EXECUTION,),
            name=_EXECUTION,
            span=_row_span(region, row.index),
            achieved=achieved.id if achieved else None,
            points=found["points"].id if "points" in found else None,
            score=found["score"].id if "score" in found else None,
            achieved_text=achieved.quantity.text if achieved else "",
            standard=_rule(region),
            table=region.grid.frame,
            row=row.index,
        )
    ]


def _cell(region: Region, row: _Row, role: str) -> GridCell | None:
    column = region.column(role)
    return region.grid.at[row.index][column] if column is not None else None


def _id(row: _Row, kind: str) -> int | None:
    return row.figures[kind].id if kind in row.figures else None


def _rule(region: Region) -> str:
    """What the heading of the score prints as its rule: 得分（分值×执行率）."""
    column = region.column("score")
    return region.headings[column].text if column is not None else ""


def _row_span(region: Region, row: int) -> Span:
    cells: list[GridCell] = [cell for cell in region.grid.row(row) if not cell.empty]
    return Span(min(cell.cell.start for cell in cells), max(cell.cell.end for cell in cells))


def _sums(rows: list[_Row], columns: dict[str, int]) -> list[Breakdown]:
    """The total row against the other rows, column by column."""
    totals = [row for row in rows if row.base in ("funds_total", "project_total")]
    nested = {part for row in rows for part in parts_of(row.base)}
    others = [row for row in rows if row not in totals and row.base not in nested]
    found: list[Breakdown] = []
    for kind in columns if len(totals) == 1 else ():
        total = totals[0].figures.get(kind)
        parts = [row.figures[kind] for row in others if kind in row.figures]
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
