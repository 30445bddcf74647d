"""Which value a name of a sentence has for one row: entered, its own, a rate by its formula, an amount."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from gouji.model import Indicator, Report
from gouji.schemes.catalogue import rate_named, rates
from gouji.schemes.catalogue_records import SchemeRow
from gouji.schemes.inputs import agreement, compatible, name_key
from gouji.schemes.program import Choice, Scale
from gouji.schemes.sheet_inputs import Figures, Found, Known, amount_named, known_of, percent
from gouji.schemes.sheet_targets import direction
from gouji.schemes.standard import Standard

_GENERIC = re.compile(r"^(?:指标|实际|实际完成|完成|指标完成)?(?:值|率|情况|比例)?$")
# Amounts of the whole organisation, and words of what is a part of it.
_WHOLE = {
    "budget_initial",
    "budget_adjusted",
    "budget_additions",
    "total_expenditure",
    "total_revenue",
    "surplus_carryover",
    "carryover_from_prior_year",
}
_PART = re.compile("项目|专项|基本支出|公用|三公|采购|基金|会议|培训|接待|差旅|因公|用车|车辆|资产|人员经费|工程|补助")
COMPLETION = "完成比例"
_COMPLETED = re.compile(r"^(?:实际|目标|任务|指标|年度任务|年度目标|计划)?完成(?:率|比例|进度|程度)$")
_FOLD = str.maketrans({"÷": "/", "×": "*", "＝": "=", "（": "", "）": "", "(": "", ")": "", "“": "", "”": ""})


class Place(NamedTuple):
    """A row of the form: its number, its indicator, and the points that it has or shares."""

    number: int
    indicator: int
    row: Indicator
    points: Decimal | None
    shared: Decimal | None
    shared_with: tuple[int, ...]
    stated: Decimal | None
    digits: int


def value_of_name(
    report: Report,
    figures: Figures,
    place: Place,
    standard: Standard,
    name: str,
    prescribed: SchemeRow | None,
    execution: bool,
) -> Found | None:
    """What a name of the sentence is in this report; None where the report cannot know it."""
    kind, _, plain = name.rpartition("：")
    entered = figures.given(*_qualified(place, plain or place.row.name, standard), plain)
    if entered is not None:
        return Found((entered,))
    if kind:
        return _counted(report, place, plain) if kind == "数" else None
    row = place.row
    subject = plain or row.name
    if plain == COMPLETION or _COMPLETED.match(plain):
        return _completion(report, place, plain)
    own = _own(report, place, standard, plain, execution)
    if own is not None:
        return own
    defined = _definition(standard)
    rate = _rate_of(subject, row, prescribed, standard)
    if rate is not None and name in standard.required:
        if defined is None or _same_formula(defined, rate):
            return figures.rate(rate, row)
        return None
    term = amount_named(subject)
    if term is None or rate_named(subject) is not None:
        return None
    if term.concept in _WHOLE and _of_a_part(row, standard):
        return Found(missing=(f"{row.name}的{subject}",))
    return Found(figures.amount(term, row.table)) if figures.amount(term, row.table) else Found(missing=(subject,))


def _counted(report: Report, place: Place, plain: str) -> Found | None:
    """How often something happened, where that is what the row counts (投诉件数 1件)."""
    row = place.row
    if row.achieved is None or not plain or name_key(plain) not in name_key(row.name):
        return None
    made = known_of(report.facts[row.achieved].quantity, f"实际完成值{row.achieved_text}", (row.achieved,))
    if made is None or made.unit in ("%", "元") or made.value < 0 or made.value.denominator != 1:
        return None
    return Found((made,))


def described(standard: Standard, place: Place) -> str | None:
    """The words of the achieved value, where the sentence gives points for one of several described values."""
    parts = standard.program.parts
    if len(parts) != 1 or not isinstance(parts[0], Choice) or standard.required or standard.program.counters:
        return None
    said = re.sub(r"\s", "", place.row.achieved_text)
    return said if said and standard.score({place.row.name: said}).points is not None else None


def asks_for_completion(standard: Standard) -> bool:
    """Whether a sentence goes in proportion (按完成比例) without a name for what it goes by."""
    for part in standard.program.parts:
        if isinstance(part, Scale) and part.ratio:
            return True
        if isinstance(part, Choice) and any(award.kind == "proportion" for _, award in part.cases):
            return True
    return False


def _completion(report: Report, place: Place, plain: str) -> Found | None:
    """Achieved over target where more is better; beside it the achieved value itself where that is a rate too."""
    row = place.row
    if row.achieved is None:
        return None
    achieved = known_of(report.facts[row.achieved].quantity, f"实际完成值{row.achieved_text}", (row.achieved,))
    if achieved is None:
        return None
    own = achieved if achieved.unit == "%" and agreement(plain, row.name) > 0 else None
    if row.target is None:
        return Found((own,)) if own is not None else None
    target = report.facts[row.target].quantity
    goal = known_of(target, f"指标值{row.target_text}", (row.target,))
    if goal is None or goal.value <= 0 or not compatible(achieved.unit, goal.unit) or direction(row, target) != "up":
        return Found((own,)) if own is not None else None
    ends = [value / goal.value for value in (achieved.value, achieved.low, achieved.high)]
    how = f"{achieved.how}÷{goal.how}＝{percent(ends[0])}"
    ratio = Known(ends[0], min(ends), max(ends), "%", how, (*goal.facts, *achieved.facts))
    return Found((ratio,) if own is None or own.value == ratio.value else (ratio, own))


def _own(report: Report, place: Place, standard: Standard, plain: str, execution: bool) -> Found | None:
    """The row's own achieved value or target, where the sentence speaks of it."""
    row = place.row
    if plain in ("指标值", "目标值", "年度指标值") and row.target is not None:
        made = known_of(report.facts[row.target].quantity, f"指标值{row.target_text}", (row.target,))
        return None if made is None else Found((made._replace(low=made.value, high=made.value),))
    if row.achieved is None or execution:
        return None
    fits = (
        plain == ""
        or agreement(plain, row.name) > 0
        or (len(standard.required) == 1 and _GENERIC.match(plain) is not None)
    )
    made = known_of(report.facts[row.achieved].quantity, f"实际完成值{row.achieved_text}", (row.achieved,))
    return Found((made,)) if fits and made is not None else None


