"""The catalogue: Sari fills it, everybody reads it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from conftest import Person, Shop, at_once


def names(answer: Any) -> list[str]:
    return [product["name"] for product in answer.json()["products"]]


def test_sari_offers_changes_and_withdraws_a_product(shop: Shop, sari: Person) -> None:
    created = sari.post(
        "/api/products",
        {"name": "Kopi Gayo", "price": 50_000, "stock": 10, "sku": "KG-1", "description": "Dari Aceh.\nArabika."},
    )
    assert created.status_code == 201
    product = created.json()
    visitor = shop.visitor()
    assert visitor.get(f"/api/products/{product['id']}").json() == product
    changed = sari.put(f"/api/products/{product['id']}", {"price": 55_000, "stock": 7}).json()
    assert changed == {**product, "price": 55_000, "stock": 7, "updated_at": changed["updated_at"]}
    assert sari.put(f"/api/products/{product['id']}", {"price": 55_000}).status_code == 200
    assert sari.delete(f"/api/products/{product['id']}").status_code == 200
    for answer in (
        visitor.get(f"/api/products/{product['id']}"),
        sari.put(f"/api/products/{product['id']}", {"price": 1}),
        sari.delete(f"/api/products/{product['id']}"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "product_not_found")
    assert visitor.get("/api/products").json()["total_items"] == 0
    # The SKU is free again, and the ledger tells the whole story.
    assert sari.post("/api/products", {"name": "Kopi", "price": 1, "sku": "KG-1"}).status_code == 201
    moves = shop.rows(
        "SELECT delta, balance, reason, actor_id FROM stock_ledger WHERE product_id = %s", (product["id"],)
    )
    assert [(row["delta"], row["balance"], row["reason"]) for row in moves] == [
        (10, 10, "opening"),
        (-3, 7, "adjustment"),
    ]
    assert {row["actor_id"] for row in moves} == {sari.id}


def test_a_sku_is_unique_within_a_seller(shop: Shop, sari: Person) -> None:
    first = sari.offers(sku="A-1")
    second = sari.offers(sku="A-2")
    other = shop.person("tono", "seller")
    other.offers(sku="A-1")
    assert sari.post("/api/products", {"name": "x", "price": 1, "sku": "A-1"}).json()["errors"][0]["field"] == "sku"
    assert sari.put(f"/api/products/{second}", {"sku": "A-1", "price": 1}).status_code == 409
    assert sari.get(f"/api/products/{second}").json()["price"] == 50_000
    assert sari.put(f"/api/products/{first}", {"sku": None}).json()["sku"] is None


def test_only_its_seller_and_admins_write_a_product(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    product_id = sari.offers()
    tono = shop.person("tono", "seller")
    visitor = shop.visitor()
    for method in ("PUT", "DELETE"):
        body = {"price": 1} if method == "PUT" else None
        assert visitor.call(method, f"/api/products/{product_id}", body).status_code == 401
        assert budi.call(method, f"/api/products/{product_id}", body).status_code == 403
        assert tono.call(method, f"/api/products/{product_id}", body).status_code == 404
    assert visitor.post("/api/products", {"name": "x", "price": 1}).status_code == 401
    assert budi.post("/api/products", {"broken": True}).status_code == 403
    assert visitor.get(f"/api/products/{product_id}").json()["price"] == 50_000
    assert dewi.put(f"/api/products/{product_id}", {"price": 2}).json()["seller_id"] == sari.id
    assert dewi.delete(f"/api/products/{product_id}").status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 201),
        ("name", 5),
        ("name", None),
        ("price", -1),
        ("price", 1.5),
        ("price", "15000"),
        ("price", True),
        ("price", None),
        ("price", 2**53),
        ("stock", -1),
        ("stock", 10**9 + 1),
        ("sku", ""),
        ("sku", "x" * 65),
        ("seller_id", 1),
        ("id", 1),
        ("description", "a\u0007"),
        ("deleted_at", None),
    ],
)
def test_a_bad_product_is_refused_by_field(shop: Shop, sari: Person, field: str, value: Any) -> None:
    good = {"name": "Kopi", "price": 1000}
    answer = sari.post("/api/products", {**good, field: value})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    product_id = sari.offers()
    assert sari.put(f"/api/products/{product_id}", {field: value}).status_code == 422
    assert shop.value("SELECT COUNT(*) FROM products") == 1


def test_pages_by_number(shop: Shop, sari: Person) -> None:
    for number in range(25):
        sari.offers(f"Produk {number:02}", price=1000 + number % 3, stock=number % 2)
    visitor = shop.visitor()
    first = visitor.get("/api/products").json()
    assert {key: first[key] for key in first if key != "products"} == {
        "total_items": 25,
        "total_is_exact": True,
        "total_pages": 2,
        "current_page": 1,
        "per_page": 20,
        "has_next": True,
        "has_prev": False,
        "next_cursor": first["next_cursor"],
    }
    second = visitor.get("/api/products?page=2").json()
    assert (len(second["products"]), second["has_next"], second["has_prev"]) == (5, False, True)
    assert second["next_cursor"] is None
    seen = [product["id"] for product in first["products"] + second["products"]]
    assert seen == sorted(seen, reverse=True)
    beyond = visitor.get("/api/products?page=9").json()
    assert (beyond["products"], beyond["has_next"], beyond["total_items"]) == ([], False, 25)


@pytest.mark.parametrize("sort_by", ["created_at", "price", "name", "stock"])
@pytest.mark.parametrize("order", ["asc", "desc"])
def test_a_walk_by_cursor_neither_skips_nor_repeats(shop: Shop, sari: Person, sort_by: str, order: str) -> None:
    for number in range(12):
        sari.offers(f"Produk {number % 4}", price=1000 + number % 3, stock=number % 2)
    visitor = shop.visitor()
    walked: list[Any] = []
    cursor: str | None = ""
    while cursor is not None:
        page = visitor.get(f"/api/products?sort_by={sort_by}&sort_order={order}&per_page=5&cursor={cursor}").json()
        walked += page["products"]
        cursor = page["next_cursor"]
        if len(walked) == 5:
            sari.offers("Baru", price=1, stock=0) if order == "desc" else sari.offers("Zzz", price=9999, stock=9)
    old = [product for product in walked if product["name"].startswith("Produk")]
    assert len({product["id"] for product in old}) == len(old) == 12
    keys = [(product[sort_by], product["id"]) for product in walked]
    assert all((a < b) if order == "asc" else (a > b) for a, b in pairwise(keys))


def test_filters(shop: Shop, sari: Person) -> None:
    tono = shop.person("tono", "seller")
    sari.offers("Murah", price=1000, stock=0)
    sari.offers("Sedang", price=5000, stock=3)
    tono.offers("Mahal", price=9000, stock=3)
    visitor = shop.visitor()
    assert names(visitor.get("/api/products?min_price=1001&max_price=8999")) == ["Sedang"]
    assert names(visitor.get("/api/products?in_stock=false")) == ["Murah"]
    assert names(visitor.get(f"/api/products?in_stock=true&seller_id={tono.id}")) == ["Mahal"]
    assert names(visitor.get("/api/products?sort_by=price&sort_order=asc")) == ["Murah", "Sedang", "Mahal"]


def test_search_finds_words_and_their_beginnings_at_once(shop: Shop, sari: Person) -> None:
    sari.offers("Laptop XYZ", description="Cepat dan ringan")
    sari.offers("Tas Laptop The North")
    sari.offers("Air")
    visitor = shop.visitor()
    assert names(visitor.get("/api/products?search=lapt&sort_by=name&sort_order=asc")) == [
        "Laptop XYZ",
        "Tas Laptop The North",
    ]
    assert names(visitor.get("/api/products?search=xyz laptop")) == ["Laptop XYZ"]
    assert names(visitor.get("/api/products?search=RINGAN")) == ["Laptop XYZ"]
    assert names(visitor.get("/api/products?search=the laptop")) == ["Tas Laptop The North"]
    assert names(visitor.get("/api/products?search=ai")) == ["Air"]
    assert names(visitor.get("/api/products?search=laptop no")) == ["Tas Laptop The North"]
    assert names(visitor.get("/api/products?search=laptop or")) == []
    assert names(visitor.get("/api/products?search=xyz air")) == []
    for odd in ('"', "+-*<>()~@%", "%25", "_", "a'b", "\\", "''; DROP TABLE products", "(((", "*"):
        assert visitor.get("/api/products", params={"search": odd}).status_code == 200
    assert visitor.get("/api/products", params={"search": "***"}).json()["total_items"] == 0


@pytest.mark.parametrize(
    "query",
    [
        "page=0", "page=x", f"page={10**30}", "per_page=0", "per_page=101", "sort_by=password_hash", "sort_order=up",
        "min_price=-1", "in_stock=maybe", "seller_id=0", "unknown=1",
        "cursor=%%%", "cursor=bm90IGpzb24", "cursor=WzFd", "cursor=WyJhIiwiYiJd",
    ],
)  # fmt: skip
def test_an_unknown_filter_or_value_is_refused(shop: Shop, query: str) -> None:
    answer = shop.visitor().get(f"/api/products?{query}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == query.split("=")[0]


def test_two_counts_at_once_leave_ledger_and_stock_agreed(shop: Shop, sari: Person) -> None:
    product_id = sari.offers(stock=5)
    sellers = [shop.visitor() for _ in range(8)]
    for seller in sellers:
        seller.http.headers.update(sari.http.headers)
    answers = at_once(8, lambda n: sellers[n].put(f"/api/products/{product_id}", {"stock": n}))
    assert {answer.status_code for answer in answers} == {200}
    shop.must_be_sound()


@pytest.mark.parametrize(
    "path", ["/api/products/0", "/api/products/99999999999999999999999", "/api/products/-1", "/api/products/x"]
)
def test_a_product_that_can_not_exist_is_not_found(shop: Shop, path: str) -> None:
    assert shop.visitor().get(path).status_code == 404
