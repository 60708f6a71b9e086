"""Lanes: threads that run requests, each group with a queue of its own."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from queue import SimpleQueue

from web.wsgi_environ import REFUSED, Environ, Refusal

# A request that waited longer than this for a thread is answered 503: its client has most likely given up.
QUEUE_SECONDS = 10.0
# Key of the WSGI environment: the id of the person whom the app found to be calling, or the network of a stranger.
CALLER = "finenice.caller"
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
            self._changed.notify()

    def get(self) -> _Waiting:
        with self._changed:
            while not self._waiting:
                self._changed.wait()
            caller = next(iter(self._waiting))
            own = self._waiting.pop(caller)
            first = own.popleft()
            if own:
                self._waiting[caller] = own
            return first


class Lane:
    """Threads that run requests one after another, with a queue of their own."""

    def __init__(self, run: Callable[[Environ], Answer], name: str, threads: int = 1, turns: bool = False) -> None:
        self._run = run
        self._queue: SimpleQueue[_Waiting] | Turns = Turns() if turns else SimpleQueue()
        for number in range(threads):
            threading.Thread(target=self._work, name=f"{name}-{number}", daemon=True).start()

    async def run(self, environ: Environ) -> Answer:
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._queue.put((environ, future, time.monotonic()))
        return await future

    def _work(self) -> None:
        while True:
            environ, future, queued = self._queue.get()
            if time.monotonic() - queued > QUEUE_SECONDS:
                environ[REFUSED] = Refusal("busy")
            answer = self._run(environ)
            # A loop that is closed belongs to a process that is about to end.
            with suppress(RuntimeError):
                future.get_loop().call_soon_threadsafe(future.set_result, answer)
            del environ, future, answer
