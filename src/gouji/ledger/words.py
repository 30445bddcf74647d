"""The words of `words.toml`, and headers and names without what surrounds them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|〔[^〔〕]*〕|【[^【】]*】")
_DROPPED = re.compile(r"[\W_]+")
_LONG_ENOUGH = 4
_YEAR = re.compile(r"^(?:19|20)\d\d年?度?")


@cache
def data(name: str) -> dict[str, Any]:
    """One of the data files of this room."""
    return tomllib.loads(files("gouji.ledger").joinpath(name).read_text(encoding="utf-8"))


@lru_cache(maxsize=4096)
def header_name(text: str) -> str:
    """A header as it is compared: widths folded, brackets with what is in them, spaces and signs left out."""
    folded = unicodedata.normalize("NFKC", text)
    return _DROPPED.sub("", _BRACKETS.sub("", folded)) or _DROPPED.sub("", folded)


def is_total(text: str) -> bool:
    """Whether the first text of a row makes it a row of totals: 合计, 小计."""
    return "".join(text.split()).rstrip("：:") in data("words.toml")["totals"]["words"]


def state_group(state: str) -> str | None:
    """The group in which a printed state is drafted; None where no word tells."""
    groups: dict[str, list[str]] = data("words.toml")["states"]
    return next((name for name, words in groups.items() if any(word in state for word in words)), None)


def is_named(text: str, names: frozenset[str]) -> bool:
    """Whether a text is one of the bare names, or ends with one behind a word like 共: “全区各单位共受理举报”."""
    name = bare_name(text)
    if name in names:
        return True
    before: list[str] = data("words.toml")["around"]["before"]
    ends = (wanted for wanted in names if len(wanted) >= _LONG_ENOUGH and name.endswith(wanted))
    return any(name.removesuffix(wanted).endswith(tuple(before)) for wanted in ends)


@lru_cache(maxsize=4096)
def bare_name(text: str) -> str:
    """The name of a measured thing without year, words around it and signs: “2023年全年检测水样数量” → 检测水样."""
    name = _YEAR.sub("", _DROPPED.sub("", unicodedata.normalize("NFKC", text)))
    around: dict[str, list[str]] = data("words.toml")["around"]
    changed = True
    while changed:
        before = next((w for w in around["before"] if name.startswith(w) and len(name) > len(w) + 1), "")
        after = next((w for w in around["after"] if name.endswith(w) and len(name) > len(w) + 1), "")
        name = name.removeprefix(before).removesuffix(after)
        changed = bool(before or after)
    return name
