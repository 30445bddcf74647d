"""Sheets of cells to the rows of a ledger: headers found, personal columns refused, what is no work passed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from gouji.errors import MissingColumn, PersonalColumn
from gouji.ledger.personal import personal_header, personal_value
from gouji.ledger.records import Grid, Ledger, LedgerMapping, LedgerTable, Row, Sheet
from gouji.ledger.words import header_name, is_total
from gouji.model import Text

_HEADER_ROWS = 50
_MANY_KINDS = 200


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """Where the headers of a sheet stand: the index of the row in `Sheet.rows`, and all headers by column."""

    index: int
    headers: tuple[str, ...]

    def column(self, header: str) -> list[int]:
        """The columns of a header, however its spaces and brackets are written."""
        exact = [at for at, text in enumerate(self.headers) if text == header]
        wanted = header_name(header)
        return exact or [at for at, text in enumerate(self.headers) if text and header_name(text) == wanted]


def read_ledger(grids: Sequence[Grid], mapping: LedgerMapping) -> Ledger:
    """The rows of all files by the mapping.

    Raises MissingColumn where a file has no sheet with the headers, PersonalColumn where the mapping uses a column
    that looks like personal data.
    """
    reader = _Reader(mapping)
    for grid in grids:
        reader.read(grid)
    return reader.ledger()


def letters(column: int) -> str:
    """The letters by which a spreadsheet calls a column counted from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def find_head(sheet: Sheet, wanted: Sequence[str], row: int | None = None) -> tuple[Head | None, list[str]]:
    """The row that has all wanted headers; else None and what the best row lacks."""
    best: list[str] = list(wanted)
    for index, (number, cells) in enumerate(sheet.rows[:_HEADER_ROWS]):
        if row is not None and number != row:
            continue
        head = Head(index=index, headers=tuple(" ".join(text.split()) for text in cells))
        lacking = [header for header in wanted if not head.column(header)]
        if not lacking:
            return head, []
        best = min(best, lacking, key=len)
    return None, best


