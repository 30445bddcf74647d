"""The commands read in a worker, and their flags say what it may cost."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from gouji.cli import isolation_options as options
from gouji.cli import main
from gouji.readers import read

REPORT = "某县水利局2023年度部门整体支出绩效自评报告\n\n2023年支出12.50万元，其中基本支出7.00万元，项目支出5.50万元。\n"
SLOW = "慢.txt"


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Three reports, of which reading the second never ends; readers leave their number."""

    def reading(path: str) -> object:
        with (tmp_path / "pids").open("a") as pids:
            pids.write(f"{os.getpid()}\n")
        if path.endswith(SLOW):
            time.sleep(600)
        return read(path)

    monkeypatch.setattr("gouji.pipeline.read_document", reading)
    paths = [tmp_path / name for name in ("甲.txt", SLOW, "乙.txt")]
    for path in paths:
        path.write_text(REPORT, encoding="utf-8")
    return [str(path) for path in paths]


@pytest.mark.parametrize("command", ["check", "facts", "text"])
def test_the_rest_of_a_batch_goes_on(command: str, reports: list[str], tmp_path: Path) -> None:
    result = CliRunner().invoke(main, [command, "--lang", "zh", "--seconds", "0.5", *reports])
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1 and result.stderr.startswith(f"{reports[1]}：读这个文件超过 0.5 秒")
    assert result.stdout.count("某县水利局") >= 2
    pids = (tmp_path / "pids").read_text().split()
    assert str(os.getpid()) not in pids and len(set(pids)) == 2


def test_without_isolation_it_is_this_process(reports: list[str], tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["check", "--no-isolation", reports[0]])
    assert result.exit_code == 0
    assert (tmp_path / "pids").read_text().split() == [str(os.getpid())]


def test_what_a_platform_does_not_limit_is_said(reports: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "not_limited", lambda: ("memory",))
    result = CliRunner().invoke(main, ["text", "--lang", "zh", reports[0]])
    assert result.exit_code == 0 and result.stderr == "本系统不能限制内存。\n"
    result = CliRunner().invoke(main, ["text", "--lang", "en", reports[0]])
    assert result.stderr == "This system does not limit memory.\n"


@pytest.mark.parametrize("wrong", [["--seconds", "0"], ["--memory", "1"], ["--memory", "x"]])
def test_limits_that_make_no_sense(wrong: list[str], reports: list[str]) -> None:
    assert CliRunner().invoke(main, ["check", *wrong, reports[0]]).exit_code == 2
