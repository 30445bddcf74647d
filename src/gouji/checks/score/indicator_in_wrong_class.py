"""G321 An indicator stands in the wrong class 指标放错了类

What it checks 查什么
    满意度一类应问满意不满意；成本指标不应是知晓率、到位率一类；生态效益应与环境资源有关；满意度不应列在产出、
    经济效益、社会效益里；合格率不是数量、时效，人次、面积不是质量、时效。
Why it matters 为什么重要
    每一类有规定的分值，放错了类，这一类实际上没有考核，分却照得。
Basis 依据
    project_evaluation_2020_weights：产出、效益、满意度各有分值；project_form：二级指标分数量、质量、时效、成本等。
How it is recomputed 怎样复算
    按一张词表看：名称（和写在指标值一格里的文字）缺这一类应有的词，或者有别的类的词。一张表报一次，只作提示。
Left alone 不查什么
    没有列在词表里的类（可持续影响等）；写“不适用”“无”的；名称太短看不出的。
Example 例子
    “信访回复率”列在“服务对象满意度指标”下。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import called, cell_of, plain, short, tables_of, words
from gouji.model import Indicator, Text

META = CheckMeta(
    id="G321",
    title=Text("指标放错了类", "An indicator stands in the wrong class"),
    severity="notice",
    needs=("indicators",),
    basis=("project_evaluation_2020_weights", "project_form"),
)
_SHORTEST = 4
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")


def check(case: Case) -> Iterator[Answer]:
    """Each indicator against the words of its class, a finding a table."""
    for rows in tables_of(case.report.indicators).values():
        looked = [(row, entry) for row in rows for entry in words()["classes"] if _in_class(row, entry["class"])]
        odd = [(row, entry) for row, entry in looked if _foreign(row, entry)]
        if odd:
            named = "、".join(f"“{short(called(row))}”列在{entry['class']}" for row, entry in odd)
            said = ", ".join(f"“{short(called(row))}” under {entry['english']}" for row, entry in odd)
            yield case.finding(
                META,
                Text(f"{named}，像是放错了类", f"{said}: probably the wrong class"),
                [("stated", cell_of(case, row, called(row), last=False) or row.span) for row, _ in odd],
                computation=named,
                changes_score=None,
            )
        elif looked:
            yield HELD


def _in_class(row: Indicator, name: str) -> bool:
    """Whether one of the levels above the indicator is of a class."""
    above = row.levels[:-1] if called(row) == row.name else row.levels
    levels = [plain(level) for level in above]
    if name == "产出":
        return bool(levels) and levels[0].startswith(name) and not any("满意" in level for level in levels)
    return any(name in level for level in levels)


def _foreign(row: Indicator, entry: dict[str, list[str]]) -> bool:
    said = plain(called(row))
    if len(said) < _SHORTEST or _WORDS.search(said) is None:
        return False
    needs, foreign = entry.get("needs"), entry.get("foreign")
    if foreign is not None and re.search("|".join(foreign), said):
        return True
    return needs is not None and not re.search("|".join(needs), said)
