"""Coverage: every figure has one state, the counts add up, and what nothing judges is listed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner

from gouji.cli import main
from gouji.output import Judged, coverage, figure_states, judgement_text

HEAD = "某局2023年度部门整体支出绩效自评报告\n"
CASES = {
    "closed": ("支出合计110万元，其中：基本支出60万元，项目支出50万元。", ["closed"] * 3),
    "rounding": ("支出合计110万元，其中：基本支出60.26万元，项目支出49.82万元。", ["rounding"] * 3),
    "contradicting": ("支出合计100万元，其中：基本支出60万元，项目支出50万元。", ["contradicting"] * 3),
    "named": ("项目支出50万元。", ["named"]),
    "unnamed": ("全年巡河36次。", ["unnamed"]),
}


@pytest.mark.parametrize("name", CASES)
def test_states(judged_text: Callable[[str, str], Judged], name: str) -> None:
    sentence, expected = CASES[name]
    made = judged_text(f"{HEAD}{sentence}\n", "报告.txt")
    states = figure_states(made.report, made.graph, made.findings)
    in_sentence = [states[fact.id] for fact in made.report.facts if fact.span.start >= len(HEAD)]
    assert in_sentence == expected


def test_counts_add_up(example: Judged) -> None:
    counted = coverage(example.report, example.graph, example.findings)
    assert list(counted) == ["figures", "tied", "contradicting", "unjudged"]
    assert counted["figures"] == len(example.report.facts)
    assert counted["figures"] == counted["tied"] + counted["contradicting"] + counted["unjudged"]
    assert counted["contradicting"] >= sum(finding.severity == "error" for finding in example.findings)


def test_the_rule_that_a_finding_quotes_is_not_at_fault(example: Judged) -> None:
    states = figure_states(example.report, example.graph, example.findings)
    (finding,) = [finding for finding in example.findings if finding.rule == "G305"]
    (rule,) = [evidence.span for evidence in finding.evidence if evidence.role == "rule"]
    figures = [fact for fact in example.report.facts if fact.span.overlaps(rule)]
    assert figures and all(states[fact.id] != "contradicting" for fact in figures)


def test_the_flag_lists_what_nothing_judges(example: Judged, judged_text: Callable[[str, str], Judged]) -> None:
    made = judged_text(HEAD + "项目支出50万元，全年巡河36次。\n", "报告.txt")
    parts = (made.document, made.report, made.graph, made.results, made.findings)

    def said(uncovered: bool) -> str:
        return judgement_text(*parts, language="zh", style=lambda text, name: text, uncovered=uncovered)

    assert said(True).startswith(said(False))
    assert "50万元（项目支出）、36次" in said(True).removeprefix(said(False))
    result = CliRunner().invoke(main, ["check", "--coverage", "--lang", "en", example.document.name])
    alone = coverage(example.report, example.graph, example.findings)["unjudged"]
    assert result.exit_code == 1 and f"{alone} figures that no other figure judges" in result.stdout
