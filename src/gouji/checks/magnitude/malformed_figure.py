"""G403 A malformed figure 数字写法有误

What it checks 查什么
    多一个前导零（05.5万元、05分）、两个小数点（12.3.4万元）、千分位断错（1,23.4万元）的数。
Why it matters 为什么重要
    这样的数不能确定是多少，机器和人都可能读错。
Basis 依据
    budget_law_rules_83。
How it is recomputed 怎样复算
    看印出的字：整数部分以 0 开头且不止一位；小数点多于一个；逗号之间不是三位。
Left alone 不查什么
    日期、时刻、电话、文号、编号和版本号不是数量，不查；0.5、0 是正常写法。表格里没有单位的数，
    只查左边或上边的名称是已知口径或分值、得分、指标值的。复制时表格各格连成一串的数（同一个数连着印两遍以上）不查。
Example 例子
    “清廉建设运维费支出 05.5 万元”。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Cell, Span, Table, Text
from gouji.vocabulary import concept_named, roles_of

META = CheckMeta(
    id="G403",
    title=Text("数字写法有误", "A malformed figure"),
    severity="warning",
    needs=("text",),
    basis=("budget_law_rules_83",),
)

_UNIT = r"[ \u3000]*(?:亿元|万元|千元|元|%|％|分(?!钟|之)|[人个件名条次期家份处](?!月)|项(?!目))"
_FIGURE = re.compile(rf"\d(?<![\d.,．，\-/A-Za-z时点第:：年月]\d)[\d.,]*\d{_UNIT}")
_MALFORMED = (
    (re.compile(r"0\d"), Text("多了前导零", "a leading zero too many")),
    (re.compile(r"\d*\.\d*\."), Text("有两个小数点", "two decimal points")),
    (re.compile(r"\d{1,3}(?:,\d{3})*,(?!\d{3}(?:\D|$))"), Text("千分位断错", "thousands separated wrongly")),
)
# 36.536.5100%: cells of a table that ran together when the text was copied, one figure printed over and over.
_GLUED = re.compile(rf"(\d+\.\d+?)\1+\d*{_UNIT}")
_BARE = re.compile(r"0\d+(?:\.\d+)?")
_CLASS = re.compile(r"[2-5]\d\d")
_QUANTITY_ROLES = {"points", "score", "target", "achieved", "original", "final", "outturn"}


def check(case: Case) -> Iterator[Answer]:
    """Figures with a unit by the way they are written, and bare ones in cells known to hold quantities."""
    text = case.document.text
    for match in _FIGURE.finditer(text):
        fault = next((words for pattern, words in _MALFORMED if pattern.match(match.group())), None)
        if fault is None or _GLUED.fullmatch(match.group()):
            yield HELD
        else:
            yield _finding(case, Span(match.start(), match.end()), fault)
    for table in case.document.tables():
        for cell in table.cells:
            bare = text.startswith("0", cell.start) and _BARE.fullmatch(text, cell.start, cell.end)
            if bare and _holds_quantity(case, table, cell):
                yield _finding(case, Span(cell.start, cell.end), _MALFORMED[0][1])


def _holds_quantity(case: Case, table: Table, cell: Cell) -> bool:
    """Whether the label left of a cell, or a heading above it, names a quantity."""
    if _is_code(case, table, cell):
        return False
    for other in table.cells:
        left = other.row == cell.row and other.column + other.colspan == cell.column
        above = other.row < cell.row and other.column <= cell.column < other.column + other.colspan
        if left or above:
            label = case.document.text[other.start : other.end]
            if concept_named(label) or _QUANTITY_ROLES & set(roles_of(label)):
                return True
    return False


def _is_code(case: Case, table: Table, cell: Cell) -> bool:
    """Whether a cell is a level of an account's code: 05 behind 208, or under 款."""
    beside = [other for other in table.cells if other.row == cell.row and other.column < cell.column]
    return any(_CLASS.fullmatch(case.document.text[other.start : other.end]) for other in beside)


def _finding(case: Case, span: Span, fault: Text) -> Answer:
    printed = "".join(case.document.quote(span).split())
    return case.finding(
        META,
        Text(f"“{printed}”{fault.zh}", f"“{printed}” has {fault.en}"),
        [("stated", span)],
        computation=printed,
        reported=printed,
    )
