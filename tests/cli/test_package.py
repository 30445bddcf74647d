"""The wheel holds the data files and runs by itself from anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMAND = "import gouji; print(gouji.__file__); from gouji.cli import main; main()"


def test_the_wheel_runs_from_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, example: Path) -> None:
    hatchling = pytest.importorskip("hatchling.build")
    monkeypatch.chdir(ROOT)
    wheel = tmp_path / hatchling.build_wheel(str(tmp_path))
    unpacked = tmp_path / "unpacked"
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith("gouji/") and not name.endswith(".py")}
        archive.extractall(unpacked)
    source = ROOT / "src"
    data = {path for path in source.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")}
    assert packed == {path.relative_to(source).as_posix() for path in data} and len(packed) > 10
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    result = subprocess.run(
        [sys.executable, "-c", COMMAND, "check", "--format", "html", str(example)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment,
    )
    assert result.returncode == 1 and result.stderr == ""
    assert result.stdout.startswith(str(unpacked)) and "G303" in result.stdout
