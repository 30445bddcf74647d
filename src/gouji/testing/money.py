"""Basic expenditure of a world by economic class, and its 三公."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gouji.testing.world import World

_ECONOMIC_CONCEPTS = {
    "301": "wages_and_welfare_expenditure",
    "302": "goods_and_services_expenditure",
    "303": "individual_and_family_subsidies",
    "310": "capital_expenditure",
}
_SANGONG = {
    "overseas": "overseas_travel_expense",
    "vehicle_bought": "vehicle_purchase_expense",
    "vehicle_use": "vehicle_operation_expense",
    "vehicle": "vehicle_total",
    "reception": "official_reception_expense",
    "sangong": "sangong_total",
}


def add_basic(world: World, classes: dict[str, Any]) -> None:
    """Add 三公 and basic expenditure."""
    _add_sangong(world)
    _add_basic(world, classes)


def about_year(world: World, **more: Any) -> dict[str, Any]:
    """What quantities of the year have in common."""
    return {"period": str(world.year), **more}


def _add_sangong(world: World) -> None:
    """三公 of this year, of its budget and of the year before; each part may be nothing."""
    q, rng = world.q, world.rng
    none = rng.random() < 0.12
    chances = {"overseas": 0.25, "vehicle_bought": 0.35, "vehicle_use": 0.8, "reception": 0.9}
    size = q.money(30_000, 400_000)
    spent = {
        key: Decimal(0) if none or rng.random() > chance else q.part(size, 0.1, 1) for key, chance in chances.items()
    }
    for suffix, year, stage in (
        ("", world.year, None),
        (".budget", world.year, "budget"),
        (".prior", world.year - 1, None),
    ):
        for key in chances:
            value = spent[key]
            if suffix and value:
                value = value + q.part(size, 0.01, 0.4)
            q.put(key + suffix, value, concept=_SANGONG[key], period=str(year), stage=stage)
        about: dict[str, Any] = {"period": str(year), "stage": stage}
        q.sum(
            f"vehicle{suffix}",
            [f"vehicle_bought{suffix}", f"vehicle_use{suffix}"],
            concept=_SANGONG["vehicle"],
            **about,
        )
        parts = [f"{key}{suffix}" for key in ("overseas", "vehicle", "reception")]
        q.sum(f"sangong{suffix}", parts, concept=_SANGONG["sangong"], **about)
    batches = rng.randint(2, 90) if q["reception"] else 0
    q.put("batches", batches, "批次", period=str(world.year), subject="接待")
    q.put("guests", batches * rng.randint(3, 9), "人次", period=str(world.year))


def _add_basic(world: World, classes: dict[str, Any]) -> None:
    """Basic expenditure by economic account, as `e30101`, and its classes."""
    q, rng = world.q, world.rng
    low = q["sangong"] * 6
    scale = Decimal(int(10 ** rng.choice([rng.uniform(6.1, 8.2), rng.uniform(6.1, 8.2), rng.uniform(8, 9.2)])))
    personnel = max(q.part(scale, 0.5, 1), low)
    tied = {"overseas": q["overseas"], "reception": q["reception"], "vehicle_use": q["vehicle_use"]}
    tied["vehicle_bought"] = q["vehicle_bought"]
    tied |= {key: q.part(personnel, 0.04, 0.09) for key in ("pension", "annuity", "medical", "housing")}
    tied |= {key: q.part(personnel, 0.002, 0.02) for key in ("meeting", "training")}
    found: dict[str, Decimal] = {}
    for key, (code, name) in classes["tied"].items():
        if tied[key]:
            found[code] = tied[key]
            world.economic[code] = name
    for group, size in (("301", 0.6), ("302", 0.35), ("303", 0.05), ("310", 0.03)):
        free = rng.sample(classes["free"][group], rng.randint(2, len(classes["free"][group])))
        if group == "310" and rng.random() < 0.5:
            free = []
        parts = q.split(q.part(personnel, size * 0.7, size), len(free)) if free else []
        for (code, name), value in zip(free, parts, strict=True):
            found[code] = value
            world.economic[code] = name
    _put_economic(world, classes, found)


def _put_economic(world: World, classes: dict[str, Any], found: dict[str, Decimal]) -> None:
    q = world.q
    about = about_year(world)
    for code in sorted(found):
        q.put(f"e{code}", found[code], concept=classes["concepts"][code], **about)
    for group, concept in _ECONOMIC_CONCEPTS.items():
        codes = sorted(code for code in found if code.startswith(group))
        if codes:
            q.sum(f"e{group}", [f"e{code}" for code in codes], concept=concept, **about)
            world.economic[group] = classes["economic"][group]
    world.economic = dict(sorted(world.economic.items()))
    for key, groups, concept in (
        ("personnel", ("301", "303"), "personnel_funding"),
        ("operating", ("302", "310"), "operating_funding"),
    ):
        parts = [f"e{group}" for group in groups if f"e{group}" in q]
        q.sum(key, parts, concept=concept, **about_year(world))
    q.sum("basic", ["personnel", "operating"], concept="basic_expenditure", **about_year(world))
    q.bonds.append(
        type(q.bonds[0])(kind="sum", whole="basic", parts=tuple(f"e{g}" for g in _ECONOMIC_CONCEPTS if f"e{g}" in q))
    )
    for key, code, concept in (("meeting", "30215", "meeting_expense"), ("training", "30216", "training_expense")):
        q.put(key, q[f"e{code}"], concept=concept, **about_year(world))
    q.put("agency", q["operating"], concept="agency_operating_cost", **about_year(world))
