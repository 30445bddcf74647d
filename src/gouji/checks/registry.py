"""What a check is, and the list of all checks.

A check is a module in a family's folder with `META` and `check(case)`. The generator answers case by case:
a `Finding`, `HELD` for something that ties, or `Lacking` for something that could not be judged.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Literal

import msgspec

from gouji.basis import document
from gouji.errors import DefinitionError, DuplicateId
from gouji.model import Finding, Severity, Text

if TYPE_CHECKING:
    from gouji.checks.case import Case

RULESET = "2026.11"
Status = Literal["stable", "preview", "retired"]
"""A check that is tried out runs when asked for; one that is retired never runs again, and keeps its id."""


class CheckMeta(msgspec.Struct, frozen=True, kw_only=True):
    """The facts about a check that programs need; its page is the module's docstring."""

    id: str
    title: Text
    severity: Severity
    needs: tuple[str, ...]
    basis: tuple[str, ...]
    parameters: tuple[str, ...] = ()
    since: str = "0.1.0"
    status: Status = "stable"


class Held(msgspec.Struct, frozen=True):
    """One thing looked at and found to tie."""


class Lacking(msgspec.Struct, frozen=True):
    """One thing that could not be judged, and what it lacked."""

    missing: tuple[str, ...]


HELD = Held()
Answer = Finding | Held | Lacking


class Check(msgspec.Struct, frozen=True):
    """A registered check."""

    meta: CheckMeta
    run: Callable[[Case], Iterator[Answer]]
    page: str
    family: str


FAMILIES = {
    "arithmetic": Text("算术", "Arithmetic"),
    "contradiction": Text("前后矛盾", "Contradiction"),
    "score": Text("分值与得分", "Score"),
    "magnitude": Text("单位与数量级", "Unit and magnitude"),
    "discipline": Text("预算纪律与常理", "Budget discipline and sense"),
    "completeness": Text("齐全", "Completeness"),
    "across": Text("跨文件与跨年", "Across documents and years"),
    "form": Text("格式与文字", "Form and wording"),
    "norms": Text("与办法不符", "Against the norms"),
}


@cache
def checks() -> tuple[Check, ...]:
    """All checks by id; DefinitionError with every problem of their definitions at once."""
    found: dict[str, Check] = {}
    problems: list[str] = []
    for family in FAMILIES:
        package = importlib.import_module(f"gouji.checks.{family}")
        for entry in sorted(pkgutil.iter_modules(package.__path__), key=lambda item: item.name):
            module = importlib.import_module(f"gouji.checks.{family}.{entry.name}")
            check = _check(module, family)
            if check.meta.id in found:
                raise DuplicateId([f"{module.__name__}: id {check.meta.id} is taken"])
            if not check.meta.basis:
                problems.append(f"{module.__name__}: no basis")
            for basis in check.meta.basis:
                document(basis)
            found[check.meta.id] = check
    if problems:
        raise DefinitionError(problems)
    return tuple(found[key] for key in sorted(found))


def _check(module: ModuleType, family: str) -> Check:
    return Check(module.META, module.check, (module.__doc__ or "").strip(), family)
