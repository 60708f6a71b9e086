"""Sales report and stock forecast: every figure equals a recount, and sellers see their own sales only."""

from __future__ import annotations

import csv
import io
import math
import random
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from queries.sales import demand
from support.people import Person, Shop

JAKARTA = ZoneInfo("Asia/Jakarta")
SALES, FORECAST = "/api/analytics/sales", "/api/analytics/forecast"


def ask(person: Person, path: str = SALES, status: int = 200, **query: Any) -> Any:
    answer = person.get(path, params=query)
    assert answer.status_code == status, answer.text
    return answer.json()


def today() -> date:
    return datetime.now(JAKARTA).date()


def ago(days: int, at: time = time(12)) -> datetime:
    """Return the moment so many days ago at this time in Jakarta, in naive UTC."""
    return datetime.combine(today() - timedelta(days), at, JAKARTA).astimezone(UTC).replace(tzinfo=None)


def day_of(moment: datetime) -> date:
    return moment.replace(tzinfo=UTC).astimezone(JAKARTA).date()


class SalesHistory:
    """Inserts past sales and deliveries as consistent rows."""

    def __init__(self, shop: Shop, buyer: Person) -> None:
        self.shop, self.buyer = shop, buyer
        self.sold: list[tuple[datetime, tuple[tuple[int, int], ...]]] = []

    def add_product(self, seller: Person, name: str, price: int, stock: int, days: int = 400, **fields: Any) -> int:
        """Add a product that was created so many days ago."""
        product = seller.offers(name, price, stock, **fields)
        self.shop.rows("UPDATE products SET created_at = %s WHERE id = %s", (ago(days), product))
        self.shop.rows("UPDATE stock_ledger SET created_at = %s WHERE product_id = %s", (ago(days), product))
        return product

    def add_sale(self, at: datetime, *lines: tuple[int, int]) -> None:
        """Add a sale of `(product, units)`; sales are added in the order of time."""
        self.sold.append((at, lines))

    def insert_sales(self) -> None:
        """Insert the added sales."""
        goods = {row["id"]: row for row in self.shop.rows("SELECT * FROM products")}
        sales, items, moves = [], [], []
        last = self.shop.value("SELECT COALESCE(MAX(id), 0) AS id FROM transactions")
        for sale, (at, lines) in enumerate(self.sold, last + 1):
            sales.append((sale, self.buyer.id, 0, sum(goods[product]["price"] * qty for product, qty in lines), at))
            for product, qty in lines:
                one = goods[product]
                one["stock"] -= qty
                price = (one["price"], qty, one["price"] * qty, 0, one["cost"])
                items.append((sale, product, one["seller_id"], one["name"], *price, at))
                moves.append((product, -qty, one["stock"], "sale", self.buyer.id, sale, at))
        self.sold.clear()
        self._insert("transactions (id, buyer_id, tax, total, created_at)", sales)
        columns = "transaction_id, product_id, seller_id, name, price, qty, subtotal, tax, cost, sold_at"
        self._insert(f"transaction_items ({columns})", items)
        columns = "product_id, delta, balance, reason, actor_id, transaction_id, created_at"
        self._insert(f"stock_ledger ({columns})", moves)
        self.shop.rows(
            "UPDATE products p SET stock = (SELECT SUM(l.delta) FROM stock_ledger l WHERE l.product_id = p.id)"
        )

    def restock(self, product: int, units: int, at: datetime) -> None:
        self.shop.rows("UPDATE products SET stock = stock + %s WHERE id = %s", (units, product))
        self.shop.rows(
            "INSERT INTO stock_ledger (product_id, delta, balance, reason, actor_id, created_at) "
            "SELECT id, %s, stock, 'received', seller_id, %s FROM products WHERE id = %s",
            (units, at, product),
        )

    def _insert(self, into: str, rows: list[tuple[Any, ...]]) -> None:
        marks = ", ".join([f"({', '.join(['%s'] * len(rows[0]))})"] * len(rows))
        self.shop.rows(f"INSERT INTO {into} VALUES {marks}", tuple(value for row in rows for value in row))


@pytest.fixture
def history(shop: Shop, budi: Person) -> SalesHistory:
    return SalesHistory(shop, budi)


def names(rows: list[dict[str, Any]]) -> list[str]:
    return [row["name"] for row in rows]