class _Reader:
    def __init__(self, mapping: LedgerMapping):
        self.mapping = mapping
        self.roles = tuple(mapping.columns)
        self.numbers = {measure.column for measure in mapping.measures if measure.way == "sum"}
        self.tables: list[LedgerTable] = []
        self.rows: list[Row] = []
        self.passed: dict[str, list[Row]] = {}
        self.notes: list[Text] = []
        self.keys: dict[str, Row] = {}
        self.changed = self.alike = 0

    def read(self, grid: Grid) -> None:
        """The sheets of one file that have the headers."""
        for gap in grid.gaps:
            where = f"{grid.name}：", f"{grid.name}: "
            self.notes.append(Text(where[0] + gap.message.zh, where[1] + gap.message.en))
        wanted = list(self.mapping.columns.values())
        found, lacking = False, wanted
        for sheet in grid.sheets:
            if self.mapping.sheets and sheet.name not in self.mapping.sheets:
                self.note(
                    grid, sheet, "不在映射的 sheets 里，没有读", "is not in the mapping's sheets and was left out"
                )
                continue
            head, missing = find_head(sheet, wanted, self.mapping.header_row)
            if head is None:
                lacking = min(lacking, missing, key=len)
                self.note(grid, sheet, "没有所需的表头，没有读", "lacks the headers and was left out")
                continue
            found = True
            self.read_sheet(grid, sheet, head)
        if not found:
            names = "、".join(f"“{header}”" for header in lacking)
            raise MissingColumn(
                grid.name,
                f"{grid.name}：找不到表头 {names}。请核对映射的 columns、sheets 和 header_row。",
                f"{grid.name}: no header {', '.join(lacking)}; check columns, sheets and header_row of the mapping.",
            )

    def note(self, grid: Grid, sheet: Sheet, zh: str, en: str) -> None:
        self.notes.append(Text(f"{grid.name} 工作表“{sheet.name}”{zh}。", f"{grid.name}, sheet {sheet.name} {en}."))

    def read_sheet(self, grid: Grid, sheet: Sheet, head: Head) -> None:
        columns = self.columns(grid, sheet, head)
        body = sheet.rows[head.index + 1 :]
        self.look_at(grid, sheet, head, columns)
        table = len(self.tables)
        self.tables.append(LedgerTable(file=grid.name, sheet=sheet.name, header_row=sheet.rows[head.index][0]))
        summed = [at for role, at in zip(self.roles, columns, strict=True) if role in self.numbers]
        whole: set[tuple[str, ...]] = set()
        for number, cells in body:
            width = len(cells)
            kept = tuple(cells[at] if at < width else "" for at in columns)
            if sheet.continued and any((number, at) in sheet.continued for at in summed):
                # A merged figure is counted in its first row.
                kept = tuple(
                    "0" if at in summed and (number, at) in sheet.continued else text
                    for at, text in zip(columns, kept, strict=True)
                )
            self.sort(Row(table=table, number=number, cells=kept), cells, head)
            if "key" not in self.roles:
                self.alike += cells in whole
                whole.add(cells)

    def sort(self, row: Row, cells: tuple[str, ...], head: Head) -> None:
        """A row of work, or why it is none."""
        first = next((text for text in cells if text), "")
        if is_total(first):
            self.passed.setdefault("total", []).append(row)
        elif not any(row.cells):
            self.passed.setdefault("unmapped", []).append(row)
        elif all(text == header for text, header in zip(row.cells, self.mapping.columns.values(), strict=True)) or (
            cells == head.headers
        ):
            self.passed.setdefault("header", []).append(row)
        elif self.repeats(row):
            self.passed.setdefault("duplicate", []).append(row)
        else:
            self.rows.append(row)

    def repeats(self, row: Row) -> bool:
        key = row.cells[self.roles.index("key")] if "key" in self.roles else ""
        if not key:
            return False
        before = self.keys.setdefault(key, row)
        self.changed += before is not row and before.cells != row.cells
        return before is not row

    def columns(self, grid: Grid, sheet: Sheet, head: Head) -> list[int]:
        """The column of each mapped header."""
        found = []
        for header in self.mapping.columns.values():
            places = head.column(header)
            if len(places) > 1:
                named = "、".join(letters(at) for at in places)
                raise MissingColumn(
                    grid.name,
                    f"{grid.name} 工作表“{sheet.name}”的 {named} 栏都叫“{header}”。请改成不同的表头。",
                    f"{grid.name}, sheet {sheet.name}: columns {named} are all called {header}; rename them.",
                )
            found.append(places[0])
        return found

    def look_at(self, grid: Grid, sheet: Sheet, head: Head, columns: list[int]) -> None:
        """Refuse personal columns that are mapped, say which others are passed over, warn of a kind in free words."""
        passed = []
        for at, why in personal_columns(sheet, head):
            named = f"{letters(at)} 栏“{head.headers[at] if at < len(head.headers) else ''}”"
            if at in columns:
                raise PersonalColumn(
                    grid.name,
                    f"{grid.name} 工作表“{sheet.name}”{named}{why.zh}，不能使用。"
                    "请在映射里去掉这一栏，或从台账里删去。",
                    f"{grid.name}, sheet {sheet.name}: column {letters(at)} {why.en}; "
                    "leave it out of the mapping or delete it.",
                )
            passed.append(named)
        if passed:
            zh = f"像个人信息的栏没有读：{'、'.join(passed)}"
            self.note(grid, sheet, zh, f"columns that look personal were passed over: {len(passed)}")
        kinds = columns[self.roles.index("kind")] if "kind" in self.roles else None
        if kinds is not None:
            distinct = len({cells[kinds] for _, cells in sheet.rows[head.index + 1 :] if kinds < len(cells)})
            if distinct > _MANY_KINDS:
                zh = f"的“{self.mapping.columns['kind']}”有 {distinct} 种写法，像是自由填写的文字，不像类别"
                self.note(grid, sheet, zh, f"has {distinct} kinds: free words rather than kinds")

    def look_at_conditions(self) -> None:
        """Say which values of the conditions stand nowhere in the ledger: most often they are misspelt."""
        for measure in self.mapping.measures:
            for role, wanted in (*measure.where.items(), *measure.of.items()):
                # A state of a group need not occur.
                if isinstance(wanted, bool) or role == "state":
                    continue
                at = self.roles.index(role)
                present = {row.cells[at] for row in self.rows}
                for value in [value for value in wanted if value not in present]:
                    zh = f"“{measure.name}”的条件 {role} = “{value}”在台账里没有出现，请核对写法。"
                    en = f"{measure.name}: {role} = {value} stands nowhere in the ledger; check its spelling."
                    self.notes.append(Text(zh, en))

    def ledger(self) -> Ledger:
        self.look_at_conditions()
        if self.changed:
            zh = f"编号重复的行里有 {self.changed} 行内容与第一次出现时不同，只计第一次的"
            self.notes.append(
                Text(f"{zh}。", f"{self.changed} rows repeat a key with other contents; the first counts.")
            )
        if self.alike:
            zh = f"有 {self.alike} 行与另一行完全相同，都计入了；在映射的 columns 里写上 key 则只计一次。"
            self.notes.append(Text(zh, f"{self.alike} rows equal another and all count; map a key to count them once."))
        return Ledger(
            mapping=self.mapping,
            tables=tuple(self.tables),
            rows=tuple(self.rows),
            passed={reason: tuple(rows) for reason, rows in self.passed.items()},
            notes=tuple(self.notes),
        )


def personal_columns(sheet: Sheet, head: Head) -> Iterator[tuple[int, Text]]:
    """The columns of a sheet that look like personal data, and why."""
    found = {at: why for at, header in enumerate(head.headers) if (why := personal_header(header)) is not None}
    for _, cells in sheet.rows[head.index + 1 :]:
        for at, cell in enumerate(cells):
            if cell and at not in found and (why := personal_value(cell)) is not None:
                found[at] = why
    yield from sorted(found.items())
