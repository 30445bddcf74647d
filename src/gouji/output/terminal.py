"""A judgement as a reviewer reads it in a terminal: verdict first, worst findings first, both sides quoted."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gouji.model import (
    SEVERITIES,
    Accepted,
    Cause,
    CheckResult,
    Document,
    Fact,
    Finding,
    Language,
    Other,
    Report,
    Text,
    TieGraph,
)
from gouji.output.causes import ACCEPTED, accepted_said, repairs_said, together
from gouji.output.coverage import coverage, figure_states
from gouji.output.heading import heading
from gouji.output.jsonl import verdict
from gouji.output.places import Places
from gouji.output.proof import cited, sides
from gouji.output.quotes import Style, quote
from gouji.output.words import CHANGES, SEVERITY, VERDICT, concept_name, open_said, paired
from gouji.output.wrap import wrap


def judgement_text(
    document: Document,
    report: Report,
    graph: TieGraph,
    results: Sequence[CheckResult],
    findings: Sequence[Finding],
    *,
    language: Language,
    style: Style,
    width: int | None = None,
    uncovered: bool = False,
    others: Sequence[Other] = (),
    causes: Sequence[Cause] = (),
    accepted: Sequence[Accepted] = (),
    settings: Mapping[str, Any] | None = None,
) -> str:
    """The whole text for one file; `style(text, name)` colours a text by the name of what it is.

    `width` is that of the terminal for which lines are wrapped; None keeps them whole. `uncovered` adds the figures
    that could not be judged. `others` are the documents that the report was set against. Findings of
    one of the `causes` stand together; `accepted` ones are listed apart; `settings` is what somebody
    set, as in the JSON.
    """
    lines = [heading(document, report, language, style), _summary(report, graph, findings, language, style)]
    lines += [style(pair, "dim") for pair in paired(others, language)]
    if settings:
        told = "  ".join(f"{name} {_value(value)}" for name, value in settings.items())
        lines.append(style(Text(f"设置：{told}", f"settings: {told}").said_in(language), "dim"))
    places = Places(document, report, others)
    said = repairs_said(findings, causes, places, report)
    for finding in together(findings, causes):
        lines += ["", *_finding(places, finding, language, style, said.get(finding.id))]
    if findings:
        name = shlex.quote(document.name)
        proof = Text(f"每处的证明：gouji prove {name} 编号", f"the proof of each: gouji prove {name} ID")
        lines += ["", style(proof.said_in(language), "dim")]
    if accepted:
        lines += ["", style(f"{ACCEPTED.said_in(language)} {len(accepted)}", "title")]
        lines += [f"  {accepted_said(exception, language)}" for exception in accepted]
    lines += ["", *_rest(report, graph, results, language, style)]
    if uncovered:
        states = figure_states(report, graph, findings)
        alone = [fact for fact in report.facts if states[fact.id] in ("named", "unnamed")]
        lines += ["", *_uncovered(places, alone, language, style)]
    return "\n".join(lines if width is None else [wrap(line, width) for line in lines])


def _value(value: Any) -> str:
    """A setting on one line."""
    if isinstance(value, Mapping):
        return ",".join(f"{name}={inner}" for name, inner in value.items())
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _summary(report: Report, graph: TieGraph, findings: Sequence[Finding], language: Language, style: Style) -> str:
    result = verdict(findings, graph)
    found = {severity: sum(finding.severity == severity for finding in findings) for severity in SEVERITIES}
    counts = [style(f"{SEVERITY[s].said_in(language)} {n}", s if n else "dim") for s, n in found.items()]
    cover = coverage(report, graph, findings)
    numbers = Text(
        f"数字 {cover['figures']}：对上 {cover['tied']}，矛盾 {cover['contradicting']}，无从核对 {cover['unjudged']}",
        f"figures {cover['figures']}: tied {cover['tied']}, contradicting {cover['contradicting']}, "
        f"not tied {cover['unjudged']}",
    )
    return "  ".join([style(VERDICT[result].said_in(language), result), *counts, "  " + numbers.said_in(language)])


def _finding(
    places: Places, finding: Finding, language: Language, style: Style, cause: tuple[Text, Text] | None
) -> Iterator[str]:
    severity = style(SEVERITY[finding.severity].said_in(language), finding.severity)
    yield f"{severity} {style(finding.rule, 'rule')}  {style(finding.message.said_in(language), 'message')}"
    shown, left = sides(places, finding, language)
    for side in shown:
        yield style(f"  {side.role}  {side.place}", "place")
        yield f"    {quote(side.places, side.spans, style)}"
    if left:
        yield style(Text(f"  另有 {left} 处", f"  and {left} more").said_in(language), "dim")
    if finding.computation:
        yield f"  {style(Text('复算', 'computed').said_in(language), 'place')}  {finding.computation}"
    if cause is not None:
        yield f"  {style(cause[0].said_in(language), 'place')}  {cause[1].said_in(language)}"
    if finding.changes_score:
        yield f"  {style(Text('影响', 'effect').said_in(language), 'place')}  {CHANGES.said_in(language)}"
    yield style(f"  {Text('依据', 'basis').said_in(language)}  {cited(finding.basis)} · {finding.id}", "dim")


def _rest(
    report: Report, graph: TieGraph, results: Sequence[CheckResult], language: Language, style: Style
) -> Iterator[str]:
    """What was proven, what differs only by rounding, and what could not be judged."""
    rounding = sum(tie.state == "rounding" for tie in graph.ties)
    closed = sum(tie.state == "closed" for tie in graph.ties)
    passed = sum(result.outcome == "passed" for result in results)
    said = Text(
        f"一致：{passed} 项检查通过，{closed} 个等式对上" + (f"，另有 {rounding} 个只差四舍五入" if rounding else ""),
        f"consistent: {passed} checks passed, {closed} ties closed"
        + (f", {rounding} off by rounding only" if rounding else ""),
    )
    yield style(said.said_in(language), "dim")
    for result in results:
        if result.outcome == "cannot_judge":
            lack = open_said(result, language)
            yield style(Text(f"无从判断：{lack}", f"could not be judged: {lack}").said_in(language), "dim")
    for gap in report.gaps:
        yield style(Text("未读：", "not read: ").said_in(language) + gap.message.said_in(language), "warning")


def _uncovered(places: Places, facts: Sequence[Fact], language: Language, style: Style) -> Iterator[str]:
    """The figures that nothing else in the report confirms or refutes, a line a paragraph or table row."""
    head = Text(f"没有别的数可以核对的 {len(facts)} 个数", f"{len(facts)} figures that no other figure judges")
    yield style(head.said_in(language), "title")
    rows: dict[tuple[int, int | None], list[Fact]] = {}
    for fact in facts:
        rows.setdefault(places.frame_of(fact.span.start), []).append(fact)
    for row in rows.values():
        said = Text("、", ", ").said_in(language).join(_named(places, fact, language) for fact in row)
        yield f"  {style(places.said(row[0].span.start, language), 'place')}  {said}"


def _named(places: Places, fact: Fact, language: Language) -> str:
    printed = "".join(places.document.quote(fact.span).split())
    if fact.concept is None:
        return printed
    name = concept_name(fact.concept).said_in(language)
    return f"{printed}（{name}）" if language == "zh" else f"{printed} ({name})"
