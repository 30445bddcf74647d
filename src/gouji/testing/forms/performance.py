"""预算绩效管理工作开展情况说明: how many projects had objectives, were followed and evaluated, and with what money."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from gouji.testing.forms.tables import insert_tables
from gouji.testing.page import Page
from gouji.testing.prose import Author
from gouji.testing.world import World


def add_performance(world: World) -> None:
    """Add the counts and amounts of performance management."""
    q, rng = world.q, world.rng
    year: dict[str, Any] = {"period": str(world.year)}
    count = rng.randint(4, 40)
    amount = q["project"]
    for name, share in (("objective", 10), ("tracking", 9), ("self_evaluation", 8)):
        projects = max(count * share // 10, 3)
        q.put(f"perf.{name}", projects, "个", concept=f"performance_{name}_projects", **year)
        money = amount if share == 10 else q.part(amount, share / 10 - 0.05, share / 10)
        q.put(f"perf.{name}.money", money, concept=f"performance_{name}_budget", stock=True, **year)
    good = rng.randint(0, 2)
    whole = int(q["perf.self_evaluation"])
    q.put("perf.excellent", whole - good, "个", concept="projects_rated_excellent", **year)
    q.put("perf.good", good, "个", concept="projects_rated_good", **year)
    score = Decimal(rng.randint(9000, 9980)) / 100
    q.put("perf.score", score, "分", concept="average_self_evaluation_score", **year)


def write(page: Page, world: World) -> None:
    """The whole statement."""
    add_performance(world)
    author, rng = Author(page), page.rng
    author.heading("基本情况")
    author.paragraphs("unit", count=1)
    author.paragraphs(
        "expenditure.total_by_kind", "budget.final_and_execution", "budget.original_additions_final", count=2
    )
    author.heading("预算绩效管理工作开展情况")
    write_performance(author)
    insert_tables(page, world, rng.choice([0, 1]))
    author.heading("取得的成效")
    author.paragraphs("work.works", "work.works_with_words", "budget.execution_alone", count=rng.randint(1, 2))
    author.heading("存在的问题和下一步打算")
    author.paragraphs("work.problems", "work.measures", count=2)


def write_performance(author: Author) -> None:
    """The three stages of performance management, in one paragraph or in three."""
    objective = (
        "[编报|编制]绩效目标的[<year>年度|]项目{perf.objective}，涉及[项目|]预算[金额|资金]{perf.objective.money}"
    )
    tracking = "[开展|实施]绩效跟踪[评价|]的[<year>年度|]项目{perf.tracking}，涉及预算[金额|资金]{perf.tracking.money}"
    evaluation = (
        "[开展|组织]绩效自评的[<year>年度|]项目{perf.self_evaluation}，涉及预算[金额|资金]{perf.self_evaluation.money}，"
        "平均得分{perf.score}（其中，绩效评级为“优”的项目{perf.excellent}；绩效评级为“良”的项目{perf.good}）"
    )
    if author.rng.random() < 0.5:
        author.line(f"<year>年度，[<org>|本部门]{objective}；{tracking}；{evaluation}。", "performance.together")
        return
    author.line(f"绩效目标管理：{objective}。", "performance.objective")
    author.line(f"绩效运行监控：{tracking}。", "performance.tracking")
    author.line(f"绩效自评：{evaluation}。", "performance.evaluation")
