"""The work list: every finding once, worst first, and nothing in a report becomes a formula."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest
from click.testing import CliRunner
from openpyxl.worksheet.worksheet import Worksheet

from gouji.cli import main
from gouji.cli.accounts import catalogue
from gouji.model import SEVERITIES, Finding, Language
from gouji.output import Judged
from gouji.output.causes import together
from gouji.output.words import SEVERITY
from gouji.output.worklist import FILES, FINDINGS, RULES, WorkList

EXAMPLE = Path(__file__).parents[2] / "examples" / "示例自评报告.docx"
HEAD = "某局2023年度部门整体支出绩效自评报告\n"
WARNED = HEAD + "2023年末资产总计100万元，其中：固定资产60万元，占资产总计的50%。\n"


def book_of(*files: Judged, language: Language = "zh", home: Path | None = None, failed: str = "") -> Any:
    made = WorkList(catalogue(), home=home or Path(), version="0.1.0", ruleset="2026.11", language=language)
    for file in files:
        made.add(file)
    if failed:
        made.fail(failed, f"{failed}：文件是空的")
    data = made.made()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
    return openpyxl.load_workbook(io.BytesIO(data))


def rows(sheet: Worksheet) -> list[dict[str, Any]]:
    head, *others = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in others]


def rank(finding: Finding) -> int:
    return SEVERITIES.index(finding.severity)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_row_a_finding_with_its_proof(example: Judged, language: Language) -> None:
    sheet = book_of(example, language=language).worksheets[0]
    heads = [column.said.said_in(language) for column in FINDINGS]
    assert [cell.value for cell in sheet[1]] == heads
    listed = rows(sheet)
    assert len(listed) == len(example.findings) > 0
    for row, finding in zip(listed, sorted(together(example.findings, example.causes), key=rank), strict=True):
        values = list(row.values())
        assert values[0] == SEVERITY[finding.severity].said_in(language)
        assert values[2:5] == [example.report.organisation, example.report.fiscal_year, finding.rule]
        assert values[6] == finding.message.said_in(language)
        assert values[9] == finding.computation and values[15] == finding.id
        quoted = f"{values[11] or ''}{values[12] or ''}"
        first = "".join(example.document.quote(finding.evidence[0].span).split())
        assert first in "".join(quoted.split())
        assert values[-2:] == [None, None]


def test_worst_first_over_all_files(
    example: Judged, judged_text: Callable[[str, str], Judged], judged: Callable[[Path], Judged]
) -> None:
    milder = judged_text(HEAD + "支出合计100万元，其中：基本支出60万元，项目支出50万元。\n", "一.txt")
    assert 0 < len(milder.findings) < len(example.findings)
    listed = rows(book_of(milder, example).worksheets[0])
    order = [SEVERITY[severity].zh for severity in SEVERITIES]
    ranks = [order.index(row["程度"]) for row in listed]
    assert ranks == sorted(ranks)
    assert listed[0]["文件"] == EXAMPLE.name and [r["文件"] for r in listed if r["程度"] == "错误"][-1] == "一.txt"
    files = rows(book_of(milder, example).worksheets[1])
    assert [row["错误"] for row in files] == sorted((row["错误"] for row in files), reverse=True)


def test_filter_frozen_heading_and_status(example: Judged) -> None:
    book = book_of(example)
    for sheet, columns in zip(book.worksheets, (FINDINGS, FILES, RULES), strict=True):
        assert sheet.freeze_panes and sheet.freeze_panes.endswith("2")
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.max_column == len(columns)
    sheet = book.worksheets[0]
    (rule,) = sheet.data_validations.dataValidation
    assert rule.formula1 == '"待复核,属实,不属实,已改正,已接受"'
    assert str(rule.sqref) == f"Q2:Q{len(example.findings) + 1}"
    assert FINDINGS[16].said.zh == "状态"
    assert sheet["G2"].alignment.wrap_text
    assert sheet["A2"].fill.fgColor.rgb.endswith("FBE3E1")


def test_the_files_with_their_coverage_and_those_that_failed(example: Judged) -> None:
    listed = rows(book_of(example, failed="坏.docx").worksheets[1])
    assert [row["结论"] for row in listed] == ["没有检查成", "有矛盾"]
    assert "空的" in listed[0]["没有读到的"] and listed[0]["数字"] is None
    whole = listed[1]
    assert whole["数字"] == len(example.report.facts) == whole["对上"] + whole["矛盾"] + whole["无从核对"]
    assert "G203" in whole["无从判断的检查"]


def test_every_rule_has_its_basis(example: Judged) -> None:
    listed = rows(book_of(example).worksheets[2])
    assert [row["规则"] for row in listed] == [rule.id for rule in catalogue()]
    assert all(row["依据"] and row["依据原文"] for row in listed)
    assert sum(row["本次发现"] for row in listed) == len(example.findings)


def test_links_are_relative_to_the_workbook(example: Judged, judged: Callable[[Path], Judged], tmp_path: Path) -> None:
    odd = tmp_path / "报告" / "一#二 100%.docx"
    odd.parent.mkdir()
    odd.write_bytes(EXAMPLE.read_bytes())
    sheet = book_of(judged(odd), home=tmp_path / "结果").worksheets[0]
    link = sheet["B2"].hyperlink
    assert link.target.replace("\\", "/") == "../报告/一%23二%20100%25.docx" and link.location is None
    assert sheet["B2"].value == odd.name


def test_nothing_in_a_report_is_a_formula(judged_text: Callable[[str, str], Judged]) -> None:
    hostile = judged_text(
        '=HYPERLINK("http://x","某局")2023年度部门整体支出绩效自评报告\n'
        "=1+1，支出合计100万元，其中：基本支出60万元，项目支出50万元。\ufdd0@SUM(A1)\n",
        "=cmd.txt",
    )
    assert hostile.findings
    for sheet in book_of(hostile):
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)


def test_a_cell_takes_no_more_than_excel_allows(example: Judged) -> None:
    first, *others = example.findings
    long = msgspec.structs.replace(first, computation="1＋" * 20_000)
    listed = rows(book_of(msgspec.structs.replace(example, findings=(long, *others))).worksheets[0])
    assert len(listed[0]["算式"]) == 32_767 and listed[0]["算式"].endswith("…")


def test_no_findings_is_said(judged_text: Callable[[str, str], Judged]) -> None:
    book = book_of(judged_text(HEAD, "空.txt"))
    assert rows(book.worksheets[0])[0]["程度"] == "没有发现问题"
    assert rows(book.worksheets[1])[0]["结论"] == "无从核对"


def test_the_command_writes_the_list_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "报告").mkdir()
    for name in ("甲.docx", "乙.docx"):
        (tmp_path / "报告" / name).write_bytes(EXAMPLE.read_bytes())
    output = tmp_path / "报告" / "清单.xlsx"
    for _ in range(2):
        result = CliRunner().invoke(main, ["check", "--format", "xlsx", "-o", str(output), str(tmp_path / "报告")])
        assert result.exit_code == 1 and result.stderr == ""
        assert len(rows(openpyxl.load_workbook(output).worksheets[1])) == 2
