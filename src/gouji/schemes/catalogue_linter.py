"""What a scheme contradicts itself in, before offices fill it in: points, sentences, bands, inputs, rules met twice."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

import msgspec

from gouji.model import Text
from gouji.schemes.catalogue import rate_named, rates
from gouji.schemes.catalogue_records import Band, Scheme, SchemeRow
from gouji.schemes.inputs import agreement, name_key
from gouji.schemes.program import Computed, Scale
from gouji.schemes.sheet_inputs import amount_named
from gouji.schemes.sheet_trials import SCORES, compiled
from gouji.schemes.standard import Standard

_PLACEHOLDER = Decimal(10)
_TARGETS = ("指标值", "实际完成值", "完成率", "完成比例", "目标值", "满意度")
# Faults that a setting of the scheme settles.
_SETTLED = {"rounding"}
_KINDS = {
    "not_understood": Text("没读懂", "not understood"),
    "gap": Text("空档", "gap"),
    "overlap": Text("重叠", "overlap"),
    "bound_twice": Text("界限归两档", "bound claimed twice"),
    "never_full": Text("得不到满分", "never full marks"),
    "never_loses": Text("从不扣分", "never loses any"),
    "rounding": Text("不足一步没有说明", "parts of steps unsaid"),
    "two_rules": Text("两条规则管一件事", "two rules for one case"),
    "sum": Text("分值合计不符", "points do not add up"),
    "doubt": Text("有疑问", "in doubt"),
    "no_rule": Text("没有计分规则", "no rule of scoring"),
    "no_input": Text("报表里没有这个数", "no form reports it"),
    "cap": Text("限额指的比率不认识", "a cap by an unknown rate"),
}


class SchemeProblem(msgspec.Struct, frozen=True, kw_only=True):
    """One fault of a scheme: its kind, where (第3行 预算调整率, grades …), and what it is in Chinese."""

    kind: str
    where: str
    message: str

    @property
    def title(self) -> Text:
        """What the kind is called."""
        return _KINDS.get(self.kind, Text(self.kind, self.kind))


def check_scheme(scheme: Scheme) -> tuple[SchemeProblem, ...]:
    """All faults of a scheme, in the order of its parts."""
    found = [
        *_points(scheme),
        *_rows(scheme),
        *_settings(scheme),
        *_bands(scheme.grades, scheme.full_marks, "grades 等级"),
        *_bands(scheme.bands, Decimal(100), "bands 定性分档"),
        *_caps(scheme),
    ]
    return tuple(SchemeProblem(kind=kind, where=where, message=said) for kind, where, said in dict.fromkeys(found))


_Found = tuple[str, str, str]


def _points(scheme: Scheme) -> Iterator[_Found]:
    """Levels against full marks, rows against their level."""
    points = [level.points for level in scheme.levels]
    if points and None not in points:
        total = sum((value for value in points if value is not None), Decimal(0))
        if total != scheme.full_marks and not _partial(scheme, scheme.full_marks, total):
            yield "sum", "levels 一级指标", f"各部分分值相加为{total}，满分是{scheme.full_marks}。"
    for level in scheme.levels:
        rows = [row for row in scheme.rows if row.level1 == level.name]
        if level.points is None or not rows or any(row.points is None for row in rows):
            continue
        below = sum((row.points for row in rows if row.points is not None), Decimal(0))
        if below != level.points and not _partial(scheme, level.points, below):
            yield "sum", f"levels {level.name}", f"“{level.name}”分值{level.points}，其下各行相加为{below}。"
    known = {level.name for level in scheme.levels}
    for number, row in enumerate(scheme.rows, start=1):
        if known and row.level1 and row.level1 not in known:
            yield "sum", _where(number, row), f"所属的“{row.level1}”不在levels里。"


def _partial(scheme: Scheme, points: Decimal, below: Decimal) -> bool:
    """A scheme that says of itself that only some rows were readable lists less, never more."""
    return "只列" in scheme.about and below < points


def _where(number: int, row: SchemeRow) -> str:
    return f"第{number}行 {row.name}"


def _rows(scheme: Scheme) -> Iterator[_Found]:
    """Each sentence by itself, its inputs, and rows that two rules would score."""
    seen: dict[tuple[str, str], int] = {}
    for number, row in enumerate(scheme.rows, start=1):
        where = _where(number, row)
        for name in (row.name, *row.aliases):
            first = seen.setdefault((name_key(name), row.level2), number)
            if first != number:
                yield "two_rules", where, f"“{name}”与第{first}行是同一个指标。"
        if row.standard:
            yield from _sentence(scheme, row.standard, row.points or _PLACEHOLDER, where, row)


def _sentence(scheme: Scheme, text: str, points: Decimal, where: str, row: SchemeRow | None = None) -> Iterator[_Found]:
    standard = compiled(text, points, None)
    if not standard.understood and not SCORES.search(text):
        yield "no_rule", where, "只写了怎样设置指标，没有写怎样计分。"
        return
    settled = _SETTLED if scheme.settings.steps is not None else set()
    for problem in standard.problems:
        if problem.kind not in settled:
            yield problem.kind, where, problem.message.removeprefix("没有读懂：")
    if standard.understood:
        for name in unreported(standard, row):
            yield "no_input", where, f"报表里没有“{name}”，要由人填。"


def unreported(standard: Standard, row: SchemeRow | None) -> Iterator[str]:
    """Numbers that a sentence asks for and that neither a form nor the vocabulary has."""
    parts = standard.program.parts
    numbers = any(isinstance(part, Scale | Computed) for part in parts)
    defined = any(isinstance(part, Scale) and part.definition is not None for part in parts)
    for name in standard.required if numbers else ():
        kind, _, plain = name.rpartition("：")
        own = row is not None and (not plain or agreement(plain, row.name) > 0)
        wanted = plain or (row.name if row is not None else "")
        if kind or wanted in _TARGETS or (defined and plain):
            continue
        rate = (row.rate if row is not None else None) or rate_named(wanted)
        rate = rate or (rate_named(row.name) if own and row is not None else None)
        if rate is not None:
            if rate in rates() and not rates()[rate].ways and not rates()[rate].reported:
                yield rates()[rate].written
        elif amount_named(wanted) is None and "率" not in wanted:
            yield wanted


def _settings(scheme: Scheme) -> Iterator[_Found]:
    own = scheme.settings
    for name, setting in (("execution", own.execution), ("reached", own.reached), ("satisfaction", own.satisfaction)):
        if setting is not None:
            yield from _sentence(scheme, setting.value, _PLACEHOLDER, f"settings.{name}")
    for number, setting in enumerate(own.reverse or (), start=1):
        yield from _sentence(scheme, setting.value, _PLACEHOLDER, f"settings.reverse {number}")


def _bands(bands: tuple[Band, ...], full: Decimal, where: str) -> Iterator[_Found]:
    """Holes (89.5 between 80-89 and 90-100), overlaps and bounds that two bands claim or none."""
    if not bands:
        return
    ordered = sorted(bands, key=lambda band: (band.low, band.high))
    if ordered[0].low > 0 or not ordered[0].low_closed:
        yield "gap", where, f"低于{ordered[0].low}分没有规定。"
    if ordered[-1].high < full or (ordered[-1].high == full and not ordered[-1].high_closed):
        yield "gap", where, f"最高的“{ordered[-1].grade}”不含{full}分。"
    for below, above in pairwise(ordered):
        if below.high < above.low:
            middle = (below.high + above.low) / 2
            yield "gap", where, f"“{below.grade}”到{below.high}，“{above.grade}”从{above.low}起，{middle}没有规定。"
        elif below.high > above.low:
            yield "overlap", where, f"“{below.grade}”与“{above.grade}”在{above.low}与{below.high}之间重叠。"
        elif below.high_closed and above.low_closed:
            yield "bound_twice", where, f"{above.low}既属“{below.grade}”又属“{above.grade}”。"
        elif not below.high_closed and not above.low_closed:
            yield "gap", where, f"{above.low}既不属“{below.grade}”又不属“{above.grade}”。"


def _caps(scheme: Scheme) -> Iterator[_Found]:
    grades = {band.grade for band in scheme.grades}
    for number, cap in enumerate(scheme.caps, start=1):
        where = f"caps {number}"
        if rate_named(cap.rate) is None and cap.rate not in rates():
            yield "cap", where, f"“{cap.rate}”不是认识的比率。"
        if cap.grade is not None and grades and cap.grade not in grades:
            yield "cap", where, f"“{cap.grade}”不在grades里。"
        if cap.total is None and cap.grade is None:
            yield "cap", where, "没有写总分（total）或等级（grade）限到哪里。"
