"""部门决算: nine tables and their explanation."""

from __future__ import annotations

from decimal import Decimal

from gouji.testing.forms.disclosed import (
    Layout,
    by_account,
    caption,
    classes,
    economic_pairs,
    item_lines,
    layout_of,
    two_sides,
)
from gouji.testing.forms.performance import add_performance, write_performance
from gouji.testing.page import At, Content, Figure, Page
from gouji.testing.prose import Author, numeral
from gouji.testing.record import Bond
from gouji.testing.world import World

_TITLES = (
    "收入支出决算总表",
    "收入决算表",
    "支出决算表",
    "财政拨款收入支出决算总表",
    "一般公共预算财政拨款支出决算表",
    "一般公共预算财政拨款基本支出决算表",
    "财政拨款“三公”经费支出决算表",
    "政府性基金预算财政拨款收入支出决算表",
    "国有资本经营预算财政拨款收入支出决算表",
)


def write(page: Page, world: World) -> None:
    """The unit, the tables, and what is said of them."""
    page.stage = "outturn"
    add_performance(world)
    add_revenue_by_account(world)
    author = Author(page)
    page.line("第一部分 <org>概况", "part", 1)
    author.heading("主要职能")
    author.paragraphs("unit.duty", count=1)
    page.line("第二部分 <org><year>年度部门决算表", "part", 1)
    _tables(page, world, layout_of(page))
    page.line("第三部分 <org><year>年度部门决算情况说明", "part", 1)
    author = Author(page)
    _explanation(author, world)


def add_revenue_by_account(world: World) -> None:
    """Revenue by account: `rev.all#c`, `rev.fiscal#c`, `rev.rest#c`; what is carried over is one account's."""
    q, about = world.q, {"period": str(world.year)}
    nothing = Decimal(0)
    leaves = [code for code in all_accounts(world) if len(code) == 7]
    largest = max((code for code in leaves if f"gp.spent#{code}" in q), key=lambda code: q[f"gp.spent#{code}"])
    rest = "undertaking_revenue" if q["rev.undertaking"] else "other_revenue"
    q.put("rev.rest", q["rev.undertaking"] + q["rev.other"], concept=rest, **about)
    q.put("rev.all", q["revenue"], concept="total_revenue", **about)
    sums: dict[tuple[str, str], Decimal] = {}
    for code in leaves:
        fiscal = q.get(f"fa.spent#{code}", nothing)
        other = q.get(f"spent#{code}", fiscal) - fiscal
        fiscal += q["carry_out"] - q["carry_in"] if code == largest else nothing
        for kind, value in (("rev.fiscal", fiscal), ("rev.rest", other), ("rev.all", fiscal + other)):
            for level in (code[:3], code[:5], code):
                sums[kind, level] = sums.get((kind, level), nothing) + value
    for (kind, code), value in sums.items():
        q.put(f"{kind}#{code}", value, concept=q.variable(kind).concept, item=code, **about)
    for kind in ("rev.fiscal", "rev.rest", "rev.all"):
        parts = tuple(f"{kind}#{code}" for other, code in sums if other == kind and len(code) == 3)
        q.bonds.append(Bond(kind="sum", whole=kind, parts=parts))


def all_accounts(world: World) -> dict[str, str]:
    """The accounts of all funds with the levels above them, by code."""
    return dict(sorted({**world.accounts, **world.fund_accounts}.items()))


def _tables(page: Page, world: World, layout: Layout) -> None:
    for number, title in enumerate(_TITLES):
        caption(page, world, title, layout)
        _TABLES[number](page, world, layout)
        page.line("注：本表反映[部门|单位]本年度[有关收支|收支]情况。", "note")


