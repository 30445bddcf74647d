"""Tables whose columns or rows name concepts, and pairs of label and value."""

from __future__ import annotations

import re

from gouji.extract.context import Context, Draft
from gouji.extract.tables.changes import changes, compares, heading_year, is_rate
from gouji.extract.tables.columns import column_sums
from gouji.extract.tables.grid import OF_YEAR, GridCell, Heading, concept_of_label
from gouji.extract.tables.naming import name_cell
from gouji.extract.tables.regions import Region
from gouji.model import Breakdown, Paragraph, Span, Statement
from gouji.quantities import reinterpret
from gouji.vocabulary import concepts, fold, fund_named, of_fund, parts_of, roles_of

_CODE = re.compile(r"编码|代码|序号|编号|科目$")
_YEAR = re.compile(r"(20\d\d)年?度?")
_SHORTEST_LABEL = 2
_PROJECTS = re.compile(r"(?:重点|主要|子)?(?:项目|专项|工程)(?:名称|类别|类型|内容)")
_LISTED = re.compile(r"(?:重点|主要|部分|专项|其他)项目|项目(?:支出|资金)?(?:明细|清单|一览)")
_CAPTION_LENGTH = 40


def read_named(context: Context, region: Region) -> list[Statement]:
    """Name the values of a region by their column, their row, or the label to their left; sums along its rows."""
    statements: list[Statement] = []
    headings = {column: heading.text for column, heading in region.headings.items()}
    for row in region.rows:
        figures: dict[int, Draft] = {}
        for cell in region.grid.row(row):
            if cell.value is not None and not _is_code(region, cell):
                _name(context, region, cell, cell.value)
                figures[cell.cell.column] = cell.value
        statements += _row_sums(region, row)
        statements += changes(context, headings, figures)
    statements += column_sums(region)
    return statements


def _name(context: Context, region: Region, cell: GridCell, draft: Draft) -> None:
    """One value: the concept of its column about what its row names, or the concept that its row names."""
    row, column = cell.cell.row, cell.cell.column
    label = _label(region, cell)
    heading = region.headings.get(column)
    of_column = heading.concept if heading is not None and _fits(draft, heading.concept) else None
    of_row = concept_of_label(label) if label else None
    of_row = of_row if _fits(draft, of_row) else None
    if heading is not None and compares(heading.text):
        if is_rate(heading.text):
            draft.quantity = reinterpret(draft.quantity, "%")
        name_cell(context, region, draft, None, row=row, column=column, label=label)
        draft.subject = fold(label)
        return
    if of_row is None and _is_total(label) and _is_of_sangong(region):
        of_row = _SANGONG
    concept = of_row or of_column
    subject = "" if of_row else _about(context, region, label)
    name_cell(context, region, draft, concept, row=row, column=column, label=label, subject=subject)
    if concept is None or heading is None:
        draft.subject = draft.subject or (fold(label) if concept is None else "")
        return
    if of_row and of_column and of_row != of_column:
        # 本年支出合计 under 一般公共预算财政拨款: what the row names, as far as the column goes.
        draft.scope = concepts()[of_column].zh
    elif of_column is not None and not of_row and _is_source(region, of_column):
        draft.scope = region.title
    elif of_row and context.disclosure:
        draft.concept, draft.fund = of_fund(of_row, fund_named(label))
    stage = next((role for role in heading.roles if role in ("original", "final", "budget")), _stage(heading))
    if stage is not None and concepts()[concept].stage is None:
        draft.stage = stage
    year = _YEAR.fullmatch(fold(label))
    if year is not None:
        draft.period, draft.subject = year[1], ""
    elif "prior_year" in heading.roles or context.disclosure:
        own = context.year(-1) if "prior_year" in heading.roles else heading_year(context, heading.text)
        draft.period = own or draft.period


def _stage(heading: Heading) -> str | None:
    """The stage of a column of one year: 2024年预算数."""
    found = [match[1] for cell in heading.labels if (match := OF_YEAR.fullmatch(cell.label)) is not None]
    return "budget" if found == ["预算"] else None


