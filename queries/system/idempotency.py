"""Idempotency keys: the effects and the response of a call commit together under its key.

A response that names a customer of a seller is erased with them: a row of `NOBODY` and the operation `customer ID`
leads to its key, and expires with it.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from typing import NamedTuple

import mysql.connector

import db
from domain.security.encryption import Cipher, DecryptionFailed
from problems import Problem

NOBODY = 0
# The lease of a call that commits its parts by itself; longer than any such call takes.
LEASE_SECONDS = 120
# Keys that one statement erases the responses of.
BATCH = 500


class Key(NamedTuple):
    """An Idempotency-Key of a user (`NOBODY`: anonymous) and an operation, with a 32-byte hash of the request."""

    user_id: int
    operation: str
    text: str
    fingerprint: bytes


def claim(key: Key) -> str | None:
    """Claim the key in the caller's transaction, or return the response of an earlier call.

    A concurrent duplicate waits here until the first call commits (and then gets its response) or rolls back (and then
    claims the key itself). The same key with another request raises a 422.
    """
    if _insert(key):
        return None
    row = _find(key)
    if row is None or row["answer"] is None:
        # The holder has released it since, or holds a lease.
        raise _in_progress()
    return str(row["answer"])


def store_response(key: Key, answer: str) -> None:
    """Store the response under a key that was claimed or leased."""
    db.execute(
        """
        UPDATE idempotency_keys
        SET    answer = %s, claimed_until = NULL
        WHERE  user_id = %s AND operation = %s AND idempotency_key = %s AND answer IS NULL
        """,
        (answer, key.user_id, key.operation, key.text),
    )


@db.transactional(repeatable=True)
def once(key: Key, seal: Cipher, work: Callable[[], tuple[str, int | None]]) -> tuple[str, bool]:
    """Run `work` and keep its answer sealed, all in one transaction; the answer, and whether it is an earlier call's.

    `work` also returns the customer whom the answer names, if any; it has locked them. It may run several times, so it
    must have no effect outside the database.
    """
    kept = claim(key)
    if kept is not None:
        return _opened(kept, seal), True
    answer, customer_id = work()
    store_response(key, seal.encrypt(answer).decode())
    if customer_id is not None:
        _lead_to(key, customer_id)
    return answer, False


def erase_responses(customer_id: int) -> None:
    """Erase all responses that name this locked customer. Their keys stay: repeated calls are refused with a 409."""
    rows = db.fetch_all(
        """
        SELECT answer
        FROM   idempotency_keys FORCE INDEX (PRIMARY)
        WHERE  user_id = %s AND operation = %s
        """,
        (NOBODY, _of_customer(customer_id)),
    )
    keys: dict[tuple[int, str], list[str]] = {}
    for row in rows:
        user_id, text, operation = row["answer"].split(" ", 2)
        keys.setdefault((int(user_id), operation), []).append(text)
    for (user_id, operation), texts in keys.items():
        for start in range(0, len(texts), BATCH):
            part = texts[start : start + BATCH]
            db.execute(
                f"""
                UPDATE idempotency_keys FORCE INDEX (PRIMARY)
                SET    answer = ''
                WHERE  user_id = %s AND operation = %s AND idempotency_key IN ({", ".join(["%s"] * len(part))})
                """,
                [user_id, operation, *part],
            )
    db.execute(
        """
        DELETE FROM idempotency_keys
        WHERE       user_id = %s AND operation = %s
        """,
        (NOBODY, _of_customer(customer_id)),
    )


def undo(work: Callable[[], object]) -> None:
    """Run `work` in a transaction that is rolled back. What fails in it is raised."""

    @db.transactional(repeatable=True)
    def run() -> None:
        work()
        raise _Undone

    with contextlib.suppress(_Undone):
        run()


class _Undone(Exception):
    """Rolls a successful transaction back."""


@db.transactional()
def lease(key: Key, seal: Cipher) -> str | None:
    """Take the key for a call that commits its parts by itself, or return the answer of an earlier one.

    A twin is refused (409 `idempotency_in_progress`) until the answer is kept or the key given back. The key of a
    call that died is free once the lease has ended.
    """
    if _insert(key, LEASE_SECONDS):
        return None
    row = _find(key, lock=True)
    if row is None:
        raise _in_progress()
    if row["answer"] is not None:
        return _opened(row["answer"], seal)
    if row["leased"]:
        raise _in_progress()
    db.execute(
        """
        UPDATE idempotency_keys
        SET    claimed_until = UTC_TIMESTAMP(6) + INTERVAL %s SECOND
        WHERE  user_id = %s AND operation = %s AND idempotency_key = %s
        """,
        (LEASE_SECONDS, key.user_id, key.operation, key.text),
    )
    return None


@db.transactional(repeatable=True)
def settle(key: Key, seal: Cipher, answer: str) -> None:
    """Keep the answer of a leased key sealed."""
    store_response(key, seal.encrypt(answer).decode())


@db.transactional(repeatable=True)
def release(key: Key) -> None:
    """Release a leased key whose call has failed."""
    db.execute(
        """
        DELETE FROM idempotency_keys
        WHERE       user_id = %s AND operation = %s AND idempotency_key = %s AND answer IS NULL
        """,
        (key.user_id, key.operation, key.text),
    )


def _insert(key: Key, lease_seconds: int | None = None) -> bool:
    """Insert the key. Return False if it exists."""
    try:
        db.execute(
            """
            INSERT INTO idempotency_keys (user_id, operation, idempotency_key, fingerprint, claimed_until)
            VALUES (%s, %s, %s, %s, UTC_TIMESTAMP(6) + INTERVAL %s SECOND)
            """,
            (key.user_id, key.operation, key.text, key.fingerprint, lease_seconds),
        )
    except mysql.connector.Error as error:
        if error.errno != db.DUPLICATE:
            raise
        return False
    return True


def _lead_to(key: Key, customer_id: int) -> None:
    """Insert the row that leads from the customer to the key."""
    place = f"{key.user_id} {key.text} {key.operation}"
    digest = hashlib.sha256(place.encode())
    db.execute(
        """
        INSERT INTO idempotency_keys (user_id, operation, idempotency_key, fingerprint, answer)
        VALUES (%s, %s, %s, %s, %s)
        """,
        (NOBODY, _of_customer(customer_id), digest.hexdigest(), digest.digest(), place),
    )


def _of_customer(customer_id: int) -> str:
    """Return the operation of the rows that lead from a customer to keys. Those of calls begin with a method."""
    return f"customer {customer_id}"


def _find(key: Key, lock: bool = False) -> db.Row | None:
    row = db.fetch_one(
        f"""
        SELECT fingerprint, answer, claimed_until > UTC_TIMESTAMP(6) AS leased
        FROM   idempotency_keys
        WHERE  user_id = %s AND operation = %s AND idempotency_key = %s
        {"FOR UPDATE" if lock else ""}
        """,
        (key.user_id, key.operation, key.text),
    )
    if row is not None and bytes(row["fingerprint"]) != key.fingerprint:
        raise Problem("idempotency_key_reused")
    return row


def _opened(kept: str, seal: Cipher) -> str:
    try:
        return seal.decrypt(kept.encode())
    except DecryptionFailed:
        raise Problem("idempotent_answer_lost") from None


def _in_progress() -> Problem:
    return Problem("idempotency_in_progress", headers={"Retry-After": "1"})
