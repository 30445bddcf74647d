"""The published schemas hold for real outputs, and allow nothing that the program does not give."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import jsonschema
import msgspec
import pytest
from click.testing import CliRunner

from gouji.cli import main
from gouji.model import Claim, Fact, Place, Remainder, Source, Statement
from gouji.model.finding import Outcome, Severity
from gouji.output import SCHEMAS, schema

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "reports"
FORMATS = [SHARED / "formats" / f"s002.{suffix}" for suffix in ("docx", "doc", "pdf", "ofd", "xlsx", "xls", "html")]
REPORTS = [*sorted(SHARED.glob("*.txt")), *FORMATS, *sorted((SHARED / "disclosures").glob("*.pdf"))]
EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.suffix in (".txt", ".docx", ".xlsx"))


@cache
def validator(name: str) -> Any:
    return jsonschema.Draft202012Validator(json.loads(schema(name)))


def record(command: str, path: Path, *options: str) -> dict[str, Any]:
    result = CliRunner().invoke(main, [command, str(path), "--format", "json", "--no-isolation", *options])
    assert result.exit_code in (0, 1)
    (line,) = result.stdout.splitlines()
    made: dict[str, Any] = json.loads(line)
    return made


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_is_one_and_the_command_prints_it(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(schema(name)))
    assert CliRunner().invoke(main, ["schema", name]).stdout_bytes == schema(name)


def test_an_unknown_schema_is_bad_usage() -> None:
    result = CliRunner().invoke(main, ["schema", "score"])
    assert result.exit_code == 2 and result.stdout == ""


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize("name", SCHEMAS)
def test_examples_keep_to_the_schema(name: str, path: Path) -> None:
    validator(name).validate(record(name, path))


@pytest.mark.skipif(not SHARED.exists(), reason="the sample reports are not here")
@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_reports_keep_to_the_schema(path: Path) -> None:
    for name in SCHEMAS:
        validator(name).validate(record(name, path, "--lang", "en"))


def test_a_report_with_every_kind_of_statement_keeps_to_the_schema(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "某县水利局2023年度部门整体支出绩效自评报告\n\n一、收支情况\n"
        "2023年支出100万元，其中基本支出60万元，占60%，项目支出40万元。年初预算95万元，支出大于预算。\n"
        "“三公”经费5万元，较上年减少1万元，下降16.67%。项目预算51万元，执行调减16.72万元，支出34.28万元，结余0万元。\n"
        "全年举办培训班6期312人次，平均每期52人次。内设股室2个，分别为：办公室、财务股。\n"
        "全年预算数100万元，执行数95万元，预算执行率95%。\n",
        encoding="utf-8",
    )
    made = record("facts", path)
    validator("facts").validate(made)
    kinds = {statement["kind"] for statement in made["statements"]}
    assert {"breakdown", "share", "change", "average", "enumeration"} <= kinds
    assert [claim["kind"] for claim in made["claims"]] == ["spending_exceeds_budget"]
    assert made["sections"]
    for statement in made["statements"]:
        assert 0 <= statement["start"] < statement["end"] <= len(made["text"])


@pytest.mark.parametrize("name", SCHEMAS)
def test_drift_is_refused(name: str) -> None:
    """A key more or less anywhere, or a number where a decimal string is promised, does not pass."""
    made = record(name, EXAMPLES[0])
    for path, holder in objects(made):
        for change in ("more", "less"):
            worse = copy.deepcopy(made)
            target = worse
            for step in path:
                target = target[step]
            required = next(iter(holder), None)
            if change == "more":
                target["no_such_key"] = 1
            elif required is None or "place" in path:
                continue
            else:
                del target[required]
            assert not validator(name).is_valid(worse), (path, change)


def objects(made: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
    """One object of each shape: the first member of every list."""
    if isinstance(made, dict):
        yield path, made
        for key, value in made.items():
            yield from objects(value, (*path, key))
    elif isinstance(made, list) and made:
        yield from objects(made[0], (*path, 0))


def test_a_number_is_no_decimal() -> None:
    made = record("facts", EXAMPLES[0])
    for wrong in (5, "5e3", "五", "", "1,000"):
        made["facts"][0]["value"] = wrong
        assert not validator("facts").is_valid(made), wrong


def test_the_schemas_follow_the_records() -> None:
    """What the model holds the schema has, field by field, and the values that a field may take."""
    facts, check = (json.loads(schema(name)) for name in ("facts", "check"))
    place = facts["$defs"]["place"]
    assert place == check["$defs"]["place"]
    assert list(place["properties"]) == list(Place.__struct_fields__)
    assert facts["$defs"]["fact"]["properties"]["source"]["enum"] == list(get_args(Source))
    finding = check["$defs"]["finding"]["properties"]
    assert finding["severity"]["enum"] == list(get_args(Severity))
    assert check["properties"]["checks"]["items"]["properties"]["outcome"]["enum"] == list(get_args(Outcome))
    listed = {
        entry["properties"]["kind"]["const"]: entry for entry in facts["properties"]["statements"]["items"]["oneOf"]
    }
    kinds = {kind.__struct_config__.tag: kind for kind in get_args(Statement) if kind is not Claim}
    assert set(listed) == set(kinds)
    for tag, kind in kinds.items():
        own = {"initial" if kind is Remainder and name == "start" else name for name in kind.__struct_fields__}
        assert set(listed[tag]["properties"]) == own - {"span"} | {"kind", "start", "end"}
    kept = set(facts["$defs"]["fact"]["properties"]) - {"text", "start", "end", "place"}
    assert set(Fact.__struct_fields__) - {"quantity", "span", "frame", "row", "column"} <= kept


def test_unnamed_keeps_the_ids(tmp_path: Path) -> None:
    example = ROOT / "examples" / "示例自评报告.docx"
    whole, some = record("facts", example), record("facts", example, "--unnamed")
    validator("facts").validate(some)
    assert some["facts"] == [fact for fact in whole["facts"] if fact["concept"] is None] != []
    assert msgspec.json.encode(some["statements"]) == msgspec.json.encode(whole["statements"])
