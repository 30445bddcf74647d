"""A zero stated in words: 无“三公”经费支出, 无无形资产, 未发生公务接待费."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gouji.extract.sentences import Shadow
from gouji.quantities import Quantity
from gouji.vocabulary import concepts

_AFTER = re.compile(r"(?:的?支出|费用|经费|情况|发生)?(?=$|[,;。!?)])")
_BEFORE = re.compile(
    r"(?:^|[,;:。!?])(?:其中:?|也|亦|均|并且?|且|本年度?|20\d\d年度?|全年|年末|当年|我\w|本单位|本部门)?$"
)
ZERO = Decimal(0)


def zeros(text: str, shadowed: Shadow) -> Iterator[tuple[Quantity, str]]:
    """The zeros of a passage, each as a figure of 0 元 over its words, with its concept."""
    dense = shadowed.compact
    for word, name in zip(shadowed.hits, shadowed.hits[1:], strict=False):
        if word.kind != "word" or word.value != "zero" or name.kind != "concept" or name.start != word.end:
            continue
        if concepts()[name.value].unit != "money" or not _BEFORE.search(dense.text[: word.start]):
            continue
        after = _AFTER.match(dense.text, name.end)
        if after is None:
            continue
        start, end = dense.original(word.start, after.end())
        yield (
            Quantity(
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
            ),
            name.value,
        )
