"""The keys that credentials are signed with. The public half of each stays published."""

from __future__ import annotations

from typing import Any

import orjson
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

import db
from domain.security import signing_keys
from domain.security.encryption import Cipher
from problems import Problem
from queries.system.schema import alone


def get_signing_key(seal: Cipher) -> tuple[str, RSAPrivateKey]:
    """The id of the key that signs and its private half: the newest that `seal` opens, made where there is none.

    Every process asks the table each time, so that all sign with the same key, whoever has made it.
    """
    found = _newest(seal)
    if found is None:
        # Two at once would each make a key, and what the first has signed would not be what is signed next.
        with alone():
            found = _newest(seal) or _add(signing_keys.generate(), seal)
    return found


def list_public() -> list[db.Row]:
    """All keys, oldest first: `id` and `public_key`, a JWK."""
    rows = db.fetch_all(
        """
        SELECT   id, public_key
        FROM     credential_keys
        ORDER BY created_at, id
        """
    )
    return [{**row, "public_key": orjson.loads(row["public_key"])} for row in rows]


def get(key_id: str) -> dict[str, Any]:
    """The public half of one key, a JWK, or a 404."""
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


def _newest(seal: Cipher) -> tuple[str, RSAPrivateKey] | None:
    rows = db.fetch_all(
        """
        SELECT   id, private_key
        FROM     credential_keys
        ORDER BY created_at DESC, id DESC
        """
    )
    decrypted = ((str(row["id"]), signing_keys.decrypt(row["private_key"].encode(), seal)) for row in rows)
    return next(((key_id, key) for key_id, key in decrypted if key is not None), None)


def _add(key: RSAPrivateKey, seal: Cipher) -> tuple[str, RSAPrivateKey]:
    jwk = signing_keys.public_jwk(key)
    key_id = signing_keys.thumbprint(jwk)
    db.execute(
        """
        INSERT INTO credential_keys (id, private_key, public_key)
        VALUES (%s, %s, %s)
        """,
        (key_id, signing_keys.encrypt(key, seal), orjson.dumps(jwk).decode()),
    )
    return key_id, key
