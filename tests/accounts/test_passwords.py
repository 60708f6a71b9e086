"""Password reset and password change."""

from __future__ import annotations

import re
import statistics
import time
from typing import Any

import pytest
import requests

from support.accounts import (
    BUDI,
    CHANGE,
    FORGOT,
    NEW,
    PROFILE,
    RESET,
    VERIFY,
    database_text,
    email_text,
    email_token,
    enable_two_factor,
    login_status,
    outcome,
    register_with_email,
    request_reset,
    reset_password,
)
from support.app import at_once, clean_environment, wait_until
from support.calls.contract_rows import LOGIN
from support.people import PASSWORD, Person, Shop
from support.preloaded import preloaded

# ---- password reset


def test_password_reset_by_email_ends_all_sessions_and_clears_failed_attempts(shop: Shop) -> None:
    budi, phone = register_with_email(shop), shop.visitor()
    phone.keep_tokens(phone.post(LOGIN, {"email": BUDI, "password": PASSWORD}).json())
    # Failed logins have locked the account.
    for _ in range(10):
        assert login_status(shop, "salah") == 401
    assert login_status(shop, PASSWORD) == 429

    assert request_reset(shop, " Budi@Example.com").status_code == 202
    assert "within 45 minutes" in email_text(shop, "password_reset")
    token = email_token(shop, "password_reset")
    assert f"{shop.url}/reset-password#token={token}" in email_text(shop, "password_reset")
    page = shop.visitor().http.get(f"{shop.url}/reset-password", timeout=30)
    assert (page.headers["Cache-Control"], page.headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert outcome(reset_password(shop, token, "pendek")) == (422, "string_too_short")
    done = {"api_keys_revoked": 0, "webhooks_paused": 0, "second_factor_removed": False}
    assert reset_password(shop, token).json() == {"msg": "The password is set. Sign in with it.", **done}

    for person in (budi, phone):
        assert outcome(person.get(PROFILE)) == (401, "revoked_token")
        assert person.post("/api/auth/refresh", {"refresh_token": person.refresh_token}).status_code == 401
    assert login_status(shop, NEW) == 200 and login_status(shop, PASSWORD) == 401
    assert outcome(reset_password(shop, token, PASSWORD)) == (410, "link_expired")
    assert "password of your account was changed" in email_text(shop, "password_changed")
    # Opening the link proves the address.
    assert shop.value("SELECT email_verified_at IS NOT NULL FROM users") == 1
    log = [row["type"] for row in shop.rows("SELECT type FROM activities ORDER BY id")]
    assert {"password_reset_requested", "password_reset"} <= set(log)


def test_password_reset_request_does_not_reveal_accounts(shop: Shop) -> None:
    register_with_email(shop)
    register_with_email(shop, "tidur@example.com")
    shop.rows("UPDATE users SET active = FALSE WHERE email = 'tidur@example.com'")
    told = []
    for email in (BUDI, "tidur@example.com", "tidak-ada@example.com"):
        answer = request_reset(shop, email)
        changing = ("date", "x-request-id")
        headers = {name: value for name, value in answer.headers.items() if name.lower() not in changing}
        told.append((answer.status_code, answer.content, headers))
    assert told[0] == told[1] == told[2] and told[0][0] == 202
    # The request queues a job for every address; only the job looks for the account.
    wait_until(lambda: not shop.rows("SELECT id FROM jobs WHERE state <> 'done'"))
    assert shop.value("SELECT COUNT(*) FROM jobs WHERE kind = 'password_reset'") == 3
    assert [
        row["recipient"] for row in shop.rows("SELECT recipient FROM letters WHERE template = 'password_reset'")
    ] == [BUDI]


def test_password_reset_request_takes_as_long_for_unknown_accounts(shop: Shop) -> None:
    known = [f"ada{number}@example.com" for number in range(15)]
    shop.rows(
        f"INSERT INTO users (name, email, password_hash) VALUES {', '.join(['(%s, %s, %s)'] * len(known))}",
        tuple(value for email in known for value in ("x", email, "h")),
    )
    visitor = shop.visitor()

    def seconds(email: str) -> float:
        started = time.perf_counter()
        assert visitor.post(FORGOT, {"email": email}).status_code == 202
        return time.perf_counter() - started

    pairs = [(seconds(email), seconds(f"tidak-{email}")) for email in known]
    known_time, unknown_time = (statistics.median(times) for times in zip(*pairs, strict=True))
    assert 0.3 < unknown_time / known_time < 3


def test_fifty_simultaneous_resets_with_one_link_set_one_password(shop: Shop) -> None:
    register_with_email(shop)
    request_reset(shop)
    token = email_token(shop, "password_reset")
    passwords = [f"kata-sandi-nomor-{number}" for number in range(50)]
    statuses = at_once(50, lambda number: reset_password(shop, token, passwords[number]).status_code)
    assert sorted(statuses) == [200] + [410] * 49
    assert login_status(shop, passwords[statuses.index(200)]) == 200
    assert shop.value("SELECT COUNT(*) FROM letters WHERE template = 'password_changed'") == 1


def test_password_reset_cancels_a_pending_address_change(shop: Shop) -> None:
    """A thief with the password has requested a change to their own address."""
    thief = register_with_email(shop)
    thief.put(PROFILE, {"email": "maling@example.com", "current_password": PASSWORD})
    (bait,) = re.findall(r"token=(\S+)", email_text(shop, "email_change", "maling@example.com"))
    request_reset(shop)
    assert reset_password(shop, email_token(shop, "password_reset")).status_code == 200
    assert outcome(shop.visitor().post("/api/users/confirm-email", {"token": bait})) == (410, "link_expired")
    assert shop.value("SELECT email FROM users") == BUDI


def register_with_key_and_two_factor(shop: Shop, verified: bool) -> tuple[dict[str, str], Any]:
    """Register Budi's address with an API key and two-factor authentication, and request a reset."""

    maker = register_with_email(shop)
    if verified:
        assert shop.visitor().post(VERIFY, {"token": email_token(shop, "verify")}).status_code == 200
    shop.rows("INSERT INTO user_roles (user_id, role) VALUES (%s, 'developer')", (maker.id,))
    made = maker.post("/api/developer/key", {"name": "Buka https://evil.example", "scopes": ["users:read"]})
    assert made.status_code == 201
    hook = maker.post("/api/webhooks", {"url": "https://evil.example/hook"})
    assert hook.status_code == 201, hook.text
    phone = enable_two_factor(maker)
    request_reset(shop)
    return {"X-API-Key": made.json()["api_key"]}, phone


def test_reset_of_an_unverified_account_removes_keys_and_two_factor(shop: Shop) -> None:
    """Somebody else has registered Budi's address, with an API key and two-factor authentication."""
    program, _ = register_with_key_and_two_factor(shop, verified=False)
    answer = reset_password(shop, email_token(shop, "password_reset"))
    assert (answer.json()["api_keys_revoked"], answer.json()["second_factor_removed"]) == (1, True)
    assert outcome(shop.visitor().get(PROFILE, headers=program)) == (401, "api_key_revoked")
    assert login_status(shop, NEW) == 200
    assert not shop.rows("SELECT user_id FROM second_factors UNION SELECT user_id FROM recovery_codes")
    # No e-mail repeats the name that somebody else gave the key.
    wait_until(lambda: not shop.rows("SELECT id FROM jobs WHERE state <> 'done'"))
    assert not shop.rows("SELECT id FROM letters WHERE template = 'key_withdrawn'")
    # The address is verified now, so the next reset keeps his own keys.
    shop.rows("UPDATE jobs SET unique_name = NULL")
    budi = shop.visitor()
    budi.keep_tokens(budi.post(LOGIN, {"email": BUDI, "password": NEW}).json())
    made = budi.post("/api/developer/key", {"scopes": ["users:read"]}).json()
    request_reset(shop)
    sent = "SELECT COUNT(*) FROM letters WHERE template = 'password_reset' AND sent_at IS NOT NULL"
    wait_until(lambda: shop.value(sent) == 2)
    assert reset_password(shop, email_token(shop, "password_reset")).json()["api_keys_revoked"] == 0
    assert shop.visitor().get(PROFILE, headers={"X-API-Key": made["api_key"]}).status_code == 200


def test_reset_of_a_verified_account_revokes_keys_on_request_only(shop: Shop) -> None:
    program, phone = register_with_key_and_two_factor(shop, verified=True)
    token = email_token(shop, "password_reset")
    assert shop.visitor().get(PROFILE, headers=program).status_code == 200
    body = {"token": token, "password": NEW, "revoke_api_keys": True}
    done = shop.visitor().post(RESET, body).json()
    assert (done["api_keys_revoked"], done["webhooks_paused"], done["second_factor_removed"]) == (1, 1, False)
    (hook,) = shop.rows("SELECT id, active, pause_reason FROM webhooks")
    assert (hook["active"], hook["pause_reason"]) == (0, "password_reset")
    assert f"paused as well: {hook['id']}" in email_text(shop, "webhooks_paused")
    assert outcome(shop.visitor().get(PROFILE, headers=program)) == (401, "api_key_revoked")
    assert login_status(shop, NEW) == 401
    answer = shop.visitor().post(LOGIN, {"email": BUDI, "password": NEW, "code": phone.code()})
    assert answer.status_code == 200


LINKS = {"verify": VERIFY, "password_reset": RESET, "email_change": "/api/users/confirm-email"}


@pytest.mark.parametrize("purpose", LINKS)
def test_link_works_for_its_own_purpose_only(shop: Shop, purpose: str) -> None:
    register_with_email(shop)
    shop.rows(
        "INSERT INTO one_time_links (token_hash, user_id, purpose, subject, expires_at) "
        "SELECT UNHEX(SHA2('token', 256)), id, %s, email, UTC_TIMESTAMP(6) + INTERVAL 1 HOUR FROM users",
        (purpose,),
    )

    def opened(path: str) -> int:
        body = {"token": "token", **({"password": NEW} if path == RESET else {})}
        return shop.visitor().post(path, body).status_code

    others = [path for name, path in LINKS.items() if name != purpose]
    assert [opened(path) for path in others] == [410, 410]
    assert opened(LINKS[purpose]) == 200


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE one_time_links SET expires_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND",
        "UPDATE users SET active = FALSE",
        "UPDATE users SET email = 'lain@example.com'",
        "DELETE FROM one_time_links",
    ],
)
def test_expired_link_does_not_reset_the_password(shop: Shop, spoil: str) -> None:
    register_with_email(shop)
    request_reset(shop)
    token = email_token(shop, "password_reset")
    before = shop.value("SELECT password_hash FROM users")
    shop.rows(spoil)
    assert outcome(reset_password(shop, token)) == (410, "link_expired")
    assert shop.value("SELECT password_hash FROM users") == before


