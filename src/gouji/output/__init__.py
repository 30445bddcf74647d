"""Judgements and records to what people and programs read: text for a terminal, JSON by the contract, SARIF for
editors, a work list in Excel, a page that shows the document with its figures.
"""

from gouji.output.coverage import coverage, figure_states
from gouji.output.exports import Export, export
from gouji.output.figures import facts_record
from gouji.output.files import write_file
from gouji.output.jsonl import judgement_record, verdict
from gouji.output.judged import Account, Judged, Rule
from gouji.output.listing import facts_text
from gouji.output.quotes import Style
from gouji.output.records import SCHEMAS, schema
from gouji.output.terminal import judgement_text

__all__ = [
    "SCHEMAS",
    "Account",
    "Export",
    "Judged",
    "Rule",
    "Style",
    "coverage",
    "export",
    "facts_record",
    "facts_text",
    "figure_states",
    "judgement_record",
    "judgement_text",
    "schema",
    "verdict",
    "write_file",
]
