"""`gouji check` over folders and into files: what is read, what is passed by, what is never overwritten."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path, clean: Path, example: Path) -> Path:
    """Two reports at two depths, and what is no report."""
    root = tmp_path / "报告"
    (root / "二").mkdir(parents=True)
    (root / ".git").mkdir()
    (root / "二" / "甲.txt").write_bytes(clean.read_bytes())
    (root / "乙.TXT").write_bytes(example.read_bytes())
    (root / "~$乙.docx").write_bytes(b"lock")
    (root / ".git" / "丙.txt").write_bytes(example.read_bytes())
    (root / "说明.md").write_text("x", encoding="utf-8")
    (root / "README").write_text("x", encoding="utf-8")
    return root


def names(result: Result) -> list[str]:
    return [Path(json.loads(line)["file"]["name"]).name for line in result.stdout.splitlines()]


def test_a_folder_stands_for_its_reports(gouji: Run, folder: Path, clean: Path) -> None:
    result = gouji("check", "--format", "json", folder, clean)
    assert result.exit_code == 1
    assert names(result) == ["乙.TXT", "甲.txt", clean.name]
    assert result.stderr == f"{folder}：文件夹里检查 2 个文件，跳过 2 个（.md 1、无后缀 1）。\n"
    english = gouji("check", "--lang", "en", "--format", "json", folder)
    assert english.stderr == f"{folder}: a folder; 2 files checked, 2 skipped (.md 1, no suffix 1).\n"


def test_a_folder_with_nothing_passed_by_is_silent(gouji: Run, folder: Path) -> None:
    result = gouji("check", folder / "二")
    assert result.exit_code == 0 and result.stderr == ""


def test_a_folder_without_reports_is_bad_input(gouji: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x", encoding="utf-8")
    result = gouji("check", tmp_path)
    assert result.exit_code == 2 and result.stdout == "" and "没有能检查的文件" in result.stderr


@pytest.mark.parametrize("form", ["text", "json", "sarif", "xlsx", "html"])
def test_a_run_into_a_file(gouji: Run, folder: Path, tmp_path: Path, form: str) -> None:
    output = tmp_path / "结果" / f"清单.{form}"
    result = gouji("check", "--format", form, "-o", output, folder)
    records = [json.loads(line) for line in gouji("check", "--format", "json", folder).stdout.splitlines()]
    errors = [f for record in records for f in record["findings"] if f["severity"] == "error"]
    assert result.exit_code == 1 and result.stdout.startswith(f"{output}：2 个文件，错误 {len(errors)}，警告 ")
    assert output.stat().st_size > 500
    assert [path.name for path in output.parent.iterdir()] == [output.name]
    printed = gouji("check", "--format", form, folder).stdout_bytes
    if form in ("text", "json", "sarif"):
        assert output.read_bytes() == printed


@pytest.mark.parametrize("form", ["xlsx", "html"])
def test_what_an_earlier_run_left_is_passed_by(gouji: Run, folder: Path, form: str) -> None:
    gouji("check", "--format", form, "-o", folder / f"旧.{form}", folder)
    gouji("check", "--format", form, "-o", folder / f"新.{form}", folder)
    result = gouji("check", "--format", "json", folder)
    assert names(result) == ["乙.TXT", "甲.txt"] and "勾稽所写 2" in result.stderr


def test_texts_are_passed_by_while_they_are_written(gouji: Run, folder: Path, example: Path) -> None:
    report = folder / "丁.docx"
    report.write_bytes(example.with_suffix(".docx").read_bytes())
    for _ in range(2):
        result = gouji("check", "--format", "sarif", "--texts", folder / "全文", folder)
        uris = [artifact["location"]["uri"] for artifact in json.loads(result.stdout)["runs"][0]["artifacts"]]
        assert len(uris) == 4
    assert [path.name for path in (folder / "全文").iterdir()] == ["丁.docx.txt"]


@pytest.mark.parametrize("form", ["text", "sarif", "xlsx", "html"])
def test_a_report_is_never_overwritten(gouji: Run, example: Path, tmp_path: Path, form: str) -> None:
    report = tmp_path / "报告.txt"
    report.write_bytes(example.read_bytes())
    (tmp_path / "别名.txt").hardlink_to(report)
    for output in (report, tmp_path / "别名.txt"):
        result = gouji("check", "--format", form, "-o", output, report)
        assert result.exit_code == 2 and result.stdout == "" and result.stderr.count("\n") == 1
        assert report.read_bytes() == example.read_bytes()


def test_a_place_that_cannot_be_written_is_said(gouji: Run, clean: Path, tmp_path: Path) -> None:
    output = tmp_path / "a.txt" / "清单.html"
    output.parent.write_text("no folder", encoding="utf-8")
    result = gouji("check", "--format", "html", "-o", output, clean)
    assert result.exit_code == 2 and result.stdout == ""
    assert result.stderr.startswith(f"{output}：") and result.stderr.count("\n") == 1


def test_a_terminal_gets_no_workbook(on_terminal: Callable[..., tuple[str, int]], clean: Path) -> None:
    shown, status = on_terminal("check", "--format", "xlsx", clean)
    assert status == 2 and "--output" in shown and "PK" not in shown
