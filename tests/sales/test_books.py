"""The books of a seller: all breakdowns of some days have the totals of what was sold and paid in them."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest
from trade import Trade, ask, move, move_payment, move_refund, new_key, rows_of_csv

from queries.sales.books import lines as book_lines
from queries.sales.books import money as book_money
from support.people import Person, Shop

BY: dict[str, tuple[str, ...]] = {"sales": get_args(book_lines.SalesBy), "payments": get_args(book_money.PaymentsBy)}


def keys(report: dict[str, Any]) -> list[str | None]:
    return [group["key"] for group in report["groups"]]


@pytest.fixture
def trade(shop: Shop, sari: Person, budi: Person) -> Trade:
    return Trade(shop, sari, budi)


def test_every_breakdown_has_the_totals_of_the_sales(shop: Shop, sari: Person, trade: Trade) -> None:
    profiles = ({"inclusive": True}, {"inclusive": False, "service_bp": 700})
    first, last = date(2026, 3, 30), date(2026, 4, 2)
    in_span, outside, refunds = list[int](), list[int](), list[dict[str, Any]]()
    repaid, moved = list[dict[str, Any]](), list[dict[str, Any]]()
    of_day: Counter[str] = Counter()
    begin = datetime.combine(first, time(), ZoneInfo("Asia/Jakarta")).astimezone(UTC).replace(tzinfo=None)
    for number in range(40):
        if number % 20 == 0:
            sari.put("/api/tax-profile", {"regime": "ppn", **profiles[number // 20]})
        sale, hours = trade.sell(), trade.rng.choice((-0.01, 0, 17.5, 23.99, 47, 95.99, 96))
        move(shop, sale["id"], begin + timedelta(hours=hours))
        (in_span if 0 <= hours < 96 else outside).append(sale["id"])
        if number % 3 == 0:
            refund, hours = trade.give_back(sale), trade.rng.choice((-0.01, 0, 30.5, 70, 95.99, 96))
            move_refund(shop, refund["id"], begin + timedelta(hours=hours))
            if 0 <= hours < 96:
                refunds.append(refund)
                of_day[str(first + timedelta(hours // 24))] += refund["amount"]
        for found, rows in ((repaid, trade.repay()), (moved, [trade.move_cash()])):
            hours = trade.rng.choice((-0.01, 0, 41.5, 95.99, 96))
            for row in rows:
                move_payment(shop, row["id"], begin + timedelta(hours=hours))
            found += rows if 0 <= hours < 96 else []
    assert in_span and outside and refunds
    sold = [sari.get(f"/api/transactions/{sale_id}").json() for sale_id in in_span]
    everything = [*sold, *(sari.get(f"/api/transactions/{sale_id}").json() for sale_id in outside)]
    until = begin + timedelta(hours=96)
    paid = [
        payment
        for sale in everything
        for payment in sale["payments"]
        if begin <= datetime.fromisoformat(payment["created_at"]).replace(tzinfo=None) < until
    ]
    days = {"from": first, "to": last}
    expected = {name: sum(sale[name] for sale in sold) for name in ("gross", "discount", "service", "total", "tax")}
    lines = [line for sale in sold for line in sale["items"]]
    expected |= {"sales": len(sold), "lines": len(lines), "added": sum(line["added"] for line in lines)}
    expected["net"] = expected["total"] - expected["tax"]
    expected["refunded"] = sum(refund["amount"] for refund in refunds)
    expected["refunded_tax"] = sum(refund["tax"] for refund in refunds)
    assert all(expected.values())
    for by in BY["sales"]:
        report = ask(sari, "sales", **days, by=by)
        assert report["totals"] == expected, by
        parts = by in book_lines.PARTS_OF_SALES
        for name in expected:
            if not (parts and name == "sales"):
                assert sum(group[name] for group in report["groups"]) == expected[name], (by, name)
        assert len({group["key"] for group in report["groups"]}) == len(report["groups"]) > 1
    by_day = ask(sari, "sales", **days, by="day")["groups"]
    assert {group["key"]: group["refunded"] for group in by_day if group["refunded"]} == of_day
    _compare_payments(sari, days, paid, repaid, moved)
    assert expected["refunded"] == -sum(payment["amount"] for payment in paid if payment["amount"] < 0)
    _compare_taxes(sari, days, expected)
    _compare_csv(sari, days)


def _compare_payments(
    seller: Person,
    days: dict[str, Any],
    paid: list[dict[str, Any]],
    repaid: list[dict[str, Any]],
    moved: list[dict[str, Any]],
) -> None:
    """Compare the figures of each breakdown, and those of each method, with the payments and moves of the days."""
    for by in BY["payments"]:
        report = ask(seller, "payments", **days, by=by)
        assert report["totals"] == _money(paid, repaid, moved), by
        for name, total in report["totals"].items():
            assert total and sum(group[name] for group in report["groups"]) == total, (by, name)
    groups = {group["key"]: group for group in ask(seller, "payments", **days)["groups"]}
    assert set(groups) == {"cash", "transfer", "credit"}
    for method, group in groups.items():
        paid_so, repaid_so = ([each for each in rows if each["method"] == method] for rows in (paid, repaid))
        expected = _money(paid_so, repaid_so, moved if method == "cash" else [])
        assert {name: group[name] for name in expected} == expected, method
    assert groups["credit"]["repaid"] == 0 < groups["credit"]["given_back"]


def _money(paid: list[dict[str, Any]], repaid: list[dict[str, Any]], moved: list[dict[str, Any]]) -> dict[str, int]:
    """Return the figures of the book of payments."""
    every = [*paid, *repaid]
    figures = {
        "payments": len(every),
        "received": sum(max(payment["amount"], 0) for payment in paid),
        "repaid": sum(payment["amount"] for payment in repaid),
        "given_back": sum(max(-payment["amount"], 0) for payment in paid),
        "adjustment": sum(payment["adjustment"] for payment in every),
        "change": sum(payment["change"] or 0 for payment in every),
        "moved": sum(each["amount"] if each["kind"] == "in" else -each["amount"] for each in moved),
    }
    return figures | {"total": figures["received"] + figures["repaid"] - figures["given_back"] + figures["adjustment"]}


def _compare_taxes(seller: Person, days: dict[str, Any], expected: dict[str, int]) -> None:
    taxes = ask(seller, "tax", **days)
    assert taxes["totals"] == {
        "lines": expected["lines"], "base": expected["net"], "tax": expected["tax"],
        "refunded_base": expected["refunded"] - expected["refunded_tax"], "refunded_tax": expected["refunded_tax"],
    }  # fmt: skip
    by_code: Counter[tuple[str, str]] = Counter()
    for group in taxes["groups"]:
        by_code[group["month"], group["tax_code"]] += group["tax"] + group["refunded_tax"]
    assert {month for month, _ in by_code} == {"2026-03", "2026-04"}
    assert {code for _, code in by_code} == {"ppn", "ppn_luxury", "exempt"}
    assert {tax for (_, code), tax in by_code.items() if code == "exempt"} == {0}


def _compare_csv(seller: Person, days: dict[str, Any]) -> None:
    """Compare the CSV of all reports with their JSON."""
    for report, by in [*((name, by) for name in BY for by in BY[name]), ("tax", None)]:
        query = {**days, "by": by} if by else days
        groups = ask(seller, report, **query)["groups"]
        as_text = [{name: "" if value is None else str(value) for name, value in group.items()} for group in groups]
        assert rows_of_csv(seller, report, **query) == as_text


def test_sales_without_sums_are_in_all_breakdowns(shop: Shop, sari: Person, trade: Trade) -> None:
    """A release that stores no sums of sales sells beside this one."""
    for number in range(30):
        sale = trade.sell()
        if number % 3 == 0:
            trade.give_back(sale)
    calls: list[dict[str, Any]] = [{"by": by} for by in BY["sales"]]
    calls += [{**call, "outlet_id": till.outlet} for call in calls for till in trade.tills]

    def answers() -> list[dict[str, Any]]:
        return [{**ask(sari, "sales", **call), "as_of": None} for call in calls]

    before = answers()
    for modulus in (2, 1):
        shop.rows(
            """
            UPDATE transactions
            SET    seller_id = NULL, line_count = NULL, discount = NULL, service = NULL, added = NULL, method = NULL
            WHERE  id MOD %s = 0
            """,
            (modulus,),
        )
        shop.rows("UPDATE transaction_items SET summed = FALSE WHERE transaction_id MOD %s = 0", (modulus,))
        assert answers() == before
    assert {"cash", "transfer", "mixed", None} == {*keys(before[BY["sales"].index("method")])}


@pytest.mark.parametrize("summed", [True, False])
def test_totals_are_exact_beyond_what_a_double_holds(shop: Shop, sari: Person, budi: Person, summed: bool) -> None:
    gold = sari.offers("Emas", 10**12, 10**5)
    amounts = [2**53 - 1, 2, 4]
    for amount in amounts:
        sale = sari.post(
            "/api/transactions", {"items": [{"product_id": gold, "qty": 1}], "payments": [{"method": "cash"}]},
            headers=new_key(),
        ).json()  # fmt: skip
        for table, column in (("transactions", "total"), ("transaction_items", "subtotal"), ("payments", "amount")):
            name = "id" if table == "transactions" else "transaction_id"
            shop.rows(f"UPDATE {table} SET {column} = %s WHERE {name} = %s", (amount, sale["id"]))
    if not summed:
        shop.rows("UPDATE transactions SET seller_id = NULL")
        shop.rows("UPDATE transaction_items SET summed = FALSE")
    for by in BY["sales"]:
        assert ask(sari, "sales", by=by)["totals"]["total"] == sum(amounts), by
    for by in BY["payments"]:
        assert ask(sari, "payments", by=by)["totals"]["total"] == sum(amounts), by
    assert ask(sari, "tax")["totals"]["base"] == sum(amounts)


def test_the_outlets_of_a_seller_have_all_sales_together(shop: Shop, sari: Person, trade: Trade) -> None:
    # On 7 March at 15:30 UTC it is 22:30 in Jakarta and 23:30 in Makassar.
    at = datetime(2026, 3, 7, 15, 30)
    for _ in range(15):
        move(shop, trade.sell()["id"], at)
    days = {"from": "2026-03-07", "to": "2026-03-07"}
    for report in ("sales", "payments", "tax"):
        whole = ask(sari, report, **days)["totals"]
        halves = [ask(sari, report, **days, outlet_id=till.outlet)["totals"] for till in trade.tills]
        assert {name: sum(half[name] for half in halves) for name in whole} == whole
        assert all(half["lines" if "lines" in half else "payments"] for half in halves)
    by_outlet = ask(sari, "sales", **days, by="outlet")
    assert keys(by_outlet) == [str(till.outlet) for till in trade.tills]
    assert [group["name"] for group in by_outlet["groups"]] == ["sari", "Makassar"]


def test_days_are_those_of_the_zone_of_the_outlet(shop: Shop, sari: Person, budi: Person) -> None:
    coffee = sari.offers("Kopi", 20_000)
    sale = budi.post("/api/transactions", {"items": [{"product_id": coffee, "qty": 1}]}, headers=new_key()).json()
    # 31 March in Jakarta, 1 April in Jayapura.
    move(shop, sale["id"], datetime(2026, 3, 31, 15, 30))
    both = {"from": "2026-03-31", "to": "2026-04-01"}
    jakarta = ask(sari, "sales", **both)
    assert (jakarta["zone"], keys(jakarta)) == ("Asia/Jakarta", ["2026-03-31"])
    assert keys(ask(sari, "sales", **both, by="hour")) == ["22"]
    outlet = sari.get("/api/outlets").json()["outlets"][0]["id"]
    sari.patch(f"/api/outlets/{outlet}", {"zone": "Asia/Jayapura"})
    jayapura = ask(sari, "sales", **both)
    assert (jayapura["zone"], keys(jayapura)) == ("Asia/Jayapura", ["2026-04-01"])
    assert keys(ask(sari, "sales", **both, by="hour")) == ["0"]
    assert ask(sari, "tax", **both)["groups"][0]["month"] == "2026-04"
    assert ask(sari, "sales", **{"from": "2026-03-31", "to": "2026-03-31"})["totals"]["sales"] == 0


def test_payments_of_an_order_of_several_sellers_are_in_no_report(shop: Shop, sari: Person, budi: Person) -> None:
    tono, dewi = shop.person("tono", "seller"), shop.person("dewi", "admin")
    items = [{"product_id": each, "qty": 1} for each in (sari.offers("Kopi", 20_000), tono.offers("Teh", 5_000))]
    sale = budi.post("/api/transactions", {"items": items}, headers=new_key()).json()
    shop.make_pending(sale["id"])
    path = f"/api/transactions/{sale['id']}/pay"
    assert dewi.post(path, {"method": "transfer"}, headers=new_key()).status_code == 200
    for seller, total in ((sari, 20_000), (tono, 5_000)):
        assert ask(seller, "payments")["groups"] == []
        assert ask(seller, "sales")["totals"]["total"] == total
        (group,) = ask(seller, "sales", by="method")["groups"]
        assert (group["key"], group["name"]) == ("transfer", None)
        assert ask(dewi, "sales", seller_id=seller.id)["totals"]["total"] == total
        assert ask(dewi, "sales")["groups"] == []


def test_what_is_given_back_has_a_column_of_its_own(shop: Shop, sari: Person, budi: Person) -> None:
    body = {"items": [{"product_id": sari.offers("Kopi", 20_000), "qty": 1}]}
    order = budi.post("/api/transactions", body, headers=new_key()).json()
    shop.make_pending(order["id"])
    path = f"/api/transactions/{order['id']}"
    sari.post(f"{path}/pay", {"method": "cash", "amount": 5_000}, headers=new_key())
    assert sari.post(f"{path}/cancel", headers=new_key()).status_code == 200
    (group,) = ask(sari, "payments")["groups"]
    assert (group["payments"], group["received"], group["given_back"], group["total"]) == (2, 5_000, 5_000, 0)


def test_the_cash_of_a_drawer_is_that_of_its_payments_and_moves(sari: Person, trade: Trade) -> None:
    till = trade.tills[1]
    for number in range(24):
        sale = trade.sell()
        trade.lend(trade.customers[number % 2])
        trade.repay(trade.cashier)
        trade.move_cash()
        if number % 3 == 0:
            trade.give_back(sale, trade.cashier)
    shift_id = till.current(trade.cashier).json()["id"]
    shift = till.closes(trade.cashier, shift_id, 0).json()
    groups = {group["key"]: group for group in ask(sari, "payments", outlet_id=till.outlet)["groups"]}
    cash = groups["cash"]
    assert all(cash[name] for name in ("received", "repaid", "given_back", "adjustment", "moved")), str(cash)
    assert cash["total"] + cash["moved"] == shift["expected"] - shift["opening"]
    sums = till.report(sari, shift_id, "z").json()["payments"]
    for method, group in groups.items():
        for name, purpose in (("repaid", "debt"), ("given_back", "refund")):
            found = [abs(each["amount"]) for each in sums if (each["method"], each["purpose"]) == (method, purpose)]
            assert group[name] == sum(found), (method, name)


def test_repayments_and_moves_are_in_the_books_of_their_seller_alone(shop: Shop, sari: Person, trade: Trade) -> None:
    tono = shop.person("tono", "seller")
    trade.lend(trade.customers[0])
    path = f"/api/customers/{trade.customers[0]}/payments"
    for person in (sari, trade.cashier):
        assert person.post(path, {"method": "cash", "amount": 1_000}, headers=new_key()).status_code == 201
    trade.move_cash()
    assert ask(tono, "payments")["groups"] == []
    by_outlet = {group["name"]: group for group in ask(sari, "payments", by="outlet")["groups"]}
    assert {name: group["repaid"] for name, group in by_outlet.items()} == {"sari": 1_000, "Makassar": 1_000}
    by_cashier = {group["name"]: group["repaid"] for group in ask(sari, "payments", by="cashier")["groups"]}
    assert by_cashier == {"sari": 1_000, "budi": 1_000}


def test_shifts_have_what_was_counted(sari: Person, trade: Trade) -> None:
    first, second = (
        till.current(who).json()["id"] for till, who in zip(trade.tills, (sari, trade.cashier), strict=True)
    )
    trade.tills[0].moves(sari, first, "in", 7_000, "kembalian")
    assert trade.tills[0].closes(sari, first, 6_500).json()["variance"] == -500
    report = ask(sari, "shifts")
    assert report["totals"] == {
        "shifts": 2, "closed": 1, "opening": 0, "expected": 7_000, "counted": 6_500, "variance": -500,
    }  # fmt: skip
    assert [(each["shift_id"], each["outlet_name"], each["variance"]) for each in report["shifts"]] == [
        (first, "sari", -500), (second, "Makassar", None),
    ]  # fmt: skip
    assert [row["shift_id"] for row in rows_of_csv(sari, "shifts")] == [str(first), str(second)]
    (only,) = ask(sari, "shifts", outlet_id=trade.tills[1].outlet)["shifts"]
    assert (only["shift_id"], only["opened_by_name"], only["expected"]) == (second, "budi", None)
    assert ask(sari, "shifts", **{"from": "2026-03-01", "to": "2026-03-07"})["shifts"] == []


def test_reports_are_bounded(shop: Shop, sari: Person, budi: Person) -> None:
    fault = ask(sari, "sales", 422, **{"from": "2025-01-01", "to": "2026-01-02"})["errors"][0]
    assert (fault["field"], fault["code"]) == ("to", "span")
    ask(sari, "tax", **{"from": "2025-01-01", "to": "2026-01-01"})
    goods = [(sari.id, f"Barang {n}", "", f"b-{n}", 10, 0) for n in range(2_001)]
    marks = ", ".join(["(%s, %s, %s, %s, %s, %s)"] * len(goods))
    columns = "seller_id, name, description, sku, price, stock"
    shop.rows(f"INSERT INTO products ({columns}) VALUES {marks}", tuple(value for row in goods for value in row))
    shop.rows(
        "INSERT INTO transactions (buyer_id, tax, total, sold_at) VALUES (%s, 0, 20010, '2026-03-07')", (budi.id,)
    )
    shop.rows(
        """
        INSERT INTO transaction_items (transaction_id, product_id, seller_id, name, price, qty, subtotal, tax, sold_at)
        SELECT t.id, p.id, p.seller_id, p.name, p.price, 1, p.price, 0, t.sold_at
        FROM   transactions t
        JOIN   products p
        """
    )
    days = {"from": "2026-03-07", "to": "2026-03-07"}
    fault = ask(sari, "sales", 422, **days, by="product")["errors"][0]
    assert (fault["field"], fault["code"]) == ("by", "too_many_groups")
    shop.rows("DELETE FROM transaction_items ORDER BY product_id LIMIT 1")
    assert len(ask(sari, "sales", **days, by="product")["groups"]) == 2_000


def test_sellers_see_their_own_outlets_alone(shop: Shop, sari: Person, budi: Person) -> None:
    tono, dewi = shop.person("tono", "seller"), shop.person("dewi", "admin")
    outlet = tono.get("/api/outlets").json()["outlets"][0]["id"]
    for report, rows in (("sales", "groups"), ("payments", "groups"), ("tax", "groups"), ("shifts", "shifts")):
        assert ask(sari, report, 404, outlet_id=outlet)["code"] == "outlet_not_found"
        assert ask(sari, report, 403, seller_id=tono.id)["code"] == "forbidden"
        assert ask(dewi, report, 404, seller_id=10**6)["code"] == "user_not_found"
        assert ask(dewi, report, seller_id=tono.id, outlet_id=outlet)[rows] == []
        assert ask(budi, report, 403)["code"] == "forbidden"