def random_sales(history: SalesHistory, seller: Person) -> list[int]:
    """Insert a hundred days of sales of eight products; return the ids of the products."""
    rng = random.Random(3)
    goods = [history.add_product(seller, f"Barang {n}", 1000 * n, 10**6, cost=700 * n) for n in range(1, 9)]
    moments = sorted(
        ago(rng.randint(0, 100), rng.choice((time(0, 0, 1), time(23, 59, 59), time(rng.randint(8, 20)))))
        for _ in range(250)
    )
    moments = [moment for moment in moments if moment < datetime.now(UTC).replace(tzinfo=None)]
    for moment in moments:
        history.add_sale(
            moment, *((product, rng.randint(1, 9)) for product in rng.sample(goods, rng.choice((1, 1, 2, 3))))
        )
    history.insert_sales()
    return goods


def sums(part: list[dict[str, Any]]) -> dict[str, int]:
    return {
        "transactions": len({line["transaction_id"] for line in part}),
        "units": sum(line["qty"] for line in part),
        "revenue": sum(line["subtotal"] for line in part),
    }


def test_every_figure_equals_a_recount_of_the_items(shop: Shop, history: SalesHistory, sari: Person) -> None:
    goods = random_sales(history, sari)
    shop.must_be_sound()
    lines = shop.rows("SELECT * FROM transaction_items")
    first, last = today() - timedelta(45), today() - timedelta(3)

    def within(begin: date, end: date) -> list[dict[str, Any]]:
        return [line for line in lines if begin <= day_of(line["sold_at"]) <= end]

    part, before = within(first, last), within(first - timedelta(43), first - timedelta(1))
    for by in ("day", "week", "month"):
        found = ask(sari, **{"from": first, "to": last, "by": by})
        begins: dict[date, list[date]] = defaultdict(list)
        for number in range(43):
            day = first + timedelta(number)
            begins[{"day": day, "week": day - timedelta(day.weekday()), "month": day.replace(day=1)}[by]].append(day)
        assert found["series"] == [
            {"date": days[0].isoformat(), "days": len(days), **sums(within(days[0], days[-1]))}
            for days in begins.values()
        ]
    totals, revenue = found["totals"], sums(part)["revenue"]
    cost = sum(line["qty"] * line["cost"] for line in part)
    assert {name: totals[name] for name in sums(part)} == sums(part)
    assert (totals["cost"], totals["margin"], totals["tax"]) == (cost, revenue - cost, 0)
    assert totals["average_basket"] == math.floor(revenue / sums(part)["transactions"] + 0.5)
    assert {name: found["previous"][name] for name in sums(part)} == sums(before)
    cost_before = sum(line["qty"] * line["cost"] for line in before)
    assert found["previous"]["margin"] == sums(before)["revenue"] - cost_before
    growth = (revenue - sums(before)["revenue"]) / sums(before)["revenue"]
    assert found["previous"]["growth"]["revenue"] == {"value": round(growth, 4), "reason": None}
    by_product = {product: [line for line in part if line["product_id"] == product] for product in goods}
    ranking = sorted(goods, key=lambda product: -sums(by_product[product])["revenue"])
    assert [(row["product_id"], row["revenue"]) for row in found["top_by_revenue"]] == [
        (product, sums(by_product[product])["revenue"]) for product in ranking
    ]
    assert ask(sari, top=3, **{"from": first, "to": last})["top_by_revenue"] == found["top_by_revenue"][:3]
    units = [row["units"] for row in found["top_by_units"]]
    assert units == sorted((sums(rows)["units"] for rows in by_product.values()), reverse=True)
    heat: Counter[tuple[int, int]] = Counter()
    for sale in {line["transaction_id"]: line["sold_at"] for line in part}.values():
        local = sale.replace(tzinfo=UTC).astimezone(JAKARTA)
        heat[local.isoweekday(), local.hour] += 1
    assert {
        (row["weekday"], hour): number
        for row in found["weekdays"]
        for hour, number in enumerate(row["transactions"])
        if number
    } == heat
    assert [one["class"] for one in found["classes"]] == ["A", "B", "C"]
    assert sum(one["revenue"] for one in found["classes"]) == sum(one["revenue"] for one in found["categories"])
    assert found["classes"][0]["share"] >= 0.8
    alone = ask(sari, product_id=goods[4], **{"from": first, "to": last})
    assert {name: alone["totals"][name] for name in sums(part)} == sums(by_product[goods[4]])


