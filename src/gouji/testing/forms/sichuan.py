"""部门预算项目支出绩效自评表 in the Sichuan layout: nature, target, unit and weight in columns of their own."""

from __future__ import annotations

from gouji.testing.page import At, Content, Figure, Page
from gouji.testing.scoring import Row, score_execution
from gouji.testing.world import World


def write(page: Page, world: World) -> None:
    """The form as one grid of ten columns."""
    score_execution(world.q, "project1.execution", world.rows, str(world.year))
    page.line("（<year>年度）\u3000\u3000金额单位：万元", "caption")
    rows: list[list[Content]] = [
        [
            At("主管部门及代码", columns=2),
            At(world.region + "人民政府", columns=3),
            "实施单位",
            At(world.organisation, columns=4),
        ],
        [At("项目名称", columns=2), At(world.projects[0], columns=8)],
    ]
    rows += _funds()
    rows.append([At("年度绩效目标", columns=2), At("按期完成年度任务，提升服务水平。", columns=8)])
    titles = ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "完成值", "权重", "得分"]
    body = [_row(world, index, entry) for index, entry in enumerate(world.rows)]
    rows.append([At("绩效指标", rows=len(body) + 1), *titles])
    rows += body
    rows.append([At("合计", columns=8), Figure("points"), Figure("score")])
    rows.append([At("自评结论", columns=2), At("项目按计划实施，达到了预期效果。", columns=8)])
    page.table(rows, "sichuan_form")


def _funds() -> list[list[Content]]:
    """Three stages of the budget, execution, weight and score."""
    head: list[Content] = [
        At(None, columns=2),
        At("年初预算数", columns=2),
        "调整后预算数",
        "预算执行数",
        "预算执行率",
        "权重",
        "得分",
    ]
    total: list[Content] = [At("总额", columns=2), At(Figure("project1.original"), columns=2), Figure("project1.final")]
    total += [Figure("project1"), Figure("project1.execution", bare=False)]
    total += [Figure("execution.points"), Figure("execution.score")]
    fiscal: list[Content] = [At("其中：财政资金", columns=2), At(None, columns=2), None, None, "/", "/", "/"]
    return [[At("项目预算执行情况", rows=3), *head], total, fiscal]


def _row(world: World, index: int, entry: Row) -> list[Content]:
    before = world.rows[index - 1] if index else None
    row: list[Content] = []
    if before is None or before.level1 != entry.level1:
        row.append(At(entry.level1, rows=sum(other.level1 == entry.level1 for other in world.rows)))
    if before is None or (before.level1, before.level2) != (entry.level1, entry.level2):
        height = sum((other.level1, other.level2) == (entry.level1, entry.level2) for other in world.rows)
        row.append(At(entry.level2, rows=height))
    unit = world.q.variable(f"{entry.key}.target").unit
    row += [entry.name, "≥", Figure(f"{entry.key}.target"), unit, Figure(f"{entry.key}.achieved")]
    return [*row, Figure(f"{entry.key}.points"), Figure(f"{entry.key}.score")]
