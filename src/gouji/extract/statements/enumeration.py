"""A count and the list of what is counted: 内设科室7个，分别为：办公室、……"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.extract.sentences import Mention, Sentence
from gouji.model import Enumeration, Span

_OPENING = re.compile(r"[,:]?(?:分别为|分别是|分别|即|为):?")
# 内设5个股室：办公室、……: a noun of offices between the count and the colon.
_NAMED = re.compile(r"[\u4e00-\u9fff]{0,4}(?:科|室|股|处|部|部门|单位|机构|中心|站|所|队|乡镇|街道|学校|公司):")
_SHORT_NAME = 14
_LIST = re.compile(r"[^;。!?]*")
_JOINED = re.compile(r"以及|和|及|与")
_LONGEST_NAME = 40


def find(sentence: Sentence, carried: Mention | None) -> Iterator[Enumeration]:
    """The counts that a complete list of names follows; a list with 等 or with figures is none."""
    del carried
    for mention in sentence.mentions:
        if mention.draft.quantity.unit in (None, "元", "%") or mention.draft.quantity.kind != "quantity":
            continue
        named_before = None
        opening = _OPENING.match(sentence.text, mention.end)
        if opening is None:
            opening = named_before = _NAMED.match(sentence.text, mention.end)
        if opening is None:
            continue
        body = _LIST.match(sentence.text, opening.end())
        listed = body.group() if body else ""
        named = re.split(r",", listed, maxsplit=1)[0]
        items = named.split("、")
        if len(items) < 2 or re.search(r"\d|等$|等\W", listed[: len(named) + 1]):
            continue
        longest = _LONGEST_NAME if named_before is None else _SHORT_NAME
        if any(not item or len(item) > longest for item in items):
            continue
        joints = len(_JOINED.findall(items[-1]))
        stop = opening.end() + len(named)
        yield Enumeration(
            count=mention.draft.id,
            fewest=len(items),
            most=len(items) + joints,
            span=Span(sentence.places[opening.end()], sentence.places[stop - 1] + 1),
        )
