"""Two published reports: what their own sentences and the national rule give."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import gouji
from gouji.model import ScoreSheet

REPORTS = Path(__file__).parents[3] / "shared" / "reports"

pytestmark = pytest.mark.skipif(not REPORTS.exists(), reason="the shared reports are not beside the repository")


def sheet(number: str) -> ScoreSheet:
    (made,) = gouji.score(gouji.extract(gouji.read(REPORTS / f"{number}.txt")))
    return made


def test_a_yueyang_table_of_25_rows() -> None:
    made = sheet("004")
    assert (made.scheme, len(made.rows)) == ("yueyang_department", 25)
    computed = {row.name: row.computed for row in made.rows if row.computed is not None}
    assert computed == {
        "财政供养人员控制率": 5,
        "三公经费控制率": 6,
        "固定资产利用率": 3,
        "社会公众或服务对象满意度": 5,
    }
    assert (made.stated_total, made.rows_total, made.recomputed_total) == (99, 98, 98)
    assert all(row.missing for row in made.rows if row.computed is None)
    assert {row.state for row in made.rows} == {"agrees", "needs_judgement", "cannot_compute"}
    missing = {row.number: " ".join(row.missing) for row in made.rows}
    assert "上年“三公”经费" in missing[2] and "重点项目支出" in missing[3] and "公务卡" in missing[12]
    assert made.low <= made.rows_total <= made.high == 100


def test_a_missed_satisfaction_is_told_as_a_notice() -> None:
    made = sheet("002")
    assert made.scheme == "zhuzhou_department"
    (row,) = [row for row in made.rows if row.state == "differs"]
    assert (row.name, row.stated, row.computed) == ("社会公众满意度", 4, Decimal("4.75"))
    assert not row.printed and row.confidence == "M"
    assert [ground.id for ground in row.grounds] == ["project_evaluation_2020_marking"]
    assert (made.stated_total, made.rows_total, made.recomputed_total) == (99, 99, Decimal("99.75"))
    assert made.stated_grade == made.recomputed_grade == "优"
