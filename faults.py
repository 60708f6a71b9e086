"""Faults of the database: their error numbers, the breaker of a database that hangs, the note of a full disk."""

from __future__ import annotations

import logging
import mmap
import struct
import threading
import time
from collections.abc import Callable

import mysql.connector

try:
    from _mysql_connector import MySQLError
except ImportError:  # the driver's pure build raises mysql.connector.Error alone
    MySQLError = mysql.connector.Error

log = logging.getLogger("finenice.db")

# The base class of the errors that the C extension raises itself.
DriverFault: type[Exception] = MySQLError

# The server rolled the transaction back (deadlock, lock wait, changed record, node not ready): retry it.
CONFLICTS = frozenset({1213, 1205, 1020, 1047})
# The connection was lost or can't be made, or a node was cut off during COMMIT (1180).
LOST = frozenset({2002, 2003, 2006, 2013, 2055, 4031, 1053, 1927, 1040, 1180})
# The statement took longer than the limit of its session, most often because it waited for a lock.
TIMED_OUT = frozenset({1969, 3024})
# The server takes no writes, most often because another one has become the primary: connect again.
READ_ONLY = frozenset({1290, 1792, 1836, 1036, 1874})
# The server's disk is full. Those of SOMETIMES_FULL name the system's error in their message.
FULL = frozenset({1114, 1021, 1026, 20})
SOMETIMES_FULL = frozenset({3, 1030, 1878})
NO_SPACE = 28

# The server does not take a value: it is out of range (1264, 1690), too long (1406) or no such thing (1292, 1366), or a
# CHECK (3819, 4025) or a foreign key (1452) forbids it.
UNFIT = frozenset({1264, 1690, 1406, 1292, 1366, 3819, 4025, 1452})

# Whoever has waited so long for a lost connection has found a database that hangs.
HANG_SECONDS = 1.0
PROBE_PAUSE = 0.25
# After a write that found the disk full, the service is not ready for so long, and until a write succeeds.
FULL_SECONDS = 5.0

# When a write last found the disk full, 0 for never. Forked processes share it, and the clock is that of the system.
_full_since = mmap.mmap(-1, 8)


class Unavailable(mysql.connector.Error):
    """The database hangs, so this call has not waited for it."""


def is_full(error: mysql.connector.Error) -> bool:
    """Tell whether the statement failed because the server's disk is full."""
    if error.errno in FULL:
        return True
    return error.errno in SOMETIMES_FULL and f" {NO_SPACE} " in f"{error.msg} ".replace('"', " ").replace(":", " ")


def is_foreseen(error: mysql.connector.Error) -> bool:
    """Tell whether the database is lost, full, read-only or busy, which is no defect of the statement."""
    return error.errno in CONFLICTS | LOST | TIMED_OUT | READ_ONLY or is_full(error)


def note_full() -> None:
    """Note that a write has found the disk full."""
    struct.pack_into("d", _full_since, 0, time.monotonic())


def note_writable() -> None:
    """Note that a write has succeeded."""
    struct.pack_into("d", _full_since, 0, 0.0)


def seconds_since_full() -> float | None:
    """Return the seconds since a write last found the disk full, or None if one has succeeded since."""
    (when,) = struct.unpack_from("d", _full_since)
    return time.monotonic() - when if when else None


class Breaker:
    """Let calls fail at once while the database hangs; one thread probes until it answers."""

    def __init__(self, probe: Callable[[], None]) -> None:
        self._probe = probe
        self._changed = threading.Lock()
        self._closed = threading.Event()
        self._open = False

    def check(self) -> None:
        """Raise Unavailable if the database hangs."""
        if self._open:
            raise Unavailable(msg="the database hangs", errno=2013)

    def trip(self) -> None:
        """Note that the database hangs, and start to probe it."""
        with self._changed:
            if self._open or self._closed.is_set():
                return
            self._open = True
        threading.Thread(target=self._wait_for_answer, name="database-probe", daemon=True).start()

    def close(self) -> None:
        """End the probe."""
        self._closed.set()

    def _wait_for_answer(self) -> None:
        started = time.monotonic()
        while not self._closed.is_set():
            try:
                self._probe()
                break
            except (mysql.connector.Error, DriverFault):
                self._closed.wait(PROBE_PAUSE)
        self._open = False
        log.warning("the database answers again", extra={"seconds": round(time.monotonic() - started, 1)})
