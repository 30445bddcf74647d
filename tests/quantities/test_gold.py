"""The figures that people marked in three real reports: all found, with the right value, and nothing false."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gouji.quantities import find_quantities

SHARED = Path(__file__).parents[3] / "shared"
REPORTS = ("000", "002", "004")

pytestmark = pytest.mark.skipif(
    not (SHARED / "gold").is_dir(), reason="the annotated reports are not beside the checkout"
)


def load(report: str) -> tuple[str, dict[str, Any]]:
    gold = json.loads((SHARED / "gold" / f"{report}.json").read_text(encoding="utf-8"))
    with (SHARED / "reports" / f"{report}.txt").open(encoding="utf-8", newline="") as file:
        return file.read(), gold


@pytest.mark.parametrize("report", REPORTS)
def test_every_marked_figure_is_found_with_its_value(report: str) -> None:
    text, gold = load(report)
    found = {(q.start, q.end): q for q in find_quantities(text)}
    for figure in gold["figures"]:
        if figure.get("stated_in_words"):
            continue  # "无三公经费支出" says zero without a numeral
        quantity = found.get((figure["char_start"], figure["char_end"]))
        assert quantity is not None, figure["id"]
        values = (Decimal(figure["value_in_base"]), Decimal(figure["value"]))
        assert quantity.value in values, figure["id"]
        if figure["unit"] in ("人", "件", "个", "条", "%"):
            assert quantity.unit in (figure["unit"], None), figure["id"]


@pytest.mark.parametrize("report", REPORTS)
def test_nothing_is_found_in_what_is_no_figure(report: str) -> None:
    text, gold = load(report)
    found = find_quantities(text)
    for other in gold["non_figures"]:
        start, end = other["char_start"], other["char_end"]
        assert not [q.text for q in found if q.start < end and q.end > start], other
