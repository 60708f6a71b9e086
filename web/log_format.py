"""Log format: JSON lines, or plain text on a terminal."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from pythonjsonlogger.orjson import OrjsonFormatter

from telemetry.log_file import MEGABYTE, LogFileHandler


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


def configure(level: str, file: Path | None = None, file_mb: int = 0) -> None:
    """Log to the file, or else to standard output, as JSON lines, or as plain text on a terminal."""
    handler = LogFileHandler(file, file_mb * MEGABYTE) if file else logging.StreamHandler(sys.stdout)
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
