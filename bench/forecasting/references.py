"""Forecasts and CPU of statsforecast as the reference: `python -m bench.forecasting.references --cache FILE`.

AutoETS, CES, DynamicOptimizedTheta and Theta forecast each series on its own, in one process, the report half first.
That takes a quarter of an hour or more, so a repeated run continues where FILE ends; bench.forecasting.accuracy reads
it. The timing covers fitting and point forecasts; intervals, computed for AutoETS only, come after.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.forecasting.data import Cases, Flags, Floats, competitions

METHODS = ("AutoETS", "CES", "DOT", "Theta")
LEVELS = (80, 95)
SIDES = ("lo", "hi")
Cache = dict[str, Floats]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, required=True)
    path = parser.parse_args().cache
    cases = competitions()
    cache = load(path) if path.exists() else empty(cases, METHODS)
    for half, members in (("report", cases.report), ("tune", ~cases.report)):
        for dataset, kind, group in cases.groups():
            fill(cache, cases, group & members, METHODS, competition_models)
            save(cache, path)
            print(f"{half}, {dataset} {kind}: {np.sum(group & members)} series", flush=True)


def competition_models(cases: Cases, place: int) -> dict[str, Any]:
    """Return the models of METHODS for one case."""
    from statsforecast.models import AutoCES, AutoETS, DynamicOptimizedTheta, Theta

    models = (AutoETS, AutoCES, DynamicOptimizedTheta, Theta)
    return {name: model(season_length=int(cases.period[place])) for name, model in zip(METHODS, models, strict=True)}


def empty(cases: Cases, methods: Sequence[str]) -> Cache:
    """Return an empty cache: `mean` and `cpu` in seconds for each method, bounds for AutoETS, one row per case."""
    cache = {f"{method} mean": np.full(cases.future.shape, np.nan) for method in methods}
    cache |= {f"{method} cpu": np.full(len(cases), np.nan) for method in methods}
    if "AutoETS" in methods:
        cache |= {f"AutoETS {side}{level}": np.full(cases.future.shape, np.nan) for level in LEVELS for side in SIDES}
    return cache


def fill(
    cache: Cache, cases: Cases, which: Flags, methods: Sequence[str], models: Callable[[Cases, int], dict[str, Any]]
) -> None:
    """Forecast the cases of a mask that are not cached; the row of a method that fails stays NaN."""
    horizons = cases.horizons
    for place in np.flatnonzero(which):
        of = models(cases, int(place))
        for method in methods:
            if np.isfinite(cache[f"{method} cpu"][place]):
                continue
            history, horizon = cases.histories[place], int(horizons[place])
            begun = time.process_time()
            try:
                fitted = of[method].fit(history)
                mean = fitted.predict(horizon)["mean"]
            except Exception as problem:
                print(f"{method} fails on {cases.dataset[place]}/{cases.name[place]}: {problem!r}")
                continue
            finally:
                cache[f"{method} cpu"][place] = time.process_time() - begun
            cache[f"{method} mean"][place, :horizon] = mean
            if method == "AutoETS":
                bounds = fitted.predict(horizon, level=list(LEVELS))
                for level in LEVELS:
                    for side in SIDES:
                        cache[f"AutoETS {side}{level}"][place, :horizon] = bounds[f"{side}-{level}"]


def load(path: Path) -> Cache:
    """Load the arrays of a cache, whose rows are those of `competitions()`."""
    with np.load(path) as file:
        return {name: file[name] for name in file.files}


def save(cache: Cache, path: Path) -> None:
    """Write the cache atomically."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part.npz")
    np.savez_compressed(part, **cache)
    part.replace(path)


if __name__ == "__main__":
    main()
