"""Lanes: threads that run requests, each group with a queue of its own."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from queue import SimpleQueue

from web.server.wsgi_environ import REFUSED, Environ, Refusal

# A request that waited longer than this for a thread is answered 503: its client has most likely given up.
QUEUE_SECONDS = 10.0
# Key of the WSGI environment: the id of the person whom the app found to be calling, or the network of a stranger.
CALLER = "finenice.caller"
# An upload of up to so many bytes never waits for a larger one to end.
SMALL_UPLOAD = 1024 * 1024
Caller = int | str | None


@dataclass
class Answer:
    """An answer as ASGI has it. Of a long one, `rest` yields what follows `body`, and `close` ends it.

    Where the app wants the body first, there is no answer yet, and `wanted` is the most bytes that it may have.
    """

    status: int = 0
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""
    rest: Iterator[bytes] | None = None
    close: Callable[[], None] = lambda: None
    wanted: int | None = None


_Waiting = tuple[Environ, asyncio.Future[Answer], float]


class Turns:
    """A queue that takes one request of each caller in turn, as the CALLER of their environments says."""

    def __init__(self) -> None:
        self._waiting: dict[Caller, deque[_Waiting]] = {}
        self._changed = threading.Condition()

    def put(self, waiting: _Waiting) -> None:
        with self._changed:
            self._waiting.setdefault(waiting[0].get(CALLER), deque()).append(waiting)
            # A thread that takes small requests alone may be the one that wakes up.
            self._changed.notify_all()

    def get(self, small: bool = False) -> _Waiting:
        """The next request, or the next one with a small body."""
        with self._changed:
            while (found := self._find(small)) is None:
                self._changed.wait()
            caller, place = found
            own = self._waiting.pop(caller)
            waiting = own[place]
            del own[place]
            if own:
                self._waiting[caller] = own
            return waiting

    def _find(self, small: bool) -> tuple[Caller, int] | None:
        fit = (
            (caller, place)
            for caller, own in self._waiting.items()
            for place, (environ, _, _) in enumerate(own)
            if not small or _is_small(environ)
        )
        return next(fit, None)


def _is_small(environ: Environ) -> bool:
    return int(environ.get("CONTENT_LENGTH") or 0) <= SMALL_UPLOAD


class Lane:
    """Threads that run requests one after another, with a queue of their own."""

    def __init__(self, run: Callable[[Environ], Answer], name: str, threads: int = 1) -> None:
        self._run = run
        queue: SimpleQueue[_Waiting] = SimpleQueue()
        self._put: Callable[[_Waiting], None] = queue.put
        self._start(name, [queue.get] * threads)

    def _start(self, name: str, sources: list[Callable[[], _Waiting]]) -> None:
        for number, get in enumerate(sources):
            threading.Thread(target=self._work, args=(get,), name=f"{name}-{number}", daemon=True).start()

    async def run(self, environ: Environ) -> Answer:
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._put((environ, future, time.monotonic()))
        return await future

    def _work(self, get: Callable[[], _Waiting]) -> None:
        while True:
            environ, future, queued = get()
            if time.monotonic() - queued > QUEUE_SECONDS:
                environ[REFUSED] = Refusal("busy")
            answer = self._run(environ)
            # A loop that is closed belongs to a process that is about to end.
            with suppress(RuntimeError):
                future.get_loop().call_soon_threadsafe(future.set_result, answer)
            del environ, future, answer


class Uploads(Lane):
    """A lane in which callers take turns, with one more thread for small bodies alone."""

    def __init__(self, run: Callable[[Environ], Answer], name: str, threads: int) -> None:
        self._run = run
        queue = Turns()
        self._put = queue.put
        self._start(name, [*[queue.get] * threads, partial(queue.get, small=True)])
