"""What is carried in of a fund: 上年结转结余的一般公共预算收入."""

from __future__ import annotations

from gouji.extract.sentences import Mention
from gouji.vocabulary import fund_named

_CARRIED = ("carryover_from_prior_year", "surplus_carryover")


def name_carried(mention: Mention, left: str) -> bool:
    """Name a figure that is a balance of a fund, not the fund's revenue; False when the words say no such thing."""
    carried = [hit for hit in mention.hits if hit.value in _CARRIED and left.startswith("的", hit.end)]
    fund = fund_named(left[carried[-1].end :]) if carried else None
    if fund is None:
        return False
    mention.draft.concept, mention.draft.fund = carried[-1].value, fund
    return True
