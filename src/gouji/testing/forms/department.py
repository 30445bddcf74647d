"""A report in prose with the self-evaluation form 自评表 of the department behind it (10/50/30/10)."""

from __future__ import annotations

from gouji.testing.forms.grids import fund_rows, indicator_rows
from gouji.testing.page import At, Content, Figure, Page
from gouji.testing.prose import Author
from gouji.testing.world import World

_FUNDS = {
    "年度资金总额": {"original": "original", "final": "final", "outturn": "spent", "rate": "execution"},
    "其中：当年财政拨款": {"original": "original.fiscal", "final": "final.fiscal"},
    "上年结转资金": {"original": "original.carry", "final": "final.carry"},
    "其他资金": {"original": "original.other", "final": "final.other"},
}


def write(page: Page, world: World) -> None:
    """Prose, then the form."""
    author, rng = Author(page), page.rng
    author.heading("部门（单位）基本情况")
    author.paragraphs("unit", count=rng.randint(1, 3))
    author.heading("一般公共预算收支情况")
    author.paragraphs("budget", count=rng.randint(1, 3))
    author.paragraphs("expenditure", "sangong", count=rng.randint(1, 4))
    author.heading("整体支出绩效情况")
    author.paragraphs("work.works", "work.works_one_by_one", count=1)
    author.paragraphs("projects", count=rng.randint(0, 2))
    author.heading("存在的问题及改进措施")
    author.paragraphs("work.problems", "work.measures", count=2)
    page.line("附件：<year>年度部门整体支出绩效自评表", "caption")
    write_form(page, world)
    page.line("备注：执行率=全年执行数÷全年预算数，得分由各行相加。", "note")


def write_form(page: Page, world: World) -> None:
    """The form as one grid of nine columns."""
    unit = page.rng.choice(["（万元）", "(万元)", "\u3000（万元）"])
    rows: list[list[Content]] = [[At("部门名称", columns=2), At(world.organisation, columns=7)]]
    height = len(_FUNDS) + 1
    head: list[Content] = ["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    rows.append([At(f"资金情况{unit}", rows=height), At("资金来源", columns=2), *head])
    rows += fund_rows(world, _FUNDS, 2)
    rows.append([At("年度总体目标", rows=2), At("预期目标", columns=4), At("实际完成情况", columns=4)])
    rows.append([At(f"{world.kind['duty']}。", columns=4), At("年度任务已经完成。", columns=4)])
    titles = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]
    body = indicator_rows(world, weights=page.rng.random() < 0.6)
    rows.append([At("绩效指标", rows=len(body) + 1), *titles])
    rows += body
    total: list[Content] = [At("总分", columns=6), Figure("points"), Figure("score"), None]
    rows.append(total)
    page.table(rows, "department_form")
