"""Whether a broken tie is likelier a figure written wrongly or a sentence read wrongly.

Whoever writes 12.1 % for 21.1 % or copies last year's amount is off by a slip or not by ten times. A sentence
that seems to say that 35 grew by 12.1 % to 13,260 was not written by anybody: it is of three other things.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from gouji.model import Fact, Tie
from gouji.ties.balance import Balance
from gouji.ties.figures import stands_for
from gouji.ties.slips import UNITS, sources

_FAR = Decimal(10)


def is_unlikely(tie: Tie, facts: Sequence[Fact]) -> bool:
    """Whether a broken tie with a figure of the prose would need a figure ten times off and by no known slip.

    Tables are read by their rows and columns, and a rate names its two figures: what they say is never unlikely.
    """
    if tie.kind == "rate":
        return False
    members = [facts[index] for index in dict.fromkeys(tie.facts)]
    if all(fact.source != "prose" for fact in members) or any(not fact.quantity.value for fact in members):
        return False
    balance = Balance(tie, facts)
    return not any(_is_near(balance, fact) or _is_slip(balance, fact) for fact in members)


def _is_near(balance: Balance, fact: Fact) -> bool:
    """Whether the tie would close with a figure of the size of the printed one, or of one in 万元 for 元."""
    right, printed = balance.implied((fact.id,)), fact.quantity.value
    if not right or not printed:
        return False
    ratios = [printed / right * unit for unit in ((1, *UNITS) if fact.quantity.unit == "元" else (1,))]
    return any(1 / _FAR <= ratio <= _FAR for ratio in ratios)


def _is_slip(balance: Balance, fact: Fact) -> bool:
    """Whether one slip of a pen would have made the printed figure of one that closes the tie."""
    quantity = fact.quantity
    if quantity.printed is None:
        return False
    meant = (stands_for(source, quantity, quantity) for source in sources(quantity.printed, quantity.decimals))
    return any(interval is not None and balance.holds({fact.id: interval}) for interval in meant)
