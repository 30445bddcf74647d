"""A mapping drafted from the headers of a ledger: a start that people finish, never the last word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from gouji.errors import MissingColumn
from gouji.ledger.personal import personal_header, personal_value
from gouji.ledger.records import Grid, Sheet
from gouji.ledger.rows import Head, find_head, letters, personal_columns
from gouji.ledger.words import data, header_name, is_total, state_group

_FEW = 30
_LONG = 20
_ENOUGH = 2


def draft_mapping(grid: Grid) -> str:
    """The TOML of a mapping for the sheet of a file that looks most like a ledger; MissingColumn where none does."""
    best: tuple[int, Sheet, Head, dict[str, int]] | None = None
    for sheet in grid.sheets:
        for row in sheet.rows[:_FEW]:
            head, _ = find_head(sheet, (), row[0])
            if head is None:
                continue
            roles = _roles(head, {at for at, text in enumerate(head.headers) if personal_header(text)})
            if "date" in roles and len(roles) >= _ENOUGH and (best is None or len(roles) > best[0]):
                best = len(roles), sheet, head, roles
    if best is None:
        raise MissingColumn(
            grid.name,
            f"{grid.name}：没有找到带日期栏的表头，起草不了映射。请照着 docs/reference/ledger-mapping.md 手写。",
            f"{grid.name}: no row of headers with a date, so no mapping can be drafted; write it by hand.",
        )
    _, sheet, head, _ = best
    personal = {at for at, _ in personal_columns(sheet, head)}
    return _Draft(sheet, head, personal, _roles(head, personal)).text(grid)


def _roles(head: Head, personal: set[int]) -> dict[str, int]:
    """Which column each role is drafted to: whole words go before parts, earlier columns before later ones."""
    names = {at: header_name(text) for at, text in enumerate(head.headers) if text and at not in personal}
    found: dict[str, int] = {}
    for role, words in data("words.toml")["headers"].items():
        whole = [*words.get("exact", ()), *words.get("contains", ())]
        places = [at for word in whole for at, name in names.items() if name == word]
        places += [at for word in words.get("contains", ()) for at, name in names.items() if word in name]
        free = [at for at in places if at not in found.values()]
        if free:
            found[role] = free[0]
    return found


class _Draft(msgspec.Struct):
    """The drafting of one sheet."""

    sheet: Sheet
    head: Head
    personal: set[int]
    roles: dict[str, int]

    def text(self, grid: Grid) -> str:
        title = grid.name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
        lines = [
            "# 由 gouji ledger --init 按表头起草，请逐行核对后再用。",
            f"title = {_quoted(title)}",
            *([f"sheets = [{_quoted(self.sheet.name)}]"] if len(grid.sheets) > 1 else []),
            "",
            "[columns]",
            *(f"{role} = {_quoted(self.head.headers[at])}" for role, at in self.roles.items()),
            *self.unused(),
            "",
            *self.states(),
            *self.kinds(),
            *self.measures(),
        ]
        return "\n".join(lines).rstrip() + "\n"

    def unused(self) -> list[str]:
        """The other columns, as comments: those that look personal with a warning."""
        lines = []
        for at, header in enumerate(self.head.headers):
            if header and at not in self.roles.values():
                said = "像个人信息，不读" if at in self.personal else "没有用到"
                lines.append(f"# {letters(at)} 栏 {_flat(header)}：{said}")
        return lines

    def values(self, role: str) -> Counter[str]:
        at = self.roles[role]
        body = self.sheet.rows[self.head.index + 1 :]
        rows = (cells for _, cells in body if not is_total(next(filter(None, cells), "")))
        return Counter(cells[at] for cells in rows if at < len(cells) and cells[at])

    def states(self) -> list[str]:
        if "state" not in self.roles:
            return []
        values = self.values("state")
        if len(values) > _FEW or any(len(value) > _LONG for value in values):
            del self.roles["state"]
            return []
        groups: dict[str, list[str]] = {"completed": [], "open": [], "void": []}
        unknown: list[str] = []
        for value in values:
            group = state_group(value)
            (unknown if group is None else groups[group]).append(value)
        lines = ["[states]"]
        lines += [f"{name} = {_listed(states)}" for name, states in groups.items() if states or name == "completed"]
        lines += [f"# 请归入上面某一组：{'、'.join(map(_flat, unknown))}"] if unknown else []
        return [*lines, ""]

    def kinds(self) -> list[str]:
        values = self.values("kind") if "kind" in self.roles else Counter()
        if not values or len(values) > _FEW or any(map(personal_value, values)):
            return []
        named = "、".join(_flat(value) for value, _ in values.most_common())
        return [f"# kind 的取值：{named}", '# 只数其中几类时写：where = {kind = ["…"]}', ""]

    def measures(self) -> list[str]:
        made = [_entry("received", "受理数量", "count", 'unit = "件"')]
        if "state" in self.roles:
            made.append(_entry("completion_rate", "办结率", "rate", 'of = {state = "completed"}'))
        if "reply" in self.roles:
            made.append(_entry("reply_rate", "回复率", "rate", "of = {reply = true}"))
        if "done" in self.roles:
            if "due" in self.roles:
                made.append(_entry("on_time_rate", "按时办结率", "on_time_rate"))
            else:
                zh = "# 没有期限一栏：期限若是受理后若干天，写在这里，再去掉注释。"
                made.append(
                    [
                        zh,
                        *(
                            "# " + line
                            for line in _entry("on_time_rate", "按时办结率", "on_time_rate", "within_working_days = 5")
                            if line
                        ),
                    ]
                )
            made.append(_entry("mean_days", "平均办理天数", "mean_days", 'unit = "天"'))
        if "quantity" in self.roles:
            made.append(_entry("quantity", self.head.headers[self.roles["quantity"]], "sum", 'column = "quantity"'))
        if "amount" in self.roles:
            made.append(
                _entry("amount", self.head.headers[self.roles["amount"]], "sum", 'column = "amount"', 'unit = "元"')
            )
        return [line for lines in made for line in (*lines, "")]


def _entry(id_: str, name: str, way: str, *more: str) -> list[str]:
    return [
        "[[measures]]",
        f'id = "{id_}"',
        f"name = {_quoted(name)}",
        f'measure = "{way}"',
        *more,
        f"indicator = {_quoted(name)}  # 改成自评表里这项指标的名称",
    ]


def _listed(values: Sequence[str]) -> str:
    return "[" + ", ".join(map(_quoted, values)) + "]"


def _quoted(text: str) -> str:
    """A basic string of TOML."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else " " for c in escaped) + '"'


def _flat(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)
