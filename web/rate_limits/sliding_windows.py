"""Sliding windows: the calls of the last so many seconds, counted in shared memory or in Redis."""

from __future__ import annotations

import fcntl
import hashlib
import logging
import mmap
import os
import secrets
import tempfile
import threading
import time
import weakref
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Protocol

log = logging.getLogger("finenice")

# The longest wait of a request for Redis, or for another process that has locked the shared memory. After a failure of
# Redis one request a second tries again.
TIMEOUT_SECONDS = 0.2
RETRY_SECONDS = 1.0

MICROSECONDS = 1_000_000
SPIN_SECONDS = 0.00005
# A slot of the shared memory: two words of digest, the time of its last use, the position in its ring, and the ring.
USED, POSITION, HEAD_WORDS = 2, 3, 4
WAYS = 8
# The kernel allocates memory at the first write, so a shop with few callers uses little of it.
MAX_SLOTS = 16_384
TABLE_BYTES = 16 * 1024 * 1024

# A call is allowed by all windows or by none, at one time of the clock of Redis, and counts only if it was allowed.
# Entries from the future, beyond the length of the window, were written before the clock was set back.
SCRIPT = """
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local allowed, first, count = tonumber(ARGV[2 * #KEYS + 1]), {}, {}
for i, key in ipairs(KEYS) do
    local window = ARGV[2 * i] * 1000000
    first[i] = redis.call('LINDEX', key, 0)
    while first[i] and math.abs(now - first[i]) >= window do
        redis.call('LPOP', key)
        first[i] = redis.call('LINDEX', key, 0)
    end
    count[i] = first[i] and redis.call('LLEN', key) or 0
    if count[i] >= tonumber(ARGV[2 * i - 1]) then allowed = 0 end
end
local answer = {allowed}
for i, key in ipairs(KEYS) do
    local calls, seconds = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
    if allowed == 1 then
        count[i] = redis.call('RPUSH', key, string.format('%.0f', now))
        redis.call('EXPIRE', key, seconds + 1)
    end
    local next = first[i] or (allowed == 1 and now or now - seconds * 1000000)
    if count[i] > calls then next = redis.call('LINDEX', key, count[i] - calls) end
    answer[2 * i] = math.max(calls - count[i], 0)
    answer[2 * i + 1] = math.ceil((next - now) / 1000) + seconds * 1000
end
return answer
"""
DIGEST = hashlib.sha1(SCRIPT.encode(), usedforsecurity=False).hexdigest()


class SlidingWindow(NamedTuple):
    """A key whose calls are counted, the number of calls allowed, and the length of the window in seconds."""

    key: str
    calls: int
    seconds: int


class WindowState(NamedTuple):
    """The calls left in a window, and the seconds until it allows one more."""

    left: int
    seconds: float


class _Table(NamedTuple):
    """Slots of one size in the shared memory. `start` and `slot` are in words of eight bytes."""

    capacity: int
    start: int
    slot: int
    sets: int


class CounterUnavailable(Exception):
    """The counter does not answer."""


class Counter(Protocol):
    """Counts calls in windows."""

    def hit(self, windows: Sequence[SlidingWindow], count: bool = True) -> tuple[bool, list[WindowState]]:
        """Allow a call if every window has a call left; return that and the states, or raise CounterUnavailable.

        Without `count` no call is allowed, and the states are those of before.
        """
        ...


