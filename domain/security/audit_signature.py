"""Signatures of the audit log: an HMAC per entry, and a hash chain over all entries.

A signature (HMAC-SHA256 under a key derived from the shop's secret) cannot be forged by somebody who can only write to
the database. The chain (SHA-256) fixes the order of the entries and holds under any secret.
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
FIRST_LINK = bytes(32)


class Signer:
    """A signing key derived from a secret; `name` identifies the key and reveals neither."""

    def __init__(self, secret: str) -> None:
        self._key = hmac.digest(secret.encode(), b"finenice audit", "sha256")
        self.name = hmac.digest(self._key, b"name", "sha256")[:8]

    def sign_entry(self, values: Sequence[Any]) -> bytes:
        """Sign an entry, given the values of its FIELDS."""
        return hmac.digest(self._key, b"entry" + _bytes(values), "sha256")

    def sign_link(self, number: int, link: bytes) -> bytes:
        """Sign a link of the chain."""
        return hmac.digest(self._key, b"seal" + _bytes([number, link.hex()]), "sha256")

    def sign_head(self, number: int, link: bytes) -> bytes:
        """Sign the statement that this link is the last one."""
        return hmac.digest(self._key, b"head" + _bytes([number, link.hex()]), "sha256")


def chain_link(before: bytes, number: int, entry_id: int, values: Sequence[Any], signature: bytes) -> bytes:
    """Return the link that chains an entry to the link `before`."""
    return hashlib.sha256(before + _bytes([number, entry_id, *values, signature.hex()])).digest()


def _bytes(values: Sequence[Any]) -> bytes:
    return orjson.dumps(values)
