"""Events: one for each change of a document, in the order of commits, to its owner alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

import db
from domain.events import cursors
from queries.events import outbox
from queries.events.outbox import Event
from queries.sales import order_expiry
from queries.system import integrity_checks
from queries.system.retention import delete_expired
from support.app import at_once
from support.people import Person, Shop

KEYS = count(1)


def key() -> dict[str, str]:
    return {"Idempotency-Key": f"event-{next(KEYS)}"}


def events(person: Person, since: str = "", **query: Any) -> list[dict[str, Any]]:
    """Return all events after `since`, read in pages."""
    found, more = [], True
    while more:
        answer = person.get("/api/events", params={"since": since, "limit": 3, **query})
        assert answer.status_code == 200, answer.text
        page = answer.json()
        found += page["events"]
        since, more = page["next_since"], page["has_more"]
    return found


def told(person: Person) -> list[tuple[str, int]]:
    return [(event["type"], event["data"]["id"]) for event in events(person)]


def buy(buyer: Person, *product_ids: int) -> dict[str, Any]:
    body = {"items": [{"product_id": each, "qty": 1} for each in product_ids]}
    answer = buyer.post("/api/transactions", body, headers=key())
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


@pytest.fixture
def all_is_sound(shop: Shop) -> Iterator[None]:
    """Run the statements of `flask check` after the test."""
    yield
    assert {name: rows for name, sql in integrity_checks.CHECKS.items() if (rows := shop.rows(sql))} == {}


@pytest.fixture
def tono(shop: Shop) -> Person:
    return shop.person("tono", "seller")


@pytest.mark.usefixtures("all_is_sound")
def test_an_order_of_two_sellers_has_an_event_for_each(shop: Shop, sari: Person, tono: Person, budi: Person) -> None:
    coffee, tea = sari.offers(price=50_000), tono.offers("Teh", price=20_000)
    start = sari.get("/api/events?since=now").json()["next_since"]
    sale = buy(budi, coffee, tea)
    assert sale["total"] == 70_000
    (event,) = events(sari, start)
    assert (event["type"], event["data"]["id"], event["data"]["total"]) == ("order.paid", sale["id"], 50_000)
    assert event["data"]["status"] == "paid" and event["data"]["receipt_number"] == sale["receipt_number"]
    assert [each["data"]["total"] for each in events(tono, types="order.paid")] == [20_000]
    assert event["id"] != events(tono, types="order.paid")[0]["id"]
    # Neither the buyer's name nor anything else of them.
    assert "buyer" not in str(event) and "budi" not in str(event)
    assert budi.get("/api/events").status_code == 403


@pytest.mark.usefixtures("all_is_sound", "inside")
def test_orders_tell_each_state(shop: Shop, sari: Person, budi: Person) -> None:
    coffee = sari.offers()
    paid, cancelled, expired = (buy(budi, coffee)["id"] for _ in range(3))
    for order_id in (paid, cancelled, expired):
        shop.make_pending(order_id)
    shop.rows("UPDATE transactions SET paid = 0")
    for amount in (20_000, 30_000):
        path = f"/api/transactions/{paid}/pay"
        assert sari.post(path, {"method": "cash", "amount": amount}, headers=key()).status_code == 200
    assert budi.post(f"/api/transactions/{cancelled}/cancel", headers=key()).status_code == 200
    shop.rows("UPDATE transactions SET expires_at = '2026-01-01' WHERE id = %s", (expired,))
    order_expiry.release_all()
    assert told(sari) == [
        ("product.created", coffee), ("order.placed", paid), ("order.placed", cancelled), ("order.placed", expired),
        ("order.part_paid", paid), ("order.paid", paid), ("order.cancelled", cancelled), ("order.expired", expired),
    ]  # fmt: skip
    assert [each["data"]["status"] for each in events(sari)[4:]] == ["pending", "paid", "cancelled", "expired"]


@pytest.mark.usefixtures("all_is_sound")
def test_documents_of_the_counter_tell_what_happens(shop: Shop, sari: Person) -> None:
    coffee = sari.offers()
    sari.put(f"/api/products/{coffee}", {"price": 40_000})
    outlet = sari.get("/api/outlets").json()["outlets"][0]["id"]
    till = sari.post(f"/api/outlets/{outlet}/tills", {"name": "Kasir A", "series": "A"}).json()["id"]
    shift = sari.post("/api/shifts", {"till_id": till, "opening": 100_000}, headers=key()).json()["id"]
    customer = sari.post("/api/customers", {"name": "Bu Tini", "credit_limit": 500_000}).json()["id"]
    body = {
        "items": [{"product_id": coffee, "qty": 2}], "till_id": till, "customer_id": customer,
        "payments": [{"method": "credit"}],
    }  # fmt: skip
    sale = sari.post("/api/transactions", body, headers=key()).json()
    assert sari.post(f"/api/customers/{customer}/payments", {"method": "cash"}, headers=key()).status_code in (200, 201)
    back = {"items": [{"line": 1, "qty": 1, "restock": True}], "method": "cash", "reason": "Rusak"}
    refund = sari.post(f"/api/transactions/{sale['id']}/refunds", back, headers=key()).json()
    sari.patch(f"/api/customers/{customer}", {"note": "Tetangga"})
    sari.delete(f"/api/customers/{customer}")
    closed = sari.post(f"/api/shifts/{shift}/close", {"counted": 100_000}, headers=key())
    assert closed.status_code == 200, closed.text
    sari.delete(f"/api/products/{coffee}")
    assert told(sari) == [
        ("product.created", coffee), ("product.updated", coffee), ("shift.opened", shift),
        ("customer.created", customer), ("order.paid", sale["id"]), ("customer.repaid", customer),
        ("refund.created", refund["id"]), ("customer.updated", customer), ("customer.deleted", customer),
        ("shift.closed", shift), ("product.deleted", coffee),
    ]  # fmt: skip
    assert "Tini" not in str(events(sari)) and "Tetangga" not in str(events(sari))


def test_a_course_tells_its_owner(dewi: Person, budi: Person) -> None:
    course = dewi.teaches()
    path = f"/api/courses/{course['id']}"
    assert budi.post(f"{path}/enroll").status_code == 201
    done = budi.post(f"{path}/progress", {"content_id": course["contents"][0], "completed": True})
    assert (done.status_code, done.json()["percent"]) == (200, 100)
    found = events(dewi)
    assert [each["type"] for each in found] == ["course.enrolled", "course.completed"]
    assert {each["data"]["course_id"] for each in found} == {course["id"]}


@pytest.mark.usefixtures("all_is_sound")
def test_concurrent_sales_are_read_once_each_and_in_the_order_of_commits(sari: Person, shop: Shop) -> None:
    products = [sari.offers(f"Kopi {number}", stock=100) for number in range(3)]
    buyers = [shop.person(f"pembeli{number}") for number in range(4)]
    since, seen = sari.get("/api/events?since=now").json()["next_since"], list[dict[str, Any]]()

    def work(number: int) -> None:
        nonlocal since
        if number < 4:
            for turn in range(6):
                buy(buyers[number], products[(number + turn) % 3])
            return
        while len(seen) < 24:
            page = sari.get("/api/events", params={"since": since}).json()
            seen.extend(page["events"])
            since = page["next_since"]

    at_once(5, work)
    ids = [each["id"] for each in seen]
    assert len(set(ids)) == len(ids) == 24
    assert ids == [each["id"] for each in events(sari, types="order.paid")]


@pytest.mark.usefixtures("inside")
def test_places_and_ages(shop: Shop, sari: Person) -> None:
    sari.offers()
    now = datetime.now(UTC).replace(tzinfo=None)
    old = cursors.encode(now - timedelta(days=31), [(1, 0)])
    assert sari.get(f"/api/events?since={old}").json()["code"] == "events_expired"
    assert sari.get(f"/api/events?since={cursors.encode(now, [(1, 0)])}").status_code == 200
    for query in ("since=x", "since=7-", "types=order.eaten", "limit=0"):
        assert sari.get(f"/api/events?{query}").status_code == 422
    shop.rows("UPDATE events SET created_at = created_at - INTERVAL 32 DAY")
    assert delete_expired("events") == 1
    db.release()
    assert events(sari) == []


@pytest.mark.usefixtures("inside")
def test_an_event_belongs_into_the_transaction_of_its_document(sari: Person) -> None:
    with pytest.raises(RuntimeError):
        outbox.write([Event("product.created", sari.id, 1, {})])
    with db.transaction():
        outbox.write([Event("product.created", sari.id, number, {}) for number in range(2_500)])
    assert [each["data"]["id"] for each in events(sari, limit=500)] == list(range(2_500))


def test_a_sale_without_an_event_is_found(shop: Shop, sari: Person, budi: Person) -> None:
    sale = buy(budi, sari.offers())
    (check,) = (sql for name, sql in integrity_checks.CHECKS.items() if name == "a sale has one event for each seller")
    assert shop.rows(check) == []
    shop.rows("DELETE FROM events WHERE type = 'order.paid'")
    assert [row["id"] for row in shop.rows(check)] == [sale["id"]]
