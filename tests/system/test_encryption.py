"""Encryption of columns, and rotation of its keys."""

from __future__ import annotations

import base64
import secrets

import pytest

from domain.security.encryption import Cipher, DecryptionFailed
from settings import Settings, SettingsError
from support.settings import GOOD

OLD, NEW = (base64.urlsafe_b64encode(secrets.token_bytes(32)).decode() for _ in range(2))


def test_rotation_encrypts_with_the_new_key_and_decrypts_with_the_old() -> None:
    token = Cipher([OLD]).encrypt("rahasia")
    assert b"rahasia" not in token
    both = Cipher([NEW, OLD])
    assert both.decrypt(token) == "rahasia"
    renewed = both.reencrypt(token)
    assert renewed is not None
    assert Cipher([NEW]).decrypt(renewed) == "rahasia"
    assert both.reencrypt(renewed) is None


def test_values_of_another_key_or_changed_values_are_not_decrypted() -> None:
    token = Cipher([OLD]).encrypt("rahasia")
    for broken in (token, token[:-1], b"x" + token[1:], b""):
        with pytest.raises(DecryptionFailed):
            Cipher([NEW]).decrypt(broken)
    changed = bytearray(token)
    changed[20] ^= 1
    with pytest.raises(DecryptionFailed):
        Cipher([OLD]).decrypt(bytes(changed))


def test_the_default_encryption_key_is_derived_from_the_token_secret() -> None:
    before, after = (Settings.from_env({**GOOD, "ENCRYPTION_KEYS": keys}).tokens.encryption_keys for keys in ("", NEW))
    token = Cipher(before).encrypt("rahasia")
    assert Cipher(after).decrypt(token) == "rahasia"
    assert Cipher(after).reencrypt(token) is not None
    with pytest.raises(SettingsError, match="ENCRYPTION_KEYS"):
        Settings.from_env({**GOOD, "ENCRYPTION_KEYS": f"{NEW},too-short"})
