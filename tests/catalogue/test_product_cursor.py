"""Paging through a large catalogue by cursor during writes."""

from __future__ import annotations

import os
import threading

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
