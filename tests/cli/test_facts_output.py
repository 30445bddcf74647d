"""`gouji facts --output`: a file, a folder, a terminal, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
OnTerminal = Callable[..., tuple[str, int]]


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_a_file_gets_what_would_be_printed(gouji: Run, example: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / "deep" / "out"
    printed = gouji("facts", example, "--format", form)
    result = gouji("facts", example, "--format", form, "--output", out)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert out.read_bytes() == printed.stdout_bytes
    assert [path.name for path in out.parent.iterdir()] == ["out"]


@pytest.mark.parametrize(("form", "suffix"), [("text", ".txt"), ("json", ".json"), ("csv", ".csv"), ("xlsx", ".xlsx")])
def test_a_folder_gets_a_file_for_each_input(
    gouji: Run, example: Path, clean: Path, tmp_path: Path, form: str, suffix: str
) -> None:
    out = tmp_path / "out"
    assert gouji("facts", example, clean, "--format", form, "--output", f"{out}/").exit_code == 0
    assert {path.name for path in out.iterdir()} == {f"{example.name}{suffix}", f"{clean.name}{suffix}"}


def test_inputs_of_one_name_stay_apart(gouji: Run, clean: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / clean.name
    other.parent.mkdir()
    other.write_text("2022年支出5万元。", encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    assert gouji("facts", clean, other, "--format", "csv", "-o", out).exit_code == 0
    assert {path.name for path in out.iterdir()} == {f"{clean.name}.csv", f"{clean.name}.2.csv"}


def test_xbrl_is_a_report_and_its_taxonomy(gouji: Run, example: Path, tmp_path: Path) -> None:
    out = tmp_path / "xbrl"
    result = gouji("facts", example, "--format", "xbrl", "--output", out)
    assert result.exit_code == 0 and result.stdout == ""
    record = json.loads((out / f"{example.name}.json").read_text("utf-8"))
    facts = json.loads(gouji("facts", example, "--format", "json").stdout)["facts"]
    named = [fact for fact in facts if fact["concept"]]
    assert set(record["facts"]) == {f"f{fact['id']}" for fact in named}
    assert f"{len(named)} 个数写入 xBRL，{len(facts) - len(named)} 个没有（没有名称" in result.stderr
    (taxonomy,) = record["documentInfo"]["taxonomy"]
    assert (out / taxonomy).exists() and len(list((out / "taxonomy").iterdir())) == 5
    basic = next(f for f in record["facts"].values() if f["dimensions"]["concept"] == "gouji:basic_expenditure")
    assert basic == {
        "value": "7423600",
        "decimals": -2,
        "dimensions": {
            "concept": "gouji:basic_expenditure",
            "entity": "organisation:青河县水利服务中心",
            "period": "2023-01-01T00:00:00/2024-01-01T00:00:00",
            "unit": "iso4217:CNY",
        }
        | {key: value for key, value in basic["dimensions"].items() if key.startswith("gouji:")},
        "gouji:text": "742.36万元",
        "gouji:place": basic["gouji:place"],
        "gouji:span": basic["gouji:span"],
    }


@pytest.mark.parametrize(("language", "words"), [("zh", "个数写入 xBRL"), ("en", "figures stand in the xBRL report")])
def test_what_is_left_out_of_xbrl_is_said(gouji: Run, example: Path, tmp_path: Path, language: str, words: str) -> None:
    said = gouji("facts", example, "--format", "xbrl", "-o", tmp_path / "x", "--lang", language).stderr
    assert said.count("\n") == 1 and words in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--format", "xbrl"], "请用 --output 指明"),
        (["--format", "xbrl", "--lang", "en"], "name it with --output"),
        (["--format", "xbrl", "--unnamed", "--output", "{folder}/x"], "不能进 xBRL"),
        (["--format", "xbrl", "--output", "{file}"], "要一个文件夹"),
        (["--format", "pdf"], "'pdf'"),
    ],
)
def test_bad_usage_is_said_in_a_line(gouji: Run, clean: Path, tmp_path: Path, arguments: list[str], words: str) -> None:
    file = tmp_path / "there"
    file.write_bytes(b"mine")
    given = [argument.format(folder=tmp_path, file=file) for argument in arguments]
    result = gouji("facts", clean, *given)
    assert result.exit_code == 2 and result.stdout == "" and words in result.stderr
    assert file.read_bytes() == b"mine"


@pytest.mark.parametrize("form", ["text", "json", "csv", "xlsx"])
def test_an_input_is_never_overwritten(gouji: Run, clean: Path, form: str) -> None:
    before = clean.read_bytes()
    result = gouji("facts", clean, "--format", form, "--output", clean)
    assert result.exit_code == 2 and "--output" in result.stderr
    assert clean.read_bytes() == before


def test_an_input_in_the_folder_is_never_overwritten(gouji: Run, tmp_path: Path) -> None:
    one, other = tmp_path / "a", tmp_path / "a.txt"
    for path in (one, other):
        path.write_text("支出5万元。", encoding="utf-8")
    result = gouji("facts", one, other, "--format", "text", "--output", tmp_path)
    assert result.exit_code == 2 and "从不改动输入" in result.stderr
    assert one.read_text("utf-8") == other.read_text("utf-8") == "支出5万元。"


def test_no_workbook_goes_to_a_terminal(on_terminal: OnTerminal, clean: Path) -> None:
    shown, status = on_terminal("facts", clean, "--format", "xlsx")
    assert status == 2 and "--output" in shown and "PK" not in shown


def test_a_workbook_may_go_into_a_pipe(gouji: Run, clean: Path) -> None:
    assert gouji("facts", clean, "--format", "xlsx").stdout_bytes.startswith(b"PK")


def test_a_file_is_written_without_colours(on_terminal: OnTerminal, example: Path, tmp_path: Path) -> None:
    shown, status = on_terminal("facts", example, "--unnamed", "-o", tmp_path / "a.txt")
    assert status == 0 and shown == ""
    assert "\x1b" not in (tmp_path / "a.txt").read_text("utf-8")


@pytest.mark.parametrize("form", ["text", "json", "csv", "xlsx"])
def test_a_file_that_cannot_be_read_stops_no_other(gouji: Run, clean: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / "out"
    result = gouji("facts", tmp_path / "nothing.txt", clean, "--format", form, "-o", out)
    assert result.exit_code == 2 and "nothing.txt" in result.stderr
    assert out.stat().st_size > 0


def test_nothing_read_nothing_written(gouji: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    assert gouji("facts", tmp_path / "nothing.txt", "--format", "xlsx", "-o", out).exit_code == 2
    assert not out.exists()


def test_a_place_that_cannot_be_written_is_said(gouji: Run, clean: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    result = gouji("facts", clean, "--format", "csv", "-o", tmp_path / "file" / "a.csv")
    assert result.exit_code == 2 and "写不了这个文件" in result.stderr and result.stderr.count("\n") == 1


def test_an_earlier_workbook_in_the_folder_is_no_report(gouji: Run, clean: Path) -> None:
    assert gouji("facts", clean, "--format", "xlsx", "-o", clean.parent / "数字.xlsx").exit_code == 0
    lines = gouji("facts", clean.parent, "--format", "csv").stdout.splitlines()
    assert len(lines) > 1 and not any("数字.xlsx" in line for line in lines)