def test_a_seller_sees_their_own_lines_and_an_admin_everybodys(
    shop: Shop, history: SalesHistory, sari: Person, dewi: Person
) -> None:
    tono = shop.person("tono", "seller")
    coffee, tea = history.add_product(sari, "Kopi", 50_000, 99), history.add_product(tono, "Teh", 9_000, 99)
    history.add_sale(ago(2), (coffee, 1), (tea, 2))
    history.add_sale(ago(1), (tea, 1))
    history.insert_sales()

    def seen(person: Person, **query: Any) -> tuple[int, int, list[str]]:
        found = ask(person, **query)
        return found["totals"]["transactions"], found["totals"]["revenue"], names(found["top_by_revenue"])

    assert seen(sari) == seen(sari, seller_id=sari.id) == seen(dewi, seller_id=sari.id) == (1, 50_000, ["Kopi"])
    assert seen(tono) == (2, 27_000, ["Teh"])
    assert seen(dewi) == (2, 77_000, ["Kopi", "Teh"])
    assert names(ask(tono, FORECAST)["products"]) == ["Teh"]
    assert sorted(names(ask(dewi, FORECAST)["products"])) == ["Kopi", "Teh"]
    for path in (SALES, FORECAST):
        assert ask(sari, path, 403, seller_id=tono.id)["code"] == "forbidden"
        assert ask(sari, path, 404, product_id=tea)["code"] == "product_not_found"
        assert ask(dewi, path, 404, seller_id=10**9)["code"] == "user_not_found"
        assert ask(dewi, path, 404, category_id=10**9)["code"] == "category_not_found"


def test_a_category_includes_its_subcategories(history: SalesHistory, sari: Person, dewi: Person) -> None:
    def category(name: str, **fields: Any) -> int:
        return int(dewi.post("/api/products/categories", {"name": name, **fields}).json()["id"])

    drinks = category("Minuman")
    hot = category("Panas", parent_id=drinks)
    coffee = history.add_product(sari, "Kopi", 50_000, 99, category_id=hot)
    soap = history.add_product(sari, "Sabun", 5_000, 99)
    history.add_sale(ago(1), (coffee, 1), (soap, 1))
    history.insert_sales()
    found = ask(sari, category_id=drinks)
    assert (found["totals"]["revenue"], names(found["top_by_revenue"])) == (50_000, ["Kopi"])
    assert [(row["name"], row["share"]) for row in ask(sari)["categories"]] == [("Panas", 0.9091), (None, 0.0909)]
    assert names(ask(sari, FORECAST, category_id=drinks)["products"]) == ["Kopi"]


def test_sums_beyond_64_bits_are_reported(history: SalesHistory, sari: Person, dewi: Person) -> None:
    """Sums beyond 64 bits once caused a 500 for the seller and for the admin."""
    most = 2**53 - 1
    product = history.add_product(sari, "Pulau", 10**12, 3_000)
    # Prices of earlier versions had no lower limit than this.
    history.shop.rows("UPDATE products SET price = %s WHERE id = %s", (most, product))
    for _ in range(2_100):
        history.add_sale(ago(1), (product, 1))
    history.insert_sales()
    for person in (sari, dewi):
        assert ask(person)["totals"]["revenue"] == 2_100 * most


def test_missing_growth_has_a_reason(history: SalesHistory, sari: Person) -> None:
    coffee = history.add_product(sari, "Kopi", 1000, 99)
    week = {"from": today() - timedelta(7), "to": today() - timedelta(1)}
    history.add_sale(ago(10), (coffee, 4))
    history.add_sale(ago(5), (coffee, 6))
    history.insert_sales()
    found = ask(sari, **week)
    # The first sale of all was in the middle of the week before.
    assert found["previous"]["growth"]["revenue"] == {"value": None, "reason": "base_incomplete"}
    assert found["last_year"]["growth"]["revenue"] == {"value": None, "reason": "base_zero"}
    history.add_sale(ago(300), (coffee, 1))
    history.insert_sales()
    found = ask(sari, **week)
    assert found["previous"]["growth"]["revenue"] == {"value": 0.5, "reason": None}
    assert found["previous"]["growth"]["transactions"] == {"value": 0.0, "reason": None}
    assert found["top_by_revenue"][0]["growth"] == {"value": 0.5, "reason": None}


