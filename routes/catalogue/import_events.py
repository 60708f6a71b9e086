"""Server-sent events with the progress of an import."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

import orjson
from flask import Response

from problems import Problem

# Each stream has a thread of its own, and polls the database.
STREAM_SECONDS = 20.0
POLL_SECONDS = 0.5
KEEPALIVE_SECONDS = 5.0
MAX_STREAMS, MAX_STREAMS_PER_USER = 32, 2


class Snapshot(NamedTuple):
    """The state of an import. Equal ids mean no change; the report has no failed rows."""

    id: str
    ended: bool
    report: dict[str, Any]


def stream(user_id: int, latest: Callable[[], Snapshot]) -> Response:
    """Send the snapshots that `latest` returns until the import ends or the stream's time is up.

    Raises a 503 if this worker has too many open streams, of the user or of all.
    """
    slot = _OpenStreams.enter(user_id)
    response = Response(_events(latest, slot), mimetype="text/event-stream")
    response.call_on_close(partial(_OpenStreams.leave, slot))
    response.headers["Cache-Control"] = "no-store"
    # Buffering proxies would delay the events.
    response.headers["X-Accel-Buffering"] = "no"
    return response


class _OpenStreams:
    """The streams that this worker serves. One whose client left silently counts until its time ends."""

    lock = threading.Lock()
    ends: dict[object, tuple[int, float]] = {}

    @classmethod
    def enter(cls, user_id: int) -> object:
        now, slot = time.monotonic(), object()
        with cls.lock:
            cls.ends = {other: (user, end) for other, (user, end) in cls.ends.items() if end > now}
            own = sum(user == user_id for user, _ in cls.ends.values())
            if own >= MAX_STREAMS_PER_USER or len(cls.ends) >= MAX_STREAMS:
                raise Problem("busy", headers={"Retry-After": "2"})
            cls.ends[slot] = user_id, now + STREAM_SECONDS + KEEPALIVE_SECONDS
        return slot

    @classmethod
    def leave(cls, slot: object) -> None:
        with cls.lock:
            cls.ends.pop(slot, None)


def _events(latest: Callable[[], Snapshot], slot: object) -> Iterator[bytes]:
    end = time.monotonic() + STREAM_SECONDS
    sent_id, sent_at = "", time.monotonic()
    yield b"retry: 1000\n\n"
    try:
        while time.monotonic() < end:
            snapshot = latest()
            if snapshot.id != sent_id:
                name = b"done" if snapshot.ended else b"progress"
                yield b"id: %s\nevent: %s\ndata: %s\n\n" % (snapshot.id.encode(), name, orjson.dumps(snapshot.report))
                sent_id, sent_at = snapshot.id, time.monotonic()
            elif time.monotonic() - sent_at > KEEPALIVE_SECONDS:
                yield b": still at it\n\n"
                sent_at = time.monotonic()
            if snapshot.ended:
                return
            time.sleep(POLL_SECONDS)
    finally:
        _OpenStreams.leave(slot)