# ---- password change


def test_password_change_ends_all_sessions_and_starts_one(shop: Shop) -> None:
    budi, phone = register_with_email(shop), shop.visitor()
    phone.keep_tokens(phone.post(LOGIN, {"email": BUDI, "password": PASSWORD}).json())
    old = budi.refresh_token
    answer = budi.post(CHANGE, {"current_password": PASSWORD, "new_password": NEW})
    assert answer.status_code == 200, answer.text
    assert outcome(budi.get(PROFILE)) == outcome(phone.get(PROFILE)) == (401, "revoked_token")
    assert shop.visitor().post("/api/auth/refresh", {"refresh_token": old}).status_code == 401
    budi.keep_tokens(answer.json())
    assert budi.get(PROFILE).status_code == 200
    assert len(budi.get("/api/auth/sessions").json()["sessions"]) == 1
    assert login_status(shop, NEW) == 200 and login_status(shop, PASSWORD) == 401
    assert "password of your account was changed" in email_text(shop, "password_changed")
    assert "password_changed" in [row["type"] for row in budi.get("/api/users/activities").json()["activities"]]


def test_password_change_requires_the_password_and_throttles_guesses(shop: Shop, budi: Person) -> None:
    def change(password: str) -> requests.Response:
        return budi.post(CHANGE, {"current_password": password, "new_password": NEW})

    assert outcome(change("salah")) == (422, "wrong_password")
    # Failed logins of others do not block the change ...
    for _ in range(11):
        shop.visitor().post(LOGIN, {"username": "budi", "password": "salah"})
    assert shop.visitor().post(LOGIN, {"username": "budi", "password": PASSWORD}).status_code == 429
    # ... and guesses within a session are throttled.
    assert [change("salah").status_code for _ in range(10)] == [422] * 9 + [429]
    assert change(PASSWORD).status_code == 429
    shop.rows("UPDATE sign_in_failures SET last_failed_at = last_failed_at - INTERVAL 61 SECOND")
    assert change(PASSWORD).status_code == 200
    assert shop.visitor().post(LOGIN, {"username": "budi", "password": NEW}).status_code == 200