def test_an_unfinished_day_is_compared_with_equal_parts_of_other_days(history: SalesHistory, sari: Person) -> None:
    coffee = history.add_product(sari, "Kopi", 1000, 99)
    now = datetime.now(UTC).replace(tzinfo=None)
    for moment in (now - timedelta(days=9), now - timedelta(days=1, minutes=5), now - timedelta(days=1, minutes=-20)):
        history.add_sale(moment, (coffee, 1))
    history.insert_sales()
    sold = sum(day_of(now - timedelta(days=1, minutes=minutes)) == today() - timedelta(1) for minutes in (5,))
    assert ask(sari, **{"from": today(), "to": today()})["previous"]["units"] == sold


def test_only_significant_changes_are_rising_or_falling(history: SalesHistory, sari: Person) -> None:
    goods = {
        name: history.add_product(sari, name, 1000, 999) for name in ("Naik", "Turun", "Biasa", "Kebetulan", "Sedikit")
    }
    sold = {"Naik": (5, 25), "Turun": (25, 4), "Biasa": (20, 28), "Kebetulan": (1, 2), "Sedikit": (0, 9)}
    history.add_sale(ago(300), (goods["Biasa"], 1))
    for when, place in ((20, 0), (5, 1)):
        for name, counts in sold.items():
            for number in range(counts[place]):
                history.add_sale(ago(when, time(9, number)), (goods[name], 1))
    history.insert_sales()
    found = ask(sari, **{"from": today() - timedelta(14), "to": today() - timedelta(1)})
    assert (names(found["rising"]), names(found["falling"])) == (["Naik"], ["Turun"])
    assert found["rising"][0]["growth"]["value"] == 4.0
    # A product that is no longer sold is falling, too.
    gone = ask(sari, **{"from": today() - timedelta(3), "to": today() - timedelta(1)})
    assert sorted(names(gone["falling"])) == ["Biasa", "Naik"]
    assert (gone["falling"][0]["units"], gone["falling"][0]["class"], gone["top_by_revenue"]) == (0, None, [])


def test_unsold_stock_is_listed_with_its_value(history: SalesHistory, sari: Person, dewi: Person) -> None:
    dead = history.add_product(sari, "Payung", 40_000, 10, cost=25_000)
    priced = history.add_product(sari, "Topi", 10_000, 5)
    course = history.add_product(sari, "Kursus", 99_000, 1000)
    dewi.teaches(product_id=course, owner_id=sari.id)
    history.add_product(sari, "Habis", 1000, 0)
    history.add_product(sari, "Baru", 1000, 5, days=30)
    sold = history.add_product(sari, "Laku", 1000, 5)
    history.add_sale(ago(120), (dead, 2))
    history.add_sale(ago(20), (sold, 1))
    history.insert_sales()
    found = ask(sari)["unsold"]
    assert (found["products"], found["value"]) == (2, 8 * 25_000 + 5 * 10_000)
    assert found["dearest"] == [
        {"product_id": dead, "name": "Payung", "stock": 8, "value": 200_000, "valued_at": "cost",
         "last_sold_on": (today() - timedelta(120)).isoformat()},
        {"product_id": priced, "name": "Topi", "stock": 5, "value": 50_000, "valued_at": "price", "last_sold_on": None},
    ]  # fmt: skip


def test_margins_use_the_cost_recorded_at_the_sale(shop: Shop, history: SalesHistory, sari: Person) -> None:
    coffee = history.add_product(sari, "Kopi", 1000, 99, cost=600)
    history.add_sale(ago(3), (coffee, 2))
    history.insert_sales()
    sari.put(f"/api/products/{coffee}", {"cost": 900})
    unknown = history.add_product(sari, "Titipan", 500, 99)
    history.add_sale(ago(2), (unknown, 4))
    history.insert_sales()
    totals = ask(sari)["totals"]
    assert (totals["cost"], totals["margin"], totals["margin_rate"], totals["cost_known"]) == (1200, 800, 0.4, 0.5)
    shop.rows("UPDATE transaction_items SET cost = NULL")
    assert ask(sari)["totals"]["cost"] == 1800
    assert ask(sari, product_id=unknown)["totals"]["margin"] is None


