"""The keys that sign credentials, as the database stores them. The public half of each stays published."""

from __future__ import annotations

from typing import Any

import orjson
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

import db
from domain.security import signing_keys
from domain.security.encryption import Cipher
from problems import Problem
from queries.system import leases

# The request waits meanwhile.
LONGEST_WAIT = 5.0


def get_signing_key(cipher: Cipher) -> tuple[str, RSAPrivateKey]:
    """Return the id and private half of the newest key that `cipher` decrypts; create one if there is none.

    Every process asks the table each time, so that all sign with the same key.
    """
    found = _newest(cipher)
    if found is None:
        # Without this lease two processes would each create a key and sign with different ones.
        try:
            with leases.hold("signing key", LONGEST_WAIT):
                found = _newest(cipher) or _add(signing_keys.generate(), cipher)
        except leases.LeaseHeld:
            raise Problem("busy") from None
    return found


def list_public() -> list[db.Row]:
    """Return `id` and `public_key` (a JWK) of all keys, oldest first."""
    rows = db.fetch_all(
        """
        SELECT   id, public_key
        FROM     credential_keys
        ORDER BY created_at, id
        """
    )
    return [{**row, "public_key": orjson.loads(row["public_key"])} for row in rows]


def get(key_id: str) -> dict[str, Any]:
    """Return the public half of one key as a JWK, or raise a 404."""
    text = key_id.isascii() and db.fetch_value(
        """
        SELECT public_key
        FROM   credential_keys
        WHERE  id = %s
        """,
        (key_id,),
    )
    if not text:
        raise Problem("not_found")
    jwk: dict[str, Any] = orjson.loads(text)
    return jwk


def _newest(cipher: Cipher) -> tuple[str, RSAPrivateKey] | None:
    rows = db.fetch_all(
        """
        SELECT   id, private_key
        FROM     credential_keys
        ORDER BY created_at DESC, id DESC
        """
    )
    opened = ((str(row["id"]), signing_keys.decrypt(row["private_key"].encode(), cipher)) for row in rows)
    return next(((key_id, key) for key_id, key in opened if key is not None), None)


def _add(key: RSAPrivateKey, cipher: Cipher) -> tuple[str, RSAPrivateKey]:
    jwk = signing_keys.public_jwk(key)
    key_id = signing_keys.thumbprint(jwk)
    db.execute(
        """
        INSERT INTO credential_keys (id, private_key, public_key)
        VALUES (%s, %s, %s)
        """,
        (key_id, signing_keys.encrypt(key, cipher), orjson.dumps(jwk).decode()),
    )
    return key_id, key
