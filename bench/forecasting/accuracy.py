"""Accuracy and CPU of the engine's forecasts: `python -m bench.forecasting.accuracy [--cache FILE] [--cleaned]`.

Both tiers forecast M1, M3 and tourism, one call for each data set, frequency and half, as for an upload. FILE is the
result of bench.forecasting.references; without it, or without statsforecast, there are fewer comparisons. With
--cleaned outliers are limited first, as in an analysis, outside the timing. Prints the tables of docs/figures.md; all
times are CPU times of one process.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from bench.forecasting import references, scores
from bench.forecasting.data import Cases, Flags, Floats, competitions
from bench.forecasting.scores import Errors, covered, errors, msis, owa
from domain.analytics import forecasting
from domain.analytics.options import Tier
from domain.analytics.series.calendars import HOUR, SEASONS, Frequency
from domain.analytics.series.outliers import clean
from domain.analytics.series.shapes import Quality, Series

KINDS = ("year", "quarter", "month", "other")
TIERS: tuple[Tier, ...] = ("fast", "best")
BOUNDS = ("lo80", "hi80", "lo95", "hi95")
REPEATS = 3
# Series of M4 by frequency, in thousands: the weights used in the notes.
M4_WEIGHTS = {"year": 23, "quarter": 24, "month": 48}
RESAMPLES = 1_000


@dataclass(slots=True, eq=False)
class Method:
    """Forecasts of one method for all cases, and its CPU seconds per case; `bounds` by level and side."""

    mean: Floats
    cpu: Floats
    bounds: dict[str, Floats]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--cleaned", action="store_true")
    arguments = parser.parse_args()
    cache = arguments.cache
    cases = competitions()
    # Scores compare with the real values, so only the engine sees cleaned histories.
    seen = cleaned(cases) if arguments.cleaned else cases
    methods = {tier: engine(seen, tier) for tier in TIERS}
    if cache:
        methods |= reference_methods(cases, references.load(cache))
    naive2 = scores.naive2(cases)
    base = errors(cases, naive2)
    scored = {name: errors(cases, fall_back(name, method.mean, naive2)) for name, method in methods.items()}
    report = cases.report

    print("\n### OWA\n")
    for half, members in (("report", report), ("tune", ~report)):
        masks = [members & (cases.kind == kind) for kind in KINDS]
        masks += [members & (cases.dataset == dataset) for dataset in ("M1", "M3", "tourism")] + [members]
        rows = []
        for name, found in scored.items():
            figures = [owa(found, base, mask) for mask in masks]
            weighted = np.average(figures[:3], weights=list(M4_WEIGHTS.values()))
            rows.append([name, *(f"{figure:.3f}" for figure in figures), f"{weighted:.3f}"])
        names = (*KINDS, "M1", "M3", "tourism", "all", "M4's mixture")
        heads = [f"{name} ({np.sum(mask):,})" for name, mask in zip(names, masks, strict=False)]
        table([f"{half} half", *heads, names[-1]], rows)

    print("### M3, all 3,003: sMAPE / MASE\n")
    of_m3 = cases.dataset == "M3"
    masks = [of_m3 & (cases.kind == kind) for kind in KINDS] + [of_m3]
    pairs = {"Naive2": base} | scored
    table(
        ["", *KINDS, "all"],
        [[name, *("{:.2f} / {:.3f}".format(*found.mean(mask)) for mask in masks)] for name, found in pairs.items()],
    )

    print("### Intervals on the report half: share of the values within (MSIS)\n")
    masks = [report & (cases.kind == kind) for kind in KINDS]
    rows = []
    for name, method in methods.items():
        for level in (80, 95) if method.bounds else ():
            lo, hi = bounded(method, level)
            found = [f"{covered(cases, lo, hi, m):.3f} ({msis(cases, lo, hi, level / 100, m):.1f})" for m in masks]
            rows.append([f"{name}, {level} %", *found])
    table(["", *KINDS], rows)

    print("### CPU ms a series on the report half\n")
    masks.append(report)
    table(
        ["", *KINDS, "all", "monthly series/s"],
        [
            [name, *(f"{1e3 * method.cpu[m].mean():.3f}" for m in masks), f"{1 / method.cpu[masks[2]].mean():,.0f}"]
            for name, method in methods.items()
        ],
    )
    print(f"One monthly series alone: {', '.join(f'{alone(cases, tier):.1f} ms {tier}' for tier in TIERS)}.\n")
    verdict(cases, methods, scored, base)


def verdict(cases: Cases, methods: dict[str, Method], scored: dict[str, Errors], base: Errors) -> None:
    """Return the targets and whether they are met."""
    report, of_m3 = cases.report, cases.dataset == "M3"
    monthly = report & (cases.kind == "month")
    rows = []

    def row(what: str, figure: str, target: str, held: bool) -> None:
        rows.append([what, figure, target, "yes" if held else "**no**"])

    smape, mase = scored["best"].mean(of_m3)
    row("M3, all, tier best", f"{smape:.2f} / {mase:.3f}", "≤ 12.30 / 1.330", smape <= 12.30 and mase <= 1.330)
    for tier, rival, share in (("fast", "AutoETS", 50), ("best", "mean of four", 10)):
        if rival not in methods:
            continue
        ours, theirs = owa(scored[tier], base, report), owa(scored[rival], base, report)
        low, high = difference(scored[tier], scored[rival], base, report)
        row(
            f"OWA of {tier}, report half",
            f"{ours:.4f}; difference {ours - theirs:+.4f}, 90 % within {low:+.4f} to {high:+.4f}",
            f"{'<' if tier == 'fast' else '≤'} {theirs:.4f} of {rival}",
            ours < theirs if tier == "fast" else ours <= theirs,
        )
        ratio = methods[rival].cpu[report].sum() / methods[tier].cpu[report].sum()
        row(f"CPU of {tier}", f"1/{ratio:.0f}", f"≤ 1/{share} of {rival}", ratio >= share)
    for tier in TIERS:
        for level in (80, 95):
            shares = {k: covered(cases, *bounded(methods[tier], level), report & (cases.kind == k)) for k in KINDS[:3]}
            row(
                f"coverage of {level} %, {tier}",
                ", ".join(f"{kind} {100 * share:.1f}" for kind, share in shares.items()),
                f"{level} ± 1.5",
                all(abs(100 * share - level) <= 1.5 for share in shares.values()),
            )
    for tier, least in (("fast", 5_000), ("best", 500)):
        speed = 1 / methods[tier].cpu[monthly].mean()
        row(f"monthly series a second, {tier}", f"{speed:,.0f}", f"≥ {least:,}", speed >= least)
    print("### Targets\n")
    table(["", "measured", "target", "held"], rows)


def engine(cases: Cases, tier: Tier) -> Method:
    """Return the engine's forecasts, one call for each data set, kind and half; the fastest run counts."""
    shape = cases.future.shape
    found = Method(np.full(shape, np.nan), np.zeros(len(cases)), {side: np.full(shape, np.nan) for side in BOUNDS})
    report = cases.report
    for _, kind, group in cases.groups():
        for half in (report, ~report):
            places = np.flatnonzero(group & half)
            if not len(places):
                continue
            horizon = int(cases.horizons[places[0]])
            histories = [cases.histories[place] for place in places]
            forecasts, seconds = forecast(histories, kind, horizon, tier)
            found.cpu[places] = seconds / len(places)
            for place, one in zip(places, forecasts, strict=True):
                found.mean[place, :horizon] = one.mean
                for side in BOUNDS:
                    found.bounds[side][place, :horizon] = getattr(one, side)
    return found


