"""SARIF: the log keeps to the standard, and its regions are the quoted figures."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from click.testing import CliRunner

from gouji.cli import main
from gouji.cli.accounts import catalogue
from gouji.model import Language
from gouji.output import Judged
from gouji.output.sarif import Sarif

EXAMPLE = Path(__file__).parents[2] / "examples" / "示例自评报告.docx"


def thing(required: str = "", **properties: Any) -> dict[str, Any]:
    """An object of the standard: what it must have and all that it may have of what we write."""
    properties.setdefault("properties", {"type": "object"})
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
    }


def listed(items: dict[str, Any], *, unique: bool = False) -> dict[str, Any]:
    return {"type": "array", "items": items, "uniqueItems": unique}


STRING = {"type": "string"}
COUNT = {"type": "integer", "minimum": 0}
FROM_ONE = {"type": "integer", "minimum": 1}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
MESSAGE = thing("text", text=STRING)
CULTURE = {"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"}
ARTIFACT_LOCATION = thing("uri", uri={"type": "string", "pattern": "^[!-~]+$"}, index=COUNT)
REGION = thing(
    "startLine startColumn endLine endColumn charOffset charLength",
    startLine=FROM_ONE,
    startColumn=FROM_ONE,
    endLine=FROM_ONE,
    endColumn=FROM_ONE,
    charOffset=COUNT,
    charLength=COUNT,
    snippet=thing("text", text=STRING),
)
LOCATION = thing(
    "physicalLocation",
    id=COUNT,
    physicalLocation=thing("artifactLocation", artifactLocation=ARTIFACT_LOCATION, region=REGION),
    message=MESSAGE,
)
RULE = thing(
    "id shortDescription help",
    id=STRING,
    shortDescription=MESSAGE,
    help=MESSAGE,
    messageStrings={"type": "object", "additionalProperties": MESSAGE},
    defaultConfiguration=thing(level=LEVEL),
)
ROLES = {"enum": ["analysisTarget", "referencedOnCommandLine"]}
SUPPRESSION = thing("kind", kind={"enum": ["external"]}, status={"enum": ["accepted"]}, justification=STRING)
SCHEMA = thing(
    "version runs",
    **{
        "$schema": {
            "const": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
        }
    },
    version={"const": "2.1.0"},
    runs=listed(
        thing(
            "tool results",
            tool=thing(
                "driver",
                driver=thing(
                    "name version rules",
                    name=STRING,
                    fullName=STRING,
                    version=STRING,
                    semanticVersion={"type": "string", "pattern": r"^\d+\.\d+\.\d+"},
                    language=CULTURE,
                    rules=listed(RULE, unique=True),
                ),
            ),
            language=CULTURE,
            columnKind={"const": "unicodeCodePoints"},
            invocations=listed(
                thing(
                    "executionSuccessful",
                    executionSuccessful={"type": "boolean"},
                    toolExecutionNotifications=listed(
                        thing(
                            "message",
                            level=LEVEL,
                            message=MESSAGE,
                            descriptor=thing("id", id=STRING),
                            locations=listed(LOCATION),
                        )
                    ),
                )
            ),
            artifacts=listed(
                thing(
                    "location mimeType",
                    location=ARTIFACT_LOCATION,
                    description=MESSAGE,
                    roles=listed(ROLES, unique=True),
                    mimeType={"type": "string", "pattern": "[^/]+/.+"},
                    encoding=STRING,
                    hashes={"type": "object", "additionalProperties": STRING},
                    contents=thing("text", text=STRING),
                ),
                unique=True,
            ),
            results=listed(
                thing(
                    "message ruleId level locations partialFingerprints",
                    message=MESSAGE,
                    ruleId=STRING,
                    ruleIndex=COUNT,
                    level=LEVEL,
                    locations=listed(LOCATION),
                    relatedLocations=listed(LOCATION, unique=True),
                    partialFingerprints={"type": "object", "additionalProperties": STRING},
                    suppressions=listed(SUPPRESSION, unique=True),
                )
            ),
        )
    ),
)
"""What SARIF 2.1.0 asks of the part of it that we write; what else it allows counts as a slip here."""

OFFICIAL = os.environ.get("SARIF_SCHEMA")
"""A file with the schema that OASIS publishes, where the one who runs the tests has it."""


def held_to_the_standard(log: dict[str, Any]) -> dict[str, Any]:
    """A log that keeps to our part of the standard, and to all of it where that is at hand."""
    jsonschema.Draft202012Validator(SCHEMA).validate(log)
    if OFFICIAL:
        schema = json.loads(Path(OFFICIAL).read_text("utf-8-sig"))
        jsonschema.validators.validator_for(schema)(schema).validate(log)
    return log


def log_of(*files: Judged, language: Language = "zh", texts: Path | None = None) -> dict[str, Any]:
    sarif = Sarif(catalogue(), version="0.1.0", ruleset="2026.11", language=language, texts=texts)
    for file in files:
        sarif.add(file)
    log: dict[str, Any] = json.loads(sarif.made())
    run: dict[str, Any] = held_to_the_standard(log)["runs"][0]
    return run


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_finding_is_a_result_with_its_proof(example: Judged, language: Language) -> None:
    run = log_of(example, language=language)
    assert len(run["results"]) == len(example.findings) > 0
    for result, finding in zip(run["results"], example.findings, strict=True):
        assert result["ruleId"] == finding.rule == run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"]
        assert result["level"] == {"error": "error", "warning": "warning", "notice": "note"}[finding.severity]
        assert result["partialFingerprints"]["goujiFinding/v1"] == finding.id
        said = result["message"]["text"]
        assert finding.message.said_in(language) in said and finding.computation in said
        assert result["properties"]["basis"]
        assert len(result["locations"]) == 1
        assert len(result["relatedLocations"]) == len(finding.evidence) - 1
    assert {rule["messageStrings"]["zh"]["text"] for rule in run["tool"]["driver"]["rules"]} >= {"分项之和不等于合计"}


def test_regions_are_the_quoted_figures(example: Judged, plain: Judged) -> None:
    run = log_of(example, plain)
    held = {
        index: artifact["contents"]["text"] if "contents" in artifact else plain.document.text
        for index, artifact in enumerate(run["artifacts"])
        if artifact["mimeType"] == "text/plain"
    }
    seen = 0
    for result in run["results"]:
        for location in result["locations"] + result["relatedLocations"]:
            place = location["physicalLocation"]
            region, text = place["region"], held[place["artifactLocation"]["index"]]
            quoted = region["snippet"]["text"]
            assert text[region["charOffset"] :][: region["charLength"]] == quoted
            line = text.split("\n")[region["startLine"] - 1]
            assert line[region["startColumn"] - 1 :].startswith(quoted.split("\n")[0])
            seen += 1
    assert seen > 20


def test_a_text_is_itself_and_anything_else_has_its_text(example: Judged, plain: Judged) -> None:
    artifacts = log_of(example, plain)["artifacts"]
    assert [artifact["mimeType"].rpartition(".")[2] for artifact in artifacts] == [
        "document",
        "text/plain",
        "text/plain",
    ]
    assert (
        artifacts[1]["properties"]["textOf"] == artifacts[0]["location"]["uri"]
        and artifacts[1]["contents"]["text"] == example.document.text
    )
    assert unquote(artifacts[1]["location"]["uri"]).endswith("示例自评报告.docx.txt")
    assert "contents" not in artifacts[2] and "textOf" not in artifacts[2]["properties"]
    assert artifacts[0]["hashes"]["sha-256"] == example.document.sha256


def test_texts_are_written_where_asked(example: Judged, judged: Callable[[Path], Judged], tmp_path: Path) -> None:
    other = tmp_path / "另" / EXAMPLE.name
    other.parent.mkdir()
    other.write_bytes(EXAMPLE.read_bytes())
    run = log_of(example, judged(other), texts=tmp_path / "全文")
    written = [artifact for artifact in run["artifacts"] if "textOf" in artifact["properties"]]
    assert len(written) == 2 and all("contents" not in artifact for artifact in written)
    for artifact in written:
        path = Path(unquote(artifact["location"]["uri"].removeprefix("file://")))
        assert path.read_text(encoding="utf-8") == example.document.text


def test_hostile_text_stays_text(judged_text: Callable[[str, str], Judged]) -> None:
    made = judged_text(
        "某局2023年度部门整体支出绩效自评报告\n{0}[60](1)支出合计100万元，其中：基本支出60万元，项目支出50万元。\n",
        "a b#?：.txt",
    )
    run = log_of(made)
    said = "".join(result["message"]["text"] for result in run["results"])
    assert "{{0}}" in said and "[60] (1)" in said
    uri = run["artifacts"][0]["location"]["uri"]
    assert unquote(uri) == "a b#?：.txt" and "#" not in uri and "?" not in uri


def test_the_same_file_twice_is_one_artifact(plain: Judged) -> None:
    run = log_of(plain, plain)
    assert len(run["artifacts"]) == 1 and len(run["results"]) == 2 * len(plain.findings)


def test_the_command_says_what_it_could_not_read(tmp_path: Path) -> None:
    output = tmp_path / "结果.sarif"
    arguments = ["check", "--lang", "en", "--format", "sarif", "-o", str(output), str(EXAMPLE), "没有.docx"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2 and result.stderr.count("\n") == 1
    log = held_to_the_standard(json.loads(output.read_text(encoding="utf-8")))
    (invocation,) = log["runs"][0]["invocations"]
    assert not invocation["executionSuccessful"]
    (note,) = invocation["toolExecutionNotifications"]
    assert note["level"] == "error" and "no such file" in note["message"]["text"]
    assert not list(tmp_path.glob(".*"))


def test_no_file_at_all_is_still_a_log() -> None:
    run = log_of()
    assert run["results"] == [] and run["invocations"] == [{"executionSuccessful": True}]


def test_other_documents_and_accepted_exceptions_keep_to_it_too(
    example: Judged, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted, *others = example.findings
    settings = tmp_path / "gouji.toml"
    settings.write_text(
        f'[[accepted]]\nfinding = "{accepted.id}"\nfile = "{EXAMPLE.name}"\nreason = "已核对"\ndate = 2026-11-21\n',
        "utf-8",
    )
    monkeypatch.chdir(EXAMPLE.parent)
    output = tmp_path / "结果.sarif"
    beside = ["--against", "示例部门决算.txt", "--previous", "示例上年自评报告.txt"]
    arguments = ["check", "--settings", str(settings), "--format", "sarif", "-o", str(output), EXAMPLE.name, *beside]
    assert CliRunner().invoke(main, arguments).exit_code == 1
    run = held_to_the_standard(json.loads(output.read_text(encoding="utf-8")))["runs"][0]
    assert [artifact.get("roles") for artifact in run["artifacts"]].count(["referencedOnCommandLine"]) == 2
    (suppressed,) = [result for result in run["results"] if "suppressions" in result]
    assert suppressed["partialFingerprints"]["goujiFinding/v1"] == accepted.id
    assert suppressed["suppressions"][0]["justification"] == "已核对"
    assert len(run["results"]) > len(others)
