"""G619 An explanation begun and not given “主要原因是”后面没有内容

What it checks 查什么
    “主要原因是。”“主要用于。”后面直接是句号，原因、用途没有写。
Why it matters 为什么重要
    增减变动要说明原因，这里只留下了模板的半句话。
Basis 依据
    form_instructions。
How it is recomputed 怎样复算
    去掉空格后，“原因是”“主要用于”“是由于”等词后紧跟句号或分号。
Left alone 不查什么
    冒号后另起一行的不查。
Example 例子
    “比上年减少 2.5 万元，主要原因是。”
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.pieces import folded_matches, sentence_around
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import each_of, shown
from gouji.model import Text

META = CheckMeta(
    id="G619",
    title=Text("“主要原因是”后面没有内容", "An explanation begun and not given"),
    severity="warning",
    needs=("text",),
    basis=("form_instructions",),
)


def check(case: Case) -> Iterator[Answer]:
    """Words that open an explanation, right before a full stop."""
    patterns = each_of("completeness", "blank_explanation")
    places = {sentence_around(piece, span) for piece, span in folded_matches(case, *patterns)}
    if not places:
        yield HELD
    for place in sorted(places, key=lambda span: span.start):
        words = shown(case, place, 40)
        yield case.finding(
            META,
            Text(f"“{words}”没有写完", f"“{words}” breaks off before the explanation"),
            [("stated", place)],
            computation=words,
            reported=words,
        )
