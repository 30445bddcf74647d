"""The pages on score sheets and schemes: the shown sheet is real, the shown scheme has no faults, links lead on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from gouji.cli import main
from gouji.schemes import check_scheme, read_scheme, schemes

ROOT = Path(__file__).resolve().parents[2]
SHEETS = ROOT / "docs/explanation/scoring-sheets.md"
HOWTO = ROOT / "docs/howto/write-a-scheme.md"
SCHEMES = ROOT / "docs/reference/schemes.md"
FORM = """云山县档案馆2023年度部门整体支出绩效自评报告

2023年末编制人数20人，在职人员21人。

一级指标	二级指标	三级指标	评分标准	分值	自评得分	扣分原因和其他说明
投入（60分）	预算配置（60分）	在职人员控制率	在职人员控制率≤100%，计30分；每超过一个百分点扣2分，扣完为止。	30	30
		“三公经费”变动率	“三公经费”变动率≤0，计30分；每超过1个百分点扣3分，扣完为止。	30	28
过程（40分）	管理（40分）	制度健全性	①有制度，20分；②制度得到执行，20分。	40	30
总分				100	90
"""


def test_the_sheet_shown_is_real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.chdir(tmp_path)
    Path("评分表.txt").write_text(FORM, encoding="utf-8")
    real = CliRunner().invoke(main, ["score", "评分表.txt"]).stdout.replace("评分表.txt", "评分表.docx")
    page = SHEETS.read_text("utf-8")
    for line in real.splitlines():
        assert f"    {line}".rstrip() + "\n" in page


def test_the_scheme_shown_has_no_faults() -> None:
    (shown,) = re.findall(r"^```toml\n(.*?)^```", HOWTO.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    made = read_scheme(shown, "write-a-scheme.md")
    assert check_scheme(made) == ()
    assert made.caps and made.levels and made.grades


@pytest.mark.parametrize("page", [SHEETS, HOWTO, SCHEMES], ids=lambda page: page.name)
def test_links_and_paths(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        assert (page.parent / target).exists(), target
    for named in re.findall(r"`((?:src|tests|tools|docs)/[\w./-]+)`", text):
        assert (ROOT / named).exists(), named


def test_the_reference_has_every_scheme_and_its_sources() -> None:
    text = SCHEMES.read_text("utf-8")
    for made in schemes().values():
        assert f"## {made.id}\n" in text and made.title in text
        assert f"| `{made.basis}` |" in text
