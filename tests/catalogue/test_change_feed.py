"""The change feed: a till that follows it has the whole catalogue."""

from __future__ import annotations

import threading
from typing import Any

import pytest

import db
from queries.catalogue import change_feed
from support.app import at_once
from support.people import Person, Shop


class Till:
    """A client that keeps a copy of the catalogue from the feed."""

    def __init__(self, shop: Shop, limit: int = 500) -> None:
        self.person, self.limit, self.since = shop.visitor(), limit, ""
        self.copy: dict[tuple[str, int], dict[str, Any]] = {}
        self.seen: list[tuple[str, int]] = []

    def follow(self) -> None:
        """Read until there is nothing new."""
        more = True
        while more:
            page = self.person.get(f"/api/changes?since={self.since}&limit={self.limit}").json()
            for change in page["changes"]:
                key = (change["type"], change["id"])
                self.seen.append(key)
                if change["deleted"]:
                    assert change["product"] is change["category"] is change["brand"] is None
                    self.copy.pop(key, None)
                else:
                    self.copy[key] = change[change["type"]]
            self.since, more = page["next_since"], page["has_more"]

    def stocks(self) -> dict[int, int]:
        return {number: row["stock"] for (kind, number), row in self.copy.items() if kind == "product"}


def listed(shop: Shop) -> dict[int, int]:
    return {row["id"]: row["stock"] for row in shop.rows("SELECT id, stock FROM products WHERE listed = 1")}


