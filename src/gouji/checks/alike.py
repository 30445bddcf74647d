"""The figures of two documents that are one figure: found by what they are about, compared on their intervals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from decimal import Decimal

import msgspec

from gouji.checks.case import Case
from gouji.checks.pair import Pair, Unfit, pair
from gouji.checks.passages import agree
from gouji.checks.registry import CheckMeta, Lacking
from gouji.model import Breakdown, Fact, Finding, OtherRole, Severity, Text, year_of
from gouji.vocabulary import concepts

FACTORS = tuple(Decimal(10) ** power for power in (1, 2, 3, 4, 8))
_TIMES = {4: Text("一万", "10,000"), 8: Text("一亿", "100,000,000")}
# A concept of one budget stage is the figure itself at that stage.
_STAGED = {"budget_initial": "original", "budget_adjusted": "final"}


class Key(msgspec.Struct, frozen=True):
    """What a figure is about; two figures with one key are one figure."""

    concept: str
    subject: str
    year: str | None
    scope: str | None
    stage: str | None
    fund: str | None
    item: str | None


def key_of(fact: Fact, stage: str | None = None) -> Key | None:
    """The key of a figure; None when nothing can be the same figure. `stage` is that of the whole it is a part of."""
    if fact.concept is None or fact.quantity.value is None:
        return None
    entry = concepts()[fact.concept]
    if entry.nature in ("", "work") or (entry.unit == "money" and fact.quantity.unit != "元"):
        return None
    concept = "total_expenditure" if fact.concept in _STAGED else fact.concept
    stage = _STAGED.get(fact.concept) or fact.stage or stage
    stage = None if stage == "outturn" else stage
    return Key(concept, fact.subject, year_of(fact), fact.scope, stage, fact.fund, fact.item)


def figures(case: Case) -> dict[Key, list[Fact]]:
    """The figures of a document by what they are about, without those that a table sets side by side."""
    rows: dict[tuple[int, int, Key], list[Fact]] = defaultdict(list)
    found: dict[Key, list[Fact]] = defaultdict(list)
    stages = dict(_stages(case))
    for fact in case.report.facts:
        key = key_of(fact, stages.get(fact.id))
        if key is not None:
            found[key].append(fact)
            if fact.source == "table" and fact.row is not None:
                rows[fact.frame, fact.row, key].append(fact)
    for (_, _, key), beside in rows.items():
        if not all(agree(beside[0], fact) for fact in beside[1:]):
            # Two columns that we cannot tell apart.
            ids = {fact.id for fact in beside}
            found[key] = [fact for fact in found[key] if fact.id not in ids]
    return {key: facts for key, facts in found.items() if facts}


def _stages(case: Case) -> Iterator[tuple[int, str]]:
    """The stage that parts leave to their whole: 年初预算780万元，其中基本支出520万元."""
    for statement in case.report.statements:
        if isinstance(statement, Breakdown):
            whole = case.fact(statement.whole)
            stage = whole.stage or _STAGED.get(whole.concept or "")
            if stage is not None:
                yield from ((part, stage) for part in statement.parts)


class Both(msgspec.Struct, frozen=True):
    """A report and a document that fits it."""

    pair: Pair
    own: Case
    its: Case

    @property
    def role(self) -> OtherRole:
        """What the other document is to the report."""
        return self.pair.other.role

    @property
    def other_name(self) -> Text:
        """The other document in a few words: 2022年度部门决算."""
        return self.pair.name


def fitting(case: Case, role: OtherRole, *kinds: Collection[str]) -> Iterator[Both]:
    """The documents of a role that fit, whatever their order; `kinds` are the two kinds that are wanted."""
    for made, its in case.beside:
        wanted = not kinds or any(
            made.kinds[0] in one and made.kinds[1] in two for one, two in (kinds, tuple(reversed(kinds)))
        )
        if made.other.role == role and not made.member and wanted:
            yield Both(made, case, its)


def unfit(case: Case, role: OtherRole) -> Iterator[Lacking]:
    """What the documents of a role that do not fit lack."""
    for other in case.others:
        if other.role == role:
            made = pair(case.document, case.report, other)
            if isinstance(made, Unfit):
                yield Lacking((made.lacks,))


def rival(own: list[Fact], its: list[Fact]) -> tuple[Fact, Fact] | Lacking | None:
    """The two values of one figure; None where any two agree, Lacking where the other document has several itself."""
    if any(agree(a, b) for a in own for b in its):
        return None
    return (own[0], its[0]) if one(its) else Lacking(("scope",))


def one(facts: list[Fact]) -> bool:
    """Whether all are one value."""
    return all(agree(facts[0], fact) for fact in facts[1:])


def differing(
    both: Both, meta: CheckMeta, own: Fact, its: Fact, *, severity: Severity | None = None, said: Text | None = None
) -> Finding:
    """The finding that a figure is another one in the other document; `said` replaces what the figure is called."""
    case, label = both.own, said or both.own.label(own)
    mine, theirs = case.printed(own), both.its.printed(its)
    gap = _gap(both, own, its)
    doubt = not both.pair.sure or own.quantity.qualifier or its.quantity.qualifier
    return case.finding(
        meta,
        Text(
            f"{label.zh}：本文件为{mine}，{both.other_name.zh}为{theirs}{gap.zh}",
            f"{label.en}: {mine} in this file, {theirs} in the {both.other_name.en}{gap.en}",
        ),
        [("stated", own.span)],
        beside=[(both.pair.other, its.span)],
        severity="warning" if doubt else severity or meta.severity,
        computation=f"{mine} ≠ {theirs}",
        reported=mine,
        recomputed=theirs,
    )


def _gap(both: Both, own: Fact, its: Fact) -> Text:
    """How far two values are apart, and the factor between them where a unit or a digit slipped."""
    a, b = own.quantity.value, its.quantity.value
    assert a is not None and b is not None
    if a == -b:
        return Text("，正负号相反", ", with the opposite sign")
    power = slip(own, its)
    if power is not None:
        times = _TIMES.get(power, Text(f"{10**power}", f"{10**power:,}"))
        many, few = (
            (Text("本文件", "this file"), both.other_name) if a > b else (both.other_name, Text("本文件", "this file"))
        )
        zh = f"，{many.zh}的恰是{few.zh}的{times.zh}倍，多半是单位或小数点写错"
        return Text(zh, f", {many.en} has exactly {times.en} times that of {few.en}: rather a slip of unit or point")
    # A zero in words prints no unit.
    apart = both.own.amount(abs(a - b), its if own.source == "words" else own)
    return Text(f"，相差{apart}", f", {apart} apart")


def slip(a: Fact, b: Fact) -> int | None:
    """The power of ten by which two figures differ, as far as their digits admit; None when by none."""
    p, q = a.quantity, b.quantity
    if p.low is None or p.high is None or q.low is None or q.high is None or not p.value or not q.value:
        return None
    for factor in FACTORS:
        if p.low * factor <= q.high and q.low <= p.high * factor:
            return factor.adjusted()
        if q.low * factor <= p.high and p.low <= q.high * factor:
            return factor.adjusted()
    return None
