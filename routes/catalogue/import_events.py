"""How far an import is, as server-sent events."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

import orjson
from flask import Response

from problems import Problem

# Each stream of events keeps one of a worker's few threads.
STREAM_SECONDS = 20.0
LOOK_SECONDS = 0.5
QUIET_SECONDS = 5.0
MOST_STREAMS = 2


class News(NamedTuple):
    """How an import stands: the same `id` where nothing has changed, the report without its failed rows."""

    id: str
    ended: bool
    report: dict[str, Any]


def stream(look: Callable[[], News]) -> Response:
    """The news that `look` sees, until the import or the stream's time has ended; a 503 where too many are open."""
    slot = _Streams.enter()
    response = Response(_events(look, slot), mimetype="text/event-stream")
    response.call_on_close(partial(_Streams.leave, slot))
    response.headers["Cache-Control"] = "no-store"
    # Proxies that gather an answer before they pass it on would hold the news back.
    response.headers["X-Accel-Buffering"] = "no"
    return response


class _Streams:
    """Which streams this worker serves; one whose client has gone without a word counts until its time is over."""

    lock = threading.Lock()
    ends: dict[object, float] = {}

    @classmethod
    def enter(cls) -> object:
        now, slot = time.monotonic(), object()
        with cls.lock:
            cls.ends = {other: end for other, end in cls.ends.items() if end > now}
            if len(cls.ends) >= MOST_STREAMS:
                raise Problem("busy", headers={"Retry-After": "2"})
            cls.ends[slot] = now + STREAM_SECONDS + QUIET_SECONDS
        return slot

    @classmethod
    def leave(cls, slot: object) -> None:
        with cls.lock:
            cls.ends.pop(slot, None)


def _events(look: Callable[[], News], slot: object) -> Iterator[bytes]:
    end = time.monotonic() + STREAM_SECONDS
    told, told_at = "", time.monotonic()
    yield b"retry: 1000\n\n"
    try:
        while time.monotonic() < end:
            news = look()
            if news.id != told:
                name = b"done" if news.ended else b"progress"
                yield b"id: %s\nevent: %s\ndata: %s\n\n" % (news.id.encode(), name, orjson.dumps(news.report))
                told, told_at = news.id, time.monotonic()
            elif time.monotonic() - told_at > QUIET_SECONDS:
                yield b": still at it\n\n"
                told_at = time.monotonic()
            if news.ended:
                return
            time.sleep(LOOK_SECONDS)
    finally:
        _Streams.leave(slot)
