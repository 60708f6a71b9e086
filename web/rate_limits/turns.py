"""Turns at what a process does for one caller at a time, such as writing a PDF.

A caller who asks again and again waits behind all others, and never takes their places.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import current_app

from problems import Problem
from web.rate_limits.concurrency import Caller, caller, expensive_call

# Who waits keeps a thread from others.
LONGEST_WAIT = 3.0
# So many callers are remembered.
MOST_CALLERS = 1000


@dataclass(eq=False)
class _Place:
    caller: Caller
    is_lost: bool = False


class Turns:
    """A lock that goes to the waiting caller who has had it least recently."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._running: _Place | None = None
        self._waiting: list[_Place] = []
        # When callers had their last turn, the oldest first.
        self._turns = 0
        self._last: dict[Caller, int] = {}

    @contextmanager
    def turn(self, own: Caller, most_waiting: int) -> Iterator[None]:
        """Run alone, or raise a 503 `busy`. At most `most_waiting` calls wait for their turn."""
        place = _Place(own)
        with self._changed:
            self._make_room(place, most_waiting)
            self._waiting.append(place)
            self._changed.wait_for(lambda: place.is_lost or self._is_next(place), LONGEST_WAIT)
            has_turn = not place.is_lost and self._is_next(place)
            if not place.is_lost:
                self._waiting.remove(place)
            if not has_turn:
                self._changed.notify_all()
                raise _busy()
            self._running = place
            self._note_turn(own)
        try:
            yield
        finally:
            with self._changed:
                self._running = None
                self._changed.notify_all()

    def count_waiting(self, own: Caller) -> int:
        """Return how many calls of a caller wait."""
        with self._changed:
            return sum(each.caller == own for each in self._waiting)

    def _is_next(self, place: _Place) -> bool:
        return self._running is None and place is min(self._waiting, key=lambda each: self._last.get(each.caller, 0))

    def _make_room(self, place: _Place, most_waiting: int) -> None:
        """Take a place from a caller who has several, if all are taken, or raise Problem."""
        if self._running is None or len(self._waiting) < most_waiting:
            return
        taken = [self._running.caller, *(each.caller for each in self._waiting)]
        several = [each for each in self._waiting if taken.count(each.caller) > 1]
        if not several or place.caller in taken:
            raise _busy()
        several[-1].is_lost = True
        self._waiting.remove(several[-1])
        self._changed.notify_all()

    def _note_turn(self, own: Caller) -> None:
        self._turns += 1
        self._last.pop(own, None)
        self._last[own] = self._turns
        if len(self._last) > MOST_CALLERS:
            del self._last[next(iter(self._last))]


def _busy() -> Problem:
    return Problem("busy", headers={"Retry-After": "1"})


# The library shares its fonts among all documents of the process.
documents = Turns()


@contextmanager
def document() -> Iterator[None]:
    """Write a PDF, or raise a 429 `rate_limited` for too many of the caller at once, or a 503 `busy`."""
    with expensive_call(), documents.turn(caller(), current_app.config["WAITING_CALLS"]):
        yield
