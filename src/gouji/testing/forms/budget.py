"""部门预算: nine tables and the explanation before them. The whole world is planned: every amount is original."""

from __future__ import annotations

from gouji.testing.forms.accounts import add_revenue_by_account, all_accounts
from gouji.testing.forms.disclosed import Layout, by_account, caption, classes, item_lines, layout_of, two_sides
from gouji.testing.forms.performance import add_performance
from gouji.testing.page import At, Content, Figure, Page
from gouji.testing.prose import Author, numeral
from gouji.testing.world import World


def write(page: Page, world: World) -> None:
    """Duties, explanation, tables, other matters."""
    page.stage = "original"
    add_performance(world)
    add_revenue_by_account(world)
    author = Author(page)
    author.heading("部门主要职能")
    author.paragraphs("unit.duty", count=1)
    author.heading("部门机构设置")
    author.paragraphs("unit.offices", count=1)
    author.heading("部门预算编制说明")
    _explanation(author, world)
    author.heading("部门预算表")
    layout = layout_of(page)
    for number, (title, write_table) in enumerate(_TABLES, 1):
        caption(page, world, f"[{number}.|]<year>年{title}", layout)
        write_table(page, world, layout)
    author.heading("其他相关情况说明")
    _others(author, world)


def _explanation(author: Author, world: World) -> None:
    author.line(
        "<year>年，[<org>|本部门]收入预算{revenue}，其中：财政拨款收入{rev.fiscal}；事业收入{rev.undertaking}；其他收入{rev.other}。",
        "budget.revenue",
    )
    author.line("支出预算{spent}，其中：财政拨款支出预算{fa.spent}。", "budget.spent")
    author.line(
        "[支出预算中，|]基本支出预算{basic}，占{basic/spent}；项目支出预算{project}，占{project/spent}。",
        "budget.kinds",
    )
    author.line("财政拨款支出主要内容如下：", "budget.announced")
    codes = [code for code in world.accounts if len(code) == 7 and f"fa.spent#{code}" in world.q]
    item_lines(
        author.page,
        world,
        codes,
        "NUMBER.“PATH”{fa.spent#C}，[主要用于日常工作开支|主要用于有关人员和工作支出]。",
        "budget.item",
    )


def _overview(page: Page, world: World, layout: Layout) -> None:
    left = [
        ("一、财政拨款收入", "rev.fiscal"),
        ("1.一般公共预算资金", "rev.gp"),
        ("2.政府性基金", "rev.gf"),
        ("3.国有资本经营预算", "none"),
        ("二、事业收入", "rev.undertaking"),
        ("三、其他收入", "rev.other"),
    ]
    right = [(f"{numeral(i)}、{name}", f"spent#{code}") for i, (code, name) in enumerate(classes(world, ""), 1)]
    ends = [("收入总计", "revenue", "支出总计", "spent")]
    headings: list[list[Content]] = [
        [At("本年收入", columns=2), At("本年支出", columns=2)],
        ["项目", "预算数", "项目", "预算数"],
    ]
    two_sides(page, world, layout, left, right, ends, headings, "budget_overview")


def _revenue(page: Page, world: World, layout: Layout) -> None:
    rest = "事业收入" if world.q["rev.undertaking"] else "其他收入"
    columns = [("合计", "rev.all"), ("财政拨款收入", "rev.fiscal"), (rest, "rev.rest")]
    by_account(page, world, layout, columns, all_accounts(world), "budget_revenue")


def _expenditure(page: Page, world: World, layout: Layout) -> None:
    columns = [("合计", "spent"), ("基本支出", "basic"), ("项目支出", "project")]
    by_account(page, world, layout, columns, all_accounts(world), "budget_expenditure")


def _fiscal(page: Page, world: World, layout: Layout) -> None:
    left = [("一、一般公共预算资金", "rev.gp"), ("二、政府性基金", "rev.gf"), ("三、国有资本经营预算", "none")]
    right = [
        (f"{numeral(i)}、{name}", (f"fa.spent#{code}", f"gp.spent#{code}", f"gf.spent#{code}"))
        for i, (code, name) in enumerate(classes(world, "fa."), 1)
    ]
    ends = [("收入总计", "rev.fiscal", "支出总计", ("fa.spent", "gp.spent", "gf.spent"))]
    headings: list[list[Content]] = [
        [At("财政拨款收入", columns=2), At("财政拨款支出", columns=4)],
        ["项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算"],
    ]
    two_sides(page, world, layout, left, right, ends, headings, "budget_fiscal")


