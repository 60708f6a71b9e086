"""Whether a sale would be stored now."""

from __future__ import annotations

import shutil
from contextlib import suppress

import mysql.connector

import db
import faults
import queries.system.schema
from problems import Problem

# Below this an embedded database may be unable to grow a table or to start.
LEAST_FREE_BYTES = 16 * 1024 * 1024
# The largest payload of a row that stays below the limit of its column.
PAYLOAD = "x" * 60_000


class _Undo(Exception):
    """Rolls a transaction back."""


def check() -> None:
    """Raise the driver's error or a Problem if a sale would fail: no answer, no schema, no writes or no space."""
    try:
        with db.probing():
            if fault := queries.system.schema.unsupported():
                raise Problem(fault)
            check_writes()
            seconds = faults.seconds_since_full()
            if seconds is not None and seconds > faults.FULL_SECONDS:
                check_space()
                faults.note_writable()
    except mysql.connector.Error as error:
        if _is_full():
            raise Problem("storage_full") from error
        raise
    if _is_full():
        raise Problem("storage_full")


def check_writes() -> None:
    """Raise the driver's error if the server is read-only, which it tells before it looks for the row."""
    db.execute(
        """
        UPDATE transactions
        SET    status = status
        WHERE  id = 0
        """
    )


def check_space() -> None:
    """Raise the driver's error if the server can't store a large row. The row is rolled back."""
    with suppress(_Undo), db.transaction():
        db.insert(
            """
            INSERT INTO jobs (kind, payload, state)
            VALUES ('space_check', %s, 'done')
            """,
            (PAYLOAD,),
        )
        raise _Undo


def _is_full() -> bool:
    """Tell whether a write has found the disk full, or the one of the embedded database is."""
    directory = db.current().directory
    if directory is not None and shutil.disk_usage(directory).free < LEAST_FREE_BYTES:
        faults.note_full()
    return faults.seconds_since_full() is not None
