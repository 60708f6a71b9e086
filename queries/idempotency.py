"""Idempotency keys: a key commits together with its effect, in the caller's transaction."""

from __future__ import annotations

import hashlib
from typing import Any

import mysql.connector
import orjson

import db
from errors import Problem


def claim(user_id: int, operation: str, key: str, request: Any) -> dict[str, Any] | None:
    """Takes the key for this request, or returns the answer that an earlier run of the same request gave.

    A concurrent twin waits here until the first commits (and then gets its answer) or rolls back (and
    then takes the key itself). The same key with another request is a 422.
    """
    fingerprint = hashlib.sha256(orjson.dumps(request, option=orjson.OPT_SORT_KEYS)).digest()
    try:
        db.execute(
            """
            INSERT INTO idempotency_keys (user_id, operation, idempotency_key, fingerprint)
            VALUES (%s, %s, %s, %s)
            """,
            (user_id, operation, key, fingerprint),
        )
        return None
    except mysql.connector.Error as error:
        if error.errno != db.DUPLICATE:
            raise
    row = db.fetch_one(
        """
        SELECT fingerprint, answer
        FROM   idempotency_keys
        WHERE  user_id = %s AND operation = %s AND idempotency_key = %s
        """,
        (user_id, operation, key),
    )
    if row is None or bytes(row["fingerprint"]) != fingerprint:
        raise Problem("idempotency_key_reused")
    answer: dict[str, Any] = orjson.loads(row["answer"])
    return answer


def keep(user_id: int, operation: str, key: str, answer: dict[str, Any]) -> None:
    """Stores the answer under a key that this transaction has claimed."""
    db.execute(
        """
        UPDATE idempotency_keys
        SET    answer = %s
        WHERE  user_id = %s AND operation = %s AND idempotency_key = %s
        """,
        (orjson.dumps(answer, option=orjson.OPT_NAIVE_UTC).decode(), user_id, operation, key),
    )
