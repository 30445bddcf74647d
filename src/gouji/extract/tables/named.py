"""Tables whose columns or rows name concepts, and pairs of label and value."""

from __future__ import annotations

from gouji.extract.context import Context, Draft
from gouji.extract.tables.grid import GridCell, concept_of_label
from gouji.extract.tables.naming import name_cell
from gouji.extract.tables.regions import Region
from gouji.model import Breakdown, Span, Statement
from gouji.vocabulary import concepts, fold, roles_of


def read_named(context: Context, region: Region) -> list[Statement]:
    """Name the values of a region by their column, their row, or the label to their left; sums along its rows."""
    statements: list[Statement] = []
    for row in region.rows:
        for cell in region.grid.row(row):
            draft = cell.value
            if draft is None:
                continue
            column = cell.cell.column
            label = _label(region, cell)
            heading = region.headings.get(column)
            concept = heading.concept if heading is not None else None
            if concept is None or not _fits(draft, concept):
                concept = concept_of_label(label) if label else None
            if concept is not None and not _fits(draft, concept):
                concept = None
            stage = _stage(region, column) if concept else None
            prior = heading is not None and "prior_year" in heading.roles
            name_cell(context, region, draft, concept, row=row, column=column, label=label)
            if concept is None:
                draft.subject = fold(label)
            elif stage is not None and concepts()[concept].stage is None:
                draft.stage = stage
            if prior:
                draft.period = context.year(-1)
        statements += _row_sums(region, row)
    return statements


def _label(region: Region, cell: GridCell) -> str:
    """The nearest text to the left of a value."""
    for column in range(cell.cell.column - 1, -1, -1):
        other = region.grid.at[cell.cell.row][column]
        if other is not None and not other.empty:
            return other.text if other.value is None else _label(region, other)
    return ""


def _fits(draft: Draft, concept: str) -> bool:
    """Whether a cell's printed unit, if it has one, allows the concept."""
    unit, wanted = draft.quantity.unit, concepts()[concept].unit
    if draft.quantity.kind == "number":
        return True
    if wanted == "money":
        return unit == "元"
    if wanted == "percent":
        return unit == "%"
    return unit not in ("元", "%") or wanted == "any"


def _stage(region: Region, column: int) -> str | None:
    heading = region.headings.get(column)
    roles = heading.roles if heading is not None else ()
    return next((role for role in roles if role in ("original", "final", "budget")), None)


def _row_sums(region: Region, row: int) -> list[Statement]:
    """A total column against the columns under the 其中 beside it."""
    found: list[Statement] = []
    for heading_row in region.heading_rows:
        for cell in region.grid.row(heading_row):
            if "of_which" not in roles_of(cell.text):
                continue
            first, stop = cell.cell.column, cell.cell.column + cell.cell.colspan
            whole = _value(region, row, first - 1)
            if whole is None:
                continue
            columns = [c for c in range(first, stop) if not _nested(region, heading_row, first, stop, c)]
            columns += _other_columns(region, heading_row, stop)
            seen: list[GridCell] = []
            for column in columns:
                other = region.grid.at[row][column]
                if other is not None and other not in seen:
                    seen.append(other)
            parts = [other.value for other in seen if other.value is not None]
            if not parts:
                continue
            found.append(
                Breakdown(
                    whole=whole.id,
                    parts=tuple(part.id for part in parts),
                    exhaustive=True,
                    shape="row",
                    blanks=len(seen) - len(parts),
                    span=Span(
                        min(whole.quantity.start, parts[0].quantity.start),
                        max(whole.quantity.end, parts[-1].quantity.end),
                    ),
                )
            )
    return found


def _value(region: Region, row: int, column: int) -> Draft | None:
    if column < 0:
        return None
    cell = region.grid.at[row][column]
    return cell.value if cell is not None else None


def _nested(region: Region, heading_row: int, first: int, stop: int, column: int) -> bool:
    """Whether a column lies under a further 其中 inside this one."""
    for row in region.heading_rows:
        if row <= heading_row:
            continue
        cell = region.grid.at[row][column]
        if cell is not None and cell.cell.row == row and "of_which" in roles_of(cell.text):
            inside = first <= cell.cell.column and cell.cell.column + cell.cell.colspan <= stop
            if inside:
                return True
    return False


def _other_columns(region: Region, heading_row: int, stop: int) -> list[int]:
    """A column 其他 right behind the 其中 belongs to the sum."""
    if stop >= region.grid.columns:
        return []
    cell = region.grid.at[heading_row][stop]
    if cell is not None and fold(cell.text).rstrip(":") == "其他":
        return list(range(cell.cell.column, cell.cell.column + cell.cell.colspan))
    return []
