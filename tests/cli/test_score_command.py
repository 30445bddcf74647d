"""`gouji score`: the sheet on the terminal and as JSON, what-if, one row explained, and bad usage."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
FORM = """云山县档案馆2023年度部门整体支出绩效自评报告

2023年末编制人数20人，在职人员21人。

一级指标	二级指标	三级指标	评分标准	分值	自评得分	扣分原因和其他说明
投入（60分）	预算配置（60分）	在职人员控制率	在职人员控制率≤100%，计30分；每超过一个百分点扣2分，扣完为止。	30	30
		“三公经费”变动率	“三公经费”变动率≤0，计30分；每超过1个百分点扣3分，扣完为止。	30	28
过程（40分）	管理（40分）	制度健全性	①有制度，20分；②制度得到执行，20分。	40	30
总分				100	90
"""


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "评分表.txt"
    path.write_text(FORM, encoding="utf-8")
    return path


def test_each_row_beside_what_it_comes_to(gouji: Run, form: Path) -> None:
    done = gouji("score", form)
    assert (done.exit_code, done.stderr) == (0, "")
    said = done.stdout
    lines = {line.split()[0]: line for line in said.splitlines() if line[:3].strip().isdigit()}
    assert "不同" in lines["1"] and lines["1"].split()[1:5] == ["在职人员控制率", "30", "30", "20"]
    assert "算不出" in lines["2"] and "上年“三公”经费" in lines["2"]
    assert "要人评" in lines["3"] and "①、②" in lines["3"]
    assert "105%" in said and "算法印在表上" in said and "（M）" in said
    assert "所写 90" in said and "各行所写相加 88 ≠ 90" in said and "复算 78" in said
    assert "没有已知方案是这样的表" in said


def test_in_english(gouji: Run, form: Path) -> None:
    said = gouji("score", "--lang", "en", form).stdout
    for words in ("scheme", "differs", "cannot be computed", "needs judgement", "recomputed 78", "no known scheme"):
        assert words in said


def test_as_json(gouji: Run, form: Path) -> None:
    done = gouji("score", "--format", "json", form)
    record = json.loads(done.stdout)
    assert record["file"]["format"] == "txt" and record["report"]["fiscal_year"] == 2023
    (sheet,) = record["sheets"]
    assert (sheet["scheme"], sheet["stated_total"], sheet["rows_total"], sheet["recomputed_total"]) == (
        "as_printed",
        "90",
        "88",
        "78",
    )
    first, second, third = sheet["rows"]
    assert (first["state"], first["stated"], first["computed"]) == ("differs", "30", "20")
    assert first["grounds"][0]["confidence"] == "M" and first["inputs"][0]["facts"]
    assert "在职人员控制率≤100%" in first["evidence"]["text"] and first["evidence"]["place"]
    assert second["missing"] and second["computed"] is None
    assert (third["low"], third["high"], third["asks"]) == ("0", "40", ["①", "②"])
    assert sheet["counts"] == {"differs": 1, "cannot_compute": 1, "needs_judgement": 1}


def test_what_if(gouji: Run, form: Path) -> None:
    done = gouji(
        *("score", "--format", "json", form, "--set", "三公经费变动率=2%"),
        *("--set", "3.①=是", "--set", "制度健全性.②=否", "--set", "在职人员数=20"),
    )
    rows = json.loads(done.stdout)["sheets"][0]["rows"]
    assert [(row["state"], row["computed"]) for row in rows] == [("agrees", "30"), ("differs", "24"), ("differs", "20")]
    assert "（设定）" in rows[1]["trace"][0]


def test_a_value_that_no_row_asks_for_is_said(gouji: Run, form: Path) -> None:
    done = gouji("score", form, "--set", "水库个数=3")
    assert done.exit_code == 0 and "没有一行用到 水库个数" in done.stderr


@pytest.mark.parametrize("which", ["1", "在职人员控制率"])
def test_one_row_is_explained(gouji: Run, form: Path, which: str) -> None:
    said = gouji("score", form, "--explain", which).stdout
    assert "在职人员控制率≤100%，计30分" in said and "（表上所印）" in said
    assert "在职人员21人÷编制人数20人＝105%" in said
    assert "依据" in said and "M：引自二手材料" in said
    assert "制度健全性" not in said


def test_an_unknown_row_is_said_and_the_sheet_printed(gouji: Run, form: Path) -> None:
    done = gouji("score", form, "--explain", "没有这行")
    assert "表里没有“没有这行”这一行" in done.stderr and "制度健全性" in done.stdout


def test_a_scheme_of_ones_own(gouji: Run, form: Path, tmp_path: Path) -> None:
    path = tmp_path / "本局.toml"
    path.write_text(
        'id = "mine"\ntitle = "本局方案"\nbasis = "本局规定"\nconfidence = "H"\nsince = 2020-01-01\n'
        '[settings]\nsteps = { value = "even" }\n[[caps]]\nrate = "在职人员控制率"\nbelow = "200"\ntotal = "60"\n',
        encoding="utf-8",
    )
    said = gouji("score", form, "--scheme", path).stdout
    assert "本局方案（H）" in said and "方案是指定的" in said
    assert "总分最高60分" in said and "复算 60" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--scheme", "nowhere"), "gouji schemes list"),
        (("--set", "三公经费变动率"), "名称=值"),
        (("--set", "=3%"), "名称=值"),
    ],
)
def test_bad_usage_is_one_line(gouji: Run, form: Path, arguments: tuple[str, str], said: str) -> None:
    done = gouji("score", form, *arguments)
    assert done.exit_code == 2 and done.stdout == ""
    assert said in done.stderr


def test_a_report_without_a_table(gouji: Run, clean: Path) -> None:
    done = gouji("score", clean)
    assert done.exit_code == 0 and "没有印着分值或得分的表" in done.stdout


def test_a_missing_file_stops_no_other(gouji: Run, form: Path, tmp_path: Path) -> None:
    done = gouji("score", tmp_path / "没有.docx", form)
    assert done.exit_code == 2 and "没有.docx" in done.stderr and "在职人员控制率" in done.stdout


def test_the_example(gouji: Run, example: Path) -> None:
    (sheet,) = json.loads(gouji("score", "--format", "json", example).stdout)["sheets"]
    assert (sheet["scheme"], sheet["recomputed_total"]) == ("national_project", "96.1")
    assert (sheet["stated_grade"], sheet["grade_of_stated"]) == ("优", "良")
