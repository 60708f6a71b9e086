"""Sign-up and e-mail verification."""

from __future__ import annotations

import json
import re
from typing import Any

import jwt
import pytest

from queries.system import audit_chain
from support.accounts import BUDI, PROFILE, SEND, VERIFY, email_text, email_token, outcome, register_with_email
from support.app import at_once, secrets_for_tests, wait_until
from support.calls.contract_rows import LOGIN
from support.people import PASSWORD, Person, Shop
from support.shops import emptied

SECRET = secrets_for_tests()["JWT_SECRET_KEY"]


def left_by(shop: Shop, person: Person) -> str:
    """Return all rows and both tokens of the only person, without ids, times and random values."""
    rows = {table: shop.rows(f"SELECT * FROM `{table}`") for table in shop.tables}
    tokens = [jwt.decode(token, SECRET, algorithms=["HS256"]) for token in (person.token, person.refresh_token)]
    for claims in tokens:
        claims |= {name: claims[name] - claims["iat"] for name in ("exp", "nbf", "iat")} | {"jti": ""}
    text = repr([rows, tokens])
    for what in (
        r"datetime\.datetime\([\d, ]+\)", r"\$argon2id\S+", r"'signature': b(['\"]).*?\1}",
        r"\b[0-9a-f]{16}(?:[0-9a-f]{16})?\b", r"'id': \d+", rf"(?<![.\d]){person.id}(?![.\d])",
    ):  # fmt: skip
        text = re.sub(what, "*", text)
    return text


def test_a_person_of_the_tests_has_the_rows_of_a_sign_up(shop: Shop, inside: None) -> None:
    """`Shop.person` copies them from the first sign-up of a shop."""
    registered = shop.visitor()
    registered.username = "wati"
    registered.sign_up()
    expected = left_by(shop, registered)
    assert expected.count("'wati'") == 2
    # The first may be the one that is copied.
    for name in ("sari", "wati"):
        with emptied(shop):
            person = shop.person(name)
    assert left_by(shop, person) == expected
    assert shop.value("SELECT expires_at > created_at + INTERVAL 6 DAY FROM sessions WHERE user_id = %s", (person.id,))
    for path, body in (
        ("refresh", {"refresh_token": person.refresh_token}),
        ("login", {"username": "wati", "password": PASSWORD}),
    ):
        assert person.post(f"/api/auth/{path}", body).status_code == 200
    assert person.get("/api/users/profile").json()["name"] == "wati"
    audit_chain.extend()
    assert audit_chain.faults() == []


def test_registration_signs_the_user_in(shop: Shop) -> None:
    budi = shop.visitor()
    answer = budi.post("/api/auth/register", {"email": "Budi@Example.com", "password": PASSWORD, "name": " Budi "})
    assert answer.status_code == 201
    signed_in = answer.json()
    assert signed_in["user"] == {
        "id": signed_in["user"]["id"],
        "name": "Budi",
        "email": "budi@example.com",
        "email_verified": False,
        "username": None,
        "role": "buyer",
        "roles": ["buyer"],
    }
    assert signed_in["token_type"] == "Bearer"
    assert signed_in["expires_in"] == 900
    claims = jwt.decode(signed_in["access_token"], SECRET, algorithms=["HS256"], issuer="finenice")
    assert claims["sub"] == str(claims["user_id"]) == str(signed_in["user"]["id"])
    assert claims["role"] == "buyer"
    assert signed_in["access_token"].isascii()
    budi.http.headers["Authorization"] = f"Bearer {signed_in['access_token']}"
    assert budi.get("/api/users/profile").json()["email"] == "budi@example.com"


def test_registration_rejects_a_role(shop: Shop) -> None:
    answer = shop.visitor().post(
        "/api/auth/register", {"username": "mallory", "password": PASSWORD, "role": "admin", "roles": ["admin"]}
    )
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == ["role", "roles"]
    assert shop.value("SELECT COUNT(*) FROM users") == 0


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        ({"email": "a@example.com"}, {"email": "A@Example.com"}, "email"),
        ({"username": "budi"}, {"username": "BUDI"}, "username"),
    ],
)
def test_email_and_username_are_unique_regardless_of_case(shop: Shop, first: Any, second: Any, field: str) -> None:
    assert shop.visitor().post("/api/auth/register", {**first, "password": PASSWORD}).status_code == 201
    answer = shop.visitor().post("/api/auth/register", {**second, "password": PASSWORD})
    assert answer.status_code == 409
    assert answer.json()["code"] == "taken"
    assert answer.json()["errors"][0]["field"] == field


