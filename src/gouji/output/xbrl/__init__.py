"""Figures as xBRL-JSON (OIM 1.0) with the taxonomy of the vocabulary: what XBRL software loads, ties and compares.

The taxonomy is generated from the vocabulary alone and is the same for every report: concepts with their names and
definitions, typed dimensions for what else tells two figures apart, and the sums of the vocabulary as calculations
(Calculations 1.1). Concept ids are stable, so the namespace carries no version. Percentages are ratios (93.8% is
0.938), money is in yuan, counts and measures have units of our own.
"""

from gouji.output.xbrl.report import LeftOut, xbrl_report
from gouji.output.xbrl.taxonomy import taxonomy

__all__ = ["LeftOut", "taxonomy", "xbrl_report"]