def _overview(page: Page, world: World, layout: Layout) -> None:
    left = [
        ("一、一般公共预算财政拨款收入", "rev.gp"),
        ("二、政府性基金预算财政拨款收入", "rev.gf"),
        ("三、国有资本经营预算财政拨款收入", "none"),
        ("四、事业收入", "rev.undertaking"),
        ("五、其他收入", "rev.other"),
    ]
    right = [(f"{numeral(i)}、{name}", f"spent#{code}") for i, (code, name) in enumerate(classes(world, ""), 1)]
    ends = [
        ("本年收入合计", "revenue", "本年支出合计", "spent"),
        ("年初结转和结余", "carry_in", "年末结转和结余", "carry_out"),
        ("总计", "grand_in", "总计", "grand_out"),
    ]
    headings: list[list[Content]] = [
        [At("收入", columns=2), At("支出", columns=2)],
        ["项目", "决算数", "项目", "决算数"],
    ]
    two_sides(page, world, layout, left, right, ends, headings, "accounts_overview")


def _revenue(page: Page, world: World, layout: Layout) -> None:
    rest = "事业收入" if world.q["rev.undertaking"] else "其他收入"
    columns = [("本年收入合计", "rev.all"), ("财政拨款收入", "rev.fiscal"), (rest, "rev.rest")]
    by_account(page, world, layout, columns, all_accounts(world), "accounts_revenue")


def _expenditure(page: Page, world: World, layout: Layout) -> None:
    columns = [("本年支出合计", "spent"), ("基本支出", "basic"), ("项目支出", "project")]
    by_account(page, world, layout, columns, all_accounts(world), "accounts_expenditure")


