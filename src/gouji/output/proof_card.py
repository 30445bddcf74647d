"""The proof card of one finding: everything that anyone needs to redo it, by hand or with the command."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import PurePath
from typing import Any

import msgspec

from gouji.basis import document as basis_document
from gouji.model import Document, Fact, Finding, Language, Report, Text, Tie
from gouji.output.causes import cause_of, cause_record, repairs_said
from gouji.output.coverage import facts_in
from gouji.output.judged import Judged, Rule
from gouji.output.places import Places
from gouji.output.proof import cited, sides
from gouji.output.quotes import Style, quote
from gouji.output.records import file_of, quoted, report_of
from gouji.output.words import CHANGES, FORM, ROLE, SEVERITY, concept_name

CONFIDENCE = {
    "H": Text("原文引自法规、官方页面或已公开的报告", "quoted from a law, an official page or published reports"),
    "M": Text("引自二手页面", "quoted from another page"),
    "L": Text("凭记忆", "from memory"),
}
_HEADING = re.compile(r"\n(?=[A-Z][\w ]+ \S*[^\x00-\x7f]\S*\n    )")
_RECOMPUTED = "How it is recomputed"
_OPERATOR = {"=": "=", "<=": "≤"}

Interval = tuple[Decimal, Decimal]


class Equation(msgspec.Struct, frozen=True, kw_only=True):
    """A broken tie behind a finding, with the intervals of its sides in base units."""

    tie: Tie
    left: Interval
    right: Interval


def equations_of(judged: Judged, finding: Finding, sides_of: Mapping[int, tuple[Interval, Interval]]) -> list[Equation]:
    """The broken ties whose figures the finding quotes all; `sides_of` gives the intervals of a tie's sides."""
    ids = {fact.id for fact, _ in _figures(judged.report, finding)}
    return [
        Equation(tie=tie, left=sides_of[tie.id][0], right=sides_of[tie.id][1])
        for tie in judged.graph.ties
        if tie.id in sides_of and tie.facts and ids.issuperset(tie.facts)
    ]


def proof_record(
    judged: Judged,
    finding: Finding,
    rule: Rule,
    equations: Sequence[Equation],
    *,
    version: str,
    ruleset: str,
    language: Language,
    command: Sequence[str],
    settings: Mapping[str, Any],
) -> dict[str, Any]:
    """The card as JSON; `command` are the words that make it again."""
    document, report = judged.document, judged.report
    cause = cause_of(judged.causes).get(finding.id)
    places = Places(document, report, judged.others)
    documents: dict[str | None, Document] = {None: document}
    reports: dict[str | None, Report] = {None: report}
    for other in judged.others:
        documents[other.document.name], reports[other.document.name] = other.document, other.report
    made: dict[str, Any] = {
        "gouji": version,
        "ruleset": ruleset,
        "file": file_of(document),
        "report": report_of(report),
        "finding": {
            "id": finding.id,
            "rule": finding.rule,
            "severity": finding.severity,
            "title": finding.title.said_in(language),
            "message": finding.message.said_in(language),
            "reported": finding.reported,
            "recomputed": finding.recomputed,
            "changes_score": finding.changes_score,
        },
        "evidence": [
            {
                "role": item.role,
                **quoted(documents[item.file], item.span),
                "where": places.of(item).said(item.span.start, language),
                "context": quote(places.of(item), [item.span], _bare),
                **({} if item.file is None else {"file": file_of(documents[item.file])}),
            }
            for item in finding.evidence
        ],
        "figures": [
            _figure(documents[item.file], fact, item.role, language)
            for item in finding.evidence
            for fact in facts_in(reports[item.file].facts, item.span)
        ],
        "formula": {
            "computation": finding.computation,
            "rule": recomputed(rule.page),
            "ties": [_equation(equation, report) for equation in equations],
        },
        "basis": [_basis(reference.id) for reference in finding.basis],
        "redo": {"command": shlex.join(command), "steps": _steps(document, finding, language)},
    }
    if cause is not None:
        made["cause"] = cause_record(document, report, cause)
    if settings:
        made["settings"] = dict(settings)
    return made


