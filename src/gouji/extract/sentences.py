"""Passages cut into sentences, and every figure of a sentence with the words before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from gouji.extract.context import Context, Draft
from gouji.extract.structure import Passage
from gouji.vocabulary import Compact, Hit, compact, find_names

_SENTENCE_END = re.compile(r"[。!?]+")
_BREAK = re.compile(r"[,;:，。]")


@dataclass(slots=True)
class Mention:
    """A figure in its sentence.

    `left` are the words before it, back to the last figure or punctuation mark; `hits` the names and relation
    words among them, offsets into `left`. `role` is value, share, change, rate, mean, previous, or other;
    `base` the concept that a rate or share is of; `after_break` the punctuation right before `left`.
    """

    draft: Draft
    left: str
    hits: list[Hit]
    after_break: str
    start: int
    end: int
    role: str = "other"
    direction: int = 0
    base: str | None = None
    container: str | None = None

    def has(self, *classes: str) -> bool:
        """Whether a relation word of one of the classes stands before the figure."""
        return any(hit.kind == "word" and hit.value in classes for hit in self.hits)


@dataclass(slots=True)
class Sentence:
    """A sentence without spaces; offsets of hits and mentions are into `text`."""

    text: str
    places: tuple[int, ...]
    hits: list[Hit]
    passage: Passage
    frame: int
    mentions: list[Mention] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Offset of the first character in the document."""
        return self.places[0]

    @property
    def end(self) -> int:
        """Offset behind the last character in the document."""
        return self.places[-1] + 1

    def depth(self, place: int) -> int:
        """How many brackets are open at a place of the sentence."""
        return self.text.count("(", 0, place) - self.text.count(")", 0, place)


@dataclass(slots=True)
class Shadow:
    """A passage compacted, with the names found in it."""

    passage: Passage
    frame: int
    compact: Compact
    hits: list[Hit]


def shadow(text: str, passage: Passage, frame: int) -> Shadow:
    """A passage without spaces, and all names in it."""
    dense = compact(text, passage.start, passage.end)
    return Shadow(passage, frame, dense, list(find_names(dense.text)))


def sentences(context: Context, shadowed: Shadow) -> Iterator[Sentence]:
    """The sentences of a passage, each with its mentions."""
    dense = shadowed.compact
    begin = 0
    ends = [match.end() for match in _SENTENCE_END.finditer(dense.text)]
    if not ends or ends[-1] < len(dense.text):
        ends.append(len(dense.text))
    for end in ends:
        if end > begin:
            hits = [
                Hit(hit.kind, hit.value, hit.start - begin, hit.end - begin)
                for hit in shadowed.hits
                if begin <= hit.start < end
            ]
            sentence = Sentence(dense.text[begin:end], dense.places[begin:end], hits, shadowed.passage, shadowed.frame)
            sentence.mentions = list(_mentions(context, sentence))
            yield sentence
        begin = end


def _mentions(context: Context, sentence: Sentence) -> Iterator[Mention]:
    """The figures of a sentence with what stands before each."""
    previous_end = 0
    for draft in context.drafts_in(sentence.start, sentence.end):
        start = bisect_left(sentence.places, draft.quantity.outer_start)
        figure = bisect_left(sentence.places, draft.quantity.start)
        end = bisect_left(sentence.places, draft.quantity.outer_end)
        if start < previous_end:
            start = figure
        if figure < previous_end:
            continue
        left_start = previous_end
        for match in _BREAK.finditer(sentence.text, previous_end, start):
            if match.end() < start or match.group() != ":":
                left_start = match.end()
        left = sentence.text[left_start:start]
        hits = [
            Hit(hit.kind, hit.value, max(hit.start - left_start, 0), hit.end - left_start)
            for hit in sentence.hits
            # 单价100万元以上设备12台: a name may hold a figure, but not end in it.
            if left_start < hit.end <= start
        ]
        yield Mention(draft, left, hits, sentence.text[previous_end:left_start], start, end)
        previous_end = end
