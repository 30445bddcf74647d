"""Official documents and the dated numbers that they set, as TOML, and their loader.

Every check, concept and relation names its basis here; every threshold is a parameter here, by effective date.
"""

from gouji.basis.loader import (
    BasisDocument,
    GradeBand,
    document,
    documents,
    grade_bands,
    parameter,
    parameter_names,
    parameters_set,
)

__all__ = [
    "BasisDocument",
    "GradeBand",
    "document",
    "documents",
    "grade_bands",
    "parameter",
    "parameter_names",
    "parameters_set",
]
