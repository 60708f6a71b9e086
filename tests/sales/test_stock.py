"""Stock movements and counts, what is in stock, and the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count, pairwise
from typing import Any

import pytest
import requests

from queries.system import integrity_checks
from support.app import at_once
from support.database import Server
from support.people import Person, Shop

KEYS = count(1)
MOVEMENTS, LEDGER = "/api/stock/movements", "/api/stock/ledger"
Item = dict[str, Any]


def move(person: Person, *items: Item, key: str | None = None, language: str = "en") -> requests.Response:
    headers = {"Idempotency-Key": key or f"key-{next(KEYS)}", "Accept-Language": language}
    return person.post(MOVEMENTS, {"items": items}, headers=headers)


def moved(product_id: int, kind: str, delta: int, **more: Any) -> Item:
    return {"product_id": product_id, "kind": kind, "delta": delta, **more}


def counted(product_id: int, found: int, expected: int, **more: Any) -> Item:
    return {"product_id": product_id, "counted": found, "expected_quantity": expected, **more}


def stock(person: Person, product_id: int) -> int:
    return int(person.get(f"/api/products/{product_id}").json()["stock"])


def ledger(person: Person, product_id: int, **query: Any) -> list[dict[str, Any]]:
    answer = person.get(LEDGER, params={"product_id": product_id, **query})
    assert answer.status_code == 200, answer.text
    return list(answer.json()["entries"])


@pytest.fixture(autouse=True)
def all_is_sound(shop: Shop) -> Iterator[None]:
    """Run the statements of `flask check` after each test."""
    yield
    assert {name: rows for name, sql in integrity_checks.CHECKS.items() if (rows := shop.rows(sql))} == {}


def test_movements_change_the_stock_and_stand_in_the_ledger(shop: Shop, sari: Person) -> None:
    coffee, tea = sari.offers("Kopi", stock=10), sari.offers("Teh", stock=4)
    since = sari.get("/api/changes").json()["next_since"]
    answer = move(
        sari,
        moved(coffee, "received", 24, note="Surat jalan 118"),
        moved(tea, "waste", -3, note="Basi"),
        moved(coffee, "correction", -1),
        counted(tea, 5, 1),
    )
    assert answer.status_code == 201, answer.text
    assert answer.json() == {
        "items": [
            {"product_id": coffee, "delta": 24, "stock": 34},
            {"product_id": tea, "delta": -3, "stock": 1},
            {"product_id": coffee, "delta": -1, "stock": 33},
            {"product_id": tea, "delta": 4, "stock": 5},
        ]
    }
    assert (stock(sari, coffee), stock(sari, tea)) == (33, 5)
    entries = ledger(sari, tea)
    assert [(each["reason"], each["delta"], each["balance"], each["note"]) for each in entries] == [
        ("count", 4, 5, None),
        ("waste", -3, 1, "Basi"),
        ("opening", 4, 4, None),
    ]
    name = sari.get("/api/users/profile").json()["name"]
    assert {(each["actor_id"], each["actor_name"], each["transaction_id"]) for each in entries} == {
        (sari.id, name, None)
    }
    # Tills and apps hear of it, and so do the audit log and the seller's activities.
    changes = sari.get(f"/api/changes?since={since}").json()["changes"]
    assert {each["id"]: each["product"]["stock"] for each in changes} == {coffee: 33, tea: 5}
    audited = shop.rows(
        "SELECT old_values, new_values FROM audit_entries WHERE operation = 'UPDATE' AND row_id = %s ORDER BY id",
        (str(coffee),),
    )
    assert [(row["old_values"], row["new_values"]) for row in audited] == [
        ('{"stock":10}', '{"stock":34}'),
        ('{"stock":34}', '{"stock":33}'),
    ]
    activity = sari.get("/api/users/activities?type=stock_moved").json()["activities"]
    assert [(each["subject_id"], each["detail"]) for each in activity] == [(None, "Kopi, Teh")]


def test_a_count_of_another_stock_is_refused_and_nothing_is_written(shop: Shop, sari: Person, budi: Person) -> None:
    coffee, tea, salt = sari.offers("Kopi", stock=10), sari.offers("Teh", stock=4), sari.offers("Garam", stock=2)
    assert budi.buys(coffee, 2).status_code == 201
    items = [counted(coffee, 9, 10), counted(tea, 3, 4), counted(salt, 1, 3)]
    refused = move(sari, *items)
    assert (refused.status_code, refused.json()["code"]) == (409, "stock_changed")
    assert refused.json()["msg"] == "The stock of Kopi is now 8, not 10. Count it again."
    assert move(sari, *items, language="id").json()["msg"] == "Stok Kopi sekarang 8, bukan 10. Hitung lagi."
    assert refused.json()["items"] == [
        {"product_id": coffee, "product_name": "Kopi", "available": 8, "expected_quantity": 10},
        {"product_id": salt, "product_name": "Garam", "available": 2, "expected_quantity": 3},
    ]
    assert [stock(sari, each) for each in (coffee, tea, salt)] == [8, 4, 2]
    assert not shop.rows("SELECT id FROM stock_ledger WHERE reason = 'count'")
    assert move(sari, counted(coffee, 9, 8)).json()["items"] == [{"product_id": coffee, "delta": 1, "stock": 9}]


def test_a_count_that_was_right_is_recorded_and_changes_nothing(shop: Shop, sari: Person) -> None:
    coffee = sari.offers(stock=10)
    before = sari.get(f"/api/products/{coffee}")
    assert move(sari, counted(coffee, 10, 10)).json()["items"] == [{"product_id": coffee, "delta": 0, "stock": 10}]
    assert [(each["reason"], each["delta"]) for each in ledger(sari, coffee)] == [("count", 0), ("opening", 10)]
    after = sari.get(f"/api/products/{coffee}")
    assert (after.json(), after.headers["ETag"]) == (before.json(), before.headers["ETag"])
    assert not shop.rows("SELECT id FROM audit_entries WHERE operation = 'UPDATE' AND table_name = 'products'")


def test_all_items_are_moved_or_none(shop: Shop, sari: Person) -> None:
    coffee, tea, salt = sari.offers("Kopi", stock=1), sari.offers("Teh", stock=2), sari.offers("Garam", stock=0)
    refused = move(sari, moved(coffee, "received", 5), moved(tea, "waste", -3), moved(salt, "correction", -1))
    assert (refused.status_code, refused.json()["code"]) == (409, "insufficient_stock")
    assert refused.json()["items"] == [
        {"product_id": tea, "product_name": "Teh", "requested": 3, "available": 2},
        {"product_id": salt, "product_name": "Garam", "requested": 1, "available": 0},
    ]
    assert [stock(sari, each) for each in (coffee, tea, salt)] == [1, 2, 0]
    assert shop.value("SELECT COUNT(*) FROM stock_ledger") == 3
    # What was received a line above may be thrown away.
    assert move(sari, moved(salt, "received", 2), moved(salt, "waste", -2)).status_code == 201
    assert stock(sari, salt) == 0


@pytest.mark.parametrize(
    ("item", "field"),
    [
        ({}, "items.0"),
        ({"kind": "received"}, "items.0"),
        ({"delta": 3}, "items.0"),
        ({"counted": 3}, "items.0"),
        ({"expected_quantity": 10}, "items.0"),
        ({"kind": "received", "delta": 3, "counted": 13, "expected_quantity": 10}, "items.0"),
        ({"kind": "received", "counted": 13}, "items.0"),
        ({"kind": "received", "delta": 0}, "items.0.delta"),
        ({"kind": "received", "delta": -3}, "items.0.delta"),
        ({"kind": "waste", "delta": 3}, "items.0.delta"),
        ({"kind": "correction", "delta": 0}, "items.0.delta"),
        ({"kind": "received", "delta": 1.5}, "items.0.delta"),
        ({"kind": "received", "delta": 10**9 + 1}, "items.0.delta"),
        ({"kind": "received", "delta": 10**9 - 9}, "items.0.delta"),
        ({"kind": "sale", "delta": -1}, "items.0.kind"),
        ({"counted": -1, "expected_quantity": 10}, "items.0.counted"),
        ({"counted": 1, "expected_quantity": "10"}, "items.0.expected_quantity"),
        ({"kind": "received", "delta": 3, "note": "x" * 201}, "items.0.note"),
        ({"kind": "received", "delta": 3, "note": "satu\ndua"}, "items.0.note"),
        ({"kind": "received", "delta": 3, "stock": 13}, "items.0.stock"),
    ],
)
def test_a_movement_that_is_none_is_refused(shop: Shop, sari: Person, item: Item, field: str) -> None:
    coffee = sari.offers(stock=10)
    refused = move(sari, {"product_id": coffee, **item})
    assert refused.status_code == 422, refused.text
    assert [fault["field"] for fault in refused.json()["errors"]] == [field]
    assert stock(sari, coffee) == 10


def test_a_call_moves_up_to_two_hundred_items(sari: Person) -> None:
    coffee = sari.offers(stock=0)
    assert move(sari, *[moved(coffee, "received", 1)] * 200).status_code == 201
    assert stock(sari, coffee) == 200
    assert move(sari, *[moved(coffee, "received", 1)] * 201).status_code == 422
    assert move(sari).status_code == 422


def test_a_stock_reaches_the_largest_and_no_more(sari: Person) -> None:
    coffee = sari.offers(stock=10)
    assert move(sari, moved(coffee, "received", 10**9 - 10)).status_code == 201
    refused = move(sari, moved(coffee, "received", 1))
    assert refused.json()["errors"] == [
        {"field": "items.0.delta", "code": "less_than_equal", "msg": "This must be at most 0."}
    ]


def test_sellers_move_their_own_goods_and_admins_any(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    tono = shop.person("tono", "seller")
    coffee, gone = sari.offers("Kopi", stock=10, active=False), sari.offers("Teh", stock=3)
    sari.delete(f"/api/products/{gone}")
    lesson = sari.offers("Kursus", stock=0)
    dewi.teaches(owner_id=sari.id, product_id=lesson)
    for person, product_id, code in (
        (tono, coffee, "unknown_product"),
        (sari, gone, "unknown_product"),
        (dewi, gone, "unknown_product"),
        (sari, 999_999, "unknown_product"),
        (sari, lesson, "course_has_no_stock"),
    ):
        refused = move(person, moved(product_id, "received", 1))
        assert refused.status_code == 422, (person.username, product_id)
        (fault,) = refused.json()["errors"]
        assert (fault["field"], fault["code"]) == ("items.0.product_id", code)
    assert stock(sari, coffee) == 10
    assert move(budi, moved(coffee, "received", 1)).status_code == 403
    assert move(dewi, moved(coffee, "received", 1)).status_code == 201
    assert [(each["reason"], each["actor_id"]) for each in ledger(sari, coffee)] == [
        ("received", dewi.id),
        ("opening", sari.id),
    ]


def test_a_movement_needs_a_key_and_is_made_once(sari: Person) -> None:
    coffee = sari.offers(stock=10)
    body = {"items": [moved(coffee, "received", 24)]}
    keyless = sari.post(MOVEMENTS, body)
    assert (keyless.status_code, keyless.json()["code"]) == (400, "idempotency_key_required")
    first, again = move(sari, *body["items"], key="kirim-1"), move(sari, *body["items"], key="kirim-1")
    assert (first.status_code, again.status_code, again.content) == (201, 201, first.content)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert move(sari, moved(coffee, "received", 25), key="kirim-1").json()["code"] == "idempotency_key_reused"
    assert stock(sari, coffee) == 34
    # A refused call leaves its key free.
    assert move(sari, moved(coffee, "waste", -40), key="kirim-2").status_code == 409
    assert move(sari, moved(coffee, "waste", -30), key="kirim-2").status_code == 201


def test_a_movement_makes_no_edit_of_the_price_stale(sari: Person, budi: Person) -> None:
    coffee = sari.offers(stock=10)
    path = f"/api/products/{coffee}"
    read = sari.get(path).headers["ETag"]
    move(sari, moved(coffee, "received", 24))
    assert budi.buys(coffee, 1).status_code == 201
    move(sari, counted(coffee, 30, 33))
    # Nobody is shown an old stock.
    assert sari.get(path).headers["ETag"] != read
    assert sari.put(path, {"stock": 40}, headers={"If-Match": read}).status_code == 412
    edited = sari.put(path, {"price": 60_000}, headers={"If-Match": read})
    assert (edited.status_code, edited.json()["stock"]) == (200, 30)
    move(sari, moved(coffee, "waste", -1))
    assert sari.put(path, {"price": 70_000}, headers={"If-Match": read}).status_code == 412


def test_of_two_counts_of_the_same_stock_one_wins(shop: Shop, server: Server, sari: Person) -> None:
    coffee = sari.offers(stock=10)
    with ThreadPoolExecutor(2) as pool:
        with shop.meanwhile(server, "SELECT id FROM products WHERE id = %s FOR UPDATE", coffee) as wait_for:
            waiting = [pool.submit(move, sari, counted(coffee, found, 10), key=f"hitung-{found}") for found in (8, 12)]
            wait_for(2)
        answers = [each.result() for each in waiting]
    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 1}
    (won,) = [answer.json()["items"][0] for answer in answers if answer.status_code == 201]
    assert stock(sari, coffee) == won["stock"] == 10 + won["delta"]
    assert {answer.json()["available"] for answer in answers if answer.status_code == 409} == {won["stock"]}
    assert [each["reason"] for each in ledger(sari, coffee)] == ["count", "opening"]


def test_movements_and_sales_of_the_same_goods_add_up(shop: Shop, sari: Person, budi: Person) -> None:
    goods = [sari.offers("Kopi", stock=20), sari.offers("Teh", stock=20)]

    def act(number: int) -> requests.Response:
        # Both orders of the products, which would deadlock if they were locked as they come.
        first, second = goods[:: 1 if number % 2 else -1]
        if number % 3 == 0:
            return move(sari, moved(first, "received", 5), moved(second, "waste", -1), key=f"gerak-{number}")
        items = [{"product_id": product_id, "qty": 1} for product_id in (first, second)]
        return budi.post("/api/transactions", {"items": items})

    answers = at_once(24, act)
    assert [answer.status_code for answer in answers] == [201] * 24
    # Four of eight deliveries brought coffee and wasted tea, four the other way round; sixteen sales took one of each.
    assert [stock(sari, each) for each in goods] == [20 + 4 * 5 - 4 - 16] * 2
    for product_id in goods:
        entries = ledger(sari, product_id, per_page=100)
        assert all(new["balance"] == old["balance"] + new["delta"] for new, old in pairwise(entries))


def test_goods_are_sold_or_thrown_away_but_never_both(sari: Person, budi: Person) -> None:
    coffee = sari.offers(stock=5)

    def act(number: int) -> requests.Response:
        if number % 2:
            return move(sari, moved(coffee, "waste", -1), key=f"buang-{number}")
        return budi.buys(coffee)

    answers = at_once(20, act)
    assert Counter(answer.status_code for answer in answers) == {201: 5, 409: 15}
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"insufficient_stock"}
    assert stock(sari, coffee) == 0


def listed(person: Person, **query: Any) -> list[tuple[int, int]]:
    """Return the ids and stocks of all pages, two products each."""
    found: list[tuple[int, int]] = []
    cursor: str | None = ""
    while cursor is not None:
        answer = person.get("/api/stock", params={"per_page": 2, "cursor": cursor, **query})
        assert answer.status_code == 200, answer.text
        found += [(each["product_id"], each["stock"]) for each in answer.json()["products"]]
        cursor = answer.json()["next_cursor"]
    return found


def test_low_stock_is_listed_lowest_first(shop: Shop, sari: Person, dewi: Person) -> None:
    full, last, five, none = (sari.offers(f"Barang {stock}", stock=stock) for stock in (6, 1, 5, 0))
    none_too, hidden = sari.offers("Barang lain", stock=0), sari.offers("Tidak dijual", stock=0, active=False)
    sari.delete(f"/api/products/{sari.offers('Dihapus', stock=0)}")
    dewi.teaches(owner_id=sari.id, product_id=sari.offers("Kursus", stock=0))
    shop.person("tono", "seller").offers("Barang Tono", stock=0)
    low = [(none, 0), (none_too, 0), (last, 1), (five, 5)]
    assert listed(sari, low=1) == low
    assert listed(sari, low=1, at_most=1) == low[:3]
    assert listed(sari, at_most=0) == [(none, 0), (none_too, 0), (hidden, 0)]
    assert listed(sari) == [*low[:2], (hidden, 0), *low[2:], (full, 6)]
    assert listed(dewi, low=1, seller_id=sari.id) == low
    assert listed(dewi) == []
    assert sari.get("/api/stock", params={"seller_id": dewi.id}).status_code == 403
    (first,) = sari.get("/api/stock?low=1&per_page=1").json()["products"]
    assert first == {
        "product_id": none, "sku": None, "name": "Barang 0", "unit": "pcs", "measure": "piece",
        "stock": 0, "active": True, "outlets": [],
    }  # fmt: skip
    for odd in ("1", "1.2.3", "~YQ.1", "-1.1"):
        assert sari.get("/api/stock", params={"cursor": odd}).status_code == 422


def test_the_ledger_tells_of_orders_and_pages_back_in_time(shop: Shop, sari: Person, budi: Person) -> None:
    coffee = sari.offers(stock=10)
    order_id = budi.buys(coffee, 3).json()["id"]
    shop.make_pending(order_id)
    assert budi.post(f"/api/transactions/{order_id}/cancel", headers={"Idempotency-Key": "batal"}).status_code == 200
    sari.put(f"/api/products/{coffee}", {"stock": 8})
    whole = ledger(sari, coffee)
    assert [(each["reason"], each["delta"], each["balance"], each["transaction_id"]) for each in whole] == [
        ("adjustment", -2, 8, None),
        ("cancel", 3, 10, order_id),
        ("sale", -3, 7, order_id),
        ("opening", 10, 10, None),
    ]
    walked: list[dict[str, Any]] = []
    cursor: str | None = ""
    while cursor is not None:
        page = sari.get(LEDGER, params={"product_id": coffee, "per_page": 3, "cursor": cursor}).json()
        walked, cursor = walked + page["entries"], page["next_cursor"]
    assert walked == whole


def test_a_ledger_is_the_sellers_own(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    coffee = sari.offers(stock=10)
    query = {"product_id": coffee}
    assert dewi.get(LEDGER, params=query).json() == sari.get(LEDGER, params=query).json()
    stranger = shop.person("tono", "seller").get(LEDGER, params=query)
    assert (stranger.status_code, stranger.json()["code"]) == (404, "product_not_found")
    assert budi.get(LEDGER, params=query).status_code == 403
    assert sari.get(LEDGER).status_code == 422
