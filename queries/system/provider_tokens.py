"""Access tokens of providers: encrypted, shared by all processes, and renewed by one of them at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import db
from queries.system import leases


def get(provider: str) -> bytes | None:
    """Return the encrypted token, or None if there is none or it has expired."""
    token = db.fetch_value(
        """
        SELECT token
        FROM   provider_tokens
        WHERE  provider = %s AND expires_at > UTC_TIMESTAMP(6)
        """,
        (provider,),
    )
    return str(token).encode() if token else None


def store(provider: str, token: bytes, seconds: float) -> None:
    """Store the encrypted token, valid for `seconds`, in place of the previous one."""
    db.execute(
        """
        INSERT INTO provider_tokens (provider, token, expires_at)
        VALUES (%s, %s, UTC_TIMESTAMP(6) + INTERVAL %s SECOND)
        ON DUPLICATE KEY UPDATE token = VALUES(token), expires_at = VALUES(expires_at)
        """,
        (provider, token.decode(), seconds),
    )


@contextmanager
def lock(provider: str) -> Iterator[None]:
    """Hold the lease for renewing the token. A process that had to wait should look for the token again."""
    with leases.hold(f"token of {provider}"):
        yield
