"""The scaffold of a check writes what the registry, the page and the cases need, and refuses what cannot stand."""

from __future__ import annotations

import importlib.util
import tomllib
from pathlib import Path

import pytest

from gouji.checks.registry import CheckMeta

ROOT = Path(__file__).resolve().parents[2]
import new_check  # noqa: E402 - tools/ is no package

GIVEN = ["G199", "fault_of_a_test", "--zh", "试一试", "--en", "A fault of a test", "--basis", "budget_law_rules_83"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "src/gouji/checks/arithmetic").mkdir(parents=True)
    return tmp_path


def test_makes_a_check_and_four_cases(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new_check.main([*GIVEN, "--root", str(root), "--severity", "error"]) == 0
    said = capsys.readouterr().out
    assert "src/gouji/checks/arithmetic/fault_of_a_test.py" in said and "make docs" in said
    path = root / "src/gouji/checks/arithmetic/fault_of_a_test.py"
    spec = importlib.util.spec_from_file_location("fault_of_a_test", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert isinstance(module.META, CheckMeta)
    assert (module.META.id, module.META.severity, module.META.status) == ("G199", "error", "preview")
    assert list(module.check(object())) == []
    assert (module.__doc__ or "").startswith("G199 A fault of a test 试一试\n")
    for heading in ("What it checks 查什么", "Basis 依据", "Example 例子"):
        assert heading in (module.__doc__ or "")
    cases = sorted((root / "tests/checks/G199").glob("*.toml"))
    assert [case.stem for case in cases] == ["clean", "edge", "missing", "trips"]
    for case in cases:
        read = tomllib.loads(case.read_text(encoding="utf-8"))
        assert read["kind"] == case.stem and read["text"].startswith("2023年度")
        assert (read["outcome"] == "found") == ("findings" in read)
        for finding in read.get("findings", ()):
            assert all(quote in read["text"] for quote in finding["quotes"])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({0: "G1"}, "G and three digits"),
        ({0: "G101"}, "taken"),
        ({0: "G501"}, "folder first"),
        ({1: "Fault-Of"}, "small letters"),
        ({7: "no_such_law"}, "no such document"),
    ],
)
def test_refuses(root: Path, capsys: pytest.CaptureFixture[str], change: dict[int, str], said: str) -> None:
    arguments = [change.get(position, word) for position, word in enumerate(GIVEN)]
    assert new_check.main([*arguments, "--root", str(root)]) == 2
    assert said in capsys.readouterr().err
    assert not (root / "tests").exists()


def test_overwrites_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new_check.main([*GIVEN, "--root", str(root)]) == 0
    kept = root / "tests/checks/G199/trips.toml"
    kept.write_text("mine", encoding="utf-8")
    assert new_check.main([*GIVEN, "--root", str(root)]) == 2
    assert "exists" in capsys.readouterr().err
    assert kept.read_text(encoding="utf-8") == "mine"
