"""API keys: what they look like, what they may do, and what is kept of them. Pure.

A key is `fn_`, a lookup part, a secret of 256 bits and a checksum, in base 62: one word for a double click, and one
pattern for those who search for leaked keys. The checksum is a CRC-32, which finds every error within 32 bits in a
row, so that a wrong character or two neighbours swapped cost no query. The form is that of GitHub's tokens
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
    "imports:read",
    "imports:write",
    "products:read",
    "products:write",
    "transactions:read",
    "transactions:write",
    "users:read",
]
SCOPES: tuple[Scope, ...] = get_args(Scope)
# What a key may do whose maker names nothing.
READING: tuple[Scope, ...] = tuple(scope for scope in SCOPES if scope.endswith(":read"))

ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase
PREFIX = "fn_"
# 71 bits, so that no two keys ever meet.
LOOKUP = 12
# The least number of characters that hold 256 bits.
SECRET = 43
CHECKSUM = 6
PATTERN = f"{PREFIX}[0-9A-Za-z]{{{LOOKUP + SECRET + CHECKSUM}}}"
_FORM = re.compile(PATTERN)


@dataclass(frozen=True)
class Key:
    """A well-formed key; its text is shown nowhere by accident."""

    text: str = field(repr=False)

    @property
    def lookup(self) -> str:
        """By what its row is found."""
        return self.text[len(PREFIX) : len(PREFIX) + LOOKUP]

    def digest(self, salt: str) -> bytes:
        """What is kept of it. 256 random bits need no slow hash; the salt keeps a stolen table from being of use."""
        return hmac.digest(salt.encode(), self.text.encode(), "sha256")

    def fits(self, digest: bytes, salts: Sequence[str]) -> bool:
        """Whether the digest was made of this key, under any of the salts."""
        return any(hmac.compare_digest(self.digest(salt), digest) for salt in salts)


def mint() -> Key:
    """A new key, which nobody can guess."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LOOKUP + SECRET))
    return Key(PREFIX + body + checksum(body))


def parse(text: str) -> Key | None:
    """The key that somebody sends; None for a text that no key of ours can be."""
    if not _FORM.fullmatch(text) or checksum(text[len(PREFIX) : -CHECKSUM]) != text[-CHECKSUM:]:
        return None
    return Key(text)


def checksum(body: str) -> str:
    """The CRC-32 of what stands between prefix and checksum, as six digits of base 62."""
    number, digits = zlib.crc32(body.encode()), ""
    for _ in range(CHECKSUM):
        number, digit = divmod(number, len(ALPHABET))
        digits = ALPHABET[digit] + digits
    return digits


def hidden(text: str) -> str:
    """The text without the secrets of the keys in it."""
    return _FORM.sub(lambda found: f"{found[0][: len(PREFIX) + LOOKUP]}…", text)
