"""The keys that credentials are signed with: RSA, sealed by the installation's secret, published as JWK (RFC 7517)."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from functools import lru_cache
from typing import Any

import orjson
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from jwt.algorithms import RSAAlgorithm

BITS = 2048


def passphrase(secret: str) -> bytes:
    """What seals private keys, derived from the secret that signs tokens, which it does not tell (RFC 5869)."""
    derived = HKDF(SHA256(), length=32, salt=None, info=b"finenice credential keys").derive(secret.encode())
    return urlsafe_b64encode(derived)


def make() -> RSAPrivateKey:
    """A new private key."""
    return generate_private_key(public_exponent=65537, key_size=BITS)


def sealed(key: RSAPrivateKey, phrase: bytes) -> str:
    """The private key as encrypted PEM."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(phrase)).decode()


@lru_cache(maxsize=16)
def opened(pem: str, phrase: bytes) -> RSAPrivateKey | None:
    """The private key; None where another secret has sealed it. Remembered, because opening takes milliseconds."""
    try:
        key = load_pem_private_key(pem.encode(), phrase)
    except ValueError:
        return None
    return key if isinstance(key, RSAPrivateKey) else None


def public(key: RSAPrivateKey) -> dict[str, str]:
    """The public half as a JWK."""
    numbers: dict[str, Any] = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    return {"kty": "RSA", "alg": "RS256", "use": "sig", "n": numbers["n"], "e": numbers["e"]}


def thumbprint(jwk: dict[str, str]) -> str:
    """The name of a key (RFC 7638)."""
    members = orjson.dumps({name: jwk[name] for name in ("e", "kty", "n")}, option=orjson.OPT_SORT_KEYS)
    return urlsafe_b64encode(hashlib.sha256(members).digest()).decode().rstrip("=")
