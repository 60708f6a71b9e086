"""Seed the demo shop: users, products, a year of sales, and courses."""

from __future__ import annotations

import heapq
import secrets
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

import db
import demo
import demo.courses
from domain.commerce import days, pricing
from queries.accounts import users
from queries.catalogue import change_feed
from queries.catalogue import products as products_table
from queries.system import jobs, leases
from queries.system.demo import courses

PUBLISHED = {"username": "user1", "password": "pass123", "email": "user1@example.com"}
STAFF = {
    "seller": ("Toko Sari", ("seller", "buyer")),
    "developer": ("Dian Pengembang", ("developer", "buyer")),
    "admin": ("Dewi Admin", ("admin", "buyer")),
}
CUSTOMERS = (
    "Budi Santoso",
    "Rina Wijaya",
    "Agus Prasetyo",
    "Siti Rahma",
    "Joko Susilo",
    "Maya Lestari",
    "Hendra Gunawan",
)
ROWS_A_STATEMENT = 1000


class _Year(NamedTuple):
    """A year of trade: its first moment, the stock that is left of each product, and the rows of the tables."""

    opened: datetime
    stock: list[int]
    sales: list[tuple[Any, ...]]
    lines: list[tuple[Any, ...]]
    ledger: list[tuple[Any, ...]]


def seed(hash_password: Callable[[str], str], password: str | None, until: datetime) -> str | None:
    """Seed an empty database and return the staff's password, or None if the database has users."""
    if _has_users():
        return None
    with leases.hold("demo"):
        return _seed(hash_password, password or secrets.token_urlsafe(9), until)


def _has_users() -> bool:
    return bool(db.fetch_value("SELECT EXISTS (SELECT 1 FROM users) AS found"))


@db.transactional()
def _seed(hash_password: Callable[[str], str], password: str, until: datetime) -> str | None:
    if _has_users():
        return None
    staff_hash = hash_password(password)
    buyers = [users.add("User Satu", PUBLISHED["email"], PUBLISHED["username"], hash_password(PUBLISHED["password"]))]
    staff = {
        username: users.add(name, f"{username}@example.com", username, staff_hash, roles)
        for username, (name, roles) in STAFF.items()
    }
    # These users only appear on receipts: no password matches a random hash.
    unusable = hash_password(secrets.token_urlsafe(32))
    buyers += [users.add(name, f"{name.split()[0].lower()}@example.com", None, unusable) for name in CUSTOMERS]
    _fill_shop(staff["seller"], buyers, until)
    courses.seed(staff["admin"], staff["seller"], buyers, until)
    jobs.enqueue("demo_pictures", {})
    return password


@db.transactional()
def add_image(picture_id: str, skus: Sequence[str]) -> None:
    """Add the image to the demo seller's products with these SKUs that have none."""
    rows = db.fetch_all(
        f"""
        SELECT   p.id
        FROM     products p
        JOIN     users u ON u.id = p.seller_id
        WHERE    u.username = 'seller' AND p.sku IN ({db.placeholders(len(skus))}) AND p.deleted_at IS NULL
        AND      NOT EXISTS (SELECT 1 FROM product_images i WHERE i.product_id = p.id)
        ORDER BY p.id
        """,
        list(skus),
    )
    if not rows:
        return
    product_ids = [row["id"] for row in rows]
    _insert("product_images (product_id, picture_id, position)", [(each, picture_id, 1) for each in product_ids])
    change_feed.mark("products", product_ids)


def _fill_shop(seller_id: int, buyers: Sequence[int], until: datetime) -> None:
    catalogue = demo.catalogue()
    year = _trade(catalogue, seller_id, buyers, until)
    _insert_products(catalogue, seller_id, year)
    _insert("transactions (id, buyer_id, tax, total, created_at)", year.sales)
    columns = "transaction_id, product_id, seller_id, name, price, qty, subtotal, tax, cost, sold_at"
    _insert(f"transaction_items ({columns})", year.lines)
    _insert("stock_ledger (product_id, delta, balance, reason, actor_id, transaction_id, created_at)", year.ledger)


