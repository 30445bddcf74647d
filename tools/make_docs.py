"""Writes docs/reference from the program itself: make docs.

The page of a check is its docstring with the documents that it rests on, that of a concept what the vocabulary says
of it; parameters, errors and the command line have a page each. tests/docs compares, so that no page is older than
what it describes.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import click

import ruleset
import schema_page
import scheme_page
from gouji import errors
from gouji.basis import BasisDocument, document, documents
from gouji.checks import FAMILIES, RULESET, Check, checks, rulesets
from gouji.cli import main as command_line
from gouji.vocabulary import Concept, concepts, funds, relations
from gouji.vocabulary.explain import GROUPS, formula
from gouji.vocabulary.explain import rows as explain

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
NOTE = "<!-- 由 tools/make_docs.py 生成，请勿手改：make docs -->"
SEVERITY = {"error": "错误", "warning": "警告", "notice": "提示"}
STATUS = {"stable": "稳定", "preview": "试行", "retired": "停用"}
CONFIDENCE = {"H": "原文引自法规、官方页面或已公开的报告", "M": "引自二手页面", "L": "凭记忆，不作为错误的依据"}
KIND = {
    "integer": "整数",
    "integer range": "整数",
    "float": "数",
    "float range": "数",
    "text": "文字",
    "path": "路径",
    "filename": "路径",
}


def pages() -> dict[Path, str]:
    """Every generated page: its path and its text."""
    made = {REFERENCE / "checks" / f"{check.meta.id}.md": check_page(check) for check in checks()}
    made[REFERENCE / "checks" / "README.md"] = check_index()
    made[REFERENCE / "checks" / "en" / "README.md"] = english_index()
    made[REFERENCE / "ruleset-changelog.md"] = changelog_page()
    made[REFERENCE / "concepts.md"] = concept_index()
    made |= {REFERENCE / "concepts" / f"{c.id}.md": concept_page(c) for c in concepts().values()}
    made[REFERENCE / "parameters.md"] = parameter_page()
    made[REFERENCE / "errors.md"] = error_page()
    made[REFERENCE / "cli.md"] = command_page()
    made[REFERENCE / "schemes.md"] = _page("评分方案", *scheme_page.parts())
    made[REFERENCE / "record-schema.md"] = _page("JSON 输出的每一项", *schema_page.parts())
    return made


def _page(title: str, *parts: str) -> str:
    return "\n\n".join([f"# {title}", NOTE, *(part for part in parts if part)]) + "\n"


def _table(heads: list[str], rows: Iterator[list[str]] | list[list[str]]) -> str:
    def line(cells: list[str]) -> str:
        return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"

    return "\n".join([line(heads), "|" + "---|" * len(heads), *(line(row) for row in rows)])


# --- checks ---


def check_page(check: Check) -> str:
    """A check's docstring as a page, its basis as quotes."""
    meta = check.meta
    facts = f"{FAMILIES[check.family].zh} · {SEVERITY[meta.severity]} · {STATUS[meta.status]} · 始于 {meta.since}"
    parts = [f"{meta.title.en}. {facts}。"]
    for heading, body in _sections(check.page):
        if heading == "依据":
            body = "\n\n".join([body, *(_quote(document(basis)) for basis in meta.basis)])
        parts.append(f"## {heading}\n\n{body}")
    if meta.parameters:
        named = "、".join(f"[`{name}`](../parameters.md#{name})" for name in meta.parameters)
        parts.append(f"## 参数\n\n{named}")
    parts.append(
        f"## 用例\n\n`tests/checks/{meta.id}/` 里每个文件是一份小报告和应有的答复。全部检查见[目录](README.md)。"
    )
    return _page(f"{meta.id} {meta.title.zh}", *parts)


def _sections(page: str) -> Iterator[tuple[str, str]]:
    """The Chinese heading and the text of each section of a check's docstring."""
    for block in re.split(r"\n(?=[A-Z][\w ]+ \S*[^\x00-\x7f]\S*\n    )", page)[1:]:
        heading, _, body = block.partition("\n")
        yield heading.rsplit(" ", 1)[1], _joined(body)


