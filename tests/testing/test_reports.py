"""Synthetic reports: deterministic, true to their text, consistent, and the same words in every format."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from gouji.readers import read_bytes
from gouji.testing import FORMS, Synthetic, make_report, to_docx
from gouji.vocabulary import concepts, funds

CASES = [(form, seed, seed % 2 == 1) for form in FORMS for seed in range(6)]


@pytest.fixture(scope="module")
def reports() -> list[Synthetic]:
    return [make_report(seed, form, rounded) for form, seed, rounded in CASES]


def test_same_seed_same_report(reports: list[Synthetic]) -> None:
    again = [make_report(seed, form, rounded) for form, seed, rounded in CASES]
    assert again == reports
    assert [to_docx(report) for report in again[:9]] == [to_docx(report) for report in reports[:9]]


def test_seeds_and_forms_differ() -> None:
    texts = {make_report(seed, form).text for seed in range(5) for form in FORMS}
    assert len(texts) == 5 * len(FORMS)
    assert make_report(7).form in FORMS
    assert make_report(3, "prose7").text != make_report(3, "prose7", rounded=True).text


def test_mentions_stand_where_they_say(reports: list[Synthetic]) -> None:
    for report in reports:
        assert report.mentions, report.name
        end = 0
        for mention in report.mentions:
            assert report.text[mention.start : mention.end] == mention.text
            assert mention.start >= end, "mentions are in order and do not overlap"
            assert mention.key in report.variables
            end = mention.end


def test_concepts_and_funds_are_of_the_vocabulary(reports: list[Synthetic]) -> None:
    named = {mention.concept for report in reports for mention in report.mentions} - {None}
    measured = {mention.measure for report in reports for mention in report.mentions} - {None}
    assert named | measured <= concepts().keys()
    assert {mention.fund for report in reports for mention in report.mentions} - {None} <= funds().keys()


def test_no_words_of_the_templates_are_left(reports: list[Synthetic]) -> None:
    for report in reports:
        assert not set("[]{}<>«»¦?()") & set(report.text.replace("(万元)", "")), report.name


def test_bonds_hold(reports: list[Synthetic]) -> None:
    for report in reports:
        values = {key: variable.value for key, variable in report.variables.items()}
        for bond in report.bonds:
            whole, parts = values[bond.whole], [values[part] for part in bond.parts]
            if bond.kind == "sum":
                assert whole == sum(parts), (report.name, bond)
            elif bond.kind == "change":
                assert whole == abs(parts[0] - parts[1])
            elif bond.kind == "growth":
                assert whole == abs(parts[0] - parts[1]) * 100 / parts[1]


def test_printed_values(reports: list[Synthetic]) -> None:
    """As printed, money is exact without rounding, and within half a unit of the last digit with it."""
    for report in reports:
        for mention in report.mentions:
            exact = report.variables[mention.key].value
            if mention.key.endswith(".mean"):
                continue
            if mention.unit == "元" and not report.rounded:
                assert mention.value == exact, mention
            elif mention.unit == "元":
                assert abs(mention.value - exact) <= Decimal(500_000 if "亿" in mention.text else 50), mention


def test_formats_say_the_same(reports: list[Synthetic]) -> None:
    for report in reports:
        word = read_bytes(to_docx(report), "report.docx")
        assert "".join(word.text.split()) == "".join(report.text.split()), report.name


def test_files_reopen_elsewhere(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    report = make_report(2, "department")
    path = tmp_path / "report.docx"
    path.write_bytes(to_docx(report))
    opened = docx.Document(str(path))
    assert len(opened.tables) == 1
    assert opened.paragraphs[0].text == report.text.split("\n")[0]
