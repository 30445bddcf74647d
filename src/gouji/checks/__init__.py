"""The catalogue of checks: one fault, one file, in a folder a family; registry and runner.

A check sees records and dated parameters, never a file, a clock or a database, and yields findings that anyone can
redo. `checks`, `run_checks`, `pairing` and `worst_first` are the door.
"""

from gouji.checks.changelog import Ruleset, rulesets
from gouji.checks.pair import pairing
from gouji.checks.registry import FAMILIES, RULESET, Check, CheckMeta, checks
from gouji.checks.runner import run_checks, worst_first

__all__ = [
    "FAMILIES",
    "RULESET",
    "Check",
    "CheckMeta",
    "Ruleset",
    "checks",
    "pairing",
    "rulesets",
    "run_checks",
    "worst_first",
]