def test_simultaneous_password_changes_apply_one(shop: Shop, budi: Person) -> None:
    callers = [shop.visitor() for _ in range(4)]
    for caller in callers:
        caller.http.headers.update(budi.http.headers)
    passwords = [f"kata-sandi-nomor-{number}" for number in range(4)]
    answers = at_once(
        4, lambda n: callers[n].post(CHANGE, {"current_password": PASSWORD, "new_password": passwords[n]})
    )
    statuses = [answer.status_code for answer in answers]
    assert statuses.count(200) == 1 and set(statuses) <= {200, 401, 422}
    right = passwords[statuses.index(200)]
    assert shop.visitor().post(LOGIN, {"username": "budi", "password": right}).status_code == 200


def test_session_start_fails_after_the_password_has_changed(shop: Shop, budi: Person, inside: None) -> None:
    """The login has read the old hash, then the password changes, then the session starts."""
    from queries.accounts import sessions

    old = shop.value("SELECT password_hash FROM users")
    assert sessions.start("a" * 32, budi.id, old, "r", 60, "", "")
    assert budi.post(CHANGE, {"current_password": PASSWORD, "new_password": NEW}).status_code == 200
    assert not sessions.start("b" * 32, budi.id, old, "r", 60, "", "")
    assert not shop.rows("SELECT id FROM sessions WHERE id = %s", ("b" * 32,))
    assert shop.value("SELECT ended_at IS NOT NULL FROM sessions WHERE id = %s", ("a" * 32,))


