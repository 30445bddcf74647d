"""The money of a world: expenditure by kind, account and economic class, 三公, revenue, funds and budget stages."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gouji.testing.world import World

GP = "general_public_budget"
GF = "government_fund"
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


def add_money(world: World, classes: dict[str, Any], *, budget: bool) -> None:
    """Add all amounts; `budget`: nothing is carried over, and there is one stage."""
    _add_sangong(world)
    _add_basic(world, classes)
    _add_projects(world, classes)
    _add_accounts(world, classes)
    _add_revenue(world, budget=budget)
    _add_stages(world)
    _add_prior(world)


def _about(world: World, **more: Any) -> dict[str, Any]:
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
    q.put("guests", batches * rng.randint(3, 9), "人次", period=str(world.year), subject="接待")


def _add_basic(world: World, classes: dict[str, Any]) -> None:
    """Basic expenditure by economic account, as `e30101`, and its classes."""
    q, rng = world.q, world.rng
    low = q["sangong"] * 6
    scale = Decimal(int(10 ** rng.uniform(6.1, 8.2)))
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
    about = _about(world, fund=GP)
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
        q.sum(key, parts, concept=concept, **_about(world))
    q.sum("basic", ["personnel", "operating"], concept="basic_expenditure", **_about(world))
    q.bonds.append(
        type(q.bonds[0])(kind="sum", whole="basic", parts=tuple(f"e{g}" for g in _ECONOMIC_CONCEPTS if f"e{g}" in q))
    )
    for key, code, concept in (("meeting", "30215", "meeting_expense"), ("training", "30216", "training_expense")):
        q.put(key, q[f"e{code}"], concept=concept, **_about(world))
    q.put("agency", q["operating"], concept="agency_operating_cost", **_about(world))


def _add_projects(world: World, classes: dict[str, Any]) -> None:
    """Single projects with their budgets; the second may be of the fund budget, the third of other money."""
    q, rng = world.q, world.rng
    world.projects = rng.sample(world.kind["projects"], rng.randint(2, 4))
    whole = q.part(q["basic"], 0.2, 2)
    for index, spent in enumerate(q.split(whole, len(world.projects)), 1):
        key, subject = f"project{index}", world.projects[index - 1]
        rest = Decimal(0) if rng.random() < 0.3 else q.part(spent, 0.005, 0.25)
        added = Decimal(0) if rng.random() < 0.5 else q.part(spent, 0.01, 0.2)
        about = _about(world, subject=subject)
        q.put(key, spent, concept="project_expenditure_item", **about)
        q.put(f"{key}.rest", rest, concept="project_surplus_carryover", **about)
        q.sum(f"{key}.final", [key, f"{key}.rest"], concept="project_budget_final", stage="final", **about)
        q.put(f"{key}.original", spent + rest - added, concept="project_budget_initial", stage="original", **about)
        q.put(f"{key}.received", q[f"{key}.final"], concept="project_funds_received", **about)
        rate = q[key] * 100 / q[f"{key}.final"]
        q.put(f"{key}.execution", rate, "%", concept="execution_rate", **about)
    keys = [f"project{index}" for index in range(1, len(world.projects) + 1)]
    q.sum("project", keys, concept="project_expenditure", **_about(world))
    q.sum(
        "project.original",
        [f"{key}.original" for key in keys],
        concept="project_budget_initial",
        stage="original",
        **_about(world),
    )
    q.sum("spent", ["basic", "project"], concept="total_expenditure", **_about(world))
    world.fund_accounts = {}


def _add_accounts(world: World, classes: dict[str, Any]) -> None:
    """Expenditure by functional account: `spent#c`, `basic#c`, `project#c`, of one fund `gp.spent#c`."""
    q, rng = world.q, world.rng
    own, common = classes["own"][world.kind["class"]], classes["common"]
    basic = {code: q[f"e{classes['tied'][key][0]}"] for key, (code, _) in common.items()}
    names = {code: name for _, (code, name) in common.items()}
    rest = q["basic"] - sum(basic.values())
    for (code, name), value in zip(own["basic"], q.split(rest, len(own["basic"])), strict=True):
        basic[code], names[code] = value, name
    project: dict[str, Decimal] = {}
    fund: dict[str, Decimal] = {}
    funded = 2 if rng.random() < 0.3 else 0
    for index in range(1, len(world.projects) + 1):
        value = q[f"project{index}"]
        code, name = classes["fund"]["account"] if index == funded else own["project"][index % len(own["project"])]
        names[code] = name
        target = fund if index == funded else project
        target[code] = target.get(code, Decimal(0)) + value
    other = Decimal(0)
    if rng.random() < 0.3:
        largest = max(project, key=lambda code: project[code])
        other = q.part(project[largest], 0.05, 0.3)
        q.put("other.spent", other, period=str(world.year), concept=None, subject="其他资金")
    world.accounts = _with_levels(classes, {code: names[code] for code in (*basic, *project)})
    world.fund_accounts = _with_levels(classes, {code: names[code] for code in fund})
    own_money = (
        {code: value - (other if other and code == largest else 0) for code, value in project.items()}
        if other
        else project
    )
    _put_tree(world, "gp.", GP, basic, own_money)
    _put_tree(world, "gf.", GF, {}, fund)
    whole = {code: project.get(code, Decimal(0)) + fund.get(code, Decimal(0)) for code in (*project, *fund)}
    _put_tree(world, "", None, basic, whole)
    fiscal = {code: own_money.get(code, Decimal(0)) + fund.get(code, Decimal(0)) for code in (*project, *fund)}
    _put_tree(world, "fa.", "fiscal_appropriation", basic, fiscal)


def _with_levels(classes: dict[str, Any], leaves: dict[str, str]) -> dict[str, str]:
    """Accounts with the levels above them, by code."""
    found = dict(leaves)
    for code in leaves:
        for level in (code[:3], code[:5]):
            found[level] = classes["names"][level]
    return dict(sorted(found.items()))


def _put_tree(
    world: World, prefix: str, fund: str | None, basic: dict[str, Decimal], project: dict[str, Decimal]
) -> None:
    """The amounts of a fund by account and level, with the totals `gp.spent`, `gp.basic`, `gp.project`."""
    q = world.q
    concepts = {"basic": "basic_expenditure", "project": "project_expenditure", "spent": "total_expenditure"}
    if fund is not None:
        whole = {GP: "general_public_budget_expenditure", GF: "government_fund_expenditure"}
        concepts["spent"] = whole.get(fund, "fiscal_appropriation_expenditure")
    leaves = {"basic": {c: v for c, v in basic.items() if v}, "project": {c: v for c, v in project.items() if v}}
    codes = sorted({code[:n] for kind in leaves.values() for code in kind for n in (3, 5, 7)}, reverse=True)
    for code in sorted(codes, key=len, reverse=True):
        for kind, concept in concepts.items():
            key = f"{prefix}{kind}#{code}"
            about = _about(world, concept=concept, item=code, fund=None if kind == "spent" else fund)
            if kind == "spent":
                parts = [f"{prefix}{k}#{code}" for k in leaves if f"{prefix}{k}#{code}" in q]
            elif len(code) == 7:
                if code in leaves[kind]:
                    q.put(key, leaves[kind][code], **about)
                continue
            else:
                parts = [
                    k
                    for c in codes
                    if len(c) == len(code) + 2 and c.startswith(code) and (k := f"{prefix}{kind}#{c}") in q
                ]
            if parts:
                q.sum(key, parts, **about)
    for kind, concept in concepts.items():
        key = f"{prefix}{kind}"
        if key in q:
            continue
        parts = [f"{key}#{code}" for code in codes if len(code) == 3 and f"{key}#{code}" in q]
        about = _about(world, concept=concept, fund=None if kind == "spent" else fund)
        if parts:
            q.sum(key, parts, **about)
        else:
            q.put(key, 0, **about)


def _add_revenue(world: World, *, budget: bool) -> None:
    """Revenue by fund; what came in and was carried over is what was spent and is carried on."""
    q, rng = world.q, world.rng
    about = _about(world)
    spent = q["gp.spent"]
    opening = Decimal(0) if budget or rng.random() < 0.4 else q.part(spent, 0.005, 0.08)
    closing = Decimal(0) if budget or rng.random() < 0.2 else q.part(spent, 0.005, 0.1)
    q.put("carry_in", opening, concept="carryover_from_prior_year", **about)
    q.put("carry_out", closing, concept="surplus_carryover", **about)
    q.put("rev.gp", spent + closing - opening, concept="fiscal_appropriation", fund=GP, **about)
    q.put("rev.gf", q["gf.spent"], concept="fiscal_appropriation", fund=GF, **about)
    q.sum("rev.fiscal", ["rev.gp", "rev.gf"], concept="fiscal_appropriation", **about)
    other = q["other.spent"] if "other.spent" in q else Decimal(0)
    undertaking = rng.random() < 0.5
    q.put("rev.undertaking", other if undertaking else 0, concept="undertaking_revenue", **about)
    q.put("rev.other", 0 if undertaking else other, concept="other_revenue", **about)
    q.sum("revenue", ["rev.fiscal", "rev.undertaking", "rev.other"], concept="total_revenue", **about)
    q.sum("grand_in", ["revenue", "carry_in"], concept="grand_total_revenue", **about)
    q.sum("grand_out", ["spent", "carry_out"], concept="grand_total_expenditure", **about)
    q.put("grand", q["grand_in"], concept="grand_total", **about)
    q.sum(
        "fa.grand_in", ["rev.fiscal", "carry_in"], concept="grand_total_revenue", fund="fiscal_appropriation", **about
    )
    q.sum(
        "fa.grand_out",
        ["fa.spent", "carry_out"],
        concept="grand_total_expenditure",
        fund="fiscal_appropriation",
        **about,
    )


def _add_stages(world: World) -> None:
    """Original and final budget by source of money, execution, and the budgets of the general public budget."""
    q, rng = world.q, world.rng
    rows = (
        ("fiscal", q["rev.fiscal"], "fiscal_appropriation"),
        ("carry", q["carry_in"], "carryover_from_prior_year"),
        ("other", q["rev.undertaking"] + q["rev.other"], "other_funds"),
    )
    same = rng.random() < 0.15
    for name, final, concept in rows:
        original = final if same or not final or name == "carry" else q.part(final, 0.75, 0.99)
        q.put(f"original.{name}", original, concept=f"{concept}_budget_initial", stage="original", **_about(world))
        q.put(f"final.{name}", final, concept=f"{concept}_budget_adjusted", stage="final", **_about(world))
    names = [row[0] for row in rows]
    q.sum("original", [f"original.{n}" for n in names], concept="budget_initial", stage="original", **_about(world))
    q.sum("final", [f"final.{n}" for n in names], concept="budget_adjusted", stage="final", **_about(world))
    q.put("additions", q["final"] - q["original"], concept="budget_additions", **_about(world))
    q.put("execution", q["spent"] * 100 / q["final"], "%", concept="execution_rate", **_about(world))
    _add_account_stages(world)


def _add_account_stages(world: World) -> None:
    """gp.original#c and gp.final#c of each item, and their totals."""
    q, rng = world.q, world.rng
    leaves = [code for code in world.accounts if len(code) == 7 and f"gp.spent#{code}" in q]
    concept = "general_public_budget_expenditure"
    for code in leaves:
        spent = q[f"gp.spent#{code}"]
        final = spent + (Decimal(0) if rng.random() < 0.3 else q.part(spent, 0.01, 0.2))
        original = final if rng.random() < 0.3 else q.part(final, 0.7, 1.2)
        for stage, value in (("original", original), ("final", final)):
            q.put(f"gp.{stage}#{code}", value, concept=concept, stage=stage, item=code, **_about(world))
    for stage in ("original", "final"):
        parts = [f"gp.{stage}#{code}" for code in leaves]
        q.sum(f"gp.{stage}", parts, concept=concept, stage=stage, **_about(world))


def _add_prior(world: World) -> None:
    """Last year's values of what reports compare."""
    q, rng = world.q, world.rng
    for key in (
        "revenue",
        "spent",
        "basic",
        "project",
        "personnel",
        "operating",
        "agency",
        "gp.spent",
        "grand",
        "meeting",
        "training",
        "rev.fiscal",
    ):
        about = q.variable(key)
        value = q[key] if rng.random() < 0.04 else q.part(q[key], 0.6, 1.5)
        q.put(f"{key}.prior", value, concept=about.concept, fund=about.fund, period=str(world.year - 1))
