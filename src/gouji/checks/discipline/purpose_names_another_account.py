"""G514 The purpose is that of another account 用途是另一个科目的

What it checks 查什么
    “住房公积金（项）……主要用于缴纳基本养老保险费”：用途里写的是另一个科目专有的开支，与自己的名称不合。
Why it matters 为什么重要
    这几个科目的钱只能用于各自的开支；多半是套用了上一段的文字。
Basis 依据
    functional_classification, budget_law_63。
How it is recomputed 怎样复算
    住房公积金、提租补贴、购房补贴、基本养老保险、职业年金、医疗保险这几种开支各有固定的科目。
    科目名称写的是其中一种，用途只写另一种，即为不符。
Left alone 不查什么
    用途里也写着自己那一种的；名称不属于这几种的科目；用途与别的科目一字不差的，由 G508 查。
Example 例子
    “机关事业单位职业年金缴费支出”写“主要用于职工住房公积金缴存”。
"""

import re
from collections import Counter
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.purposes import Use, uses_of_accounts
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Text

META = CheckMeta(
    id="G514",
    title=Text("用途是另一个科目的", "The purpose is that of another account"),
    severity="warning",
    needs=("text",),
    basis=("functional_classification", "budget_law_63"),
)

# What each of these accounts alone may pay for.
_OWN = {
    "住房公积金": re.compile(r"公积金"),
    "提租补贴": re.compile(r"提租"),
    "购房补贴": re.compile(r"购房|房改|住房补贴"),
    "养老保险": re.compile(r"养老"),
    "职业年金": re.compile(r"年金"),
    "医疗": re.compile(r"医疗|医保|生育"),
}


def check(case: Case) -> Iterator[Answer]:
    """The purposes said behind the names of these accounts; one that two accounts share is the matter of G508."""
    uses = list(uses_of_accounts(case))
    times = Counter(use.purpose for use in uses)
    for use in uses:
        own = [pattern for word, pattern in _OWN.items() if word in use.name]
        if own and times[use.purpose] == 1:
            yield _judged(case, use, own)


def _judged(case: Case, use: Use, own: list[re.Pattern[str]]) -> Answer:
    foreign = [word for word, pattern in _OWN.items() if pattern not in own and pattern.search(use.purpose)]
    if not foreign or any(pattern.search(use.purpose) for pattern in own):
        return HELD
    return case.finding(
        META,
        Text(
            f"“{use.name}”的用途写为“{use.purpose}”，那是{foreign[0]}的开支",
            f"“{use.name}” is said to be for “{use.purpose}”, which another account pays for ({foreign[0]})",
        ),
        [("stated", use.said), ("name", use.named)],
        computation=f"“{use.name}” ≠ “{use.purpose}”",
        reported=use.purpose,
    )
