"""Ensemble of models: which models are used for a batch, on which scale, and with which weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from domain.analytics.forecasting import models
from domain.analytics.forecasting.batches import TINY, Batch
from domain.analytics.forecasting.seasons import ahead, along, profile
from domain.analytics.options import Tier
from domain.analytics.series.shapes import Floats

# Sharpness of the weights by errors: in the series' own past, and in the other series of the batch, whose evidence
# counts as if from UNDECIDED fewer series.
OWN, COMMON, UNDECIDED = 3.0, 24.0, 20
# Lags of an autoregression; two for seasons of fewer than twelve periods.
LEAST_LAGS, MOST_LAGS = 3, 12
# Above this scatter, in squares of the root, the Taylor expansion is not valid.
MOST_SCATTER = 0.05
# Shorter histories are not used to compare models.
SHORTEST_PAST = 8

Kind = Literal["growing", "plain", "intermittent"]
Seasons = tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """Decisions for a batch before fitting: its kind, the season that may change, and those that are fixed.

    The values of "growing" series are all positive, so that seasons are factors and growth is a rate.
    """

    kind: Kind
    season: int
    still: Seasons

    @property
    def growing(self) -> bool:
        return self.kind == "growing"


def root(values: Floats) -> Floats:
    """Return the fourth root, a scale between plain and logarithm on which errors of growing series are about even."""
    return np.sqrt(np.sqrt(np.maximum(values, 0.0)))


def fourth(values: Floats) -> Floats:
    """Invert `root`."""
    return np.square(np.square(np.maximum(values, 0.0)))


def outlook(batch: Batch, plan: Plan, horizon: int, tier: Tier) -> tuple[Floats, Floats, Floats, list[Seasons]]:
    """Return mean and median of the members, the standard error of the median, (horizon, series), and the seasons.

    For growing series the error is on the scale of `root`. Tier "best" weights members by their errors over the last
    steps of the series itself and of the other series in the batch, which show better than one short history how growth
    continues in such data.
    """
    parts = _Parts(batch, plan, horizon)
    members, error = _members(parts, tier)
    # The range is larger on the scale of roots and logarithms.
    middles, means = (_held(np.array(paths), batch) for paths in zip(*members, strict=True))
    if tier == "fast":
        return means.mean(axis=0), middles.mean(axis=0), error, parts.found_seasons
    missed = np.zeros((len(members), len(batch.lengths)))
    for kept in {horizon, max(1, horizon // 2)}:
        _add_errors(missed, batch, plan, kept)
    usual = missed.mean(axis=0)
    judged = usual > 0
    own = np.ones_like(missed)
    own[:, judged] = missed[:, judged] / usual[judged]
    common = (UNDECIDED + own[:, judged].sum(axis=1)) / (UNDECIDED + np.count_nonzero(judged))
    trust = (1 + own) ** -OWN * common[:, None] ** -COMMON
    trust = (trust / trust.sum(axis=0))[:, None]
    return (trust * means).sum(axis=0), (trust * middles).sum(axis=0), error, parts.found_seasons


def _add_errors(missed: Floats, batch: Batch, plan: Plan, kept: int) -> None:
    """Add each member's absolute errors over the last `kept` steps, which it has not seen, to (members, series)."""
    able = np.count_nonzero(batch.lengths - kept >= max(SHORTEST_PAST, 2 * plan.season))
    if not able:
        return
    lengths = batch.lengths[:able] - kept
    longest = int(lengths[0])
    past = Batch(batch.values[:longest, :able], lengths, np.minimum(batch.active[kept : kept + longest], able))
    past = past.with_values(np.where(past.mask, past.values, 0.0))
    members, _ = _members(_Parts(past, plan, kept), "best")
    came = np.take_along_axis(batch.values[:, :able], lengths + np.arange(kept)[:, None], axis=0)
    missed[:, :able] += np.abs(np.array([middle for middle, _ in members]) - came).sum(axis=1)


