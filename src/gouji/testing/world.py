"""A fictional unit and its year: every quantity that its reports can print, all consistent with each other."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from gouji.testing.flows import add_flows
from gouji.testing.money import add_basic
from gouji.testing.quantities import Quantities
from gouji.testing.scoring import Row, add_scores

_CENTS = Decimal("0.01")
_HUNDRED_YUAN = Decimal(100)


@cache
def data(name: str) -> dict[str, Any]:
    """One of the room's data files."""
    text = resources.files("gouji.testing").joinpath(f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


@dataclass
class World:
    """The unit, its year, its quantities, and the lists by which forms go through them.

    `accounts` and `economic` map the code of an account to its name; the quantities of account c are `basic#c`,
    `project#c` and `spent#c`. `projects` are names, their quantities `project1`, `project1.original` and so on.
    """

    rng: random.Random
    q: Quantities
    region: str
    organisation: str
    kind: dict[str, Any]
    year: int
    accounts: dict[str, str] = field(default_factory=dict)
    fund_accounts: dict[str, str] = field(default_factory=dict)
    economic: dict[str, str] = field(default_factory=dict)
    projects: list[str] = field(default_factory=list)
    works: list[tuple[str, str, str]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def words(self) -> dict[str, str]:
        """What <name> stands for in a sentence."""
        names, rng = data("names"), self.rng
        count = int(self.q["departments"])
        return {
            "org": self.organisation,
            "short": f"本{self.kind['short']}",
            "region": self.region,
            "whole": f"全{self.region[-1]}",
            "year": str(self.year),
            "last": str(self.year - 1),
            "next": str(self.year + 1),
            "duty": self.kind["duty"],
            "offices": "、".join(rng.sample(names["departments"], count)),
            "up": rng.choice(names["causes_up"]),
            "down": rng.choice(names["causes_down"]),
            "reason": rng.choice(names["reasons"]),
            "document": rng.choice(names["documents"]),
            "month": str(rng.randint(2, 11)),
            "day": str(rng.randint(1, 28)),
            "phone": f"0{rng.randint(310, 998)}-{rng.randint(2_000_000, 8_999_999)}",
            "grade": self.grade(),
            **{f"project{index}": name for index, name in enumerate(self.projects, 1)},
            **{key: words for key, words, _ in self.works},
        }

    def grade(self) -> str:
        """The grade of the total score."""
        score = self.q["score"]
        return next((name for low, name in ((90, "优"), (80, "良"), (60, "中")) if score >= low), "差")


def make_world(rng: random.Random, rounded: bool, *, budget: bool = False) -> World:
    """A world; `rounded`: its amounts are of 分, so that printed 万元 are rounded; `budget`: the year is planned."""
    names = data("names")
    kind = rng.choice(names["kinds"])
    region = rng.choice(names["regions"])
    world = World(
        rng=rng,
        q=Quantities(rng, _CENTS if rounded else _HUNDRED_YUAN),
        region=region,
        organisation=region + kind["name"],
        kind=kind,
        year=rng.randint(2019, 2024),
    )
    _add_staff(world)
    add_basic(world, data("classification"))
    add_flows(world, data("classification"), budget=budget)
    _add_procurement(world)
    _add_assets(world)
    _add_works(world)
    world.rows = add_scores(world.q, world.kind, str(world.year), data("names")["laggards"])
    return world


def _add_staff(world: World) -> None:
    q, rng, year = world.q, world.rng, str(world.year)
    admin, institutional = rng.randint(6, 60), rng.randint(3, 50)
    q.put("posts.admin", admin, "人", concept="headcount_authorised_administrative", period=year)
    q.put("posts.inst", institutional, "人", concept="headcount_authorised_institutional", period=year)
    q.sum("posts", ["posts.admin", "posts.inst"], concept="headcount_authorised", period=year)
    subordinate = rng.randint(2, institutional)
    q.put("staff.hq", rng.randint(3, admin), "人", concept="headcount_actual_headquarters", period=year, scope="本级")
    q.put("staff.sub", subordinate, "人", concept="headcount_actual_subordinate", period=year, scope="所属")
    q.sum("staff", ["staff.hq", "staff.sub"], concept="headcount_actual", period=year)
    q.put("retired", rng.randint(1, 40), "人", concept="headcount_retired", period=year)
    q.put("departments", rng.randint(3, 8), "个", concept="internal_departments", period=year)
    q.put("subordinates", rng.randint(1, 6), "个", concept="subordinate_institutions", period=year)
    q.rate("staff_rate", "staff", "posts", concept="headcount_control_rate", period=year)


def _add_procurement(world: World) -> None:
    q, year = world.q, str(world.year)
    whole = q.part(q["project"], 0.1, 0.5)
    for name, value in zip(("goods", "works", "services"), q.split(whole, 3), strict=True):
        q.put(f"procurement.{name}", value, concept=f"procurement_{name}", period=year)
    q.sum(
        "procurement",
        ["procurement.goods", "procurement.works", "procurement.services"],
        concept="procurement_total",
        period=year,
    )
    q.put("procurement.small", q.part(q["procurement"], 0.3, 0.95), concept="procurement_sme_awarded", period=year)


def _add_assets(world: World) -> None:
    q, rng = world.q, world.rng
    about: dict[str, Any] = {"period": str(world.year), "stock": True}
    gross = q.part(q["spent"], 0.2, 1.5)
    q.put("fixed.depreciation", q.part(gross, 0.2, 0.8), concept="accumulated_depreciation", **about)
    q.put("fixed.net", gross - q["fixed.depreciation"], concept="fixed_assets_net", **about)
    q.sum("fixed.gross", ["fixed.depreciation", "fixed.net"], concept="fixed_assets_gross", **about)
    q.put("building", q.part(gross, 0.05, 0.4), concept="construction_in_progress", **about)
    q.put("intangible", q.part(gross, 0.01, 0.1), concept="intangible_assets", **about)
    q.put("fixed.book", q["fixed.net"], concept="fixed_assets_book_value", **about)
    q.sum("noncurrent", ["fixed.book", "building", "intangible"], concept="noncurrent_assets", **about)
    q.put("current", q.part(gross, 0.05, 0.5), concept="current_assets", **about)
    q.sum("assets", ["current", "noncurrent"], concept="total_assets", **about)
    q.put("fixed.total", gross, concept="fixed_assets_total", **about)
    rented = q.part(gross, 0.01, 0.2) if rng.random() < 0.4 else Decimal(0)
    q.put("fixed.rented", rented, concept="fixed_assets_rented_out", **about)
    q.put("fixed.in_use", gross - rented, concept="fixed_assets_in_use", **about)
    q.put("cars", rng.randint(1, 12), "辆", concept="vehicles_total", period=str(world.year))
    q.put("cars.official", q["cars"], "辆", concept="official_vehicles_held", period=str(world.year))


def _add_works(world: World) -> None:
    """Counts of work, of the year before, and of the whole region."""
    q, rng, year = world.q, world.rng, world.year
    for index, entry in enumerate(rng.sample(world.kind["works"], 4), 1):
        words, unit = entry.split("|")
        count = rng.randint(30, 900)
        about: dict[str, Any] = {"unit": unit, "subject": words[2:]}
        q.put(f"work{index}", count, period=str(year), **about)
        q.put(f"work{index}.prior", count + rng.randint(-20, 20), period=str(year - 1), **about)
        q.put(f"district{index}", count * rng.randint(2, 5), period=str(year), scope=f"全{world.region[-1]}", **about)
        world.works.append((f"work{index}", words, unit))
