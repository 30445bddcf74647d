"""Our own data holds together: ids, bases, concepts, parameters, exceptions and public names."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
import tomllib
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest

import gouji
from gouji import errors
from gouji.basis import document, documents, grade_bands, parameter
from gouji.checks import FAMILIES, checks
from gouji.errors import BadParameter, UnknownBasis
from gouji.model import SEVERITIES
from gouji.vocabulary import check_vocabulary, claims, concepts, relations

# The digit that a family's ids begin with: it never changes, because ids are never reused.
DIGITS = {"arithmetic": "1", "contradiction": "2", "score": "3", "magnitude": "4"}
DIGITS |= {"discipline": "5", "completeness": "6", "across": "7", "form": "8", "norms": "9"}
HEADINGS = (
    "What it checks 查什么",
    "Why it matters 为什么重要",
    "Basis 依据",
    "How it is recomputed 怎样复算",
    "Left alone 不查什么",
    "Example 例子",
)
# Ids that users, fixtures and pages refer to. An id may be added; one that is taken away is never given again.
PINNED = {f"G10{n}" for n in range(1, 9)} | {f"G20{n}" for n in range(1, 5)}
PINNED |= {f"G30{n}" for n in range(1, 7)} | {f"G40{n}" for n in range(1, 5)}
PUBLIC = ["check", "compile_standard", "extract", "find_quantities", "judge", "other", "read", "score"]

each_check = pytest.mark.parametrize("registered", checks(), ids=lambda registered: registered.meta.id)


def test_ids_are_unique_and_stay() -> None:
    ids = [registered.meta.id for registered in checks()]
    assert len(set(ids)) == len(ids)
    assert set(ids) >= PINNED
    assert ids == sorted(ids)


@each_check
def test_id_is_of_its_family(registered: Any) -> None:
    assert re.fullmatch(rf"G{DIGITS[registered.family]}\d\d", registered.meta.id)
    assert registered.family in FAMILIES


@each_check
def test_a_national_check_rests_on_a_national_rule_first(registered: Any) -> None:
    places = ("yueyang", "hunan", "hubei", "sichuan", "guangxi", "anhui")
    if registered.family != "norms":
        assert not registered.meta.basis[0].startswith(places), "the form of one place binds nobody elsewhere"


@each_check
def test_page_has_its_headings_in_order(registered: Any) -> None:
    lines = registered.page.splitlines()
    title = registered.meta.title
    assert lines[0].startswith(f"{registered.meta.id} {title.en}"), "the first line is id and title"
    assert title.zh in lines[0]
    found = [line for line in lines if line in HEADINGS]
    assert tuple(found) == HEADINGS
    for heading in HEADINGS:
        body = registered.page.split(heading, 1)[1].lstrip("\n").split("\n")[0]
        assert body.startswith("    ") and body.strip(), f"nothing under {heading}"


@each_check
def test_every_basis_of_a_check_exists_and_is_on_its_page(registered: Any) -> None:
    assert registered.meta.basis
    section = registered.page.split("Basis 依据")[1].split("How it is")[0]
    for basis in registered.meta.basis:
        assert document(basis).title
        assert basis in section, f"{basis} is not named in the page"


@each_check
def test_an_error_rests_on_more_than_memory(registered: Any) -> None:
    assert registered.meta.severity in SEVERITIES
    if registered.meta.severity == "error":
        assert all(document(basis).confidence != "L" for basis in registered.meta.basis)


@each_check
def test_parameters_of_a_check_exist(registered: Any) -> None:
    for name in registered.meta.parameters:
        if name == "grade_bands":
            assert grade_bands(2022)
        else:
            assert parameter(name, 2022) is not None


def test_every_basis_is_complete_and_sourced() -> None:
    for entry in documents().values():
        assert entry.title and entry.article and entry.quote and entry.source
        assert entry.confidence in ("H", "M", "L")


def test_every_basis_referred_to_exists() -> None:
    used = {basis for registered in checks() for basis in registered.meta.basis}
    used |= {concept.source for concept in concepts().values()} | {relation.basis for relation in relations().values()}
    used |= {row["basis"] for row in PARAMETERS["grade_bands"]}
    used |= {entry["basis"] for entry in PARAMETERS.values() if isinstance(entry, dict)}
    assert used <= set(documents())


PARAMETERS = tomllib.loads(files("gouji.basis").joinpath("parameters.toml").read_text("utf-8"))


def test_parameters_are_dated_and_sourced() -> None:
    for name, entry in PARAMETERS.items():
        rows = entry if isinstance(entry, list) else entry["values"]
        assert rows, name
        days = [row["from"] for row in rows]
        assert len(set(days)) == len(days), f"{name}: two values begin on one day"
        for row in rows if isinstance(entry, list) else [entry]:
            assert row["basis"] in documents(), name


def test_grade_bands_leave_no_gap() -> None:
    bands, basis = grade_bands(2022)
    assert basis in documents()
    for score in range(0, 1001):
        held = [band.grade for band in bands if band.holds(Decimal(score) / 10)]
        assert len(held) == 1, f"{score / 10}: {held}"


def test_vocabulary_holds_together() -> None:
    check_vocabulary(frozenset(documents()))


def test_concepts_are_described() -> None:
    for concept in concepts().values():
        assert concept.zh and concept.definition.endswith("。"), concept.id
        assert re.fullmatch(r"[a-z][a-z0-9_]+", concept.id)
        assert set(concept.share_of) <= set(concepts())
    for claim in claims().values():
        assert claim.patterns


def test_unknown_names_are_refused() -> None:
    with pytest.raises(UnknownBasis, match="no_such_basis"):
        document("no_such_basis")
    with pytest.raises(BadParameter, match="no_such_parameter"):
        parameter("no_such_parameter", 2022)
    with pytest.raises(BadParameter, match="1999"):
        parameter("full_marks", 1999)
    with pytest.raises(BadParameter, match="1999"):
        grade_bands(1999)


def tree() -> dict[str, str]:
    """The exception tree as `errors.py` draws it: name -> parent."""
    found = {}
    for line in (errors.__doc__ or "").splitlines():
        if line.startswith("    ") and re.match(r"\s+[A-Z]\w+Error\b", line):
            depth = len(line) - len(line.lstrip())
            first, *rest = line.split()
            if depth == 4:
                found[first] = "Exception"
            else:
                found[first] = "GoujiError"
                found |= dict.fromkeys(rest, first)
        elif found and line.startswith("            ") and line.split():
            found |= dict.fromkeys(line.split(), [name for name, parent in found.items() if parent == "GoujiError"][-1])
    return found


def test_the_exception_tree_is_the_one_drawn() -> None:
    defined = {
        name: kind.__bases__[0].__name__
        for name, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, Exception) and kind.__module__ == "gouji.errors"
    }
    assert tree() == defined


def test_exceptions_keep_their_facts() -> None:
    read = errors.DamagedFile("a.docx", "文件已损坏", "the file is damaged")
    assert (read.path, read.zh, read.en) == ("a.docx", "a.docx：文件已损坏", "a.docx: the file is damaged")
    assert str(read) == read.en
    defined = errors.DuplicateId(["one", "two"])
    assert defined.problems == ["one", "two"] and str(defined) == "one; two"
    failed = errors.CheckCrashed("G101", "boom")
    assert (failed.stage, failed.detail) == ("G101", "boom")


def test_public_names_are_pinned() -> None:
    """What `import gouji` offers is a promise; DESIGN.md and the pages name it."""
    assert sorted(gouji.__all__) == PUBLIC
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = gouji.no_such_name


def test_public_functions_stay_functions() -> None:
    """In a process of its own: the names of the door are functions, also after one of them has been used."""
    program = "import gouji; gouji.read; print([n for n in gouji.__all__ if not callable(getattr(gouji, n))])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
