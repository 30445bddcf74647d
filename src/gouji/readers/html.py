"""Web pages (html, mht), also where Word, WPS or Excel wrote them under another name.

Read is what the page shows of its article: menus, paths and footers around it are left out, elements that the
page hides are said. Scripts never run, nothing is fetched.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from gouji.errors import EmptyFile
from gouji.model import Document, Gap, Text
from gouji.readers.html_flow import Flow
from gouji.readers.html_main import find_boilerplate
from gouji.readers.html_names import SPECIAL
from gouji.readers.html_source import markup_of
from gouji.readers.html_tables import Layouts
from gouji.readers.source import Source

_MAY_HIDE = "[hidden], [style*=none i], [style*=hidden i], [style*=mso-hide i]"
_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_MEDIA = re.compile(r"@[^{;]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_PLAIN_SELECTOR = re.compile(r"\s*[a-zA-Z]*\d?[.#][A-Za-z_][\w-]*\s*\Z")
_MOST_SAID = 20


def read_html(source: Source) -> Document:
    """The Document of a web page; raises TooLarge, DamagedFile, or EmptyFile without a text."""
    markup, whole = markup_of(source)
    tree = LexborHTMLParser(markup)
    body = tree.body
    if body is None:
        raise EmptyFile(source.name, "网页里没有正文。请重新保存。", "the page has no body; save it again.")
    layouts = Layouts(tree)
    hidden = _hidden(tree)
    dropped, said = find_boilerplate(tree, layouts)
    flow = Flow(source, layouts, dropped, hidden, _special(tree, hidden))
    flow.run(body)
    gaps = flow.gaps
    if flow.concealed:
        count = sum(map(len, flow.concealed))
        message = Text(
            f"网页里有 {len(flow.concealed)} 处隐藏的内容（共 {count} 字），没有读入。",
            f"the page hides {len(flow.concealed)} elements ({count} characters), which were left out.",
        )
        gaps.append(Gap(kind="hidden", message=message))
    gaps += [_outside(text) for text in said[:_MOST_SAID]]
    if not whole:
        message = Text(
            "网页的编码不对，有的字认不出（以 � 代替）。请重新保存为 UTF-8。",
            "some bytes of the page fit no encoding and stand as �; save it again as UTF-8.",
        )
        gaps.append(Gap(kind="encoding", message=message))
    text = flow.out.text()
    if not text.strip():
        raise EmptyFile(
            source.name,
            "网页里没有文字，可能要靠脚本显示。请在浏览器里复制文字存为 txt，或另存为 docx。",
            "the page holds no text, perhaps scripts would show it; copy the text from a browser into a txt.",
        )
    return source.document("html", text, flow.blocks, flow.out.segments, gaps)


def _outside(text: str) -> Gap:
    short = text if len(text) <= 40 else f"{text[:40]}……"
    message = Text(
        f"正文之外的“{short}”带有数字，没有读入。",
        f"text with figures outside of the article was left out: {short}",
    )
    return Gap(kind="boilerplate", message=message)


def _special(tree: LexborHTMLParser, hidden: set[int]) -> set[int]:
    """The elements that hold something that must be looked at one by one; all others are read in one go."""
    found: set[int] = set()
    nodes = tree.css(SPECIAL)
    if hidden:
        nodes += [node for node in tree.css("*") if node.mem_id in hidden]
    for node in nodes:
        above = node.parent
        while above is not None and above.mem_id not in found:
            found.add(above.mem_id)
            above = above.parent
    return found


def _hidden(tree: LexborHTMLParser) -> set[int]:
    """The elements that the page hides by an attribute, a style, or a plain rule of its own style sheets."""
    found: set[int] = set()
    for node in tree.css(_MAY_HIDE):
        attributes = node.attrs
        if "hidden" in attributes or _HIDES.search(attributes.get("style") or ""):
            found.add(node.mem_id)
    for sheet in tree.css("style"):
        for selectors, rule in _RULE.findall(_MEDIA.sub("", sheet.text())):
            if not _HIDES.search(rule):
                continue
            for selector in selectors.split(","):
                if not _PLAIN_SELECTOR.match(selector):
                    continue
                try:
                    nodes = tree.css(selector.strip())
                except (SelectolaxError, ValueError):
                    continue
                found |= {node.mem_id for node in nodes if "display" not in (node.attrs.get("style") or "")}
    return found
