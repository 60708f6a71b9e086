"""Thread pools that run requests, each with a queue of its own."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from queue import SimpleQueue

from web.server.wsgi_environ import REFUSED, Environ, Refusal

# A request that waits longer than this for a thread gets a 503: its client has most likely given up.
QUEUE_SECONDS = 10.0
# Key of the WSGI environment: the caller's user id, or the network of an anonymous client.
CALLER = "finenice.caller"
# Uploads of one caller that a process runs at once. One more thread than this takes small ones.
MAX_PER_CALLER = 2
# An upload of up to this size never waits for a larger one.
SMALL_UPLOAD = 1024 * 1024
Caller = int | str | None


@dataclass
class GatewayResponse:
    """A response in the form of ASGI. Of a long one, `rest` yields what follows `body`, and `close` ends it.

    If the app needs the request's body first, `wanted` is the maximum size of that body.
    """

    status: int = 0
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""
    rest: Iterator[bytes] | None = None
    close: Callable[[], None] = lambda: None
    wanted: int | None = None


_Waiting = tuple[Environ, asyncio.Future[GatewayResponse], float]


class FairQueue:
    """A queue that serves callers in turn, one request each. The CALLER is in the WSGI environment.

    A caller with MAX_PER_CALLER requests that are not done waits until one is.
    """

    def __init__(self) -> None:
        self._running: Counter[Caller] = Counter()
        self._waiting: dict[Caller, deque[_Waiting]] = {}
        self._changed = threading.Condition()

    def put(self, waiting: _Waiting) -> None:
        with self._changed:
            self._waiting.setdefault(waiting[0].get(CALLER), deque()).append(waiting)
            # `notify` alone could wake the thread for small uploads.
            self._changed.notify_all()

    def get(self, small: bool = False) -> _Waiting:
        """Return the next request, or the next one with a small body."""
        with self._changed:
            while (found := self._find(small)) is None:
                self._changed.wait()
            caller, place = found
            own = self._waiting.pop(caller)
            waiting = own[place]
            del own[place]
            if own:
                self._waiting[caller] = own
            self._running[caller] += 1
            return waiting

    def done(self, caller: Caller) -> None:
        """Note that a request of the caller, which `get` has returned, is done."""
        with self._changed:
            self._running[caller] -= 1
            self._running += Counter()
            self._changed.notify_all()

    def _find(self, small: bool) -> tuple[Caller, int] | None:
        fit = (
            (caller, place)
            for caller, own in self._waiting.items()
            if self._running[caller] < MAX_PER_CALLER
            for place, (environ, _, _) in enumerate(own)
            if not small or _is_small(environ)
        )
        return next(fit, None)


def _is_small(environ: Environ) -> bool:
    return int(environ.get("CONTENT_LENGTH") or 0) <= SMALL_UPLOAD


class ThreadPool:
    """Threads that run requests from one queue."""

    def __init__(self, run: Callable[[Environ], GatewayResponse], name: str, threads: int = 1) -> None:
        self._run = run
        queue: SimpleQueue[_Waiting] = SimpleQueue()
        self._put: Callable[[_Waiting], None] = queue.put
        self._done: Callable[[Caller], None] = lambda _: None
        self._start(name, [queue.get] * threads)

    def _start(self, name: str, sources: list[Callable[[], _Waiting]]) -> None:
        for number, get in enumerate(sources):
            threading.Thread(target=self._work, args=(get,), name=f"{name}-{number}", daemon=True).start()

    async def run(self, environ: Environ) -> GatewayResponse:
        future: asyncio.Future[GatewayResponse] = asyncio.get_running_loop().create_future()
        self._put((environ, future, time.monotonic()))
        return await future

    def _work(self, get: Callable[[], _Waiting]) -> None:
        while True:
            environ, future, queued = get()
            if time.monotonic() - queued > QUEUE_SECONDS:
                environ[REFUSED] = Refusal("busy")
            caller = environ.get(CALLER)
            answer = self._run(environ)
            self._done(caller)
            # The loop is closed if the process is about to end.
            with suppress(RuntimeError):
                future.get_loop().call_soon_threadsafe(future.set_result, answer)
            del environ, future, answer


class UploadPool(ThreadPool):
    """A pool that serves callers in turn, with one more thread for small bodies."""

    def __init__(self, run: Callable[[Environ], GatewayResponse], name: str, threads: int) -> None:
        self._run = run
        queue = FairQueue()
        self._put, self._done = queue.put, queue.done
        self._start(name, [*[queue.get] * threads, partial(queue.get, small=True)])
