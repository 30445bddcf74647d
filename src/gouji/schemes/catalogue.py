"""The catalogue of schemes: TOML files with what they inherit filled in, and the formulas of the rates."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from gouji.basis import documents
from gouji.errors import BadScheme
from gouji.model import Confidence, Ground
from gouji.schemes.catalogue_records import Band, Cap, Level, RateFormula, Scheme, SchemeRow, Setting, Term
from gouji.vocabulary import concept_named

_WEAKER: dict[Confidence, int] = {"H": 0, "M": 1, "L": 2}
_ID = re.compile(r"[a-z][a-z0-9_]{1,60}")
_TERM = re.compile(r"\s*([+-])?\s*([a-z][a-z0-9_]*)(?:@(previous|original|final|outturn))?\s*")


@cache
def schemes() -> dict[str, Scheme]:
    """All schemes of the catalogue by id, in the order of their files."""
    raw = {}
    for entry in sorted(files("gouji.schemes").joinpath("data").iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml") and entry.name not in ("rates.toml", "amounts.toml"):
            data = _parsed(entry.read_text("utf-8"), entry.name)
            if data.get("id") != entry.name.removesuffix(".toml"):
                raise BadScheme([f"{entry.name}: id 与文件名不同（{data.get('id')}）"])
            raw[entry.name.removesuffix(".toml")] = data
    return {name: _built(data, f"{name}.toml", raw) for name, data in raw.items()}


def scheme(name: str) -> Scheme:
    """One scheme: an id of the catalogue, or the path of a TOML file; BadScheme when there is none."""
    found = schemes().get(name)
    if found is not None:
        return found
    path = Path(name)
    if path.suffix == ".toml" or path.exists():
        try:
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise BadScheme([f"{name}：读不了这个文件（{error}）"]) from error
        return read_scheme(text, name)
    raise BadScheme([f"没有编号为 {name} 的方案，也没有这个文件；gouji schemes list 列出全部"])


def read_scheme(text: str, name: str) -> Scheme:
    """A scheme from its TOML; `name` is how messages call it."""
    own: dict[str, dict[str, Any]] = {entry.id: {} for entry in schemes().values()}
    return _built(_parsed(text, name), name, own)


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadScheme([f"{name}：不是 TOML（{error}）"]) from error


def _built(data: dict[str, Any], name: str, raw: dict[str, dict[str, Any]]) -> Scheme:
    """A scheme with what it inherits; `raw` holds the catalogue's files while they are being built, {} once done."""
    merged, seen = dict(data), {data.get("id")}
    while (parent := data.get("like")) is not None:
        if parent in seen or parent not in raw:
            raise BadScheme([f"{name}：like = “{parent}”没有这个方案，或者绕成了圈"])
        seen.add(parent)
        data = raw[parent] or _as_data(schemes()[parent])
        merged = _under(merged, data)
    try:
        made = msgspec.convert(merged, Scheme, strict=False)
    except msgspec.ValidationError as error:
        raise BadScheme([f"{name}：{error}"]) from error
    problems = [f"{name}：{problem}" for problem in _wrong(made)]
    if problems:
        raise BadScheme(problems)
    return made


_VALUES = {
    "steps": ("whole", "even", "begun"),
    "not_applicable": ("full", "leave_out"),
    "execution_above": ("capped",),
    "zero_target": ("none_above",),
    "over_effect": ("explain", "judge", "zero"),
}


def _wrong(made: Scheme) -> list[str]:
    """Values that the evaluator could not use."""
    out = []
    if not _ID.fullmatch(made.id):
        out.append(f"id 只能用小写字母、数字和下划线，以字母开头（{made.id}）")
    for name, allowed in _VALUES.items():
        setting: Setting | None = getattr(made.settings, name)
        if setting is not None and setting.value not in allowed:
            out.append(f"settings.{name} 应是 {'、'.join(allowed)} 之一（{setting.value}）")
    for name in ("decimals", "over", "explain_below"):
        setting = getattr(made.settings, name)
        if setting is not None and not re.fullmatch(r"\d{1,3}(?:\.\d+)?", setting.value):
            out.append(f"settings.{name} 应是数（{setting.value}）")
    if made.settings.decimals is not None and made.settings.decimals.value not in ("0", "1", "2", "3", "4"):
        out.append("settings.decimals 应是 0 到 4")
    if made.until is not None and made.until < made.since:
        out.append("until 早于 since")
    points = [level.points for level in made.levels] + [row.points for row in made.rows] + [made.full_marks]
    if any(value is not None and not (value.is_finite() and value > 0) for value in points):
        out.append("分值应大于 0")
    return out