def test_a_new_sale_is_counted_with_its_cost(sari: Person, budi: Person) -> None:
    coffee = sari.offers("Kopi", 1000, 9, cost=700)
    sold = budi.buys(coffee, 2)
    assert "cost" not in sold.json()["items"][0]
    sari.put(f"/api/products/{coffee}", {"cost": 900})
    totals = ask(sari, **{"from": today(), "to": today()})["totals"]
    assert (totals["transactions"], totals["revenue"], totals["margin"]) == (1, 2000, 600)


def test_the_csv_lists_periods_and_all_products(history: SalesHistory, sari: Person) -> None:
    coffee, trick = history.add_product(sari, "Kopi, bubuk", 1000, 99), history.add_product(sari, "=1+1", 500, 99)
    history.add_sale(ago(1), (coffee, 1), (trick, 1))
    history.insert_sales()
    answer = sari.get(SALES, params={"from": today() - timedelta(2), "to": today() - timedelta(1), "format": "csv"})
    assert answer.headers["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["row"], row["date"], row["name"], row["revenue"], row["class"]) for row in rows] == [
        ("period", (today() - timedelta(2)).isoformat(), "", "0", ""),
        ("period", (today() - timedelta(1)).isoformat(), "", "1500", ""),
        ("product", "", "Kopi, bubuk", "1000", "A"),
        ("product", "", "'=1+1", "500", "A"),
    ]
    log = sari.get("/api/users/activities?type=export").json()["activities"]
    assert [row["detail"] for row in log] == ["sales.csv"]


def test_a_new_shop_has_empty_reports(sari: Person, dewi: Person) -> None:
    for person in (sari, dewi):
        found = ask(person)
        assert len(found["series"]) == 30 and not any(row["revenue"] for row in found["series"])
        assert found["totals"]["average_basket"] is None and found["totals"]["cost"] is None
        assert found["previous"]["growth"]["revenue"] == {"value": None, "reason": "base_zero"}
        assert (found["top_by_revenue"], found["categories"], found["unsold"]["products"]) == ([], [], 0)
        ahead = ask(person, FORECAST)
        assert (ahead["products"], ahead["totals"]) == ([], {"order_cost": 0, "forecast": None})


def test_invalid_date_ranges_are_refused(sari: Person) -> None:
    def fault(**query: Any) -> tuple[str, str]:
        (error,) = ask(sari, status=422, **query)["errors"]
        return error["field"], error["code"]

    assert fault(**{"from": "2026-02-02", "to": "2026-02-01"}) == ("to", "day_order")
    assert fault(**{"from": "2020-01-01", "to": "2022-01-01"}) == ("to", "span")
    assert fault(**{"from": "0001-01-01", "to": "0001-01-02"}) == ("from", "greater_than_equal")
    assert fault(to="0001-01-01") == ("to", "greater_than_equal")
    assert fault(**{"from": "9999-12-31"}) == ("from", "less_than_equal")
    assert ask(sari, **{"from": "2024-02-29", "to": "2024-02-29"})["last_year"]["from"] == "2023-02-28"


def test_an_api_key_needs_the_scope(shop: Shop, history: SalesHistory, sari: Person) -> None:
    shop.rows("INSERT INTO user_roles (user_id, role) VALUES (%s, 'developer')", (sari.id,))
    history.add_sale(ago(1), (history.add_product(sari, "Kopi", 1000, 99), 1))
    history.insert_sales()

    def program(*scopes: str) -> Person:
        key = sari.post("/api/developer/key", {"scopes": list(scopes)}).json()["api_key"]
        reader = shop.visitor()
        reader.http.headers["X-API-Key"] = key
        return reader

    reader, other = program("analytics:read"), program("products:read")
    assert ask(reader)["totals"]["revenue"] == 1000
    assert len(ask(reader, FORECAST)["products"]) == 1
    for path in (SALES, FORECAST):
        assert ask(other, path, 403)["code"] == "insufficient_scope"


