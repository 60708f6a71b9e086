"""Verify webhooks of the shop, which are signed as Standard Webhooks 1.0 says (https://www.standardwebhooks.com)."""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import time
from collections.abc import Mapping, Sequence
from typing import Any

TOLERANCE_SECONDS = 5 * 60


class WebhookError(Exception):
    """The request does not come from the shop, or was sent too long ago."""


def verify_webhook(
    body: bytes,
    headers: Mapping[str, str],
    secret: str | Sequence[str],
    tolerance: int = TOLERANCE_SECONDS,
    now: float | None = None,
) -> dict[str, Any]:
    """Return the event in the body of a webhook, or raise WebhookError.

    `body` is what has arrived, byte by byte, before any JSON is read. While a secret is rotated, give both. Keep the
    `id` of an event with what you do for it: it may arrive again.
    """
    given = {name.lower(): value for name, value in headers.items()}
    try:
        event_id, timestamp = given["webhook-id"], given["webhook-timestamp"]
        sent_at = int(timestamp)
        signatures = [part[3:] for part in given["webhook-signature"].split() if part.startswith("v1,")]
    except (KeyError, ValueError):
        raise WebhookError("The headers webhook-id, webhook-timestamp and webhook-signature are missing.") from None
    if abs((time.time() if now is None else now) - sent_at) > tolerance:
        raise WebhookError("This was sent too long ago, or the clock of this machine is wrong.")
    signed = f"{event_id}.{timestamp}.".encode() + body
    matches = False
    for each in [secret] if isinstance(secret, str) else secret:
        expected = base64.b64encode(hmac.digest(_key(each), signed, "sha256"))
        for signature in signatures:
            # Every pair is compared, so that the time tells nothing.
            matches |= hmac.compare_digest(expected, signature.encode())
    if not matches:
        raise WebhookError("No signature matches.")
    event: dict[str, Any] = json.loads(body)
    return event


def _key(secret: str) -> bytes:
    try:
        return base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except binascii.Error:
        raise ValueError("A secret of a webhook looks like whsec_ and base64.") from None
