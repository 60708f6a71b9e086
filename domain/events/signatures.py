"""Signatures of webhooks by Standard Webhooks 1.0 (https://www.standardwebhooks.com): HMAC-SHA256, scheme `v1`."""

from __future__ import annotations

import base64
import hmac
import secrets
from collections.abc import Sequence

PREFIX = "whsec_"
SECRET_BYTES = 32


def new_secret() -> str:
    """Return a new random secret."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def headers(event_id: str, timestamp: int, body: bytes, signing: Sequence[str]) -> dict[str, str]:
    """Return the headers of an attempt at this time, with a signature by each of the secrets."""
    return {
        "webhook-id": event_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(_sign(event_id, timestamp, body, secret) for secret in signing),
    }


def _sign(event_id: str, timestamp: int, body: bytes, secret: str) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    digest = hmac.digest(key, f"{event_id}.{timestamp}.".encode() + body, "sha256")
    return "v1," + base64.b64encode(digest).decode()
