"""Planted errors: one place differs, the rest reads back, and what is said to be provable is, counted another way."""

from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.readers import read_bytes
from gouji.testing import FORMS, KINDS, Mention, Planted, Synthetic, make_report, plant, to_docx
from gouji.testing.field import Kind
from gouji.testing.proof import Proof
from gouji.testing.record import Bond, Table
from gouji.testing.slips import digits_of, other_digit, redressed, swapped, without_point

ONE = ("digit", "swap", "point", "wrong_total", "wrong_rate", "contradiction")
reports = st.builds(make_report, st.integers(0, 400), st.sampled_from(list(FORMS)), st.booleans())


@settings(max_examples=120, deadline=None)
@given(reports, st.sampled_from(KINDS), st.integers(0, 9))
def test_one_place_differs_and_the_rest_reads_back(report: Synthetic, kind: Kind, seed: int) -> None:
    planted = plant(report, kind, random.Random(seed))
    if planted is None:
        return
    after, shift = planted.report, len(planted.report.text) - len(report.text)
    assert planted.kind == kind and planted.old != planted.new
    assert report.text[planted.start : planted.end - shift] == planted.old
    assert after.text == report.text[: planted.start] + planted.new + report.text[planted.end - shift :]
    assert "\n" not in planted.new
    for index, (old, new) in enumerate(zip(report.mentions, after.mentions, strict=True)):
        assert after.text[new.start : new.end] == new.text
        if index not in planted.changed:
            assert (new.text, new.value, new.key) == (old.text, old.value, old.key)
    if kind in ONE:
        assert [i for i, m in enumerate(after.mentions) if m.text != report.mentions[i].text] == list(planted.changed)
        assert len(planted.changed) == 1
    assert not set(planted.proof) & set(planted.changed)
    assert set(planted.proof) <= set(range(len(after.mentions)))


@settings(max_examples=60, deadline=None)
@given(reports, st.sampled_from(KINDS), st.integers(0, 9))
def test_blocks_say_what_the_text_says(report: Synthetic, kind: Kind, seed: int) -> None:
    planted = plant(report, kind, random.Random(seed))
    if planted is None:
        return
    lines: list[str] = []
    for block in planted.report.blocks:
        if not isinstance(block, Table):
            lines.append(block.text)
            continue
        held = {(cell.row, cell.column): cell.text for cell in block.cells}
        lines += ["\t".join(held.get((r, c), "") for c in range(block.columns)) for r in range(block.rows)]
    assert "\n".join(lines) + "\n" == planted.report.text


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_proven_against_a_report_without_errors(form: str) -> None:
    for seed in range(8):
        report = make_report(seed, form, seed % 2 == 1)
        proof = Proof(report)
        for index, mention in enumerate(report.mentions):
            assert proof.against({index: mention}) == set(), (report.name, mention)


@settings(max_examples=120, deadline=None)
@given(reports, st.sampled_from(ONE), st.integers(0, 9))
def test_tied_means_that_what_is_printed_proves_it(report: Synthetic, kind: Kind, seed: int) -> None:
    planted = plant(report, kind, random.Random(seed))
    if planted is not None:
        assert planted.tied == _is_provable(planted), (report.name, planted.old, planted.new)


Range = tuple[Fraction, Fraction]


def _is_provable(planted: Planted) -> bool:
    """The same question in fractions: bonds at the corners of what each figure may stand for."""
    report, (index,) = planted.report, planted.changed
    wrong = report.mentions[index]
    others: dict[str, list[Range]] = {}
    for number, mention in enumerate(report.mentions):
        if number != index:
            others.setdefault(mention.key, []).append(_range(mention))
    low, high = _range(wrong)
    if any(high < a or b < low for a, b in others.get(wrong.key, [])):
        return True
    for bond in report.bonds:
        keys = (bond.whole, *bond.parts)
        if wrong.key in keys and all(key == wrong.key or key in others for key in keys):
            held = {key: min(others[key], key=lambda r: r[1] - r[0]) for key in keys if key != wrong.key}
            if not _holds(bond, {**held, wrong.key: (low, high)}):
                return True
    return False


