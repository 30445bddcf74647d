"""The mapping file of a ledger (TOML): read, checked as a whole, every problem said with its key path."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, get_args

from gouji.errors import BadMapping
from gouji.ledger.records import Calendar, Condition, LedgerMapping, Measure, Way
from gouji.model import Text

_WAYS: tuple[str, ...] = get_args(Way)
_TOP = ("title", "sheets", "header_row", "columns", "states", "calendar", "measures")
_MEASURE = (
    "id", "name", "measure", "where", "of", "by", "column", "start", "due", "done", "within_days",
    "within_working_days", "working_days", "unit", "indicator", "concept",
)  # fmt: skip
_ID = re.compile(r"[a-z][a-z0-9_]*\Z")
_RANGE = re.compile(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)\Z")


def load_mapping(text: str, name: str, known_concepts: Iterable[str] | None = None) -> LedgerMapping:
    """The mapping that a file of the name holds; BadMapping with all problems. `known_concepts`: ids allowed."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadMapping(name, f"{name}：不是合法的 TOML（{error}）。", f"{name}: no valid TOML ({error}).") from error
    reader = _Reader(data, None if known_concepts is None else frozenset(known_concepts))
    made = reader.read()
    if reader.problems:
        zh = "；".join(problem.zh for problem in reader.problems)
        en = "; ".join(problem.en for problem in reader.problems)
        raise BadMapping(name, f"{name}：{zh}。请改正映射文件。", f"{name}: {en}; correct the mapping.")
    return made


