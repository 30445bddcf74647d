"""Says a concept in words: what it is, what it is called, where it stands, and how it ties to others.

The command and the reference pages print the same rows.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from functools import cache

from gouji.model import Text
from gouji.vocabulary.accounts import CLASS, STEP, account, classification_of, parent_of
from gouji.vocabulary.compact import fold
from gouji.vocabulary.loader import Concept, Relation, concepts, funds, relations

GROUPS = {
    "revenue": Text("收入", "Revenue"),
    "expenditure": Text("支出", "Expenditure"),
    "budget": Text("预算各阶段与结转结余", "Budget stages and carry-over"),
    "projects": Text("单个项目", "One project"),
    "sangong": Text("“三公”经费", "Official overseas travel, vehicles and reception"),
    "vehicles": Text("车辆", "Vehicles"),
    "procurement": Text("政府采购", "Procurement"),
    "staff": Text("人员与机构", "Staff and structure"),
    "assets": Text("资产与负债", "Assets and liabilities"),
    "performance": Text("预算绩效管理", "Performance management"),
    "rates": Text("比率", "Rates"),
    "scores": Text("分值与得分", "Points and scores"),
    "economic": Text("部门预算支出经济分类", "Economic classification of expenditure"),
    "functional": Text("支出功能分类", "Functional classification of expenditure"),
}
_UNITS = {
    "money": Text("金额", "money"),
    "percent": Text("百分比", "percent"),
    "count": Text("个数", "count"),
    "any": Text("随指标", "that of the indicator"),
}
_NATURES = {
    "flow": Text("流量：一段时间里发生的", "flow: what happened in a period"),
    "stock": Text("存量：某一时点的", "stock: at a point of time"),
    "stock_opening": Text("期初存量", "stock at the beginning"),
    "work": Text("一份报告里可以有许多个，不作前后比对", "may occur many times in a report, never compared"),
}
_STAGES = {
    "original": Text("年初预算", "original budget"),
    "final": Text("全年预算", "final budget"),
    "outturn": Text("执行数", "outturn"),
    "project": Text("单个项目", "one project"),
    "purchase": Text("安排购置", "to be bought"),
}
# Rows of a form that concepts are made from without being concepts themselves.
_ROWS = {"funds_total": Text("年度资金总额", "total funds of the year"), "project": Text("项目", "project")}


def name(concept: str) -> Text:
    """What a concept is called in a sentence."""
    entry = concepts().get(concept)
    return _ROWS[concept] if entry is None else Text(entry.zh, entry.id.replace("_", " "))


def title(concept: Concept) -> Text:
    """A concept as a heading."""
    return Text(f"{concept.zh}（{concept.id}）", f"{concept.id.replace('_', ' ')} ({concept.zh})")


def found_by(words: str) -> tuple[Concept, ...]:
    """The concepts with this id, code or name; several where classifications share a name (住房公积金)."""
    entry = concepts().get(words)
    if entry is not None:
        return (entry,)
    classification = classification_of(words)
    if classification is not None:
        coded = account(classification, words)
        return (coded,) if coded is not None else ()
    return tuple(concepts()[key] for key in _by_name().get(fold(words), ()))


def near(words: str, most: int = 5) -> tuple[Concept, ...]:
    """Concepts whose id or name is like some words, nearest first; of an unknown code, the known ones above it."""
    classification = classification_of(words)
    if classification is not None:
        above = (account(classification, words[:length]) for length in range(len(words) - STEP, CLASS - 1, -STEP))
        return tuple(concept for concept in above if concept is not None)
    wanted = fold(words).lower()
    holding = [key for key in _by_name() if len(wanted) > 1 and wanted in key]
    keys = [*sorted(holding, key=len), *difflib.get_close_matches(wanted, _by_name(), most)]
    found = dict.fromkeys(concept for key in keys for concept in _by_name()[key])
    return tuple(concepts()[concept] for concept in list(found)[:most])


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for concept in concepts().values():
        for words in dict.fromkeys((concept.id, concept.zh, *concept.names, *concept.labels, *concept.bare)):
            key = fold(words).lower()
            found[key] = (*found.get(key, ()), *(() if concept.id in found.get(key, ()) else (concept.id,)))
    return found


def rows(concept: Concept) -> Iterator[tuple[Text, Text]]:
    """What there is to say of a concept beside its definition: heading and words, in the order of reading."""
    unit = _UNITS.get(concept.unit, Text(concept.unit, concept.unit))
    yield Text("单位", "unit"), unit
    if concept.nature:
        yield Text("性质", "nature"), _NATURES[concept.nature]
    yield from _names(concept)
    yield from _place(concept)
    yield from _made_of(concept)
    for relation in ties_of(concept.id):
        yield _heading(relation, concept.id), formula(relation)


def _heading(relation: Relation, concept: str) -> Text:
    if relation.kind == "at_most":
        return Text("大小", "limit")
    return Text("等于", "equals") if relation.whole == concept else Text("参与", "enters")


def _names(concept: Concept) -> Iterator[tuple[Text, Text]]:
    if concept.names:
        yield Text("名称", "names"), _listed(concept.names)
    if concept.bare:
        yield Text("前面没有别的主语时也叫", "where nothing else is spoken of"), _listed(concept.bare)
    labels = [label.replace("{}", "某某") for label in concept.labels if label != concept.zh]
    if labels:
        where = name(concept.within) if concept.within else GROUPS[concept.classification or "economic"]
        heading = Text(f"在“{where.zh}”之下也叫", f"under {where.en} also")
        yield heading, _listed(labels)


def _listed(words: tuple[str, ...] | list[str]) -> Text:
    return Text("、".join(words), "、".join(words))


def _place(concept: Concept) -> Iterator[tuple[Text, Text]]:
    """Where an account stands in its classification."""
    if concept.classification is None:
        return
    group = GROUPS[concept.classification]
    if concept.suffix:
        yield Text("科目编码", "code"), Text(f"各款的 {concept.suffix} 项", f"item {concept.suffix} of its groups")
        return
    code = concept.code or ""
    yield Text("科目编码", "code"), Text(f"{code}（{group.zh}）", f"{code} ({group.en})")
    parent = account(concept.classification, parent_of(code) or "")
    if parent is not None:
        yield Text("上级", "part of"), _coded(parent)
    below = [c for c in concepts().values() if c.classification == concept.classification and c.code]
    children = [_coded(c) for c in below if parent_of(c.code or "") == code]
    if children:
        yield (
            Text("下级", "divided into"),
            Text("、".join(child.zh for child in children), ", ".join(child.en for child in children)),
        )


def _coded(concept: Concept) -> Text:
    said = name(concept.id)
    return Text(f"{concept.code} {said.zh}", f"{concept.code} {said.en}")


def _made_of(concept: Concept) -> Iterator[tuple[Text, Text]]:
    """What a concept is a share, a stage or a fund of."""
    if concept.share_of:
        part, whole = (name(member) for member in concept.share_of)
        yield Text("占比", "share"), Text(f"{part.zh} ÷ {whole.zh} × 100%", f"{part.en} ÷ {whole.en} × 100%")
    fund = funds().get(concept.fund or "")
    if concept.base is not None:
        base = name(concept.base)
        side = _STAGES.get(concept.stage or "", Text(concept.scope or "", concept.scope or ""))
        if fund is not None:
            side = Text(fund.zh, fund.id.replace("_", " "))
        yield Text("合成", "made of"), Text(f"{base.zh} × {side.zh}", f"{base.en} × {side.en}")
    elif fund is not None:
        yield Text("资金", "fund"), Text(f"只指{fund.zh}", f"{fund.id.replace('_', ' ')} only")


def ties_of(concept: str) -> tuple[Relation, ...]:
    """The relations that a concept takes part in, those that say what it equals first."""
    found = [r for r in relations().values() if concept in (r.whole, *r.parts, *r.optional)]
    return tuple(sorted(found, key=lambda relation: relation.whole != concept))


def formula(relation: Relation) -> Text:
    """A relation as an equation of names."""
    said = [_formula(relation, language) for language in ("zh", "en")]
    return Text(*said)


def _formula(relation: Relation, language: str) -> str:
    def said(concept: str) -> str:
        return name(concept).zh if language == "zh" else name(concept).en

    whole, parts = said(relation.whole), [said(part) for part in relation.parts]
    if relation.kind == "at_most":
        return f"{parts[0]} ≤ {whole}"
    if relation.kind == "rate":
        return f"{whole} ＝ {parts[0]} ÷ {parts[1]} × 100%"
    if relation.kind == "items":
        return f"{whole} ＝ Σ {parts[0]}"
    text = f"{whole} ＝ {(' － ' if relation.kind == 'difference' else ' ＋ ').join(parts)}"
    if relation.optional:
        text += f" ［＋ {' ＋ '.join(said(part) for part in relation.optional)}］"
    return text
