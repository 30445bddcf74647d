"""G606 Neither a score nor a grade is given 没有自评得分和等级

What it checks 查什么
    绩效自评报告全文没有自评总分，也没有评价等级。
Why it matters 为什么重要
    没有得分和等级，看不出目标完成到什么程度，也无从复核。
Basis 依据
    report_outline, project_form。
How it is recomputed 怎样复算
    全文没有“总分、自评得分”一类的数，没有“优、良、中、差”的等级，也没有评分表。
Left alone 不查什么
    不是完整报告的文字不查；提到附有自评表、评分表而表不在本文件里的，答无从判断。
Example 例子
    报告只有“三、部门整体支出绩效情况”的文字，没有得分和等级。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.pieces import folded_text
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.checks.wording import chapters_of, is_whole_report, shown
from gouji.model import Text

META = CheckMeta(
    id="G606",
    title=Text("没有自评得分和等级", "Neither a score nor a grade is given"),
    severity="notice",
    needs=("facts", "grades", "sections"),
    basis=("report_outline", "project_form"),
)

_ANNEXED = re.compile(r"附[件表][^。]{0,30}(?:自评表|评分表|评价表|指标表|得分表)")
_SCORED = re.compile(r"自评[^。;,\d]{0,8}\d{1,3}(?:\.\d+)?分")
_SCORES = {"total_score", "indicator_score"}


def check(case: Case) -> Iterator[Answer]:
    """A whole report by its scores and grades."""
    if not is_whole_report(case):
        return
    scored = _SCORED.search(folded_text(case)) is not None
    if scored or case.report.grades or any(fact.concept in _SCORES for fact in case.report.facts):
        yield HELD
        return
    if _ANNEXED.search(folded_text(case)):
        yield Lacking(("total_score",))
        return
    first = case.report.sections[0]
    chapter = chapters_of(case).get("performance", first)
    where = shown(case, chapter.heading)
    yield case.finding(
        META,
        Text(
            f"全文没有自评得分和评价等级，“{where}”只有文字",
            f"no score and no grade anywhere; “{where}” has words alone",
        ),
        [("stated", section.heading) for section in dict.fromkeys((first, chapter))],
        computation="自评得分：无；评价等级：无",
    )
