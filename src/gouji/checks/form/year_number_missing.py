"""G818 A year without its number 年份缺了数字

What it checks 查什么
    “纳入年部门预算”“对年部门决算”这样，“年”字前面没有数字，也不是“本年、全年、上年”。
Why it matters 为什么重要
    改模板时删了旧年份，没有填新年份；不知道说的是哪一年。
Basis 依据
    form_instructions。
How it is recomputed 怎样复算
    “入、在、于、对、至、从、的、和”后面直接是“年”，其后是“部门预算、单位决算、整体支出”等词。
Left alone 不查什么
    “年度预算”“年度部门预算”可以这样说，不查。
Example 例子
    “全部纳入年部门预算编制范围”。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.pieces import folded_matches, sentence_around
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import shown
from gouji.model import Text

META = CheckMeta(
    id="G818",
    title=Text("年份缺了数字", "A year without its number"),
    severity="notice",
    needs=("text",),
    basis=("form_instructions",),
)

_BARE = re.compile(r"(?<=[入在于对至从的和])年(?:部门|单位)(?:整体|预算|决算|支出|收入)")


def check(case: Case) -> Iterator[Answer]:
    """年 with nothing before it that counts years."""
    places = [(span, sentence_around(piece, span)) for piece, span in folded_matches(case, _BARE, prose=True)]
    if not places:
        yield HELD
    for span, sentence in places:
        words = shown(case, sentence, 40)
        yield case.finding(
            META,
            Text(f"“{shown(case, span)}”缺年份：“{words}”", f"“{shown(case, span)}” lacks the year: “{words}”"),
            [("stated", sentence)],
            computation=f"？{shown(case, span)}",
        )
