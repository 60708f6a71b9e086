"""Orders of others: whoever neither bought nor sold anything in an order learns nothing of it, not even that it exists.

A seller of a part of it may see that part, and gets a 403 where it takes the seller of all items.
"""

from __future__ import annotations

from typing import Any

import pytest
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
    refused = dict.fromkeys([*STAFF_CALLS, "cancel"], (403, "order_of_others"))
    assert found == {**dict.fromkeys(["", *RECEIPTS, "link"], (200, "")), **refused}
