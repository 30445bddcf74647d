"""A judgement as a reviewer reads it in a terminal: verdict first, worst findings first, both sides quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gouji.model import (
    SEVERITIES,
    CheckResult,
    Document,
    Evidence,
    Finding,
    Language,
    Report,
    Text,
    TieGraph,
)
from gouji.output.jsonl import verdict
from gouji.output.places import Places
from gouji.output.quotes import Style, quote
from gouji.output.wrap import wrap
from gouji.vocabulary import concepts

_QUOTED = 4
_EDITION = re.compile(r"（\d{4}年(?:修订|修正)?）$")
_QUOTED_AS = Text("原文", "quoted")
_CHANGES = Text("改正后得分或等级会变", "corrected, the score or the grade would change")

_SEVERITY = {
    "error": Text("错误", "error"),
    "warning": Text("警告", "warning"),
    "notice": Text("提示", "notice"),
}
_VERDICT = {
    "contradictory": Text("有矛盾", "contradictory"),
    "consistent": Text("能对上的都对上", "consistent"),
    "cannot_judge": Text("无从核对", "cannot judge"),
}
_ROLE = {
    "whole": Text("合计", "whole"),
    "part": Text("分项", "part"),
    "stated": Text("所写", "stated"),
    "other": Text("另一处", "elsewhere"),
    "member": Text("各数", "figure"),
    "actual": Text("实际", "actual"),
    "base": Text("基数", "base"),
    "budget": Text("预算", "budget"),
    "initial": Text("年初", "initial"),
    "final": Text("全年", "final"),
    "score": Text("得分", "score"),
    "points": Text("分值", "points"),
    "rate": Text("比率", "rate"),
    "rule": Text("规则", "rule"),
    "list": Text("清单", "list"),
    "total": Text("总数", "total"),
    "count": Text("个数", "count"),
}
_FORM = {
    "department_self_evaluation_form": Text("部门整体支出绩效自评表", "departmental self-evaluation form"),
    "department_score_table": Text("部门整体支出绩效评分表", "departmental score table"),
    "department_prose": Text("部门整体支出绩效自评报告", "departmental self-evaluation report"),
    "project_self_evaluation_form": Text("项目支出绩效自评表", "project self-evaluation form"),
    "project_score_table": Text("项目支出绩效评分表", "project score table"),
    "project_prose": Text("项目支出绩效自评报告", "project self-evaluation report"),
    "final_accounts": Text("部门决算", "departmental final accounts"),
    "budget": Text("部门预算", "departmental budget"),
}
_MISSING = {
    "whole": Text("整体数", "the whole"),
    "previous": Text("上年数", "last year's figure"),
    "actual": Text("实际数", "the actual figure"),
    "bound": Text("确切的数", "a definite figure"),
    "scope": Text("范围", "the scope"),
    "other_items": Text("其余各项", "the other items"),
    "grade_bands": Text("等级划分", "the bands of grades"),
    "repair": Text("唯一的改法", "a single repair"),
    "unread": Text("认得清的数字", "a figure recognised for sure"),
}


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
) -> str:
    """The whole text for one file; `style(text, name)` colours a text by the name of what it is.

    `width` is that of the terminal for which lines are wrapped; None keeps them whole.
    """
    lines = [_heading(document, report, language, style), _summary(graph, findings, language, style)]
    places = Places(document, report)
    for finding in findings:
        lines += ["", *_finding(places, finding, language, style)]
    lines += ["", *_rest(report, graph, results, language, style)]
    return "\n".join(lines if width is None else [wrap(line, width) for line in lines])


def _heading(document: Document, report: Report, language: Language, style: Style) -> str:
    parts = [report.organisation or document.name]
    if report.fiscal_year:
        parts.append(f"{report.fiscal_year}年度" if language == "zh" else f"fiscal year {report.fiscal_year}")
    if report.form in _FORM:
        parts.append(_FORM[report.form].said_in(language))
    name = style(f"   {document.name}", "dim") if report.organisation else ""
    return style(" · ".join(parts), "title") + name


def _summary(graph: TieGraph, findings: Sequence[Finding], language: Language, style: Style) -> str:
    result = verdict(findings, graph)
    found = {severity: sum(finding.severity == severity for finding in findings) for severity in SEVERITIES}
    counts = [style(f"{_SEVERITY[s].said_in(language)} {n}", s if n else "dim") for s, n in found.items()]
    cover = graph.coverage()
    numbers = Text(
        f"数字 {cover['figures']}：对上 {cover['tied']}，矛盾 {cover['contradicted']}，无从核对 {cover['untied']}",
        f"figures {cover['figures']}: tied {cover['tied']}, contradicted {cover['contradicted']}, "
        f"not tied {cover['untied']}",
    )
    return "  ".join([style(_VERDICT[result].said_in(language), result), *counts, "  " + numbers.said_in(language)])


def _finding(places: Places, finding: Finding, language: Language, style: Style) -> Iterator[str]:
    severity = style(_SEVERITY[finding.severity].said_in(language), finding.severity)
    yield f"{severity} {style(finding.rule, 'rule')}  {style(finding.message.said_in(language), 'message')}"
    shown, left = _chosen(_frames(places, finding.evidence))
    for frame in shown:
        roles = dict.fromkeys(_ROLE.get(e.role, Text(e.role, e.role)) for e in frame)
        if len(roles) > 1 and len(shown) == 1:
            roles = {_QUOTED_AS: None}
        said = Text("、", ", ").said_in(language).join(role.said_in(language) for role in roles)
        yield style(f"  {said}  {places.said(frame[0].span.start, language)}", "place")
        yield f"    {quote(places, [evidence.span for evidence in frame], style)}"
    if left:
        yield style(Text(f"  另有 {left} 处", f"  and {left} more").said_in(language), "dim")
    if finding.computation:
        yield f"  {style(Text('复算', 'computed').said_in(language), 'place')}  {finding.computation}"
    if finding.changes_score:
        yield f"  {style(Text('影响', 'effect').said_in(language), 'place')}  {_CHANGES.said_in(language)}"
    yield style(f"  {Text('依据', 'basis').said_in(language)}  {_cited(finding)} · {finding.id}", "dim")


def _frames(places: Places, evidence: Sequence[Evidence]) -> list[list[Evidence]]:
    """The evidence by the paragraph or table row that it stands in, in the order in which the finding gives it."""
    frames: dict[tuple[int, int | None], list[Evidence]] = {}
    for item in evidence:
        frames.setdefault(places.frame_of(item.span.start), []).append(item)
    return list(frames.values())


def _chosen(frames: list[list[Evidence]]) -> tuple[list[list[Evidence]], int]:
    """The frames to quote: all when they are few, else those that are not mere parts, then the first parts."""
    if len(frames) <= _QUOTED:
        return frames, 0
    others = [frame for frame in frames if any(e.role != "part" for e in frame)]
    parts = [frame for frame in frames if frame not in others]
    shown = others[:_QUOTED] + parts[: max(_QUOTED - len(others), 1)]
    return shown, len(frames) - len(shown)


def _cited(finding: Finding) -> str:
    """The rules behind a finding as people cite them: 预算法实施条例第五条、第八十三条."""
    articles: dict[str, list[str]] = {}
    for basis in finding.basis:
        title = _EDITION.sub("", basis.title).removeprefix("中华人民共和国")
        articles.setdefault(title, []).append(basis.article)
    return "；".join(f"{title}{_space(title, cited[0])}{'、'.join(cited)}" for title, cited in articles.items())


def _space(title: str, article: str) -> str:
    """Between a title and what is no article by number."""
    return "" if article.startswith("第") or title.endswith("）") else " "


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
            lacking = [_MISSING[m] if m in _MISSING else _concept(m) for m in result.missing]
            words = Text("、", ", ").said_in(language).join(dict.fromkeys(m.said_in(language) for m in lacking))
            said = Text(f"无从判断：{result.rule} 缺{words}", f"could not be judged: {result.rule} lacks {words}")
            yield style(said.said_in(language), "dim")
    for gap in report.gaps:
        yield style(Text("未读：", "not read: ").said_in(language) + gap.message.said_in(language), "warning")


def _concept(name: str) -> Text:
    entry = concepts().get(name)
    return Text(name, name) if entry is None else Text(entry.zh, entry.id.replace("_", " "))
