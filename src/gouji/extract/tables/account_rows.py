"""The rows of a table of accounts: each is an account by code or by name, a total, or a balance."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from gouji.extract.tables.changes import compares
from gouji.extract.tables.grid import Grid, GridCell, concept_of_label
from gouji.extract.tables.headings import NUMBERED, TOTALS, Group
from gouji.vocabulary import account, account_named, classification_of, concepts, fold, fund_named, funds, roles_of

# account: one line of the classification; year: the total of the year (本年支出合计); grand: with the balances at
# both ends (总计); balance: what was carried in or out; other: nothing we know.
Kind = Literal["account", "year", "grand", "balance", "other"]
_FIRST = re.compile(r"[一二三四五六七八九十]+、")
_OF_FUND = re.compile(r"(?:财政)?(?:拨款)?(?:收入|资金)?(?:合计)?")
# Rows that are stages or years of what the columns divide: 2024年预算数, 决算数, 2025年.
_STAGED = re.compile(r"(?:(20\d\d)年度?)?(?:(?:年初|全年|调整后?)?(预算|决算|执行)数?)?")
_DIGITS = re.compile(r"\d{1,9}")
_YEAR_TOTALS = ("total_revenue", "total_expenditure")
_BESIDE = ("non_fiscal_surplus_used", "surplus_distribution")
_GRAND = {"revenue": "grand_total_revenue", "expenditure": "grand_total_expenditure"}


@dataclass(slots=True)
class Row:
    """One row under a group of columns.

    `code` is the printed one; `level` is 1 for what a total adds up, 2 for what stands below another row; `concept`
    is None where the column decides, `item` the code or name in the functional classification, `within` the concept of
    the numbered row that it stands below.
    """

    index: int
    label: str
    kind: Kind
    code: str = ""
    level: int = 1
    concept: str | None = None
    fund: str | None = None
    item: str | None = None
    subject: str = ""
    economic: bool = False
    within: str | None = None
    stage: str | None = None
    year: str | None = None


def read_rows(grid: Grid, top: int, group: Group, side: str | None) -> list[Row]:
    """The rows below the headings that have a name or a code."""
    found: list[Row] = []
    carried = [""] * len(group.codes)
    for index in range(top, grid.rows):
        if _shifted(grid, index, group):
            continue
        code = _code(grid, index, group, carried)
        label = _label(grid, index, group)
        if code:
            found.append(_coded(index, code, label))
        elif label:
            found.append(_named(index, label, side, found))
        elif not found or not (group.codes or group.names):
            # The first row without a name is the total of those below it.
            found.append(Row(index, "", "year"))
    _sink(found)
    return found


def _sink(rows: list[Row]) -> None:
    """Where some rows are numbered 一、, those without a number stand below the one above them.

    What the year's total is followed by is not numbered: 使用非财政拨款结余 and 结余分配 are none of its parts. The
    year's total may be numbered itself: 一、本年收入 | 一般公共预算资金 | 二、上年结转 | 收入合计.
    """
    numbered = [row for row in rows if row.kind == "year" and _FIRST.match(row.label)]
    listed = [
        row for row in rows if row in numbered or (row.kind in ("account", "other") and row.concept not in _BESIDE)
    ]
    if any(_FIRST.match(row.label) for row in listed):
        above: Row | None = None
        for row in listed:
            if _FIRST.match(row.label):
                above = row
            else:
                row.level, row.within = 2, above.concept if above is not None else None


def _shifted(grid: Grid, index: int, group: Group) -> bool:
    """Whether an amount stands where the name of the row should: then its cells are not under their headings."""
    cells = [cell for column in (*group.codes, *group.names) if (cell := grid.at[index][column]) is not None]
    return any(cell.value is not None and not _is_code(cell) for cell in cells)


def _code(grid: Grid, index: int, group: Group, carried: list[str]) -> str:
    """The code of a row: one cell, or one for each level, of which the upper ones may be left out below."""
    printed: list[str] = []
    for column in group.codes:
        cell = grid.at[index][column]
        begins = cell is not None and (cell.cell.row, cell.cell.column) == (index, column)
        text = cell.label if cell is not None and begins else ""
        printed.append(text if _DIGITS.fullmatch(text) else "")
    if not any(printed):
        return ""
    first = next(place for place, text in enumerate(printed) if text)
    carried[first:] = printed[first:]
    code = ""
    for text in carried:
        # Some print the whole code at each level: 208 | 20805 | 2080501.
        code = text if code and text.startswith(code) else code + text
    return code


def _label(grid: Grid, index: int, group: Group) -> str:
    """The name of a row: the text nearest to its values."""
    for column in reversed((*group.codes, *group.names)):
        cell = grid.at[index][column]
        if cell is not None and cell.cell.row == index and not cell.empty and not _is_code(cell):
            return cell.label
    return ""


def _is_code(cell: GridCell) -> bool:
    return _DIGITS.fullmatch(cell.label) is not None


def _coded(index: int, code: str, label: str) -> Row:
    """A row with a code: an economic account is a kind of money of its own, a functional one says what for."""
    classification = classification_of(code)
    row = Row(index, label, "account", code=code, item=code, economic=classification == "economic")
    known = account("economic", code) if row.economic else None
    if known is not None:
        row.concept, row.item = known.id, None
    return row


def _named(index: int, label: str, side: str | None, above: list[Row]) -> Row:
    """A row without a code, by its name."""
    level = _level(label)
    name = _bare(label)
    staged = _STAGED.fullmatch(name)
    if staged is not None and name:
        stage = {"决": "outturn", "执": "outturn", "预": "budget"}.get((staged[2] or "")[:1])
        return Row(index, label, "account", stage=stage, year=staged[1])
    if compares(name):
        return Row(index, label, "other", subject=name)
    concept = concept_of_label(label)
    if concept in _YEAR_TOTALS or any(role in TOTALS for role in roles_of(name)):
        if any(row.kind == "year" for row in above):
            return Row(index, label, "grand", concept=_GRAND.get(side or ""))
        return Row(index, label, "year")
    balance = next((row for row in reversed(above) if row.kind == "balance" and row.level == 1), None)
    fund = _fund(name)
    if balance is not None and fund is not None and above[-1].kind == "balance" and concept != balance.concept:
        return Row(index, label, "balance", level=2, concept=balance.concept, fund=fund)
    if concept is not None and concepts()[concept].nature.startswith("stock"):
        return Row(index, label, "balance", concept=concept)
    if side == "expenditure":
        code = account_named("functional", name)
        if code is not None or concept is None:
            return Row(index, label, "account", level=level, item=code or name)
    if side == "revenue" and fund is not None:
        return Row(index, label, "account", level=level, concept="fiscal_appropriation", fund=fund)
    if concept is not None and concepts()[concept].unit == "money":
        return Row(index, label, "account", level=level, concept=concept)
    return Row(index, label, "other", level=level, subject=name)


def _fund(name: str) -> str | None:
    """The fund that a label names as a whole: 政府性基金预算拨款收入, but not 纳入一般公共预算管理的非税收入."""
    fund = fund_named(name)
    if fund is None:
        return None
    return fund if any(_OF_FUND.fullmatch(name.replace(word, "", 1)) for word in funds()[fund].names) else None


def _level(label: str) -> int:
    """2 for a row that its number or its 其中 puts below the one above it."""
    return 2 if re.match(r"其中|\d+[.．、]|\(", label) else 1


def _bare(label: str) -> str:
    """A label without its number."""
    return fold(NUMBERED.sub("", label, count=1).removeprefix("其中:"))
