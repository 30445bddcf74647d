"""Automatic numbers: 一、（一） 1. ① stand in no run; numbering.xml only says how they are made."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec
from lxml import etree

from gouji.readers.docx_names import (
    ABSTRACT_NUM,
    ABSTRACT_NUM_ID,
    FALLBACK,
    IS_LGL,
    LVL,
    LVL_OVERRIDE,
    LVL_RESTART,
    LVL_TEXT,
    NUM,
    NUM_FMT,
    NUM_STYLE_LINK,
    START,
    START_OVERRIDE,
    SUFF,
    W_ABSTRACT_NUM_ID,
    W_ILVL,
    W_NUM_ID,
    W_VAL,
    child,
    is_on,
    number,
    transitional,
    value,
)
from gouji.readers.docx_styles import Styles
from gouji.readers.package import Package

_PLACE = re.compile(r"%([1-9])")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")


class Level(msgspec.Struct, frozen=True):
    """How one level of a list is numbered. `restart`: the level (from 1) at or above which it restarts."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    legal: bool = False
    restart: int | None = None


class _List(msgspec.Struct):
    """One w:num: its abstract list, whose counters it shares, with its own changes to it."""

    abstract: str
    levels: dict[int, Level]
    overrides: dict[int, int]
    used: bool = False


class Numbering:
    """The lists of a document and where each of them has got to."""

    def __init__(self, package: Package, part: str | None, styles: Styles):
        self._package, self._part, self._styles = package, part, styles
        self._lists: dict[str, _List] | None = None
        self._counters: dict[str, list[int | None]] = {}

    def next(self, num_id: str, ilvl: int) -> str:
        """The label of the next paragraph of a list at a level (from 0), with the space after it."""
        if self._lists is None:
            self._lists = {}
            self._load(self._lists)
        found = self._lists.get(num_id)
        if found is None or not 0 <= ilvl <= 8:
            return ""
        counters = self._counters.setdefault(found.abstract, [None] * 9)
        if not found.used:
            found.used = True
            for level in found.overrides:
                counters[level] = None
        own = found.levels.get(ilvl, Level())
        before = counters[ilvl]
        counters[ilvl] = self._start(found, ilvl) if before is None else before + 1
        for deeper in range(ilvl + 1, 9):
            restart = found.levels.get(deeper, Level()).restart
            if restart is None or (restart > 0 and ilvl < restart):
                counters[deeper] = None
        return self._label(found, own, counters)

    def _label(self, found: _List, own: Level, counters: list[int | None]) -> str:
        if own.form == "bullet":
            # Bullets are letters of symbol fonts, which mean nothing outside the font.
            label = _PRIVATE.sub("•", own.text)
        else:

            def counted(match: re.Match[str]) -> str:
                index = int(match.group(1)) - 1
                count = counters[index]
                count = self._start(found, index) if count is None else count
                form = found.levels.get(index, Level()).form
                return form_number(count, "decimal" if own.legal else form)

            label = _PLACE.sub(counted, own.text)
        return label + " " if label and own.suffix != "nothing" else label

    def _start(self, found: _List, level: int) -> int:
        return found.overrides.get(level, found.levels.get(level, Level()).start)

    def _load(self, lists: dict[str, _List]) -> None:
        # Most reports are numbered by hand; then the part, which every program writes, is never parsed.
        data = self._package.read(self._part) if self._part else None
        if data is None:
            return
        root = self._package.parse(transitional(data), self._part or "numbering")
        abstracts = {el.get(W_ABSTRACT_NUM_ID, ""): el for el in root.iter(ABSTRACT_NUM)}
        for num in root.iter(NUM):
            lists[num.get(W_NUM_ID, "")] = self._list(num, abstracts, root)

    def _list(self, num: etree._Element, abstracts: dict[str, etree._Element], root: etree._Element) -> _List:
        abstract = value(num, ABSTRACT_NUM_ID) or ""
        element = abstracts.get(abstract)
        link = value(element, NUM_STYLE_LINK)
        if link is not None:
            # A list style: the levels stand in the abstract list of the number that the style names.
            linked = self._styles.get(link).num_id
            other = next((n for n in root.iter(NUM) if linked and n.get(W_NUM_ID) == linked), None)
            abstract = value(other, ABSTRACT_NUM_ID) or abstract
            element = abstracts.get(abstract, element)
        levels: dict[int, Level] = {}
        for lvl in () if element is None else element.iterchildren(LVL):
            levels[number(lvl.get(W_ILVL)) or 0] = _level(lvl)
        overrides: dict[int, int] = {}
        for override in num.iterchildren(LVL_OVERRIDE):
            level = number(override.get(W_ILVL)) or 0
            own = child(override, LVL)
            if own is not None:
                levels[level] = _level(own)
            start = number(value(override, START_OVERRIDE))
            if start is not None and 0 <= level <= 8:
                overrides[level] = start
        return _List(abstract, levels, overrides)


