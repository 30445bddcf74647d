"""The kinds of errors that clerks make, each as a function from a report to the one error planted in it."""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec

from gouji.testing.edit import Change, Place, places
from gouji.testing.field import SIZES, Field, Planted, size_of
from gouji.testing.proof import interval, printed_number
from gouji.testing.quantities import HUNDRED
from gouji.testing.record import Bond, Mention, Paragraph, Synthetic, Table
from gouji.testing.slips import other_digit, printed_as, swapped, without_point

_SLIPPED_UNIT = {"万元": "元", "亿元": "万元", "元": "万元"}
_GRADE = re.compile(r"(?:等次为|(?:评价等级为|评价结果为|等级为)“|评价等次\t+)([优良中差])")
_BANDS = ((90, "优"), (80, "良"), (60, "中"), (0, "差"))
_YEAR = re.compile(r"(\d{4})年(?![末底初\d])")


def digit(field: Field) -> Planted | None:
    """One digit of a figure replaced by another."""
    texts = field.report.mentions
    return field.first("digit", field.figures(), lambda index: other_digit(texts[index].text, field.rng))


def swap(field: Field) -> Planted | None:
    """Two neighbouring digits of a figure in each other's place."""
    texts = field.report.mentions
    return field.first("swap", field.figures(), lambda index: swapped(texts[index].text, field.rng))


def point(field: Field) -> Planted | None:
    """The point of a figure left out or moved."""
    texts = field.report.mentions
    return field.first("point", field.figures(), lambda index: without_point(texts[index].text, field.rng))


def unit(field: Field) -> Planted | None:
    """The unit behind one amount, or that in the line above a table."""
    report, rng = field.report, field.rng
    amounts = [index for index in field.figures() if report.mentions[index].text.endswith("元")]
    above = _captions(field)
    if not amounts and not above:
        return None
    if above and (not amounts or rng.random() < 0.3):
        place, changed = rng.choice(above)
        return field.planted("unit", changed, place)
    index = rng.choice([i for i in amounts if report.mentions[i].value] or amounts)
    mention = report.mentions[index]
    unit = next(unit for unit in SIZES if mention.text.endswith(unit))
    slipped = _SLIPPED_UNIT[unit]
    text = mention.text.removesuffix(unit) + slipped
    value = mention.value * SIZES[slipped] / SIZES[unit]
    return field.planted("unit", {index: msgspec.structs.replace(mention, text=text, value=value)})


def _captions(field: Field) -> list[tuple[Change, dict[int, Mention]]]:
    """The units in lines above tables, each with what the table's amounts say with the other unit."""
    found = []
    spots = list(places(field.report))
    for place in spots:
        block = field.report.blocks[place.block]
        below = field.report.blocks[place.block + 1 : place.block + 2]
        unit = re.search(r"(?:单位：|（)(万元|元)", block.text) if isinstance(block, Paragraph) else None
        if unit is None or not below or not isinstance(below[0], Table):
            continue
        start, end = _extent(spots, place.block + 1)
        slipped = _SLIPPED_UNIT[unit[1]]
        factor = SIZES[slipped] / SIZES[unit[1]]
        changed = {
            index: msgspec.structs.replace(mention, value=mention.value * factor)
            for index, mention in enumerate(field.report.mentions)
            if start <= mention.start < end and mention.unit == "元" and mention.value and mention.text[-1] != "元"
        }
        if changed:
            at = place.start + unit.start(1)
            found.append((Change(at, at + len(unit[1]), slipped), changed))
    return found


def _extent(spots: list[Place], block: int) -> tuple[int, int]:
    inside = [spot for spot in spots if spot.block == block]
    return inside[0].start, inside[-1].end


def stale_year(field: Field) -> Planted | None:
    """Last year's value left in place, or the year of a sentence."""
    report = field.report
    stale = [i for i in field.figures() if f"{report.mentions[i].key}.prior" in report.variables]
    sentences = _dated(field)
    if sentences and (not stale or field.rng.random() < 0.5):
        place, indexes, proof = field.rng.choice(sentences)
        changed = {index: report.mentions[index] for index in indexes}
        prior = {j for i in indexes for j in field.proof.by_key.get(f"{report.mentions[i].key}.prior", ())}
        return field.planted("stale_year", changed, place, proof, field.proof.near(indexes) | prior)

    def slip(index: int) -> str | None:
        mention = report.mentions[index]
        before = report.variables[f"{mention.key}.prior"].value
        return printed_as(mention.text, before / size_of(mention)) if before else None

    return field.first("stale_year", stale, slip)


def _dated(field: Field) -> list[tuple[Change, list[int], set[int]]]:
    """Years of sentences, with the figures that they date and those that say otherwise of the year before."""
    report, found = field.report, []
    for spot in places(report):
        block = report.blocks[spot.block]
        if not isinstance(block, Paragraph) or block.level:
            continue
        years = list(_YEAR.finditer(block.text))
        for number, year in enumerate(years):
            if int(year[1]) != report.fiscal_year:
                continue
            stop = re.search(r"。|\d{4}年|上年|同比", block.text[year.end() :])
            end = spot.start + (year.end() + stop.start() if stop else len(block.text))
            inside = [
                index
                for index, mention in enumerate(report.mentions)
                if spot.start + year.end() <= mention.start < end
                and mention.role == "value"
                and mention.period == str(report.fiscal_year)
            ]
            if inside and not any(other.start() < year.start() for other in years[:number]):
                at = spot.start + year.start()
                proof = {j for i in inside for j in _otherwise(field, i, spot)}
                found.append((Change(at, at + 4, str(report.fiscal_year - 1)), inside, proof))
    return found


