"""Batches of series with different lengths, as one array for vectorised arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from domain.analytics.series.shapes import Flags, Floats, Integers

TINY = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Series side by side, the longest first: `values` is (longest, series), zero beyond each end.

    `active[t]` is the number of series with a value at step t; they are the first ones.
    """

    values: Floats
    lengths: Integers
    active: Integers

    @property
    def columns(self) -> Integers:
        return np.arange(len(self.lengths))

    @property
    def mask(self) -> Flags:
        """Return where there are values: (longest, series)."""
        return np.arange(len(self.values))[:, None] < self.lengths

    @property
    def last(self) -> Floats:
        return self.values[self.lengths - 1, self.columns]

    def with_values(self, values: Floats) -> Batch:
        """Return the batch with other values."""
        return Batch(values, self.lengths, self.active)

    def phases(self, season: int, horizon: int) -> npt.NDArray[np.intp]:
        """Return the phase of each future step, counted from the start of each series: (horizon, series)."""
        return (self.lengths + np.arange(horizon)[:, None]) % season


def pack(histories: Sequence[Floats]) -> Batch:
    """Make a batch of histories that are sorted by length, the longest first."""
    lengths = np.array([len(history) for history in histories])
    values = np.zeros((lengths[0], len(histories)))
    for column, history in enumerate(histories):
        values[: len(history), column] = history
    return Batch(values, lengths, np.searchsorted(-lengths, -np.arange(lengths[0]), side="left"))


def lines(batch: Batch) -> tuple[Floats, Floats]:
    """Return the least-squares line of each series: its value at the first step, and its slope."""
    here, steps = batch.mask, np.arange(len(batch.values))[:, None]
    middle = (batch.lengths - 1) / 2
    mean = batch.values.sum(axis=0) / batch.lengths
    distance = np.where(here, steps - middle, 0.0)
    slope = (distance * batch.values).sum(axis=0) / np.maximum((distance**2).sum(axis=0), TINY)
    return mean - slope * middle, slope
