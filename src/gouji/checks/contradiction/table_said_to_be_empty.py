"""G209 A table said to be empty holds figures 注明空表的表里有数

What it checks 查什么
    表下注明“本表为空表”“本表无数据”，而表里有不为 0 的金额。
Why it matters 为什么重要
    注和表必有一个是照抄上年或别的单位的，读者不知道信哪一个。
Basis 依据
    final_accounts_tables, budget_law_rules_83。
How it is recomputed 怎样复算
    注紧跟在表后（中间只隔着别的注），表里有认出单位的金额不为 0。
Left alone 不查什么
    注与表之间隔着另一张表的标题的：注说的是那一张没有印出来的空表。
Example 例子
    政府性基金表“本年支出”列有 35.6 万元，表下注“故本表为空表”。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.tables import amounts_of_tables
from gouji.model import Paragraph, Span, Table, Text

META = CheckMeta(
    id="G209",
    title=Text("注明空表的表里有数", "A table said to be empty holds figures"),
    severity="error",
    needs=("tables", "text"),
    basis=("final_accounts_tables", "budget_law_rules_83"),
)

_EMPTY = re.compile(r"本\s*表\s*(?:为\s*空|无\s*数据|没有数据|无\s*内容)|此\s*表\s*(?:为\s*空|无\s*数据)|空表\s*列示")
_NOTE = re.compile(r"\s*(?:\d+[.、]\s*)?(?:[(（]?(?:注|备注|说明|附注)|无[^。]*仍保留|我?本?(?:单位|部门))")
_MOST_NOTES = 4


def check(case: Case) -> Iterator[Answer]:
    """Each table with the notes right below it."""
    blocks = case.document.blocks
    figures = amounts_of_tables(case)
    for index, block in enumerate(blocks):
        if not isinstance(block, Table):
            continue
        note = _note(case, index)
        if note is None:
            continue
        if index not in figures:
            yield HELD
            continue
        shown = figures[index][0]
        words = "".join(case.document.quote(note).split())
        yield case.finding(
            META,
            Text(
                f"表{case.tables[index]}下注明“{words}”，表里却有{len(figures[index])}个金额，如{case.printed(shown)}",
                f"table {case.tables[index]} is noted “{words}”, yet it holds {len(figures[index])} amounts, "
                f"such as {case.printed(shown)}",
            ),
            [("stated", note), *(("figure", fact.span) for fact in figures[index][:3])],
            computation=f"“{words}”；{case.printed(shown)} ≠ 0",
            reported=words,
        )


def _note(case: Case, index: int) -> Span | None:
    """The words below a table that call it empty."""
    for block in case.document.blocks[index + 1 : index + 1 + _MOST_NOTES]:
        if not isinstance(block, Paragraph):
            return None
        said = _EMPTY.search(case.document.text, block.start, block.end)
        if _NOTE.match(case.document.text, block.start, block.end) is None:
            return None
        if said is not None:
            return Span(*said.span())
    return None
