"""What lies sealed in the database, under keys that change."""

from __future__ import annotations

import base64
import secrets

import pytest

from domain.security.encryption import Cipher, DecryptionFailed
from settings import Settings, SettingsError
from support.settings import GOOD

OLD, NEW = (base64.urlsafe_b64encode(secrets.token_bytes(32)).decode() for _ in range(2))


def test_a_new_key_seals_and_the_old_still_opens_until_all_is_renewed() -> None:
    token = Cipher([OLD]).encrypt("rahasia")
    assert b"rahasia" not in token
    both = Cipher([NEW, OLD])
    assert both.decrypt(token) == "rahasia"
    renewed = both.reencrypt(token)
    assert renewed is not None
    assert Cipher([NEW]).decrypt(renewed) == "rahasia"
    assert both.reencrypt(renewed) is None


def test_what_another_key_sealed_or_somebody_changed_does_not_open() -> None:
    token = Cipher([OLD]).encrypt("rahasia")
    for broken in (token, token[:-1], b"x" + token[1:], b""):
        with pytest.raises(DecryptionFailed):
            Cipher([NEW]).decrypt(broken)
    changed = bytearray(token)
    changed[20] ^= 1
    with pytest.raises(DecryptionFailed):
        Cipher([OLD]).decrypt(bytes(changed))


def test_without_keys_of_its_own_a_shop_seals_by_the_secret_of_its_tokens() -> None:
    before, after = (Settings.from_env({**GOOD, "ENCRYPTION_KEYS": keys}).tokens.encryption_keys for keys in ("", NEW))
    token = Cipher(before).encrypt("rahasia")
    assert Cipher(after).decrypt(token) == "rahasia"
    assert Cipher(after).reencrypt(token) is not None
    with pytest.raises(SettingsError, match="ENCRYPTION_KEYS"):
        Settings.from_env({**GOOD, "ENCRYPTION_KEYS": f"{NEW},too-short"})
