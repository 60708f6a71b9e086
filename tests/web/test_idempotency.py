"""Idempotency-Key: a repeated call returns the same response and changes nothing more."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from support.app import CHEAP, App, at_once, secrets_for_tests
from support.calls.access_matrix import DOCUMENT, ENDING, PEOPLE, TABLE, TWINS, Files, World
from support.calls.audited_calls import EXCEPTIONS, MUTATING, OTHERWISE
from support.database import Server
from support.people import PASSWORD, Person, Shop

# Tables that background jobs write to.
BESIDE = {"audit_seals", "audit_head", "idempotency_keys", "schema_migrations", "leases"}
COUNTED = ("jobs", "letters", "deliveries")
REPEATED = [route for route in MUTATING if route not in EXCEPTIONS]
# Bodies of a third call with the same key, for routes that would refuse one more field first.
ANOTHER_BODY = {"POST /api/transactions": lambda sent: {"items": [{**sent["items"][0], "qty": 2}]}}


def state(shop: Shop) -> dict[str, Any]:
    """Return the checksums of all tables, or their number of rows for those that background jobs write to."""
    tables = [table for table in shop.tables if table not in (*BESIDE, *COUNTED)]
    found = {row["Table"]: row["Checksum"] for row in shop.rows(f"CHECKSUM TABLE {', '.join(tables)}")}
    assert None not in found.values()
    counts = [f"(SELECT COUNT(*) FROM {table}) AS {table}" for table in COUNTED]
    return found | shop.rows(f"SELECT {', '.join(counts)}")[0]


class Call:
    """A call of the matrix that can be repeated with the same path and body."""

    def __init__(self, world: World, route: str) -> None:
        statuses, about, body = TABLE[route]
        about, body = OTHERWISE.get(route, (about, body))
        self.world, self.route = world, route
        self.who = next(name for name, status in zip(PEOPLE, statuses.split(), strict=True) if status < "300")
        self.method, path = route.split()
        place = about(world) if about else ""
        self.path = re.sub(r"{.*}", str(place), path) if "{" in path else f"{path}{place}"
        self.body = body(world) if body else None

    def sent(self, key: str, path: str = "", other: bool = False) -> requests.Response:
        body, extra = self.body, {}
        if isinstance(body, Files):
            extra = {"files": {name: (file, content + b"x" * other) for name, (file, content) in body.parts.items()}}
            body = None
        elif other:
            body = ANOTHER_BODY.get(self.route, lambda sent: {**(sent or {}), "another": 1})(body)
        answer = self.world.people[self.who].call(
            self.method, path or self.path, body, headers={"Idempotency-Key": key}, **extra
        )
        if self.route in ENDING:
            self.world.sign_in_again(self.who)
        return answer

    @property
    def versioned(self) -> str:
        """Return the same call under its second path, if it has one."""
        short = self.route in ("POST /api/register", "POST /api/login") or not self.path.startswith("/api/")
        return self.path if short else self.path.replace("/api/", "/api/v1/", 1)


@pytest.mark.parametrize("route", REPEATED)
def test_a_repeated_call_with_its_key_changes_nothing(world: World, route: str) -> None:
    call, shop = Call(world, route), world.shop
    first = call.sent("kunci-1")
    assert first.status_code < 300, first.text
    assert "Idempotent-Replayed" not in first.headers
    before = state(shop)
    again = call.sent("kunci-1", call.versioned)
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert again.headers["Idempotent-Replayed"] == "true"
    for name in ("Content-Type", "Location", "ETag", "Cache-Control"):
        assert again.headers.get(name) == first.headers.get(name)
    if route not in ENDING:
        assert state(shop) == before
    other = call.sent("kunci-1", other=True)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    asked = call.sent("kunci-1", f"{call.path}{'&' if '?' in call.path else '?'}mode=create")
    assert asked.status_code == 422
    if route not in ENDING:
        assert state(shop) == before


def test_every_mutating_route_documents_the_key() -> None:
    for route in REPEATED:
        method, path = route.split()
        operation = DOCUMENT["paths"][path][method.lower()]
        assert [each for each in operation["parameters"] if each["name"] == "idempotency-key"], route
        assert {"409", "422"} <= operation["responses"].keys(), route
        success = next(answer for status, answer in operation["responses"].items() if status.startswith("2"))
        assert "Idempotent-Replayed" in success["headers"], route
    for route in set(TABLE) - set(REPEATED) - TWINS.keys():
        method, path = route.split()
        named = [each["name"] for each in DOCUMENT["paths"][path][method.lower()].get("parameters", [])]
        assert "idempotency-key" not in named, route


@pytest.mark.parametrize("key", ["", "a b", "x" * 256, "kopi\tteh"])
def test_a_key_is_printable_ascii(shop: Shop, sari: Person, key: str) -> None:
    answer = sari.post("/api/products", {"name": "Kopi", "price": 1}, headers={"Idempotency-Key": key})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "idempotency_key")
    assert shop.value("SELECT COUNT(*) FROM products") == 0


def concurrent_clients(shop: Shop, person: Person, count: int) -> list[Person]:
    twins = [shop.visitor() for _ in range(count)]
    for twin in twins:
        twin.http.headers.update(person.http.headers)
    return twins


def test_twenty_concurrent_calls_with_one_key_create_one_product(shop: Shop, sari: Person) -> None:
    twins, body = concurrent_clients(shop, sari, 20), {"name": "Kopi", "price": 1000, "stock": 3}
    answers = at_once(20, lambda n: twins[n].post("/api/products", body, headers={"Idempotency-Key": "kembar"}))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert sum(answer.headers.get("Idempotent-Replayed") == "true" for answer in answers) == 19
    assert shop.value("SELECT COUNT(*) FROM products") == 1
    shop.must_be_sound()


def test_concurrent_registrations_with_one_key_create_one_account(shop: Shop) -> None:
    """Calls that hash passwords hold a lease, so that no request waits in the database."""
    visitors, body = [shop.visitor() for _ in range(10)], {"username": "kembar", "password": PASSWORD}
    answers = at_once(10, lambda n: visitors[n].post("/api/auth/register", body, headers={"Idempotency-Key": "k"}))
    found = Counter(answer.status_code for answer in answers)
    assert found.keys() <= {201, 409} and found[201] >= 1
    assert len({answer.content for answer in answers if answer.status_code == 201}) == 1
    for answer in answers:
        if answer.status_code == 409:
            assert (answer.json()["code"], answer.headers["Retry-After"]) == ("idempotency_in_progress", "1")
    again = shop.visitor().post("/api/auth/register", body, headers={"Idempotency-Key": "k"})
    assert again.headers["Idempotent-Replayed"] == "true"
    assert shop.value("SELECT COUNT(*) FROM users") == shop.value("SELECT COUNT(*) FROM sessions") == 1


def test_a_failed_call_frees_its_key(shop: Shop, sari: Person) -> None:
    with_key = {"headers": {"Idempotency-Key": "kunci"}}
    assert sari.post("/api/products", {"name": "Kopi", "price": -1}, **with_key).status_code == 422
    assert sari.put("/api/products/1", {"price": 2}, **with_key).status_code == 404
    visitor, body = shop.visitor(), {"username": "sari", "password": PASSWORD + "-salah"}
    assert visitor.post("/api/auth/login", body, **with_key).json()["code"] == "wrong_credentials"
    assert shop.value("SELECT COUNT(*) FROM idempotency_keys") == 0
    assert sari.post("/api/products", {"name": "Kopi", "price": 1}, **with_key).status_code == 201
    assert visitor.post("/api/auth/login", {**body, "password": PASSWORD}, **with_key).status_code == 200


def test_failed_attempts_with_a_key_are_counted(shop: Shop, budi: Person) -> None:
    """A rollback that frees the key must not drop the counted failure."""
    with_key, wrong = {"headers": {"Idempotency-Key": "kunci"}}, PASSWORD + "-salah"
    sign_in = {"username": "budi", "password": wrong}
    change = {"email": "b@example.com", "current_password": wrong}
    statuses = [shop.visitor().post("/api/auth/login", sign_in, **with_key).status_code for _ in range(11)]
    assert statuses == [401] * 10 + [429]
    statuses = [budi.put("/api/users/profile", change, **with_key).status_code for _ in range(11)]
    assert statuses == [422] * 10 + [429]


def verifies_a_secret(route: str) -> bool:
    method, path = route.split()
    if path.startswith("/api/vouchers"):
        # Its code names a voucher.
        return False
    body = DOCUMENT["paths"][path][method.lower()].get("requestBody", {}).get("content", {})
    for content in body.values():
        schema = DOCUMENT["components"]["schemas"][content["schema"]["$ref"].rsplit("/", 1)[1]]
        if any("password" in name or name in ("code", "token", "refresh_token") for name in schema["properties"]):
            return True
    return False


@pytest.mark.parametrize("route", [route for route in REPEATED if verifies_a_secret(route)])
def test_calls_that_verify_a_secret_use_leases(shop: Shop, route: str) -> None:
    """Failed attempts stay counted although the call fails. While it runs, other connections see its key."""
    call = Call(World(shop), route)
    assert call.sent("kunci").status_code < 300
    # A call that died leaves a key without a response, until the lease expires.
    held = "UPDATE idempotency_keys SET answer = NULL, claimed_until = UTC_TIMESTAMP(6) + INTERVAL %s SECOND"
    shop.rows(held, (60,))
    assert call.sent("kunci").json()["code"] == "idempotency_in_progress"
    assert call.sent("kunci", other=True).json()["code"] == "idempotency_key_reused"
    shop.rows(held, (-1,))
    assert call.sent("kunci").headers.get("Idempotent-Replayed") is None
    assert shop.value("SELECT COUNT(*) FROM idempotency_keys WHERE answer IS NULL") == 0


def test_keys_belong_to_a_user(shop: Shop, sari: Person) -> None:
    tono, body = shop.person("tono", "seller"), {"name": "Kopi", "price": 1}
    made = [person.post("/api/products", body, headers={"Idempotency-Key": "k"}).json() for person in (sari, tono)]
    assert [product["seller_id"] for product in made] == [sari.id, tono.id]
    # The same key of another operation is another key.
    other = sari.put(f"/api/products/{made[0]['id']}", {"price": 2}, headers={"Idempotency-Key": "k"})
    assert other.status_code == 200
    again = sari.put(f"/api/products/{made[1]['id']}", {"price": 2}, headers={"Idempotency-Key": "k"})
    assert again.json()["code"] == "idempotency_key_reused"


def test_equivalent_bodies_are_the_same_request(shop: Shop, sari: Person) -> None:
    texts = ('{"name": "Kopi", "price": 5}', '{\n "price": 5, "name": "\\u004bopi"}')
    with_key = {"Idempotency-Key": "k", "Content-Type": "application/json"}
    made = [sari.post("/api/products", data=text, headers=with_key).json()["id"] for text in texts]
    assert made[0] == made[1]
    deep = '{"name": ' + "[" * 500 + "]" * 500 + "}"
    assert sari.post("/api/products", data=deep, headers={**with_key, "Idempotency-Key": "l"}).status_code == 400


def test_stored_responses_are_encrypted(shop: Shop, budi: Person) -> None:
    developer = shop.person("dian", "developer")
    key = developer.post("/api/developer/key", headers={"Idempotency-Key": "k"}).json()["api_key"]
    signed_in = shop.visitor().post(
        "/api/auth/login", {"username": "budi", "password": PASSWORD}, headers={"Idempotency-Key": "k"}
    )
    kept = " ".join(row["answer"] for row in shop.rows("SELECT answer FROM idempotency_keys"))
    for secret in (key, signed_in.json()["refresh_token"], "api_key", "refresh_token"):
        assert secret not in kept
    # If the stored response can't be decrypted, the call fails and is not repeated.
    shop.rows("UPDATE idempotency_keys SET answer = 'x'")
    lost = developer.post("/api/developer/key", headers={"Idempotency-Key": "k"})
    assert (lost.status_code, lost.json()["code"]) == (409, "idempotent_answer_lost")
    assert shop.value("SELECT COUNT(*) FROM api_keys") == 1


@pytest.fixture
def own_shop(server: Server, shop: Shop, run_dir: Any) -> Iterator[App]:
    """The same shop, served by a process that the test may kill."""
    env = {**server.env, **CHEAP, "DB_NAME": shop.name, "ENV": "test", "WORKERS": "1", "RUN_JOBS": "0"}
    app = App.start({**env, **secrets_for_tests()}, run_dir / "killed.log")
    yield app
    if app.process.poll() is None:
        app.kill()


def test_a_killed_process_leaves_no_product_and_no_key(server: Server, shop: Shop, sari: Person, own_shop: App) -> None:
    """The process is killed when the call waits for the change number, after all other writes."""
    sari.offers("Teh")
    headers = {**sari.http.headers, "Idempotency-Key": "k"}
    body = {"name": "Kopi", "price": 1000}
    with shop.meanwhile(server, "SELECT * FROM change_counter FOR UPDATE") as held:

        def call() -> Any:
            with pytest.raises(requests.ConnectionError):
                requests.post(f"{own_shop.url}/api/products", json=body, headers=headers, timeout=30)

        def kill() -> None:
            held(1)
            own_shop.kill()

        at_once(2, lambda n: (call, kill)[n]())
    assert shop.value("SELECT COUNT(*) FROM products WHERE name = 'Kopi'") == 0
    made = [sari.post("/api/products", body, headers={"Idempotency-Key": "k"}) for _ in range(2)]
    assert made[0].status_code == 201 and made[1].content == made[0].content
    assert shop.value("SELECT COUNT(*) FROM products WHERE name = 'Kopi'") == 1


def test_other_files_are_another_request(shop: Shop, sari: Person) -> None:
    def imports(content: bytes, name: str = "produk.csv", **form: str) -> requests.Response:
        files = {"file": (name, content)}
        return sari.post("/api/products/import-csv", files=files, data=form, headers={"Idempotency-Key": "k"})

    file = b"sku,nama,harga\nK-1,Kopi,1000\n"
    first = imports(file)
    assert imports(file).json()["id"] == first.json()["id"]
    for other in (imports(file + b"K-2,Teh,1000\n"), imports(file, "lain.csv"), imports(file, dry_run="true")):
        assert other.json()["code"] == "idempotency_key_reused"
    assert shop.value("SELECT COUNT(*) FROM imports") == 1
    # A file above the limit of other bodies.
    large = b"sku,nama,harga\n" + b"".join(b"L-%d,%s,1000\n" % (n, b"x" * 200) for n in range(6000))
    answers = [
        sari.post("/api/products/import-csv", files={"file": ("x.csv", large)}, headers={"Idempotency-Key": "l"})
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [202, 202]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]


def test_operations_fit_their_column() -> None:
    resources = [
        f"{method.upper()} {operation['x-resource']}.{operation['operationId']}"
        for item in DOCUMENT["paths"].values()
        for method, operation in item.items()
    ]
    assert max(map(len, resources)) <= 64, json.dumps(resources)
