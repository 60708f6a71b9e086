"""Who has used how much of late: those who have used the least are served first."""

from __future__ import annotations

import math
import threading

# So many networks and callers are remembered; those who have used the least are forgotten.
MOST_NAMES = 2000

# A network or a caller, and which of them it is.
Name = tuple[str, int | str | None]


class Usage:
    """The time that the requests of each network and caller have taken of late; it halves in `half_seconds`.

    Less than `light_seconds` is little. Pools may share it. Times are kept as logarithms of what they were at one
    moment, so that they can be compared without their age.
    """

    def __init__(self, light_seconds: float, half_seconds: float) -> None:
        self.light_seconds, self._half_seconds = light_seconds, half_seconds
        self._logarithms: dict[Name, float] = {}
        self._lock = threading.Lock()

    def add(self, name: Name, seconds: float, now: float) -> None:
        if seconds <= 0:
            return
        with self._lock:
            added, before = self.rank_of(seconds, now), self.rank(name)
            self._logarithms[name] = max(added, before) + math.log2(1 + 2 ** -abs(added - before))
            if len(self._logarithms) > MOST_NAMES:
                most = sorted(self._logarithms, key=self.rank)[MOST_NAMES // 2 :]
                self._logarithms = {each: self._logarithms[each] for each in most}

    def of(self, name: Name, now: float) -> float:
        return float(2 ** (self.rank(name) - now / self._half_seconds))

    def rank(self, name: Name) -> float:
        """Return a number that is smaller for who has used less."""
        return self._logarithms.get(name, -math.inf)

    def rank_of(self, seconds: float, now: float) -> float:
        """Return the rank of who has used so many seconds just now."""
        return math.log2(seconds) + now / self._half_seconds
