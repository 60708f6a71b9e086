"""Tokens that providers let us in with: one for all processes, sealed, fetched by one of them at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import db
from queries.system.schema import alone


def get(provider: str) -> bytes | None:
    """The sealed token, or None where there is none or it has expired."""
    token = db.fetch_value(
        """
        SELECT token
        FROM   provider_tokens
        WHERE  provider = %s AND expires_at > UTC_TIMESTAMP(6)
        """,
        (provider,),
    )
    return str(token).encode() if token else None


def keep(provider: str, token: bytes, seconds: float) -> None:
    """Keeps the sealed token, which is good for so many seconds, in the place of the one before it."""
    db.execute(
        """
        INSERT INTO provider_tokens (provider, token, expires_at)
        VALUES (%s, %s, UTC_TIMESTAMP(6) + INTERVAL %s SECOND)
        ON DUPLICATE KEY UPDATE token = VALUES(token), expires_at = VALUES(expires_at)
        """,
        (provider, token.decode(), seconds),
    )


@contextmanager
def renewing(provider: str) -> Iterator[None]:
    """Whoever is inside fetches the token; the others wait, and should then look whether it is there."""
    with alone(f"finenice.{provider}"):
        yield
