"""Findings that stem from one figure are one group; a finding without a broken tie has no cause."""

from __future__ import annotations

import gouji
from gouji.pipeline import Judgement
from gouji.readers.reading import read_bytes

TWO = """某县水利局2023年度部门整体支出绩效自评报告
一、收支情况
2023年支出合计364.36万元，其中基本支出281.93万元，项目支出72.43万元。
二、结果
2023年支出合计354.36万元，用于日常运转和项目实施。
"""


def judged(text: str) -> Judgement:
    document = read_bytes(text.encode(), "a.txt")
    return gouji.check(document, gouji.extract(document))


def test_findings_of_one_figure_are_one_group() -> None:
    made = judged(TWO)
    (cause,) = made.causes
    rules = {f.id: f.rule for result in made.results for f in result.findings}
    assert [rules[identity] for identity in cause.findings] == ["G101", "G201"]
    assert (cause.reported, cause.repaired, cause.kind) == ("364.36万元", "354.36万元", "digit")
    assert (cause.closes, cause.of, cause.rivals) == (2, 2, ())
    assert made.document.quote(made.report.facts[cause.fact].span) == "364.36万元"


def test_a_unit_is_repaired_with_its_digits() -> None:
    (cause,) = judged(TWO.replace("364.36", "354.36").replace("281.93万元", "281.93元")).causes
    assert (cause.reported, cause.repaired, cause.kind) == ("281.93元", "281.93万元", "unit")


def test_the_same_file_gives_the_same_ids() -> None:
    assert judged(TWO).causes == judged(TWO).causes
    assert judged("\n" + TWO).causes[0].repaired == "354.36万元"


def test_what_ties_has_no_cause() -> None:
    assert judged(TWO.replace("364.36", "354.36")).causes == ()
    assert judged("某县水利局2023年度自评报告\n没有数字。\n").causes == ()


def test_each_finding_is_in_one_group_at_most() -> None:
    made = judged(TWO)
    ids = {f.id for result in made.results for f in result.findings}
    assert all(set(cause.findings) <= ids for cause in made.causes)
    listed = [identity for cause in made.causes for identity in cause.findings]
    assert len(listed) == len(set(listed))
