"""G602 A placeholder left unfilled 占位符没有填

What it checks 查什么
    句子里应填数或名称的地方仍是“××”“____”“【单位名称】”，或者“支出 万元”缺了数。
Why it matters 为什么重要
    缺的往往正是关键的数，读者无从知道。
Basis 依据
    form_instructions。
How it is recomputed 怎样复算
    占位符后面紧跟单位（万元、个、项、％、年……）或“单位”“部门”等字；或者“支出”“预算”等词与“万元”之间只有空格。
Left alone 不查什么
    隐去的人名、地名（张××、××路）不查；评分标准里的“X%”是公式，不查；落款处的空白由 G603 查。
Example 例子
    “项目支出××万元”。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.pieces import matches, sentence_around
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import each_of, shown
from gouji.model import Text

META = CheckMeta(
    id="G602",
    title=Text("占位符没有填", "A placeholder left unfilled"),
    severity="warning",
    needs=("text",),
    basis=("form_instructions",),
)

_STANDARD = re.compile(r"[得扣计]\S{0,4}分|公式|[=＝]")


def check(case: Case) -> Iterator[Answer]:
    """Marks that stand for something to be filled in."""
    blanks = matches(case, *each_of("completeness", "placeholder"))
    read = ((piece, span) for piece, span in blanks if not (piece.cell and _STANDARD.search(piece.text)))
    places = {sentence_around(piece, span) for piece, span in read}
    if not places:
        yield HELD
    for place in sorted(places, key=lambda span: span.start):
        words = shown(case, place)
        yield case.finding(
            META,
            Text(f"“{words}”里有没有填的空", f"“{words}” has a blank that was not filled in"),
            [("stated", place)],
            computation=words,
            reported=words,
        )
