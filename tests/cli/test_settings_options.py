"""Settings and exceptions from the command line: found, merged, refused, remembered."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from gouji.cli import main
from gouji.settings import NAME, read_settings

TEXT = """某县水利局2023年度部门整体支出绩效自评报告
一、收支情况
2023年支出合计364.36万元，其中基本支出281.93万元，项目支出72.43万元。
二、结果
2023年支出合计354.36万元，用于日常运转和项目实施。
"""


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "自评.txt").write_text(TEXT, "utf-8")
    return tmp_path / "自评.txt"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "自评.txt", "--no-isolation", "--lang", "zh", *arguments])


def record(*arguments: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(run("--format", "json", *arguments).stdout)
    return made


@pytest.mark.usefixtures("report")
def test_findings_of_one_figure_stand_together_with_what_it_should_be() -> None:
    said = run().stdout
    assert (
        "一、收支情况 第3行的 364.36万元 最可能写错：改为 354.36万元（错一位数字），可同时消除另外 1 处矛盾（G201）"
        in said
    )
    made = record()
    (cause,) = made["causes"]
    assert {finding["cause"] for finding in made["findings"] if finding["rule"] in ("G101", "G201")} == {cause["id"]}
    assert (cause["reported"], cause["repaired"], cause["figure"]["text"]) == ("364.36万元", "354.36万元", "364.36万元")
    assert "settings" not in made and made["accepted"] == []


def test_the_file_in_a_folder_above_is_used(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (report.parent / NAME).write_text('[checks]\nonly = ["G101"]\n', "utf-8")
    inner = report.parent / "a" / "b"
    inner.mkdir(parents=True)
    (inner / "自评.txt").write_text(TEXT, "utf-8")
    monkeypatch.chdir(inner)
    assert [check["rule"] for check in record()["checks"]] == ["G101"]
    assert len(record("--no-settings")["checks"]) > 10
    assert record()["settings"]["only"] == ["G101"]
    assert "only G101" in run().stdout and "设置：" not in run("--no-settings").stdout


@pytest.mark.usefixtures("report")
def test_options_go_before_the_file(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text('[checks]\nonly = ["G101"]\noff = ["G201"]\n[severity]\nG101 = "warning"\n', "utf-8")
    made = record("--only", "G1", "--only", "G2", "--severity", "G101=notice")
    ran = {check["rule"] for check in made["checks"]}
    assert "G102" in ran and "G201" not in ran
    assert {finding["severity"] for finding in made["findings"]} == {"notice"}
    assert run("--only", "G101", "--severity", "G101=notice").exit_code == 0


@pytest.mark.usefixtures("report")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--only", "G999"), "checks.only[0]"),
        (("--severity", "G101"), "severity.G101"),
        (("--parameter", "nothing=1"), "parameters.nothing"),
        (("--year", "20"), "year"),
        (("--settings", "nowhere.toml"), "nowhere.toml"),
    ],
)
def test_what_cannot_be_followed_is_said_in_one_line(arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2 and result.stdout == ""
    assert said in result.stderr and result.stderr.count("\n") == 1


def test_an_exception_is_remembered_listed_and_not_counted(report: Path) -> None:
    identities = [finding["id"] for finding in record()["findings"]]
    (report.parent / NAME).write_text("# 我们的设置\n", "utf-8")
    accepted = [argument for identity in identities for argument in ("--accept", identity[:5])]
    result = run(*accepted, "--reason", "已与财政核对")
    assert result.exit_code == 0
    assert f"已接受的例外 {len(identities)}" in result.stdout and "理由：已与财政核对" in result.stdout
    assert (report.parent / NAME).read_text("utf-8").startswith("# 我们的设置\n")
    remembered = read_settings(report.parent / NAME).accepted
    assert sorted(entry.finding for entry in remembered) == sorted(identities)
    assert {entry.file for entry in remembered} == {"自评.txt"}
    made = record()
    assert made["findings"] == [] and made["causes"] == [] and made["verdict"] == "consistent"
    assert sorted(entry["finding"]["id"] for entry in made["accepted"]) == sorted(identities)
    assert run().exit_code == 0 and run("--no-settings").exit_code == 1


def test_an_exception_of_one_file_is_none_of_another(report: Path) -> None:
    identity = record()["findings"][0]["id"]
    run("--accept", identity, "--reason", "已核对")
    report.rename(report.with_name("另一份.txt"))
    result = CliRunner().invoke(main, ["check", "另一份.txt", "--no-isolation", "--format", "json"])
    assert json.loads(result.stdout)["accepted"] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--accept", "ffffffff", "--reason", "…"), "没有编号以 ffffffff 开头的问题"),
        (("--accept", "", "--reason", "…"), "至少 2 位"),
        (("--accept", "ab"), "--reason"),
        (("--reason", "…"), "--accept"),
        (("--accept", "ab", "--reason", " "), "--reason"),
    ],
)
def test_an_exception_that_cannot_be_made_changes_nothing(report: Path, arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2 and said in result.stderr
    assert not (report.parent / NAME).exists()
