"""Plants one error of a known kind into a synthetic report, and tells whether the rest of it proves the error.

Whether an error is tied is decided from the intervals of the printed figures and the bonds of the world alone, before
anybody looks at what Gouji answers.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from gouji.testing import faults
from gouji.testing.field import KINDS, Field, Kind, Planted
from gouji.testing.record import Synthetic


def plant(report: Synthetic, kind: Kind, rng: random.Random) -> Planted | None:
    """The report with one error of a kind; None where it has no place for one."""
    return _FAULTS[kind](Field(report, rng))


_FAULTS: dict[Kind, Callable[[Field], Planted | None]] = {
    "digit": faults.digit,
    "swap": faults.swap,
    "point": faults.point,
    "unit": faults.unit,
    "stale_year": faults.stale_year,
    "copied_row": faults.copied_row,
    "wrong_total": faults.wrong_total,
    "wrong_grade": faults.wrong_grade,
    "wrong_rate": faults.wrong_rate,
    "contradiction": faults.contradiction,
}

__all__ = ["KINDS", "Kind", "Planted", "plant"]
