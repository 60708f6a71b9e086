"""Turns at what a process does for one caller at a time, such as writing a PDF. Who waits holds no thread."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from web.server.thread_pools import QUEUE_SECONDS, Caller
from web.server.wsgi_environ import Refusal

# Calls that wait at once, those of one caller, and callers who are remembered.
MOST_WAITING, MOST_OF_CALLER, MOST_CALLERS = 100, 2, 1000
# Seconds in which half of the time that a caller has used is forgotten, and the time that counts as none.
HALF_LIFE, SHORT = 30.0, 0.1
SOON = {"Retry-After": "1"}


@dataclass(eq=False)
class _Place:
    caller: Caller
    # Done when the call has its turn, cancelled when another caller has taken the place.
    turn: asyncio.Future[None] = field(default_factory=asyncio.Future)


class Turns:
    """A lock of an event loop that goes to the waiting caller who has used it for the shortest time of late.

    Among those who have used it for as long it goes to the one whose last turn is the longest ago. So who asks for
    little waits for one turn of others, however many ask for much.
    """

    def __init__(self) -> None:
        self._running: _Place | None = None
        self._waiting: list[_Place] = []
        # The number of the last turn of callers, the oldest first, and the seconds that they have used until a moment.
        self._turns = 0
        self._last: dict[Caller, int] = {}
        self._used: dict[Caller, tuple[float, float]] = {}

    @asynccontextmanager
    async def turn(self, caller: Caller) -> AsyncIterator[None]:
        """Wait to run alone, or raise Refusal: a 429 for too many calls of the caller, else a 503."""
        self._make_room(caller)
        place = _Place(caller)
        self._waiting.append(place)
        started = time.monotonic()
        try:
            self._go_on()
            await asyncio.wait([place.turn], timeout=QUEUE_SECONDS)
            if place is not self._running:
                raise Refusal("busy", SOON)
            started = time.monotonic()
            yield
        finally:
            if place is self._running:
                self._running = None
                self._note_time(caller, time.monotonic() - started)
                self._go_on()
            elif place in self._waiting:
                self._waiting.remove(place)

    def _make_room(self, caller: Caller) -> None:
        """Refuse the caller's third call. If all places are taken, take the second one of another caller."""
        waiting = [place.caller for place in self._waiting]
        if waiting.count(caller) >= MOST_OF_CALLER:
            raise Refusal("rate_limited", SOON, seconds=1)
        if len(waiting) < MOST_WAITING:
            return
        second = [place for place in self._waiting if waiting.count(place.caller) > 1]
        if caller in waiting or not second:
            raise Refusal("busy", SOON)
        self._waiting.remove(second[-1])
        second[-1].turn.cancel()

    def _go_on(self) -> None:
        """Give the turn to the next one, if nobody has it."""
        if self._running is not None or not self._waiting:
            return
        now = time.monotonic()
        self._running = min(
            self._waiting, key=lambda place: (self._used_at(now, place.caller), self._last.get(place.caller, 0))
        )
        self._waiting.remove(self._running)
        self._note_turn(self._running.caller)
        self._running.turn.set_result(None)

    def _note_turn(self, caller: Caller) -> None:
        self._turns += 1
        self._last.pop(caller, None)
        self._last[caller] = self._turns
        if len(self._last) > MOST_CALLERS:
            oldest = next(iter(self._last))
            del self._last[oldest]
            self._used.pop(oldest, None)

    def _used_at(self, now: float, caller: Caller) -> float:
        """Return the time that a caller has used, in whole parts of SHORT."""
        used, until = self._used.get(caller, (0.0, now))
        return float(used * 0.5 ** ((now - until) / HALF_LIFE) // SHORT)

    def _note_time(self, caller: Caller, seconds: float) -> None:
        now = time.monotonic()
        used, until = self._used.get(caller, (0.0, now))
        self._used[caller] = used * 0.5 ** ((now - until) / HALF_LIFE) + seconds, now
