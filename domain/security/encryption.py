"""Encryption of values that must be readable again: the newest key encrypts, every key decrypts."""

from __future__ import annotations

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class DecryptionFailed(Exception):
    """No key decrypts the token: it was encrypted under another key, or changed."""


class Cipher:
    """The keys of one shop, newest first, each 32 bytes in URL-safe base64 (Fernet: AES-128-CBC with HMAC)."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._newest = Fernet(keys[0])
        self._all = MultiFernet([Fernet(key) for key in keys])

    def encrypt(self, text: str) -> bytes:
        """Return the text encrypted under the newest key: ASCII, about a third longer plus 100 bytes."""
        return self._newest.encrypt(text.encode())

    def decrypt(self, token: bytes) -> str:
        """Return the text, or raise DecryptionFailed."""
        try:
            return self._all.decrypt(token).decode()
        except InvalidToken:
            raise DecryptionFailed from None

    def reencrypt(self, token: bytes) -> bytes | None:
        """Return the token under the newest key, or None if it is under it already; raise DecryptionFailed."""
        try:
            self._newest.decrypt(token)
        except InvalidToken:
            return self.encrypt(self.decrypt(token))
        return None
