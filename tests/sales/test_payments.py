"""Orders that are paid later: payments, change, cancellation, expiry, and what counts as sold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from order_calls import cancel, let_expire, order, pay

from jobs import runner
from queries.sales import order_expiry
from queries.system import integrity_checks
from support.app import at_once
from support.database import Server
from support.people import Person, Shop
from support.shops import emptied, started_shop


@pytest.fixture(scope="module")
def shop_of_orders(server: Server, run_dir: Path) -> Iterator[Shop]:
    """A shop in which an order waits for its payment."""
    with started_shop(server, run_dir, UNPAID="pending") as shop:
        yield shop


@pytest.fixture
def shop(shop_of_orders: Shop) -> Iterator[Shop]:
    with emptied(shop_of_orders) as shop:
        yield shop


def state(person: Person, order_id: int) -> str:
    return str(person.get(f"/api/transactions/{order_id}").json()["status"])


def stock(person: Person, product_id: int) -> int:
    return int(person.get(f"/api/products/{product_id}").json()["stock"])


def ledger(shop: Shop, product_id: int) -> list[tuple[str, int]]:
    rows = shop.rows("SELECT reason, delta FROM stock_ledger WHERE product_id = %s ORDER BY id", (product_id,))
    return [(row["reason"], row["delta"]) for row in rows]


def revenue(seller: Person) -> tuple[int, int]:
    totals = seller.get("/api/analytics/sales").json()["totals"]
    return totals["transactions"], totals["revenue"]


@pytest.fixture
def all_is_sound(shop: Shop) -> Iterator[None]:
    """Run the statements of `flask check` after the test."""
    yield
    assert {name: rows for name, sql in integrity_checks.CHECKS.items() if (rows := shop.rows(sql))} == {}


def test_an_order_becomes_a_sale_with_its_payment(shop: Shop, sari: Person, budi: Person, all_is_sound: None) -> None:
    coffee = sari.offers("Kopi", 50_000, 5)
    made = order(budi, (coffee, 2), expected_total=100_000)
    assert (made["status"], made["paid"], made["due"], made["payments"]) == ("pending", 0, 100_000, [])
    assert (made["receipt_number"], made["sold_at"], made["receipt_email"]) == (None, None, None)
    assert made["expires_at"] > made["created_at"]
    # It keeps its goods, and is no revenue yet.
    assert stock(budi, coffee) == 3
    assert revenue(sari) == (0, 0)
    answer = pay(sari, made["id"], tendered=150_000)
    assert answer.status_code == 200, answer.text
    sold = answer.json()
    assert (sold["status"], sold["paid"], sold["due"], sold["expires_at"]) == ("paid", 100_000, 0, None)
    assert sold["receipt_number"].endswith(f"-{made['id']:06d}")
    (payment,) = sold["payments"]
    assert (payment["method"], payment["amount"], payment["tendered"], payment["change"]) == (
        "cash", 100_000, 150_000, 50_000,
    )  # fmt: skip
    assert revenue(sari) == (1, 100_000)
    assert budi.get(f"/api/transactions/{made['id']}").json() == sold
    assert ledger(shop, coffee) == [("opening", 5), ("sale", -2)]


def test_an_order_of_nothing_to_pay_is_a_sale_at_once(sari: Person, budi: Person) -> None:
    made = order(budi, (sari.offers("Brosur", 0, 5), 1))
    assert (made["status"], made["due"], made["expires_at"]) == ("paid", 0, None)


def test_a_total_is_shared_by_cash_and_transfer(sari: Person, budi: Person, all_is_sound: None) -> None:
    made = order(budi, (sari.offers("Kopi", 50_000, 5), 1))
    partly = pay(sari, made["id"], amount=20_000, tendered=20_000).json()
    # What is partly paid does not expire.
    assert (partly["status"], partly["paid"], partly["due"], partly["expires_at"]) == ("pending", 20_000, 30_000, None)
    assert revenue(sari) == (0, 0)
    beyond = pay(sari, made["id"], amount=30_001)
    assert (beyond.status_code, beyond.json()["errors"][0]["field"]) == (422, "amount")
    assert beyond.json()["errors"][0]["msg"] == "Only Rp 30.000 is due."
    paid = pay(sari, made["id"], method="transfer", reference="BCA 1234").json()
    assert [(each["method"], each["amount"], each["reference"]) for each in paid["payments"]] == [
        ("cash", 20_000, ""),
        ("transfer", 30_000, "BCA 1234"),
    ]
    assert (paid["status"], revenue(sari)) == ("paid", (1, 50_000))
    again = pay(sari, made["id"])
    assert (again.status_code, again.json()["code"]) == (409, "order_already_paid")
    assert (again.json()["order_status"], again.json()["possible"]) == ("paid", [])


@pytest.mark.parametrize(
    ("payment", "field"),
    [
        ({"tendered": 49_999}, "tendered"),
        ({"method": "transfer", "tendered": 50_000}, "tendered"),
        ({"amount": 0}, "amount"),
        ({"amount": -1}, "amount"),
        ({"amount": 0.5}, "amount"),
        ({"method": "cheque"}, "method"),
        ({"reference": "x" * 101}, "reference"),
        ({"change": 1}, "change"),
    ],
)
def test_a_payment_that_can_not_be_is_refused(
    shop: Shop, sari: Person, budi: Person, payment: dict[str, Any], field: str
) -> None:
    made = order(budi, (sari.offers("Kopi", 50_000, 5), 1))
    answer = pay(sari, made["id"], **payment)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)
    assert shop.rows("SELECT id FROM payments") == []


def test_nobody_pays_for_themselves(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    """The buyer could open a course, and another seller could take goods, without a rupiah."""
    tono = shop.person("tono", "seller")
    coffee, tea = sari.offers("Kopi", 50_000, 5), tono.offers("Teh", 5_000, 5)
    made = order(budi, (coffee, 1))
    assert pay(budi, made["id"]).json()["code"] == "order_of_others"
    assert pay(tono, made["id"]).status_code == 404
    shared = order(budi, (coffee, 1), (tea, 1))
    # Each sees a part only, so that neither can tell what is due.
    seen = sari.get(f"/api/transactions/{shared['id']}").json()
    assert (seen["total"], seen["paid"], seen["due"], seen["payments"]) == (50_000, None, None, [])
    for seller in (sari, tono):
        assert pay(seller, shared["id"]).json()["code"] == "order_of_others"
    assert pay(dewi, shared["id"]).json()["status"] == "paid"
    assert shop.value("SELECT COUNT(*) FROM payments") == 1


def test_a_line_that_costs_nothing_has_its_seller_too(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    tono = shop.person("tono", "seller")
    shared = order(budi, (sari.offers("Kopi", 50_000, 5), 1), (tono.offers("Brosur", 0, 5), 1))
    assert pay(dewi, shared["id"]).json()["status"] == "paid"
    alone = order(budi, (sari.offers("Teh", 5_000, 5), 1))
    assert pay(sari, alone["id"]).json()["paid"] == 5_000
    for seller, total in ((sari, 50_000), (tono, 0)):
        seen = seller.get(f"/api/transactions/{shared['id']}").json()
        listed = seller.get("/api/transactions?scope=sales").json()["transactions"]
        assert listed[-1] == seen
        assert (seen["total"], seen["paid"], seen["due"], seen["payments"]) == (total, None, None, [])
    assert sari.get("/api/transactions?scope=sales").json()["transactions"][0]["paid"] == 5_000


def test_a_buyer_has_few_orders_without_a_payment(shop: Shop, sari: Person, budi: Person, all_is_sound: None) -> None:
    coffee = sari.offers("Kopi", 50_000, 100)
    body = {"items": [{"product_id": coffee, "qty": 1}]}

    def may_order() -> bool:
        answer = budi.post("/api/transactions", body)
        assert answer.status_code in (201, 409), answer.text
        return answer.status_code == 201

    # What was paid is not counted, not even what was given back.
    assert pay(sari, order(budi, (coffee, 1))["id"]).status_code == 200
    given_back = order(budi, (coffee, 1))["id"]
    assert (pay(sari, given_back, amount=1).status_code, cancel(sari, given_back).status_code) == (200, 200)
    first = budi.post("/api/transactions", body, headers={"Idempotency-Key": "kunci"})
    made = [order(budi, (coffee, 1))["id"] for _ in range(19)]
    assert cancel(budi, made[0]).status_code == 200
    let_expire(shop, made[1])
    shop.rows("UPDATE transactions SET created_at = created_at - INTERVAL 23 HOUR WHERE id = %s", (made[2],))
    refused = budi.post("/api/transactions", body)
    problem = refused.json()
    assert (refused.status_code, problem["code"]) == (409, "too_many_unpaid_orders")
    assert (problem["present"], problem["most"]) == (20, 20)
    created_at = shop.value("SELECT created_at FROM transactions WHERE id = %s", (made[2],))
    assert problem["retry_at"] == f"{(created_at + timedelta(days=1)).isoformat()}Z"
    assert problem["clock"] == f"{created_at + timedelta(hours=7):%H.%M}"
    assert 3_500 < int(refused.headers["Retry-After"]) <= 3_600
    # It concerns orders of this buyer that have to be paid.
    assert budi.post("/api/transactions/quote", body).status_code == 200
    assert order(shop.person("tono"), (coffee, 1))["status"] == "pending"
    assert order(budi, (sari.offers("Brosur", 0, 5), 1))["status"] == "paid"
    again = budi.post("/api/transactions", body, headers={"Idempotency-Key": "kunci"})
    assert (again.status_code, again.json()["id"]) == (201, first.json()["id"])
    assert pay(sari, made[3], amount=1).status_code == 200
    assert (may_order(), may_order()) == (True, False)
    shop.rows("UPDATE transactions SET created_at = created_at - INTERVAL 1 HOUR WHERE id = %s", (made[2],))
    assert (may_order(), may_order()) == (True, False)


def test_who_is_no_seller_any_more_takes_no_money(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    made = order(budi, (sari.offers("Kopi", 50_000, 5), 1))
    assert dewi.patch(f"/api/users/{sari.id}", {"roles": ["buyer"]}).status_code == 200
    for step in (pay, cancel):
        refused = step(sari, made["id"])
        assert (refused.status_code, refused.json()["code"]) == (403, "order_of_others")
    assert shop.rows("SELECT id FROM payments") == []
    assert cancel(dewi, made["id"]).json()["status"] == "cancelled"


def test_a_payment_needs_a_key_and_happens_once(shop: Shop, sari: Person, budi: Person, all_is_sound: None) -> None:
    made = order(budi, (sari.offers("Kopi", 50_000, 5), 2))
    path = f"/api/transactions/{made['id']}"
    for step in ("pay", "cancel"):
        refused = sari.post(f"{path}/{step}", {"method": "cash"} if step == "pay" else None)
        assert (refused.status_code, refused.json()["code"]) == (400, "idempotency_key_required")
    answers = at_once(8, lambda _: pay(sari, made["id"], key="satu", amount=40_000))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert shop.value("SELECT paid FROM transactions") == 40_000
    other = pay(sari, made["id"], key="satu", amount=40_001)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def test_of_concurrent_payments_none_exceeds_the_total(
    shop: Shop, sari: Person, budi: Person, all_is_sound: None
) -> None:
    made = order(budi, (sari.offers("Kopi", 50_000, 5), 1))
    answers = at_once(12, lambda _: pay(sari, made["id"], amount=10_000))
    found = Counter(answer.status_code for answer in answers)
    assert (found[200], found[409]) == (5, 7)
    assert shop.value("SELECT SUM(amount) FROM payments") == 50_000
    assert state(budi, made["id"]) == "paid"


def test_a_cancelled_order_returns_its_goods(shop: Shop, sari: Person, budi: Person, all_is_sound: None) -> None:
    coffee, tea = sari.offers("Kopi", 50_000, 5), sari.offers("Teh", 5_000, 5)
    made = order(budi, (coffee, 5), (tea, 1))
    assert (stock(budi, coffee), stock(budi, tea)) == (0, 4)
    gone = cancel(budi, made["id"]).json()
    assert (gone["status"], gone["due"], gone["receipt_number"]) == ("cancelled", 0, None)
    assert (stock(budi, coffee), stock(budi, tea)) == (5, 5)
    assert ledger(shop, coffee) == [("opening", 5), ("sale", -5), ("cancel", 5)]
    for step in (pay, cancel):
        refused = step(sari, made["id"])
        assert (refused.status_code, refused.json()["code"]) == (409, "order_was_cancelled")
    assert order(budi, (coffee, 5))["status"] == "pending"


def test_goods_return_to_a_stock_as_large_as_can_be(shop: Shop, sari: Person, budi: Person, all_is_sound: None) -> None:
    largest, some = 10**9, 10**6
    coffee = sari.offers("Kopi", 1, largest)
    made = order(budi, (coffee, some))
    assert sari.put(f"/api/products/{coffee}", {"stock": largest}).status_code == 200
    assert cancel(budi, made["id"]).json()["status"] == "cancelled"
    assert stock(sari, coffee) == largest + some
    assert ledger(shop, coffee) == [("opening", largest), ("sale", -some), ("adjustment", some), ("cancel", some)]
    # The seller goes on with the product, and counts it again.
    assert sari.put(f"/api/products/{coffee}", {"price": 2}).json()["stock"] == largest + some
    assert order(budi, (coffee, some))["total"] == 2 * some
    assert sari.put(f"/api/products/{coffee}", {"stock": largest}).json()["stock"] == largest


def test_the_seller_cancels_what_is_partly_paid_and_gives_it_back(
    shop: Shop, sari: Person, budi: Person, all_is_sound: None
) -> None:
    made = order(budi, (sari.offers("Kopi", 50_000, 5), 1))
    pay(sari, made["id"], amount=10_000)
    pay(sari, made["id"], method="transfer", amount=15_000)
    refused = cancel(budi, made["id"])
    assert (refused.status_code, refused.json()["code"]) == (409, "order_partly_paid")
    gone = cancel(sari, made["id"]).json()
    assert (gone["status"], gone["paid"]) == ("cancelled", 0)
    assert [(each["method"], each["amount"]) for each in gone["payments"]] == [
        ("cash", 10_000), ("transfer", 15_000), ("cash", -10_000), ("transfer", -15_000),
    ]  # fmt: skip


def test_an_expired_order_gives_its_goods_to_the_next_buyer(
    shop: Shop, sari: Person, budi: Person, all_is_sound: None
) -> None:
    """Nothing waits for a job: the next sale that falls short releases them."""
    rina = shop.person("rina")
    coffee, tea = sari.offers("Kopi", 50_000, 2), sari.offers("Teh", 5_000, 2)
    first, other = order(budi, (coffee, 2)), order(budi, (tea, 2))
    short = rina.buys(coffee)
    assert (short.status_code, short.json()["available"]) == (409, 0)
    for each in (first, other):
        let_expire(shop, each["id"])
    assert state(budi, first["id"]) == "expired"
    line = {"items": [{"product_id": coffee, "qty": 1}]}
    assert rina.post("/api/transactions/quote", line).status_code == 200
    assert order(rina, (coffee, 2))["status"] == "pending"
    assert ledger(shop, coffee) == [("opening", 2), ("sale", -2), ("cancel", 2), ("sale", -2)]
    refused = cancel(budi, first["id"])
    assert (refused.json()["code"], refused.json()["possible"]) == ("order_has_expired", ["pay"])
    # Money came late, and the goods are gone.
    late = pay(sari, first["id"])
    assert (late.status_code, late.json()["code"], late.json()["available"]) == (409, "insufficient_stock", 0)
    assert shop.rows("SELECT id FROM payments") == []


def test_late_money_takes_the_goods_again(
    shop: Shop, inside: None, sari: Person, budi: Person, all_is_sound: None
) -> None:
    coffee = sari.offers("Kopi", 50_000, 2)
    lines = [{"product_id": coffee, "qty": 1}, {"product_id": coffee, "qty": 1, "note": "tanpa gula"}]
    made = budi.post("/api/transactions", {"items": lines}).json()
    let_expire(shop, made["id"])
    order_expiry.release_all()
    assert (stock(budi, coffee), state(budi, made["id"])) == (2, "expired")
    assert budi.get(f"/api/transactions/{made['id']}").json()["due"] == 100_000
    assert pay(sari, made["id"]).json()["status"] == "paid"
    assert ledger(shop, coffee) == [("opening", 2), ("sale", -2), ("cancel", 2), ("sale", -2)]


def test_the_supervisor_of_jobs_releases_expired_orders(shop: Shop, inside: None, sari: Person, budi: Person) -> None:
    coffee = sari.offers("Kopi", 50_000, 2)
    made = order(budi, (coffee, 2))
    is_due, run = runner.EVERY_MINUTE["order_expiry"]
    assert not is_due()
    let_expire(shop, made["id"])
    assert is_due()
    run()
    assert (is_due(), stock(budi, coffee)) == (False, 2)


def test_fifty_buyers_of_the_last_unit_of_an_expired_order(
    shop: Shop, sari: Person, budi: Person, all_is_sound: None
) -> None:
    coffee = sari.offers("Kopi", 50_000, 1)
    let_expire(shop, order(budi, (coffee, 1))["id"])
    twins = [shop.visitor() for _ in range(50)]
    for twin in twins:
        twin.http.headers.update(budi.http.headers)
    found = Counter(answer.status_code for answer in at_once(50, lambda n: twins[n].buys(coffee)))
    assert (found[201], found[409]) == (1, 49)


def test_payment_cancellation_and_expiry_race_to_one_end(
    shop: Shop, sari: Person, budi: Person, all_is_sound: None
) -> None:
    coffee = sari.offers("Kopi", 50_000, 40)
    for _ in range(5):
        made = order(budi, (coffee, 1))
        answers = at_once(8, lambda n, made=made: (pay, cancel)[n % 2]((sari, budi)[n % 2], made["id"]))
        assert sum(answer.status_code == 200 for answer in answers) == 1
        assert {answer.status_code for answer in answers} <= {200, 409}
        assert state(budi, made["id"]) in ("paid", "cancelled")


def test_a_course_opens_when_it_is_paid(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    ticket = sari.offers("Kelas ekspor", 75_000)
    course = dewi.teaches(product_id=ticket, owner_id=sari.id)
    made = order(budi, (ticket, 1))
    assert made["courses"] == []
    closed = budi.post(f"/api/courses/{course['id']}/enroll")
    assert (closed.status_code, closed.json()["code"]) == (403, "purchase_required")
    twice = order(budi, (ticket, 1))
    paid = pay(sari, made["id"]).json()
    assert [each["id"] for each in paid["courses"]] == [course["id"]]
    assert budi.get(f"/api/courses/{course['id']}/progress").status_code == 200
    owned = pay(sari, twice["id"])
    assert (owned.status_code, owned.json()["code"]) == (409, "course_already_owned")
    assert shop.value("SELECT COUNT(*) FROM payments") == 1


def test_goods_stay_goods_if_their_product_sells_a_course_meanwhile(
    shop: Shop, sari: Person, budi: Person, dewi: Person, all_is_sound: None
) -> None:
    product = sari.offers("Buku ekspor", 75_000, 5)
    made = order(budi, (product, 2))
    course = dewi.teaches(product_id=product, owner_id=sari.id)
    assert pay(sari, made["id"]).json()["courses"] == []
    assert shop.rows("SELECT id FROM enrolments") == []
    assert ledger(shop, product) == [("opening", 5), ("sale", -2)]
    # Who bought the product before has paid for the course, and may enrol.
    assert budi.post(f"/api/courses/{course['id']}/enroll").status_code == 201
    assert [each["id"] for each in budi.get(f"/api/transactions/{made['id']}").json()["courses"]] == [course["id"]]


def test_a_course_that_its_product_sells_no_more_is_not_paid_for(
    shop: Shop, sari: Person, budi: Person, dewi: Person, all_is_sound: None
) -> None:
    product = sari.offers("Kelas ekspor", 75_000, 5)
    course = dewi.teaches(product_id=product, owner_id=sari.id)
    made = order(budi, (product, 1))
    assert dewi.put(f"/api/courses/{course['id']}", {"product_id": None}).status_code == 200
    refused = pay(sari, made["id"])
    assert (refused.status_code, refused.json()["code"]) == (409, "course_closed")
    assert (state(budi, made["id"]), shop.rows("SELECT id FROM payments")) == ("pending", [])
    assert cancel(budi, made["id"]).status_code == 200
    assert ledger(shop, product) == [("opening", 5)]


def test_a_course_that_changed_its_product_takes_no_payment_for_the_old_one(
    shop: Shop, sari: Person, budi: Person, dewi: Person
) -> None:
    ticket, later = sari.offers("Kelas ekspor", 75_000), sari.offers("Kelas baru", 90_000)
    tono, lina = shop.person("tono"), shop.person("lina")
    course = f"/api/courses/{dewi.teaches(product_id=ticket, owner_id=sari.id)['id']}"
    bought, waiting, begun = (order(buyer, (ticket, 1)) for buyer in (tono, budi, lina))
    assert pay(sari, bought["id"]).status_code == pay(sari, begun["id"], amount=10_000).status_code == 200
    assert sari.put(course, {"product_id": later}).status_code == 200
    for made in (waiting, begun):
        refused = pay(sari, made["id"])
        assert (refused.status_code, refused.json()["code"]) == (409, "course_closed")
    assert cancel(budi, waiting["id"]).status_code == cancel(sari, begun["id"]).status_code == 200
    assert shop.value("SELECT SUM(amount) FROM payments") == 75_000
    assert tono.get(f"{course}/progress").status_code == 200
    assert tono.post("/api/transactions", {"items": [{"product_id": later, "qty": 1}]}).status_code == 409
    assert budi.post(f"{course}/enroll").json()["product_id"] == later
    assert pay(sari, order(budi, (later, 1))["id"]).status_code == 200
    assert budi.get(f"{course}/progress").status_code == 200
    shop.must_be_sound()


@pytest.mark.parametrize("why", ["course_closed", "course_already_owned"])
def test_a_course_that_can_not_be_bought_takes_no_part_of_its_price(
    shop: Shop, inside: None, sari: Person, budi: Person, dewi: Person, why: str, all_is_sound: None
) -> None:
    ticket, book = sari.offers("Kelas ekspor", 75_000), sari.offers("Buku", 25_000, 5)
    course = f"/api/courses/{dewi.teaches(product_id=ticket, owner_id=sari.id)['id']}"
    waiting, begun, late = (
        order(budi, (ticket, 1), (book, 1)),
        order(budi, (ticket, 1)),
        order(budi, (ticket, 1), (book, 1)),
    )
    assert pay(sari, begun["id"], amount=10_000).status_code == 200
    let_expire(shop, late["id"])
    order_expiry.release_all()
    if why == "course_closed":
        assert sari.put(course, {"listed": False}).status_code == 200
    else:
        assert pay(sari, order(budi, (ticket, 1))["id"]).status_code == 200
    paid = shop.value("SELECT SUM(amount) FROM payments")
    for made in (waiting, begun, late):
        for payment in ({"amount": 1_000}, {}):
            refused = pay(sari, made["id"], **payment)
            assert (refused.status_code, refused.json()["code"]) == (409, why)
    assert shop.value("SELECT SUM(amount) FROM payments") == paid
    assert [state(budi, made["id"]) for made in (waiting, begun, late)] == ["pending", "pending", "expired"]
    assert stock(sari, book) == 4
    if why == "course_closed":
        assert sari.put(course, {"listed": True}).status_code == 200
        assert pay(sari, begun["id"]).json()["status"] == "paid"


def test_late_money_for_goods_and_a_course_takes_both(
    shop: Shop, inside: None, sari: Person, budi: Person, dewi: Person, all_is_sound: None
) -> None:
    ticket, book = sari.offers("Kelas ekspor", 75_000), sari.offers("Buku", 25_000, 5)
    course = dewi.teaches(product_id=ticket, owner_id=sari.id)
    made = order(budi, (ticket, 1), (book, 2))
    let_expire(shop, made["id"])
    order_expiry.release_all()
    assert pay(sari, made["id"], amount=1_000).json()["courses"] == []
    assert stock(sari, book) == 3
    assert [each["id"] for each in pay(sari, made["id"]).json()["courses"]] == [course["id"]]


def test_the_receipt_is_sent_when_it_is_paid(shop: Shop, sari: Person, budi: Person) -> None:
    shop.rows(
        "UPDATE users SET email = 'budi@example.com', email_verified_at = UTC_TIMESTAMP(6) WHERE id = %s", (budi.id,)
    )
    made = order(budi, (sari.offers("Kopi", 50_000, 5), 1))
    assert shop.rows("SELECT id FROM letters") == []
    sold = pay(sari, made["id"]).json()
    receipt = shop.email("budi@example.com", "receipt")
    assert sold["receipt_number"] in receipt["Subject"]


def test_waiting_orders_are_listed(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    tono = shop.person("tono", "seller")
    coffee, tea = sari.offers("Kopi", 50_000, 9), tono.offers("Teh", 5_000, 9)
    waiting, shared, paid = order(budi, (coffee, 1)), order(budi, (coffee, 1), (tea, 1)), order(budi, (coffee, 1))
    expired = order(budi, (coffee, 1))
    pay(sari, paid["id"])
    let_expire(shop, expired["id"])

    def listed(person: Person, scope: str, **more: str) -> list[int]:
        answer = person.get("/api/transactions", params={"scope": scope, "status": "pending", **more})
        assert answer.status_code == 200, answer.text
        return [each["id"] for each in answer.json()["transactions"]]

    assert listed(budi, "own") == [shared["id"], waiting["id"]]
    assert listed(sari, "sales") == [shared["id"], waiting["id"]]
    assert listed(tono, "sales") == [shared["id"]]
    assert listed(dewi, "all") == [shared["id"], waiting["id"]]
    assert listed(sari, "own") == []
    assert listed(budi, "own", per_page="1") == [shared["id"]]
    assert listed(budi, "own", **{"from": "2026-01-01"}) == [shared["id"], waiting["id"]]
    assert listed(budi, "own", to="2026-01-01") == []
    assert budi.get("/api/transactions", params={"scope": "all", "status": "pending"}).status_code == 403
    assert budi.get("/api/transactions", params={"scope": "sales", "status": "pending"}).status_code == 403
    # All of them are in the buyer's list; the days of a seller's list are those of payments.
    assert len(budi.get("/api/transactions").json()["transactions"]) == 4
    sold = sari.get("/api/transactions", params={"scope": "sales", "from": "2026-01-01"}).json()["transactions"]
    assert [each["id"] for each in sold] == [paid["id"]]


def test_an_order_is_no_sale_in_any_figure(
    shop: Shop, sari: Person, budi: Person, dewi: Person, all_is_sound: None
) -> None:
    coffee = sari.offers("Kopi", 50_000, 9)
    order(budi, (coffee, 3))
    assert revenue(sari) == (0, 0)
    assert sari.get("/api/analytics/forecast").json()["products"] == []
    days = dewi.get("/api/platform").json()["days"]
    assert sum(day["sales"] for day in days) == 0


def test_sellers_with_orders_alone_have_figures(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    category = dewi.post("/api/products/categories", {"name": "Minuman"}).json()["id"]
    coffee = sari.offers("Kopi", 50_000, 9, category_id=category)
    ticket = sari.offers("Kelas ekspor", 75_000)
    course = dewi.teaches(product_id=ticket, owner_id=sari.id)
    order(budi, (coffee, 3), (ticket, 1))
    tono = shop.person("tono", "seller")
    other = order(budi, (tono.offers("Teh", 5_000, 9), 1))
    sales = [
        {}, {"by": "day"}, {"by": "week"}, {"by": "month"}, {"product_id": coffee}, {"category_id": category},
        {"seller_id": sari.id}, {"from": "2026-01-01", "to": "2026-01-31"}, {"top": 500},
    ]  # fmt: skip
    calls = [("sales", {**query, "format": kind}) for query in sales for kind in ("json", "csv")]
    calls += [("forecast", {"detail": detail, "product_id": coffee}) for detail in ("summary", "daily")]
    calls += [("forecast", {"category_id": category, "tier": "best"}), ("cohorts", {"course_id": course["id"]})]
    for name in ("course-progress", "course-engagement", "completion-rates", "user-progress"):
        calls += [(name, {"format": kind}) for kind in ("json", "csv")]

    def ask_all() -> None:
        for person in (sari, dewi):
            for name, query in calls:
                answer = person.get(f"/api/analytics/{name}", params=query)
                assert answer.status_code == 200, (name, query, answer.text)

    ask_all()
    assert revenue(sari) == revenue(dewi) == (0, 0)
    assert pay(tono, other["id"]).status_code == 200
    ask_all()
    assert (revenue(sari), revenue(dewi)) == ((0, 0), (1, 5_000))


@pytest.mark.parametrize(
    ("wrong", "check"),
    [
        ("UPDATE payments SET amount = 1, tendered = NULL", "what was paid is the sum of the payments"),
        ("UPDATE transactions SET paid = 1", "an order is paid once its payments reach the total"),
        ("UPDATE transaction_items SET sold_at = NULL", "a line was sold when its sale was"),
        ("UPDATE transactions SET status = 'pending'", "no line of an unpaid order counts as sold"),
        (
            "UPDATE transactions SET status = 'pending', expires_at = '2020-01-01'",
            "no order is kept longer than a day beyond its time",
        ),
        (
            "DELETE FROM stock_ledger WHERE reason = 'sale'",
            "every line has left the stock once, and that of a closed order has returned",
        ),
    ],
)
def test_checks_find_an_order_that_does_not_add_up(
    shop: Shop, sari: Person, budi: Person, wrong: str, check: str
) -> None:
    pay(sari, order(budi, (sari.offers("Kopi", 50_000, 5), 1))["id"])
    assert not shop.rows(integrity_checks.CHECKS[check])
    shop.rows(wrong)
    assert shop.rows(integrity_checks.CHECKS[check])
