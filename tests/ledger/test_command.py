"""`gouji ledger` from the workbook to the traced indicator, on the examples that the pages show."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from gouji.cli import main

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
SAMPLES = [str(EXAMPLES / "示例水样台账.xlsx"), "--mapping", str(EXAMPLES / "示例水样台账.toml"), "--period", "2023"]
WORKS = [str(EXAMPLES / "示例项目台账.csv"), "--mapping", str(EXAMPLES / "示例项目台账.toml"), "--period", "2023"]
REPORT = ["--report", str(EXAMPLES / "示例自评报告.docx")]


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["ledger", *arguments, "--no-isolation"])


def record(*arguments: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(run(*arguments, "--format", "json").stdout)
    return made


def test_the_ledger_tells_which_of_two_figures_is_right() -> None:
    """The report says 258份 in its table and 285份 in its text; the ledger holds 258 rows."""
    result = run(*SAMPLES, *REPORT)
    assert result.exit_code == 1 and result.stderr == ""
    assert "不符  检测水样：台账 258 份，报告 285份\n  三、（一）产出情况" in result.stdout
    assert "一致  水质达标率：台账 93.80%（242/258），报告 93.8%\n  表1 第14行" in result.stdout
    assert "未见  检测报告按时出具率" in result.stdout
    assert "编号重复 1（水样检测!104）" in result.stdout and "采样人" in result.stdout.split("注意")[1]
    assert "采样一组" not in result.stdout


def test_nothing_differs() -> None:
    result = run(*WORKS, *REPORT)
    assert result.exit_code == 0
    assert "一致  项目按期完成率：台账 85.71%（6/7），报告 85.7%" in result.stdout


def test_the_work_is_done_in_a_worker_too() -> None:
    arguments = ["ledger", *SAMPLES, *REPORT]
    assert CliRunner().invoke(main, arguments).stdout == run(*SAMPLES, *REPORT).stdout


def test_json_says_every_row() -> None:
    made = record(*SAMPLES, *REPORT)
    by_id = {one["id"]: one for one in made["measures"]}
    assert made["period"] == {"first": "2023-01-01", "last": "2023-12-31"}
    assert by_id["samples"]["value"] == "258" and by_id["samples"]["denominator"] is None
    fit = by_id["fit_rate"]
    assert (fit["value"], fit["numerator"], fit["denominator"]) == ("12100/129", "242", "258")
    assert fit["rounded"] == {"text": "93.80", "low": "93.795", "high": "93.805"}
    (rows,) = fit["rows"]
    assert rows["sheet"] == "水样检测"
    assert sum(last - first + 1 for first, last in rows["ranges"]) == 258
    (passed,) = (p for p in made["passed"] if p["reason"] == "duplicate")
    assert passed["rows"][0]["ranges"] == [[104, 104]]
    verdicts = [(c["measure"], c["verdict"], c["source"], c["text"]) for c in made["report"]["comparisons"]]
    assert ("samples", "differs", "prose", "285份") in verdicts
    assert ("samples", "agrees", "indicator", "258份") in verdicts


def test_rows_behind_a_measure() -> None:
    result = run(*WORKS, "--rows", "项目按期完成率")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "项目按期完成率  85.71%  7 行"
    assert sum("只计入分母" in line for line in lines) == 1
    # Columns stand below each other for eyes that see Chinese characters two columns wide.
    assert len({len(re.sub(r"[^\x00-\xff]", "  ", line).rstrip()) for line in lines[2:]}) <= 2
    listed = record(*WORKS, "--rows", "works_on_time")["listed"]
    assert [row["place"] for row in listed if row["stands"] == "denominator"] == ["示例项目台账!5"]


def test_csv_opens_in_a_spreadsheet() -> None:
    said = run(*WORKS, *REPORT, "--format", "csv").stdout
    assert said.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(said.removeprefix("\ufeff"))))
    late = next(row for row in rows if row["id"] == "works_on_time")
    assert (late["value"], late["numerator"], late["denominator"]) == ("85.71%", "6", "7")
    assert (late["verdict"], late["reported"]) == ("agrees", "85.7%")
    listed = list(csv.DictReader(io.StringIO(run(*WORKS, "--rows", "works", "--format", "csv").stdout[1:])))
    assert len(listed) == 7 and listed[0]["row"] == "2"


def test_csv_holds_no_formula(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text("日期,类型\n2023-01-02,=1+1\n", encoding="utf-8")
    (tmp_path / "m.toml").write_text(
        '[columns]\ndate = "日期"\nkind = "类型"\n[[measures]]\nid = "n"\nname = "数"\nmeasure = "count"\n', "utf-8"
    )
    given = [str(tmp_path / "l.csv"), "--mapping", str(tmp_path / "m.toml"), "--period", "2023", "--rows", "n"]
    assert "'=1+1" in run(*given, "--format", "csv").stdout


@pytest.mark.parametrize("ledger", [SAMPLES[0], WORKS[0]])
def test_a_drafted_mapping_is_a_start(ledger: str, tmp_path: Path) -> None:
    drafted = run("--init", ledger)
    assert drafted.exit_code == 0
    mapping = tmp_path / "m.toml"
    mapping.write_text(drafted.stdout, encoding="utf-8")
    result = run(ledger, "--mapping", str(mapping), "--period", "2023")
    assert result.exit_code == 0 and "按时办结率" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([SAMPLES[0]], "--init"),
        ([*SAMPLES[:3], "--period", "去年"], "看不懂期间“去年”"),
        ([*SAMPLES, "--rows", "no_such"], "no_such"),
        ([*WORKS, "--as-of", "x"], "看不懂期间"),
        (["no_such.xlsx", *SAMPLES[1:]], "no_such.xlsx：没有这个文件"),
        ([SAMPLES[0], "--mapping", "no_such.toml", "--period", "2023"], "打不开映射文件"),
        ([WORKS[0], *SAMPLES[1:]], "找不到表头"),
        ([*SAMPLES, "--report", "no_such.docx"], "no_such.docx：没有这个文件"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2 and result.stdout == ""
    assert said in result.stderr


def test_a_personal_column_ends_the_run(tmp_path: Path) -> None:
    mapping = tmp_path / "m.toml"
    text = (EXAMPLES / "示例水样台账.toml").read_text("utf-8")
    mapping.write_text(text.replace('kind = "水样类型"', 'kind = "采样人"'), encoding="utf-8")
    result = run(SAMPLES[0], "--mapping", str(mapping), "--period", "2023")
    assert result.exit_code == 2
    assert "G 栏“采样人”表头像是个人信息，不能使用" in result.stderr and "一组" not in result.stderr


def test_english() -> None:
    result = run(*SAMPLES, *REPORT, "--lang", "en")
    assert "differs  检测水样: ledger 258 份, report 285份" in result.stdout
    assert "outside the period 5" in result.stdout


def test_another_year_is_said() -> None:
    result = run(*SAMPLES[:3], "--period", "2023-Q1", *REPORT)
    assert "报告的年度与台账的期间不同" in result.stdout
