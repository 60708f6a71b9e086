"""How much buyers may order before they pay: an account costs nothing, and its orders hold the goods of others."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from order_calls import KEYS, cancel, let_expire, order, pay
from requests import Response

from queries.system import integrity_checks
from support.app import at_once
from support.database import Server
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
    refused = {
        (answer.json()["code"], answer.json()["transaction_id"]) for answer in answers if answer.status_code == 409
    }
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


def test_a_scarce_voucher_waits_for_no_unverified_buyer(shop: Shop, sari: Person, budi: Person) -> None:
    coffee, tono = sari.offers("Kopi", 50_000, 100), shop.person("tono")
    for code, most in (("SEDIKIT", 1), ("BANYAK", None)):
        body = {"code": code, "kind": "amount", "value": 1_000, "limit_total": most}
        assert sari.post("/api/vouchers", body).status_code == 201
    refused = tono.post("/api/transactions", {"items": [{"product_id": coffee, "qty": 1}], "voucher": "SEDIKIT"})
    assert (refused.status_code, refused.json()["code"]) == (409, "voucher_needs_verified_email")
    assert order(tono, (coffee, 1), voucher="BANYAK")["status"] == "pending"
    assert order(budi, (coffee, 1), voucher="SEDIKIT")["status"] == "pending"


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
    assert (problem["most"], problem["most_value"], problem["largest"]) == (20, 10_000_000, "Rp 10.000.000")
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


def test_what_another_seller_was_paid_holds_no_goods(shop: Shop, sari: Person, budi: Person) -> None:
    rina = shop.person("rina", "seller")
    dream, machine = rina.offers("Mimpi", 10**12, 1), sari.offers("Mesin", 1_000_000, 1_000)
    assert pay(rina, order(budi, (dream, 1))["id"]).json()["status"] == "paid"
    problem = budi.buys(machine, 1_000).json()
    assert (problem["code"], problem["most_value"]) == ("unpaid_orders_too_large", 10_000_000)


def test_orders_at_the_same_moment_do_not_hold_too_much_together(shop: Shop, sari: Person, budi: Person) -> None:
    machines = [sari.offers(f"Mesin {number}", 1_000_000, 20) for number in range(4)]
    answers = at_once(4, lambda number: budi.buys(machines[number], 15))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    assert {answer.json()["held_units"] for answer in answers if answer.status_code == 409} == {15}


def test_a_deactivated_buyer_keeps_nothing(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    coffee, tea = sari.offers("Kopi", 50_000, 5), sari.offers("Teh", 5_000, 5)
    voucher = {"code": "HEMAT", "kind": "amount", "value": 700, "limit_total": 1}
    assert sari.post("/api/vouchers", voucher).status_code == 201
    made = order(budi, (coffee, 5), voucher="HEMAT")
    partly = order(budi, (tea, 5))
    assert pay(sari, partly["id"], amount=1).status_code == 200
    assert dewi.patch(f"/api/users/{budi.id}", {"active": False}).json()["active"] is False
    seen = [sari.get(f"/api/transactions/{each['id']}").json()["status"] for each in (made, partly)]
    assert seen == ["expired", "pending"]
    told = "SELECT row_id FROM audit_entries WHERE table_name = 'transactions' AND user_id = %s"
    assert shop.value(told, (dewi.id,)) == str(made["id"])
    # The next buyer gets goods and voucher at once.
    rina = shop.person("rina")
    rina.count_as_verified()
    assert order(rina, (coffee, 5), voucher="HEMAT")["total"] == 249_300


def test_an_order_of_a_buyer_who_is_deactivated_meanwhile_is_refused(
    shop: Shop, server: Server, sari: Person, budi: Person
) -> None:
    coffee, roles = sari.offers("Kopi", 50_000, 5), "SELECT role FROM user_roles WHERE user_id = %s FOR UPDATE"
    with ThreadPoolExecutor(1) as pool, shop.meanwhile(server, roles, budi.id) as wait_for:
        answer = pool.submit(budi.buys, coffee)
        wait_for(1)
        shop.rows("UPDATE users SET active = FALSE WHERE id = %s", (budi.id,))
    assert (answer.result().status_code, answer.result().json()["code"]) == (401, "invalid_token")
    assert shop.rows("SELECT id FROM transactions") == []


def test_each_seller_cancels_what_is_not_paid(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    """A line of another seller would keep the goods of the first one otherwise."""
    tono = shop.person("tono", "seller")
    coffee, tea = sari.offers("Kopi", 50_000, 5), tono.offers("Teh", 5_000, 5)
    shared = order(budi, (coffee, 5), (tea, 1))
    refused = cancel(shop.person("joko", "seller"), shared["id"])
    assert refused.status_code == 404
    gone = cancel(sari, shared["id"]).json()
    # They see their part alone.
    assert (gone["status"], gone["total"], [item["product_id"] for item in gone["items"]]) == (
        "cancelled", 250_000, [coffee],
    )  # fmt: skip
    assert [sari.get(f"/api/products/{each}").json()["stock"] for each in (coffee, tea)] == [5, 5]
    assert tono.get(f"/api/transactions/{shared['id']}").json()["status"] == "cancelled"
    # Once money was paid nobody but an admin can tell where it goes.
    paid = order(budi, (coffee, 1), (tea, 1))
    assert pay(dewi, paid["id"], amount=1).status_code == 200
    assert cancel(tono, paid["id"]).json()["code"] == "order_of_others"
    open_order = order(budi, (coffee, 1), (tea, 1))
    assert dewi.patch(f"/api/users/{tono.id}", {"roles": ["buyer"]}).status_code == 200
    assert cancel(tono, open_order["id"]).json()["code"] == "order_of_others"


def test_a_cashier_learns_what_unpaid_orders_keep(shop: Shop, sari: Person, budi: Person) -> None:
    coffee, tea = sari.offers("Kopi", 50_000, 5), sari.offers("Teh", 5_000, 5)
    kept, partly = order(budi, (coffee, 3)), order(budi, (coffee, 1))
    assert pay(sari, partly["id"], amount=1).status_code == 200
    items = [{"product_id": coffee, "qty": 2}, {"product_id": tea, "qty": 6}]
    body = {"items": items, "payments": [{"method": "cash"}]}

    def sell(path: str = "") -> Response:
        return sari.post(f"/api/transactions{path}", body, headers={"Idempotency-Key": f"jual-{next(KEYS)}"})

    for path in ("", "/quote"):
        problem = sell(path).json()
        assert [(each["available"], each["kept"]) for each in problem["items"]] == [(1, 3), (5, 0)]
    # Buyers are told nothing of the orders of others.
    assert "kept" not in budi.buys(coffee, 2).json()["items"][0]
    assert cancel(sari, kept["id"]).status_code == 200
    items.pop()
    assert sell().status_code == 201
