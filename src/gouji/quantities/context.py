"""What Arabic digits are no figure: list numbers, labels, document numbers, codes, telephones, page numbers, times.

Dates and years are in periods.py. Each rule looks at the characters that touch the digits before it does anything
dearer, since most digits in a report are figures.
"""

from __future__ import annotations

import re

from gouji.quantities.units import find_unit

CELL = frozenset("\n\t")
_OPEN = frozenset("(（〔[【［﹝")
_CLOSE = frozenset(")）〕]】］﹞")
_QUOTES = frozenset("“”‘’\"'「」『』《》<>")
# A list number follows a line start, a cell start or one of these.
_BREAKS = frozenset("\n\t。；;：:！!？?，,、*”’）)#．")
_LABEL = re.compile(
    r"(?:附件|附表|附图|附录|样表|公式|编号|序号|邮编|邮政编码|代码|账号|帐号|文号|批号|房间|版本"
    r"|(?:^|(?<=[\n\t ，、；。见如附和及与(（《“]))[附表图注例]) *[:：]? *\Z"
)
_NUMBERED = re.compile(r"(?:指标|目标|问题|任务|项目|措施|方案|情形|类型|步骤|阶段|类别|子项|备注|说明|要点) *\Z")
_PHONE = re.compile(r"(?:电话|手机|传真|热线|联系方式|联系人|号码|专线)[^\n\t]{0,8}\Z")
_TAILS = re.compile(r"[A-Za-z0-9_\-]*(?:[./][A-Za-z0-9_\-]+)*")
_DOCUMENT = re.compile(r"[0-9]{4} *[〕\]】)）］﹞] *(?:第 *)?[0-9]+(?:[-—][0-9]+)? *号?")
_TIME = re.compile(r"[0-2]?[0-9] *[:：∶] *[0-5][0-9](?:[:：][0-5][0-9])?(?![0-9])")
_CLOCK = re.compile(r"[0-2]?[0-9] *(?:时(?![间效段限长])(?: *[0-5]?[0-9] *分)?|点(?:[半整钟前后]|[0-5]?[0-9]分))")
_DOTTED = re.compile(r"[0-9]+(?:[.\-—][0-9]+)*")
_DASHED = re.compile(r"[0-9]+(?:[-—/][0-9]+){2,}(?![.%％万亿元0-9])")
_AREA_PHONE = re.compile(r"0[0-9]{2,3} *[-—)） ] *[0-9]{7,8}(?![0-9])")
_PLUS = re.compile(r"(?:[+＋][0-9A-Za-z]+)+")
_NAMED = re.compile(r"[0-9]{1,2} *[·•] *[0-9]{1,2}|[1-4] *季度|[0-9]+ *[楼室](?![房院])")  # 4·15宣传周, 5楼502室
_PAGE_END = re.compile(r" *[-—] *(?=\n|\Z)")
_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_LINKS = re.compile(
    r"[A-Za-z][A-Za-z0-9+.\-]{0,20}[:：]//[^\s一-鿿，。；）]+|www\.[^\s一-鿿，。；）]+"
    r"|[A-Za-z0-9_.\-]{1,64}@[A-Za-z0-9_.\-]{1,64}"
)
# fmt: off
_HOTLINES = frozenset((
    "110", "114", "119", "120", "122", "12306", "12309", "12315", "12320", "12328", "12333", "12336", "12337", "12338",
    "12339", "12345", "12350", "12355", "12363", "12366", "12369", "12380", "12388", "12389", "12393",
))
# fmt: on
_SCALES = frozenset("万亿千百元")
_ROUGH = frozenset("余多")
_LAST_LISTED = 30
_HALVES = frozenset("午晚早晨")
_GATE_AFTER = frozenset("·•季楼室页、.)）:：-—/+＋〕]】］﹞”’\"'」』》 ．时点号") | _CLOSE


def links(text: str) -> list[tuple[int, int]]:
    """Web and mail addresses, whose digits are no figures."""
    if "//" not in text and "@" not in text and "www." not in text:
        return []
    return [m.span() for m in _LINKS.finditer(text)]


