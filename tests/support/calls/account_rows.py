"""The accounts of the people who make the calls of the access matrix."""

from __future__ import annotations

import time
from typing import Any

import pyotp

from domain.security.encryption import Cipher
from settings import Settings
from support.app import secrets_for_tests
from support.people import PASSWORD, Person, Shop

ROLES = {"sari": ("seller",), "tono": ("seller",), "dian": ("developer",), "dewi": ("admin",)}


class AccountRows:
    """The part of a world that is about accounts."""

    shop: Shop
    people: dict[str, Person]
    begun: float

    def is_lasting(self) -> bool:
        """Tell whether the people outlast the last test. Give them their sessions and roles, and no more."""
        ids = {person.id: name for name, person in self.people.items() if name != "visitor"}
        # Their tokens last for 15 minutes.
        known = self.shop.rows("SELECT id FROM users WHERE id = %s", (self.people["dewi"].id,))
        if not known or time.monotonic() > self.begun + 600:
            return False
        self.shop.rows("UPDATE sessions SET ended_at = NULL")
        for table in ("second_factors", "second_factor_policy", "staff", "user_roles"):
            self.shop.rows(f"DELETE FROM {table}")
        roles = [(user_id, role) for user_id, name in ids.items() for role in ("buyer", *ROLES.get(name, ()))]
        places = ", ".join(["(%s, %s)"] * len(roles))
        values = tuple(value for row in roles for value in row)
        self.shop.rows(f"INSERT INTO user_roles (user_id, role) VALUES {places}", values)
        return True

    def add_addresses(self) -> str:
        """Give everybody an unverified e-mail address."""
        for name, person in self.people.items():
            self.shop.rows(
                "UPDATE users SET email = %s, email_verified_at = NULL WHERE id = %s",
                (f"{name}@example.com", person.id),
            )
        return ""

    def enable_totp(self, enabled: bool = True) -> dict[str, Any]:
        """Enable one TOTP secret for everybody, or only begin its setup, and return password and code."""
        secret = pyotp.random_base32()
        sealed = Cipher(Settings.from_env(secrets_for_tests()).tokens.encryption_keys).encrypt(secret).decode()
        self.shop.rows("DELETE FROM second_factors")
        self.shop.rows(
            "INSERT INTO second_factors (user_id, secret, enabled_at) SELECT id, %s, IF(%s, NOW(), NULL) FROM users",
            (sealed, enabled),
        )
        return {"current_password": PASSWORD, "code": pyotp.TOTP(secret).now()}

    def disable_totp(self) -> dict[str, Any]:
        self.shop.rows("DELETE FROM second_factors")
        return {"current_password": PASSWORD}

    def first_code(self) -> dict[str, Any]:
        return {"code": self.enable_totp(enabled=False)["code"]}

    def policy(self) -> dict[str, Any]:
        self.enable_totp()
        return {"roles": ["admin"]}

    def user_with_totp(self) -> int:
        """Return the id of Budi, who has 2FA enabled."""
        self.enable_totp()
        return self.people["budi"].id
