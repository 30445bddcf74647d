"""A report whose exact amounts tie has no fault, however its figures are rounded; one wrong digit is always found."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gouji.model import Finding
from gouji.pipeline import check, extract
from gouji.readers import read_bytes

HUNDRED = Decimal(100)
# A bare 120 is a telephone number to our reader even before 万元: tests/extract/prose/hotline_numbers_are_amounts.toml.
HOTLINES = ("110", "114", "119", "120", "122")
BANDS = ((90, "优"), (80, "良"), (60, "中"), (0, "差"))
# What a broken figure is tied to: a finding must quote one of these.
TIED = {
    "total": ("total", "basic", "project", "outturn", "basic_share", "project_share"),
    "basic": ("total", "basic", "project", "personnel", "operating", "basic_share"),
    "project": ("total", "basic", "project", "project_share"),
    "basic_share": ("basic_share", "basic", "total"),
    "project_share": ("project_share", "project", "total"),
    "personnel": ("personnel", "operating", "basic"),
    "operating": ("personnel", "operating", "basic"),
    "meeting": ("meeting", "meeting_change", "meeting_percent"),
    "meeting_change": ("meeting", "meeting_change", "meeting_percent"),
    "meeting_percent": ("meeting", "meeting_change", "meeting_percent"),
    "staff_rate": ("staff", "posts", "staff_rate"),
    "final": ("final", "final_granted", "final_carried", "rate", "outturn"),
    "final_granted": ("final", "final_granted", "final_carried"),
    "outturn": ("outturn", "total", "outturn_granted", "outturn_carried", "rate", "final"),
    "outturn_granted": ("outturn", "outturn_granted", "outturn_carried"),
    "rate": ("rate", "outturn", "final"),
    "points_0": ("points_0", "points_total"),
    "score_0": ("score_0", "score_total", "points_0"),
    "points_total": ("points_0", "points_total"),
    "score_total": ("score_0", "score_total", "score_prose"),
    "score_prose": ("score_total", "score_prose", "grade"),
}


@dataclass
class Page:
    """A text in the making, which knows where its figures stand; one of them may be printed wrongly."""

    wrong: str = ""
    text: str = ""
    places: dict[str, tuple[int, int]] = field(default_factory=dict)

    def write(self, *pieces: str | tuple[str, str]) -> None:
        """Add words, and figures as (name, digits)."""
        for piece in pieces:
            if isinstance(piece, str):
                self.text += piece
                continue
            name, digits = piece
            if name == self.wrong:
                digits = str(int(digits[0]) % 9 + 1) + digits[1:]
            self.places[name] = (len(self.text), len(self.text) + len(digits))
            self.text += digits


def rounded(value: Decimal, decimals: int) -> str:
    """A value printed half up, as a clerk does."""
    return f"{value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"


places = st.integers(0, 2)
fractions = st.decimals("0.2", "0.8", places=4)


@dataclass
class Figures:
    """Exact amounts in 万元 that tie, and the decimals with which each is printed."""

    total: Decimal
    basic: Decimal
    personnel: Decimal
    final: Decimal
    carried: Decimal
    spent_of_carried: Decimal
    meeting: Decimal
    meeting_change: Decimal
    rises: bool
    staff: int
    posts: int
    points: list[int]
    lost: list[Decimal]
    decimals: list[int]


@st.composite
def figures(draw: st.DrawFn) -> Figures:
    # Three digits: a bare 2022 in a cell may be a year.
    total = draw(st.decimals("400", "700", places=5))
    cuts = draw(st.lists(st.integers(1, 89), min_size=1, max_size=4, unique=True))
    edges = [0, *sorted(cuts), 90]
    points = [high - low for low, high in pairwise(edges)]
    final = total * draw(st.decimals("1", "1.25", places=4))
    carried = final * draw(st.decimals("0.1", "0.3", places=4))
    posts = draw(st.integers(20, 90))
    meeting = draw(st.decimals("20", "90", places=4))
    return Figures(
        total=total,
        basic=total * draw(fractions),
        personnel=draw(fractions),
        final=final,
        carried=carried,
        spent_of_carried=carried * draw(fractions),
        meeting=meeting,
        meeting_change=meeting * draw(st.decimals("0.25", "0.45", places=4)),
        rises=draw(st.booleans()),
        staff=draw(st.integers(10, posts)),
        posts=posts,
        points=points,
        lost=[draw(st.integers(0, point)) / Decimal(4) for point in points],
        decimals=draw(st.lists(places, min_size=24, max_size=24)),
    )


def report(figures: Figures, wrong: str = "") -> Page:
    """The report of some figures; `wrong` names the one whose first digit is raised by one."""
    page = Page(wrong)
    decimals = iter(figures.decimals)

    def money(name: str, value: Decimal) -> tuple[str, str]:
        printed = rounded(value, next(decimals))
        return name, printed if printed not in HOTLINES else rounded(value, 1)

    def percent(name: str, part: Decimal, whole: Decimal) -> tuple[str, str]:
        return name, rounded(part * HUNDRED / whole, next(decimals))

    f = figures
    project = f.total - f.basic
    personnel = f.basic * f.personnel
    before = f.meeting - f.meeting_change if f.rises else f.meeting + f.meeting_change
    up = ("增加", "增长") if f.rises else ("减少", "下降")
    page.write("2022年度青河县水利服务中心整体支出绩效自评报告\n一、部门概况\n")
    page.write("本单位编制", ("posts", str(f.posts)), "人，在职人员", ("staff", str(f.staff)), "人，在职人员控制率")
    page.write(percent("staff_rate", Decimal(f.staff), Decimal(f.posts)), "%。\n二、支出情况\n2022年支出合计")
    page.write(money("total", f.total), "万元，其中：基本支出", money("basic", f.basic), "万元，占")
    page.write(percent("basic_share", f.basic, f.total), "%；项目支出", money("project", project), "万元，占")
    page.write(percent("project_share", project, f.total), "%。基本支出中人员经费", money("personnel", personnel))
    page.write("万元、公用经费", money("operating", f.basic - personnel), "万元。\n会议费")
    page.write(
        ("meeting", rounded(f.meeting, 2)), f"万元，较上年{up[0]}", ("meeting_change", rounded(f.meeting_change, 2))
    )
    page.write(f"万元，{up[1]}", percent("meeting_percent", f.meeting_change, before))
    page.write("%。\n三、资金情况\n")
    page.write("单位：万元\n资金来源\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n年度资金总额\t")
    rate = f.total * HUNDRED / f.final
    earned = rounded(rate / 10, 2)
    page.write(money("initial", f.final), "\t", money("final", f.final), "\t", money("outturn", f.total), "\t10\t")
    page.write(percent("rate", f.total, f.final), "%\t", ("earned", earned), "\n当年财政拨款\t")
    page.write(money("initial_granted", f.final - f.carried), "\t", money("final_granted", f.final - f.carried), "\t")
    page.write(money("outturn_granted", f.total - f.spent_of_carried), "\t\t\t\n上年结转资金\t")
    page.write(money("initial_carried", f.carried), "\t", money("final_carried", f.carried), "\t")
    page.write(money("outturn_carried", f.spent_of_carried), "\t\t\t\n四、绩效指标\n")
    page.write("一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施\n")
    total_score = Decimal(earned)
    for row, (points, lost) in enumerate(zip(f.points, f.lost, strict=True)):
        score = points - lost
        total_score += score
        reason = "受汛期影响，下年提前安排" if lost else ""
        page.write(
            f"产出指标\t数量指标\t第{'甲乙丙丁戊'[row]}类任务\t按期完成\t基本完成\t",
            (f"points_{row}", str(points)),
            "\t",
        )
        page.write((f"score_{row}", f"{score.normalize():f}"), f"\t{reason}\n")
    page.write(
        "总分\t\t\t\t\t", ("points_total", "100"), "\t", ("score_total", f"{total_score:f}"), "\t\n五、自评结论\n"
    )
    grade = next(name for low, name in BANDS if total_score >= low)
    page.write(
        "五、自评结论\n自评得分", ("score_prose", f"{total_score:f}"), "分，评价等级为“", ("grade", grade), "”。\n"
    )
    return page


def loud(page: Page) -> list[Finding]:
    """The errors and warnings of a report."""
    document = read_bytes(page.text.encode(), "case.txt")
    results = check(document, extract(document)).results
    return [finding for result in results for finding in result.findings if finding.severity != "notice"]


quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


@quick
@given(figures())
def test_rounding_alone_is_no_fault(made: Figures) -> None:
    page = report(made)
    assert [finding.message.zh for finding in loud(page)] == [], page.text


@quick
@given(figures(), st.sampled_from(sorted(TIED)))
def test_a_wrong_first_digit_is_found(made: Figures, wrong: str) -> None:
    page = report(made, wrong)
    members = [page.places[name] for name in TIED[wrong]]
    quoted = [evidence.span for finding in loud(page) for evidence in finding.evidence]
    assert any(span.start < end and start < span.end for span in quoted for start, end in members), page.text


def test_every_figure_that_can_be_broken_is_tried() -> None:
    """One fixed report, each of its figures broken in turn."""
    made = Figures(
        total=Decimal("523.41371"),
        basic=Decimal("301.27412"),
        personnel=Decimal("0.87"),
        final=Decimal("540.5"),
        carried=Decimal("60.25"),
        spent_of_carried=Decimal("43.125"),
        meeting=Decimal("31.2044"),
        meeting_change=Decimal("9.3581"),
        rises=False,
        staff=26,
        posts=28,
        points=[50, 30, 10],
        lost=[Decimal(0), Decimal("1.5"), Decimal("0.25")],
        decimals=[0, 2, 1, 2, 0, 1] * 4,
    )
    assert loud(report(made)) == []
    for wrong, tied in TIED.items():
        page = report(made, wrong)
        quoted = [evidence.span for finding in loud(page) for evidence in finding.evidence]
        places = [page.places[name] for name in tied]
        assert any(span.start < end and start < span.end for span in quoted for start, end in places), wrong
