"""What is divided by function: 按支出功能分：教育支出b万元、卫生健康支出c万元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from gouji.extract.sentences import Mention, Sentence
from gouji.model import Breakdown, Span

_FUNCTION = re.compile(r"按(?:照)?(?:支出)?(?:政府)?功能(?:分类?|科目)(?:科目)?(?:划分)?[,:]?(?:包括|分为)?:?")
_MAINLY = re.compile(r"主要|其中")
_CLASS = 3


def find(sentence: Sentence, carried: Mention | None) -> Iterator[Breakdown]:
    """支出预算a万元，按支出功能分：教育支出b万元、卫生健康支出c万元: every class, unless it says otherwise."""
    announced = _FUNCTION.search(sentence.text)
    if announced is None or _MAINLY.search(sentence.text, announced.start()):
        return
    before = [m for m in sentence.mentions if m.end <= announced.start() and m.role == "value" and not m.draft.item]
    whole = before[-1] if before else carried
    behind = [m for m in sentence.mentions if m.start >= announced.end() and m.draft.quantity.unit == "元"]
    parts = list(takewhile(lambda m: m.role == "value" and len(m.draft.item or "") == _CLASS, behind))
    same = whole is not None and all((m.draft.concept, m.draft.fund) == _money(whole) for m in parts)
    if whole is not None and same and len(parts) > 1 and len(parts) == len({m.draft.item for m in parts}):
        yield Breakdown(
            whole=whole.draft.id,
            parts=tuple(part.draft.id for part in parts),
            exhaustive=True,
            shape="list",
            certain=False,
            span=Span(sentence.start, sentence.end),
        )


def _money(mention: Mention) -> tuple[str | None, str | None]:
    """What money a figure is, and of which fund."""
    # 支出预算 is the total of a budget.
    total = mention.draft.concept == "budget_expenditure"
    return "total_expenditure" if total else mention.draft.concept, mention.draft.fund
