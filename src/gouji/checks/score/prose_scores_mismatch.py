"""G340 Scores in the prose do not add up 正文里的得分加不起来

What it checks 查什么
    正文逐项说得分的（“（一）过程指标（25分）得20.1分”，下面“1.……（4分）……得4分”），下一级各项得分之和应等于这一项的得分；
    一句话里把总得分分给各类指标的，也应加得起来。
Why it matters 为什么重要
    报告正文的得分是评价结论的依据，加不起来的，总分和等级都站不住。
Basis 依据
    project_evaluation_2020_weights：总分由各项指标的得分构成。
How it is recomputed 怎样复算
    下一级各项都写了分值和得分，而且分值之和正好是上一项的分值，得分之和才与上一项的得分比；分数都按印出的数，不留容差。
Left alone 不查什么
    下一级没有列全的（分值之和不是上一项的分值）；分值减扣分（由 G103 查）；表格里的（由 G302、G303 查）。
    总得分分给各类指标的，可能没有列全，只作警告。
Example 例子
    “（四）效益指标（30分）得28分。社会效益15分，得15分；可持续影响15分，得14分”：15＋14=29分。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Finding, Paragraph, Span, Text

META = CheckMeta(
    id="G340",
    title=Text("正文里的得分加不起来", "Scores in the prose do not add up"),
    severity="error",
    needs=("text",),
    basis=("project_evaluation_2020_weights",),
)

_N = r"(\d{1,3}(?:\.\d{1,3})?)\s*分"
_GOT = rf"(?:自评|评价|实际|实)?得(?:分)?(?:[=＝][^=＝。；;，,]{{1,30}}[=＝])?为?\s*{_N}"
_LEVELS = tuple(
    map(
        re.compile,
        (
            r"\s*[一二三四五六七八九十]{1,3}、",
            r"\s*[（(][一二三四五六七八九十]{1,3}[)）]",
            r"\s*\d{1,2}\s*[.．、](?!\d)",
            r"\s*[（(]\d{1,2}[)）]",
            r"\s*[①-⑳]",
        ),
    )
)
# What a numbered item says of itself at its beginning: points, and the score right behind them or within the bracket.
_POINTS = re.compile(rf"^[^。；;]{{0,40}}?[（(](?:分值|满分|权重)?[:：]?\s*{_N}")
_WITHIN = re.compile(rf"[，,、；;\s]*{_GOT}\s*[)）]")
_BEHIND = re.compile(rf"\s*[)）][，,。：:\s]*{_GOT}")
_PLAIN = re.compile(rf"(?<![扣得加])(?<![\d.]){_N}[，,]?\s*(?:扣\s*{_N}[，,]\s*)?{_GOT}")
_LATER = re.compile(_GOT)
_FEWEST = 2
# 得分94.23分，其中预算执行9.32分，产出47.91分，效益27分，满意度10分: the classes of the whole.
_CLASS = re.compile(
    r"((?:预算|资金)?执行率?|投入|过程|决策|管理|产出|效益|效果|成本|满意度)(?:情况|类)?(?:指标)?(?:得分|得|为|:|：)*\s*"
    + _N
)
_TOTAL = re.compile(r"(?:得分|总分|评分)(?:为|是|:|：)*\s*" + _N)
_FULL_MARKS = Decimal(100)
_NEEDED, _FEWEST_CLASSES = ("产出", "效"), 3


class _Item(msgspec.Struct):
    """A numbered paragraph with those behind it that have no number: its level, its range, what it says it got."""

    level: int
    start: int
    end: int
    points: tuple[Decimal, Span] | None = None
    score: tuple[Decimal, Span] | None = None
    told_end: int = 0


def check(case: Case) -> Iterator[Answer]:
    """The items that give a score, against those below them and against what was deducted."""
    if "得" not in case.document.text:
        return
    yield from _classes(case)
    items = _items(case)
    for at, item in enumerate(items):
        below = _below(items, at)
        if item.points is None or item.score is None:
            continue
        parts = below if below else _plain(case, item)
        yield from _group(case, item, parts)


def _classes(case: Case) -> Iterator[Answer]:
    """The scores of the classes of indicators in one sentence, against the total before them in its paragraph."""
    for block in case.document.blocks:
        if not isinstance(block, Paragraph):
            continue
        text = case.document.text[block.start : block.end]
        if any(word not in text for word in _NEEDED):
            continue
        for sentence in re.finditer(r"[^。]+", text):
            told = list(_CLASS.finditer(text, sentence.start(), sentence.end()))
            names = [match[1] for match in told]
            full = all(any(name.startswith(word) for name in names) for word in _NEEDED)
            if len(told) < _FEWEST_CLASSES or len(set(names)) < len(names) or not full:
                continue
            totals = list(_TOTAL.finditer(text, 0, told[0].start()))
            parts = sum((Decimal(match[2]) for match in told), Decimal(0))
            if not totals or parts == _FULL_MARKS:
                continue
            item = _Item(0, block.start, block.end)
            total = _number(item, totals[-1])
            if parts == total[0]:
                yield HELD
                continue
            said = "＋".join(match[2] for match in told)
            spans = [_number(item, match, 2)[1] for match in told]
            yield _finding(case, total, spans, f"{said}={parts:f}分", f"{parts:f}分", "warning")


def _items(case: Case) -> list[_Item]:
    found: list[_Item] = []
    for block in case.document.blocks:
        if not isinstance(block, Paragraph):
            found.append(_Item(0, block.start, block.start))
            continue
        text = case.document.text[block.start : block.end]
        level = next((at for at, mark in enumerate(_LEVELS, 1) if mark.match(text)), None)
        if level is not None:
            found.append(_Item(level, block.start, block.end))
        elif found and found[-1].level and found[-1].end <= block.start:
            found[-1].end = block.end
    for at, item in enumerate(found):
        leaf = at + 1 == len(found) or found[at + 1].level <= item.level
        _read(case, item, leaf)
    return found


def _read(case: Case, item: _Item, leaf: bool) -> None:
    """What an item says of itself; where nothing stands below it, its score may stand anywhere behind its points."""
    text = case.document.text[item.start : item.end]
    points = _POINTS.match(text)
    if points is None:
        return
    score = _WITHIN.match(text, points.end()) or _BEHIND.match(text, points.end())
    if score is None and leaf:
        scores = list(_LATER.finditer(text, points.end()))
        score = scores[0] if len(scores) == 1 else None
    item.points = _number(item, points)
    item.told_end = points.end()
    if score is not None:
        item.score, item.told_end = _number(item, score), score.end()


def _number(item: _Item, match: re.Match[str], group: int = 1) -> tuple[Decimal, Span]:
    return Decimal(match[group]), Span(item.start + match.start(group), item.start + match.end(group))


def _below(items: Sequence[_Item], at: int) -> list[_Item]:
    """The items of the next level below an item."""
    inside: list[_Item] = []
    for item in items[at + 1 :]:
        if item.level <= items[at].level:
            break
        inside.append(item)
    highest = min((item.level for item in inside), default=0)
    return [item for item in inside if item.level == highest]


def _plain(case: Case, item: _Item) -> list[_Item]:
    """What one paragraph says of several indicators: 可持续影响15分，得14分."""
    text = case.document.text[item.start : item.end]
    return [
        _Item(9, item.start, item.end, _number(item, match), _number(item, match, 3))
        for match in _PLAIN.finditer(text, item.told_end)
    ]


def _group(case: Case, item: _Item, parts: Sequence[_Item]) -> Iterator[Answer]:
    """The score of an item against those of the items below, where their points show that they are all."""
    if item.points is None or item.score is None or len(parts) < _FEWEST:
        return
    points = [part.points[0] for part in parts if part.points is not None]
    scores = [part.score for part in parts if part.score is not None]
    if len(points) < len(parts) or len(scores) < len(parts) or sum(points) != item.points[0]:
        return
    total = sum((score for score, _ in scores), Decimal(0))
    if total == item.score[0]:
        yield HELD
        return
    said = "＋".join(f"{score:f}" for score, _ in scores)
    yield _finding(case, item.score, [span for _, span in scores], f"{said}={total:f}分", f"{total:f}分", "error")


def _finding(
    case: Case, score: tuple[Decimal, Span], parts: list[Span], said: str, right: str, severity: str
) -> Finding:
    printed = f"{score[0]:f}分"
    return case.finding(
        META,
        Text(
            f"正文所写得分{printed}，按所列各项应为{right}",
            f"the text gives a score of {printed}; by the items that it lists it is {right}",
        ),
        [("stated", score[1]), *(("part", span) for span in parts)],
        computation=f"{said} ≠ {printed}",
        severity="error" if severity == "error" else "warning",
        reported=printed,
        recomputed=right,
        changes_score=True,
    )
