"""G508 The purpose of another account 用途照抄了别的科目

What it checks 查什么
    逐项说明里，两个科目（或两个项目）的“主要用于”完全相同，而用词只合其中一个的名称。
Why it matters 为什么重要
    另一个科目的用途是照抄的：资金实际用在哪里，读者无从知道。
Basis 依据
    budget_law_rules_83, functional_classification。
How it is recomputed 怎样复算
    用途与名称各取相连的两个字来比：与别的名称至少有三处相同、与自己的名称一处也没有，才算。
Left alone 不查什么
    “有关人员和工作支出”一类与谁都不相干的套话；用途不相同的；行政运行、事业运行等名称说不出用途的科目。
Example 例子
    “职业培训补贴”与“公益性岗位补贴”两项都写“职业培训补贴支出”。
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.purposes import Use, uses_of_accounts
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Finding, Text

META = CheckMeta(
    id="G508",
    title=Text("用途照抄了别的科目", "The purpose of another account"),
    severity="warning",
    needs=("text",),
    basis=("budget_law_rules_83", "functional_classification"),
)

_PLAIN = re.compile(r"支出|费用|经费|资金|项目|其他|补贴|补助|缴费")
_GENERAL = re.compile(r"运行|事务|其他")
_FEWEST_SHARED = 3


def check(case: Case) -> Iterator[Answer]:
    """Entries of the list of accounts that say the same purpose."""
    same: dict[str, list[Use]] = defaultdict(list)
    for entry in uses_of_accounts(case):
        same[entry.purpose].append(entry)
    for purpose, entries in same.items():
        if len({entry.name for entry in entries}) < 2:
            yield HELD
            continue
        owner = max(entries, key=lambda entry: len(_shared(entry.name, purpose)))
        for entry in entries:
            if len(_shared(owner.name, purpose)) < _FEWEST_SHARED or _fits(entry, purpose):
                yield HELD
            else:
                yield _finding(case, entry, owner)


def _pairs(words: str) -> set[str]:
    return {words[i : i + 2] for i in range(len(words) - 1)}


def _shared(name: str, purpose: str) -> set[str]:
    """Pairs of neighbouring characters that a name and a purpose have in common, common words left out."""
    return _pairs(_PLAIN.sub("|", name)) & _pairs(_PLAIN.sub("|", purpose))


def _fits(entry: Use, purpose: str) -> bool:
    return bool(_shared(entry.name, purpose)) or _GENERAL.search(entry.name) is not None


def _finding(case: Case, entry: Use, owner: Use) -> Finding:
    return case.finding(
        META,
        Text(
            f"“{entry.name}”的用途写为“{entry.purpose}”，与“{owner.name}”的完全相同，与自己的名称不合",
            f"“{entry.name}” is said to be for “{entry.purpose}”, word for word the purpose of “{owner.name}”",
        ),
        [("stated", entry.said), ("name", entry.named), ("other", owner.said)],
        computation=f"“{entry.purpose}”用于“{owner.name}”，又用于“{entry.name}”",
        reported=entry.purpose,
    )
