"""Sales at a till: whose goods, receipt numbers, rounding to coins, and the cash of the shift."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import uuid4

import pytest
import requests
from till_calls import Till, headers

from domain.commerce.money import round_to_step
from support.app import at_once
from support.people import Person, Shop

pytestmark = pytest.mark.usefixtures("all_is_sound")


@pytest.fixture
def cashier(till: Till, budi: Person) -> Person:
    """Budi, who has signed in at the till by PIN."""
    till.employs(budi)
    return till.at_work("budi")


def test_a_cashier_sells_the_owners_goods(sari: Person, budi: Person, cashier: Person, till: Till) -> None:
    coffee = sari.offers("Kopi", 20_000, 5)
    early = till.sells(cashier, (coffee, 1))
    assert (early.status_code, early.json()["code"], early.json()["possible"]) == (409, "shift_closed", ["open"])
    shift = till.opens(cashier, 100_000).json()
    body = {"items": [{"product_id": coffee, "qty": 2}], "payments": [{"method": "cash", "tendered": 50_000}]}
    answer = cashier.post("/api/transactions", body, headers=headers())
    assert answer.status_code == 201, answer.text
    sale = answer.json()
    assert (sale["status"], sale["total"], sale["receipt_number"]) == ("paid", 40_000, "A-000001")
    assert (sale["cashier_id"], sale["buyer_id"]) == (budi.id, None)
    assert (sale["till_id"], sale["shift_id"], sale["outlet_id"]) == (till.id, shift["id"], till.outlet)
    (payment,) = sale["payments"]
    assert (payment["amount"], payment["adjustment"], payment["change"]) == (40_000, 0, 10_000)
    path = f"/api/transactions/{sale['id']}"
    shown = {**sale, "buyer_name": None}
    del shown["receipt_email"]
    assert cashier.get(path).json() == sari.get(path).json() == budi.get(path).json() == shown
    assert sari.get("/api/transactions?scope=sales").json()["transactions"] == [shown]
    transfer = till.sells(sari, (coffee, 1), payments=[{"method": "transfer", "reference": "BCA"}]).json()
    assert (transfer["receipt_number"], transfer["cashier_id"]) == ("A-000002", sari.id)
    report = till.report(sari, shift["id"], "x").json()
    assert report["sales"] == {
        "count": 2, "total": 60_000, "tax": 0, "first_receipt": "A-000001", "last_receipt": "A-000002",
    }  # fmt: skip
    assert [(each["method"], each["count"], each["amount"]) for each in report["payments"]] == [
        ("cash", 1, 40_000), ("transfer", 1, 20_000),
    ]  # fmt: skip
    assert till.closes(cashier, shift["id"], 140_000).json()["variance"] == 0
    # The next shift has its own sales.
    after = till.opens(cashier, 140_000).json()
    till.sells(cashier, (coffee, 1))
    assert till.report(sari, after["id"], "x").json()["sales"]["first_receipt"] == "A-000003"
    assert till.report(sari, shift["id"], "z").json()["sales"]["count"] == 2
    assert sari.get("/api/analytics/sales").json()["totals"]["revenue"] == 80_000


def test_who_may_sell_at_a_till(shop: Shop, sari: Person, budi: Person, dewi: Person, till: Till) -> None:
    coffee = sari.offers("Kopi", 20_000, 9)
    tono = shop.person("tono", "seller")
    tea = tono.offers("Teh", 5_000, 9)
    till.opens(sari, 0)
    for stranger in (budi, tono, dewi):
        refused = till.sells(stranger, (coffee, 1))
        assert (refused.status_code, refused.json()["code"]) == (403, "till_of_others")
    till.employs(tono)
    # A cashier's password opens no drawer without the device's token.
    assert till.sells(tono, (coffee, 1)).json()["code"] == "till_of_others"
    assert sari.patch(f"/api/staff/{tono.id}", {"duty": "manager"}).status_code == 200
    assert till.sells(tono, (coffee, 1)).status_code == 201
    assert till.sells(tono, (tea, 1)).json()["errors"][0]["code"] == "other_seller"
    foreign = till.sells(tono, (coffee, 1), (tea, 1))
    assert (foreign.status_code, foreign.json()["errors"][0]["field"]) == (422, "items.1.product_id")
    at_till = till.at_work("tono")
    # Who has signed in by PIN sells at this till alone, and buys nothing.
    other = Till(sari, "B")
    assert other.sells(at_till, (coffee, 1)).json()["code"] == "till_of_others"
    unpaid = at_till.post("/api/transactions", {"items": [{"product_id": tea, "qty": 1}]}, headers=headers())
    assert (unpaid.status_code, unpaid.json()["code"]) == (422, "payment_required")
    assert at_till.get("/api/transactions").json()["code"] == "till_session_not_allowed"
    bought = tono.buys(coffee).json()
    assert at_till.get(f"/api/transactions/{bought['id']}").status_code == 404
    # Without a key nobody could tell a retry from a second sale.
    body = {"items": [{"product_id": coffee, "qty": 1}], "payments": [{"method": "cash"}], "till_id": till.id}
    assert at_till.post("/api/transactions", body).json()["code"] == "idempotency_key_required"
    sari.patch(f"/api/tills/{till.id}", {"active": False})
    assert till.sells(sari, (coffee, 1)).json()["code"] == "till_inactive"


@pytest.mark.parametrize(("duty", "percent"), [("cashier", 10), ("manager", 50)])
def test_staff_take_off_what_their_duty_allows(shop: Shop, sari: Person, till: Till, duty: str, percent: int) -> None:
    shop.person("tono")
    till.employs(shop.people[-1], duty)
    at_till, coffee = till.at_work("tono"), sari.offers("Kopi", 20_000, 9)
    till.opens(sari, 0)
    allowed = till.sells(at_till, (coffee, 1), discount={"percent": percent}).json()
    assert (allowed["discount"], allowed["total"]) == (200 * percent, 20_000 - 200 * percent)
    beyond = till.sells(at_till, (coffee, 1), discount={"percent": percent + 1})
    assert (beyond.status_code, beyond.json()["code"], beyond.json()["allowed"]) == (403, "discount_too_large", percent)
    body = {"items": [{"product_id": coffee, "qty": 1}], "discount": {"percent": percent + 1}}
    assert at_till.post("/api/transactions/quote", body).json()["code"] == "discount_too_large"
    assert till.sells(sari, (coffee, 1), discount={"percent": 100}).json()["total"] == 0


def test_receipts_have_no_gaps_under_sixty_sales(sari: Person, cashier: Person, till: Till) -> None:
    """Sales that fail give their number back."""
    coffee, scarce = sari.offers("Kopi", 20_000, 100), sari.offers("Langka", 10_000, 3)
    shift = till.opens(cashier, 0).json()

    def sale(number: int) -> requests.Response:
        return till.sells(cashier if number % 2 else sari, (scarce if number % 5 == 0 else coffee, 1))

    answers = at_once(60, sale)
    assert Counter(answer.status_code for answer in answers) == {201: 51, 409: 9}
    numbers = sorted(answer.json()["receipt_number"] for answer in answers if answer.status_code == 201)
    assert numbers == [f"A-{number:06d}" for number in range(1, 52)]
    assert till.report(sari, shift["id"], "x").json()["sales"]["last_receipt"] == "A-000051"


def test_a_sale_is_wholly_in_the_shift_or_refused(sari: Person, cashier: Person, till: Till) -> None:
    coffee = sari.offers("Kopi", 20_000, 100)
    shift = till.opens(cashier, 5).json()

    def step(number: int) -> requests.Response:
        return till.closes(sari, shift["id"], 5) if number == 25 else till.sells(cashier, (coffee, 1))

    answers = at_once(50, step)
    closed = answers.pop(25).json()
    assert {answer.status_code for answer in answers} <= {201, 409}
    sold = sum(answer.status_code == 201 for answer in answers)
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} <= {"shift_closed"}
    assert closed["expected"] == 5 + 20_000 * sold
    assert till.report(cashier, shift["id"], "z").json()["sales"]["count"] == sold


@pytest.mark.parametrize(
    ("step", "price", "cash"),
    [(0, 10_049, 10_049), (100, 10_049, 10_000), (100, 10_050, 10_100), (500, 10_249, 10_000), (1000, 499, 499)],
)
def test_cash_is_rounded_beside_the_sale(
    sari: Person, cashier: Person, till: Till, step: int, price: int, cash: int
) -> None:
    sari.put("/api/tax-profile", {"regime": "ppn"})
    sari.patch(f"/api/outlets/{till.outlet}", {"cash_step": step})
    coffee = sari.offers("Kopi", price, 5)
    shift = till.opens(cashier, 0).json()
    assert shift["cash_step"] == step
    if cash:
        short = till.sells(cashier, (coffee, 1), payments=[{"method": "cash", "tendered": cash - 1}])
        assert short.json()["errors"][0]["field"] == "payments.0.tendered"
    sale = till.sells(cashier, (coffee, 1), payments=[{"method": "cash", "tendered": max(cash, 1)}]).json()
    assert (sale["total"], sale["paid"], sale["due"]) == (price, price, 0)
    (payment,) = sale["payments"]
    assert (payment["amount"], payment["adjustment"], payment["change"]) == (price, cash - price, max(cash, 1) - cash)
    assert cashier.get(f"/api/transactions/{sale['id']}").json()["payments"] == [payment]
    # A transfer is exact, whatever the coins.
    exact = till.sells(cashier, (coffee, 1), payments=[{"method": "transfer"}]).json()
    assert exact["payments"][0]["adjustment"] == 0
    assert exact["tax"] == sale["tax"]
    report = till.report(sari, shift["id"], "x").json()
    assert (report["cash"]["expected"], report["sales"]["total"]) == (cash, 2 * price)
    assert till.closes(cashier, shift["id"], cash).json()["variance"] == 0


def test_rounding_is_half_up() -> None:
    assert [round_to_step(amount, 500) for amount in (0, 250, 749, 750, 1000)] == [0, 500, 500, 1000, 1000]
    # Nothing is for free.
    assert [round_to_step(amount, 500) for amount in (1, 249)] == [1, 249]
    assert round_to_step(1234, 0) == 1234


def test_parts_are_rounded_no_more_than_their_sum(shop: Shop, sari: Person, budi: Person, till: Till) -> None:
    """A thousand is the smallest coin, so a part of 499 that was rounded by itself would be for free."""
    sari.patch(f"/api/outlets/{till.outlet}", {"cash_step": 1000})
    tono = shop.person("tono")
    till.employs(tono)
    cashier, coffee = till.at_work("tono"), sari.offers("Kopi", 10_000, 99)
    shift = till.opens(cashier, 0).json()["id"]
    parts = [{"method": "cash", "amount": 499} for _ in range(9)]

    def drawer() -> int:
        return int(till.report(sari, shift, "x").json()["cash"]["expected"])

    sale = till.sells(cashier, (coffee, 1), payments=[*parts, {"method": "cash"}]).json()
    assert (sale["paid"], drawer()) == (10_000, 10_000)
    for amount in [501] * 19 + [481]:
        body = {"amount": amount, "method": "cash", "reason": "Rusak"}
        assert cashier.post(f"/api/transactions/{sale['id']}/refunds", body, headers=headers()).status_code == 201
    assert drawer() == 0
    order = budi.buys(coffee).json()["id"]
    shop.make_pending(order)
    for part in [*parts, {"method": "cash"}]:
        assert cashier.post(f"/api/transactions/{order}/pay", part, headers=headers()).status_code == 200
    assert drawer() == 10_000
    customer = sari.post("/api/customers", {"name": "Bu Tini", "credit_limit": 10_000}).json()["id"]
    till.sells(cashier, (coffee, 1), payments=[{"method": "credit"}], customer_id=customer)
    for part in [*parts, {"method": "cash"}]:
        assert cashier.post(f"/api/customers/{customer}/payments", part, headers=headers()).status_code == 201
    # Of a debt only the last part is rounded: 5,509 to 6,000.
    assert drawer() == 20_000 + 491


def test_an_order_of_the_web_is_paid_at_the_till(shop: Shop, sari: Person, budi: Person, till: Till) -> None:
    sari.patch(f"/api/outlets/{till.outlet}", {"cash_step": 100})
    tono = shop.person("tono")
    till.employs(tono)
    cashier = till.at_work("tono")
    order = budi.buys(sari.offers("Kopi", 20_030, 5)).json()["id"]
    shop.make_pending(order)

    def pay(person: Person, **body: Any) -> requests.Response:
        return person.post(f"/api/transactions/{order}/pay", {"method": "cash", **body}, headers=headers())

    assert pay(cashier).json()["code"] == "shift_closed"
    shift = till.opens(cashier, 0).json()
    assert pay(budi, till_id=till.id).json()["code"] == "till_of_others"
    partly = pay(cashier, amount=10_000).json()
    assert (partly["status"], partly["receipt_number"], partly["till_id"]) == ("pending", None, None)
    paid = pay(sari, till_id=till.id, tendered=10_000).json()
    assert (paid["status"], paid["receipt_number"], paid["till_id"]) == ("paid", "A-000001", till.id)
    assert [(each["amount"], each["adjustment"]) for each in paid["payments"]] == [(10_000, 0), (10_030, -30)]
    assert till.closes(cashier, shift["id"], 20_000).json()["variance"] == 0
    # The goods of another seller are not the till's to sell.
    foreign = shop.person("wati", "seller").offers()
    order = budi.buys(foreign).json()["id"]
    shop.make_pending(order)
    assert pay(cashier).status_code == 404
    items = [{"product_id": product_id, "qty": 1} for product_id in (foreign, sari.offers())]
    order = budi.post("/api/transactions", {"items": items}).json()["id"]
    shop.make_pending(order)
    assert pay(cashier).json()["code"] == "order_of_others"


def test_a_cancelled_order_gives_back_the_cash_of_the_till(
    shop: Shop, sari: Person, budi: Person, dewi: Person, till: Till
) -> None:
    sari.patch(f"/api/outlets/{till.outlet}", {"cash_step": 1000})
    tono = shop.person("tono")
    till.employs(tono)
    cashier, coffee = till.at_work("tono"), sari.offers("Kopi", 50_000, 9)

    def order(*amounts: int) -> int:
        """Return the id of an order of Budi's; these parts of it were paid at the till."""
        order_id = int(budi.buys(coffee).json()["id"])
        shop.make_pending(order_id)
        for amount in amounts:
            body = {"method": "cash", "amount": amount}
            assert cashier.post(f"/api/transactions/{order_id}/pay", body, headers=headers()).status_code == 200
        return order_id

    def cancel(person: Person, order_id: int, **body: Any) -> requests.Response:
        return person.post(f"/api/transactions/{order_id}/cancel", body or None, headers=headers())

    shift = till.opens(cashier, 20_000).json()
    begun, by_owner, waiting = order(10_500, 10_500), order(400), order()
    elsewhere = Till(sari, "B").id
    for person, till_id in ((budi, till.id), (dewi, till.id), (cashier, elsewhere)):
        assert cancel(person, begun, till_id=till_id).json()["code"] == "till_of_others"
    gone = cancel(cashier, begun).json()
    assert (gone["status"], gone["paid"]) == ("cancelled", 0)
    # 11,000 and 10,000 were taken, and are given back as they were.
    assert [(each["amount"], each["adjustment"]) for each in gone["payments"]] == [
        (10_500, 500), (10_500, -500), (-10_500, -500), (-10_500, 500),
    ]  # fmt: skip
    no_shift = cancel(sari, by_owner, till_id=elsewhere)
    assert (no_shift.status_code, no_shift.json()["code"]) == (409, "shift_closed")
    assert cancel(sari, by_owner, till_id=till.id).json()["status"] == "cancelled"
    # Where no money moves, no shift is needed.
    assert cancel(sari, waiting, till_id=elsewhere).json()["status"] == "cancelled"
    assert till.report(sari, shift["id"], "x").json()["cash"]["sales"] == 0
    assert till.closes(cashier, shift["id"], 20_000).json()["variance"] == 0
    # The goods of another seller are not the till's to return.
    foreign = int(budi.buys(shop.person("wati", "seller").offers()).json()["id"])
    shop.make_pending(foreign)
    assert cancel(cashier, foreign).status_code == 404


