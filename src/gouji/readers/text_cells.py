"""The parts from which grids in plain text are put together, and what a cell's look says of it."""

from __future__ import annotations

import re
from typing import NamedTuple


class Slot(NamedTuple):
    """One cell as it stands in the text: its range without surrounding white space, and its words.

    `numeric`: it holds a figure with at most a short unit; a year or a list number is none.
    """

    start: int
    end: int
    words: str
    numeric: bool = False


class Placed(NamedTuple):
    """A slot with the columns that it covers."""

    column: int
    width: int
    slot: Slot

    @property
    def end(self) -> int:
        """The first column after it."""
        return self.column + self.width


class Band(NamedTuple):
    """Rows that share one header: `start` to `stop`, the first `header` of them being header rows."""

    start: int
    stop: int
    header: int


class Row(NamedTuple):
    """The slots of one row. `resumed`: it follows a header repeated after a page break and dropped."""

    slots: list[Slot]
    resumed: bool = False

    @property
    def filled(self) -> int:
        """How many slots hold words."""
        return sum(1 for slot in self.slots if slot.words)

    @property
    def worded(self) -> bool:
        """Whether no slot holds a figure."""
        return not any(slot.numeric for slot in self.slots)

    @property
    def complete(self) -> bool:
        """Whether every slot holds words."""
        return self.filled == len(self.slots)


NUMERIC = re.compile(
    r"[≥≤≧≦><＞＜=＝±约近超¥￥]{0,3}[-+－−]?[0-9０-９][0-9０-９,，.．]*\s*(?:[%％‰]|(?![年月日、])[㎡\w]{0,4})(?:以上|以下|左右)?\Z"
)
_TOTAL = re.compile(r"(?:合计|总计|共计|小计|总分|总得分|综合得分)")
_SENTENCE = re.compile(r"[。；！？：;!?:]\Z")
_NUMBERED = re.compile(r"(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[、.．])")
_WHITE = re.compile(r"\s+")


def slot_of(text: str, start: int, end: int) -> Slot:
    """The slot of a range of the text, stripped; an empty one lies at the start of the range."""
    words = text[start:end].strip()
    if not words:
        return Slot(start, start, "")
    first = start + text[start:end].index(words)
    return Slot(first, first + len(words), words, NUMERIC.match(words) is not None)


def bare(words: str) -> str:
    """The words without any white space, so that a break inside a cell does not matter."""
    return _WHITE.sub("", words)


def is_total(words: str) -> bool:
    """Whether a row label announces a total."""
    return _TOTAL.match(bare(words)) is not None


def is_title(words: str) -> bool:
    """Whether the words could stand in a header: some, short, and no sentence."""
    return 0 < len(words) <= 30 and _SENTENCE.search(words.replace("其中：", "")) is None


def is_prose(row: Row) -> bool:
    """Whether a row of one-line cells is rather a run of indented paragraphs: headings and sentences only."""
    words = [slot.words for slot in row.slots if slot.words]
    return len(words) >= 2 and all(_SENTENCE.search(word) or _NUMBERED.match(word) or len(word) >= 60 for word in words)


def same_words(left: list[Slot], right: list[Slot]) -> bool:
    """Whether two rows say the same, white space aside."""
    return len(left) == len(right) and all(
        bare(one.words) == bare(other.words) for one, other in zip(left, right, strict=True)
    )
