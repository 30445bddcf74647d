"""The indicators of a world and their scores: points that add to 100, scores by proportion, reasons where lost."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from gouji.testing.quantities import Quantities

_CENT = Decimal("0.01")
_WORDS = {
    "质量指标": ["验收合格率", "信息公开完整率", "资料归档规范率"],
    "时效指标": ["任务按期完成率", "资金拨付及时率"],
    "经济效益指标": ["节约办公成本比例", "带动就业增长率"],
    "社会效益指标": ["政策知晓率", "问题解决率"],
    "可持续影响指标": ["长效机制覆盖率", "设施完好率"],
    "服务对象满意度指标": ["服务对象满意度", "社会公众满意度"],
}


class Row(NamedTuple):
    """One indicator: its levels, and the keys `name.target`, `.achieved`, `.points`, `.score` of its figures."""

    level1: str
    level2: str
    name: str
    key: str
    reason: str


def add_scores(q: Quantities, kind: dict[str, Any], year: str, reasons: list[str]) -> list[Row]:
    """Add the indicators of the 10/50/30/10 form, the score of the execution rate, and the totals."""
    plan = [
        ("产出指标", ["数量指标", "数量指标", "质量指标", "时效指标"], 50),
        ("效益指标", ["经济效益指标", "社会效益指标", "可持续影响指标"], 30),
        ("满意度指标", ["服务对象满意度指标"], 10),
    ]
    counts = q.rng.sample(kind["goals"], 2)
    rows: list[Row] = []
    for level1, level2s, whole in plan:
        q.put(f"weight.{level1}", whole, "分", concept="weight_level1", period=year, subject=level1)
        for level2, points in zip(level2s, _points(q, whole, len(level2s)), strict=True):
            key = f"row{len(rows)}"
            if level2 == "数量指标":
                name, unit = counts.pop().split("|")
                target = Decimal(q.rng.randint(4, 200))
            else:
                name, unit, target = q.rng.choice(_WORDS[level2]), "%", Decimal(q.rng.choice([90, 95, 98, 100]))
            rows.append(_row(q, key, (level1, level2, name), unit, target, points, year, reasons))
    score_execution(q, "execution", rows, year)
    return rows


def score_execution(q: Quantities, rate: str, rows: list[Row], year: str) -> None:
    """Score the execution rate under a key, and total all scores; for one project in place of the whole unit."""
    about = {"period": year, "subject": "预算执行率"}
    execution = min(q[rate], Decimal(100)).quantize(_CENT, ROUND_HALF_UP)
    q.put("execution.points", 10, "分", concept="indicator_full_marks", **about)
    q.put("execution.score", (execution / 10).quantize(_CENT, ROUND_HALF_UP), "分", concept="indicator_score", **about)
    keys = ["execution", *(row.key for row in rows)]
    q.bonds = [bond for bond in q.bonds if bond.whole not in ("points", "score")]
    q.sum("points", [f"{key}.points" for key in keys], concept="total_full_marks", period=year)
    q.sum("score", [f"{key}.score" for key in keys], concept="total_score", period=year)


def _points(q: Quantities, whole: int, count: int) -> list[int]:
    """Whole points for so many indicators."""
    each = whole // count
    points = [each] * count
    points[-1] += whole - each * count
    if count > 2:
        points[0] += 1
        points[1] -= 1
    q.rng.shuffle(points)
    return points


def _row(
    q: Quantities,
    key: str,
    levels: tuple[str, str, str],
    unit: str,
    target: Decimal,
    points: int,
    year: str,
    reasons: list[str],
) -> Row:
    level1, level2, name = levels
    missed = q.rng.random() < 0.25
    if missed:
        achieved = Decimal(int(target * Decimal("0.9")))
    else:
        achieved = target if unit == "%" else target + q.rng.choice([0, 0, 1, 2])
    earned = (points * min(achieved / target, Decimal(1))).quantize(_CENT, ROUND_HALF_UP)
    satisfaction = "satisfaction_rate" if "满意度" in name else None
    about = {"period": year, "subject": name, "measure": satisfaction}
    q.put(f"{key}.target", target, unit, concept="indicator_target", **about)
    q.put(f"{key}.achieved", achieved, unit, concept="indicator_actual", **about)
    q.put(f"{key}.points", points, "分", concept="indicator_full_marks", **about)
    q.put(f"{key}.score", earned, "分", concept="indicator_score", **about)
    reason = q.rng.choice(reasons) if earned < points else ""
    return Row(level1, level2, name, key, reason)
