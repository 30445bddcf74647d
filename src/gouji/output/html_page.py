"""One page that shows the documents of a run as they were read, with figures tinted and findings at the side.

The page is a single file that fetches nothing: style and script stand in it, and the policy in its head lets only
that script run, so that no text of a report can.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections import Counter
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import NamedTuple
from urllib.parse import quote as percent_encoded

import msgspec

from gouji.model import SEVERITIES, Language, Report, Text
from gouji.output.coverage import FigureState, figure_states
from gouji.output.html_findings import findings_html
from gouji.output.html_text import MarkedText, safe
from gouji.output.jsonl import verdict
from gouji.output.judged import Judged
from gouji.output.words import FORM, SEVERITY, STATE, VERDICT, paired

_TITLE = Text("勾稽检查结果", "Gouji findings")
_HEADS = (
    Text("文件", "file"),
    Text("单位", "organisation"),
    Text("年度", "year"),
    Text("结论", "verdict"),
    *SEVERITY.values(),
    Text("数字", "figures"),
)
_FAILED = Text("没有检查成", "not checked")
_KEYS = Text(
    "Tab 逐条看问题，回车跳到原文，再按回车看下一处，Esc 回来；点图例可以隐去一种颜色",
    "Tab goes through findings, Enter to the text and on to the next side, Esc back; click a colour to hide it",
)
_FOOT = Text(
    "勾稽只证明数字之间不一致，哪一个对，要看单位的账。",
    "Gouji proves that figures do not agree; which of them is right only the unit's books can tell.",
)


class _Entry(NamedTuple):
    """A line of the index: counts by severity, and how many figures there are in each state."""

    number: int
    path: str
    report: Report | None
    verdict: str
    found: Counter[str]
    states: Counter[FigureState]
    failure: str = ""

    def rank(self) -> tuple[int, ...]:
        """What could not be checked first, then files with the most errors, warnings, notices."""
        return (0 if self.report is None else 1, *(-self.found[severity] for severity in SEVERITIES), self.number)


class Page:
    """The page over all files of a run; links to the files are relative to `home`, where it will stand."""

    def __init__(self, *, home: Path, version: str, ruleset: str, language: Language):
        self._home, self._language = home, language
        self._made_by = f"Gouji {version} · {ruleset}"
        self._entries: list[_Entry] = []
        self._sections: list[str] = []

    def add(self, judged: Judged) -> None:
        """Take in a file that was judged."""
        number, language = len(self._entries), self._language
        document, report, graph = judged.document, judged.report, judged.graph
        states = figure_states(report, graph, judged.findings)
        # What another document says is no offset of this text.
        marked = [msgspec.structs.replace(finding, evidence=finding.own) for finding in judged.findings]
        text = MarkedText(number, document, report, graph, marked, states, language)
        found: Counter[str] = Counter(finding.severity for finding in judged.findings)
        decided = verdict(judged.findings, graph)
        entry = _Entry(number, document.name, report, decided, found, Counter(states))
        section = (
            f'<section class="report" id="d{number}">{self._heading(entry, report)}{self._others(judged)}'
            f'<div class="columns">{text.html()}'
            f'<aside tabindex="-1">{findings_html(number, judged, text, language)}</aside></div></section>'
        )
        self._entries.append(entry)
        self._sections.append(section)

    def fail(self, path: str, reason: str) -> None:
        """Take in a file that could not be judged."""
        self._entries.append(_Entry(len(self._entries), path, None, "", Counter(), Counter(), reason))

    def made(self) -> bytes:
        """The page."""
        style, script = _part("style.css"), _part("script.js")
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        page = Template(_part("page.html")).substitute(
            lang="zh-CN" if self._language == "zh" else "en",
            digest=digest,
            title=safe(self._title()),
            style=style,
            script=script,
            many="many" if len(self._sections) > 1 else "one",
            legend=self._legend(),
            index=self._index(),
            sections="\n".join(self._sections),
            foot=f"{_FOOT.said_in(self._language)} {safe(self._made_by)}",
        )
        return page.encode("utf-8")

    def _title(self) -> str:
        if len(self._entries) == 1:
            return f"{Path(self._entries[0].path).name} · {_TITLE.said_in(self._language)}"
        return _TITLE.said_in(self._language)

    def _legend(self) -> str:
        """A button for each state of a figure, that hides and shows its colour."""
        buttons = "".join(
            f'<button type="button" class="f {state}" data-state="{state}" aria-pressed="true">'
            f"{said.said_in(self._language)}</button>"
            for state, said in STATE.items()
        )
        return f'<p class="legend">{buttons}<span class="keys">{_KEYS.said_in(self._language)}</span></p>'

    def _heading(self, entry: _Entry, report: Report) -> str:
        language = self._language
        year = Text(f"{report.fiscal_year} 年度", f"fiscal year {report.fiscal_year}").said_in(language)
        form = FORM[report.form].said_in(language) if report.form in FORM else ""
        name = Path(entry.path).name
        title = " · ".join(
            word for word in (report.organisation or name, year if report.fiscal_year else "", form) if word
        )
        return (
            f'<header class="head"><h2>{safe(title)}</h2><p>'
            f'<span class="verdict {entry.verdict}">{VERDICT[entry.verdict].said_in(language)}</span> '
            f'{self._counts(entry)} {self._bar(entry)} <a class="file" href="{self._link(entry.path)}">{safe(name)}</a>'
            f"</p></header>"
        )

    def _others(self, judged: Judged) -> str:
        """What the report was set against."""
        said = (safe(line) for line in paired(judged.others, self._language))
        return "".join(f'<p class="others">{line}</p>' for line in said)

    def _counts(self, entry: _Entry) -> str:
        return " ".join(
            f'<span class="count {severity if entry.found[severity] else "none"}">'
            f"{SEVERITY[severity].said_in(self._language)} {entry.found[severity]}</span>"
            for severity in SEVERITIES
        )

    def _bar(self, entry: _Entry) -> str:
        """How many figures are in each state, as a bar and in words."""
        order: tuple[FigureState, ...] = ("closed", "rounding", "contradicting", "named", "unnamed")
        parts = "".join(
            f'<i class="{state}" style="flex:{entry.states[state]}"></i>' for state in order if entry.states[state]
        )
        tied = entry.states["closed"] + entry.states["rounding"]
        against, figures = entry.states["contradicting"], entry.states.total()
        said = Text(
            f"数字 {figures}：对上 {tied}，矛盾 {against}，无从核对 {figures - tied - against}",
            f"figures {figures}: tied {tied}, contradicting {against}, not judged {figures - tied - against}",
        ).said_in(self._language)
        return f'<span class="cover"><span class="bar" aria-hidden="true">{parts}</span> {said}</span>'

    def _index(self) -> str:
        """The files of the run, worst first; nothing for a single one that was checked."""
        if len(self._entries) == 1 and self._entries[0].report is not None:
            return ""
        heads = "".join(f"<th>{head.said_in(self._language)}</th>" for head in _HEADS)
        folder = _folder([entry.path for entry in self._entries])
        lines = "".join(self._line(entry, folder) for entry in sorted(self._entries, key=_Entry.rank))
        return f'<table class="index"><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>'

    def _line(self, entry: _Entry, folder: str) -> str:
        path = safe(entry.path.removeprefix(folder))
        if entry.report is None:
            failed = f'<td class="verdict contradictory">{_FAILED.said_in(self._language)}</td>'
            reason = f'<td colspan="4">{safe(entry.failure.removeprefix(entry.path).lstrip("：: "))}</td>'
            return f"<tr><td>{path}</td><td></td><td></td>{failed}{reason}</tr>"
        counts = "".join(
            f'<td class="count {severity if entry.found[severity] else "none"}">{entry.found[severity]}</td>'
            for severity in SEVERITIES
        )
        return (
            f'<tr><td><a href="#d{entry.number}">{path}</a></td>'
            f"<td>{safe(entry.report.organisation or '')}</td><td>{entry.report.fiscal_year or ''}</td>"
            f'<td class="verdict {entry.verdict}">{VERDICT[entry.verdict].said_in(self._language)}</td>'
            f"{counts}<td>{self._bar(entry)}</td></tr>"
        )

    def _link(self, path: str) -> str:
        try:
            relative = os.path.relpath(path, self._home)
        except ValueError:  # Another drive.
            return safe(Path(path).absolute().as_uri())
        # The dot keeps a name with a colon from being taken for a kind of address.
        return safe("./" + percent_encoded(Path(relative).as_posix().encode("utf-8", "surrogateescape")))


def _folder(paths: list[str]) -> str:
    """The folder that all files lie in, to its last slash; empty when there is none."""
    try:
        common = os.path.commonpath([os.path.dirname(path) for path in paths])  # noqa: PTH120 - paths as they were given
    except ValueError:  # Absolute and relative ones, or several drives.
        return ""
    return os.path.join(common, "") if common else ""  # noqa: PTH118


def _part(name: str) -> str:
    return files("gouji.output").joinpath("page", name).read_text("utf-8")
