"""A code whose cell reaches over the columns of 类, 款 and 项 is read once."""

from __future__ import annotations

from gouji.model import Breakdown
from gouji.pipeline import extract
from gouji.readers import read_bytes

_ROWS = (
    ("208", "社会保障和就业支出", "50.00", "50.00", ""),
    ("20805", "行政事业单位养老支出", "50.00", "50.00", ""),
    ("213", "农林水支出", "350.00", "270.00", "80.00"),
    ("21302", "林业和草原", "350.00", "270.00", "80.00"),
)


def page() -> bytes:
    """A table of expenditure whose headings and codes are merged as in final accounts."""
    body = "".join(
        f"<tr><td colspan=3>{code}</td>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
        for code, *cells in _ROWS
    )
    return f"""<html><body><p>云溪县林业局2024年度部门决算</p><p>支出决算表</p><p>单位：万元</p><table>
<tr><td colspan=4>项目</td><td rowspan=2>本年支出合计</td><td rowspan=2>基本支出</td><td rowspan=2>项目支出</td></tr>
<tr><td colspan=3>科目编码</td><td>科目名称</td></tr>
<tr><td rowspan=2>类</td><td rowspan=2>款</td><td rowspan=2>项</td><td>栏次</td><td>1</td><td>2</td><td>3</td></tr>
<tr><td>合计</td><td>400.00</td><td>320.00</td><td>80.00</td></tr>{body}</table></body></html>""".encode()


def test_codes_are_read_once() -> None:
    report = extract(read_bytes(page(), "case.html"))
    assert {fact.item for fact in report.facts if fact.item} == {code for code, *_ in _ROWS}
    down = [s for s in report.statements if isinstance(s, Breakdown) and s.shape == "column"]
    shown = {(report.facts[s.whole].quantity.text, len(s.parts)) for s in down}
    assert ("400.00", 2) in shown and ("350.00", 1) in shown
