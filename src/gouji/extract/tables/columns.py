"""Columns that add up to a total row, in tables whose headings the vocabulary does not know.

That rows are all parts of 合计 is not said anywhere; a column that adds up as printed shows it for the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gouji.extract.context import Draft
from gouji.extract.tables.regions import Region
from gouji.model import Breakdown, Span
from gouji.vocabulary import fold, roles_of

_TOTAL = ("total", "funds_total")
_OTHER_ROWS = re.compile(r"小计|其中|分项|平均|均值|占比|比重")
# What is no sum over rows: rates, means, standards, dates, ranks.
NO_SUM = re.compile(
    r"率|比|均|标准|单价|单位成本|造价|每|序号|编号|代码|年份|月份|日期|时间|年末|期末|名次|排名|得分|评分|分值|权重|满意"
)
_FEWEST_PARTS, _FEWEST_CONFIRMING = 2, 2
# Counts of people overlap, and what is held at the end of each month does not add up: far from a sum is no sum.
_NEAR = Decimal("0.25")


def column_sums(region: Region) -> Iterator[Breakdown]:
    """The sums of a table with one total row at its end, where at least one of its columns adds up."""
    rows = [row for row in region.rows if any(not cell.empty for cell in region.grid.row(row))]
    totals = [row for row in rows if _is_total(region, row)]
    if len(totals) != 1 or totals[0] != rows[-1] or any(_is_other(region, row) for row in rows[:-1]):
        return
    columns = [found for at in range(region.grid.columns) if (found := _column(region, rows[:-1], totals[0], at))]
    if not any(_closes(total, parts) and len(parts) >= _FEWEST_CONFIRMING for total, parts in columns):
        return
    for total, parts in columns:
        if _closes(total, parts) or can_be_sum(total, parts):
            yield _breakdown(total, parts)


def _is_total(region: Region, row: int) -> bool:
    first = next(cell for cell in region.grid.across(row) if not cell.empty)
    return first.value is None and any(role in _TOTAL for role in roles_of(first.text))


def _is_other(region: Region, row: int) -> bool:
    """Whether a row is no part beside the others: a subtotal, something within another row, a mean."""
    labels = [cell for cell in region.grid.across(row) if not cell.empty and cell.value is None]
    return any(_OTHER_ROWS.search(fold(cell.text)) or _is_total_label(cell.text) for cell in labels[:2])


def _is_total_label(text: str) -> bool:
    return any(role in ("total", "subtotal") for role in roles_of(text))


def _column(region: Region, rows: list[int], total: int, column: int) -> tuple[Draft, list[Draft]] | None:
    """The total of a column and what stands above it; None where it is no sum, or is one already by its headings."""
    whole = _value(region, total, column)
    words = "".join(
        fold(cell.text)
        for row in range(total)
        if (cell := region.grid.at[row][column]) is not None and cell.value is None
    )
    if whole is None or NO_SUM.search(words):
        return None
    parts = [part for row in rows if (part := _value(region, row, column)) is not None]
    figures = [draft.quantity for draft in (whole, *parts)]
    plain = all(q.value is not None and q.value >= 0 and q.qualifier is None and q.unit != "%" for q in figures)
    alike = len({q.unit for q in figures}) == 1 and len({q.printed_unit for q in figures}) == 1
    nonzero = sum(bool(q.value) for q in figures[1:])
    return (whole, parts) if plain and alike and nonzero >= _FEWEST_PARTS and figures[0].value else None


def _value(region: Region, row: int, column: int) -> Draft | None:
    cell = region.grid.at[row][column]
    return cell.value if cell is not None and cell.cell.row == row and cell.cell.column == column else None


def _sum(parts: list[Draft]) -> Decimal:
    return sum((part.quantity.value or Decimal(0) for part in parts), Decimal(0))


def _closes(total: Draft, parts: list[Draft]) -> bool:
    return total.quantity.value == _sum(parts)


def can_be_sum(total: Draft, parts: list[Draft]) -> bool:
    """Whether a total can be a sum with one figure mistaken: no smaller than each part, and not far from the sum."""
    if not parts:
        return True
    whole = total.quantity.value or Decimal(0)
    largest = max(part.quantity.value or Decimal(0) for part in parts)
    return whole >= largest and abs(whole - _sum(parts)) <= whole * _NEAR


def _breakdown(total: Draft, parts: list[Draft]) -> Breakdown:
    figures = [total.quantity, *(part.quantity for part in parts)]
    whole_numbers = not any(quantity.decimals for quantity in figures)
    return Breakdown(
        whole=total.id,
        parts=tuple(part.id for part in parts),
        exhaustive=True,
        shape="column",
        # Whole numbers count things, and one of them may be counted in two rows: then it is not certain.
        blanks=int(whole_numbers),
        span=Span(min(q.start for q in figures), max(q.end for q in figures)),
    )
