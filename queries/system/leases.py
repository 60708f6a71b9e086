"""Locks between processes: rows that expire, which work on every node of a cluster and after a kill.

GET_LOCK is local to a node of Galera, and a row lock is refused to others only until its connection is lost.
"""

from __future__ import annotations

import logging
import math
import random
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import mysql.connector

import db
from faults import CONFLICTS

log = logging.getLogger("finenice")

# A killed holder blocks the others for so long. A living one renews three times in it.
LEASE_SECONDS = 30.0
# Workers that start together mostly wait for one another less than this.
TOLD_SECONDS = 1.0
POLL_SECONDS = 0.1


class LeaseHeld(RuntimeError):
    """Another process held the lease for as long as the caller may wait."""


class LeaseExpired(RuntimeError):
    """The lease was not renewed in time, so another process may hold it."""


class Lease:
    """A lease that this process holds, and the thread that renews it."""

    def __init__(self, name: str, owner: str, seconds: float) -> None:
        self.name = name
        self._owner = owner
        self._seconds = seconds
        self._renewed = time.monotonic()
        self._taken = False
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._renew_until_end, name=f"lease {name}", daemon=True)
        self._thread.start()

    def confirm(self) -> None:
        """Raise LeaseExpired if another process may hold the lease by now."""
        if self._taken or time.monotonic() - self._renewed > self._seconds:
            raise LeaseExpired(f"the lease {self.name} has expired")

    def release(self) -> None:
        """End the renewal and let the next process in."""
        self._end.set()
        self._thread.join()
        # Without the database the lease ends by itself.
        with suppress(mysql.connector.Error):
            give_back(self.name, self._owner)

    def _renew_until_end(self) -> None:
        while not self._end.wait(self._seconds / 3):
            started = time.monotonic()
            try:
                self._taken = not renew(self.name, self._owner, self._seconds)
                self._renewed = started
            except mysql.connector.Error as error:
                log.warning("can't renew a lease", extra={"lease": self.name, "errno": error.errno})
            finally:
                db.release()
            if self._taken:
                return


@contextmanager
def hold(name: str, wait_seconds: float = 2 * LEASE_SECONDS, seconds: float = LEASE_SECONDS) -> Iterator[Lease]:
    """Hold the lease of this name, or raise LeaseHeld if it is not free in time."""
    if db.in_transaction():
        raise RuntimeError("a lease taken inside a transaction is invisible to others")
    owner, begun = secrets.token_hex(16), time.monotonic()
    told = False
    while not take(name, owner, seconds):
        waited = time.monotonic() - begun
        if waited > wait_seconds:
            raise LeaseHeld(f"another process has held the lease {name} for {wait_seconds:.0f} seconds")
        if waited > TOLD_SECONDS and not told:
            told = True
            _log_wait(name)
        time.sleep(random.uniform(POLL_SECONDS / 2, POLL_SECONDS))
    lease = Lease(name, owner, seconds)
    try:
        yield lease
    finally:
        lease.release()


def _log_wait(name: str) -> None:
    """Say what a process waits for that seems to do nothing."""
    row = db.fetch_one(
        """
        SELECT owner, TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(6), expires_at) / 1000000 AS seconds
        FROM   leases
        WHERE  name = %s
        """,
        (name,),
    )
    if row is not None:
        log.info(
            "waiting for the lease %s, held by %s; if that process was killed, it is free in at most %d s",
            name,
            row["owner"][:8],
            max(0, math.ceil(row["seconds"])),
        )


def take(name: str, owner: str, seconds: float) -> bool:
    """Take the lease if it is free or has expired, and tell whether that worked."""
    try:
        created = db.execute(
            """
            INSERT IGNORE INTO leases (name, owner, expires_at)
            VALUES (%s, %s, UTC_TIMESTAMP(6) + INTERVAL %s SECOND)
            """,
            (name, owner, seconds),
        )
        return bool(created) or bool(
            db.execute(
                """
                UPDATE leases
                SET    owner = %s, expires_at = UTC_TIMESTAMP(6) + INTERVAL %s SECOND
                WHERE  name = %s AND expires_at < UTC_TIMESTAMP(6)
                """,
                (owner, seconds, name),
            )
        )
    except mysql.connector.Error as error:
        # On another node of a cluster, somebody was first.
        if error.errno not in CONFLICTS:
            raise
        return False


def renew(name: str, owner: str, seconds: float) -> bool:
    """Extend the lease, and tell whether it still is the owner's."""
    return bool(
        db.execute(
            """
            UPDATE leases
            SET    expires_at = UTC_TIMESTAMP(6) + INTERVAL %s SECOND
            WHERE  name = %s AND owner = %s
            """,
            (seconds, name, owner),
        )
    )


def give_back(name: str, owner: str) -> None:
    """End the lease, unless another process has taken it over."""
    db.execute(
        """
        DELETE FROM leases
        WHERE  name = %s AND owner = %s
        """,
        (name, owner),
    )
