"""G109 Shares of one whole do not add up to 100 % 成套占比之和不是100%

What it checks 查什么
    同一句里基本支出和项目支出（人员经费和公用经费，货物、工程和服务采购）各占整体的百分比，相加应为 100%；
    同一句里三种以上收入（支出）各占的百分比，相加不应超过 100%。
Why it matters 为什么重要
    各占比分开看都像是对的，合起来多出或少掉的就是错的那一项。
Basis 依据
    budget_law_rules_5, budget_law_rules_83。
How it is recomputed 怎样复算
    各占比按印出位数取区间相加，不含 100%（不知道是否列全的，下限大于 100%）即为不符。
Left alone 不查什么
    各项没有列全、相加不足 100% 的；几个占比之间另有“其中”的；各项还有自己的金额、占比已由 G104 报出的。
Example 例子
    “基本支出占62.4%，项目支出占38.6%”：相加为 101%。
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from gouji.checks.case import Case, rounded
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Fact, Text
from gouji.vocabulary import relations

META = CheckMeta(
    id="G109",
    title=Text("成套占比之和不是100%", "Shares of one whole do not add up to 100 %"),
    severity="error",
    needs=("facts",),
    basis=("budget_law_rules_5", "budget_law_rules_83"),
)

_WHOLE = Decimal(100)
_SHARE = re.compile(r"占[^，。；%]{0,10}$")
_REACH = 14
_SEVERAL = 3
_KINDS = (
    re.compile(r"[^，、：:；。%]{2,12}收入(?=[^，。；]{0,24}占|[\d.,\s]*万?元，占)"),
    re.compile(r"[^，、：:；。%]{2,14}支出(?:（类）)?(?=[^，。；]{0,24}占|[\d.,\s]*万?元，占)"),
)


def check(case: Case) -> Iterator[Answer]:
    """The shares of a sentence, where they are all that a complete sum of the vocabulary has."""
    sentences: dict[int, list[Fact]] = defaultdict(list)
    for fact in case.report.facts:
        if fact.source == "prose" and fact.quantity.unit == "%" and _share(case, fact):
            sentences[_sentence(case, fact)].append(fact)
    for shares in sentences.values():
        named = {fact.measure: fact for fact in reversed(shares) if fact.measure is not None}
        whole = [r for r in relations().values() if r.kind == "sum" and r.complete and set(r.parts) == set(named)]
        if whole:
            yield from _judge(case, [fact for fact in shares if fact in named.values()], complete=True)
        elif len(shares) >= _SEVERAL and _side_by_side(case, shares):
            yield from _judge(case, shares, complete=False)


def _side_by_side(case: Case, shares: list[Fact]) -> bool:
    """Whether each share is of another kind of revenue, or each of another kind of spending."""
    text = case.document.text
    starts = [_sentence(case, shares[0]), *(fact.span.end for fact in shares[:-1])]
    words = [text[start : fact.span.start] for start, fact in zip(starts, shares, strict=True)]
    if any("其中" in said for said in words[1:]):
        return False
    return any(len({m[0] for said in words if (m := kind.search(said))}) == len(shares) for kind in _KINDS)


def _share(case: Case, fact: Fact) -> bool:
    """Whether a percentage is said to be a share: 占62.4%, 占比为62.4%."""
    return _SHARE.search(case.document.text, max(fact.span.start - _REACH, 0), fact.span.start) is not None


def _sentence(case: Case, fact: Fact) -> int:
    """Where the sentence of a figure begins."""
    text = case.document.text
    return max(text.rfind(sign, 0, fact.span.start) for sign in "。\n\t")


def _judge(case: Case, shares: list[Fact], *, complete: bool) -> Iterator[Answer]:
    low = sum((f.quantity.low for f in shares if f.quantity.low is not None), Decimal(0))
    high = sum((f.quantity.high for f in shares if f.quantity.high is not None), Decimal(0))
    told = any(tie.kind == "share" for fact in shares for tie in case.graph.touching(fact.id, "broken"))
    if (low <= _WHOLE <= high if complete else low <= _WHOLE) or told:
        yield HELD
        return
    total = f"{rounded(sum((f.quantity.value or Decimal(0) for f in shares), Decimal(0)))}%"
    where = case.where(shares[0])
    yield case.finding(
        META,
        Text(
            f"{where.zh}：各项占比相加为{total}，{'应为' if complete else '不应超过'}100%",
            f"{where.en}: the shares add up to {total}, they should make {'' if complete else 'at most '}100 %",
        ),
        case.evidence("part", [fact.id for fact in shares]),
        computation=f"{'＋'.join(case.printed(fact) for fact in shares)}={total} ≠ 100%",
        reported=total,
        recomputed="100%",
    )
