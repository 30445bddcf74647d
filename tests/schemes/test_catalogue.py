"""The schemes of the catalogue: sourced, dated, complete by what they inherit; and what is refused."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from gouji.basis import documents
from gouji.errors import BadScheme
from gouji.schemes import Scheme, read_scheme, scheme, schemes
from gouji.schemes.catalogue import amount_names, ground, rate_named, rates, terms, weakest
from gouji.schemes.catalogue_records import Setting
from gouji.vocabulary import concepts


def settings(made: Scheme) -> list[Setting]:
    """All settings of a scheme, one by one."""
    values = msgspec.structs.asdict(made.settings).values()
    listed = [part for value in values for part in (value if isinstance(value, tuple) else (value,))]
    return [part for part in listed if part is not None]


each_scheme = pytest.mark.parametrize("made", list(schemes().values()), ids=lambda made: made.id)
MINIMAL = 'id = "mine"\ntitle = "甲"\nbasis = "乙"\nconfidence = "H"\nsince = 2024-01-01\n'


@each_scheme
def test_every_number_rests_on_a_document(made: Scheme) -> None:
    for part in [None, *settings(made), *made.levels, *made.rows, *made.grades, *made.bands, *made.caps]:
        rested = ground(made, part)
        assert rested.id in documents(), rested.id
        assert rested.confidence in ("H", "M", "L")
    assert made.title and made.about


@each_scheme
def test_confidence_is_no_better_than_its_document(made: Scheme) -> None:
    """A number is not surer than the page that it was read from."""
    for part in [None, *settings(made), *made.levels, *made.rows, *made.grades, *made.bands]:
        rested = ground(made, part)
        assert weakest(rested.confidence, documents()[rested.id].confidence) == rested.confidence, (rested, part)


def test_inherited_numbers_keep_their_own_ground() -> None:
    bands = scheme("national_project_bands")
    assert bands.option and bands.confidence == "L"
    reverse = bands.settings.reverse
    assert reverse is not None and len(reverse) == 2
    assert [ground(bands, setting).confidence for setting in reverse] == ["M", "M"]
    assert bands.settings.reached is not None and ground(bands, bands.settings.reached).confidence == "L"
    assert ground(scheme("guangxi_project"), scheme("guangxi_project").grades[0]).confidence == "H"


@pytest.mark.parametrize(
    ("name", "points"),
    [
        ("national_project", [10, 50, 30, 10]),
        ("yueyang_department", [15, 40, 25, 20]),
        ("hubei_self_evaluation", [20, 40, 40]),
        ("sichuan_project", [10, 90]),
        ("sichuan_department_old", [25, 30, 45]),
    ],
)
def test_weights_as_published(name: str, points: list[int]) -> None:
    assert [level.points for level in scheme(name).levels] == points


def test_bands_of_hubei_begin_at_half() -> None:
    assert [band.low for band in scheme("hubei_self_evaluation").bands] == [Decimal(80), Decimal(50), Decimal(0)]
    assert [band.low for band in scheme("national_project").bands] == [Decimal(80), Decimal(60), Decimal(0)]


def test_a_scheme_holds_in_its_years() -> None:
    old = scheme("sichuan_department_old")
    assert [old.holds_in(year) for year in (2013, 2014, 2019, 2020, None)] == [False, True, True, False, True]


def test_rates_are_of_the_vocabulary() -> None:
    for name, entry in rates().items():
        assert name in concepts() or entry.concept in concepts(), name
        assert "＝" in entry.written
        for way in entry.ways:
            assert way.basis in documents()
            assert {term.concept for term in (*terms(way.over), *terms(way.under))} <= set(concepts()), name
    assert {terms(term)[0].concept for term in amount_names().values()} <= set(concepts())
    assert rate_named("财政供养人员控制率") == rate_named("“在职人员”控制率") == "headcount_control_rate"
    assert rate_named("预算完成率") == "budget_completion_rate"
    assert rate_named("水库个数") is None


def test_a_scheme_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "本局.toml"
    path.write_text(
        MINIMAL + 'like = "national_project"\n[settings]\nover_effect = { value = "zero" }\n', encoding="utf-8"
    )
    made = scheme(str(path))
    assert [level.points for level in made.levels] == [10, 50, 30, 10]
    assert made.settings.over_effect is not None and ground(made, made.settings.over_effect).title == "乙"
    assert made.settings.over is not None and ground(made, made.settings.over).id == "guangxi_self_evaluation"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id = ", "不是 TOML"),
        (MINIMAL.replace("since = 2024-01-01\n", ""), "since"),
        (MINIMAL + "unknown = 1\n", "unknown"),
        (MINIMAL.replace('"mine"', '"我的"'), "小写字母"),
        (MINIMAL + 'like = "nowhere"\n', "nowhere"),
        (MINIMAL + 'like = "mine"\n', "圈"),
        (MINIMAL + '[settings]\nsteps = { value = "half" }\n', "whole"),
        (MINIMAL + '[settings]\ndecimals = { value = "many" }\n', "decimals"),
        (MINIMAL + '[settings]\ndecimals = { value = "9" }\n', "0 到 4"),
        (MINIMAL + "until = 2020-01-01\n", "until"),
        (MINIMAL + 'levels = [{ name = "甲", points = "-5" }]\n', "大于 0"),
        (MINIMAL + 'levels = [{ name = "甲", points = "五" }]\n', "points"),
        (MINIMAL.replace('"H"', '"X"'), "confidence"),
    ],
)
def test_what_is_refused(text: str, said: str) -> None:
    with pytest.raises(BadScheme, match=said):
        read_scheme(text, "本局.toml")


def test_an_unknown_scheme_is_refused() -> None:
    with pytest.raises(BadScheme, match="gouji schemes list"):
        scheme("nowhere")
    with pytest.raises(BadScheme, match="读不了"):
        scheme("nowhere.toml")
