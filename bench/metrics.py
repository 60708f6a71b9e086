"""The cost of metrics per request: python -m bench.metrics.

The app runs in this process on the database of a shop. Short blocks of the same requests run with and without metrics
in turn, so that whatever else the machine does meets both. The figure is the CPU of the request's thread, and the
difference is the median of those of neighbouring blocks. It is calibrated by what the driver spends on a read by
primary key in the same minutes. Below are single calls, also of prometheus_client if it is installed.
"""

from __future__ import annotations

import gc
import os
import random
import tempfile
import time
from collections.abc import Callable, Mapping
from statistics import median, quantiles
from typing import Any

from bench.request_cost import READ, REFERENCE_READ_US, _basket, _machine, _process
from bench.tools import bare_driver
from bench.tools.shop import CUSTOMER, temporary_shop

LONGEST = 300
ROUNDS = 200
BLOCK = 10
WARM_UP = 60
CALLS = 200_000
TARGET_MS = 0.05

Sample = tuple[float, float]


def main() -> None:
    with temporary_shop(LONGEST) as shop:
        shop.env |= {"RUN_JOBS": "0", "WORKERS": "1"}
        shop.start()
        shop.stock_up()
        token = shop.sign_in(*CUSTOMER)
        with _process() as process:
            print(_machine())
            report(*process.submit(measure, shop.env, token).result())
            print("\nns of CPU a call:")
            for name, figure in process.submit(measure_calls).result().items():
                print(f"  {name:62}{figure:7.0f}")
        shop.stop()


def measure(env: Mapping[str, str], token: str) -> tuple[dict[str, tuple[int, list[Sample]]], float]:
    """Return the number of statements of each case, and the ms of CPU a request of each block with and without.

    The second value is the us of CPU of a read by the bare driver.
    """
    import db
    from app import create_app
    from settings import Settings
    from telemetry import metrics

    client = create_app(Settings.from_env({**env, "LOG_LEVEL": "ERROR"})).test_client()
    metrics.share_memory()
    series = metrics.series
    headers = {"Authorization": f"Bearer {token}"}

    def request(method: str, path: str, body: Any = None) -> None:
        answer = client.open(path, method=method, headers=headers, json=body)
        assert answer.status_code in (200, 201), answer.text

    cases: dict[str, Callable[[], None]] = {
        "detail": lambda: request("GET", f"/api/products/{random.randint(1, 200)}"),
        "list": lambda: request("GET", "/api/products"),
        "sale": lambda: request("POST", "/api/transactions", _basket(random.sample(range(1, 201), 2))),
    }
    found, reads = {}, []
    bare_driver.connect(env)
    for name, call in cases.items():
        for _ in range(WARM_UP):
            call()
        before = metrics.counted()
        call()
        blocks = []
        gc.collect()
        gc.freeze()
        statements = _statements(metrics.counted()) - _statements(before)
        for turn in range(ROUNDS):
            if turn % 10 == 0:
                count, seconds = bare_driver.replay(READ, 0.02)
                reads.append(seconds * 1e6 / count)
            figures = {}
            # The first block after a switch must not always be of the same kind.
            for counts in (True, False) if turn % 2 else (False, True):
                metrics.series = series if counts else None
                started = time.thread_time_ns()
                for _ in range(BLOCK):
                    call()
                figures[counts] = (time.thread_time_ns() - started) / BLOCK / 1e6
            blocks.append((figures[True], figures[False]))
        metrics.series = series
        found[name] = (statements, blocks)
    db.close()
    return found, median(reads)


def _statements(lines: list[str]) -> int:
    return sum(int(line.rpartition(" ")[2]) for line in lines if line.startswith("finenice_statement_seconds_count"))


def measure_calls() -> dict[str, float]:
    """Return the ns of CPU of single calls."""
    from telemetry import metrics

    metrics.share_memory()
    found = {
        "request: a histogram with three labels": _time(lambda: metrics.request("/api/products", "GET", 200, 0.007)),
        "statement: a sum and a number with one label": _time(lambda: metrics.statement("sales/x:sell", 0.001)),
        "off": 0.0,
    }
    metrics.stop()
    found["off"] = _time(lambda: metrics.statement("sales/x:sell", 0.001))
    with tempfile.TemporaryDirectory() as directory:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = directory
        try:
            from prometheus_client import Histogram, Summary
        except ImportError:
            return found
        histogram = Histogram("request", "x", ["route", "method", "status"])
        summary = Summary("statement", "x", ["statement"])
        found["prometheus_client, several processes: the histogram"] = _time(
            lambda: histogram.labels("/api/products", "GET", "2xx").observe(0.007)
        )
        found["prometheus_client, several processes: the statement"] = _time(
            lambda: summary.labels("sales/x:sell").observe(0.001)
        )
    return found


def _time(call: Callable[[], object]) -> float:
    started = time.thread_time_ns()
    for _ in range(CALLS):
        call()
    return (time.thread_time_ns() - started) / CALLS


def report(found: dict[str, tuple[int, list[Sample]]], read: float) -> None:
    factor = read / REFERENCE_READ_US
    print(f"a read by the bare driver: {read:.0f} us, {factor:.1f} times that of the machine of the targets")
    print(f"{ROUNDS} pairs of blocks of {BLOCK} requests; ms of CPU a request in the app's thread, medians")
    print("case    statements     with  without   difference (quartiles)      calibrated  target  met")
    for name, (statements, blocks) in found.items():
        differences = [on - off for on, off in blocks]
        low, middle, high = quantiles(differences, n=4)
        print(
            f"{name:8}{statements:10}{median(on for on, _ in blocks):9.3f}{median(off for _, off in blocks):9.3f}"
            f"{middle:13.4f} ({low:.3f} to {high:.3f}){middle / factor:12.4f}"
            f"{TARGET_MS:8.2f}  {'yes' if middle / factor <= TARGET_MS else 'no'}"
        )


if __name__ == "__main__":
    main()
