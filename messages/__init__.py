"""All messages of the API in English and Indonesian, one module per area.

Codes are stable, their sentences may change. Import the merged PROBLEMS, FIELDS, NOTICES and REASONS from here.
"""

from __future__ import annotations

from messages import accounts, analysis, catalogue, courses, events, sales, system
from messages.sentence import LANGUAGES, Sentence, fill

__all__ = ["FIELDS", "LANGUAGES", "NOTICES", "PROBLEMS", "REASONS", "Sentence", "fill"]

PROBLEMS: dict[str, tuple[int, Sentence]] = (
    accounts.PROBLEMS
    | catalogue.PROBLEMS
    | sales.PROBLEMS
    | courses.PROBLEMS
    | events.PROBLEMS
    | analysis.PROBLEMS
    | system.PROBLEMS
)
FIELDS: dict[str, Sentence] = (
    accounts.FIELDS | catalogue.FIELDS | sales.FIELDS | courses.FIELDS | events.FIELDS | analysis.FIELDS | system.FIELDS
)
NOTICES: dict[str, Sentence] = sales.NOTICES | analysis.NOTICES
REASONS: dict[str, Sentence] = courses.REASONS
