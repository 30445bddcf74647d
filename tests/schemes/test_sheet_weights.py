"""The parts of a form beside those of the nearest scheme."""

from __future__ import annotations

import pytest

from gouji.pipeline import extract, place_of, score
from gouji.readers import read_bytes

FUNDS = (
    "资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n\t年度资金总额\t80\t80\t80\t{}\t100%\t{}"
)
HEAD = "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分"


def parts(office: str, execution: int, **levels: int) -> dict[str, tuple[str, str]]:
    """Name of each part -> (stated, prescribed)."""
    rows = [
        f"{name}（{points}分）\t某类指标\t送书下乡\t20次\t20次\t{points}\t{points}" for name, points in levels.items()
    ]
    text = "\n".join([f"2022年度{office}项目支出绩效自评表", FUNDS.format(execution, execution), HEAD, *rows])
    document = read_bytes(text.encode(), "form.txt")
    report = extract(document)
    (sheet,) = score(report, place=place_of(document, report))
    return {part.name: (str(part.stated), str(part.prescribed)) for part in sheet.weights}


def test_the_national_parts_agree() -> None:
    found = parts("云岭县图书馆", 10, 产出指标=50, 效益指标=30, 满意度指标=10)
    assert set(found) == {"预算执行率", "产出指标", "效益指标", "满意度指标"}
    assert all(stated == prescribed for stated, prescribed in found.values())


def test_other_points_and_an_absent_part() -> None:
    found = parts("云岭县图书馆", 10, 产出指标=50, 效益指标=40)
    assert found["效益指标"] == ("40", "30")
    assert found["满意度指标"] == ("None", "10")


@pytest.mark.parametrize(("office", "differs"), [("湖北省图书馆", False), ("云岭县图书馆", True)])
def test_a_place_has_its_own(office: str, differs: bool) -> None:
    found = parts(office, 20, 产出指标=40, 效益指标=30, 满意度指标=10)
    assert any(stated != prescribed for stated, prescribed in found.values()) == differs


def test_a_part_that_no_scheme_knows_is_not_judged() -> None:
    assert parts("云岭县图书馆", 10, 产出指标=40, 成本指标=20, 效益指标=20, 满意度指标=10) == {}
