"""What a person enters: values with units, and the names of a sentence that they belong to.

A name fits by the longest agreement: the same, one ending with the other, one within the other, or its characters in
order within the other; what is left over goes together when it is the only variable and the only value.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from gouji.schemes.lexicon import NUMBER
from gouji.schemes.tokens import normal, numeral

_VALUE = re.compile(rf"^(?:约)?第?(-|负|\+)?\s*({NUMBER})$")
_RATE = re.compile(r"([0-9]+)(?:\.([0-9]+))?%")
_RATIO = re.compile(r"^(-?[\d.]+)\s*/\s*([\d.]+)$")
_DROP = re.compile(r"[^0-9A-Za-z一-鿿①-⑳%]")
# What a name counts in or leaves out is no part of the name: 追加预算（不含上级专款）.
_ASIDE = re.compile(r"\((?:不?含|不?包括|不?包含|剔除|扣除|除|指|即|注)[^()]*\)")
_SMALL = str.maketrans("", "", "的了")
GOAL = re.compile(r"目标|计划|指标值|预算|年初|应|既定|标准|定额|任务数|控制数|编制")
_ACTUAL = re.compile(r"实际|完成|执行|决算|支出|达成|已")


class Value(NamedTuple):
    """A value as entered: its number in base units and unit, or only its words."""

    number: Fraction | None
    unit: str
    text: str


@lru_cache(maxsize=65536)
def read_value(text: str) -> Value:
    """The value that a string states: 103%, 2.43万元, 第3名, -8%, 是."""
    if (rate := _RATE.fullmatch(text)) is not None:  # most of what is entered; Fraction takes it as it stands
        return Value(Fraction(int(rate[1] + (rate[2] or "")), 100 * 10 ** len(rate[2] or "")), "%", text)
    plain = re.sub(r"[\s“”\"]", "", normal(text))
    found = _VALUE.match(plain)
    if found is None:
        return Value(None, "", plain)
    number, unit = numeral(found[2])
    return Value(-number if found[1] in ("-", "负") else number, unit, plain)


def value_of(given: object) -> Value:
    """The value of anything that may be entered; a float is refused, because it is not exact."""
    if isinstance(given, str):
        return read_value(given)
    if isinstance(given, Value):
        return given
    if isinstance(given, bool):
        return Value(None, "", "是" if given else "否")
    if isinstance(given, int | Decimal | Fraction):
        return Value(Fraction(given), "", str(given))
    raise TypeError(f"values are text, Decimal or int, not {type(given).__name__}")


@lru_cache(maxsize=65536)
def name_key(text: str) -> str:
    """A name as it is compared: letters, digits and ideographs only."""
    return _DROP.sub("", _ASIDE.sub("", normal(text))).translate(_SMALL)


@lru_cache(maxsize=65536)
def agreement(wanted: str, given: str) -> int:
    """How well a given name fits a wanted one: 100 the same, 0 not at all."""
    first, second = name_key(wanted), name_key(given)
    if not first or not second or opposed(first, second):
        return 0
    if first == second:
        return 100
    short, long = sorted((first, second), key=len)
    if long.endswith(short) and len(short) > 1:
        return 90 - min(len(long) - len(short), 20)
    if len(short) > 1 and short in long:
        return 68 - min(len(long) - len(short), 20)
    if len(short) > 3 and _within(short, long):
        return 40 - min(len(long) - len(short), 20)
    return 0


def _within(short: str, long: str) -> bool:
    """Whether the characters of one stand in the other in order (调整履行手续 in 项目调整履行了相应手续)."""
    rest = iter(long)
    return all(char in rest for char in short)


_MARK = re.compile(r"^(?:[①-⑳]|\(?[\d一二三四五六七八九十]{1,2}[.、)])")


def split_item(item: str) -> tuple[str, str]:
    """The mark and the words of an item of a checklist."""
    found = _MARK.match(item)
    return (found[0], item[found.end() :]) if found else ("", item)


_FALLS = re.compile("下降|降低|减少|下浮|压减|缩短|节约")
_RISES = re.compile("增长|上升|增加|提高|上浮|超")
_CHANGES = re.compile("变动|增长|增减|上升|增加|变化|提高|增幅")


_NOT = re.compile("[不未非]")


def opposed(wanted: str, given: str) -> bool:
    """Whether two names count opposite things: 下降5%以上 and 变动率, 不合格率 and 合格率."""
    if bool(_NOT.search(wanted)) != bool(_NOT.search(given)):
        short, long = sorted((_NOT.sub("", wanted), _NOT.sub("", given)), key=len)
        if short and short in long:
            return True
    if _FALLS.search(wanted) and not _FALLS.search(given):
        return bool(_CHANGES.search(given))
    if _FALLS.search(given) and not _FALLS.search(wanted):
        return bool(_CHANGES.search(wanted) or _RISES.search(wanted))
    return False


def assign(wanted: tuple[str, ...], given: tuple[str, ...]) -> dict[str, str]:
    """Names of a sentence to names as entered, one to one, best agreement first; a tie assigns neither."""
    pairs = sorted(
        ((agreement(want, name), w, g) for w, want in enumerate(wanted) for g, name in enumerate(given)),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    out: dict[str, str] = {}
    taken: set[int] = set()
    for score, w, g in pairs:
        if score <= 0:
            break
        if wanted[w] in out or g in taken:
            continue
        rivals = [1 for s, w2, g2 in pairs if s == score and w2 == w and g2 != g and g2 not in taken]
        if rivals and score < 100:
            continue
        out[wanted[w]] = given[g]
        taken.add(g)
    return out


def is_goal(name: str) -> bool:
    """Whether a name speaks of a target, not of what was achieved."""
    return bool(GOAL.search(name)) and not (_ACTUAL.search(name) and not re.search(r"应完成|计划完成|目标", name))


def is_deviation(name: str, way: str) -> bool:
    """Whether a name says how far a number lies beyond a target, on the side that a step goes."""
    words = {"up": "^(?:超|高出|突破)", "down": "^(?:低于|短缺|未达)"}.get(way, "^(?:超|高出|偏|低于|相差|误差)")
    return bool(re.search(words, name)) and not name.endswith(("个数", "次数", "天数"))


def compatible(unit: str, other: str) -> bool:
    """Whether two units can measure the same thing; counts of any noun go together, a bare number with all but %."""
    if unit == other:
        return True
    if not unit or not other:
        return "%" not in (unit, other)
    fixed = ("%", "元", "天", "工作日", "小时", "分钟", "月", "年", "周")
    return unit not in fixed and other not in fixed
