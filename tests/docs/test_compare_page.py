"""The page on comparing documents: its command runs, the output it shows is real, its table names every check."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from gouji.checks import checks
from gouji.cli import main

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/howto/compare-documents.md").read_text("utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_the_command_runs_and_gives_what_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    (command,) = blocks("console")
    result = CliRunner().invoke(main, shlex.split(command.removeprefix("$ gouji")))
    assert result.exit_code == 1 and result.stderr == ""
    shown = [line for block in blocks("text") for line in block.splitlines()]
    assert len(shown) > 4
    for line in shown:
        assert line in result.stdout


def test_every_check_across_documents_is_named() -> None:
    across = {check.meta.id for check in checks() if check.family == "across"}
    assert across <= set(re.findall(r"G7\d\d", PAGE))
