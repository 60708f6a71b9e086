"""Data structures that the stages pass on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from domain.analytics.options import Notices

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

# Granularity of date cells: "2024", "2024-S1", "2024-Q1", "2024-01", "2024-W03", "2024-01-31", "2024-01-31 10:00".
Grain = Literal["year", "semester", "quarter", "month", "week", "day", "second"]


@dataclass(slots=True)
class Observations:
    """Values read from a file: three arrays of equal length in the order of the file.

    `seconds` since 1970-01-01 by the file's clock, without time zone; `which` is the index of the series in `names`;
    `values` is NaN for an empty cell or null. Faulty rows are among the notices instead; `unread` holds the moments and
    series, shape (2, count), of unreadable cells. `grains` are the rows' indexes in dates.GRAINS if they differ;
    `grain` is the finest.
    """

    seconds: Integers
    which: npt.NDArray[np.int32]
    values: Floats
    names: list[str]
    grain: Grain
    # Names of the columns used, as in the file, by role.
    date_column: str
    series_columns: list[str]
    value_columns: list[str]
    rows: int
    notices: Notices = field(default_factory=Notices)
    grains: npt.NDArray[np.int8] | None = None
    unread: Integers | None = None


@dataclass(slots=True)
class Outlier:
    """A value far from what its neighbours suggest; `score` in robust standard deviations."""

    place: int
    value: float
    expected: float
    score: float


@dataclass(slots=True)
class Quality:
    """Counts of what was found and done while rows became a regular series."""

    rows: int
    empty: int
    duplicates: int
    gaps: int
    # Filling of gaps: "zero" (demand), "interpolated" (a measure), or "none" if there are none.
    filled: Literal["none", "zero", "interpolated"]
    # Periods of a flow with unknown values, which were estimated from their neighbours.
    unknown: int = 0
    outliers: list[Outlier] = field(default_factory=list)


@dataclass(slots=True)
class Series:
    """A regular series, oldest first. `values` has no NaN; `observed` is False for a filled gap.

    `unknown` is True for an estimated period of a flow, or None if there is none. `fit` are the values that models are
    fitted to, with outliers limited; it is `values` if there are none. `first` is the number of the first period (see
    `calendars.Frequency`).
    """

    name: str
    first: int
    values: Floats
    observed: Flags
    fit: Floats
    quality: Quality
    unknown: Flags | None = None

    @property
    def estimated(self) -> Flags:
        """Return which values were estimated or interpolated and are no evidence."""
        if self.quality.filled == "interpolated":
            return ~self.observed
        return np.zeros(len(self.values), dtype=np.bool_) if self.unknown is None else self.unknown
