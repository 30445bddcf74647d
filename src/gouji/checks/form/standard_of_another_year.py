"""G812 A standard or target of years ago 评分标准、指标值还是往年的

What it checks 查什么
    评分标准或指标值里写着两年以前（或以后）的年度：“按2018年考核分数折算”，而报告是2021年度的。
Why it matters 为什么重要
    照抄了往年的表，标准已经过期，得分没有依据。
Basis 依据
    form_instructions。
How it is recomputed 怎样复算
    标准、指标值里“某某年”后面跟着考核、工作、目标、任务等词，与报告年度相差两年以上。
Left alone 不查什么
    文号（〔2018〕5号）、文件名、修订年份和起止年份不查；不知道报告年度的不判断。
Example 例子
    2023 年度的评分表，标准写“按 2019 年度考核结果折算”。
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.pieces import matches, pieces, sentence_around
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.checks.wording import shown
from gouji.model import Span, Text

META = CheckMeta(
    id="G812",
    title=Text("评分标准、指标值还是往年的", "A standard or target of years ago"),
    severity="notice",
    needs=("indicators", "fiscal_year"),
    basis=("form_instructions",),
)

_YEAR = re.compile(
    r"(?<![\d〔（(《\[])(20\d\d)年度?(?=(?:对|的)?[^。；，《〔\d]{0,12}(?:考核|工作|目标|任务|计划|指标|完成|结果))(?!以来|起|至|—|-)"
)
_FAR = 2


def check(case: Case) -> Iterator[Answer]:
    """Years in the cells of a score table."""
    rows = [row for row in case.report.indicators if row.standard or row.target_text]
    if not rows:
        return
    year = case.report.fiscal_year
    if year is None:
        yield Lacking(("fiscal_year",))
        return
    texts = {row.standard.strip() for row in rows} | {row.target_text.strip() for row in rows}
    dated: dict[Span, list[Span]] = defaultdict(list)
    for piece, span in matches(case, _YEAR):
        if abs(int(case.document.quote(span)[:4]) - year) >= _FAR:
            dated[piece.span].append(span)
    for piece in pieces(case):
        if not piece.cell or piece.text not in texts:
            continue
        far = dated[piece.span]
        yield from (_finding(case, year, span, sentence_around(piece, span)) for span in far)
        if not far:
            yield HELD


def _finding(case: Case, year: int, span: Span, sentence: Span) -> Answer:
    stated = shown(case, span)
    return case.finding(
        META,
        Text(
            f"报告是{year}年度的，标准还写着{stated}：“{shown(case, sentence, 40)}”",
            f"the report is of {year}, and a standard still speaks of {stated}: “{shown(case, sentence, 40)}”",
        ),
        [("rule", sentence)],
        computation=f"{year} － {stated[:4]} = {year - int(stated[:4])}年",
    )
