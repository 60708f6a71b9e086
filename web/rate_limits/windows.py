"""Moving windows: how many calls were let in during the last so many seconds, counted in shared memory or in Redis."""

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

# A request waits no longer than this for Redis or for the shared memory; after a failure of Redis one request a second
# tries again.
PATIENCE_SECONDS = 0.2
RETRY_SECONDS = 1.0

MICROSECONDS = 1_000_000
SPIN_SECONDS = 0.00005
# A slot of the shared memory is two words of digest, when it was used last, where its ring goes on, and the ring.
USED, POSITION, HEAD_WORDS = 2, 3, 4
WAYS = 8
# Memory is taken when it is first written, so a shop with few callers uses little of it.
MOST_SLOTS = 16_384
TABLE_BYTES = 16 * 1024 * 1024

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


class _Table(NamedTuple):
    """Slots of one size in the shared memory; `start` and `slot` count words of eight bytes."""

    capacity: int
    start: int
    slot: int
    sets: int


class Away(Exception):
    """Nothing counts at the moment."""


class Counter(Protocol):
    """What counts calls."""

    def hit(self, windows: Sequence[Window]) -> tuple[bool, list[Standing]]:
        """Lets a call in where every window has place, and says how each stands after it, or raises Away."""
        ...


class SharedMemory:
    """The windows of a process and of all that are forked from it, in memory that they share.

    A window is a ring of the moments of its last `calls` admitted calls, in microseconds of the monotonic clock, which
    is the same in all processes: a call is let in where the oldest of them is at least `seconds` ago. Rings lie in
    tables of slots by size. A key's digest names a set of WAYS slots, and a new key takes the one of them that was used
    longest ago. One that is evicted while it still counts begins anew, which takes thousands of callers in one window.

    The kernel releases the lock of a process that is killed. What it has written by then does no harm: a moment counts
    once the ring has moved on, and a slot once its digest stands.
    """

    def __init__(self, capacities: Iterable[int], clock: Callable[[], int] = time.monotonic_ns) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._salt = secrets.token_bytes(16)
        self._tables: list[_Table] = []
        words = 0
        for capacity in sorted(set(capacities)):
            slot = HEAD_WORDS + capacity
            sets = max(1, min(MOST_SLOTS, TABLE_BYTES // (8 * slot)) // WAYS)
            self._tables.append(_Table(capacity, words, slot, sets))
            words += sets * WAYS * slot
        self._words = memoryview(mmap.mmap(-1, words * 8)).cast("Q")
        # Of this file only the lock is used.
        self._file, name = tempfile.mkstemp()
        Path(name).unlink()
        weakref.finalize(self, os.close, self._file)

    def hit(self, windows: Sequence[Window]) -> tuple[bool, list[Standing]]:
        with self._alone():
            now = self._clock() // 1000 + 1
            slots = [self._slot(window, now) for window in windows]
            admitted = all(self._has_place(*pair, now) for pair in zip(slots, windows, strict=True))
            if admitted:
                for slot, window in zip(slots, windows, strict=True):
                    position = self._words[slot + POSITION]
                    self._words[slot + HEAD_WORDS + position] = now
                    self._words[slot + POSITION] = (position + 1) % window.calls
            return admitted, [self._standing(*pair, now) for pair in zip(slots, windows, strict=True)]

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other threads and processes out, or raise Away where one of them stands still inside."""
        give_up = time.monotonic() + PATIENCE_SECONDS
        if not self._lock.acquire(timeout=PATIENCE_SECONDS):
            raise Away
        try:
            while True:
                try:
                    fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > give_up:
                        raise Away from None
                    time.sleep(SPIN_SECONDS)
            try:
                yield
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)
        finally:
            self._lock.release()

    def _slot(self, window: Window, now: int) -> int:
        """Where the window's slot begins; one that has none gets that of its set which was used longest ago."""
        words = self._words
        table = next(table for table in self._tables if table.capacity >= window.calls)
        digest = hashlib.blake2b(window.key.encode(), digest_size=24, key=self._salt).digest()
        number, high, low = (int.from_bytes(digest[at : at + 8], "little") for at in (0, 8, 16))
        # Another number of calls is another ring.
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

    def _has_place(self, slot: int, window: Window, now: int) -> bool:
        oldest = self._words[slot + HEAD_WORDS + self._words[slot + POSITION]]
        return not oldest or now - oldest >= window.seconds * MICROSECONDS

    def _standing(self, slot: int, window: Window, now: int) -> Standing:
        words, ring, position = self._words, slot + HEAD_WORDS, self._words[slot + POSITION]
        begin = now - window.seconds * MICROSECONDS

        def over(number: int) -> bool:
            return words[ring + (position + number) % window.calls] > max(begin, 0)

        # From the oldest to the newest, those that are over come first.
        left = bisect_left(range(window.calls), True, key=over)
        if left == window.calls:
            return Standing(left, 0.0)
        oldest = words[ring + (position + left) % window.calls]
        return Standing(left, (oldest - begin) / MICROSECONDS)


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
