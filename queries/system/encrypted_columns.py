"""The encrypted columns (`domain.security.encryption`): rotate their keys, and find rows that no key opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import db
from domain.security.encryption import Cipher, DecryptionFailed

BATCH = 500


class Place(NamedTuple):
    """An encrypted column of a table with the primary key `key`, all of whose values are above `first`."""

    table: str
    key: str
    column: str
    first: int | str = 0
    # Values that can be created again are not lost with their key.
    needed: bool = True


PLACES = (
    Place("provider_tokens", "provider", "token", "", needed=False),
    Place("credential_keys", "id", "private_key", "", needed=False),
    Place("second_factors", "user_id", "secret"),
    Place("payment_accounts", "id", "sealed"),
    Place("webhooks", "id", "secret"),
    Place("webhooks", "id", "old_secret", needed=False),
)


def rotate(seal: Cipher, pause_point: Callable[[], None] = lambda: None) -> int:
    """Encrypt values of older keys with the newest one. Return their number; what no key decrypts stays unchanged."""
    rotated = 0
    for place in PLACES:
        for key, token in _walk(place):
            fresh = _renewed(seal, token)
            # A row that was written meanwhile has the newest key already.
            if fresh is not None:
                rotated += db.execute(
                    f"""
                    UPDATE {place.table}
                    SET    {place.column} = %s
                    WHERE  {place.key} = %s AND {place.column} = %s
                    """,
                    (fresh.decode(), key, token.decode()),
                )
            pause_point()
    return rotated


def unreadable(seal: Cipher) -> dict[str, list[db.Row]]:
    """Return up to 20 rows per column that no key decrypts, as `queries.system.integrity_checks.run` does."""
    return {
        f"{place.table}.{place.column} can be decrypted": [
            {"id": key, "is_now": "encrypted with a key that is not in ENCRYPTION_KEYS", "should_be": "readable"}
            for key, token in _walk(place)
            if not _opens(seal, token)
        ][:20]
        for place in PLACES
        if place.needed
    }


def _walk(place: Place) -> Iterator[tuple[int | str, bytes]]:
    """Yield all encrypted values in the order of their keys, read in batches."""
    last: int | str | None = place.first
    while last is not None:
        rows = db.fetch_all(
            f"""
            SELECT   {place.key} AS id, {place.column} AS token
            FROM     {place.table} FORCE INDEX (PRIMARY)
            WHERE    {place.key} > %s AND {place.column} IS NOT NULL
            ORDER BY {place.key}
            LIMIT    %s
            """,
            (last, BATCH),
        )
        for row in rows:
            token = row["token"]
            yield row["id"], bytes(token) if isinstance(token, bytes | bytearray) else str(token).encode()
        last = rows[-1]["id"] if len(rows) == BATCH else None


def _opens(seal: Cipher, token: bytes) -> bool:
    try:
        seal.decrypt(token)
    except DecryptionFailed:
        return False
    return True


def _renewed(seal: Cipher, token: bytes) -> bytes | None:
    try:
        return seal.reencrypt(token)
    except DecryptionFailed:
        return None
