"""What the columns of a table have to do with one another, told by its rows: all but one divide, add or sum up alike.

A table of units, projects or years whose rows no word of ours names still says how it is computed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from gouji.extract.context import Draft
from gouji.extract.tables.columns import NO_SUM, can_be_sum
from gouji.extract.tables.grid import Grid, GridCell
from gouji.model import Breakdown, Rate, Span, Statement
from gouji.quantities import reinterpret
from gouji.vocabulary import fold, roles_of

_FEWEST_ROWS = 3
_MOST_COLUMNS = 9
_MOST_ROWS = 60
# A quotient is told by its heading: 执行率, 完成率, 占比 of another column is not of these two.
_RATE = ("率", "完成比例", "进度")
_HUNDRED = Decimal(100)

Column = dict[int, Draft]


def read_learned(grid: Grid, known: Sequence[Statement]) -> Iterator[Statement]:
    """The sums and rates that a table's own rows bear out, without those that are known."""
    if grid.rows > _MOST_ROWS:
        return
    said = {_members(statement) for statement in known}
    columns = _columns(grid)
    learned: list[Statement] = [*_rates(grid, columns), *_totals(grid, columns), *_sums(columns)]
    divided = {statement.percent for statement in known if isinstance(statement, Rate)}
    for statement in learned:
        if isinstance(statement, Rate) and statement.percent in divided:
            # The headings have said what this rate is of: 全年执行数 of 全年预算数.
            continue
        if _members(statement) not in said:
            said.add(_members(statement))
            yield statement


def _members(statement: Statement) -> frozenset[int]:
    if isinstance(statement, Breakdown):
        return frozenset((statement.whole, *statement.parts))
    if isinstance(statement, Rate):
        return frozenset(i for i in (statement.actual, statement.base, statement.percent) if i is not None)
    return frozenset()


def _columns(grid: Grid) -> dict[int, Column]:
    """The columns of amounts, counts or percentages, each by row; a column of whole numbers in order is none."""
    found: dict[int, Column] = {}
    for column in range(grid.columns):
        cells = {row: cell for row in range(grid.rows) if (cell := _own(grid, row, column)) is not None}
        values = {row: cell.value for row, cell in cells.items() if cell.value is not None}
        if len(values) >= _FEWEST_ROWS and not _numbers(values):
            found[column] = values
    return dict(list(found.items())[:_MOST_COLUMNS])


def _own(grid: Grid, row: int, column: int) -> GridCell | None:
    """The cell that begins at a place."""
    cell = grid.at[row][column]
    return cell if cell is not None and (cell.cell.row, cell.cell.column) == (row, column) else None


def _numbers(values: Column) -> bool:
    """Whether a column only numbers its rows."""
    printed = [draft.quantity.printed for draft in values.values()]
    return printed[: len(values) - 1] == [Decimal(n) for n in range(1, len(values))]


def _rates(grid: Grid, columns: dict[int, Column]) -> Iterator[Rate]:
    """A column of percentages that is one column over another in all rows but one."""
    for percents in columns:
        if not any(word in _heading(grid, percents) for word in _RATE):
            continue
        for one, other in combinations([c for c in columns if c < percents], 2):
            for actual, base in ((other, one), (one, other)):
                rows = columns[actual].keys() & columns[base].keys() & columns[percents].keys()

                def fits(row: int, a: int = actual, b: int = base, p: int = percents) -> bool:
                    return _divides(columns[a][row], columns[b][row], columns[p][row])

                if _borne_out(rows, fits):
                    for row in sorted(rows):
                        told = (columns[actual][row], columns[base][row], columns[percents][row])
                        if told[1].quantity.value:
                            yield _rate(*told)
                    return


def _borne_out(rows: set[int], fits: Callable[[int], bool]) -> bool:
    """Whether enough rows say so, and no more than one does not."""
    held = sum(map(fits, rows))
    return held >= _FEWEST_ROWS - 1 and held >= len(rows) - 1


def _divides(actual: Draft, base: Draft, percent: Draft) -> bool:
    """Whether a printed percentage can be one figure over the other; as many of nothing say nothing."""
    a, b, low, high = actual.quantity.value, base.quantity.value, percent.quantity.low, percent.quantity.high
    if a is None or not b or low is None or high is None or not a:
        return False
    if percent.quantity.unit != "%":
        # A bare number under 执行率（%）.
        scale = Decimal(1).scaleb(-percent.quantity.decimals) / 2
        value = percent.quantity.printed or Decimal(0)
        low, high = value - scale, value + scale
    return low <= a / b * _HUNDRED <= high