def _as_data(known: Scheme) -> dict[str, Any]:
    data: dict[str, Any] = {key: value for key, value in msgspec.to_builtins(known).items() if value not in ((), [])}
    data["settings"] = {key: value for key, value in data.get("settings", {}).items() if value is not None}
    return data


_INHERITED = ("settings", "levels", "rows", "bands", "grades", "caps", "object", "columns", "full_marks")


def _under(own: dict[str, Any], parent: dict[str, Any]) -> dict[str, Any]:
    """A scheme's fields over those of the one it is like; each inherited number keeps its own ground."""
    out = dict(own)
    for key in _INHERITED:
        if key == "settings":
            out[key] = {name: _grounded(value, parent) for name, value in parent.get(key, {}).items()} | own.get(
                key, {}
            )
        elif key not in own and key in parent:
            value = parent[key]
            out[key] = [_grounded(part, parent) for part in value] if isinstance(value, list) else value
    return out


def _grounded(value: Any, parent: dict[str, Any]) -> Any:
    if isinstance(value, list):
        return [_grounded(part, parent) for part in value]
    if not isinstance(value, dict):
        return value
    own = {key: part for key, part in value.items() if part is not None}
    return {"confidence": parent["confidence"], "basis": parent["basis"]} | own


def ground(of: Scheme, part: Setting | Level | SchemeRow | Band | Cap | None = None) -> Ground:
    """What a part of a scheme, or the scheme itself, rests on."""
    if part is None:
        return grounded(of.basis, of.confidence)
    return grounded(part.basis or of.basis, part.confidence or of.confidence)


def grounded(basis: str, confidence: Confidence) -> Ground:
    """A document of `basis/` as a ground, or a document of one's own by its title."""
    known = documents().get(basis)
    if known is None:
        return Ground(id=basis, title=basis, article="", confidence=confidence)
    return Ground(id=basis, title=known.title, article=known.article, confidence=confidence)


def weakest(*confidences: Confidence) -> Confidence:
    """The least sure of several; H of none."""
    return max(confidences, key=lambda c: _WEAKER[c], default="H")


@cache
def rates() -> dict[str, RateFormula]:
    """The formulas of the rates by the concept that each gives."""
    data = tomllib.loads(files("gouji.schemes").joinpath("data/rates.toml").read_text("utf-8"))
    return {name: msgspec.convert(entry, RateFormula) for name, entry in data.items()}


@lru_cache(maxsize=65536)
def rate_named(name: str) -> str | None:
    """The rate that a name is of, None when it is no rate with a formula."""
    plain = re.sub(r"[\s“”\"「」]", "", name)
    own = next((key for key, entry in rates().items() if plain in entry.names), None)
    known = own or concept_named(plain)
    return known if known in rates() else None


@cache
def amount_names() -> dict[str, str]:
    """What sentences call an amount, beyond the names of the vocabulary: name to term."""
    data: dict[str, dict[str, str]] = tomllib.loads(
        files("gouji.schemes").joinpath("data/amounts.toml").read_text("utf-8")
    )
    return data["names"]


@cache
def terms(formula: str) -> tuple[Term, ...]:
    """The terms of a sum such as `a + b - c@previous`; BadScheme when it is none."""
    out: list[Term] = []
    at = 0
    while at < len(formula):
        found = _TERM.match(formula, at)
        if found is None or (out and not found[1]):
            raise BadScheme([f"rates.toml：读不懂“{formula}”"])
        stage = found[3] if found[3] != "previous" else None
        out.append(
            Term(concept=found[2], sign=-1 if found[1] == "-" else 1, previous=found[3] == "previous", stage=stage)
        )
        at = found.end()
    return tuple(out)
