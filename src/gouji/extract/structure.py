"""The skeleton of a report: headings by their numbers, sections, and passages of running prose."""

from __future__ import annotations

import re
from bisect import bisect_right

import msgspec

from gouji.model import Document, Paragraph, Section, Span

_CHINESE = "一二三四五六七八九十百"
_NUMBERS = (
    (1, re.compile(rf"第[{_CHINESE}\d]+部分[\s、：:]*")),
    (2, re.compile(rf"[{_CHINESE}]+、")),
    (3, re.compile(rf"[（(][{_CHINESE}]+[）)][、．.]?")),
    (4, re.compile(r"\d{1,2}[、．.](?!\d)")),
    (5, re.compile(r"[（(]\d{1,2}[）)][、．.]?|[①-⑳]")),
)
_END_OF_SENTENCE = "。；！？;!?"
_CONTINUES = re.compile(r"[和及与、，,并的等]|以及")
_OPEN_END = re.compile(r"[、，,（(“《和及与的]$")
HEADING_LENGTH = 60
# 1.上级补助收入30万元，较上年决算数减 | 少……: a clause behind an amount that ends in no figure goes on below.
_CUT_SENTENCE = re.compile(r"\d\s*[亿万]?元[^。]*[，,][^。]*[^元%％）)\d。]$")
_TITLE_LENGTH = 40
_TITLE_END = re.compile(r"(?:说明|情况|解释|职能|职责|设置|概况|简介)$")
_FIRST = re.compile(r"[（(]?[一1](?!\d)")


class Passage(msgspec.Struct, frozen=True, gc=False):
    """A stretch of prose: one or more paragraphs that the page has cut, in the section of index `section`."""

    start: int
    end: int
    section: int | None


def numbering(text: str) -> tuple[int, str]:
    """The level of a paragraph's number (1 第一部分, 2 一、, 3 （一）, 4 1., 5 （1）; 0 none) and the number."""
    for level, pattern in _NUMBERS:
        match = pattern.match(text)
        if match:
            return level, match.group()
    return 0, ""


def structure(document: Document) -> tuple[tuple[Section, ...], list[Passage]]:
    """Sections with their ranges, and the passages outside tables, headings among them."""
    merged = _merge(document)
    headings: list[tuple[int, str, str, int, int]] = []
    prose: list[tuple[int, int]] = []
    for index, (start, end, declared) in enumerate(merged):
        text = document.text[start:end]
        level, number = numbering(text)
        if not level and _is_title(text) and index + 1 < len(merged):
            above = _title_level(text, document.text[merged[index + 1][0] : merged[index + 1][1]])
            if above:
                headings.append((above, "", text.strip(), start, end))
                prose.append((start, end))
                continue
        if level and _is_heading(text, number):
            headings.append((level, number, text[len(number) :].strip(), start, end))
        elif declared and not level and len(text) <= HEADING_LENGTH:
            headings.append((declared + 1, "", text.strip(), start, end))
        prose.append((start, end))
    sections = _sections(headings, len(document.text))
    starts = [section.heading.start for section in sections]
    passages = []
    for start, end in prose:
        index = bisect_right(starts, start) - 1
        passages.append(Passage(start, end, index if index >= 0 else None))
    return sections, passages


def _merge(document: Document) -> list[tuple[int, int, int]]:
    """Paragraphs as (start, end, declared level), those that a page or line break has cut put together."""
    merged: list[tuple[int, int, int]] = []
    previous: Paragraph | None = None
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            previous = None
            continue
        text = document.text[block.start : block.end]
        if previous is not None and merged and _continues(document.text, merged[-1], previous, text):
            merged[-1] = (merged[-1][0], block.end, merged[-1][2])
        else:
            merged.append((block.start, block.end, block.level))
        previous = block
    return merged


def _continues(text: str, last: tuple[int, int, int], previous: Paragraph, following: str) -> bool:
    """Whether a paragraph goes on in the next one."""
    before = text[previous.start : previous.end].rstrip()
    if not before or before[-1] in _END_OF_SENTENCE or numbering(following)[0]:
        return False
    if before[-1] in "：:":
        return re.search(r"\d[^：:]*$", before) is not None
    if _OPEN_END.search(before) or _CONTINUES.match(following):
        return True
    whole = text[last[0] : last[1]]
    number = numbering(whole)[1]
    return any(mark in whole for mark in "。；，,") and not (number and _is_heading(whole, number))


def _is_heading(text: str, number: str) -> bool:
    """Whether a numbered paragraph is a heading and not a sentence."""
    title = text[len(number) :].strip()
    if not title or len(title) > HEADING_LENGTH or _CUT_SENTENCE.search(title):
        return False
    inner = title.rstrip("。")
    return not any(mark in inner for mark in "。；！？") and not (title.endswith("。") and re.search("[，：:]", title))


def _is_title(text: str) -> bool:
    """Whether an unnumbered line can be the title of a part: short, and no sentence."""
    return 0 < len(text.strip()) <= _TITLE_LENGTH and not any(mark in text for mark in "。；！？，：:;\t")


def _title_level(title: str, following: str) -> int:
    """The level of an unnumbered title by what follows it: headings that begin anew, or prose; 0 for no title."""
    level, number = numbering(following)
    if level > 1 and _FIRST.match(number) and _is_heading(following, number):
        return level - 1
    prose = not level and len(following) > _TITLE_LENGTH and following.rstrip().endswith("。")
    return 1 if prose and _TITLE_END.search(title.strip()) else 0


def _sections(headings: list[tuple[int, str, str, int, int]], end: int) -> tuple[Section, ...]:
    """Sections from headings: each ends where one of its level or a higher one begins."""
    ends = [end] * len(headings)
    open_: list[int] = []
    for index, heading in enumerate(headings):
        while open_ and headings[open_[-1]][0] >= heading[0]:
            ends[open_.pop()] = heading[3]
        open_.append(index)
    return tuple(
        Section(
            level=level,
            number=number,
            title=title,
            heading=Span(start, stop),
            body=Span(stop, ends[index]),
        )
        for index, (level, number, title, start, stop) in enumerate(headings)
    )


def parents(sections: tuple[Section, ...]) -> list[int | None]:
    """The section around each one, None for the outermost."""
    found: list[int | None] = []
    open_: list[int] = []
    for index, section in enumerate(sections):
        while open_ and sections[open_[-1]].level >= section.level:
            open_.pop()
        found.append(open_[-1] if open_ else None)
        open_.append(index)
    return found
