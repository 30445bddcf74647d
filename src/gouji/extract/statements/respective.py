"""A、B、C分别为x、y、z: gives each figure its name before the others are read. It yields no statement of its own."""

from __future__ import annotations

import re

from gouji.extract.context import Context
from gouji.extract.sentences import Mention, Sentence
from gouji.quantities import reinterpret
from gouji.vocabulary import bare_named, concept_named

_NAMES = re.compile(r"[^,;:。!?]*$")
_YEAR = re.compile(r"(20\d\d)年度?")
_SEPARATOR = re.compile(r"、|和|及|以及|与|,")


def name_respectively(context: Context, sentence: Sentence) -> None:
    """Hand out the names before 分别为 to the figures after it, when there are as many of each."""
    for hit in sentence.hits:
        if hit.kind != "word" or hit.value != "respectively":
            continue
        figures = [m for m in sentence.mentions if m.start >= hit.end]
        run = figures[:1]
        for mention in figures[1:]:
            if not _SEPARATOR.fullmatch(sentence.text[run[-1].end : mention.start]):
                break
            run.append(mention)
        listed = _NAMES.search(sentence.text[: hit.start])
        names = _names(sentence, listed.start() if listed else hit.start, hit.start)
        if len(run) < 2 or len(names) != len(run):
            continue
        if _of_years(context, run, names):
            continue
        unit = run[-1].draft.quantity.printed_unit
        for mention, name in zip(run, names, strict=True):
            if mention.draft.quantity.kind == "number" and unit:
                mention.draft.quantity = reinterpret(mention.draft.quantity, unit)
            concept = _concept(context, name)
            if concept is not None:
                mention.draft.concept, mention.draft.subject = concept, ""
            else:
                mention.draft.concept, mention.draft.subject = None, name
            mention.role = "value"


def _of_years(context: Context, run: list[Mention], names: list[str]) -> bool:
    """2023年、2024年支出合计分别为a、b: one name after several years; False when it is not so."""
    years = [_YEAR.match(name) for name in names]
    rest = [name[year.end() :] if year else name for name, year in zip(names, years, strict=True)]
    concept = _concept(context, rest[-1]) if rest[-1] and not any(rest[:-1]) and all(years) else None
    if concept is None:
        return False
    for mention, year in zip(run, years, strict=True):
        mention.role, mention.draft.subject = "value", ""
        mention.draft.concept, mention.draft.period = concept, year[1] if year else None
    return True


def _names(sentence: Sentence, start: int, end: int) -> list[str]:
    """The names in a range of a sentence; a 和 or 、 within a name (商品和服务支出) separates none."""
    within = [hit for hit in sentence.hits if hit.kind in ("concept", "bare") and start <= hit.start and hit.end <= end]
    names, begin = [], start
    for match in _SEPARATOR.finditer(sentence.text, start, end):
        if not any(hit.start < match.end() and match.start() < hit.end for hit in within):
            names.append(sentence.text[begin : match.start()])
            begin = match.end()
    return [name for name in (*names, sentence.text[begin:end]) if name]


def _concept(context: Context, name: str) -> str | None:
    """The concept of a name, the time before it left out."""
    bare = re.sub(r"^(?:\d{4}年度?|本年度?|全年)", "", name)
    own = bare.replace(context.organisation, "") if context.organisation else bare
    return concept_named(own) or bare_named(own)
