"""gouji.toml: read whole or refused whole; what it says is done; what is accepted is written and never lost."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import gouji
from gouji.basis import parameter
from gouji.checks import checks
from gouji.errors import BadSettings, WriteError
from gouji.model import Finding
from gouji.pipeline import Judgement
from gouji.readers.reading import read_bytes
from gouji.settings import NAME, Acceptance, Settings, accept, chosen, find_settings, read_settings, settings_from

HERE = Path(__file__).parent
REFUSED = sorted((HERE / "refused").glob("*.toml"))
TEXT = """某县水利局2023年度部门整体支出绩效自评报告
2023年支出合计364.36万元，其中基本支出281.93万元，项目支出72.43万元。
"""


def judged(made: Settings, text: str = TEXT, name: str = "自评.txt") -> Judgement:
    document = read_bytes(text.encode(), name)
    return gouji.check(document, gouji.extract(document), (), made)


def findings(made: Settings, text: str = TEXT) -> list[Finding]:
    return [finding for result in judged(made, text).results for finding in result.findings]


def test_everything_that_can_be_set_is_read() -> None:
    made = read_settings(HERE / "read/everything.toml")
    assert (made.place, made.year, made.preview) == ("湖南省长沙市", 2023, True)
    assert (made.only, made.off) == (("G1", "G2", "G401"), ("G105",))
    assert made.severity == {"G201": "warning"}
    assert made.parameters == {"unit_slip_factor": Decimal(1000), "full_marks": Decimal(120)}
    (exception,) = made.accepted
    assert (exception.finding, exception.date, exception.file) == ("3fa9c1d2", date(2026, 11, 21), "自评报告.docx")


def test_an_empty_file_sets_nothing() -> None:
    path = HERE / "read/empty.toml"
    assert read_settings(path) == Settings(source=str(path))


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path.stem)
def test_all_problems_are_said_at_once(path: Path, tmp_path: Path) -> None:
    case: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    file = tmp_path / NAME
    file.write_text(case["text"], "utf-8")
    with pytest.raises(BadSettings) as raised:
        read_settings(file)
    error = raised.value
    assert {problem.key for problem in error.problems} == set(case["problems"])
    assert str(file) in error.zh and str(file) in error.en
    for problem in error.problems:
        assert problem.key in error.zh and problem.zh in error.zh and problem.en in error.en
    assert "\n" not in error.en


def test_a_file_that_is_not_there_is_said() -> None:
    with pytest.raises(BadSettings):
        read_settings(HERE / "nowhere.toml")


def test_no_bytes_do_more_than_be_refused(tmp_path: Path) -> None:
    for number, content in enumerate((b"\xff\xfe", b"\x00", b"[[accepted", b"x = " + b"[" * 5000)):
        file = tmp_path / f"{number}.toml"
        file.write_bytes(content)
        with pytest.raises(BadSettings):
            read_settings(file)


def test_the_nearest_file_above_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / NAME).write_text("", "utf-8")
    assert find_settings(inner) == tmp_path / NAME
    (inner / NAME).mkdir()
    assert find_settings(inner) == tmp_path / NAME
    (tmp_path / "a" / NAME).write_text("", "utf-8")
    assert find_settings(inner) == tmp_path / "a" / NAME


def test_checks_are_switched() -> None:
    def ids(**values: Any) -> set[str]:
        return {check.meta.id for check in chosen(Settings(**values))}

    stable = {check.meta.id for check in checks() if check.meta.status == "stable"}
    assert ids() == stable
    assert ids(preview=True) == {check.meta.id for check in checks() if check.meta.status != "retired"}
    assert ids(only=("G1",)) == {identity for identity in stable if identity.startswith("G1")}
    assert ids(only=("G1",), off=("G101",)) == ids(only=("G1",)) - {"G101"}
    assert ids(off=("G",)) == set()
    assert {result.rule for result in judged(Settings(only=("G101",))).results} == {"G101"}


def test_severity_is_set_and_what_a_check_held_milder_stays_so() -> None:
    (finding,) = findings(Settings(only=("G101",)))
    assert finding.severity == "error"
    (finding,) = findings(Settings(only=("G101",), severity={"G101": "notice"}))
    assert finding.severity == "notice"
    shaky = TEXT + "2023年支出合计365.36万元，2023年支出合计366.36万元。\n"
    for made in findings(Settings(only=("G201",), severity={"G201": "notice"}), shaky):
        assert made.severity == "notice"


def test_parameters_are_set_for_one_run_only() -> None:
    text = TEXT.replace("364.36", "354.36").replace("281.93万元", "281.93元")
    assert [f.rule for f in findings(Settings(only=("G401",)), text)] == ["G401"]
    assert findings(Settings(only=("G401",), parameters={"unit_slip_factor": Decimal(1000)}), text) == []
    assert parameter("unit_slip_factor", 2023) == 10_000


def test_the_year_is_used_where_the_report_says_none() -> None:
    assert judged(Settings(year=2021)).report.fiscal_year == 2023
    assert judged(Settings(year=2021), "某县水利局自评报告\n支出合计3万元。\n").report.fiscal_year == 2021


def test_what_is_accepted_is_apart_and_not_lost() -> None:
    (finding,) = findings(Settings(only=("G101",)))
    exception = Acceptance(finding=finding.id, reason="已核对", date=date(2026, 11, 21), file="自评.txt")
    made = judged(Settings(only=("G101",), accepted=(exception,)))
    assert [result.findings for result in made.results] == [()]
    assert [(a.finding, a.reason, a.date) for a in made.accepted] == [(finding, "已核对", date(2026, 11, 21))]
    assert made.causes == ()
    assert findings(
        Settings(
            only=("G101",), accepted=(Acceptance(finding=finding.id, reason="…", date=date(2026, 1, 1), file="b.txt"),)
        )
    )


def acceptance(reason: str = "已与主管部门核对", file: str | None = "自评.txt") -> Acceptance:
    return Acceptance(finding="3fa9c1d2", reason=reason, date=date(2026, 11, 21), file=file)


def test_an_exception_is_added_and_the_rest_stays(tmp_path: Path) -> None:
    file = tmp_path / NAME
    before = "# 我们局的设置\nyear = 2023  # 今年\n"
    file.write_text(before, "utf-8")
    made = accept(file, acceptance())
    assert file.read_text("utf-8").startswith(before)
    assert made == read_settings(file) and made.accepted == (acceptance(),)
    written = file.read_bytes()
    assert accept(file, acceptance("又一次")) == made and file.read_bytes() == written
    assert len(accept(file, acceptance(file=None)).accepted) == 2
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_a_file_is_made_where_there_is_none(tmp_path: Path) -> None:
    assert accept(tmp_path / NAME, acceptance()).accepted == (acceptance(),)


def test_a_file_that_is_wrong_is_not_added_to(tmp_path: Path) -> None:
    file = tmp_path / NAME
    for text in ("plase = 1\n", "accepted = []\n"):
        file.write_text(text, "utf-8")
        with pytest.raises(BadSettings):
            accept(file, acceptance())
        assert file.read_text("utf-8") == text


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises((WriteError, BadSettings)):
        accept(tmp_path / "file" / NAME, acceptance())


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1).filter(lambda text: text.strip()))
def test_any_reason_comes_back_as_it_was(tmp_path: Path, reason: str) -> None:
    file = tmp_path / f"{abs(hash(reason))}.toml"
    made = accept(file, acceptance(reason))
    assert made.accepted[0].reason == reason.encode("utf-8", "replace").decode()


keys = st.sampled_from(["place", "year", "preview", "checks", "severity", "parameters", "accepted", "x"])
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.dates() | st.floats(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=8), inner, max_size=2),
    max_leaves=6,
)


@given(st.dictionaries(keys, values, max_size=4))
def test_whatever_a_file_says_is_read_or_refused(data: dict[str, Any]) -> None:
    try:
        settings_from(data, "gouji.toml")
    except BadSettings as error:
        assert error.problems
