"""Causes and accepted findings in every output: together, said once, never dropped."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date

import msgspec
import openpyxl
import pytest

from gouji.cli.accounts import account
from gouji.model import Accepted, Language
from gouji.output import Judged, judgement_text
from gouji.output.causes import cause_of, repairs_said, together
from gouji.output.places import Places

TWO = """某县水利局2023年度部门整体支出绩效自评报告
一、收支情况
2023年支出合计364.36万元，其中基本支出281.93万元，项目支出72.43万元。
2023年年初预算400.00万元，全年支出354.36万元，完成年初预算的85.89%。
二、结果
2023年支出合计354.36万元，用于日常运转和项目实施。
"""
REASON = "按调整后口径填列 <b>"


@pytest.fixture
def two(judged_text: Callable[[str, str], Judged]) -> Judged:
    return judged_text(TWO, "报告.txt")


@pytest.fixture
def excepted(two: Judged) -> Judged:
    """The same with its first finding accepted."""
    first, *others = two.findings
    exception = Accepted(finding=first, reason=REASON, date=date(2026, 11, 21))
    return msgspec.structs.replace(two, findings=tuple(others), accepted=(exception,))


def written(judged: Judged, form: str, language: Language = "zh") -> bytes:
    made = account(form, "out", None, language, "1.0")
    assert made is not None
    made.add(judged)
    return made.made()


def told(judged: Judged, language: Language = "zh") -> str:
    return judgement_text(
        judged.document,
        judged.report,
        judged.graph,
        judged.results,
        judged.findings,
        language=language,
        style=lambda text, name: text,
        causes=judged.causes,
        accepted=judged.accepted,
    )


def test_findings_of_one_figure_are_side_by_side_and_all_are_there(two: Judged) -> None:
    listed = together(two.findings, two.causes)
    assert sorted(f.id for f in listed) == sorted(f.id for f in two.findings)
    assert listed[0] == two.findings[0]
    behind = [cause.id if (cause := cause_of(two.causes).get(f.id)) else f.id for f in listed]
    assert all(behind[behind.index(b) : behind.index(b) + behind.count(b)] == [b] * behind.count(b) for b in behind)
    assert together(two.findings, ()) == list(two.findings)


def test_the_repair_is_said_once_and_the_others_refer_to_it(two: Judged) -> None:
    said = repairs_said(two.findings, two.causes, Places(two.document, two.report), two.report)
    (group,) = (cause for cause in two.causes if len(cause.findings) > 1)
    first, *others = group.findings
    assert "364.36万元 最可能写错：改为 354.36万元（错一位数字），可同时消除另外" in said[first][1].zh
    assert "read as 354.36万元 (one digit wrong)" in said[first][1].en
    assert others and all(said[other][1].zh == f"364.36万元，见 {first}" for other in others)
    text = told(two)
    assert text.count("最可能写错") == len([s for s in said.values() if "最可能" in s[1].zh])


def test_with_the_first_of_a_group_gone_the_next_one_says_it(two: Judged) -> None:
    (group,) = (cause for cause in two.causes if len(cause.findings) > 1)
    left = [f for f in two.findings if f.id != group.findings[0]]
    said = repairs_said(left, two.causes, Places(two.document, two.report), two.report)
    assert "最可能写错" in said[group.findings[1]][1].zh


@pytest.mark.parametrize("language", ["zh", "en"])
def test_accepted_findings_stand_in_every_output(excepted: Judged, language: Language) -> None:
    finding = excepted.accepted[0].finding
    text = told(excepted, language)
    assert REASON in text and "2026-11-21" in text and finding.id in text
    page = written(excepted, "html", language).decode()
    assert "按调整后口径填列 &lt;b&gt;" in page and finding.id in page
    log = json.loads(written(excepted, "sarif", language))
    (result,) = [r for r in log["runs"][0]["results"] if "suppressions" in r]
    assert result["suppressions"][0]["justification"] == REASON
    assert result["partialFingerprints"]["goujiFinding/v1"] == finding.id
    sheet = openpyxl.load_workbook(io.BytesIO(written(excepted, "xlsx", language))).worksheets[0]
    *_, last = sheet.iter_rows(values_only=True)
    assert last[-2] == ("已接受" if language == "zh" else "accepted") and REASON in str(last[-1])
    assert finding.id in last


def test_a_repair_stands_in_every_output(two: Judged) -> None:
    assert "改为 354.36万元" in told(two)
    assert "改为 354.36万元" in written(two, "html").decode()
    assert "改为 354.36万元" in written(two, "sarif").decode()
    book = openpyxl.load_workbook(io.BytesIO(written(two, "xlsx")))
    assert any("改为 354.36万元" in str(cell) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row)