def _level(lvl: etree._Element) -> Level:
    form = value(lvl, NUM_FMT)
    if form is None:
        # Word writes newer formats as alternate content with a plain one to fall back on.
        plain = next((child(f, NUM_FMT) for f in lvl.iter(FALLBACK)), None)
        form = "decimal" if plain is None else plain.get(W_VAL, "decimal")
    start = number(value(lvl, START))
    return Level(
        1 if start is None else start,
        form,
        value(lvl, LVL_TEXT) or "",
        value(lvl, SUFF) or "tab",
        is_on(lvl, IS_LGL),
        number(value(lvl, LVL_RESTART)),
    )


def form_number(count: int, form: str) -> str:
    """A number as a list format (ST_NumberFormat) writes it; digits where the format has no sign for it."""
    if form == "none":
        return ""
    writer = _WRITERS.get(form)
    return (writer(count) if writer and count >= 0 else None) or str(count)


def _chinese(digits: str, units: str) -> Callable[[int], str | None]:
    def write(count: int) -> str | None:
        if count == 0:
            return digits[0]
        if count >= 10_000:
            return None
        text, zero = "", False
        for power in (3, 2, 1, 0):
            digit = count // 10**power % 10
            if digit:
                text += (digits[0] if zero and text else "") + digits[digit] + (units[power - 1] if power else "")
            zero = digit == 0
        # Ten to nineteen begin with the ten itself: 十一.
        return text[1:] if 10 <= count <= 19 and digits[1] == "一" else text

    return write


def _by_digit(digits: str) -> Callable[[int], str | None]:
    return lambda count: "".join(digits[int(digit)] for digit in str(count))


def _from_run(*runs: tuple[int, str, int]) -> Callable[[int], str | None]:
    """Signs that stand one after another in Unicode: (first number, its sign, last number)."""

    def write(count: int) -> str | None:
        for first, sign, last in runs:
            if first <= count <= last:
                return chr(ord(sign) + count - first)
        return None

    return write


def _cycle(signs: str) -> Callable[[int], str | None]:
    return lambda count: signs[(count - 1) % len(signs)] if count else None


def _letters(first: str) -> Callable[[int], str | None]:
    # After z comes aa, then bb.
    return lambda count: chr(ord(first) + (count - 1) % 26) * ((count - 1) // 26 + 1) if 0 < count < 2000 else None


def _roman(count: int) -> str | None:
    if not 0 < count < 4000:
        return None
    text = ""
    for worth, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        text += sign * (count // worth)
        count %= worth
    return text


_COUNTING = _chinese("〇一二三四五六七八九", "十百千")
_CIRCLED = _from_run((0, "⓪", 0), (1, "①", 20), (21, "㉑", 35), (36, "㊱", 50))
_WRITERS: dict[str, Callable[[int], str | None]] = {
    "chineseCounting": _COUNTING,
    "chineseCountingThousand": _COUNTING,
    "japaneseCounting": _COUNTING,
    "taiwaneseCounting": _COUNTING,
    "taiwaneseCountingThousand": _COUNTING,
    "ideographDigital": _by_digit("〇一二三四五六七八九"),
    "japaneseDigitalTenThousand": _by_digit("〇一二三四五六七八九"),
    "taiwaneseDigital": _by_digit("○一二三四五六七八九"),
    "chineseLegalSimplified": _chinese("零壹贰叁肆伍陆柒捌玖", "拾佰仟"),
    "ideographLegalTraditional": _chinese("零壹貳參肆伍陸柒捌玖", "拾佰仟"),
    "ideographTraditional": _cycle("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _cycle("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": _from_run((1, "㊀", 10)),
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedParen": _from_run((1, "⑴", 20)),
    "decimalEnclosedFullstop": _from_run((1, "⒈", 20)),
    "decimalFullWidth": _by_digit("０１２３４５６７８９"),
    "decimalFullWidth2": _by_digit("０１２３４５６７８９"),
    "decimalZero": lambda count: f"{count:02d}",
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "upperRoman": _roman,
    "lowerRoman": lambda count: (_roman(count) or "").lower() or None,
}
