"""Sales on credit: within the customer's limit, paid back oldest first, listed by what is owed, right in races."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
import requests
from sync_calls import Tablet, outcomes
from till_calls import Till, headers

from domain.commerce import days
from queries.system import integrity_checks
from support.accounts import client_with_key, create_key
from support.app import at_once
from support.people import Person, Shop

KEYS = count(1)
CREDIT: list[dict[str, Any]] = [{"method": "credit"}]


@pytest.fixture(autouse=True)
def all_is_sound(shop: Shop) -> Iterator[None]:
    """Run the statements of `flask check` after the test."""
    yield
    assert {name: rows for name, sql in integrity_checks.CHECKS.items() if (rows := shop.rows(sql))} == {}


def key() -> dict[str, str]:
    return {"Idempotency-Key": f"kasbon-{next(KEYS)}"}


def add(person: Person, name: str = "Bu Tini", credit_limit: int = 100_000) -> int:
    answer = person.post("/api/customers", {"name": name, "credit_limit": credit_limit})
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


def sell(person: Person, customer: int | None, product_id: int, qty: int = 1, **more: Any) -> requests.Response:
    """Sell on credit to a customer, unless told otherwise."""
    body = {"items": [{"product_id": product_id, "qty": qty}], "payments": CREDIT, **more}
    return person.post("/api/transactions", body | ({"customer_id": customer} if customer else {}), headers=key())


def repay(person: Person, customer: int, amount: int | None = None, **more: Any) -> requests.Response:
    body = {"method": "cash", **({} if amount is None else {"amount": amount}), **more}
    return person.post(f"/api/customers/{customer}/payments", body, headers=key())


def balance(person: Person, customer: int) -> int:
    return int(person.get(f"/api/customers/{customer}").json()["balance"])


def fault(answer: requests.Response) -> tuple[str, str]:
    assert answer.status_code == 422, answer.text
    (found,) = answer.json()["errors"]
    return found["field"], found["code"]


def test_a_sale_on_credit_is_a_sale_that_is_owed(shop: Shop, sari: Person, budi: Person) -> None:
    tini, coffee = add(sari), sari.offers("Kopi", 20_000, 5)
    payments = [{"method": "cash", "amount": 15_000}, {"method": "credit", "due_on": "2099-01-05"}]
    answer = sell(sari, tini, coffee, 3, payments=payments)
    assert answer.status_code == 201, answer.text
    sale = answer.json()
    assert (sale["status"], sale["paid"], sale["due"], sale["customer_id"], sale["buyer_id"]) == (
        "paid", 60_000, 0, tini, None,
    )  # fmt: skip
    assert [(each["method"], each["amount"]) for each in sale["payments"]] == [("cash", 15_000), ("credit", 45_000)]
    shown = sari.get(f"/api/transactions/{sale['id']}").json()
    assert (shown["customer_id"], shown["payments"]) == (tini, sale["payments"])
    assert sari.get("/api/analytics/sales").json()["totals"]["revenue"] == 60_000
    assert sari.get(f"/api/products/{coffee}").json()["stock"] == 2
    customer = sari.get(f"/api/customers/{tini}").json()
    oldest = customer["oldest_unpaid"]
    assert (customer["balance"], oldest["transaction_id"], oldest["unpaid"], oldest["due_on"]) == (
        45_000, sale["id"], 45_000, "2099-01-05",
    )  # fmt: skip
    (entry,) = sari.get(f"/api/customers/{tini}/account").json()["entries"]
    assert (entry["delta"], entry["balance"], entry["reason"], entry["transaction_id"], entry["actor_id"]) == (
        45_000, 45_000, "sale", sale["id"], sari.id,
    )  # fmt: skip
    receipt = sari.get(f"/api/transactions/{sale['id']}/receipt?format=html").text
    assert "Bu Tini" in receipt and "Sisa kasbon: Rp 45.000, jatuh tempo 5 Jan 2099" in receipt
    assert budi.get(f"/api/transactions/{sale['id']}").status_code == 404


def test_a_known_customer_may_pay_at_once(sari: Person) -> None:
    tini, coffee = add(sari, credit_limit=0), sari.offers("Kopi", 20_000, 5)
    sale = sell(sari, tini, coffee, payments=[{"method": "cash"}]).json()
    assert (sale["customer_id"], balance(sari, tini)) == (tini, 0)


def test_credit_ends_at_the_limit(sari: Person) -> None:
    tini, coffee = add(sari, credit_limit=50_000), sari.offers("Kopi", 20_000, 50)
    assert sell(sari, tini, coffee, 2).status_code == 201
    refused = sell(sari, tini, coffee)
    told = refused.json()
    assert (refused.status_code, told["code"], told["credit_limit"], told["balance"], told["left"]) == (
        409, "credit_limit", 50_000, 40_000, 10_000,
    )  # fmt: skip
    assert told["detail"] == "Bu Tini can buy for Rp 10.000 more on credit."
    assert sari.get(f"/api/products/{coffee}").json()["stock"] == 48
    over = [{"method": "cash", "amount": 9_999}, {"method": "credit"}]
    assert sell(sari, tini, coffee, payments=over).json()["code"] == "credit_limit"
    part = [{"method": "cash", "amount": 10_000}, {"method": "credit"}]
    assert sell(sari, tini, coffee, payments=part).status_code == 201
    sari.patch(f"/api/customers/{tini}", {"credit_limit": 10_000})
    refused = sell(sari, tini, coffee).json()
    assert (refused["code"], refused["balance"], refused["left"]) == ("credit_limit", 50_000, 0)
    assert sari.get("/api/transactions?scope=sales").json()["transactions"][0]["total"] == 20_000


def test_a_key_that_may_not_read_customers_is_not_told_their_names(shop: Shop, sari: Person) -> None:
    tini, coffee = add(sari, credit_limit=10_000), sari.offers("Kopi", 20_000, 50)
    for more, name, sentence in (
        ([], "", "The customer can buy for Rp 10.000 more on credit."),
        (["customers:write"], "", "The customer can buy for Rp 10.000 more on credit."),
        (["customers:read"], "Bu Tini", "Bu Tini can buy for Rp 10.000 more on credit."),
    ):
        secret = create_key(sari, scopes=["transactions:write", *more])["api_key"]
        refused = sell(client_with_key(shop, secret), tini, coffee)
        told = refused.json()
        assert (refused.status_code, told["code"], told["left"]) == (409, "credit_limit", 10_000)
        assert (told["customer_name"], told["detail"], "Tini" in refused.text) == (name, sentence, bool(name))


def test_credit_is_not_due_before_it_is_given(sari: Person) -> None:
    tini, coffee = add(sari), sari.offers("Kopi", 20_000, 5)
    today = days.day(datetime.now(UTC))

    def due(day: date) -> list[dict[str, Any]]:
        return [{"method": "cash", "amount": 5_000}, {**CREDIT[0], "due_on": str(day)}]

    refused = sell(sari, tini, coffee, payments=due(today - timedelta(1)))
    assert fault(refused) == ("payments.1.due_on", "due_in_the_past")
    assert sell(sari, tini, coffee, payments=due(today + timedelta(1))).status_code == 201
    # Without a network it was agreed to when it was no past.
    till = Till(sari)
    tablet = Tablet(till, hours=72)
    tablet.opens()
    tablet.sells((coffee, 1, 20_000), customer_id=tini, payments=due(today - timedelta(2)))
    assert outcomes(tablet.sends(sari)) == ["created"] * 2


def test_credit_needs_a_customer_of_the_seller(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    tono, coffee = shop.person("tono", "seller"), sari.offers("Kopi", 20_000, 5)
    tini, joko = add(sari), add(tono, "Pak Joko")
    assert fault(sell(sari, None, coffee)) == ("customer_id", "credit_needs_customer")
    assert fault(sell(sari, joko, coffee)) == ("customer_id", "unknown_customer")
    assert fault(sell(sari, 999, coffee, payments=[{"method": "cash"}])) == ("customer_id", "unknown_customer")
    assert fault(sell(sari, tini, coffee, payments=[*CREDIT, {**CREDIT[0], "amount": 1}])) == ("payments", "one_credit")
    assert fault(sell(sari, tini, coffee, payments=[{**CREDIT[0], "tendered": 20_000}]))[1] == "only_cash_is_tendered"
    assert (
        fault(sell(sari, tini, coffee, payments=[{"method": "cash", "due_on": "2099-01-05"}]))[1]
        == "only_credit_is_due"
    )
    assert sell(budi, tini, coffee).status_code == 403
    body = {"items": [{"product_id": coffee, "qty": 1}], "customer_id": tini}
    assert fault(budi.post("/api/transactions", body)) == ("customer_id", "only_with_payments")
    # An admin may sell for any seller, to a customer of that seller.
    assert sell(dewi, tini, coffee).status_code == 201
    sari.delete(f"/api/customers/{tini}?write_off=true")
    assert fault(sell(sari, tini, coffee)) == ("customer_id", "unknown_customer")


def test_an_order_of_the_web_is_never_paid_on_credit(shop: Shop, sari: Person, budi: Person) -> None:
    order_id = budi.buys(sari.offers("Kopi", 20_000)).json()["id"]
    shop.make_pending(order_id)
    answer = sari.post(f"/api/transactions/{order_id}/pay", {"method": "credit"}, headers=key())
    assert fault(answer)[0] == "method"


def test_a_repayment_pays_the_oldest_sales_first(sari: Person) -> None:
    tini, coffee = add(sari), sari.offers("Kopi", 20_000, 9)
    first, second, third = (sell(sari, tini, coffee, qty).json()["id"] for qty in (1, 2, 1))
    made = repay(sari, tini, 50_000, tendered=60_000).json()
    assert (made["amount"], made["change"], made["balance"], made["method"]) == (50_000, 10_000, 30_000, "cash")
    assert made["sales"] == [
        {"transaction_id": first, "amount": 20_000, "left": 0},
        {"transaction_id": second, "amount": 30_000, "left": 10_000},
    ]
    assert sari.get(f"/api/customers/{tini}").json()["oldest_unpaid"]["transaction_id"] == second
    rest = repay(sari, tini, method="transfer", reference="BCA 7").json()
    assert (rest["amount"], rest["balance"], rest["reference"]) == (30_000, 0, "BCA 7")
    assert [each["transaction_id"] for each in rest["sales"]] == [second, third]
    entries = sari.get(f"/api/customers/{tini}/account").json()["entries"]
    assert [(each["delta"], each["balance"], each["method"]) for each in entries] == [
        (-20_000, 0, "transfer"), (-10_000, 20_000, "transfer"), (-30_000, 30_000, "cash"), (-20_000, 60_000, "cash"),
        (20_000, 80_000, "credit"), (40_000, 60_000, "credit"), (20_000, 20_000, "credit"),
    ]  # fmt: skip
    # The sales themselves were paid on the day they were made.
    assert sari.get(f"/api/transactions/{first}").json()["paid"] == 20_000


def test_no_more_is_paid_back_than_is_owed(shop: Shop, sari: Person) -> None:
    tini, coffee = add(sari), sari.offers("Kopi", 20_000, 9)
    assert fault(repay(sari, tini)) == ("amount", "exceeds_debt")
    sell(sari, tini, coffee)
    refused = repay(sari, tini, 20_001)
    assert fault(refused) == ("amount", "exceeds_debt")
    assert refused.json()["errors"][0]["msg"] == "Only Rp 20.000 is owed."
    assert fault(repay(sari, tini, 20_000, tendered=19_999)) == ("tendered", "less_than_amount")
    assert fault(repay(sari, tini, method="credit"))[0] == "method"
    without = sari.post(f"/api/customers/{tini}/payments", {"method": "cash"})
    assert (without.status_code, without.json()["code"]) == (400, "idempotency_key_required")
    tono = shop.person("tono", "seller")
    assert repay(tono, tini, 1).status_code == 404
    assert tono.get(f"/api/customers/{tini}/account").status_code == 404
    once = {"Idempotency-Key": "kasbon-sekali"}
    twice = [sari.post(f"/api/customers/{tini}/payments", {"method": "cash"}, headers=once) for _ in range(2)]
    assert twice[0].content == twice[1].content and balance(sari, tini) == 0


def test_a_refund_lowers_the_debt_for_its_sale_first(sari: Person) -> None:
    tini, coffee = add(sari), sari.offers("Kopi", 20_000, 9)
    first, second = (sell(sari, tini, coffee, 2).json()["id"] for _ in range(2))
    cash = sell(sari, tini, coffee, payments=[{"method": "cash"}]).json()["id"]
    repay(sari, tini, 30_000)

    def refund(sale_id: int, **what: Any) -> list[tuple[str, int]]:
        body = {"method": "transfer", "reason": "Rusak", **what}
        answer = sari.post(f"/api/transactions/{sale_id}/refunds", body, headers=key())
        assert answer.status_code == 201, answer.text
        payments = sari.get(f"/api/transactions/{sale_id}").json()["payments"]
        return [(each["method"], each["amount"]) for each in payments if each["refund_id"] == answer.json()["id"]]

    # 10,000 of the first sale are owed, and all of the second.
    assert refund(first, items=[{"line": 1, "qty": 1}]) == [("credit", -10_000), ("transfer", -10_000)]
    assert refund(second, amount=25_000) == [("credit", -25_000)]
    assert refund(second, amount=15_000) == [("credit", -15_000)]
    assert refund(cash, amount=20_000) == [("transfer", -20_000)]
    assert balance(sari, tini) == 0
    entries = sari.get(f"/api/customers/{tini}/account").json()["entries"]
    assert [(each["reason"], each["transaction_id"], each["balance"]) for each in entries[:3]] == [
        ("refund", second, 0), ("refund", second, 15_000), ("refund", first, 40_000),
    ]  # fmt: skip


def test_what_was_written_off_is_not_given_back(sari: Person) -> None:
    tini, coffee = add(sari), sari.offers("Kopi", 10_000, 9)
    sale = sell(sari, tini, coffee, 3, payments=[{"method": "cash", "amount": 10_000}, {"method": "credit"}]).json()
    assert sari.delete(f"/api/customers/{tini}?write_off=true").status_code == 200
    path, body = f"/api/transactions/{sale['id']}/refunds", {"method": "cash", "reason": "Rusak"}
    for call in (path, f"{path}/quote"):
        refused = sari.post(call, {**body, "items": [{"line": 1, "qty": 2}]}, headers=key())
        assert (refused.status_code, refused.json()["code"], refused.json()["left"]) == (
            409, "refund_exceeds_paid", 10_000,
        )  # fmt: skip
    assert sari.post(path, {**body, "items": [{"line": 1, "qty": 1}]}, headers=key()).status_code == 201
    assert sari.post(path, {**body, "amount": 1}, headers=key()).json()["left"] == 0


def test_debtors_are_listed_by_what_they_owe(sari: Person) -> None:
    coffee = sari.offers("Kopi", 10_000, 99)
    customers = [add(sari, name) for name in ("Ani", "Budi", "Cici", "Dodi", "Ani Lain")]
    for customer, qty in zip(customers, (2, 5, 0, 2, 3), strict=True):
        if qty:
            sell(sari, customer, coffee, qty)
    seen, cursor = list[tuple[str, int]](), ""
    while cursor is not None:
        page = sari.get("/api/customers", params={"debt": "true", "per_page": 2, "cursor": cursor}).json()
        seen += [(each["name"], each["balance"]) for each in page["customers"]]
        cursor = page["next_cursor"]
    assert seen == [("Budi", 50_000), ("Ani Lain", 30_000), ("Dodi", 20_000), ("Ani", 20_000)]
    found = sari.get("/api/customers?debt=true&search=ani").json()["customers"]
    unpaid = [(each["name"], each["oldest_unpaid"]["unpaid"]) for each in found]
    assert unpaid == [("Ani Lain", 30_000), ("Ani", 20_000)]
    repay(sari, customers[1])
    assert "Budi" not in [each["name"] for each in sari.get("/api/customers?debt=true").json()["customers"]]
    assert sari.get("/api/customers?debt=true&cursor=~QW5p.1").status_code == 422


def test_fifty_sales_at_once_stay_within_the_limit(shop: Shop, sari: Person) -> None:
    tills = [shop.visitor() for _ in range(50)]
    for till in tills:
        till.http.headers.update(sari.http.headers)
    # Of different goods: their locks alone would not keep the sales apart.
    goods = [sari.offers(f"Kopi {number}", 20_000, 100) for number in range(5)]
    tini = add(sari, credit_limit=150_000)
    answers = at_once(50, lambda n: sell(tills[n], tini, goods[n % 5]))
    assert Counter(answer.status_code for answer in answers) == {201: 7, 409: 43}
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"credit_limit"}
    assert balance(sari, tini) == 140_000


def test_repayments_and_sales_at_once_lose_nothing(shop: Shop, sari: Person) -> None:
    tills = [shop.visitor() for _ in range(20)]
    for till in tills:
        till.http.headers.update(sari.http.headers)
    tini, coffee = add(sari, credit_limit=10**6), sari.offers("Kopi", 10_000, 100)
    sell(sari, tini, coffee, 5)

    def act(number: int) -> requests.Response:
        return repay(tills[number], tini, 15_000) if number % 2 else sell(tills[number], tini, coffee)

    answers = at_once(20, act)
    repaid = sum(answer.status_code == 201 for answer in answers[1::2])
    assert {answer.status_code for answer in answers[::2]} == {201}
    assert {answer.status_code for answer in answers[1::2]} <= {201, 422}
    assert balance(sari, tini) == 50_000 + 10 * 10_000 - repaid * 15_000


def test_a_cashier_sells_on_credit_and_takes_what_is_paid_back(shop: Shop, sari: Person, budi: Person) -> None:
    till = Till(sari)
    till.employs(budi)
    sari.patch(f"/api/outlets/{till.outlet}", {"cash_step": 500})
    cashier, tini, coffee = till.at_work("budi"), add(sari), sari.offers("Kopi", 20_200, 5)
    early = repay(cashier, tini)
    assert fault(early) == ("amount", "exceeds_debt")
    shift = till.opens(cashier, 100_000).json()["id"]
    sold = till.sells(cashier, (coffee, 2), payments=CREDIT, customer_id=tini)
    assert (sold.status_code, sold.json()["receipt_number"]) == (201, "A-000001"), sold.text
    assert [each["name"] for each in cashier.get("/api/customers?search=bu").json()["customers"]] == ["Bu Tini"]
    assert cashier.get(f"/api/customers/{tini}").json()["balance"] == 40_400
    made = repay(cashier, tini, tendered=50_000).json()
    assert (made["amount"], made["adjustment"], made["change"], made["balance"]) == (40_400, 100, 9_500, 0)
    report = till.report(sari, shift, "x").json()
    assert (report["cash"]["debts"], report["cash"]["sales"], report["cash"]["expected"]) == (40_500, 0, 140_500)
    assert [(each["purpose"], each["method"], each["amount"]) for each in report["payments"]] == [
        ("sale", "credit", 40_400), ("debt", "cash", 40_400),
    ]  # fmt: skip
    # Who is at a till neither changes customers nor takes them along.
    for answer in (
        cashier.post("/api/customers", {"name": "Lain"}), cashier.patch(f"/api/customers/{tini}", {"credit_limit": 9}),
        cashier.delete(f"/api/customers/{tini}"), cashier.get(f"/api/customers/{tini}/export"),
    ):  # fmt: skip
        assert (answer.status_code, answer.json()["code"]) == (403, "till_session_not_allowed")
    till.sells(sari, (coffee, 1), payments=CREDIT, customer_id=tini)
    tono = shop.person("tono", "seller")
    assert repay(tono, tini, till_id=till.id).json()["code"] == "till_of_others"
    till.closes(cashier, shift, 140_500)
    closed = repay(sari, tini, till_id=till.id)
    assert (closed.status_code, closed.json()["code"]) == (409, "shift_closed")
    assert repay(sari, tini).status_code == 201


@pytest.mark.parametrize("seed", range(6))
def test_refunds_give_back_all_that_was_handed_over(shop: Shop, sari: Person, seed: int) -> None:
    """Sales are paid by any mix at one outlet's coins, repaid at another's and given back in cash at a third's."""
    chance, till, tini = random.Random(seed), Till(sari), add(sari, credit_limit=10**6)
    till.opens(sari, 0)
    sales: list[tuple[int, int]] = []

    def with_coins() -> None:
        sari.patch(f"/api/outlets/{till.outlet}", {"cash_step": chance.choice([0, 100, 500, 1000])})

    for _ in range(3):
        with_coins()
        price = chance.choice([1_499, 1_500, 2_001, chance.randint(1, 9_999)])
        parts = sorted(chance.sample(range(price + 1), 2))
        amounts = {"credit": parts[0], "transfer": parts[1] - parts[0], "cash": price - parts[1]}
        paid = [{"method": method, "amount": amount} for method, amount in amounts.items() if amount]
        sold = till.sells(sari, (sari.offers(price=price), 1), payments=paid, customer_id=tini)
        assert sold.status_code == 201, sold.text
        sales.append((sold.json()["id"], price))
    with_coins()
    owed = balance(sari, tini)
    assert repay(sari, tini, owed // 3, till_id=till.id).status_code == 201
    assert repay(sari, tini, till_id=till.id).status_code == 201
    for sale, price in sales:
        part = chance.randint(1, price)
        for amount in filter(None, (part, price - part)):
            with_coins()
            body = {"amount": amount, "method": "cash", "reason": "x", "till_id": till.id}
            given = sari.post(f"/api/transactions/{sale}/refunds", body, headers=headers())
            assert given.status_code == 201, given.text
    assert shop.value("SELECT SUM(amount + adjustment) FROM payments WHERE method <> 'credit'") == 0
    till.must_be_sound()


def test_a_till_that_sends_a_sale_on_credit_again_lends_once(sari: Person) -> None:
    tini, coffee, name = add(sari, credit_limit=20_000), sari.offers("Kopi", 20_000, 5), str(uuid4())
    first, again = (sell(sari, tini, coffee, client_id=name) for _ in range(2))
    # The second one would be above the limit.
    assert (again.status_code, again.json()) == (201, first.json())
    assert balance(sari, tini) == 20_000


def test_a_debtor_is_erased_only_with_the_debt(shop: Shop, sari: Person) -> None:
    tini, coffee = add(sari), sari.offers("Kopi", 20_000, 5)
    sale = sell(sari, tini, coffee, 2).json()["id"]
    refused = sari.delete(f"/api/customers/{tini}")
    assert (refused.status_code, refused.json()["code"], refused.json()["balance"]) == (409, "customer_owes", 40_000)
    assert refused.json()["detail"] == "Bu Tini still owes Rp 40.000."
    assert sari.delete(f"/api/customers/{tini}?write_off=true").status_code == 200
    assert shop.rows("SELECT delta, balance, reason FROM customer_entries WHERE reason <> 'sale'") == [
        {"delta": -40_000, "balance": 0, "reason": "write_off"}
    ]
    assert sari.get(f"/api/transactions/{sale}").json()["customer_id"] == tini
    assert "Tini" not in str(shop.rows("SELECT * FROM audit_entries")) + shop.app.log.read_text()


def test_an_export_has_all_that_is_kept(shop: Shop, sari: Person, dewi: Person) -> None:
    tini, coffee = add(sari), sari.offers("Kopi", 20_000, 5)
    sale = sell(sari, tini, coffee).json()
    repay(sari, tini, 5_000)
    kept = sari.get(f"/api/customers/{tini}/export").json()
    assert kept["customer"] == sari.get(f"/api/customers/{tini}").json()
    assert kept["sales"] == [sari.get(f"/api/transactions/{sale['id']}").json()]
    assert kept["entries"] == sari.get(f"/api/customers/{tini}/account").json()["entries"]
    (entry,) = sari.get("/api/users/activities?type=export").json()["activities"]
    assert (entry["subject_id"], entry["detail"]) == (tini, f"customer-{tini}.json")
    assert dewi.get(f"/api/customers/{tini}/export").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "check"),
    [
        ("customers SET balance = balance + 1", "what a customer owes is the sum of their entries"),
        ("customer_entries SET balance = balance + 1", "the last entry of a customer has what they owe"),
        ("customer_entries SET delta = delta + 1 WHERE reason = 'sale'", "the debt for a sale is what was bought"),
        ("payments SET method = 'cash' WHERE method = 'credit'", "the debt for a sale is what was bought"),
        ("transactions SET customer_id = NULL", "the debt for a sale is what was bought"),
        ("customer_entries SET delta = -50000 WHERE reason <> 'sale'", "no more is paid back for a sale"),
        ("payments SET amount = 6000 WHERE purpose = 'debt'", "a repayment is the sum of what it pays"),
    ],
)
def test_checks_find_debts_that_can_not_be(shop: Shop, sari: Person, wrong: str, check: str) -> None:
    tini = add(sari)
    assert sell(sari, tini, sari.offers("Kopi", 20_000)).status_code == 201
    assert repay(sari, tini, 5_000).status_code == 201
    (name,) = [each for each in integrity_checks.CHECKS if each.startswith(check)]
    assert not shop.rows(integrity_checks.CHECKS[name])
    shop.rows("START TRANSACTION")
    shop.rows(f"UPDATE {wrong}")
    assert shop.rows(integrity_checks.CHECKS[name])
    shop.rows("ROLLBACK")
