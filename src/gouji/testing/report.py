"""Makes a report: a world from a seed, then its words in one of the forms."""

from __future__ import annotations

import random

from gouji.testing.forms import FORMS
from gouji.testing.page import Page
from gouji.testing.printing import style_of
from gouji.testing.record import Synthetic
from gouji.testing.world import World, make_world


def make_report(seed: int, form: str | None = None, rounded: bool = False) -> Synthetic:
    """The report of a seed, the same at every call.

    `form` is a key of FORMS, None for one that the seed chooses. With `rounded` amounts are of 分 and each printed
    figure is rounded by itself, so that sums may be off by rounding; without, every sum is exact as printed.
    """
    rng = random.Random(f"{seed}/{form}/{rounded}")
    chosen = form or rng.choice(list(FORMS))
    return write_report(make_world(rng, rounded, budget=chosen == "budget"), rng, chosen, seed, rounded)


def write_report(world: World, rng: random.Random, form: str, seed: int, rounded: bool) -> Synthetic:
    """A world in the words of a form; the seed is kept for the name."""
    title, write = FORMS[form]
    style = style_of(rng, world.q["spent"], rounded)
    page = Page(world.q, rng, style, world.words())
    page.line(f"<year>年[度|]<org>{title}", "title")
    write(page, world)
    return Synthetic(
        name=f"{form}-{seed}{'-rounded' if rounded else ''}",
        form=form,
        seed=seed,
        rounded=rounded,
        organisation=world.organisation,
        fiscal_year=world.year,
        text=page.text(),
        blocks=tuple(page.blocks),
        mentions=tuple(page.mentions),
        variables=dict(world.q.known),
        bonds=tuple(world.q.bonds),
    )
