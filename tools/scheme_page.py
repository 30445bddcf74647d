"""The page of scoring schemes: what each one says, how sure each number is, and the formulas of the rates."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from gouji.basis import documents
from gouji.schemes import Scheme, schemes
from gouji.schemes.catalogue import ground, rates
from gouji.schemes.catalogue_records import Band

SETTING = {
    "steps": "不足一步：whole 不扣，even 按比例，begun 按一步",
    "decimals": "得分的小数位，四舍五入",
    "not_applicable": "不适用的行：full 按满分，leave_out 不计入、其余折算",
    "execution": "预算执行率",
    "reached": "定量指标（完成率＝实际完成值÷指标值）",
    "satisfaction": "满意度",
    "reverse": "反向指标，超过指标值时（有几条就有几种读法）",
    "execution_above": "执行率超过100%：capped 得分不超过分值",
    "zero_target": "指标值为0：none_above 大于0不得分",
    "over": "从指标值的百分之几起算明显偏高",
    "over_effect": "明显偏高：explain 须说明，judge 评价人可调减，zero 不计分",
    "explain_below": "执行率低于这个百分数须说明原因",
}
OBJECT = {"project": "项目支出", "department": "部门整体支出", "any": "项目或部门"}


def parts() -> Iterator[str]:
    """The page's parts: how to read it, one section a scheme, the rates, the documents."""
    made = list(schemes().values())
    yield (
        f"方案是数据：`src/gouji/schemes/data/` 里一个方案一个 TOML 文件，共 {len(made)} 个。怎样选方案、怎样用，见"
        "[得分怎样复算](../explanation/scoring-sheets.md)；怎样写自己的方案，见[写一个评分方案](../howto/write-a-scheme.md)。"
    )
    sure = "H 引自法规、官方页面或已公开的表；M 引自二手材料；L 凭记忆，不作为错误的依据"
    yield f"可信度：{sure}。每个数各有自己的可信度。适用的年份按文号或所见表格的年度，不是文件写明的施行日期。"
    rows = [[f"[`{s.id}`](#{s.id})", s.title, s.place or "全国", _years(s), s.confidence] for s in made]
    yield _table(["编号", "名称", "地方", "适用", "可信度"], rows)
    for scheme in made:
        yield from _scheme(scheme)
    yield "## 比率的算法\n\n" + _table(["比率", "用报告里的哪些口径算", "可信度"], _rates())
    used = {ground(s, part).id for s in made for part in _parts(s)}
    used |= {way.basis for entry in rates().values() for way in entry.ways}
    cited = [documents()[name] for name in documents() if name in used]
    listed = [[f"`{b.id}`", b.title, b.article, b.quote, b.confidence] for b in cited]
    yield "## 依据\n\n" + _table(["标识", "文件", "条款", "原文", "可信度"], listed)


def _scheme(scheme: Scheme) -> Iterator[str]:
    lines = [f"## {scheme.id}", f"{scheme.title}。{scheme.about}"]
    like = f"没有写的照 [`{scheme.like}`](#{scheme.like})。" if scheme.like else ""
    option = "只在点名时用。" if scheme.option else ""
    lines.append(
        f"{scheme.place or '全国'} · {OBJECT[scheme.object]} · {_years(scheme)} · 可信度 {scheme.confidence} · "
        f"依据 `{scheme.basis}`。{like}{option}"
    )
    yield "\n\n".join(lines)
    if scheme.levels:
        rows = [
            [level.name, str(level.points) if level.points is not None else "不定", *_rested(scheme, level)]
            for level in scheme.levels
        ]
        yield _table(["部分", "分值", "可信度", "依据"], rows)
    settings = [
        [SETTING[name], setting.value, *_rested(scheme, setting)]
        for name, value in msgspec.structs.asdict(scheme.settings).items()
        for setting in (value if isinstance(value, tuple) else (value,))
        if setting is not None
    ]
    if settings:
        yield _table(["没有印明的算法", "取值", "可信度", "依据"], settings)
    if scheme.bands:
        yield _table(
            ["定性分档", "分值的百分比", "可信度", "依据"],
            [[band.grade, _ends(band), *_rested(scheme, band)] for band in scheme.bands],
        )
    if scheme.grades:
        yield _table(
            ["等级", "分数", "可信度", "依据"],
            [[band.grade, _ends(band), *_rested(scheme, band)] for band in scheme.grades],
        )
    if scheme.rows:
        yield _table(
            ["指标", "所属", "分值", "评分标准"],
            [
                [
                    row.name,
                    "·".join(name for name in (row.level1, row.level2) if name),
                    str(row.points) if row.points is not None else "",
                    row.standard,
                ]
                for row in scheme.rows
            ],
        )


def _parts(scheme: Scheme) -> Iterator[object]:
    yield None
    for value in msgspec.structs.asdict(scheme.settings).values():
        yield from (part for part in (value if isinstance(value, tuple) else (value,)) if part is not None)
    yield from (*scheme.levels, *scheme.rows, *scheme.bands, *scheme.grades, *scheme.caps)


def _rested(scheme: Scheme, part: object) -> list[str]:
    made = ground(scheme, part)  # type: ignore[arg-type]
    return [made.confidence, f"`{made.id}`"]


def _ends(band: Band) -> str:
    return f"{'[' if band.low_closed else '('}{band.low}, {band.high}{']' if band.high_closed else ')'}"


def _years(scheme: Scheme) -> str:
    return f"{scheme.since.year}年起" if scheme.until is None else f"{scheme.since.year}—{scheme.until.year}年"


def _rates() -> list[list[str]]:
    rows = []
    for entry in rates().values():
        ways = "；或 ".join(f"`{way.over}` ÷ `{way.under}`" for way in entry.ways)
        ways += "".join(f"（{way.note}）" for way in entry.ways[:1] if way.note)
        sure = "、".join(dict.fromkeys(way.confidence for way in entry.ways))
        rows.append([entry.written, ways or ("表里直接写" if entry.reported else "报告里没有，须设定"), sure])
    return rows


def _table(heads: list[str], rows: list[list[str]]) -> str:
    def line(cells: list[str]) -> str:
        return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"

    return "\n".join([line(heads), "|" + "---|" * len(heads), *(line(row) for row in rows)])
