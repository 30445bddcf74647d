"""One amount in two units, and what a gain and a loss leave: 91853.14万元（约9.19亿元）; 新增a户，注销b户，净增c户."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.extract.sentences import Mention, Sentence
from gouji.model import Remainder, Span

_AGAIN = re.compile(r"\((?:约|合|即|折合|约合|约为|合计)?")
_NET = re.compile(r"净(增|减)(?:加|长|少)?(?:了)?$")
_GAIN = re.compile(r"新增|新登记|新设|新开|新入|新建|纳入|招录|调入|增加|新发展|流入")
_LOSS = re.compile(r"注销|退出|减少|核销|取消|调出|拆除|报废|关闭|退休|吊销|流出")


def find(sentence: Sentence, carried: Mention | None) -> Iterator[Remainder]:
    """Amounts said again in brackets, and net changes right behind what makes them."""
    del carried
    for index, mention in enumerate(sentence.mentions):
        before = sentence.mentions[index - 1] if index else None
        if before is None or before.draft.quantity.unit != mention.draft.quantity.unit:
            continue
        if _said_again(sentence, before, mention):
            yield _tie(sentence, before, (), mention)
        net = _NET.search(mention.left)
        if net is not None and index > 1:
            yield from _net(sentence, sentence.mentions[index - 2], before, mention, net.group(1))


def _said_again(sentence: Sentence, first: Mention, second: Mention) -> bool:
    """Whether the second amount stands alone in a bracket right behind the first, in another unit."""
    if first.draft.quantity.unit != "元" or not _AGAIN.fullmatch(sentence.text[first.end : second.start]):
        return False
    alone = sentence.text[second.end : second.end + 1] == ")"
    return alone and first.draft.quantity.printed_unit != second.draft.quantity.printed_unit


def _net(sentence: Sentence, first: Mention, second: Mention, net: Mention, way: str) -> Iterator[Remainder]:
    """新登记9.73万户，注销5.14万户，净增4.59万户."""
    units = {mention.draft.quantity.unit for mention in (first, second, net)}
    if len(units) > 1 or net.draft.quantity.unit in (None, "%") or ";" in net.after_break + second.after_break:
        return
    if _GAIN.search(first.left) and _LOSS.search(second.left):
        gain, loss = first, second
    elif _LOSS.search(first.left) and _GAIN.search(second.left):
        gain, loss = second, first
    else:
        return
    yield _tie(sentence, gain, (loss,), net) if way == "增" else _tie(sentence, loss, (gain,), net)


def _tie(sentence: Sentence, start: Mention, taken: tuple[Mention, ...], result: Mention) -> Remainder:
    return Remainder(
        start=start.draft.id,
        added=(),
        taken=tuple(mention.draft.id for mention in taken),
        results=(result.draft.id,),
        span=Span(sentence.start, sentence.end),
    )
