"""Fit the factors of prediction intervals on the tuning half: `python -m bench.forecasting.fit_intervals`.

Prints the constants of domain/analytics/forecasting/intervals.py. For each unit and level the factor is the quantile of
the errors divided by their standard errors, by horizon, smoothed along the horizon's logarithm, and scaled so that all
together have the nominal coverage.
"""

from __future__ import annotations

import numpy as np

from bench.forecasting.data import Cases, Floats, competitions
from domain.analytics.forecasting import LEAST_SHARE, forecast
from domain.analytics.forecasting.intervals import stretches
from domain.analytics.forecasting.members import root

SEASONS = {"year": (), "quarter": (4,), "month": (12,), "other": ()}
# Nominal shares, slightly raised because the models were tuned on the same series.
LEVELS = (0.80 + 0.005, 0.95 + 0.002)
FEWEST = 100


def main() -> None:
    cases = competitions()
    tuning = cases.only(~cases.report)
    scores = {unit: _scores(tuning, unit) for unit in SEASONS}
    for unit in ("year", "quarter", "month"):
        print(f'    "{unit}": {_fitted(scores[unit])},')
    print(f"STRETCH = {_fitted([score for each in scores.values() for score in each])}")


def _scores(cases: Cases, unit: str) -> list[Floats]:
    """Return the errors of each series in standard errors, both on the scale of the intervals."""
    found = []
    for _, kind, group in cases.groups():
        if kind != unit:
            continue
        part = cases.only(group)
        horizon = int(part.horizons[0])
        name = unit if unit != "other" else ""
        first = stretches(name, horizon)[0]
        forecasts = forecast(part.histories, name, SEASONS[unit], horizon)
        for history, future, forecast_of_one in zip(part.histories, part.future[:, :horizon], forecasts, strict=True):
            if forecast_of_one.method != "smooth":
                continue
            growing = history.min() > LEAST_SHARE * history.mean()
            mean, high, came = (
                root(path) if growing else path for path in (forecast_of_one.mean, forecast_of_one.hi80, future)
            )
            found.append(np.abs(came - mean) / np.maximum(high - mean, 1e-12) * first)
    return found


def _fitted(scores: list[Floats]) -> tuple[tuple[float, float], ...]:
    fitted = []
    longest = max(map(len, scores))
    for level in LEVELS:
        columns = [[score[step] for score in scores if len(score) > step] for step in range(longest)]
        columns = [column for column in columns if len(column) >= FEWEST]
        weight = np.sqrt([len(column) for column in columns])
        steps = np.stack([np.ones(len(columns)), np.log(np.arange(1, len(columns) + 1))], axis=1)
        quantiles = np.array([np.quantile(column, level) for column in columns])
        line = np.linalg.lstsq(steps * weight[:, None], quantiles * weight, rcond=None)[0]
        over = [score / (line[0] + line[1] * np.log(np.arange(1, len(score) + 1))) for score in scores]
        first, growth = line * np.quantile(np.concatenate(over), level)
        fitted.append((round(float(first), 3), round(float(growth), 3)))
    return tuple(fitted)


if __name__ == "__main__":
    main()
