"""`gouji check --against --previous`: what another document says is quoted under its name, in every output."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import jsonschema
import pytest
from click.testing import CliRunner, Result

from gouji.cli import main
from gouji.output import schema
from gouji.readers import read

ROOT = Path(__file__).parents[2]
REPORT = ROOT / "examples/示例自评报告.docx"
ACCOUNTS = ROOT / "examples/示例部门决算.txt"
LAST = ROOT / "examples/示例上年自评报告.txt"
BESIDE = ["--against", str(ACCOUNTS), "--previous", str(LAST)]


def gouji(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def across(*arguments: str | Path) -> dict[str, Any]:
    result = gouji("check", REPORT, "--format", "json", *BESIDE, *arguments)
    made: dict[str, Any] = json.loads(result.stdout)
    return made


def test_text_names_the_file_and_the_place() -> None:
    said = gouji("check", REPORT, *BESIDE).stdout
    assert "对照 示例部门决算.txt：2023年度部门决算，可以对照" in said
    assert "上年 示例上年自评报告.txt：2022年度绩效自评，可以对照" in said
    assert "  对照  示例部门决算.txt 三、“三公”经费支出决算情况说明 第14行" in said
    assert "2023年“三公”经费支出【6.58万元】" in said


def test_json_keeps_to_the_schema_and_offsets_are_of_the_file_named() -> None:
    made = across()
    jsonschema.Draft202012Validator(json.loads(schema("check"))).validate(made)
    texts = {str(path): read(path).text for path in (REPORT, ACCOUNTS, LAST)}
    evidence = [e for finding in made["findings"] for e in finding["evidence"]]
    assert {e.get("file") for e in evidence} == {None, str(ACCOUNTS), str(LAST)}
    for e in evidence:
        assert texts[e.get("file", str(REPORT))][e["start"] : e["end"]] == e["text"]
    assert [(o["role"], o["file"]["name"], o["fits"]) for o in made["others"]] == [
        ("against", str(ACCOUNTS), True),
        ("previous", str(LAST), True),
    ]


def test_without_other_documents_nothing_is_added() -> None:
    made = json.loads(gouji("check", REPORT, "--format", "json").stdout)
    assert "others" not in made and not any("file" in e for f in made["findings"] for e in f["evidence"])


def test_isolation_changes_nothing() -> None:
    assert across() == across("--no-isolation")


def test_sarif_points_into_the_other_document() -> None:
    log = json.loads(gouji("check", REPORT, "--format", "sarif", *BESIDE).stdout)
    (run,) = log["runs"]
    places = [
        place["physicalLocation"]
        for result in run["results"]
        for place in (*result["locations"], *result["relatedLocations"])
    ]
    accounts = [p for p in places if "%E5%86%B3%E7%AE%97" in p["artifactLocation"]["uri"]]
    assert accounts
    text = ACCOUNTS.read_text("utf-8")
    for place in accounts:
        region = place["region"]
        start = region["charOffset"]
        assert text[start : start + region["charLength"]] == region["snippet"]["text"]
        artifact = run["artifacts"][place["artifactLocation"]["index"]]
        assert artifact["roles"] == ["referencedOnCommandLine"]
        assert artifact["location"]["uri"] == place["artifactLocation"]["uri"]
    # A finding always begins in the file that was checked.
    own = read(REPORT).text
    for result in run["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        assert own[region["charOffset"] : region["charOffset"] + region["charLength"]] == region["snippet"]["text"]


def test_a_document_that_is_itself_checked_keeps_one_artifact() -> None:
    log = json.loads(gouji("check", REPORT, ACCOUNTS, "--format", "sarif", "--against", ACCOUNTS).stdout)
    (run,) = log["runs"]
    named = [a for a in run["artifacts"] if "%E5%86%B3%E7%AE%97" in a["location"]["uri"]]
    assert [a["roles"] for a in named] == [["analysisTarget"]]
    assert "verdict" in named[0]["properties"]


def test_the_work_list_quotes_the_other_document() -> None:
    book = ZipFile(io.BytesIO(gouji("check", REPORT, "--format", "xlsx", *BESIDE).stdout_bytes))
    strings = book.read("xl/sharedStrings.xml").decode()
    assert "对照  示例部门决算.txt 三、" in strings
    assert "对照 示例部门决算.txt：2023年度部门决算，可以对照" in strings


def test_the_page_quotes_the_other_document_and_links_only_into_its_own() -> None:
    page = gouji("check", REPORT, "--format", "html", *BESIDE).stdout
    assert '<p class="others">对照 示例部门决算.txt：2023年度部门决算，可以对照</p>' in page
    quotes = [part.partition("</div>")[0] for part in page.split('<div class="side">')[1:]]
    assert quotes and all("示例部门决算.txt" in part or "示例上年自评报告.txt" in part for part in quotes)
    links = [part.partition('"')[0] for part in page.split('<a class="side" href="#')[1:]]
    assert links and all(f'id="{link}"' in page for link in links)


def test_notes_stand_in_the_file_itself_and_quote_the_other(tmp_path: Path) -> None:
    out = tmp_path / "copy.docx"
    assert gouji("check", REPORT, *BESIDE, "--annotate", out).exit_code == 1
    comments = ZipFile(out).read("word/comments.xml").decode()
    assert "对照（示例部门决算.txt 三、“三公”经费支出决算情况说明 第14行）：" in comments
    assert read(out).text == read(REPORT).text


def test_a_pair_that_does_not_fit_is_a_sentence_and_no_finding() -> None:
    result = gouji("check", REPORT, "--against", LAST)
    assert (
        "对照 示例上年自评报告.txt：年度不合（本文件2023年度，那一份2022年度），不对照；上年的文件请用 --previous"
        in (result.stdout)
    )
    assert " G70" not in result.stdout.partition("无从判断")[0]
    assert "无从判断：G701 自评与决算不一致：缺同一年度的文件" in result.stdout
    assert "就是本文件，不对照" in gouji("check", REPORT, "--against", REPORT).stdout


@pytest.mark.parametrize("option", ["--against", "--previous"])
def test_a_document_that_cannot_be_read_ends_nothing_else(option: str) -> None:
    result = gouji("check", LAST, option, "no-such-file.docx")
    assert result.exit_code == 2
    assert result.stderr == "no-such-file.docx：没有这个文件。请检查路径。\n"
    assert "青河县水利服务中心 · 2022年度" in result.stdout


def test_other_documents_are_never_written_over(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_bytes(ACCOUNTS.read_bytes())
    for arguments in (["--output", other], ["--annotate", other]):
        result = gouji("check", REPORT, "--against", other, *arguments)
        assert result.exit_code == 2 and other.read_bytes() == ACCOUNTS.read_bytes()
