"""G314 Points or a score below nothing 分值为零或得分为负

What it checks 查什么
    每项指标的分值应大于0，得分不应小于0。
Why it matters 为什么重要
    分值为0的指标等于不考核；负的得分会拉低总分，扣分扣完为止。
Basis 依据
    project_form：总分100分，各项有分值；hunan_department_form_2015：扣完为止。
How it is recomputed 怎样复算
    按印出的数看。
Left alone 不查什么
    没有填分值的行；几行合用一个分值的；没有设置的指标（分值、得分都是0，指标值空着或写“无”）。分值为0的只报提示。
Example 例子
    分值 0，得分 0。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import Row, blank, scored, short
from gouji.model import Text

META = CheckMeta(
    id="G314",
    title=Text("分值为零或得分为负", "Points or a score below nothing"),
    severity="warning",
    needs=("indicators",),
    basis=("project_form", "hunan_department_form_2015"),
)


def check(case: Case) -> Iterator[Answer]:
    """Points and scores, row by row."""
    for table in scored(case):
        for row in table:
            if (row.points > 0 and row.score >= 0) or (row.points == 0 and _set_aside(row)):
                yield HELD
                continue
            wrong = row.points_fact if row.points <= 0 else row.score_fact
            what = Text("分值", "points") if row.points <= 0 else Text("得分", "score")
            name = short(row.indicator.name)
            yield case.finding(
                META,
                Text(
                    f"“{name}”{what.zh}印为{case.printed(wrong)}", f"“{name}”: {what.en} printed {case.printed(wrong)}"
                ),
                [("stated", wrong.span), *case.evidence("score", [row.score_fact.id])],
                computation=f"{case.printed(wrong)} {'≤' if row.points <= 0 else '<'} 0",
                severity="notice" if row.points == 0 else "warning",
                reported=case.printed(wrong),
                changes_score=True,
            )


def _set_aside(row: Row) -> bool:
    """Whether an indicator was set aside: no points, no score, no target."""
    return row.score == 0 and (blank(row.indicator.target_text) or blank(row.indicator.achieved_text))
