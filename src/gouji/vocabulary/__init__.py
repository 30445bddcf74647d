"""Concepts 口径 as TOML: ids, names, units, definitions and relations; headings, relation words and claims.

A new concept, name, heading or relation is a change of data here and of nothing else.
"""

from gouji.vocabulary.accounts import account, account_named, classification_of, fund_named, parent_of
from gouji.vocabulary.compact import Compact, compact, fold
from gouji.vocabulary.funds import concept_within, of_fund
from gouji.vocabulary.lexicon import Hit, bare_named, concept_named, find_names, roles_of
from gouji.vocabulary.linter import check_vocabulary
from gouji.vocabulary.loader import (
    ClaimForm,
    Classification,
    Concept,
    Fund,
    Relation,
    by_base,
    by_fund,
    claims,
    concepts,
    funds,
    parts_of,
    relations,
    shares,
    words,
)

__all__ = [
    "ClaimForm",
    "Classification",
    "Compact",
    "Concept",
    "Fund",
    "Hit",
    "Relation",
    "account",
    "account_named",
    "bare_named",
    "by_base",
    "by_fund",
    "check_vocabulary",
    "claims",
    "classification_of",
    "compact",
    "concept_named",
    "concept_within",
    "concepts",
    "find_names",
    "fold",
    "fund_named",
    "funds",
    "of_fund",
    "parent_of",
    "parts_of",
    "relations",
    "roles_of",
    "shares",
    "words",
]
