"""G115 An amount is not price times number 单价乘数量不等于金额

What it checks 查什么
    一句话里写了单价（每户、每台、每亩……多少元）、数量和金额，金额应等于单价乘数量。
Why it matters 为什么重要
    补贴、采购的金额就是这样算出来的；三个数里有一个写错，发放的依据就不成立。
Basis 依据
    budget_law_rules_83。
How it is recomputed 怎样复算
    单价×数量，落在金额按印出位数四舍五入的范围里即为对上；同一句里数量有几个的，对上一个就算对。
    只有差一位数字、相邻数字颠倒的才报。
Left alone 不查什么
    按月、按天、按年计的标准（人数、月数会变）；平均数；没有数量或金额的；差得多、可能另有档次的。
Example 例子
    “采购空调86台，单价2290元，共16.69万元”：2290×86=19.69万元。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.sentences import Sentence, sentences
from gouji.model import Fact, Finding, Text
from gouji.vocabulary import fold

META = CheckMeta(
    id="G115",
    title=Text("单价乘数量不等于金额", "An amount is not price times number"),
    severity="warning",
    needs=("facts",),
    basis=("budget_law_rules_83",),
)

_EACH = re.compile(
    r"每(人次|公里|平方米|户|亩|台|个|人|名|套|件|米|吨|所|村|次|只|头|株|条|辆|座|盏|张|场|册|间)"
    r"[^\d,，。;；:：]{0,8}$"
)
_UNIT_PRICE = re.compile(r"单价(?:为|是|均为|:)?$")
_TIMED = re.compile(r"[月年天日期季周]|学时|平均|人均|户均|不超过|最高|最低|上限|以内|左右")
_AMOUNT = re.compile(r"(?:共|计|合计|支出|兑现|发放|支付|补助|补贴|资金|投入|金额|安排|拨付|使用|需|款)[^\d]{0,4}$")
_SAME = {"人": ("人", "名"), "名": ("人", "名"), "所": ("所", "个"), "村": ("个",)}
_REACH = 14


def check(case: Case) -> Iterator[Answer]:
    """The prices of each sentence of the prose with the number and the amount beside them."""
    for sentence in sentences(case):
        if sentence.row or not ("每" in sentence.text or "单价" in sentence.text):
            continue
        for index, price in enumerate(sentence.facts):
            if price.quantity.unit == "元" and price.quantity.value:
                yield from _judge(case, sentence, index)


def _judge(case: Case, sentence: Sentence, index: int) -> Iterator[Answer]:
    price = sentence.facts[index]
    each = _each(case, sentence, index)
    amount = next((fact for fact in sentence.facts[index + 1 :] if fact.quantity.unit == "元"), None)
    if each is None or amount is None or not _AMOUNT.search(_left(case, sentence, amount)):
        return
    first = sentence.facts[max(index - 1, 0)].span.start
    if _TIMED.search(case.document.text, min(first, price.span.start - _REACH), amount.span.start):
        return
    at = sentence.facts.index(amount)
    counts = [fact for fact in sentence.facts[:at] if fact is not price and _counts(fact, each)]
    products = [(fact, (fact.quantity.value or 0) * (price.quantity.value or 0)) for fact in counts]
    if any(_agrees(amount, product) for _, product in products):
        yield HELD
        return
    slipped = [(fact, product) for fact, product in products if _is_slip(amount, Decimal(product))]
    if len(slipped) == 1:
        yield _finding(case, price, slipped[0][0], amount, Decimal(slipped[0][1]))


def _each(case: Case, sentence: Sentence, index: int) -> tuple[str, ...] | None:
    """The units of what a price is for; None where the figure is no price."""
    left = _left(case, sentence, sentence.facts[index])
    named = _EACH.search(left)
    if named is not None:
        return _SAME.get(named[1], (named[1],))
    before = sentence.facts[index - 1].quantity.unit if index else None
    return (before,) if before not in (None, "元", "%") and _UNIT_PRICE.search(left) else None


def _left(case: Case, sentence: Sentence, fact: Fact) -> str:
    start = fact.quantity.outer_start
    words = fold(case.document.text[max(sentence.span.start, start - _REACH) : start])
    return re.split(r"[,，、:：]|\d", words)[-1]


def _counts(fact: Fact, each: tuple[str, ...]) -> bool:
    quantity = fact.quantity
    return quantity.unit in each and bool(quantity.value) and quantity.qualifier is None


def _agrees(amount: Fact, product: Decimal | int) -> bool:
    low, high = amount.quantity.low, amount.quantity.high
    return (low is None or low <= product) and (high is None or product <= high)


def _is_slip(amount: Fact, product: Decimal) -> bool:
    """Whether one digit, or two beside each other, tell the printed amount from the product."""
    quantity = amount.quantity
    if not quantity.printed or not quantity.value:
        return False
    printed = f"{quantity.printed:f}".replace(".", "")
    right = f"{product / (quantity.value / quantity.printed):.{quantity.decimals}f}".replace(".", "")
    unlike = [at for at, (a, b) in enumerate(zip(printed, right, strict=False)) if a != b]
    if len(printed) != len(right) or not unlike:
        return False
    swapped = len(unlike) == 2 and unlike[1] - unlike[0] == 1 and sorted(printed) == sorted(right)
    return len(unlike) == 1 or swapped


def _finding(case: Case, price: Fact, count: Fact, amount: Fact, product: Decimal) -> Finding:
    right, where = case.amount(product, amount), case.where(amount)
    said = f"{case.printed(price)}×{case.printed(count)}"
    return case.finding(
        META,
        Text(
            f"{where.zh}：{said}应为{right}，印为{case.printed(amount)}",
            f"{where.en}: {said} is {right}, printed as {case.printed(amount)}",
        ),
        [*case.evidence("stated", [amount.id]), *case.evidence("other", [price.id, count.id])],
        computation=f"{said}={right} ≠ {case.printed(amount)}",
        reported=case.printed(amount),
        recomputed=right,
    )
