"""Observations from the bytes of a file. Limits are checked while reading, and faults carry their line."""

from __future__ import annotations

from typing import IO

from domain.analytics.options import Limits, Options, Refused, combine_questions
from domain.analytics.reading import dates, numbers, sniffing
from domain.analytics.reading.collector import Collector
from domain.analytics.reading.dates import DateFormat
from domain.analytics.reading.formats import FormatDetector
from domain.analytics.reading.tables import Table, table
from domain.analytics.series.shapes import Observations


def read(stream: IO[bytes], options: Options, limits: Limits) -> Observations:
    """Return the observations of a seekable stream, which is read twice if a column's format must be detected.

    Raises Refused with a code of messages/analysis.py; unreadable rows are left out and reported as notices.
    """
    source = sniffing.Source(stream, limits)
    found = table(source, options, limits)
    if found.roles.questions:
        raise combine_questions([*found.roles.questions, *_questions(found, options)])
    return _collect(found, options, limits).observations(source)


def _collect(table: Table, options: Options, limits: Limits) -> Collector:
    """Collect all rows; if cells are ambiguous, detect the formats of their columns first."""
    collector = Collector(table, DateFormat(options.day_order, options.year), None, limits)
    try:
        table.each(collector.take, collector.take_block)
    except (dates.Ambiguous, numbers.Ambiguous):
        detector = FormatDetector(table, options)
    else:
        return collector
    table.each(detector.take, detector.take_block)
    if questions := detector.questions():
        raise combine_questions(questions)
    collector = Collector(table, detector.date_format(), detector.style(), limits, detector.units())
    table.each(collector.take, collector.take_block)
    if detector.assumed:
        collector.notices.add(*detector.assumed)
    return collector


def _questions(table: Table, options: Options) -> list[Refused]:
    """Return the questions that the dates leave open, if it is known which column they are in."""
    if not table.roles.date or any(one.words["parameter"] == "date" for one in table.roles.questions):
        return []
    detector = FormatDetector(table, options)
    table.each(detector.take, detector.take_block)
    return detector.questions()
