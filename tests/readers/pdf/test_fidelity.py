"""Files beside the repository whose contents are known: the same words, cells, places and findings in every format."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from reader_views import cells, filled, paragraphs, unplaced

from gouji.model import Document
from gouji.pipeline import judge
from gouji.quantities import find_quantities
from gouji.readers import read

REPORTS = ["s000", "s002", "s004"]
SENTENCE = "部门整体支出绩效自评报告：支出350.28万元，执行率100%"


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.fixture
def formats(shared: Path) -> Path:
    return shared / "reports" / "formats"


@pytest.mark.parametrize("kind", ["pdf", "ofd"])
@pytest.mark.parametrize("name", REPORTS)
def test_every_paragraph_and_cell_of_the_truth_is_read(formats: Path, name: str, kind: str) -> None:
    document = read(formats / f"{name}.{kind}")
    truth: dict[str, Any] = json.loads((formats / f"{name}.truth.json").read_text(encoding="utf-8"))
    assert unplaced(document) == []
    found = {bare(text) for text in paragraphs(document)}
    assert [text for text in truth["paras"] if bare(text) not in found] == []
    tables = list(document.tables())
    assert len(tables) == len(truth["tables"])
    for table, wanted in zip(tables, truth["tables"], strict=True):
        got = {(*cell[:4], bare(cell[4])) for cell in cells(document, table)}
        expected = {(c["r"], c["c"], c["rs"], c["cs"], bare(c["text"])) for c in wanted["cells"] if bare(c["text"])}
        assert expected - got == set()
        assert (table.rows, table.columns) == (wanted["rows"], wanted["cols"])


@pytest.mark.parametrize("name", ["gbk_euc_h", "unigb_ucs2_h", "unigb_utf16_h"])
def test_fonts_without_a_mapping_are_read(formats: Path, name: str) -> None:
    assert paragraphs(read(formats / f"{name}_no_tounicode.pdf")) == [SENTENCE]


# Blanks to be filled in (G603) are underscores in Word and lines drawn on the page in OFD.
DRAWN = ("G603",)


@pytest.mark.parametrize("kind", ["pdf", "ofd"])
@pytest.mark.parametrize("name", REPORTS)
def test_the_findings_are_those_of_the_word_version(formats: Path, name: str, kind: str) -> None:
    """The differences that are left are listed in `DRAWN`, with their reason."""

    def view(extension: str) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str | None]], Any]:
        found = judge(formats / f"{name}.{extension}")
        made = (f for result in found.results for f in result.findings if f.rule not in DRAWN)
        findings = Counter((f.rule, bare(f.message.zh)) for f in made)
        facts = Counter((bare(found.document.quote(fact.span)), fact.concept) for fact in found.report.facts)
        return findings, facts, (found.report.organisation, found.report.fiscal_year, found.report.form)

    assert view(kind) == view("docx")


@pytest.mark.parametrize(
    "file",
    [*[f"formats/{name}.pdf" for name in REPORTS], "disclosures/pt_shangwu_2025_dept_budget.pdf",
     "disclosures/pt_shegongbu_2024_juesuan.pdf"],
)  # fmt: skip
def test_the_box_of_each_figure_holds_the_figure(shared: Path, file: str) -> None:
    document = read(shared / "reports" / file)
    look = Reader(shared / "reports" / file)
    wrong = [
        (document.text[q.start : q.end], look.read_back(document, q.start, q.end))
        for q in find_quantities(document.text)
        if look.read_back(document, q.start, q.end) != bare(document.text[q.start : q.end])
    ]
    assert wrong == []


class Reader:
    """Reads what stands inside boxes of a PDF with nothing but pdfium's own boxes of the ink."""

    def __init__(self, file: Path):
        self.pdf = pdfium.PdfDocument(file)
        self.pages: dict[int, list[tuple[float, float, str]]] = {}

    def ink(self, number: int) -> list[tuple[float, float, str]]:
        """Each character of a page with the middle of its ink, x and y from the upper left."""
        if number not in self.pages:
            page = self.pdf[number - 1]
            text, height = page.get_textpage(), page.get_height()
            found = []
            for index in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(index)
                found.append(((left + right) / 2, height - (bottom + top) / 2, text.get_text_range(index, 1)))
            self.pages[number] = [char for char in found if char[2].strip()]
        return self.pages[number]

    def read_back(self, document: Document, start: int, end: int) -> str:
        out = ""
        for segment in document.segments:
            if segment.start < end and segment.end > start:
                place = segment.place
                assert place.page is not None and place.box is not None
                x0, top, x1, bottom = place.box
                inside = [c for c in self.ink(place.page) if x0 <= c[0] <= x1 and top <= c[1] <= bottom]
                out += "".join(char for _, _, char in sorted(inside, key=lambda c: c[0]))
        return out


def test_a_published_budget_has_its_nine_tables(shared: Path) -> None:
    document = read(shared / "reports" / "disclosures" / "pt_shangwu_2025_dept_budget.pdf")
    tables = list(document.tables())
    assert [(t.rows, t.columns) for t in tables] == [
        (16, 4), (34, 9), (34, 7), (16, 7), (34, 7), (11, 7), (11, 7), (34, 6), (4, 7),
    ]  # fmt: skip
    income = filled(document, tables[1])
    assert income[17][:6] == ["208", "05", "06", "机关事业单位职业年金缴费支出", "705,443.00", "705,443.00"]
    assert income[-1][:5] == ["合计", "合计", "合计", "合计", "371,514,655.00"]
    total = sum(int(row[4].replace(",", "")[:-3]) for row in income[3:-1] if row[1] == "")
    assert total == 371_514_655
    prose = paragraphs(document)
    assert any(text.startswith("9、组织协调本区商品交易市场规划") and text.endswith("规范流通秩序。") for text in prose)
    assert len([text for text in prose if text.startswith("10、提供有关境外投资")]) == 1


def test_published_final_accounts_have_their_tables(shared: Path) -> None:
    document = read(shared / "reports" / "disclosures" / "pt_shegongbu_2024_juesuan.pdf")
    tables = list(document.tables())
    assert [(t.rows, t.columns) for t in tables] == [
        (3, 3), (32, 4), (20, 9), (20, 8), (34, 7), (20, 5), (40, 6), (5, 12), (6, 8), (6, 8),
    ]  # fmt: skip
    assert filled(document, tables[3])[5] == ["2013901", "行政运行", "51.32", "51.32", "", "", "", ""]
    assert "第三部分 中共上海市普陀区委社会工作部2024年度部门决算情况说明" in paragraphs(document)
