"""The rooms keep to their order and to their size, and say what they are for."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "gouji"
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST_FILE = 400
# What only the web and the sweep may load; readers of pictures load theirs when one is read, and who writes into a
# PDF loads what reads it.
WEB = {"django", "pandas", "pyarrow", "duckdb", "requests", "httpx"}
PICTURES = {"numpy", "PIL", "cv2", "onnxruntime", "torch", "pypdfium2"}
HIGH_ROOMS = {"web", "sweep"}
PAGE_ROOMS = {"readers", "annotate"}
CERTAINTIES = {"ties/doubt.py"}


def name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def imported(path: Path) -> set[str]:
    """The first names of all packages that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_file_is_short(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") < LONGEST_FILE


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_file_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_nothing_heavy_below_the_web(path: Path) -> None:
    room = path.relative_to(SOURCE).parts[0]
    if room in HIGH_ROOMS:
        pytest.skip("a room above the core")
    assert not imported(path) & (WEB if room in PAGE_ROOMS else WEB | PICTURES)


def test_every_room_has_a_paragraph_and_a_door() -> None:
    """A folder of Python files is a package that says what it is for; a room's `__all__` names what others may use."""
    for folder in {path.parent for path in MODULES}:
        assert (folder / "__init__.py").exists(), folder
    for room in sorted(folder for folder in SOURCE.iterdir() if (folder / "__init__.py").exists()):
        tree = ast.parse((room / "__init__.py").read_text(encoding="utf-8"))
        assert len(ast.get_docstring(tree) or "") > 40, f"{room.name}: a sentence at least"
        if room.name in HIGH_ROOMS | {"cli"}:
            continue
        assigned = [ast.unparse(node.targets[0]) for node in tree.body if isinstance(node, ast.Assign)]
        assert "__all__" in assigned, f"{room.name}: no __all__"


def test_the_order_of_the_rooms_is_contracted() -> None:
    """Every room stands in the layers contract, so that none is left out of it when it is added."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    listed = {room.strip() for layer in layers for room in layer.split("|")}
    rooms = {f"gouji.{path.stem}" for path in SOURCE.iterdir() if path.suffix == ".py" and path.stem != "__init__"}
    rooms |= {f"gouji.{path.name}" for path in SOURCE.iterdir() if (path / "__init__.py").exists()}
    assert rooms == listed


def test_importing_gouji_loads_nothing_heavy() -> None:
    """`import gouji` costs nothing: what is used is loaded when it is used."""
    program = (
        "import sys, gouji; print([name for name in ('lxml', 'msgspec', 'click', 'decimal') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_way_of_a_report_loads_nothing_heavy() -> None:
    """Reading text, tying and checking load neither Django nor what reads pictures."""
    heavy = sorted(WEB | PICTURES)
    program = f"import sys, gouji.pipeline; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_checks_touch_no_file_clock_or_network() -> None:
    forbidden = {"os", "pathlib", "time", "datetime", "random", "socket", "subprocess", "urllib", "sqlite3", "io"}
    for path in (SOURCE / "checks").rglob("*.py"):
        assert not imported(path) & forbidden, name(path)
        assert not any(
            isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open"
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        ), name(path)


def test_no_floats_in_the_core() -> None:
    """Amounts are exact decimals: no float is written and none is made where figures are read and judged.

    How sure recognition was of a character is no amount.
    """
    for room in ("quantities", "extract", "ties", "checks", "basis", "vocabulary"):
        for path in (SOURCE / room).rglob("*.py"):
            if name(path) in CERTAINTIES:
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                made = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
                written = isinstance(node, ast.Constant) and isinstance(node.value, float)
                assert not made and not written, f"{name(path)}:{getattr(node, 'lineno', 0)}"
