"""A break that no slip explains is doubted before it is reported."""

from __future__ import annotations

import pytest

from gouji.pipeline import check, extract
from gouji.readers import read_bytes

TITLE = "2023年度柳溪县林业站整体支出绩效自评报告\n一、支出情况\n"


def broken(sentence: str) -> list[bool]:
    document = read_bytes((TITLE + sentence).encode(), "case.txt")
    return [tie.doubtful for tie in check(document, extract(document)).graph.ties if tie.state == "broken"]


@pytest.mark.parametrize(
    ("sentence", "doubtful"),
    [
        ("全年支出300万元，其中基本支出200万元、项目支出60万元。", False),
        ("全年支出3000万元，其中基本支出200万元、项目支出100万元。", False),
        ("全年支出300万元，其中基本支出200元、项目支出100万元。", False),
        ("全年支出900万元，其中基本支出50万元、项目支出40万元。", False),
        ("全年支出937万元，其中基本支出51万元、项目支出40万元。", True),
        ("三公经费支出12.00万元，比上年减少3.00万元，下降20.0%。", None),
        ("三公经费支出12.00万元，比上年减少3.00万元，下降25.0%。", False),
        ("三公经费支出12.00万元，比上年减少0.30万元，下降57.7%。", True),
    ],
)
def test_what_is_far_off_by_no_slip_is_doubted(sentence: str, doubtful: bool | None) -> None:
    assert broken(sentence) == ([] if doubtful is None else [doubtful])


def test_a_table_is_never_doubted() -> None:
    table = "项目\t金额（万元）\n基本支出\t51\n项目支出\t40\n支出合计\t900\n"
    assert not any(broken(table))


def test_the_finding_says_so_and_is_a_notice() -> None:
    document = read_bytes((TITLE + "三公经费支出12.00万元，比上年减少0.30万元，下降57.7%。").encode(), "case.txt")
    results = check(document, extract(document)).results
    (finding,) = (finding for result in results if result.rule == "G105" for finding in result.findings)
    assert finding.severity == "notice"
    assert "读错" in finding.message.zh and "misread" in finding.message.en