def _general(page: Page, world: World, layout: Layout) -> None:
    columns = [("合计", "gp.spent"), ("基本支出", "gp.basic"), ("项目支出", "gp.project")]
    by_account(page, world, layout, columns, world.accounts, "budget_general")


def _fund(page: Page, world: World, layout: Layout) -> None:
    if not world.q["gf.spent"]:
        page.line("注：本部门<year>年无政府性基金预算财政拨款安排的预算，故本表为空表。", "note")
        return
    columns = [("合计", "gf.spent"), ("基本支出", "gf.basic"), ("项目支出", "gf.project")]
    by_account(page, world, layout, columns, world.fund_accounts, "budget_fund")


def _capital(page: Page, world: World, layout: Layout) -> None:
    page.line("注：本部门<year>年无国有资本经营预算财政拨款安排的预算，故本表为空表。", "note")


def _basic(page: Page, world: World, layout: Layout) -> None:
    """Economic accounts: the total, and the column of personnel or of operating funding."""
    fund = {"fund": "general_public_budget"}
    rows: list[list[Content]] = [
        [At("项目", columns=2), At("合计", rows=2), At("人员经费", rows=2), At("公用经费", rows=2)],
        ["经济分类科目编码", "科目名称"],
    ]
    for code, name in world.economic.items():
        key = f"e{code}"
        personnel = code.startswith(("301", "303"))
        half = Figure(key, says={"scope": "人员经费" if personnel else "公用经费", **fund})
        rows.append([code, name, Figure(key, says=fund), half if personnel else None, None if personnel else half])
    rows.append([At("合计", columns=2), *(Figure(key, says=fund) for key in ("basic", "personnel", "operating"))])
    page.table(rows, "budget_basic", unit=layout.unit)


def _sangong(page: Page, world: World, layout: Layout) -> None:
    keys = ("sangong", "overseas", "reception", "vehicle", "vehicle_bought", "vehicle_use", "agency")
    head: list[list[Content]] = [[At("“三公”经费预算数", columns=6), At("机关运行经费预算数", rows=3)]]
    head.append(
        [
            At("合计", rows=2),
            At("因公出国（境）费", rows=2),
            At("公务接待费", rows=2),
            At("公务用车购置及运行费", columns=3),
        ]
    )
    head.append(["小计", "购置费", "运行费"])
    page.table([*head, [Figure(key) for key in keys]], "budget_sangong", unit=layout.unit)


_TABLES = (
    ("部门财务收支预算总表", _overview),
    ("部门收入预算总表", _revenue),
    ("部门支出预算总表", _expenditure),
    ("部门财政拨款收支预算总表", _fiscal),
    ("部门一般公共预算支出功能分类预算表", _general),
    ("部门政府性基金预算支出功能分类预算表", _fund),
    ("部门国有资本经营预算支出功能分类预算表", _capital),
    ("部门一般公共预算基本支出部门预算经济分类预算表", _basic),
    ("部门“三公”经费和机关运行经费预算表", _sangong),
)


def _others(author: Author, world: World) -> None:
    author.heading("“三公”经费预算情况说明", 2)
    author.line(
        "<year>年“三公”经费预算数为{sangong}。其中：因公出国（境）费{overseas}；公务接待费{reception}；"
        "公务用车购置及运行费{vehicle}，其中：公务用车购置费{vehicle_bought}，公务用车运行费{vehicle_use}。",
        "budget.sangong",
    )
    author.heading("机关运行经费预算", 2)
    author.line("<year>年[<org>|本部门]机关运行经费预算为{agency}。", "budget.agency")
    author.heading("政府采购预算情况", 2)
    author.line(
        "<year>年度本部门政府采购预算{procurement}，其中：政府采购货物预算{procurement.goods}、"
        "政府采购工程预算{procurement.works}、政府采购服务预算{procurement.services}。",
        "budget.procurement",
    )
    author.heading("绩效目标设置情况", 2)
    author.line(
        "<year>年度，本部门编报绩效目标的项目共{perf.objective}，涉及项目预算资金{perf.objective.money!original}。",
        "budget.performance",
    )
