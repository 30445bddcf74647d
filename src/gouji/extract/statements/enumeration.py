"""A count and the list of what is counted: 内设科室7个，分别为：办公室、……"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.extract.sentences import Mention, Sentence
from gouji.model import Enumeration, Span

_OPENING = re.compile(r"[,:]?(?:分别为|分别是|分别|即|为):?")
_LIST = re.compile(r"[^;。!?]*")
_JOINED = re.compile(r"以及|和|及|与")
_LONGEST_NAME = 40


def find(sentence: Sentence, carried: Mention | None) -> Iterator[Enumeration]:
    """The counts that a complete list of names follows; a list with 等 or with figures is none."""
    del carried
    for mention in sentence.mentions:
        if mention.draft.quantity.unit in (None, "元", "%") or mention.draft.quantity.kind != "quantity":
            continue
        opening = _OPENING.match(sentence.text, mention.end)
        if opening is None:
            continue
        body = _LIST.match(sentence.text, opening.end())
        listed = body.group() if body else ""
        named = re.split(r",", listed, maxsplit=1)[0]
        items = named.split("、")
        if len(items) < 2 or re.search(r"\d|等$|等\W", listed[: len(named) + 1]):
            continue
        if any(not item or len(item) > _LONGEST_NAME for item in items):
            continue
        joints = len(_JOINED.findall(items[-1]))
        stop = opening.end() + len(named)
        yield Enumeration(
            count=mention.draft.id,
            fewest=len(items),
            most=len(items) + joints,
            span=Span(sentence.places[opening.end()], sentence.places[stop - 1] + 1),
        )
