"""G208 An account stands under another's parent 科目不在自己的上级科目之下

What it checks 查什么
    按功能或经济分类的表里，款、项应当排在编码前几位相同的类、款之下。
Why it matters 为什么重要
    排错位置的科目会被加到别的类款里；多半是编码写错一位。
Basis 依据
    functional_classification。
How it is recomputed 怎样复算
    逐行看最近的上一级编码是不是本行编码的前几位。
Left alone 不查什么
    表里没有列自己的上级科目的（有的表只列项级科目）；上面没有任何上级科目的。
    错位的比对的还多、或多于三行的，先列全部类再列款的：表自有排法。
Example 例子
    2210201 住房公积金 排在 21011 行政事业单位医疗 之下，而 22102 住房改革支出 在后面另有一行。
"""

from collections.abc import Iterator

from gouji.checks.accounts import AccountRow, account_columns
from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Text
from gouji.vocabulary import parent_of

META = CheckMeta(
    id="G208",
    title=Text("科目不在自己的上级科目之下", "An account stands under another's parent"),
    severity="warning",
    needs=("tables",),
    basis=("functional_classification",),
)


# A table with more of them is in an order of its own.
_MOST = 3


def check(case: Case) -> Iterator[Answer]:
    """Each column of codes, from above."""
    for column in account_columns(case):
        codes = {row.code for row in column}
        above: dict[int, AccountRow] = {}
        placed, misplaced = 0, []
        lengths = [len(row.code) for row in column]
        if lengths == sorted(lengths):
            # All classes, then all groups: an order of its own.
            continue
        for row in column:
            parent = parent_of(row.code)
            last = above.get(len(row.code) - 2)
            if parent is not None and last is not None and parent in codes:
                if last.code == parent:
                    placed += 1
                else:
                    misplaced.append((row, last, parent))
            above = {length: found for length, found in above.items() if length < len(row.code)}
            above[len(row.code)] = row
        if placed:
            yield HELD
        if len(misplaced) <= _MOST and len(misplaced) <= placed:
            for row, last, parent in misplaced:
                yield _finding(case, row, last, parent)


def _finding(case: Case, row: AccountRow, last: AccountRow, parent: str) -> Answer:
    return case.finding(
        META,
        Text(
            f"{row.code}{row.name}排在{last.code}{last.name}之下，它的上级科目是{parent}",
            f"{row.code} stands under {last.code}; its parent is {parent}",
        ),
        [("stated", row.code_span), ("name", row.name_span), ("above", last.code_span)],
        computation=f"{row.code}的前{len(parent)}位是{parent}，不是{last.code}",
        reported=last.code,
        recomputed=parent,
    )
