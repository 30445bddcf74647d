"""How right it is, on the yardsticks beside the repository: make accuracy.

Runs the judge of ../shared/tools over the annotated reports, with 40 injected errors a report for each of three seeds,
and over the number suites. Prints a table; exit status 1 when a floor of tests/test_gold.py is missed, 2 when the
yardsticks are absent.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SEEDS = (7, 8, 9)
MUTATIONS = 40
# At least these shares; false alarms at most that many.
FLOORS = {"read": 1.0, "value": 1.0, "concept": 0.97, "must": 1.0, "caught": 0.85}
MOST_FALSE = 0
WHOLES = {"read": "n", "value": "n", "concept": "named", "must": "must_of", "should": "should_of", "caught": "mut"}
NAMES = {
    "read": "figures read",
    "value": "values right",
    "concept": "concepts right",
    "must": "findings that must be made",
    "should": "findings that should be made",
    "caught": "injected errors caught",
}


def evaluate(seed: int, mutations: int) -> dict[str, int]:
    """The totals of the judge for one seed."""
    command = f"'{sys.executable}' -m gouji" if _has_main() else f"'{Path(sys.executable).with_name('gouji')}'"
    done = subprocess.run(
        [
            *(sys.executable, str(SHARED / "tools/evaluate.py"), command),
            *(str(SHARED / "gold"), str(SHARED / "reports")),
            *("--mutations", str(mutations), "--seed", str(seed)),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    total = next(line for line in done.stdout.splitlines() if line.startswith("TOTAL "))
    found: dict[str, int] = json.loads(total.removeprefix("TOTAL "))
    return found


def _has_main() -> bool:
    return (ROOT / "src/gouji/__main__.py").exists()


def shortfalls(totals: dict[str, int]) -> list[str]:
    """What of the totals is below its floor."""
    missed = [
        f"{NAMES[key]}: {totals[key]} of {totals[WHOLES[key]]}, at least {floor:.0%}"
        for key, floor in FLOORS.items()
        if totals[key] < floor * totals[WHOLES[key]]
    ]
    if totals["false"] > MOST_FALSE:
        missed.append(f"false alarms: {totals['false']}, at most {MOST_FALSE}")
    return missed


def main() -> None:
    """Print the table of all runs, and the scores of the number suites."""
    if not SHARED.is_dir():
        print(f"the yardsticks are absent: {SHARED}", file=sys.stderr)
        sys.exit(2)
    runs = {seed: evaluate(seed, MUTATIONS) for seed in SEEDS}
    print(f"{'':32}" + "".join(f"{f'seed {seed}':>14}" for seed in SEEDS))
    for key, name in NAMES.items():
        print(f"{name:32}" + "".join(f"{f'{run[key]}/{run[WHOLES[key]]}':>14}" for run in runs.values()))
    print(f"{'false alarms':32}" + "".join(f"{run['false']:>14}" for run in runs.values()))
    _numbers()
    missed = [f"seed {seed}: {words}" for seed, run in runs.items() for words in shortfalls(run)]
    print("\n".join(missed) or "all floors are kept")
    sys.exit(1 if missed else 0)


def _numbers() -> None:
    """The judge of the number suites over our predictions, where both are there."""
    maker, judge = ROOT / "tools/numbers_predictions.py", SHARED / "tools/score_numbers.py"
    if not maker.exists() or not judge.exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "predictions.jsonl"
        subprocess.run([sys.executable, str(maker), str(SHARED / "numbers"), str(predictions)], check=True)
        done = subprocess.run(
            [sys.executable, str(judge), str(predictions)],
            capture_output=True,
            text=True,
            check=False,
        )
    print(done.stdout or done.stderr)


if __name__ == "__main__":
    main()
