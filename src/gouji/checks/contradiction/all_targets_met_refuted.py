"""G220 All targets said to be met, but one was missed 称目标全部完成，却有指标没有达到

What it checks 查什么
    正文写“各项绩效目标均已完成”“不存在偏离绩效目标的情况”，而评分表里有指标的实际完成值没有达到指标值。
Why it matters 为什么重要
    结论与自己的表相反，多半是结论照抄往年，没有完成的原因也就无从说明。
Basis 依据
    project_evaluation_2020, budget_law_rules_83。
How it is recomputed 怎样复算
    指标值以多为好（有“≥”“不低于”或是某某率），实际完成值按印出位数取区间，上限小于指标值即为没有达到。
Left alone 不查什么
    只说某个项目的；“基本完成”“除……外”一类留有余地的；指标值和完成值单位不同的；看不出以多为好还是以少为好的。
Example 例子
    正文“各项绩效目标均已完成”，表里维修渠道指标值 50 公里、实际完成 42 公里。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.passages import sentence_around
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.checks.rows import Row, cell_of, scored, short
from gouji.checks.targets import shortfall
from gouji.model import Claim, Span, Text

META = CheckMeta(
    id="G220",
    title=Text("称目标全部完成，却有指标没有达到", "All targets said to be met, but one was missed"),
    severity="warning",
    needs=("claims", "indicators"),
    basis=("project_evaluation_2020", "budget_law_rules_83"),
)

_EXCEPT = re.compile(r"除[^。；]{1,30}外|大部分|多数|基本")
_SHOWN = 3


def check(case: Case) -> Iterator[Answer]:
    """Claims that every target was met, against the rows of the tables."""
    claims = [s for s in case.report.statements if isinstance(s, Claim) and s.kind == "all_targets_met"]
    claims = [claim for claim in claims if not _of_a_project(case, claim) and not _leaves_room(case, claim)]
    if not claims:
        return
    rows = [row for table in scored(case) for row in table if row.indicator.achieved_text.strip()]
    if not rows:
        yield Lacking(("target", "achieved"))
        return
    short_of = [row for row in rows if shortfall(case, row.indicator) in ("said", "certain")]
    for claim in claims:
        yield _finding(case, claim, short_of) if short_of else HELD


def _of_a_project(case: Case, claim: Claim) -> bool:
    """Whether a claim stands under a heading about one project, in a report that is not about that project."""
    if (case.report.form or "").startswith("project_"):
        return False
    held = [s.title for s in case.report.sections if s.heading.start <= claim.span.start < s.body.end]
    return bool(held) and "项目" in held[-1]


def _leaves_room(case: Case, claim: Claim) -> bool:
    """除满意度外，各项绩效目标均已完成."""
    return _EXCEPT.search(case.document.quote(sentence_around(case, claim.span))) is not None


def _finding(case: Case, claim: Claim, rows: list[Row]) -> Answer:
    said = "".join(case.document.quote(claim.span).split())
    told = [
        f"{short(row.indicator.name)}指标值{short(row.indicator.target_text)}、完成{short(row.indicator.achieved_text)}"
        for row in rows[:_SHOWN]
    ]
    named = [
        f"{short(row.indicator.name)}: target {short(row.indicator.target_text)}, "
        f"achieved {short(row.indicator.achieved_text)}"
        for row in rows[:_SHOWN]
    ]
    return case.finding(
        META,
        Text(
            f"写明“{said}”，表里有{len(rows)}项没有达到：{'；'.join(told)}",
            f"the text says “{said}”, but {len(rows)} row(s) fall short: {'; '.join(named)}",
        ),
        [
            ("stated", claim.span),
            *(("achieved", _achieved(case, row)) for row in rows[:_SHOWN]),
        ],
        computation="；".join(told),
        reported=said,
    )


def _achieved(case: Case, row: Row) -> Span:
    """Where the achieved value of a row stands."""
    if row.indicator.achieved is not None:
        return case.fact(row.indicator.achieved).span
    return cell_of(case, row.indicator, row.indicator.achieved_text) or row.indicator.span
