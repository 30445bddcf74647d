"""A figure read from a scan that breaks a tie is first our own doubt."""

from __future__ import annotations

from itertools import pairwise

import msgspec
import pytest

from gouji.model import Document, Other, Segment, Span
from gouji.pipeline import Judgement, check, extract
from gouji.readers import read_bytes
from gouji.ties import confirmed, settle, tie

HEAD = "某县水利局2023年度部门整体支出绩效自评报告\n\n"
SUM = "2023年支出{0}万元，其中基本支出{1}万元，项目支出{2}万元。\n"
RIGHT = ("1216.08", "742.36", "473.72")


def scanned(text: str, *, sure: dict[str, float] | None = None, lines: set[int] | None = None) -> Document:
    """A text as if it had been recognised; `sure` says otherwise than 0.95 for some figures, `lines` which lines."""
    document = read_bytes(text.encode(), "扫描件")
    marks = {start: figure for figure in sure or {} for start in [text.find(figure)]}
    segments: list[Segment] = []
    for segment in document.segments:
        if lines is not None and segment.place.line not in lines:
            segments.append(segment)
            continue
        cuts = sorted({segment.start, segment.end, *(m for m in marks if segment.start < m < segment.end)})
        cuts = sorted({*cuts, *(m + len(f) for m, f in marks.items() if segment.start < m < segment.end)})
        for start, end in pairwise(cuts):
            value = (sure or {}).get(marks.get(start, ""), 0.95)
            place = msgspec.structs.replace(segment.place, page=3, confidence=value)
            segments.append(Segment(start, end, place))
    return msgspec.structs.replace(document, segments=tuple(segments))


def judged(document: Document) -> Judgement:
    return check(document, extract(document))


def findings(judgement: Judgement) -> list[str]:
    return [finding.rule for result in judgement.results for finding in result.findings]


def notes(judgement: Judgement) -> list[str]:
    return [gap.message.zh for gap in judgement.report.gaps if gap.kind == "unread"]


def values(judgement: Judgement) -> set[str]:
    return {f"{fact.quantity.printed}" for fact in judgement.report.facts if fact.quantity.printed is not None}


def test_a_text_keeps_its_findings() -> None:
    document = read_bytes((HEAD + SUM.format("1216.68", *RIGHT[1:])).encode(), "文本")
    made = judged(document)
    assert findings(made) and not notes(made)


def test_a_scan_whose_figures_tie_has_no_notes() -> None:
    made = judged(scanned(HEAD + SUM.format(*RIGHT)))
    assert not findings(made) and not notes(made)


@pytest.mark.parametrize(
    ("read_as", "place"),
    [
        ("1218.08", 0),  # 6 and 8 are no known pair: stays unread
        ("173.72", 2),  # nor 4 and 1
    ],
)
def test_what_no_known_misreading_explains_is_unread_and_no_mistake(read_as: str, place: int) -> None:
    figures = [*RIGHT]
    figures[place] = read_as
    made = judged(scanned(HEAD + SUM.format(*figures)))
    assert not findings(made)
    assert any(read_as in note and "对不上" in note for note in notes(made))
    assert all(tie.state != "broken" for tie in made.graph.ties)


@pytest.mark.parametrize(
    ("read_as", "place"),
    [
        ("742.86", 1),  # 3 read as 8
        ("121608", 0),  # the point dropped
        ("216.08", 0),  # the first digit clipped
        ("42.36", 1),
        ("1216.00", 0),
        ("473.12", 2),  # 7 read as 1
        ("742.39", 1),
    ],
)
def test_a_known_misreading_is_put_right(read_as: str, place: int) -> None:
    figures = [*RIGHT]
    figures[place] = read_as
    # Recognition is least sure of what it misread.
    made = judged(scanned(HEAD + SUM.format(*figures), sure={read_as: 0.6}))
    assert not findings(made)
    assert RIGHT[place] in values(made), (values(made), notes(made))
    (note,) = notes(made)
    assert read_as in note and RIGHT[place] in note and note.startswith("第3页")
    assert made.report.gaps[-1].place is not None and made.report.gaps[-1].place.page == 3


def test_two_ways_to_close_a_tie_settle_nothing() -> None:
    # 3 to 8 in the part and 8 to 3 in the whole would both do.
    made = judged(scanned(HEAD + SUM.format("538.00", "283.00", "305.00")))
    assert not findings(made)
    assert notes(made) and all("对不上" in note for note in notes(made))


def test_a_figure_that_another_place_confirms_is_the_units_mistake() -> None:
    elsewhere = "项目支出473.72万元，其中农田水利项目支出400.00万元，防汛项目支出73.72万元。\n"
    basic = "基本支出742.36万元，其中人员经费支出700.36万元，公用经费支出42.00万元。\n"
    total = "2023年支出1216.98万元，其中上半年支出600.00万元，下半年支出616.98万元。\n"
    text = HEAD + SUM.format("1216.98", *RIGHT[1:]) + elsewhere + basic + total
    made = judged(scanned(text))
    printed = judged(read_bytes(text.encode(), "文本"))
    assert findings(made) == findings(printed)


def test_figures_of_a_text_layer_are_not_doubted() -> None:
    text = HEAD + SUM.format("1216.68", *RIGHT[1:]) + "附件见扫描页。\n"
    made = judged(scanned(text, lines={4}))
    assert findings(made) and not notes(made)


def test_the_confidence_of_a_span_reaches_the_figures() -> None:
    document = scanned(HEAD + SUM.format(*RIGHT), sure={"742.36": 0.6})
    start = document.text.index("742.36")
    assert document.confidence_of(Span(start, start + 6)) == 0.6


def against(report: str, accounts: Document) -> list[str]:
    """What is found when a report is set against final accounts."""
    extracted = extract(accounts)
    its, graph = settle(accounts, extracted, tie(extracted))
    other = Other(role="against", document=accounts, report=confirmed(accounts, its, graph))
    document = read_bytes(report.encode(), "文本")
    return [
        finding.rule
        for result in check(document, extract(document), [other]).results
        for finding in result.findings
        if finding.rule.startswith("G7")
    ]


def test_a_figure_of_another_scan_is_held_against_a_report_only_when_its_own_file_confirms_it() -> None:
    report, head = HEAD + SUM.format(*RIGHT), "某县水利局2023年度部门决算\n\n"
    alone, confirms = "2023年支出1261.08万元。\n", SUM.format("1261.08", "742.36", "518.72")
    assert against(report, read_bytes((head + alone).encode(), "文本")) == ["G701"]
    assert against(report, scanned(head + alone)) == []
    assert against(report, scanned(head + confirms)) == ["G701", "G701"]
