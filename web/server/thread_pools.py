"""Thread pools that run requests, each with a queue of its own."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
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
# A network is light if its requests have taken less than this of late: what they have taken halves in HALF_SECONDS.
LIGHT_SECONDS, HALF_SECONDS = 0.5, 5.0
# So many networks are remembered; the lightest ones are forgotten.
MOST_NETWORKS = 1000
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


Fits = Callable[[Environ], bool]


class Usage:
    """The time that the requests of each network have taken of late."""

    def __init__(self) -> None:
        self._used: dict[Caller, tuple[float, float]] = {}

    def add(self, network: Caller, seconds: float, now: float) -> None:
        self._used[network] = (self.of(network, now) + seconds, now)
        if len(self._used) > MOST_NETWORKS:
            lightest = sorted(self._used, key=lambda each: self.of(each, now))[: MOST_NETWORKS // 2]
            for each in lightest:
                del self._used[each]

    def of(self, network: Caller, now: float) -> float:
        seconds, since = self._used.get(network, (0.0, now))
        return float(seconds * 0.5 ** ((now - since) / HALF_SECONDS))


class FairQueue:
    """A queue that serves the networks of clients in turn, one request each.

    `key` of the WSGI environment names who may have `most` requests that are not done: the others of theirs wait.
    """

    def __init__(self, key: str, most: int) -> None:
        self.key, self._most = key, most
        self._usage = Usage()
        self._running: Counter[Caller] = Counter()
        self._waiting: dict[Caller, deque[_Waiting]] = {}
        self._changed = threading.Condition()

    def put(self, waiting: _Waiting) -> None:
        with self._changed:
            self._waiting.setdefault(waiting[0].get(NETWORK), deque()).append(waiting)
            # `notify` alone could wake a thread that takes only some.
            self._changed.notify_all()

    def get(self, fits: Fits | None = None) -> _Waiting:
        """Return the next request, or the next one that fits."""
        with self._changed:
            while (found := self._find(fits)) is None:
                self._changed.wait()
            network, place = found
            own = self._waiting.pop(network)
            waiting = own[place]
            del own[place]
            if own:
                self._waiting[network] = own
            self._running[waiting[0].get(self.key)] += 1
            return waiting

    def done(self, caller: Caller, network: Caller, seconds: float) -> None:
        """Note that a request of the caller, which `get` has returned, is done and took so long."""
        with self._changed:
            self._running[caller] -= 1
            if not self._running[caller]:
                del self._running[caller]
            self._usage.add(network, seconds, time.monotonic())
            self._changed.notify_all()

    def is_light(self, environ: Environ) -> bool:
        """Return whether no request of the network runs, and they have taken little time of late."""
        network = environ.get(NETWORK)
        return not self._running[network] and self._usage.of(network, time.monotonic()) < LIGHT_SECONDS

    def count_waiting(self, network: str) -> int:
        """Return how many requests of the network wait."""
        return len(self._waiting.get(network, ()))

    def _find(self, fits: Fits | None) -> tuple[Caller, int] | None:
        """Return the first network with a request that may run, and its place: of the caller with the fewest."""
        for network, own in self._waiting.items():
            fit = (
                (self._running[environ.get(self.key)], place)
                for place, (environ, _, _) in enumerate(own)
                if fits is None or fits(environ)
            )
            running, place = min(fit, default=(self._most, 0))
            if running < self._most:
                return network, place
        return None


def is_small(environ: Environ) -> bool:
    return int(environ.get("CONTENT_LENGTH") or 0) <= SMALL_UPLOAD


class ThreadPool:
    """Threads that run requests and serve the networks of their clients in turn.

    As many threads more as are `reserved` serve light networks alone.
    """

    def __init__(
        self, run: Callable[[Environ], GatewayResponse], name: str, threads: int = 1, reserved: int = 0
    ) -> None:
        # One network never has all threads, so that the next client need not wait for one.
        queue = FairQueue(NETWORK, max(1, threads + reserved - 1))
        self._start(run, name, queue, [*[None] * threads, *[queue.is_light] * reserved])

    def _start(
        self, run: Callable[[Environ], GatewayResponse], name: str, queue: FairQueue, takes: Sequence[Fits | None]
    ) -> None:
        self._run, self._queue = run, queue
        for number, fits in enumerate(takes):
            threading.Thread(
                target=self._work, args=(partial(queue.get, fits),), name=f"{name}-{number}", daemon=True
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
            caller, started = environ.get(self._queue.key), time.monotonic()
            answer = self._run(environ)
            self._queue.done(caller, environ.get(NETWORK), time.monotonic() - started)
            # The loop is closed if the process is about to end.
            with suppress(RuntimeError):
                future.get_loop().call_soon_threadsafe(future.set_result, answer)
            del environ, future, answer


class UploadPool(ThreadPool):
    """A pool that serves callers in turn, each with few requests at once, and has one more thread for small bodies."""

    def __init__(self, run: Callable[[Environ], GatewayResponse], name: str, threads: int) -> None:
        self._start(run, name, FairQueue(CALLER, MAX_PER_CALLER), [*[None] * threads, is_small])

    def is_full(self, environ: Environ) -> bool:
        return False
