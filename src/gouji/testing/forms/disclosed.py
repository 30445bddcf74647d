"""Tables that department budgets and final accounts share: rows by account, totals, two sides of one table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gouji.testing.page import At, Content, Figure, Page
from gouji.testing.world import World

GP, GF = "gp.", "gf."


class Layout(NamedTuple):
    """How one clerk prints such tables: unit of money, codes split into 类, 款, 项, and where the total stands."""

    unit: str
    split: bool
    total_first: bool
    zeros: str


def layout_of(page: Page) -> Layout:
    """The habits of one document."""
    rng = page.rng
    return Layout(
        rng.choice(["万元", "万元", "元"]), rng.random() < 0.3, rng.random() < 0.5, rng.choice(["", "", "0.00"])
    )


def caption(page: Page, world: World, title: str, layout: Layout) -> None:
    """The lines above a table: its title, and the unit."""
    page.line(title, "caption")
    before = page.rng.choice([f"编制部门：{world.organisation}\u3000", "", f"部门：{world.organisation} "])
    page.line(f"{before}{page.rng.choice(['单位', '金额单位'])}：{layout.unit}", "caption")


def cell(world: World, key: str, layout: Layout) -> Content:
    """A figure; nothing is blank or a printed zero, as the layout has it."""
    known = key in world.q and (world.q.holds(key) or bool(layout.zeros))
    return Figure(key) if known else None


def by_account(
    page: Page,
    world: World,
    layout: Layout,
    columns: Sequence[tuple[str, str]],
    accounts: dict[str, str],
    pattern: str,
) -> None:
    """A table of accounts by columns of (heading, key prefix): the cell of account c is `prefix#c`."""
    codes = ["类", "款", "项"] if layout.split else ["功能分类科目编码"]
    rows: list[list[Content]] = [
        [At("项目", columns=len(codes) + 1), *(At(title, rows=2 + layout.split) for title, _ in columns)]
    ]
    if layout.split:
        rows.append([At("功能分类科目编码", columns=3), At("科目名称", rows=2)])
        rows.append(list(codes))
    else:
        rows.append(["科目编码", "科目名称"])
    total: list[Content] = [At("合计", columns=len(codes) + 1), *(cell(world, key, layout) for _, key in columns)]
    body: list[list[Content]] = []
    for code, name in accounts.items():
        if not any(f"{key}#{code}" in world.q for _, key in columns):
            continue
        label: list[Content] = [code]
        if layout.split:
            label = [code[:3], code[3:5] or None, code[5:] or None]
        body.append([*label, name, *(cell(world, f"{key}#{code}", layout) for _, key in columns)])
    rows += [total, *body] if layout.total_first else [*body, total]
    page.table(rows, pattern, unit=layout.unit)


def two_sides(
    page: Page,
    world: World,
    layout: Layout,
    left: Sequence[tuple[str, str]],
    right: Sequence[tuple[str, str | tuple[str, ...]]],
    ends: Sequence[tuple[str, str, str, str | tuple[str, ...]]],
    headings: Sequence[Sequence[Content]],
    pattern: str,
) -> None:
    """Revenue beside expenditure: lines of (label, key) on both sides, then the totals of both in one row each."""
    rows: list[list[Content]] = [list(row) for row in headings]
    width = max((len(keys) if isinstance(keys, tuple) else 1) for _, keys in right)

    def values(keys: str | tuple[str, ...]) -> list[Content]:
        listed = keys if isinstance(keys, tuple) else (keys,)
        return [cell(world, key, layout) for key in listed] + [None] * (width - len(listed))

    for index in range(max(len(left), len(right))):
        row: list[Content] = (
            [left[index][0], cell(world, left[index][1], layout)] if index < len(left) else [None, None]
        )
        if index < len(right):
            row += [right[index][0], *values(right[index][1])]
        else:
            row += [None] * (width + 1)
        rows.append(row)
    for label, key, other, keys in ends:
        rows.append([label, cell(world, key, layout), other, *values(keys)])
    page.table(rows, pattern, unit=layout.unit)


def classes(world: World, prefix: str) -> list[tuple[str, str]]:
    """The classes 类 that a tree of amounts has: code and name."""
    every = dict(sorted({**world.accounts, **world.fund_accounts}.items()))
    return [(code, name) for code, name in every.items() if len(code) == 3 and f"{prefix}spent#{code}" in world.q]


def economic_pairs(page: Page, world: World, layout: Layout, pattern: str) -> None:
    """The economic classes of basic expenditure in two halves side by side, as final accounts print them."""
    halves: list[list[tuple[str, str]]] = [[], []]
    for code, name in world.economic.items():
        halves[0 if code.startswith(("301", "303")) else 1].append((code, name))
    fund = {"fund": "general_public_budget"}
    head = ["经济分类科目编码", "科目名称", "决算数"]
    rows: list[list[Content]] = [[*head, *head]]
    for index in range(max(len(half) for half in halves)):
        row: list[Content] = []
        for half in halves:
            if index < len(half):
                code, name = half[index]
                row += [code, name, Figure(f"e{code}", says=fund)]
            else:
                row += [None, None, None]
        rows.append(row)
    ends: list[Content] = [At("人员经费合计", columns=2), Figure("personnel", says=fund)]
    rows.append([*ends, At("公用经费合计", columns=2), Figure("operating", says=fund)])
    page.table(rows, pattern, unit=layout.unit)


def item_lines(page: Page, world: World, codes: Sequence[str], template: str, pattern: str) -> None:
    """A numbered paragraph for each account, its name spelled out by level before the template."""
    for index, code in enumerate(codes, 1):
        names = [world.accounts.get(code[:n]) or world.fund_accounts[code[:n]] for n in (3, 5, 7)]
        path = f"{names[0]}（类）{names[1]}（款）{names[2]}（项）"
        page.line(template.replace("#C", f"#{code}").replace("PATH", path).replace("NUMBER", str(index)), pattern)
