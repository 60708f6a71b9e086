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

from web.server.wsgi_environ import REFUSED, Environ, Refusal

# A request that waits longer than this for a thread gets a 503: its client has most likely given up.
QUEUE_SECONDS = 10.0
# Key of the WSGI environment: the caller's user id, or the network of an anonymous client.
CALLER = "finenice.caller"
# Key of the WSGI environment: the network of the client, known before the app has run.
NETWORK = "finenice.network"
# Requests of one network that wait for a thread. More are refused, so that the queue stays short.
MAX_WAITING = 1024
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
    """A queue that serves the networks of clients in turn, one request each.

    `key` of the WSGI environment names who may have `most` requests that are not done: the others of theirs wait.
    """

    def __init__(self, key: str, most: int) -> None:
        self.key, self._most = key, most
        self._running: Counter[Caller] = Counter()
        self._waiting: dict[Caller, deque[_Waiting]] = {}
        self._changed = threading.Condition()

    def put(self, waiting: _Waiting) -> None:
        with self._changed:
            self._waiting.setdefault(waiting[0].get(NETWORK), deque()).append(waiting)
            # `notify` alone could wake the thread for small uploads.
            self._changed.notify_all()

    def get(self, small: bool = False) -> _Waiting:
        """Return the next request, or the next one with a small body."""
        with self._changed:
            while (found := self._find(small)) is None:
                self._changed.wait()
            network, place = found
            own = self._waiting.pop(network)
            waiting = own[place]
            del own[place]
            if own:
                self._waiting[network] = own
            self._running[waiting[0].get(self.key)] += 1
            return waiting

    def done(self, caller: Caller) -> None:
        """Note that a request of the caller, which `get` has returned, is done."""
        with self._changed:
            self._running[caller] -= 1
            if not self._running[caller]:
                del self._running[caller]
            self._changed.notify_all()

    def count_waiting(self, network: str) -> int:
        """Return how many requests of the network wait."""
        return len(self._waiting.get(network, ()))

    def _find(self, small: bool) -> tuple[Caller, int] | None:
        """Return the first network with a request that may run, and its place: of the caller with the fewest."""
        for network, own in self._waiting.items():
            fit = (
                (self._running[environ.get(self.key)], place)
                for place, (environ, _, _) in enumerate(own)
                if not small or _is_small(environ)
            )
            running, place = min(fit, default=(self._most, 0))
            if running < self._most:
                return network, place
        return None


def _is_small(environ: Environ) -> bool:
    return int(environ.get("CONTENT_LENGTH") or 0) <= SMALL_UPLOAD


class ThreadPool:
    """Threads that run requests and serve the networks of their clients in turn."""

    def __init__(self, run: Callable[[Environ], GatewayResponse], name: str, threads: int = 1) -> None:
        # One network never has all threads, so that the next client need not wait for one.
        self._start(run, name, FairQueue(NETWORK, max(1, threads - 1)), [False] * threads)

    def _start(
        self, run: Callable[[Environ], GatewayResponse], name: str, queue: FairQueue, only_small: list[bool]
    ) -> None:
        self._run, self._queue = run, queue
        for number, small in enumerate(only_small):
            threading.Thread(
                target=self._work, args=(partial(queue.get, small),), name=f"{name}-{number}", daemon=True
            ).start()

    def is_full(self, environ: Environ) -> bool:
        """Tell whether too many requests of the client's network wait already."""
        return self._queue.count_waiting(environ[NETWORK]) >= MAX_WAITING

    async def run(self, environ: Environ) -> GatewayResponse:
        future: asyncio.Future[GatewayResponse] = asyncio.get_running_loop().create_future()
        self._queue.put((environ, future, time.monotonic()))
        return await future

    def _work(self, get: Callable[[], _Waiting]) -> None:
        while True:
            environ, future, queued = get()
            if time.monotonic() - queued > QUEUE_SECONDS:
                environ[REFUSED] = Refusal("busy")
            caller = environ.get(self._queue.key)
            answer = self._run(environ)
            self._queue.done(caller)
            # The loop is closed if the process is about to end.
            with suppress(RuntimeError):
                future.get_loop().call_soon_threadsafe(future.set_result, answer)
            del environ, future, answer


class UploadPool(ThreadPool):
    """A pool that serves callers in turn, each with few requests at once, and has one more thread for small bodies."""

    def __init__(self, run: Callable[[Environ], GatewayResponse], name: str, threads: int) -> None:
        self._start(run, name, FairQueue(CALLER, MAX_PER_CALLER), [*[False] * threads, True])

    def is_full(self, environ: Environ) -> bool:
        return False
