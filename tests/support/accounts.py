"""Helpers for tests of accounts: registration, e-mails, authenticator apps and API keys."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import Any

import pyotp
import requests

from support.people import PASSWORD, Person, Shop

BUDI = "budi@example.com"
NEW = "kopi-tubruk-tanpa-gula"
LOGIN, PROFILE = "/api/auth/login", "/api/users/profile"
VERIFY, SEND = "/api/auth/verify", "/api/auth/verify/send"
FORGOT, RESET, CHANGE = "/api/auth/password/forgot", "/api/auth/password/reset", "/api/auth/password/change"
TWO_FACTOR, RECOVERY_CODES, POLICY = (
    "/api/auth/second-factor",
    "/api/auth/second-factor/recovery-codes",
    "/api/auth/second-factor/policy",
)
KEY, KEYS = "/api/developer/key", "/api/developer/keys"


def register_with_email(shop: Shop, email: str = BUDI, name: str = "Budi") -> Person:
    """Register a user who signs in with an e-mail address."""
    person = shop.visitor()
    answer = person.post("/api/auth/register", {"email": email, "name": name, "password": PASSWORD})
    assert answer.status_code == 201, answer.text
    person.keep_tokens(answer.json())
    return person


def email_text(shop: Shop, template: str, recipient: str = BUDI) -> str:
    body = shop.email(recipient, template).get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def email_token(shop: Shop, template: str, recipient: str = BUDI) -> str:
    (token,) = re.findall(r"#token=(\S+)", email_text(shop, template, recipient))
    return str(token)


def request_reset(shop: Shop, email: str = BUDI) -> requests.Response:
    return shop.visitor().post(FORGOT, {"email": email})


def reset_password(shop: Shop, token: str, password: str = NEW) -> requests.Response:
    return shop.visitor().post(RESET, {"token": token, "password": password})


def login_status(shop: Shop, password: str, email: str = BUDI) -> int:
    return shop.visitor().post(LOGIN, {"email": email, "password": password}).status_code


def outcome(answer: requests.Response) -> tuple[int, str]:
    """Return the status, and the code of the first field error or of the problem, if any."""
    body = answer.json()
    return answer.status_code, body["errors"][0]["code"] if "errors" in body else body.get("code", "")


def add_activities(shop: Shop, person: Person, rows: int, mark: str = "x") -> None:
    """Add rows of 450 marks to the activity log."""
    shop.rows(
        f"""
        INSERT INTO activities (user_id, type, detail, created_at, address)
        WITH RECURSIVE ten AS (SELECT 0 AS n UNION ALL SELECT n + 1 FROM ten WHERE n < 9)
        SELECT %s, 'product_viewed', REPEAT(%s, 450), '2026-01-01' + INTERVAL a.n + 10 * b.n SECOND, ''
        FROM   ten a, ten b, ten c, ten d, ten e
        LIMIT  {rows}
        """,
        (person.id, mark),
    )


def database_text(shop: Shop) -> str:
    """Return the contents of all tables as text."""
    tables = [table for row in shop.rows("SHOW TABLES") for table in row.values()]
    return "\n".join(str(list(row.values())) for table in tables for row in shop.rows(f"SELECT * FROM `{table}`"))


@dataclass
class Authenticator:
    """A user's authenticator app and recovery codes."""

    shop: Shop
    secret: str
    recovery_codes: list[str]

    def code(self) -> str:
        """Return the current code, which is accepted even if it was used before."""
        self.shop.rows("UPDATE second_factors SET last_step = 0")
        return pyotp.TOTP(self.secret).now()

    def wrong(self) -> str:
        """Return a code that belongs to no adjacent time step."""
        app = pyotp.TOTP(self.secret)
        near = {app.at(time.time(), counter_offset=offset) for offset in range(-3, 4)}
        return next(text for number in range(8) if (text := str(number) * 6) not in near)


def enable_two_factor(person: Person) -> Authenticator:
    started = person.post(TWO_FACTOR, {"current_password": PASSWORD})
    assert started.status_code == 201, started.text
    secret = started.json()["secret"]
    confirmed = person.post(f"{TWO_FACTOR}/confirm", {"code": pyotp.TOTP(secret).now()})
    assert confirmed.status_code == 200, confirmed.text
    return Authenticator(person.shop, secret, confirmed.json()["recovery_codes"])


def create_key(person: Person, path: str = KEY, **fields: Any) -> dict[str, Any]:
    answer = person.post(path, fields or None)
    assert answer.status_code == 201, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    key: dict[str, Any] = answer.json()
    return key


def client_with_key(shop: Shop, key: str, header: str = "X-API-Key") -> Person:
    """Return a client that authenticates with the key."""
    caller = shop.visitor()
    caller.http.headers[header] = f"ApiKey {key}" if header == "Authorization" else key
    return caller
