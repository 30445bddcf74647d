"""What a sentence says about figures, one kind of statement a file.

Each file has `find(sentence, carried)`, which yields its statements; `carried` is the whole that the sentences
before in the same passage speak of. What no file understands is skipped: its figures stay listed without a name.
"""

from collections.abc import Callable, Iterator

from gouji.extract.sentences import Mention, Sentence
from gouji.extract.statements import (
    average,
    breakdown,
    change,
    claim,
    enumeration,
    explanation,
    function,
    paired,
    points,
    rate,
    remainder,
    restated,
    share,
)
from gouji.extract.statements.respective import name_respectively
from gouji.model import Statement

Finder = Callable[[Sentence, Mention | None], Iterator[Statement]]

FINDERS: tuple[Finder, ...] = (
    breakdown.find,
    function.find,
    share.find,
    change.find,
    rate.find,
    average.find,
    enumeration.find,
    remainder.find,
    paired.find,
    points.find,
    restated.find,
    claim.find,
)

# Why a figure is what it is may stand in the sentence behind it.
find_explanations = explanation.find

# A sentence without figures can still claim something about them.
find_claims = claim.find

__all__ = ["FINDERS", "find_claims", "find_explanations", "name_respectively"]
