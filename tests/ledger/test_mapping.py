"""The mapping file: what it may say, and that everything wrong with it is said at once."""

from __future__ import annotations

from datetime import date

import pytest

from gouji.errors import BadMapping, BadPeriod, MissingColumn
from gouji.ledger import draft_mapping, grid_of_csv, load_mapping, measure_all, parse_period, read_ledger
from gouji.ledger.records import Span

GOOD = """
[columns]
date = "日期"
state = "状态"
[states]
completed = ["已办结", "归档"]
[[measures]]
id = "n"
name = "数量"
measure = "count"
where = {state = ["completed"]}
"""


def test_a_group_stands_for_its_states() -> None:
    (measure,) = load_mapping(GOOD, "m.toml").measures
    assert measure.where == {"state": ("已办结", "归档")}
    assert measure.indicators == ("数量",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[columns]", "[column]", "column 没有这个键"),
        ('date = "日期"', "date = 3", "columns.date 应写表头里的文字"),
        ('date = "日期"', "", "measures[1].by 要用 columns.date"),
        ('measure = "count"', 'measure = "number"', "measures[1].measure 应是 count"),
        ('id = "n"', 'id = "数"', "measures[1].id"),
        ('name = "数量"', "", "measures[1].name 没有写"),
        ('"归档"', '"归档"]\nopen = ["归档"', "states.open 里的“归档”也在 completed 里"),
        ('["completed"]', '["closed"]', "“closed”不在 [states] 里"),
        ("{state = ", "{status = ", "measures[1].where.status 不在 columns 里"),
        ('measure = "count"', 'measure = "sum"', "measures[1].column 没有写"),
        ('measure = "count"', 'measure = "rate"', "measures[1].of 没有写分子的条件"),
        ('measure = "count"', 'measure = "on_time_rate"', "measures[1].due 要用 columns.due"),
        ('measure = "count"', 'measure = "count"\nwithin_days = 5', "期限只用于 on_time_rate"),
        ('measure = "count"', 'measure = "count"\nconcept = "no_such"', "没有“no_such”这个口径"),
        ("[columns]", "header_row = 0\n[columns]", "header_row 应是从 1 起的行号"),
        ("[states]", "[calendar]\nholidays = ['2024-02-30..2024-03-01']\n[states]", "calendar.holidays 应写日期"),
        ("[columns]", "[columns", "不是合法的 TOML"),
    ],
)
def test_what_is_wrong_is_said(old: str, new: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(BadMapping) as caught:
        load_mapping(GOOD.replace(old, new, 1), "m.toml", ["total_expenditure"])
    assert caught.value.zh.startswith("m.toml：") and said in caught.value.zh
    assert caught.value.subject == "m.toml" and caught.value.en.startswith("m.toml: ")


def test_all_problems_are_said_together() -> None:
    with pytest.raises(BadMapping) as caught:
        load_mapping("[[measures]]\nmeasure = 'count'\n[[measures]]\nmeasure = 'x'", "m.toml")
    for said in ("columns 没有写任何一栏", "measures[1].id", "measures[1].name", "measures[2].measure"):
        assert said in caught.value.zh


def test_an_id_is_used_once() -> None:
    again = '[[measures]]\nid = "n"\nname = "又一项"\nmeasure = "count"\n'
    with pytest.raises(BadMapping, match="repeats the id n"):
        load_mapping(GOOD + again, "m.toml")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", (2024, 1, 1), (2024, 12, 31)),
        ("2024年度", (2024, 1, 1), (2024, 12, 31)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2024-Q3", (2024, 7, 1), (2024, 9, 30)),
        ("2024年第三季度", (2024, 7, 1), (2024, 9, 30)),
        ("2023H2", (2023, 7, 1), (2023, 12, 31)),
        ("2024年1月至2024年6月", (2024, 1, 1), (2024, 6, 30)),
        ("2023-07 .. 2024", (2023, 7, 1), (2024, 12, 31)),
        ("2024-03-05..2024-03-05", (2024, 3, 5), (2024, 3, 5)),
    ],
)
def test_periods(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    assert parse_period(text) == Span(date(*first), date(*last))


@pytest.mark.parametrize("text", ["", "24", "2024-13", "2024-02-30", "2024..", "2024-06..2024-01", "今年", "2024-Q5"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(BadPeriod):
        parse_period(text)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("时间,状态\n2024-01-01,归档\n", "找不到表头 “日期”"),
        ("日期,日 期,状态\n2024-01-01,2024-01-01,归档\n", ""),
        ("日期,状态,状态\n2024-01-01,归档,归档\n", "B、C 栏都叫“状态”"),
    ],
)
def test_headers_must_be_there_once(table: str, said: str) -> None:
    grids = [grid_of_csv(table.encode(), "台账.csv")]
    if not said:
        assert len(read_ledger(grids, load_mapping(GOOD, "m.toml")).rows) == 1
        return
    with pytest.raises(MissingColumn) as caught:
        read_ledger(grids, load_mapping(GOOD, "m.toml"))
    assert said in caught.value.zh


def test_columns_are_found_in_any_order() -> None:
    mapping = load_mapping(GOOD, "m.toml")
    for table in ("日期,状态\n2024-01-01,归档\n", "备注,状态 ,x,日期（年月日）\n一,归档,,2024-01-01\n"):
        ledger = read_ledger([grid_of_csv(table.encode(), "台账.csv")], mapping)
        assert ledger.rows[0].cells == ("2024-01-01", "归档")


TICKETS = """工单编号,受理时间,办理时限,办结时间,诉求类型,办理状态,回访时间,涉及金额（元）
1,2024-01-02,2024-01-05,2024-01-04,咨询,已办结,2024-01-06,10
2,2024-01-03,2024-01-06,,投诉,办理中,,20
3,2024-01-03,2024-01-06,,投诉,转出,,
合计,,,,,,,30
"""


def test_a_draft_can_be_used_as_it_is() -> None:
    grid = grid_of_csv(TICKETS.encode(), "热线台账.csv")
    drafted = draft_mapping(grid)
    mapping = load_mapping(drafted, "draft.toml")
    assert mapping.columns == {
        "key": "工单编号", "date": "受理时间", "due": "办理时限", "done": "办结时间", "reply": "回访时间",
        "state": "办理状态", "kind": "诉求类型", "amount": "涉及金额（元）",
    }  # fmt: skip
    assert mapping.states == {"completed": ("已办结",), "open": ("办理中",)}
    assert "请归入上面某一组：转出" in drafted and "# kind 的取值：投诉、咨询" in drafted
    values = {m.measure.id: m.value for m in measure_all(read_ledger([grid], mapping), parse_period("2024"))}
    assert values.keys() >= {"received", "completion_rate", "reply_rate", "on_time_rate", "mean_days", "amount"}
    assert values["received"] == 3


def test_quotes_in_headers_are_drafted_safely() -> None:
    drafted = draft_mapping(grid_of_csv('"受理日期","“类""型\\n"\n2024-01-01,甲\n'.encode(), "台账.csv"))
    assert load_mapping(drafted, "draft.toml").columns["date"] == "受理日期"


def test_no_draft_without_a_date() -> None:
    with pytest.raises(MissingColumn, match="no row of headers"):
        draft_mapping(grid_of_csv("甲,乙\n1,2\n".encode(), "台账.csv"))
