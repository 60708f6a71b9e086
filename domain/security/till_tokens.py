"""Tokens of tills: a device that holds one lets staff sign in by PIN."""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Sequence

PREFIX = "fnt_"
PATTERN = f"{PREFIX}[0-9A-Za-z_-]{{43}}"
_FORM = re.compile(PATTERN)


def generate() -> str:
    """Return a new random token of 256 bits."""
    return PREFIX + secrets.token_urlsafe(32)


def digest(token: str, salt: str) -> bytes:
    """Return what is stored. Random bits need no slow hash; the salt makes a stolen table useless."""
    return hmac.digest(salt.encode(), token.encode(), "sha256")


def matches(token: str, stored: bytes, salts: Sequence[str]) -> bool:
    """Return True if the stored digest belongs to the token under any of the salts."""
    return _FORM.fullmatch(token) is not None and any(
        hmac.compare_digest(digest(token, salt), stored) for salt in salts
    )
