"""A judgement as a reviewer reads it in a terminal: verdict first, worst findings first, both sides quoted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from gouji.model import (
    SEVERITIES,
    CheckResult,
    Document,
    Evidence,
    Finding,
    Language,
    Place,
    Report,
    Table,
    Text,
    TieGraph,
)
from gouji.output.jsonl import verdict

Style = Callable[[str, str], str]
_CONTEXT = 36
_QUOTED = 4

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


def judgement_text(
    document: Document,
    report: Report,
    graph: TieGraph,
    results: Sequence[CheckResult],
    findings: Sequence[Finding],
    *,
    language: Language,
    style: Style,
) -> str:
    """The whole text for one file; `style(text, name)` colours a text by the name of what it is."""
    lines = [_heading(document, report, language, style), _summary(graph, findings, language, style)]
    for finding in findings:
        lines += ["", *_finding(document, report, finding, language, style)]
    lines += ["", *_rest(report, graph, results, language, style)]
    return "\n".join(lines)


def _heading(document: Document, report: Report, language: Language, style: Style) -> str:
    parts = [report.organisation or document.name]
    if report.fiscal_year:
        parts.append(f"{report.fiscal_year}年度" if language == "zh" else f"fiscal year {report.fiscal_year}")
    if report.form in _FORM:
        parts.append(_FORM[report.form].said_in(language))
    return style(" · ".join(parts), "title") + style(f"   {document.name}", "dim")


def _summary(graph: TieGraph, findings: Sequence[Finding], language: Language, style: Style) -> str:
    result = verdict(findings, graph)
    counts = [
        style(f"{_SEVERITY[s].said_in(language)} {sum(f.severity == s for f in findings)}", s) for s in SEVERITIES
    ]
    cover = graph.coverage()
    numbers = Text(
        f"数字 {cover['figures']}：对上 {cover['tied']}，矛盾 {cover['contradicted']}，无从核对 {cover['untied']}",
        f"figures {cover['figures']}: tied {cover['tied']}, contradicted {cover['contradicted']}, "
        f"not tied {cover['untied']}",
    )
    return "  ".join([style(_VERDICT[result].said_in(language), result), *counts, "  " + numbers.said_in(language)])


def _finding(document: Document, report: Report, finding: Finding, language: Language, style: Style) -> Iterator[str]:
    severity = style(_SEVERITY[finding.severity].said_in(language), finding.severity)
    yield f"{severity} {style(finding.rule, 'rule')}  {style(finding.message.said_in(language), 'message')}"
    shown, left = _chosen(finding.evidence)
    for evidence in shown:
        role = _ROLE.get(evidence.role, Text(evidence.role, evidence.role)).said_in(language)
        where = _where(document, report, evidence, language)
        yield f"  {style(f'{role} · {where}', 'dim')}  {_quote(document, evidence, style)}"
    if left:
        more = Text(f"  另有 {left} 处", f"  and {left} more").said_in(language)
        yield style(more, "dim")
    if finding.computation:
        yield f"  {Text('复算', 'computed').said_in(language)} {finding.computation}"
    cited = "；".join(f"{basis.title}{basis.article}" for basis in finding.basis)
    yield style(f"  {Text('依据', 'basis').said_in(language)} {cited} · {finding.id}", "dim")


def _chosen(evidence: Sequence[Evidence]) -> tuple[list[Evidence], int]:
    """The places to quote: all when they are few, else those that are not mere parts, then the first parts."""
    if len(evidence) <= _QUOTED:
        return list(evidence), 0
    first = [e for e in evidence if e.role != "part"][:_QUOTED]
    first += [e for e in evidence if e.role == "part"][: max(_QUOTED - len(first), 2)]
    return first, len(evidence) - len(first)


def _where(document: Document, report: Report, evidence: Evidence, language: Language) -> str:
    """The heading above a place, and its line, page or cell."""
    start = evidence.span.start
    held = [s for s in report.sections if s.heading.start <= start < s.body.end]
    name = f"{held[-1].number}{held[-1].title}"[:16] if held else ""
    table = next((i for i, t in enumerate(document.tables(), 1) if t.start <= start < t.end), None)
    place = document.place_at(start)
    return " ".join(part for part in (name if table is None else "", _place(place, table, language)) if part)


def _place(place: Place | None, table: int | None, language: Language) -> str:
    parts: list[Text] = []
    if table is not None:
        parts.append(Text(f"表{table}", f"table {table}"))
    if place is not None:
        if place.page is not None:
            parts.append(Text(f"第{place.page}页", f"page {place.page}"))
        if place.sheet is not None:
            parts.append(Text(f"{place.sheet}!{place.cell}", f"{place.sheet}!{place.cell}"))
        if place.row is not None:
            parts.append(Text(f"第{place.row}行第{place.column}列", f"row {place.row} column {place.column}"))
        elif place.paragraph is not None:
            parts.append(Text(f"第{place.paragraph}段", f"paragraph {place.paragraph}"))
        if place.line is not None:
            parts.append(Text(f"第{place.line}行", f"line {place.line}"))
    return " ".join(part.said_in(language) for part in parts)


def _quote(document: Document, evidence: Evidence, style: Style) -> str:
    """The words around a place, the place itself marked; a cell is quoted with its row."""
    start, end = evidence.span.start, evidence.span.end
    low, high = _bounds(document, start, end)
    before, after = (
        document.text[max(low, start - _CONTEXT) : start],
        document.text[end : min(high, end + _CONTEXT)],
    )
    dots_before = "…" if start - _CONTEXT > low else ""
    dots_after = "…" if end + _CONTEXT < high else ""
    figure = style(_flat(document.text[start:end]), "figure")
    return f"“{dots_before}{_flat(before).lstrip()}{figure}{_flat(after).rstrip()}{dots_after}”"


def _bounds(document: Document, start: int, end: int) -> tuple[int, int]:
    """The paragraph or table row that a place stands in."""
    for block in document.blocks:
        if not block.start <= start < block.end:
            continue
        if not isinstance(block, Table):
            return block.start, block.end
        own = next((c for c in block.cells if c.start <= start <= c.end and c.end > c.start), None)
        if own is None:
            return start, end
        row = [c for c in block.cells if c.row == own.row and c.end > c.start]
        return min(c.start for c in row), max(c.end for c in row)
    return start, end


def _flat(text: str) -> str:
    """A stretch of text on one line, cells set apart."""
    return " ".join(part for part in text.replace("\t", " ").replace("\n", " ").split(" ") if part)


def _rest(
    report: Report, graph: TieGraph, results: Sequence[CheckResult], language: Language, style: Style
) -> Iterator[str]:
    """What was proven, what differs only by rounding, and what could not be judged."""
    rounding = sum(tie.state == "rounding" for tie in graph.ties)
    closed = sum(tie.state == "closed" for tie in graph.ties)
    passed = sum(result.outcome == "passed" for result in results)
    lacking = [r.rule for r in results if r.outcome == "cannot_judge"]
    said = Text(
        f"一致：{passed} 项检查通过，{closed} 个等式对上" + (f"，另有 {rounding} 个只差四舍五入" if rounding else ""),
        f"consistent: {passed} checks passed, {closed} ties closed"
        + (f", {rounding} off by rounding only" if rounding else ""),
    )
    yield style(said.said_in(language), "dim")
    if lacking:
        rules = ", ".join(lacking)
        yield style(Text(f"缺数，无从判断：{rules}", f"could not be judged: {rules}").said_in(language), "dim")
    for gap in report.gaps:
        yield style(Text("未读：", "not read: ").said_in(language) + gap.message.said_in(language), "warning")
