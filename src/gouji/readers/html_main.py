"""What of a web page is the article: menus, path, footers and the like around it are found and left out.

The page is followed down to where its text lies. What stands beside the way is left out only if it shows that it
is no text of the article: by its tag, its name, its links or the phrases of every web site.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gouji.readers.html_names import SKIPPED
from gouji.readers.html_tables import Layouts

_CONTAINERS = frozenset(
    [
        "div",
        "section",
        "article",
        "main",
        "table",
        "tbody",
        "tr",
        "td",
        "center",
        "form",
        "span",
        "font",
        "dl",
        "dd",
        "ul",
        "li",
        "body",
    ]
)
_NEVER = frozenset(("nav", "footer", "aside"))
_NAMES = re.compile(
    r"(?:\A|[-_\s\d])(?:nav|navbar|menu|bread|breadcrumbs?|crumbs?|foot|footer|bottom|copyright|side|sidebar|share|toolbar"
    r"|pager?|pagination|related|login|search|friend|links?|qrcode|ewm|topbar|position|location|dqwz|wzdh|dh)"
    r"(?:\Z|[-_\s\d])",
    re.IGNORECASE,
)
_PHRASES = re.compile(
    r"当前(?:的)?位置|版权所有|ICP备|公网安备|网站标识码|网站地图|主办单位|承办单位|技术支持|打印本页|关闭窗口|【打印】|【关闭】"
    r"|分享到|上一篇|下一篇|扫一扫|浏览次数|点击数|访问量|设为首页|加入收藏|返回顶部|发布(?:时间|日期)：|来源：|字体：|字号："
)
_STRONG = re.compile(
    r"\A\s*(?:(?:您|你)?(?:当前|现在|所在)的?位置|版权所有|上一篇|下一篇|\[?【?打印|【?关闭|分享到|扫一扫)|ICP备|公网安备"
)
_FIGURES = re.compile(r"\d\s*(?:[万亿]?元|%|％)")
_FEW_LINKS = 5
_LONGEST_PHRASE = 400


class Masses:
    """How many characters of text each element holds, apart from those in links."""

    def __init__(self, root: LexborNode):
        self._found: dict[int, tuple[int, int]] = {}
        above: list[tuple[LexborNode, int, int, int]] = []
        node = root.first_child
        plain = linked = links = 0
        while True:
            if node is None:
                if not above:
                    break
                parent, plain_before, linked_before, link = above.pop()
                self._found[parent.mem_id] = (plain, linked)
                plain, linked, links = plain + plain_before, linked + linked_before, links - link
                node = parent.next
                continue
            tag = node.tag
            if tag == "-text":
                size = len((node.text_content or "").strip())
                plain, linked = (plain, linked + size) if links else (plain + size, linked)
            elif tag not in SKIPPED:
                child = node.first_child
                if child is not None:
                    link = int(tag == "a")
                    above.append((node, plain, linked, link))
                    plain = linked = 0
                    links += link
                    node = child
                    continue
            node = node.next
        self._found[root.mem_id] = (plain, linked)

    def of(self, node: LexborNode) -> tuple[int, int]:
        """The characters of an element outside of links, and in links."""
        return self._found.get(node.mem_id, (0, 0))


def find_boilerplate(tree: LexborHTMLParser, layouts: Layouts) -> tuple[set[int], list[str]]:
    """The elements that are no part of the article, and the texts of those that hold figures all the same."""
    body = tree.body
    if body is None or len(tree.css("a")) < _FEW_LINKS:
        return set(), []
    masses = Masses(body)
    dropped: set[int] = set()
    said: list[str] = []
    node: LexborNode | None = body
    while node is not None:
        children = [child for child in _children(node) if child.tag not in SKIPPED]
        inner = max(children, key=lambda child: masses.of(child)[0], default=None)
        goes_on = inner is not None and _leads_on(node, inner, masses, layouts)
        for child in children:
            if (child is not inner or not goes_on) and _is_boilerplate(child, masses, inside=not goes_on):
                dropped.add(child.mem_id)
                text = " ".join(child.text(separator=" ").split())
                if _FIGURES.search(text):
                    said.append(text)
        node = inner if goes_on else None
    return dropped, said


def _children(node: LexborNode) -> list[LexborNode]:
    return list(node.iter())


def _leads_on(node: LexborNode, inner: LexborNode, masses: Masses, layouts: Layouts) -> bool:
    if inner.tag not in _CONTAINERS or 2 * masses.of(inner)[0] < masses.of(node)[0]:
        return False
    return inner.tag != "table" or layouts.is_layout(inner)


def _is_boilerplate(node: LexborNode, masses: Masses, inside: bool) -> bool:
    """Whether an element is no text of the article; `inside` the article more is asked for than beside it."""
    plain, linked = masses.of(node)
    total = plain + linked
    if node.tag in _NEVER:
        return True
    if total == 0:
        return not inside
    if node.tag in ("p", "h1", "h2", "h3") and inside and not linked:
        return False
    text = node.text()
    if (_STRONG.search(text) is not None and total < _LONGEST_PHRASE) or (linked > plain and not _FIGURES.search(text)):
        return True
    if inside or node.tag == "table" or node.css_first("h1, h2, table") is not None:
        return False
    attributes = node.attributes
    name = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    if _NAMES.search(name) and (total < _LONGEST_PHRASE or linked > plain):
        return True
    return _PHRASES.search(text) is not None and total < _LONGEST_PHRASE and "。" not in text
