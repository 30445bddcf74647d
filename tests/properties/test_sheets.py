"""What holds of score sheets whatever their figures: monotone, within the points, the same when a figure is entered."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.model import Report, RowScore, ScoreSheet
from gouji.pipeline import extract
from gouji.readers import read_bytes
from gouji.schemes import score_sheets

HEAD = "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施\n"
PRINTED = "一级指标\t二级指标\t三级指标\t评分标准\t分值\t自评得分\t扣分原因和其他说明\n"
SIGN = st.sampled_from(["≥", "≤", ""])
UNIT = st.sampled_from(["%", "座", "万元", "天"])
NUMBER = st.integers(0, 20000).map(lambda n: f"{Decimal(n) / 100:f}")
POINTS = st.integers(1, 30)


def report(text: str) -> Report:
    return extract(read_bytes(text.encode(), "案例.txt"))


def target_row(sign: str, target: str, achieved: str, unit: str, points: int, stated: str = "1") -> RowScore:
    """One row with a target, scored by the national rule."""
    row = f"产出指标\t数量指标\t甲项\t{sign}{target}{unit}\t{achieved}{unit}\t{points}\t{stated}\t\n"
    text = f"云山县2023年度项目支出绩效自评表\n\n{HEAD}{row}"
    (sheet,) = score_sheets(report(text), "national_project")
    return sheet.rows[0]


@settings(max_examples=150, deadline=None)
@given(SIGN, NUMBER, NUMBER, UNIT, POINTS)
def test_points_stay_within_the_row(sign: str, target: str, achieved: str, unit: str, points: int) -> None:
    row = target_row(sign, target, achieved, unit, points)
    assert 0 <= row.low <= row.high <= points
    if row.computed is not None:
        assert 0 <= row.computed <= points
        assert row.grounds and row.trace
    else:
        assert row.missing or row.state in ("needs_judgement", "differs", "rounding")
    for _, reading in row.readings:
        assert reading is None or 0 <= reading <= points


@settings(max_examples=100, deadline=None)
@given(NUMBER.filter(lambda n: Decimal(n) > 0), NUMBER, NUMBER, UNIT, POINTS)
def test_more_never_scores_less_until_far_above(target: str, a: str, b: str, unit: str, points: int) -> None:
    low, high = sorted((Decimal(a), Decimal(b)))
    first, second = (target_row("≥", target, f"{value:f}", unit, points).computed for value in (low, high))
    assert first is not None and second is not None
    assert first <= second
    assert (first == points) >= (low >= Decimal(target))


@settings(max_examples=100, deadline=None)
@given(NUMBER.filter(lambda n: Decimal(n) > 0), NUMBER, NUMBER, UNIT, POINTS)
def test_past_a_limit_more_never_scores_more(target: str, a: str, b: str, unit: str, points: int) -> None:
    low, high = sorted((Decimal(a), Decimal(b)))
    first, second = (target_row("≤", target, f"{value:f}", unit, points) for value in (low, high))
    assert first.high >= second.low
    for (_, earlier), (_, later) in zip(first.readings, second.readings, strict=False):
        assert earlier is not None and later is not None and earlier >= later
    # A limit that is kept has full marks exactly.
    for row, value in ((first, low), (second, high)):
        if value <= Decimal(target):
            assert row.computed == points


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 300), st.integers(1, 300), st.sampled_from(["whole", "even", "begun"]))
def test_an_entered_figure_is_as_good_as_a_reported_one(staff: int, places: int, steps: str) -> None:
    rule = {
        "whole": "不足1个百分点不扣",
        "even": "不足1个百分点按比例计算",
        "begun": "不足1个百分点按1个百分点计算",
    }[steps]
    rule = f"在职人员控制率≤100%，计50分；每超过1个百分点扣1分，{rule}，扣完为止。"
    table = f"{PRINTED}投入\t预算配置\t在职人员控制率\t{rule}\t50\t50\t\n"
    head = "云山县2023年度部门整体支出绩效自评报告\n\n"
    stated = report(f"{head}2023年末编制人数{places}人，在职人员{staff}人。\n\n{table}")
    bare = report(head + table)
    values = {"在职人员数": str(staff), "编制数": str(places)}
    (first,), (second,) = score_sheets(stated, "as_printed"), score_sheets(bare, "as_printed", values=values)
    assert (first.rows[0].computed, first.rows[0].low, first.rows[0].high) == (
        second.rows[0].computed,
        second.rows[0].low,
        second.rows[0].high,
    )
    assert second.unused == ()
    if staff <= places:
        assert first.rows[0].computed == 50


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 100), st.integers(1, 20), st.integers(0, 20)), min_size=1, max_size=8))
def test_totals_are_the_sums_of_their_rows(rows: list[tuple[int, int, int]]) -> None:
    """Each row as computed, else as stated; what is possible is the sum of what is possible."""
    text = "云山县2023年度项目支出绩效自评表\n\n" + HEAD
    for number, (achieved, points, stated) in enumerate(rows):
        text += f"产出指标\t数量指标\t第{'甲乙丙丁戊己庚辛'[number]}项\t≥80%\t{achieved}%\t{points}\t{stated}\t\n"
    (sheet,) = score_sheets(report(text), "national_project")
    assert sum_of(sheet, "stated") == sheet.rows_total
    assert sum_of(sheet, "low") == sheet.low and sum_of(sheet, "high") == sheet.high
    kept = [row.computed if row.computed is not None else row.stated for row in sheet.rows]
    assert sheet.recomputed_total == sum(value for value in kept if value is not None)
    assert sheet.low <= (sheet.recomputed_total or 0) or any(row.computed is None for row in sheet.rows)


def sum_of(sheet: ScoreSheet, field: str) -> Decimal:
    return sum((getattr(row, field) for row in sheet.rows), Decimal(0))


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(alphabet="每超过低于减少发生得扣满分%（含）-≥≤=0125690.，；。以上下完成率控制①②次起", max_size=30),
            st.text(alphabet="0159.%≥≤约万元个-完成未无", max_size=8),
            st.text(alphabet="0125-.%分", max_size=4),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_any_table_is_scored_or_said_to_be_open(rows: list[tuple[str, str, str]]) -> None:
    head = "一级指标\t二级指标\t三级指标\t评分标准\t实际完成值\t分值\t自评得分\t扣分原因\n"
    text = "云山县2023年度部门整体支出绩效自评报告\n\n" + head
    for standard, achieved, points in rows:
        text += f"产出\t数量\t控制率\t{standard}\t{achieved}\t{points}\t5\t\n"
    for sheet in score_sheets(report(text)):
        for row in sheet.rows:
            assert 0 <= row.low <= row.high
            assert row.computed is not None or row.missing or row.trace or row.readings
