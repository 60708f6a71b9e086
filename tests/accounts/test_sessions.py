"""Login, token refresh, sessions, and forged tokens."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import statistics
import time
from typing import Any

import jwt
import pytest
import requests

from support.app import at_once, secrets_for_tests
from support.people import PASSWORD, Person, Shop

SECRET = secrets_for_tests()["JWT_SECRET_KEY"]


def test_wrong_password_and_unknown_account_share_one_response(shop: Shop, budi: Person) -> None:
    stranger = shop.visitor()
    wrong = stranger.post("/api/auth/login", {"username": "budi", "password": "salah-sekali"})
    unknown = stranger.post("/api/auth/login", {"username": "tidak-ada", "password": "salah-sekali"})
    shop.rows("UPDATE users SET active = FALSE WHERE id = %s", (budi.id,))
    inactive = stranger.post("/api/auth/login", {"username": "budi", "password": PASSWORD})
    bodies = [{**answer.json(), "request_id": None} for answer in (wrong, unknown, inactive)]
    assert wrong.status_code == 401
    assert bodies[0] == bodies[1] == bodies[2]
    assert bodies[0]["code"] == "wrong_credentials"


@pytest.mark.parametrize("path", ["/api/auth/login", "/api/v1/auth/login", "/api/login", "/login"])
def test_login_accepts_either_name_in_either_field(shop: Shop, path: str) -> None:
    names = {"email": "budi@example.com", "username": "budi"}
    assert shop.visitor().post("/api/auth/register", {**names, "password": PASSWORD}).status_code == 201
    stranger = shop.visitor()
    for field in names:
        for typed in (*names.values(), " Budi@Example.com ", "BUDI"):
            answer = stranger.post(path, {field: typed, "password": PASSWORD})
            assert answer.status_code == 200 and answer.json()["access_token"], (field, typed)
        refused = [
            stranger.post(path, {field: typed, "password": password})
            for typed, password in (
                ("budi@example.com", "salah-sekali"),
                ("budi", "salah-sekali"),
                ("nobody@example.com", PASSWORD),
                ("nobody", PASSWORD),
                ("budi@", PASSWORD),
                ("@", PASSWORD),
                ("", PASSWORD),
                ("bùdi@example.com", PASSWORD),
            )
        ]
        bodies = [{**answer.json(), "request_id": None} for answer in refused]
        assert bodies == bodies[:1] * len(bodies)
        assert (refused[0].status_code, bodies[0]["code"]) == (401, "wrong_credentials")


def test_wrong_password_and_unknown_account_take_as_long(shop: Shop, budi: Person) -> None:
    """Use the hasher at its real cost, because the hash of the tests is too fast to measure."""
    from settings import Passwords
    from web.authentication.password_hasher import PasswordHasher

    hasher = PasswordHasher(Passwords(memory_kib=19 * 1024, time_cost=2, parallelism=1))
    known = hasher.hash(PASSWORD)

    def seconds(password_hash: str | None) -> float:
        # The hasher has a thread of its own.
        started = time.process_time()
        assert not hasher.verify(password_hash, "salah-sekali")
        return time.process_time() - started

    pairs = [(seconds(known), seconds(None)) for _ in range(9)]
    known_time, unknown_time = (statistics.median(times) for times in zip(*pairs, strict=True))
    assert 0.5 < unknown_time / known_time < 2


def test_failed_logins_lock_the_account_and_no_other(shop: Shop, budi: Person, sari: Person) -> None:
    stranger = shop.visitor()
    for name in ("budi", "tidak-ada"):
        for _ in range(10):
            assert stranger.post("/api/auth/login", {"username": name, "password": "salah"}).status_code == 401
        refused = stranger.post("/api/auth/login", {"username": name, "password": PASSWORD})
        assert refused.status_code == 429
        assert refused.json()["code"] == "too_many_attempts"
        assert 0 < int(refused.headers["Retry-After"]) <= 60
    # Existing sessions and other accounts are not affected.
    assert budi.get("/api/users/profile").status_code == 200
    sari.sign_in()
    # After a minute the correct password works again and clears the failures.
    shop.rows("UPDATE sign_in_failures SET last_failed_at = last_failed_at - INTERVAL 61 SECOND")
    budi.sign_in()
    budi.sign_in()


def test_simultaneous_guesses_stay_within_the_limit(shop: Shop, budi: Person) -> None:
    strangers = [shop.visitor() for _ in range(30)]
    body = {"username": "budi", "password": "salah"}
    statuses = [answer.status_code for answer in at_once(30, lambda n: strangers[n].post("/api/auth/login", body))]
    assert statuses.count(401) == 10
    assert statuses.count(429) == 20


def test_guesses_at_many_accounts_lock_the_network(shop: Shop) -> None:
    stranger = shop.visitor()
    statuses = [
        stranger.post("/api/auth/login", {"username": f"orang{n}", "password": "salah"}).status_code for n in range(102)
    ]
    assert statuses == [401] * 100 + [429] * 2


def test_lock_doubles_up_to_half_an_hour() -> None:
    from queries.accounts.login_attempts import lock_seconds

    waits = [lock_seconds("stranger", failures) for failures in (0, 9, 10, 11, 12, 13, 14, 99)]
    assert waits == [0, 0, 60, 120, 240, 480, 960, 1800]


def test_strangers_lock_an_account_for_minutes_in_the_first_hour() -> None:
    from queries.accounts.login_attempts import lock_seconds

    waits = [lock_seconds("account", failures) for failures in range(40, 54)]
    assert waits == [60, 120, *[240] * 11, 1800] and sum(waits[:-1]) > 45 * 60


def test_refresh_with_a_reused_token_ends_the_session(shop: Shop, budi: Person) -> None:
    first = budi.refresh_token
    second = budi.post("/api/auth/refresh", {"refresh_token": first})
    assert second.status_code == 200
    third = shop.visitor().post("/api/auth/refresh", {"refresh_token": second.json()["refresh_token"]})
    assert third.status_code == 200
    # A reused token means that it was copied, so the session ends.
    stolen = shop.visitor().post("/api/auth/refresh", {"refresh_token": first})
    assert (stolen.status_code, stolen.json()["code"]) == (401, "reused_token")
    last = shop.visitor().post("/api/auth/refresh", {"refresh_token": third.json()["refresh_token"]})
    assert last.status_code == 401
    assert budi.get("/api/users/profile").json()["code"] == "revoked_token"


def test_refresh_accepts_the_token_in_the_header(shop: Shop, budi: Person) -> None:
    client = shop.visitor()
    answer = client.post("/api/auth/refresh", {}, headers={"Authorization": f"Bearer {budi.refresh_token}"})
    assert answer.status_code == 200
    assert client.post("/api/auth/refresh", {}).json()["code"] == "missing_token"


def token_id(refresh_token: str) -> str:
    return str(jwt.decode(refresh_token, SECRET, algorithms=["HS256"], issuer="finenice")["jti"])


def end_grace_period(shop: Shop) -> None:
    shop.rows("UPDATE sessions SET refreshed_at = refreshed_at - INTERVAL 31 SECOND")


def test_simultaneous_refreshes_return_the_same_successor(shop: Shop, budi: Person) -> None:
    tabs = [shop.visitor() for _ in range(20)]
    body = {"refresh_token": budi.refresh_token}
    answers = at_once(20, lambda n: tabs[n].post("/api/auth/refresh", body))
    assert [answer.status_code for answer in answers] == [200] * 20
    successors = {answer.json()["refresh_token"] for answer in answers}
    assert len({token_id(token) for token in successors}) == 1
    assert token_id(successors.pop()) != token_id(budi.refresh_token)
    ends = {
        jwt.decode(answer.json()["refresh_token"], SECRET, ["HS256"], issuer="finenice")["exp"] for answer in answers
    }
    assert len(ends) == 1
    assert shop.value("SELECT COUNT(*) FROM sessions WHERE ended_at IS NULL") == 1
    # All of them stay signed in.
    for tab, answer in zip(tabs, answers, strict=True):
        tab.keep_tokens(answer.json())
        assert tab.get("/api/users/profile").status_code == 200
    # After the grace period the same token counts as copied.
    end_grace_period(shop)
    stolen = shop.visitor().post("/api/auth/refresh", body)
    assert (stolen.status_code, stolen.json()["code"]) == (401, "reused_token")
    assert tabs[0].get("/api/users/profile").json()["code"] == "revoked_token"
    late = shop.visitor().post("/api/auth/refresh", {"refresh_token": tabs[0].refresh_token})
    assert (late.status_code, late.json()["code"]) == (401, "revoked_token")


def test_refresh_can_be_retried_after_a_lost_response(shop: Shop, budi: Person) -> None:
    body = {"refresh_token": budi.refresh_token}
    for _ in range(3):
        answer = budi.post("/api/auth/refresh", body)
        assert answer.status_code == 200
        # A repeated call does not restart the grace period.
        shop.rows("UPDATE sessions SET refreshed_at = refreshed_at - INTERVAL 9 SECOND")
    budi.keep_tokens(answer.json())
    assert budi.get("/api/users/profile").status_code == 200
    shop.rows("UPDATE sessions SET refreshed_at = refreshed_at - INTERVAL 9 SECOND")
    assert budi.post("/api/auth/refresh", body).json()["code"] == "reused_token"


def test_grace_period_applies_to_the_previous_token_only(shop: Shop, budi: Person) -> None:
    """Only the token that was replaced last is accepted, not every recent one."""
    first = budi.refresh_token
    second = budi.post("/api/auth/refresh", {"refresh_token": first}).json()["refresh_token"]
    third = budi.post("/api/auth/refresh", {"refresh_token": second}).json()["refresh_token"]
    again = budi.post("/api/auth/refresh", {"refresh_token": second})
    assert token_id(again.json()["refresh_token"]) == token_id(third)
    assert budi.post("/api/auth/refresh", {"refresh_token": first}).json()["code"] == "reused_token"
    assert budi.post("/api/auth/refresh", {"refresh_token": third}).status_code == 401


def test_ended_session_is_not_refreshed_within_the_grace_period(shop: Shop, budi: Person) -> None:
    body = {"refresh_token": budi.refresh_token}
    budi.keep_tokens(budi.post("/api/auth/refresh", body).json())
    assert budi.post("/api/auth/logout").status_code == 200
    assert budi.post("/api/auth/refresh", body).json()["code"] == "revoked_token"


def test_session_is_refreshed_for_thirty_days_at_most(shop: Shop, budi: Person) -> None:
    def refreshed(days: int) -> requests.Response:
        shop.rows("UPDATE sessions SET created_at = created_at - INTERVAL %s DAY", (days,))
        answer = budi.post("/api/auth/refresh", {"refresh_token": budi.refresh_token})
        if answer.ok:
            budi.keep_tokens(answer.json())
        return answer

    def days_left() -> float:
        claims = jwt.decode(budi.refresh_token, SECRET, algorithms=["HS256"], issuer="finenice")
        assert claims["exp"] == shop.value("SELECT FLOOR(UNIX_TIMESTAMP(expires_at)) FROM sessions")
        return float(claims["exp"] - time.time()) / 86400

    assert refreshed(20).status_code == 200 and 6.9 < days_left() < 7.1
    assert refreshed(8).status_code == 200 and 1.9 < days_left() < 2.1
    assert refreshed(3).json()["code"] == "revoked_token"


def test_sessions_are_listed_and_ended_individually(shop: Shop, budi: Person) -> None:
    phone = shop.visitor()
    phone.username = "budi"
    phone.http.headers["User-Agent"] = "Telepon Budi"
    phone.sign_in()
    sessions = budi.get("/api/auth/sessions").json()["sessions"]
    assert [session["current"] for session in sessions] == [False, True]
    assert sessions[0]["user_agent"] == "Telepon Budi"
    assert sessions[0]["created_at"].endswith("Z")
    # Users end their own sessions only.
    sari = shop.person("sari")
    assert sari.delete(f"/api/auth/sessions/{sessions[0]['id']}").status_code == 404
    assert budi.delete(f"/api/auth/sessions/{sessions[0]['id']}").status_code == 200
    assert phone.get("/api/users/profile").json()["code"] == "revoked_token"
    assert budi.post("/api/auth/logout").status_code == 200
    assert budi.get("/api/users/profile").json()["code"] == "revoked_token"
    assert budi.post("/api/auth/refresh", {"refresh_token": budi.refresh_token}).status_code == 401


def test_role_change_takes_effect_on_the_next_call(shop: Shop, budi: Person, dewi: Person) -> None:
    product = {"name": "Teh", "price": 5000}
    assert budi.post("/api/products", product).status_code == 403
    for role in ("seller", "developer"):
        assert dewi.patch(f"/api/users/{budi.id}", {"role": role}).status_code == 200
    assert budi.get("/api/users/profile").json()["roles"] == ["developer", "seller", "buyer"]
    assert budi.post("/api/products", product).status_code == 201
    assert dewi.patch(f"/api/users/{budi.id}", {"roles": ["buyer"]}).json()["roles"] == ["buyer"]
    assert budi.post("/api/products", product).status_code == 403
    assert dewi.patch(f"/api/users/{budi.id}", {"active": False}).json()["active"] is False
    assert budi.get("/api/users/profile").status_code == 401
    assert dewi.patch(f"/api/users/{budi.id}", {"active": True}).json()["active"] is True
    budi.sign_in()


def test_last_active_admin_cannot_be_removed(shop: Shop, dewi: Person) -> None:
    for change in ({"roles": ["buyer"]}, {"active": False}):
        assert dewi.patch(f"/api/users/{dewi.id}", change).json()["code"] == "last_admin"
    dian = shop.person("dian", "admin")
    answers = at_once(
        2,
        lambda n: (
            dewi.patch(f"/api/users/{dian.id}", {"active": False})
            if n
            else dian.patch(f"/api/users/{dewi.id}", {"active": False})
        ),
    )
    assert sorted(answer.status_code for answer in answers)[0] == 200
    assert shop.value(
        "SELECT COUNT(*) FROM users u JOIN user_roles r ON r.user_id = u.id AND role = 'admin' WHERE active"
    )


def sign_token(claims: dict[str, Any], key: str = SECRET, algorithm: str = "HS256", **kwargs: Any) -> str:
    return jwt.encode(claims, key, algorithm=algorithm, **kwargs)


def forged_tokens(budi: Person) -> dict[str, str]:
    """Return invalid tokens; each differs from a valid one in one respect."""
    good = jwt.decode(budi.token, SECRET, algorithms=["HS256"], issuer="finenice")
    head, body, signature = budi.token.split(".")
    now = int(time.time())
    found = {
        "nothing": "",
        "a word": "offline",
        "two parts": f"{head}.{body}",
        "four parts": f"{budi.token}.x",
        "no signature": f"{head}.{body}.",
        "another's signature": sign_token(good, "another secret that is long enough, too"),
        "cut signature": budi.token[:-4],
        "a changed body": f"{head}.{_base64(json.dumps({**good, 'role': 'admin'}).encode())}.{signature}",
        "alg none": sign_token(good, "", "none"),
        "alg HS384": sign_token(good, algorithm="HS384"),
        "alg HS512": sign_token(good, algorithm="HS512"),
        "a kid": sign_token(good, headers={"kid": "../../dev/null"}),
        "a jku": sign_token(good, headers={"jku": "https://example.com/keys"}),
        "refresh as access": budi.refresh_token,
        "not ours": sign_token({**good, "iss": "somebody"}),
        "expired": sign_token({**good, "exp": now - 60}),
        "not yet": sign_token({**good, "nbf": now + 3600}),
        "from the future": sign_token({**good, "iat": now + 3600}),
        "another's id": sign_token({**good, "sub": str(budi.id + 1)}),
        "an unknown session": sign_token({**good, "sid": "0" * 32}),
        "a deep body": f"{head}.{_base64(b'[' * 5_000)}.{signature}",
        "a deep header": f"{_base64(b'[' * 5_000)}.{body}.{signature}",
        "not base64": "ä.ö.ü".encode().decode("latin-1"),
        "latin": "\xe4.\xf6.\xfc",
    }
    for claim in ("exp", "iat", "jti", "type", "sub", "sid", "iss"):
        found[f"no {claim}"] = sign_token({name: value for name, value in good.items() if name != claim})
    for claim in ("exp", "type", "sub", "sid", "iss", "iat"):
        for value in (None, [], {}, ["access"], "", "0 OR 1=1"):
            try:
                found[f"{claim} {value!r}"] = sign_token({**good, claim: value})
            except TypeError:
                # PyJWT refuses to encode such a token, so it is signed by hand.
                found[f"{claim} {value!r}"] = _sign_by_hand({**good, claim: value})
    for value in (0, -1, 1.5, True):
        found[f"sub {value!r}"] = _sign_by_hand({**good, "sub": value})
        found[f"sid {value!r}"] = _sign_by_hand({**good, "sid": value})
    return found


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _sign_by_hand(claims: dict[str, Any]) -> str:
    head_and_body = (
        f"{_base64(json.dumps({'alg': 'HS256', 'typ': 'JWT'}).encode())}.{_base64(json.dumps(claims).encode())}"
    )
    return f"{head_and_body}.{_base64(hmac.digest(SECRET.encode(), head_and_body.encode(), hashlib.sha256))}"


def test_forged_tokens_are_rejected(shop: Shop, budi: Person) -> None:
    stranger = shop.visitor()
    tokens = forged_tokens(budi)
    assert len(tokens) > 70
    for what, token in tokens.items():
        answer = stranger.get("/api/users/profile", headers={"Authorization": b"Bearer " + token.encode("latin-1")})
        assert answer.status_code == 401, what
        assert answer.json()["code"] in ("invalid_token", "expired_token", "revoked_token"), what
        assert answer.headers["WWW-Authenticate"]
    for header in ("Basic YTpi", "Bearer", "Bearer  ", budi.token, f"Bearer {budi.token} x", f"Token {budi.token}"):
        assert stranger.get("/api/users/profile", headers={"Authorization": header}).status_code == 401, header
    assert stranger.get("/api/users/profile", headers={"Authorization": f"bearer {budi.token}"}).status_code == 200
    assert stranger.get("/api/users/profile").json()["msg"] == "Missing Authorization Header"


def test_access_token_is_rejected_for_refresh(shop: Shop, budi: Person) -> None:
    assert budi.post("/api/auth/refresh", {"refresh_token": budi.token}).status_code == 401
    assert budi.get("/api/users/profile").status_code == 200


def test_passwords_are_stored_as_argon2id_and_rehashed_when_the_cost_changes(shop: Shop, budi: Person) -> None:
    from settings import Passwords
    from web.authentication.password_hasher import PasswordHasher

    stored = shop.value("SELECT password_hash FROM users WHERE id = %s", (budi.id,))
    assert stored.startswith("$argon2id$")
    other = PasswordHasher(Passwords(memory_kib=16, time_cost=2, parallelism=1)).hash(PASSWORD)
    shop.rows("UPDATE users SET password_hash = %s WHERE id = %s", (other, budi.id))
    budi.sign_in()
    assert "m=8,t=1,p=1" in shop.value("SELECT password_hash FROM users WHERE id = %s", (budi.id,))
    budi.sign_in()
