"""Whose report it is, of which year, in which form."""

from __future__ import annotations

import re
from collections import Counter

from gouji.model import Cell, Document, Paragraph, Table
from gouji.quantities import Period
from gouji.vocabulary import concept_named, fold, roles_of

_TITLE = re.compile(
    # 收支与2020年度决算对比情况: the year that is compared with is not the report's.
    r"(?<![与较比同])(?P<year>20\d{2})年?度?(?P<name>[^\d,。:]*?)(?:"
    r"(?:部门|单位)?(?:整体支出|项目支出|部门预算|部门决算|整体|预算|决算)[^。]*?(?:自评|评价|预算|决算|情况)"
    r"|(?:部门|单位)(?:预算|决算)$)"
)
_NAME_FIRST = re.compile(
    r"^(?:关于)?(?P<name>(?!根据|按照|依据|为)[^\d,。:、()《》]{3,40}?)(?:\((?:本级|机关|本部|汇总)\))?(?P<year>20\d{2})年?度?(?:"
    r"(?:部门|单位)?(?:整体支出|项目支出|预算|决算|整体)[^。]*?(?:自评|评价|预算|决算|情况)|(?:部门|单位)(?:预算|决算))"
)
_GENERIC = re.compile(r"^(?:部门|单位|本|整体|项目|年|度|区级|市级|县级|省级|本级|[()（）])*$")
_LABELLED = re.compile(
    r"(?:部门|单位|预算部门|填报单位|预算单位|评价单位|预算主管部门|编制部门|编制单位)(?:\(单位\))?(?:名称)?[:：](?P<name>[^_\s,。:()（）]{3,40})"
)
_BRACKETS = re.compile(r"\([^()]*\)$")
_QUOTED = re.compile(r"《[^》]*》")
_EVALUATED = re.compile(r"自评|绩效|评价")
_DISCLOSED = re.compile(r"(?:部门|单位)(决算|预算)")
# What cannot be a unit's name: 三公经费2023年度支出决算 is a heading.
_NO_UNIT = re.compile(r"经费|支出|收入|预算|决算|资金|收支|一般公共|政府性基金|国有资本经营")
# 村庄道路硬化项目绩效自评报告, 某某专项资金绩效评价报告 are of a project without the words 项目支出.
_OF_PROJECT = re.compile(r"(?:项目|专项|转移支付|工程|资金|经费)[^。]{0,30}(?:自评|评价)")
_OF_UNIT = re.compile(r"整体|部门支出|单位支出|(?:部门|单位)(?:预算|决算|绩效)")
# Where the titles of a report end: its first heading or sentence.
_OPENING = re.compile(r"一、|第一部分|。")
_TITLE_ZONE = 1500
_SHORTEST_NAME = 3
# 较2020年决算数: a year that figures are compared with is not the report's.
_AGAINST = ("较", "比")
_TITLE_LINES, _TITLE_LENGTH = 5, 40


def organisation(document: Document) -> str | None:
    """The unit's name: from a labelled cell, a title, or a labelled line; None when the text has none."""
    for table in document.tables():
        found = _from_table(document, table)
        if found:
            return found
    match = _NAME_FIRST.search(_title(document))
    if match and _may_be_unit(match["name"]):
        return match["name"]
    for block in document.paragraphs():
        if block.start > _TITLE_ZONE:
            break
        text = fold(document.text[block.start : block.end])
        match = _NAME_FIRST.search(text) or _TITLE.search(text)
        if match and _may_be_unit(match["name"]):
            return match["name"]
        match = _LABELLED.match(text)
        if match:
            return match["name"]
    return None


def _may_be_unit(name: str) -> bool:
    """Whether words of a title can be the name of a unit."""
    return len(name) >= _SHORTEST_NAME and not _GENERIC.match(name) and not _NO_UNIT.search(name)


def _title(document: Document) -> str:
    """The lines of a title page as one: a long name of a unit is printed on several."""
    lines: list[str] = []
    for block in document.blocks[:_TITLE_LINES]:
        place = document.place_at(block.start)
        if place is not None and place.sheet is not None and place.cell is None:
            # The name of a sheet is no line of the title under it.
            continue
        text = fold(document.text[block.start : block.end]) if isinstance(block, Paragraph) else ""
        if not text or len(text) > _TITLE_LENGTH or any(mark in text for mark in "。;:") or text == "目录":
            break
        lines.append(text)
    return "".join(lines)


def _from_table(document: Document, table: Table) -> str | None:
    """The cell to the right of, or below, a label such as 部门名称 or 机构名称."""
    at = {(cell.row, cell.column): cell for cell in table.cells}
    for cell in table.cells:
        if "organisation" not in roles_of(document.text[cell.start : cell.end]):
            continue
        beside = [(cell.row, cell.column + cell.colspan)]
        below = [(row, cell.column) for row in range(cell.row + cell.rowspan, table.rows)]
        for places in (beside, below):
            names = [name for place in places if (name := _name(document, at.get(place)))]
            # 单位名称 over several names heads a list of units.
            if len(set(names)) == 1:
                return names[0]
    return None


def _name(document: Document, cell: Cell | None) -> str:
    """The text of a cell that can be a unit's name, else ''."""
    text = fold(document.text[cell.start : cell.end]) if cell else ""
    known = roles_of(text) or concept_named(_BRACKETS.sub("", text)) or re.search(r"\d|合计|总计|其中", text)
    return "" if known or len(text) < _SHORTEST_NAME else text


def fiscal_year(document: Document, periods: list[Period]) -> int | None:
    """The year of the report: the one in its title, else the one that most figures and sentences speak of."""
    for block in document.blocks:
        if block.start > _TITLE_ZONE:
            break
        if isinstance(block, Paragraph):
            match = _TITLE.search(fold(document.text[block.start : block.end]))
            if match:
                return int(match["year"])
    named = re.search(r"(20\d{2})年?度?[^。\n]{0,40}(?:自评|绩效评价|部门决算|部门预算)", document.text)
    if named:
        return int(named.group(1))
    years = Counter(p.year for p in periods if p.year and document.text[max(p.start - 1, 0) : p.start] not in _AGAINST)
    return years.most_common(1)[0][0] if years else None


def form(document: Document, roles: set[str]) -> str | None:
    """The kind of form, by the columns that it has and the words of its title."""
    head = fold(document.text[:_TITLE_ZONE])
    title = _QUOTED.sub("", _OPENING.split(head, maxsplit=1)[0])
    disclosed = None if _EVALUATED.search(title) else _DISCLOSED.search(title)
    if disclosed is not None:
        return "final_accounts" if disclosed[1] == "决算" else "budget"
    kind = None
    if "standard" in roles and "score" in roles:
        kind = "score_table"
    elif {"original", "final", "outturn"} <= roles or {"target", "achieved", "points"} <= roles:
        kind = "self_evaluation_form"
    elif "自评" in head or "绩效评价" in head:
        kind = "prose"
    if kind is None:
        return "final_accounts" if "决算" in head else "budget" if "部门预算" in head else None
    project = "项目支出绩效" in title or (_OF_PROJECT.search(title) and not _OF_UNIT.search(title))
    return ("project_" if project else "department_") + kind
