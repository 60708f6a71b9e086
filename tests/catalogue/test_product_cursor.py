"""Paging through a large catalogue by cursor during writes."""

from __future__ import annotations

import os
import threading
from itertools import product
from typing import Any

import pytest

from queries.catalogue import product_search, search_index
from queries.catalogue.product_search import Filter
from support.people import Person, Shop

PRODUCTS = 100_000 if os.environ.get("LONG") else 4_000


def test_a_cursor_yields_each_product_once_with_eight_concurrent_writers(shop: Shop, sari: Person) -> None:
    for start in range(0, PRODUCTS, 1000):
        rows = ", ".join(
            f"({sari.id}, 'Produk {n % 977}', '', {n % 313}, {n % 50}, {n + 1})" for n in range(start, start + 1000)
        )
        shop.rows(f"INSERT INTO products (seller_id, name, description, price, stock, change_id) VALUES {rows}")
    old = {row["id"] for row in shop.rows("SELECT id FROM products")}
    writers, done = [shop.person(f"writer{number}", "seller") for number in range(8)], threading.Event()
    written: list[int] = []

    def write(writer: Person) -> None:
        while not done.is_set():
            written.append(writer.offers(price=len(written) % 313))

    threads = [threading.Thread(target=write, args=(writer,)) for writer in writers]
    for thread in threads:
        thread.start()
    try:
        for order in ("sort_by=created_at&sort_order=desc", "sort_by=price&sort_order=asc"):
            walked: list[int] = []
            cursor: str | None = ""
            while cursor is not None:
                page = shop.people[0].get(f"/api/products?{order}&per_page=100&cursor={cursor}").json()
                walked += [product["id"] for product in page["products"]]
                cursor = page["next_cursor"]
            assert len(walked) == len(set(walked))
            assert old <= set(walked)
    finally:
        done.set()
        for thread in threads:
            thread.join()
    assert len(written) > 8


def offer(shop: Shop, seller: Person, *names: str, description: str = "") -> None:
    """Offer products by SQL, which is faster for thousands."""
    known = shop.value("SELECT COUNT(*) FROM products")
    words = [search_index.of_product(name, description, None, []) for name in names]
    for start in range(0, len(names), 500):
        rows = [
            (seller.id, names[n], description, words[n], 1000, 5, known + n + 1)
            for n in range(start, min(start + 500, len(names)))
        ]
        shop.rows(
            "INSERT INTO products (seller_id, name, description, words, price, stock, change_id) VALUES "
            + ", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(rows)),
            tuple(value for row in rows for value in row),
        )
    shop.rows(
        "INSERT IGNORE INTO product_words (word, product_id) "
        "SELECT 'kopi', id FROM products WHERE words LIKE '% kopi %' "
        "UNION SELECT 'susu', id FROM products WHERE words LIKE '% susu %'"
    )


def walk(visitor: Person, query: str, cursor: str | None = "") -> tuple[list[dict[str, Any]], list[str]]:
    rows: list[dict[str, Any]] = []
    cursors: list[str] = []
    while cursor is not None:
        page = visitor.get(f"/api/products?{query}&cursor={cursor}").json()
        rows += page["products"]
        cursors.append(cursor)
        cursor = page["next_cursor"]
    return rows, cursors


def test_a_search_lists_names_before_descriptions(shop: Shop, sari: Person) -> None:
    offer(shop, sari, "Kopi Aceh", "Es Kopi", "Kopi Susu")
    offer(shop, sari, "Susu Kental Manis", "Cangkir", description="Untuk teman kopi")
    visitor = shop.visitor()

    def found(query: str) -> list[str]:
        return [row["name"] for row in visitor.get(f"/api/products?{query}").json()["products"]]

    best_first = ["Kopi Susu", "Kopi Aceh", "Es Kopi", "Cangkir", "Susu Kental Manis"]
    for query in ("search=kopi", "search=kop", "search=KOPI&sort_by=relevance", "search=kopi&sort_by=relevance&page=1"):
        assert found(query) == best_first, query
    assert found("search=kopi susu") == ["Kopi Susu", "Susu Kental Manis"]
    assert found("search=kopi&per_page=2&page=2") == ["Es Kopi", "Cangkir"]
    assert found("search=kopi&sort_by=created_at") == found("search=kopi&sort_order=desc") == [
        "Cangkir", "Susu Kental Manis", "Kopi Susu", "Es Kopi", "Kopi Aceh",
    ]  # fmt: skip
    rows, cursors = walk(visitor, "search=kopi&per_page=1")
    assert [row["name"] for row in rows] == best_first
    assert all(cursor.startswith("relevance-desc.") for cursor in cursors[1:])
    ascending, _ = walk(visitor, "search=kopi&sort_by=relevance&sort_order=asc&per_page=2")
    assert [row["name"] for row in ascending] == best_first
    # Without words all products fit equally well.
    assert found("sort_by=relevance") == found("")
    wrong = visitor.get(f"/api/products?search=kopi&sort_by=price&cursor={cursors[1]}")
    assert (wrong.status_code, wrong.json()["code"]) == (422, "cursor_sort_mismatch")
    for cursor in ("relevance-desc.1.2", "relevance-desc.1", "relevance-desc.~YQ.2.3", "relevance-asc.x"):
        assert visitor.get(f"/api/products?search=kopi&cursor={cursor}").status_code == 422, cursor


