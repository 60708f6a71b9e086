"""Write tests/data/forecast_oracles.json: `python -m bench.forecasting.make_oracles`.

It runs in the environment of `make bench-forecasts`. The file holds simulated series with the forecasts of
statsforecast's four methods and, if there is no season, the parameters, forecasts and residual spread of the simple
models that the engine also has.
"""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import numpy as np

from bench.forecasting.data import Floats

PATH = Path(__file__).resolve().parents[2] / "tests" / "data" / "forecast_oracles.json"
HORIZONS = {"year": 6, "quarter": 8, "month": 18, "day": 28}
PERIODS = {"year": 1, "quarter": 4, "month": 12, "day": 7}
MEMBERS = {"SES": ("ANN", False), "Holt": ("AAN", False), "damped Holt": ("AAN", True)}


def main() -> None:
    oracles = [oracle(name, unit, values) for name, unit, values in drawn()]
    PATH.write_text("[\n" + ",\n".join(json.dumps(one) for one in oracles) + "\n]\n")
    print(f"{len(oracles)} series, {PATH.stat().st_size:,} bytes")


def oracle(name: str, unit: str, values: Floats) -> dict[str, Any]:
    """Return one entry of the file; `naive_error` is the mean error of the seasonal naive forecast in the history."""
    from statsforecast.models import AutoCES, AutoETS, DynamicOptimizedTheta, Theta

    period, horizon = PERIODS[unit], HORIZONS[unit]
    methods = {"AutoETS": AutoETS, "CES": AutoCES, "DOT": DynamicOptimizedTheta, "Theta": Theta}
    forecasts = {
        method: model(season_length=period).fit(values).predict(horizon)["mean"] for method, model in methods.items()
    }
    return {
        "name": name,
        "unit": unit,
        "seasons": [] if period == 1 else [period],
        "naive_error": rounded(np.mean(np.abs(values[period:] - values[:-period]))),
        "values": values.tolist(),
        "forecasts": {method: rounded(mean) for method, mean in forecasts.items()},
        "members": {member: fitted(values, horizon, *form) for member, form in MEMBERS.items() if period == 1},
    }


def fitted(values: Floats, horizon: int, model: str, damped: bool) -> dict[str, Any]:
    """Fit exponential smoothing with additive errors; `phi` is null if it is not damped."""
    from statsforecast.models import AutoETS

    model = AutoETS(model=model, damped=damped).fit(values)
    alpha, _, _, phi = model.model_["par"][:4]
    return {
        "alpha": rounded(alpha),
        "phi": rounded(phi) if np.isfinite(phi) else None,
        "sigma": rounded(np.sqrt(np.mean(model.model_["residuals"] ** 2))),
        "mean": rounded(model.predict(horizon)["mean"]),
    }


def drawn() -> list[tuple[str, str, Floats]]:
    """Simulate three series of each unit: with trends, with seasons of both kinds, and with neither."""
    random = np.random.default_rng(2026)

    def noise(count: int, size: float) -> Floats:
        return random.normal(0, size, count)

    def season(count: int, period: int, size: float) -> Floats:
        pattern = random.normal(0, size, period)
        return (pattern - pattern.mean())[np.arange(count) % period]

    def walk(count: int, size: float) -> Floats:
        return noise(count, size).cumsum()

    year, quarter, month, day = (np.arange(count) for count in (30, 48, 108, 210))
    series = {
        ("a straight line with noise", "year"): 500 + 20 * year + noise(30, 15),
        ("steady growth", "year"): 100 * 1.08**year * np.exp(noise(30, 0.03)),
        ("a random walk", "year"): 1_000 + walk(30, 40),
        ("a season that adds", "quarter"): 800 + 3 * quarter + season(48, 4, 80) + noise(48, 20),
        ("a season that multiplies", "quarter"): 200 * 1.02**quarter * np.exp(season(48, 4, 0.2) + noise(48, 0.04)),
        ("no season", "quarter"): 1_000 + walk(48, 25) + noise(48, 20),
        ("all multiplies", "month"): 90 * np.exp(0.008 * month + season(108, 12, 0.15) + noise(108, 0.04)),
        ("a season, adrift", "month"): 3_000 + walk(108, 40) + season(108, 12, 300) + noise(108, 60),
        ("a level with noise", "month"): 400 + noise(108, 30),
        ("a week that adds", "day"): 300 + season(210, 7, 60) + noise(210, 20),
        ("a week that multiplies, growing", "day"): 80 * np.exp(0.003 * day + season(210, 7, 0.25) + noise(210, 0.08)),
        ("a drifting level without a week", "day"): 900 + walk(210, 10) + noise(210, 30),
    }  # fmt: skip
    return [(name, unit, np.round(values, 1)) for (name, unit), values in series.items()]


def rounded(figures: Any) -> Any:
    """Round to six significant digits."""
    return np.vectorize(lambda figure: float(f"{figure:.6g}"))(figures).tolist()


if __name__ == "__main__":
    warnings.simplefilter("ignore", RuntimeWarning)
    main()
