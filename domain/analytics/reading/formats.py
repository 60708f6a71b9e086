"""Date and number formats of a file, detected from whole columns if single cells are ambiguous."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from domain.analytics.options import Options, Refused
from domain.analytics.reading import blocks, columns, date_parts, dates, numbers
from domain.analytics.reading.columns import Cell, text
from domain.analytics.reading.dates import DateFormat
from domain.analytics.reading.numbers import Style
from domain.analytics.reading.tables import Line, Table

# Cells seen already are skipped; the set is cleared at this size.
MAX_CACHED = 50_000
# Any year, to find out what else of a date is open.
ANY_YEAR = 2000
_SOME_YEAR = DateFormat(year=ANY_YEAR)


class FormatDetector:
    """Detects how a file writes its dates and numbers."""

    def __init__(self, table: Table, options: Options) -> None:
        self._table, self._options = table, options
        self._dates = dates.FormatEvidence()
        self._open_dates: dict[str, tuple[int, str, str]] = {}
        self._styles: set[str] = set()
        self._units: defaultdict[int, Counter[str]] = defaultdict(Counter)
        self._first: dict[str, tuple[int, str, str]] = {}
        self._known_numbers: set[str] = set()
        self._known_moments: set[str] = set()
        self._known_dates = blocks.Texts()
        # What was assumed about a decimal or group mark, and where.
        self.assumed: tuple[str, int, str, str] | None = None

    def take(self, rows: Iterable[Sequence[Cell]], line: Line) -> None:
        """Learn from all date and value cells."""
        roles, header = self._table.roles, self._table.header
        known, known_dates = self._known_numbers, self._known_moments
        for cells in rows:
            if len(cells) != self._table.width:
                cells = [*cells[: self._table.width], *[""] * (self._table.width - len(cells))]
            moment = date_parts.written(roles.joint, [text(cells[place]) for place in roles.date])
            if moment not in known_dates:
                known_dates.add(moment)
                self._learn_date(moment, line)
            for column, place in enumerate(roles.value):
                if isinstance(cell := cells[place], str) and cell not in known:
                    known.add(cell)
                    if unit := numbers.unit(cell):
                        self._units[column][unit] += 1
                    if style := numbers.evidence(cell):
                        self._styles.add(style)
                        if style in ("dot", "comma"):
                            self._first.setdefault("value", (line(), header[place], cell))
            for kept in (known, known_dates):
                if len(kept) > MAX_CACHED:
                    kept.clear()

    def take_block(self, block: blocks.Block, line: int) -> bool:
        """Learn from regular rows starting at `line`; return False if they need the row-by-row path."""
        roles = self._table.roles
        if len(roles.date) != 1 or len(self._styles & {"english", "indonesian"}) != 1:
            return False
        style: Style = "english" if "english" in self._styles else "indonesian"
        # Numbers that the fast path reads in one style are no evidence for the other.
        if any(block.numbers(column, style) is None for column in roles.value):
            return False
        words = block.words(roles.date[0])

        def learn(row: int) -> int:
            self._learn_date(block.text(row, roles.date[0]), lambda: line + row)
            return 0

        return words is not None and self._known_dates.find(words, learn) is not None

    def _learn_date(self, cell: str, line: Line) -> None:
        if not cell or cell.isspace():
            return
        self._dates.learn(cell)
        # A date without a year may be ambiguous in another way, too.
        for date_format in (dates.OPEN, _SOME_YEAR):
            try:
                dates.read(cell, date_format, self._table.roles.serials)
            except dates.Ambiguous as ambiguous:
                if ambiguous.code not in self._open_dates:
                    self._open_dates[ambiguous.code] = (line(), self._table.header[self._table.roles.date[0]], cell)
                if ambiguous.code == "year_missing":
                    continue
            except dates.Unreadable:
                pass
            return

    def date_format(self) -> DateFormat:
        """Return the date format as far as the file or the caller decides it."""
        return self._dates.date_format(self._options.day_order, self._options.year)

    def questions(self) -> list[Refused]:
        """Return the questions that neither the file nor the caller answers, one per parameter."""
        date_format = self.date_format()
        questions_by_parameter: dict[str, Refused] = {}
        for code, (line, column, sample) in self._open_dates.items():
            known = (
                date_format
                if date_format.year is not None or code == "year_missing"
                else replace(date_format, year=ANY_YEAR)
            )
            try:
                dates.read(sample, known)
            except dates.Ambiguous as ambiguous:
                question = _question(ambiguous.code, line, column, columns.clean(sample)[:80], self._table.years)
                questions_by_parameter.setdefault(question.words["parameter"], question)
            except dates.Unreadable:
                pass
        return list(questions_by_parameter.values())

    def units(self) -> dict[int, str]:
        """Return the usual unit of each value column."""
        return {column: units.most_common(1)[0][0] for column, units in self._units.items()}

    def style(self) -> Style:
        """Return how 15.000 is read."""
        style = numbers.decide(self._styles, self._table.delimiter)
        if "value" in self._first and not self._styles & {"english", "indonesian"} and style != "mixed":
            first = self._first["value"]
            decimal = style == "indonesian" and "," in first[2]
            self.assumed = ("decimals_assumed" if decimal else "thousands_assumed", *first)
        return style


def _question(code: str, line: int, column: str, sample: str, years: list[int]) -> Refused:
    """Return the question that a date leaves open."""
    if code == "dates_ambiguous":
        orders = ["day_first", "month_first"]
        return Refused(
            "dates_ambiguous", parameter="day_order", candidates=orders, line=line, column=column, sample=sample
        )
    if code == "dates_short":
        return Refused("dates_short", parameter="year", candidates=years, line=line, column=column, sample=sample)
    return Refused("year_missing", parameter="year", candidates=years, line=line, column=column, sample=sample)