def test_urgent_products_come_first_with_advice(history: SalesHistory, sari: Person) -> None:
    stocked = {"Cukup": 1000, "Tipis": 70 * 2 + 5, "Habis": 70 * 2}
    goods = {name: history.add_product(sari, name, 1000, stock, cost=600) for name, stock in stocked.items()}
    for days in range(71, 1, -1):
        history.add_sale(ago(days), *((product, 2) for product in goods.values()))
    history.insert_sales()
    found = ask(sari, FORECAST, horizon=7, detail="daily")
    rows = {row["name"]: row for row in found["products"]}
    assert [(row["name"], row["urgency"]) for row in found["products"]] == [
        ("Habis", "out"), ("Tipis", "now"), ("Cukup", "enough"),
    ]  # fmt: skip
    # Yesterday the first was out of stock, and nobody wanted the others.
    assert [rows[name]["days_without_stock"] for name in stocked] == [0, 0, 1]
    short = rows["Tipis"]
    assert short["stock"] == 5 and 1 <= short["cover_days"] <= 4
    assert short["runs_out_on"] == (today() + timedelta(short["cover_days"])).isoformat()
    assert short["cover_days_at_worst"] <= short["cover_days"]
    # About 2 a day for 14 days, plus safety stock.
    assert 20 <= short["order_up_to"] <= 60 and short["quantity"] == short["order_up_to"] - 5
    assert short["order_cost"] == 600 * short["quantity"] and rows["Cukup"]["quantity"] == 0
    assert found["totals"]["order_cost"] == sum(row["order_cost"] for row in found["products"])
    assert len(short["forecast"]) == len(found["totals"]["forecast"]) == 7
    for place, whole in enumerate(found["totals"]["forecast"]):
        assert math.isclose(whole["mean"], sum(row["forecast"][place]["mean"] for row in rows.values()), abs_tol=1e-6)
        assert whole["date"] == (today() + timedelta(place)).isoformat()
    assert f"Order {short['quantity']} now." in short["advice"]
    # Daily forecasts are most of the answer, so they are included on request only.
    brief = ask(sari, FORECAST, horizon=7)
    for row, whole in zip(brief["products"], found["products"], strict=True):
        assert row == {**whole, "forecast": None}
        assert math.isclose(row["expected_units"], sum(day["mean"] for day in whole["forecast"]), abs_tol=0.051)
    assert brief["totals"] == found["totals"]
    body = sari.get(FORECAST, headers={"Accept-Language": "id"}).json()
    assert f"Pesan {short['quantity']} sekarang." in body["products"][1]["advice"]
    # A longer lead time and a higher service level order more.
    longer, surer = ask(sari, FORECAST, lead_time_days=30), ask(sari, FORECAST, service_level=0.99)
    for other in (longer, surer):
        assert {row["name"]: row["order_up_to"] for row in other["products"]}["Tipis"] > short["order_up_to"]


def test_days_without_stock_are_not_zero_demand(history: SalesHistory, sari: Person) -> None:
    goods = {name: history.add_product(sari, name, 1000, 80 * 3, days=120) for name in ("Kosong", "Sepi")}
    for days in range(119, 39, -1):
        history.add_sale(ago(days), *((product, 3) for product in goods.values()))
    history.insert_sales()
    history.restock(goods["Sepi"], 500, ago(39))
    _fill_and_empty_an_outlet(history, sari, goods)
    # A count that finds nothing is no delivery.
    counted = {"items": [{"product_id": goods["Kosong"], "counted": 0, "expected_quantity": 0}]}
    answer = sari.post("/api/stock/movements", counted, headers={"Idempotency-Key": "hitung"})
    assert answer.status_code == 201, answer.text
    history.shop.rows("UPDATE stock_ledger SET created_at = %s WHERE reason = 'count'", (ago(20),))
    empty, unwanted = ask(sari, FORECAST, detail="daily")["products"]
    # Neither was sold for six weeks; one of them was out of stock.
    assert [(row["name"], row["days_without_stock"]) for row in (empty, unwanted)] == [("Kosong", 39), ("Sepi", 0)]
    assert empty["urgency"] == "out" and 2.5 < empty["forecast"][0]["mean"] < 3.5
    assert unwanted["forecast"][0]["mean"] < 2


