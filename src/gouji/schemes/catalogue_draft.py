"""A draft of a scheme as TOML: empty with all that can be said, or from the score table of a form."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from gouji.model import Report
from gouji.schemes.sheet_forms import Form, bare_level, columns_of, forms, level_points
from gouji.schemes.sheet_values import Place

_HEAD = """\
# 评分方案。写法见 docs/howto/write-a-scheme.md；写完用 gouji schemes check 查一遍。
# confidence：H 文件原文、官方页面或已公开的表；M 二手材料；L 凭记忆。每个数可以另写自己的 confidence 和 basis。
id = {id}
title = {title}
basis = {basis}
confidence = "H"
since = {since}
# until = 2030-12-31
place = {place}
names = []
object = {object}
columns = {columns}
about = ""
"""
_SETTINGS = """
[settings]
# 不足一步怎么扣：whole 不扣，even 按比例，begun 按一步。句子里写明的照句子。
steps = { value = "whole" }
# 得分保留几位小数，四舍五入。
decimals = { value = "2" }
# 不适用的行：full 按满分，leave_out 不计入、其余折算。
not_applicable = { value = "full" }
"""
_TARGETS = """\
# 没有印评分标准、只有指标值和完成值的行，用下面的句子。
execution = { value = "得分＝分值×预算执行率" }
reached = { value = "完成率达到100%得满分，未达到的按完成比例计分。" }
"""
_EMPTY = """
levels = [
  { name = "产出指标", points = "60" },
  { name = "效益指标", points = "40" },
]

[[rows]]
level1 = "产出指标"
name = "工程验收合格率"
points = "60"
standard = "合格率≥95%得满分；每低于1个百分点扣2分，不足1个百分点按1个百分点计算，扣完为止。"

[[rows]]
level1 = "效益指标"
name = "社会公众满意度"
points = "40"
standard = "满意度90%（含）以上得40分；80%（含）-90%得30分；60%（含）-80%得20分；低于60%不得分。"
"""
_GRADES = (("优", "90", "100"), ("良", "80", "90"), ("中", "60", "80"), ("差", "0", "60"))


def draft_scheme(name: str, report: Report | None = None, form: int = 0) -> str | None:
    """The TOML of a new scheme with the id `name`; from a report's score table, None where it has none.

    Points and sentences are as printed; what the form does not print is left out or marked to be filled in.
    """
    if report is None:
        return _head(name, None, "standards") + _settings("standards", _EMPTY) + _grades(None)
    found = forms(report)
    if form >= len(found):
        return None
    table = found[form]
    columns = "standards" if columns_of(table) == "standards" else "targets"
    return _head(name, report, columns) + _settings(columns, _levels(report, table) + _rows(table)) + _grades(report)


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _head(name: str, report: Report | None, columns: str) -> str:
    year = report.fiscal_year if report is not None and report.fiscal_year else date(2024, 1, 1).year
    kind = (report.form or "") if report is not None else ""
    return _HEAD.format(
        id=_text(name),
        title=_text("（请填：方案的名称）"),
        basis=_text("（请填：印发这张表的文件）"),
        since=f"{year}-01-01",
        place=_text(""),
        object=_text("project" if kind.startswith("project") else "department" if kind.startswith("dep") else "any"),
        columns=_text(columns),
    )


def _settings(columns: str, rows: str) -> str:
    """Levels stand before the first table of TOML, rows behind."""
    levels, _, rest = rows.partition("\n[[rows]]")
    return (
        levels.rstrip("\n")
        + "\n"
        + _SETTINGS
        + (_TARGETS if columns == "targets" else "")
        + (f"\n[[rows]]{rest}" if rest else "")
    )


def _levels(report: Report, table: Form) -> str:
    lines = ["", "levels = ["]
    for name, points in level_points(report, table).items():
        alone = any(not place.row.levels[:-1] and _bare(place) == name for place in table.places)
        lines.append(f"  {{ name = {_text(name)}{_points(points)}{', row = true' if alone else ''} }},")
    return "\n".join([*lines, "]", ""])


def _bare(place: Place) -> str:
    row = place.row
    return bare_level(row.levels[0] if row.levels else row.name)


def _points(points: Decimal | None) -> str:
    return f', points = "{points}"' if points is not None and points > 0 else ""


def _rows(table: Form) -> str:
    """Every row with its sentence; where rows are each unit's own indicators, only the parts are of the scheme."""
    if columns_of(table) != "standards":
        return ""
    out = []
    for place in table.places:
        row = place.row
        lines = ["", "[[rows]]"]
        if len(row.levels) > 1:
            lines.append(f"level1 = {_text(bare_level(row.levels[0]))}")
        if len(row.levels) > 2:
            lines.append(f"level2 = {_text(bare_level(row.levels[1]))}")
        lines.append(f"name = {_text(row.name)}")
        if place.points is not None and place.points > 0:
            lines.append(f'points = "{place.points}"')
        elif place.points is not None:
            lines.append(f'# points = ""  # 表上印的是{place.points}，请改')
        elif place.shared is not None:
            others = "、".join(str(number) for number in place.shared_with)
            lines.append(f'# points = ""  # 与第{others}行合并为{place.shared}分，请分开填')
        if row.standard.strip():
            lines.append(f"standard = {_text(row.standard.strip())}")
        out.append("\n".join(lines))
    return "\n".join(out) + "\n"


def _grades(report: Report | None) -> str:
    lines = []
    if report is not None and report.bands:
        for band in report.bands:
            lines += ["", "[[grades]]", f"grade = {_text(band.grade)}", f'low = "{band.low}"', f'high = "{band.high}"']
            lines += [f"low_closed = {str(band.low_closed).lower()}", f"high_closed = {str(band.high_closed).lower()}"]
        return "\n".join(lines) + "\n"
    lines += ["", "# 等级：上限不含，最高一等含。表上印的不同就照表改。"]
    for grade, low, high in _GRADES:
        lines += ["", "[[grades]]", f"grade = {_text(grade)}", f'low = "{low}"', f'high = "{high}"']
        lines += ["high_closed = true"] if high == "100" else []
    return "\n".join(lines) + "\n"
