"""Links that open one thing without a login: numbers and an expiry, signed with HMAC-SHA256.

Like encryption, the newest key signs and every key verifies, so that links outlive a new key.
"""

from __future__ import annotations

import hmac
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

# Two ids and the second of the expiry. The first bit of the second id is `anonymous`.
FORMAT = struct.Struct(">QQQ")
SIGNATURE_BYTES = 16
ANONYMOUS = 1 << 63
TOKEN_LENGTH = (FORMAT.size + SIGNATURE_BYTES) * 8 // 6 + 1


class Link(NamedTuple):
    """What a link opens, and as whom: 0 is an admin. An `anonymous` one names no customer."""

    row_id: int
    viewer_id: int
    expires_at: datetime
    anonymous: bool = False


class LinkSigner:
    """Signs the links of one purpose."""

    def __init__(self, keys: Sequence[str], purpose: str) -> None:
        self._keys = [hmac.digest(key.encode(), f"finenice link {purpose}".encode(), "sha256") for key in keys]

    def sign(self, link: Link) -> str:
        """Return the link as a token for a URL."""
        viewer = link.viewer_id | (ANONYMOUS if link.anonymous else 0)
        payload = FORMAT.pack(link.row_id, viewer, int(link.expires_at.timestamp()))
        return urlsafe_b64encode(payload + _signature(self._keys[0], payload)).decode().rstrip("=")

    def read(self, token: str) -> Link | None:
        """Return the link, expired or not, or None if it was not signed here."""
        if len(token) != TOKEN_LENGTH or not token.isascii():
            return None
        try:
            content = urlsafe_b64decode(token + "=" * (-len(token) % 4))
        except ValueError:
            return None
        payload, signature = content[: FORMAT.size], content[FORMAT.size :]
        if not any(hmac.compare_digest(_signature(key, payload), signature) for key in self._keys):
            return None
        row_id, viewer, expiry = FORMAT.unpack(payload)
        return Link(row_id, viewer & ~ANONYMOUS, datetime.fromtimestamp(expiry, UTC), bool(viewer & ANONYMOUS))


def _signature(key: bytes, payload: bytes) -> bytes:
    return hmac.digest(key, payload, "sha256")[:SIGNATURE_BYTES]
