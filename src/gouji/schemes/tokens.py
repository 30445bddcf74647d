"""A scoring sentence as tokens: numbers with units, comparisons, words of award and deduction, the rest as words.

The text is folded to one width character by character, so offsets of tokens are offsets of the printed sentence.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from gouji.quantities.fold import fold
from gouji.quantities.numerals import parse
from gouji.schemes.lexicon import NUMBER, NUMERIC_OPS, OPS, PATTERNS, UNITS

_PUNCTUATION = str.maketrans("（），；：！？【】［］〔〕．", "(),;:。。[][][].")
_OP_OF = {word: op for op, words in OPS.items() for word in words.split("|")}
_OP_OF |= {word: op for op, words in NUMERIC_OPS.items() for word in words.split("|")}
_ANY_OP = "|".join(re.escape(w) for w in sorted("|".join(OPS.values()).split("|"), key=len, reverse=True))
_NUMBER_OP = "|".join(sorted("|".join(NUMERIC_OPS.values()).split("|"), key=len, reverse=True))
_BLANKS = re.compile("[ \\t“”\"'‘’「」『』]+")
_NUMERAL = re.compile(
    r"(?P<han>百分之(?P<pct>[零〇一二两三四五六七八九十百千]+)(?:点(?P<frac>[零一二三四五六七八九]+))?)|"
    r"(?P<digits>\d[\d,]*(?:\.\d+)?)\s*(?P<big>万(?!元|人)|亿(?!元))?|(?P<cn>[零〇一二两三四五六七八九十百千]+|半数)"
)
_HALF = "半"
_IN_BRACKETS = re.compile(NUMBER)


class Token(NamedTuple):
    """`kind` of the token, its text without blanks, its place; `value` and `unit` of a number, `op` of a comparison."""

    kind: str
    text: str
    start: int
    end: int
    value: Fraction = Fraction(0)
    unit: str = ""
    op: str = ""


_MASTER = re.compile(
    "|".join(
        [
            r"(?P<blank>[ \t“”\"'‘’「」『』]+)",
            # What can begin no other token is swallowed at once.
            r"(?P<plain>[的了和与及有关费率额资金管理制执行务工作建开公项级])(?!以|项|得|标|度)",
            *(f"(?P<{kind}>{pattern})" for kind, pattern in PATTERNS),
            rf"(?P<cmp>{_ANY_OP}|(?:{_NUMBER_OP})(?=\s*{NUMBER}))",
            rf"(?P<rank>第{NUMBER}|倒数第{NUMBER})",
            rf"(?P<num>{NUMBER})",
            r"(?P<unitword>(?<=每)(?:UNITWORD))".replace("UNITWORD", "|".join(sorted(UNITS, key=len, reverse=True))),
            r"(?P<dash>-|—+|~|[至到](?=\s*第?\d))",
            r"(?P<sign>[+×*÷/()\[\]])",
            r"(?P<punct>[,;。:、\n])",
            r"(?P<word>.)",
        ]
    )
)


def normal(text: str) -> str:
    """`text` with widths and brackets in one form, of the same length."""
    return fold(text).translate(_PUNCTUATION)


@lru_cache(maxsize=4096)
def numeral(text: str) -> tuple[Fraction, str]:
    """Value in base units and the base unit of a numeral with its unit: 2.5万元 is (25000, 元), 5% is (1/20, %)."""
    found = _NUMERAL.match(text)
    if found is None:
        return Fraction(0), ""
    rest = text[found.end() :].strip()
    if found["han"]:
        value = Fraction(parse(found["pct"]) or 0)
        if found["frac"]:
            value += Fraction("0." + "".join(str("零一二三四五六七八九".index(c)) for c in found["frac"]))
        return value / 100, "%"
    if found["digits"]:
        whole, _, part = found["digits"].replace(",", "").partition(".")
        unit, factor = _unit(rest)
        big = {"万": 10**4, "亿": 10**8}.get(found["big"] or "", 1)
        return Fraction(int(whole + part) * big * factor.numerator, 10 ** len(part) * factor.denominator), unit
    if found["cn"] == "半数":
        return Fraction(1, 2), "%"
    value = Fraction(parse(found["cn"]) or 0)
    unit, factor = _unit(rest)
    return value * factor, unit


@lru_cache(maxsize=1024)
def _unit(printed: str) -> tuple[str, Fraction]:
    """The base unit of a printed one, and how many of it that is."""
    unit, factor = UNITS.get(printed, (printed, "1"))
    return unit, Fraction(factor)


def points_of(text: str) -> Fraction:
    """The points in 5分, 0.5分, 半分, 一分半."""
    digits = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    if digits:
        return Fraction(digits[0].replace(",", ""))
    han = re.search(r"([零一二两三四五六七八九十]*)(半?)分(半?)", text)
    if han is None:
        return Fraction(0)
    whole = Fraction(parse(han[1]) or 0) if han[1] else Fraction(0)
    return whole + (Fraction(1, 2) if han[2] or han[3] else 0)


def tokenize(text: str) -> list[Token]:
    """The tokens of a folded sentence in order; blanks and quotes are skipped, words run on."""
    out: list[Token] = []
    run = -1
    for found in _MASTER.finditer(text):
        kind = found.lastgroup or "word"
        if kind == "after" and not _after_number(out, run, text, found.start()):
            kind = "word"
        if kind in ("word", "stop", "plain"):
            if run < 0:
                run = found.start()
            end = found.end()
            continue
        if kind == "blank":
            continue
        if run >= 0:
            out.append(_word(text, run, end))
            run = -1
        out.append(_token(kind, found[0], found.start(), found.end()))
    if run >= 0:
        out.append(_word(text, run, end))
    return _signed([token for i, token in enumerate(out) if not _soft_end(out, i)])


def _signed(tokens: list[Token]) -> list[Token]:
    """A dash right behind a comparison or a mark of punctuation is the sign of the number behind it: ≥-5%."""
    out: list[Token] = []
    for i, token in enumerate(tokens):
        signs = out and out[-1].kind == "dash" and token.kind == "num" and out[-1].end == token.start
        if signs and (len(out) == 1 or out[-2].kind == "cmp" or out[-2].text in (",", ";", "。", "(")):
            dash = out.pop()
            token = token._replace(text="-" + token.text, start=dash.start, value=-token.value)
        out.append(token)
        del i
    return out


def _after_number(out: list[Token], run: int, text: str, at: int) -> bool:
    """Whether 以上, 以下, 以内 or 之间 at `at` follows a number directly."""
    return run < 0 and bool(out) and out[-1].kind in ("num", "incl", "rank", "unitword") and text[at] != "\n"


def _share(text: str) -> Fraction:
    """The share in 权重分的5%, 百分之十的分值."""
    han = re.search("百分之[零一二三四五六七八九十百]+", text)
    if han:
        return numeral(han[0])[0]
    digits = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    return Fraction(digits[0]) / 100 if digits else Fraction(0)


def _word(text: str, start: int, end: int) -> Token:
    return Token("word", _BLANKS.sub("", text[start:end]), start, end)


def _soft_end(out: list[Token], i: int) -> bool:
    """A line end in the middle of a phrase: a printed line was full, nothing ended."""
    if out[i].kind != "punct" or out[i].text != "\n":
        return False
    before = out[i - 1] if i else None
    after = out[i + 1] if i + 1 < len(out) else None
    if before is None or after is None or after.kind == "mark":
        return False
    return before.kind in ("word", "every", "cmp", "dash", "deduct", "gain")


def _token(kind: str, text: str, start: int, end: int) -> Token:
    plain = _BLANKS.sub("", text)
    if kind in ("num", "unitword"):
        value, unit = numeral(plain) if kind == "num" else (Fraction(UNITS[plain][1]), UNITS[plain][0])
        return Token("num", plain, start, end, value, unit)
    if kind == "rank":
        value, unit = numeral(plain[plain.index("第") + 1 :])
        return Token("num", plain, start, end, value, unit or "名", "last" if plain[0] == "倒" else "rank")
    if kind == "cmp":
        return Token(kind, plain, start, end, op=_OP_OF[plain])
    if kind == "share":
        return Token(kind, plain, start, end, _share(plain))
    if kind == "incl" and (named := _IN_BRACKETS.search(plain)):  # （含90%） speaks of that number, wherever it stands
        value, unit = numeral(named[0])
        return Token(kind, plain, start, end, value, unit, named[0])
    if kind == "punct" and text == "\n":
        return Token(kind, "\n", start, end)
    return Token(kind, plain, start, end)
