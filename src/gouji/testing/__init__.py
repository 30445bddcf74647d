"""Synthetic reports whose every figure is known: to measure what is understood, and to plant errors into.

A world comes first: a fictional unit and its year, whose quantities tie exactly. A form then tells it in sentences and
tables as clerks write them, and records for each figure where it stands and what it says. `make_report` is the door;
the same seed gives the same report. `make_family` gives several documents of one world, `plant` a report with one error
in it and whether the rest of the report proves it. Nothing in it is copied from a
real report, and no unit in it exists.
"""

from gouji.testing.docx import to_docx
from gouji.testing.family import FAMILY, make_family
from gouji.testing.forms import FORMS
from gouji.testing.plant import KINDS, Planted, plant
from gouji.testing.record import Block, Bond, Cell, Mention, Paragraph, Synthetic, Table, Variable
from gouji.testing.report import make_report

__all__ = [
    "FAMILY",
    "FORMS",
    "KINDS",
    "Block",
    "Bond",
    "Cell",
    "Mention",
    "Paragraph",
    "Planted",
    "Synthetic",
    "Table",
    "Variable",
    "make_family",
    "make_report",
    "plant",
    "to_docx",
]
