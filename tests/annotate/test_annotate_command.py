"""`gouji check --annotate`: where copies go, what is refused, and that findings are printed all the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from ooxml import docx, p
from pdf_writer import Sheet, pdf

from gouji.cli import main

WRONG = "某县水利局2023年度部门整体支出绩效自评报告"
FAULT = "2023年支出1216.08万元，其中基本支出742.36万元，项目支出400.00万元。"
WORD = docx(p(WRONG) + p(FAULT))
Comments = Callable[[bytes], Any]


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two reports of one name in two folders, and one more."""
    for name in ("甲/自评.docx", "乙/自评.docx", "丙.docx"):
        path = tmp_path / "收" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(WORD)
    return tmp_path / "收"


def check(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["check", *(str(argument) for argument in arguments)])


def test_a_copy_beside_the_findings(folder: Path, comments_of: Comments) -> None:
    out = folder.parent / "新" / "退回.docx"
    result = check(folder / "丙.docx", "--annotate", out)
    assert result.exit_code == 1 and result.stderr == ""
    assert "错误 G101" in result.stdout and f"批注本：{out}（批注 1 处）" in result.stdout
    (comment,) = comments_of(out.read_bytes())
    assert comment.anchored == "1216.08万元" and comment.date is not None
    assert comment.lines[-1].startswith("编号与证明：gouji prove 丙.docx ")
    assert (folder / "丙.docx").read_bytes() == WORD
    assert [path.name for path in out.parent.iterdir()] == ["退回.docx"]
    again = check(folder / "丙.docx", "--annotate", out, "--lang", "en", "--no-isolation")
    assert f"annotated: {out} (1 notes)" in again.stdout
    assert comments_of(out.read_bytes())[0].lines[0].startswith("error G101")


def test_a_folder_keeps_the_places_of_its_files(folder: Path, comments_of: Comments) -> None:
    out = folder / "退回"
    for _ in range(2):
        # The second time the copies are there already, and are not checked as if they were reports.
        result = check(folder, "--annotate", out, "--format", "json")
        assert result.exit_code == 1 and result.stderr == ""
        assert len([json.loads(line) for line in result.stdout.splitlines()]) == 3
        found = {str(path.relative_to(out)): path for path in out.rglob("*") if path.is_file()}
        assert set(found) == {"甲/自评.docx", "乙/自评.docx", "丙.docx"}
        assert all(len(comments_of(path.read_bytes())) == 1 for path in found.values())


def test_a_pdf(tmp_path: Path) -> None:
    path, out = tmp_path / "a.pdf", tmp_path / "out"
    out.mkdir()
    path.write_bytes(pdf([Sheet().text(72, 100, WRONG).text(72, 140, FAULT)]))
    result = check(path, "--annotate", out)
    assert result.exit_code == 1 and f"批注本：{out / 'a.pdf'}（批注 1 处）" in result.stdout
    assert (out / "a.pdf").read_bytes().startswith(path.read_bytes())


def test_without_findings_the_copy_is_the_file(tmp_path: Path) -> None:
    path = tmp_path / "好.docx"
    path.write_bytes(docx(p(WRONG) + p(FAULT.replace("400.00", "473.72"))))
    result = check(path, "--annotate", tmp_path / "本.docx")
    assert result.exit_code == 0 and "（批注 0 处）" in result.stdout
    assert (tmp_path / "本.docx").read_bytes() == path.read_bytes()


def test_another_format_is_checked_and_said_in_one_line(tmp_path: Path, folder: Path) -> None:
    path, out = tmp_path / "报告.txt", tmp_path / "退回"
    path.write_text(f"{WRONG}\n\n{FAULT}\n", encoding="utf-8")
    result = check(path, folder / "丙.docx", "--annotate", out)
    assert result.exit_code == 2 and result.stdout.count("错误 G101") == 2
    assert result.stderr == (
        f"{path}：txt 文件不能加批注，只有 docx 和 pdf 可以。请另存为 docx 再试，或用 --format html 看标注。\n"
    )
    assert [file.name for file in out.iterdir()] == ["丙.docx"]


def test_the_input_is_never_overwritten(folder: Path) -> None:
    path = folder / "丙.docx"
    link = folder.parent / "同.docx"
    link.symlink_to(path)
    for out in (path, link, folder):
        result = check(path, "--annotate", out)
        assert result.exit_code == 2 and "输入" in result.stderr and result.stderr.count("\n") == 1
        assert path.read_bytes() == WORD
    other = folder / "甲" / "自评.docx"
    assert "输入" in check(path, other, "--annotate", folder / "甲").stderr or other.read_bytes() == WORD


@pytest.mark.parametrize(
    ("files", "out", "said"),
    [
        (["丙.docx", "甲/自评.docx"], "丙.docx", "OUT 要是文件夹"),
        (["."], "丙.docx", "OUT 要是文件夹"),
        (["."], ".", "不能写进被检查的文件夹"),
        (["甲"], ".", "不能写进被检查的文件夹"),
        (["甲/自评.docx", "乙/自评.docx"], "退回", "会同名"),
    ],
)
def test_bad_usage_is_said_before_anything_is_read(folder: Path, files: list[str], out: str, said: str) -> None:
    result = check(*(folder / file for file in files), "--annotate", folder / out)
    assert result.exit_code == 2 and result.stdout == ""
    assert said in result.stderr and result.stderr.count("\n") == 1
    assert not (folder / "退回").exists()


def test_a_wrong_suffix_and_a_place_where_nothing_can_be_written(folder: Path) -> None:
    result = check(folder / "丙.docx", "--annotate", folder / "a.pdf")
    assert result.exit_code == 2 and "请把名称改为 .docx" in result.stderr and "G101" in result.stdout
    result = check(folder / "丙.docx", "--annotate", folder / "丙.docx" / "a.docx", "--format", "json")
    assert result.exit_code == 2 and result.stderr.count("\n") == 1 and "G101" in result.stdout
    assert sorted(path.name for path in folder.iterdir()) == ["丙.docx", "乙", "甲"]