def _joined(body: str) -> str:
    """The lines of a paragraph as one; Chinese needs no space where a line ended."""
    return re.sub(r"(?<=[\x00-\x7f])\n\s*(?=[\x00-\x7f])", " ", body.strip()).replace("\n    ", "")


def _quote(basis: BasisDocument) -> str:
    source = f"<{basis.source}>" if basis.source.startswith("http") else basis.source
    return (
        f"> {basis.quote}\n>\n"
        f"> —— {basis.title}，{basis.article}（`{basis.id}`；{CONFIDENCE[basis.confidence]}：{source}）"
    )


def check_index() -> str:
    """All checks by family."""
    parts = [f"规则集 {RULESET}，共 {len(checks())} 项。命令行：`gouji rules`、`gouji rules G101`。"]
    for family, name in FAMILIES.items():
        rows = [
            [
                f"[{c.meta.id}]({c.meta.id}.md)",
                c.meta.title.zh,
                c.meta.title.en,
                SEVERITY[c.meta.severity],
                STATUS[c.meta.status],
            ]
            for c in checks()
            if c.family == family
        ]
        parts.append(f"## {name.zh} {name.en}\n\n{_table(['编号', '名称', 'Title', '程度', '状态'], rows)}")
    parts.append(
        "每项检查对一份报告答四者之一：通过、发现问题、不适用、无从判断（并说明缺什么）。"
        "表中程度是一般情形；证据不足以定论的，同一检查会降为警告，见各页。新增检查见[怎样加一项检查](../../howto/add-a-check.md)。"
    )
    parts.append(
        "试行的检查要加 `--preview` 才做，停用的不再做，编号都不再另用。"
        "每一版加了什么、改了什么，见[规则集的变更](../ruleset-changelog.md)。[In English](en/README.md)."
    )
    return _page("检查目录", *parts)


def english_index() -> str:
    """The same catalogue in English: titles, severities, states, and what each check rests on."""
    parts = [
        f"Ruleset {RULESET}, {len(checks())} checks. On the command line: `gouji rules --lang en`. "
        "The pages of the checks are in Chinese; official documents are named as they are."
    ]
    for family, name in FAMILIES.items():
        rows = [
            [
                f"[{c.meta.id}](../{c.meta.id}.md)",
                c.meta.title.en,
                c.meta.severity,
                c.meta.status,
                c.meta.since,
                "; ".join(f"{document(basis).title} {document(basis).article}" for basis in c.meta.basis),
            ]
            for c in checks()
            if c.family == family
        ]
        heads = ["Check", "Title", "Severity", "State", "Since", "Basis"]
        parts.append(f"## {name.en}\n\n{_table(heads, rows)}")
    parts.append(
        "A check answers one of four for a report: passed, found, not applicable, or cannot judge, with what is "
        "missing. The severity is the usual one; where the evidence is weaker a check says warning or notice. Checks "
        "in preview run with `--preview`, retired ones never, and no id is used again. [中文目录](../README.md)"
    )
    return _page("The catalogue of checks", *parts)


def changelog_page() -> str:
    """What came, changed and went with each ruleset."""
    titles = {check.meta.id: check.meta.title.zh for check in checks()}
    parts = ["规则集是全部检查的一个版本。同一份报告、同一版规则集，结果相同；换版可能多出或少了问题，原因都在这里。"]
    for entry in rulesets():
        parts.append(f"## {entry.id}\n\n随 Gouji {entry.version}。{entry.zh} {entry.en}")
        rows = [[f"[{check}](checks/{check}.md)", titles[check]] for check in entry.added]
        parts.append(f"### 新增 {len(rows)} 项\n\n" + _table(["编号", "名称"], rows))
        if entry.changed:
            rows = [[f"[{c.check}](checks/{c.check}.md)", c.zh, c.en] for c in entry.changed]
            parts.append("### 改了的\n\n" + _table(["编号", "改了什么", "What changed"], rows))
        if entry.retired:
            parts.append("### 停用\n\n" + "、".join(entry.retired))
    parts.append("数据在 `src/gouji/checks/changelog.toml`；`tools/ruleset.py` 把还没有列入的检查补进最新一版。")
    return _page("规则集的变更", *parts)


