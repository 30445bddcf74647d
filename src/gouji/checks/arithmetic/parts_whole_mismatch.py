"""G101 Parts do not add up to the whole 分项之和不等于合计

What it checks 查什么
    同一句、同一清单、同一张表或口径关系已知的一组数，各分项之和应等于合计：基本支出＋项目支出＝支出合计，
    人员经费＋公用经费＝基本支出，“三公”各项＝“三公”合计，表内“合计”行（列）＝“其中”各行（列）。
Why it matters 为什么重要
    合计与分项必有一个是错的；后面的占比、执行率和得分都建立在它们上面。
Basis 依据
    budget_law_rules_83；各口径关系另引其自身依据。
How it is recomputed 怎样复算
    各分项按印出的位数取区间（281.93 代表 281.925 至 281.935），相加后与合计的区间相交即为对上；
    印出的数字不同而区间相交，记为“四舍五入之差”，不是错误。
    整体后面的括号里只有各分项的（河长328名（县级12名、……））、并列之后写“共”的、人数件数成对写而一种单位对上的
    （42户133人，已消除31户98人，未消除11户35人）、表里各行都成立而只有一行不成立的，也相加，报警告或错误。
    人数、件数的分项可能重叠，只在略多于合计、改一个数字就对上时报警告。
Left alone 不查什么
    “其中”后面只列了一部分、口径关系也不完整的，只查是否超过合计（G102）。表内有空格未填而合计更大的，
    降为警告：空格里可能应当有数。只是一个数的单位写错的，由 G401 报。
    总数另在一处、差额可以是政府性基金等标题下的支出的，不报。分在几处、各处标题所说的资金（财政拨款、一般公共预算）不同的，不是同一组数。
Example 例子
    支出合计 354.36 万元，其中基本支出 291.93 万元、项目支出 72.43 万元：相加为 364.36 万元。
"""

from collections.abc import Iterator
from decimal import Decimal

from gouji.checks.case import Case
from gouji.checks.passages import facts_within, of_two_funds
from gouji.checks.registry import Answer, CheckMeta
from gouji.checks.units import slipped_unit
from gouji.model import Finding, Text, Tie
from gouji.vocabulary import fund_named

META = CheckMeta(
    id="G101",
    title=Text("分项之和不等于合计", "Parts do not add up to the whole"),
    severity="error",
    needs=("facts",),
    basis=("budget_law_rules_83",),
)


_APART = ("government_fund", "state_capital", "social_insurance_fund")


def _rest_of_other_funds(case: Case, tie: Tie) -> bool:
    """Whether what parts lack of a total told elsewhere stands under the heading of another fund."""
    whole = case.fact(tie.left[0].facts[0])
    facts = [case.fact(index) for index in tie.facts]
    if any(fact.source == "table" for fact in facts) or len({fact.frame for fact in facts}) == 1:
        return False
    parts = sum((fact.quantity.value or Decimal(0) for fact in facts if fact is not whole), Decimal(0))
    rest = (whole.quantity.value or Decimal(0)) - parts
    apart = [s.body for s in case.report.sections if fund_named(s.title) in _APART]
    return rest > 0 and any(
        fact.quantity.unit == "元" and fact.quantity.value and fact.quantity.value <= rest
        for body in apart
        for fact in facts_within(case, body)
    )


def check(case: Case) -> Iterator[Answer]:
    """Sums from sentences, lists, tables and the vocabulary."""

    told: set[int] = set()

    def make(tie: Tie) -> Finding | None:
        if not tie.certain and tie.left[0].facts[0] in told:
            return None
        if slipped_unit(case, tie) is not None or of_two_funds(case, map(case.fact, tie.facts)):
            return None
        whole = case.fact(tie.left[0].facts[0])
        if _rest_of_other_funds(case, tie):
            return None
        told.add(whole.id)
        label, where = case.label(whole), case.where(whole)

        def say(printed: str, total: str) -> Text:
            return Text(
                f"{where.zh}：{label.zh}印为{printed}，各分项相加为{total}",
                f"{where.en}: {label.en} is printed as {printed}, its parts add up to {total}",
            )

        return case.sum_finding(META, tie, say, severity="error" if tie.certain else "warning")

    yield from case.judge(case.graph.of_kind("sum", "items"), make)
