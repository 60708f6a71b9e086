"""What each call with an API key asks of the database: one row by its unique index, and once a minute a note."""

from __future__ import annotations

import db
from queries.api_keys import STATE
from queries.users import SECOND_FACTOR_NEEDED, with_roles

# How long a key's `last_used_at` may lag behind.
LAG_SECONDS = 60


def find(lookup: str) -> db.Row | None:
    """The key with its `state` and its owner as they are now, or None; whether it is the right one, its digest tells.

    `stale` is whether its last use has to be noted again.
    """
    row = db.fetch_one(
        f"""
        SELECT k.id, k.user_id, k.digest, k.scopes, k.quota, u.username, u.name, u.active,
               {STATE} AS state,
               COALESCE(k.last_used_at <= UTC_TIMESTAMP(6) - INTERVAL {LAG_SECONDS} SECOND, TRUE) AS stale,
               (SELECT GROUP_CONCAT(r.role)
                FROM   user_roles r
                WHERE  r.user_id = u.id) AS roles,
               {SECOND_FACTOR_NEEDED} AS second_factor_needed
        FROM   api_keys k
        JOIN   users u ON u.id = k.user_id
        WHERE  k.lookup = %s
        """,
        (lookup,),
    )
    return with_roles(row) if row else None


def note_use(key_id: int, address: str, digest: bytes) -> None:
    """Notes that the key was just used, unless another call has done so, and renews its digest."""
    db.execute(
        f"""
        UPDATE api_keys FORCE INDEX (PRIMARY)
        SET    last_used_at = UTC_TIMESTAMP(6), last_used_from = %s, digest = %s
        WHERE  id = %s
          AND  COALESCE(last_used_at <= UTC_TIMESTAMP(6) - INTERVAL {LAG_SECONDS} SECOND, TRUE)
        """,
        (address[:45], digest, key_id),
    )