# --- vocabulary ---


def concept_index() -> str:
    """All concepts by group, how they tie, and what they rest on."""
    parts = [
        f"口径是一个数“是什么”。共 {len(concepts())} 个，每个一页；数据在 `src/gouji/vocabulary/concepts/`。"
        "命令行：`gouji concepts`、`gouji concepts 基本支出`、`gouji concepts 30101`。"
    ]
    for group, heading in GROUPS.items():
        rows = [
            [f"[`{c.id}`](concepts/{c.id}.md)", c.zh, c.code or c.suffix or "", c.definition]
            for c in concepts().values()
            if c.group == group
        ]
        parts.append(f"## {heading.zh} {heading.en}\n\n{_table(['标识', '口径', '编码', '定义'], rows)}")
    rows = [[f"`{r.id}`", formula(r).zh, "是" if r.complete else "", f"`{r.basis}`"] for r in relations().values()]
    parts.append(
        "## 口径之间的关系\n\n“完整”指各项就是全部：合计大于各项之和也是错误。方括号里的项提到才算。\n\n"
        + _table(["标识", "关系", "完整", "依据"], rows)
    )
    rows = [[f"`{f.id}`", f.zh, "、".join(f.names)] for f in funds().values()]
    parts.append(
        "## 资金\n\n表题、栏目和名称前面的这些词说明是哪一种资金。\n\n" + _table(["标识", "资金", "名称"], rows)
    )
    used = {c.source for c in concepts().values()} | {r.basis for r in relations().values()}
    rows = [[f"`{b.id}`", b.title, b.article, b.quote, b.confidence] for b in documents().values() if b.id in used]
    parts.append("## 依据\n\n" + _table(["标识", "文件", "条款", "原文", "可信度"], rows))
    parts.append("可信度：" + "；".join(f"{key} {words}" for key, words in CONFIDENCE.items()) + "。")
    return _page("口径与关系", *parts)


def concept_page(concept: Concept) -> str:
    """One concept: definition, names, place, ties and basis."""
    said = [[label.zh, words.zh] for label, words in explain(concept)]
    return _page(
        f"{concept.zh}",
        f"`{concept.id}` · {GROUPS[concept.group].zh}",
        concept.definition,
        _table(["", ""], said),
        f"## 依据\n\n{_quote(document(concept.source))}",
        "全部口径见[目录](../concepts.md)。",
    )


# --- parameters ---


def parameter_page() -> str:
    """The dated numbers of the rules."""
    data: dict[str, Any] = tomllib.loads(files("gouji.basis").joinpath("parameters.toml").read_text("utf-8"))
    parts = [
        "规则里的数，按生效日期取值：一份报告用其年度末已生效的最近一个。数据在 `src/gouji/basis/parameters.toml`。"
    ]
    for name, entry in data.items():
        if name == "grade_bands":
            parts.append(f"## {name}\n\n等级划分：报告没有印自己的档次时用。")
            for row in entry:
                rows = [[band["grade"], _interval(band)] for band in row["bands"]]
                parts.append(f"自 {row['from']}（`{row['basis']}`）：\n\n" + _table(["等级", "分数"], rows))
                parts.append(_quote(document(row["basis"])))
            continue
        rows = [[str(row["from"]), f"{row['value']}{entry['unit']}"] for row in entry["values"]]
        parts.append(f"## {name}\n\n{entry['title']}。\n\n" + _table(["自", "值"], rows))
        parts.append(_quote(document(entry["basis"])))
    return _page("参数", *parts)


def _interval(band: dict[str, Any]) -> str:
    left, right = "[" if band["low_closed"] else "(", "]" if band["high_closed"] else ")"
    return f"{left}{band['low']}, {band['high']}{right}"


# --- errors ---


