"""One report as a check sees it, and the words that findings are made of."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property, wraps
from typing import Any, TypeVar

import msgspec

from gouji.basis import document
from gouji.checks.pair import Pair, pair
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.model import (
    Document,
    Evidence,
    Fact,
    Finding,
    Other,
    Report,
    ScoreSheet,
    Severity,
    Span,
    Table,
    Term,
    Text,
    Tie,
    TieGraph,
)
from gouji.vocabulary import account, concepts

_DEFAULT_YEAR = 2022
_FIRST_YEAR = 2013


class Case:
    """A document, the report read from it, its graph of ties, the documents it is set against, its score sheets."""

    def __init__(
        self,
        doc: Document,
        report: Report,
        graph: TieGraph,
        others: Sequence[Other] = (),
        sheets: Callable[[], Sequence[ScoreSheet]] = tuple,
    ):
        self.document, self.report, self.graph, self.others = doc, report, graph, others
        self._scored = sheets
        self.kept: dict[Callable[[Case], Any], Any] = {}

    @property
    def year(self) -> int:
        """The year whose parameters hold; a report from before the first of them is judged by those."""
        return max(self.report.fiscal_year or _DEFAULT_YEAR, _FIRST_YEAR)

    @cached_property
    def sheets(self) -> Sequence[ScoreSheet]:
        """Each form of the report by the scheme that applies, made when first asked for."""
        scored = any(row.points is not None or row.score is not None for row in self.report.indicators)
        return self._scored() if scored else ()

    def fact(self, index: int) -> Fact:
        """A fact by its id."""
        return self.report.facts[index]

    @cached_property
    def _by_concept(self) -> dict[str | None, list[Fact]]:
        found: dict[str | None, list[Fact]] = {}
        for fact in self.report.facts:
            found.setdefault(fact.concept, []).append(fact)
        return found

    def facts_of(self, concept: str) -> Sequence[Fact]:
        """The facts of a concept, in the order of the text."""
        return self._by_concept.get(concept, ())

    @cached_property
    def beside(self) -> tuple[tuple[Pair, Case], ...]:
        """The documents that the report can be set against, each as a case of its own."""
        made = ((other, pair(self.document, self.report, other)) for other in self.others)
        none = TieGraph(ties=(), by_fact=())
        return tuple((p, Case(o.document, o.report, none)) for o, p in made if isinstance(p, Pair))

    @cached_property
    def tables(self) -> dict[int, int]:
        """Block number -> number of the table among the tables, from 1."""
        blocks = [i for i, block in enumerate(self.document.blocks) if isinstance(block, Table)]
        return {frame: number for number, frame in enumerate(blocks, 1)}

    def judge(self, ties: Iterable[Tie], make: Callable[[Tie], Finding | None]) -> Iterator[Answer]:
        """The answers of ties: broken ones become findings, open ones say what they lack."""
        for tie in ties:
            if tie.state == "open":
                yield Lacking(tie.missing)
            elif tie.state == "broken":
                finding = make(tie)
                if finding is not None:
                    yield doubted(finding) if tie.doubtful else finding
            else:
                yield HELD

    def finding(
        self,
        meta: CheckMeta,
        message: Text,
        evidence: Sequence[tuple[str, Span]],
        *,
        computation: str = "",
        severity: Severity | None = None,
        reported: str | None = None,
        recomputed: str | None = None,
        changes_score: bool | None = None,
        basis: Iterable[str] = (),
        beside: Sequence[tuple[Other, Span]] = (),
    ) -> Finding:
        """A finding of a check, with the basis of the check and of what it rests on.

        `beside` are places in other documents; their role in the proof is that of the document.
        """
        cited = dict.fromkeys((*meta.basis, *basis))
        return Finding(
            id=self._finding_id(meta.id, evidence, beside),
            rule=meta.id,
            severity=severity or meta.severity,
            title=meta.title,
            message=message,
            computation=computation,
            evidence=(
                *(Evidence(role=role, span=span) for role, span in evidence),
                *(Evidence(role=other.role, span=span, file=other.document.name) for other, span in beside),
            ),
            basis=tuple(document(item).reference() for item in cited),
            reported=reported,
            recomputed=recomputed,
            changes_score=changes_score,
        )

    def sum_finding(
        self,
        meta: CheckMeta,
        tie: Tie,
        say: Callable[[str, str], Text],
        *,
        elsewhere: Iterable[int] = (),
        telling: Iterable[int] = (),
        severity: Severity | None = None,
        changes_score: bool | None = None,
    ) -> Finding:
        """A finding about a whole that its parts do not add up to.

        `say(printed whole, sum of the parts)` words it; `elsewhere` are other places that state the same whole,
        `telling` the parts to quote before the others.
        """
        whole = self.fact(tie.left[0].facts[0])
        total = self.amount(tie.right_nominal, whole) if tie.right_nominal is not None else ""
        return self.finding(
            meta,
            say(self.printed(whole), total),
            [
                *self.evidence("whole", [whole.id, *elsewhere]),
                *self.evidence("part", dict.fromkeys((*telling, *(term.facts[0] for term in tie.right)))),
            ],
            computation=self.sides(tie),
            severity=severity,
            reported=self.printed(whole),
            recomputed=total,
            changes_score=changes_score,
            basis=tie.origin.basis,
        )

    def _finding_id(self, rule: str, evidence: Sequence[tuple[str, Span]], beside: Sequence[tuple[Other, Span]]) -> str:
        own = [f"{span.start}:{self.document.quote(span)}" for _, span in evidence]
        # The other document's name is left out: a file that is moved keeps its findings.
        said = "|".join(own + [f"{o.role}:{span.start}:{o.document.quote(span)}" for o, span in beside])
        return hashlib.sha256(f"{rule}|{said}".encode()).hexdigest()[:8]

    def evidence(self, role: str, ids: Iterable[int]) -> list[tuple[str, Span]]:
        """Facts as quoted places."""
        return [(role, self.fact(index).span) for index in ids]

    # --- words ---

    def label(self, fact: Fact) -> Text:
        """What a fact is about, in a few words."""
        concept = fact.measure if fact.concept in (None, "indicator_actual") and fact.measure else fact.concept
        if concept is None:
            return Text(fact.subject or "此数", fact.subject or "this figure")
        entry = concepts()[concept]
        zh = f"{fact.subject}的{entry.zh}" if fact.subject else entry.zh
        if fact.item is not None:
            known = account("functional", fact.item)
            zh = f"{zh}（{fact.item}{known.zh if known else ''}）"
        return Text(zh, f"{entry.id.replace('_', ' ')}{f' of {fact.subject}' if fact.subject else ''}")

    def printed(self, fact: Fact) -> str:
        """A figure as printed, with its unit, without the spaces inside it."""
        quantity = fact.quantity
        if fact.source == "words":
            return f"0（“{self._dense(fact.span)}”）"
        text = self._dense(fact.span)
        unit = quantity.printed_unit
        if unit is None or text.endswith(unit):
            return text
        # 2921.00万 of money prints a part of its unit.
        return text + (unit[1:] if text.endswith(unit[:1]) else unit)

    def _dense(self, span: Span) -> str:
        return "".join(self.document.quote(span).split())

    def number(self, fact: Fact) -> str:
        """A figure's number alone."""
        printed = fact.quantity.printed
        return self.printed(fact) if printed is None else _plain(printed)

    def amount(self, value: Decimal, like: Fact) -> str:
        """A value in base units, written in the unit of a fact and rounded to cents of it."""
        quantity = like.quantity
        scale = Decimal(1)
        if quantity.printed and quantity.value:
            scale = quantity.value / quantity.printed
        elif quantity.printed_unit == "万元":
            scale = Decimal(10000)
        return f"{rounded(value / scale)}{quantity.printed_unit or ''}"

    def sides(self, tie: Tie) -> str:
        """A sum written out: 614.84 + 51 = 665.84 ≠ 665.85."""
        units = {self.fact(i).quantity.printed_unit for i in tie.facts}
        unit = units.pop() if len(units) == 1 else None
        one = self.fact(tie.facts[0])

        def side(terms: tuple[Term, ...]) -> str:
            words = []
            for position, term in enumerate(terms):
                sign = "－" if term.coefficient < 0 else "＋"
                figures = "×".join(
                    self.number(self.fact(i)) if unit is not None else self.printed(self.fact(i)) for i in term.facts
                )
                figures = figures or _plain(abs(term.coefficient))
                words.append(figures if position == 0 and sign == "＋" else f"{sign}{figures}")
            return "".join(words)

        left, right = side(tie.left), side(tie.right)
        longer, shorter, value = (right, left, tie.right_nominal)
        if len(tie.left) > len(tie.right):
            longer, shorter, value = left, right, tie.left_nominal
        result = f"={self.amount(value, one)}" if value is not None and _counts(longer) else ""
        return f"{longer}{result} ≠ {shorter}{unit or ''}"

    def where(self, fact: Fact) -> Text:
        """Where a fact stands: its table and row, or the heading above it."""
        if fact.frame in self.tables and fact.row is not None:
            number = self.tables[fact.frame]
            return Text(f"表{number}第{fact.row + 1}行", f"table {number}, row {fact.row + 1}")
        held = [s for s in self.report.sections if s.heading.start <= fact.span.start < s.body.end]
        if held:
            name = f"{held[-1].number}{held[-1].title}"[:24]
            return Text(f"“{name}”", f"“{name}”")
        line = self.document.text.count("\n", 0, fact.span.start) + 1
        return Text(f"第{line}行", f"line {line}")