def _otherwise(field: Field, index: int, spot: Place) -> list[int]:
    """Mentions outside a paragraph of the same quantity of the year before, that are another value."""
    mentions = field.report.mentions
    low, high = interval(mentions[index])
    outside = [
        other
        for other in field.proof.by_key.get(f"{mentions[index].key}.prior", ())
        if not spot.start <= mentions[other].start < spot.end
    ]
    return [o for o in outside if interval(mentions[o])[0] > high or interval(mentions[o])[1] < low]


def copied_row(field: Field) -> Planted | None:
    """The figures of one row of a table over those of the row below it."""
    report = field.report
    lines: dict[int, dict[str, int]] = {}
    starts = [match.start() for match in re.finditer("^", report.text, re.MULTILINE)]
    of_line = {start: number for number, start in enumerate(starts)}
    tabled = {index for index, mention in enumerate(report.mentions) if ":" in mention.pattern}
    for index in sorted(tabled):
        mention = report.mentions[index]
        start = report.text.rfind("\n", 0, mention.start) + 1
        lines.setdefault(of_line[start], {})[mention.pattern] = index
    rows = [(lines[number - 1], row) for number, row in lines.items() if number - 1 in lines]
    field.rng.shuffle(rows)
    for above, row in rows:
        changed = {}
        for column in above.keys() & row.keys():
            source, target = report.mentions[above[column]], report.mentions[row[column]]
            if source.unit == target.unit and size_of(source) == size_of(target) and source.text != target.text:
                changed[row[column]] = msgspec.structs.replace(target, text=source.text, value=source.value)
        if any(mention.value != report.mentions[index].value for index, mention in changed.items()):
            return field.planted("copied_row", dict(sorted(changed.items())))
    return None


def wrong_total(field: Field) -> Planted | None:
    """A total without one of its parts, or with one counted twice."""
    report = field.report
    wholes: dict[str, list[Bond]] = {}
    for bond in report.bonds:
        if bond.kind == "sum" and sum(report.variables[part].value != 0 for part in bond.parts) > 1:
            wholes.setdefault(bond.whole, []).append(bond)
    figures = [index for index in field.figures() if report.mentions[index].key in wholes]

    def slip(index: int) -> str | None:
        mention = report.mentions[index]
        bond = field.rng.choice(wholes[mention.key])
        part = field.rng.choice([p for p in bond.parts if report.variables[p].value])
        off = report.variables[part].value * field.rng.choice([-1, 1])
        value = mention.value + off
        return printed_as(mention.text, value / size_of(mention)) if value > 0 else None

    return field.first("wrong_total", figures, slip)


def wrong_grade(field: Field) -> Planted | None:
    """A grade word of another band than the score's; it is tied where the score is printed."""
    report, rng = field.report, field.rng
    found = list(_GRADE.finditer(report.text))
    if not found:
        return None
    match = rng.choice(found)
    wrong = rng.choice([grade for _, grade in _BANDS if grade != match[1]])
    scores = set(field.proof.by_key.get("score", ()))
    proof = {index for index in scores if _grade(report.mentions[index].value) != wrong}
    return field.planted("wrong_grade", {}, Change(match.start(1), match.end(1), wrong), proof, scores)


def _grade(score: Decimal) -> str:
    return next(grade for low, grade in _BANDS if score >= low)


def wrong_rate(field: Field) -> Planted | None:
    """A percentage of the wrong base, or off by some points."""
    report = field.report
    kinds = ("growth", "share", "rate")
    of = {bond.whole: bond for bond in report.bonds if bond.kind in kinds}
    figures = [index for index in field.figures() if report.mentions[index].key in of]

    def slip(index: int) -> str | None:
        mention = report.mentions[index]
        bond = of[mention.key]
        part, base = (report.variables[key].value for key in bond.parts)
        wrong = _of_wrong_base(bond, part, base)
        if wrong is None or field.rng.random() < 0.5:
            wrong = mention.value + field.rng.choice([-1, 1]) * Decimal(field.rng.randint(20, 900)) / 100
        return printed_as(mention.text, abs(wrong))

    return field.first("wrong_rate", figures, slip)


def _of_wrong_base(bond: Bond, part: Decimal, base: Decimal) -> Decimal | None:
    """Growth of this year's value, the share in the rest, the rate turned round; None where that divides by nothing."""
    if bond.kind == "growth":
        return abs(part - base) * HUNDRED / part if part else None
    if bond.kind == "share":
        return part * HUNDRED / (base - part) if base != part else None
    return base * HUNDRED / part if part else None


def contradiction(field: Field) -> Planted | None:
    """Another number for a figure that stands in another chapter as well."""
    report = field.report
    block_of = _blocks(report)
    figures = [
        index
        for index in field.figures()
        if len({block_of[other] for other in field.proof.by_key[report.mentions[index].key]}) > 1
    ]

    def slip(index: int) -> str | None:
        text = report.mentions[index].text
        number = printed_number(text)
        factor = Decimal(field.rng.choice([field.rng.randint(70, 96), field.rng.randint(104, 140)])) / HUNDRED
        return printed_as(text, number * factor) if number else None

    return field.first("contradiction", figures, slip)


def _blocks(report: Synthetic) -> list[int]:
    """The block that each mention stands in."""
    spots = iter(list(places(report)))
    found, spot = [], next(spots)
    for mention in report.mentions:
        while spot.end < mention.end:
            spot = next(spots)
        found.append(spot.block)
    return found
