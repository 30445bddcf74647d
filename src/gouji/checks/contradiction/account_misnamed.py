"""G207 An account's code and name belong to different accounts 科目编码与名称不符

What it checks 查什么
    表里一行的科目编码和科目名称应是同一个科目；名称是另一个编码的名称，即为不符。
Why it matters 为什么重要
    汇总时按编码归集，读者按名称理解，同一笔钱成了两个科目。
Basis 依据
    functional_classification, economic_classification。
How it is recomputed 怎样复算
    编码和名称分别查政府收支分类科目，得到的两个编码不同。名称先在同一上级科目里找，再在全部科目里找。
Left alone 不查什么
    目录里没有的编码或名称（科目逐年修订）；一个名称有几个编码、说不清是哪一个的。
Example 例子
    2080505 一行的名称写为“机关事业单位职业年金缴费支出”，那是 2080506 的名称。
"""

from collections.abc import Iterator
from itertools import chain

from gouji.checks.accounts import AccountRow, account_columns
from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Text
from gouji.vocabulary import account, account_named, classification_of, parent_of

META = CheckMeta(
    id="G207",
    title=Text("科目编码与名称不符", "An account's code and name belong to different accounts"),
    severity="warning",
    needs=("tables",),
    basis=("functional_classification", "economic_classification"),
)


def check(case: Case) -> Iterator[Answer]:
    """Every row of the tables that prints a code and a name."""
    for row in chain.from_iterable(account_columns(case)):
        other = _named(row)
        if other is not None:
            yield HELD if other == row.code else _finding(case, row, other)


def _named(row: AccountRow) -> str | None:
    """The code that the printed name stands for; None when code or name is unknown, or the name is of several."""
    classification = classification_of(row.code)
    known = account(classification, row.code) if classification is not None else None
    if classification is None or known is None:
        return None
    beside = account_named(classification, row.name, parent_of(row.code) or "")
    if beside is not None:
        return beside if len(beside) == len(row.code) else None
    found = account_named(classification, row.name)
    if found is None or account_named(classification, known.zh) is None:
        return None
    return found if len(found) == len(row.code) else None


def _finding(case: Case, row: AccountRow, other: str) -> Answer:
    classification = classification_of(row.code)
    known = account(classification, row.code) if classification is not None else None
    right = known.zh if known is not None else ""
    return case.finding(
        META,
        Text(
            f"编码{row.code}是“{right}”，表里的名称“{row.name}”是{other}的名称",
            f"code {row.code} is “{right}”; the name printed beside it, “{row.name}”, is that of {other}",
        ),
        [("stated", row.code_span), ("name", row.name_span)],
        computation=f"{row.code}（{right}） ≠ {other}（{row.name}）",
        reported=row.name,
        recomputed=right,
    )
