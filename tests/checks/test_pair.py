"""Whether two documents fit is judged by their names, years, kinds and levels, and said in a sentence."""

from __future__ import annotations

import pytest

from gouji.checks import pairing
from gouji.model import Other, OtherRole, Pairing
from gouji.pipeline import extract
from gouji.readers import read_bytes


def paired(one: str, two: str, role: OtherRole = "against") -> Pairing:
    own, its = (
        read_bytes(f"{title}\n一、收支情况\n全年支出{n}万元。\n".encode(), "a.txt") for n, title in ((1, one), (2, two))
    )
    return pairing(own, extract(own), Other(role=role, document=its, report=extract(its)))


@pytest.mark.parametrize(
    ("one", "two", "doubt"),
    [
        ("青河县水利服务中心", "青河县水利服务中心", False),
        ("青河县水利服务中心", "云岭市青河县水利服务中心", True),
        ("中共青河县委宣传部", "青河县委宣传部", False),
        ("青河县纪律检查委员会", "青河县纪委", True),
        ("青河县人民政府办公室", "青河县政府办", True),
        ("青河县水利服务中心", "青河县水利服务中心（本级）", False),
        ("青河县教育局", "青河县教育局第一中学", None),
        ("云岭市教育局", "云岭市青河区教育局", None),
        ("青河县教育局", "青河县农业农村局", None),
        ("青河县教育局", "白石县教育局", None),
        ("青河县中学", "青河县第一中学", None),
    ],
)
def test_names(one: str, two: str, doubt: bool | None) -> None:
    for a, b in ((one, two), (two, one)):
        made = paired(f"2022年度{a}部门整体支出绩效自评报告", f"2022年度{b}部门决算")
        assert made.fits == (doubt is not None), made.said
        assert ("单位不同" in made.said.zh) == (doubt is None)
        assert ("略有不同" in made.said.zh) == bool(doubt)
        assert made.said.en.isascii() or not made.fits or doubt


@pytest.mark.parametrize(
    ("year", "role", "words"),
    [
        (2022, "against", "可以对照"),
        (2021, "against", "上年的文件请用 --previous"),
        (2023, "against", "年度不合（本文件2022年度，那一份2023年度）"),
        (2021, "previous", "可以对照"),
        (2022, "previous", "同年的文件请用 --against"),
        (2020, "previous", "年度不合（本文件2022年度，那一份2020年度）"),
    ],
)
def test_years(year: int, role: OtherRole, words: str) -> None:
    made = paired("2022年度青河县水利局部门整体支出绩效自评报告", f"青河县水利局{year}年度部门决算", role)
    assert words in made.said.zh
    assert made.fits == (words == "可以对照")


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("青河县水利局2022年度部门决算", "2022年度部门决算，可以对照"),
        ("青河县水利局2022年部门预算", "2022年度部门预算，可以对照"),
        ("青河县水利局2022年度部门整体支出绩效自评报告", "另一稿绩效自评，可以对照"),
        ("青河县水利局2022年度项目支出绩效自评报告", "说的不是同样的数"),
    ],
)
def test_kinds(title: str, words: str) -> None:
    assert words in paired("2022年度青河县水利局部门整体支出绩效自评报告", title).said.zh


@pytest.mark.parametrize("own", [True, False])
def test_a_document_that_names_nobody_or_no_year_does_not_fit(own: bool) -> None:
    named = "2022年度青河县水利局部门整体支出绩效自评报告"
    for unknown, words in (("部门决算", "认不出年度"), ("2022年度部门决算", "认不出单位名称")):
        made = paired(unknown, named) if own else paired(named, unknown)
        assert not made.fits and words in made.said.zh
        assert ("本文件" in made.said.zh) == own


def test_a_name_in_the_title_is_enough_with_doubt() -> None:
    made = paired("2022年度青河县水利局部门整体支出绩效自评报告", "青河县水利局（含下属）2022年度部门决算")
    assert made.fits and "只作警告" in made.said.zh and "None" not in made.said.zh
