"""Rows of indicators 绩效指标 and of score tables 评分表: levels, target, achieved, points, score, reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from gouji.extract.context import Context, Draft
from gouji.extract.tables.grid import GridCell, concept_of_label
from gouji.extract.tables.naming import name_cell
from gouji.extract.tables.regions import Region
from gouji.model import Breakdown, Indicator, Span, Statement
from gouji.quantities import reinterpret
from gouji.vocabulary import roles_of

_PAIR = 2
# A target no longer than this with a figure in it (不低于6,500) names no indicator.
_BARE_TARGET = 12
_SIGNS = frozenset("≥≤≧≦⩾⩽＞＜><=＝") | {"正向", "反向", "正向指标", "反向指标"}
_LEVELS = ("level1", "level2", "level3")


@dataclass(slots=True)
class Scores:
    """What all indicator regions of a report have in common: rows, level weights and totals."""

    indicators: list[Indicator] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    weights: list[tuple[Draft, list[int]]] = field(default_factory=list)
    form_start: int = 0
    part_start: int = 0

    def begin_form(self) -> None:
        """A new form begins: its total is of the rows from here on."""
        self.form_start = self.part_start = len(self.indicators)


def is_indicators(region: Region) -> bool:
    """Whether a region has points or scores for named indicators, or both, or targets beside achieved values."""
    named = any(region.column(level) is not None for level in _LEVELS)
    return (named and (region.column("points", "score") is not None)) or _paired(region)


def _paired(region: Region) -> bool:
    return region.has("target", "achieved") or (region.has("points", "score") and (region.column("points") or 0) > 0)


def read_indicators(context: Context, region: Region, scores: Scores) -> None:
    """Read the rows of a region into `scores`."""
    open_weights: dict[str, tuple[str, list[int]]] = {}
    for row in region.rows:
        if _is_total(region, row):
            _read_total(context, region, row, scores)
            open_weights.clear()
            continue
        if _read_score(context, region, row):
            continue
        indicator = _read_row(context, region, row)
        if indicator is None:
            continue
        index = len(scores.indicators)
        scores.indicators.append(indicator)
        _read_weights(context, region, row, index, open_weights, scores)


def _is_total(region: Region, row: int) -> bool:
    """Whether a row carries the total and not an indicator."""
    labels = [cell for cell in region.grid.across(row) if not cell.empty and cell.value is None]
    return bool(labels) and any(role in roles_of(labels[0].text) for role in ("total", "subtotal"))


def _read_score(context: Context, region: Region, row: int) -> bool:
    """Name the unit's total score where a row of its own gives it (绩效自评综合得分); False for any other row."""
    cells = [cell for cell in region.grid.across(row) if not cell.empty]
    if len(cells) < _PAIR or cells[0].value is not None or concept_of_label(cells[0].text) != "total_score":
        return False
    value = next((cell for cell in cells[1:] if cell.value is not None), None)
    if value is not None and value.value is not None:
        name_cell(context, region, value.value, "total_score", row=row, column=value.cell.column)
    return value is not None


def _read_total(context: Context, region: Region, row: int, scores: Scores) -> None:
    """Name the total row; what it totals are the rows of its form, and the next form begins behind it."""
    label = next(cell for cell in region.grid.across(row) if not cell.empty)
    closes = "total" in roles_of(label.text)
    first = scores.form_start if closes else scores.part_start
    rows = [i for i in scores.indicators[first:] if i.points is not None or i.score is not None]
    shift = _shift(region, row)
    for role, concept in (("points", "total_full_marks"), ("score", "total_score")):
        named = region.column(role)
        column = named - shift if named is not None else None
        cell = region.grid.at[row][column] if column is not None else None
        if column is None or cell is None or cell.value is None:
            continue
        # 小计 sums up the rows since the last one; it is no total of the form.
        name_cell(context, region, cell.value, concept if closes else None, row=row, column=column)
        if rows:
            parts = [i.points if role == "points" else i.score for i in rows]
            shape: Literal["points", "scores"] = "points" if role == "points" else "scores"
            _add(scores, cell.value.id, parts, shape, Span(rows[0].span.start, rows[-1].span.end))
    scores.part_start = len(scores.indicators)
    if closes:
        scores.begin_form()


def _shift(region: Region, row: int) -> int:
    """How many columns the total row lacks: 总分 spans several, and converted text gives it a cell less or more."""
    points, score = region.column("points"), region.column("score")
    figures = [at for at, cell in enumerate(region.grid.at[row]) if cell is not None and cell.value is not None]
    if points is None or score is None or score != points + 1 or len(figures) != _PAIR:
        return 0
    shifted = figures[1] == figures[0] + 1 and 0 < score - figures[1] <= _PAIR
    return score - figures[1] if shifted else 0


