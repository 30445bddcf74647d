"""G601 An instruction to the writer left in 残留的填写说明

What it checks 查什么
    正文或表下留着写给填报人的话：“分别描述……”“请填写……”“（……字以内）”“仍保留该表格式”等；
    紧接标题的一段以“说明”“简述”“汇总统计”开头，讲的是该写什么；
    评分表里要求“细化成个性化指标”而没有细化的说明。
Why it matters 为什么重要
    说明该写的内容没有写，或者照抄了模板，没有按本单位实际填报。
Basis 依据
    form_instructions。
How it is recomputed 怎样复算
    在去掉空格和引号的文字里找 completeness/wording.toml 列出的句式；同一份报告的归为一条，逐处引出。
Left alone 不查什么
    表格里的“请说明原因”“100字以内”是表式本身的要求，不查；章节标题里的“主要包括……情况”也不查。
Example 例子
    “逐项描述各子项目的绩效情况。”
"""

from collections.abc import Iterator
from itertools import pairwise

from gouji.checks.case import Case
from gouji.checks.pieces import folded_matches, folded_within, pieces, sentence_around
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import any_of, each_of, listing
from gouji.model import Text

META = CheckMeta(
    id="G601",
    title=Text("残留的填写说明", "An instruction to the writer left in"),
    severity="warning",
    needs=("text",),
    basis=("form_instructions",),
)


def check(case: Case) -> Iterator[Answer]:
    """Sentences that speak to whoever fills in the form."""
    anywhere, prose = each_of("completeness", "instruction"), each_of("completeness", "instruction_in_prose")
    opening = any_of("completeness", "instruction_opening")
    headings = {section.heading.start for section in case.report.sections}
    found = [*folded_matches(case, *anywhere), *folded_matches(case, *prose, prose=True)]
    for before, piece in pairwise(pieces(case)):
        if before.span.start in headings and not piece.cell:
            found += [(piece, span) for span in folded_within(piece, opening) if span.start == piece.span.start]
    places = sorted({sentence_around(piece, span) for piece, span in found}, key=lambda span: span.start)
    if not places:
        yield HELD
        return
    yield listing(case, META, places, _said)


def _said(n: int, first: str) -> Text:
    return Text(
        f"留有写给填报人的说明{n}处，如“{first}”",
        f"{n} instruction(s) to the writer left in, such as “{first}”",
    )