def test_simultaneous_registrations_of_one_username_succeed_once(shop: Shop) -> None:
    people = [shop.visitor() for _ in range(20)]
    body = {"username": "budi", "password": PASSWORD}
    statuses = [answer.status_code for answer in at_once(20, lambda n: people[n].post("/api/auth/register", body))]
    assert sorted(statuses) == [201] + [409] * 19


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["password"]),
        ({"email": "no-address", "password": "kurang"}, ["email", "password"]),
        ({"password": PASSWORD}, ["body"]),
        ({"username": "1budi", "password": PASSWORD}, ["username"]),
        ({"username": "budi", "password": PASSWORD, "name": ""}, ["name"]),
        ({"username": "budi", "password": PASSWORD, "name": "a\u0000b"}, ["name"]),
        ({"username": "budi", "password": 12345678}, ["password"]),
        ({"username": "budi", "password": "x" * 129}, ["password"]),
        ({"username": 0, "password": PASSWORD}, ["username"]),
        ([], ["body"]),
        ("budi", ["body"]),
        (b"null", ["body"]),
    ],
)
def test_invalid_registration_names_its_fields(shop: Shop, body: Any, fields: list[str]) -> None:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = shop.visitor().post("/api/auth/register", data=raw, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == fields
    assert PASSWORD not in answer.text
    assert shop.value("SELECT COUNT(*) FROM users") == 0


def test_registration_sends_a_link_that_verifies_the_address_once(shop: Shop) -> None:
    budi = register_with_email(shop)
    assert budi.get(PROFILE).json()["email_verified"] is False
    assert "within 24 hours" in email_text(shop, "verify")
    (link,) = re.findall(r"https?://\S+#token=\S+", email_text(shop, "verify"))
    assert link.startswith(f"{shop.url}/verify-email#token=")
    page = shop.visitor().http.get(link, timeout=30)
    assert page.status_code == 200 and page.headers["Content-Type"].startswith("text/html")
    assert (page.headers["Cache-Control"], page.headers["Referrer-Policy"]) == ("no-store", "no-referrer")

    token = email_token(shop, "verify")
    assert shop.visitor().post(VERIFY, {"token": token}).json() == {"email": BUDI}
    assert budi.get(PROFILE).json()["email_verified"] is True
    signed_in = shop.visitor().post(LOGIN, {"email": BUDI, "password": PASSWORD}).json()
    assert signed_in["user"]["email_verified"] is True
    # Repeated calls get the same response and change nothing.
    presses = at_once(8, lambda _: shop.visitor().post(VERIFY, {"token": token}))
    assert [answer.json() for answer in presses] == [{"email": BUDI}] * 8
    assert shop.value("SELECT COUNT(*) FROM activities WHERE type = 'email_verified'") == 1
    assert outcome(budi.post(SEND)) == (409, "email_already_verified")
    assert "email_verified" in [row["type"] for row in budi.get("/api/users/activities").json()["activities"]]


def test_resending_the_verification_email_expires_the_first_link(shop: Shop, sari: Person) -> None:
    budi = register_with_email(shop)
    first = email_token(shop, "verify")
    assert budi.post(SEND).status_code == 202
    wait_until(
        lambda: shop.value("SELECT COUNT(*) FROM letters WHERE template = 'verify' AND sent_at IS NOT NULL") == 2
    )
    assert outcome(shop.visitor().post(VERIFY, {"token": first})) == (410, "link_expired")
    assert shop.visitor().post(VERIFY, {"token": email_token(shop, "verify")}).status_code == 200
    assert outcome(sari.post(SEND)) == (409, "no_email")


def test_confirming_a_new_address_verifies_it_and_expires_older_links(shop: Shop) -> None:
    budi = register_with_email(shop)
    old = email_token(shop, "verify")
    budi.put(PROFILE, {"email": "baru@example.com", "current_password": PASSWORD})
    (token,) = re.findall(r"token=(\S+)", email_text(shop, "email_change", "baru@example.com"))
    for _ in range(2):
        confirmed = shop.visitor().post("/api/users/confirm-email", {"token": token})
        assert confirmed.json() == {"email": "baru@example.com"}
    shop.rows("UPDATE one_time_links SET expires_at = UTC_TIMESTAMP(6) WHERE purpose = 'email_change'")
    assert outcome(shop.visitor().post("/api/users/confirm-email", {"token": token})) == (410, "link_expired")
    assert budi.get(PROFILE).json()["email_verified"] is True
    assert outcome(shop.visitor().post(VERIFY, {"token": old})) == (410, "link_expired")