def doubted(finding: Finding) -> Finding:
    """A finding about figures so far apart that the sentence may have been read wrongly: a notice that says so."""
    said = finding.message
    words = Text(
        f"{said.zh}（相差太远，也可能是本工具读错了这句话）",
        f"{said.en} (so far off that the sentence may have been misread)",
    )
    return msgspec.structs.replace(finding, severity="notice", message=words)


T = TypeVar("T")


def once(work: Callable[[Case], T]) -> Callable[[Case], T]:
    """Work on a case that several checks rest on, done once for each case."""

    @wraps(work)
    def known(case: Case) -> T:
        if work not in case.kept:
            case.kept[work] = work(case)
        result: T = case.kept[work]
        return result

    return known


def last_digit_off(printed: Fact, value: Decimal | None) -> bool:
    """Whether a printed rate differs from the recomputed one by no more than one unit of its last digit.

    Shares are often shifted by one so that they add to 100 %, and some cut digits off instead of rounding.
    """
    stated = printed.quantity.value
    if stated is None or value is None:
        return False
    return abs(stated - value) <= Decimal(1).scaleb(-printed.quantity.decimals)


def _counts(words: str) -> bool:
    return any(sign in words for sign in "＋－×")


def _plain(value: Decimal) -> str:
    """A decimal without an exponent."""
    return f"{value:f}"


def rounded(value: Decimal, places: int = 2) -> str:
    """A value to so many places, half up, without trailing zeros."""
    text = f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