def test_feed_reports_prices_stock_names_and_deletions(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    till = Till(shop, limit=2)
    till.follow()
    assert till.copy == {}
    coffee = dewi.post("/api/products/categories", {"name": "Kopi"}).json()["id"]
    brand = dewi.post("/api/products/brands", {"name": "Gayo"}).json()["id"]
    product_id = sari.offers(stock=5, barcodes=["899"], category_id=coffee, brand_id=brand, cost=20_000)
    other = sari.offers("Teh")
    till.follow()
    assert till.copy["category", coffee]["name"] == "Kopi"
    assert till.copy["brand", brand]["name"] == "Gayo"
    kept = till.copy["product", product_id]
    assert (kept["price"], kept["stock"], kept["barcodes"]) == (50_000, 5, ["899"])
    assert "cost" not in kept
    assert till.seen.index(("category", coffee)) < till.seen.index(("product", product_id))

    till.seen.clear()
    budi.buys(product_id, 2)
    sari.put(f"/api/products/{other}", {"price": 1_000})
    till.follow()
    assert till.seen == [("product", product_id), ("product", other)]
    assert till.copy["product", product_id]["stock"] == 3
    assert till.copy["product", other]["price"] == 1_000

    sari.put(f"/api/products/{other}", {"active": False})
    sari.delete(f"/api/products/{product_id}")
    dewi.put(f"/api/products/categories/{coffee}", {"name": "Kopi Bubuk"})
    dewi.delete(f"/api/products/brands/{brand}")
    till.follow()
    assert till.copy == {("category", coffee): {"parent_id": None, "name": "Kopi Bubuk"}}
    sari.put(f"/api/products/{other}", {"active": True})
    till.follow()
    assert till.stocks() == {other: 10}
    newcomer = Till(shop)
    newcomer.follow()
    assert newcomer.copy == till.copy


def test_an_update_without_effect_is_not_in_the_feed(shop: Shop, sari: Person) -> None:
    product_id = sari.offers()
    till = Till(shop)
    till.follow()
    till.seen.clear()
    sari.put(f"/api/products/{product_id}", {"price": 50_000, "name": "Kopi Gayo", "barcodes": []})
    sari.put(f"/api/products/{product_id}", {"price": -1})
    till.follow()
    assert till.seen == []


def test_change_feed_is_complete_with_eight_concurrent_writers(shop: Shop, sari: Person) -> None:
    products = [sari.offers(f"Produk {number}", stock=1000) for number in range(12)]
    till, done = Till(shop, limit=5), threading.Event()
    writers = [shop.person(f"writer{number}", "seller") for number in range(8)]

    def write(number: int) -> None:
        writer = writers[number]
        for turn in range(10):
            items = [{"product_id": products[(number * 5 + turn * k) % 12], "qty": 1} for k in (1, 2)]
            assert writer.post("/api/transactions", {"items": items}).status_code == 201
            if turn % 3 == 0:
                passing = writer.offers(f"Sekejap {turn}")
                writer.offers(f"Tetap {turn}")
                assert writer.delete(f"/api/products/{passing}").status_code == 200

    def follow() -> None:
        while not done.is_set():
            till.follow()

    reader = threading.Thread(target=follow)
    reader.start()
    try:
        at_once(8, write)
    finally:
        done.set()
        reader.join()
    till.follow()
    assert till.stocks() == listed(shop)
    assert len(till.stocks()) == 12 + 8 * 4


@pytest.mark.usefixtures("inside")
def test_change_feed_is_complete_with_three_nodes_that_count_by_themselves(shop: Shop, sari: Person) -> None:
    products = [sari.offers(f"Produk {number}", stock=0) for number in range(9)]
    till, done = Till(shop, limit=4), threading.Event()
    versions: list[int] = []

    def write(node: int) -> None:
        for turn in range(40):
            versions.append(_restock(products[(node + turn) % 9], node + 1))
        db.release()

    def follow() -> None:
        while not done.is_set():
            till.follow()

    reader = threading.Thread(target=follow)
    reader.start()
    try:
        at_once(3, write)
    finally:
        done.set()
        reader.join()
    till.follow()
    assert till.since.count("-") == 2
    assert till.stocks() == listed(shop) and sum(till.stocks().values()) == 120
    assert len(set(versions)) == 120


@pytest.mark.usefixtures("inside")
def test_changes_of_another_node_follow_those_before_them(shop: Shop, sari: Person, dewi: Person) -> None:
    first, second = sari.offers("Kopi"), sari.offers("Teh")
    till = Till(shop)
    till.follow()
    for node, product_id in ((1, first), (2, second), (1, first), (3, second), (2, first), (2, first)):
        _restock(product_id, node)
        till.seen.clear()
        till.follow()
        assert till.seen == [("product", product_id)]
    _restock(second, 3)
    db.release()
    newcomer = Till(shop, limit=1)
    newcomer.follow()
    assert newcomer.seen == [("product", first), ("product", second)]
    assert newcomer.copy == {**till.copy, **newcomer.copy}


@db.transactional()
def _restock(product_id: int, node: int = 1) -> int:
    # A transaction that is retried may have another connection.
    db.execute(f"SET SESSION auto_increment_offset = {node}")
    try:
        db.execute("UPDATE products SET stock = stock + 1 WHERE id = %s", (product_id,))
        return change_feed.mark("products", [product_id])
    finally:
        db.execute("SET SESSION auto_increment_offset = 1")


@pytest.mark.parametrize(
    "since", ["x", "WzFd", "WzEsMiwiYSJd", "-1", "1", "W10", "WzksOTIyMzM3MjAzNjg1NDc3NTgwOCwxXQ", "1.2.3-"]
)
def test_invalid_since_is_rejected(shop: Shop, since: str) -> None:
    answer = shop.visitor().get(f"/api/changes?since={since}")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "since")
    assert shop.visitor().get("/api/changes?since=0").json() == {"changes": [], "next_since": "0", "has_more": False}


def test_pages_of_long_descriptions_are_short(shop: Shop, sari: Person) -> None:
    for number in range(60):
        sari.offers(f"Buku {number}", description="a" * 10_000)
    page = shop.visitor().get("/api/changes?limit=1000")
    assert len(page.content) < 1_000_000 and page.json()["has_more"]
    till = Till(shop, limit=1000)
    till.follow()
    assert till.stocks() == listed(shop) and len(till.seen) == 60
