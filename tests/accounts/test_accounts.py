"""People verify their address, forget their password, and change it."""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import time
from typing import Any

import pytest
import requests

from conftest import PASSWORD, ROOT, Person, Shop, at_once, clean_environment, wait_until

BUDI = "budi@example.com"
NEW = "kopi-tubruk-tanpa-gula"
LOGIN, PROFILE = "/api/auth/login", "/api/users/profile"
VERIFY, SEND = "/api/auth/verify", "/api/auth/verify/send"
FORGOT, RESET, CHANGE = "/api/auth/password/forgot", "/api/auth/password/reset", "/api/auth/password/change"


def of_address(shop: Shop, email: str = BUDI) -> Person:
    """Somebody who signs in by e-mail address."""
    person = shop.visitor()
    answer = person.post("/api/auth/register", {"email": email, "name": "Budi", "password": PASSWORD})
    assert answer.status_code == 201, answer.text
    person._keep(answer.json())
    return person


def said(shop: Shop, template: str, recipient: str = BUDI) -> str:
    body = shop.letter(recipient, template).get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def token_in(shop: Shop, template: str, recipient: str = BUDI) -> str:
    (token,) = re.findall(r"#token=(\S+)", said(shop, template, recipient))
    return str(token)


def forget(shop: Shop, email: str = BUDI) -> requests.Response:
    return shop.visitor().post(FORGOT, {"email": email})


def reset(shop: Shop, token: str, password: str = NEW) -> requests.Response:
    return shop.visitor().post(RESET, {"token": token, "password": password})


def signs_in(shop: Shop, password: str, email: str = BUDI) -> int:
    return shop.visitor().post(LOGIN, {"email": email, "password": password}).status_code


def code(answer: requests.Response) -> tuple[int, str]:
    problem = answer.json()
    return answer.status_code, problem["errors"][0]["code"] if "errors" in problem else problem["code"]


# ---- an address that is its person's


def test_a_new_account_verifies_its_address(shop: Shop) -> None:
    budi = of_address(shop)
    assert budi.get(PROFILE).json()["email_verified"] is False
    assert "within 24 hours" in said(shop, "verify")
    (link,) = re.findall(r"https?://\S+#token=\S+", said(shop, "verify"))
    assert link.startswith(f"{shop.url}/verify-email#token=")
    page = shop.visitor().http.get(link, timeout=30)
    assert page.status_code == 200 and page.headers["Content-Type"].startswith("text/html")
    assert (page.headers["Cache-Control"], page.headers["Referrer-Policy"]) == ("no-store", "no-referrer")

    token = token_in(shop, "verify")
    assert shop.visitor().post(VERIFY, {"token": token}).json() == {"email": BUDI}
    assert budi.get(PROFILE).json()["email_verified"] is True
    signed_in = shop.visitor().post(LOGIN, {"email": BUDI, "password": PASSWORD}).json()
    assert signed_in["user"]["email_verified"] is True
    # Who presses the button again, or has lost the answer, hears the same, and nothing is done twice.
    presses = at_once(8, lambda _: shop.visitor().post(VERIFY, {"token": token}))
    assert [answer.json() for answer in presses] == [{"email": BUDI}] * 8
    assert shop.value("SELECT COUNT(*) FROM activities WHERE type = 'email_verified'") == 1
    assert code(budi.post(SEND)) == (409, "email_already_verified")
    assert "email_verified" in [row["type"] for row in budi.get("/api/users/activities").json()["activities"]]


def test_who_has_lost_the_letter_asks_for_another(shop: Shop, sari: Person) -> None:
    budi = of_address(shop)
    first = token_in(shop, "verify")
    assert budi.post(SEND).status_code == 202
    wait_until(
        lambda: shop.value("SELECT COUNT(*) FROM letters WHERE template = 'verify' AND sent_at IS NOT NULL") == 2
    )
    assert code(shop.visitor().post(VERIFY, {"token": first})) == (410, "link_expired")
    assert shop.visitor().post(VERIFY, {"token": token_in(shop, "verify")}).status_code == 200
    assert code(sari.post(SEND)) == (409, "no_email")