def document_number(text: str, start: int) -> int:
    """The end of the document number whose year begins at `start` (〔2020〕10号); 0 when there is none."""
    if start and text[start - 1] in _OPEN and (document := _DOCUMENT.match(text, start)) and document[0][-1] == "号":
        return document.end()
    return 0


class Excluded:
    """Spans asked for in rising order: the one that holds an offset is found without looking at them all."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self.spans = spans
        self._next = 0

    def end_at(self, at: int) -> int:
        """The end of the span that holds `at`, or 0. Each question must be at or behind the one before."""
        while self._next < len(self.spans) and self.spans[self._next][1] <= at:
            self._next += 1
        if self._next < len(self.spans) and self.spans[self._next][0] <= at:
            return self.spans[self._next][1]
        return 0


def _left(text: str, at: int) -> int:
    """The offset of the last character before `at` that is no blank; -1 at the start of the text."""
    at -= 1
    while at >= 0 and text[at] == " ":
        at -= 1
    return at


def code_end(text: str, start: int, end: int) -> int:
    """The end of a code that the digits touching Latin letters belong to: PM2.5, G20, 2021A; 0 when there is none."""
    before = text[start - 1]
    if (before.isascii() and before.isalpha()) or before in "_@#":
        if text[max(0, start - 3) : start] in ("RMB", "CNY"):
            return 0
        return max(end, _TAILS.match(text, end).end())  # type: ignore[union-attr]
    if before == " " and start > 1 and text[start - 2] in _CAPITALS and text[end : end + 1] == "-":
        return _TAILS.match(text, end).end()  # type: ignore[union-attr]  # GB/T 19001-2016
    if before in "-/." and start > 1 and text[start - 2].isascii() and text[start - 2].isalpha():
        return max(end, _TAILS.match(text, end).end())  # type: ignore[union-attr]
    return 0


def non_figure_end(text: str, start: int, end: int) -> int:
    """Where the non-figure that begins with the digits `text[start:end]` ends; 0 when the digits may be a figure."""
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    if before in "+＋" and start > 1 and text[start - 2].isalpha() and text[start - 2].isascii():
        return end
    if after in _GATE_AFTER:
        skip = _by_following(text, start, end, before, after)
        if skip:
            return skip
    if before not in CELL and (
        before in "件表图附注例号编码本录式 :：标题务目施" and (skip := _label(text, start, end, after))
    ):
        return skip
    return _by_digits(text, start, end, before, after)


def _by_following(text: str, start: int, end: int, before: str, after: str) -> int:
    if after in "+＋" and (plus := _PLUS.match(text, end)) and _slogan(text, start, plus.end()):
        return plus.end()
    if after in "·•季楼室":
        named = _NAMED.match(text, start)
        return named.end() if named else 0
    if after in ":：" and (time := _TIME.match(text, start)) and before != "比":
        return time.end()
    if after in "时点 " and (clock := _CLOCK.match(text, start)):
        return clock.end()
    if after == "点" and text[start - 1 : start] in _HALVES:
        return end + 1
    if (
        before in "共第 "
        and text[end : end + 2].lstrip(" ").startswith("页")
        and text[max(0, start - 2) : start].strip(" ") in ("共", "第")
    ):
        return end + 1
    if after == "号" or text.startswith(" 号", end):
        return end + 1
    if before in _OPEN and after in _CLOSE | {" "} and (document := _DOCUMENT.match(text, start)) and end - start == 4:
        return document.end()
    if before in _QUOTES and after in _QUOTES and (end - start != 4 or "." in text[start:end]):
        return end
    if after in "-—/":
        dashed = _DASHED.match(text, start) or _AREA_PHONE.match(text, start)
        if dashed:
            return dashed.end()
    if after == "." and end + 1 < len(text) and text[end + 1].isdigit():
        return _DOTTED.match(text, start).end()  # type: ignore[union-attr]
    return _list_number(text, start, end, before, after)


def _slogan(text: str, start: int, end: int) -> bool:
    """“1+3+N” is the name of a scheme, 100+50+30=180 a sum."""
    terms = re.split("[+＋]", text[start:end])
    if any(not term.isdigit() for term in terms):
        return True
    return text[end : end + 1] != "=" and all(len(term) == 1 for term in terms)


def _list_number(text: str, start: int, end: int, before: str, after: str) -> int:
    """1、 1. 1) (1) at the start of a line, a cell or a clause; — 3 — on a line of its own."""
    if end - start > 3:
        return 0
    if after == " ":
        if before == " " or before in "-—":
            return _page_number(text, start, end)
        right = end
        while right < len(text) and text[right] == " ":
            right += 1
        after = text[right] if right < len(text) else "\n"
        if after not in "、.)）":
            return 0
    elif after in "-—":
        return _page_number(text, start, end)
    if after in ")）":
        return 0 if "." in text[start:end] else _bracketed(text, start, end, text.find(after, end) + 1)
    if after in "、.．":
        left = _left(text, start)
        follows = text[end + 1] if end + 1 < len(text) else "\n"
        if (left < 0 or text[left] in _BREAKS - {"，", ",", "、"}) and not follows.isdigit():
            return end
    return 0


def _bracketed(text: str, start: int, end: int, behind: int) -> int:
    """（1） and 1) are list numbers at a break and before a word; (100) alone in a cell is a figure."""
    left = _left(text, start)
    if left >= 0 and text[left] in "(（":
        left = _left(text, left)
        right = text[behind] if behind < len(text) else "\n"
        if right in CELL and left >= 0 and text[left] == "\t":
            return 0
        if "一" <= right <= "鿿" and int(text[start:end]) <= _LAST_LISTED:
            return end
    return end if left < 0 or text[left] in _BREAKS else 0


def _page_number(text: str, start: int, end: int) -> int:
    left = _left(text, start)
    if left >= 0 and text[left] in "-—":
        dash = _left(text, left)
        while dash >= 0 and text[dash] in "-—":
            dash = _left(text, dash)
        if (dash < 0 or text[dash] == "\n") and (page := _PAGE_END.match(text, end)):
            return page.end()
    return 0


def _label(text: str, start: int, end: int, after: str) -> int:
    if _LABEL.search(text, max(0, start - 8), start) and find_unit(text, end + (after == " ")) is None:
        return _DOTTED.match(text, start).end()  # type: ignore[union-attr]
    if after in ":：.、" and _NUMBERED.search(text, max(0, start - 5), start):
        return end
    return 0


def _by_digits(text: str, start: int, end: int, before: str, after: str) -> int:
    """Codes, telephones and identity numbers by the digits themselves."""
    size = end - start
    if size == 1 or "." in text[start:end] or "," in text[start:end]:
        return end if size > 30 else 0
    if text[start] == "0" or size >= 15:
        return end
    said = "一" <= after <= "鿿" and after not in _SCALES | _ROUGH and find_unit(text, end) is None
    if size in (3, 5) and text[start:end] in _HOTLINES and said:
        return end
    if size >= 7:
        if size == 11 and text[start] == "1" and text[start + 1] in "3456789" and not "一" <= after <= "鿿":
            return end
        if _PHONE.search(text, max(0, start - 14), start):
            return end
    if size in (3, 5, 7) and text[start] in "2345" and _classified(text, start, end):
        return end
    return 0


_COUNTED = frozenset("个人件条家项次户份名元万亿起例台辆场篇分年月天余多")
_CLASS_NAME = re.compile(r" +[一-鿿]{2}")
_CLASS_LONG = re.compile(r"2[0-3][0-9]{5}(?P<gap> +|\t)[一-鿿]{2}")


def _classified(text: str, start: int, end: int) -> bool:
    """Codes of the budget classification: "2010101 行政运行" anywhere, "301 工资福利支出" at the start of a cell."""
    if end - start == 7:
        match = _CLASS_LONG.match(text, start)
        # Behind a cell's border a name makes a code of the number only where the row begins with it.
        return match is not None and (match["gap"] != "\t" or start == 0 or text[start - 1] == "\n")
    left = _left(text, start)
    if left >= 0 and text[left] not in CELL:
        return False
    return _CLASS_NAME.match(text, end) is not None and text[end : end + 12].lstrip(" ")[:1] not in _COUNTED
