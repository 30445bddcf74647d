"""What the money of an account is said to be for: 某某（款）某某（项）……主要用于……."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gouji.checks.case import Case
from gouji.checks.passages import passages
from gouji.model import Span

_SPEAKS = re.compile(r"用于")
_ACCOUNT = re.compile(r"(?:^|[()、,。;:.\d])([^()、,。;:]{2,40})\(项\)")
_PURPOSE = re.compile(r"(?:主要)?用于:?([^。;,:]{4,60})")


class Use(NamedTuple):
    """An account by its last level, and the purpose said of it, each with its place."""

    name: str
    named: Span
    purpose: str
    said: Span


def uses_of_accounts(case: Case) -> Iterator[Use]:
    """Accounts named to their last level, each with the purpose said before the next one."""
    for passage in passages(case, _SPEAKS):
        text = passage.shadow.text
        named = list(_ACCOUNT.finditer(text))
        for index, name in enumerate(named):
            stop = named[index + 1].start() if index + 1 < len(named) else len(text)
            said = _PURPOSE.search(text, name.end(), stop)
            if said is not None:
                yield Use(name[1], passage.span(*name.span(1)), said[1], passage.span(*said.span(1)))
