"""Columns of personal data: refused when the mapping uses them, passed over otherwise, never quoted."""

from __future__ import annotations

import pytest

from gouji.errors import PersonalColumn
from gouji.ledger import Ledger, draft_mapping, grid_of_csv, load_mapping, read_ledger
from gouji.ledger.personal import is_identity_number, personal_header, personal_value

# Numbers that nobody has: 11 1111 is no place, 12345… no telephone.
IDENTITY = "111111190001010000"
MOBILE = "13800000000"

PERSONAL = ("姓名", "联 系 人", "当事人（签字）", "身份证号码", "手机", "联系电话", "家庭住址", "地址", "E-mail邮箱")
PERSONAL += ("银行卡号", "户名", "投诉人", "承办人员", "举报者", "性别", "学员名单")


def checked(number: str) -> str:
    """The same number with a check digit that holds."""
    return next(number[:17] + digit for digit in "0123456789X" if is_identity_number(number[:17] + digit))


def read(column: str, cells: list[str], header: str = "内容") -> Ledger:
    table = "\n".join([f"日期,{header}", *(f"2024-01-02,{cell}" for cell in cells)])
    mapping = load_mapping(
        f"""
[columns]
date = "日期"
{f'{column} = "{header}"' if column else ""}
[[measures]]
id = "n"
name = "数量"
measure = "count"
""",
        "m.toml",
    )
    return read_ledger([grid_of_csv(table.encode(), "台账.csv")], mapping)


@pytest.mark.parametrize(
    "header",
    PERSONAL,
)
def test_personal_headers_are_refused(header: str) -> None:
    assert personal_header(header) is not None
    with pytest.raises(PersonalColumn) as caught:
        read("kind", ["甲"], header)
    assert "B 栏" in caught.value.zh and "去掉这一栏" in caught.value.zh
    assert "甲" not in caught.value.zh + caught.value.en


@pytest.mark.parametrize(
    "header",
    ["参训人数", "人次", "受理日期", "办公地址", "链接地址", "民族团结活动", "法人单位", "诉求类型", "手机端", ""],
)
def test_other_headers_are_not(header: str) -> None:
    assert personal_header(header) is None


@pytest.mark.parametrize(
    "cell", [checked(IDENTITY), f"反映人 {MOBILE} 来电", "写信到 someone@example.com 询问", checked(IDENTITY).lower()]
)
def test_personal_values_are_refused_and_not_quoted(cell: str) -> None:
    with pytest.raises(PersonalColumn) as caught:
        read("kind", ["咨询", cell])
    said = caught.value.zh + caught.value.en
    assert "内容" in said and cell not in said and MOBILE not in said


@pytest.mark.parametrize("cell", ["1380000000", "138000000001", "A13800000000", "20240305000112345678", "无@", "咨询"])
def test_other_values_are_not(cell: str) -> None:
    assert personal_value(cell) is None
    assert len(read("kind", [cell]).rows) == 1


def test_a_wrong_check_digit_is_no_identity_number() -> None:
    right = checked(IDENTITY)
    wrong = right[:17] + ("1" if right[17] != "1" else "2")
    assert not is_identity_number(wrong)
    assert personal_value(wrong) is None
    assert not is_identity_number("111111190013010000")


def test_an_unmapped_column_is_passed_over_and_said() -> None:
    ledger = read("", [f"甲，{MOBILE}"])
    assert ledger.rows[0].cells == ("2024-01-02",)
    (note,) = ledger.notes
    assert "B 栏“内容”" in note.zh and "没有读" in note.zh
    assert MOBILE not in note.zh + note.en


def test_kinds_in_free_words_are_warned_of() -> None:
    (note,) = (n for n in read("kind", [f"第{n}件事" for n in range(300)]).notes if "自由填写" in n.zh)
    assert "300 种" in note.zh


def test_a_draft_leaves_personal_columns_out() -> None:
    table = f"受理日期,类型,联系人,备注\n2024-01-02,咨询,某某,{MOBILE}\n"
    drafted = draft_mapping(grid_of_csv(table.encode(), "台账.csv"))
    assert "# C 栏 联系人：像个人信息，不读" in drafted and "# D 栏 备注：像个人信息，不读" in drafted
    assert "某某" not in drafted and MOBILE not in drafted
