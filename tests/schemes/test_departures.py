"""Where a form is not as its scheme has it; caps of the total and the grade; flags beyond a row."""

from __future__ import annotations

from pathlib import Path

import gouji
from gouji.model import Report
from gouji.schemes import read_scheme, score_sheets

SCHEME = """
id = "county"
title = "某县方案"
basis = "本县规定"
confidence = "H"
since = 2020-01-01
levels = [{ name = "产出", points = "100" }]
[[rows]]
level1 = "产出"
name = "甲率"
points = "40"
standard = "甲率≥90%得40分；低于90%不得分。"
[[rows]]
level1 = "产出"
name = "乙率"
points = "30"
standard = "乙率≥90%得30分；低于90%不得分。"
[[rows]]
level1 = "产出"
name = "丙率"
points = "30"
[[grades]]
grade = "优"
low = "90"
high = "100"
high_closed = true
[[grades]]
grade = "良"
low = "0"
high = "90"
"""
TABLE = """云山县2023年度部门整体支出绩效自评报告

2023年全年预算数100.00万元，支出50.00万元。

一级指标	二级指标	三级指标	评分标准	实际完成值	分值	自评得分	扣分原因
产出（100分）	数量	甲率	甲率≥90%得40分， 低于90%不得分	95%	40	40
		乙率	乙率≥85%得60分；低于85%不得分，等级不得评为优。	95%	60	60
总分					100	100
"""


def report(folder: Path) -> Report:
    path = folder / "表.txt"
    path.write_text(TABLE, encoding="utf-8")
    made: Report = gouji.extract(gouji.read(path))
    return made


def test_departures_are_said(tmp_path: Path) -> None:
    (sheet,) = score_sheets(report(tmp_path), read_scheme(SCHEME, "county"))
    assert [text.zh for text in sheet.departures] == [
        "方案有、表里没有的指标：丙率",
        "分值与方案不同（括号里是方案的）：乙率60（30）",
        "评分标准与方案不同的行：2",
    ]
    assert all(text.en for text in sheet.departures)


def test_a_form_of_another_kind_departs_from_nothing(tmp_path: Path) -> None:
    (sheet,) = score_sheets(report(tmp_path), "yueyang_department")
    assert sheet.departures == ()


def test_caps_limit_total_and_grade(tmp_path: Path) -> None:
    made = report(tmp_path)
    cap = '[[caps]]\nrate = "预算执行率"\nbelow = "60"\n'
    (free,) = score_sheets(made, read_scheme(SCHEME, "county"))
    (total,) = score_sheets(made, read_scheme(SCHEME + cap + 'total = "85"\n', "county"))
    (grade,) = score_sheets(made, read_scheme(SCHEME + cap + 'grade = "良"\n', "county"))
    (idle,) = score_sheets(made, read_scheme(SCHEME + cap.replace("60", "50") + 'total = "85"\n', "county"))
    assert [(str(one.recomputed_total), one.recomputed_grade) for one in (free, total, grade, idle)] == [
        ("100", "优"),
        ("85", "良"),
        ("100", "良"),
        ("100", "优"),
    ]
    assert "预算执行率50%，低于60%：总分最高85分" in [note.zh for note in total.notes]
