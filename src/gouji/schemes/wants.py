"""The names that a compiled sentence asks for: those it needs, and those that only matter when they are entered."""

from __future__ import annotations

from gouji.schemes.choices import asked
from gouji.schemes.expressions import names
from gouji.schemes.inputs import split_item
from gouji.schemes.program import Cases, Choice, Computed, Named, Part, Places, Program, Scale, Sum
from gouji.schemes.records import Award


def required_names(program: Program) -> tuple[str, ...]:
    """Names without which the points cannot be computed; a name in words begins with 词：, a count with 数：."""
    out: list[str] = []
    for part in program.parts:
        out += _of_part(part)
    out += ["数：" + counter.name for counter in program.counters]
    return tuple(dict.fromkeys(out))


def _of_part(part: Part) -> list[str]:
    if isinstance(part, Scale):
        return [part.name, part.target] if part.target else [] if part.ratio else [part.name]
    if isinstance(part, Sum):
        out: list[str] = []
        for item, inner in zip(part.items, part.inner or (None,) * len(part.items), strict=True):
            out += list(required_names(inner)) if inner is not None else [item.mark or item.text]
        return out
    if isinstance(part, Computed):
        return names(part.expr)
    if isinstance(part, Cases):
        return [name for test, _ in part.cases for name in asked(test)]
    if isinstance(part, Places):
        return [part.name]
    return [part.text] if isinstance(part, Named) else []


def _ticks(items: tuple[str, ...]) -> list[str]:
    return [name for item in items for name in split_item(item) if name]


def _formula_names(awards: list[object]) -> list[str]:
    return [
        name for award in awards if isinstance(award, Award) and award.expr is not None for name in names(award.expr)
    ]


def optional_names(program: Program) -> tuple[str, ...]:
    """Names that change the points only when they are entered: exceptions, vetoes, other ways to say the same."""
    out: list[str] = []
    for part in program.parts:
        if isinstance(part, Scale):
            out += ["词：" + text for text, _ in part.labels] + _ticks(part.items)
            out += names(part.definition) if part.definition is not None else []
            out += _formula_names([*(piece.act for piece in part.pieces), part.otherwise])
            out += ["偏离：超" + part.target] if part.target else []
            out += [part.rate] if part.rate else []
        elif isinstance(part, Sum):
            out += [
                item.text for item, inner in zip(part.items, part.inner, strict=True) if item.mark and inner is None
            ]
            for inner in part.inner:
                out += optional_names(inner) if inner is not None else []
        elif isinstance(part, Choice):
            out += ["词：" + text for text, _ in part.cases]
        elif isinstance(part, Computed):
            out += [name for test, _ in part.before for name in asked(test)]
            out += [name for _, expr in part.definitions for name in names(expr)]
    for counter in program.counters:
        out += [*_ticks(counter.items), *("词：" + label for label in counter.labels)]
        out += [counter.rate] if counter.rate else []
    out += ["无：" + absent.thing for absent in program.absent]
    for tier in (*program.overrides, *program.less):
        out += asked(tier.test)
    for effect in program.effects:
        out += asked(effect.test) if effect.test is not None else []
    return tuple(dict.fromkeys(out))
