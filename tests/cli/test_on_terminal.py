"""On a terminal: colours, wrapped lines, a bar from twenty files on; none of it when piped."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unicodedata import east_asian_width

import pytest

from gouji.output.wrap import wrap

Shown = Callable[..., tuple[str, int]]
ANSI = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
BAR = "[###"


def columns(line: str) -> int:
    return sum(1 + (east_asian_width(character) in "WF") for character in line)


def test_colours_on_a_terminal(on_terminal: Shown, example: Path) -> None:
    shown, status = on_terminal("check", example)
    assert status == 1 and "\x1b[31m" in shown and "【" not in shown
    lines = ANSI.sub("", shown).splitlines()
    assert lines[0].startswith("青河县水利服务中心")
    assert max(columns(line) for line in lines) <= 100
    assert BAR not in shown


def test_no_colour_when_asked(on_terminal: Shown, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    shown, _ = on_terminal("check", example)
    assert "\x1b[" not in shown and "【" in shown


def many(folder: Path, report: Path, number: int) -> list[Path]:
    return [shutil.copy(report, folder / f"{index:02}.txt") for index in range(number)]


def test_a_bar_from_twenty_files_on(on_terminal: Shown, clean: Path, tmp_path: Path) -> None:
    shown, status = on_terminal("check", *many(tmp_path, clean, 20))
    assert status == 0 and "100%" in shown and "###" in shown
    # The bar is done before the first result.
    assert shown.rindex("100%") < shown.index("某县水利局")
    assert shown.count("能对上的都对上") == 20


def test_no_bar_for_fewer_files(on_terminal: Shown, clean: Path, tmp_path: Path) -> None:
    shown, _ = on_terminal("check", *many(tmp_path, clean, 19))
    assert "100%" not in shown and "###" not in shown


def test_no_bar_and_no_colours_when_piped(clean: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from gouji.cli import main; main()", "check"]
    files = [str(path) for path in many(tmp_path, clean, 25)]
    result = subprocess.run([*command, *files], capture_output=True, text=True)
    assert result.returncode == 0 and result.stderr == "" and "\x1b" not in result.stdout


def test_wrapping_keeps_every_character_and_every_number() -> None:
    line = "    2023年支出1216.08万元，其中\x1b[1m基本支出742.36万元\x1b[0m（“项目支出”473.72万元）。"
    for width in range(24, 90):
        rows = wrap(line, width).split("\n")
        assert "".join(row.strip(" ") for row in rows) == line.strip(" ")
        assert all(columns(ANSI.sub("", row)) <= width for row in rows)
        assert all(re.match(r" {4}\S", row) for row in rows)
        for number in ("1216.08", "742.36", "473.72"):
            assert any(number in row for row in rows)
        assert not any(row.strip().startswith(("，", "。", "）")) for row in rows)
    assert wrap("短", 80) == "短"
    assert wrap("错误 不是引文的行再缩进两格", 24).split("\n")[1].startswith("  ")
