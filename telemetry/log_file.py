"""The log file: rotated by size, appended to by several processes, and never a reason for a request to fail."""

from __future__ import annotations

import fcntl
import logging
import os
import time
from contextlib import suppress
from pathlib import Path

from telemetry import metrics

# The file and its predecessors, `.1` being the newest.
FILES = 5
MEGABYTE = 1024 * 1024


# The longest wait for another process that is rotating. After it, the line goes to whatever file there is.
LOCK_SECONDS = 0.5
POLL_SECONDS = 0.001


class LogFileHandler(logging.Handler):
    """Appends each record to the file by one write, and rotates it once it is a fifth of `most_bytes` long.

    A process that finds its file full takes the lock of the file and renames it, unless another one has done so. A line
    that can't be written, because the disk is full or the file system is read-only, is counted and dropped.
    """

    def __init__(self, path: Path, most_bytes: int) -> None:
        super().__init__()
        self._path, self._most = path, most_bytes // FILES
        self._descriptor: int | None = None
        self._lost = 0
        self._is_cut = False

    def emit(self, record: logging.LogRecord) -> None:
        try:
            line = self.format(record) + "\n"
        except Exception:  # a record that can't be formatted, as the handlers of the standard library treat it
            self.handleError(record)
            return
        try:
            self._append(line.encode(errors="backslashreplace"))
        except OSError:
            self._close()
            self._lost += 1
            metrics.count("finenice_log_lines_lost_total")

    def close(self) -> None:
        self._close()
        super().close()

    def _append(self, line: bytes) -> None:
        found = None if self._descriptor is None else os.fstat(self._descriptor)
        if found is None or found.st_size >= self._most or not found.st_nlink:
            self._reopen()
        assert self._descriptor is not None
        # The end of a line that was cut off must not become the beginning of this one.
        line = b"\n" + line if self._is_cut else line
        written = os.write(self._descriptor, line)
        self._is_cut = written < len(line)
        if self._is_cut:
            raise OSError("the line was cut off")
        if self._lost:
            lost, self._lost = self._lost, 0
            logging.getLogger("finenice").error("%d lines of the log could not be written", lost)

    def _reopen(self) -> None:
        """Open the file, and begin a new one if it is full."""
        self._close()
        lock = os.open(self._path.with_name(self._path.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o640)
        try:
            if _is_locked_in_time(lock):
                with suppress(FileNotFoundError):
                    if self._path.stat().st_size >= self._most:
                        self._rotate()
            self._descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
        finally:
            os.close(lock)

    def _rotate(self) -> None:
        names = [self._path, *(self._path.with_name(f"{self._path.name}.{number}") for number in range(1, FILES))]
        for older, newer in zip(reversed(names[1:]), reversed(names[:-1]), strict=True):
            with suppress(FileNotFoundError):
                newer.replace(older)

    def _close(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _is_locked_in_time(lock: int) -> bool:
    """Take the lock, and tell whether that succeeded before the deadline."""
    deadline = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() > deadline:
                return False
            time.sleep(POLL_SECONDS)
