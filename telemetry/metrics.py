"""The metrics: their names, the functions that count, and the text that Prometheus reads.

Labels are names from the code, such as a route's template or a problem code, and never input or personal data.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from telemetry.shared_series import Key, SharedSeries

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
# Upper bounds in seconds.
REQUEST_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
WAIT_BUCKETS = (0.0, 0.001, 0.01, 0.1, 1.0)


class Metric(NamedTuple):
    """A name, the type that Prometheus knows it by, its labels, its meaning, and the bounds of a histogram."""

    name: str
    kind: str
    labels: tuple[str, ...]
    meaning: str
    buckets: tuple[float, ...] = ()


def _named(*metrics: Metric) -> dict[str, Metric]:
    return {metric.name: metric for metric in metrics}


COUNTED = _named(
    Metric(
        "finenice_request_seconds",
        "histogram",
        ("route", "method", "status"),
        "Time of requests in the app by route, method and class of status, without the time of sending.",
        REQUEST_BUCKETS,
    ),
    Metric("finenice_problems_total", "counter", ("route", "code"), "Error responses by route and problem code."),
    Metric("finenice_sign_ins_total", "counter", ("result",), "Sign-ins: ok, or the problem code of the refusal."),
    Metric("finenice_statement_seconds", "summary", ("statement",), "Time of SQL statements by query function."),
    Metric("finenice_database_errors_total", "counter", ("errno",), "Failed SQL statements by error number."),
    Metric(
        "finenice_transaction_retries_total",
        "counter",
        ("errno",),
        "Transactions that ran again after a deadlock or a lost connection, by error number.",
    ),
    Metric("finenice_pool_wait_seconds", "histogram", (), "Time that requests waited for a connection.", WAIT_BUCKETS),
    Metric("finenice_connections_total", "counter", (), "Connections opened to the database."),
    Metric("finenice_job_seconds", "summary", ("kind", "result"), "Time of attempts at background jobs."),
    Metric("finenice_emails_total", "counter", ("result",), "Attempts to send e-mails: sent, postponed, refused."),
    Metric("finenice_webhooks_total", "counter", ("result",), "Attempts of webhooks: delivered, refused, or why not."),
    Metric("finenice_log_lines_lost_total", "counter", (), "Lines that could not be written to LOG_FILE."),
)

# None: nothing is counted.
series: SharedSeries | None = None


def share_memory() -> None:
    """Count from now on, together with all processes that are forked from this one."""
    global series
    series = SharedSeries()


def stop() -> None:
    """Stop counting and free the memory."""
    global series
    if series is not None:
        series.close()
    series = None


def request(route: str | None, method: str, status: int, seconds: float) -> None:
    """Count a request by its route's template, or None if no route matches."""
    if series is not None:
        method = method if method in METHODS else "other"
        _observe(("finenice_request_seconds", route or "none", method, f"{status // 100}xx"), seconds, REQUEST_BUCKETS)


def statement(name: str, seconds: float) -> None:
    """Count a statement of a query function. A request has many, so this is the shortest way."""
    if (memory := series) is None:
        return
    with memory.lock:
        place = memory.statements.get(name)
        if place is None:
            place = memory.place(("finenice_statement_seconds", name), 2)
            if place is None:
                return
            memory.statements[name] = place
        words = memory.words
        words[place] += seconds
        words[place + 1] += 1


def pool_wait(seconds: float) -> None:
    """Count a wait for a connection, most often of no time at all."""
    if series is not None:
        _observe(("finenice_pool_wait_seconds",), seconds, WAIT_BUCKETS)


def job(kind: str, result: str, seconds: float) -> None:
    """Count an attempt at a job."""
    if series is not None:
        _observe(("finenice_job_seconds", kind, result), seconds)


def count(name: str, *labels: str) -> None:
    """Add one to a counter."""
    if (memory := series) is None:
        return
    key = (name, *labels)
    with memory.lock:
        place = memory.places.get(key) or memory.place(key, 1)
        if place is not None:
            memory.words[place] += 1


def _observe(key: Key, seconds: float, buckets: tuple[float, ...] = ()) -> None:
    """Add to a sum, and to the number of those in the same bucket; the last bucket has no bound."""
    memory = series
    assert memory is not None
    with memory.lock:
        place = memory.places.get(key) or memory.place(key, 2 + len(buckets))
        if place is not None:
            memory.words[place] += seconds
            memory.words[place + 1 + bisect_left(buckets, seconds)] += 1


def _after_fork() -> None:
    if series is not None:
        series.forget()


os.register_at_fork(after_in_child=_after_fork)


def counted() -> list[str]:
    """Return the counted metrics of all processes as lines of Prometheus's text format."""
    by_name: dict[str, list[tuple[tuple[str, ...], list[float]]]] = {}
    for key, values in sorted(series.read().items() if series is not None else ()):
        by_name.setdefault(key[0], []).append((key[1:], values))
    lines = []
    for metric in COUNTED.values():
        lines += head(metric)
        for labels, values in by_name.get(metric.name, ()):
            lines += _samples(metric, dict(zip(metric.labels, labels, strict=True)), values)
    return lines


def gauge(metric: Metric, samples: Iterable[tuple[Sequence[str], float]]) -> list[str]:
    """Return a metric that is read at the scrape as lines; each sample has the values of its labels and its value."""
    lines = [sample(metric.name, dict(zip(metric.labels, labels, strict=True)), value) for labels, value in samples]
    return [*head(metric), *lines] if lines else []


def head(metric: Metric) -> list[str]:
    """Return the lines that describe a metric."""
    return [f"# HELP {metric.name} {metric.meaning}", f"# TYPE {metric.name} {metric.kind}"]


def sample(name: str, labels: Mapping[str, str], value: float) -> str:
    """Return one line of a value."""
    inside = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels.items())
    number = str(int(value)) if value == int(value) else repr(value)
    return f"{name}{{{inside}}} {number}" if inside else f"{name} {number}"


def _samples(metric: Metric, labels: dict[str, str], values: list[float]) -> list[str]:
    if metric.kind == "counter":
        return [sample(metric.name, labels, values[0])]
    total, *numbers = values
    lines, so_far = [], 0.0
    for bound, number in zip((*metric.buckets, None), numbers, strict=True):
        so_far += number
        if metric.kind == "histogram":
            bound_text = "+Inf" if bound is None else f"{bound:g}"
            lines.append(sample(f"{metric.name}_bucket", {**labels, "le": bound_text}, so_far))
    return [*lines, sample(f"{metric.name}_sum", labels, total), sample(f"{metric.name}_count", labels, so_far)]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')