def test_a_confirmed_change_counts_as_verified_and_older_links_are_dead(shop: Shop) -> None:
    budi = of_address(shop)
    old = token_in(shop, "verify")
    budi.put(PROFILE, {"email": "baru@example.com", "current_password": PASSWORD})
    (token,) = re.findall(r"token=(\S+)", said(shop, "email_change", "baru@example.com"))
    for _ in range(2):
        confirmed = shop.visitor().post("/api/users/confirm-email", {"token": token})
        assert confirmed.json() == {"email": "baru@example.com"}
    shop.rows("UPDATE one_time_links SET expires_at = UTC_TIMESTAMP(6) WHERE purpose = 'email_change'")
    assert code(shop.visitor().post("/api/users/confirm-email", {"token": token})) == (410, "link_expired")
    assert budi.get(PROFILE).json()["email_verified"] is True
    assert code(shop.visitor().post(VERIFY, {"token": old})) == (410, "link_expired")


def test_a_new_address_asks_for_the_password(shop: Shop) -> None:
    budi = of_address(shop)
    asked = {"email": "baru@example.com"}
    assert code(budi.put(PROFILE, asked)) == (422, "one_of")
    assert code(budi.put(PROFILE, {**asked, "current_password": "salah"})) == (422, "wrong_password")
    assert budi.get(PROFILE).json()["pending_email"] is None
    assert budi.put(PROFILE, {**asked, "current_password": PASSWORD}).json()["pending_email"] == "baru@example.com"


# ---- a password that was forgotten


