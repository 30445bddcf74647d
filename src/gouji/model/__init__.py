"""The records that the stages exchange: frozen, typed, built by keyword; no export and no scoring in them.

The small ones are made by the thousand and never point in a circle: `gc=False` keeps the collector from walking them.
"""

from gouji.model.document import Block, Cell, Document, Gap, Paragraph, Place, Segment, Span, Table
from gouji.model.finding import (
    SEVERITIES,
    BasisReference,
    CheckResult,
    Evidence,
    Finding,
    Outcome,
    Severity,
)
from gouji.model.report import (
    Average,
    Band,
    Breakdown,
    Change,
    Claim,
    Enumeration,
    Fact,
    Grade,
    Indicator,
    Rate,
    Remainder,
    Report,
    Section,
    Share,
    Source,
    Statement,
)
from gouji.model.text import Language, Text
from gouji.model.tie import Origin, State, Term, Tie, TieGraph

__all__ = [
    "SEVERITIES",
    "Average",
    "Band",
    "BasisReference",
    "Block",
    "Breakdown",
    "Cell",
    "Change",
    "CheckResult",
    "Claim",
    "Document",
    "Enumeration",
    "Evidence",
    "Fact",
    "Finding",
    "Gap",
    "Grade",
    "Indicator",
    "Language",
    "Origin",
    "Outcome",
    "Paragraph",
    "Place",
    "Rate",
    "Remainder",
    "Report",
    "Section",
    "Segment",
    "Severity",
    "Share",
    "Source",
    "Span",
    "State",
    "Statement",
    "Table",
    "Term",
    "Text",
    "Tie",
    "TieGraph",
]
