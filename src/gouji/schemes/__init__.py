"""Scoring: printed sentences (评分标准), schemes as data, and the score sheet of a form stated beside computed.

`compile_standard(text, points)` is the door to sentences. A sentence goes through tokens, clauses, a program of parts,
and one evaluator; what no clause holds makes the whole sentence not understood, so that nothing is scored by a guess.
`scheme(id)` is a scheme of `data/*.toml` or of a file; `score_sheets(report)` scores each form of a report by the
scheme that applies, row by row, with a trace; `check_scheme` finds what a scheme contradicts itself in.
"""

from gouji.schemes.catalogue import read_scheme, scheme, schemes
from gouji.schemes.catalogue_draft import draft_scheme
from gouji.schemes.catalogue_linter import SchemeProblem, check_scheme
from gouji.schemes.catalogue_records import Scheme
from gouji.schemes.sheet import score_sheets
from gouji.schemes.standard import Problem, Reading, Score, Standard, compile_standard

__all__ = [
    "Problem",
    "Reading",
    "Scheme",
    "SchemeProblem",
    "Score",
    "Standard",
    "check_scheme",
    "compile_standard",
    "draft_scheme",
    "read_scheme",
    "scheme",
    "schemes",
    "score_sheets",
]