def _range(mention: Mention) -> Range:
    digits, value = digits_of(mention.text), Fraction(mention.value)
    if digits is None or (mention.unit in ("元", "%") and set(digits) == {"0"}):
        return value, value
    if "余" in mention.text:
        return value, value + 10 ** (len(digits) - len(digits.rstrip("0")))
    if mention.unit not in ("元", "%"):
        return value, value
    places = len(digits.partition(".")[2])
    size = value / Fraction(digits) if Fraction(digits) else Fraction(10_000)
    half = size * Fraction(1, 2 * 10**places)
    return value - half, value + half


def _holds(bond: Bond, ranges: dict[str, Range]) -> bool:
    low, high = ranges[bond.whole]
    corners = [_computed(bond, values) for values in product(*(set(ranges[part]) for part in bond.parts[:2]))]
    if bond.kind == "sum":
        least = sum(ranges[part][0] for part in bond.parts)
        return least <= high and low <= sum(ranges[part][1] for part in bond.parts)
    known = [value for value in corners if value is not None]
    if len(known) < len(corners):
        return True
    signed = [min(known), max(known)]
    mirrored = [-signed[1], -signed[0]] if bond.kind in ("change", "growth") else signed
    return any(least <= high and low <= most for least, most in (signed, mirrored))


def _computed(bond: Bond, values: tuple[Fraction, ...]) -> Fraction | None:
    if bond.kind in ("sum", "change"):
        return values[0] - values[-1]
    first, base = values
    if base <= 0:
        return None
    return (first - base) * 100 / base if bond.kind == "growth" else first * 100 / base


def test_every_kind_finds_its_place_and_is_the_same_again() -> None:
    for kind in KINDS:
        found = [plant(make_report(seed, "department"), kind, random.Random(seed)) for seed in range(12)]
        again = [plant(make_report(seed, "department"), kind, random.Random(seed)) for seed in range(12)]
        assert found == again
        assert any(p is not None and p.tied for p in found) or kind == "wrong_grade", kind


def test_a_grade_is_wrong_where_the_score_says_so() -> None:
    """A report without a grade has no place for a wrong one."""
    assert plant(make_report(1, "project"), "wrong_grade", random.Random(1)) is None
    found = [plant(make_report(seed, "city"), "wrong_grade", random.Random(seed)) for seed in range(6)]
    for planted in found:
        assert planted is not None and planted.tied and planted.changed == ()
        scores = {planted.report.mentions[index].value for index in planted.proof}
        right = {90: "优", 80: "良", 60: "中", 0: "差"}[max(low for low in (90, 80, 60, 0) if max(scores) >= low)]
        assert planted.old == right != planted.new


def test_a_unit_above_a_table_changes_all_its_amounts() -> None:
    found = [plant(make_report(seed, "accounts"), "unit", random.Random(seed)) for seed in range(20)]
    whole = [p for p in found if p is not None and len(p.changed) > 1]
    assert whole
    for planted in whole:
        before = make_report(planted.report.seed, "accounts")
        factors = {planted.report.mentions[i].value / before.mentions[i].value for i in planted.changed}
        assert factors in ({Decimal(10_000)}, {1 / Decimal(10_000)})


def test_the_word_file_says_the_same() -> None:
    planted = plant(make_report(3, "department"), "copied_row", random.Random(3))
    assert planted is not None
    document = read_bytes(to_docx(planted.report), "report.docx")
    assert "".join(document.text.split()) == "".join(planted.report.text.split())


@pytest.mark.parametrize(
    ("slip", "text", "possible"),
    [
        (other_digit, "5人", {f"{n}人" for n in range(10)} - {"5人"}),
        (swapped, "12.3万元", {"21.3万元"}),
        (swapped, "10", set()),
        (swapped, "77.7%", set()),
        (swapped, "无", set()),
        (without_point, "53.20", {"5320", "5.320", "532.0"}),
        (without_point, "0.53", set()),
        (without_point, "1,234.56元", {"123,456元", "123.456元", "12,345.6元"}),
        (without_point, "８.５％", {"８５％"}),
    ],
)
def test_slips_of_digits(slip: object, text: str, possible: set[str]) -> None:
    assert callable(slip)
    made = {slip(text, random.Random(seed)) for seed in range(80)} - {None}
    assert made == possible


def test_digits_keep_their_dress() -> None:
    assert redressed("１２.５万元", "130.5") == "１３０．５万元"
    assert redressed("12,345.60 元", "1234567.80") == "1,234,567.80 元"
    with pytest.raises(ValueError, match="no digits"):
        redressed("无", "1")
