"""How answers become outcomes, and in which order findings are shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from gouji.checks import Check, checks, run_checks, worst_first
from gouji.checks.registry import HELD, Answer, Lacking
from gouji.errors import CheckCrashed
from gouji.model import CheckResult, Finding
from gouji.pipeline import Judgement, check, extract
from gouji.readers import read_bytes

TEXT = """2023年度白石区档案馆整体支出绩效自评报告
一、支出情况
支出合计354.36万元，其中基本支出291.93万元、项目支出72.43万元。公务接待费05.5万元。
二、自评结论
支出合计300.5万元。
综合得分89分，评价等级为“优”。
"""


def judged() -> Judgement:
    document = read_bytes(TEXT.encode(), "case.txt")
    return check(document, extract(document))


def answering(*answers: Answer) -> CheckResult:
    """The result of a check that gives these answers."""

    def run(case: Any) -> Iterator[Answer]:
        del case
        yield from answers

    made = judged()
    one = msgspec.structs.replace(checks()[0], run=run)
    return run_checks(made.document, made.report, made.graph, [one])[0]


def finding() -> Finding:
    return next(f for result in judged().results for f in result.findings)


def test_outcomes() -> None:
    assert answering().outcome == "not_applicable"
    assert answering(HELD).outcome == "passed"
    lacking = answering(Lacking(("a",)), Lacking(("b", "a")))
    assert (lacking.outcome, lacking.missing) == ("cannot_judge", ("a", "b"))
    passed = answering(Lacking(("a",)), HELD)
    assert (passed.outcome, passed.missing) == ("passed", ())
    found = answering(HELD, finding(), Lacking(("a",)))
    assert (found.outcome, found.missing, len(found.findings)) == ("found", (), 1)


def test_one_finding_is_kept_once() -> None:
    assert len(answering(finding(), finding()).findings) == 1


def test_a_crash_is_ours() -> None:
    def run(case: Any) -> Iterator[Answer]:
        raise ZeroDivisionError(case)
        yield HELD

    made = judged()
    one = Check(checks()[0].meta, run, "", "arithmetic")
    with pytest.raises(CheckCrashed, match="G101"):
        run_checks(made.document, made.report, made.graph, [one])


def test_worst_first() -> None:
    results = judged().results
    shown = [(f.severity, f.rule) for f in worst_first(results)]
    assert shown == sorted(shown, key=lambda pair: (["error", "warning", "notice"].index(pair[0]), pair[1]))
    assert {severity for severity, _ in shown} == {"error", "warning"}
    reversed_results = [msgspec.structs.replace(r, findings=r.findings[::-1]) for r in reversed(results)]
    assert [f.id for f in worst_first(reversed_results)] == [f.id for f in worst_first(results)]


def test_findings_of_one_rule_stand_in_the_order_of_the_text() -> None:
    made = finding()
    evidence = made.evidence[0]
    later = msgspec.structs.replace(evidence, span=type(evidence.span)(500, 501))
    second = msgspec.structs.replace(made, id="later", evidence=(later,))
    result = CheckResult(rule=made.rule, outcome="found", findings=(second, made))
    assert [f.id for f in worst_first([result])] == [made.id, "later"]


def test_the_same_fault_keeps_its_id() -> None:
    first, again = ([f.id for f in worst_first(judged().results)] for _ in range(2))
    assert first == again
    assert len(set(first)) == len(first)
