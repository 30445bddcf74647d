"""Findings by the figure that they stem from, what is said of it, and the findings that somebody accepted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gouji.model import Accepted, Cause, Document, Finding, Language, Report, Text
from gouji.output.places import Places
from gouji.output.records import quoted

REPAIR = Text("改法", "repair")
SAME = Text("同因", "same cause")
ACCEPTED = Text("已接受的例外", "accepted exceptions")
KIND = {
    "digit": Text("错一位数字", "one digit wrong"),
    "swap": Text("相邻数字颠倒", "neighbouring digits swapped"),
    "dropped": Text("漏一位数字", "a digit dropped"),
    "added": Text("多一位数字", "a digit too many"),
    "point": Text("小数点移位", "the point moved"),
    "unit": Text("元与万元写错", "元 for 万元 or the other way round"),
    "copied": Text("与旁边的数或另一年度的数雷同", "the digits of a neighbour or of another year"),
}
_MOST_RIVALS = 3
"""With more figures that explain a single finding as well, naming one of them would be a guess."""


def together(findings: Sequence[Finding], causes: Sequence[Cause]) -> list[Finding]:
    """The findings with those of one figure side by side: each group where its first one stands."""
    of = cause_of(causes)
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        cause = of.get(finding.id)
        groups.setdefault(f"f{finding.id}" if cause is None else f"c{cause.id}", []).append(finding)
    return [finding for group in groups.values() for finding in group]


def cause_of(causes: Sequence[Cause]) -> dict[str, Cause]:
    """The cause of each finding, by its id."""
    return {finding: cause for cause in causes for finding in cause.findings}


def repairs_said(
    findings: Sequence[Finding], causes: Sequence[Cause], places: Places, report: Report
) -> dict[str, tuple[Text, Text]]:
    """What is said of the cause with each finding, by its id: a label and a sentence.

    The first finding of a group names the figure and what it should be, the others refer to the first.
    """
    rules = {finding.id: finding.rule for finding in findings}
    said: dict[str, tuple[Text, Text]] = {}
    for cause in causes:
        held = [finding for finding in cause.findings if finding in rules]
        repair = repair_said(cause, rules, places, report)
        if held and repair is not None:
            said[held[0]] = REPAIR, repair
        for finding in held[1:]:
            said[finding] = SAME, Text(f"{cause.reported}，见 {held[0]}", f"{cause.reported}, see {held[0]}")
    return said


def repair_said(cause: Cause, rules: Mapping[str, str], places: Places, report: Report) -> Text | None:
    """The sentence that names the figure and what it should be; None where that would be a guess.

    `rules` are the checks of the findings by their ids; the first finding of the group is the one it is said with.
    """
    others = [rules[finding] for finding in cause.findings[1:] if finding in rules]
    if not others and (len(cause.rivals) > _MOST_RIVALS or cause.repaired is None):
        return None
    start = report.facts[cause.fact].span.start
    zh, en = cause.reported, cause.reported
    if others:
        zh, en = f"{places.said(start, 'zh')}的 {zh}", f"{en} in {places.said(start, 'en')}"
    if len(cause.facts) > 1:
        zh, en = f"{zh} 等 {len(cause.facts)} 处", f"{en} and {len(cause.facts) - 1} more places"
    to_zh, to_en = "改正后（应为多少，文中算不出）", "corrected (to what, the text does not tell)"
    if cause.repaired is not None:
        to_zh, to_en = f"改为 {cause.repaired}", f"read as {cause.repaired}"
        if cause.kind is not None:
            to_zh, to_en = f"{to_zh}（{KIND[cause.kind].zh}）", f"{to_en} ({KIND[cause.kind].en})"
    if others:
        listed = list(dict.fromkeys(others))
        then_zh = f"可同时消除另外 {len(others)} 处矛盾（{'、'.join(listed)}）"
        then_en = f"would settle {len(others)} more findings too ({', '.join(listed)})"
    else:
        then_zh, then_en = "就对上", "would tie"
    said = Text(f"{zh} 最可能写错：{to_zh}，{then_zh}", f"{en} is most likely wrong: {to_en}, it {then_en}")
    if cause.rivals:
        many = len(cause.rivals)
        said = Text(f"{said.zh}；改另外 {many} 个数之一也能对上", f"{said.en}; so would one of {many} other figures")
    return said


def cause_record(document: Document, report: Report, cause: Cause) -> dict[str, Any]:
    """A cause as JSON."""
    return {
        "id": cause.id,
        "figure": quoted(document, report.facts[cause.fact].span),
        "mentions": [quoted(document, report.facts[fact].span) for fact in cause.facts],
        "reported": cause.reported,
        "repaired": cause.repaired,
        "kind": cause.kind,
        "closes": cause.closes,
        "of": cause.of,
        "rivals": [quoted(document, report.facts[fact].span) for fact in cause.rivals],
        "findings": list(cause.findings),
    }


def accepted_said(accepted: Accepted, language: Language) -> str:
    """An accepted finding on one line: rule, what was found, why and since when it is accepted."""
    finding = accepted.finding
    message = finding.message.said_in(language)
    said = Text(
        f"{finding.rule}  {message}　理由：{accepted.reason}（{accepted.date}，{finding.id}）",
        f"{finding.rule}  {message}; accepted: {accepted.reason} ({accepted.date}, {finding.id})",
    )
    return said.said_in(language)
