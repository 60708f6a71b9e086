"""Log format: JSON lines, or plain text on a terminal."""

from __future__ import annotations

import io
import logging
import mmap
import struct
import sys
import time
import zlib
from pathlib import Path

from pythonjsonlogger.orjson import OrjsonFormatter

from telemetry.log_file import MEGABYTE, LogFileHandler

# A record about the same error number of the database appears once in so many seconds.
REPEAT_SECONDS = 60.0


def printable(text: str) -> str:
    """Return the text with characters escaped that move the cursor, end a line, or hide or reverse text."""
    return text if text.isprintable() else "".join(_escape(mark) for mark in text)


def _escape(mark: str) -> str:
    return mark if mark.isprintable() else mark.encode("unicode_escape").decode()


class _PlainFormatter(logging.Formatter):
    """One printable line, whatever input of users the message holds."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        record.message = printable(record.message)
        return super().formatMessage(record)


class OncePerMinute(logging.Filter):
    """Pass a record about an error number of the database once a minute, with the count of those left out since.

    A lost database fails each call in the same way. Forked processes count together.
    """

    PLACES = 64
    PLACE = struct.Struct("qdq")

    def __init__(self) -> None:
        super().__init__()
        self.seen = mmap.mmap(-1, self.PLACES * self.PLACE.size)

    def forget_times(self) -> None:
        """Pass the next record about each number."""
        for place in range(0, len(self.seen), self.PLACE.size):
            key, _, left_out = self.PLACE.unpack_from(self.seen, place)
            self.PLACE.pack_into(self.seen, place, key, 0.0, left_out)

    def filter(self, record: logging.LogRecord) -> bool:
        errno = getattr(record, "errno", None)
        if errno is None or record.exc_info:
            return True
        key = zlib.crc32(f"{record.name} {record.msg} {errno}".encode())
        place = key % self.PLACES * self.PLACE.size
        seen, until, left_out = self.PLACE.unpack_from(self.seen, place)
        now = time.monotonic()
        if seen == key and now < until:
            self.PLACE.pack_into(self.seen, place, key, until, left_out + 1)
            return False
        if seen == key and left_out:
            record.left_out = left_out
        self.PLACE.pack_into(self.seen, place, key, now + REPEAT_SECONDS, 0)
        return True


class _Handler(logging.StreamHandler):  # type: ignore[type-arg]
    """A handler that loses lines while the disk of the log is full, without a word on standard error for each."""

    def handleError(self, record: logging.LogRecord) -> None:
        if not isinstance(sys.exc_info()[1], OSError):
            super().handleError(record)


def keep_no_lines() -> None:
    """Write each line of standard output at once.

    A line that is kept because the disk is full would fail every later flush, among them that before a worker's start.
    """
    sys.stdout = io.TextIOWrapper(io.FileIO(1, "wb", closefd=False), "utf-8", write_through=True)


_once_per_minute = OncePerMinute()


def configure(level: str, file: Path | None = None, file_mb: int = 0) -> None:
    """Log to the file, or else to standard output, as JSON lines, or as plain text on a terminal."""
    handler = LogFileHandler(file, file_mb * MEGABYTE) if file else _Handler(sys.stdout)
    handler.addFilter(_once_per_minute)
    if file is None and sys.stdout.isatty():
        handler.setFormatter(_PlainFormatter("%(asctime)s %(levelname)-7s %(message)s", "%H:%M:%S"))
    else:
        handler.setFormatter(
            OrjsonFormatter(
                "{message}{levelname}{name}",
                style="{",
                timestamp="time",
                rename_fields={"levelname": "level", "name": "logger"},
            )
        )
    # The format has no source file, thread or process, so logging need not look them up.
    logging._srcfile = None  # type: ignore[attr-defined]
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    logging.basicConfig(level=level, handlers=[handler], force=True)
