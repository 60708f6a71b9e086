"""Turns at what a process does for one caller at a time, such as writing a PDF. Who waits holds no thread."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from domain.usage import Usage
from web.server.thread_pools import CALLER, QUEUE_SECONDS, Caller
from web.server.wsgi_environ import Refusal

# Work that is expected to take up to so many seconds is small: it goes before what takes longer.
SMALL = 0.04
# Calls that wait at once: as much small work as is done before they give up, and less of the other. Those of a caller.
MOST_SMALL, MOST_LARGE, MOST_OF_CALLER = int(QUEUE_SECONDS / SMALL), 100, 2
# While a large one waits, small ones go before it for so many seconds.
PATIENCE = 1.0
# So many callers are remembered by their last turns. Who is not goes before them.
MOST_CALLERS = 250
# Seconds in which half of the time that a caller has used is forgotten, and the time that counts as none.
HALF_LIFE, SHORT = 600.0, 0.1
SOON = {"Retry-After": "1"}


@dataclass(eq=False)
class _Place:
    caller: Caller
    # How long the work is expected to take.
    seconds: float
    # Done when the call has its turn, cancelled when another caller has taken the place.
    turn: asyncio.Future[None] = field(default_factory=asyncio.Future)

    @property
    def is_small(self) -> bool:
        return self.seconds <= SMALL


class Turns:
    """A lock of an event loop for work of known length, where small work does not wait for large work.

    Small work goes to the caller whose last turn is the longest ago. After the turns of MOST_CALLERS others a caller
    is a newcomer again, so that no number of newcomers keeps anybody waiting for longer. Large work goes to the caller
    who has used the shortest time of late, this work included. It has a turn after PATIENCE seconds of small work.
    """

    def __init__(self) -> None:
        self._running: _Place | None = None
        self._waiting: list[_Place] = []
        # The number of the last turn, and of the last one of each caller, the oldest first.
        self._turns = 0
        self._last: dict[Caller, int] = {}
        self._usage = Usage(SHORT, HALF_LIFE)
        # The seconds of small work while large work has waited.
        self._ahead = 0.0

    @asynccontextmanager
    async def turn(self, caller: Caller, seconds: float) -> AsyncIterator[None]:
        """Wait to run alone, or raise Refusal: a 429 for too many calls of the caller, else a 503.

        The work is expected to take some `seconds`. Large work never takes the place of small work.
        """
        place = _Place(caller, seconds)
        self._make_room(place)
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
                self._note_time(place, time.monotonic() - started)
                self._go_on()
            elif place in self._waiting:
                self._waiting.remove(place)

    def _make_room(self, new: _Place) -> None:
        """Refuse the caller's third call. If all places of its kind are taken, take the second one of a caller."""
        callers = [place.caller for place in self._waiting]
        if callers.count(new.caller) >= MOST_OF_CALLER:
            raise Refusal("rate_limited", SOON, seconds=1)
        alike = [place for place in self._waiting if place.is_small == new.is_small]
        if len(alike) < (MOST_SMALL if new.is_small else MOST_LARGE):
            return
        second = [place for place in alike if callers.count(place.caller) > 1]
        if new.caller in callers or not second:
            raise Refusal("busy", SOON)
        self._waiting.remove(second[-1])
        second[-1].turn.cancel()

    def _go_on(self) -> None:
        """Give the turn to the next one, if nobody has it."""
        if self._running is not None or not self._waiting:
            return
        small = [place for place in self._waiting if place.is_small]
        large = [place for place in self._waiting if not place.is_small]
        if small and (not large or self._ahead < PATIENCE):
            self._running = min(small, key=self._last_turn)
        else:
            now = time.monotonic()
            self._running = min(large, key=lambda place: (self._used(place, now), self._last_turn(place)))
        self._waiting.remove(self._running)
        self._note_turn(self._running.caller)
        self._running.turn.set_result(None)

    def _last_turn(self, place: _Place) -> int:
        return self._last.get(place.caller, 0)

    def _used(self, place: _Place, now: float) -> float:
        """Return the time that the caller will have used after this turn, in whole parts of SHORT."""
        return float((self._usage.of((CALLER, place.caller), now) + place.seconds) // SHORT)

    def _note_turn(self, caller: Caller) -> None:
        self._turns += 1
        self._last.pop(caller, None)
        self._last[caller] = self._turns
        if len(self._last) > MOST_CALLERS:
            del self._last[next(iter(self._last))]

    def _note_time(self, place: _Place, seconds: float) -> None:
        self._usage.add((CALLER, place.caller), seconds, time.monotonic())
        if not place.is_small or all(other.is_small for other in self._waiting):
            self._ahead = 0.0
        else:
            self._ahead += seconds
