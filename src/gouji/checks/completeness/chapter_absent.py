"""G605 A chapter of the outline is absent 缺少应有的章节

What it checks 查什么
    自评报告应有概况、资金收支、绩效情况、存在的问题、改进措施五部分；缺了哪一部分。
Why it matters 为什么重要
    缺绩效情况就无法评价；有问题没有措施，自评就没有用处。
Basis 依据
    report_outline。
How it is recomputed 怎样复算
    按标题认章节（completeness/wording.toml 的 chapters），名称可以不同；标题里没有、正文里也没有相应内容的，算缺。
Left alone 不查什么
    标题少于三种的文字（摘录、表格、预算和决算公开）不查。
Example 例子
    有“一、部门概况”“二、支出情况”“三、绩效情况”，没有存在的问题和改进措施。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.pieces import folded_text
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import chapters_of, is_whole_report, listed, shown
from gouji.model import Text

META = CheckMeta(
    id="G605",
    title=Text("缺少应有的章节", "A chapter of the outline is absent"),
    severity="notice",
    needs=("sections",),
    basis=("report_outline",),
)


def check(case: Case) -> Iterator[Answer]:
    """The chapters of the outline that neither a heading nor the text has."""
    if not is_whole_report(case):
        return
    present, text = chapters_of(case), folded_text(case)
    absent = [
        entry
        for name, entry in listed("completeness")["chapters"].items()
        if name not in present and not re.search("|".join(entry["patterns"]), text)
    ]
    if not absent:
        yield HELD
        return
    headings = sorted(present.values(), key=lambda section: section.heading.start)
    yield case.finding(
        META,
        Text(
            f"没有看到{'、'.join(entry['zh'] for entry in absent)}",
            f"the report does not give {', '.join(entry['en'] for entry in absent)}",
        ),
        [("stated", section.heading) for section in headings],
        computation=f"已有：{'、'.join(shown(case, section.heading, 20) for section in headings)}",
    )
