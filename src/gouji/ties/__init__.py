"""Ties 勾稽关系 between facts: built from statements, table shapes and the vocabulary, judged on intervals.

All ties of a report form one graph. Arithmetic, contradiction and containment are views of it; coverage is which
figures it touches.
"""

from __future__ import annotations

from msgspec.structs import replace

from gouji.model import Report, TieGraph
from gouji.ties.causes import causes
from gouji.ties.doubt import confirmed, settle, withhold
from gouji.ties.index import Index
from gouji.ties.interval import side_interval
from gouji.ties.judge import Ties, judge
from gouji.ties.likelihood import is_unlikely
from gouji.ties.relations import add_relations
from gouji.ties.same import add_same, agree, clusters, groups, key_of
from gouji.ties.stated import add_stated

__all__ = [
    "agree",
    "causes",
    "clusters",
    "confirmed",
    "groups",
    "judge",
    "key_of",
    "settle",
    "side_interval",
    "tie",
    "withhold",
]


def tie(report: Report) -> TieGraph:
    """The graph of a report."""
    ties = Ties(report.facts)
    index = Index(report.facts, report.form)
    add_stated(ties, report, index)
    add_relations(ties, report, index)
    add_same(ties)
    made = [
        replace(tie, doubtful=True) if tie.state == "broken" and is_unlikely(tie, report.facts) else tie
        for tie in ties.made
    ]
    by_fact: list[list[int]] = [[] for _ in report.facts]
    for one in made:
        for fact in dict.fromkeys(one.facts):
            by_fact[fact].append(one.id)
    return TieGraph(ties=tuple(made), by_fact=tuple(tuple(ids) for ids in by_fact))
