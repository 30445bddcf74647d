"""The pages on ledgers are true: their commands run, what they show is printed, every key is described."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner

import make_ledger_example
from gouji.cli import main
from gouji.ledger.mapping import _MEASURE, _TOP
from gouji.ledger.records import Way
from gouji.pipeline import read

ROOT = Path(__file__).resolve().parents[2]
HOWTO = ROOT / "docs/howto/trace-an-indicator.md"
REFERENCE = ROOT / "docs/reference/ledger-mapping.md"
COMMANDS = re.findall(r"^\$ gouji (.*)$", HOWTO.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_run(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(main, shlex.split(command))
    assert result.exit_code == 0 and result.stdout and not result.stderr


def test_what_is_shown_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    given = [*shlex.split(COMMANDS[1]), "--report", "examples/示例自评报告.docx"]
    said = CliRunner().invoke(main, given).stdout.splitlines()
    shown = re.findall(r"^    (.*)$", HOWTO.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(shown) == 4
    assert set(shown) <= set(said)


@pytest.mark.parametrize("page", [HOWTO, REFERENCE], ids=lambda page: page.stem)
def test_links_and_paths_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        assert (page.parent / target).exists(), target
    for named in re.findall(r"`((?:src|examples)/[^`*]+)`", text):
        assert (ROOT / named).exists(), named


def test_every_key_of_the_mapping_is_described() -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    for key in (*_TOP, *_MEASURE, *get_args(Way)):
        assert re.search(rf"`\[*{key}\]*`", text), key


def test_the_examples_are_those_that_the_tool_writes(tmp_path: Path) -> None:
    make_ledger_example.write_csv(tmp_path / "示例项目台账.csv")
    make_ledger_example.write_workbook(tmp_path / "示例水样台账.xlsx")
    assert (tmp_path / "示例项目台账.csv").read_bytes() == (ROOT / "examples/示例项目台账.csv").read_bytes()
    made, kept = (read(folder / "示例水样台账.xlsx").text for folder in (tmp_path, ROOT / "examples"))
    assert made == kept
