"""Makes a check and its four cases: python tools/new_check.py G109 faulty_thing --zh … --en … --basis …

The check answers nothing yet and its cases fail: they say what it must find. The steps that remain are printed.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from gouji.basis import documents
from gouji.checks import checks

ROOT = Path(__file__).resolve().parents[1]
FAMILY = {"1": "arithmetic", "2": "contradiction", "3": "score", "4": "magnitude", "5": "discipline"}
FAMILY |= {"6": "completeness", "7": "across", "8": "form", "9": "norms"}

CHECK = '''"""{id} {en} {zh}

What it checks 查什么
    待写：等式或条件，用文字。
Why it matters 为什么重要
    待写：对读报告的人有什么影响。
Basis 依据
    {basis}。
How it is recomputed 怎样复算
    待写：公式、单位、怎样取整、界限是否含本数。
Left alone 不查什么
    待写：有意不查的情形。
Example 例子
    待写：支出 1 万元，应为 2 万元。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import Answer, CheckMeta
from gouji.model import Text

META = CheckMeta(
    id="{id}",
    title=Text("{zh}", "{en}"),
    severity="{severity}",
    needs=("facts",),
    basis=({listed},),
    status="preview",
)


def check(case: Case) -> Iterator[Answer]:
    """What is looked at, in a few words."""
    del case
    yield from ()
'''

TEXT = '''text = """
2023年度青河县水利服务中心整体支出绩效自评报告
一、收支情况
待写：{words}
"""
'''

CASES = {
    "trips": (
        'kind = "trips"\nexample = true\noutcome = "found"\n',
        "支出1万元，应为2万元。",
        '\n[[findings]]\nseverity = "{severity}"\nquotes = ["1万元"]\n',
    ),
    "clean": ('kind = "clean"\noutcome = "passed"\n', "同样的句子，数对得上。", ""),
    "edge": ('# 恰好在四舍五入的界上。\nkind = "edge"\noutcome = "passed"\n', "数在界上。", ""),
    "missing": (
        'kind = "missing"\noutcome = "cannot_judge"\nmissing = ["待写"]\n',
        "缺一个数；本来就不问的，答 not_applicable。",
        "",
    ),
}


def main(arguments: list[str] | None = None) -> int:
    """Read the arguments, make the files, print what remains to do; 2 when they cannot be made."""
    parser = argparse.ArgumentParser(description="Make a check and its four cases.")
    parser.add_argument("id", help="G and three digits; the first is the family")
    parser.add_argument("name", help="the fault found, as a module name: execution_rate_mismatch")
    parser.add_argument("--zh", required=True, help="Chinese title")
    parser.add_argument("--en", required=True, help="English title")
    parser.add_argument(
        "--basis", required=True, action="append", help="an id of basis/documents.toml; may be repeated"
    )
    parser.add_argument("--severity", choices=["error", "warning", "notice"], default="warning")
    parser.add_argument("--root", type=Path, default=ROOT, help="the checkout to write into")
    given = parser.parse_args(arguments)
    problems = refused(given)
    for words in problems:
        print(words, file=sys.stderr)
    if problems:
        return 2
    for path, text in made(given).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(given.root))
    print(f"""
Next:
  1. Fill in the page (the docstring) and the four cases in tests/checks/{given.id}/ with figures of your own.
  2. Write check(); numbers that a rule sets go to src/gouji/basis/parameters.toml.
  3. make unit    the cases, the page's headings, the example's figures
  4. make docs    the page in docs/reference/checks/""")
    return 0


def refused(given: argparse.Namespace) -> list[str]:
    """Why the files cannot be made, all reasons at once."""
    found = []
    if not re.fullmatch(r"G[1-9]\d\d", given.id):
        found.append(f"{given.id}: an id is G and three digits, the first one the family (G109)")
    elif not _folder(given).is_dir():
        found.append(f"{_folder(given)}: make the family's folder first, and name it in registry.FAMILIES")
    if not re.fullmatch(r"[a-z][a-z0-9_]+", given.name):
        found.append(f"{given.name}: a module name has small letters, digits and underscores")
    if given.id in {check.meta.id for check in checks()}:
        found.append(f"{given.id}: taken; ids are never reused")
    found += [f"{basis}: no such document in basis/documents.toml" for basis in given.basis if basis not in documents()]
    if not found:
        found += [f"{path}: exists" for path in made(given) if path.exists()]
    return found


def _folder(given: argparse.Namespace) -> Path:
    folder: Path = given.root / "src/gouji/checks" / FAMILY[given.id[1]]
    return folder


def made(given: argparse.Namespace) -> dict[Path, str]:
    """The files and what stands in them."""
    listed = ", ".join(f'"{basis}"' for basis in given.basis)
    page = CHECK.format(
        id=given.id,
        zh=given.zh,
        en=given.en,
        severity=given.severity,
        basis=", ".join(given.basis),
        listed=listed,
    )
    files = {_folder(given) / f"{given.name}.py": page}
    for kind, (head, words, tail) in CASES.items():
        text = head + TEXT.format(words=words) + tail.format(severity=given.severity)
        files[given.root / "tests/checks" / given.id / f"{kind}.toml"] = text
    return files


if __name__ == "__main__":
    sys.exit(main())
