"""Limits said behind a rule: 扣完为止, 最多加2分, 满分6分, 不足1万元的按1万元计算."""

from __future__ import annotations

import re

from gouji.schemes.records import Limit
from gouji.schemes.tokens import Token, points_of


def _together(text: str) -> bool:
    return bool(re.search("累计|合计|共|总计|本项", text))


def limit(token: Token) -> Limit | None:
    """The limit that a token says, None for other tokens."""
    if token.kind in ("floor", "cap", "begun", "whole", "even"):
        return Limit(kind=token.kind)
    if token.kind != "limit":
        return None
    value = points_of(token.text)
    if "扣至" in token.text or "扣到" in token.text or "最低" in token.text:
        return Limit(kind="least", value=value)
    if "扣" in token.text:
        return Limit(kind="most_off", value=value, total=_together(token.text))
    if "加" in token.text:
        return Limit(kind="most_on", value=value, total=_together(token.text))
    if re.search(r"满分", token.text) and not re.search(r"最高|最多|至多|上限|为止", token.text):
        return Limit(kind="total", value=value)
    return Limit(kind="most", value=value)
