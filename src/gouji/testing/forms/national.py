"""项目支出绩效自评表 in the national layout: one project, its funds, its goals and its indicators."""

from __future__ import annotations

from gouji.testing.forms.grids import amount, indicator_rows
from gouji.testing.page import At, Content, Figure, Page
from gouji.testing.record import Bond
from gouji.testing.scoring import score_execution
from gouji.testing.world import World


def add_funds(world: World) -> None:
    """The project's funds by source: this year's appropriation and what was carried over."""
    q = world.q
    carried = q.part(q["project1.original"], 0.05, 0.3) if world.rng.random() < 0.4 else q["project1.original"] * 0
    about = {"period": str(world.year), "subject": world.projects[0]}
    for stage, suffix in (("original", "initial"), ("final", "adjusted")):
        for name, value, base in (
            ("fiscal", q[f"project1.{stage}"] - carried, "fiscal_appropriation"),
            ("carry", carried, "carryover_from_prior_year"),
        ):
            q.put(f"project1.{stage}.{name}", value, concept=f"{base}_budget_{suffix}", stage=stage, **about)
        parts = (f"project1.{stage}.fiscal", f"project1.{stage}.carry")
        q.bonds.append(Bond(kind="sum", whole=f"project1.{stage}", parts=parts))


def write(page: Page, world: World) -> None:
    """The form as one grid of nine columns."""
    score_execution(world.q, "project1.execution", world.rows, str(world.year))
    add_funds(world)
    page.line("（<year>年度）", "caption")
    rows: list[list[Content]] = [
        [At("项目名称", columns=2), At(world.projects[0], columns=7)],
        [
            At("主管部门", columns=2),
            At(world.region + "人民政府", columns=3),
            "实施单位",
            At(world.organisation, columns=3),
        ],
    ]
    rows += _funds(world)
    rows.append([At("年度总体目标", rows=2), At("预期目标", columns=4), At("实际完成情况", columns=4)])
    rows.append([At("按照计划完成年度任务。", columns=4), At("年度任务已按计划完成。", columns=4)])
    titles = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]
    body = indicator_rows(world, weights=page.rng.random() < 0.5)
    rows.append([At("绩效指标", rows=len(body) + 1), *titles])
    rows += body
    rows.append([At("总分", columns=6), Figure("points"), Figure("score"), None])
    page.table(rows, "national_form")


def _funds(world: World) -> list[list[Content]]:
    """The block of funds: four rows and their headings."""
    head: list[Content] = ["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    rows: list[list[Content]] = [[At("项目资金（万元）", rows=4), At(None, columns=2), *head]]
    first: list[Content] = [At("年度资金总额", columns=2)]
    first += [Figure("project1.original"), Figure("project1.final"), Figure("project1")]
    first += [Figure("execution.points"), Figure("project1.execution", bare=False), Figure("execution.score")]
    rows.append(first)
    for label, name in (("其中：当年财政拨款", "fiscal"), ("上年结转资金", "carry")):
        row: list[Content] = [At(label, columns=2)]
        row += [amount(world, f"project1.{stage}.{name}") for stage in ("original", "final")]
        rows.append([*row, None, None, None, None])
    return rows
