"""The secrets of a shop: in an archive, in the settings, and what is missing of them at a restore."""

from __future__ import annotations

import dataclasses
import hmac
import os
import secrets
from pathlib import Path

from backups.archive import Fingerprints, Manifest, Secrets
from settings import Tokens
from settings.reader import derived_key

JWT, SALT, KEYS = "JWT_SECRET_KEY", "API_KEY_SALT", "ENCRYPTION_KEYS"
# Outside production they are created as files in DATA_DIR/secrets.
FILES = (JWT, SALT)
# What cannot be used without them.
LOSSES = {
    JWT: "the audit log can't be continued under its signatures, and sessions end",
    SALT: "API keys stop working",
    KEYS: "two-factor secrets can't be decrypted",
}


def of(tokens: Tokens) -> Secrets:
    """Return the secrets as settings hold them. The last encryption key is derived from the first secret."""
    return Secrets(
        JWT_SECRET_KEY=tokens.secret,
        API_KEY_SALT=",".join(tokens.api_key_salts),
        ENCRYPTION_KEYS=",".join(tokens.encryption_keys[:-1]),
    )


def fingerprints(tokens: Tokens) -> Fingerprints:
    """Return what identifies the secrets."""
    return Fingerprints(
        jwt_secret_key=_fingerprint(tokens.secret),
        api_key_salt=[_fingerprint(salt) for salt in tokens.api_key_salts],
        encryption_keys=[_fingerprint(key) for key in tokens.encryption_keys],
    )


def missing(manifest: Manifest, tokens: Tokens) -> list[str]:
    """Return the names of the settings that lack a secret of the archive."""
    wanted, found = manifest.fingerprints, fingerprints(tokens)
    checks = {
        JWT: wanted.jwt_secret_key == found.jwt_secret_key,
        SALT: set(wanted.api_key_salt) <= set(found.api_key_salt),
        KEYS: set(wanted.encryption_keys) <= set(found.encryption_keys),
    }
    return [name for name, present in checks.items() if not present]


def write(path: Path, found: Secrets) -> None:
    """Write the secrets as lines of .env to a new private file."""
    lines = [f"{name}={value}\n" for name, value in found.model_dump().items() if value]
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.writelines(lines)


def tokens(found: Secrets, like: Tokens) -> Tokens:
    """Return the settings of tokens with the archive's secrets."""
    keys = [key for key in found.ENCRYPTION_KEYS.split(",") if key]
    return dataclasses.replace(
        like,
        secret=found.JWT_SECRET_KEY,
        api_key_salts=tuple(found.API_KEY_SALT.split(",")),
        encryption_keys=(*keys, derived_key(found.JWT_SECRET_KEY)),
    )


def adoptable(found: Secrets, data_dir: Path) -> bool:
    """Tell whether these secrets are in files that this installation has created by itself, and can be replaced.

    Secrets of the environment are the operator's to set.
    """
    set_by_operator = [name for name in (*FILES, "JWT_SECRET", "SECRET_KEY") for end in ("", "_FILE")
                       if os.environ.get(name + end)]  # fmt: skip
    kept = [name for name in FILES if (data_dir / "secrets" / name.lower()).exists()]
    return not set_by_operator and set(FILES) == set(kept) and not found.ENCRYPTION_KEYS


def adopt(found: Secrets, data_dir: Path) -> None:
    """Put the archive's secrets in place of those that this installation has created."""
    for name in FILES:
        path = data_dir / "secrets" / name.lower()
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(getattr(found, name))
        draft.replace(path)


def _fingerprint(secret: str) -> str:
    return hmac.digest(secret.encode(), b"finenice backup fingerprint", "sha256")[:8].hex()