def proof_text(
    judged: Judged,
    finding: Finding,
    rule: Rule,
    equations: Sequence[Equation],
    *,
    version: str,
    ruleset: str,
    language: Language,
    command: Sequence[str],
    settings: Mapping[str, Any],
    style: Style,
) -> str:
    """The card for people."""
    return "\n".join(
        _lines(judged, finding, rule, equations, f"Gouji {version} · {ruleset}", language, command, settings, style)
    )


def _lines(
    judged: Judged,
    finding: Finding,
    rule: Rule,
    equations: Sequence[Equation],
    made_by: str,
    language: Language,
    command: Sequence[str],
    settings: Mapping[str, Any],
    style: Style,
) -> Iterator[str]:
    document, report = judged.document, judged.report
    places = Places(document, report, judged.others)

    def head(zh: str, en: str) -> str:
        return style(Text(zh, en).said_in(language), "title")

    severity = style(SEVERITY[finding.severity].said_in(language), finding.severity)
    yield f"{severity} {style(finding.rule, 'rule')}  {style(finding.message.said_in(language), 'message')}"
    yield ""
    yield head("文件", "file")
    yield f"  {document.name}"
    yield f"  SHA-256 {document.sha256}"
    named = [report.organisation or "", str(report.fiscal_year or ""), _form(report, language)]
    yield f"  {' · '.join(word for word in named if word)}".rstrip()
    for other in judged.others:
        if any(item.file == other.document.name for item in finding.evidence):
            yield f"  {other.document.name}  SHA-256 {other.document.sha256}"
    yield ""
    yield head("原文", "quoted")
    shown, left = sides(places, finding, language)
    for side in shown:
        yield style(f"  {side.role}  {side.place}", "place")
        yield f"    {quote(side.places, side.spans, style)}"
    if left:
        yield style(Text(f"  另有 {left} 处", f"  and {left} more").said_in(language), "dim")
    figures = list(_figures(report, finding))
    if figures:
        yield ""
        yield head("各数代表的区间", "what each figure stands for")
        yield from (f"  {_figure_said(document, fact, role, language)}" for fact, role in figures)
    yield ""
    yield head("怎样复算", "how it is recomputed")
    if finding.computation:
        yield f"  {finding.computation}"
    for equation in equations:
        yield f"  {_equation_said(equation, report, language)}"
    yield f"  {recomputed(rule.page)}"
    said = repairs_said([f for f in judged.findings if f.id == finding.id] or [finding], judged.causes, places, report)
    if finding.id in said:
        label, sentence = said[finding.id]
        yield f"  {style(label.said_in(language), 'place')}  {sentence.said_in(language)}"
    if finding.changes_score:
        yield f"  {CHANGES.said_in(language)}"
    yield ""
    yield f"{head('依据', 'basis')}  {cited(finding.basis)}"
    for reference in finding.basis:
        entry = basis_document(reference.id)
        yield f"  {entry.title} {entry.article}：{entry.quote}"
        sure = CONFIDENCE[entry.confidence].said_in(language)
        yield style(f"    {entry.id} · {entry.confidence} {sure} · {entry.source}", "dim")
    yield ""
    yield head("重做一遍", "to redo it")
    for number, step in enumerate(_steps(document, finding, language), 1):
        yield f"  {number}. {step}"
    yield f"  {shlex.join(command)}"
    if settings:
        yield style(f"  {Text('设置', 'settings').said_in(language)} {msgspec.json.encode(settings).decode()}", "dim")
    yield style(f"  {made_by} · {finding.id}", "dim")


def recomputed(page: str) -> str:
    """How a check recomputes, from its page; a paragraph."""
    for block in _HEADING.split(page):
        heading, _, body = block.partition("\n")
        if heading.startswith(_RECOMPUTED):
            return re.sub(r"\s*\n\s*", "", body.strip())
    return ""


def _basis(name: str) -> dict[str, str]:
    entry = basis_document(name)
    return {
        "id": entry.id,
        "title": entry.title,
        "article": entry.article,
        "quote": entry.quote,
        "source": entry.source,
        "confidence": entry.confidence,
    }


