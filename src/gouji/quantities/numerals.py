"""Chinese and mixed numerals to integers: 三千五百万, 一百五, 两千六, 二〇二二, 7万5千4百, 壹佰零伍.

The grammar is strict where official prose has look-alikes: 十二五 (a plan), 万千, 二三产业 are no numerals.
"""

from __future__ import annotations

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")}
DIGITS |= {c: i for i, c in enumerate("〇壹贰叁肆伍陆柒捌玖")}
DIGITS |= {"○": 0, "两": 2, "俩": 2, "倆": 2}
SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000, "廿": 20, "卅": 30}
BIG = {"万": 10**4, "亿": 10**8}
# 两 counts but never spells: 两〇 and 点两 are no digits.
SPELT = "".join(c for c in DIGITS if c not in "两俩倆")
ALL = "".join(DIGITS) + "".join(SMALL) + "".join(BIG)
FORMAL = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")

_TENS = {"廿": 2, "卅": 3}


def spelt(run: str) -> int | None:
    """Digits read one by one (二〇二二, 一七二零); None when the run has place words or 两."""
    value = 0
    for char in run:
        if char not in SPELT:
            return None
        value = value * 10 + DIGITS[char]
    return value


class _Sum:
    """A numeral being added up: `total` of the finished 万 and 亿 groups, `section` below 万, `digit` pending."""

    __slots__ = ("digit", "last", "section", "section_last", "total", "zero")

    def __init__(self) -> None:
        self.total = 0
        self.section = 0
        self.section_last = 10**5
        self.digit: int | None = None
        self.last = 0  # the unit read just before, 0 after a digit
        self.zero = False

    def add_digit(self, value: int) -> bool:
        if value == 0 and self.digit is None:
            self.zero = True
            self.last = 0
            return True
        if self.digit is not None:
            return False
        self.digit = value
        return True

    def add_small(self, char: str) -> bool:
        place = SMALL[char]
        if char in _TENS:
            if self.digit is not None or self.section_last <= 10:
                return False
            self.digit, place = _TENS[char], 10
        if place >= self.section_last:
            return False
        self.section += (1 if self.digit is None else self.digit) * place
        self.digit, self.section_last, self.last, self.zero = None, place, place, False
        return True

    def add_big(self, place: int) -> bool:
        value = self.section + (self.digit or 0)
        if value == 0:  # 万亿, 万万: the group before is multiplied
            if self.total == 0 or self.last < 10**4 or self.total >= 10**16:
                return False
            self.total *= place
        elif self.total and place == 10**8:  # 五千万三千亿 counts 万 of 亿
            if self.total >= 10**8:
                return False
            self.total = (self.total + value) * place
        elif self.total % (place * 10**4) and place == 10**4 and self.total % 10**8:
            return False
        else:
            self.total += value * place
        self.section, self.section_last, self.digit, self.last, self.zero = 0, 10**5, None, place, False
        return True

    def close(self, trailing: bool) -> int:
        digit = self.digit or 0
        # 一百五 is 150, 三万五 is 35,000; 一百零五 and 十五 are not concerned.
        if trailing and digit and not self.zero and self.last >= 100:
            digit *= self.last // 10
        return self.total + self.section + digit


def parse(run: str) -> int | None:
    """The integer that a Chinese numeral without blanks spells, or None when it is no numeral.

    A run that starts with 百, 千, 万 or 亿 is read as one of them (百三 130); callers decide whether prose
    may say so.
    """
    if len(run) > 40:
        return None
    if run[-1] in DIGITS and (value := spelt(run)) is not None:
        return value
    state = _Sum()
    if run[0] in BIG:
        state.digit = 1
    for char in run:
        if char in DIGITS:
            fine = state.add_digit(DIGITS[char])
        elif char in SMALL:
            fine = state.add_small(char)
        else:
            fine = state.add_big(BIG[char])
        if not fine:
            return None
    return state.close(trailing=True)


def parse_mixed(run: str) -> int | None:
    """The integer of digits and place words without blanks (3万4000, 200亿零四千230, 1百01), or None."""
    state = _Sum()
    i = 0
    plain = True
    while i < len(run):
        char = run[i]
        if char.isdigit():
            j = i
            while j < len(run) and run[j].isdigit():
                j += 1
            if state.digit is not None:
                return None
            state.zero = state.zero or run[i] == "0"
            state.digit = int(run[i:j])
            plain = j - i == 1
            i = j
            continue
        fine = (
            state.add_digit(DIGITS[char])
            if char in DIGITS
            else state.add_small(char)
            if char in SMALL
            else state.add_big(BIG[char])
        )
        if not fine:
            return None
        plain = True
        i += 1
    # Digits written out after a place word are what they are: 1万600.
    return state.close(trailing=plain and not run[-1].isdigit())


def closing_scale(run: str) -> tuple[int, str]:
    """The 万, 亿 or 万亿 that closes a numeral, as power of ten and as printed: 一亿五千万 (4, 万).

    What is printed before the scale says how finely the figure was rounded.
    """
    end = len(run)
    while end > 1 and run[end - 1] in BIG:
        end -= 1
    return sum(4 if char == "万" else 8 for char in run[end:]), run[end:]
