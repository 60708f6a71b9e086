"""Forecasts of many series at once: a mean of simple models, with intervals learned from the errors of other series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from analytics.forecasting import demand, intervals
from analytics.forecasting.batches import pack
from analytics.forecasting.members import Outlook, Plan, fourth, outlook, root
from analytics.forecasting.seasons import profile
from analytics.options import Tier
from analytics.series import Floats

SHORTEST = 3
# What lies further back says little of what comes, and costs as much.
CYCLES, STEPS = 10, 320
# Values of one call to the models, so that its states stay in the processor's cache.
TOGETHER = 256
# Growth is a rate only where no value is next to nothing.
LEAST_SHARE = 0.01


@dataclass(slots=True)
class Forecast:
    """`horizon` values of each, oldest first; the bounds are NaN where `reason` says why there are none."""

    mean: Floats
    lo80: Floats
    hi80: Floats
    lo95: Floats
    hi95: Floats
    # The lengths of the seasons that were found, empty where there is none.
    seasons: tuple[int, ...]
    # What kind of series it was taken for: "smooth", "intermittent", "constant" or "short".
    method: str
    reason: str | None = None


def forecast(
    histories: Sequence[Floats], unit: str, seasons: Sequence[int], horizon: int, tier: Tier = "fast"
) -> list[Forecast]:
    """The next `horizon` values of each history, all of one frequency.

    `unit` is that of `calendars.Frequency` ("year" ... "hour", or "" where nothing is known of it), `seasons` the
    lengths to look for, such as (12,), (7, 365) or (24, 168). Histories are finite, regular and at least one long.
    """
    found: dict[int, Forecast] = {}
    smooth: dict[bool, list[int]] = defaultdict(list)
    for place, history in enumerate(histories):
        if len(history) < SHORTEST:
            found[place] = _bare(history.mean(), horizon, "short", "too_short")
        elif np.ptp(history) == 0:
            found[place] = _bare(history[0], horizon, "constant", "constant")
        elif demand.intermittent(history):
            found[place] = _of_demand(history, seasons, horizon)
        else:
            smooth[history.min() > LEAST_SHARE * history.mean()].append(place)
    for growing, places in smooth.items():
        for plan, planned in _plans(histories, places, sorted(seasons), growing):
            for together in _parts(planned, TOGETHER):
                found |= zip(together, _of_batch([histories[i] for i in together], plan, unit, horizon, tier), strict=True)
    return [found[place] for place in range(len(histories))]


def _plans(
    histories: Sequence[Floats], places: Iterable[int], seasons: Sequence[int], growing: bool
) -> Iterator[tuple[Plan, list[int]]]:
    """Series that are treated alike, the longest first: those in which the same seasons show."""
    alike: dict[tuple[int, ...], list[int]] = defaultdict(list)
    ordered = sorted(places, key=lambda place: -len(histories[place]))
    for together in _parts(ordered, TOGETHER):
        batch = pack([histories[place] for place in together])
        shown: list[tuple[int, ...]] = [()] * len(together)
        for season in seasons:
            seen = profile(batch, season, growing)
            shown = [(*one, season) if weight > 0 else one for one, weight in zip(shown, seen.weight, strict=True)]
        for place, key in zip(together, shown, strict=True):
            alike[key].append(place)
    for key, planned in alike.items():
        yield Plan(key[0] if key else 1, key[1:], growing), planned


def _of_batch(histories: list[Floats], plan: Plan, unit: str, horizon: int, tier: Tier) -> list[Forecast]:
    most = max(STEPS, CYCLES * plan.season, *(3 * season for season in plan.still)) if plan.still else max(STEPS, CYCLES * plan.season)
    histories = [history[-most:] for history in histories]
    scale = np.array([np.abs(history).mean() for history in histories])
    batch = pack([history / one for history, one in zip(histories, scale, strict=True)])
    told = outlook(batch, plan, horizon, tier)
    bounds = intervals.bounds(told.mean, told.error, unit, tier, plan.growing)
    floors = np.array([0.0 if history.min() >= 0 else -np.inf for history in histories])
    paths = np.maximum(np.array([told.mean, *bounds]) * scale, floors)
    return [
        Forecast(*(path[:, column] for path in paths), seasons=told.told[column], method="smooth")
        for column in range(len(histories))
    ]


def _of_demand(history: Floats, seasons: Sequence[int], horizon: int) -> Forecast:
    return Forecast(*demand.forecast(history, horizon), seasons=(), method="intermittent")


def _bare(value: float, horizon: int, method: str, reason: str) -> Forecast:
    none = np.full(horizon, np.nan)
    return Forecast(np.full(horizon, value), none, none, none, none, (), method, reason)


def _parts(places: Sequence[int], most: int) -> Iterator[Sequence[int]]:
    for start in range(0, len(places), most):
        yield places[start : start + most]


__all__ = ["Forecast", "Outlook", "forecast", "fourth", "root"]
