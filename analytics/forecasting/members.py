"""Which models speak for a batch, on which scale, and how much each is heard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from analytics.forecasting import models
from analytics.forecasting.batches import TINY, Batch
from analytics.forecasting.seasons import TOLD, ahead, along, profile
from analytics.options import Tier
from analytics.series import Floats

# How sharply a member's errors in its series' own past tell against it, and how far towards the members' mean they
# are drawn before.
SHARPNESS = 4.0
DRAWN = 0.3
MOST_LAGS = 12

Kind = Literal["growing", "plain", "intermittent"]


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What is decided of a batch before anything is fitted: its kind, the season that may move, those that stand still.

    Of "growing" series all values are positive, so that seasons are factors and growth is a rate.
    """

    kind: Kind
    season: int
    still: tuple[int, ...]

    @property
    def growing(self) -> bool:
        return self.kind == "growing"


def root(values: Floats) -> Floats:
    """The fourth root, between the plain scale and the logarithm, on which errors of growing series are about even."""
    return np.sqrt(np.sqrt(np.maximum(values, 0.0)))


def fourth(values: Floats) -> Floats:
    """The inverse of `root`."""
    return np.square(np.square(np.maximum(values, 0.0)))


def outlook(batch: Batch, plan: Plan, horizon: int, tier: Tier) -> tuple[Floats, Floats, list[tuple[int, ...]]]:
    """The mean of the members, its standard error, each (horizon, series), and the seasons to tell of each series.

    The error is on the scale of `root` where series are growing. Of tier "best" members are weighted by what each
    would have done with the last steps of the series itself.
    """
    means, error, told = _members(batch, plan, horizon, tier)
    if tier == "fast":
        return np.mean(means, axis=0), error, told
    missed = np.zeros((len(means), len(batch.lengths)))
    for kept in sorted({horizon, max(1, horizon // 2)}):
        missed += _missed(batch, plan, kept, tier)
    trust = (missed + DRAWN * missed.mean(axis=0) + TINY) ** -SHARPNESS
    trust /= trust.sum(axis=0)
    return np.einsum("ms,mhs->hs", trust, means), error, told


def _missed(batch: Batch, plan: Plan, kept: int, tier: Tier) -> Floats:
    """The absolute errors of each member over the last `kept` steps, had it not seen them: (members, series)."""
    shortest = max(8, 2 * plan.season)
    able = int((batch.lengths - kept >= shortest).sum())
    missed = np.zeros((4 if plan.growing else 3, len(batch.lengths)))
    if not able:
        return missed
    lengths = batch.lengths[:able] - kept
    longest = int(lengths[0])
    past = Batch(batch.values[:longest, :able], lengths, np.minimum(batch.active[kept : kept + longest], able))
    past = past.but(np.where(past.here, past.values, 0.0))
    means, _, _ = _members(past, plan, kept, tier)
    came = np.take_along_axis(batch.values[:, :able], lengths + np.arange(kept)[:, None], axis=0)
    missed[:, :able] = np.abs(np.array(means) - came).sum(axis=1)
    return missed


def _members(batch: Batch, plan: Plan, horizon: int, tier: Tier) -> tuple[list[Floats], Floats, list[tuple[int, ...]]]:
    """The forecasts of each member, the error of the first smoothing, and the seasons to tell of each series."""
    steps, factors, best = len(batch.values), plan.growing, tier == "best"
    points = (models.BEST if best else models.FAST)[plan.season > 1]
    join: Callable[[Floats, Floats], Floats] = np.multiply if factors else np.add
    part: Callable[[Floats, Floats], Floats] = np.divide if factors else np.subtract
    told: list[tuple[int, ...]] = [()] * len(batch.lengths)
    flat, course_ahead = batch, np.full((horizon, len(batch.lengths)), 1.0 if factors else 0.0)
    still = flat
    if plan.season > 1:
        seen = profile(batch, plan.season, factors)
        told = [(plan.season,) if weight >= TOLD else () for weight in seen.weight]
        course_ahead = join(course_ahead, ahead(seen.course, batch, horizon))
        flat = batch.but(np.where(batch.here, part(batch.values, along(seen.course, steps)), 0.0))
    still_ahead = np.full_like(course_ahead, 1.0 if factors else 0.0)
    for season in plan.still:
        seen = profile(flat, season, factors)
        told = [(*one, season) if weight >= TOLD else one for one, weight in zip(told, seen.weight, strict=True)]
        path = ahead(seen.course, batch, horizon)
        course_ahead, still_ahead = join(course_ahead, path), join(still_ahead, path)
        flat = flat.but(np.where(batch.here, part(flat.values, along(seen.course, steps)), 0.0))
        still = still.but(np.where(batch.here, part(still.values, along(seen.course, steps)), 0.0))
    order = min(max(3, MOST_LAGS if plan.season >= MOST_LAGS else 2 * plan.season), MOST_LAGS)
    if not factors:
        moved = models.smooth(still, plan.season, points, horizon)
        means = [models.theta(flat, horizon), _held(moved.mean, still)]
        error = moved.error
        if best:
            means.append(_held(models.autoregress(flat, order, horizon), flat))
        ahead_of = [course_ahead, still_ahead, course_ahead]
        return [join(mean, path) for mean, path in zip(means, ahead_of, strict=False)], error, told
    logs = flat.but(np.where(batch.here, np.log(np.maximum(flat.values, TINY)), 0.0))
    roots = still.but(root(still.values))
    moved = models.smooth(roots, plan.season, points, horizon)
    means = [np.exp(_held(models.theta(logs, horizon), logs)), fourth(_held(moved.mean, roots))]
    ahead_of = [course_ahead, still_ahead]
    if best:
        ripples = still.but(np.where(batch.here, np.log(np.maximum(still.values, TINY)), 0.0))
        means += [
            np.exp(_held(models.smooth(ripples, plan.season, points, horizon).mean, ripples)),
            np.exp(_held(models.autoregress(logs, order, horizon), logs)),
        ]
        ahead_of += [still_ahead, course_ahead]
    return [mean * path for mean, path in zip(means, ahead_of, strict=True)], moved.error * root(still_ahead), told


def _held(mean: Floats, batch: Batch) -> Floats:
    """The forecasts, none of which leaves the range of its history by more than that range."""
    low = np.where(batch.here, batch.values, np.inf).min(axis=0)
    high = np.where(batch.here, batch.values, -np.inf).max(axis=0)
    return np.clip(mean, 2 * low - high, 2 * high - low)
