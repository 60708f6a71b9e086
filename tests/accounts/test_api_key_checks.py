"""Authentication with API keys: scopes, headers, and what a check costs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from apiflask import APIFlask
from flask import g

import auth
import db
import errors
import queries.accounts.api_key_checks
import queries.accounts.api_keys
from domain.security import api_keys
from domain.security.api_keys import ALPHABET, LOOKUP, PREFIX, SCOPES
from settings import Settings
from support.accounts import KEY, KEYS, client_with_key, create_key, outcome
from support.app import ROOT, secrets_for_tests
from support.people import Person, Shop
from web import request_log

SALT = secrets_for_tests()["API_KEY_SALT"]
DOCUMENT = json.loads((ROOT / "docs" / "openapi.json").read_text())
OPERATIONS = {
    f"{method.upper()} {path}": operation
    for path, item in DOCUMENT["paths"].items()
    for method, operation in item.items()
    if "security" in operation
}


@pytest.fixture
def dian(shop: Shop) -> Person:
    """A developer with a verified e-mail address."""
    person = shop.person("dian", "developer")
    shop.rows("UPDATE users SET email = 'dian@example.com', email_verified_at = NOW() WHERE id = %s", (person.id,))
    return person


@pytest.fixture
def keyring(shop: Shop, dian: Person, inside: None, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Person]:
    """Return a factory of clients with keys of Dian, who has every role, beyond the limit of keys per user."""
    monkeypatch.setattr(queries.accounts.api_keys, "MAX_ACTIVE_KEYS", 1000)
    shop.rows("INSERT INTO user_roles (user_id, role) VALUES (%s, 'seller'), (%s, 'admin')", (dian.id, dian.id))

    def make(*scopes: Any) -> Person:
        new = queries.accounts.api_keys.NewKey("x", scopes, 9, None, "id")
        created = queries.accounts.api_keys.create_or_request_role(dian.id, new, SALT, grant=True)
        assert created.key is not None
        return client_with_key(shop, created.key["api_key"])

    return make


def test_every_operation_enforces_its_documented_scope(shop: Shop, keyring: Callable[..., Person]) -> None:
    """Call each operation with a key that has its scope alone, and with one that has all other scopes."""
    every = keyring(*SCOPES)
    alone = {scope: keyring(scope) for scope in SCOPES}
    but = {scope: keyring(*(other for other in SCOPES if other != scope)) for scope in SCOPES}
    asked = set()
    for name, operation in OPERATIONS.items():
        method, path = name.split()
        path = re.sub(r"{code}", "0" * 26, path)
        path = re.sub(r"{.*?}", str(10**6), path)
        assert operation["security"][0] == {"bearer": []}
        if len(operation["security"]) == 1:
            assert outcome(every.call(method, path)) == (403, "api_key_not_allowed"), name
            continue
        needed = re.search(r"An API key needs the scope ([a-z:]+)\.", operation["description"])
        if needed is None:
            assert every.call(method, path).status_code == 200
            continue
        scope = needed[1]
        asked.add(scope)
        answer = but[scope].call(method, path)
        assert (*outcome(answer), answer.json()["scope"]) == (403, "insufficient_scope", scope), name
        answer = alone[scope].call(method, path, stream=True)
        assert answer.status_code not in (401, 403), f"{name}: {answer.text}"
        answer.close()
    assert asked == set(SCOPES)
    people = [name for name, operation in OPERATIONS.items() if len(operation["security"]) == 1]
    for part in ("/auth/", "/developer/key", "/role-requests", "/jobs", "PATCH /api/users/"):
        assert any(part in name for name in people)
        assert not [name for name in OPERATIONS if part in name and name not in people and not name.endswith("/self")]


def test_checksum_detects_wrong_and_swapped_characters() -> None:
    for _ in range(5):
        text = api_keys.generate().text
        assert api_keys.parse(text) == api_keys.Key(text)
        assert text[len(PREFIX) + LOOKUP :] not in repr(api_keys.parse(text))
        for place, right in enumerate(text):
            for wrong in {*ALPHABET, "_", " ", "é", "０"} - {right}:
                assert api_keys.parse(text[:place] + wrong + text[place + 1 :]) is None
            assert api_keys.parse(text[:place] + text[place + 1 :]) is None
            assert api_keys.parse(text[:place] + right + text[place:]) is None
            swapped = text[:place] + text[place : place + 2][::-1] + text[place + 2 :]
            assert swapped == text or api_keys.parse(swapped) is None


def guarded_client(tmp_path: Path, **environ: str) -> Any:
    """Return a client of an app with guards only; `/who` returns the id of the key."""
    app = APIFlask("guards", spec_path=None, docs_path=None)
    settings = Settings.from_env({"DATA_DIR": str(tmp_path), "ARGON2_MEMORY_KIB": "8", **environ})
    for part in (request_log, errors):
        part.install(app)
    auth.install(app, settings)
    auth.install_guards(app)
    app.get("/who")(auth.signed_in(scope="any")(lambda: {"key_id": g.identity.key_id}))
    app.teardown_appcontext(lambda error: db.release())
    return app.test_client()


def test_malformed_key_costs_no_query(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = guarded_client(tmp_path)
    said: list[str] = []

    def record(sql: str, params: Any) -> Any:
        said.append(sql)
        raise RuntimeError("no database here")

    monkeypatch.setattr(db, "run", record)
    text = api_keys.generate().text
    typo = text[:-1] + ("a" if text[-1] != "a" else "b")
    for headers in ({"X-API-Key": typo}, {"Authorization": f"ApiKey {typo}"}):
        assert client.get("/who", headers=headers).json["code"] == "api_key_malformed"
    assert not said
    assert client.get("/who", headers={"X-API-Key": text}).status_code == 500
    assert len(said) == 1


def test_key_check_reads_one_row_by_its_unique_index(
    shop: Shop, dian: Person, inside: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        key = create_key(dian)
    said: list[tuple[str, Any]] = []
    run = db.run
    monkeypatch.setattr(db, "run", lambda sql, params: (said.append((sql, params)), run(sql, params))[1])
    found = queries.accounts.api_key_checks.find(key["prefix"].removeprefix(PREFIX))
    assert found is not None and found["id"] == key["id"]
    ((sql, params),) = said
    steps = {row["table"]: row for row in db.fetch_all("EXPLAIN FORMAT = TRADITIONAL " + sql, params)}
    for table, index in (("k", "uq_api_keys_lookup"), ("u", "PRIMARY")):
        step = steps[table]
        assert (step["type"], step["key"], int(step["rows"])) == ("const", index, 1)


def test_salt_rotation_keeps_active_keys_working(shop: Shop, dian: Person, inside: None, tmp_path: Path) -> None:
    """The new salt precedes the old one until every key was used once, and then replaces it."""
    key = {"X-API-Key": create_key(dian)["api_key"]}
    new = "a new salt"
    assert guarded_client(tmp_path, API_KEY_SALT=new).get("/who", headers=key).json["code"] == "api_key_unknown"
    assert guarded_client(tmp_path, API_KEY_SALT=f"{new}, {SALT}").get("/who", headers=key).status_code == 200
    assert guarded_client(tmp_path, API_KEY_SALT=new).get("/who", headers=key).status_code == 200
    assert guarded_client(tmp_path, API_KEY_SALT=SALT).get("/who", headers=key).status_code == 401


def test_state_of_a_key_is_revealed_to_holders_of_the_whole_key_only(shop: Shop, dian: Person) -> None:
    key = create_key(dian)
    caller = client_with_key(shop, key["api_key"])
    # The right lookup part with the secret of another key, and a key that was never created.
    body = key["prefix"].removeprefix(PREFIX) + api_keys.generate().text[len(PREFIX) + LOOKUP : -api_keys.CHECKSUM]
    for forged in (PREFIX + body + api_keys.checksum(body), api_keys.generate().text):
        assert outcome(client_with_key(shop, forged).get(f"{KEY}/self")) == (401, "api_key_unknown")
    shop.rows("UPDATE api_keys SET expires_at = UTC_TIMESTAMP(6)")
    answer = caller.get(f"{KEY}/self")
    assert outcome(answer) == (401, "api_key_expired")
    assert "ApiKey" in answer.headers["WWW-Authenticate"]
    assert dian.get(f"{KEYS}/{key['id']}").json()["state"] == "expired"
    assert outcome(dian.post(f"{KEYS}/{key['id']}/rotate")) == (409, "api_key_not_active")
    assert dian.delete(f"{KEYS}/{key['id']}").json()["state"] == "revoked"
    assert outcome(caller.get(f"{KEY}/self")) == (401, "api_key_revoked")
    # Public pages stay public.
    assert caller.get("/api/courses").status_code == 200
    assert outcome(caller.get("/api/courses?scope=own")) == (401, "api_key_revoked")


def test_two_different_credentials_are_ambiguous(shop: Shop, dian: Person) -> None:
    key, other = create_key(dian)["api_key"], create_key(dian)["api_key"]
    for authorization, header, wanted in (
        (f"ApiKey {key}", key, (200, "")),
        (f"apikey  {key}", key, (200, "")),
        (f"ApiKey {key}", other, (401, "ambiguous_credentials")),
        (f"Bearer {dian.token}", key, (401, "ambiguous_credentials")),
        (f"Bearer {key}", key, (401, "ambiguous_credentials")),
    ):
        headers = {"Authorization": authorization, "X-API-Key": header}
        assert outcome(shop.visitor().get(f"{KEY}/self", headers=headers)) == wanted
    # A key in a URL would appear in access logs.
    assert outcome(shop.visitor().get(f"{KEY}/self?api_key={key}")) == (401, "missing_token")


def test_last_use_is_recorded_once_a_minute(shop: Shop, dian: Person) -> None:
    key = create_key(dian)
    assert (key["last_used_at"], key["last_used_from"]) == (None, None)
    caller = client_with_key(shop, key["api_key"])

    def used() -> Any:
        caller.get(f"{KEY}/self")
        return shop.value("SELECT last_used_at FROM api_keys")

    first = used()
    assert first is not None and used() == first
    shop.rows("UPDATE api_keys SET last_used_at = last_used_at - INTERVAL 59 SECOND")
    assert used() < first
    shop.rows("UPDATE api_keys SET last_used_at = last_used_at - INTERVAL 2 SECOND, last_used_from = 'x'")
    assert used() >= first
    assert shop.value("SELECT last_used_from FROM api_keys") == "127.0.0.1"


def test_misplaced_credential_names_the_correct_header(shop: Shop, dian: Person) -> None:
    key, token = create_key(dian)["api_key"], dian.token
    as_key = ("api_key_misplaced", 'ApiKey realm="finenice"', "Authorization: ApiKey")
    as_token = ("token_misplaced", 'Bearer realm="finenice"', "Authorization: Bearer")
    for headers, (code, challenge, said) in (
        ({"Authorization": f"Bearer {key}"}, as_key),
        ({"Authorization": f"bearer  {key}"}, as_key),
        ({"Authorization": f"Token {key}"}, as_key),
        ({"Authorization": key}, as_key),
        # The validity of a key is checked only if it is sent as a key.
        ({"Authorization": f"Bearer {key[:-1]}"}, as_key),
        ({"Authorization": f"ApiKey {token}"}, as_token),
        ({"Authorization": token}, as_token),
        ({"X-API-Key": token}, as_token),
    ):
        for path in ("/api/users/profile", "/api/v1/analytics/course-progress"):
            answer = shop.visitor().get(path, headers=headers)
            assert outcome(answer) == (401, code), headers
            assert answer.headers["WWW-Authenticate"] == challenge
            assert said in answer.json()["msg"]
            assert key not in answer.text and token not in answer.text
    told = shop.visitor().get(f"{KEY}/self", headers={"Authorization": f"Bearer {key}", "Accept-Language": "id"})
    assert told.json()["msg"].startswith("Ini kunci API, bukan token.")
