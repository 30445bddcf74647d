"""G609 Problems denied beside deductions 有扣分却说没有问题

What it checks 查什么
    “存在的问题”一章写“无”“没有”，而评分表有扣分，或者自评总分不是满分。
Why it matters 为什么重要
    扣了分就是有问题；写“无”，改进也就无从谈起。
Basis 依据
    budget_law_rules_20_use。
How it is recomputed 怎样复算
    该章除去空白只有“无、暂无、没有、未发现问题”一类的话；任一指标得分小于分值，或总分小于满分（没有印满分的按100分）。
Left alone 不查什么
    得了满分的不查；没有得分的，答无从判断。
Example 例子
    “四、存在的问题”写“暂无”，总分 96 分。
"""

from collections.abc import Iterator
from decimal import Decimal

from gouji.checks.case import Case
from gouji.checks.pieces import Piece
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.checks.wording import any_of, deductions, prose_of, shown
from gouji.model import Fact, Section, Text
from gouji.vocabulary import fold

META = CheckMeta(
    id="G609",
    title=Text("有扣分却说没有问题", "Problems denied beside deductions"),
    severity="warning",
    needs=("sections", "facts"),
    basis=("budget_law_rules_20_use",),
)

_FULL = Decimal(100)


def check(case: Case) -> Iterator[Answer]:
    """Chapters of problems that deny any, against the scores."""
    denied = any_of("completeness", "denied")
    for section in case.report.sections:
        if "问题" not in section.title:
            continue
        said = prose_of(case, section)
        if not denied.fullmatch(fold(said.text)):
            yield HELD
            continue
        scores = list(case.facts_of("total_score"))
        lost = deductions(case) or [fact for fact in scores if (fact.quantity.value or _FULL) < _full_marks(case)]
        if lost:
            yield _finding(case, section, said, lost)
        else:
            yield HELD if scores else Lacking(("total_score",))


def _full_marks(case: Case) -> Decimal:
    printed = [fact.quantity.value for fact in case.facts_of("total_full_marks")]
    return printed[0] if printed and printed[0] is not None else _FULL


def _finding(case: Case, section: Section, said: Piece, lost: list[Fact]) -> Answer:
    title = shown(case, section.heading)
    scores = "、".join(case.printed(fact) for fact in lost[:5])
    return case.finding(
        META,
        Text(
            f"“{title}”写“{said.text}”，而得分有{len(lost)}处不是满分（{scores}）",
            f"“{title}” says “{said.text}”, and {len(lost)} score(s) are below full marks ({scores})",
        ),
        [("stated", said.span), *case.evidence("score", [fact.id for fact in lost])],
        computation=f"{said.text} ≠ {scores}",
    )
