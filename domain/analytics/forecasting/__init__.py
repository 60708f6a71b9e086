"""Forecasts of many series at once: a mean of simple models, with intervals calibrated on other series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from domain.analytics.forecasting import demand, intervals, members
from domain.analytics.forecasting.batches import pack
from domain.analytics.forecasting.members import Kind, Plan
from domain.analytics.forecasting.seasons import profile
from domain.analytics.options import Tier
from domain.analytics.series.shapes import Floats

SHORTEST = 5
# Number of last periods used. Older ones add little information and cost as much.
STEPS, CYCLES, CYCLES_STILL = 160, 10, 3
# Series per model call, so that the models' states stay in the CPU cache.
TOGETHER = 256
# Growth is a rate only if no value is close to zero.
LEAST_SHARE = 0.01


@dataclass(slots=True)
class Forecast:
    """`horizon` values each, oldest first. Bounds are NaN, with a `reason`, if there are none."""

    mean: Floats
    lo80: Floats
    hi80: Floats
    lo95: Floats
    hi95: Floats
    # Lengths of the seasons found.
    seasons: tuple[int, ...]
    # Class of the series: "smooth", "intermittent", "constant" or "short".
    method: str
    reason: str | None = None


def forecast(
    histories: Sequence[Floats], unit: str, seasons: Sequence[int], horizon: int, tier: Tier = "fast"
) -> list[Forecast]:
    """Return the next `horizon` values of each history; all have one frequency.

    `unit` is that of `calendars.Frequency` ("year" ... "hour", or "" if unknown), `seasons` the lengths to look for,
    such as (12,), (7, 365) or (24, 168). Histories are finite, regular and not empty.
    """
    found: dict[int, Forecast] = {}
    alike: dict[Kind, list[int]] = defaultdict(list)
    for place, history in enumerate(histories):
        if len(history) < SHORTEST:
            found[place] = _bare(float(history.mean()), horizon, "short", "too_short")
        elif np.ptp(history[-STEPS:]) == 0:
            found[place] = _bare(float(history[-1]), horizon, "constant", "constant")
        else:
            alike[_kind(history)].append(place)
    for kind, places in alike.items():
        for plan, planned in _plans(histories, places, sorted(seasons), kind):
            for together in _parts(planned, TOGETHER):
                batch = [histories[place] for place in together]
                found.update(zip(together, _of_batch(batch, plan, unit, horizon, tier), strict=True))
    return [found[place] for place in range(len(histories))]


def _kind(history: Floats) -> Kind:
    if demand.intermittent(history):
        return "intermittent"
    return "growing" if history.min() > LEAST_SHARE * history.mean() else "plain"


def _plans(
    histories: Sequence[Floats], places: Iterable[int], seasons: Sequence[int], kind: Kind
) -> Iterator[tuple[Plan, list[int]]]:
    """Group series with the same visible seasons, the longest first."""
    alike: dict[tuple[int, ...], list[int]] = defaultdict(list)
    ordered = sorted(places, key=lambda place: -len(histories[place]))
    for together in _parts(ordered, TOGETHER):
        batch = pack([histories[place] for place in together])
        shown: list[tuple[int, ...]] = [()] * len(together)
        for season in seasons[:1] if kind == "intermittent" else seasons:
            seen = profile(batch, season, factors=kind == "growing")
            # The shortest season is shrunk to nothing if it is noise. Longer ones are less certain and must be
            # significant.
            shows = seen.weight > 0 if season == seasons[0] else seen.sure
            shown = [(*one, season) if show else one for one, show in zip(shown, shows, strict=True)]
        for place, key in zip(together, shown, strict=True):
            alike[key].append(place)
    for key, planned in alike.items():
        yield Plan(kind, key[0] if key else 1, key[1:]), planned


def _of_batch(histories: list[Floats], plan: Plan, unit: str, horizon: int, tier: Tier) -> list[Forecast]:
    """Return the forecasts of series with one plan, the longest first."""
    most = max(STEPS, CYCLES * plan.season, *(CYCLES_STILL * season for season in plan.still))
    histories = [history[-most:] for history in histories]
    scale = np.array([np.abs(history).mean() for history in histories])
    batch = pack([history / one for history, one in zip(histories, scale, strict=True)])
    if plan.kind == "intermittent":
        mean, bounds, found_seasons = demand.outlook(batch, plan.season, horizon)
    else:
        mean, middle, error, found_seasons = members.outlook(batch, plan, horizon, tier)
        bounds = intervals.bounds(middle, error, unit, plan.growing)
        bounds[1::2] = [np.maximum(bound, mean) for bound in bounds[1::2]]
    floors = np.array([0.0 if history.min() >= 0 else -np.inf for history in histories])
    paths = np.maximum(np.array([mean, *bounds]) * scale, floors)
    method = "intermittent" if plan.kind == "intermittent" else "smooth"
    forecasts = []
    for seasons, path in zip(found_seasons, np.moveaxis(paths, 2, 0), strict=True):
        mean, lo80, hi80, lo95, hi95 = path
        forecasts.append(Forecast(mean, lo80, hi80, lo95, hi95, seasons, method))
    return forecasts


def _bare(value: float, horizon: int, method: str, reason: str) -> Forecast:
    none = np.full(horizon, np.nan)
    return Forecast(np.full(horizon, value), none, none, none, none, (), method, reason)


def _parts(places: Sequence[int], most: int) -> Iterator[Sequence[int]]:
    for start in range(0, len(places), most):
        yield places[start : start + most]
