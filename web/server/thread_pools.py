"""Thread pools that run requests, each with a queue of its own."""

from __future__ import annotations

import asyncio
import ctypes
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from domain.usage import Name, Usage
from web.server.wsgi_environ import REFUSED, Environ, Refusal

# A request that waits longer than this for a thread gets a 503: its client has most likely given up.
QUEUE_SECONDS = 10.0
# Key of the WSGI environment: the caller's user id, or the network of an anonymous client.
CALLER = "finenice.caller"
# Key of the WSGI environment: the network of the client, known before the app has run.
NETWORK = "finenice.network"
# Key of the WSGI environment: whether this run may do work that takes long, if a pool of its own does it.
MAY_TAKE_LONG = "finenice.may_take_long"
# Requests of one network that wait for a thread. More are refused, so that the queue stays short.
MAX_WAITING = 1024
# Uploads of one caller that a process runs at once, and those of a kind that takes long. One more thread takes small
# ones.
MAX_PER_CALLER, MAX_LONG_PER_CALLER = 2, 1
# An upload of up to this size never waits for a larger one.
SMALL_UPLOAD = 1024 * 1024
# A network is light if its requests have taken less than this of late: what they have taken halves in HALF_SECONDS.
LIGHT_SECONDS, HALF_SECONDS = 0.1, 20.0
# The same of uploads, which take longer.
LIGHT_UPLOAD_SECONDS, UPLOAD_HALF_SECONDS = 1.0, 120.0
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
    # The kind of long work for which the app has ended the run, and the CPU seconds that it is expected to take.
    long_work: str = ""
    seconds: float = 0.0


_Waiting = tuple[Environ, asyncio.Future[GatewayResponse], float]


Fits = Callable[[Environ], bool]


# Network and caller, and the number of a request among theirs.
_Place = tuple[tuple[Caller, Caller], int]


class FairQueue:
    """A queue whose next request is of the network that runs the fewest and has used the least time of late.

    `key` of the WSGI environment names who may have `most` requests that are not done: the others of theirs wait. What
    counts is the time of the network or that of its caller by this key, whichever is longer. Of light ones the newest
    request is next, so that it does not wait for a burst from networks never seen before. Without a `usage` all take
    turns.
    """

    def __init__(self, key: str, most: int, usage: Usage | None = None) -> None:
        self.key, self._most, self._in_turn = key, most, usage is None
        self._usage = usage or Usage(LIGHT_SECONDS, HALF_SECONDS)
        self._running: Counter[Name] = Counter()
        self._waiting: dict[tuple[Caller, Caller], deque[_Waiting]] = {}
        self._changed = threading.Condition()

    def put(self, waiting: _Waiting) -> None:
        with self._changed:
            environ = waiting[0]
            self._waiting.setdefault((environ.get(NETWORK), environ.get(self.key)), deque()).append(waiting)
            # `notify` alone could wake a thread that takes only some.
            self._changed.notify_all()

    def get(self, fits: Fits | None = None) -> _Waiting:
        """Return the next request, or the next one that fits."""
        with self._changed:
            while (found := self._find(fits)) is None:
                self._changed.wait()
            names, place = found
            own = self._waiting.pop(names)
            waiting = own[place]
            del own[place]
            if own:
                self._waiting[names] = own
            self._running.update(self._names(*names))
            return waiting

    def done(self, caller: Caller, network: Caller, seconds: float) -> None:
        """Note that a request of the caller, which `get` has returned, is done and took so long."""
        with self._changed:
            now = time.monotonic()
            for name in self._names(network, caller):
                self._running[name] -= 1
                if not self._running[name]:
                    del self._running[name]
                self._usage.add(name, seconds, now)
            self._changed.notify_all()

    def is_light(self, environ: Environ) -> bool:
        """Return whether no request of the network runs, and they have taken little time of late."""
        name = (NETWORK, environ.get(NETWORK))
        return not self._running[name] and self._usage.of(name, time.monotonic()) < self._usage.light_seconds

    def count(self, name: Caller) -> int:
        """Return how many requests of who has this name by the key wait or run."""
        with self._changed:
            waiting = sum(len(own) for (_, each), own in self._waiting.items() if each == name)
            return waiting + self._running[self.key, name]

    def count_waiting(self, network: str) -> int:
        """Return how many requests of the network wait, if that is the key."""
        return len(self._waiting.get((network, network), ()))

    def _names(self, network: Caller, caller: Caller) -> set[Name]:
        return {(NETWORK, network), (self.key, caller)}

    def _find(self, fits: Fits | None) -> _Place | None:
        """Return the place of the next request that may run."""
        found = self._may_run(fits)
        if self._in_turn:
            return next(found, None)
        light = self._usage.rank_of(self._usage.light_seconds, time.monotonic())
        return min(found, key=lambda place: self._rank(place, light), default=None)

    def _may_run(self, fits: Fits | None) -> Iterator[_Place]:
        for names, own in self._waiting.items():
            if self._running[self.key, names[1]] < self._most:
                at = next((at for at, (environ, _, _) in enumerate(own) if fits is None or fits(environ)), None)
                if at is not None:
                    yield names, at

    def _rank(self, place: _Place, light: float) -> tuple[int, int, float, float]:
        (network, caller), at = place
        used = max(map(self._usage.rank, self._names(network, caller)))
        newest = -self._waiting[network, caller][at][2] if used < light else 0.0
        return self._running[NETWORK, network], self._running[self.key, caller], max(used, light), newest


def is_small(environ: Environ) -> bool:
    return int(environ.get("CONTENT_LENGTH") or 0) <= SMALL_UPLOAD


class ThreadPool:
    """Threads that run requests and serve the networks of their clients in turn, or with a `usage` as FairQueue.

    As many threads more as are `reserved` serve light networks alone.
    """

    def __init__(
        self,
        run: Callable[[Environ], GatewayResponse],
        name: str,
        threads: int = 1,
        reserved: int = 0,
        usage: Usage | None = None,
    ) -> None:
        # One network never has all threads, so that the next client need not wait for one.
        queue = FairQueue(NETWORK, max(1, threads + reserved - 1), usage)
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
    """A pool that serves those callers first who have used the least time, each with few requests at once.

    One more thread takes small bodies alone, unless the pool `is_long`. A caller has at most `most` at once.
    """

    def __init__(
        self,
        run: Callable[[Environ], GatewayResponse],
        name: str,
        threads: int,
        usage: Usage,
        is_long: bool = False,
        most: int = MAX_WAITING,
    ) -> None:
        queue = FairQueue(CALLER, MAX_LONG_PER_CALLER if is_long else MAX_PER_CALLER, usage)
        self._most = most
        self._start(run, name, queue, [*[None] * threads, *([] if is_long else [is_small])])

    def is_full(self, environ: Environ) -> bool:
        """Tell whether the caller has `most` requests that are not done; those without a caller wait in any number."""
        return environ.get(CALLER) is not None and self._queue.count(environ[CALLER]) >= self._most


def trim_memory() -> None:
    """Return freed memory to the kernel; otherwise each thread would keep as much as its largest upload took."""
    with suppress(AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