def _fill_and_empty_an_outlet(history: SalesHistory, sari: Person, goods: dict[str, int]) -> None:
    """Give an outlet what the shared stock lacks, and let it lack what that has."""
    sari.get("/api/outlets")
    outlet = sari.post("/api/outlets", {"name": "Cabang", "own_stock": True}).json()["id"]
    moves = [(goods["Kosong"], "received", 5), (goods["Sepi"], "received", 5), (goods["Sepi"], "waste", -5)]
    items = [{"product_id": product, "kind": kind, "delta": delta} for product, kind, delta in moves]
    body = {"outlet_id": outlet, "items": items}
    answer = sari.post("/api/stock/movements", body, headers={"Idempotency-Key": "cabang"})
    assert answer.status_code == 201, answer.text
    history.shop.rows("UPDATE stock_ledger SET created_at = %s WHERE outlet_id IS NOT NULL", (ago(30),))


def test_a_weekly_season_is_found_and_forecast(history: SalesHistory, sari: Person) -> None:
    cake, bread = history.add_product(sari, "Kue", 20_000, 9_000), history.add_product(sari, "Roti", 9_000, 9_000)
    for days in range(180, 0, -1):
        saturday = (today() - timedelta(days)).isoweekday() == 6
        history.add_sale(ago(days, time(8)), (bread, (14 if saturday else 3) + days % 3))
        if saturday:
            history.add_sale(ago(days, time(10)), (cake, 1))
    history.insert_sales()
    (found,) = ask(sari, FORECAST, product_id=bread, detail="daily")["products"]
    assert found["seasons"] == [7]
    for row in found["forecast"]:
        saturday = date.fromisoformat(row["date"]).isoweekday() == 6
        assert 12 < row["mean"] < 18 if saturday else 2 < row["mean"] < 6
    # Cakes are sold on no other day, and always the same number.
    (found,) = ask(sari, FORECAST, product_id=cake, detail="daily")["products"]
    for row in found["forecast"]:
        saturday = date.fromisoformat(row["date"]).isoweekday() == 6
        assert 0.8 < row["mean"] < 1.2 if saturday else row["mean"] < 0.1
    assert 2 <= found["order_up_to"] <= 4
    heat = ask(sari, product_id=cake, **{"from": today() - timedelta(100), "to": today()})["weekdays"]
    assert [row["weekday"] for row in heat if any(row["transactions"])] == [6]
    assert [hour for hour, number in enumerate(heat[5]["transactions"]) if number] == [10]


def test_paging_returns_each_product_once_most_urgent_first(history: SalesHistory, sari: Person) -> None:
    goods = [history.add_product(sari, f"Barang {n}", 1000, 30 + 10 * n) for n in range(5)]
    history.add_product(sari, "Tak laku", 1000, 10)
    for days in range(30, 0, -1):
        history.add_sale(ago(days), *((product, 1) for product in goods))
    history.insert_sales()
    page, seen = ask(sari, FORECAST, per_page=2), []
    while True:
        seen += [row["product_id"] for row in page["products"]]
        if not page["has_next"]:
            break
        page = ask(sari, FORECAST, per_page=2, cursor=page["next_cursor"])
    assert seen == goods
    assert ask(sari, FORECAST, product_id=goods[3])["products"][0]["product_id"] == goods[3]
    assert ask(sari, FORECAST, 422, cursor="x")["errors"][0]["code"] == "cursor"


def test_a_product_of_today_has_no_history_yet(sari: Person, budi: Person) -> None:
    coffee = sari.offers("Kopi", 1000, 9)
    budi.buys(coffee)
    (found,) = ask(sari, FORECAST)["products"]
    assert (found["urgency"], found["forecast"], found["forecast_reason"]) == (None, None, "no_history")
    assert found["advice"] == "There are too few days of sales for a forecast."


@pytest.mark.usefixtures("inside")
def test_sold_out_products_are_ordered_by_revenue(history: SalesHistory, sari: Person) -> None:
    goods = [history.add_product(sari, name, price, 3) for name, price in (("Murah", 1000), ("Mahal", 90_000))]
    old = history.add_product(sari, "Lama", 1000, 1)
    history.add_sale(ago(200), (old, 1))
    for product in goods:
        history.add_sale(ago(5), (product, 3))
    last = history.add_product(sari, "Ada", 1000, 100)
    history.add_sale(ago(4), (last, 50))
    history.insert_sales()
    rows = demand.products_by_cover(
        demand.reports.select(sari.id), ago(730), datetime.now(UTC).replace(tzinfo=None), 14
    )
    assert names(rows) == ["Mahal", "Murah", "Lama", "Ada"]
