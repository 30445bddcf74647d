"""What several forms print alike: the block of funds, the rows of indicators, the line that totals them."""

from __future__ import annotations

from gouji.testing.page import At, Content, Figure, stated
from gouji.testing.world import World


def amount(world: World, key: str, unit: str | None = None) -> Content:
    """A money cell; a quantity that is unknown or nothing is left blank, or printed as 0."""
    if key not in world.q or (world.q[key] == 0 and world.rng.random() < 0.5):
        return None
    return Figure(key, unit=unit)


def fund_rows(world: World, keys: dict[str, dict[str, str]], width: int) -> list[list[Content]]:
    """The rows of 资金情况 under their headings: label over `width` columns, original, final, outturn, points, rate,
    score. `keys` gives for each label the keys of its cells; only the first row is scored."""
    rows: list[list[Content]] = []
    for index, (label, cells) in enumerate(keys.items()):
        row: list[Content] = [At(label, columns=width)]
        row += [amount(world, cells[stage]) if stage in cells else None for stage in ("original", "final", "outturn")]
        if index == 0:
            row[1:4] = [Figure(cells[stage]) for stage in ("original", "final", "outturn")]
            row += [Figure("execution.points"), Figure(cells["rate"], bare=False), Figure("execution.score")]
        else:
            row += [None, None, None]
        rows.append(row)
    return rows


def indicator_rows(world: World, *, weights: bool) -> list[list[Content]]:
    """Rows of level 1, level 2, name, target, achieved, points, score, reason; levels merged downwards."""
    rows: list[list[Content]] = []
    for index, entry in enumerate(world.rows):
        row: list[Content] = []
        before = world.rows[index - 1] if index else None
        if before is None or before.level1 != entry.level1:
            height = sum(other.level1 == entry.level1 for other in world.rows)
            label: str | Figure = entry.level1
            if weights:
                label = Figure(f"weight.{entry.level1}", bare=False, before=f"{entry.level1}（", after="）")
            row.append(At(label, rows=height))
        if before is None or (before.level1, before.level2) != (entry.level1, entry.level2):
            height = sum((other.level1, other.level2) == (entry.level1, entry.level2) for other in world.rows)
            row.append(At(entry.level2, rows=height))
        row.append(entry.name)
        row += _values(world, entry.key)
        row.append(entry.reason or None)
        rows.append(row)
    return rows


def _values(world: World, key: str) -> list[Content]:
    achieved = Figure(f"{key}.achieved", bare=False)
    target = Figure(f"{key}.target", bare=False, before=world.rng.choice(["", "", "≥"]))
    return [target, achieved, Figure(f"{key}.points"), Figure(f"{key}.score")]


__all__ = ["amount", "fund_rows", "indicator_rows", "stated"]
