"""Projects, functional accounts, revenue, budget stages and the year before: the money of a world beyond basic."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from gouji.testing.money import about_year
from gouji.testing.record import Bond

if TYPE_CHECKING:
    from gouji.testing.world import World

GP = "general_public_budget"
GF = "government_fund"
_NOTHING = Decimal(0)


def add_flows(world: World, classes: dict[str, Any], *, budget: bool) -> None:
    """Add them to a world that has basic expenditure; `budget`: nothing is carried over."""
    # One project may be paid by the budget of government funds.
    funded = 2 if world.rng.random() < 0.3 else 0
    _add_projects(world, funded, budget=budget)
    _add_accounts(world, classes, funded)
    _add_revenue(world, budget=budget)
    _add_stages(world)
    _add_account_stages(world, classes, funded)
    _add_prior(world)
    _add_levels(world)


def _add_projects(world: World, funded: int, *, budget: bool) -> None:
    """Single projects with their budgets, and all of them together; what is left of them is carried over."""
    q, rng = world.q, world.rng
    world.projects = rng.sample(world.kind["projects"], rng.randint(2, 4))
    whole = q.part(q["basic"], 0.2, 2)
    for index, spent in enumerate(q.split(whole, len(world.projects)), 1):
        key = f"project{index}"
        about = about_year(world, subject=world.projects[index - 1])
        left = _NOTHING if budget or index == funded or rng.random() < 0.4 else q.part(spent, 0.005, 0.15)
        added = _NOTHING if rng.random() < 0.5 else q.part(spent, 0.01, 0.2)
        q.put(key, spent, concept="project_expenditure_item", **about)
        q.put(f"{key}.rest", left, concept="project_surplus_carryover", **about)
        q.sum(f"{key}.final", [key, f"{key}.rest"], concept="project_budget_final", stage="final", **about)
        q.put(f"{key}.original", spent + left - added, concept="project_budget_initial", stage="original", **about)
        q.put(f"{key}.received", q[f"{key}.final"], concept="project_funds_received", **about)
        q.put(f"{key}.used", spent, concept="project_funds_used", **about)
        q.rate(f"{key}.execution", key, f"{key}.final", concept="execution_rate", **about)
    keys = [f"project{index}" for index in range(1, len(world.projects) + 1)]
    about = about_year(world)
    q.sum("project", keys, concept="project_expenditure", **about)
    for stage, original in (("original", True), ("final", False)):
        parts = [f"{key}.{stage}" for key in keys]
        q.sum(f"project.{stage}", parts, concept="project_expenditure", stage=stage, **about)
        value = q.part(q["basic"], 0.85, 1) if original else q["basic"]
        q.put(f"basic.{stage}", value, concept="basic_expenditure", stage=stage, **about)
    q.sum("spent", ["basic", "project"], concept="total_expenditure", **about)


def _add_accounts(world: World, classes: dict[str, Any], funded: int) -> None:
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
    for index in range(1, len(world.projects) + 1):
        code, name = project_account(classes, world, index, funded)
        names[code] = name
        target = fund if index == funded else project
        target[code] = target.get(code, _NOTHING) + q[f"project{index}"]
    granted = dict(project)
    if rng.random() < 0.3:
        largest = max(project, key=lambda code: project[code])
        other = q.put("other.spent", q.part(project[largest], 0.05, 0.3), period=str(world.year), subject="其他资金")
        granted[largest] -= other
    world.accounts = _with_levels(classes, {code: names[code] for code in (*basic, *project)})
    world.fund_accounts = _with_levels(classes, {code: names[code] for code in fund})
    _put_tree(world, "gp.", GP, basic, granted)
    _put_tree(world, "gf.", GF, {}, fund)
    _put_tree(world, "", None, basic, project | fund)
    _put_tree(world, "fa.", "fiscal_appropriation", basic, granted | fund)


def project_account(classes: dict[str, Any], world: World, index: int, funded: int) -> tuple[str, str]:
    """The functional account that a project is spent under: code and name."""
    own = classes["own"][world.kind["class"]]["project"]
    code, name = classes["fund"]["account"] if index == funded else own[index % len(own)]
    return code, name


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
            about = about_year(world, concept=concept, item=code, fund=None if kind == "spent" else fund)
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
        about = about_year(world, concept=concept, fund=None if kind == "spent" else fund)
        if parts:
            q.sum(key, parts, **about)
        else:
            q.put(key, 0, **about)


def _add_revenue(world: World, *, budget: bool) -> None:
    """Revenue by fund; what came in and was carried over is what was spent and is carried on."""
    q, rng = world.q, world.rng
    about = about_year(world)
    opening = _NOTHING if budget or rng.random() < 0.4 else q.part(q["gp.spent"], 0.005, 0.08)
    closing = sum((q[f"project{index}.rest"] for index in range(1, len(world.projects) + 1)), _NOTHING)
    q.put("carry_in", opening, concept="carryover_from_prior_year", **about)
    q.put("carry_out", closing, concept="surplus_carryover", **about)
    q.put("fa.carry_in", opening, concept="opening_fiscal_carryover", **about)
    q.put("fa.carry_out", closing, concept="closing_fiscal_carryover", **about)
    q.put("rev.gp", q["gp.spent"] + closing - opening, concept="fiscal_appropriation", fund=GP, **about)
    q.put("rev.gf", q["gf.spent"], concept="fiscal_appropriation", fund=GF, **about)
    q.put("rev.capital", 0, concept="state_capital_appropriation", **about)
    q.put("capital.spent", 0, concept="state_capital_expenditure", **about)
    q.sum("rev.fiscal", ["rev.gp", "rev.gf"], concept="fiscal_appropriation", **about)
    other = q.get("other.spent", _NOTHING)
    undertaking = rng.random() < 0.5
    q.put("rev.undertaking", other if undertaking else 0, concept="undertaking_revenue", **about)
    q.put("rev.other", 0 if undertaking else other, concept="other_revenue", **about)
    q.sum("revenue", ["rev.fiscal", "rev.undertaking", "rev.other"], concept="total_revenue", **about)
    q.sum("grand_in", ["revenue", "carry_in"], concept="grand_total_revenue", **about)
    q.sum("grand_out", ["spent", "carry_out"], concept="grand_total_expenditure", **about)
    q.put("grand", q["grand_in"], concept="grand_total", **about)
    fiscal = {"fund": "fiscal_appropriation", **about}
    q.sum("fa.grand_in", ["rev.fiscal", "fa.carry_in"], concept="grand_total_revenue", **fiscal)
    q.sum("fa.grand_out", ["fa.spent", "fa.carry_out"], concept="grand_total_expenditure", **fiscal)


def _add_stages(world: World) -> None:
    """Original and final budget, by kind of expenditure and by source of money, and the execution."""
    q = world.q
    about = about_year(world)
    other = q["rev.undertaking"] + q["rev.other"]
    for stage, concept, suffix in (("original", "budget_initial", "initial"), ("final", "budget_adjusted", "adjusted")):
        parts = [f"basic.{stage}", f"project.{stage}"]
        whole = q.sum(stage, parts, concept=concept, stage=stage, **about)
        sources = (
            ("fiscal", whole - q["carry_in"] - other, "fiscal_appropriation"),
            ("carry", q["carry_in"], "carryover_from_prior_year"),
            ("other", other, "other_funds"),
        )
        for name, value, base in sources:
            q.put(f"{stage}.{name}", value, concept=f"{base}_budget_{suffix}", stage=stage, **about)
        q.bonds.append(Bond(kind="sum", whole=stage, parts=tuple(f"{stage}.{name}" for name, _, _ in sources)))
    q.put("additions", q["final"] - q["original"], concept="budget_additions", **about)
    q.bonds.append(Bond(kind="sum", whole="final", parts=("original", "additions")))
    q.rate("execution", "spent", "final", concept="execution_rate", **about)


def _add_account_stages(world: World, classes: dict[str, Any], funded: int) -> None:
    """gp.original#c and gp.final#c of each item, and their totals: what is left is left of projects."""
    q, rng = world.q, world.rng
    concept = "general_public_budget_expenditure"
    left: dict[str, Decimal] = {}
    for index in range(1, len(world.projects) + 1):
        code, _ = project_account(classes, world, index, funded)
        left[code] = left.get(code, _NOTHING) + q[f"project{index}.rest"]
    leaves = [code for code in world.accounts if len(code) == 7 and f"gp.spent#{code}" in q]
    for code in leaves:
        final = q[f"gp.spent#{code}"] + left.get(code, _NOTHING)
        original = final if rng.random() < 0.3 else q.part(final, 0.7, 1.2)
        for stage, value in (("original", original), ("final", final)):
            q.put(f"gp.{stage}#{code}", value, concept=concept, stage=stage, item=code, **about_year(world))
    for stage in ("original", "final"):
        parts = [f"gp.{stage}#{code}" for code in leaves]
        q.sum(f"gp.{stage}", parts, concept=concept, stage=stage, **about_year(world))