def test_set_password_command_sets_the_password(shop: Shop) -> None:
    budi = register_with_email(shop)
    env = {**clean_environment(), **shop.app.env}

    def run(login: str, password: str) -> Any:
        return preloaded.run(["-m", "flask", "set-password", login, "--password", password], env, timeout=60)

    done = run("Budi@Example.com", NEW)
    assert done.returncode == 0 and "is set" in done.stdout, done.stderr
    assert login_status(shop, NEW) == 200 and budi.get(PROFILE).status_code == 401


# ---- secrets


def test_passwords_and_links_appear_in_no_log_or_table(shop: Shop) -> None:
    budi = register_with_email(shop)
    secrets = [PASSWORD, NEW, email_token(shop, "verify")]
    request_reset(shop)
    secrets.append(email_token(shop, "password_reset"))
    reset_password(shop, secrets[-1])
    budi.keep_tokens(budi.post(LOGIN, {"email": BUDI, "password": NEW}).json())
    secrets.append("lain-lagi-sandi-saya")
    budi.post(CHANGE, {"current_password": NEW, "new_password": secrets[-1]})
    wait_until(lambda: not shop.rows("SELECT id FROM jobs WHERE state <> 'done'"))
    shown = shop.app.log.read_text() + database_text(shop)
    assert BUDI in shown
    assert [secret for secret in secrets if secret in shown] == []
    audited = str(shop.rows("SELECT old_values, new_values FROM audit_entries WHERE table_name = 'users'"))
    assert "[redacted]" in audited and "argon2" not in audited