def _steps(document: Document, finding: Finding, language: Language) -> list[str]:
    name = PurePath(document.name).name
    steps = [
        Text(
            f"核对文件：sha256sum 得出的值应与上面相同（{document.sha256[:12]}…），不同就不是同一份文件。",
            f"Check the file: sha256sum must give the value above ({document.sha256[:12]}…); else it is another file.",
        ),
        Text(
            f"打开 {name}，按上面的位置找到各处原文，逐字比对。",
            f"Open {name} and find the places quoted above; compare them word for word.",
        ),
    ]
    if finding.computation:
        steps.append(
            Text(
                f"按算式用计算器复算：{finding.computation}。",
                f"Recompute with a calculator: {finding.computation}.",
            )
        )
    steps.append(
        Text(
            f"读规则：gouji rules {finding.rule}；或让程序重做：",
            f"Read the rule: gouji rules {finding.rule}; or let the program redo it:",
        )
    )
    return [step.said_in(language) for step in steps]


def _form(report: Report, language: Language) -> str:
    return FORM[report.form].said_in(language) if report.form in FORM else ""


def _figures(report: Report, finding: Finding) -> Iterator[tuple[Fact, str]]:
    """The figures of the report itself that a finding quotes, each once, with its role."""
    seen: set[int] = set()
    for item in finding.evidence:
        for fact in () if item.file is not None else facts_in(report.facts, item.span):
            if fact.id not in seen:
                seen.add(fact.id)
                yield fact, item.role


def _figure(document: Document, fact: Fact, role: str, language: Language) -> dict[str, Any]:
    quantity = fact.quantity
    return {
        "role": role,
        "text": document.quote(fact.span),
        "name": None if fact.concept is None else concept_name(fact.concept).said_in(language),
        "unit": quantity.unit,
        "value": _plain(quantity.value),
        "low": _plain(quantity.low),
        "high": _plain(quantity.high),
        "low_closed": quantity.low_closed,
        "high_closed": quantity.high_closed,
    }


def _figure_said(document: Document, fact: Fact, role: str, language: Language) -> str:
    quantity = fact.quantity
    printed = "".join(document.quote(fact.span).split())
    name = "" if fact.concept is None else concept_name(fact.concept).said_in(language)
    label = ROLE.get(role, Text(role, role)).said_in(language)
    scale = quantity.value / quantity.printed if quantity.printed and quantity.value else Decimal(1)
    unit = (quantity.printed_unit if scale != 1 else quantity.unit) or ""
    low, high = (None if bound is None else bound / scale for bound in (quantity.low, quantity.high))
    if low == high and low is not None:
        stands = Text(f"准确数 {low:f}", f"exactly {low:f}").said_in(language)
    else:
        opening, closing = "[" if quantity.low_closed else "(", "]" if quantity.high_closed else ")"
        stands = f"{opening}{_plain(low) or '-∞'}, {_plain(high) or '∞'}{closing}"
    return "  ".join(word for word in (label, printed, name, f"{stands}{unit}") if word)


def _equation(equation: Equation, report: Report) -> dict[str, Any]:
    tie = equation.tie
    return {
        "kind": tie.kind,
        "left": _side(equation.tie.left, report),
        "operator": tie.operator,
        "right": _side(equation.tie.right, report),
        "left_interval": [_plain(bound) for bound in equation.left],
        "right_interval": [_plain(bound) for bound in equation.right],
        "slack": _plain(tie.slack),
    }


def _equation_said(equation: Equation, report: Report, language: Language) -> str:
    tie = equation.tie
    left, right = (f"[{side[0]:f}, {side[1]:f}]" for side in (equation.left, equation.right))
    said = f"{_side(tie.left, report)} {_OPERATOR[tie.operator]} {_side(tie.right, report)}"
    apart = Text(f"左边 {left}，右边 {right}，不相交", f"left {left}, right {right}: they do not meet")
    if tie.operator == "<=":
        apart = Text(f"左边 {left}，右边 {right}，左边更大", f"left {left}, right {right}: the left one is larger")
    return f"{said}：{apart.zh}" if language == "zh" else f"{said}: {apart.en}"


def _side(terms: Sequence[Any], report: Report) -> str:
    """A side with its figures filled in, in base units."""
    words = []
    for number, term in enumerate(terms):
        factors = [_plain(report.facts[index].quantity.value) or "?" for index in term.facts]
        size = abs(term.coefficient)
        if size != 1 or not factors:
            factors.insert(0, f"{size:f}")
        sign = "－" if term.coefficient < 0 else "＋" if number else ""
        words.append(sign + "×".join(factors))
    return "".join(words)


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _bare(text: str, name: str) -> str:
    del name
    return text
