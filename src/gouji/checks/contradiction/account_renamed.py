"""G223 An account has another name in the text than in the table 说明里的科目名称与表不同

What it checks 查什么
    逐项说明写出的款、项的名称，与表里同一科目、同一金额的名称不同。
Why it matters 为什么重要
    读者按名称在表里找不到这一项；多半是说明照抄了往年的科目，或者套错了科目。
Basis 依据
    functional_classification, final_accounts_tables。
How it is recomputed 怎样复算
    说明里“某某（款）某某（项）”后面的金额，在表里找金额相同的项级科目；找得到、只有一个，而表里没有说明所写的项名的，
    即为不符。项名相同而所属的款名与表里上一级的名称不同的，也算。
Left alone 不查什么
    一个名称是另一个的一部分的（少写了“支出”二字）；表里没有项级科目的；金额在表里有几个科目相同的。
Example 例子
    说明写“行政事业单位离退休（款）机关事业单位基本养老保险缴费支出（项）”，表里 20805 是“行政事业单位养老支出”。
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

import msgspec

from gouji.checks.accounts import AccountRow, account_columns
from gouji.checks.case import Case
from gouji.checks.passages import facts_within, passages
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Fact, Finding, Span, Text
from gouji.vocabulary import fold

META = CheckMeta(
    id="G223",
    title=Text("说明里的科目名称与表不同", "An account has another name in the text than in the table"),
    severity="warning",
    needs=("text", "tables"),
    basis=("functional_classification", "final_accounts_tables"),
)

_SPEAKS = re.compile(r"[（(]\s*项\s*[）)]")
_PATH = re.compile(r"(?:\(类\)|^|[.、,。;:\d])([^()、,。;:\d]{2,30})\(款\)([^()。;:]{2,40})\(项\)")
_ITEM, _STEP = 7, 2


class _Said(msgspec.Struct, frozen=True):
    """A group and its item as a sentence names them, with the amounts behind."""

    group: str
    item: str
    group_span: Span
    item_span: Span
    amounts: tuple[Fact, ...]


def check(case: Case) -> Iterator[Answer]:
    """Items named in the text against the rows with their amounts."""
    said = list(_said(case))
    if not said:
        return
    rows, by_amount = _rows(case)
    names = {_name(row.name) for row in rows.values()}
    for entry in said:
        answer = _judged(case, entry, rows, names, by_amount)
        if answer is not None:
            yield answer


def _judged(
    case: Case, said: _Said, rows: dict[str, AccountRow], names: set[str], by_amount: dict[object, set[str]]
) -> Answer | None:
    """None where the table does not hold the amount, or holds it several times."""
    codes = set.union(set(), *(by_amount.get(fact.quantity.value, set()) for fact in said.amounts[:2]))
    named = {code for code in codes if _alike(rows[code].name, said.item)}
    if not named and (len(codes) != 1 or _name(said.item) in names):
        return None
    if not named:
        return _finding(case, said.item, said.item_span, rows[next(iter(codes))])
    parents = [rows[code[:-_STEP]] for code in named if code[:-_STEP] in rows]
    if not parents:
        return None
    if any(_alike(parent.name, said.group) for parent in parents):
        return HELD
    return _finding(case, said.group, said.group_span, parents[0])


def _said(case: Case) -> Iterator[_Said]:
    for passage in passages(case, _SPEAKS):
        text = passage.shadow.text
        found = list(_PATH.finditer(text))
        for index, match in enumerate(found):
            stop = found[index + 1].start() if index + 1 < len(found) else len(text)
            facts = facts_within(case, passage.span(match.end(), stop)) if stop > match.end() else ()
            amounts = tuple(f for f in facts if f.quantity.unit == "元" and f.quantity.value)
            if amounts:
                spans = passage.span(*match.span(1)), passage.span(*match.span(2))
                yield _Said(match[1], match[2], *spans, amounts)


def _rows(case: Case) -> tuple[dict[str, AccountRow], dict[object, set[str]]]:
    """The account rows by code, and the items by each amount in their rows."""
    rows = {row.code: row for row in chain.from_iterable(account_columns(case))}
    amounts: dict[object, set[str]] = defaultdict(set)
    for fact in case.report.facts:
        if fact.source == "table" and fact.item in rows and len(fact.item or "") == _ITEM and fact.quantity.value:
            amounts[fact.quantity.value].add(fact.item or "")
    return rows, amounts


def _name(name: str) -> str:
    return fold(name).removesuffix("支出")


def _alike(one: str, other: str) -> bool:
    a, b = _name(one), _name(other)
    return a in b or b in a


def _finding(case: Case, said: str, span: Span, row: AccountRow) -> Finding:
    return case.finding(
        META,
        Text(
            f"说明写“{said}”，表里同一金额的科目是{row.code}“{row.name}”",
            f"the text says “{said}”; the account of that amount in the table is {row.code} “{row.name}”",
        ),
        [("stated", span), ("code", row.code_span), ("name", row.name_span)],
        computation=f"“{said}” ≠ {row.code}“{row.name}”",
        reported=said,
        recomputed=row.name,
    )
