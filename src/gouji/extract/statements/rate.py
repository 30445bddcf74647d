"""Execution and completion: 支出决算为a万元，完成年初预算的x%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from gouji.extract.sentences import Mention, Sentence
from gouji.model import Rate, Span

_OWN_RATE = re.compile(
    r"(?:、|及)?(?:预算|资金|经费|支出|项目|总体|整体|年度|全年)*(?:执行|完成|支付|使用|控制|拨付|到位|支出)进?率(?:约|达到?|为|是)?"
)
_PLAN = re.compile(r"预算|计划|应|下达|安排|到位|批复|可用")
_COUNT_RATE = re.compile(r"(?:\(|、)?([\u4e00-\u9fff]{2})率(?:约|达到?|为|是)?")
_PAIR = 2
_STAGE = {"budget_initial": "original", "budget_adjusted": "final"}


def find(sentence: Sentence, carried: Mention | None) -> Iterator[Rate]:
    """The rates of a sentence whose base is a budget; actual and base are looked for in the sentence."""
    del carried
    for index, mention in enumerate(sentence.mentions):
        _read_between(sentence, index)
        if mention.role == "value" and mention.draft.quantity.unit == "%":
            yield from _by_its_figures(sentence, index)
            yield from _by_its_counts(sentence, index)
            continue
        if mention.role == "rate" and mention.base is None:
            yield from _of_the_budget_before(sentence, index)
            continue
        if mention.role != "rate" or mention.base not in _STAGE:
            continue
        amounts = [m for m in sentence.mentions[:index] if m.role == "value" and m.draft.quantity.unit == "元"]
        bases = [m for m in amounts if _is_budget(m)]
        actuals = [m for m in amounts if not _is_budget(m)]
        wanted = [m for m in bases if _stage(m) == _STAGE[mention.base]]
        if not wanted:
            # 完成年初预算的104.68%，年初预算为500万元: the base may follow.
            wanted = [m for m in sentence.mentions[index:] if m.role == "value" and _stage(m) == _STAGE[mention.base]][
                :1
            ]
        mention.draft.measure = "execution_rate"
        yield Rate(
            actual=actuals[-1].draft.id if actuals else None,
            base=wanted[-1].draft.id if wanted else None,
            percent=mention.draft.id,
            base_concept=mention.base or "",
            span=Span(sentence.start, sentence.end),
        )


def _by_its_figures(sentence: Sentence, index: int) -> Iterator[Rate]:
    """预算a万元，支出b万元，控制率c%: of the amounts before it those two that it comes out for.

    Where it comes out for none, it is of what was planned and of what was spent right before it.
    """
    mention = sentence.mentions[index]
    if _OWN_RATE.fullmatch(mention.left) is None:
        return
    amounts = [m for m in sentence.mentions[:index] if m.draft.quantity.unit == "元" and m.role == "value"]
    pairs = [(b, a) for a, b in combinations(amounts, 2)] + [(a, b) for a, b in combinations(amounts, 2)]
    fitting = [(actual, base) for actual, base in pairs if _comes_out(actual, base, mention)]
    if not fitting and len(amounts) == _PAIR and mention.draft.concept is None:
        first, second = amounts
        fitting = [pair for pair in ((second, first), (first, second)) if _PLAN.search(pair[1].left)][:1]
        fitting = [] if fitting and _PLAN.search(fitting[0][0].left) else fitting
    for actual, base in fitting[:1]:
        yield Rate(
            actual=actual.draft.id,
            base=base.draft.id,
            percent=mention.draft.id,
            base_concept="",
            certain=False,
            span=Span(sentence.start, sentence.end),
        )


def _by_its_counts(sentence: Sentence, index: int) -> Iterator[Rate]:
    """减排工程10个，完成9个，完成率90%: what was done of so many, right before the rate that is called after it."""
    mention = sentence.mentions[index]
    named = _COUNT_RATE.fullmatch(mention.left)
    if named is None or ";" in mention.after_break or not index:
        return
    unit = sentence.mentions[index - 1].draft.quantity.unit
    if unit in (None, "元", "%"):
        return
    before = [m for m in sentence.mentions[:index] if m.draft.quantity.unit == unit and m.role == "value"]
    pairs = [(done, whole) for whole, done in combinations(before, 2) if named.group(1) in done.left]
    fitting = [pair for pair in pairs if _comes_out(*pair, mention)] or (pairs if len(pairs) == 1 else [])
    for done, whole in fitting[-1:]:
        yield Rate(
            actual=done.draft.id,
            base=whole.draft.id,
            percent=mention.draft.id,
            base_concept="",
            certain=False,
            span=Span(sentence.start, sentence.end),
        )


def _comes_out(actual: Mention, base: Mention, percent: Mention) -> bool:
    """Whether the printed percentage can be one figure over the other."""
    a, b, p = actual.draft.quantity, base.draft.quantity, percent.draft.quantity
    if None in (a.low, a.high, b.low, b.high, p.low, p.high) or not b.low or b.low < 0:
        return False
    assert a.low is not None and a.high is not None and b.high is not None
    assert p.low is not None and p.high is not None
    return a.low / b.high * 100 <= p.high and p.low <= a.high / b.low * 100


def _of_the_budget_before(sentence: Sentence, index: int) -> Iterator[Rate]:
    """公务接待费预算a万元，支出b万元，完成预算的c%: both amounts of one concept, the first of them a budget."""
    amounts = [m for m in sentence.mentions[:index] if m.role == "value" and m.draft.quantity.unit == "元"]
    if len(amounts) < 2 or not _is_budget(amounts[-2]) or _is_budget(amounts[-1]):
        return
    base, actual = amounts[-2].draft, amounts[-1].draft
    if base.concept is None or (base.concept, base.subject, base.item) != (actual.concept, actual.subject, actual.item):
        return
    percent = sentence.mentions[index].draft
    percent.measure = "execution_rate"
    span = Span(sentence.start, sentence.end)
    yield Rate(actual=actual.id, base=base.id, percent=percent.id, base_concept=base.concept, span=span)


def _read_between(sentence: Sentence, index: int) -> None:
    """完成年初预算500万元的104.68%: the base stands between 完成 and its rate."""
    mention, base = sentence.mentions[index], sentence.mentions[index - 1]
    if index and mention.left == "的" and mention.draft.quantity.unit == "%" and base.has("complete"):
        mention.role, mention.base = "rate", base.draft.concept


def _stage(mention: Mention) -> str | None:
    return mention.draft.stage or _STAGE.get(mention.draft.concept or "")


def _is_budget(mention: Mention) -> bool:
    return _stage(mention) is not None
