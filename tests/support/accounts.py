"""Accounts with an e-mail address, and the e-mails that they get."""

from __future__ import annotations

import re

import requests

from support.people import PASSWORD, Person, Shop

BUDI = "budi@example.com"
NEW = "kopi-tubruk-tanpa-gula"
LOGIN, PROFILE = "/api/auth/login", "/api/users/profile"
FORGOT, RESET, CHANGE = "/api/auth/password/forgot", "/api/auth/password/reset", "/api/auth/password/change"


def register_email(shop: Shop, email: str = BUDI) -> Person:
    """Register a person with an e-mail address."""
    person = shop.visitor()
    answer = person.post("/api/auth/register", {"email": email, "name": "Budi", "password": PASSWORD})
    assert answer.status_code == 201, answer.text
    person.keep_tokens(answer.json())
    return person


def email_text(shop: Shop, template: str, recipient: str = BUDI) -> str:
    body = shop.letter(recipient, template).get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def email_token(shop: Shop, template: str, recipient: str = BUDI) -> str:
    (token,) = re.findall(r"#token=(\S+)", email_text(shop, template, recipient))
    return str(token)


def forget(shop: Shop, email: str = BUDI) -> requests.Response:
    return shop.visitor().post(FORGOT, {"email": email})


def reset(shop: Shop, token: str, password: str = NEW) -> requests.Response:
    return shop.visitor().post(RESET, {"token": token, "password": password})


def code(answer: requests.Response) -> tuple[int, str]:
    problem = answer.json()
    return answer.status_code, problem["errors"][0]["code"] if "errors" in problem else problem["code"]


def contents(shop: Shop) -> str:
    """Return all rows of the database as text."""
    tables = [table for row in shop.rows("SHOW TABLES") for table in row.values()]
    return "\n".join(str(list(row.values())) for table in tables for row in shop.rows(f"SELECT * FROM `{table}`"))
