"""Orders of others: whoever neither bought nor sold anything in an order learns nothing of it, not even that it exists.

A seller of a part of it may see that part, and gets a 403 where it takes the seller of all items. Who bought it is not
the one who takes or gives back its money, whatever else they may do in the shop.
"""

from __future__ import annotations

from typing import Any

import pytest
from sync_calls import Tablet, outcomes
from till_calls import Till, headers

from support.people import Person, Shop

RECEIPTS = ("receipt", "receipt?format=pdf", "receipt?format=pdf&width=58", "receipt?format=escpos")
REFUND = {"items": [{"line": 1, "qty": 1}], "method": "cash", "reason": "Rusak"}
# What only the seller of all items may do.
STAFF_CALLS: dict[str, dict[str, Any]] = {
    "receipt/prints": {},
    "refunds": REFUND,
    "refunds/quote": REFUND,
    "pay": {"method": "cash"},
}


def calls(person: Person, order_id: int, **more: Any) -> dict[str, tuple[int, str]]:
    """Make all calls that name an order. Return the status of each and its code."""
    path = f"/api/transactions/{order_id}"
    answers = {call: person.get(f"{path}/{call}".rstrip("/")) for call in ("", *RECEIPTS)}
    if "till_id" not in more:
        answers["link"] = person.post(f"{path}/receipt/link", {})
    for call, body in {**STAFF_CALLS, "cancel": {}}.items():
        extra = {} if call == "receipt/prints" else more
        answers[call] = person.post(f"{path}/{call}", {**body, **extra}, headers=headers())
    return {call: (answer.status_code, "" if answer.ok else answer.json()["code"]) for call, answer in answers.items()}


@pytest.fixture
def orders(shop: Shop, sari: Person, budi: Person) -> dict[str, int]:
    """Return orders of Sari: paid, waiting, sold at the counter and at a till."""
    coffee = sari.offers("Kopi", 20_000, 99)
    paid, pending = (int(budi.buys(coffee).json()["id"]) for _ in range(2))
    shop.make_pending(pending)
    body = {"items": [{"product_id": coffee, "qty": 1}], "payments": [{"method": "cash"}]}
    counter = int(sari.post("/api/transactions", body, headers=headers()).json()["id"])
    till = Till(sari)
    till.opens(sari, 0)
    return {
        "paid": paid,
        "pending": pending,
        "counter": counter,
        "till": int(till.sells(sari, (coffee, 1)).json()["id"]),
    }


def test_orders_of_others_are_not_found(shop: Shop, sari: Person, orders: dict[str, int]) -> None:
    tono, rini = shop.person("tono", "seller"), shop.person("rini")
    till = Till(tono, "T")
    till.employs(rini)
    till.opens(tono, 0)
    before = shop.rows("SELECT * FROM transactions ORDER BY id")
    for name, order_id in (*orders.items(), ("none", 10**9)):
        for who, person, more in (
            ("another seller", tono, {}),
            ("another seller at a till", tono, {"till_id": till.id}),
            ("another buyer", rini, {}),
            ("another cashier", till.at_work("rini"), {}),
        ):
            found = calls(person, order_id, **more)
            others = {call: answer for call, answer in found.items() if answer != (404, "transaction_not_found")}
            assert others == {}, (name, who)
    assert shop.rows("SELECT * FROM transactions ORDER BY id") == before
    assert shop.value("SELECT COUNT(*) FROM refunds") == 0


def test_sellers_of_a_part_see_that_part_alone(shop: Shop, sari: Person, budi: Person) -> None:
    tono = shop.person("tono", "seller")
    items = [{"product_id": each, "qty": 1} for each in (sari.offers("Kopi", 20_000, 5), tono.offers("Teh", 5_000, 5))]
    shared = int(budi.post("/api/transactions", {"items": items}).json()["id"])
    found = calls(tono, shared)
    refused = {**dict.fromkeys(STAFF_CALLS, (403, "order_of_others")), "cancel": (409, "order_already_paid")}
    assert found == {**dict.fromkeys(["", *RECEIPTS, "link"], (200, "")), **refused}


@pytest.mark.parametrize("duty", ["cashier", "manager"])
def test_staff_take_no_money_for_what_they_bought(shop: Shop, sari: Person, duty: str) -> None:
    """Kiki works at Sari's till and orders from her on the web: another person takes the money and gives it back."""
    till, kiki = Till(sari), shop.person("kiki")
    till.employs(kiki, duty)
    at_till = till.at_work("kiki")
    assert till.opens(sari, 0).status_code == 201
    coffee = sari.offers("Kopi", 20_000, 9)
    order = int(kiki.buys(coffee).json()["id"])
    shop.make_pending(order)
    path = f"/api/transactions/{order}"

    def send(person: Person, call: str, **body: Any) -> tuple[int, str]:
        answer = person.post(f"{path}/{call}", body, headers=headers())
        return answer.status_code, "" if answer.ok else answer.json()["code"]

    refused = (403, "order_of_others")
    assert send(at_till, "pay", method="cash") == refused
    assert send(sari, "pay", method="cash", amount=5_000, till_id=till.id) == (200, "")
    # The money of a part is not theirs to take out of the drawer either.
    assert send(at_till, "cancel") == (409, "order_partly_paid")
    assert send(sari, "pay", method="cash", till_id=till.id) == (200, "")
    for call in ("refunds", "refunds/quote"):
        for method in ("cash", "transfer"):
            assert send(at_till, call, **{**REFUND, "method": method}) == refused
    assert shop.value("SELECT SUM(amount) FROM payments") == 20_000
    # What they sell to a customer at the till is not their own.
    sale = till.sells(at_till, (coffee, 1)).json()["id"]
    assert at_till.post(f"/api/transactions/{sale}/refunds", REFUND, headers=headers()).status_code == 201
    assert send(sari, "refunds", **REFUND) == (201, "")


def test_a_till_sends_no_refund_of_what_its_sender_bought(shop: Shop, sari: Person, budi: Person) -> None:
    till, kiki = Till(sari), shop.person("kiki")
    for each in (budi, kiki):
        till.employs(each)
    at_till, coffee = till.at_work("kiki"), sari.offers("Kopi", 20_000, 9)
    own, other = (int(person.buys(coffee).json()["id"]) for person in (kiki, budi))
    tablet = Tablet(till)
    tablet.opens()
    for order, staff_id in ((own, kiki.id), (own, budi.id), (other, kiki.id)):
        tablet.does("refund", REFUND, transaction_id=order, staff_id=staff_id)
    results = tablet.sends(at_till)
    assert outcomes(results) == ["created", "review", "review", "created"]
    assert {each["problem"]["code"] for each in results[1:3]} == {"order_of_others"}
    assert shop.rows("SELECT transaction_id FROM refunds") == [{"transaction_id": other}]


def test_who_owns_the_shop_decides_about_its_own_orders(shop: Shop, sari: Person, dewi: Person) -> None:
    """Sari buys at her own shop; an admin buys there, too, and is a buyer like any other."""
    coffee = sari.offers("Kopi", 20_000, 9)
    for person, status in ((sari, 200), (dewi, 403)):
        order = int(person.buys(coffee).json()["id"])
        shop.make_pending(order)
        path = f"/api/transactions/{order}"
        assert person.post(f"{path}/pay", {"method": "cash"}, headers=headers()).status_code == status
        if status == 403:
            assert sari.post(f"{path}/pay", {"method": "cash"}, headers=headers()).status_code == 200
        refund = person.post(f"{path}/refunds", REFUND, headers=headers())
        assert refund.status_code == (201 if status == 200 else 403)
