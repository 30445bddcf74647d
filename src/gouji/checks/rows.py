"""The rows of score tables as checks look at them: their points and score, the words of their family, their cells."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from gouji.checks.case import Case, once
from gouji.model import Cell, Fact, Indicator, RowScore, ScoreSheet, Span, Table, Tie

_EXECUTION = "执行率"
_SHOWN = 20
_NARROW = str.maketrans("，；：（）％", ",;:()%")
_CLASSES = 2
_WORDS = 4
_CENT = Decimal("0.01")


class Row(NamedTuple):
    """A row with a score and points of its own."""

    indicator: Indicator
    points: Decimal
    score: Decimal
    points_fact: Fact
    score_fact: Fact

    @property
    def full(self) -> bool:
        """Whether it has full marks."""
        return self.score == self.points


@cache
def words() -> dict[str, Any]:
    """The words of checks of scores and norms, `score/words.toml`."""
    return tomllib.loads(files("gouji.checks").joinpath("score", "words.toml").read_text("utf-8"))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One pattern for the patterns under a name."""
    return re.compile("|".join(f"(?:{one})" for one in words()[name]))


@once
def scored(case: Case) -> tuple[list[Row], ...]:
    """The rows of each score table, without those that share their points with the rows below."""
    return tuple(_scored(case))


def _scored(case: Case) -> Iterator[list[Row]]:
    listed = [row for row in case.report.indicators if row.score is not None or row.points is not None]
    table: list[Row] = []
    for at, indicator in enumerate(listed):
        if at and listed[at - 1].table != indicator.table and table:
            yield table
            table = []
        after = listed[at + 1] if at + 1 < len(listed) else None
        shares = after is not None and after.table == indicator.table and after.points is None
        row = None if shares else _row(case, indicator)
        if row is not None:
            table.append(row)
    if table:
        yield table


def _row(case: Case, indicator: Indicator) -> Row | None:
    if indicator.points is None or indicator.score is None:
        return None
    points, score = case.fact(indicator.points), case.fact(indicator.score)
    if points.quantity.value is None or score.quantity.value is None:
        return None
    return Row(indicator, points.quantity.value, score.quantity.value, points, score)


def tables_of(indicators: Iterable[Indicator]) -> dict[int, list[Indicator]]:
    """Indicators by their table."""
    found: dict[int, list[Indicator]] = {}
    for indicator in indicators:
        found.setdefault(indicator.table, []).append(indicator)
    return found


def short(text: str, most: int = _SHOWN) -> str:
    """A name or a cell in a message: one line, no longer than so many characters."""
    plain = re.sub(r"\s", "", text)
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"


def several(names: Sequence[str], most: int = 6) -> str:
    """Names in a row, and how many more there are."""
    told = "、".join(f"“{name}”" for name in names[:most])
    return told if len(names) <= most else f"{told}等"


def blank(reason: str | None) -> bool:
    """Whether a cell says nothing: empty, 无, a stroke."""
    return reason is None or re.fullmatch(words()["blank"], re.sub(r"\s", "", reason)) is not None


def called(indicator: Indicator) -> str:
    """What an indicator is called: its name, or the words in the cell of its target where the name is only a class."""
    told = plain(indicator.target_text)
    only_class = len(indicator.levels) <= _CLASSES and pattern("class_only").search(plain(indicator.name)) is not None
    return indicator.target_text if only_class and len(told) >= _WORDS and not told[0].isdigit() else indicator.name


def cell_of(case: Case, indicator: Indicator, text: str, *, last: bool = True) -> Span | None:
    """Where a text of a row stands: its cell, the last one with it (the achieved value stands behind the target)."""
    block = case.document.blocks[indicator.table]
    wanted = plain(text)
    if not isinstance(block, Table) or not wanted:
        return None
    found = [cell for cell in block.cells if _covers(cell, indicator.row) and plain(_text(case, cell)) == wanted]
    if not found:
        return None
    return trimmed(case, found[-1 if last else 0])


def trimmed(case: Case, cell: Cell) -> Span:
    """A cell's place without the space around its text."""
    printed = _text(case, cell)
    start = cell.start + len(printed) - len(printed.lstrip())
    return Span(start, max(cell.end - len(printed) + len(printed.rstrip()), start))