def _rate_of(subject: str, row: Indicator, prescribed: SchemeRow | None, standard: Standard) -> str | None:
    rate = rate_named(subject)
    if rate is not None and subject != row.name and _PART.search(row.name) and not _PART.search(subject):
        return None
    if rate is None and len(standard.required) == 1:
        rate = (prescribed.rate if prescribed is not None else None) or (
            rate_named(row.name) if subject == row.name or agreement(subject, row.name) > 0 else None
        )
    return rate if rate in rates() else None


def _of_a_part(row: Indicator, standard: Standard) -> bool:
    """Whether a row speaks of a part (会议费, 项目), whose 年初预算 is not that of the whole."""
    named = [row.name, *(name.rpartition("：")[2] for name in (*standard.required, *standard.optional))]
    return any(_PART.search(name) for name in named)


def _definition(standard: Standard) -> str | None:
    """The formula that the sentence itself prints for its variable, folded; None when it prints none."""
    if not any(isinstance(part, Scale) and part.definition is not None for part in standard.program.parts):
        return None
    return _folded(standard.text)


def _folded(text: str) -> str:
    """A formula as it is compared."""
    return re.sub(r"\s", "", text).translate(_FOLD)


def _same_formula(defined: str, rate: str) -> bool:
    return _folded(rates()[rate].written).removesuffix("*100%") in defined


def words_of_name(figures: Figures, place: Place, standard: Standard, name: str) -> object | None:
    """Words that were entered for a name (是, 优); numbers are looked up elsewhere."""
    plain = name.rpartition("：")[2]
    value = figures.words(*_qualified(place, plain, standard))
    return value if value is not None and value.number is None else None


def _qualified(place: Place, plain: str, standard: Standard) -> tuple[str, ...]:
    """How a value may be entered for this row alone: 8.①, 管理制度健全性.①; by the row where it has one input."""
    names = (f"{place.number}.{plain}", f"{place.row.name}.{plain}")
    return (*names, f"{place.number}", place.row.name) if len(standard.required) <= 1 else names
