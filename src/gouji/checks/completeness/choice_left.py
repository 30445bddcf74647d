"""G620 Both words of a choice left in “增加（减少）”没有选

What it checks 查什么
    句子里“增加（减少）”“增长/下降”后面跟着数，没有选定是增还是减。
Why it matters 为什么重要
    同一个数，增加和减少意思相反。
Basis 依据
    form_instructions。
How it is recomputed 怎样复算
    一对相反的词以括号或斜线相连，其后紧跟数字（或“年初预算”“上年”）。
Left alone 不查什么
    表头里的“增减（+-）”“增加（减少）额”不跟数字，不查；“增加或减少10%以上的”是规定，不查；表格里的不查。
Example 例子
    “比上年增加（减少）12.5 万元”。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.pieces import folded_matches, sentence_around
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import each_of, shown
from gouji.model import Text

META = CheckMeta(
    id="G620",
    title=Text("“增加（减少）”没有选", "Both words of a choice left in"),
    severity="warning",
    needs=("text",),
    basis=("form_instructions",),
)


def check(case: Case) -> Iterator[Answer]:
    """Pairs of opposite words before a figure."""
    patterns = each_of("completeness", "choice")
    places = {sentence_around(piece, span) for piece, span in folded_matches(case, *patterns, prose=True)}
    if not places:
        yield HELD
    for place in sorted(places, key=lambda span: span.start):
        words = shown(case, place, 40)
        yield case.finding(
            META,
            Text(f"“{words}”没有选定是增是减", f"“{words}” does not choose between more and less"),
            [("stated", place)],
            computation=words,
            reported=words,
        )
