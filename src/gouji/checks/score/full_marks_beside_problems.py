"""G313 Full marks everywhere beside problems 各项都得满分却列有问题

What it checks 查什么
    每一项都得满分（总分100），而报告“存在的问题”一节列着问题。
Why it matters 为什么重要
    满分的意思是每项都做到了；问题没有反映到任何一项得分里，自评就失去了作用。
Basis 依据
    project_evaluation_2020：自评是对绩效目标完成情况的评价。
How it is recomputed 怎样复算
    全报告的得分行至少5行，得分都等于分值；标题含“问题”“不足”的一节有实际内容。
Left alone 不查什么
    问题一节写“无”的；有一项扣分的；没有得分表的。
Example 例子
    5 项都是满分，问题一节写“绩效指标设置不够细化”。
"""

from collections.abc import Iterator

from gouji.basis import parameter
from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import pattern, plain, scored, short
from gouji.model import Section, Text

META = CheckMeta(
    id="G313",
    title=Text("各项都得满分却列有问题", "Full marks everywhere beside problems"),
    severity="notice",
    needs=("indicators", "sections"),
    basis=("project_evaluation_2020",),
    parameters=("rows_of_a_form",),
)


def check(case: Case) -> Iterator[Answer]:
    """All scores of the report against its section on problems."""
    rows = [row for table in scored(case) for row in table]
    if len(rows) < parameter("rows_of_a_form", case.year):
        return
    section = next((s for s in case.report.sections if _names_problems(case, s)), None)
    if section is None or not all(row.full for row in rows):
        yield HELD
        return
    total = sum(row.score for row in rows)
    said = short(case.document.quote(section.body), 40)
    yield case.finding(
        META,
        Text(
            f"{len(rows)}项都得满分，“{short(section.title)}”却写着“{said}”",
            f"all {len(rows)} rows have full marks, yet “{short(section.title)}” says “{said}”",
        ),
        [("problems", section.heading), *case.evidence("score", [row.score_fact.id for row in rows])],
        computation=f"得分合计{total}＝分值合计{sum(row.points for row in rows)}",
        reported=f"{total}分",
        changes_score=None,
    )


def _names_problems(case: Case, section: Section) -> bool:
    if not pattern("problems").search(section.title):
        return False
    body = plain(case.document.quote(section.body))
    return len(body) >= len("问题一") + 3 and not pattern("no_problems").search(body)
