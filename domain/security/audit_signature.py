"""What makes an entry of the audit log prove itself: a signature each, and a chain of hashes over all of them.

A signature (HMAC-SHA256, its key derived from the shop's secret) can't be made by who can only write to the database.
The chain (SHA-256) says what came behind what, and holds under any secret.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from typing import Any

import orjson

FIELDS = (
    "at",
    "user_id",
    "key_id",
    "address",
    "request_id",
    "operation",
    "table_name",
    "row_id",
    "route",
    "old_values",
    "new_values",
)
BEGINNING = bytes(32)


class Signer:
    """The key that a secret yields; `name` tells one key from another and says nothing of either."""

    def __init__(self, secret: str) -> None:
        self._key = hmac.digest(secret.encode(), b"finenice audit", "sha256")
        self.name = hmac.digest(self._key, b"name", "sha256")[:8]

    def entry(self, values: Sequence[Any]) -> bytes:
        """The signature of an entry whose FIELDS have these values."""
        return hmac.digest(self._key, b"entry" + _bytes(values), "sha256")

    def seal(self, number: int, link: bytes) -> bytes:
        """The signature of a seal."""
        return hmac.digest(self._key, b"seal" + _bytes([number, link.hex()]), "sha256")

    def head(self, number: int, link: bytes) -> bytes:
        """The signature of what says that no seal stands behind this one."""
        return hmac.digest(self._key, b"head" + _bytes([number, link.hex()]), "sha256")


def link(before: bytes, number: int, entry_id: int, values: Sequence[Any], signature: bytes) -> bytes:
    """The link of the chain that seals an entry behind the one `before`."""
    return hashlib.sha256(before + _bytes([number, entry_id, *values, signature.hex()])).digest()


def _bytes(values: Sequence[Any]) -> bytes:
    return orjson.dumps(values)
