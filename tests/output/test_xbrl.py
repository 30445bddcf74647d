"""Our xBRL loads and validates in Arelle, and its sums break where ours do."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
from lxml import etree

import judge_xbrl
from gouji.model import Document, Fact, Report, Span
from gouji.output.xbrl import taxonomy, xbrl_report
from gouji.output.xbrl.taxonomy import calculations
from gouji.pipeline import Judgement
from gouji.pipeline import judge as judge_ours
from gouji.quantities import find_quantities
from gouji.quantities.units import UNITS
from gouji.vocabulary import Relation, concepts

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "reports"
EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.suffix in (".txt", ".docx"))
REPORTS = [*EXAMPLES, *sorted(SHARED.glob("*.txt")), *sorted((SHARED / "disclosures").glob("*.pdf"))]
XBRL = "{http://www.xbrl.org/2003/linkbase}"
Key = tuple[str, ...]
Sum = tuple[str, str, str]
"""Relation, whole and period."""


class Made(NamedTuple):
    """One report, ours and theirs."""

    ours: Judgement
    record: dict[str, Any]
    theirs: judge_xbrl.Verdict


@pytest.fixture
def made(tmp_path: Path) -> Callable[[Path], Made]:
    """Write a report with its taxonomy, and have it judged by both."""

    def make(path: Path) -> Made:
        ours = judge_ours(path)
        record, _ = xbrl_report(ours.document, ours.report, language="zh")
        return Made(ours, record, judged(record, tmp_path))

    return make


def judged(record: dict[str, Any], folder: Path) -> judge_xbrl.Verdict:
    (folder / "taxonomy").mkdir(exist_ok=True)
    for name, content in taxonomy().items():
        (folder / "taxonomy" / name).write_bytes(content)
    path = folder / "report.json"
    path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    return judge_xbrl.judge(path)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_it_validates_and_the_sums_break_where_ours_do(path: Path, made: Callable[[Path], Made]) -> None:
    result = made(path)
    assert result.theirs.of("ERROR", "CRITICAL") == []
    assert result.theirs.facts == len(result.record["facts"]) > 0
    agreed(result)


def test_many_sums_agree(tmp_path: Path, made: Callable[[Path], Made]) -> None:
    """Wholes and parts of different precision, on the edge of rounding and beyond it, one sum a year."""
    chance = random.Random(2023)
    lines = ["某县水利局2023年度部门整体支出绩效自评报告", ""]
    for year in range(2000, 2024):
        parts = [Decimal(chance.randrange(100, 99999)).scaleb(-chance.choice((0, 1, 2))) for _ in range(2)]
        places = chance.choice((0, 1, 2))
        whole = round(sum(parts, Decimal(0)), places) + chance.randrange(-2, 3) * Decimal(1).scaleb(-places)
        lines.append(f"{year}年支出{whole}万元，其中基本支出{parts[0]}万元，项目支出{parts[1]}万元。")
    path = tmp_path / "a.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    judgeable, broken = agreed(made(path))
    assert len(judgeable) == 24 and 5 < len(broken) < 20


def test_differences_and_optional_parts_agree(tmp_path: Path, made: Callable[[Path], Made]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "某县水利局2023年度部门整体支出绩效自评报告\n\n"
        "2023年末固定资产原值2386.52万元，累计折旧863.05万元，固定资产净值1523.40万元。\n"
        "2023年基本支出281.93万元，其中工资福利支出264.06万元，商品和服务支出17.74万元，"
        "对个人和家庭的补助0.13万元。\n",
        encoding="utf-8",
    )
    judgeable, broken = agreed(made(path))
    assert {relation for relation, *_ in judgeable} >= {"fixed_assets_net_value", "basic_expenditure_classes"}
    assert {relation for relation, *_ in broken} == {"fixed_assets_net_value"}


def agreed(made: Made) -> tuple[set[Sum], set[Sum]]:
    """The sums that both judge and those of them that are broken, which are the same for both.

    Arelle judges where the whole stands with all its parts and nothing contradicts any of them; we judge where they
    also stand together, in a sentence or a row, or nothing disputes them.
    """
    theirs = {
        (relation.id, relation.whole, key[1]): sorted(set(relation.optional) & set(facts))
        for relation in calculations()
        for key, facts in groups(made.record).items()
        if can_be_judged(relation, facts)
    }
    ours, broken = set(), set()
    for tie in made.ours.graph.ties:
        if tie.kind in ("sum", "difference") and tie.state != "open" and f"f{tie.facts[0]}" in made.record["facts"]:
            period = made.record["facts"][f"f{tie.facts[0]}"]["dimensions"]["period"]
            whole, *parts = (made.ours.report.facts[fact].concept for fact in tie.facts)
            for relation in calculations():
                found = relation.id, relation.whole, period
                if whole == relation.whole and sorted(map(str, parts)) == sorted(
                    [*relation.parts, *theirs.get(found, ())]
                ):
                    ours.add(found)
                    broken |= {found} if tie.state == "broken" else set()
    both = ours & set(theirs)
    assert broken & both == made.theirs.broken & both
    return both, broken & both


def groups(record: dict[str, Any]) -> dict[Key, dict[str, list[dict[str, Any]]]]:
    """The facts that a calculation may add, which are those alike in all but the concept."""
    found: dict[Key, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for fact in record["facts"].values():
        said = dict(fact["dimensions"])
        concept, period = said.pop("concept").partition(":")[2], said.pop("period")
        found["period", period, *(f"{key}={said[key]}" for key in sorted(said))][concept].append(fact)
    return found


def can_be_judged(relation: Relation, facts: dict[str, list[dict[str, Any]]]) -> bool:
    """Whether all parts that must be there are, and no two figures contradict each other."""
    members = (relation.whole, *relation.parts)
    return all(facts.get(member) for member in members) and all(
        consistent(facts.get(member, [])) for member in (*members, *relation.optional)
    )


def consistent(facts: list[dict[str, Any]]) -> bool:
    bounds = [interval(fact) for fact in facts]
    return not bounds or max(low for low, _ in bounds) <= min(high for _, high in bounds)


def interval(fact: dict[str, Any]) -> tuple[Decimal, Decimal]:
    value = Decimal(fact["value"])
    half = Decimal(0) if "decimals" not in fact else Decimal("0.5").scaleb(-fact["decimals"])
    return value - half, value + half


def test_two_values_for_one_thing_are_reported(tmp_path: Path, made: Callable[[Path], Made]) -> None:
    """A real contradiction goes out as it is; Arelle sees it and so does our G201."""
    path = tmp_path / "a.txt"
    path.write_text(
        "某县水利局2023年度部门整体支出绩效自评报告\n\n2023年支出1216.08万元。\n\n2023年总支出1261.08万元。\n",
        encoding="utf-8",
    )
    result = made(path)
    assert [m.code for m in result.theirs.messages if "uplicate" in m.text] == ["arelle:duplicateFacts"]
    assert [r.outcome for r in result.ours.results if r.rule == "G201"] == ["found"]


def test_the_same_value_less_precisely_is_no_contradiction(tmp_path: Path, made: Callable[[Path], Made]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "某县水利局2023年度部门整体支出绩效自评报告\n\n2023年支出1216.08万元。\n\n2023年总支出1216万元。\n",
        encoding="utf-8",
    )
    result = made(path)
    assert result.theirs.facts == 2 and result.theirs.of("ERROR", "WARNING", "INCONSISTENCY") == []


def test_the_judge_judges(tmp_path: Path) -> None:
    """What is wrong in a report is refused: else all the above would say nothing."""
    ours = judge_ours(EXAMPLES[0])
    record, _ = xbrl_report(ours.document, ours.report, language="zh")
    money = next(key for key, fact in record["facts"].items() if fact["dimensions"].get("unit") == "iso4217:CNY")

    def codes(change: Callable[[dict[str, Any]], None]) -> set[str]:
        worse = json.loads(json.dumps(record))
        change(worse["facts"][money])
        return {message.code for message in judged(worse, tmp_path).of("ERROR")}

    def of(key: str, value: str) -> Callable[[dict[str, Any]], None]:
        return lambda fact: fact["dimensions"].update({key: value})

    assert codes(lambda fact: None) == set()
    assert codes(of("concept", "gouji:no_such_concept"))
    assert codes(of("unit", "unit:人"))
    assert codes(of("period", "2024-01-01T00:00:00"))
    assert codes(of("gouji:NoSuchDimension", "x"))
    assert codes(lambda fact: fact.update(value="很多"))


def test_the_taxonomy_is_the_vocabulary() -> None:
    made = taxonomy()
    assert made == taxonomy()
    schema = etree.fromstring(made["gouji.xsd"])
    names = {element.get("name") for element in schema.iter("{http://www.w3.org/2001/XMLSchema}element")}
    assert set(concepts()) <= names
    for language in ("zh", "en"):
        labels = etree.fromstring(made[f"gouji-label-{language}.xml"])
        labelled = {label.get("{http://www.w3.org/1999/xlink}label") for label in labels.iter(f"{XBRL}label")}
        assert {f"{concept}.label" for concept in concepts()} <= labelled


def test_every_sum_of_like_things_is_a_calculation_of_its_own() -> None:
    calculation = etree.fromstring(taxonomy()["gouji-calculation.xml"])
    links = calculation.findall(f"{XBRL}calculationLink")
    assert len(links) == len(calculations()) > 8
    for link, relation in zip(links, calculations(), strict=True):
        arcs = link.findall(f"{XBRL}calculationArc")
        weights = [arc.get("weight") for arc in arcs]
        assert [arc.get("{http://www.w3.org/1999/xlink}to") for arc in arcs] == [*relation.parts, *relation.optional]
        assert weights == (["1", "-1"] if relation.kind == "difference" else ["1"] * len(arcs))


NASTY = (
    *('<甲>&"乙"\'', "🙂", "𠀀字", "a\x00b\x1fc", "\u202e右左", "  首尾  ", "%41"),
    *("]]>", "#none", "#nil", "#empty", "甲:乙", "\ufffe"),
)


def test_every_unit_and_any_text_make_a_valid_report(tmp_path: Path) -> None:
    """A fact in each unit that figures can have, with texts that are hard on XML, JSON and OIM."""
    (quantity,) = find_quantities("数为7.5元。")
    facts = []
    for number, unit in enumerate(dict.fromkeys(unit.base for unit in UNITS.values())):
        subject = NASTY[number % len(NASTY)]
        facts.append(
            Fact(
                id=number,
                quantity=msgspec.structs.replace(quantity, unit=unit),
                span=Span(quantity.start, quantity.end),
                source="prose",
                concept="indicator_actual",
                subject=f"{subject}{number}",
                scope=subject,
                item=subject,
                period="2023",
            )
        )
    document = Document(name="某<局>.txt", format="txt", sha256="0" * 64, text="某" * 99, blocks=(), segments=())
    report = Report(organisation="某 <局>&\x00%", fiscal_year=2023, form=None, facts=tuple(facts))
    record, left = xbrl_report(document, report, language="zh")
    verdict = judged(record, tmp_path)
    assert verdict.of("ERROR", "CRITICAL") == [] and not left
    assert verdict.facts == len(facts) > 100