class _Parts:
    """A batch without its fixed seasons and without any season, and the future course of the seasons.

    `moving` contains the season that smoothing follows, `flat` none; `moving_ahead` and `flat_ahead` are what is to be
    added back, (horizon, series).
    """

    def __init__(self, batch: Batch, plan: Plan, horizon: int) -> None:
        self.plan, self.horizon = plan, horizon
        self.flat = self.moving = batch
        self.found_seasons: list[Seasons] = [()] * len(batch.lengths)
        self.flat_ahead = self.moving_ahead = np.full((horizon, len(batch.lengths)), 1.0 if plan.growing else 0.0)
        for season in (plan.season, *plan.still):
            if season > 1:
                self._take_out(season, moves=season == plan.season)

    def _take_out(self, season: int, moves: bool) -> None:
        seen = profile(self.flat, season, self.plan.growing)
        course, path = along(seen.course, len(self.flat.values)), ahead(seen.course, self.flat, self.horizon)
        self.found_seasons = [
            (*one, season) if sure else one for one, sure in zip(self.found_seasons, seen.sure, strict=True)
        ]
        self.flat, self.flat_ahead = self._without(self.flat, course), self.joined(self.flat_ahead, path)
        if not moves:
            self.moving, self.moving_ahead = self._without(self.moving, course), self.joined(self.moving_ahead, path)

    def _without(self, batch: Batch, course: Floats) -> Batch:
        left = batch.values / course if self.plan.growing else batch.values - course
        return batch.with_values(np.where(batch.mask, left, 0.0))

    def joined(self, mean: Floats, path: Floats) -> Floats:
        """Return a forecast with its season added back."""
        return mean * path if self.plan.growing else mean + path


def _members(parts: _Parts, tier: Tier) -> tuple[list[tuple[Floats, Floats]], Floats]:
    """Return median and mean of each member, and the standard error of the median, (horizon, series).

    A mean on the scale of roots or logarithms is a median of the values. It is converted to the mean by its Taylor
    expansion (Miller 1984), with the variance of the values around their level.
    """
    best, season, horizon = tier == "best", parts.plan.season, parts.horizon
    points = (models.BEST if best else models.FAST)[season > 1]
    angles = models.BEST_THETAS if best else models.FAST_THETAS
    lags = MOST_LAGS if season >= MOST_LAGS else max(LEAST_LAGS, 2 * season)
    flat, moving = parts.flat, parts.moving
    if not parts.plan.growing:
        smoothed = models.smooth(moving, season, points, horizon)
        plain = [parts.joined(_held(smoothed.mean, moving), parts.moving_ahead)]
        flats = [models.theta(flat, angles, horizon)]
        if best:
            flats.append(models.autoregress(flat, lags, horizon))
        plain += [parts.joined(_held(mean, flat), parts.flat_ahead) for mean in flats]
        return [(mean, mean) for mean in plain], smoothed.error
    roots = moving.with_values(root(moving.values))
    smoothed = models.smooth(roots, season, points, horizon)
    held = _held(smoothed.mean, roots)
    scatter = np.minimum(smoothed.scatter / np.maximum(held, TINY) ** 2, MOST_SCATTER)
    of_root, of_log = 1 + 6 * scatter, 1 + 8 * scatter
    middles = [(fourth(held) * parts.moving_ahead, of_root)]
    error = smoothed.error * root(parts.moving_ahead)
    if best:
        logs, moving_logs = _logs(flat), _logs(moving)
        waves = models.smooth(moving_logs, season, points, horizon).mean
        middles.append((np.exp(_held(waves, moving_logs)) * parts.moving_ahead, of_log))
        middles.append((_held(models.theta(flat, angles, horizon), flat) * parts.flat_ahead, np.ones_like(held)))
        for mean in (models.theta(logs, angles, horizon), models.autoregress(logs, lags, horizon)):
            middles.append((np.exp(_held(mean, logs)) * parts.flat_ahead, of_log))
    else:
        flat_roots = flat.with_values(root(flat.values))
        mean = _held(models.theta(flat_roots, angles, horizon), flat_roots)
        middles.append((fourth(mean) * parts.flat_ahead, of_root))
    return [(middle, middle * lift) for middle, lift in middles], error


def _logs(batch: Batch) -> Batch:
    return batch.with_values(np.where(batch.mask, np.log(np.maximum(batch.values, TINY)), 0.0))


def _held(paths: Floats, batch: Batch) -> Floats:
    """Limit forecasts to the range of the history, extended by its width on both sides."""
    low = np.where(batch.mask, batch.values, np.inf).min(axis=0)
    high = np.where(batch.mask, batch.values, -np.inf).max(axis=0)
    return np.clip(paths, 2 * low - high, 2 * high - low)