def test_a_forgotten_password_is_reset_by_letter(shop: Shop) -> None:
    budi, phone = of_address(shop), shop.visitor()
    phone._keep(phone.post(LOGIN, {"email": BUDI, "password": PASSWORD}).json())
    # Whoever has forgotten it has guessed before.
    for _ in range(10):
        assert signs_in(shop, "salah") == 401
    assert signs_in(shop, PASSWORD) == 429

    assert forget(shop, " Budi@Example.com").status_code == 202
    assert "within 45 minutes" in said(shop, "password_reset")
    token = token_in(shop, "password_reset")
    assert f"{shop.url}/reset-password#token={token}" in said(shop, "password_reset")
    page = shop.visitor().http.get(f"{shop.url}/reset-password", timeout=30)
    assert (page.headers["Cache-Control"], page.headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert code(reset(shop, token, "pendek")) == (422, "string_too_short")
    done = {"api_keys_revoked": 0, "second_factor_removed": False}
    assert reset(shop, token).json() == {"msg": "The password is set. Sign in with it.", **done}

    for person in (budi, phone):
        assert code(person.get(PROFILE)) == (401, "revoked_token")
        assert person.post("/api/auth/refresh", {"refresh_token": person.refresh_token}).status_code == 401
    assert signs_in(shop, NEW) == 200 and signs_in(shop, PASSWORD) == 401
    assert code(reset(shop, token, PASSWORD)) == (410, "link_expired")
    assert "has a new password" in said(shop, "password_changed")
    # Who opens the letter reads what is sent to the address.
    assert shop.value("SELECT email_verified_at IS NOT NULL FROM users") == 1
    log = [row["type"] for row in shop.rows("SELECT type FROM activities ORDER BY id")]
    assert {"password_reset_requested", "password_reset"} <= set(log)


def test_whether_there_is_an_account_is_not_told(shop: Shop) -> None:
    of_address(shop)
    of_address(shop, "tidur@example.com")
    shop.rows("UPDATE users SET active = FALSE WHERE email = 'tidur@example.com'")
    told = []
    for email in (BUDI, "tidur@example.com", "tidak-ada@example.com"):
        answer = forget(shop, email)
        changing = ("date", "x-request-id")
        headers = {name: value for name, value in answer.headers.items() if name.lower() not in changing}
        told.append((answer.status_code, answer.content, headers))
    assert told[0] == told[1] == told[2] and told[0][0] == 202
    # The request leaves a job, whoever was meant, and the job alone looks.
    wait_until(lambda: not shop.rows("SELECT id FROM jobs WHERE state <> 'done'"))
    assert shop.value("SELECT COUNT(*) FROM jobs WHERE kind = 'password_reset'") == 3
    assert [
        row["recipient"] for row in shop.rows("SELECT recipient FROM letters WHERE template = 'password_reset'")
    ] == [BUDI]


def test_the_time_does_not_tell_either(shop: Shop) -> None:
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


def test_of_fifty_who_use_one_link_at_once_one_sets_the_password(shop: Shop) -> None:
    of_address(shop)
    forget(shop)
    token = token_in(shop, "password_reset")
    passwords = [f"kata-sandi-nomor-{number}" for number in range(50)]
    statuses = at_once(50, lambda number: reset(shop, token, passwords[number]).status_code)
    assert sorted(statuses) == [200] + [410] * 49
    assert signs_in(shop, passwords[statuses.index(200)]) == 200
    assert shop.value("SELECT COUNT(*) FROM letters WHERE template = 'password_changed'") == 1


def test_a_reset_takes_from_a_thief_what_they_have_begun(shop: Shop) -> None:
    """Somebody who had the password has asked for an address of their own."""
    thief = of_address(shop)
    thief.put(PROFILE, {"email": "maling@example.com", "current_password": PASSWORD})
    (bait,) = re.findall(r"token=(\S+)", said(shop, "email_change", "maling@example.com"))
    forget(shop)
    assert reset(shop, token_in(shop, "password_reset")).status_code == 200
    assert code(shop.visitor().post("/api/users/confirm-email", {"token": bait})) == (410, "link_expired")
    assert shop.value("SELECT email FROM users") == BUDI


def with_key_and_factor(shop: Shop, verified: bool) -> tuple[dict[str, str], Any]:
    """An account of Budi's address with a program's key and a second factor."""
    from test_two_factor import turns_on

    maker = of_address(shop)
    if verified:
        assert shop.visitor().post(VERIFY, {"token": token_in(shop, "verify")}).status_code == 200
    shop.rows("INSERT INTO user_roles (user_id, role) VALUES (%s, 'developer')", (maker.id,))
    made = maker.post("/api/developer/key", {"name": "Buka https://evil.example", "scopes": ["users:read"]})
    assert made.status_code == 201
    phone = turns_on(maker)
    forget(shop)
    return {"X-API-Key": made.json()["api_key"]}, phone


def test_the_owner_of_a_squatted_address_gets_all_of_it(shop: Shop) -> None:
    """Somebody has signed up with Budi's address, made a key and a second factor, and waits for him."""
    program, _ = with_key_and_factor(shop, verified=False)
    answer = reset(shop, token_in(shop, "password_reset"))
    assert (answer.json()["api_keys_revoked"], answer.json()["second_factor_removed"]) == (1, True)
    assert code(shop.visitor().get(PROFILE, headers=program)) == (401, "key_revoked")
    assert signs_in(shop, NEW) == 200
    assert not shop.rows("SELECT user_id FROM second_factors UNION SELECT user_id FROM recovery_codes")
    # No letter repeats what a stranger has called the key.
    wait_until(lambda: not shop.rows("SELECT id FROM jobs WHERE state <> 'done'"))
    assert not shop.rows("SELECT id FROM letters WHERE template = 'key_withdrawn'")
    # Now the address is his: what he makes himself stays at the next reset.
    shop.rows("UPDATE jobs SET unique_name = NULL")
    budi = shop.visitor()
    budi._keep(budi.post(LOGIN, {"email": BUDI, "password": NEW}).json())
    made = budi.post("/api/developer/key", {"scopes": ["users:read"]}).json()
    forget(shop)
    sent = "SELECT COUNT(*) FROM letters WHERE template = 'password_reset' AND sent_at IS NOT NULL"
    wait_until(lambda: shop.value(sent) == 2)
    assert reset(shop, token_in(shop, "password_reset")).json()["api_keys_revoked"] == 0
    assert shop.visitor().get(PROFILE, headers={"X-API-Key": made["api_key"]}).status_code == 200


def test_a_reset_of_a_verified_account_revokes_keys_only_where_it_shall(shop: Shop) -> None:
    program, phone = with_key_and_factor(shop, verified=True)
    token = token_in(shop, "password_reset")
    assert shop.visitor().get(PROFILE, headers=program).status_code == 200
    body = {"token": token, "password": NEW, "revoke_api_keys": True}
    done = shop.visitor().post(RESET, body).json()
    assert (done["api_keys_revoked"], done["second_factor_removed"]) == (1, False)
    assert code(shop.visitor().get(PROFILE, headers=program)) == (401, "key_revoked")
    assert signs_in(shop, NEW) == 401
    answer = shop.visitor().post(LOGIN, {"email": BUDI, "password": NEW, "code": phone.code()})
    assert answer.status_code == 200


# ---- a sign-in that is recent


def signed_in_long_ago(shop: Shop) -> None:
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
def test_what_keeps_the_owner_out_asks_for_a_recent_sign_in(shop: Shop, what: str) -> None:
    budi, phone = shop.person("budi", "developer"), shop.visitor()
    phone.username = "budi"
    phone.sign_in()
    method, path, body = SENSITIVE[what]
    key = budi.post("/api/developer/key", {"name": "Lama"}).json()["id"]
    (session,) = [row["id"] for row in budi.get("/api/auth/sessions").json()["sessions"] if not row["current"]]
    path = path.format(key=key, session=session)

    def call(**more: str) -> requests.Response:
        return budi.call(method, path, {**body, **more})

    signed_in_long_ago(shop)
    # A refresh is no sign-in.
    budi._keep(budi.post("/api/auth/refresh", {"refresh_token": budi.refresh_token}).json())
    refused = call()
    assert code(refused) == (403, "reauthentication_required") and refused.json()["minutes"] == 10
    assert code(call(current_password="salah-sekali")) == (422, "wrong_password")
    assert code(call()) == (403, "reauthentication_required")
    assert call(current_password=PASSWORD).status_code in (200, 201)
    # The password counts for this session and ten minutes, whatever it was typed for.
    assert budi.post("/api/developer/key", {"name": "Baru"}).status_code == 201
    signed_in_long_ago(shop)
    assert code(budi.post("/api/developer/key", {"name": "Lagi"})) == (403, "reauthentication_required")
    assert budi.get(PROFILE).status_code == 200


def test_a_wrong_password_is_told_even_after_a_recent_sign_in(shop: Shop, budi: Person) -> None:
    assert code(budi.delete("/api/auth/sessions", json={"current_password": "salah-sekali"})) == (422, "wrong_password")
    signed_in_long_ago(shop)
    # What names nothing new, and one's own session, need no proof.
    assert budi.put(PROFILE, {"name": "Budi", "username": "budi"}).status_code == 200
    (session,) = budi.get("/api/auth/sessions").json()["sessions"]
    assert budi.delete(f"/api/auth/sessions/{session['id']}").status_code == 200


def test_all_other_sessions_end_or_all(shop: Shop, budi: Person, sari: Person) -> None:
    others = [shop.visitor() for _ in range(3)]
    for other in others:
        other.username = "budi"
        other.sign_in()
    assert budi.delete("/api/auth/sessions").json()["ended"] == 3
    for other in others:
        assert code(other.get(PROFILE)) == (401, "revoked_token")
    assert [row["current"] for row in budi.get("/api/auth/sessions").json()["sessions"]] == [True]
    others[0].sign_in()
    assert budi.delete("/api/auth/sessions", json={"current": True}).json()["ended"] == 2
    assert code(budi.get(PROFILE)) == code(others[0].get(PROFILE)) == (401, "revoked_token")
    assert sari.get(PROFILE).status_code == 200


LINKS = {"verify": VERIFY, "password_reset": RESET, "email_change": "/api/users/confirm-email"}


@pytest.mark.parametrize("purpose", LINKS)
def test_a_link_opens_only_what_it_is_for(shop: Shop, purpose: str) -> None:
    of_address(shop)
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
def test_a_dead_link_resets_nothing(shop: Shop, spoil: str) -> None:
    of_address(shop)
    forget(shop)
    token = token_in(shop, "password_reset")
    before = shop.value("SELECT password_hash FROM users")
    shop.rows(spoil)
    assert code(reset(shop, token)) == (410, "link_expired")
    assert shop.value("SELECT password_hash FROM users") == before


# ---- a password that is to be changed


def test_a_change_ends_all_sessions_and_begins_one(shop: Shop) -> None:
    budi, phone = of_address(shop), shop.visitor()
    phone._keep(phone.post(LOGIN, {"email": BUDI, "password": PASSWORD}).json())
    old = budi.refresh_token
    answer = budi.post(CHANGE, {"current_password": PASSWORD, "new_password": NEW})
    assert answer.status_code == 200, answer.text
    assert code(budi.get(PROFILE)) == code(phone.get(PROFILE)) == (401, "revoked_token")
    assert shop.visitor().post("/api/auth/refresh", {"refresh_token": old}).status_code == 401
    budi._keep(answer.json())
    assert budi.get(PROFILE).status_code == 200
    assert len(budi.get("/api/auth/sessions").json()["sessions"]) == 1
    assert signs_in(shop, NEW) == 200 and signs_in(shop, PASSWORD) == 401
    assert "has a new password" in said(shop, "password_changed")
    assert "password_changed" in [row["type"] for row in budi.get("/api/users/activities").json()["activities"]]


def test_a_change_needs_the_password_and_guesses_get_slow(shop: Shop, budi: Person) -> None:
    def change(password: str) -> requests.Response:
        return budi.post(CHANGE, {"current_password": password, "new_password": NEW})

    assert code(change("salah")) == (422, "wrong_password")
    # Strangers who guess at the sign-in keep nobody from changing their password ...
    for _ in range(11):
        shop.visitor().post(LOGIN, {"username": "budi", "password": "salah"})
    assert shop.visitor().post(LOGIN, {"username": "budi", "password": PASSWORD}).status_code == 429
    # ... and whoever has a session that is not theirs does not guess for long.
    assert [change("salah").status_code for _ in range(10)] == [422] * 9 + [429]
    assert change(PASSWORD).status_code == 429
    shop.rows("UPDATE sign_in_failures SET last_failed_at = last_failed_at - INTERVAL 61 SECOND")
    assert change(PASSWORD).status_code == 200
    assert shop.visitor().post(LOGIN, {"username": "budi", "password": NEW}).status_code == 200


def test_of_two_changes_at_once_one_counts(shop: Shop, budi: Person) -> None:
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


def test_a_sign_in_with_the_old_password_does_not_outlive_the_change(shop: Shop, budi: Person, inside: None) -> None:
    """It has looked at the old hash, then the change came, then it begins its session."""
    from queries.accounts import sessions

    old = shop.value("SELECT password_hash FROM users")
    assert sessions.start("a" * 32, budi.id, old, "r", 60, "", "")
    assert budi.post(CHANGE, {"current_password": PASSWORD, "new_password": NEW}).status_code == 200
    assert not sessions.start("b" * 32, budi.id, old, "r", 60, "", "")
    assert not shop.rows("SELECT id FROM sessions WHERE id = %s", ("b" * 32,))
    assert shop.value("SELECT ended_at IS NOT NULL FROM sessions WHERE id = %s", ("a" * 32,))


def test_whoever_runs_the_server_sets_a_password(shop: Shop) -> None:
    budi = of_address(shop)
    env = {**clean_environment(), **shop.app.env}

    def run(login: str, password: str) -> Any:
        words = [sys.executable, "-m", "flask", "set-password", login, "--password", password]
        return subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False)

    done = run("Budi@Example.com", NEW)
    assert done.returncode == 0 and "is set" in done.stdout, done.stderr
    assert signs_in(shop, NEW) == 200 and budi.get(PROFILE).status_code == 401


# ---- what nobody may read


def test_no_secret_stands_open(shop: Shop) -> None:
    budi = of_address(shop)
    secrets = [PASSWORD, NEW, token_in(shop, "verify")]
    forget(shop)
    secrets.append(token_in(shop, "password_reset"))
    reset(shop, secrets[-1])
    budi._keep(budi.post(LOGIN, {"email": BUDI, "password": NEW}).json())
    secrets.append("lain-lagi-sandi-saya")
    budi.post(CHANGE, {"current_password": NEW, "new_password": secrets[-1]})
    wait_until(lambda: not shop.rows("SELECT id FROM jobs WHERE state <> 'done'"))
    shown = shop.app.log.read_text() + contents(shop)
    assert BUDI in shown
    assert [secret for secret in secrets if secret in shown] == []
    audited = str(shop.rows("SELECT old_values, new_values FROM audit_entries WHERE table_name = 'users'"))
    assert "[redacted]" in audited and "argon2" not in audited


def contents(shop: Shop) -> str:
    """All that the database holds, as text."""
    tables = [table for row in shop.rows("SHOW TABLES") for table in row.values()]
    return "\n".join(str(list(row.values())) for table in tables for row in shop.rows(f"SELECT * FROM `{table}`"))