def error_page() -> str:
    """The exception tree of errors.py."""
    kinds = [
        kind
        for _, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, errors.GoujiError) and kind.__module__ == errors.__name__
    ]
    order = {
        node.name: position
        for position, node in enumerate(ast.walk(ast.parse(inspect.getsource(errors))))
        if isinstance(node, ast.ClassDef)
    }
    rows = [
        [f"`{kind.__name__}`", f"`{kind.__bases__[0].__name__}`", _first_sentence(kind)]
        for kind in sorted(kinds, key=lambda kind: order[kind.__name__])
    ]
    tree = "\n".join(line[4:] for line in (errors.__doc__ or "").splitlines() if line.startswith("    "))
    return _page(
        "异常",
        "报告里写错的是“发现”，报告里没有的是“缺口”，两者都是值；异常只表示我们自己没有做成。"
        "命令行把读不了的文件写成标准错误里的一行，退出码 2，其余文件照常检查。",
        f"```\n{tree}\n```",
        _table(["异常", "属于", "何时（英文原文）"], rows),
    )


def _first_sentence(kind: type) -> str:
    return " ".join((kind.__doc__ or "").split())


# --- command line ---


def command_page() -> str:
    """Every command with its arguments and options, from click itself."""
    parts = [
        "退出码：0 没有发现错误；1 至少一处错误；2 有文件读不了或用法不对（标准错误里一行说明，其余文件照常处理）。",
        _table(
            ["命令", "做什么"],
            [
                [f"[`gouji {name}`](#gouji-{name.replace(' ', '-')})", _text(command.help).split("\n\n")[0]]
                for name, command in _commands()
            ],
        ),
    ]
    for name, command in _commands():
        arguments = " ".join(_argument(p) for p in command.params if isinstance(p, click.Argument))
        rows = [_option(p) for p in command.params if isinstance(p, click.Option) and not p.hidden]
        parts.append(f"## gouji {name}\n\n```\n{f'gouji {name} {arguments}'.rstrip()}\n```\n\n{_text(command.help)}")
        if rows:
            parts.append(_table(["选项", "取值", "默认", "说明"], rows))
    return _page("命令行", *parts)


def _commands() -> list[tuple[str, click.Command]]:
    group = command_line
    assert isinstance(group, click.Group)
    with click.Context(group) as context:
        names = group.list_commands(context)
        found = [(name, command) for name in names if (command := group.get_command(context, name)) is not None]
    return [listed for name, command in found for listed in [(name, command), *_inside(name, command)]]


def _inside(name: str, command: click.Command) -> list[tuple[str, click.Command]]:
    """The commands of a group, by their full names."""
    if not isinstance(command, click.Group):
        return []
    return [(f"{name} {inner}", found) for inner, found in command.commands.items()]


def _text(words: str | None) -> str:
    paragraphs = inspect.cleandoc(words or "").split("\n\n")
    return "\n\n".join(" ".join(part.split()) for part in paragraphs if not part.startswith("\b"))


def _argument(parameter: click.Argument) -> str:
    return parameter.make_metavar(click.Context(click.Command("gouji")))


def _option(option: click.Option) -> list[str]:
    names = "、".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    kind = option.type
    takes = "、".join(kind.choices) if isinstance(kind, click.Choice) else KIND.get(kind.name, kind.name)
    takes = "" if option.is_flag else takes
    default = "" if option.is_flag or not isinstance(option.default, str | int | float) else str(option.default)
    return [names, takes, default, _text(option.help)]


def write() -> list[Path]:
    """Write the pages that changed, and take away pages of checks that are no more."""
    changed = [ruleset.CHANGELOG] if ruleset.complete() else []
    made = pages()
    for path, text in made.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    for path in stale(made):
        path.unlink()
        changed.append(path)
    return changed


def stale(made: dict[Path, str]) -> list[Path]:
    """Generated pages that nothing generates any more."""
    return [p for p in sorted(REFERENCE.rglob("*.md")) if p not in made and NOTE in p.read_text(encoding="utf-8")]


if __name__ == "__main__":
    argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0]).parse_args()
    for path in write():
        print(path.relative_to(ROOT))
