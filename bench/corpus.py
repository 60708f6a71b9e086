"""Write pandas' results for the files of tests/corpus/analysis into the JSON beside them: `python -m bench.corpus`.

Run it in the environment of `make bench-forecasts`, which has pandas; the tests only read the results. A case has
`pandas`, an expression for a frame with the columns `date`, `value` and optionally `series` made from the file at
`path`, and `period`, the frequency as pandas names it. If the case has the `aggregate` "mean", each series ends with
its own last value and figures use existing values only; otherwise gaps are zeros up to the end of the file.

`--check` writes nothing and prints what would change.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parent.parent / "tests" / "corpus" / "analysis"
# Number of digits in answers.
DIGITS = 12


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    arguments = parser.parse_args()
    changed = 0
    for path in sorted(CORPUS.glob("*.json")):
        if path.stem.endswith(".data"):
            continue
        cases = json.loads(path.read_text())
        for case in cases:
            if "pandas" in case:
                case["series"] = series(path, case)
        text = json.dumps(cases, indent=1, ensure_ascii=False) + "\n"
        if text != path.read_text():
            changed += 1
            print(path.name)
            if not arguments.check:
                path.write_text(text)
    print(f"{changed} files changed")


def series(path: Path, case: dict[str, Any]) -> dict[str, Any]:
    """Return the figures of each series of a case."""
    import pandas as pd

    recipe = case["pandas"]
    file = next(one for one in path.parent.glob(path.stem + ".*") if one != path)
    frame = eval(recipe["frame"], {"pd": pd, "path": file})
    if "series" not in frame:
        frame["series"] = case["columns"]["value"][0]
    frame = frame.dropna(subset=["value"])
    frame["period"] = frame["date"].dt.to_period(recipe["period"])
    measured = case.get("aggregate") == "mean"
    last = frame["period"].max()
    found = {}
    for name, rows in frame.groupby("series", sort=False):
        values = rows.groupby("period")["value"].agg("mean" if measured else "sum")
        end = values.index.max() if measured else last
        every = pd.period_range(values.index.min(), end, freq=recipe["period"])
        regular = values.reindex(every)
        known = regular.dropna() if measured else regular.fillna(0.0)
        found[str(name)] = {
            "from": str(every[0].start_time.date()),
            "to": str(every[-1].start_time.date()),
            "periods": len(every),
            "count": len(known),
            "sum": rounded(known.sum()),
            "mean": rounded(known.mean()),
            "median": rounded(known.median()),
            "std": rounded(known.std()),
            "min": rounded(known.min()),
            "max": rounded(known.max()),
            "q1": rounded(known.quantile(0.25)),
            "q3": rounded(known.quantile(0.75)),
            "last": rounded(known.iloc[-1]),
        }
    return found


def rounded(value: Any) -> float | int | None:
    """Round a figure as answers do."""
    if value != value:
        return None
    figure = float(f"{value:.{DIGITS}g}")
    return int(figure) if figure.is_integer() else figure


if __name__ == "__main__":
    main()
