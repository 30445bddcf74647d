"""Signs that look alike are told apart by their partners; digits are never touched."""

from __future__ import annotations

import pytest

from gouji.readers.ocr_signs import mended


@pytest.mark.parametrize(
    ("read_as", "printed"),
    [
        ("得分（分值×执行率)", "得分（分值×执行率）"),
        ("产出指标(50分)", "产出指标（50分）"),
        ("(1)幸福株洲", "(1)幸福株洲"),
        ("(万元", "（万元"),
        ("执行率)", "执行率）"),
        ("A(b)", "A(b)"),
        ('“幸福株洲"荷塘', "“幸福株洲”荷塘"),
        ('"后半篇文章”', "“后半篇文章”"),
        ('5"', '5"'),
        ("90分（含）一100分", "90分（含）—100分"),
        ("2021年一2022年", "2021年—2022年"),
        ("一是", "一是"),
        ("第一2", "第一2"),
        ("((((", "(((("),
        ("", ""),
    ],
)
def test_signs(read_as: str, printed: str) -> None:
    assert mended(read_as) == printed
    assert len(mended(read_as)) == len(read_as)
