"""A limit on the expensive calls of one caller that a process runs at once.

A rate limit counts calls, not their cost: a few searches at once could keep the database from everybody else.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app, request

from problems import Problem
from web.server.thread_pools import CALLER, Caller

_running: Counter[Caller] = Counter()
_lock = threading.Lock()


@contextmanager
def expensive_call() -> Iterator[None]:
    """Run a call, or raise a 429 `rate_limited` if as many of the caller's are running as may at once."""
    caller: Caller = request.environ.get(CALLER)
    with _lock:
        if _running[caller] >= current_app.config["CONCURRENT_CALLS"]:
            raise Problem("rate_limited", headers={"Retry-After": "1"}, seconds=1)
        _running[caller] += 1
    try:
        yield
    finally:
        with _lock:
            _running[caller] -= 1
            if not _running[caller]:
                del _running[caller]
