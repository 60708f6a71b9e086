"""API keys: format, scopes and digests.

A key is `fn_`, a lookup part, a secret of 256 bits and a checksum, in base 62: a double click selects it, and secret
scanners can match it by one pattern. The checksum is a CRC-32, which detects every error within 32 consecutive bits, so
a mistyped character or two swapped neighbours cost no query. The format follows GitHub's tokens
(https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/).
"""

from __future__ import annotations

import hmac
import re
import secrets
import string
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

Scope = Literal[
    "analytics:read",
    "courses:read",
    "courses:write",
    "customers:read",
    "customers:write",
    "imports:read",
    "imports:write",
    "payments:write",
    "products:read",
    "products:write",
    "transactions:read",
    "transactions:write",
    "users:read",
    "webhooks:read",
    "webhooks:write",
]
SCOPES: tuple[Scope, ...] = get_args(Scope)
# The default scopes of a new key.
READ_SCOPES: tuple[Scope, ...] = tuple(scope for scope in SCOPES if scope.endswith(":read"))

ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase
PREFIX = "fn_"
# 71 bits, so that lookups never collide.
LOOKUP = 12
# The fewest base-62 characters that hold 256 bits.
SECRET = 43
CHECKSUM = 6
PATTERN = f"{PREFIX}[0-9A-Za-z]{{{LOOKUP + SECRET + CHECKSUM}}}"
_FORM = re.compile(PATTERN)


@dataclass(frozen=True)
class Key:
    """A well-formed key. Its text is left out of the repr."""

    text: str = field(repr=False)

    @property
    def lookup(self) -> str:
        """Return the part by which the database finds the key."""
        return self.text[len(PREFIX) : len(PREFIX) + LOOKUP]

    def digest(self, salt: str) -> bytes:
        """Return what is stored. 256 random bits need no slow hash; the salt makes a stolen table useless."""
        return hmac.digest(salt.encode(), self.text.encode(), "sha256")

    def matches(self, digest: bytes, salts: Sequence[str]) -> bool:
        """Return True if the digest belongs to this key under any of the salts."""
        return any(hmac.compare_digest(self.digest(salt), digest) for salt in salts)


def generate() -> Key:
    """Return a new random key."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LOOKUP + SECRET))
    return Key(PREFIX + body + checksum(body))


def parse(text: str) -> Key | None:
    """Return the key, or None if the text is not well-formed."""
    if not _FORM.fullmatch(text) or checksum(text[len(PREFIX) : -CHECKSUM]) != text[-CHECKSUM:]:
        return None
    return Key(text)


def checksum(body: str) -> str:
    """Return the CRC-32 of lookup part and secret as six base-62 digits."""
    number, digits = zlib.crc32(body.encode()), ""
    for _ in range(CHECKSUM):
        number, digit = divmod(number, len(ALPHABET))
        digits = ALPHABET[digit] + digits
    return digits


def redact(text: str) -> str:
    """Return the text with the secrets of API keys removed."""
    return _FORM.sub(lambda found: f"{found[0][: len(PREFIX) + LOOKUP]}…", text)
