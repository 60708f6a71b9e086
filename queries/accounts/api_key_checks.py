"""Authentication with an API key: one row by its unique index, and a note of its use once a minute."""

from __future__ import annotations

import db
from queries.accounts import identities
from queries.accounts.api_keys import STATE

# `last_used_at` may lag behind by this much.
LAG_SECONDS = 60


def find(lookup: str) -> db.Row | None:
    """Return the key with its owner and their current roles, or None. The caller compares the digest.

    `is_active` is True if the key may be used, `recently_used` if its last use needs no update. The state of an
    inactive key is a query of its own, because every call pays for this one.
    """
    rows = db.fetch_all(
        f"""
        SELECT k.id, k.user_id, k.digest, k.scopes, k.quota, {identities.COLUMNS},
               u.active AND k.revoked_at IS NULL
                   AND COALESCE(k.overlap_ends_at, k.expires_at) > UTC_TIMESTAMP(6) AS is_active,
               k.last_used_at > UTC_TIMESTAMP(6) - INTERVAL {LAG_SECONDS} SECOND AS recently_used
        FROM   api_keys k
        JOIN   users u ON u.id = k.user_id
        {identities.JOINS}
        WHERE  k.lookup = %s
        """,
        (lookup,),
    )
    return identities.from_rows(rows)


def inactive_state(key_id: int) -> str:
    """Return the state of a key that is not active: revoked, rotated or expired."""
    state = db.fetch_value(
        f"""
        SELECT {STATE} AS state
        FROM   api_keys k
        WHERE  k.id = %s
        """,
        (key_id,),
    )
    return state if state in ("rotated", "expired") else "revoked"


def record_use(key_id: int, address: str, digest: bytes) -> None:
    """Record that the key was just used, unless another call has done so, and renew its digest."""
    db.execute(
        f"""
        UPDATE api_keys FORCE INDEX (PRIMARY)
        SET    last_used_at = UTC_TIMESTAMP(6), last_used_from = %s, digest = %s
        WHERE  id = %s
          AND  (last_used_at IS NULL OR last_used_at <= UTC_TIMESTAMP(6) - INTERVAL {LAG_SECONDS} SECOND)
        """,
        (address[:45], digest, key_id),
    )
