"""API keys: creation, rotation, revocation, warnings."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import db
import queries.accounts.api_key_checks
import queries.accounts.api_keys
from domain.security import api_keys
from domain.security.api_keys import LOOKUP, PREFIX, READ_SCOPES
from support.accounts import KEY, KEYS, client_with_key, create_key, outcome
from support.app import at_once, wait_until
from support.database import Server
from support.people import Person, Shop

ANALYTICS = ("course-progress", "user-progress", "course-engagement", "completion-rates")


@pytest.fixture
def dian(shop: Shop) -> Person:
    """A developer with a verified e-mail address."""
    person = shop.person("dian", "developer")
    shop.rows("UPDATE users SET email = 'dian@example.com', email_verified_at = NOW() WHERE id = %s", (person.id,))
    return person


# The shops of tests have no rate limits.
NOT_LIMITED = {"used": None, "allowed": None, "window_seconds": None}


def count_emails(shop: Shop, template: str) -> int:
    return int(shop.value("SELECT COUNT(*) AS n FROM letters WHERE template = %s", (template,)))


def test_created_key_is_shown_once(shop: Shop, dian: Person) -> None:
    key = create_key(dian)
    assert re.fullmatch(api_keys.PATTERN, key["api_key"])
    assert key["api_key"].startswith(key["prefix"])
    assert (key["state"], key["name"], key["scopes"], key["quota"]) == ("active", "API key", sorted(READ_SCOPES), None)
    life = datetime.fromisoformat(key["expires_at"]) - datetime.fromisoformat(key["created_at"])
    assert abs(life - timedelta(days=90)) < timedelta(seconds=5)
    for header in ("X-API-Key", "Authorization"):
        answer = client_with_key(shop, key["api_key"], header).get("/api/users/profile")
        assert (answer.status_code, answer.json()["username"]) == (200, "dian")
    shown = dian.get(f"{KEYS}/{key['id']}").json()
    assert shown == NOT_LIMITED | {
        **{name: value for name, value in key.items() if name != "api_key"},
        "last_used_at": shown["last_used_at"],
        "last_used_from": "127.0.0.1",
    }
    (listed,) = dian.get(KEYS).json()["api_keys"]
    assert listed | NOT_LIMITED == shown
    message = shop.email("dian@example.com", "key_created")
    assert key["prefix"] in message.get_content()
    assert key["api_key"][len(key["prefix"]) :] not in message.as_string()
    log = dian.get("/api/users/activities?type=api_key_created").json()["activities"]
    assert [(row["subject_id"], row["detail"]) for row in log] == [(key["id"], "API key")]


def test_versioned_paths_accept_api_keys(shop: Shop, dian: Person) -> None:
    key = create_key(dian, "/api/v1/developer/key")["api_key"]
    for call in ANALYTICS:
        path = f"/api/v1/analytics/{call}"
        by_key = client_with_key(shop, key, "Authorization").get(path)
        assert (by_key.status_code, dian.get(path).status_code) == (200, 200)
        assert by_key.json().keys() == dian.get(path).json().keys()


def test_key_of_an_admin_sees_no_users_and_no_small_groups(shop: Shop, dewi: Person) -> None:
    """An admin sees everything when signed in, and only public data with a key."""
    shop.rows("INSERT INTO user_roles (user_id, role) VALUES (%s, 'developer')", (dewi.id,))
    course = dewi.teaches()
    budi = shop.person("budi")
    budi.graduates(course)
    reader = client_with_key(shop, create_key(dewi)["api_key"])
    assert [row["user_id"] for row in dewi.get("/api/analytics/user-progress").json()["learners"]] == [budi.id]
    assert reader.get("/api/analytics/user-progress").json()["learners"] == []
    assert reader.get("/api/analytics/user-progress?scope=all").status_code == 403
    assert reader.get(f"/api/courses/{course['id']}/statements").status_code == 404
    for call in ("course-progress", "course-engagement", "completion-rates"):
        (mine,), (seen,) = (who.get(f"/api/analytics/{call}").json()["courses"] for who in (dewi, reader))
        assert (mine["hidden"], seen["hidden"]) == (False, True)


@pytest.mark.parametrize("path", [KEY, "/api/v1/developer/key"])
def test_creating_a_key_grants_the_role_developer(shop: Shop, budi: Person, path: str) -> None:
    key = create_key(budi, path)["api_key"]
    assert client_with_key(shop, key, "Authorization").get("/api/v1/analytics/course-progress").status_code == 200
    assert client_with_key(shop, key).get(f"{KEY}/self").json()["roles"] == ["developer", "buyer"]


def test_simultaneous_keys_grant_the_role_once(shop: Shop, budi: Person) -> None:
    assert len({key["id"] for key in at_once(8, lambda _: create_key(budi))}) == 8
    assert [row["state"] for row in budi.get("/api/users/role-requests").json()["role_requests"]] == ["granted"]


def test_key_is_limited_to_its_scopes_and_roles(shop: Shop, dian: Person) -> None:
    shop.rows("INSERT INTO user_roles (user_id, role) VALUES (%s, 'seller')", (dian.id,))
    till = create_key(dian, name="Kasir", scopes=["products:write", "products:write"], expires_in_days=7, quota=50)
    assert (till["scopes"], till["quota"]) == (["products:write"], 50)
    caller = client_with_key(shop, till["api_key"])
    product = caller.offers(cost=7)
    assert shop.value("SELECT seller_id FROM products") == dian.id
    refused = caller.get("/api/transactions")
    assert (*outcome(refused), refused.json()["scope"]) == (403, "insufficient_scope", "transactions:read")
    # Without the scope, the key sees public data only.
    assert caller.get(f"/api/products/{product}").json()["cost"] is None
    assert outcome(caller.get("/api/products?scope=own")) == (403, "insufficient_scope")
    reader = client_with_key(shop, create_key(dian, scopes=["products:read"])["api_key"])
    assert reader.get(f"/api/products/{product}").json()["cost"] == 7
    assert [row["cost"] for row in reader.get("/api/products?scope=own").json()["products"]] == [7]
    # The key loses what the role allowed.
    shop.rows("DELETE FROM user_roles WHERE user_id = %s AND role = 'seller'", (dian.id,))
    assert outcome(caller.post("/api/products", {"name": "Teh", "price": 1})) == (403, "forbidden")
    own = caller.get(f"{KEY}/self").json()
    assert (own["id"], own["name"], own["scopes"]) == (till["id"], "Kasir", ["products:write"])
    assert own["roles"] == ["developer", "buyer"]
    assert outcome(dian.get(f"{KEY}/self")) == (403, "api_key_required")


def test_revoked_key_is_rejected_on_the_next_call(shop: Shop, dian: Person) -> None:
    key = create_key(dian)
    caller = client_with_key(shop, key["api_key"])
    assert caller.get(f"{KEY}/self").status_code == 200
    gone = dian.delete(f"{KEYS}/{key['id']}")
    assert (gone.status_code, gone.json()["state"], gone.json()["reason"]) == (200, "revoked", "revoked")
    assert outcome(caller.get(f"{KEY}/self")) == (401, "api_key_revoked")
    assert dian.delete(f"{KEYS}/{key['id']}").json() == gone.json()
    assert count_emails(shop, "key_revoked") == 1


def test_rotation_overlaps_without_a_failed_call(shop: Shop, dian: Person) -> None:
    key = create_key(dian, name="Kasir", scopes=["users:read"], expires_in_days=30, quota=9)
    old, stop = client_with_key(shop, key["api_key"]), threading.Event()
    seen: list[int] = []

    def calls() -> None:
        while not stop.is_set():
            seen.append(old.get("/api/users/profile").status_code)

    thread = threading.Thread(target=calls)
    thread.start()
    wait_until(lambda: len(seen) > 20)
    new = create_key(dian, f"{KEYS}/{key['id']}/rotate")
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
    assert outcome(dian.post(f"{KEYS}/{key['id']}/rotate")) == (409, "api_key_not_active")
    shop.rows("UPDATE api_keys SET overlap_ends_at = UTC_TIMESTAMP(6) WHERE id = %s", (key["id"],))
    assert outcome(old.get("/api/users/profile")) == (401, "api_key_rotated")
    assert client_with_key(shop, new["api_key"]).get("/api/users/profile").status_code == 200


def test_rotation_without_overlap_ends_the_old_key_at_once(shop: Shop, dian: Person) -> None:
    key = create_key(dian)
    new = create_key(dian, f"{KEYS}/{key['id']}/rotate", overlap_hours=0)
    assert outcome(client_with_key(shop, key["api_key"]).get(f"{KEY}/self")) == (401, "api_key_rotated")
    assert client_with_key(shop, new["api_key"]).get(f"{KEY}/self").json()["id"] == new["id"]
    assert dian.post(f"{KEYS}/{new['id']}/rotate", {"overlap_hours": 721}).status_code == 422
    message = shop.email("dian@example.com", "key_rotated").get_content()
    assert key["prefix"] in message and new["prefix"] in message


def test_simultaneous_rotations_create_one_successor(dian: Person) -> None:
    key = create_key(dian)
    answers = at_once(6, lambda _: dian.post(f"{KEYS}/{key['id']}/rotate").status_code)
    assert sorted(answers) == [201, 409, 409, 409, 409, 409]


@pytest.mark.parametrize(
    ("change", "back", "reason"),
    [
        ({"active": False}, {"active": True}, "deactivated"),
        ({"roles": ["buyer"]}, {"role": "developer"}, "role_lost"),
    ],
)
def test_keys_are_revoked_with_their_owner_for_good(
    shop: Shop, dian: Person, dewi: Person, change: dict[str, Any], back: dict[str, Any], reason: str
) -> None:
    keys = [create_key(dian) for _ in range(2)]
    callers = [client_with_key(shop, key["api_key"]) for key in keys]
    for fields in (change, back):
        assert dewi.patch(f"/api/users/{dian.id}", fields).status_code == 200
        assert [outcome(caller.get(f"{KEY}/self")) for caller in callers] == [(401, "api_key_revoked")] * 2
    assert {row["reason"] for row in dewi.get(f"{KEYS}?user_id={dian.id}").json()["api_keys"]} == {reason}
    message = shop.email("dian@example.com", "key_withdrawn").get_content()
    assert all(key["prefix"] in message for key in keys)
    assert count_emails(shop, "key_withdrawn") == 1


def test_changes_of_other_roles_keep_keys_active(shop: Shop, dian: Person, dewi: Person) -> None:
    caller = client_with_key(shop, create_key(dian)["api_key"])
    dewi.patch(f"/api/users/{dian.id}", {"roles": ["developer", "seller"]})
    dewi.patch(f"/api/users/{dian.id}", {"roles": ["developer"], "active": True})
    assert caller.get(f"{KEY}/self").json()["roles"] == ["developer"]
    # Without the role developer a key is rejected, whatever removed the role.
    shop.rows("DELETE FROM user_roles WHERE user_id = %s", (dian.id,))
    assert outcome(caller.get(f"{KEY}/self")) == (401, "api_key_revoked")


def test_reported_key_is_revoked_and_its_owner_notified(shop: Shop, dian: Person) -> None:
    key, other = create_key(dian), create_key(dian)
    finder = shop.visitor()
    where = f"https://example.com/paste says {key['api_key']}"
    texts = ["x", key["api_key"][:-1], api_keys.generate().text, f" {key['api_key']} ", key["api_key"]]
    answers = [finder.post(f"{KEY}/report", {"api_key": text, "where": where}) for text in texts]
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.content for answer in answers}) == 1
    row = dian.get(f"{KEYS}/{key['id']}").json()
    assert (row["state"], row["reason"]) == ("revoked", "leaked")
    assert outcome(client_with_key(shop, key["api_key"]).get(f"{KEY}/self")) == (401, "api_key_revoked")
    assert client_with_key(shop, other["api_key"]).get(f"{KEY}/self").status_code == 200
    message = shop.email("dian@example.com", "key_leaked").get_content()
    assert f"https://example.com/paste says {key['prefix']}…" in message
    assert count_emails(shop, "key_leaked") == 1


def test_active_keys_per_user_are_limited(shop: Shop, dian: Person) -> None:
    first = create_key(dian)
    shop.rows(
        "INSERT INTO api_keys (user_id, name, lookup, digest, scopes, language, days, expires_at) "
        "SELECT user_id, name, CONCAT('x', n), digest, scopes, language, days, expires_at FROM api_keys "
        f"JOIN ({' UNION '.join(f'SELECT {n} AS n' for n in range(18))}) AS numbers"
    )
    answers = at_once(4, lambda _: dian.post(KEY).status_code)
    assert sorted(answers) == [201, 409, 409, 409]
    assert dian.post(KEY).json()["most"] == queries.accounts.api_keys.MAX_ACTIVE_KEYS
    # Rotation does not add a key, and a revoked key frees a place.
    assert dian.post(f"{KEYS}/{first['id']}/rotate").status_code == 201
    dian.delete(f"{KEYS}/{first['id']}")
    assert dian.post(KEY).status_code == 409
    dian.delete(f"{KEYS}/{first['id'] + 1}")
    create_key(dian)


def test_keys_belong_to_their_owner_and_admins(shop: Shop, dian: Person, dewi: Person, budi: Person) -> None:
    key = create_key(dian)
    path = f"{KEYS}/{key['id']}"
    for method, where, body in (
        ("GET", path, None), ("PATCH", path, {"name": "x"}), ("POST", f"{path}/rotate", None), ("DELETE", path, None),
    ):  # fmt: skip
        assert outcome(budi.call(method, where, body)) == (404, "api_key_not_found")
    assert outcome(dewi.post(f"{path}/rotate")) == (404, "api_key_not_found")
    assert outcome(budi.get(f"{KEYS}?user_id={dian.id}")) == (403, "forbidden")
    (listed,) = dewi.get(f"{KEYS}?user_id={dian.id}").json()["api_keys"]
    assert dian.get(path).json() == listed | NOT_LIMITED
    assert dewi.get(KEYS).json()["api_keys"] == []
    changed = dian.patch(path, {"name": "Kasir", "quota": 1000})
    assert (changed.json()["name"], changed.json()["quota"]) == ("Kasir", 1000)
    (fault,) = dian.patch(path, {"quota": 1001}).json()["errors"]
    assert (fault["field"], fault["code"]) == ("quota", "less_than_equal")
    assert dewi.patch(path, {"quota": 50_000}).json()["quota"] == 50_000
    assert dian.patch(path, {"quota": None}).json()["quota"] is None
    assert dewi.delete(path).json()["state"] == "revoked"


def test_key_list_is_paged_newest_first(dian: Person) -> None:
    ids = [create_key(dian)["id"] for _ in range(3)]
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
def test_invalid_key_parameters_are_rejected(dian: Person, wanted: dict[str, Any]) -> None:
    assert dian.post(KEY, wanted).status_code == 422


def test_expiry_warnings_are_sent_once_each(shop: Shop, dian: Person, inside: None) -> None:
    short, long = create_key(dian, expires_in_days=7), create_key(dian, expires_in_days=30)
    # A key of seven days gets no warning 14 or 7 days before expiry.
    left = {
        row["id"]: row["days"]
        for row in shop.rows("SELECT id, TIMESTAMPDIFF(DAY, warn_at, expires_at) AS days FROM api_keys")
    }
    assert left == {short["id"]: 1, long["id"]: 14}
    dian.delete(f"{KEYS}/{short['id']}")

    def pass_until(hours_left: int, look: Callable[[], None]) -> int:
        """Move the expiry, check for warnings twice, and return the number of warnings sent so far."""
        shop.rows(
            "UPDATE api_keys SET warn_at = UTC_TIMESTAMP(6) + INTERVAL %s HOUR "
            "- INTERVAL TIMESTAMPDIFF(MICROSECOND, warn_at, expires_at) MICROSECOND, "
            "expires_at = UTC_TIMESTAMP(6) + INTERVAL %s HOUR WHERE id = %s",
            (hours_left, hours_left, long["id"]),
        )
        look(), look()
        return count_emails(shop, "key_expiring")

    def look() -> None:
        for key_id in queries.accounts.api_keys.list_due_warnings(10):
            queries.accounts.api_keys.send_expiry_warning(key_id)

    def look_by_job() -> None:
        shop.rows("INSERT INTO jobs (kind, payload) VALUES ('key_warnings', '{}')")
        wait_until(lambda: not shop.rows("SELECT 1 FROM jobs WHERE kind = 'key_warnings' AND state <> 'done'"))

    assert [pass_until(hours, look) for hours in (15 * 24, 14 * 24, 8 * 24, 7 * 24, 2 * 24)] == [0, 1, 1, 2, 2]
    assert pass_until(24, look_by_job) == 3
    message = shop.email("dian@example.com", "key_expiring")
    assert long["prefix"] in message.get_content()
    assert shop.value("SELECT warn_at FROM api_keys WHERE id = %s", (long["id"],)) is None


def test_overdue_warnings_are_sent_as_one(shop: Shop, dian: Person, inside: None) -> None:
    key = create_key(dian, expires_in_days=30)
    shop.rows("UPDATE api_keys SET warn_at = warn_at - INTERVAL 25 DAY, expires_at = expires_at - INTERVAL 25 DAY")
    assert queries.accounts.api_keys.list_due_warnings(10) == [key["id"]]
    at_once(4, lambda _: (queries.accounts.api_keys.send_expiry_warning(key["id"]), db.release()))
    assert count_emails(shop, "key_expiring") == 1
    assert shop.value("SELECT TIMESTAMPDIFF(DAY, warn_at, expires_at) AS days FROM api_keys") == 1
    dian.delete(f"{KEYS}/{key['id']}")
    assert shop.value("SELECT warn_at FROM api_keys") is None


def test_key_secrets_appear_in_no_log_table_or_email(shop: Shop, server: Server, dian: Person, dewi: Person) -> None:
    """Take keys through every call, then search all tables, e-mails and log lines."""
    key = create_key(dian, name="Kasir")
    rotated = create_key(dian, f"{KEYS}/{key['id']}/rotate")
    found = create_key(dian)
    texts = [row["api_key"] for row in (key, rotated, found)]
    for text in texts:
        client_with_key(shop, text).get("/api/users/profile")
        client_with_key(shop, text, "Authorization").post("/api/products", {"name": text, "price": "x"})
        client_with_key(shop, text[:-1]).get("/api/users/profile")
    dian.patch(f"{KEYS}/{rotated['id']}", {"name": "Kasir 2"})
    shop.visitor().post(f"{KEY}/report", {"api_key": found["api_key"], "where": f"in {found['api_key']}"})
    dian.delete(f"{KEYS}/{rotated['id']}")
    shop.email("dian@example.com", "key_revoked")
    shop.email("dian@example.com", "key_leaked")
    secrets = [text[len(PREFIX) + LOOKUP :].encode() for text in texts]
    places = {"log": shop.app.log.read_bytes()}
    for row in shop.rows("SHOW TABLES"):
        (table,) = row.values()
        places[table] = repr(shop.rows(f"SELECT * FROM `{table}`")).encode()
    for path in (Path(shop.app.env["DATA_DIR"]) / "mail").glob("*.eml"):
        places[path.name] = path.read_bytes().replace(b"=\r\n", b"")
    assert key["prefix"].removeprefix(PREFIX).encode() in places["api_keys"]
    assert not [name for name, content in places.items() for secret in secrets if secret[:20] in content]


def test_key_changes_are_audited(shop: Shop, dian: Person, dewi: Person) -> None:
    key = create_key(dian)
    new = create_key(dian, f"{KEYS}/{key['id']}/rotate")
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
