"""Helpers of benchmarks that call query functions: timing and bulk inserts."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

import db


def milliseconds(call: Callable[..., Any], *args: Any) -> float:
    """Return the duration of a call in milliseconds."""
    started = time.perf_counter()
    call(*args)
    return (time.perf_counter() - started) * 1000


def summary(times: Sequence[float]) -> str:
    """Return the median, 95th percentile and maximum as text."""
    ordered = sorted(times)
    p95 = ordered[int(len(ordered) * 0.95)]
    return f"median {statistics.median(times):7.2f}   p95 {p95:7.2f}   worst {ordered[-1]:7.2f}"


def insert_rows(into: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows, a thousand per statement; `into` is a table with its columns."""
    for start in range(0, len(rows), 1000):
        part = rows[start : start + 1000]
        values = [value for row in part for value in row]
        db.execute(f"INSERT INTO {into} VALUES {db.placeholders(len(part), len(part[0]))}", values)
