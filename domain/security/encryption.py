"""What must be read back and yet not lie open in the database: sealed by the newest key, opened by any of them."""

from __future__ import annotations

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class Sealed(Exception):
    """None of the keys opens this: it was sealed by another one, or changed."""


class Seal:
    """The keys of one shop, the newest first, each 32 bytes in URL-safe base64 (Fernet, AES-128-CBC with HMAC)."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._newest = Fernet(keys[0])
        self._all = MultiFernet([Fernet(key) for key in keys])

    def close(self, text: str) -> bytes:
        """The text as it may lie in the database: ASCII, about a third longer than the text, and 100 bytes more."""
        return self._newest.encrypt(text.encode())

    def open(self, token: bytes) -> str:
        """The text again, or Sealed."""
        try:
            return self._all.decrypt(token).decode()
        except InvalidToken:
            raise Sealed from None

    def renewed(self, token: bytes) -> bytes | None:
        """The token under the newest key; None where it is that already. Sealed where no key opens it."""
        try:
            self._newest.decrypt(token)
        except InvalidToken:
            return self.close(self.open(token))
        return None
