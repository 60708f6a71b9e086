"""Dian develops: she makes keys for her programs, and each can do what it was made for and nothing else."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
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
from conftest import ROOT, Person, Server, Shop, at_once, secrets_for_tests, wait_until
from domain.security import api_keys
from domain.security.api_keys import ALPHABET, LOOKUP, PREFIX, READ_SCOPES, SCOPES
from settings import Settings
from web import request_log

KEY, KEYS = "/api/developer/key", "/api/developer/keys"
SALT = secrets_for_tests()["API_KEY_SALT"]
DOCUMENT = json.loads((ROOT / "docs" / "openapi.json").read_text())
OPERATIONS = {
    f"{method.upper()} {path}": operation
    for path, item in DOCUMENT["paths"].items()
    for method, operation in item.items()
    if "security" in operation
}
ANALYTICS = ("course-progress", "user-progress", "course-engagement", "completion-rates")


@pytest.fixture
def dian(shop: Shop) -> Person:
    """Dian develops and can be written to."""
    person = shop.person("dian", "developer")
    shop.rows("UPDATE users SET email = 'dian@example.com', email_verified_at = NOW() WHERE id = %s", (person.id,))
    return person


def made(person: Person, path: str = KEY, **wanted: Any) -> dict[str, Any]:
    answer = person.post(path, wanted or None)
    assert answer.status_code == 201, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    key: dict[str, Any] = answer.json()
    return key


def program(shop: Shop, key: str, header: str = "X-API-Key") -> Person:
    """Something that calls with a key."""
    caller = shop.visitor()
    caller.http.headers[header] = f"ApiKey {key}" if header == "Authorization" else key
    return caller


def refusal(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")


def letters(shop: Shop, template: str) -> int:
    return int(shop.value("SELECT COUNT(*) AS n FROM letters WHERE template = %s", (template,)))


def test_dian_makes_a_key_that_is_shown_once(shop: Shop, dian: Person) -> None:
    key = made(dian)
    assert re.fullmatch(api_keys.PATTERN, key["api_key"])
    assert key["api_key"].startswith(key["prefix"])
    assert (key["state"], key["name"], key["scopes"], key["quota"]) == ("active", "API key", sorted(READ_SCOPES), None)
    life = datetime.fromisoformat(key["expires_at"]) - datetime.fromisoformat(key["created_at"])
    assert abs(life - timedelta(days=90)) < timedelta(seconds=5)
    for header in ("X-API-Key", "Authorization"):
        answer = program(shop, key["api_key"], header).get("/api/users/profile")
        assert (answer.status_code, answer.json()["username"]) == (200, "dian")
    shown = dian.get(f"{KEYS}/{key['id']}").json()
    assert shown == {
        **{name: value for name, value in key.items() if name != "api_key"},
        "last_used_at": shown["last_used_at"],
        "last_used_from": "127.0.0.1",
    }
    assert dian.get(KEYS).json()["api_keys"] == [shown]
    letter = shop.letter("dian@example.com", "key_created")
    assert key["prefix"] in letter.get_content()
    assert key["api_key"][len(key["prefix"]) :] not in letter.as_string()
    log = dian.get("/api/users/activities?type=api_key_created").json()["activities"]
    assert [(row["subject_id"], row["detail"]) for row in log] == [(key["id"], "API key")]


def test_the_paths_of_the_document_work_to_the_letter(shop: Shop, dian: Person) -> None:
    key = made(dian, "/api/v1/developer/key")["api_key"]
    for call in ANALYTICS:
        path = f"/api/v1/analytics/{call}"
        by_key = program(shop, key, "Authorization").get(path)
        assert (by_key.status_code, dian.get(path).status_code) == (200, 200)
        assert by_key.json().keys() == dian.get(path).json().keys()


def test_a_key_sees_no_people_and_no_small_groups(shop: Shop, dewi: Person) -> None:
    """Dewi administers: her own eyes see everything, her program what everybody sees."""
    shop.rows("INSERT INTO user_roles (user_id, role) VALUES (%s, 'developer')", (dewi.id,))
    course = dewi.teaches()
    budi = shop.person("budi")
    budi.graduates(course)
    reader = program(shop, made(dewi)["api_key"])
    assert [row["user_id"] for row in dewi.get("/api/analytics/user-progress").json()["learners"]] == [budi.id]
    assert reader.get("/api/analytics/user-progress").json()["learners"] == []
    assert reader.get("/api/analytics/user-progress?scope=all").status_code == 403
    assert reader.get(f"/api/courses/{course['id']}/statements").status_code == 404
    for call in ("course-progress", "course-engagement", "completion-rates"):
        (mine,), (seen,) = (who.get(f"/api/analytics/{call}").json()["courses"] for who in (dewi, reader))
        assert (mine["hidden"], seen["hidden"]) == (False, True)


@pytest.mark.parametrize("path", [KEY, "/api/v1/developer/key"])
def test_who_is_no_developer_becomes_one_by_asking_for_a_key(shop: Shop, budi: Person, path: str) -> None:
    key = made(budi, path)["api_key"]
    assert program(shop, key, "Authorization").get("/api/v1/analytics/course-progress").status_code == 200
    assert program(shop, key).get(f"{KEY}/self").json()["roles"] == ["developer", "buyer"]


def test_keys_asked_for_at_once_grant_the_role_once(shop: Shop, budi: Person) -> None:
    assert len({key["id"] for key in at_once(8, lambda _: made(budi))}) == 8
    assert [row["state"] for row in budi.get("/api/users/role-requests").json()["role_requests"]] == ["granted"]


def test_a_key_does_what_it_was_made_for(shop: Shop, dian: Person) -> None:
    shop.rows("INSERT INTO user_roles (user_id, role) VALUES (%s, 'seller')", (dian.id,))
    till = made(dian, name="Kasir", scopes=["products:write", "products:write"], expires_in_days=7, quota=50)
    assert (till["scopes"], till["quota"]) == (["products:write"], 50)
    caller = program(shop, till["api_key"])
    product = caller.offers(cost=7)
    assert shop.value("SELECT seller_id FROM products") == dian.id
    refused = caller.get("/api/transactions")
    assert (*refusal(refused), refused.json()["scope"]) == (403, "insufficient_scope", "transactions:read")
    # What everybody sees it sees as everybody does; what is Dian's own is told with the scope alone.
    assert caller.get(f"/api/products/{product}").json()["cost"] is None
    assert refusal(caller.get("/api/products?scope=own")) == (403, "insufficient_scope")
    reader = program(shop, made(dian, scopes=["products:read"])["api_key"])
    assert reader.get(f"/api/products/{product}").json()["cost"] == 7
    assert [row["cost"] for row in reader.get("/api/products?scope=own").json()["products"]] == [7]
    # With the role goes what the key could do with it.
    shop.rows("DELETE FROM user_roles WHERE user_id = %s AND role = 'seller'", (dian.id,))
    assert refusal(caller.post("/api/products", {"name": "Teh", "price": 1})) == (403, "forbidden")
    own = caller.get(f"{KEY}/self").json()
    assert (own["id"], own["name"], own["scopes"]) == (till["id"], "Kasir", ["products:write"])
    assert own["roles"] == ["developer", "buyer"]
    assert refusal(dian.get(f"{KEY}/self")) == (403, "api_key_required")


@pytest.fixture
def keyring(shop: Shop, dian: Person, inside: None, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Person]:
    """Return a factory of clients with keys of Dian, who has every role, beyond the limit of keys per user."""
    monkeypatch.setattr(queries.accounts.api_keys, "MAX_ACTIVE_KEYS", 1000)
    shop.rows("INSERT INTO user_roles (user_id, role) VALUES (%s, 'seller'), (%s, 'admin')", (dian.id, dian.id))

    def make(*scopes: Any) -> Person:
        new = queries.accounts.api_keys.NewKey("x", scopes, 9, None, "id")
        created = queries.accounts.api_keys.create_or_request_role(dian.id, new, SALT, grant=True)
        assert created.key is not None
        return program(shop, created.key["api_key"])

    return make


def test_every_route_takes_the_keys_that_it_names(shop: Shop, keyring: Callable[..., Person]) -> None:
    """Each operation of the document, with a key for it alone and with one for all else."""
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
            assert refusal(every.call(method, path)) == (403, "api_key_not_allowed"), name
            continue
        needed = re.search(r"An API key needs the scope ([a-z:]+)\.", operation["description"])
        if needed is None:
            assert every.call(method, path).status_code == 200
            continue
        scope = needed[1]
        asked.add(scope)
        answer = but[scope].call(method, path)
        assert (*refusal(answer), answer.json()["scope"]) == (403, "insufficient_scope", scope), name
        answer = alone[scope].call(method, path, stream=True)
        assert answer.status_code not in (401, 403), f"{name}: {answer.text}"
        answer.close()
    assert asked == set(SCOPES)
    people = [name for name, operation in OPERATIONS.items() if len(operation["security"]) == 1]
    for part in ("/auth/", "/developer/key", "/role-requests", "/jobs", "PATCH /api/users/"):
        assert any(part in name for name in people)
        assert not [name for name in OPERATIONS if part in name and name not in people and not name.endswith("/self")]


def test_a_wrong_or_misplaced_character_is_known_from_the_key_alone() -> None:
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


def guarded(tmp_path: Path, **environ: str) -> Any:
    """A client of the guards alone: `/who` tells which key has come through."""
    app = APIFlask("guards", spec_path=None, docs_path=None)
    settings = Settings.from_env({"DATA_DIR": str(tmp_path), "ARGON2_MEMORY_KIB": "8", **environ})
    for part in (request_log, errors):
        part.install(app)
    auth.install(app, settings)
    auth.install_guards(app)
    app.get("/who")(auth.signed_in(scope="any")(lambda: {"key_id": g.identity.key_id}))
    app.teardown_appcontext(lambda error: db.release())
    return app.test_client()


def test_a_typo_costs_no_query(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = guarded(tmp_path)
    said: list[str] = []

    def record(sql: str, params: Any) -> Any:
        said.append(sql)
        raise RuntimeError("no database here")

    monkeypatch.setattr(db, "_run", record)
    text = api_keys.generate().text
    typo = text[:-1] + ("a" if text[-1] != "a" else "b")
    for headers in ({"X-API-Key": typo}, {"Authorization": f"ApiKey {typo}"}):
        assert client.get("/who", headers=headers).json["code"] == "key_malformed"
    assert not said
    assert client.get("/who", headers={"X-API-Key": text}).status_code == 500
    assert len(said) == 1


def test_a_key_is_one_row_by_its_unique_index(
    shop: Shop, dian: Person, inside: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        key = made(dian)
    said: list[tuple[str, Any]] = []
    run = db._run
    monkeypatch.setattr(db, "_run", lambda sql, params: (said.append((sql, params)), run(sql, params))[1])
    found = queries.accounts.api_key_checks.find(key["prefix"].removeprefix(PREFIX))
    assert found is not None and found["id"] == key["id"]
    ((sql, params),) = said
    steps = {row["table"]: row for row in db.fetch_all("EXPLAIN FORMAT = TRADITIONAL " + sql, params)}
    for table, index in (("k", "uq_api_keys_lookup"), ("u", "PRIMARY")):
        step = steps[table]
        assert (step["type"], step["key"], int(step["rows"])) == ("const", index, 1)


def test_the_salt_can_be_changed_under_keys_that_live(shop: Shop, dian: Person, inside: None, tmp_path: Path) -> None:
    """A new salt stands before the old one until every key was used once, and then alone."""
    key = {"X-API-Key": made(dian)["api_key"]}
    new = "a new salt"
    assert guarded(tmp_path, API_KEY_SALT=new).get("/who", headers=key).json["code"] == "key_unknown"
    assert guarded(tmp_path, API_KEY_SALT=f"{new}, {SALT}").get("/who", headers=key).status_code == 200
    assert guarded(tmp_path, API_KEY_SALT=new).get("/who", headers=key).status_code == 200
    assert guarded(tmp_path, API_KEY_SALT=SALT).get("/who", headers=key).status_code == 401


def test_what_has_become_of_a_key_is_told_to_who_has_all_of_it(shop: Shop, dian: Person) -> None:
    key = made(dian)
    caller = program(shop, key["api_key"])
    # The right lookup part with another's secret, and a key that was never made.
    body = key["prefix"].removeprefix(PREFIX) + api_keys.generate().text[len(PREFIX) + LOOKUP : -api_keys.CHECKSUM]
    for forged in (PREFIX + body + api_keys.checksum(body), api_keys.generate().text):
        assert refusal(program(shop, forged).get(f"{KEY}/self")) == (401, "key_unknown")
    shop.rows("UPDATE api_keys SET expires_at = UTC_TIMESTAMP(6)")
    answer = caller.get(f"{KEY}/self")
    assert refusal(answer) == (401, "key_expired")
    assert "ApiKey" in answer.headers["WWW-Authenticate"]
    assert dian.get(f"{KEYS}/{key['id']}").json()["state"] == "expired"
    assert refusal(dian.post(f"{KEYS}/{key['id']}/rotate")) == (409, "api_key_not_active")
    assert dian.delete(f"{KEYS}/{key['id']}").json()["state"] == "revoked"
    assert refusal(caller.get(f"{KEY}/self")) == (401, "key_revoked")
    # A page for everybody stays one.
    assert caller.get("/api/courses").status_code == 200
    assert refusal(caller.get("/api/courses?scope=own")) == (401, "key_revoked")


def test_two_credentials_are_one_too_many(shop: Shop, dian: Person) -> None:
    key, other = made(dian)["api_key"], made(dian)["api_key"]
    for authorization, header, wanted in (
        (f"ApiKey {key}", key, (200, "")),
        (f"apikey  {key}", key, (200, "")),
        (f"ApiKey {key}", other, (401, "ambiguous_credentials")),
        (f"Bearer {dian.token}", key, (401, "ambiguous_credentials")),
        (f"Bearer {key}", key, (401, "ambiguous_credentials")),
    ):
        headers = {"Authorization": authorization, "X-API-Key": header}
        assert refusal(shop.visitor().get(f"{KEY}/self", headers=headers)) == wanted
    # A key in an address would be in every log on the way.
    assert refusal(shop.visitor().get(f"{KEY}/self?api_key={key}")) == (401, "missing_token")


def test_dian_revokes_a_key_and_the_next_call_is_refused(shop: Shop, dian: Person) -> None:
    key = made(dian)
    caller = program(shop, key["api_key"])
    assert caller.get(f"{KEY}/self").status_code == 200
    gone = dian.delete(f"{KEYS}/{key['id']}")
    assert (gone.status_code, gone.json()["state"], gone.json()["reason"]) == (200, "revoked", "revoked")
    assert refusal(caller.get(f"{KEY}/self")) == (401, "key_revoked")
    assert dian.delete(f"{KEYS}/{key['id']}").json() == gone.json()
    assert letters(shop, "key_revoked") == 1


def test_a_program_goes_on_while_its_key_is_rotated(shop: Shop, dian: Person) -> None:
    key = made(dian, name="Kasir", scopes=["users:read"], expires_in_days=30, quota=9)
    old, stop = program(shop, key["api_key"]), threading.Event()
    seen: list[int] = []

    def calls() -> None:
        while not stop.is_set():
            seen.append(old.get("/api/users/profile").status_code)

    thread = threading.Thread(target=calls)
    thread.start()
    wait_until(lambda: len(seen) > 20)
    new = made(dian, f"{KEYS}/{key['id']}/rotate")
    before = len(seen)
    wait_until(lambda: len(seen) > before + 20)
    stop.set()
    thread.join()
    assert set(seen) == {200}
    for name in ("name", "scopes", "quota"):
        assert new[name] == key[name]
    assert new["id"] != key["id"] and new["api_key"] != key["api_key"]
    life = datetime.fromisoformat(new["expires_at"]) - datetime.fromisoformat(new["created_at"])
    assert abs(life - timedelta(days=30)) < timedelta(seconds=5)
    row = dian.get(f"{KEYS}/{key['id']}").json()
    assert (row["state"], row["rotated_to"]) == ("overlapping", new["id"])
    overlap = datetime.fromisoformat(row["overlap_ends_at"]) - datetime.fromisoformat(new["created_at"])
    assert abs(overlap - timedelta(hours=24)) < timedelta(seconds=5)
    assert refusal(dian.post(f"{KEYS}/{key['id']}/rotate")) == (409, "api_key_not_active")
    shop.rows("UPDATE api_keys SET overlap_ends_at = UTC_TIMESTAMP(6) WHERE id = %s", (key["id"],))
    assert refusal(old.get("/api/users/profile")) == (401, "key_rotated")
    assert program(shop, new["api_key"]).get("/api/users/profile").status_code == 200


def test_a_key_that_was_lost_is_rotated_without_overlap(shop: Shop, dian: Person) -> None:
    key = made(dian)
    new = made(dian, f"{KEYS}/{key['id']}/rotate", overlap_hours=0)
    assert refusal(program(shop, key["api_key"]).get(f"{KEY}/self")) == (401, "key_rotated")
    assert program(shop, new["api_key"]).get(f"{KEY}/self").json()["id"] == new["id"]
    assert dian.post(f"{KEYS}/{new['id']}/rotate", {"overlap_hours": 721}).status_code == 422
    letter = shop.letter("dian@example.com", "key_rotated").get_content()
    assert key["prefix"] in letter and new["prefix"] in letter


def test_rotations_at_once_make_one_successor(dian: Person) -> None:
    key = made(dian)
    answers = at_once(6, lambda _: dian.post(f"{KEYS}/{key['id']}/rotate").status_code)
    assert sorted(answers) == [201, 409, 409, 409, 409, 409]


@pytest.mark.parametrize(
    ("change", "back", "reason"),
    [
        ({"active": False}, {"active": True}, "deactivated"),
        ({"roles": ["buyer"]}, {"role": "developer"}, "role_lost"),
    ],
)
def test_with_its_owner_a_key_ends_for_good(
    shop: Shop, dian: Person, dewi: Person, change: dict[str, Any], back: dict[str, Any], reason: str
) -> None:
    keys = [made(dian) for _ in range(2)]
    callers = [program(shop, key["api_key"]) for key in keys]
    for fields in (change, back):
        assert dewi.patch(f"/api/users/{dian.id}", fields).status_code == 200
        assert [refusal(caller.get(f"{KEY}/self")) for caller in callers] == [(401, "key_revoked")] * 2
    assert {row["reason"] for row in dewi.get(f"{KEYS}?user_id={dian.id}").json()["api_keys"]} == {reason}
    letter = shop.letter("dian@example.com", "key_withdrawn").get_content()
    assert all(key["prefix"] in letter for key in keys)
    assert letters(shop, "key_withdrawn") == 1


def test_other_roles_come_and_go_without_a_key_ending(shop: Shop, dian: Person, dewi: Person) -> None:
    caller = program(shop, made(dian)["api_key"])
    dewi.patch(f"/api/users/{dian.id}", {"roles": ["developer", "seller"]})
    dewi.patch(f"/api/users/{dian.id}", {"roles": ["developer"], "active": True})
    assert caller.get(f"{KEY}/self").json()["roles"] == ["developer"]
    # However the role was lost, a key without it does nothing.
    shop.rows("DELETE FROM user_roles WHERE user_id = %s", (dian.id,))
    assert refusal(caller.get(f"{KEY}/self")) == (401, "key_revoked")


def test_the_last_use_is_written_once_a_minute(shop: Shop, dian: Person) -> None:
    key = made(dian)
    assert (key["last_used_at"], key["last_used_from"]) == (None, None)
    caller = program(shop, key["api_key"])

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


def test_whoever_finds_a_key_reports_it(shop: Shop, dian: Person) -> None:
    key, other = made(dian), made(dian)
    finder = shop.visitor()
    where = f"https://example.com/paste says {key['api_key']}"
    texts = ["x", key["api_key"][:-1], api_keys.generate().text, f" {key['api_key']} ", key["api_key"]]
    answers = [finder.post(f"{KEY}/report", {"api_key": text, "where": where}) for text in texts]
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.content for answer in answers}) == 1
    row = dian.get(f"{KEYS}/{key['id']}").json()
    assert (row["state"], row["reason"]) == ("revoked", "leaked")
    assert refusal(program(shop, key["api_key"]).get(f"{KEY}/self")) == (401, "key_revoked")
    assert program(shop, other["api_key"]).get(f"{KEY}/self").status_code == 200
    letter = shop.letter("dian@example.com", "key_leaked").get_content()
    assert f"https://example.com/paste says {key['prefix']}…" in letter
    assert letters(shop, "key_leaked") == 1


def test_a_person_has_so_many_living_keys(shop: Shop, dian: Person) -> None:
    first = made(dian)
    shop.rows(
        "INSERT INTO api_keys (user_id, name, lookup, digest, scopes, language, days, expires_at) "
        "SELECT user_id, name, CONCAT('x', n), digest, scopes, language, days, expires_at FROM api_keys "
        f"JOIN ({' UNION '.join(f'SELECT {n} AS n' for n in range(18))}) AS numbers"
    )
    answers = at_once(4, lambda _: dian.post(KEY).status_code)
    assert sorted(answers) == [201, 409, 409, 409]
    assert dian.post(KEY).json()["most"] == queries.accounts.api_keys.MAX_ACTIVE_KEYS
    # Rotating makes no more of them in the end, and a dead one makes room.
    assert dian.post(f"{KEYS}/{first['id']}/rotate").status_code == 201
    dian.delete(f"{KEYS}/{first['id']}")
    assert dian.post(KEY).status_code == 409
    dian.delete(f"{KEYS}/{first['id'] + 1}")
    made(dian)


def test_keys_are_their_owners_and_admins_affair(shop: Shop, dian: Person, dewi: Person, budi: Person) -> None:
    key = made(dian)
    path = f"{KEYS}/{key['id']}"
    for method, where, body in (
        ("GET", path, None), ("PATCH", path, {"name": "x"}), ("POST", f"{path}/rotate", None), ("DELETE", path, None),
    ):  # fmt: skip
        assert refusal(budi.call(method, where, body)) == (404, "api_key_not_found")
    assert refusal(dewi.post(f"{path}/rotate")) == (404, "api_key_not_found")
    assert refusal(budi.get(f"{KEYS}?user_id={dian.id}")) == (403, "forbidden")
    assert dewi.get(f"{KEYS}?user_id={dian.id}").json()["api_keys"] == [dian.get(path).json()]
    assert dewi.get(KEYS).json()["api_keys"] == []
    changed = dian.patch(path, {"name": "Kasir", "quota": 1000})
    assert (changed.json()["name"], changed.json()["quota"]) == ("Kasir", 1000)
    (fault,) = dian.patch(path, {"quota": 1001}).json()["errors"]
    assert (fault["field"], fault["code"]) == ("quota", "less_than_equal")
    assert dewi.patch(path, {"quota": 50_000}).json()["quota"] == 50_000
    assert dian.patch(path, {"quota": None}).json()["quota"] is None
    assert dewi.delete(path).json()["state"] == "revoked"


def test_the_list_is_walked_newest_first(dian: Person) -> None:
    ids = [made(dian)["id"] for _ in range(3)]
    seen: list[int] = []
    cursor: str | None = ""
    while cursor is not None:
        page = dian.get(f"{KEYS}?per_page=2&cursor={cursor}").json()
        seen += [row["id"] for row in page["api_keys"]]
        cursor = page["next_cursor"]
    assert seen == ids[::-1]
    assert [row["id"] for row in dian.get(f"{KEYS}?per_page=2&page=2").json()["api_keys"]] == ids[:1]


@pytest.mark.parametrize(
    "wanted",
    [
        {"expires_in_days": 0}, {"expires_in_days": 366}, {"scopes": []}, {"scopes": ["keys:write"]}, {"quota": 0},
        {"quota": 1001}, {"name": ""}, {"digest": "x"},
    ],
)  # fmt: skip
def test_what_no_key_can_be(dian: Person, wanted: dict[str, Any]) -> None:
    assert dian.post(KEY, wanted).status_code == 422


def test_letters_come_before_the_end_each_once(shop: Shop, dian: Person, inside: None) -> None:
    short, long = made(dian, expires_in_days=7), made(dian, expires_in_days=30)
    # The one that lives a week hears nothing of two weeks or one.
    left = {
        row["id"]: row["days"]
        for row in shop.rows("SELECT id, TIMESTAMPDIFF(DAY, warn_at, expires_at) AS days FROM api_keys")
    }
    assert left == {short["id"]: 1, long["id"]: 14}
    dian.delete(f"{KEYS}/{short['id']}")

    def pass_until(hours_left: int, look: Callable[[], None]) -> int:
        """Lets time go on, has the shop look twice, and counts the letters that were ever written."""
        shop.rows(
            "UPDATE api_keys SET warn_at = UTC_TIMESTAMP(6) + INTERVAL %s HOUR "
            "- INTERVAL TIMESTAMPDIFF(MICROSECOND, warn_at, expires_at) MICROSECOND, "
            "expires_at = UTC_TIMESTAMP(6) + INTERVAL %s HOUR WHERE id = %s",
            (hours_left, hours_left, long["id"]),
        )
        look(), look()
        return letters(shop, "key_expiring")

    def look() -> None:
        for key_id in queries.accounts.api_keys.list_due_warnings(10):
            queries.accounts.api_keys.send_expiry_warning(key_id)

    def look_by_job() -> None:
        shop.rows("INSERT INTO jobs (kind, payload) VALUES ('key_warnings', '{}')")
        wait_until(lambda: not shop.rows("SELECT 1 FROM jobs WHERE kind = 'key_warnings' AND state <> 'done'"))

    assert [pass_until(hours, look) for hours in (15 * 24, 14 * 24, 8 * 24, 7 * 24, 2 * 24)] == [0, 1, 1, 2, 2]
    assert pass_until(24, look_by_job) == 3
    letter = shop.letter("dian@example.com", "key_expiring")
    assert long["prefix"] in letter.get_content()
    assert shop.value("SELECT warn_at FROM api_keys WHERE id = %s", (long["id"],)) is None


def test_a_shop_that_slept_writes_one_letter(shop: Shop, dian: Person, inside: None) -> None:
    key = made(dian, expires_in_days=30)
    shop.rows("UPDATE api_keys SET warn_at = warn_at - INTERVAL 25 DAY, expires_at = expires_at - INTERVAL 25 DAY")
    assert queries.accounts.api_keys.list_due_warnings(10) == [key["id"]]
    at_once(4, lambda _: (queries.accounts.api_keys.send_expiry_warning(key["id"]), db.release()))
    assert letters(shop, "key_expiring") == 1
    assert shop.value("SELECT TIMESTAMPDIFF(DAY, warn_at, expires_at) AS days FROM api_keys") == 1
    dian.delete(f"{KEYS}/{key['id']}")
    assert shop.value("SELECT warn_at FROM api_keys") is None


def test_a_secret_stands_nowhere(shop: Shop, server: Server, dian: Person, dewi: Person) -> None:
    """All that a key goes through, and then every table, letter and line of the log."""
    key = made(dian, name="Kasir")
    rotated = made(dian, f"{KEYS}/{key['id']}/rotate")
    found = made(dian)
    texts = [row["api_key"] for row in (key, rotated, found)]
    for text in texts:
        program(shop, text).get("/api/users/profile")
        program(shop, text, "Authorization").post("/api/products", {"name": text, "price": "x"})
        program(shop, text[:-1]).get("/api/users/profile")
    dian.patch(f"{KEYS}/{rotated['id']}", {"name": "Kasir 2"})
    shop.visitor().post(f"{KEY}/report", {"api_key": found["api_key"], "where": f"in {found['api_key']}"})
    dian.delete(f"{KEYS}/{rotated['id']}")
    shop.letter("dian@example.com", "key_revoked")
    shop.letter("dian@example.com", "key_leaked")
    secrets = [text[len(PREFIX) + LOOKUP :].encode() for text in texts]
    places = {"log": shop.app.log.read_bytes()}
    for row in shop.rows("SHOW TABLES"):
        (table,) = row.values()
        places[table] = repr(shop.rows(f"SELECT * FROM `{table}`")).encode()
    for path in (Path(shop.app.env["DATA_DIR"]) / "mail").glob("*.eml"):
        places[path.name] = path.read_bytes().replace(b"=\r\n", b"")
    assert key["prefix"].removeprefix(PREFIX).encode() in places["api_keys"]
    assert not [name for name, content in places.items() for secret in secrets if secret[:20] in content]


def test_what_was_done_to_a_key_is_audited(shop: Shop, dian: Person, dewi: Person) -> None:
    key = made(dian)
    new = made(dian, f"{KEYS}/{key['id']}/rotate")
    dian.patch(f"{KEYS}/{new['id']}", {"quota": 5})
    dewi.delete(f"{KEYS}/{new['id']}")
    found = shop.rows("SELECT user_id, operation, row_id FROM audit_entries WHERE table_name = 'api_keys' ORDER BY id")
    assert [(row["user_id"], row["operation"], int(row["row_id"])) for row in found] == [
        (dian.id, "INSERT", key["id"]),
        (dian.id, "INSERT", new["id"]),
        (dian.id, "UPDATE", key["id"]),
        (dian.id, "UPDATE", new["id"]),
        (dewi.id, "UPDATE", new["id"]),
    ]


def test_a_credential_sent_the_wrong_way_is_told_the_right_one(shop: Shop, dian: Person) -> None:
    key, token = made(dian)["api_key"], dian.token
    as_key = ("key_misplaced", 'ApiKey realm="finenice"', "Authorization: ApiKey")
    as_token = ("token_misplaced", 'Bearer realm="finenice"', "Authorization: Bearer")
    for headers, (code, challenge, said) in (
        ({"Authorization": f"Bearer {key}"}, as_key),
        ({"Authorization": f"bearer  {key}"}, as_key),
        ({"Authorization": f"Token {key}"}, as_key),
        ({"Authorization": key}, as_key),
        # Whether a key is good is told only to who sends it as one.
        ({"Authorization": f"Bearer {key[:-1]}"}, as_key),
        ({"Authorization": f"ApiKey {token}"}, as_token),
        ({"Authorization": token}, as_token),
        ({"X-API-Key": token}, as_token),
    ):
        for path in ("/api/users/profile", "/api/v1/analytics/course-progress"):
            answer = shop.visitor().get(path, headers=headers)
            assert refusal(answer) == (401, code), headers
            assert answer.headers["WWW-Authenticate"] == challenge
            assert said in answer.json()["msg"]
            assert key not in answer.text and token not in answer.text
    told = shop.visitor().get(f"{KEY}/self", headers={"Authorization": f"Bearer {key}", "Accept-Language": "id"})
    assert told.json()["msg"].startswith("Ini kunci API, bukan token.")
