"""What else tells a figure from others of its name, in words: level, budget stage, fund, item of the classification."""

from __future__ import annotations

from gouji.model import Fact, Language, Text
from gouji.output.rows import item_name
from gouji.vocabulary import funds

_STAGE = {
    "budget": Text("预算", "budget"),
    "original": Text("年初预算", "original budget"),
    "final": Text("全年预算", "final budget"),
    "outturn": Text("执行", "outturn"),
}


def stage_name(stage: str | None, language: Language) -> str | None:
    """A budget stage in words; one that is not known by its own name."""
    return _STAGE[stage].said_in(language) if stage in _STAGE else stage


def fund_name(fund: str | None, language: Language) -> str | None:
    """A fund in words; one that is not known by its own name."""
    known = funds().get(fund or "")
    return fund if known is None or language != "zh" else known.zh


def circumstances(fact: Fact, language: Language) -> str:
    """All of them on one line: 本级 执行 一般公共预算 2013901行政运行."""
    item = f"{fact.item}{item_name(fact.item) or ''}" if fact.item else None
    said = (fact.scope, stage_name(fact.stage, language), fund_name(fact.fund, language), item)
    return " ".join(word for word in said if word)