def heading(case: Case, table: int, wanted: re.Pattern[str]) -> Span | None:
    """The heading of a column whose words are wanted."""
    block = case.document.blocks[table]
    if not isinstance(block, Table):
        return None
    for cell in block.cells:
        if wanted.search(plain(_text(case, cell))):
            return trimmed(case, cell)
    return None


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Text without spaces, full-width signs folded."""
    return "".join(text.split()).translate(_NARROW)


def _text(case: Case, cell: Cell) -> str:
    return case.document.text[cell.start : cell.end]


def _covers(cell: Cell, row: int) -> bool:
    return cell.row <= row < cell.row + cell.rowspan


Wanted = Literal["more", "less"]


def wanted(case: Case, indicator: Indicator) -> tuple[Wanted, bool] | None:
    """Whether more or less than the target is better, and whether the form says so itself (sign, name of a rate)."""
    target = case.fact(indicator.target).quantity if indicator.target is not None else None
    if target is None or target.value is None:
        return None
    printed = (target.qualifier or "") + indicator.target_text
    more, less = bool(pattern("more").search(printed)), bool(pattern("less").search(printed))
    if more != less:
        return ("more" if more else "less"), True
    if more or pattern("about").search(printed):
        return None
    if pattern("better").search(indicator.name):
        return "more", True
    named = "".join(indicator.levels) + indicator.name
    if pattern("either").search(named) or target.unit in words()["times"]:
        return None
    return "more", any(level.startswith("数量") for level in indicator.levels)


def stands_below(rows: Iterable[Indicator], part: str) -> bool:
    """Whether a part of a form is a level of another part there: 效益指标 / 满意度指标."""
    word = part.removesuffix("指标")
    return any(word in level for row in rows for level in row.levels)


def computed_by_sentence(case: Case) -> set[int]:
    """The places of scores that a printed sentence decides, ids of facts: another check holds the score against it."""
    if not any(row.standard.strip() for row in case.report.indicators):
        return set()
    decided = (row for sheet in case.sheets for row in sheet.rows if row.printed and (row.readings or row.computed))
    scores = (case.report.indicators[row.indicator].score for row in decided)
    return {score for score in scores if score is not None}


def only_digits_off(case: Case, row: RowScore) -> bool:
    """Whether a score is the computed one in fewer digits, or off by a cent for a rate that had been rounded.

    Full marks and none at all are no matter of half a point.
    """
    score = case.report.indicators[row.indicator].score
    if row.stated is None or row.computed is None or score is None:
        return False
    if abs(row.stated - row.computed) <= _CENT:
        return True
    digits = Decimal(1).scaleb(-case.fact(score).quantity.decimals)
    # 9.5467 is 9.55 in cents and 9.5 in one digit: half of the printed digit, not a rounding of a rounding.
    return row.stated not in (0, row.points) and abs(row.stated - row.computed) <= digits / 2


def own_form(case: Case, sheet: ScoreSheet) -> bool:
    """Whether a department made its table itself: the form for projects binds none that does not take it whole."""
    if not (case.report.form or "").startswith("department") or not sheet.scheme.startswith("national_project"):
        return False
    return not any(_EXECUTION in row.name for row in sheet.rows)


def shortfall_elsewhere(case: Case, tie: Tie) -> bool:
    """Whether what the rows lack of a total stands in the same form above them: a score that was not read as a row's.

    The execution rate has its points and score among the amounts of money, under headings of many names.
    """
    if tie.left_nominal is None or tie.right_nominal is None:
        return False
    first = min((case.fact(term.facts[0]) for term in tie.right), key=lambda fact: fact.span.start)
    lacking = tie.left_nominal - tie.right_nominal
    start = case.document.blocks[first.frame].start
    above = [fact for fact in case.report.facts if start <= fact.span.start < first.span.start]
    rated = any(fact.quantity.unit == "%" for fact in above)
    # A row that was not read lacks its points too; a total of scores alone that is too large is a fault.
    points = [t for t in case.graph.of_kind("points") if case.fact(t.left[0].facts[0]).frame == first.frame]
    if not any(t.state == "broken" for t in points):
        return False
    return rated and lacking > 0 and any(fact.quantity.printed == lacking for fact in above if _bare(fact))


def _bare(fact: Fact) -> bool:
    """Whether a figure can be points or a score: no money, nothing counted, no rate."""
    return fact.quantity.kind == "number" or fact.quantity.unit in (None, "分")
