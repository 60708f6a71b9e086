"""Moving windows: how many calls were let in during the last so many seconds, counted here or in Redis."""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

log = logging.getLogger("finenice")

# A request waits no longer than this for Redis, and after a failure one request a second tries again.
PATIENCE_SECONDS = 0.2
RETRY_SECONDS = 1.0

# One call is let in by all windows or by none, at one moment of Redis' own clock, and counts only if it was let in.
# An entry from farther in the future than its window is one from before the clock was set back.
SCRIPT = """
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local admitted, first, count = 1, {}, {}
for i, key in ipairs(KEYS) do
    local window = ARGV[2 * i] * 1000000
    first[i] = redis.call('LINDEX', key, 0)
    while first[i] and math.abs(now - first[i]) >= window do
        redis.call('LPOP', key)
        first[i] = redis.call('LINDEX', key, 0)
    end
    count[i] = first[i] and redis.call('LLEN', key) or 0
    if count[i] >= tonumber(ARGV[2 * i - 1]) then admitted = 0 end
end
local answer = {admitted}
for i, key in ipairs(KEYS) do
    local calls, seconds = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
    if admitted == 1 then
        count[i] = redis.call('RPUSH', key, string.format('%.0f', now))
        redis.call('EXPIRE', key, seconds + 1)
    end
    local next = first[i] or (admitted == 1 and now or now - seconds * 1000000)
    if count[i] > calls then next = redis.call('LINDEX', key, count[i] - calls) end
    answer[2 * i] = math.max(calls - count[i], 0)
    answer[2 * i + 1] = math.ceil((next - now) / 1000) + seconds * 1000
end
return answer
"""
DIGEST = hashlib.sha1(SCRIPT.encode(), usedforsecurity=False).hexdigest()


class Window(NamedTuple):
    """Whose calls are counted, how many of them are let in, and during how many seconds."""

    key: str
    calls: int
    seconds: int


class Standing(NamedTuple):
    """How many more calls a window would let in now, and the seconds until it has place for one more."""

    left: int
    seconds: float


class Away(Exception):
    """Nothing counts at the moment."""


class Counter(Protocol):
    """What counts calls."""

    def hit(self, windows: Sequence[Window]) -> tuple[bool, list[Standing]]:
        """Lets a call in where every window has place, and says how each stands after it, or raises Away."""
        ...


class Memory:
    """The windows of this process, by a clock that nobody sets."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._calls: dict[str, tuple[deque[float], int]] = {}
        self._most = 1024

    def hit(self, windows: Sequence[Window]) -> tuple[bool, list[Standing]]:
        with self._lock:
            now = self._clock()
            found = [self._recent(window, now) for window in windows]
            admitted = all(len(calls) < window.calls for calls, window in zip(found, windows, strict=True))
            if admitted:
                for calls in found:
                    calls.append(now)
            return admitted, [_standing(calls, window, now) for calls, window in zip(found, windows, strict=True)]

    def _recent(self, window: Window, now: float) -> deque[float]:
        if len(self._calls) >= self._most:
            self._forget_idle(now)
        calls, _ = self._calls.setdefault(window.key, (deque(), window.seconds))
        while calls and now - calls[0] >= window.seconds:
            calls.popleft()
        return calls

    def _forget_idle(self, now: float) -> None:
        self._calls = {
            key: (calls, seconds)
            for key, (calls, seconds) in self._calls.items()
            if calls and now - calls[-1] < seconds
        }
        self._most = max(1024, 2 * len(self._calls))


class Redis:
    """The windows of all processes that share one Redis (5 or newer, no cluster), in one round trip.

    Each thread keeps a connection. While Redis is away no request waits for it but one a second.
    """

    def __init__(self, url: str) -> None:
        # Six megabytes in each process, which only those need who have a Redis.
        import redis
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        self._errors = redis.exceptions
        self._pool = redis.ConnectionPool.from_url(
            url,
            protocol=2,
            driver_info=None,
            socket_timeout=PATIENCE_SECONDS,
            socket_connect_timeout=PATIENCE_SECONDS,
            retry=Retry(NoBackoff(), 0),
        )
        self._own = threading.local()
        self._lock = threading.Lock()
        self._away = False
        self._try_again_at = 0.0

    def hit(self, windows: Sequence[Window]) -> tuple[bool, list[Standing]]:
        if self._away and not self._may_try():
            raise Away
        numbers = [number for window in windows for number in window[1:]]
        try:
            found = self._ask(len(windows), *(window.key for window in windows), *numbers)
        except (self._errors.RedisError, OSError) as error:
            self._note(error)
            raise Away from None
        if self._away:
            self._note(None)
        standings = zip(found[1::2], found[2::2], strict=True)
        return found[0] == 1, [Standing(left, milliseconds / 1000) for left, milliseconds in standings]

    def _ask(self, *arguments: str | int) -> list[int]:
        connection = getattr(self._own, "connection", None)
        if connection is None:
            connection = self._own.connection = self._pool.make_connection()
        kept = connection.is_connected
        try:
            return self._evaluate(connection, arguments)
        except (self._errors.ConnectionError, ConnectionError):
            if not kept:
                raise
            # A Redis that was started anew has closed the connection without being away.
            return self._evaluate(connection, arguments)

    def _evaluate(self, connection: Any, arguments: Sequence[str | int]) -> list[int]:
        try:
            connection.connect()
            try:
                return self._exchange(connection, "EVALSHA", DIGEST, *arguments)
            except self._errors.NoScriptError:
                return self._exchange(connection, "EVAL", SCRIPT, *arguments)
        except BaseException:
            # What is still to come would be read as the answer to another question.
            connection.disconnect()
            raise

    def _exchange(self, connection: Any, *command: str | int) -> list[int]:
        connection.send_command(*command)
        found: list[int] = connection.read_response()
        return found

    def _may_try(self) -> bool:
        with self._lock:
            now = time.monotonic()
            if now < self._try_again_at:
                return False
            self._try_again_at = now + RETRY_SECONDS
            return True

    def _note(self, error: Exception | None) -> None:
        """Remembers whether Redis answers, and writes a line when that changes."""
        with self._lock:
            changed, self._away = self._away != (error is not None), error is not None
            self._try_again_at = time.monotonic() + RETRY_SECONDS
        if changed and error is not None:
            log.error(
                "Redis does not answer, so routes that check secrets are closed and the others unlimited: %s", error
            )
        elif changed:
            log.info("Redis answers again, and the limits hold")


def _standing(calls: deque[float], window: Window, now: float) -> Standing:
    next_to_leave = calls[max(len(calls) - window.calls, 0)] if calls else now - window.seconds
    return Standing(max(window.calls - len(calls), 0), next_to_leave + window.seconds - now)