class SharedMemoryCounter:
    """The windows of a process and of all processes forked from it, in shared memory.

    A window is a ring of the times of its last `calls` allowed calls, in microseconds of the monotonic clock, which is
    the same in all processes. A call is allowed if the oldest of them is at least `seconds` ago. Rings are in tables of
    slots by size. The digest of a key selects a set of WAYS slots, and a new key takes the least recently used one. A
    window that is evicted too early starts again, which takes thousands of callers in one window.

    The kernel releases the lock of a process that is killed. Its partial writes do no harm: a time counts once the
    position of the ring has moved on, and a slot once its digest is complete.
    """

    def __init__(self, capacities: Iterable[int], clock: Callable[[], int] = time.monotonic_ns) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._gave_up_at = 0.0
        self._salt = secrets.token_bytes(16)
        self._tables: list[_Table] = []
        words = 0
        for capacity in sorted(set(capacities)):
            slot = HEAD_WORDS + capacity
            sets = max(1, min(MAX_SLOTS, TABLE_BYTES // (8 * slot)) // WAYS)
            self._tables.append(_Table(capacity, words, slot, sets))
            words += sets * WAYS * slot
        self._words = memoryview(mmap.mmap(-1, words * 8)).cast("Q")
        # Only the lock of this file is used.
        self._file, name = tempfile.mkstemp()
        Path(name).unlink()
        weakref.finalize(self, os.close, self._file)

    @property
    def nbytes(self) -> int:
        return self._words.nbytes

    def hit(self, windows: Sequence[SlidingWindow], count: bool = True) -> tuple[bool, list[WindowState]]:
        with self.locked():
            now = self._clock() // 1000 + 1
            slots = [self._slot(window, now) for window in windows]
            allowed = count and all(self._has_room(*pair, now) for pair in zip(slots, windows, strict=True))
            if allowed:
                for slot, window in zip(slots, windows, strict=True):
                    position = self._words[slot + POSITION]
                    self._words[slot + HEAD_WORDS + position] = now
                    self._words[slot + POSITION] = (position + 1) % window.calls
            return allowed, [self._state(*pair, now) for pair in zip(slots, windows, strict=True)]

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock, or raise CounterUnavailable if another process keeps it for too long.

        Threads of this process wait for each other without a deadline, which a starved process would miss. Once one of
        them has given up the file, so do those that waited meanwhile.
        """
        began = time.monotonic()
        with self._lock:
            if began <= self._gave_up_at:
                raise CounterUnavailable
            self._lock_file()
            try:
                yield
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)

    def _lock_file(self) -> None:
        deadline = time.monotonic() + TIMEOUT_SECONDS
        while True:
            try:
                fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                if time.monotonic() > deadline:
                    self._gave_up_at = time.monotonic()
                    raise CounterUnavailable from None
                time.sleep(SPIN_SECONDS)

    def _slot(self, window: SlidingWindow, now: int) -> int:
        """Return the start of the window's slot; a new window takes the least recently used slot of its set."""
        words = self._words
        table = next(table for table in self._tables if table.capacity >= window.calls)
        digest = hashlib.blake2b(window.key.encode(), digest_size=24, key=self._salt).digest()
        number, high, low = (int.from_bytes(digest[at : at + 8], "little") for at in (0, 8, 16))
        # A ring of another size is another window.
        high ^= window.calls
        first = table.start + number % table.sets * WAYS * table.slot
        places = range(first, first + WAYS * table.slot, table.slot)
        for slot in places:
            if words[slot] == high and words[slot + 1] == low:
                words[slot + USED] = now
                return slot
        slot = min(places, key=lambda place: words[place + USED])
        words[slot] = words[slot + 1] = 0
        words[slot + POSITION] = 0
        ring = slot + HEAD_WORDS
        words[ring : ring + window.calls] = memoryview(bytes(8 * window.calls)).cast("Q")
        words[slot + USED] = now
        words[slot + 1], words[slot] = low, high
        return slot

    def _has_room(self, slot: int, window: SlidingWindow, now: int) -> bool:
        oldest = self._words[slot + HEAD_WORDS + self._words[slot + POSITION]]
        return not oldest or now - oldest >= window.seconds * MICROSECONDS

    def _state(self, slot: int, window: SlidingWindow, now: int) -> WindowState:
        words, ring, position = self._words, slot + HEAD_WORDS, self._words[slot + POSITION]
        begin = now - window.seconds * MICROSECONDS

        def counts(number: int) -> bool:
            return words[ring + (position + number) % window.calls] > max(begin, 0)

        # The times ascend, so the expired ones come first.
        left = bisect_left(range(window.calls), True, key=counts)
        if left == window.calls:
            return WindowState(left, 0.0)
        oldest = words[ring + (position + left) % window.calls]
        return WindowState(left, (oldest - begin) / MICROSECONDS)


class RedisCounter:
    """The windows of all processes that share one Redis (5 or newer, no cluster), in one round trip per call.

    Each thread keeps a connection. While Redis does not answer, only one request a second waits for it.
    """

    def __init__(self, url: str) -> None:
        # Imported here because it takes six megabytes in each process.
        import redis
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        self._errors = redis.exceptions
        self._pool = redis.ConnectionPool.from_url(
            url,
            protocol=2,
            driver_info=None,
            socket_timeout=TIMEOUT_SECONDS,
            socket_connect_timeout=TIMEOUT_SECONDS,
            retry=Retry(NoBackoff(), 0),
        )
        self._own = threading.local()
        self._lock = threading.Lock()
        self._unavailable = False
        self._retry_at = 0.0

    def hit(self, windows: Sequence[SlidingWindow], count: bool = True) -> tuple[bool, list[WindowState]]:
        if self._unavailable and not self._may_retry():
            raise CounterUnavailable
        numbers = [*(number for window in windows for number in window[1:]), int(count)]
        try:
            found = self._ask(len(windows), *(window.key for window in windows), *numbers)
        except (self._errors.RedisError, OSError) as error:
            self._note(error)
            raise CounterUnavailable from None
        if self._unavailable:
            self._note(None)
        states = zip(found[1::2], found[2::2], strict=True)
        return found[0] == 1, [WindowState(left, milliseconds / 1000) for left, milliseconds in states]

    def _ask(self, *arguments: str | int) -> list[int]:
        connection = getattr(self._own, "connection", None)
        if connection is None:
            connection = self._own.connection = self._pool.make_connection()
        reused = connection.is_connected
        try:
            return self._evaluate(connection, arguments)
        except (self._errors.ConnectionError, ConnectionError):
            if not reused:
                raise
            # A restarted Redis has closed the connection, but it answers a new one.
            return self._evaluate(connection, arguments)

    def _evaluate(self, connection: Any, arguments: Sequence[str | int]) -> list[int]:
        try:
            connection.connect()
            try:
                return self._exchange(connection, "EVALSHA", DIGEST, *arguments)
            except self._errors.NoScriptError:
                return self._exchange(connection, "EVAL", SCRIPT, *arguments)
        except BaseException:
            # The rest of this reply must not be read as the reply to another command.
            connection.disconnect()
            raise

    def _exchange(self, connection: Any, *command: str | int) -> list[int]:
        connection.send_command(*command)
        found: list[int] = connection.read_response()
        return found

    def _may_retry(self) -> bool:
        with self._lock:
            now = time.monotonic()
            if now < self._retry_at:
                return False
            self._retry_at = now + RETRY_SECONDS
            return True

    def _note(self, error: Exception | None) -> None:
        """Record whether Redis answers, and log each change."""
        with self._lock:
            changed, self._unavailable = self._unavailable != (error is not None), error is not None
            self._retry_at = time.monotonic() + RETRY_SECONDS
        if changed and error is not None:
            log.error(
                "Redis does not answer: routes that check secrets are closed, the others have no limits: %s", error
            )
        elif changed:
            log.info("Redis answers again, the limits apply")
