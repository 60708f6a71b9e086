"""Benchmark of product lists and searches among a million products: `python -m bench.product_search`.

PRODUCTS=100000 gives a quicker look. A catalogue of random words, some common and most rare, is created once in
BENCH_DIR (kept between runs if set) and queried like the routes do. Each figure is the time of the query functions on
one connection, without HTTP.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import db
import queries.system.schema
from bench.tools import timing
from queries.catalogue import change_feed, product_search, products, search_index
from queries.catalogue.product_search import Filter
from queries.system import audit
from runtime import embedded_mariadb
from settings import Database

PRODUCTS = int(os.environ.get("PRODUCTS", "1000000"))
SELLERS, CATEGORIES, BRANDS = 50, 300, 200
BATCH = 2_000
# Without words, relevance is the order of creation.
LIST_ORDERS = [sort_by for sort_by in product_search.SORTS if sort_by != "relevance"]
MEMORY_MB = 1_500
WARM = "SELECT COUNT(*) AS n FROM products WHERE words LIKE '% no such word %'"


def main() -> None:
    """Create the catalogue if necessary and print the figures."""
    with contextlib.ExitStack() as stack:
        place = os.environ.get("BENCH_DIR") or stack.enter_context(tempfile.TemporaryDirectory(prefix="finenice-"))
        socket = embedded_mariadb.start(Path(place), MEMORY_MB)
        stack.callback(embedded_mariadb.release)
        stack.callback(db.close)
        db.open(Database(None, 0, "root", "", "", socket, timeout_seconds=600))
        queries.system.schema.create_database("finenice")
        db.open(Database(None, 0, "root", "", "finenice", socket, timeout_seconds=600))
        audit.configure("a secret of the bench alone")
        queries.system.schema.upgrade()
        vocabulary = Vocabulary()
        if (there := db.fetch_value("SELECT COUNT(*) AS n FROM products")) < PRODUCTS:
            fill(vocabulary, there)
        measure(vocabulary)


class Vocabulary:
    """8,000 random words; the n-th occurs in proportion to (n + 3)^-0.85, roughly like words of a language."""

    def __init__(self) -> None:
        self.rng = random.Random(1)
        syllables = [a + b for a in "bcdfghjklmnprstw" for b in "aeiou"]
        self.words = ["".join(self.rng.choices(syllables, k=self.rng.randint(2, 4))) for _ in range(8_000)]
        self.weights = list(itertools.accumulate(1 / (n + 3) ** 0.85 for n in range(len(self.words))))

    def text(self, length: int) -> str:
        """Return this many words, common ones more often."""
        return " ".join(self.rng.choices(self.words, cum_weights=self.weights, k=length))


def fill(vocabulary: Vocabulary, there: int) -> None:
    """Insert products up to PRODUCTS, in batches like an import."""
    started = time.perf_counter()
    if not there:
        timing.insert_rows("users (name, username, password_hash)", [("x", f"s{n}", "x") for n in range(SELLERS)])
        timing.insert_rows("categories (name)", [(f"c{n}",) for n in range(CATEGORIES)])
        timing.insert_rows("brands (name)", [(f"b{n}",) for n in range(BRANDS)])
    rng = vocabulary.rng
    for start in range(there, PRODUCTS, BATCH):
        rows = []
        for n in range(start + 1, start + BATCH + 1):
            name, description, sku = vocabulary.text(5).title(), vocabulary.text(9), f"SKU-{n:07}"
            rows.append((
                n, n % SELLERS + 1, int(rng.paretovariate(1)) % CATEGORIES + 1, rng.randint(1, BRANDS), sku, name,
                description,
                search_index.of_product(name, description, sku, [f"899{n:010}"]), rng.randint(1, 4000) * 500,
                max(0, rng.randint(-5, 100)), n,
            ))  # fmt: skip
        with db.transaction():
            columns = "id, seller_id, category_id, brand_id, sku, name, description, words, price, stock, change_id"
            timing.insert_rows(f"products ({columns})", rows)
            codes = [(row[0], row[1], f"899{row[0]:010}") for row in rows]
            timing.insert_rows("product_barcodes (product_id, seller_id, barcode)", codes)
            search_index.update([(row[0], "", row[7]) for row in rows])
        if (start // BATCH) % 50 == 49:
            print(f"  {start + BATCH:,} products after {time.perf_counter() - started:.0f} s", flush=True)
    db.execute("REPLACE INTO change_counter (id, value) VALUES (1, %s)", (PRODUCTS,))
    for table in ("products", "product_words", "product_barcodes"):
        db.fetch_all(f"ANALYZE TABLE {table}")


def measure(vocabulary: Vocabulary) -> None:
    """Print the times of pages, searches, lookups and the change feed, once the tables are in memory."""
    for table in ("products", "product_words", "product_barcodes"):
        db.fetch_value(f"SELECT COUNT(*) AS n FROM {table} WHERE product_id < 0" if table != "products" else WARM)
    print(f"{PRODUCTS:,} products, {MEMORY_MB} MB of buffer pool; milliseconds")
    walk()
    rng = random.Random(2)
    kinds: dict[str, Callable[[], Filter]] = {
        "one word": lambda: Filter(vocabulary.text(1)),
        "two words": lambda: Filter(vocabulary.text(2)),
        "two words of one product": lambda: Filter(" ".join(rng.sample(_words_of(rng), 2))),
        "three words of one product": lambda: Filter(" ".join(rng.sample(_words_of(rng), 3))),
        "a beginning of three letters": lambda: Filter(vocabulary.text(1)[:3]),
        "a SKU": lambda: Filter(f"SKU-{rng.randint(1, PRODUCTS):07}"),
        "a word in a category": lambda: Filter(vocabulary.text(1), category_id=rng.randint(1, CATEGORIES)),
    }
    orders = (("relevance", True), ("created_at", True), ("price", False))
    by_order: dict[str, list[float]] = {}
    for name, make in kinds.items():
        for sort_by, descending in orders:
            times = [timing.milliseconds(product_search.page, make(), sort_by, descending, 21) for _ in range(100)]
            by_order.setdefault(sort_by, []).extend(times)
            print(f"  search, {name:30} by {sort_by:10} {timing.summary(times)}", flush=True)
    for sort_by, times in by_order.items():
        print(f"  search, all of these by {sort_by:26} {timing.summary(times)}   target: p95 <= 50")
    times = [timing.milliseconds(products.lookup, f"899{rng.randint(1, PRODUCTS):010}") for _ in range(500)]
    times += [timing.milliseconds(products.lookup, f"SKU-{rng.randint(1, PRODUCTS):07}") for _ in range(500)]
    print(f"  lookup by barcode or SKU {'':24} {timing.summary(times)}   target: p95 <= 5")
    times = [
        timing.milliseconds(change_feed.since, [change_feed.Position(rng.randint(1, PRODUCTS))], 501) for _ in range(50)
    ]
    print(f"  500 changes from anywhere {'':23} {timing.summary(times)}")
    for name, filters in {
        "all": Filter(), "a large category": Filter(category_id=2), "a brand": Filter(brand_id=3),
        "a price range": Filter(min_price=100_000, max_price=200_000), "in stock": Filter(in_stock=True),
        "a category in stock below a price": Filter(category_id=2, in_stock=True, max_price=50_000),
        "a seller's own": Filter(owner_id=1),
    }.items():  # fmt: skip
        for sort_by in LIST_ORDERS:
            times = [timing.milliseconds(product_search.page, filters, sort_by, True, 21) for _ in range(10)]
            print(f"  list, {name:34} by {sort_by:10}{timing.summary(times)}", flush=True)


def walk() -> None:
    """Print the times of the first page and page 5,000 of each order, by cursor, 50 times each in turn."""
    for sort_by, descending in itertools.product(LIST_ORDERS, (True, False)):
        direction = "DESC" if descending else "ASC"
        column = "id" if sort_by == "created_at" else sort_by
        place = db.fetch_one(
            f"""
            SELECT   {column} AS value, id
            FROM     products
            WHERE    listed = 1
            ORDER BY {column} {direction}, id {direction}
            LIMIT    1 OFFSET %s
            """,
            (min(20 * 4999, PRODUCTS // 2) - 1,),
        )
        assert place is not None
        after = (place["value"], place["id"])
        first, late = [], []
        for _ in range(50):
            first.append(timing.milliseconds(product_search.page, Filter(), sort_by, descending, 21))
            late.append(timing.milliseconds(product_search.page, Filter(), sort_by, descending, 21, 0, after))
        ratio = statistics.median(late) / statistics.median(first)
        print(
            f"  page 1 and 5,000 by {sort_by:10} {direction:4} {statistics.median(first):6.2f} "
            f"{statistics.median(late):6.2f}   ratio {ratio:.2f}   target: <= 1.5"
        )


def _words_of(rng: random.Random) -> list[str]:
    row = db.fetch_one("SELECT name FROM products WHERE id = %s", (rng.randint(1, PRODUCTS),))
    assert row is not None
    return search_index.split(row["name"])[:3] * 2


if __name__ == "__main__":
    main()
