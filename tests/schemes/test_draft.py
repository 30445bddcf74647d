"""Drafts of schemes: the empty one and those from forms are TOML that loads, says what is printed, and scores."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import gouji
from gouji.schemes import check_scheme, draft_scheme, read_scheme, score_sheets

FORM = """云山县2023年度部门整体支出绩效评分表

一级指标	二级指标	三级指标	评分标准	分值	自评得分	扣分原因和其他说明
投入（40分）	预算配置（40分）	在职人员控制率	在职人员控制率≤100%，计40分；每超过一个百分点扣2分，扣完为止。	40
产出（60分）	履职（60分）	“重点”任务完成率	完成率90%（含）以上得60分；低于90%不得分。	60
总分				100
"""


def test_the_empty_draft_has_no_faults() -> None:
    made = read_scheme(draft_scheme("mine") or "", "mine")
    assert made.id == "mine" and made.rows
    assert check_scheme(made) == ()


def test_an_empty_form_is_drafted_as_it_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "空表.txt"
    path.write_text(FORM, encoding="utf-8")
    report = gouji.extract(gouji.read(path))
    text = draft_scheme("county", report)
    assert text is not None
    made = read_scheme(text, "county")
    assert [(level.name, level.points) for level in made.levels] == [("投入", Decimal(40)), ("产出", Decimal(60))]
    assert [row.level2 for row in made.rows] == ["预算配置", "履职"]
    assert made.rows[0].standard == "在职人员控制率≤100%，计40分；每超过一个百分点扣2分，扣完为止。"
    assert made.columns == "standards" and made.since.year == 2023 and made.object == "department"
    (sheet,) = score_sheets(report, made, values={"在职人员数": "21", "编制数": "20", "2": "95%"})
    assert [row.computed for row in sheet.rows] == [Decimal(30), Decimal(60)]
    assert {row.state for row in sheet.rows} == {"not_stated"}
    assert sheet.stated_total is None and sheet.rows_total is None and sheet.recomputed_total == 90


def test_a_form_of_targets_keeps_its_parts_only(tmp_path: Path) -> None:
    case = tomllib.loads((Path(__file__).parent / "sheets/project_targets.toml").read_text("utf-8"))
    path = tmp_path / "表.txt"
    path.write_text(case["text"].lstrip("\n"), encoding="utf-8")
    report = gouji.extract(gouji.read(path))
    made = read_scheme(draft_scheme("county", report) or "", "county")
    assert made.columns == "targets" and made.rows == ()
    assert [level.name for level in made.levels if level.row] == ["预算执行率"]
    (sheet,) = score_sheets(report, made)
    assert sheet.rows[1].computed == Decimal("9.5")


def test_a_report_without_a_table_gives_no_draft(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_text("云山县水利局2023年度部门整体支出绩效自评报告\n\n2023年支出100万元。\n", encoding="utf-8")
    assert draft_scheme("county", gouji.extract(gouji.read(path))) is None