def _rate(actual: Draft, base: Draft, percent: Draft) -> Rate:
    _complete((actual, base))
    if percent.quantity.kind == "number":
        percent.quantity = reinterpret(percent.quantity, "%")
    return Rate(
        actual=actual.id, base=base.id, percent=percent.id, base_concept="", span=_span((actual, base, percent))
    )


def _totals(grid: Grid, columns: dict[int, Column]) -> Iterator[Breakdown]:
    """The total row, where it is the rows above it in at least one column of several figures."""
    labels = {row: _label(grid, row) for row in range(grid.rows)}
    for total in [row for row, label in labels.items() if _is_total(label)]:
        first = max((row for row, label in labels.items() if row < total and _is_total(label)), default=-1)
        above = [row for row in range(first + 1, total) if labels[row] and "其中" not in labels[row]]
        if len(above) < _FEWEST_ROWS - 1 or any("其中" in labels[row] for row in range(first + 1, total)):
            continue
        found = []
        for column, values in columns.items():
            parts = [values[row] for row in above if row in values]
            if NO_SUM.search(_heading(grid, column)) or (total in values and not can_be_sum(values[total], parts)):
                # A price, a mean, what is held at a day: 合计 gives no sum of them.
                continue
            if total in values and len(parts) > 1 and all(part.quantity.unit != "%" for part in parts):
                found.append((values[total], parts))
        held = [_adds_up(whole, parts) for whole, parts in found]
        if any(held):
            for whole, parts in found:
                yield _sum(whole, parts, "column", certain=sum(held) * 2 >= len(held))


def _sums(columns: dict[int, Column]) -> Iterator[Breakdown]:
    """A column that is two others together in all rows but one."""
    for whole in columns:
        others = [column for column in columns if column != whole]
        for one, other in combinations(others, 2):
            rows = columns[whole].keys() & columns[one].keys() & columns[other].keys()
            if any(columns[c][row].quantity.unit == "%" for c in (whole, one, other) for row in rows):
                continue

            def fits(row: int, w: int = whole, a: int = one, b: int = other) -> bool:
                return _adds_up(columns[w][row], [columns[a][row], columns[b][row]], proper=True)

            if len(rows) >= _FEWEST_ROWS and _borne_out(rows, fits):
                for row in sorted(rows):
                    yield _sum(columns[whole][row], [columns[one][row], columns[other][row]], "row", certain=True)
                return


def _adds_up(whole: Draft, parts: Sequence[Draft], *, proper: bool = False) -> bool:
    """Whether printed numbers are their sum, to the last digit; `proper` when no part is nothing."""
    printed = [part.quantity.printed for part in parts]
    known = [value for value in printed if value is not None]
    if len(known) < len(parts) or whole.quantity.printed is None or (proper and not all(known)):
        return False
    return sum(known) == whole.quantity.printed and bool(whole.quantity.printed)


def _sum(whole: Draft, parts: Sequence[Draft], shape: str, *, certain: bool) -> Breakdown:
    _complete((whole, *parts))
    return Breakdown(
        whole=whole.id,
        parts=tuple(part.id for part in parts),
        exhaustive=True,
        certain=certain,
        shape="row" if shape == "row" else "column",
        span=_span((whole, *parts)),
    )


def _complete(drafts: Sequence[Draft]) -> None:
    """Give bare numbers of one column or row the unit of those that have one."""
    unit = next((d.quantity.printed_unit for d in drafts if d.quantity.unit == "元"), None)
    for draft in drafts:
        if unit is not None and draft.quantity.kind == "number":
            draft.quantity = reinterpret(draft.quantity, unit)


def _span(drafts: Sequence[Draft]) -> Span:
    return Span(min(d.quantity.start for d in drafts), max(d.quantity.end for d in drafts))


def _label(grid: Grid, row: int) -> str:
    return next((fold(cell.text) for cell in grid.row(row) if not cell.empty and cell.value is None), "")


def _is_total(label: str) -> bool:
    return any(role in ("total", "subtotal", "funds_total") for role in roles_of(label))


def _heading(grid: Grid, column: int) -> str:
    """What stands above the first figure of a column."""
    texts = []
    for row in range(grid.rows):
        cell = grid.at[row][column]
        if cell is None or cell.value is not None:
            break
        texts.append(fold(cell.text))
    return "".join(texts)