def _read_row(context: Context, region: Region, row: int) -> Indicator | None:
    """One row as an indicator, None when it has neither points, score, nor achieved value."""
    cells: dict[str, tuple[GridCell, int]] = {}
    for role in ("target", "achieved", "points", "score", "standard", "reason"):
        column = region.column(role)
        cell = region.grid.at[row][column] if column is not None else None
        if column is not None and cell is not None:
            cells[role] = (cell, column)
    if len({id(cell) for cell, _ in cells.values()}) < len(cells):
        # One cell across several of the columns holds a remark, no indicator.
        return None
    levels = _levels(region, row, cells)
    name = levels[-1] if levels else ""
    drafts: dict[str, Draft] = {}
    for role, concept in (
        ("target", "indicator_target"),
        ("achieved", "indicator_actual"),
        ("points", "indicator_full_marks"),
        ("score", "indicator_score"),
    ):
        draft = _figure(cells, role, row)
        if draft is None:
            continue
        drafts[role] = draft
        name_cell(context, region, draft, concept, row=row, column=cells[role][1], subject=name)
        if role in ("target", "achieved"):
            _complete(region, row, draft)
        draft.measure = concept_of_label(name)
    filled = [cell for cell in region.grid.row(row) if not cell.empty]
    described = "achieved" in cells and not cells["achieved"][0].empty
    if not filled or not (drafts.keys() & {"points", "score", "achieved"} or (name and described)):
        return None
    return Indicator(
        levels=levels,
        name=name,
        span=Span(min(cell.cell.start for cell in filled), max(cell.cell.end for cell in filled)),
        target=_id(drafts, "target"),
        achieved=_id(drafts, "achieved"),
        points=_id(drafts, "points"),
        score=_id(drafts, "score"),
        target_text=_sign(region, row, cells) + _text(cells, "target"),
        achieved_text=_text(cells, "achieved"),
        standard=_text(cells, "standard"),
        reason=_text(cells, "reason") if "reason" in cells else None,
        table=region.grid.frame,
        row=row,
    )


def _complete(region: Region, row: int, draft: Draft) -> None:
    """Give a bare figure the unit that stands in a column of its own (度量单位)."""
    column = region.column("measure_unit")
    cell = region.grid.at[row][column] if column is not None else None
    if cell is not None and cell.label and not cell.inside and draft.quantity.kind == "number":
        draft.quantity = reinterpret(draft.quantity, cell.label)


def _figure(cells: dict[str, tuple[GridCell, int]], role: str, row: int) -> Draft | None:
    """The figure of a role's cell: points and scores fill their cell, a target may stand among words."""
    if role not in cells:
        return None
    cell = cells[role][0]
    if cell.cell.row != row:
        return None
    if role in ("points", "score"):
        return cell.value
    return cell.inside[0] if len(cell.inside) == 1 else None


def _id(drafts: dict[str, Draft], role: str) -> int | None:
    return drafts[role].id if role in drafts else None


def _text(cells: dict[str, tuple[GridCell, int]], role: str) -> str:
    return cells[role][0].text.strip() if role in cells else ""


def _sign(region: Region, row: int, cells: dict[str, tuple[GridCell, int]]) -> str:
    """The kind of a target (≥, 反向) where it stands in a column of its own, 指标性质."""
    for cell in region.grid.at[row] if "target" in cells else []:
        if cell is not None and cell.cell.row == row and cell.text.strip() in _SIGNS:
            return cell.text.strip()
    return ""


def _levels(region: Region, row: int, cells: dict[str, tuple[GridCell, int]]) -> tuple[str, ...]:
    """The labels of a row from the highest level to the indicator's own name."""
    first = min((column for _, column in cells.values()), default=region.grid.columns)
    named = [region.column(level) for level in _LEVELS]
    columns = [column for column in named if column is not None]
    if not columns:
        columns = list(range(first))
    # Behind the indicator's own name other columns may stand: its kind (≥), its unit.
    own = [column for column, heading in region.headings.items() if "level3" in heading.roles and column < first]
    first = max(own) + 1 if own else first
    found: list[GridCell] = []
    for column in range(min(columns, default=0), first):
        cell = region.grid.at[row][column]
        if cell is not None and not cell.empty and cell not in found:
            found.append(cell)
    labels = [cell.label for cell in found]
    if region.column("level3") is None and "target" in cells and region.column("points") is None:
        target = cells["target"][0]
        if not (labels and target.inside and len(target.label) <= _BARE_TARGET):
            labels.append(target.label)
    return tuple(label for label in labels if label)


def _read_weights(
    context: Context,
    region: Region,
    row: int,
    index: int,
    open_weights: dict[str, tuple[str, list[int]]],
    scores: Scores,
) -> None:
    """The points that a level's label prints (产出指标(50分)), with the rows that stand under it."""
    for level, concept in (("level1", "weight_level1"), ("level2", "weight_level2")):
        column = region.column(level)
        cell = region.grid.at[row][column] if column is not None else None
        if column is None or cell is None or cell.empty:
            if level in open_weights:
                open_weights[level][1].append(index)
            continue
        draft = cell.inside[0] if len(cell.inside) == 1 else None
        if draft is not None and draft.quantity.unit in ("分", None) and draft.row is None:
            name_cell(context, region, draft, concept, row=row, column=column, subject=_bare(cell))
        known = open_weights.get(level)
        if known is not None and known[0] == cell.label:
            known[1].append(index)
            continue
        open_weights[level] = (cell.label, [index])
        if draft is not None:
            scores.weights.append((draft, open_weights[level][1]))
        if level == "level1":
            open_weights.pop("level2", None)


def _bare(cell: GridCell) -> str:
    return cell.label.split("(")[0]


def close_levels(scores: Scores) -> None:
    """Add the sums of points by level."""
    for draft, rows in scores.weights:
        points = [scores.indicators[i].points for i in rows]
        _add(scores, draft.id, points, "points", scores.indicators[rows[0]].span)


def _add(scores: Scores, whole: int, parts: list[int | None], shape: Literal["points", "scores"], span: Span) -> None:
    present = tuple(dict.fromkeys(part for part in parts if part is not None))
    if not present:
        return
    scores.statements.append(
        Breakdown(
            whole=whole,
            parts=present,
            exhaustive=True,
            shape=shape,
            blanks=sum(part is None for part in parts) if shape == "scores" else 0,
            span=span,
        )
    )
