"""A zero stated in words: 无“三公”经费支出, 无无形资产, 未发生公务接待费."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gouji.extract.sentences import Shadow
from gouji.quantities import Quantity
from gouji.vocabulary import Hit, concepts, fund_named, of_fund

_AFTER = re.compile(r"(?:的?支出|费用|经费|情况|发生)?(?=$|[,;。!?)])")
# 无政府性基金预算财政拨款收入和支出: the expenditure of the same fund, said with two letters.
_AND = re.compile(r"[和及与、](?P<side>收入|支出)(?=$|[,;。!?)])")
_SIDES = {"收入": "total_revenue", "支出": "total_expenditure"}
_BEFORE = re.compile(
    r"(?:^|[,;:。!?])(?:其中:?|也|亦|均|并且?|且|本年度?|20\d\d年度?|全年|年末|当年|我\w|本单位|本部门|本[\u4e00-\u9fff]{1,2})*$"
)
ZERO = Decimal(0)


def zeros(text: str, shadowed: Shadow, organisation: str | None) -> Iterator[tuple[Quantity, str]]:
    """The zeros of a passage, each as a figure of 0 元 over its words, with its concept."""
    dense = shadowed.compact
    for word, hits in _denied(shadowed.hits):
        before = dense.text[: word.start]
        if not _BEFORE.search(before.replace(organisation, "") if organisation else before):
            continue
        name = hits[-1]
        after, also = _AFTER.match(dense.text, name.end), _AND.match(dense.text, name.end)
        if after is not None:
            yield _zero(text, *dense.original(word.start, after.end())), name.value
        elif also is not None:
            yield _zero(text, *dense.original(word.start, name.end)), name.value
            fund = fund_named(dense.text[name.start : name.end])
            concept, rest = of_fund(_SIDES[also["side"]], fund)
            if concept is not None and rest is None:
                yield _zero(text, *dense.original(name.end, also.end())), concept


def _denied(hits: list[Hit]) -> Iterator[tuple[Hit, list[Hit]]]:
    """Words of denial with the names of money right behind them: 无“三公”经费, 没有财政拨款“三公”经费."""
    for index, word in enumerate(hits):
        if word.kind != "word" or word.value != "zero":
            continue
        names: list[Hit] = []
        for hit in hits[index + 1 : index + 3]:
            if hit.kind == "concept" and hit.start == (names or [word])[-1].end:
                names.append(hit)
        if names and concepts()[names[-1].value].unit == "money":
            yield word, names


def _zero(text: str, start: int, end: int) -> Quantity:
    return Quantity(
        start=start,
        end=end,
        numeral_end=end,
        outer_start=start,
        outer_end=end,
        kind="currency",
        text=text[start:end],
        value=ZERO,
        unit="元",
        printed=ZERO,
        printed_unit="元",
        low=ZERO,
        high=ZERO,
        chinese=True,
    )
