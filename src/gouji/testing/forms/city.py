"""The form of a Hunan city: tables of income, expenditure, 三公 and assets, goals, a short report and a score table."""

from __future__ import annotations

from decimal import Decimal

from gouji.testing.page import At, Content, Figure, Page
from gouji.testing.prose import Author
from gouji.testing.world import World

# Level 1, level 2, points, standard: all own words; the points add to 100.
_SCORED = (
    ("投入", "预算配置", "财政供养人员控制率", 5, "控制率不超过100%的得满分，每超过一个百分点扣0.5分，扣完为止。"),
    ("投入", "预算配置", "“三公经费”变动率", 5, "变动率不大于0的得满分，每超过一个百分点扣0.5分，扣完为止。"),
    ("投入", "预算配置", "重点支出安排率", 5, "安排率90%以上的得满分，低于60%的不得分。"),
    ("过程", "预算执行", "预算调整率", 5, "没有调整的得满分，每调整一个百分点扣0.2分，扣完为止。"),
    ("过程", "预算执行", "支付进度", 5, "按序时进度支付的得满分，每有一个月未达到扣1分，扣完为止。"),
    ("过程", "预算管理", "管理制度健全性", 8, "制度齐全、执行有效的得满分。"),
    ("过程", "预算管理", "资金使用合规性", 12, "发现一处不合规的扣2分，扣完为止。"),
    ("过程", "资产管理", "固定资产利用率", 10, "每低于100%一个百分点扣0.1分，扣完为止。"),
    ("产出", "职责履行", "重点工作完成情况", 15, "按完成的比例计分。"),
    ("产出", "职责履行", "任务按期完成情况", 10, "按时完成的得满分。"),
    ("效果", "履职效益", "社会效益", 10, "按调查的结果计分。"),
    ("效果", "履职效益", "社会公众或服务对象满意度", 10, "满意度95%以上的得满分，85%以上的得8分。"),
)
_WEIGHTS = {"投入": 15, "过程": 40, "产出": 25, "效果": 20}


def add_city_scores(world: World) -> None:
    """The points and scores of the score table in place of those of the national form."""
    q, year = world.q, str(world.year)
    for index, (_, _, name, points, _) in enumerate(_SCORED):
        about = {"period": year, "subject": name}
        lost = Decimal(0) if world.rng.random() < 0.75 else Decimal(world.rng.choice(["0.5", "1", "2"]))
        measure = {"财政供养人员控制率": "headcount_control_rate", "“三公经费”变动率": "sangong_change_rate"}.get(name)
        q.put(f"city{index}.points", points, "分", concept="indicator_full_marks", measure=measure, **about)
        score = _by_standard(world, name, points)
        q.put(
            f"city{index}.score",
            points - lost if score is None else score,
            "分",
            concept="indicator_score",
            measure=measure,
            **about,
        )
    q.bonds = [bond for bond in q.bonds if bond.whole not in ("points", "score")]
    for level, points in _WEIGHTS.items():
        q.put(f"city.{level}", points, "分", concept="weight_level1", period=year, subject=level)
    keys = [f"city{index}" for index in range(len(_SCORED))]
    q.sum("points", [f"{key}.points" for key in keys], concept="total_full_marks", period=year)
    q.sum("score", [f"{key}.score" for key in keys], concept="total_score", period=year)