def _fiscal(page: Page, world: World, layout: Layout) -> None:
    left = [
        ("一、一般公共预算财政拨款", "rev.gp"),
        ("二、政府性基金预算财政拨款", "rev.gf"),
        ("三、国有资本经营预算财政拨款", "none"),
    ]
    right = [
        (f"{numeral(i)}、{name}", (f"fa.spent#{code}", f"gp.spent#{code}", f"gf.spent#{code}"))
        for i, (code, name) in enumerate(classes(world, "fa."), 1)
    ]
    ends: list[tuple[str, str, str, str | tuple[str, ...]]] = [
        ("本年收入合计", "rev.fiscal", "本年支出合计", ("fa.spent", "gp.spent", "gf.spent")),
        ("年初财政拨款结转和结余", "fa.carry_in", "年末财政拨款结转和结余", ("fa.carry_out",)),
        ("总计", "fa.grand_in", "总计", ("fa.grand_out",)),
    ]
    headings: list[list[Content]] = [
        [At("收入", columns=2), At("支出", columns=4)],
        ["项目", "决算数", "项目", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款"],
    ]
    two_sides(page, world, layout, left, right, ends, headings, "accounts_fiscal")


def _general(page: Page, world: World, layout: Layout) -> None:
    columns = [("合计", "gp.spent"), ("基本支出", "gp.basic"), ("项目支出", "gp.project")]
    by_account(page, world, layout, columns, world.accounts, "accounts_general")


def _basic(page: Page, world: World, layout: Layout) -> None:
    economic_pairs(page, world, layout, "accounts_basic")


def _sangong(page: Page, world: World, layout: Layout) -> None:
    keys = ("sangong", "overseas", "vehicle", "vehicle_bought", "vehicle_use", "reception")
    head: list[list[Content]] = [[At("财政拨款“三公”经费", columns=12)]]
    head.append(
        [
            At("合计", columns=2, rows=2),
            At("因公出国（境）费", columns=2, rows=2),
            At("公务用车购置及运行维护费", columns=6),
            At("公务接待费", columns=2, rows=2),
        ]
    )
    head.append([At("小计", columns=2), At("公务用车购置费", columns=2), At("公务用车运行维护费", columns=2)])
    head.append(["预算数", "决算数"] * 6)
    values: list[Content] = []
    for key in keys:
        values += [Figure(f"{key}.budget", says={"stage": None}), Figure(key)]
    page.table([*head, values], "accounts_sangong", unit=layout.unit)


def _fund(page: Page, world: World, layout: Layout) -> None:
    columns = [("本年支出", "gf.spent"), ("基本支出", "gf.basic"), ("项目支出", "gf.project")]
    if world.q["gf.spent"]:
        by_account(page, world, layout, columns, world.fund_accounts, "accounts_fund")
    else:
        nothing = "{rev.gf=没有政府性基金预算财政拨款收入}{gf.spent=和支出}"
        page.line(f"说明：<org>本年度{nothing}，故本表无数据。", "accounts.no_fund")


def _capital(page: Page, world: World, layout: Layout) -> None:
    nothing = "{rev.capital=没有国有资本经营预算财政拨款收入}{capital.spent=和支出}"
    page.line(f"说明：<org>本年度{nothing}，故本表无数据。", "accounts.no_capital")


_TABLES = (_overview, _revenue, _expenditure, _fiscal, _general, _basic, _sangong, _fund, _capital)


def _change(key: str, last: str = "<last>年度") -> str:
    """Compared with last year: [与…相比，增加…]."""
    return (
        f"({key}<>{key}.prior?[与{last}相比，|比{last}]({key}>{key}.prior?增加:减少){{{key}-{key}.prior}}，"
        f"({key}>{key}.prior?增长:下降){{{key}%{key}.prior}}。主要原因是({key}>{key}.prior?<up>:<down>)。:)"
    )


def _explanation(author: Author, world: World) -> None:
    """The numbered parts of the explanation."""
    page = author.page
    author.heading("收入支出决算总体情况说明")
    author.line("<org><year>年度收入支出总计{grand}。", "accounts.grand")
    author.heading("收入决算情况说明")
    author.line("本年收入合计{revenue}，其中：财政拨款收入{rev.fiscal}，占{rev.fiscal/revenue}。", "accounts.revenue")
    author.heading("支出决算情况说明")
    author.line(
        "本年支出合计{spent}，其中：基本支出{basic}，占{basic/spent}；项目支出{project}，占{project/spent}。",
        "accounts.spent",
    )
    author.heading("一般公共预算财政拨款支出决算情况说明")
    author.line(
        "一般公共预算财政拨款支出年初预算为{gp.original}，全年预算为{gp.final}，支出决算为{gp.spent}，完成年初预算的{gp.spent:gp.original}。其中：",
        "accounts.general",
    )
    codes = [code for code in world.accounts if len(code) == 7 and f"gp.spent#{code}" in world.q]
    item_lines(
        page,
        world,
        codes,
        "NUMBER、PATH。[主要用于日常工作开支。|]年初预算为{gp.original#C}，支出决算为{gp.spent#C}，完成年初预算的{gp.spent#C:gp.original#C}。(gp.original#C>gp.spent#C?决算数小于预算数的主要原因是<reason>。:)(gp.spent#C>gp.original#C?决算数大于预算数的主要原因是<up>。:)",
        "accounts.item",
    )
    author.heading("一般公共预算财政拨款基本支出决算情况说明")
    author.line(
        "一般公共预算财政拨款基本支出{basic}。其中：人员经费{personnel}，主要包括基本工资、津贴补贴等；公用经费{operating}，主要包括办公费、差旅费等。",
        "accounts.basic",
        fund="general_public_budget",
    )
    author.heading("财政拨款“三公”经费支出决算情况说明")
    if world.q["sangong"]:
        author.paragraphs(
            "sangong.parts_of_sangong", "sangong.budget_against_outturn", "sangong.parts_with_vehicles", count=2
        )
        author.paragraphs("sangong.reception_batches", count=1)
    else:
        author.line("<org><year>年度{sangong=无“三公”经费财政拨款支出}。", "accounts.none")
    author.heading("预算绩效管理情况")
    write_performance(author)
    author.heading("其他重要事项的情况说明")
    author.heading("机关运行经费支出情况", 2)
    author.line("机关运行经费支出{agency}。" + _change("agency"), "accounts.agency")
    author.heading("政府采购支出情况", 2)
    author.paragraphs("assets.procurement", count=1)
    author.heading("国有资产占有使用情况", 2)
    author.line("截至<year>年12月31日，<org>共有车辆{cars}。", "accounts.cars")
