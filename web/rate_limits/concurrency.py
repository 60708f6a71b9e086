"""A limit on the expensive calls of one caller that a process runs at once.

A rate limit counts calls, not their cost: a few searches at once could keep the database from everybody else.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app, g, request

import actor
from problems import Problem

Caller = int | str

_running: Counter[Caller] = Counter()
_single: set[tuple[str, Caller]] = set()
_lock = threading.Lock()


def caller() -> Caller:
    """Return the id of the user who calls, or the network of an anonymous client."""
    user_id: int | None = getattr(g.get("credential_owner"), "user_id", None)
    return actor.network(request.remote_addr) if user_id is None else user_id


@contextmanager
def expensive_call() -> Iterator[None]:
    """Run a call, or raise a 429 `rate_limited` if as many of the caller's are running as may at once."""
    own = caller()
    with _lock:
        if _running[own] >= current_app.config["CONCURRENT_CALLS"]:
            raise _limited()
        _running[own] += 1
    try:
        yield
    finally:
        with _lock:
            _running[own] -= 1
            if not _running[own]:
                del _running[own]


@contextmanager
def single_call(name: str) -> Iterator[None]:
    """Run a call, or raise a 429 `rate_limited` if one by this name is running for the caller."""
    own = name, caller()
    with _lock:
        if own in _single:
            raise _limited()
        _single.add(own)
    try:
        yield
    finally:
        with _lock:
            _single.remove(own)


def _limited() -> Problem:
    return Problem("rate_limited", headers={"Retry-After": "1"}, seconds=1)
