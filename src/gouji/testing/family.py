"""Documents of one unit and year that tell of one world: what they all state is the same in each."""

from __future__ import annotations

import random

from gouji.testing.record import Synthetic
from gouji.testing.report import write_report
from gouji.testing.world import make_world

FAMILY = ("prose12", "prose7", "department", "accounts")


def make_family(seed: int, rounded: bool = False) -> dict[str, Synthetic]:
    """A world's self-evaluations in three forms and its final accounts, by form; the same at every call."""
    # A form adds to the world that it tells of, so each gets its own copy.
    return {
        form: write_report(
            make_world(random.Random(f"family/{seed}/{rounded}"), rounded),
            random.Random(f"{seed}/{form}"),
            form,
            seed,
            rounded,
        )
        for form in FAMILY
    }
