"""Evidence ledgers 工作台账: an office's own work records give counts and rates with the rows behind them.

A small mapping file says which columns hold dates, kinds and states, and which measures are wanted; rows that could
not be judged are listed by reason and bound the value from both sides. Columns that look like personal data are
refused. The measures are set beside what a report says. The room reads no workbook itself: it is given a Document.
"""

from gouji.ledger.compare import Comparison, compare
from gouji.ledger.dates import parse_period
from gouji.ledger.draft import draft_mapping
from gouji.ledger.grid import grid_of_csv, grid_of_document, grid_of_rows
from gouji.ledger.mapping import load_mapping
from gouji.ledger.measure import measure_all
from gouji.ledger.record import ledger_csv, ledger_record, rows_csv, rows_record
from gouji.ledger.records import Grid, Ledger, LedgerMapping, Measure, Measured
from gouji.ledger.rows import read_ledger
from gouji.ledger.terminal import Beside, ledger_text, rows_text

__all__ = [
    "Beside",
    "Comparison",
    "Grid",
    "Ledger",
    "LedgerMapping",
    "Measure",
    "Measured",
    "compare",
    "draft_mapping",
    "grid_of_csv",
    "grid_of_document",
    "grid_of_rows",
    "ledger_csv",
    "ledger_record",
    "ledger_text",
    "load_mapping",
    "measure_all",
    "parse_period",
    "read_ledger",
    "rows_csv",
    "rows_record",
    "rows_text",
]
