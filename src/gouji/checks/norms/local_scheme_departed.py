"""G906 A form departs from its local scheme 评分表与本地方案不同

What it checks 查什么
    认出是某地统一的评分表的，指标、分值、评分标准应与那张表相同。
Why it matters 为什么重要
    统一的表改了指标或标准，各单位的分数就不能比较；漏掉的指标也就没有考核。
Basis 依据
    yueyang_form, hunan_department_form_2015, sichuan_department_form_2020；按认出的方案列出。
How it is recomputed 怎样复算
    按指标名称与方案逐行对照，见“方案”一篇；方案的指标认出一半以上才比。一张表报一次。
Left alone 不查什么
    方案没有列出各行的（全国项目自评表只定一级指标）；由各单位细化的指标，标准本来就不同。
Example 例子
    岳阳的表，25 行里“公务卡刷卡率”印 5 分，方案是 3 分。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import cell_of
from gouji.model import Text

META = CheckMeta(
    id="G906",
    title=Text("评分表与本地方案不同", "A form departs from its local scheme"),
    severity="notice",
    needs=("indicators", "sheets"),
    basis=("yueyang_form", "hunan_department_form_2015", "sichuan_department_form_2020"),
)


def check(case: Case) -> Iterator[Answer]:
    """What each sheet says of its scheme."""
    for sheet in case.sheets:
        if not sheet.departures or not sheet.rows:
            if sheet.rows:
                yield HELD
            continue
        first = case.report.indicators[sheet.rows[0].indicator]
        said = "；".join(text.zh for text in sheet.departures)
        yield case.finding(
            META,
            Text(
                f"与“{sheet.title}”（{sheet.confidence}）不同：{said}",
                f"departs from {sheet.scheme} ({sheet.confidence}): {'; '.join(t.en for t in sheet.departures)}",
            ),
            [("form", cell_of(case, first, first.name, last=False) or first.span)],
            computation=said,
            changes_score=None,
        )
