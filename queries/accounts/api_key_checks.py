"""What each call with an API key asks of the database: one row by its unique index, and once a minute a note."""

from __future__ import annotations

import db
from queries.accounts.api_keys import STATE
from queries.accounts.users import STANDING, STANDING_FROM, standing

# How long a key's `last_used_at` may lag behind.
LAG_SECONDS = 60


def find(lookup: str) -> db.Row | None:
    """The key with its owner and their roles as they are now, or None; its digest tells whether it is the right one.

    `living` is whether it may be used, `fresh` whether its last use was noted lately. What has become of a key that
    lives no more is not asked here, because each call pays for each word of this.
    """
    rows = db.fetch_all(
        f"""
        SELECT k.id, k.user_id, k.digest, k.scopes, k.quota, {STANDING},
               u.active AND k.revoked_at IS NULL
                   AND COALESCE(k.overlap_ends_at, k.expires_at) > UTC_TIMESTAMP(6) AS living,
               k.last_used_at > UTC_TIMESTAMP(6) - INTERVAL {LAG_SECONDS} SECOND AS fresh
        FROM   api_keys k
        JOIN   users u ON u.id = k.user_id
        {STANDING_FROM}
        WHERE  k.lookup = %s
        """,
        (lookup,),
    )
    return standing(rows)


def end(key_id: int) -> str:
    """What has become of a key that lives no more: revoked, rotated or expired."""
    state = db.fetch_value(
        f"""
        SELECT {STATE} AS state
        FROM   api_keys k
        WHERE  k.id = %s
        """,
        (key_id,),
    )
    return state if state in ("rotated", "expired") else "revoked"


def note_use(key_id: int, address: str, digest: bytes) -> None:
    """Notes that the key was just used, unless another call has done so, and renews its digest."""
    db.execute(
        f"""
        UPDATE api_keys FORCE INDEX (PRIMARY)
        SET    last_used_at = UTC_TIMESTAMP(6), last_used_from = %s, digest = %s
        WHERE  id = %s
          AND  (last_used_at IS NULL OR last_used_at <= UTC_TIMESTAMP(6) - INTERVAL {LAG_SECONDS} SECOND)
        """,
        (address[:45], digest, key_id),
    )
