"""What must hold for any text whatever: offsets, order, intervals, width of the characters."""

from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from gouji.quantities import find_periods, find_quantities, printed_interval, reinterpret
from gouji.quantities.fold import fold
from gouji.quantities.numerals import parse

# Letters that meet in official prose far oftener than chance would have them meet.
SIGNS = "0123456789.,%％-—~～+/:()（）、。，；“”\n\t 　≥<>±¥Ak"
NUMERALS = "零〇一二两三五十百千万亿壹拾元角成余多几半又点分"
WORDS = "年月日号个项人次件条第至到和约近不超低于以上下内含之负"
PROSE = st.text(alphabet=SIGNS + NUMERALS + WORDS, max_size=60)
# Fragments make whole figures likely, and odd neighbours too.
FIGURES = [
    "354.36",
    "1,234.5",
    "0",
    "100",
    "2022",
    "12",
    "3",
    "５０",
    "三千五百",
    "二十一",
    "十二五",
    "两",
    "一",
    "三分之一",
]
UNITS = ["万元", "万", "亿元", "%", "％", "个百分点", "人", "个", "件", "年", "月", "日", "号", "元", "角", "分", "点"]
AROUND = [
    "余",
    "多",
    "半",
    "又",
    "百分之",
    "第",
    "不低于",
    "约",
    "近",
    "≥",
    "以上",
    "以内",
    "（含）",
    "(含)",
    "由",
    "电话",
    "附件",
]
BETWEEN = ["至", "-", "—", "~", "、", "，", "。", "（", "）", "“", "”", "其中", "支出", "\n", "\t", " ", "　"]
PIECES = st.lists(st.sampled_from(FIGURES + UNITS + AROUND + BETWEEN), max_size=14).map("".join)
TEXTS = st.one_of(st.text(max_size=60), PROSE, PIECES)
# ASCII as half and as full width; the comma has its own rule (it groups only between wide digits).
ASCII = st.text(alphabet="0123456789.%-~+/:() \nakG<>=年月人元万个第", max_size=40)


def widened(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


@settings(max_examples=600, deadline=None)
@given(TEXTS)
@example("一" * 50)
@example("9" * 5000)
@example("1,000" * 400)
@example("第" + "9" * 5000)
@example("百分之" + "9" * 5000 + "点" + "一" * 5000)
@example("一点" + "一" * 5000 + "个")
@example("3万" + "4" * 5000 + "三千")
@example("5-" + "9" * 5000)
@example("十万亿亿万点五分之三又二分之一")
def test_spans_are_sorted_apart_and_read_back(text: str) -> None:
    at = 0
    for quantity in find_quantities(text):
        assert at <= quantity.start < quantity.end <= len(text)
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.start < quantity.numeral_end <= quantity.end
        assert 0 <= quantity.outer_start <= quantity.start
        assert quantity.end <= quantity.outer_end <= len(text)
        at = quantity.end


@settings(max_examples=600, deadline=None)
@given(TEXTS)
def test_intervals_hold_their_values(text: str) -> None:
    for quantity in find_quantities(text):
        if quantity.kind == "range":
            assert quantity.value is None
            assert quantity.low is not None and quantity.high is not None and quantity.low < quantity.high
            continue
        assert quantity.value is not None and quantity.value.is_finite()
        assert quantity.low is None or quantity.low <= quantity.value
        assert quantity.high is None or quantity.value <= quantity.high
        assert (quantity.low, quantity.high) != (None, None)
        assert quantity.printed is not None


@settings(max_examples=400, deadline=None)
@given(ASCII)
def test_full_width_reads_the_same(text: str) -> None:
    narrow, wide = find_quantities(text), find_quantities(widened(text))
    assert [(q.start, q.end, q.kind, q.value, q.low, q.high) for q in narrow] == [
        (q.start, q.end, q.kind, q.value, q.low, q.high) for q in wide
    ]


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_periods_are_sorted_apart_and_read_back(text: str) -> None:
    at = 0
    for period in find_periods(text):
        assert at <= period.start < period.end <= len(text)
        assert text[period.start : period.end] == period.text
        at = period.end


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@given(TEXTS)
def test_no_figure_lies_in_a_dated_period(text: str) -> None:
    dated = [p for p in find_periods(text) if p.kind == "date" and p.year is not None]
    for quantity in find_quantities(text):
        if quantity.kind != "range":
            assert not any(p.start < quantity.start < p.end for p in dated)


DIGITS = "零一二三四五六七八九"


def spelt_out(value: int) -> str:
    """`value` below 10^12 in the ordinary way of writing it."""
    if value == 0:
        return DIGITS[0]

    def below_ten_thousand(n: int) -> str:
        words, gap = "", False
        for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit, n = divmod(n, place)
            if digit:
                words += ("零" if gap and words else "") + DIGITS[digit] + name
                gap = False
            else:
                gap = True
        return words

    words, rest, missing = "", value, False
    for place, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part, rest = divmod(rest, place)
        if part:
            words += ("零" if words and (missing or part < 1000) else "") + below_ten_thousand(part) + name
            missing = False
        else:
            missing = True
    return words


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_every_integer_is_read_as_it_is_spelt(value: int) -> None:
    assert parse(spelt_out(value)) == value


@given(st.integers(0, 10**9), st.integers(0, 3), st.sampled_from(["元", "万元", "亿元", "%", "人", "万人", "分"]))
def test_a_figure_lies_in_its_printed_interval(digits: int, decimals: int, unit: str) -> None:
    text = f"合计{Decimal(digits).scaleb(-decimals):f}{unit}。"
    (quantity,) = find_quantities(text)
    assert quantity.value is not None and quantity.printed == Decimal(digits).scaleb(-decimals)
    assert quantity.low is not None and quantity.high is not None
    assert quantity.low <= quantity.value <= quantity.high
    if quantity.low < quantity.high:
        assert quantity.high - quantity.value == quantity.value - quantity.low


@given(st.integers(0, 10**9), st.integers(0, 3), st.sampled_from(["元", "万元", "%", "人", "分", "万人次"]))
def test_a_table_cell_reads_like_prose_with_the_unit(digits: int, decimals: int, unit: str) -> None:
    figure = f"{Decimal(digits).scaleb(-decimals):f}"
    (bare,) = find_quantities(figure)
    (printed,) = find_quantities(f"合计{figure}{unit}")
    read = reinterpret(bare, unit)
    assert (read.value, read.low, read.high) == (printed.value, printed.low, printed.high)
    assert (read.unit, read.kind, read.printed_unit) == (printed.unit, printed.kind, printed.printed_unit)


def test_printed_interval_of_the_design() -> None:
    assert printed_interval(Decimal("614.84"), 2, Decimal(1)) == (Decimal("614.835"), Decimal("614.845"))
    assert printed_interval(Decimal(51), 0, Decimal(10000)) == (Decimal(505000), Decimal(515000))