def test_a_sale_that_a_till_sends_again_stands(shop: Shop, sari: Person, cashier: Person, till: Till) -> None:
    coffee, client_id = sari.offers("Kopi", 20_000, 100), str(uuid4())
    shift = till.opens(cashier, 0).json()
    answers = at_once(20, lambda number: till.sells(cashier if number % 2 else sari, (coffee, 1), client_id=client_id))
    assert {answer.status_code for answer in answers} == {201}
    assert {answer.json()["receipt_number"] for answer in answers} == {"A-000001"}
    # After the shift, and at another till of the owner, too.
    till.closes(cashier, shift["id"], 20_000)
    other = Till(sari, "B")
    for at, person in ((till, cashier), (other, sari)):
        again = at.sells(person, (coffee, 1), client_id=client_id)
        assert (again.status_code, again.headers["Idempotent-Replayed"]) == (201, "true")
        assert again.json()["receipt_number"] == "A-000001"
    assert shop.value("SELECT COUNT(*) FROM transactions") == 1


def test_a_till_finds_the_sale_of_a_receipt_and_tells_what_comes_back(
    shop: Shop, sari: Person, dewi: Person, till: Till, cashier: Person
) -> None:
    other = Till(sari, "B2")
    assert sari.patch(f"/api/outlets/{till.outlet}", {"cash_step": 500}).status_code == 200
    for each in (till, other):
        assert each.opens(sari, 0).status_code == 201
    ani = sari.post("/api/customers", {"name": "Bu Ani", "credit_limit": 100_000}).json()["id"]
    coffee = sari.offers("Kopi", 10_230, 9)
    lent = [{"method": "card", "amount": 10_230}, {"method": "credit"}]
    sale = other.sells(sari, (coffee, 2), customer_id=ani, payments=lent).json()
    receipts = f"/api/tills/{till.id}/receipts"
    found = cashier.get(f"{receipts}/b2-1")
    assert (found.status_code, found.json()["id"], found.json()["receipt_number"]) == (200, sale["id"], "B2-000001")
    assert found.json()["payments"] == sale["payments"]
    # What they owe falls first, then they get cash in coins that there are.
    body = {"items": [{"line": 1, "qty": 1}], "method": "cash", "reason": "Rusak"}
    path = f"/api/transactions/{sale['id']}/refunds/quote"
    first = cashier.post(path, body).json()
    assert (first["amount"], first["debt"], first["money"]) == (10_230, 10_230, None)
    give_back(cashier, sale["id"], body)
    assert cashier.get(f"{receipts}/B2-000001").json()["items"][0]["refunded_qty"] == 1
    dent = {"amount": 5_200, "method": "cash", "reason": "Penyok"}
    part = cashier.post(path, dent).json()
    assert (part["debt"], part["money"]) == (0, {"method": "cash", "amount": 5_200, "adjustment": -200})
    refund_id = give_back(cashier, sale["id"], dent)["id"]
    payments = cashier.get(f"{receipts}/B2-000001").json()["payments"]
    (cash,) = (each for each in payments if each["refund_id"] == refund_id)
    assert (cash["amount"], cash["adjustment"]) == (-5_200, 200)
    # Sales of the counter have a number of their own; nothing of other sellers is found, and no other way to write it.
    counter = at_counter(sari, coffee)
    assert cashier.get(f"{receipts}/{counter['receipt_number']}").json()["id"] == counter["id"]
    tono = shop.person("tono", "seller")
    foreign = at_counter(tono, tono.offers("Teh"))["receipt_number"]
    for number in (foreign, f"20200101-{counter['id']:06d}", "B2-2", "C-1", "x", "A-" + "9" * 30):
        answer = cashier.get(f"{receipts}/{number}")
        assert (answer.status_code, answer.json()["code"]) == (404, "receipt_not_found")
    for person in (tono, dewi):
        assert person.get(f"{receipts}/B2-000001").json()["code"] == "till_not_found"
    assert cashier.get(f"/api/tills/{other.id}/receipts/B2-000001").json()["code"] == "till_not_found"


def give_back(person: Person, sale_id: int, body: dict[str, Any]) -> dict[str, Any]:
    answer = person.post(f"/api/transactions/{sale_id}/refunds", body, headers=headers())
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def at_counter(seller: Person, product_id: int) -> dict[str, Any]:
    """Sell one of the product at no till."""
    body = {"items": [{"product_id": product_id, "qty": 1}], "payments": [{"method": "cash"}]}
    return dict(seller.post("/api/transactions", body, headers=headers()).json())
