"""How a line of the log looks."""

from __future__ import annotations

import logging
import sys

from pythonjsonlogger.orjson import OrjsonFormatter


def printable(text: str) -> str:
    """Return the text with all that moves a cursor, ends a line, hides or turns text as an escape."""
    return text if text.isprintable() else "".join(_escaped(mark) for mark in text)


def _escaped(mark: str) -> str:
    return mark if mark.isprintable() else mark.encode("unicode_escape").decode()


class _Plain(logging.Formatter):
    """One line for a person, whatever text of users the message holds."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        record.message = printable(record.message)
        return super().formatMessage(record)


def configure(level: str) -> None:
    """Sends the process's log to standard output as JSON lines, or as plain text where a person watches."""
    handler = logging.StreamHandler(sys.stdout)
    if sys.stdout.isatty():
        handler.setFormatter(_Plain("%(asctime)s %(levelname)-7s %(message)s", "%H:%M:%S"))
    else:
        handler.setFormatter(
            OrjsonFormatter(
                "{message}{levelname}{name}",
                style="{",
                timestamp="time",
                rename_fields={"levelname": "level", "name": "logger"},
            )
        )
    # No line tells where in the code it was written, by which thread or process, so none has to find out.
    logging._srcfile = None  # type: ignore[attr-defined]
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    logging.basicConfig(level=level, handlers=[handler], force=True)
