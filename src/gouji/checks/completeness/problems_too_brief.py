"""G626 One short sentence on problems beside several deductions 扣分几处，问题只有一句

What it checks 查什么
    评分表扣分的不止一处，“存在的问题”一章只有一句很短的话。
Why it matters 为什么重要
    扣分反映的问题没有写出来，改进措施也就对不上。
Basis 依据
    budget_law_rules_20_use。
How it is recomputed 怎样复算
    得分低于分值的指标两项以上；该章去掉空格不到二十个字，也没有分号、“一是”。
Left alone 不查什么
    写“无”的由 G609 查；没有评分表的不查。
Example 例子
    扣分 2 处，问题只写“制度需完善。”
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import any_of, deductions, prose_of, shown
from gouji.model import Text
from gouji.vocabulary import fold

META = CheckMeta(
    id="G626",
    title=Text("扣分几处，问题只有一句", "One short sentence on problems beside several deductions"),
    severity="notice",
    needs=("sections", "indicators"),
    basis=("budget_law_rules_20_use",),
)

_SHORT = 20


def check(case: Case) -> Iterator[Answer]:
    """The chapter of problems by its length, against the deductions."""
    lost = deductions(case)
    if len(lost) < 2:
        return
    for section in case.report.sections:
        said = prose_of(case, section)
        words = fold(said.text)
        if section.level > 2 or "问题" not in section.title or "措施" in section.title or not words:
            continue
        if any_of("completeness", "denied").fullmatch(words):
            continue
        if len(words) >= _SHORT or ";" in words or "一是" in words:
            yield HELD
            continue
        title = shown(case, section.heading)
        yield case.finding(
            META,
            Text(
                f"评分表有{len(lost)}处扣分，“{title}”只写“{words}”",
                f"there are {len(lost)} deductions, and “{title}” says “{words}” alone",
            ),
            [("stated", section.heading), ("stated", said.span), *case.evidence("score", [fact.id for fact in lost])],
            computation=f"扣分{len(lost)}处；问题{len(words)}字",
        )
