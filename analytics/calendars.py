"""Regular time: which periods there are, and how they are counted and named."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.series import Integers


@dataclass(frozen=True, slots=True)
class Frequency:
    """The period of a regular series. `seconds` is the length of a step below a day, 0 from a day up.

    Periods are numbered without gaps: days since 1970-01-01, business days since Monday 1970-01-05, ISO weeks (or
    weeks that begin on another day, as `weekday` says), months since 1970-01, quarters, years (1970 is 0), steps of
    `seconds`.
    """

    unit: str
    seconds: int = 0
    weekday: int = 0

    @property
    def seasons(self) -> tuple[int, ...]:
        """The lengths of season to look for: (12,) for months, (7, 365) for days, (24, 168) for hours, () for years."""
        raise NotImplementedError

    @property
    def horizon(self) -> int:
        """How many periods are forecast where nobody says."""
        raise NotImplementedError

    def numbers(self, seconds: Integers) -> Integers:
        """The number of the period in which each moment lies."""
        raise NotImplementedError

    def dates(self, first: int, count: int) -> list[str]:
        """ISO 8601 names of consecutive periods by their first day (or moment): "2024-01-31", "2024-01-31T10:00:00"."""
        raise NotImplementedError
