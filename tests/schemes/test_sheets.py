"""Score sheets of small reports: `sheets/*.toml` has a report, the scheme, and what each row must come to."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import gouji
from gouji.model import Report, RowScore, ScoreSheet
from gouji.schemes import score_sheets

CASES = sorted((Path(__file__).parent / "sheets").glob("*.toml"))


def report_of(text: str, folder: Path) -> Report:
    path = folder / "报告.txt"
    path.write_text(text.lstrip("\n"), encoding="utf-8")
    report: Report = gouji.extract(gouji.read(path))
    return report


def sheet_of(case: dict[str, Any], folder: Path) -> ScoreSheet:
    sheets = score_sheets(report_of(case["text"], folder), case["scheme"], values=case.get("values"))
    assert len(sheets) == 1
    return sheets[0]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_rows_come_to_what_they_must(path: Path, tmp_path: Path) -> None:
    case = tomllib.loads(path.read_text("utf-8"))
    sheet = sheet_of(case, tmp_path)
    assert [str(row.number) for row in sheet.rows] == list(case["rows"])
    for row in sheet.rows:
        expect(row, case["rows"][str(row.number)])
    assert sheet.unused == ()


def expect(row: RowScore, expected: dict[str, Any]) -> None:
    said = f"第{row.number}行 {row.name}：{row.state} {row.computed} [{row.low}, {row.high}] {row.trace}"
    assert row.state == expected["state"], said
    wanted = expected.get("computed")
    assert row.computed == (Decimal(wanted) if wanted is not None else None), said
    for end in ("low", "high"):
        if end in expected:
            assert getattr(row, end) == Decimal(expected[end]), said
    if "missing" in expected:
        assert list(row.missing) == expected["missing"], said
    if "trace" in expected:
        assert expected["trace"] in " ".join(row.trace), said
    if "note" in expected:
        assert expected["note"] in " ".join(note.zh for note in row.notes), said
    if "confidence" in expected:
        assert row.confidence == expected["confidence"], said


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_totals_and_grades(path: Path, tmp_path: Path) -> None:
    case = tomllib.loads(path.read_text("utf-8"))
    sheet = sheet_of(case, tmp_path)
    for name, value in case.get("totals", {}).items():
        field = name if "grade" in name or name in ("low", "high") else f"{name}_total"
        found = getattr(sheet, field)
        found = str(found) if isinstance(found, Decimal) else found
        assert found == value, name


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_holds_of_every_row(path: Path, tmp_path: Path) -> None:
    """A computed score is possible and within its points; what is not computed says what it lacks or why."""
    for row in sheet_of(tomllib.loads(path.read_text("utf-8")), tmp_path).rows:
        assert Decimal(0) <= row.low <= row.high
        assert row.trace or row.missing
        if row.computed is not None:
            assert row.points is None or row.computed <= row.points
            assert not row.missing
        if row.state == "cannot_compute":
            assert row.missing
        if row.state == "needs_judgement":
            assert row.low < row.high
        if not row.printed and row.rule:
            assert row.grounds, "a rule that the form does not print names what it rests on"
