"""Refunds: money and goods that are given back, in parts, at once, and never more than was paid."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
import requests
from hypothesis import given, settings
from hypothesis import strategies as st
from till_calls import Till

from domain.commerce import refunds
from domain.commerce.refunds import Line, Part
from queries.system import integrity_checks
from support.app import at_once
from support.database import Server
from support.people import Person, Shop

KEYS = count(1)
LONG = bool(os.environ.get("LONG"))


@pytest.fixture
def all_is_sound(shop: Shop) -> Iterator[None]:
    """Run the statements of `flask check` after the test."""
    yield
    assert {name: rows for name, sql in integrity_checks.CHECKS.items() if (rows := shop.rows(sql))} == {}


def sold(seller: Person, *lines: tuple[int, int], **item: Any) -> dict[str, Any]:
    """Sell `(product_id, qty)` for cash at the counter."""
    items = [{"product_id": product_id, "qty": qty, **item} for product_id, qty in lines]
    body = {"items": items, "payments": [{"method": "cash"}]}
    answer = seller.post("/api/transactions", body, headers={"Idempotency-Key": f"jual-{next(KEYS)}"})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def refund(
    person: Person, sale_id: int, *lines: tuple[int, int], key: str | None = None, restock: bool = True, **more: Any
) -> requests.Response:
    """Give back `(line, qty)`, or what the body says."""
    items = [{"line": line, "qty": qty, "restock": restock} for line, qty in lines]
    body = {**({"items": items} if items else {}), "method": "cash", "reason": "Rusak", **more}
    headers = {"Idempotency-Key": key or f"retur-{next(KEYS)}"}
    return person.post(f"/api/transactions/{sale_id}/refunds", body, headers=headers)


def shown(person: Person, sale_id: int) -> dict[str, Any]:
    return dict(person.get(f"/api/transactions/{sale_id}").json())


def stock(person: Person, product_id: int) -> int:
    return int(person.get(f"/api/products/{product_id}").json()["stock"])


def apply(line: Line, part: Part) -> Line:
    return replace(
        line,
        refunded_quantity=line.refunded_quantity + part.quantity,
        refunded=line.refunded + part.amount,
        refunded_tax=line.refunded_tax + part.tax,
    )


def check(line: Line, part: Part) -> None:
    assert 0 <= part.tax <= part.amount
    assert 0 <= line.quantity_left <= line.quantity
    assert 0 <= line.amount_left <= line.subtotal
    assert 0 <= line.refunded_tax <= line.tax


subtotals = st.integers(0, 10**7)


@settings(max_examples=300)
@given(data=st.data(), quantity=st.integers(1, 50), subtotal=subtotals, share=st.integers(0, 100))
def test_units_in_any_order_leave_no_residue(data: st.DataObject, quantity: int, subtotal: int, share: int) -> None:
    line = Line(quantity, subtotal, subtotal * share // 111)
    while line.quantity_left:
        if line.amount_left and data.draw(st.booleans()):
            (part,) = refunds.of_amount([line], data.draw(st.integers(1, line.amount_left)))
        else:
            part = refunds.of_units(line, data.draw(st.integers(1, line.quantity_left)))
        line = apply(line, part)
        check(line, part)
    assert (line.amount_left, line.refunded_tax) == (0, line.tax)


@settings(max_examples=300 if LONG else 60)
@given(data=st.data(), brought=st.lists(subtotals, min_size=1, max_size=8))
def test_amounts_are_spread_over_the_lines_until_nothing_is_left(data: st.DataObject, brought: list[int]) -> None:
    lines = [Line(1, subtotal, subtotal * 11 // 111) for subtotal in brought]
    while left := sum(line.amount_left for line in lines):
        amount = data.draw(st.integers(max(1, left // 5), left))
        parts = refunds.of_amount(lines, amount)
        assert sum(part.amount for part in parts) == amount
        lines = [apply(line, part) for line, part in zip(lines, parts, strict=True)]
        for line, part in zip(lines, parts, strict=True):
            check(line, part)
    assert all(line.refunded_tax == line.tax for line in lines)


def test_goods_come_back_in_parts(shop: Shop, sari: Person, dewi: Person, all_is_sound: None) -> None:
    # 100 rupiah are not divisible by 3, and neither is their tax.
    today = {"regime": "ppn", "valid_from": "2026-01-01"}
    assert sari.put("/api/tax-profile", today).status_code == 200
    tea, coffee = sari.offers("Teh", 1_000, 9), sari.offers("Kopi", 20_000, 9)
    sale = sold(sari, (tea, 3), (coffee, 1))
    assert (sale["refunded"], sale["refunds"], sale["items"][0]["refunded_qty"]) == (0, [], 0)
    first = refund(sari, sale["id"], (1, 1))
    assert first.status_code == 201, first.text
    made = first.json()
    (item,) = made["items"]
    assert (made["transaction_id"], made["amount"], made["left"], made["reason"]) == (
        sale["id"],
        1_000,
        22_000,
        "Rusak",
    )
    assert (item["line"], item["product_id"], item["name"], item["qty"], item["restocked"]) == (1, tea, "Teh", 1, True)
    assert stock(sari, tea) == 7
    second = refund(sari, sale["id"], (1, 2), (2, 1), restock=False, method="transfer", reference="BCA 9").json()
    assert (second["amount"], second["left"]) == (22_000, 0)
    # Nothing of the tax is left.
    assert made["tax"] + second["tax"] == sale["tax"]
    assert (stock(sari, tea), stock(sari, coffee)) == (7, 8)
    after = shown(sari, sale["id"])
    assert (after["status"], after["paid"], after["refunded"], after["total"]) == ("paid", 23_000, 23_000, 23_000)
    assert [line["refunded_qty"] for line in after["items"]] == [3, 1]
    assert [{**each, "transaction_id": sale["id"]} for each in after["refunds"]] == [
        {name: value for name, value in each.items() if name != "left"} for each in (made, second)
    ]
    moved = [(each["method"], each["amount"], each["reference"], each["refund_id"]) for each in after["payments"]]
    assert moved == [("cash", 23_000, "", None), ("cash", -1_000, "", made["id"]),
                     ("transfer", -22_000, "BCA 9", second["id"])]  # fmt: skip
    ledger = shop.rows("SELECT reason, delta FROM stock_ledger WHERE product_id = %s ORDER BY id", (tea,))
    assert [(row["reason"], row["delta"]) for row in ledger] == [("opening", 9), ("sale", -3), ("return", 1)]
    log = sari.get("/api/users/activities?type=refund").json()["activities"]
    assert [(entry["subject_id"], entry["detail"]) for entry in log] == [(sale["id"], "22000"), (sale["id"], "1000")]
    audited = shop.rows("SELECT row_id FROM audit_entries WHERE table_name = 'refunds' ORDER BY id")
    assert [row["row_id"] for row in audited] == [str(made["id"]), str(second["id"])]
    assert dewi.get(f"/api/transactions/{sale['id']}").json() == after
    (listed,) = sari.get("/api/transactions?scope=sales").json()["transactions"]
    assert listed == after


def test_an_amount_gives_back_money_alone(sari: Person, all_is_sound: None) -> None:
    coffee, tea = sari.offers("Kopi", 30_000, 5), sari.offers("Teh", 10_000, 5)
    sale = sold(sari, (coffee, 1), (tea, 1))
    made = refund(sari, sale["id"], amount=4_000).json()
    assert [(item["line"], item["qty"], item["amount"], item["restocked"]) for item in made["items"]] == [
        (1, 0, 3_000, False), (2, 0, 1_000, False),
    ]  # fmt: skip
    assert stock(sari, coffee) == 4
    # What comes back later brings what is left of its line.
    assert refund(sari, sale["id"], (1, 1)).json()["amount"] == 27_000
    assert refund(sari, sale["id"], amount=9_001).json()["code"] == "refund_exceeds_paid"
    assert refund(sari, sale["id"], amount=9_000).json()["left"] == 0
    # The buyer may still bring the goods.
    assert refund(sari, sale["id"], (2, 1)).json()["amount"] == 0
    assert stock(sari, tea) == 5


def test_discounts_and_charges_are_given_back_with_their_line(shop: Shop, sari: Person, all_is_sound: None) -> None:
    profile = {"regime": "pbjt", "rate_bp": 1000, "inclusive": False, "service_bp": 700, "valid_from": "2026-01-01"}
    assert sari.put("/api/tax-profile", profile).status_code == 200
    rice, tea = sari.offers("Beras", 13_333, 5_000, measure="gram", cost=9_000), sari.offers("Teh", 5_001, 9)
    voucher = {"code": "HEMAT", "kind": "amount", "value": 1_000, "limit_total": 1}
    assert sari.post("/api/vouchers", voucher).status_code == 201
    items = [{"product_id": rice, "qty": 750, "discount": {"percent": 10}}, {"product_id": tea, "qty": 3}]
    body = {"items": items, "voucher": "HEMAT", "payments": [{"method": "cash"}]}
    sale = sari.post("/api/transactions", body, headers={"Idempotency-Key": "hemat"}).json()
    assert sale["discount"] > 1_000
    used = "SELECT used FROM vouchers"
    assert shop.value(used) == 1
    made = refund(sari, sale["id"], (1, 250)).json()
    assert (made["items"][0]["qty"], made["items"][0]["measure"]) == (250, "gram")
    assert made["amount"] == round(sale["items"][0]["subtotal"] / 3)
    refused = refund(sari, sale["id"], (1, 501))
    assert "(500 g × Beras, 3 × Teh)" in refused.json()["msg"]
    assert figures(report(sari)["totals"])[:2] == (1, 4)
    assert report(sari)["totals"]["cost"] == 4_500
    assert report(sari, product_id=rice)["totals"]["units"] == 500
    rest = refund(sari, sale["id"], (1, 500), (2, 2)).json()
    assert (figures(report(sari)["totals"])[:2], shop.value(used)) == ((1, 1), 1)
    last = refund(sari, sale["id"], (2, 1)).json()
    assert sum(each["amount"] for each in (made, rest, last)) == sale["total"]
    assert sum(each["tax"] for each in (made, rest, last)) == sale["tax"]
    assert figures(report(sari)["totals"]) == (1, 0, 0)
    # The voucher may be used again.
    assert shop.value(used) == 0


def test_a_till_gives_back_out_of_its_shift(shop: Shop, sari: Person, budi: Person, all_is_sound: None) -> None:
    till = Till(sari)
    assert sari.patch(f"/api/outlets/{till.outlet}", {"cash_step": 100}).status_code == 200
    till.employs(budi)
    cashier = till.at_work("budi")
    coffee = sari.offers("Kopi", 10_030, 9)
    sale = sold(sari, (coffee, 2))
    closed = refund(cashier, sale["id"], (1, 1))
    assert (closed.status_code, closed.json()["code"]) == (409, "shift_closed")
    shift = till.opens(cashier, 50_000).json()["id"]
    made = refund(cashier, sale["id"], (1, 1))
    assert (made.status_code, made.json()["amount"]) == (201, 10_030)
    (payment,) = (each for each in shown(sari, sale["id"])["payments"] if each["refund_id"] == made.json()["id"])
    # The drawer has no coins of 30 rupiah.
    assert (payment["amount"], payment["adjustment"]) == (-10_030, 30)
    cash = till.report(sari, shift, "x").json()["cash"]
    assert (cash["refunds"], cash["expected"]) == (-10_000, 40_000)
    # The owner without the till, and a transfer, leave the drawer alone.
    assert refund(sari, sale["id"], amount=5_000).status_code == 201
    assert refund(cashier, sale["id"], amount=5_030, method="transfer").status_code == 201
    assert till.report(sari, shift, "x").json()["cash"] == cash
    # It gives nothing back of other sellers.
    tono = shop.person("tono", "seller")
    other = sold(tono, (tono.offers("Teh"), 1))
    assert refund(cashier, other["id"], (1, 1)).status_code == 404
    assert refund(tono, other["id"], (1, 1), till_id=till.id).json()["code"] == "till_of_others"
    assert till.closes(cashier, shift, 40_000).status_code == 200


@pytest.mark.parametrize(
    ("price", "sold_step", "step", "handed"),
    [(1_499, 1000, 0, 1_000), (1_500, 1000, 0, 2_000), (1_500, 0, 1000, 1_500), (1_499, 1000, 1000, 1_000)],
)
@pytest.mark.parametrize("parts", [1, 3])
def test_cash_comes_back_as_it_was_taken_at_whatever_till(
    sari: Person, price: int, sold_step: int, step: int, handed: int, parts: int, all_is_sound: None
) -> None:
    till = Till(sari)
    outlet = f"/api/outlets/{till.outlet}"
    coffee = sari.offers("Kopi", price, 9)
    sari.patch(outlet, {"cash_step": sold_step})
    shift = till.opens(sari, 0).json()["id"]
    sale = till.sells(sari, (coffee, 1)).json()["id"]
    assert till.report(sari, shift, "x").json()["cash"]["expected"] == handed
    sari.patch(outlet, {"cash_step": step})
    for part in range(parts):
        rest = price - part * (price // parts)
        amount = rest if part == parts - 1 else price // parts
        assert refund(sari, sale, amount=amount, till_id=till.id).status_code == 201
        assert till.report(sari, shift, "x").json()["cash"]["expected"] >= 0
    cash = till.report(sari, shift, "x").json()["cash"]
    assert (cash["refunds"], cash["expected"]) == (-handed, 0)


def test_more_than_is_left_is_refused(sari: Person, all_is_sound: None) -> None:
    coffee = sari.offers("Kopi", 30_000, 5)
    sale = sold(sari, (coffee, 2))
    assert refund(sari, sale["id"], (1, 1)).status_code == 201
    refused = refund(sari, sale["id"], (1, 2))
    assert (refused.status_code, refused.json()["code"], refused.json()["left"]) == (409, "refund_exceeds_paid", 30_000)
    assert refused.json()["items"] == [{"line": 1, "product_name": "Kopi", "qty": 1, "amount": 30_000}]
    assert refused.json()["msg"].endswith("what is left: Rp 30.000 (1 × Kopi).")
    assert refund(sari, sale["id"], amount=30_001).status_code == 409
    assert shown(sari, sale["id"])["refunded"] == 30_000


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"items": [{"line": 3, "qty": 1}]}, "items.0.line", "unknown_line"),
        ({"items": [{"line": 1, "qty": 1}, {"line": 1, "qty": 1}]}, "items.1.line", "line_twice"),
        ({"items": [{"line": 1, "qty": 0}]}, "items.0.qty", "greater_than_equal"),
        ({}, "amount", "items_or_amount"),
        ({"items": [{"line": 1, "qty": 1}], "amount": 5}, "amount", "items_or_amount"),
        ({"amount": 0}, "amount", "greater_than_equal"),
        ({"amount": 5, "method": "cheque"}, "method", "literal_error"),
        ({"amount": 5, "reason": " "}, "reason", "string_too_short"),
        ({"amount": 5, "exchange_id": 10**9}, "exchange_id", "no_exchange"),
    ],
)
def test_a_refund_that_can_not_be_is_refused(
    shop: Shop, sari: Person, body: dict[str, Any], field: str, code: str
) -> None:
    sale = sold(sari, (sari.offers("Kopi", 30_000, 5), 1), (sari.offers("Teh", 30_000, 5), 1))
    for path in ("refunds", "refunds/quote"):
        headers = {"Idempotency-Key": f"salah-{next(KEYS)}"}
        sent = {"method": "cash", "reason": "Rusak", **body}
        answer = sari.post(f"/api/transactions/{sale['id']}/{path}", sent, headers=headers)
        assert answer.status_code == 422, answer.text
        (fault,) = answer.json()["errors"]
        assert (fault["field"], fault["code"]) == (field, code)
    assert shop.value("SELECT COUNT(*) FROM refunds") == 0


def test_only_what_is_paid_is_given_back(shop: Shop, sari: Person, budi: Person) -> None:
    order_id = int(budi.buys(sari.offers("Kopi", 30_000, 5)).json()["id"])
    shop.make_pending(order_id)
    states = {
        "pending": (None, ["pay", "cancel"]),
        "expired": ("UPDATE transactions SET expires_at = '2026-01-01'", ["pay"]),
        "cancelled": ("UPDATE transactions SET status = 'cancelled'", []),
    }
    for status, (change, possible) in states.items():
        if change:
            shop.rows(change)
        answer = refund(sari, order_id, (1, 1))
        assert (answer.status_code, answer.json()["code"]) == (409, "order_not_paid")
        assert (answer.json()["order_status"], answer.json()["possible"]) == (status, possible)


def test_only_the_seller_and_admins_give_back(
    shop: Shop, sari: Person, budi: Person, dewi: Person, all_is_sound: None
) -> None:
    tono = shop.person("tono", "seller")
    coffee, tea = sari.offers("Kopi", 20_000, 5), tono.offers("Teh", 5_000, 5)
    items = [{"product_id": coffee, "qty": 2}, {"product_id": tea, "qty": 1}]
    both = budi.post("/api/transactions", {"items": items}).json()
    for person in (budi, sari, tono):
        answer = refund(person, both["id"], (1, 1))
        assert (answer.status_code, answer.json()["code"]) == (403, "order_of_others")
    stranger = shop.person("rini", "seller")
    assert refund(stranger, both["id"], (1, 1)).status_code == 404
    assert shop.visitor().post(f"/api/transactions/{both['id']}/refunds", {}).status_code == 401
    made = refund(dewi, both["id"], (1, 1), (2, 1))
    assert (made.status_code, made.json()["amount"]) == (201, 25_000)
    # Each seller sees their own part of it, the buyer all.
    part = shown(sari, both["id"])
    assert (part["refunded"], part["refunds"][0]["amount"], len(part["refunds"][0]["items"])) == (20_000, 20_000, 1)
    whole = shown(budi, both["id"])
    assert (whole["paid"], whole["refunded"], len(whole["refunds"][0]["items"])) == (0, 25_000, 2)
    # Whoever sells no more gives nothing back.
    own = sold(sari, (coffee, 1))
    shop.rows("DELETE FROM user_roles WHERE user_id = %s AND role = 'seller'", (sari.id,))
    assert refund(sari, own["id"], (1, 1)).status_code == 403


def test_a_repeated_refund_is_made_once(sari: Person, all_is_sound: None) -> None:
    coffee = sari.offers("Kopi", 20_000, 5)
    sale = sold(sari, (coffee, 3))
    first, again = refund(sari, sale["id"], (1, 1), key="a"), refund(sari, sale["id"], (1, 1), key="a")
    assert again.json() == first.json()
    assert again.headers["Idempotent-Replayed"] == "true"
    assert refund(sari, sale["id"], (1, 2), key="a").status_code == 422
    body = {"amount": 1, "method": "cash", "reason": "Rusak"}
    without = sari.post(f"/api/transactions/{sale['id']}/refunds", body)
    assert (without.status_code, without.json()["code"]) == (400, "idempotency_key_required")
    assert (shown(sari, sale["id"])["refunded"], stock(sari, coffee)) == (20_000, 3)


def test_a_quote_gives_nothing_back(sari: Person, all_is_sound: None) -> None:
    coffee = sari.offers("Kopi", 20_000, 5)
    sale = sold(sari, (coffee, 3))
    body = {"items": [{"line": 1, "qty": 2}], "method": "cash", "reason": "Rusak"}
    quote = sari.post(f"/api/transactions/{sale['id']}/refunds/quote", body).json()
    made = refund(sari, sale["id"], (1, 2)).json()
    money = {"method": "cash", "amount": 40_000, "adjustment": 0}
    assert quote == {name: made[name] for name in ("amount", "tax", "items", "left")} | {"debt": 0, "money": money}
    assert (quote["amount"], stock(sari, coffee)) == (40_000, 4)
    refused = sari.post(f"/api/transactions/{sale['id']}/refunds/quote", body)
    assert (refused.status_code, refused.json()["code"]) == (409, "refund_exceeds_paid")


def test_an_exchange_names_the_sale_of_the_other_goods(
    shop: Shop, sari: Person, budi: Person, all_is_sound: None
) -> None:
    tono = shop.person("tono", "seller")
    small, large = sari.offers("Kaus S", 50_000, 5), sari.offers("Kaus L", 60_000, 5)
    sale, other = sold(sari, (small, 1)), sold(tono, (tono.offers("Teh"), 1))
    instead = sold(sari, (large, 1))
    for wrong in (sale["id"], other["id"]):
        answer = refund(sari, sale["id"], (1, 1), exchange_id=wrong)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "no_exchange")
    made = refund(sari, sale["id"], (1, 1), exchange_id=instead["id"]).json()
    assert made["exchange_id"] == shown(sari, sale["id"])["refunds"][0]["exchange_id"] == instead["id"]
    # The drawer has the difference.
    assert shop.value("SELECT SUM(amount) FROM payments WHERE actor_id = %s", (sari.id,)) == 60_000


def test_a_sale_is_the_exchange_of_one_refund(shop: Shop, server: Server, sari: Person, all_is_sound: None) -> None:
    coffee = sari.offers("Kopi", 20_000, 99)
    sales = [int(sold(sari, (coffee, 2))["id"]) for _ in range(20)]
    instead = int(sold(sari, (coffee, 1))["id"])
    with ThreadPoolExecutor(20) as pool:
        # One that has been checked waits for its goods.
        with shop.meanwhile(server, "SELECT id FROM products WHERE id = %s FOR UPDATE", coffee) as wait_for:
            made = [pool.submit(refund, sari, sale, (1, 1), exchange_id=instead) for sale in sales]
            wait_for(2)
        answers = [each.result() for each in made]
    assert Counter(answer.status_code for answer in answers) == {201: 1, 422: 19}
    faults = {answer.json()["errors"][0]["code"] for answer in answers if answer.status_code == 422}
    assert faults == {"exchange_named"}
    assert shop.value("SELECT COUNT(*) FROM refunds") == 1
    body = {"items": [{"line": 1, "qty": 1}], "method": "cash", "reason": "Rusak", "exchange_id": instead}
    quote = sari.post(f"/api/transactions/{sales[0]}/refunds/quote", body)
    assert (quote.status_code, quote.json()["errors"][0]["code"]) == (422, "exchange_named")
    # Refunds that name each other's sales don't wait for each other.
    pairs = [(sales[number], sales[number ^ 1]) for number in range(20)]
    answers = at_once(20, lambda number: refund(sari, pairs[number][0], amount=1, exchange_id=pairs[number][1]))
    assert Counter(answer.status_code for answer in answers) == {201: 20}


def test_twenty_refunds_at_once_give_back_what_was_paid(shop: Shop, sari: Person, all_is_sound: None) -> None:
    coffee, tea = sari.offers("Kopi", 10_000, 50), sari.offers("Teh", 10_001, 50)
    sale = sold(sari, (coffee, 5), (tea, 3))
    answers = at_once(20, lambda number: refund(sari, sale["id"], (number % 2 + 1, 1)))
    assert Counter(answer.status_code for answer in answers) == {201: 8, 409: 12}
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"refund_exceeds_paid"}
    assert shown(sari, sale["id"])["refunded"] == sale["total"]
    assert (stock(sari, coffee), stock(sari, tea)) == (50, 50)
    # Amounts, too, and sales of the same goods go on meanwhile.
    sale = sold(sari, (coffee, 1), (tea, 1))

    def act(number: int) -> int:
        if number % 4 == 0:
            return int(sold(sari, (tea, 1), (coffee, 1))["id"] > 0)
        return refund(sari, sale["id"], amount=4_000).status_code

    assert Counter(at_once(20, act)) == {1: 5, 201: 5, 409: 10}
    assert shown(sari, sale["id"])["refunded"] == 20_000


def test_a_refunded_course_is_open_no_more(
    shop: Shop, sari: Person, budi: Person, dewi: Person, all_is_sound: None
) -> None:
    product = sari.offers("Kursus ekspor", 90_000, 0)
    course = dewi.teaches(owner_id=sari.id, product_id=product)
    path = f"/api/courses/{course['id']}"
    sale = budi.buys(product).json()
    assert [each["id"] for each in sale["courses"]] == [course["id"]]
    assert budi.get(f"{path}/progress").status_code == 200
    # Money alone leaves it open.
    assert refund(sari, sale["id"], amount=10_000).status_code == 201
    assert budi.get(f"{path}/progress").status_code == 200
    made = refund(sari, sale["id"], (1, 1)).json()
    assert (made["amount"], made["items"][0]["restocked"]) == (80_000, False)
    assert budi.get(f"{path}/progress").status_code == 404
    again = budi.post(f"{path}/enroll")
    assert (again.status_code, again.json()["code"]) == (403, "purchase_required")
    assert shown(budi, sale["id"])["courses"] == []
    # It may be bought again, and is as it was.
    sale = budi.buys(product).json()
    assert [each["id"] for each in sale["courses"]] == [course["id"]]
    assert budi.get(f"{path}/progress").status_code == 200


def test_a_refunded_course_ends_even_if_another_product_sells_it_by_now(
    shop: Shop, sari: Person, budi: Person, dewi: Person, all_is_sound: None
) -> None:
    first, second, coffee = (
        sari.offers("Kursus A", 9_000),
        sari.offers("Kursus B", 9_000),
        sari.offers("Kopi", 5_000, 5),
    )
    one = dewi.teaches(owner_id=sari.id, product_id=first)
    other = dewi.teaches(owner_id=sari.id, product_id=second)
    items = [{"product_id": each, "qty": 1} for each in (first, second, coffee)]
    sale = budi.post("/api/transactions", {"items": items}).json()
    assert sari.put(f"/api/courses/{one['id']}", {"product_id": sari.offers("Kursus C", 9_000)}).status_code == 200

    def opened() -> list[int]:
        return [budi.get(f"/api/courses/{course['id']}/progress").status_code for course in (one, other)]

    assert refund(sari, sale["id"], (3, 1)).status_code == 201
    assert opened() == [200, 200]
    assert refund(sari, sale["id"], (2, 1)).status_code == 201
    # Which line opened the other one is known no more while a course is left.
    assert opened() == [200, 404]
    assert refund(sari, sale["id"], (1, 1)).status_code == 201
    assert opened() == [404, 404]


def test_a_former_sale_of_a_course_product_admits_nobody_once_it_is_refunded(
    shop: Shop, sari: Person, budi: Person, dewi: Person, all_is_sound: None
) -> None:
    product = sari.offers("Buku", 90_000, 5)
    sale = budi.buys(product).json()
    course = dewi.teaches(owner_id=sari.id, product_id=product)
    path = f"/api/courses/{course['id']}"
    assert refund(sari, sale["id"], (1, 1)).status_code == 201
    assert budi.post(f"{path}/enroll").json()["code"] == "purchase_required"
    # Nor does another product that sells the course later.
    assert sari.put(path, {"product_id": sari.offers("Kursus", 5_000)}).status_code == 200
    assert budi.post(f"{path}/enroll").json()["code"] == "purchase_required"


def backdate(shop: Shop, sale_id: int, days: int) -> None:
    """Move a sale, but not its refunds, to an earlier day."""
    for table, key in (("transactions", "id"), ("transaction_items", "transaction_id")):
        shop.rows(f"UPDATE {table} SET sold_at = sold_at - INTERVAL %s DAY WHERE {key} = %s", (days, sale_id))
    shop.rows(
        "UPDATE refund_items i JOIN refunds r ON r.id = i.refund_id SET i.sold_at = i.sold_at - INTERVAL %s DAY "
        "WHERE r.transaction_id = %s",
        (days, sale_id),
    )


def report(person: Person, **query: Any) -> dict[str, Any]:
    answer = person.get("/api/analytics/sales", params=query)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def figures(part: dict[str, Any]) -> tuple[int, int, int]:
    return part["transactions"], part["units"], part["revenue"]


def test_figures_are_net_on_the_day_of_the_refund(shop: Shop, sari: Person, all_is_sound: None) -> None:
    assert sari.put("/api/tax-profile", {"regime": "ppn", "valid_from": "2026-01-01"}).status_code == 200
    coffee, tea = sari.offers("Kopi", 11_100, 99, cost=6_000), sari.offers("Teh", 5_550, 99, cost=2_000)
    first = sold(sari, (coffee, 4), (tea, 2))
    second = sold(sari, (coffee, 1))
    refund(sari, first["id"], (1, 1))
    refund(sari, first["id"], (1, 1), restock=False)
    refund(sari, first["id"], amount=7_770)
    backdate(shop, first["id"], 3)
    found = report(sari)
    given = 11_100 + 11_100 + 7_770
    assert figures(found["totals"]) == (2, 5, 44_400 + 11_100 + 11_100 - given)
    days = [each for each in found["series"] if each["revenue"]]
    assert [figures(day) for day in days] == [(1, 6, 55_500), (1, -1, 11_100 - given)]
    # The goods that did not return to the stock are lost to the seller.
    assert found["totals"]["cost"] == 4 * 6_000 + 2 * 2_000
    assert found["totals"]["margin"] == found["totals"]["revenue"] - found["totals"]["tax"] - found["totals"]["cost"]
    refunded_tax = sum(each["tax"] for each in shown(sari, first["id"])["refunds"])
    assert found["totals"]["tax"] == first["tax"] + second["tax"] - refunded_tax
    for rows in ([*found["series"]], found["top_by_revenue"], found["categories"]):
        assert sum(row["revenue"] for row in rows) == found["totals"]["revenue"]
        assert sum(row["units"] for row in rows) == 5
    assert sum(map(sum, (row["revenue"] for row in found["weekdays"]))) == found["totals"]["revenue"]
    assert (
        sum(report(sari, product_id=each)["totals"]["revenue"] for each in (coffee, tea)) == found["totals"]["revenue"]
    )
    # Days on which more was given back than sold.
    today = days[-1]["date"]
    alone = report(sari, product_id=tea, **{"from": today, "to": today})
    assert (figures(alone["totals"]), alone["totals"]["average_basket"]) == ((0, 0, -2_590), None)
    assert alone["top_by_revenue"][0]["share"] == 1
    csv = sari.get("/api/analytics/sales?format=csv").text
    assert f",{11_100 - given}," in csv


def test_the_forecast_learns_from_what_buyers_kept(shop: Shop, sari: Person) -> None:
    coffee = sari.offers("Kopi", 10_000, 199)
    shop.rows("UPDATE stock_ledger SET created_at = created_at - INTERVAL 40 DAY")
    for days in range(1, 36):
        backdate(shop, sold(sari, (coffee, 1 + days % 3))["id"], days)

    def expected() -> tuple[float, int]:
        (row,) = sari.get("/api/analytics/forecast").json()["products"]
        return row["expected_units"], row["cover_days"]

    before = expected()
    returned = sold(sari, (coffee, 50))
    backdate(shop, returned["id"], 5)
    assert expected()[0] > before[0]
    refund(sari, returned["id"], (1, 50))
    assert expected() == before


def test_figures_of_a_shop_without_refunds_are_those_of_the_lines(shop: Shop, sari: Person, budi: Person) -> None:
    coffee = sari.offers("Kopi", 10_000, 99)
    for quantity in (1, 2, 3):
        assert budi.buys(coffee, quantity).status_code == 201
    lines = "SELECT COUNT(DISTINCT transaction_id) AS n, SUM(qty) AS units, SUM(subtotal) AS revenue"
    (row,) = shop.rows(f"{lines} FROM transaction_items")
    found = report(sari)
    assert figures(found["totals"]) == (row["n"], int(row["units"]), int(row["revenue"]))
