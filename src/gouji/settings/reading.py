"""Reads `gouji.toml`, and says everything that is wrong with one at once: file, key path, what is allowed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from gouji.basis import document, parameter_names
from gouji.checks import Check, checks
from gouji.errors import BadSettings, Problem
from gouji.model import SEVERITIES
from gouji.settings.records import Acceptance, Settings

NAME = "gouji.toml"
_FIRST_YEAR, _LAST_YEAR = 1995, 2100
_ID = re.compile(r"[0-9a-f]{8}")
_LARGEST = 1_000_000


def find_settings(start: Path) -> Path | None:
    """The nearest `gouji.toml` in a folder or those above it; None where there is none."""
    here = start.resolve()
    return next((at / NAME for at in (here, *here.parents) if (at / NAME).is_file()), None)


def read_settings(path: Path) -> Settings:
    """The settings in a file; BadSettings with every problem when it cannot be read or says something unknown."""
    try:
        content = path.read_bytes()
        if len(content) > _LARGEST:
            raise ValueError("too large")
        data = tomllib.loads(content.decode("utf-8-sig"))
    except OSError as error:
        detail = error.strerror or str(error)
        raise BadSettings(str(path), [Problem("", f"读不了（{detail}）", f"cannot be read ({detail})")]) from error
    except (ValueError, RecursionError) as error:
        raise BadSettings(str(path), [Problem("", f"不是 TOML（{error}）", f"is no TOML ({error})")]) from error
    return settings_from(data, str(path))


def settings_from(data: Mapping[str, Any], source: str) -> Settings:
    """The settings in a table; `source` names it in problems."""
    reading = _Reading(source)
    made = reading.settings(data)
    if reading.problems:
        raise BadSettings(source, reading.problems)
    return made


class _Reading:
    def __init__(self, source: str):
        self._source = source
        self.problems: list[Problem] = []
        self._checks = {check.meta.id: check for check in checks()}
        named = {name for check in self._checks.values() for name in check.meta.parameters}
        self._parameters = sorted(named.intersection(parameter_names()))

    def settings(self, data: Mapping[str, Any]) -> Settings:
        self._known("", data, ("place", "year", "preview", "checks", "severity", "parameters", "accepted"))
        switches = self._table("checks", data)
        self._known("checks.", switches, ("only", "off"))
        return Settings(
            source=self._source,
            only=tuple(self._codes("checks.only", switches.get("only", []))),
            off=tuple(self._codes("checks.off", switches.get("off", []))),
            severity=dict(self._severities(self._table("severity", data))),
            parameters=dict(self._numbers(self._table("parameters", data))),
            place=self._of(data, "place", "", lambda v: isinstance(v, str) and bool(v.strip()), "文字", "a text"),
            year=self._of(
                data,
                "year",
                None,
                lambda v: type(v) is int and _FIRST_YEAR <= v <= _LAST_YEAR,
                f"{_FIRST_YEAR} 到 {_LAST_YEAR} 的年份",
                f"a year from {_FIRST_YEAR} to {_LAST_YEAR}",
            ),
            preview=self._of(data, "preview", False, lambda v: type(v) is bool, "true 或 false", "true or false"),
            accepted=tuple(self._accepted(data.get("accepted", []))),
        )

    def _wrong(self, key: str, zh: str, en: str) -> None:
        self.problems.append(Problem(key, zh, en))

    def _known(self, prefix: str, table: Mapping[str, Any], names: tuple[str, ...]) -> None:
        for key in table:
            if key not in names:
                allowed = ", ".join(names)
                self._wrong(f"{prefix}{key}", f"没有这一项；可以设的是 {allowed}", f"is unknown; allowed are {allowed}")

    def _table(self, key: str, data: Mapping[str, Any]) -> Mapping[str, Any]:
        value = data.get(key, {})
        if isinstance(value, dict):
            return value
        self._wrong(key, f"应当是一节 [{key}]", f"should be a table [{key}]")
        return {}

    def _of(
        self, data: Mapping[str, Any], key: str, default: Any, fits: Callable[[Any], bool], zh: str, en: str
    ) -> Any:
        if key not in data or fits(data[key]):
            return data.get(key, default)
        self._wrong(key, f"应当是{zh}", f"should be {en}")
        return default

    def _codes(self, key: str, value: Any) -> Iterator[str]:
        """Ids of checks, or beginnings of some."""
        if not isinstance(value, list):
            self._wrong(key, '应当是编号的数组，如 ["G801", "G9"]', 'should be an array of codes: ["G801", "G9"]')
            return
        for number, code in enumerate(value):
            if isinstance(code, str) and re.fullmatch(r"G\d{1,3}", code) and self._begins(code):
                yield code
            else:
                self._wrong(
                    f"{key}[{number}]", f"没有检查 {code!r}；见 gouji rules", f"is no check: {code!r}; see gouji rules"
                )

    def _begins(self, code: str) -> bool:
        return any(identity.startswith(code) for identity in self._checks)

    def _severities(self, table: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        for code, value in table.items():
            key = f"severity.{code}"
            if code not in self._checks:
                self._wrong(key, "没有这项检查；见 gouji rules", "is no check; see gouji rules")
            elif value not in SEVERITIES:
                allowed = ", ".join(SEVERITIES)
                self._wrong(key, f"应当是 {allowed} 之一", f"should be one of {allowed}")
            elif value == "error" and not _provable(self._checks[code]):
                self._wrong(
                    key, "依据只是凭记忆，不能定为 error", "its basis is quoted from memory, which carries no error"
                )
            else:
                yield code, value

    def _numbers(self, table: Mapping[str, Any]) -> Iterator[tuple[str, Decimal]]:
        for name, value in table.items():
            key = f"parameters.{name}"
            if name not in self._parameters:
                allowed = ", ".join(self._parameters)
                self._wrong(key, f"没有这个参数；可以设的是 {allowed}", f"is unknown; allowed are {allowed}")
                continue
            number = _number(value)
            if number is None:
                self._wrong(key, '应当是写成文字的正数，如 "10"', 'should be a positive number as a string: "10"')
            else:
                yield name, number

    def _accepted(self, value: Any) -> Iterator[Acceptance]:
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            self._wrong("accepted", "应当写成 [[accepted]]", "should be written as [[accepted]]")
            return
        for number, entry in enumerate(value):
            key, before = f"accepted[{number}]", len(self.problems)
            self._known(f"{key}.", entry, ("finding", "reason", "date", "file"))
            finding, reason, day, file = (entry.get(name) for name in ("finding", "reason", "date", "file"))
            if not isinstance(finding, str) or not _ID.fullmatch(finding):
                self._wrong(f"{key}.finding", "应当是发现的编号，8 位", "should be the id of a finding, 8 characters")
            if not isinstance(reason, str) or not reason.strip():
                self._wrong(f"{key}.reason", "应当写明理由", "should say why")
            if not isinstance(day, date) or isinstance(day, datetime):
                self._wrong(f"{key}.date", "应当是日期，如 2026-11-21", "should be a date: 2026-11-21")
            if file is not None and (not isinstance(file, str) or not file or "/" in file):
                self._wrong(f"{key}.file", "应当是不带文件夹的文件名", "should be the name of a file, without folders")
            if len(self.problems) == before:
                yield Acceptance(finding=str(finding), reason=str(reason), date=day, file=file)


def _provable(check: Check) -> bool:
    """Whether a check may say error: it does already, or rests on more than memory."""
    return check.meta.severity == "error" or any(document(name).confidence != "L" for name in check.meta.basis)


def _number(value: Any) -> Decimal | None:
    if type(value) is int:
        value = str(value)
    if not isinstance(value, str) or not re.fullmatch(r"\d{1,12}(\.\d{1,6})?", value):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number > 0 else None
