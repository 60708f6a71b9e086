"""Numbers by key, in memory that a process shares with all that are forked from it.

The memory consists of blocks. A process claims one by locking a byte of a file, and is its only writer. The kernel
releases the lock when the process ends, and the next process continues the block and its numbers: what a dead process
has counted stays, and no number of processes fills the memory.

A block is a row of 64-bit words. The first is the number of words in use. The others are entries: the length of a key
in bytes, the number of its values, the key, and the values.
"""

from __future__ import annotations

import fcntl
import logging
import mmap
import os
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

log = logging.getLogger("finenice")

WORD = 8
# WORKERS is at most 64, and each queue of jobs has a process. The kernel allocates memory at the first write.
BLOCKS = 96
BLOCK_WORDS = 64 * 1024
SEPARATOR = "\x1f"

Key = tuple[str, ...]


class SharedSeries:
    """Counted numbers. `places` are the positions of this process's values in `words`, the block that it has claimed.

    `statements` are the places of the metric that is counted most often, by a shorter key. Hold `lock` while changing
    `words`. A process forked from this one calls `forget` first.
    """

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, BLOCKS * BLOCK_WORDS * WORD)
        # Only the locks of this file are used.
        self._file, name = tempfile.mkstemp()
        Path(name).unlink()
        self.forget()

    def forget(self) -> None:
        """Give up the block that this process had before it was forked."""
        self.lock = threading.Lock()
        self.places: dict[Key, int] = {}
        self.statements: dict[str, int] = {}
        # Nobody writes to it before a block is claimed.
        self.words: Any = memoryview(bytes(WORD)).cast("d")
        self._has_block = self._is_full = False

    def place(self, key: Key, width: int) -> int | None:
        """Return the position of the key's values, which are 0 at first, or None if there is no room. Hold the lock."""
        if not self._has_block and not self._is_full:
            self._claim()
        if not self._has_block:
            return None
        if (found := self.places.get(key)) is not None:
            return found
        words = self.words
        text = SEPARATOR.join(key).encode()
        start = int(words[0])
        first = start + 2 + -(-len(text) // WORD)
        if first + width > BLOCK_WORDS:
            self._give_up("a process has more metrics than its share of the memory holds")
            return None
        words[start], words[start + 1] = len(text), width
        words[start + 2 : first] = memoryview(text.ljust((first - start - 2) * WORD, b"\0")).cast("d")
        # Readers see the entry from now on.
        words[0] = first + width
        self.places[key] = first
        return first

    def read(self) -> dict[Key, list[float]]:
        """Return the sums of all blocks by key."""
        sums: dict[Key, list[float]] = {}
        for number in range(BLOCKS):
            words = self._block(number)
            for key, first, width in _entries(words):
                values = list(words[first : first + width])
                known = sums.get(key)
                sums[key] = values if known is None else [a + b for a, b in zip(known, values, strict=True)]
        return sums

    def close(self) -> None:
        """Release the file; the memory is freed with the object."""
        os.close(self._file)

    def _claim(self) -> None:
        for number in range(BLOCKS):
            with suppress(BlockingIOError):
                fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, number)
                self.words, self._has_block = self._block(number), True
                if not self.words[0]:
                    self.words[0] = 1
                self.places = {key: first for key, first, _ in _entries(self.words)}
                return
        self._give_up("too many processes count metrics")

    def _give_up(self, reason: str) -> None:
        if not self._is_full:
            self._is_full = True
            log.warning("some metrics are not counted: %s", reason)

    def _block(self, number: int) -> Any:
        size = BLOCK_WORDS * WORD
        return memoryview(self._memory)[number * size : (number + 1) * size].cast("d")


def _entries(words: Any) -> Sequence[tuple[Key, int, int]]:
    """Return the key, the position and the number of values of each entry of a block."""
    found, start, end = [], 1, int(words[0])
    while start < end:
        length, width = int(words[start]), int(words[start + 1])
        first = start + 2 + -(-length // WORD)
        text = words[start + 2 : first].tobytes()[:length].decode()
        found.append((tuple(text.split(SEPARATOR)), first, width))
        start = first + width
    return found
