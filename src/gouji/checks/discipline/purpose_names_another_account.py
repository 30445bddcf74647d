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
from gouji.checks.passages import Passage, passages
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Text

META = CheckMeta(
    id="G514",
    title=Text("用途是另一个科目的", "The purpose is that of another account"),
    severity="warning",
    needs=("text",),
    basis=("functional_classification", "budget_law_63"),
)

_SPEAKS = re.compile(r"用于")
_ACCOUNT = re.compile(r"(?:^|[()、,。;:.\d])([^()、,。;:]{2,40})\(项\)")
_PURPOSE = re.compile(r"(?:主要)?用于:?([^。;]{4,60})")
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
    """The purposes said behind the names of these accounts."""
    uses = list(_uses(case))
    times = Counter(said[1] for _, _, said in uses)
    for passage, name, said in uses:
        own = [pattern for word, pattern in _OWN.items() if word in name[1]]
        if own and times[said[1]] == 1:
            yield _judged(case, passage, name, said, own)


def _uses(case: Case) -> Iterator[tuple[Passage, re.Match[str], re.Match[str]]]:
    """The names of accounts, each with the purpose said before the next one."""
    for passage in passages(case, _SPEAKS):
        text = passage.shadow.text
        named = list(_ACCOUNT.finditer(text))
        for index, name in enumerate(named):
            stop = named[index + 1].start() if index + 1 < len(named) else len(text)
            said = _PURPOSE.search(text, name.end(), stop)
            if said is not None:
                yield passage, name, said


def _judged(
    case: Case, passage: Passage, name: re.Match[str], said: re.Match[str], own: list[re.Pattern[str]]
) -> Answer:
    foreign = [word for word, pattern in _OWN.items() if pattern not in own and pattern.search(said[1])]
    if not foreign or any(pattern.search(said[1]) for pattern in own):
        return HELD
    return case.finding(
        META,
        Text(
            f"“{name[1]}”的用途写为“{said[1]}”，那是{foreign[0]}的开支",
            f"“{name[1]}” is said to be for “{said[1]}”, which another account pays for ({foreign[0]})",
        ),
        [("stated", passage.span(*said.span(1))), ("name", passage.span(*name.span(1)))],
        computation=f"“{name[1]}” ≠ “{said[1]}”",
        reported=said[1],
    )
