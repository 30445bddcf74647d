"""Reports in prose alone: twelve chapters, or seven."""

from __future__ import annotations

from gouji.testing.forms.tables import insert_tables
from gouji.testing.page import Page
from gouji.testing.prose import Author
from gouji.testing.world import World


def write_twelve(page: Page, world: World) -> None:
    """The twelve chapters."""
    author, rng = Author(page), page.rng
    author.heading("部门概况")
    author.heading("部门（单位）基本情况", 2)
    author.paragraphs("unit", count=rng.randint(2, 4))
    author.heading("部门（单位）整体支出规模、使用方向和主要内容", 2)
    author.paragraphs(
        "expenditure.total_by_kind", "expenditure.total_by_kind_with_use", "budget", count=rng.randint(2, 4)
    )
    author.heading("一般公共预算支出情况")
    author.heading("基本支出", 2)
    author.paragraphs("expenditure", "sangong", count=rng.randint(3, 6))
    author.heading("项目支出", 2)
    author.paragraphs("projects", count=rng.randint(2, 3))
    insert_tables(page, world, rng.choice([0, 1, 2]))
    author.heading("项目组织实施情况")
    author.paragraphs("work.problems", count=1)
    author.heading("资产管理情况")
    author.paragraphs("assets", count=rng.randint(1, 3))
    for title in ("政府性基金预算支出情况", "国有资本经营预算支出情况", "社会保险基金预算支出情况"):
        author.heading(title)
        author.line("无。", "nothing")
    author.heading("部门整体支出绩效情况")
    author.paragraphs("work.works", "work.works_one_by_one", "work.works_with_words", count=rng.randint(1, 2))
    author.heading("存在的问题及原因分析")
    author.paragraphs("work.problems", count=1)
    author.heading("下一步改进措施")
    author.paragraphs("work.measures", count=1)
    author.heading("绩效自评结果拟应用和公开情况")
    author.paragraphs("work.score", "unit.distractors", count=1)
    author.heading("其他需要说明的情况")
    author.line("无。", "nothing")


def write_seven(page: Page, world: World) -> None:
    """The seven chapters."""
    author, rng = Author(page), page.rng
    author.heading("[单位基本情况|部门（单位）概况]")
    author.paragraphs("unit", count=rng.randint(2, 4))
    author.heading("预算收支情况")
    author.paragraphs("budget", count=rng.randint(2, 4))
    author.paragraphs("expenditure", count=rng.randint(2, 4))
    author.heading("资金使用和管理情况")
    author.paragraphs("sangong", "projects", count=rng.randint(2, 5))
    insert_tables(page, world, rng.choice([0, 1, 2]))
    author.heading("绩效目标完成情况")
    author.paragraphs("work.works", "work.works_one_by_one", "work.works_with_words", count=rng.randint(1, 2))
    author.paragraphs("assets", count=rng.randint(0, 2))
    author.heading("自评结论")
    author.paragraphs("work.score", "work.score_total", count=1)
    author.heading("存在的主要问题")
    author.paragraphs("work.problems", count=1)
    author.heading("改进措施和有关建议")
    author.paragraphs("work.measures", count=1)