def _is_source(region: Region, concept: str) -> bool:
    """Whether a column is of where the money of its rows comes from: 财政拨款 in a table of purchases or projects."""
    return concepts()[concept].group == "revenue" and bool(region.title) and "收" not in region.title


def _is_of_sangong(region: Region) -> bool:
    """Whether the rows are the parts of 三公: then their 合计 is it."""
    labels = {cell.text for row in region.rows for cell in region.grid.row(row)[:2] if cell.value is None}
    return len({concept_of_label(text) for text in labels} & parts_of(_SANGONG)) >= _PARTS


_SANGONG = "sangong_total"
# How many of its parts tell a table of 三公.
_PARTS = 3
_ALL_PROJECTS = "各项目"


def _about(context: Context, region: Region, label: str) -> str:
    """What a row is about: '' for a total and for the unit itself; the total of a list of projects is of them."""
    words = fold(label)
    if words and "subtotal" in roles_of(label):
        return words
    if not words or _is_total(label):
        return _ALL_PROJECTS if words and _lists_projects(context, region) else ""
    return words if context.foreign(words) or _one_of_several(context, region) else ""


def _lists_projects(context: Context, region: Region) -> bool:
    """Whether the rows are projects, by the heading over their names or by the caption right above the table."""
    if region.column("project_name") is not None:
        return True
    headings = (fold(cell.text) for row in region.heading_rows for cell in region.grid.row(row)[:2])
    above = context.document.blocks[region.grid.frame - 1] if region.grid.frame else None
    caption = context.document.text[above.start : above.end] if isinstance(above, Paragraph) else ""
    return any(map(_PROJECTS.fullmatch, headings)) or (
        len(caption) <= _CAPTION_LENGTH and _LISTED.search(caption) is not None
    )


def _is_total(label: str) -> bool:
    return any(role in ("total", "subtotal", "funds_total") for role in roles_of(label))


def _one_of_several(context: Context, region: Region) -> bool:
    """Whether rows of other units and their total stand in the table: 局机关 is then one of them, not the whole."""
    labels = [next((c.text for c in region.grid.row(row) if not c.empty), "") for row in region.rows]
    return any(map(_is_total, labels)) and any(context.foreign(fold(x)) for x in labels if not _is_total(x))


def _is_code(region: Region, cell: GridCell) -> bool:
    """Whether a bare whole number is the code or number of the label to its right, or stands under such a heading."""
    quantity = cell.value.quantity if cell.value is not None else None
    if quantity is None or quantity.kind != "number" or quantity.decimals or quantity.printed_unit:
        return False
    heading = region.headings.get(cell.cell.column)
    if heading is not None and _CODE.search(fold(heading.text)):
        return True
    # 302 | 商品和服务支出 is a code before its name; in 人员编制 | 11 | 实有人数 the number has a name of its own.
    cells = region.grid.across(cell.cell.row)
    at = cells.index(cell)
    return _is_label(cells[at + 1 : at + 2]) and not _is_label(cells[max(at - 1, 0) : at])


def _is_label(cells: list[GridCell]) -> bool:
    return bool(cells) and not cells[0].inside and len(cells[0].label) >= _SHORTEST_LABEL


def _label(region: Region, cell: GridCell) -> str:
    """The nearest text to the left of a value."""
    for column in range(cell.cell.column - 1, -1, -1):
        other = region.grid.at[cell.cell.row][column]
        if other is not None and not other.empty:
            return other.text if other.value is None else _label(region, other)
    return ""


def _fits(draft: Draft, concept: str | None) -> bool:
    """Whether a cell's printed unit, if it has one, allows the concept."""
    if concept is None:
        return False
    unit, wanted = draft.quantity.unit, concepts()[concept].unit
    if draft.quantity.kind == "number":
        return True
    if wanted == "money":
        return unit == "元"
    if wanted == "percent":
        return unit == "%"
    return unit not in ("元", "%") or wanted == "any"


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