def forecast(
    histories: Sequence[Floats], kind: str, horizon: int, tier: Tier, repeats: int = REPEATS
) -> tuple[list[forecasting.Forecast], float]:
    """Return the forecasts of one call, and the CPU seconds of the fastest of `repeats` runs."""
    # M3's "other" series have no known frequency.
    unit, seasons, times = "" if kind == "other" else kind, SEASONS.get(kind, ()), []
    for _ in range(repeats):
        begun = time.process_time()
        found = forecasting.forecast(histories, unit, seasons, horizon, tier)
        times.append(time.process_time() - begun)
    return found, min(times)


def alone(cases: Cases, tier: Tier) -> float:
    """Return the CPU milliseconds of a call for a single monthly series."""
    place = int(np.flatnonzero((cases.dataset == "M3") & (cases.kind == "month"))[0])
    return 1e3 * forecast([cases.histories[place]], "month", 18, tier, repeats=10)[1]


def cleaned(cases: Cases) -> Cases:
    """Return the cases with histories cleaned as in an analysis."""
    histories = list(cases.histories)
    for _, kind, group in cases.groups():
        places = np.flatnonzero(group)
        frequency = Frequency("year" if kind == "other" else kind, HOUR if kind == "hour" else 0)
        series = []
        for place in places:
            values = cases.histories[place]
            quality = Quality(len(values), 0, 0, 0, "none")
            series.append(Series(str(place), 0, values, np.ones(len(values), bool), values, quality))
        clean(series, frequency)
        for place, one in zip(places, series, strict=True):
            histories[place] = one.fit
    changed = sum(
        was is not now and bool((was != now).any()) for was, now in zip(cases.histories, histories, strict=True)
    )
    print(f"Cleaning limits outliers in {changed:,} of {len(cases):,} series.")
    return replace(cases, histories=histories)