def _trade(catalogue: list[demo.Product], seller_id: int, buyers: Sequence[int], until: datetime) -> _Year:
    """Return the rows of all sales and restocks until this moment."""
    events = list(heapq.merge(demo.year_of_sales(until), demo.courses.sales(until), key=lambda event: event.at))
    year = _Year(events[0].at.replace(tzinfo=None), [product.opening_stock for product in catalogue], [], [], [])
    for index, stock in enumerate(year.stock, 1):
        year.ledger.append((index, stock, stock, "opening", seller_id, None, year.opened))
    for event in events:
        at = event.at.replace(tzinfo=None)
        if isinstance(event, demo.Restock):
            year.stock[event.product_index] += event.qty
            stock = year.stock[event.product_index]
            year.ledger.append((event.product_index + 1, event.qty, stock, "received", seller_id, None, at))
            continue
        sale_id = len(year.sales) + 1
        buyer_id = buyers[sale_id % len(buyers) if event.buyer is None else event.buyer]
        items = [pricing.Item(index + 1, catalogue[index].price, qty) for index, qty in event.lines]
        basket = pricing.price(items, days.day(event.at))
        year.sales.append((sale_id, buyer_id, basket.tax, basket.total, at))
        for item, line in zip(items, basket.lines, strict=True):
            index = item.product_id - 1
            year.stock[index] -= item.quantity
            name = catalogue[index].name
            amounts = (item.price, item.quantity, line.subtotal, line.tax)
            year.lines.append((sale_id, item.product_id, seller_id, name, *amounts, catalogue[index].cost, at))
            year.ledger.append((item.product_id, -item.quantity, year.stock[index], "sale", buyer_id, sale_id, at))
    return year


def _insert_products(catalogue: list[demo.Product], seller_id: int, year: _Year) -> None:
    """Insert categories, brands, products and barcodes, and index them for search and the change feed."""
    categories = _categories()
    brands = {name: number for number, name in enumerate(demo.BRANDS, 1)}
    _insert("brands (id, name)", [(number, name) for name, number in brands.items()])
    products = [
        (
            index,
            seller_id,
            categories[product.kind],
            brands[product.brand] if product.brand else None,
            product.sku,
            product.name,
            product.description,
            product.price,
            product.cost,
            remaining,
            year.opened,
        )
        for index, (product, remaining) in enumerate(zip(catalogue, year.stock, strict=True), 1)
    ]
    columns = "id, seller_id, category_id, brand_id, sku, name, description, price, cost, stock, created_at"
    _insert(f"products ({columns})", products)
    barcodes = [(index + 1, seller_id, demo.barcode(index)) for index in range(len(catalogue))]
    _insert("product_barcodes (product_id, seller_id, barcode)", barcodes)
    change_feed.mark("categories", list(range(1, len(categories) + len(demo.CATEGORIES) + 1)))
    change_feed.mark("brands", list(brands.values()))
    products_table.index(range(1, len(catalogue) + 1))


def _categories() -> dict[str, int]:
    """Insert the category tree. Return the category id of each SKU prefix."""
    rows: list[tuple[int, int | None, str]] = []
    leaves: dict[str, int] = {}
    for top, below in demo.CATEGORIES.items():
        rows.append((top_id := len(rows) + 1, None, top))
        for name, kind in below.items():
            leaves[kind] = len(rows) + 1
            rows.append((leaves[kind], top_id, name))
    _insert("categories (id, parent_id, name)", rows)
    return leaves


def _insert(into: str, rows: list[tuple[Any, ...]]) -> None:
    for part in _parts(rows):
        db.execute(
            f"""
            INSERT INTO {into}
            VALUES {db.placeholders(len(part), len(part[0]))}
            """,
            [value for row in part for value in row],
        )


def _parts(rows: list[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    left = iter(rows)
    while part := list(islice(left, ROWS_A_STATEMENT)):
        yield part
