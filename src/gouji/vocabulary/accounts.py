"""The classifications of expenditure 政府收支分类科目: which concept a code or a label of a table stands for."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from gouji.vocabulary.compact import fold
from gouji.vocabulary.loader import Classification, Concept, concepts, funds

# 类 has three digits; each level below adds two.
CLASS, STEP = 3, 2
LENGTHS: dict[Classification, tuple[int, ...]] = {"economic": (3, 5), "functional": (3, 5, 7)}
_NUMBER = re.compile(r"^(?:\d+[.、]?|[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|其中:?)(?=\D)")
_LEVEL = re.compile(r"\([类款项]\)|[:。]$")


def account(classification: Classification, code: str) -> Concept | None:
    """The concept of a code ("30101", "2010301"); None when the vocabulary does not hold it."""
    found = _by_code().get((classification, code))
    if found is not None or len(code) != LENGTHS[classification][-1]:
        return found
    for item in _shared():
        if item.classification == classification and code.endswith(item.suffix or " "):
            parent = code[:-STEP]
            if parent in item.under or (not item.under and (classification, parent) in _by_code()):
                return item
    return None


def account_named(classification: Classification, label: str, within: str = "") -> str | None:
    """The code of a label; `within` is the code of the row that it stands under.

    住房公积金 is 30113 by economic and 2210201 by functional classification; 行政运行 within 20103 is 2010301. None
    when the label is unknown, or names several codes and `within` does not tell which.
    """
    name = _bare(label)
    found = [code for code in _by_label(classification).get(name, ()) if code != within and code.startswith(within)]
    if found:
        # 其他支出 is a class, its only group and the group's only item: the one nearest to where we are.
        shortest = [code for code in found if len(code) == len(found[0])]
        return shortest[0] if len(shortest) == 1 else None
    if len(within) != LENGTHS[classification][-1] - STEP:
        return None
    parent = _by_code().get((classification, within))
    for item in _shared():
        if item.classification == classification and name in _item_labels(item, parent):
            return f"{within}{item.suffix}"
    return None


def classification_of(code: str) -> Classification | None:
    """The classification that a code belongs to, by its class and length; the item itself may be unknown."""
    for classification, lengths in LENGTHS.items():
        if len(code) in lengths and code.isascii() and code.isdigit() and (classification, code[:CLASS]) in _by_code():
            return classification
    return None


def fund_named(text: str) -> str | None:
    """The fund with the longest name in a heading or title; None when it names none."""
    dense = fold(text)
    found = max(_fund_pattern().finditer(dense), key=lambda match: len(match.group()), default=None)
    return _fund_names()[found.group()] if found is not None else None


def parent_of(code: str) -> str | None:
    """The code one level up; None for a class."""
    return code[:-STEP] if len(code) > CLASS else None


def _bare(label: str) -> str:
    """A label without its number, its level in brackets (类) and spaces."""
    return _LEVEL.sub("", _NUMBER.sub("", fold(label)))


@cache
def _by_code() -> dict[tuple[Classification, str], Concept]:
    return {(c.classification, c.code): c for c in concepts().values() if c.classification and c.code}


@cache
def _shared() -> tuple[Concept, ...]:
    """Items that many groups have, at the same place in each."""
    return tuple(concept for concept in concepts().values() if concept.suffix)


@cache
def _by_label(classification: Classification) -> dict[str, list[str]]:
    """Label -> its codes, classes first; a name counts only where no other item has it as its label."""
    found: dict[str, list[str]] = defaultdict(list)
    listed = sorted(
        ((len(c.code), c.code, c) for c in concepts().values() if c.classification == classification and c.code),
        key=lambda entry: entry[:2],
    )
    for _, code, concept in listed:
        for label in dict.fromkeys(_bare(name) for name in (concept.zh, *concept.labels)):
            found[label].append(code)
    labels = set(found)
    for _, code, concept in listed:
        for label in dict.fromkeys(_bare(name) for name in concept.names):
            if label not in labels:
                found[label].append(code)
    return dict(found)


def _item_labels(item: Concept, parent: Concept | None) -> set[str]:
    """The labels of a shared item in a group; {} stands for the group's name, where that is known."""
    # 其他共产党事务支出 is a group, and its last item has the same name.
    stem = _bare(parent.zh).removesuffix("支出").removeprefix("其他") if parent is not None else None
    return {_bare(label.replace("{}", stem or "")) for label in item.labels if stem is not None or "{}" not in label}


@cache
def _fund_names() -> dict[str, str]:
    return {fold(name): fund.id for fund in funds().values() for name in fund.names}


@cache
def _fund_pattern() -> re.Pattern[str]:
    longest = sorted(_fund_names(), key=len, reverse=True)
    # 非财政拨款结余 is money that no budget appropriated.
    return re.compile(f"(?<!非)(?:{'|'.join(map(re.escape, longest))})")