def reference_methods(cases: Cases, cache: references.Cache) -> dict[str, Method]:
    """Return the references of a cache and the mean of the four, with times scaled to this machine."""
    names = references.METHODS
    drift = slower_than(cases, cache)
    found = {}
    for name in names:
        bounds = {
            side: cache[f"{name} {side}"] for side in ("lo80", "hi80", "lo95", "hi95") if f"{name} {side}" in cache
        }
        found[name] = Method(cache[f"{name} mean"], cache[f"{name} cpu"] * drift, bounds)
    found["mean of four"] = Method(
        np.mean([found[name].mean for name in names], axis=0), np.sum([found[name].cpu for name in names], axis=0), {}
    )
    return found


def slower_than(cases: Cases, cache: references.Cache) -> float:
    """Return how much slower the machine is now than when the cache was made, by fitting a few references again."""
    if not find_spec("statsforecast"):
        print("Times of references are those of their own run, because statsforecast is not installed here.")
        return 1.0
    few = np.zeros(len(cases), bool)
    for _, _, group in cases.groups():
        few[np.flatnonzero(group & cases.report)[::30]] = True
    again = references.empty(cases, references.METHODS)
    references.fill(again, cases, few, references.METHODS, references.competition_models)
    seconds = [sum(made[f"{name} cpu"][few].sum() for name in references.METHODS) for made in (again, cache)]
    print(f"References: {np.sum(few)} series fitted again took {seconds[0] / seconds[1]:.2f} of the CPU of their run.")
    return float(seconds[0] / seconds[1])


def fall_back(name: str, mean: Floats, naive2: Floats) -> Floats:
    """Replace failed forecasts by Naive2 and print how many failed."""
    failed = ~np.isfinite(np.where(np.isnan(naive2), 0, mean)).all(axis=1)
    if failed.any():
        print(f"{name} has no forecast for {np.sum(failed)} series; Naive2 is used instead.")
    return np.where(failed[:, None], naive2, mean)


def bounded(method: Method, level: int) -> tuple[Floats, Floats]:
    """Return the lower and upper bounds."""
    return method.bounds[f"lo{level}"], method.bounds[f"hi{level}"]


def difference(method: Errors, rival: Errors, base: Errors, which: Flags) -> tuple[float, float]:
    """Return the 5th and 95th percentile of the difference in OWA, by bootstrap over series."""
    kept = np.flatnonzero(which & np.isfinite(base.mase))
    draws = np.random.default_rng(6).multinomial(len(kept), np.full(len(kept), 1 / len(kept)), RESAMPLES)

    def relative(found: Errors) -> Floats:
        shares = [
            draws @ getattr(found, part)[kept] / (draws @ getattr(base, part)[kept]) for part in ("smape", "mase")
        ]
        return np.mean(shares, axis=0)

    low, high = np.percentile(relative(method) - relative(rival), (5, 95))
    return float(low), float(high)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a Markdown table."""
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for row in rows:
        print(f"| {' | '.join(row)} |")
    print(flush=True)


if __name__ == "__main__":
    main()
