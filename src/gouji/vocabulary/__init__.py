"""Concepts 口径 as TOML: ids, names, units, definitions and relations; headings, relation words and claims.

A new concept, name, heading or relation is a change of data here and of nothing else.
"""

from gouji.vocabulary.compact import Compact, compact, fold
from gouji.vocabulary.lexicon import Hit, bare_named, concept_named, find_names, roles_of
from gouji.vocabulary.loader import (
    ClaimForm,
    Concept,
    Relation,
    by_base,
    check_vocabulary,
    claims,
    concepts,
    parts_of,
    relations,
    words,
)

__all__ = [
    "ClaimForm",
    "Compact",
    "Concept",
    "Hit",
    "Relation",
    "bare_named",
    "by_base",
    "check_vocabulary",
    "claims",
    "compact",
    "concept_named",
    "concepts",
    "find_names",
    "fold",
    "parts_of",
    "relations",
    "roles_of",
    "words",
]
