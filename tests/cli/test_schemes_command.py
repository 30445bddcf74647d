"""`gouji schemes`: list, show, check, new."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from gouji.schemes import schemes

Run = Callable[..., Result]


def test_list_names_all(gouji: Run) -> None:
    done = gouji("schemes", "list")
    assert done.exit_code == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == list(schemes())
    assert "点名才用" in done.stdout


def test_show_tells_every_number_with_its_ground(gouji: Run) -> None:
    said = gouji("schemes", "show", "zhuzhou_department").stdout
    for words in (
        "株洲",
        "预算执行率  10",
        "得分＝分值×指标值÷实际完成值",
        "M reverse_indicator_ratio",
        "[90, 100]",
        "L ",
    ):
        assert words in said
    rows = gouji("schemes", "show", "yueyang_department").stdout
    assert "以100%为标准。在职人员控制率≦100%" in rows and "5分" in rows


def test_show_as_json(gouji: Run) -> None:
    record = json.loads(gouji("schemes", "show", "--format", "json", "anhui_project").stdout)
    assert record["id"] == "anhui_project" and record["levels"][0]["points"] == "10"


def test_check_says_where_and_what(gouji: Run) -> None:
    done = gouji("schemes", "check", "national_project", "yueyang_department")
    assert done.exit_code == 1
    assert "national_project  没有毛病" in done.stdout
    assert "空档  第4行 预算调整率" in done.stdout
    clean = gouji("schemes", "check", "--format", "json", "national_project")
    assert clean.exit_code == 0 and json.loads(clean.stdout) == {"scheme": "national_project", "problems": []}


def test_new_writes_a_draft_that_checks(gouji: Run, tmp_path: Path) -> None:
    path = tmp_path / "county.toml"
    done = gouji("schemes", "new", "county", "-o", path)
    assert (done.exit_code, done.stderr) == (0, "") and done.stdout.strip() == str(path)
    assert gouji("schemes", "check", path).exit_code == 0
    again = gouji("schemes", "new", "county", "-o", path)
    assert again.exit_code == 2 and "已经有这个文件" in again.stderr


def test_new_from_a_form(gouji: Run, example: Path, tmp_path: Path) -> None:
    path = tmp_path / "county.toml"
    done = gouji("schemes", "new", "county", "--from", example, "-o", path)
    assert done.exit_code == 0
    assert 'name = "产出指标", points = "50"' in path.read_text("utf-8")
    assert "county" in gouji("score", "--scheme", path, example).stdout


def test_new_refuses(gouji: Run, clean: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    no_table = gouji("schemes", "new", "county", "--from", clean, "-o", path)
    assert no_table.exit_code == 2 and "没有找到印着分值的评分表" in no_table.stderr
    bad_id = gouji("schemes", "new", "本县", "-o", path)
    assert bad_id.exit_code == 2 and "小写字母" in bad_id.stderr
    gone = gouji("schemes", "new", "county", "--from", tmp_path / "没有.docx", "-o", path)
    assert gone.exit_code == 2 and "没有.docx" in gone.stderr
    assert not path.exists()


def test_an_unknown_scheme_is_one_line(gouji: Run) -> None:
    done = gouji("schemes", "show", "nowhere")
    assert done.exit_code == 2 and done.stderr.count("\n") == 1
