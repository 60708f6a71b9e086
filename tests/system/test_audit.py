"""The audit log: every change writes an entry without secrets, and changes of the log are found."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import actor
import db
import queries.system.integrity_checks
from actor import Actor
from domain.security import audit_signature
from queries.system import audit, audit_chain
from queries.system.audit_chain import ChainBroken
from queries.system.schema import steps
from settings import Database
from support.app import ROOT, at_once, clean_environment, flask, secrets_for_tests, wait_until
from support.calls.access_matrix import PEOPLE, TABLE, World, call
from support.calls.audited_calls import EXCEPTIONS, MUTATING, OTHERWISE, UNAUDITED
from support.database import Server
from support.people import PASSWORD, Person, Shop
from support.preloaded import preloaded
from web.access_denied import MAX_PER_CALLER, MAX_PER_MINUTE, EntryLimit

TWICE = queries.system.integrity_checks.CHECKS["no audit entry is duplicated"]


def entries(shop: Shop, answer: Any) -> list[dict[str, Any]]:
    """Return the entries that a call has written."""
    return shop.rows(
        "SELECT operation, table_name, row_id, user_id FROM audit_entries WHERE request_id = %s",
        (answer.headers["X-Request-ID"],),
    )


def test_every_mutating_route_writes_an_entry(shop: Shop) -> None:
    world = World(shop)
    lacking: list[str] = []
    uncalled: list[str] = []
    for route in MUTATING:
        statuses, about, body = TABLE[route]
        about, body = OTHERWISE.get(route, (about, body))
        who = next(name for name, status in zip(PEOPLE, statuses.split(), strict=True) if status < "300")
        answer = call(world, route, who, about, body)
        if answer.status_code >= 300:
            uncalled.append(f"{route}: {answer.text}")
            continue
        left = entries(shop, answer)
        if not left and route not in (*EXCEPTIONS, *UNAUDITED):
            lacking.append(route)
        assert all(entry["user_id"] for entry in left) or route.startswith("POST"), f"{route}: nobody did it"
    assert not uncalled, f"these calls, made as the matrix makes them or as OTHERWISE says, did not succeed: {uncalled}"
    assert not lacking, f"these calls changed something and left no entry in the audit log: {lacking}"
    assert {*EXCEPTIONS, *UNAUDITED} <= set(MUTATING)


def test_a_price_change_records_the_user_and_both_values(shop: Shop, sari: Person, dewi: Person) -> None:
    product_id = sari.offers(price=50_000)
    answer = sari.put(f"/api/products/{product_id}", {"price": 60_000, "name": "Kopi Gayo"})
    question = f"/api/audit?table=products&row_id={product_id}&operation=UPDATE"
    (entry,) = dewi.get(question).json()["entries"]
    assert entry["changes"] == [{"column": "price", "old": 50_000, "new": 60_000}]
    assert (entry["user_id"], entry["user_name"], entry["key_id"]) == (sari.id, "sari", None)
    assert (entry["address"], entry["request_id"]) == ("127.0.0.1", answer.headers["X-Request-ID"])
    assert dewi.get(f"/api/audit/{entry['id']}").json() == entry
    assert dewi.get("/api/audit/999999999").json()["code"] == "audit_entry_not_found"
    assert dewi.get("/api/audit?row_id=7").json()["errors"][0]["field"] == "table"
    assert sari.delete(f"/api/products/{product_id}").status_code == 200
    (gone,) = dewi.get(f"/api/audit?table=products&row_id={product_id}&operation=DELETE").json()["entries"]
    assert {"column": "price", "old": 60_000, "new": None} in gone["changes"]


def test_a_call_that_changes_nothing_leaves_nothing(shop: Shop, sari: Person) -> None:
    product_id = sari.offers(price=50_000)
    assert entries(shop, sari.put(f"/api/products/{product_id}", {"price": 50_000})) == []


def test_a_sale_writes_one_entry_and_a_refused_sale_none(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    product_id = sari.offers(price=50_000, stock=3)
    sold = budi.buys(product_id, 2, key="jual-satu-kali")
    assert [entry["table_name"] for entry in entries(shop, sold)] == ["transactions"]
    (entry,) = dewi.get(f"/api/audit?request_id={sold.headers['X-Request-ID']}").json()["entries"]
    told = {change["column"]: change["new"] for change in entry["changes"]}
    assert (told["buyer_id"], told["total"], told["items"][0]["qty"]) == (budi.id, 100_000, 2)
    assert entries(shop, budi.buys(product_id, 2, key="jual-satu-kali")) == []
    refused = budi.buys(product_id, 2)
    assert refused.status_code == 409 and entries(shop, refused) == []


def test_an_import_writes_one_entry_for_new_products_and_one_per_change(shop: Shop, sari: Person, dewi: Person) -> None:
    sari.offers(name="Lama", sku="A-1", price=1_000)
    file = b"sku,nama,harga\nA-1,Lama,2000\nA-2,Baru,3000\nA-3,Lain,4000\n"
    answer = sari.post("/api/products/import-csv", files={"file": ("produk.csv", file)})
    left = sorted((entry["table_name"], entry["operation"]) for entry in entries(shop, answer))
    assert left == [("imports", "INSERT"), ("products", "INSERT"), ("products", "UPDATE")]
    assert {entry["user_id"] for entry in entries(shop, answer)} == {sari.id}
    found = dewi.get(f"/api/audit?request_id={answer.headers['X-Request-ID']}&table=products").json()["entries"]
    changed, new = ({change["column"]: change for change in entry["changes"]} for entry in found)
    if "price" not in changed:
        changed, new = new, changed
    assert (changed["price"]["old"], changed["price"]["new"]) == (1_000, 2_000)
    assert [(product["sku"], product["price"]) for product in new["products"]["new"]] == [
        ("A-2", 3_000),
        ("A-3", 4_000),
    ]


def test_no_entry_contains_a_secret(shop: Shop, budi: Person, dewi: Person) -> None:
    canaries = {PASSWORD, budi.token, budi.refresh_token}
    budi.sign_in()
    pair = budi.post("/api/auth/refresh", {"refresh_token": budi.refresh_token}).json()
    canaries |= {budi.token, budi.refresh_token, pair["access_token"], pair["refresh_token"]}
    budi.post("/api/auth/login", {"username": "budi", "password": PASSWORD + "-salah"})
    changed = {"email": "budi@example.com", "name": "Budi", "current_password": PASSWORD}
    assert budi.put("/api/users/profile", changed).status_code == 200
    message = shop.email("budi@example.com", "email_change").get_content()
    token = re.search(r"token=([\w-]+)", message) or re.search(r"#([\w-]+)", message)
    assert token is not None
    assert budi.post("/api/users/confirm-email", {"token": token[1]}).status_code == 200
    dewi.patch(f"/api/users/{budi.id}", {"active": False})
    canaries |= {PASSWORD + "-salah", token[1]}
    canaries |= {row["password_hash"] for row in shop.rows("SELECT password_hash FROM users")}
    canaries |= {row["refresh_id"] for row in shop.rows("SELECT refresh_id FROM sessions")}
    told = "\n".join(str(row) for row in shop.rows("SELECT * FROM audit_entries"))
    assert "[redacted]" in told and "budi@example.com" in told
    assert not [canary for canary in canaries if canary in told]


def test_denied_calls_are_recorded_except_anonymous_ones(shop: Shop, budi: Person, dewi: Person) -> None:
    visitor = shop.visitor()
    visitor.get("/api/users/profile")
    budi.post("/api/products", {"name": "x", "price": 1})
    visitor.get("/api/users/profile", headers={"Authorization": "Bearer x.y.z"})
    visitor.post("/api/auth/login", {"username": "budi", "password": "salah-sekali"})
    found = dewi.get("/api/audit?operation=DENIED").json()["entries"]
    told = [
        (entry["user_id"], entry["route"], entry["changes"][0]["new"], entry["changes"][1]["new"]) for entry in found
    ]
    assert told == [
        (None, "POST /api/auth/login", 401, "wrong_credentials"),
        (None, "GET /api/users/profile", 401, "invalid_token"),
        (budi.id, "POST /api/products", 403, "forbidden"),
    ]


def test_denied_calls_do_not_flood_the_log(shop: Shop) -> None:
    allowance = EntryLimit()
    taken = [allowance.take("somebody", 1) for _ in range(MAX_PER_CALLER + 5)]
    assert taken == [0] * MAX_PER_CALLER + [None] * 5
    assert [allowance.take(number, 1) for number in range(MAX_PER_MINUTE)].count(None) == MAX_PER_CALLER
    assert [allowance.take("somebody", 2), allowance.take("somebody", 2)] == [5 + MAX_PER_CALLER, 0]


def test_admins_filter_and_export_the_log(shop: Shop, sari: Person, dewi: Person) -> None:
    sari.put("/api/users/profile", {"name": "=HYPERLINK(1)"})
    for number in range(3):
        sari.offers(name=f"@Kopi {number}")
    page = dewi.get(f"/api/audit?user_id={sari.id}&table=products&per_page=2").json()
    rest = dewi.get(f"/api/audit?user_id={sari.id}&table=products&per_page=2&cursor={page['next_cursor']}").json()
    assert (page["total_items"], len(page["entries"]), len(rest["entries"])) == (3, 2, 1)
    assert len({entry["id"] for entry in page["entries"] + rest["entries"]}) == 3
    assert dewi.get("/api/audit?from=2001-01-01&to=2001-01-02").json()["entries"] == []
    assert dewi.get("/api/audit?address=10.0.0.1").json()["entries"] == []
    assert dewi.get("/api/audit?key_id=7").json()["entries"] == []
    everything = dewi.get("/api/audit?per_page=100").json()["entries"]
    assert dewi.get("/api/audit/export?format=json").json()["entries"] == everything
    text = dewi.get("/api/audit/export").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [int(row["id"]) for row in rows] == [entry["id"] for entry in everything]
    assert {row["user_name"] for row in rows if row["user_id"] == str(sari.id)} == {"'=HYPERLINK(1)"}
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    told = dewi.get("/api/users/activities?type=export").json()["activities"]
    assert [line["detail"] for line in told] == ["audit.csv", "audit.json"]


def test_the_worker_extends_the_chain_and_reports_its_head(server: Server, shop: Shop, dewi: Person) -> None:
    assert shop.value("SELECT COUNT(*) FROM audit_entries") > 0
    env = {**clean_environment(), **server.env, **secrets_for_tests(), "ENV": "test", "DB_NAME": shop.name}
    with Path("/dev/null").open("wb") as nowhere:
        worker = preloaded.start(["-m", "flask", "worker"], env, nowhere, nowhere)
    try:
        wait_until(lambda: shop.value("SELECT COUNT(*) FROM audit_seals") > 0)
    finally:
        worker.terminate()
        worker.wait(40)
    end = dewi.get("/api/audit/head").json()
    assert end["number"] == shop.value("SELECT MAX(number) FROM audit_seals")
    link = shop.value("SELECT link FROM audit_seals WHERE number = %s", (end["number"],))
    assert end["link"] == link.hex()
    told = flask(
        env,
        f"check --expect-head {end['number']}:{end['link']}",
        f"check --expect-head {end['number'] + 1}:{end['link']}",
        f"check --expect-head {end['number']}:{'0' * 64}",
        "check --expect-head yesterday",
    )
    assert [code for code, _ in told] == [0, 1, 1, 1]
    assert "ok      the audit chain continues the head that was kept" in told[0][1]
    assert f"is a log that ends at link {end['number']}, should be link {end['number'] + 1}" in told[1][1]
    assert "--expect-head takes number and link" in told[3][1]
    (first,) = [entry for entry in dewi.get("/api/audit?table=users").json()["entries"] if entry["seal"] == 1]
    assert first["row_id"] == str(dewi.id)


@pytest.fixture
def log(empty: Database) -> Iterator[list[int]]:
    """Return the ids of two hundred chained entries of several users, in a database without workers."""
    for statement in steps.read_statements((ROOT / "schema.sql").read_text()):
        if "EXISTS audit_" in statement.text:
            db.execute(statement.text)
    for number in range(100):
        tell(number)
    audit_chain.extend()
    assert audit_chain.faults() == []
    yield [row["id"] for row in db.fetch_all("SELECT id FROM audit_entries ORDER BY id")]
    actor.set_current(actor.ANONYMOUS)


def tell(number: int) -> None:
    actor.set_current(Actor(number % 7 + 1, f"10.0.0.{number % 250}", f"panggilan-{number}"))
    with db.transaction():
        audit.write("UPDATE", "products", number, {"price": number}, {"price": number + 1})
        audit.write("INSERT", "brands", number, new={"name": f"Merek {number}"})


@db.transactional()
def _undone(change: Callable[[], Any], look: Callable[[], Any]) -> Any:
    """Return what `look` finds after the change, and roll the change back."""
    raise _Undone((change(), look())[1])


class _Undone(Exception):
    def __init__(self, found: Any) -> None:
        self.found = found


def after(change: Callable[[], Any], look: Callable[[], Any] = audit_chain.faults) -> Any:
    with pytest.raises(_Undone) as undone:
        _undone(change, look)
    return undone.value.found


def other(value: Any, dice: random.Random) -> Any:
    """Return a slightly different value."""
    if isinstance(value, bytes | bytearray):
        place = dice.randrange(len(value))
        return bytes([*value[:place], value[place] ^ 1 << dice.randrange(8), *value[place + 1 :]])
    if isinstance(value, str):
        place = dice.randrange(len(value)) if value else 0
        return f"{value[:place]}x{value[place + 1 :]}" if value[place : place + 1] != "x" else f"{value[:place]}y"
    return 1 if value is None else value.replace(year=2001) if hasattr(value, "year") else value + 1


def test_every_edit_deletion_and_swap_of_entries_is_found(log: list[int]) -> None:
    dice = random.Random(5)
    columns = [*(name for name in audit_signature.FIELDS if name != "operation"), "signer", "signature"]
    for column in [*columns, *dice.choices(columns, k=15)]:
        victim = dice.choice(log)
        (row,) = db.fetch_all("SELECT * FROM audit_entries WHERE id = %s", (victim,))
        changed = other(row[column], dice)
        found = after(lambda: db.execute(f"UPDATE audit_entries SET {column} = %s WHERE id = %s", (changed, victim)))  # noqa: B023
        assert found and found[0]["id"] == victim, column
    for victim in dice.sample(log, 8):
        assert after(lambda: db.execute("DELETE FROM audit_entries WHERE id = %s", (victim,)))[0]["id"] == victim  # noqa: B023
        assert after(lambda: db.execute("DELETE FROM audit_seals WHERE entry_id = %s", (victim,)))  # noqa: B023
        column = dice.choice(["link", "signer", "signature", "entry_id"])
        (row,) = db.fetch_all("SELECT * FROM audit_seals WHERE entry_id = %s", (victim,))
        value = 10**6 + victim if column == "entry_id" else other(row[column], dice)
        assert after(lambda: db.execute(f"UPDATE audit_seals SET {column} = %s WHERE entry_id = %s", (value, victim)))  # noqa: B023
    for _ in range(8):
        first, second = sorted(dice.sample(log, 2))
        assert after(lambda: _swap("audit_entries", "id", first, second))[0]["id"] == first  # noqa: B023
        assert after(lambda: _swap("audit_seals", "entry_id", first, second))  # noqa: B023


def _swap(table: str, column: str, first: int, second: int) -> None:
    for now, then in ((first, -1), (second, first), (-1, second)):
        db.execute(f"UPDATE {table} SET {column} = %s WHERE {column} = %s", (then, now))


def test_inserted_entries_are_found(log: list[int]) -> None:
    columns = ", ".join(audit_signature.FIELDS)

    def put(changed: str, sealed: bool = False) -> None:
        db.execute(
            f"INSERT INTO audit_entries ({columns}, signer, signature) SELECT {columns}, {changed} "
            "FROM audit_entries WHERE id = %s",
            (log[7],),
        )
        if sealed:
            audit_chain.extend()

    forged = "signer, UNHEX(SHA2('x', 256))"
    foreign = "UNHEX('0102030405060708'), UNHEX(SHA2('x', 256))"
    for sealed in (False, True):
        assert after(lambda: put(forged, sealed))[0]["is_now"] == "another signature"  # noqa: B023
        assert after(lambda: put(foreign, sealed))[0]["is_now"] == "signed under another secret"  # noqa: B023
        assert after(lambda: put("signer, signature", sealed), lambda: db.fetch_all(TWICE))  # noqa: B023


def test_a_kept_head_reveals_a_restored_database(log: list[int]) -> None:
    for table in ("audit_entries", "audit_seals", "audit_head"):
        db.execute(f"CREATE TABLE old_{table} AS SELECT * FROM {table}")
    before = audit_chain.head()
    tell(1000)
    kept = audit_chain.extend()
    assert kept is not None and audit_chain.compare_head(kept.number, kept.link) == []
    for table in ("audit_entries", "audit_seals", "audit_head"):
        db.execute(f"DELETE FROM {table}")
        db.execute(f"INSERT INTO {table} SELECT * FROM old_{table}")
    # The old state is sound in itself, and goes on from what was kept before.
    assert audit_chain.faults() == [] and audit_chain.compare_head(before.number, before.link) == []
    (fault,) = audit_chain.compare_head(kept.number, kept.link)
    assert fault["should_be"] == f"link {kept.number}"
    tell(1001)
    tell(1002)
    audit_chain.extend()
    (fault,) = audit_chain.compare_head(kept.number, kept.link)
    assert fault["should_be"] == "the link that was kept"


def test_a_truncated_or_rebuilt_chain_is_found_and_not_extended(log: list[int]) -> None:
    def cut(count: int) -> None:
        for entry_id in log[-count:]:
            db.execute("DELETE FROM audit_entries WHERE id = %s", (entry_id,))
            db.execute("DELETE FROM audit_seals WHERE entry_id = %s", (entry_id,))

    def made_again() -> None:
        """Delete an entry and rebuild the chain, as far as possible without the secret."""
        db.execute("DELETE FROM audit_entries WHERE id = %s", (log[9],))
        db.execute("DELETE FROM audit_seals WHERE entry_id = %s", (log[9],))
        db.execute("UPDATE audit_seals SET number = number - 1 WHERE number > 10 ORDER BY number")
        link = audit_signature.FIRST_LINK
        for row in list(audit_chain._walk()):
            link = audit_signature.chain_link(
                link, row["number"], row["id"], [row[name] for name in audit_signature.FIELDS], row["signature"]
            )
            db.execute("UPDATE audit_seals SET link = %s WHERE number = %s", (link, row["number"]))
        db.execute("UPDATE audit_head SET number = number - 1, link = %s", (link,))

    for count in (1, 2, 100, len(log)):
        assert after(lambda: cut(count)), count  # noqa: B023
    assert after(lambda: db.execute("DELETE FROM audit_head"))
    assert after(lambda: db.execute("UPDATE audit_head SET signature = UNHEX(SHA2('x', 256))"))
    assert after(made_again)
    cut(3)
    tell(1000)
    with pytest.raises(ChainBroken):
        audit_chain.extend()
    assert audit_chain.faults()


def test_late_commits_are_chained_later_and_gaps_are_no_fault(log: list[int]) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        with db.transaction():
            audit.write("INSERT", "brands", "slow", new={"name": "x"})
            begun.set()
            go_on.wait(30)
        db.release()

    thread = threading.Thread(target=slow)
    thread.start()
    begun.wait(30)
    with pytest.raises(_Undone):
        _undone(lambda: tell(2000), lambda: None)
    tell(2001)
    before = audit_chain.head()
    first = audit_chain.extend()
    assert first is not None and first.number == before.number + 2
    go_on.set()
    thread.join()
    assert audit_chain.has_unchained()
    second = audit_chain.extend()
    assert second is not None and second.number == first.number + 1
    ids = [row["entry_id"] for row in db.fetch_all("SELECT entry_id FROM audit_seals ORDER BY number DESC LIMIT 3")]
    assert ids[0] < ids[2] < ids[1]
    assert audit_chain.faults() == [] and audit_chain.extend() is None and not audit_chain.has_unchained()


def test_concurrent_processes_extend_one_chain(log: list[int]) -> None:
    def run(number: int) -> None:
        tell(3000 + number)
        audit_chain.extend()
        db.release()

    at_once(4, run)
    audit_chain.extend()
    assert audit_chain.head().number == len(log) + 8
    assert audit_chain.faults() == []


def test_a_new_secret_continues_the_chain(log: list[int]) -> None:
    tell(4000)
    audit.configure("another secret " * 4)
    assert audit_chain.faults() == []
    tell(4001)
    audit_chain.extend()
    assert audit_chain.faults() == []
    found = after(lambda: db.execute("UPDATE audit_entries SET user_id = 99 WHERE id = %s", (log[5],)))
    assert [fault["id"] for fault in found] == [log[5]]

    def relinked() -> None:
        """Change an old entry and its link, whose signature can't be verified here."""
        db.execute("UPDATE audit_entries SET user_id = 99 WHERE id = %s", (log[5],))
        before, row, *_ = list(audit_chain._walk())[4:]
        values = [row[name] for name in audit_signature.FIELDS]
        link = audit_signature.chain_link(before["link"], row["number"], row["id"], values, row["signature"])
        db.execute("UPDATE audit_seals SET link = %s WHERE number = %s", (link, row["number"]))

    assert [fault["id"] for fault in after(relinked)] == [log[6]]


def test_an_entry_commits_and_rolls_back_with_its_change(log: list[int]) -> None:
    with pytest.raises(RuntimeError, match="needs the transaction"):
        audit.write("INSERT", "brands", 1, new={})
    count = audit.count(audit.Filter())
    with pytest.raises(_Undone):
        _undone(lambda: tell(5000), lambda: None)
    assert audit.count(audit.Filter()) == count


def test_entries_cut_long_texts_and_hash_bytes(log: list[int]) -> None:
    with db.transaction():
        audit.write(
            "INSERT", "courses", 1, new={"description": "x" * 5000, "file": b"abc", "nested": {"api_token": "s"}}
        )
    told = json.loads(db.fetch_value("SELECT new_values FROM audit_entries ORDER BY id DESC LIMIT 1"))
    assert told["description"].startswith("x" * 300 + "… [5000 characters, SHA-256 ")
    assert told["file"].startswith("[3 bytes, SHA-256 ba7816bf") and told["nested"] == {"api_token": "[redacted]"}