def _by_standard(world: World, name: str, points: int) -> Decimal | None:
    """What the printed standard gives where the report states the figures that it asks for; None for the others."""
    q = world.q
    if name == "财政供养人员控制率":
        return Decimal(points)
    if name == "固定资产利用率":
        below = 100 - q["fixed.in_use"] * 100 / q["fixed.total"]
        return points - (below // 1) / 10
    if name == "社会公众或服务对象满意度":
        achieved = next(q[f"{row.key}.achieved"] for row in world.rows if row.level2 == "服务对象满意度指标")
        return Decimal(points) if achieved >= 95 else Decimal(8) if achieved >= 85 else None
    return None


def write(page: Page, world: World) -> None:
    """The form, its tables one after the other, each under its title."""
    # The form has one column for all other money.
    everything = world.q["rev.undertaking"] + world.q["rev.other"]
    world.q.put("rev.other", everything, concept="other_revenue", period=str(world.year))
    world.q.put("rev.undertaking", 0, concept="undertaking_revenue", period=str(world.year))
    add_city_scores(world)
    page.words["grade"] = world.grade()
    author = Author(page)
    author.heading("部门（单位）基本概况")
    page.table(
        [
            ["人员编制", Figure("posts"), "实有人数", Figure("staff")],
            ["职能职责概述", At(world.kind["duty"] + "。", columns=3)],
        ],
        "city_staff",
    )
    author.heading("部门（单位）收支情况")
    _tables(page, world)
    author.heading("整体支出绩效自评情况")
    _goals(page, world)
    author.heading("评价报告综述")
    author.paragraphs("unit.posts_and_staff", "unit.posts_by_kind", count=1)
    author.paragraphs("expenditure", "budget.final_and_execution", "sangong", count=page.rng.randint(2, 5))
    author.paragraphs("work", count=page.rng.randint(1, 3))
    page.line("附件：部门整体支出绩效评价评分表", "caption")
    _score_table(page, world)


def _tables(page: Page, world: World) -> None:
    """Income, expenditure, 三公 and assets, a table for each."""
    name = world.organisation
    page.line("年度收入情况（万元）", "caption")
    page.table(
        [
            [At("机构名称", rows=2), At("收入合计", rows=2), At("其中：", columns=5)],
            ["上年结转", "公共财政拨款", "政府基金拨款", "纳入专户管理的非税收入拨款", "其他收入"],
            [
                name,
                Figure("grand_in", says={"concept": "total_revenue"}),
                _maybe(world, "carry_in"),
                Figure("rev.gp"),
                _maybe(world, "rev.gf"),
                None,
                _maybe(world, "rev.other"),
            ],
        ],
        "city_income",
    )
    page.line("年度支出和结余情况（万元）", "caption")
    page.table(
        [
            [At("机构名称", rows=3), At("支出合计", rows=3), At("其中：", columns=4), At("结余", columns=2)],
            [
                At("基本支出", rows=2),
                At("其中：", columns=2),
                At("项目支出", rows=2),
                At("当年结余", rows=2),
                At("累计结余", rows=2),
            ],
            ["人员支出", "公用支出"],
            [
                name,
                *(Figure(key) for key in ("spent", "basic", "personnel", "operating", "project")),
                None,
                _maybe(world, "carry_out"),
            ],
        ],
        "city_expenditure",
    )
    page.line("“三公”经费情况（万元）", "caption")
    page.table(
        [
            [At("机构名称", rows=2), At("三公经费合计", rows=2), At("其中：", columns=4)],
            ["公务接待费", "公务用车运维费", "公务用车购置费", "因公出国费"],
            [name, *(Figure(key) for key in ("sangong", "reception", "vehicle_use", "vehicle_bought", "overseas"))],
        ],
        "city_sangong",
    )
    page.line("固定资产情况（万元）", "caption")
    page.table(
        [
            [At("机构名称", rows=2), At("固定资产合计", rows=2), At("其中：", columns=2), At("其他", rows=2)],
            ["在用固定资产", "出租固定资产"],
            [name, Figure("fixed.total"), Figure("fixed.in_use"), _maybe(world, "fixed.rented"), None],
        ],
        "city_assets",
    )


def _maybe(world: World, key: str) -> Content:
    """A figure, or a blank where there is nothing."""
    return Figure(key) if world.q[key] else None


def _goals(page: Page, world: World) -> None:
    """Goals in words, and goals in figures without points."""
    rows: list[list[Content]] = [[At("绩效定性目标", rows=2), At("预期目标", columns=3), "实际完成"]]
    rows.append([At("目标1：" + world.kind["duty"], columns=3), "已完成"])
    body: list[list[Content]] = []
    for index, entry in enumerate(world.rows):
        before = world.rows[index - 1] if index else None
        row: list[Content] = []
        if before is None or before.level2 != entry.level2:
            row.append(At(entry.level2, rows=sum(other.level2 == entry.level2 for other in world.rows)))
        row += [entry.name, Figure(f"{entry.key}.target", bare=False), Figure(f"{entry.key}.achieved", bare=False)]
        body.append(row)
    rows.append([At("绩效定量目标", rows=len(body) + 1), "评价内容", "指标名称", "绩效目标", "完成情况"])
    rows += body
    rows.append([At("绩效自评综合得分", columns=2), At(Figure("score"), columns=3)])
    rows.append([At("评价等次", columns=2), At(world.grade(), columns=3)])
    page.table(rows, "city_goals")


def _score_table(page: Page, world: World) -> None:
    """投入、过程、产出、效果 with the printed standards."""
    head: list[Content] = ["一级指标", "二级指标", "三级指标", "评分标准", "分值", "自评得分", "扣分原因和其他说明"]
    rows: list[list[Content]] = [head]
    for index, (level1, level2, name, points, standard) in enumerate(_SCORED):
        row: list[Content] = []
        before = _SCORED[index - 1] if index else ("", "")
        if before[0] != level1:
            label = Figure(f"city.{level1}", bare=False, before=f"{level1}（", after="）")
            row.append(At(label, rows=sum(other[0] == level1 for other in _SCORED)))
        if before[:2] != (level1, level2):
            row.append(At(level2, rows=sum(other[:2] == (level1, level2) for other in _SCORED)))
        reason = (
            world.rng.choice(["台账不够齐全", "个别月份进度偏慢"]) if world.q[f"city{index}.score"] < points else None
        )
        row += [name, standard, Figure(f"city{index}.points"), Figure(f"city{index}.score"), reason]
        rows.append(row)
    rows.append([At("总分", columns=4), Figure("points"), Figure("score"), None])
    page.table(rows, "city_scores")
