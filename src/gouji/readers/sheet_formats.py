"""Number formats of spreadsheets: what a cell shows for the value that it holds.

A cell holds 0.9978 and shows 99.78%. The shown digits are what the report says, so they are the text. Rounding
is half away from zero over fifteen significant digits, as spreadsheets do it.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext
from fractions import Fraction
from functools import lru_cache

import msgspec

from gouji.readers.sheet_dates import DATE_LETTERS, show_date

BUILT_IN: dict[int, str] = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"¥"#,##0;\\-"¥"#,##0', 6: '"¥"#,##0;\\-"¥"#,##0',
    7: '"¥"#,##0.00;\\-"¥"#,##0.00', 8: '"¥"#,##0.00;\\-"¥"#,##0.00', 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"',
    29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 37: "#,##0;-#,##0",
    38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: '#,##0;-#,##0;"-"',
    42: '"¥"#,##0;"¥"-#,##0;"¥""-"', 43: '#,##0.00;-#,##0.00;"-"', 44: '"¥"#,##0.00;"¥"-#,##0.00;"¥""-"',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
"""The formats that a file names only by number, as a Chinese office program shows them."""

GENERAL = "General"
_TOKEN = re.compile(
    r"""(?P<quoted>"[^"]*"?)|[\\!](?P<escaped>.?)|(?P<room>_.?)|(?P<fill>\*.?)|\[(?P<bracket>[^\]]*)\]?
    |(?P<general>(?i:general|g/通用格式))|(?P<half>(?i:am/pm|a/p)|上午/下午)|(?P<power>[Ee][+-])
    |(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|[aA]{3,4}|[eE]+)|(?P<digit>[0#?])|(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\Z")
_ELAPSED = re.compile(r"(?:h+|m+|s+)\Z", re.IGNORECASE)
_MAX_FORMAT = 512
_DIGITS_SHOWN = 10
_WHOLE = 1e15


class Token(msgspec.Struct, frozen=True):
    """A piece of a section: kind is text, digit, date, elapsed, half, power, general or the sign itself."""

    kind: str
    text: str


class Section(msgspec.Struct, frozen=True):
    """One of the alternatives that a format separates by semicolons, with the condition it states."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None

    def has(self, *kinds: str) -> bool:
        """Whether a piece of one of these kinds stands in it."""
        return any(token.kind in kinds for token in self.tokens)

    @property
    def is_date(self) -> bool:
        """Whether it shows a moment: letters of dates, and digits at most after the point of the seconds."""
        return self.has("date", "elapsed")


def show(value: float, code: str, since_1904: bool = False) -> str:
    """What a cell of a format shows for a number."""
    if code == GENERAL and float(value).is_integer() and abs(value) < _WHOLE:
        return str(int(value))
    exact = Decimal(format(value, ".15g"))
    if not exact.is_finite():
        return ""
    chosen, signed = _choose(_sections(code), exact)
    if chosen is None or (chosen.has("general") and not chosen.has("digit")):
        wrap = ("", "") if chosen is None else _around_general(chosen)
        return (wrap[0] + _general(exact if signed else abs(exact)) + wrap[1]).strip()
    if chosen.is_date:
        shown = show_date(value, [(token.kind, token.text) for token in chosen.tokens], since_1904)
        return _general(exact) if shown is None else shown.strip()
    if not chosen.has("digit"):
        words = "".join(token.text for token in chosen.tokens if token.kind != "@")
        return (_general(exact) if chosen.has("@") else words).strip()
    with localcontext() as context:
        # A float has up to 309 digits before the point; nothing may be cut while it is rounded.
        context.prec = 400
        return _number(exact, chosen, signed).strip()


def show_text(text: str, code: str) -> str:
    """What a cell of a format shows for words: the section with @, if the format has one."""
    if "@" not in code or code == "@":
        return text
    sections = _sections(code)
    for section in sections[3:4] or sections[:1] or sections[-1:]:
        if section.has("@"):
            return "".join(text if token.kind == "@" else token.text for token in section.tokens).strip()
    return text


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[Section, ...]:
    sections: list[Section] = []
    tokens: list[Token] = []
    condition: tuple[str, Decimal] | None = None
    for match in _TOKEN.finditer(code[:_MAX_FORMAT]):
        kind = match.lastgroup or "escaped"
        text = match.group(kind)
        if kind == "other" and text == ";":
            sections.append(Section(tuple(tokens), condition))
            tokens, condition = [], None
        elif kind == "bracket":
            stated = _CONDITION.match(text)
            if stated:
                condition = (stated.group(1), Decimal(stated.group(2)))
            elif _ELAPSED.match(text):
                tokens.append(Token("elapsed", text.lower()))
            elif text.startswith("$"):
                tokens.append(Token("text", text[1:].split("-")[0]))
        elif kind != "fill":
            tokens.append(_token(kind, text))
    sections.append(Section(tuple(tokens), condition))
    return tuple(sections)


def _token(kind: str, text: str) -> Token:
    if kind == "quoted":
        return Token("text", text.strip('"'))
    if kind == "escaped":
        return Token("text", text)
    if kind == "room":
        return Token("text", " ")
    if kind == "date":
        return Token("date", text.lower()) if text[0].lower() in DATE_LETTERS else Token("text", text)
    if kind == "other":
        return Token(text if text in ".,%@/" else "text", text)
    return Token(kind, text)


def _choose(sections: tuple[Section, ...], value: Decimal) -> tuple[Section | None, bool]:
    """The section for a value, and whether a minus sign is still to be written."""
    numeric = sections[:3]
    if any(section.condition for section in numeric):
        for section in numeric:
            if section.condition is None or _holds(section.condition, value):
                return section, True
        return None, True
    if len(numeric) == 1:
        return numeric[0], True
    if value < 0:
        return numeric[1], False
    if len(numeric) == 3 and value == 0:
        return numeric[2], False
    return numeric[0], True


def _holds(condition: tuple[str, Decimal], value: Decimal) -> bool:
    sign, limit = condition
    return {
        "<": value < limit,
        ">": value > limit,
        "=": value == limit,
        "<=": value <= limit,
        ">=": value >= limit,
        "<>": value != limit,
    }[sign]


def _general(value: Decimal) -> str:
    """A number without a format: as many digits as a wide cell shows, but a whole part is never cut."""
    if value == 0:
        return "0"
    if abs(value) >= Decimal("1e15") or abs(value) < Decimal("1e-9"):
        return f"{value.normalize():.5E}"
    room = max(0, _DIGITS_SHOWN - max(1, value.adjusted() + 1))
    shown = f"{value.quantize(Decimal(1).scaleb(-room), ROUND_HALF_UP):f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _around_general(section: Section) -> tuple[str, str]:
    at = next(index for index, token in enumerate(section.tokens) if token.kind == "general")
    texts = [token.text if token.kind in ("text", "%") else "" for token in section.tokens]
    return "".join(texts[:at]), "".join(texts[at + 1 :])


def _number(value: Decimal, section: Section, signed: bool) -> str:
    tokens = list(section.tokens)
    value = value.scaleb(2 * sum(token.kind == "%" for token in tokens))
    if section.has("power"):
        return _scientific(value, tokens)
    if section.has("/"):
        return _fraction(value, tokens)
    point = next((i for i, token in enumerate(tokens) if token.kind == "."), len(tokens))
    last = max((i for i, token in enumerate(tokens) if token.kind == "digit"), default=-1)
    digits_before = [i for i, token in enumerate(tokens[:point]) if token.kind == "digit"]
    commas = [i for i, token in enumerate(tokens) if token.kind == ","]
    value = value.scaleb(-3 * sum(i > (digits_before[-1] if i < point and digits_before else last) for i in commas))
    grouped = bool(digits_before) and any(digits_before[0] < i < digits_before[-1] for i in commas)
    decimals = sum(token.kind == "digit" for token in tokens[point:])
    rounded = abs(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    whole, _, fraction = f"{rounded:f}".partition(".")
    minus = "-" if signed and value < 0 and rounded else ""
    return minus + _before_point(tokens[:point], whole, grouped) + _after_point(tokens[point:], fraction)


def _before_point(tokens: list[Token], whole: str, grouped: bool) -> str:
    """The digits before the point, laid from the right into the places that the format has for them."""
    digits = list(whole.lstrip("0"))
    first = next((i for i, token in enumerate(tokens) if token.kind == "digit"), -1)
    shown: list[str] = []
    count = 0

    def put(digit: str) -> None:
        nonlocal count
        if grouped and count and count % 3 == 0:
            shown.append(",")
        shown.append(digit)
        count += 1

    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        if token.kind != "digit":
            shown.append("" if token.kind == "," else token.text[::-1])
            continue
        if digits:
            put(digits.pop())
        elif token.text == "0":
            put("0")
        while index == first and digits:
            put(digits.pop())
    if first < 0:
        shown[:0] = reversed(digits)
    return "".join(shown)[::-1]


def _after_point(tokens: list[Token], fraction: str) -> str:
    places = [token.text for token in tokens if token.kind == "digit"]
    keep = len(places)
    while keep and places[keep - 1] != "0" and fraction[keep - 1] == "0":
        keep -= 1
    shown, used = [], 0
    for token in tokens:
        if token.kind == "digit":
            shown.append(fraction[used] if used < keep else "")
            used += 1
        elif token.kind != ",":
            shown.append(token.text)
    return "".join(shown)


def _scientific(value: Decimal, tokens: list[Token]) -> str:
    power = next(i for i, token in enumerate(tokens) if token.kind == "power")
    point = next((i for i, token in enumerate(tokens[:power]) if token.kind == "."), power)
    decimals = sum(token.kind == "digit" for token in tokens[point:power])
    width = sum(token.kind == "digit" for token in tokens[power:])
    mantissa, _, exponent = f"{value:.{decimals}E}".partition("E")
    sign = "-" if exponent.startswith("-") else "+" if tokens[power].text.endswith("+") else ""
    return f"{mantissa}E{sign}{exponent[1:].zfill(width)}"


def _fraction(value: Decimal, tokens: list[Token]) -> str:
    at = next(i for i, token in enumerate(tokens) if token.kind == "/")
    places = sum(token.kind == "digit" for token in tokens[at:]) or 1
    try:
        found = Fraction(abs(value)).limit_denominator(10 ** min(places, 3) - 1)
    except (InvalidOperation, OverflowError):
        return _general(value)
    minus = "-" if value < 0 and found else ""
    whole, rest = divmod(found.numerator, found.denominator)
    if not rest:
        return f"{minus}{whole}"
    return f"{minus}{f'{whole} ' if whole else ''}{rest}/{found.denominator}"
