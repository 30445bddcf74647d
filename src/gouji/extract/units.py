"""Units that a sentence leaves out: 项目总预算1720万, 较上年2.08减少0.03万元."""

from __future__ import annotations

import re

from gouji.extract.sentences import Mention, Sentence
from gouji.quantities import reinterpret

_POWERS = ("万", "百万", "千万", "亿")
_MONEY = re.compile(
    r"(?:预算|支出|收入|资金|经费|费用|拨款|金额|总额|投资|投入)(?:数|额|总额)?(?:共计|合计|约|达|为|是|共)*$"
)
_COMPARED_WITH = re.compile(r"[增减降]|[上提]升|下降|提高|[多少]")


def complete_units(sentence: Sentence) -> None:
    """项目总预算1720万: money whose 元 is left out, by the words before it, and what follows it in the sentence."""
    money = False
    for mention in sentence.mentions:
        quantity = mention.draft.quantity
        if mention.draft.source == "table" or quantity.kind != "number" or quantity.printed_unit not in _POWERS:
            money = money and quantity.unit in ("元", "%")
            continue
        money = money or _MONEY.search(mention.left) is not None
        if money:
            mention.draft.quantity = reinterpret(quantity, "元")


def complete_previous(sentence: Sentence, mention: Mention) -> None:
    """支出2.05万元，较上年2.08减少0.03万元: last year's figure is in the unit of the one compared with it."""
    quantity = mention.draft.quantity
    before = [m.draft.quantity for m in sentence.mentions if m.end <= mention.start]
    alone = quantity.kind == "number" and quantity.printed_unit is None
    if alone and before and before[-1].unit == "元" and _COMPARED_WITH.match(sentence.text, mention.end):
        mention.draft.quantity = reinterpret(quantity, before[-1].printed_unit or "元")
