"""G325 A target against last year without last year's value 指标值与上年比却没有写上年数

What it checks 查什么
    指标值写“比上年提高”“较上年下降”的，报告里应有上年的数，或者写明提高了多少。
Why it matters 为什么重要
    没有上年数，达没达到无从判断。
Basis 依据
    project_evaluation_2020：自评是对绩效目标完成情况的评价。
How it is recomputed 怎样复算
    看这一行的实际完成值有没有写变化，再看报告里有没有同一名称或同一口径的上年数。
Left alone 不查什么
    实际完成值写明增减多少的；总结性的文字（不在指标表里的）。
Example 例子
    指标值“满意度比上年提高”，实际完成 95%，没有上年满意度。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import cell_of, pattern, plain, short
from gouji.model import Indicator, Text, year_of
from gouji.vocabulary import concepts, find_names

META = CheckMeta(
    id="G325",
    title=Text("指标值与上年比却没有写上年数", "A target against last year without last year's value"),
    severity="notice",
    needs=("indicators",),
    basis=("project_evaluation_2020",),
)


def check(case: Case) -> Iterator[Answer]:
    """Rows whose target is set against last year."""
    for row in case.report.indicators:
        said = plain(row.target_text) + plain(row.name)
        if not (pattern("against_last_year").search(said) and pattern("last_year").search(said)):
            continue
        if _change_told(row) or _last_year_known(case, row):
            yield HELD
            continue
        told = row.target_text if pattern("last_year").search(plain(row.target_text)) else row.name
        place = cell_of(case, row, told, last=False) or row.span
        yield case.finding(
            META,
            Text(
                f"指标“{short(told, 30)}”要与上年比，报告里没有上年的数，无从判断",
                f"“{short(told, 30)}” is set against last year, whose value is not given",
            ),
            [
                ("target", place),
                *case.evidence("achieved", [row.achieved] if row.achieved is not None else []),
            ],
            computation=f"{short(row.achieved_text) or '（空白）'} 与上年？",
            changes_score=None,
        )


def _change_told(row: Indicator) -> bool:
    """Whether the achieved value is itself a change: 提高3个百分点, 同比增长5%."""
    said = plain(row.achieved_text)
    change = row.name.endswith(("增长率", "下降率", "变动率", "增幅", "降幅", "提高率"))
    return change or pattern("against_last_year").search("较" + said) is not None or "上年" in said


def _last_year_known(case: Case, row: Indicator) -> bool:
    last = str(case.year - 1)
    asked = {case.fact(index).measure for index in (row.achieved, row.target) if index is not None}
    asked |= {hit.value for hit in find_names(plain(row.name + row.target_text)) if hit.value in concepts()}
    asked -= {None}
    return any(
        year_of(fact) == last and (fact.concept in asked or fact.measure in asked or fact.subject == row.name)
        for fact in case.report.facts
    )
