"""G403 A malformed figure 数字写法有误

What it checks 查什么
    多一个前导零（05.5万元）、两个小数点（12.3.4万元）、千分位断错（1,23.4万元）的金额和百分比。
Why it matters 为什么重要
    这样的数不能确定是多少，机器和人都可能读错。
Basis 依据
    budget_law_rules_83。
How it is recomputed 怎样复算
    看印出的字：整数部分以 0 开头且不止一位；小数点多于一个；逗号之间不是三位。
Left alone 不查什么
    日期、电话、文号、编号和版本号不是金额，不查；0.5、0 是正常写法。
Example 例子
    “清廉建设运维费支出 05.5 万元”。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Span, Text

META = CheckMeta(
    id="G403",
    title=Text("数字写法有误", "A malformed figure"),
    severity="warning",
    needs=("text",),
    basis=("budget_law_rules_83",),
)

_UNIT = r"[ \u3000]*(?:亿元|万元|千元|元|%|％)"
_AMOUNT = re.compile(rf"(?<![\d.,．，\-/A-Za-z])\d[\d.,]*\d{_UNIT}")
_MALFORMED = (
    (re.compile(r"0\d"), Text("多了前导零", "a leading zero too many")),
    (re.compile(r"\d*\.\d*\."), Text("有两个小数点", "two decimal points")),
    (re.compile(r"\d{1,3}(?:,\d{3})*,(?!\d{3}(?:\D|$))"), Text("千分位断错", "thousands separated wrongly")),
)


def check(case: Case) -> Iterator[Answer]:
    """Amounts and percentages by the way they are written."""
    for match in _AMOUNT.finditer(case.document.text):
        fault = next((words for pattern, words in _MALFORMED if pattern.match(match.group())), None)
        if fault is None:
            yield HELD
            continue
        printed = "".join(match.group().split())
        yield case.finding(
            META,
            Text(f"“{printed}”{fault.zh}", f"“{printed}” has {fault.en}"),
            [("stated", Span(match.start(), match.end()))],
            computation=printed,
            reported=printed,
        )
