"""Calls that require a recent login or the password."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from support.accounts import PROFILE, outcome
from support.people import PASSWORD, Person, Shop


def age_logins(shop: Shop) -> None:
    shop.rows(
        "UPDATE sessions SET created_at = created_at - INTERVAL 11 MINUTE, "
        "confirmed_at = confirmed_at - INTERVAL 11 MINUTE"
    )


SENSITIVE: dict[str, tuple[str, str, dict[str, Any]]] = {
    "make a key": ("POST", "/api/developer/key", {"name": "Kasir"}),
    "rotate a key": ("POST", "/api/developer/keys/{key}/rotate", {}),
    "change the username": ("PUT", PROFILE, {"username": "budi-baru"}),
    "end the other sessions": ("DELETE", "/api/auth/sessions", {}),
    "end another session": ("DELETE", "/api/auth/sessions/{session}", {}),
}


@pytest.mark.parametrize("what", SENSITIVE)
def test_sensitive_calls_require_a_recent_login(shop: Shop, what: str) -> None:
    budi, phone = shop.person("budi", "developer"), shop.visitor()
    phone.username = "budi"
    phone.sign_in()
    method, path, body = SENSITIVE[what]
    key = budi.post("/api/developer/key", {"name": "Lama"}).json()["id"]
    (session,) = [row["id"] for row in budi.get("/api/auth/sessions").json()["sessions"] if not row["current"]]
    path = path.format(key=key, session=session)

    def call(**more: str) -> requests.Response:
        return budi.call(method, path, {**body, **more})

    age_logins(shop)
    # A refresh does not count as a login.
    budi.keep_tokens(budi.post("/api/auth/refresh", {"refresh_token": budi.refresh_token}).json())
    refused = call()
    assert outcome(refused) == (403, "reauthentication_required") and refused.json()["minutes"] == 10
    assert outcome(call(current_password="salah-sekali")) == (422, "wrong_password")
    assert outcome(call()) == (403, "reauthentication_required")
    assert call(current_password=PASSWORD).status_code in (200, 201)
    # The password is valid for all calls of this session during ten minutes.
    assert budi.post("/api/developer/key", {"name": "Baru"}).status_code == 201
    age_logins(shop)
    assert outcome(budi.post("/api/developer/key", {"name": "Lagi"})) == (403, "reauthentication_required")
    assert budi.get(PROFILE).status_code == 200


def test_wrong_current_password_is_rejected_after_a_recent_login(shop: Shop, budi: Person) -> None:
    assert outcome(budi.delete("/api/auth/sessions", json={"current_password": "salah-sekali"})) == (
        422,
        "wrong_password",
    )
    age_logins(shop)
    # An unchanged username and the own session require no reauthentication.
    assert budi.put(PROFILE, {"name": "Budi", "username": "budi"}).status_code == 200
    (session,) = budi.get("/api/auth/sessions").json()["sessions"]
    assert budi.delete(f"/api/auth/sessions/{session['id']}").status_code == 200


def test_ending_sessions_keeps_the_current_one_unless_included(shop: Shop, budi: Person, sari: Person) -> None:
    others = [shop.visitor() for _ in range(3)]
    for other in others:
        other.username = "budi"
        other.sign_in()
    assert budi.delete("/api/auth/sessions").json()["ended"] == 3
    for other in others:
        assert outcome(other.get(PROFILE)) == (401, "revoked_token")
    assert [row["current"] for row in budi.get("/api/auth/sessions").json()["sessions"]] == [True]
    others[0].sign_in()
    assert budi.delete("/api/auth/sessions", json={"current": True}).json()["ended"] == 2
    assert outcome(budi.get(PROFILE)) == outcome(others[0].get(PROFILE)) == (401, "revoked_token")
    assert sari.get(PROFILE).status_code == 200
