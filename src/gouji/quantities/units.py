"""Units and classifiers: what stands behind a numeral, what it scales to, whether a figure of it is rounded."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import msgspec

from gouji.quantities.quantity import Kind


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """One unit. `power`: power of ten to its `base`; `rounded`: a printed figure stands for what rounds to it."""

    name: str
    base: str
    power: int
    kind: Kind
    rounded: bool
    arabic: bool = True
    chinese: bool = True
    one: bool = True
    mean: bool = True

    def rounds(self, decimals: int) -> bool:
        """Whether a figure printed with so many decimals is rounded: amounts always, counts when they are means."""
        return self.rounded or (decimals > 0 and self.mean)


def _load() -> tuple[dict[str, Unit], frozenset[str], tuple[str, ...]]:
    data = tomllib.loads((Path(__file__).parent / "units.toml").read_text(encoding="utf-8"))
    units: dict[str, Unit] = {}
    for group in data["group"]:
        flags = {k: v for k, v in group.items() if k in ("kind", "rounded", "arabic", "chinese", "one", "mean")}
        rows = [(n, n, 0) for n in group.get("names", [])] + [tuple(r) for r in group.get("scaled", [])]
        for name, base, power in rows:
            units[name] = Unit(name=name, base=base, power=power, **flags)
    return units, frozenset(data["not_units"]["words"]), tuple(data["not_units"]["but"])


UNITS, _NOT_UNITS, _BUT = _load()
# Longest first under the first character: the units of a figure are found without trying them all.
_BY_FIRST: dict[str, tuple[tuple[str, Unit], ...]] = {}
for _name in sorted(UNITS, key=len, reverse=True):
    _BY_FIRST[_name[0]] = (*_BY_FIRST.get(_name[0], ()), (_name, UNITS[_name]))
FIRST = frozenset(_BY_FIRST)
CHINESE_FIRST = "".join(sorted({u.name[0] for u in UNITS.values() if u.chinese}))

_SPACED = re.compile(r"个? *百 *分 *点|个 *月|平 *方 *米|人 +次|元 +整")
_LATIN = re.compile(r"[A-Za-z]")
_NOT_LENGTHS = (4, 3, 2)


def find_unit(text: str, at: int) -> tuple[Unit, int] | None:
    """The unit printed at `at` and the offset behind it. Blanks inside (个 百分点) are as PDF text has them."""
    if at >= len(text) or text[at] not in FIRST:
        return None
    if text[at] in "个百平人元" and (spaced := _SPACED.match(text, at)) and " " in spaced[0]:
        unit = UNITS.get(spaced[0].replace(" ", ""))
        if unit is not None:
            return unit, spaced.end()
    for name, unit in _BY_FIRST[text[at]]:
        if text.startswith(name, at):
            end = at + len(name)
            if _LATIN.match(name[-1]) and end < len(text) and (text[end].isascii() and text[end].isalnum()):
                continue
            if len(name) <= 2 and _is_word(text, at, end):
                continue
            return unit, end
    return None


def _is_word(text: str, at: int, end: int) -> bool:
    """Whether a word begins at `at` that reaches beyond the unit: 项目 in "2 项目", not in 三项目标."""
    size = end - at
    for length in _NOT_LENGTHS:
        if length > size and text[at : at + length] in _NOT_UNITS:
            return not any(text.startswith(word, end) for word in _BUT)
    return False


def named(unit: str) -> tuple[int, Unit]:
    """A unit as a table heading names it (万元, %, 人, 万人次): the power of ten before it, and the unit."""
    name = unit.strip().strip("()（）[]【】").replace(" ", "")
    power = 0
    while name not in UNITS and len(name) > 1 and name[0] in "十百千万亿":
        power += {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}[name[0]]
        name = name[1:]
    found = UNITS.get(name)
    if found is None:
        found = Unit(name=name, base=name, power=0, kind="quantity", rounded=False)
    return power, found
