"""The shapes in which data goes from one stage to the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from domain.analytics.options import Notices

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

# How finely the cells of dates tell time: "2024", "2024-S1", "2024-Q1", "2024-01", "2024-W03", "2024-01-31",
# "2024-01-31 10:00".
Grain = Literal["year", "semester", "quarter", "month", "week", "day", "second"]


@dataclass(slots=True)
class Observations:
    """What a file says, one entry a value: three arrays of the same length in the order of the file.

    `seconds` since 1970-01-01 as the file writes its clock, without a time zone; `which` is the place of the series
    in `names`; `values` is NaN where the cell was empty or said null. Rows at fault are not among them, but among
    the notices; `unread` has the moments and places, shape (2, count), of cells that can't be read. `grains` are the
    places of the rows' dates in dates.GRAINS where some are of longer periods than others; `grain` is the finest.
    """

    seconds: Integers
    which: npt.NDArray[np.int32]
    values: Floats
    names: list[str]
    grain: Grain
    # The file's names of the columns that were taken, by role.
    date_column: str
    series_columns: list[str]
    value_columns: list[str]
    rows: int
    notices: Notices = field(default_factory=Notices)
    grains: npt.NDArray[np.int8] | None = None
    unread: Integers | None = None


@dataclass(slots=True)
class Outlier:
    """A value far from what its neighbours say; `score` in robust standard deviations."""

    place: int
    value: float
    expected: float
    score: float


@dataclass(slots=True)
class Quality:
    """What was found and done on the way from rows to a regular series, in counts."""

    rows: int
    empty: int
    duplicates: int
    gaps: int
    # How the gaps were filled: "zero" (demand), "interpolated" (a measure), or "none" where there are none.
    filled: Literal["none", "zero", "interpolated"]
    # Periods of a flow whose cells say nothing: estimated from their neighbours.
    unknown: int = 0
    outliers: list[Outlier] = field(default_factory=list)


@dataclass(slots=True)
class Series:
    """One regular series, oldest first. `values` has no NaN; `observed` is False where a gap was filled.

    `unknown` is True where the period of a flow was estimated, and None where none was.
    `fit` is what models are fitted to: the values with outliers drawn in; it is `values` where there are none.
    `first` is the number of the first period in its calendar (see `calendars.Frequency`).
    """

    name: str
    first: int
    values: Floats
    observed: Flags
    fit: Floats
    quality: Quality
    unknown: Flags | None = None

    @property
    def guessed(self) -> Flags:
        """Where values were estimated or interpolated, so that they are no evidence."""
        if self.quality.filled == "interpolated":
            return ~self.observed
        return np.zeros(len(self.values), dtype=np.bool_) if self.unknown is None else self.unknown