class _Reader:
    """Reads the parts one by one and gathers what is wrong with them."""

    def __init__(self, data: dict[str, Any], concepts: frozenset[str] | None):
        self.data, self.concepts = data, concepts
        self.problems: list[Text] = []
        self.columns: dict[str, str] = {}
        self.states: dict[str, tuple[str, ...]] = {}

    def wrong(self, where: str, zh: str, en: str) -> None:
        self.problems.append(Text(f"{where} {zh}", f"{where} {en}"))

    def read(self) -> LedgerMapping:
        data = self.data
        self.unknown("", data, _TOP)
        self.read_columns()
        for group, printed in self.table("states", data).items():
            self.states[group] = self.words(f"states.{group}", printed)
        self.check_states()
        row = data.get("header_row")
        if row is not None and (not isinstance(row, int) or isinstance(row, bool) or row < 1):
            self.wrong("header_row", "应是从 1 起的行号", "must be a row number from 1")
        return LedgerMapping(
            title=self.string("title", data),
            columns=self.columns,
            sheets=self.words("sheets", data.get("sheets", [])),
            header_row=row,
            states=self.states,
            calendar=self.calendar(),
            measures=tuple(self.measures()),
        )

    def read_columns(self) -> None:
        for role, header in self.table("columns", self.data).items():
            if not _ID.match(role):
                self.wrong(f"columns.{role}", "的名称只能用小写字母、数字和下划线", "must be named in a-z, 0-9, _")
            elif not isinstance(header, str) or not header.strip():
                self.wrong(f"columns.{role}", "应写表头里的文字", "must be the text of a header")
            else:
                self.columns[role] = header.strip()
        if not self.columns:
            self.wrong("columns", "没有写任何一栏", "names no column")

    def check_states(self) -> None:
        if self.states and "state" not in self.columns:
            self.wrong("states", "要有 columns.state", "needs columns.state")
        seen: dict[str, str] = {}
        for group, printed in self.states.items():
            for state in printed:
                if state in seen:
                    zh, en = f"里的“{state}”也在 {seen[state]} 里", f"holds {state}, which is in {seen[state]} too"
                    self.wrong(f"states.{group}", zh, en)
                seen[state] = group

    def measures(self) -> Iterator[Measure]:
        listed = self.data.get("measures", [])
        if not isinstance(listed, list) or not listed:
            self.wrong("measures", "没有写任何一项", "lists nothing")
            return
        seen: set[str] = set()
        for number, entry in enumerate(listed, 1):
            where = f"measures[{number}]"
            if not isinstance(entry, dict):
                self.wrong(where, "应写成 [[measures]]", "must be a table")
                continue
            measure = self.measure(where, entry)
            if measure is None:
                continue
            if measure.id in seen:
                self.wrong(where, f"的 id “{measure.id}”用过了", f"repeats the id {measure.id}")
            seen.add(measure.id)
            yield measure

    def measure(self, where: str, entry: dict[str, Any]) -> Measure | None:
        self.unknown(f"{where}.", entry, _MEASURE)
        way = entry.get("measure")
        if way not in _WAYS:
            self.wrong(f"{where}.measure", f"应是 {'、'.join(_WAYS)} 之一", f"must be one of {', '.join(_WAYS)}")
            return None
        if not _ID.match(str(entry.get("id", ""))):
            self.wrong(f"{where}.id", "应是小写字母、数字和下划线", "must be made of a-z, 0-9, _")
        name = self.string("name", entry, where)
        if not name:
            self.wrong(f"{where}.name", "没有写", "is missing")
        indicators = self.words(f"{where}.indicator", entry.get("indicator", []))
        limits = [key for key in ("within_days", "within_working_days") if key in entry]
        made = Measure(
            id=str(entry.get("id", "")),
            name=name,
            way=way,
            where=self.conditions(f"{where}.where", entry.get("where", {})),
            of=self.conditions(f"{where}.of", entry.get("of", {})),
            by=self.string("by", entry, where) or "date",
            column=self.string("column", entry, where),
            start=self.string("start", entry, where) or "date",
            due=self.string("due", entry, where) or "due",
            done=self.string("done", entry, where) or "done",
            within=self.limit(where, entry, limits),
            working="within_working_days" in limits or self.flag(f"{where}.working_days", entry.get("working_days")),
            unit=self.string("unit", entry, where),
            indicators=indicators or (name,),
            concept=self.string("concept", entry, where) or None,
        )
        self.check_measure(where, made)
        return made

    def flag(self, where: str, given: Any) -> bool:
        if given is not None and not isinstance(given, bool):
            self.wrong(where, "应是 true 或 false", "must be true or false")
        return given is True

    def limit(self, where: str, entry: dict[str, Any], limits: Sequence[str]) -> int | None:
        if len(limits) > 1:
            self.wrong(where, "只能写一个期限", "may have one time limit")
        found = entry.get(limits[0]) if limits else None
        if limits and (not isinstance(found, int) or isinstance(found, bool) or not 0 <= found <= 3660):
            self.wrong(f"{where}.{limits[0]}", "应是天数", "must be a number of days")
            return None
        return found

    def check_measure(self, where: str, made: Measure) -> None:
        needed = {"by": made.by}
        if made.way == "sum":
            needed["column"] = made.column
        elif made.way in ("on_time_rate", "mean_days"):
            needed["done"] = made.done
            needed |= {"start": made.start} if made.within is not None or made.way == "mean_days" else {"due": made.due}
        for key, role in needed.items():
            if not role:
                self.wrong(f"{where}.{key}", "没有写", "is missing")
            elif role not in self.columns:
                self.wrong(f"{where}.{key}", f"要用 columns.{role}，但没有写这一栏", f"needs columns.{role}")
        if made.way == "rate" and not made.of:
            self.wrong(f"{where}.of", "没有写分子的条件", "is missing: which rows are in the numerator")
        if made.way != "rate" and made.of:
            self.wrong(f"{where}.of", "只用于 rate", "is only for a rate")
        if made.within is not None and made.way != "on_time_rate":
            self.wrong(where, "的期限只用于 on_time_rate", "may have a time limit only for on_time_rate")
        if made.working and made.way not in ("on_time_rate", "mean_days"):
            self.wrong(where, "的工作日只用于 on_time_rate 和 mean_days", "counts no days, so no working days")
        if made.concept and self.concepts is not None and made.concept not in self.concepts:
            self.wrong(f"{where}.concept", f"没有“{made.concept}”这个口径", f"knows no concept {made.concept}")

    def conditions(self, where: str, given: Any) -> dict[str, Condition]:
        if not isinstance(given, dict):
            self.wrong(where, "应写成 {栏 = 值}", "must be a table of columns")
            return {}
        made: dict[str, Condition] = {}
        for role, wanted in given.items():
            if role not in self.columns:
                self.wrong(f"{where}.{role}", "不在 columns 里", "is not in columns")
            if isinstance(wanted, bool):
                made[role] = wanted
                continue
            values = self.words(f"{where}.{role}", wanted)
            if role == "state":
                # A group of [states] stands for its states.
                values = tuple(state for value in values for state in self.states.get(value, (value,)))
                unknown = [v for v in values if self.states and all(v not in group for group in self.states.values())]
                for state in unknown:
                    self.wrong(f"{where}.state", f"“{state}”不在 [states] 里", f"{state} is not in [states]")
            if not values:
                self.wrong(f"{where}.{role}", "没有写值", "lists no value")
            made[role] = values
        return made

    def calendar(self) -> Calendar:
        given = self.table("calendar", self.data)
        self.unknown("calendar.", given, ("holidays", "workdays"))
        return Calendar(
            holidays=frozenset(self.days("calendar.holidays", given.get("holidays", []))),
            workdays=frozenset(self.days("calendar.workdays", given.get("workdays", []))),
        )

    def days(self, where: str, given: Any) -> Iterator[date]:
        for entry in given if isinstance(given, list) else [given]:
            if isinstance(entry, date) and not isinstance(entry, datetime):
                yield entry
                continue
            match = _RANGE.match(entry) if isinstance(entry, str) else None
            try:
                first, last = (date.fromisoformat(text) for text in match.groups()) if match else (None, None)
            except ValueError:
                first = last = None
            if first is None or last is None or not 0 <= (last - first).days < 366:
                zh, en = "应写日期或“2024-02-10..2024-02-17”", 'must be a date or "2024-02-10..2024-02-17"'
                self.wrong(where, zh, en)
                continue
            yield from (first + timedelta(days=n) for n in range((last - first).days + 1))

    def table(self, key: str, data: dict[str, Any]) -> dict[str, Any]:
        given = data.get(key, {})
        if isinstance(given, dict):
            return given
        self.wrong(key, f"应写成 [{key}]", "must be a table")
        return {}

    def string(self, key: str, data: dict[str, Any], where: str = "") -> str:
        given = data.get(key, "")
        if isinstance(given, str):
            return given.strip()
        self.wrong(f"{where}.{key}" if where else key, "应是文字", "must be a text")
        return ""

    def words(self, where: str, given: Any) -> tuple[str, ...]:
        listed = [given] if isinstance(given, str) else given
        if not isinstance(listed, list) or not all(isinstance(word, str) for word in listed):
            self.wrong(where, "应是文字或一列文字", "must be a text or a list of texts")
            return ()
        return tuple(word.strip() for word in listed)

    def unknown(self, where: str, data: dict[str, Any], known: tuple[str, ...]) -> None:
        for key in data:
            if key not in known:
                self.wrong(f"{where}{key}", "没有这个键", "is no known key")
