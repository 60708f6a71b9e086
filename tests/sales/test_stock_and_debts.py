"""The books of stock and of debts: each row adds up, and all rows are what the ledgers have."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from trade import Trade, ask, new_key, rows_of_csv

from queries.sales.books import groups as book_groups
from queries.sales.books.owed import AGES, DEBT_FIGURES
from queries.sales.books.stock import QUANTITIES, SUMS
from support.people import Person, Shop

JAKARTA = ZoneInfo("Asia/Jakarta")
SIGNS = {"start": 1, "received": 1, "sold": -1, "returned": 1, "wasted": -1, "counted": 1, "other": 1}
FIGURE_OF = {
    "received": "received", "sale": "sold", "cancel": "sold", "return": "returned", "waste": "wasted",
    "count": "counted", "correction": "counted", "opening": "other", "adjustment": "other",
}  # fmt: skip


@pytest.fixture
def trade(shop: Shop, sari: Person, budi: Person) -> Trade:
    return Trade(shop, sari, budi)


def today() -> date:
    return datetime.now(JAKARTA).date()


def move_stock(trade: Trade, product: int) -> None:
    """Change the stock of a product in a random way."""
    rng, seller, path = trade.rng, trade.seller, f"/api/products/{product}"
    stock = seller.get(path).json()["stock"]
    kind = rng.choice(("received", "waste", "correction", "count", "edit"))
    if kind == "edit":
        assert seller.patch(path, {"stock": stock + rng.randint(1, 90)}).status_code == 200
        return
    item: dict[str, Any] = {"product_id": product, "kind": kind, "delta": rng.randint(1, 50)}
    if kind == "waste":
        item["delta"] *= -1
    if kind == "count":
        item = {"product_id": product, "counted": stock - rng.randint(0, 5), "expected_quantity": stock}
    answer = seller.post("/api/stock/movements", {"items": [item]}, headers=new_key())
    assert answer.status_code == 201, answer.text


def recounted(entries: list[dict[str, Any]], first: date, last: date) -> dict[int, Counter[str]]:
    """Return the figures of each product on these days, from all entries of the ledger."""
    begin, end = (
        datetime.combine(day, time(), JAKARTA).astimezone(UTC).replace(tzinfo=None)
        for day in (first, last + timedelta(1))
    )
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        figures, delta = found[entry["product_id"]], entry["delta"]
        if entry["created_at"] < begin:
            figures["start"] += delta
        elif entry["created_at"] < end:
            figure = FIGURE_OF[entry["reason"]]
            figures[figure] += delta * SIGNS[figure]
            figures["moves"] += 1
        if entry["created_at"] < end:
            figures["end"] += delta
    return found


def must_be(groups: list[dict[str, Any]], expected: dict[int, Counter[str]]) -> None:
    """Compare the groups of a book of stock by product with a recount."""
    shown = {product: each for product, each in expected.items() if each["start"] or each["end"] or each["moves"]}
    assert [int(group["key"]) for group in groups] == sorted(shown)
    for group in groups:
        assert {name: group[name] for name in QUANTITIES} == {
            name: shown[int(group["key"])][name] for name in QUANTITIES
        }


def test_the_book_of_stock_adds_up_after_any_mix(shop: Shop, sari: Person, trade: Trade) -> None:
    for number in range(30):
        sale = trade.sell()
        move_stock(trade, trade.goods[number % 6])
        if number % 4 == 0:
            trade.give_back(sale)
        if number % 5 == 0:
            order = trade.buyer.post(
                "/api/transactions", {"items": [{"product_id": trade.goods[2], "qty": 3}]}, headers=new_key()
            ).json()
            shop.make_pending(order["id"])
            assert sari.post(f"/api/transactions/{order['id']}/cancel", headers=new_key()).status_code == 200
    ids = [row["id"] for row in shop.rows("SELECT id FROM stock_ledger ORDER BY id")]
    # Two days and a half, up to now.
    for age, entry_id in enumerate(reversed(ids)):
        at = datetime.now(UTC).replace(tzinfo=None) - timedelta(minutes=age * 3_600 // len(ids))
        shop.rows("UPDATE stock_ledger SET created_at = %s WHERE id = %s", (at, entry_id))
    entries = shop.rows("SELECT product_id, delta, reason, created_at FROM stock_ledger ORDER BY id")
    assert {entry["reason"] for entry in entries} == set(FIGURE_OF)
    stocks = {product: sari.get(f"/api/products/{product}").json()["stock"] for product in trade.goods}
    ends: dict[str, int] = {}
    for days_ago, length in ((3, 1), (2, 1), (1, 1), (0, 1), (2, 2), (0, 4), (9, 2)):
        last = today() - timedelta(days_ago)
        span = {"from": last - timedelta(length - 1), "to": last}
        book = ask(sari, "stock", **span)
        must_be(book["groups"], recounted(entries, *span.values()))
        for group in book["groups"]:
            assert sum(group[name] * sign for name, sign in SIGNS.items()) == group["end"]
            assert length > 1 or group["start"] == ends.get(group["key"], 0)
        if length == 1:
            ends = {group["key"]: group["end"] for group in book["groups"]}
        if days_ago == 0:
            assert {int(group["key"]): group["end"] for group in book["groups"]} == stocks
        _compare_breakdowns(sari, span, book)


def _compare_breakdowns(seller: Person, span: dict[str, Any], book: dict[str, Any]) -> None:
    """Compare the book by category with that by product, and the CSV of both with their JSON."""
    other = ask(seller, "stock", **span, by="category")
    assert other["totals"] == book["totals"]
    for each in (book, other):
        groups = each["groups"]
        assert {name: sum(group[name] or 0 for group in groups) for name in SUMS} == {
            name: each["totals"][name] for name in SUMS
        }
        for sums in each["totals"]["quantities"]:
            same = [group for group in groups if group["measure"] == sums["measure"]]
            assert {name: sum(group[name] for group in same) for name in QUANTITIES} == {
                name: sums[name] for name in QUANTITIES
            }
        rows = rows_of_csv(seller, "stock", **span, by=each["by"])
        assert rows == [{name: "" if group[name] is None else str(group[name]) for name in row}
                        for row, group in zip(rows, groups, strict=True)]  # fmt: skip


def test_what_is_left_is_worth_its_cost_of_today(shop: Shop, sari: Person) -> None:
    dewi = shop.person("dewi", "admin")
    drinks = dewi.post("/api/products/categories", {"name": "Minuman"}).json()["id"]
    coffee = sari.offers("Kopi", 20_000, 7, cost=11_000, category_id=drinks)
    # Half a rupiah is rounded up, as prices are.
    rice = sari.offers("Beras", 14_000, 1_500, cost=13_001, measure="gram", category_id=drinks)
    gift = sari.offers("Hadiah", 1, 3, category_id=drinks)
    empty = sari.offers("Habis", 1, 0)
    gone = sari.offers("Lama", 1_000, 4, cost=500)
    assert sari.delete(f"/api/products/{gone}").status_code == 200
    # A course has no stock.
    dewi.teaches(owner_id=sari.id, product_id=sari.offers("Kursus", 1_000, 9, cost=1))
    book = ask(sari, "stock")
    values = {int(group["key"]): (group["value"], group["without_cost"]) for group in book["groups"]}
    assert values.pop(gone) == (2_000, 0)
    assert values == {coffee: (77_000, 0), rice: (19_502, 0), gift: (None, 1), empty: (0, 0)}
    assert (book["totals"]["value"], book["totals"]["without_cost"], book["totals"]["products"]) == (98_502, 1, 5)
    by_category = ask(sari, "stock", by="category")["groups"]
    assert [(group["name"], group["measure"], group["value"], group["products"]) for group in by_category] == [
        (None, "piece", 2_000, 2), ("Minuman", "gram", 19_502, 1), ("Minuman", "piece", 77_000, 2),
    ]  # fmt: skip
    sari.patch(f"/api/products/{coffee}", {"cost": 1})
    assert ask(sari, "stock")["totals"]["value"] == 98_502 - 77_000 + 7
    # Before they were there.
    before = {"from": "2026-01-01", "to": "2026-01-31"}
    assert (ask(sari, "stock", **before)["groups"], ask(sari, "stock", **before)["totals"]["quantities"]) == ([], [])


def test_the_days_of_the_book_of_stock_are_those_of_the_default_outlet(shop: Shop, sari: Person) -> None:
    coffee = sari.offers("Kopi", 20_000, 5)
    # 31 March in Jakarta, 1 April in Jayapura.
    shop.rows("UPDATE stock_ledger SET created_at = '2026-03-31 15:30' WHERE product_id = %s", (coffee,))
    days = {"from": "2026-04-01", "to": "2026-04-01"}
    (group,) = ask(sari, "stock", **days)["groups"]
    assert (group["start"], group["other"], group["end"]) == (5, 0, 5)
    outlet = sari.get("/api/outlets").json()["outlets"][0]["id"]
    sari.patch(f"/api/outlets/{outlet}", {"zone": "Asia/Jayapura"})
    book = ask(sari, "stock", **days)
    assert (book["zone"], book["groups"][0]["start"], book["groups"][0]["other"]) == ("Asia/Jayapura", 0, 5)


def test_the_book_of_stock_is_bounded(shop: Shop, sari: Person) -> None:
    assert ask(sari, "stock", 422, **{"from": "2025-01-01", "to": "2026-01-02"})["errors"][0]["code"] == "span"
    ten = "(SELECT 0 AS n UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 " \
          "UNION SELECT 7 UNION SELECT 8 UNION SELECT 9)"  # fmt: skip
    shop.rows(
        f"""
        INSERT INTO products (seller_id, name, description, price, stock)
        SELECT %s, 'x', '', 1, 1
        FROM   {ten} a JOIN {ten} b JOIN {ten} c JOIN {ten} d JOIN (SELECT 0 AS n UNION SELECT 1 UNION SELECT 2) e
        LIMIT  %s
        """,
        (sari.id, book_groups.MOST_ROWS),
    )
    assert len(rows_of_csv(sari, "stock")) == book_groups.MOST_ROWS
    sari.offers()
    fault = ask(sari, "stock", 422)["errors"][0]
    assert (fault["field"], fault["code"]) == ("by", "too_many_groups")
    assert ask(sari, "stock", by="category")["totals"]["products"] == book_groups.MOST_ROWS + 1


def debts_of(seller: Person, customer: int, day: date) -> Counter[str]:
    """Return what a customer owes by age, from the account."""
    entries = seller.get(f"/api/customers/{customer}/account", params={"per_page": 100}).json()
    assert not entries["has_next"]
    left: Counter[int] = Counter()
    since: dict[int, date] = {}
    for entry in entries["entries"]:
        left[entry["transaction_id"]] += entry["delta"]
        if entry["reason"] == "sale":
            moment = datetime.fromisoformat(entry["created_at"]).astimezone(JAKARTA)
            since[entry["transaction_id"]] = date.fromisoformat(entry["due_on"] or str(moment.date()))
    found: Counter[str] = Counter()
    for sale, amount in left.items():
        age = (day - since[sale]).days
        found[AGES[0 if age <= 30 else 1 if age <= 60 else 2 if age <= 90 else 3]] += amount
        found["sales"] += bool(amount)
    return found


def test_the_book_of_debts_adds_up_after_any_mix(shop: Shop, sari: Person, trade: Trade) -> None:
    rng, day = trade.rng, today()
    for number in range(40):
        due_on = str(day - timedelta(rng.choice((-9, 0, 30, 31, 60, 61, 90, 91, 400))))
        sale = trade.lend(trade.customers[number % 2], rng.randint(1, 9))
        # As early and as late on a day as can be, in Jakarta.
        at = datetime.combine(day - timedelta(rng.choice((0, 31, 60, 91))), time(), JAKARTA).astimezone(UTC)
        at += rng.choice((timedelta(0), timedelta(days=1, microseconds=-1)))
        moved = (at.replace(tzinfo=None), due_on if rng.random() < 0.5 else None, sale["id"])
        shop.rows("UPDATE customer_entries SET created_at = %s, due_on = %s WHERE transaction_id = %s", moved)
        if number % 3 == 0 and number < 20:
            trade.repay()
        if number % 5 == 0:
            trade.give_back(sale)
    book = ask(sari, "debts")
    for row in book["customers"]:
        expected = debts_of(sari, row["customer_id"], day)
        assert {name: row[name] for name in (*AGES, "sales")} == {name: expected[name] for name in (*AGES, "sales")}
        shown = sari.get(f"/api/customers/{row['customer_id']}").json()
        assert row["balance"] == sum(row[name] for name in AGES) == shown["balance"] and row["name"] == shown["name"]
    balances = [row["balance"] for row in book["customers"]]
    assert balances == sorted(balances, reverse=True)
    assert all(book["totals"].values())
    for name in DEBT_FIGURES:
        assert book["totals"][name] == sum(row[name] for row in book["customers"])
    assert book["totals"]["balance"] == shop.value("SELECT SUM(balance) FROM customers")
    assert book["totals"]["customers"] == len(book["customers"]) == 2
    rows = rows_of_csv(sari, "debts")
    assert [(row["name"], int(row["balance"])) for row in rows] == [
        (f"'{row['name']}" if row["name"].startswith("=") else row["name"], row["balance"]) for row in book["customers"]
    ]


def test_debts_are_their_sellers_alone(shop: Shop, sari: Person, trade: Trade) -> None:
    sale = trade.lend(trade.customers[0])
    (row,) = ask(sari, "debts")["customers"]
    assert (row["name"], row["balance"], row["oldest"], row["phone"]) == ("Bu Tini", sale["total"], str(today()), None)
    for other in (shop.person("tono", "seller"), shop.person("dina", "admin")):
        assert ask(other, "debts")["customers"] == []
        assert ask(other, "debts", 422, seller_id=sari.id)["code"] == "validation_failed"
    assert ask(trade.buyer, "debts", 403)["code"] == "forbidden"
    assert ask(trade.cashier, "debts", 403)["code"] == "till_session_not_allowed"
    assert sari.delete(f"/api/customers/{trade.customers[0]}?write_off=true").status_code == 200
    assert ask(sari, "debts")["totals"] == dict.fromkeys((*DEBT_FIGURES, "customers"), 0)
