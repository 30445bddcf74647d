"""G114 A rate is not the quotient of its counts 比率与写明的份数、人数不符

What it checks 查什么
    一句话里先写总数，再写满意（合格、达标、及时……）的份数、人数，接着写满意度（合格率、达标率、及时率……），
    比率应等于后一个数除以前一个数。
Why it matters 为什么重要
    满意度、合格率直接决定得分，而问卷、抽样的份数是它唯一的依据。
Basis 依据
    project_evaluation_2020_marking：定量指标按完成值与指标值计分，完成值要算得出来。
How it is recomputed 怎样复算
    份数÷总数，落在比率按印出位数四舍五入的范围里即为对上；总数有几个（发放、收回）的，对上一个就算对。
Left alone 不查什么
    份数前后没有与比率同名的词的；单位不同的；目标、上年的比率；分几档满意的，可能另有权数，对不上只作提示。
Example 例子
    “收回问卷200份，满意184份，满意度94.5%”：184÷200=92%。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from gouji.checks.case import Case, rounded
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.sentences import Sentence, sentences
from gouji.model import Fact, Finding, Text
from gouji.vocabulary import fold

META = CheckMeta(
    id="G114",
    title=Text("比率与写明的份数、人数不符", "A rate is not the quotient of its counts"),
    severity="error",
    needs=("facts",),
    basis=("project_evaluation_2020_marking",),
)

_RATE = re.compile(r"([一-鿿]{2})(?:率|度)(?:\([^()]*\))?(?:均|就|只有|仅|达到?|为|是|:)*$")
# A rate by the first two words of its name -> the words beside its count, where they differ.
_SAID = {"达标": "达标|合格", "及时": "及时|按时|按期", "按期": "按期|按时", "回收": "回收|收回", "合格": "合格|达标"}
_NOT = re.compile(r"不|未|没|无效|非(?!常)|上年|去年|目标|计划")
_BREAK = re.compile(r"[,，、:：;；(（)）]")
_REACH = 16


def check(case: Case) -> Iterator[Answer]:
    """The rates of each sentence of the prose that have a count by their name before them."""
    for sentence in sentences(case):
        if sentence.row:
            continue
        for index, rate in enumerate(sentence.facts):
            name = _RATE.search(_before(case, sentence, rate)) if rate.quantity.unit == "%" else None
            if name is not None and rate.quantity.value is not None:
                yield from _judge(case, sentence, sentence.facts[:index], rate, name[1])


def _judge(case: Case, sentence: Sentence, before: Sequence[Fact], rate: Fact, stem: str) -> Iterator[Answer]:
    """One rate against the counts before it, back to the rate before."""
    last = max((at for at, fact in enumerate(before) if fact.quantity.unit == "%"), default=-1)
    counts = [fact for fact in before[last + 1 :] if _is_count(fact)]
    said = re.compile(_SAID.get(stem, stem))
    parts = [fact for fact in counts if _is_said(case, sentence, fact, said)]
    wholes = [fact for fact in counts if fact not in parts and parts and fact.quantity.unit == parts[0].quantity.unit]
    if not parts or not wholes or len({part.quantity.unit for part in parts}) > 1:
        return
    total = sum((_value(part) for part in parts), Decimal(0))
    shares = [_value(part) / _value(whole) for part in parts for whole in wholes]
    if any(_agrees(rate, share) for share in [*shares, *(total / _value(whole) for whole in wholes)]):
        yield HELD
        return
    earlier = [whole for whole in wholes if whole.span.start < parts[0].span.start]
    if earlier and _value(earlier[-1]) >= total:
        yield _finding(case, parts, earlier[-1], rate)


def _finding(case: Case, parts: list[Fact], whole: Fact, rate: Fact) -> Finding:
    total = sum((_value(part) for part in parts), Decimal(0))
    right = f"{rounded(total / _value(whole) * 100)}%"
    said = "＋".join(case.printed(part) for part in parts)
    where = case.where(rate)
    return case.finding(
        META,
        Text(
            f"{where.zh}：{said}除以{case.printed(whole)}应为{right}，印为{case.printed(rate)}",
            f"{where.en}: {said} divided by {case.printed(whole)} is {right}, printed as {case.printed(rate)}",
        ),
        [
            *case.evidence("stated", [rate.id]),
            *case.evidence("part", [part.id for part in parts]),
            *case.evidence("whole", [whole.id]),
        ],
        computation=f"{said}÷{case.printed(whole)}={right} ≠ {case.printed(rate)}",
        severity="error" if len(parts) == 1 else "notice",
        reported=case.printed(rate),
        recomputed=right,
        changes_score=None,
    )


def _agrees(rate: Fact, share: Decimal) -> bool:
    low, high = rate.quantity.low, rate.quantity.high
    return (low is None or low <= share * 100) and (high is None or share * 100 <= high)


def _value(fact: Fact) -> Decimal:
    return fact.quantity.value or Decimal(0)


def _is_count(fact: Fact) -> bool:
    """Whether a figure counts things exactly."""
    quantity = fact.quantity
    exact = quantity.qualifier is None and quantity.low == quantity.high
    return bool(quantity.value) and exact and not quantity.decimals and quantity.unit not in (None, "元", "%", "分")


def _is_said(case: Case, sentence: Sentence, fact: Fact, said: re.Pattern[str]) -> bool:
    """Whether a count is called by the name of the rate: 满意189份, 125件一次验收合格."""
    start, end = fact.quantity.outer_start, fact.quantity.outer_end
    text = case.document.text
    left = _BREAK.split(fold(text[max(sentence.span.start, start - _REACH) : start]))[-1]
    left = re.split(r"\d", left)[-1]
    right = re.split(r"\d", _BREAK.split(fold(text[end : min(sentence.span.end, end + _REACH)]))[0])[0]
    return any(said.search(words) is not None and not _NOT.search(words) for words in (left, right))


def _before(case: Case, sentence: Sentence, fact: Fact) -> str:
    """The words of the clause before a figure."""
    start = max(sentence.span.start, fact.quantity.outer_start - 2 * _REACH)
    words = fold(case.document.text[start : fact.quantity.outer_start])
    clause = re.split(r"[,;:、](?![^(]*\))", words)[-1]
    return "" if _NOT.search(clause) else clause
