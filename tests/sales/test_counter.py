"""Sales at the counter: payments in the call, walk-in customers, lines with notes, sales that a till sends again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
import requests

from queries.system import integrity_checks
from support.app import at_once
from support.people import Person, Shop

KEYS = count(1)
CASH: list[dict[str, Any]] = [{"method": "cash"}]


@pytest.fixture(autouse=True)
def all_is_sound(shop: Shop) -> Iterator[None]:
    """Run the statements of `flask check` after the test."""
    yield
    assert {name: rows for name, sql in integrity_checks.CHECKS.items() if (rows := shop.rows(sql))} == {}


def sell(
    person: Person, *items: tuple[int, int] | dict[str, Any], key: str | None = None, **more: Any
) -> requests.Response:
    """Sell `(product_id, qty)`, or items as the call has them, for cash unless told otherwise."""
    lines = [each if isinstance(each, dict) else {"product_id": each[0], "qty": each[1]} for each in items]
    body = {"items": lines, "payments": CASH, **more}
    return person.post("/api/transactions", body, headers={"Idempotency-Key": key or f"kasir-{next(KEYS)}"})


def fault(answer: requests.Response) -> tuple[str, str, str]:
    assert answer.status_code == 422, answer.text
    (found,) = answer.json()["errors"]
    return found["field"], found["code"], found["msg"]


def test_a_walk_in_customer_pays_in_cash(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    coffee, tea = sari.offers("Kopi", 20_000, 5), sari.offers("Teh", 5_000, 5)
    answer = sell(sari, (coffee, 2), (tea, 1), payments=[{"method": "cash", "tendered": 50_000}], expected_total=45_000)
    assert answer.status_code == 201, answer.text
    sale = answer.json()
    assert (sale["status"], sale["total"], sale["paid"], sale["due"], sale["expires_at"]) == (
        "paid", 45_000, 45_000, 0, None,
    )  # fmt: skip
    assert (sale["buyer_id"], sale["cashier_id"], sale["client_id"], sale["receipt_email"]) == (
        None, sari.id, None, None,
    )  # fmt: skip
    assert sale["receipt_number"].endswith(f"-{sale['id']:06d}")
    (payment,) = sale["payments"]
    assert (payment["method"], payment["amount"], payment["tendered"], payment["change"]) == (
        "cash", 45_000, 50_000, 5_000,
    )  # fmt: skip
    shown = {**sale, "buyer_name": None}
    del shown["receipt_email"]
    path = f"/api/transactions/{sale['id']}"
    assert sari.get(path).json() == dewi.get(path).json() == shown
    assert budi.get(path).status_code == 404
    assert sari.get("/api/transactions?scope=sales").json()["transactions"] == [shown]
    assert dewi.get("/api/transactions?scope=all").json()["transactions"] == [shown]
    assert sari.get("/api/transactions?scope=own").json()["transactions"] == []
    totals = sari.get("/api/analytics/sales").json()["totals"]
    assert (totals["transactions"], totals["revenue"]) == (1, 45_000)
    (entry,) = sari.get("/api/users/activities?type=counter_sale").json()["activities"]
    assert (entry["subject_id"], entry["detail"]) == (sale["id"], sale["receipt_number"])
    assert shop.rows("SELECT actor_id FROM payments UNION SELECT actor_id FROM stock_ledger") == [{"actor_id": sari.id}]
    audited = shop.rows("SELECT table_name, row_id, user_id FROM audit_entries WHERE table_name LIKE 'pay%'")
    assert audited == [{"table_name": "payments", "row_id": str(payment["id"]), "user_id": sari.id}]


def test_payments_share_the_total_and_one_takes_the_rest(sari: Person) -> None:
    coffee = sari.offers("Kopi", 20_000, 5)
    transfer = {"method": "transfer", "amount": 15_000, "reference": "BCA 7"}
    sale = sell(sari, (coffee, 1), payments=[{"method": "cash", "tendered": 10_000}, transfer]).json()
    assert [(each["method"], each["amount"], each["change"], each["reference"]) for each in sale["payments"]] == [
        ("cash", 5_000, 5_000, ""),
        ("transfer", 15_000, 0, "BCA 7"),
    ]
    # Nothing is paid for nothing.
    free = sell(sari, (sari.offers("Brosur", 0, 5), 1)).json()
    assert (free["status"], free["paid"], free["payments"]) == ("paid", 0, [])


@pytest.mark.parametrize(
    ("payments", "expected"),
    [
        ([{"method": "cash", "amount": 19_999}], ("payments", "not_the_total", "must sum up to Rp 20.000.")),
        ([{"method": "cash", "amount": 20_001}], ("payments", "not_the_total", "must sum up to Rp 20.000.")),
        ([{"method": "transfer", "amount": 20_001}, {"method": "cash"}], ("payments", "not_the_total", "")),
        ([{"method": "cash", "tendered": 19_999}], ("payments.0.tendered", "less_than_amount", "")),
        ([{"method": "cash"}, {"method": "transfer"}], ("payments", "one_rest", "")),
        ([{"method": "transfer", "tendered": 20_000}], ("payments.0.tendered", "only_cash_is_tendered", "")),
        ([], ("payments", "too_short", "")),
        ([{"method": "cash", "amount": 1}] * 11, ("payments", "too_long", "")),
    ],
)  # fmt: skip
def test_payments_that_can_not_be_are_refused(
    shop: Shop, sari: Person, payments: list[dict[str, Any]], expected: tuple[str, str, str]
) -> None:
    coffee = sari.offers("Kopi", 20_000, 5)
    field, code, sentence = fault(sell(sari, (coffee, 1), payments=payments))
    assert (field, code) == expected[:2]
    assert expected[2] in sentence
    assert shop.value("SELECT COUNT(*) FROM transactions") == shop.value("SELECT COUNT(*) FROM payments") == 0
    assert sari.get(f"/api/products/{coffee}").json()["stock"] == 5


def test_only_the_seller_and_admins_sell_at_the_counter(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    tono = shop.person("tono", "seller")
    coffee, tea = sari.offers("Kopi", 20_000, 5), tono.offers("Teh", 5_000, 5)
    for person, items in ((budi, [(coffee, 1)]), (tono, [(coffee, 1)]), (sari, [(coffee, 1), (tea, 1)])):
        refused = sell(person, *items)
        assert (refused.status_code, refused.json()["code"]) == (403, "order_of_others")
    sale = sell(dewi, (coffee, 1)).json()
    assert (sale["cashier_id"], sale["items"][0]["seller_id"]) == (dewi.id, sari.id)
    assert sari.get(f"/api/transactions/{sale['id']}").json()["payments"] == sale["payments"]
    both = sell(dewi, (coffee, 1), (tea, 1))
    assert fault(both)[:2] == ("items.1.product_id", "other_seller")
    # Who sells no more takes no money.
    shop.rows("DELETE FROM user_roles WHERE user_id = %s AND role = 'seller'", (tono.id,))
    assert sell(tono, (tea, 1)).status_code == 403
    # Who may not sell learns neither what there is nor how much of it.
    assert sell(budi, (coffee, 9_999)).status_code == 403


def test_a_course_needs_the_account_of_its_learner(sari: Person, dewi: Person) -> None:
    course = sari.offers("Kursus kopi", 90_000)
    dewi.teaches(owner_id=sari.id, product_id=course)
    field, code, sentence = fault(sell(sari, (course, 1)))
    assert (field, code) == ("items.0.product_id", "course_needs_account")
    assert "Kursus kopi" in sentence


def test_goods_of_walk_in_customers_open_no_course_later(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    book = sari.offers("Buku", 90_000)
    assert sell(sari, (book, 1)).status_code == 201
    assert budi.buys(book).status_code == 201
    course = dewi.teaches(owner_id=sari.id, product_id=book)
    sari.put(f"/api/products/{book}", {"stock": 0})
    assert sari.put(f"/api/courses/{course['id']}", {"product_id": sari.offers("Kursus")}).status_code == 200
    assert shop.rows("SELECT user_id FROM enrolments") == [{"user_id": budi.id}]


def test_items_with_different_notes_are_lines_of_their_own(shop: Shop, sari: Person, budi: Person) -> None:
    tea, coffee = sari.offers("Teh", 5_000, 10), sari.offers("Kopi", 20_000, 20)
    items = [
        {"product_id": coffee, "qty": 1, "note": "tanpa gula"},
        {"product_id": coffee, "qty": 2},
        {"product_id": tea, "qty": 1, "note": " panas "},
        {"product_id": coffee, "qty": 3, "note": "tanpa gula"},
    ]
    quote = budi.post("/api/transactions/quote", {"items": items}).json()
    for sale in (sell(sari, *items).json(), budi.post("/api/transactions", {"items": items}).json()):
        assert [
            (each["line"], each["name"], each["note"], each["qty"], each["subtotal"]) for each in sale["items"]
        ] == [
            (1, "Teh", "panas", 1, 5_000),
            (2, "Kopi", None, 2, 40_000),
            (3, "Kopi", "tanpa gula", 4, 80_000),
        ]
        assert sale["items"] == quote["items"]
        assert sari.get(f"/api/transactions/{sale['id']}").json()["items"] == sale["items"]
    moves = shop.rows("SELECT delta FROM stock_ledger WHERE reason = 'sale' AND product_id = %s", (coffee,))
    assert moves == [{"delta": -6}, {"delta": -6}]
    # Two lines of one product are one sale of it.
    (first, _) = sari.get("/api/analytics/sales").json()["top_by_revenue"]
    assert (first["product_id"], first["transactions"], first["units"]) == (coffee, 2, 12)
    too_many = sell(sari, {"product_id": tea, "qty": 5, "note": "panas"}, (tea, 4))
    assert (too_many.status_code, too_many.json()["requested"], too_many.json()["available"]) == (409, 9, 8)


@pytest.mark.parametrize("note", ["", "x" * 201, "a\nb", 5])
def test_a_note_is_a_short_line(sari: Person, note: Any) -> None:
    item = {"product_id": sari.offers(), "qty": 1, "note": note}
    assert fault(sell(sari, item))[0] == "items.0.note"


def test_lines_of_a_release_without_numbers_are_counted(shop: Shop, sari: Person) -> None:
    tea, coffee = sari.offers("Teh", 5_000, 10), sari.offers("Kopi", 20_000, 10)
    sale = sell(sari, (coffee, 1), (tea, 1)).json()
    shop.rows("UPDATE transaction_items SET line = 0")
    assert sari.get(f"/api/transactions/{sale['id']}").json()["items"] == sale["items"]


def test_a_sale_at_the_counter_needs_a_key_for_the_whole_body(sari: Person) -> None:
    coffee = sari.offers("Kopi", 20_000, 5)
    body = {"items": [{"product_id": coffee, "qty": 1}], "payments": CASH}
    without = sari.post("/api/transactions", body)
    assert (without.status_code, without.json()["code"]) == (400, "idempotency_key_required")
    first, again = sell(sari, (coffee, 1), key="satu"), sell(sari, (coffee, 1), key="satu")
    assert (again.content, again.headers["Idempotent-Replayed"]) == (first.content, "true")
    for more in ({"payments": [{"method": "transfer"}]}, {"client_id": str(uuid4())}, {"expected_total": 20_000}):
        other = sell(sari, (coffee, 1), key="satu", **more)
        assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    noted = sell(sari, {"product_id": coffee, "qty": 1, "note": "panas"}, key="satu")
    assert noted.json()["code"] == "idempotency_key_reused"


def test_a_till_that_sends_a_sale_again_gets_the_one_that_stands(shop: Shop, sari: Person, dewi: Person) -> None:
    coffee, name = sari.offers("Kopi", 20_000, 2), str(uuid4())
    first = sell(sari, (coffee, 2), client_id=name.upper())
    assert first.json()["client_id"] == name
    # Long after the key was deleted, the goods are sold out, dearer and no longer listed.
    shop.rows("DELETE FROM idempotency_keys")
    sari.put(f"/api/products/{coffee}", {"price": 30_000})
    again = [sell(sari, (coffee, 2), client_id=name, expected_total=40_000), sell(dewi, (coffee, 2), client_id=name)]
    sari.delete(f"/api/products/{coffee}")
    again.append(sell(sari, (coffee, 2), client_id=name))
    for answer in again:
        assert (answer.status_code, answer.headers.get("Idempotent-Replayed")) == (201, "true")
        assert answer.json() == first.json()
    assert shop.value("SELECT COUNT(*) FROM transactions") == 1
    # A name belongs to its seller, and opens nobody's sale to others.
    tono = shop.person("tono", "seller")
    assert sell(tono, (tono.offers(), 1), client_id=name).json()["id"] != first.json()["id"]
    assert sell(tono, (coffee, 2), client_id=name).status_code in (403, 422)


# Constant, because all processes of a test run must collect the same tests.
A_UUID = "0b5f9a9e-2f0c-4b53-9a38-6d1c0e7f1a42"


@pytest.mark.parametrize("name", ["", "1", A_UUID[:-1], f"{A_UUID}\n", A_UUID.replace("-", "")])
def test_a_client_id_is_a_uuid(sari: Person, name: str) -> None:
    assert fault(sell(sari, (sari.offers(), 1), client_id=name))[0] == "client_id"


def test_an_order_of_the_web_has_no_client_id(sari: Person, budi: Person) -> None:
    body = {"items": [{"product_id": sari.offers(), "qty": 1}], "client_id": str(uuid4())}
    assert fault(budi.post("/api/transactions", body))[:2] == ("client_id", "only_with_payments")


def test_the_body_of_a_sale_at_the_counter_can_be_quoted(shop: Shop, sari: Person, budi: Person) -> None:
    body = {"items": [{"product_id": sari.offers("Kopi", 20_000), "qty": 2}], "payments": CASH}
    for person in (sari, shop.visitor()):
        assert person.post("/api/transactions/quote", body).json()["total"] == 40_000
    for path in ("/api/transactions/quote", "/api/transactions?dry_run=true"):
        assert budi.post(path, body).json()["code"] == "order_of_others"
        assert sari.post(path, body).status_code == 200
    assert shop.value("SELECT COUNT(*) FROM transactions") == 0


def test_a_sale_that_is_sent_twenty_times_at_once_is_one(shop: Shop, sari: Person) -> None:
    twins = [shop.visitor() for _ in range(20)]
    for twin in twins:
        twin.http.headers.update(sari.http.headers)
    # Of the last units, too: the others must not be told that it is sold out.
    for stock in (100, 2):
        coffee, name = sari.offers("Kopi", 20_000, stock), str(uuid4())
        answers = at_once(20, lambda n, item=(coffee, 2), name=name: sell(twins[n], item, client_id=name))
        assert Counter(answer.status_code for answer in answers) == {201: 20}
        assert len({answer.json()["id"] for answer in answers}) == 1
        assert sum("Idempotent-Replayed" in answer.headers for answer in answers) == 19
        assert sari.get(f"/api/products/{coffee}").json()["stock"] == stock - 2
    assert shop.value("SELECT COUNT(*) FROM transactions") == shop.value("SELECT COUNT(*) FROM payments") == 2


def test_two_lines_of_the_last_units_never_oversell(shop: Shop, sari: Person, budi: Person) -> None:
    tills = [shop.visitor() for _ in range(20)]
    for till in tills:
        till.http.headers.update(sari.http.headers)
    coffee = sari.offers("Kopi", 20_000, 7)
    items = [{"product_id": coffee, "qty": 1, "note": note} for note in ("panas", "dingin")]
    answers = at_once(20, lambda n: sell(tills[n], *items))
    assert Counter(answer.status_code for answer in answers) == {201: 3, 409: 17}
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"insufficient_stock"}
    assert sari.get(f"/api/products/{coffee}").json()["stock"] == 1


def test_all_lines_of_a_cancelled_order_return_their_goods(shop: Shop, sari: Person, budi: Person) -> None:
    coffee = sari.offers("Kopi", 20_000, 9)
    items = [{"product_id": coffee, "qty": qty, "note": note} for qty, note in ((2, "panas"), (3, "dingin"))]
    order_id = budi.post("/api/transactions", {"items": items}).json()["id"]
    shop.make_pending(order_id)
    answer = budi.post(f"/api/transactions/{order_id}/cancel", headers={"Idempotency-Key": f"batal-{next(KEYS)}"})
    assert (answer.json()["status"], len(answer.json()["items"])) == ("cancelled", 2)
    assert sari.get(f"/api/products/{coffee}").json()["stock"] == 9


@pytest.mark.parametrize(
    ("wrong", "check"),
    [
        ("transactions SET paid = 1", "a sale at the counter is paid, and has an owner and a cashier"),
        ("transactions SET paid = NULL", "a sale at the counter is paid, and has an owner and a cashier"),
        ("transactions SET status = 'pending'", "a sale at the counter is paid, and has an owner and a cashier"),
        ("transactions SET cashier_id = NULL", "a sale at the counter is paid, and has an owner and a cashier"),
        ("transactions SET owner_id = NULL", "a sale at the counter is paid, and has an owner and a cashier"),
        ("transactions SET owner_id = owner_id + 1", "a sale at the counter has goods of its owner alone"),
        ("transaction_items SET line = line + 1", "the lines of a sale are numbered"),
        ("transaction_items SET line = 1", "the lines of a sale are numbered"),
        ("transaction_items SET line = 3 WHERE line = 2", "the lines of a sale are numbered"),
        ("transaction_items SET qty = 2 WHERE line = 2", "every line has left the stock once"),
        ("transaction_items SET summed = FALSE WHERE line = 2", "a sale with a seller has the sums of its lines"),
        ("transactions SET seller_id = NULL", "a sale with a seller has the sums of its lines"),
        ("transactions SET seller_id = seller_id + 1", "a sale with a seller has the sums of its lines"),
        ("transactions SET line_count = 1", "a sale with a seller has the sums of its lines"),
        ("transactions SET added = NULL", "a sale with a seller has the sums of its lines"),
        ("transactions SET method = 'mixed'", "a sale with a seller has the method of its payments"),
    ],
)
def test_checks_find_a_sale_that_can_not_be(shop: Shop, sari: Person, wrong: str, check: str) -> None:
    tea, coffee = sari.offers("Teh", 5_000), sari.offers("Kopi", 20_000)
    assert sell(sari, (tea, 1), (coffee, 1)).status_code == 201
    (name,) = [each for each in integrity_checks.CHECKS if each.startswith(check)]
    assert not shop.rows(integrity_checks.CHECKS[name])
    shop.rows("START TRANSACTION")
    shop.rows(f"UPDATE {wrong}")
    assert shop.rows(integrity_checks.CHECKS[name])
    shop.rows("ROLLBACK")
