"""G820 A heading speaks of an earlier year 标题还写着往年

What it checks 查什么
    自评报告的章节标题写着报告年度以前的年份：2023 年度的报告里有“二、2022年部门整体支出情况”。
Why it matters 为什么重要
    用去年的报告改的，标题没有改，下面的数是哪一年的说不清。
Basis 依据
    report_outline。
How it is recomputed 怎样复算
    章节标题里的年份早于报告标题的年度。
Left alone 不查什么
    下一年度的计划不查；“2021—2023年”这样的期间、书名号和引号里的年份、“上年结转”“对比”一类的标题不查；预算和决算公开不查。
Example 例子
    2023 年度的报告，标题写“二、2022年部门整体支出情况”。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.checks.wording import shown
from gouji.model import Text

META = CheckMeta(
    id="G820",
    title=Text("标题还写着往年", "A heading speaks of an earlier year"),
    severity="notice",
    needs=("sections", "fiscal_year"),
    basis=("report_outline",),
)

_YEAR = re.compile(r"(?<![\d〔（(至—－~～-])(20\d\d)\s?年(?!\s?\d{1,2}\s?月)(?!\s?[至—－~～-])")
_QUOTED = re.compile(r"《[^》]*》|“[^”]*”|[（(][^（()）]*[）)]")
_MEANT = re.compile(r"结转|上年|上一年|往年|历年|对比|比较|整改|以来|回顾|遗留|[至—－~～-]\s?20\d\d")


def check(case: Case) -> Iterator[Answer]:
    """Headings with a year, against the year of the report."""
    if not (case.report.form or "").startswith(("department_", "project_")):
        return
    year = case.report.fiscal_year
    for section in case.report.sections:
        title = _QUOTED.sub("", section.title)
        match = _YEAR.search(title)
        if match is None or _MEANT.search(title):
            continue
        if year is None:
            yield Lacking(("fiscal_year",))
        elif int(match[1]) >= year:
            yield HELD
        else:
            words = shown(case, section.heading, 40)
            yield case.finding(
                META,
                Text(
                    f"报告是{year}年度的，标题写着{match[1]}年：“{words}”",
                    f"the report is of {year}, a heading speaks of {match[1]}: “{words}”",
                ),
                [("stated", section.heading)],
                computation=f"{match[1]} < {year}",
                reported=match[1],
            )
