"""CPU and memory of analysing a file of a million rows: `python -m bench.analysis [--tier best]`.

The file has 1,000 products by day over 1,000 days, with a weekly season, gaps and duplicate rows, as CSV. The analysis
includes intervals and ends with the last byte of JSON. Each run is a process of its own; its CPU counts from its start,
its memory is the peak. For comparison: csv.reader over the same file, csv.reader into lists of columns, and the import
of numpy. The prototype of the notes took 1.9 s where such lists took 0.70 s.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

SERIES = DAYS = 1_000
ROWS = SERIES * DAYS
FIRST_DAY, LAST_DAY = "2022-01-01", "2024-09-26"
ROUNDS = 3
MOST_SECONDS, MOST_MB = 1.5, 120
# Time of csv.reader into lists on the machine of the notes.
LISTS_SECONDS = 0.70


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tier", choices=("fast", "best"), default="fast")
    parser.add_argument("--measure", nargs=2, metavar=("WHAT", "FILE"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        what, path = arguments.measure
        seconds, figures = MEASURED[what](Path(path), arguments.tier)
        print(json.dumps({"cpu": time.process_time(), "part": seconds, "memory": peak()} | figures))
        return
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "sales.csv"
        write(path)
        print(f"{path.stat().st_size / 1e6:.1f} MB, {ROWS:,} rows, {SERIES:,} series, tier {arguments.tier}\n")
        runs = {what: [_run(what, path, arguments.tier) for _ in range(ROUNDS)] for what in MEASURED}
    best = {what: min(found, key=lambda run: run["cpu"]) for what, found in runs.items()}
    most = {what: max(run["memory"] for run in found) for what, found in runs.items()}

    print(f"| of {ROUNDS} runs | minimum CPU s of the process | without its start | peak MB |\n|---|---|---|---|")
    for what, run in best.items():
        print(f"| {what} | {run['cpu']:.2f} | {run['part']:.2f} | {most[what]:.0f} |")
    engine = best["analysis"]
    print("\n| stage | CPU s | peak MB so far |\n|---|---|---|")
    for stage, (seconds, memory) in engine["stages"].items():
        print(f"| {stage} | {seconds:.2f} | {memory:.0f} |")
    print(f"\n{engine['series']:,} series in {engine['bytes'] / 1e6:.1f} MB of JSON.")
    ratio = engine["cpu"] / best["csv into lists"]["part"]
    print(f"{engine['cpu'] / best['csv.reader']['part']:.1f} times csv.reader alone, {ratio:.1f} times csv into lists.")
    projected = ratio * LISTS_SECONDS
    print(
        f"CPU {engine['cpu']:.2f} s, target ≤ {MOST_SECONDS} s: {_held(engine['cpu'] <= MOST_SECONDS)};",
        end=" ",
    )
    print(f"on the machine of the notes {projected:.2f} s: {_held(projected <= MOST_SECONDS)}.")
    print(f"Memory {most['analysis']:.0f} MB, target ≤ {MOST_MB} MB: {_held(most['analysis'] <= MOST_MB)}.")


def write(path: Path) -> None:
    """Write the file by day and product; one row in fifty is missing, and as many others are duplicated."""
    import numpy as np

    random = np.random.default_rng(6)
    day = np.arange(DAYS)
    level = random.uniform(2, 6, SERIES)[:, None] + random.normal(0, 0.02, (SERIES, DAYS)).cumsum(axis=1)
    week = random.normal(0, 0.3, (SERIES, 7))[:, day % 7]
    sold = np.exp(level + week + random.normal(0, 0.2, (SERIES, DAYS))).round(2)
    changed = random.permutation(ROWS)[: ROWS // 50 * 2].reshape(2, -1)
    times = np.ones(ROWS, int)
    times[changed[0]], times[changed[1]] = 0, 2
    names = [f"Kopi Gayo No {number:04}" for number in range(SERIES)]
    dates = (np.datetime64(FIRST_DAY) + day).astype(str)
    with open(path, "w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("tanggal", "produk", "jumlah"))
        for place in np.repeat(np.arange(ROWS), times).tolist():
            number, product = divmod(place, SERIES)
            rows.writerow((dates[number], names[product], sold[product, number]))


def analysis(path: Path, tier: Any) -> dict[str, Any]:
    """Run the whole pipeline; measure CPU and memory by stage."""
    begun = time.process_time()
    from domain.analytics.options import Limits, Options
    from domain.analytics.pipeline import Head, Part, StageStarted, analyze_file

    stage, stages, series, size = "import", {}, 0, 0
    first, last = b"", b""

    def end() -> None:
        nonlocal begun
        now = time.process_time()
        stages[stage] = (stages.get(stage, (0, 0))[0] + now - begun, peak())
        begun = now

    with open(path, "rb") as file:
        for event in analyze_file(file, Options(tier=tier), Limits()):
            if isinstance(event, StageStarted):
                end()
                stage = event.stage
                continue
            size += len(event.json)
            if isinstance(event, Part):
                series += event.count
                first = first or event.json
            elif isinstance(event, Head):
                last = event.json
    end()
    figures = {"stages": stages, "series": series, "bytes": size, "cpu": time.process_time(), "memory": peak()}
    # Check the result, too.
    head, some = json.loads(last + b"}"), json.loads(b"[" + first + b"]")
    assert series == SERIES and head["rows"] == ROWS and head["totals"]
    assert all(len(one["forecast"]) == head["horizon"] and one["to"] == LAST_DAY for one in some)
    return figures


def reader(path: Path, _: Any) -> dict[str, Any]:
    """Run csv.reader and drop every row."""
    with open(path, newline="") as file:
        assert sum(1 for _ in csv.reader(file)) == ROWS + 1
    return {}


def lists(path: Path, _: Any) -> dict[str, Any]:
    """Run csv.reader into a list per column and parse the numbers."""
    columns: tuple[list[str], list[str], list[float]] = [], [], []
    dates, names, values = (column.append for column in columns)
    with open(path, newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for date, name, value in rows:
            dates(date)
            names(name)
            values(float(value))
    assert len(columns[2]) == ROWS
    return {}


def imported(path: Path, _: Any) -> dict[str, Any]:
    """Import numpy only."""
    import numpy  # noqa: F401

    return {}


def timed(work: Callable[[Path, Any], dict[str, Any]]) -> Callable[[Path, Any], tuple[float, dict[str, Any]]]:
    """Return the CPU seconds of a call with its figures."""

    def run(path: Path, tier: Any) -> tuple[float, dict[str, Any]]:
        begun = time.process_time()
        figures = work(path, tier)
        return time.process_time() - begun, figures

    return run


MEASURED = {
    "analysis": timed(analysis),
    "csv.reader": timed(reader),
    "csv into lists": timed(lists),
    "import numpy": timed(imported),
}


def peak() -> float:
    """Return the peak memory of this process since it started this program, in MB."""
    with open("/proc/self/status") as status:
        line = next(line for line in status if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def _run(what: str, path: Path, tier: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.analysis", "--tier", tier, "--measure", what, str(path)]
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    return json.loads(subprocess.run(command, check=True, capture_output=True, env=environment).stdout)


def _held(held: bool) -> str:
    return "met" if held else "not met"


if __name__ == "__main__":
    main()
