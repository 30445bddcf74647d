"""The page: the text of the document and nothing else in it, both sides of every finding, and no way in for markup."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import example as with_example
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from gouji.cli import main
from gouji.model import (
    Block,
    Cell,
    Document,
    Evidence,
    Fact,
    Finding,
    Language,
    Paragraph,
    Report,
    Span,
    Table,
    Text,
    TieGraph,
)
from gouji.output import Judged
from gouji.output.causes import together
from gouji.output.coverage import figure_states
from gouji.output.html_page import Page
from gouji.quantities import find_quantities

EXAMPLES = Path(__file__).parents[2] / "examples"
HEAD = "某局2023年度部门整体支出绩效自评报告\n"


def page_of(*files: Judged, language: Language = "zh", home: Path | None = None, failed: str = "") -> str:
    page = Page(home=home or Path(), version="0.1.0", ruleset="2026.11", language=language)
    for file in files:
        page.add(file)
    if failed:
        page.fail(failed, f"{failed}：文件是空的<b>")
    return page.made().decode("utf-8")


def article(html: str) -> LexborNode:
    found = LexborHTMLParser(html).css_first("article.text")
    assert found is not None
    return found


def content(node: LexborNode) -> str:
    return node.text(deep=True, separator="", strip=False)


def as_shown(text: str) -> str:
    """What a page can hold of a text: no zero character, no half of a surrogate pair."""
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", text)


# --- any text, any marks ---


def made_up(blocks: list[Any], spans: list[tuple[int, int]]) -> Judged:
    """A document of paragraphs (texts) and tables (rows of texts), with findings that quote spans of it."""
    text, parts = "", list[Block]()
    for block in blocks:
        start = len(text)
        if isinstance(block, str):
            text += block
            parts.append(Paragraph(start=start, end=len(text), level=len(block) % 4))
        else:
            cells = []
            for row, texts in enumerate(block):
                for column, words in enumerate(texts):
                    cells.append(Cell(row=row, column=column, start=len(text), end=len(text) + len(words)))
                    text += words + ("\t" if column < len(texts) - 1 else "\n")
            width = max(len(texts) for texts in block)
            parts.append(Table(start=start, end=len(text), rows=len(block), columns=width, cells=tuple(cells)))
        text += "\n"
    ends = [tuple(sorted((a % (len(text) + 1), b % (len(text) + 1)))) for a, b in spans]
    findings = [
        Finding(
            id=f"{number:08x}",
            rule="G101",
            severity=("error", "warning", "notice")[number % 3],  # type: ignore[arg-type]
            title=Text("题", "title"),
            message=Text(text[:40], text[:40]),
            computation=text[-40:],
            evidence=tuple(Evidence(role="part", span=Span(start, end)) for start, end in ends[number::3]),
            basis=(),
        )
        for number in range(3)
        if ends[number::3]
    ]
    figures = [q for q in find_quantities(text) if q.start < q.end]
    facts = tuple(
        Fact(id=number, quantity=quantity, span=Span(quantity.start, quantity.end), source="prose")
        for number, quantity in enumerate(figures)
    )
    document = Document(name="任.txt", format="txt", sha256="0" * 64, text=text, blocks=tuple(parts), segments=())
    report = Report(organisation=text[:9], fiscal_year=None, form=None, facts=facts)
    graph = TieGraph(ties=(), by_fact=tuple(() for _ in facts))
    return Judged(document, report, graph, (), tuple(findings))


TEXTS = st.text(st.one_of(st.characters(exclude_categories=()), st.sampled_from("<>&\"'\r\n\t 1.%万元/")), max_size=24)
TABLES = st.lists(st.lists(TEXTS, min_size=1, max_size=4), min_size=1, max_size=4)
BLOCKS = st.lists(st.one_of(TEXTS, TABLES), min_size=1, max_size=5)
SPANS = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=8)


@settings(deadline=None)
@given(BLOCKS, SPANS)
@with_example(["<script>alert(1)</script>", [["</td>", "\r\n"], ["1万元"]]], [(0, 30), (3, 9), (20, 40)])
def test_the_text_of_the_page_is_the_text_of_the_document(blocks: list[Any], spans: list[tuple[int, int]]) -> None:
    judged = made_up(blocks, spans)
    html = page_of(judged)
    text = as_shown(judged.document.text)
    assert content(article(html)) == text
    tree = LexborHTMLParser(html)
    assert len(tree.css("script")) == 1 and len(tree.css("article.text")) == 1
    for index, finding in enumerate(judged.findings):
        covered = {at for evidence in finding.evidence for at in range(evidence.span.start, evidence.span.end)}
        quoted = "".join(content(node) for node in article(html).css(f'[data-e~="d0f{index}"]'))
        assert quoted == "".join(text[at] for at in sorted(covered))


@settings(deadline=None)
@given(BLOCKS)
def test_every_figure_has_its_state(blocks: list[Any]) -> None:
    judged = made_up(blocks, [])
    states = figure_states(judged.report, judged.graph, judged.findings)
    shown = "".join(content(node) for node in article(page_of(judged)).css(".f"))
    quoted = "".join(as_shown(judged.document.quote(fact.span)) for fact in judged.report.facts)
    assert set(states) <= {"unnamed"} and shown == quoted


def test_merged_cells_holes_and_a_table_in_a_cell() -> None:
    text = "甲\t乙\n丙\t外1万元内2万元后\n"
    cells = (
        Cell(row=0, column=0, rowspan=2, start=0, end=1),
        Cell(row=0, column=2, start=2, end=3),
        Cell(row=2, column=0, start=4, end=5),
        Cell(row=2, column=1, colspan=2, start=6, end=15),
    )
    inner = (Cell(row=0, column=0, start=10, end=11), Cell(row=0, column=1, start=11, end=14))
    document = Document(
        name="表.txt",
        format="txt",
        sha256="0" * 64,
        text=text,
        blocks=(
            Table(start=0, end=16, rows=3, columns=3, cells=cells),
            Table(start=10, end=14, rows=1, columns=2, cells=inner, nested=True),
        ),
        segments=(),
    )
    report = Report(organisation=None, fiscal_year=None, form=None, facts=())
    shown = article(page_of(Judged(document, report, TieGraph(ties=(), by_fact=()), (), ())))
    assert content(shown) == text
    assert [content(node) for node in shown.css("td td")] == ["内", "2万元"]
    rows = [
        [tuple(cell.attributes.get(name) for name in ("class", "rowspan", "colspan")) for cell in row.iter()]
        for row in shown.css("tr")
        if row not in shown.css("td tr")
    ]
    assert rows == [
        [(None, "2", None), ("hole", None, "1"), (None, None, None)],
        [],
        [(None, None, None), (None, None, "2")],
    ]


# --- real ones ---


@pytest.mark.parametrize("language", ["zh", "en"])
def test_both_sides_of_every_finding_are_joined(example: Judged, language: Language) -> None:
    html = page_of(example, language=language)
    tree = LexborHTMLParser(html)
    assert content(article(html)) == example.document.text
    cards = tree.css(".card")
    assert len(cards) == len(example.findings) > 0
    for card, finding in zip(cards, together(example.findings, example.causes), strict=True):
        assert finding.severity in (card.attributes["class"] or "") and card.attributes["tabindex"] == "0"
        said = content(card)
        assert finding.message.said_in(language) in said and finding.computation in said and finding.id in said
        assert content(card.css("details")[0]).strip() and card.css("blockquote")
        quoted = [content(node) for node in tree.css(f'.text [data-e~="{card.attributes["id"]}"]')]
        whole = "".join(quoted)
        assert all(example.document.quote(evidence.span) in whole for evidence in finding.evidence)
        for side in card.css(".side"):
            assert tree.css_first(f"{side.attributes['href']}.q") is not None
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))


def test_figures_are_tinted_by_state(example: Judged) -> None:
    states = figure_states(example.report, example.graph, example.findings)
    shown = article(page_of(example))
    for state in ("closed", "rounding", "contradicting", "named", "unnamed"):
        assert bool(shown.css(f".f.{state}")) == (state in states), state
        whole = "".join(content(node) for node in shown.css(f".f.{state}"))
        printed = "".join(
            example.document.quote(fact.span) for fact in example.report.facts if states[fact.id] == state
        )
        assert whole == printed
    ties = {key for node in shown.css("[data-t]") for key in (node.attributes["data-t"] or "").split()}
    assert ties and all(len(shown.css(f'[data-t~="{key}"]')) > 1 for key in ties)


def test_tables_keep_their_merged_cells(example: Judged) -> None:
    (table,) = example.document.tables()
    shown = article(page_of(example)).css("td:not(.hole)")
    assert len(shown) == len(table.cells)
    for cell in table.cells:
        assert cell.rowspan == 1 or any(node.attributes.get("rowspan") == str(cell.rowspan) for node in shown)


def test_a_hostile_report_stays_text(judged_text: Callable[[str, str], Judged]) -> None:
    attack = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&lt;</article></section><style>*{}</style>"
    made = judged_text(
        f"{attack}某局2023年度部门整体支出绩效自评报告\n{attack}支出合计100万元，其中：基本支出60万元，项目支出50万元。{attack}\n",
        "javascript:alert(1)<b>.txt",
    )
    assert made.findings
    html = page_of(made, failed="<i>坏.txt")
    tree = LexborHTMLParser(html)
    assert content(article(html)) == made.document.text
    assert [len(tree.css(tag)) for tag in ("script", "style", "article", "img", "i:not([class])")] == [1, 1, 1, 0, 0]
    assert not [name for node in tree.css("*") for name in node.attributes if name.startswith("on")]
    for link in tree.css("a"):
        assert (link.attributes["href"] or "").startswith(("#", "./"))


def test_the_page_fetches_nothing_and_runs_only_its_script(example: Judged) -> None:
    html = page_of(example)
    tree = LexborHTMLParser(html)
    assert (
        not tree.css("link, img, iframe, object, embed, script[src]") and "@import" not in html and "url(" not in html
    )
    assert not re.search(r"https?://", tree.css_first("head").html or "")
    policy = tree.css_first("meta[http-equiv]").attributes["content"] or ""
    digest = base64.b64encode(hashlib.sha256(content(tree.css_first("script")).encode()).digest()).decode()
    assert "default-src 'none'" in policy and f"script-src 'sha256-{digest}'" in policy


def test_several_files_have_an_index_worst_first(
    example: Judged, plain: Judged, judged_text: Callable[[str, str], Judged]
) -> None:
    clean = judged_text(HEAD + "支出合计110万元，其中：基本支出60万元，项目支出50万元。\n", "好.txt")
    tree = LexborHTMLParser(page_of(clean, example, failed="坏.docx"))
    lines = [content(node) for node in tree.css(".index tbody tr")]
    assert "坏.docx" in lines[0] and "<b>" in lines[0] and "示例自评报告" in lines[1] and "好.txt" in lines[2]
    assert "文件是空的" in lines[0] and lines[0].count("坏.docx") == 1
    for link in tree.css(".index a"):
        assert tree.css_first(f"section{link.attributes['href']}") is not None
    assert len(tree.css("section.report")) == 2
    assert not LexborHTMLParser(page_of(plain)).css(".index")


def test_a_report_of_two_thousand_figures_is_of_reasonable_size(judged_text: Callable[[str, str], Judged]) -> None:
    lines = (
        f"第{n}项支出合计{n}.30万元，其中：基本支出{n}.10万元，项目支出0.20万元，占{n % 90 + 1}%。" for n in range(500)
    )
    made = judged_text(HEAD + "\n".join(lines), "长.txt")
    assert len(made.report.facts) >= 2000
    html = page_of(made)
    assert len(html.encode()) < 20 * len(made.document.text.encode())


def test_the_command_links_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "报告").mkdir()
    report = tmp_path / "报告" / "甲 乙.docx"
    report.write_bytes((EXAMPLES / "示例自评报告.docx").read_bytes())
    output = tmp_path / "结果.html"
    for _ in range(2):
        result = CliRunner().invoke(main, ["check", "--format", "html", "-o", str(output), str(report)])
        assert result.exit_code == 1 and result.stderr == ""
    link = LexborHTMLParser(output.read_text("utf-8")).css_first("a.file")
    assert link.attributes["href"] == "./%E6%8A%A5%E5%91%8A/%E7%94%B2%20%E4%B9%99.docx"
