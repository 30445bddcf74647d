"""Accounts of the functional classification in prose: 一般公共服务支出（类）商贸事务（款）行政运行（项）."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gouji.extract.context import Context
from gouji.extract.sentences import Mention, Sentence
from gouji.extract.structure import Passage, numbering
from gouji.extract.topics import announced
from gouji.model import Section
from gouji.vocabulary import Hit, account_named, concepts, find_names, fold

# A name may hold brackets of its own: 政府办公厅（室）及相关机构事务（款）.
_NAME = r"(?:[^,;:。()]|\((?![类款项]\))[^()]*\))+"
_FIRST = r"(?:[^,;:。、()\d]|\((?![类款项]\))[^(),;:。、\d]*\))+"
_PATH = re.compile(rf"(?P<first>{_FIRST})\(类\)(?:(?P<second>{_NAME})\(款\))?(?:(?P<third>{_NAME})\(项\))?")
_ENDS = re.compile(r"[:：]\s*$|如下[:：。]?\s*$")
_DIVIDES = re.compile(r"其中[:：]\s*$")
# Headings down to （一） open a part of the text; below them stand the items of lists.
_PART = 3
# 其他支出 is a class and a word of every list.
_CLASS, _OTHER = 3, "229"
_OPENS = re.compile(r"^(?:[.、．]|\d+[.、．]|[(（]?[一二三四五六七八九十]+[)）、]|用于|其中:?|安排|列支)+")


def item_before(context: Context, words: str) -> tuple[str, int] | None:
    """The account that words before a figure name, with the offset behind it; None when they name none."""
    found = list(_PATH.finditer(words))
    if not found:
        return None
    match = found[-1]
    return _item(context, [name for name in match.groups() if name]), match.end()


def item_plain(words: str) -> str | None:
    """The class that words name as a whole without saying 类: 其中社会保障和就业支出."""
    code = account_named("functional", _OPENS.sub("", words.lstrip("、,和及")))
    return code if code is not None and len(code) == _CLASS and code != _OTHER else None


def item_announced(context: Context, sentence: Sentence) -> str | None:
    """The account that the numbered opening or the heading of a passage names."""
    _, title = announced(context, sentence)
    found = item_before(context, title)
    return found[0] if found is not None else None


def _item(context: Context, names: Sequence[str]) -> str:
    """The code of an account by the names of its levels; the names themselves where a level is not known."""
    first = _OPENS.sub("", names[0])
    code = account_named("functional", first) or context.accounts.get(("", first))
    for name in names[1:]:
        if code is None:
            break
        code = context.accounts.get((code, name)) or account_named("functional", name, within=code)
    return code or "/".join((first, *names[1:]))


def divided(context: Context, sentence: Sentence, mention: Mention) -> str:
    """The kind of money that a passage breaks down by account.

    It is that of an amount before it in the sentence, of the line that announces the list, or of a heading around it.
    """
    for other in reversed([m for m in sentence.mentions if m.end <= mention.start and m.role == "value"]):
        if _is_spending(other.draft.concept) and other.draft.item is None:
            return other.draft.concept or ""
    for words in (context.announcements.get(sentence.passage.start, ""), *_titles(context, sentence)):
        named = [hit.value for hit in find_names(fold(words)) if hit.kind == "concept" and _is_spending(hit.value)]
        if named:
            return named[0]
    return "total_expenditure"


def _titles(context: Context, sentence: Sentence) -> list[str]:
    return [section.title for section in context.ancestors(sentence.passage.section)]


def _is_spending(concept: str | None) -> bool:
    """Whether a concept is money spent that can be divided by account."""
    entry = concepts().get(concept or "")
    return entry is not None and entry.unit == "money" and entry.group == "expenditure" and not entry.code


def stage_of(hits: Sequence[Hit], start: int) -> str | None:
    """The budget stage that names behind an account say: 年初预算, 全年预算."""
    for hit in hits:
        if hit.kind in ("concept", "bare") and hit.start >= start and concepts()[hit.value].stage:
            return concepts()[hit.value].stage
    return None


def divisions(text: str, passages: Sequence[Passage]) -> dict[int, str]:
    """The concept that a line before each passage divides (2.项目支出29700元。其中：), by the passage's start."""
    found: dict[int, str] = {}
    current = ""
    for passage in passages:
        words = text[passage.start : passage.end]
        if numbering(words)[0]:
            current = ""
        if current:
            found[passage.start] = current
        if _DIVIDES.search(words):
            named = [hit.value for hit in find_names(fold(words)) if hit.kind == "concept" and _is_spending(hit.value)]
            current = named[0] if named else ""
    return found


def announcements(text: str, passages: Sequence[Passage], headings: Sequence[Section]) -> dict[int, str]:
    """The line that announces each item of a list (财政拨款支出主要内容如下：), by the start of the item's passage."""
    found: dict[int, str] = {}
    parts = {section.heading.start for section in headings if section.level <= _PART}
    current = ""
    for passage in passages:
        words = text[passage.start : passage.end]
        if passage.start in parts:
            current = ""
        elif numbering(words)[0] >= _PART:
            found[passage.start] = current
        else:
            current = words if _ENDS.search(words) else ""
    return found
