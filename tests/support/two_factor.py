"""Accounts with an authenticator app."""

from __future__ import annotations

import time
from dataclasses import dataclass

import pyotp

from support.people import PASSWORD, Person, Shop

FACTOR, CODES, POLICY = (
    "/api/auth/second-factor",
    "/api/auth/second-factor/recovery-codes",
    "/api/auth/second-factor/policy",
)


@dataclass
class Phone:
    """A person's authenticator app and recovery codes."""

    shop: Shop
    secret: str
    recovery_codes: list[str]

    def code(self) -> str:
        """Return the current code, valid even if it was used before."""
        self.shop.rows("UPDATE second_factors SET last_step = 0")
        return pyotp.TOTP(self.secret).now()

    def wrong(self) -> str:
        """Return an invalid code."""
        app = pyotp.TOTP(self.secret)
        near = {app.at(time.time(), counter_offset=offset) for offset in range(-3, 4)}
        return next(text for number in range(8) if (text := str(number) * 6) not in near)


def enable_totp(person: Person) -> Phone:
    begun = person.post(FACTOR, {"current_password": PASSWORD})
    assert begun.status_code == 201, begun.text
    secret = begun.json()["secret"]
    confirmed = person.post(f"{FACTOR}/confirm", {"code": pyotp.TOTP(secret).now()})
    assert confirmed.status_code == 200, confirmed.text
    return Phone(person.shop, secret, confirmed.json()["recovery_codes"])