@pytest.mark.parametrize("products", [300, 5_000])
def test_a_walk_by_relevance_yields_each_product_once(shop: Shop, sari: Person, products: int) -> None:
    """5,000 matches are more than are ranked: names among the newest come first, then all others."""
    kinds = ("Kopi {}", "Bubuk kopi {}", "Susu {}")
    offer(shop, sari, *(kinds[n % 3].format(n) for n in range(products)), description="Untuk kopi")
    visitor = shop.visitor()
    first = visitor.get("/api/products?search=kopi&per_page=100&cursor=").json()
    offer(shop, sari, *(f"Kopi baru {n}" for n in range(10)))
    rows, _ = walk(visitor, "search=kopi&per_page=100", first["next_cursor"])
    walked = first["products"] + rows
    assert len({row["id"] for row in walked}) == len(walked) == products
    ranked = [n for n in range(products) if n >= products - 4_500]
    begins = [f"Kopi {n}" for n in reversed(ranked) if n % 3 == 0]
    named = [f"Bubuk kopi {n}" for n in reversed(ranked) if n % 3 == 1]
    assert [row["name"] for row in walked][: len(begins) + len(named)] == begins + named
    others = [row["id"] for row in walked][len(begins) + len(named) :]
    assert others == sorted(others, reverse=True)
    last = min(products, 2_000) // 100
    by_number = visitor.get(f"/api/products?search=kopi&per_page=100&page={last}").json()["products"]
    assert len(by_number) == 100


def test_products_at_the_far_end_of_a_scan_are_found(
    inside: None, shop: Shop, sari: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A word of the oldest products alone, which are also last by name, price and stock or first."""
    names = [*[f"{letter} susu {number % 3}" for number, letter in enumerate("abcdefgh")], *["m kopi"] * 40]
    offer(shop, sari, *names, *[f"{letter} susun susu" for letter in "wxyz"])
    # A second word makes the first letters a prefix.
    shop.rows("INSERT INTO product_words SELECT 'susun', id FROM products WHERE words LIKE '% susun %'")
    shop.rows("UPDATE products SET stock = id % 5, price = 1000 + id % 7")
    monkeypatch.setattr(product_search, "COMMON_ROWS", 3)
    monkeypatch.setattr(product_search, "RARE_ROWS", 1)
    monkeypatch.setattr(product_search, "SCANNED_ROWS", (2, 5))
    red = shop.rows("SELECT id, name, price, stock FROM products WHERE name LIKE '%susu%'")
    for sort_by, descending in product(product_search.SORTS, (True, False)):
        key = "id" if sort_by in ("created_at", "relevance") else sort_by
        expected = [row["id"] for row in sorted(red, key=lambda row: (row[key], row["id"]), reverse=descending)]
        if sort_by == "relevance":
            expected = sorted(expected, reverse=True)
        for wanted in (Filter("susu"), Filter("sus"), Filter("sus", in_stock=None, min_price=1000, seller_id=sari.id)):
            walked: list[int] = []
            after = None
            while True:
                rows, _ = product_search.page(wanted, sort_by, descending, 5, 0, after)
                walked += [row["id"] for row in rows]
                if len(rows) < 5:
                    break
                last = rows[-1]
                after = (last["relevance"] if sort_by == "relevance" else last.get(sort_by), last["id"])
            assert walked == expected, (sort_by, descending)
            rows, _ = product_search.page(wanted, sort_by, descending, 5, 4)
            assert [row["id"] for row in rows] == expected[4:9]
