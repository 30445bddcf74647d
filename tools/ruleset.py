"""Adds checks that the changelog of the ruleset does not hold to its newest entry: python tools/ruleset.py

`make docs` does it too. What was there stays as it is; tests/checks compares.
"""

from __future__ import annotations

import argparse
import re
from itertools import groupby
from pathlib import Path

from gouji.checks import checks, rulesets

CHANGELOG = Path(__file__).resolve().parents[1] / "src/gouji/checks/changelog.toml"
_ADDED = re.compile(r"added = \[.*?^\]", re.DOTALL | re.MULTILINE)


def missing() -> list[str]:
    """The checks that stand nowhere in the changelog."""
    known = {check for ruleset in rulesets() for check in ruleset.added}
    return [check.meta.id for check in checks() if check.meta.id not in known]


def completed(text: str, added: list[str]) -> str:
    """The changelog with the checks that the newest ruleset added, a line a family."""
    lines = (
        "  " + ", ".join(f'"{check}"' for check in family) + ","
        for _, group in groupby(sorted(added), key=lambda check: check[:2])
        for ids in [list(group)]
        for family in (ids[start : start + 12] for start in range(0, len(ids), 12))
    )
    return _ADDED.sub(lambda _: "\n".join(["added = [", *lines, "]"]), text, count=1)


def complete() -> list[str]:
    """Write them into the file; the ids that were missing."""
    new = missing()
    if new:
        made = completed(CHANGELOG.read_text("utf-8"), [*rulesets()[0].added, *new])
        CHANGELOG.write_text(made, "utf-8")
        rulesets.cache_clear()
    return new


if __name__ == "__main__":
    argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0]).parse_args()
    print(" ".join(complete()))
