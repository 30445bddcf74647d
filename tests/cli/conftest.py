"""Ways to run the command: in this process, in a process of its own, and on a terminal."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gouji.cli import main

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "示例自评报告.txt"
COMMAND = [sys.executable, "-c", "from gouji.cli import main; main()"]


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("PYTHONUTF8", "1")


@pytest.fixture
def example() -> Path:
    """The example report with nine planted faults."""
    return EXAMPLE


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """A report whose figures tie."""
    path = tmp_path / "对得上.txt"
    path.write_text(
        "某县水利局2023年度部门整体支出绩效自评报告\n\n"
        "2023年支出1216.08万元，其中基本支出742.36万元，项目支出473.72万元。\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def gouji() -> Callable[..., Result]:
    """Run the command in this process; standard output and error apart."""

    def run(*arguments: str | Path) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    return run


@pytest.fixture
def on_terminal() -> Callable[..., tuple[str, int]]:
    """Run the command on a terminal of its own; what it showed and its exit status."""

    def run(*arguments: str | Path) -> tuple[str, int]:
        return _on_terminal([*COMMAND, *(str(argument) for argument in arguments)])

    return run


def _on_terminal(command: Sequence[str]) -> tuple[str, int]:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "40"}
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        shown = b""
        while True:
            ready, _, _ = select.select([ours], [], [], 60)
            try:
                piece = os.read(ours, 65536) if ready else b""
            except OSError:  # Linux says EIO when the other end is closed.
                piece = b""
            if not piece:
                break
            shown += piece
        status = process.wait()
    os.close(ours)
    return shown.decode(), status
