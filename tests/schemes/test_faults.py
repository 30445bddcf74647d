"""The linter of schemes: `faults/*.toml` has a scheme and the faults that must be found, in order."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from gouji.schemes import check_scheme, read_scheme, schemes

CASES = sorted((Path(__file__).parent / "faults").glob("*.toml"))
# What the built-in forms contradict themselves in, or ask for that no form reports: known, and published as printed.
KNOWN = {
    "sichuan_department_2020": ["no_input"],
    "yueyang_department": ["gap", "no_input"],
}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_faults_are_found(path: Path) -> None:
    case = tomllib.loads(path.read_text("utf-8"))
    found = check_scheme(read_scheme(case["scheme"], path.name))
    listed = [f"{problem.kind} {problem.where}" for problem in found]
    assert listed == case["expected"], [problem.message for problem in found]
    for message in case.get("messages", ()):
        assert any(message in problem.message for problem in found), message
    assert all(problem.title.zh and problem.message.endswith("。") for problem in found)


@pytest.mark.parametrize("name", list(schemes()))
def test_the_catalogue_has_no_other_faults(name: str) -> None:
    assert [problem.kind for problem in check_scheme(schemes()[name])] == KNOWN.get(name, [])
