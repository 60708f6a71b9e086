"""RSA keys that sign credentials: the private half is encrypted at rest, the public half published (RFC 7517)."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from functools import lru_cache
from typing import Any

import orjson
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from jwt.algorithms import RSAAlgorithm

from domain.security.encryption import Cipher, DecryptionFailed

BITS = 2048


def generate() -> RSAPrivateKey:
    """Return a new private key."""
    return generate_private_key(public_exponent=65537, key_size=BITS)


def encrypt(key: RSAPrivateKey, cipher: Cipher) -> bytes:
    """Return the private key as encrypted PEM."""
    return cipher.encrypt(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode())


@lru_cache(maxsize=16)
def decrypt(token: bytes, cipher: Cipher) -> RSAPrivateKey | None:
    """Return the private key, or None if no key of the shop decrypts it. Cached, because parsing takes 1 ms."""
    try:
        key = load_pem_private_key(cipher.decrypt(token).encode(), None)
    except DecryptionFailed:
        return None
    return key if isinstance(key, RSAPrivateKey) else None


def public_jwk(key: RSAPrivateKey) -> dict[str, str]:
    """Return the public half as a JWK."""
    numbers: dict[str, Any] = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    return {"kty": "RSA", "alg": "RS256", "use": "sig", "n": numbers["n"], "e": numbers["e"]}


def thumbprint(jwk: dict[str, str]) -> str:
    """Return the JWK thumbprint, which serves as the key id (RFC 7638)."""
    members = orjson.dumps({name: jwk[name] for name in ("e", "kty", "n")}, option=orjson.OPT_SORT_KEYS)
    return urlsafe_b64encode(hashlib.sha256(members).digest()).decode().rstrip("=")
