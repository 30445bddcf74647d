"""What the READMEs and the users' pages say is true: commands run, output is the real one, links lead on."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from gouji.cli import main
from gouji.readers.reading import READERS

ROOT = Path(__file__).parents[2]
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
PAGES = (
    *READMES,
    ROOT / "examples/README.md",
    *sorted(ROOT.glob("docs/tutorial/*.md")),
    ROOT / "docs/howto/install.md",
    ROOT / "docs/howto/export-facts.md",
    ROOT / "docs/howto/send-back-with-comments.md",
    ROOT / "docs/howto/review-many-reports.md",
    ROOT / "docs/howto/findings-in-an-editor.md",
    ROOT / "docs/howto/settings.md",
    ROOT / "docs/howto/prove-a-finding.md",
)
# Written with the measurements themselves.
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: Path, kind: str) -> list[str]:
    return [match[2] for match in _BLOCK.finditer(page.read_text("utf-8")) if match[1] == kind]


def commands() -> list[tuple[str, str]]:
    found = [
        (page.name, line.removeprefix("$ "))
        for page in PAGES
        for block in blocks(page, "console")
        for line in block.splitlines()
        if line.startswith("$ ")
    ]
    assert len(found) > 12
    return found


@pytest.mark.parametrize(("page", "command"), commands())
def test_every_command_runs(page: str, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    del page
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    program, *arguments = shlex.split(command)
    assert program == "gouji"
    result = CliRunner().invoke(main, arguments)
    # The example has errors, so a check of it ends with 1.
    assert result.exit_code == (1 if arguments[0] == "check" else 0)
    assert result.stdout and result.stderr == ""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_shown_output_is_real(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    real = CliRunner().invoke(main, ["check", "examples/示例自评报告.docx"]).stdout
    for block in blocks(page, "text"):
        for line in block.splitlines():
            assert line in real


@pytest.mark.parametrize("page", READMES, ids=lambda page: page.name)
def test_python_examples_run(page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    (example,) = blocks(page, "python")
    exec(compile(example, page.name, "exec"), {})
    assert "G303" in capsys.readouterr().out


def test_the_readmes_are_in_step() -> None:
    english, chinese = (page.read_text("utf-8") for page in READMES)
    for pattern in (r"^#+ ", r"^```\w*$", r"^    \S", r"^\|", r"^- ", r"!\["):
        assert len(re.findall(pattern, english, re.MULTILINE)) == len(re.findall(pattern, chinese, re.MULTILINE)), (
            pattern
        )
    assert re.findall(r"^(#+) ", english, re.MULTILINE) == re.findall(r"^(#+) ", chinese, re.MULTILINE)
    assert blocks(READMES[0], "console") == blocks(READMES[1], "console")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_the_make_targets_named_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named = {name for page in PAGES for name in re.findall(r"\bmake (run|test|bench|lint)\b", page.read_text("utf-8"))}
    assert {"run", "test"} <= named
    for name in named:
        assert re.search(rf"^{name}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("page", READMES, ids=lambda page: page.name)
def test_no_format_is_promised_that_is_not_read(page: Path) -> None:
    rows = re.findall(r"^\| (\S[^|]*) \| (?:read|能读)", page.read_text("utf-8"), re.MULTILINE)
    named = {
        name for names in rows for name in re.findall(r"\b(?:docx?|wps|pdf|ofd|xlsx?|et|html|mht|rtf|txt)\b", names)
    }
    assert {"docx", "txt"} <= named
    # The same bytes under another name: WPS writes .doc and .xls, a saved page may be an archive of its parts.
    assert named <= {*READERS, "wps", "et", "mht"}
    assert set(READERS) - {"picture"} <= named
