"""The findings of a document as HTML: each with both sides, its computation and its basis, joined to the text."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.basis import document as basis_document
from gouji.model import BasisReference, CheckResult, Finding, Language, Report, Text, TieGraph
from gouji.output.causes import ACCEPTED, accepted_said, repairs_said, together
from gouji.output.html_text import MarkedText, safe
from gouji.output.judged import Judged
from gouji.output.places import Places
from gouji.output.proof import Side, cited, sides
from gouji.output.quotes import marked
from gouji.output.words import CHANGES, SEVERITY, open_said

_NOTHING = Text("没有发现问题", "nothing found")
_COMPUTED = Text("复算", "computed")
_BASIS = Text("依据", "basis")
_OPEN = Text("无从判断", "could not be judged")
_UNREAD = Text("没有读到", "not read")


def findings_html(number: int, judged: Judged, text: MarkedText, language: Language) -> str:
    """All findings of a document, worst first, and below them what tied and what could not be judged."""
    places = Places(judged.document, judged.report, judged.others)
    causes = repairs_said(judged.findings, judged.causes, places, judged.report)
    keys = {finding.id: f"d{number}f{index}" for index, finding in enumerate(judged.findings)}
    cards = [
        _card(keys[finding.id], finding, places, text, language, causes.get(finding.id))
        for finding in together(judged.findings, judged.causes)
    ]
    listed = f'<ol class="cards">{"".join(cards)}</ol>' if cards else f"<p>{_NOTHING.said_in(language)}</p>"
    accepted = "".join(f"<li>{safe(accepted_said(exception, language))}</li>" for exception in judged.accepted)
    if accepted:
        listed += f'<section class="accepted"><h3>{ACCEPTED.said_in(language)}</h3><ul>{accepted}</ul></section>'
    return listed + _rest(judged.report, judged.graph, judged.results, language)


def _card(
    key: str,
    finding: Finding,
    places: Places,
    text: MarkedText,
    language: Language,
    cause: tuple[Text, Text] | None,
) -> str:
    shown, left = sides(places, finding, language)
    quoted = "".join(_side(side, text) for side in shown)
    if left:
        more = Text(f"另有 {left} 处，文中都已标出", f"and {left} more, all marked in the text").said_in(language)
        quoted += f'<p class="more">{more}</p>'
    computed = f"<dt>{_COMPUTED.said_in(language)}</dt><dd>{safe(finding.computation)}</dd>"
    computed = computed if finding.computation else ""
    if cause is not None:
        computed += f"<dt>{cause[0].said_in(language)}</dt><dd>{safe(cause[1].said_in(language))}</dd>"
    changes = f'<p class="changes">{CHANGES.said_in(language)}</p>' if finding.changes_score else ""
    return (
        f'<li class="card {finding.severity}" id="{key}" data-e="{key}" tabindex="0">'
        f'<header><span class="severity">{SEVERITY[finding.severity].said_in(language)}</span> '
        f'<span class="rule">{safe(finding.rule)}</span> <span class="title">{safe(finding.title.said_in(language))}'
        f'</span><span class="id">{safe(finding.id)}</span></header>'
        f'<p class="message">{safe(finding.message.said_in(language))}</p>{quoted}'
        f"<dl>{computed}</dl>{changes}{_basis(finding.basis, language)}</li>"
    )


def _side(side: Side, text: MarkedText) -> str:
    """One side: what it is, where it stands, its words; a link to the place in the text, if it is in this one."""
    words = "".join(
        f"<b>{safe(said)}</b>" if figure else safe(said) for said, figure in marked(side.places, side.spans)
    )
    said = (
        f'<span class="role">{safe(side.role)}</span> '
        f'<span class="where">{safe(side.place)}</span><span class="words">{words}</span>'
    )
    if side.file is not None:
        return f'<div class="side">{said}</div>'
    return f'<a class="side" href="#{text.target(side.spans[0].start)}">{said}</a>'


def _basis(basis: Sequence[BasisReference], language: Language) -> str:
    entries = [basis_document(reference.id) for reference in basis]
    quotes = "".join(
        f"<blockquote>{safe(entry.quote)}<cite>{safe(entry.title)} {safe(entry.article)}</cite></blockquote>"
        for entry in entries
    )
    return f"<details><summary>{_BASIS.said_in(language)}　{safe(cited(basis))}</summary>{quotes}</details>"


def _rest(report: Report, graph: TieGraph, results: Sequence[CheckResult], language: Language) -> str:
    """What was proven, what could not be judged, what was not read."""
    closed = sum(tie.state == "closed" for tie in graph.ties)
    rounding = sum(tie.state == "rounding" for tie in graph.ties)
    passed = sum(result.outcome == "passed" for result in results)
    said = Text(f"{passed} 项检查通过，{closed} 个等式对上", f"{passed} checks passed, {closed} ties closed")
    also = Text(f"，另有 {rounding} 个只差四舍五入", f", {rounding} off by rounding only")
    lines = [said.said_in(language) + (also.said_in(language) if rounding else "")]
    for result in results:
        if result.outcome == "cannot_judge":
            lines.append(f"{_OPEN.said_in(language)}　{open_said(result, language)}")
    lines += [f"{_UNREAD.said_in(language)}　{gap.message.said_in(language)}" for gap in report.gaps]
    return f'<ul class="rest">{"".join(f"<li>{safe(line)}</li>" for line in lines)}</ul>'
