"""How much buyers may order before they pay: an account costs nothing, and its orders hold the goods of others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from order_calls import cancel, let_expire, order, pay

from queries.system import integrity_checks
from support.app import at_once
from support.people import Person, Shop
from support.shops import emptied


@pytest.fixture
def shop(shop_of_orders: Shop) -> Iterator[Shop]:
    with emptied(shop_of_orders) as shop:
        yield shop


@pytest.fixture(autouse=True)
def all_is_sound(shop: Shop) -> Iterator[None]:
    """Run the statements of `flask check` after the test."""
    yield
    assert {name: rows for name, sql in integrity_checks.CHECKS.items() if (rows := shop.rows(sql))} == {}


@pytest.fixture
def budi(shop: Shop) -> Person:
    budi = shop.person("budi")
    budi.count_as_verified()
    return budi


def test_who_has_never_paid_has_five_orders_a_day(shop: Shop, sari: Person, budi: Person) -> None:
    coffee = sari.offers("Kopi", 50_000, 100)
    # Neither what is free nor what they pay to themselves counts.
    assert order(budi, (sari.offers("Brosur", 0, 5), 1))["status"] == "paid"
    shop.rows("INSERT INTO user_roles (user_id, role) VALUES (%s, 'seller')", (budi.id,))
    assert pay(budi, order(budi, (budi.offers("Teh", 5_000, 5), 1))["id"]).json()["status"] == "paid"
    made = [order(budi, (coffee, 1))["id"] for _ in range(5)]
    assert cancel(budi, made[0]).status_code == 200
    problem = budi.buys(coffee).json()
    assert (problem["code"], problem["present"], problem["most"]) == ("too_many_unpaid_orders", 5, 5)
    created_at = shop.value("SELECT created_at FROM transactions WHERE id = %s", (made[0],))
    assert problem["retry_at"] == f"{(created_at + timedelta(days=1)).isoformat()}Z"
    assert pay(sari, made[1]).json()["status"] == "paid"
    assert [order(budi, (coffee, 1))["status"] for _ in range(2)] == ["pending", "pending"]


def test_who_has_verified_no_address_has_one_order_at_a_time(shop: Shop, sari: Person) -> None:
    coffee, tono = [sari.offers(f"Kopi {number}", 50_000, 100) for number in range(4)], shop.person("tono")
    # Orders of different goods at the same moment do not pass together.
    answers = at_once(4, lambda number: tono.buys(coffee[number]))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    (first,) = (answer.json() for answer in answers if answer.status_code == 201)
    refused = {(answer.json()["code"], answer.json()["id"]) for answer in answers if answer.status_code == 409}
    assert refused == {("verified_email_required", first["id"])}
    assert cancel(tono, first["id"]).status_code == 200
    second = order(tono, (coffee[0], 1))["id"]
    assert tono.buys(coffee[0]).status_code == 409
    let_expire(shop, second)
    third = order(tono, (coffee[0], 1))["id"]
    # The seller has seen money.
    assert pay(sari, third, amount=1).status_code == 200
    order(tono, (coffee[0], 1))
    assert tono.buys(coffee[0]).status_code == 409
    tono.count_as_verified()
    order(tono, (coffee[0], 1))


def test_what_unpaid_orders_hold_is_bounded(shop: Shop, sari: Person, budi: Person) -> None:
    """Twenty units of anything, or many cheap ones, but not all that a shop has."""
    machine, sweet = sari.offers("Mesin", 600_000, 1_000), sari.offers("Permen", 500, 10**6)
    rice = sari.offers("Beras", 600_000, 10**6, measure="gram")
    whole_stock = {
        "items": [{"product_id": product, "qty": qty} for product, qty in ((machine, 1_000), (sweet, 10**6))]
    }
    refused = budi.post("/api/transactions", whole_stock)
    assert (refused.status_code, refused.json()["code"]) == (409, "unpaid_orders_too_large")
    # Each kilogram that was begun is a unit.
    made = order(budi, (machine, 12), (rice, 7_001))
    problem = budi.buys(sweet).json()
    assert (problem["code"], problem["held_units"], problem["held_value"]) == (
        "unpaid_orders_too_large", 20, 11_400_600,
    )  # fmt: skip
    assert (problem["most_units"], problem["most_value"], problem["largest"]) == (20, 10_000_000, "Rp 10.000.000")
    assert cancel(budi, made["id"]).status_code == 200
    cheap = order(budi, (sweet, 20_000))
    assert budi.buys(sweet).json()["held_value"] == 10_000_000
    # Who has paid may order three times as much as that.
    assert pay(sari, cheap["id"]).json()["status"] == "paid"
    large = order(budi, (sweet, 60_000))
    assert budi.buys(sweet).json()["most_value"] == 30_000_000
    assert cancel(budi, large["id"]).status_code == 200
    age = "UPDATE transactions SET created_at = created_at - INTERVAL %s DAY WHERE id = %s"
    shop.rows(age, (366, cheap["id"]))
    assert budi.buys(sweet, 20_001).json()["most_value"] == 10_000_000
    # What was given back is not counted.
    shop.rows(age, (-366, cheap["id"]))
    path, body = f"/api/transactions/{cheap['id']}/refunds", {"method": "cash", "amount": 9_000_000, "reason": "cacat"}
    assert sari.post(path, body, headers={"Idempotency-Key": "kembali"}).status_code == 201
    assert budi.buys(sweet, 20_001).json()["most_value"] == 10_000_000


def test_orders_at_the_same_moment_do_not_hold_too_much_together(shop: Shop, sari: Person, budi: Person) -> None:
    machines = [sari.offers(f"Mesin {number}", 1_000_000, 20) for number in range(4)]
    answers = at_once(4, lambda number: budi.buys(machines[number], 15))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    assert {answer.json()["held_units"] for answer in answers if answer.status_code == 409} == {15}
