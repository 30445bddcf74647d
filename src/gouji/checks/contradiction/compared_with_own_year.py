"""G210 A year is compared with itself 与本年度自己相比

What it checks 查什么
    “2024年度……与2024年度相比增加”：比较的基期与本期是同一年。
Why it matters 为什么重要
    多半是套用模板时漏改年份，后面的增减额不知道对的是哪一年。
Basis 依据
    budget_law_rules_83。
How it is recomputed 怎样复算
    同一句或同一段里，“与、比、较”后的年份和它前面写出的年份都相同。
Left alone 不查什么
    与本年的预算、计划、目标、年初数、上半年相比的；前面没有写年份的。
    “自2021年以来”“比2022年”里的年份不是本期。
Example 例子
    “2023年度收入总计 812.4 万元，与2023年度相比增加 31.2 万元”。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.passages import Passage, passages
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Text

META = CheckMeta(
    id="G210",
    title=Text("与本年度自己相比", "A year is compared with itself"),
    severity="warning",
    needs=("text",),
    basis=("budget_law_rules_83",),
)

_SPEAKS = re.compile(r"[与比较同]\s*20\d\d\s*年")
_COMPARED = re.compile(
    r"(?:与|比|较|同)(20\d\d)年度?(?:(?:决算|支出|收入|收支|总计|合计|本年)*[、和]?)*数?(?:[\d.,]+[万亿]?元)?,?"
    r"(?:相比|增|减|下降|上升|提高|持平|多|少|同期)(?![^,。;]{0,6}(?:预算|计划|目标|年初))"
)
_YEAR = re.compile(r"(?<![\d自从由与比较同至到])(20\d\d)年(?!\d{1,2}月|以来|起|底|末|初|前|后|上半年|下半年)")


def check(case: Case) -> Iterator[Answer]:
    """Comparisons that name a year, each with the year named last before it in the paragraph."""
    for passage in passages(case, _SPEAKS):
        text = passage.shadow.text
        for said in _COMPARED.finditer(text):
            before = list(_YEAR.finditer(text, 0, said.start()))
            if before:
                own = all(year[1] == said[1] for year in before)
                yield _finding(case, passage, before[-1], said) if own else HELD


def _finding(case: Case, passage: Passage, year: re.Match[str], said: re.Match[str]) -> Answer:
    return case.finding(
        META,
        Text(
            f"前面说的是{year.group()}，又“{said.group()}”，比的是同一年",
            f"the sentence is about {year[1]} and compares it with {said[1]} itself",
        ),
        [("stated", passage.span(*said.span())), ("year", passage.span(*year.span()))],
        computation=f"{year[1]} = {said[1]}",
        reported=said[1],
        recomputed=str(int(said[1]) - 1),
    )