def _add_prior(world: World) -> None:
    """Last year's values of what reports compare, which add up as this year's do."""
    q, rng = world.q, world.rng
    year = {"period": str(world.year - 1)}
    for key in ("project", "personnel", "operating", "meeting", "training", "revenue", "rev.fiscal", "gp.spent"):
        about = q.variable(key)
        value = q[key] if rng.random() < 0.04 else q.part(q[key], 0.6, 1.5)
        q.put(f"{key}.prior", value, concept=about.concept, fund=about.fund, **year)
    q.put("agency.prior", q["operating.prior"], concept="agency_operating_cost", **year)
    q.sum("basic.prior", ["personnel.prior", "operating.prior"], concept="basic_expenditure", **year)
    q.sum("spent.prior", ["basic.prior", "project.prior"], concept="total_expenditure", **year)
    q.put("posts.prior", q["posts"], "人", concept="headcount_authorised", **year)
    q.put("staff.prior", max(q["staff"] - rng.randint(-3, 3), Decimal(1)), "人", concept="headcount_actual", **year)


def _add_levels(world: World) -> None:
    """What the office itself and what its institutions spent, the first half of the year, and the plan for the next."""
    q, year = world.q, world.year
    spent = q.part(q["spent"], 0.4, 0.8)
    q.put("spent.hq", spent, concept="total_expenditure", scope="本级", **about_year(world))
    q.put("spent.sub", q["spent"] - spent, concept="total_expenditure", scope="所属", **about_year(world))
    q.bonds.append(Bond(kind="sum", whole="spent", parts=("spent.hq", "spent.sub")))
    q.put("half", q.part(q["spent"], 0.3, 0.6), concept="total_expenditure", period=f"{year}-06")
    q.put("next", q.part(q["project"], 0.7, 1.3), concept="project_expenditure", stage="budget", period=str(year + 1))
    q.put("operating.mean", q["operating"] / q["staff"], period=str(year), subject="公用经费")
