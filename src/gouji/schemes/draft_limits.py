"""What is collected while clauses are read, and the limits that are said of it."""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from gouji.schemes.program import Counter, Part, Scale, Total
from gouji.schemes.records import Compared, Effect, Expr, InRange, Item, Limit, NotApplicable, Step, Test, Tier


class Collected:
    """What the clauses have given so far, and the limits on it."""

    def __init__(self, points: Fraction) -> None:
        self.points = points
        self.parts: list[Part] = []
        self.counters: list[Counter] = []
        self.totals: list[Total] = []
        self.less: list[Tier] = []
        self.overrides: list[Tier] = []
        self.effects: list[Effect] = []
        self.absent: list[NotApplicable] = []
        self.definitions: dict[str, Expr] = {}
        self.standard: InRange | None = None
        self.standards: list[InRange] = []
        self.compared: Compared | None = None
        self.least = Fraction(0)
        self.most: Fraction | None = None
        self.total: Fraction | None = None
        self.capped = False
        self.unread: list[str] = []
        self.notes: list[str] = []
        self.doubts: list[str] = []
        self.last: str = ""
        self.left: str = ""
        self.right: str = ""
        self.joint: tuple[Test, ...] = ()
        self.items: list[Item] = []

    # ---- limits

    def limit(self, limit: Limit) -> None:
        """Put a limit on what it was said of."""
        kind, value = limit.kind, limit.value
        if kind in ("floor", "cap"):
            self.capped = self.capped or kind == "cap"
            return
        if kind in ("begun", "whole", "even"):
            self._on_steps(kind)
        elif kind in ("most_off", "most_on") and self.counters and value is not None and self.last == "counter":
            sign = -1 if kind == "most_off" else 1
            alike = [counter for counter in self.counters if counter.step.sign == sign]
            if len(alike) > 1 and all(counter.limit is None for counter in alike):
                self.totals.append(Total(sign=sign, value=value, sure=limit.total))
                return
            at = next((i for i in reversed(range(len(self.counters))) if self.counters[i].step.sign == sign), None)
            if at is None:
                self.unread.append("上限")
            else:
                self.counters[at] = replace(self.counters[at], limit=value)
        elif kind in ("most_off", "most_on") and value is not None:
            self._limit_scale(value, -1 if kind == "most_off" else 1)
        elif kind == "least" and value is not None:
            self.least = value
        elif kind == "most" and value is not None:
            self.most = value
        elif kind == "total" and value is not None:
            self.total = value
        else:
            self.unread.append("上限")

    def _limit_scale(self, value: Fraction, sign: int) -> None:
        for i in range(len(self.parts) - 1, -1, -1):
            part = self.parts[i]
            if isinstance(part, Scale) and part.steps and part.steps[-1].sign == sign:
                self.parts[i] = replace(part, steps=(*part.steps[:-1], replace(part.steps[-1], limit=value)))
                return
        self.unread.append("扣分上限")

    def _on_steps(self, kind: str) -> None:
        change = {kind: True}
        if self.counters and self.last == "counter":
            self.counters[-1] = replace(self.counters[-1], step=replace(self.counters[-1].step, **change))
            return
        for i in range(len(self.parts) - 1, -1, -1):
            part = self.parts[i]
            if not isinstance(part, Scale):
                continue
            pieces = tuple(
                replace(piece, act=replace(piece.act, **change)) if isinstance(piece.act, Step) else piece
                for piece in part.pieces
            )
            self.parts[i] = replace(part, pieces=pieces, steps=tuple(replace(s, **change) for s in part.steps))
            return
        self.unread.append("不足一步的算法")
