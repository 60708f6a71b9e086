"""Reading of product files, from bytes to rows with faults by line. Pure: no database, no HTTP."""

from __future__ import annotations

from domain.imports.csv_files import InvalidFile, Parts
from domain.imports.headers import NAMEABLE, column_question, format_titles
from domain.imports.layouts import Fault, Row
from domain.imports.product_file import MAX_ROWS, TEMPLATE, ProductFile

__all__ = [
    "MAX_ROWS",
    "NAMEABLE",
    "TEMPLATE",
    "Fault",
    "InvalidFile",
    "Parts",
    "ProductFile",
    "Row",
    "column_question",
    "format_titles",
]
