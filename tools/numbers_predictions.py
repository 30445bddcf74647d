"""Predictions of `find_quantities` for the number suites: case files in, preds.jsonl out.

    python tools/numbers_predictions.py [--convention suite|official] ../shared/numbers OUT.jsonl

The suites annotate bare numerals where we read figures with units, so one Quantity gives several spans: the figure,
the numeral in it, and its limits as a range. The scanner is the same in both conventions; they differ in how its
intervals are written down:

- `official`: as Gouji means them. Both ends of 20-100 belong to it, 以上 and 以下 include the figure, 500余万 ends
  below the next round figure, numbers inside dates are no figures.
- `suite`: 20-100 is [20,100), 以上 and 以下 exclude, 500余万 is open upwards, and the digits of a date are numbers.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from gouji.quantities import Quantity, find_periods, find_quantities

Span = dict[str, object]
_JOIN = re.compile(r" *[，,]? *(?:并且|并|且|的同时|同时)? *")
_SCALE = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_EXCLUDING = ("以上", "以下", "之下")


def _span(start: int, end: int, kind: str, value: object, unit: str | None = None) -> Span:
    return {"start": start, "end": end, "type": kind, "value": str(value), "unit": unit}


def _plain(value: Decimal) -> str:
    return format(value, "f")


def _interval(low: Decimal | None, high: Decimal | None, low_closed: bool, high_closed: bool) -> str:
    left = "[" if low is not None and low_closed else "("
    right = "]" if high is not None and high_closed else ")"
    return f"{left}{'' if low is None else _plain(low)},{'' if high is None else _plain(high)}{right}"


def _numeral(quantity: Quantity) -> Decimal:
    """The number that the numeral alone says: the printed one with its 万 or 亿, without the unit."""
    value = quantity.printed if quantity.printed is not None else Decimal(0)
    for char in quantity.printed_unit or "":
        if char not in _SCALE:
            break
        if (quantity.printed_unit or "").startswith(("百分", "千米", "千克", "千瓦")):
            break
        value *= _SCALE[char]
    return value


def _numbers(quantity: Quantity, text: str) -> Iterator[Span]:
    """The bare numeral inside a figure."""
    if quantity.printed is None:
        return
    start = quantity.start + (quantity.kind == "ordinal")
    parts = quantity.text.rfind("之") if quantity.kind == "percent" else -1
    if parts >= 0:
        inner = quantity.start + parts + 1
        while text[inner] == " ":
            inner += 1
        yield _span(inner, quantity.end, "number", _plain(quantity.printed))
        return
    yield _span(start, quantity.numeral_end, "number", _plain(_numeral(quantity)))


def _bounds(quantity: Quantity, text: str, suite: bool) -> tuple[int, int, str] | None:
    """Outer span and interval of a limit, a range or a figure with 余; None for a plain figure."""
    low, high, left, right = quantity.low, quantity.high, quantity.low_closed, quantity.high_closed
    if quantity.kind == "range":
        end = quantity.outer_end if text[quantity.outer_end - 1] in "间)）" else quantity.numeral_end
        start = quantity.outer_start if end == quantity.outer_end else quantity.start
        return start, end, _interval(low, high, left, right and not suite)
    word = quantity.qualifier or ""
    if word in ("余", "多", "几"):
        at = text.find(word, quantity.start, quantity.end)
        if suite:
            return quantity.start, max(quantity.numeral_end, at + 1), _interval(quantity.value, None, False, True)
        return quantity.start, quantity.end, _interval(low, high, left, right)
    if low is None or high is None:
        behind = quantity.outer_end > quantity.end
        if suite and word.endswith(_EXCLUDING) and "或" not in word:
            left = right = False
        scale = Decimal(1) if not quantity.value else _numeral(quantity) / quantity.value
        low, high = (None if b is None else b * scale for b in (low, high))
        end = quantity.outer_end if behind else quantity.numeral_end
        return quantity.outer_start, end, _interval(low, high, left, right)
    if text.endswith("等于", 0, quantity.start) and quantity.value is not None:
        return quantity.start - 2, quantity.numeral_end, _interval(quantity.value, quantity.value, True, True)
    return None


def _joined(first: Quantity, second: Quantity, text: str) -> bool:
    """大于20的同时小于等于35: two limits side by side that leave room between them."""
    lows = [q.low for q in (first, second) if q.low is not None and q.high is None]
    highs = [q.high for q in (first, second) if q.high is not None and q.low is None]
    if len(lows) != 1 or len(highs) != 1 or lows[0] >= highs[0]:
        return False
    return _JOIN.fullmatch(text, first.outer_end, second.outer_start) is not None


def _ranges(quantities: list[Quantity], text: str, suite: bool) -> Iterator[Span]:
    at = 0
    while at < len(quantities):
        quantity = quantities[at]
        bounds = _bounds(quantity, text, suite)
        at += 1
        if bounds is None:
            continue
        if at < len(quantities) and quantity.kind != "range" and _joined(quantity, quantities[at], text):
            other = _bounds(quantities[at], text, suite)
            assert other is not None
            low, high = (bounds[2], other[2]) if quantity.high is None else (other[2], bounds[2])
            yield _span(bounds[0], other[1], "range", low.split(",")[0] + "," + high.split(",")[1])
            at += 1
            continue
        yield _span(*bounds[:2], "range", bounds[2])


def predict(text: str, suite: bool) -> list[Span]:
    """All spans for one case."""
    quantities = find_quantities(text)
    spans: list[Span] = []
    for quantity in quantities:
        if quantity.kind != "currency":
            spans += _numbers(quantity, text)
        if quantity.kind == "currency" and quantity.value is not None:
            lead = re.search(r"(?:人民币|¥) *\Z", text[: quantity.start])
            start = lead.start() if lead else quantity.start
            unit = "CNY" if quantity.unit == "元" else quantity.unit
            spans.append(_span(start, quantity.end, "currency", _plain(quantity.value), unit))
        elif quantity.kind == "percent" and quantity.value is not None:
            spans.append(_span(quantity.start, quantity.end, "percent", _plain(quantity.value), "%"))
        elif quantity.kind == "range" and quantity.unit == "%" and quantity.high is not None:
            last = re.search(r"[0-9０-９.．]+ *[%％]\Z", quantity.text)
            if last:
                spans.append(_span(quantity.start + last.start(), quantity.end, "percent", _plain(quantity.high), "%"))
        elif quantity.kind == "ordinal" and quantity.value is not None:
            spans.append(_span(quantity.start, quantity.numeral_end, "ordinal", _plain(quantity.value)))
    spans += _ranges(quantities, text, suite)
    if suite:
        for period in find_periods(text):
            for digits in re.finditer(r"\d+", period.text):
                spans.append(
                    _span(period.start + digits.start(), period.start + digits.end(), "number", int(digits[0]))
                )
    return spans


def main() -> None:
    """Read the arguments and write the file."""
    parser = argparse.ArgumentParser(description="Write preds.jsonl for score_numbers.py")
    parser.add_argument("--convention", choices=["suite", "official"], default="suite")
    parser.add_argument("cases", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    with arguments.out.open("w", encoding="utf-8") as out:
        for path in sorted(arguments.cases.glob("*.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                case = json.loads(line)
                spans = predict(case["text"], arguments.convention == "suite")
                out.write(json.dumps({"id": case["id"], "spans": spans}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
