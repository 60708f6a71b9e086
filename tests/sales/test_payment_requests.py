"""Money that is expected by QRIS or transfer: what is asked for, what arrives, late, twice, wrong and at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from incoming_calls import BANK, QRIS, account, ask, asked, confirm, headers, match, reject
from till_calls import Till

from domain.payments import qris
from queries.sales import order_expiry
from queries.system import integrity_checks
from support.app import ROOT, at_once
from support.people import Person, Shop
from support.samples import run_page
from support.shops import emptied


@pytest.fixture
def shop(shop_of_orders: Shop) -> Iterator[Shop]:
    with emptied(shop_of_orders) as shop:
        yield shop


@pytest.fixture
def budi(shop: Shop) -> Person:
    budi = shop.person("budi")
    budi.count_as_verified()
    return budi


@pytest.fixture(autouse=True)
def all_is_sound(shop: Shop) -> Iterator[None]:
    """Run the statements of `flask check` after the test."""
    yield
    assert {name: rows for name, sql in integrity_checks.CHECKS.items() if (rows := shop.rows(sql))} == {}


def order(buyer: Person, *product_ids: int) -> int:
    body = {"items": [{"product_id": product_id, "qty": 1} for product_id in product_ids]}
    answer = buyer.post("/api/transactions", body)
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


def pay(person: Person, order_id: int, **payment: Any) -> int:
    answer = person.post(f"/api/transactions/{order_id}/pay", {"method": "cash", **payment}, headers=headers())
    return answer.status_code


def cancel(person: Person, order_id: int) -> int:
    return person.post(f"/api/transactions/{order_id}/cancel", headers=headers()).status_code


def status(person: Person, order_id: int) -> str:
    return str(person.get(f"/api/transactions/{order_id}").json()["status"])


def payments(person: Person, order_id: int) -> list[tuple[str, int, int, str]]:
    found = person.get(f"/api/transactions/{order_id}").json()["payments"]
    return [(each["method"], each["amount"], each["adjustment"], each["reference"]) for each in found]


def requests_of(person: Person, order_id: int) -> list[tuple[str, str | None]]:
    found = person.get(f"/api/transactions/{order_id}/payment-requests").json()["payment_requests"]
    return [(each["state"], each["review_reason"]) for each in found]


def let_expire(shop: Shop, order_id: int) -> None:
    for table, column in (("transactions", "id"), ("payment_requests", "transaction_id")):
        shop.rows(
            f"UPDATE {table} SET expires_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE {column} = %s", (order_id,)
        )
    order_expiry.release_all()


def take_codes(shop: Shop, request: dict[str, Any], codes: list[int]) -> None:
    """Let closed requests hold these codes with the amount of a request."""
    owner = shop.value("SELECT owner_id FROM payment_requests WHERE id = %s", (request["id"],))
    rows = ", ".join(
        f"({request['transaction_id']}, {request['account_id']}, {owner}, 'failed', {request['amount']}, {code}, "
        f"{request['amount'] + code}, UTC_TIMESTAMP(6) + INTERVAL 1 DAY, {owner})"
        for code in codes
    )
    shop.rows(
        "INSERT INTO payment_requests (transaction_id, account_id, owner_id, state, amount, code, live_amount, "
        f"held_until, created_by) VALUES {rows}"
    )


def problem(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def fault(answer: Any) -> tuple[int, str, str]:
    (found,) = answer.json()["errors"]
    return answer.status_code, found["field"], found["msg"]


def test_the_page_shows_what_happens(shop: Shop, tmp_path: Path) -> None:
    shop.person("seller", "seller")
    shop.person("user1").count_as_verified()
    assert run_page(ROOT / "docs" / "qris.md", shop.url, tmp_path) == 4


def test_a_buyer_pays_by_the_qris_of_the_shop(sari: Person, budi: Person) -> None:
    """The printed code gets the amount of the order; the seller sees the money arrive and confirms it."""
    printed, made = account(sari, "qris"), order(budi, sari.offers("Kopi", 50_000, 5))
    offered = budi.get(f"/api/transactions/{made}/payment-requests").json()
    assert [(each["id"], each["kind"]) for each in offered["payment_accounts"]] == [(printed, "qris")]
    assert offered["payment_requests"] == []
    request = asked(budi, made, printed)
    assert (request["state"], request["amount"], request["code"], request["payable"]) == ("pending", 50_000, 0, 50_000)
    assert request["qris"]["payload"] == qris.with_amount(QRIS, 50_000)
    assert (request["qris"]["merchant"], request["qris"]["nmid"]) == ("WARUNG BU TINI", "ID1020017611473")
    assert request["expires_at"] == budi.get(f"/api/transactions/{made}").json()["expires_at"]
    path = f"/api/payment-requests/{request['id']}/qr"
    assert budi.get(path).text.startswith("<svg ")
    assert sari.get(f"{path}?format=png").content.startswith(b"\x89PNG")
    # It is never paid by itself, and not by its buyer.
    assert status(budi, made) == "pending"
    assert problem(confirm(budi, request["id"])) == (403, "order_of_others")
    paid = confirm(sari, request["id"]).json()
    assert (paid["state"], paid["received"]) == ("paid", 50_000)
    assert payments(budi, made) == [("qris", 50_000, 0, "")]
    assert status(budi, made) == "paid"
    # Twice is once.
    assert confirm(sari, request["id"]).json() == paid


def test_a_transfer_names_its_order_by_its_amount(sari: Person, budi: Person) -> None:
    bank, made = account(sari), order(budi, sari.offers("Kopi", 50_000, 5))
    request = asked(budi, made, bank)
    assert request["bank_account"] == BANK
    assert 1 <= request["code"] <= 999
    assert request["payable"] == 50_000 + request["code"]
    # The same is asked for once.
    assert asked(budi, made, bank) == request
    arrived = match(sari, bank, request["payable"], "BCA 17").json()
    assert (arrived["state"], arrived["reference"], arrived["received"]) == ("paid", "BCA 17", request["payable"])
    assert payments(sari, made) == [("transfer", 50_000, request["code"], "BCA 17")]
    assert match(sari, bank, request["payable"], "BCA 17").json() == arrived
    # A second transfer of the same sum pays nothing.
    assert problem(match(sari, bank, request["payable"], "BCA 18")) == (409, "payment_request_paid")
    assert problem(match(sari, bank, request["payable"] + 1)) == (404, "no_request_matches")


def test_an_amount_that_may_be_for_two_orders_is_not_guessed(shop: Shop, sari: Person, budi: Person) -> None:
    """A buyer who forgets the code may pay what another one is asked for with a code."""
    bank = account(sari)
    first = asked(budi, order(budi, sari.offers("Kopi", 50_000, 9)), bank)
    other = asked(budi, order(budi, sari.offers("Teh", first["payable"], 9)), bank)
    unclear = match(sari, bank, first["payable"], "BCA 1")
    assert problem(unclear) == (409, "arrival_ambiguous")
    names = ("id", "transaction_id", "amount", "code", "payable")
    assert unclear.json()["candidates"] == [{name: each[name] for name in names} for each in (first, other)]
    # Who has asked the buyers names it. That is not asked again.
    for more in ({"request_id": other["id"]}, {}):
        paid = match(sari, bank, first["payable"], "BCA 1", **more).json()
        assert (paid["id"], paid["state"]) == (other["id"], "paid")
    assert payments(sari, other["transaction_id"]) == [("transfer", other["amount"], 0, "BCA 1")]
    assert match(sari, bank, first["payable"], "BCA 2").json()["id"] == first["id"]
    assert match(sari, bank, first["payable"], "BCA 2").json()["state"] == "paid"
    assert problem(match(sari, bank, first["payable"], "BCA 3")) == (409, "payment_request_paid")
    # Without its code nobody is named.
    third = asked(budi, order(budi, sari.offers("Susu", 70_000, 9)), bank)
    unclear = match(sari, bank, 70_000, "BCA 4")
    assert [each["id"] for each in unclear.json()["candidates"]] == [third["id"]]
    elsewhere = match(sari, account(sari), 70_000, "BCA 4", request_id=third["id"])
    assert problem(elsewhere) == (404, "payment_request_not_found")
    assert match(sari, bank, 70_000, "BCA 4", request_id=third["id"]).json()["state"] == "paid"


def test_the_code_is_neither_price_nor_cash(shop: Shop, sari: Person, budi: Person) -> None:
    """It stands on the receipt and in the books, and what is given back in cash is the price."""
    bank, made = account(sari), order(budi, sari.offers("Kopi", 50_000, 5))
    request = asked(budi, made, bank)
    assert confirm(sari, request["id"]).status_code == 200
    receipt = sari.get(f"/api/transactions/{made}/receipt?language=en").text
    assert "Unique code" in receipt
    (group,) = sari.get("/api/reports/payments?by=method").json()["groups"]
    assert (group["key"], group["received"], group["adjustment"]) == ("transfer", 50_000, request["code"])
    refund = {"items": [{"line": 1, "qty": 1}], "method": "cash", "reason": "Rusak"}
    assert sari.post(f"/api/transactions/{made}/refunds", refund, headers=headers()).status_code == 201
    assert payments(sari, made)[1:] == [("cash", -50_000, 0, "")]


def test_a_part_that_was_paid_with_a_code_goes_back_with_it(sari: Person, budi: Person) -> None:
    bank, made = account(sari), order(budi, sari.offers("Kopi", 50_000, 5))
    request = asked(sari, made, bank, amount=20_000)
    assert confirm(sari, request["id"]).json()["state"] == "paid"
    assert status(budi, made) == "pending"
    assert cancel(sari, made) == 200
    assert payments(sari, made)[1:] == [("transfer", -20_000, -request["code"], "")]


def test_several_parts_may_be_asked_for(sari: Person, budi: Person) -> None:
    bank, code = account(sari), account(sari, "qris", unique_amounts=True)
    made = order(budi, sari.offers("Kopi", 50_000, 5))
    first, second = asked(sari, made, bank, amount=20_000), asked(sari, made, code, amount=30_000)
    whole = asked(budi, made, bank)
    assert second["code"] > 0
    assert f"5405{second['payable']}" in second["qris"]["payload"]
    assert confirm(sari, first["id"]).json()["state"] == "paid"
    # What asks for more than what is left is closed.
    assert requests_of(budi, made) == [("paid", None), ("pending", None), ("cancelled", None)]
    assert match(sari, code, second["payable"]).json()["state"] == "paid"
    assert [each[0] for each in payments(sari, made)] == ["transfer", "qris"]
    assert status(budi, made) == "paid"
    assert confirm(sari, whole["id"]).json()["review_reason"] == "order_already_paid"


@pytest.mark.parametrize("how", ["pay", "cancel", "expire"])
def test_open_requests_end_with_their_order(shop: Shop, inside: None, sari: Person, budi: Person, how: str) -> None:
    bank, made = account(sari), order(budi, sari.offers("Kopi", 50_000, 5))
    asked(budi, made, bank)
    if how == "pay":
        assert pay(sari, made, method="qris") == 200
    elif how == "cancel":
        assert cancel(budi, made) == 200
    else:
        let_expire(shop, made)
    assert requests_of(budi, made) == [("expired" if how == "expire" else "cancelled", None)]
    codes = {"pay": "order_already_paid", "cancel": "order_was_cancelled", "expire": "order_has_expired"}
    assert problem(ask(budi, made, bank)) == (409, codes[how])


def test_late_money_pays_an_expired_order_while_its_goods_are_there(
    shop: Shop, inside: None, sari: Person, budi: Person
) -> None:
    bank, coffee = account(sari), sari.offers("Kopi", 50_000, 1)
    made = order(budi, coffee)
    request = asked(budi, made, bank)
    let_expire(shop, made)
    assert sari.get(f"/api/products/{coffee}").json()["stock"] == 1
    assert match(sari, bank, request["payable"]).json()["state"] == "paid"
    assert (status(budi, made), sari.get(f"/api/products/{coffee}").json()["stock"]) == ("paid", 0)


def test_late_money_without_goods_waits_for_a_decision(shop: Shop, inside: None, sari: Person, budi: Person) -> None:
    """Nothing is half done: the voucher that the order would take again keeps its uses."""
    bank, coffee = account(sari), sari.offers("Kopi", 50_000, 1)
    voucher = {"code": "HEMAT", "kind": "amount", "value": 1_000}
    assert sari.post("/api/vouchers", voucher).status_code == 201
    body = {"items": [{"product_id": coffee, "qty": 1}], "voucher": "HEMAT"}
    made = int(budi.post("/api/transactions", body).json()["id"])
    request = asked(budi, made, bank)
    let_expire(shop, made)
    other = order(budi, coffee)
    for _ in range(2):
        waiting = match(sari, bank, request["payable"], "BCA 3").json()
        assert (waiting["state"], waiting["review_reason"]) == ("review", "insufficient_stock")
    assert sari.get("/api/vouchers").json()["vouchers"][0]["used"] == 0
    assert status(budi, made) == "expired"
    (listed,) = sari.get("/api/payment-requests?state=review").json()["payment_requests"]
    assert (listed["id"], listed["received"], listed["reference"]) == (request["id"], request["payable"], "BCA 3")
    # The goods come back, and the money is taken.
    assert cancel(budi, other) == 200
    paid = confirm(sari, request["id"]).json()
    assert (paid["state"], paid["review_reason"], paid["reference"]) == ("paid", None, "BCA 3")


def test_other_amounts_wait_for_a_decision(sari: Person, budi: Person) -> None:
    bank, made = account(sari), order(budi, sari.offers("Kopi", 50_000, 5))
    request = asked(budi, made, bank)
    wrong = confirm(sari, request["id"], received=49_000, reference="BCA 4").json()
    assert (wrong["state"], wrong["review_reason"], wrong["received"]) == ("review", "wrong_amount", 49_000)
    assert confirm(sari, request["id"]).json()["review_reason"] == "wrong_amount"
    assert status(budi, made) == "pending"
    # Without the code it is the price.
    assert confirm(sari, request["id"], received=50_000).json()["state"] == "paid"
    assert payments(sari, made) == [("transfer", 50_000, 0, "BCA 4")]


def test_money_that_comes_three_times_is_known_three_times(sari: Person, budi: Person) -> None:
    bank, made = account(sari), order(budi, sari.offers("Kopi", 50_000, 5))
    request = asked(budi, made, bank)
    assert cancel(budi, made) == 200
    payable = request["payable"]
    for reference, reason in (
        ("BCA 1", "order_was_cancelled"), ("BCA 2", "paid_twice"), ("BCA 3", "paid_twice"), ("BCA 1", "paid_twice"),
    ):  # fmt: skip
        waiting = match(sari, bank, payable, reference).json()
        assert (waiting["state"], waiting["review_reason"], waiting["reference"]) == ("review", reason, "BCA 1")
    others = [(each["amount"], each["reference"]) for each in waiting["other_arrivals"]]
    assert others == [(payable, "BCA 2"), (payable, "BCA 3")]
    assert confirm(sari, request["id"], reference="BCA 3").json()["review_reason"] == "order_was_cancelled"
    (listed,) = sari.get("/api/payment-requests?state=review").json()["payment_requests"]
    assert listed["reference"] == "BCA 3"
    assert [each["reference"] for each in listed["other_arrivals"]] == ["BCA 2", "BCA 1"]


def test_a_rejected_request_may_still_be_paid(sari: Person, budi: Person) -> None:
    bank, made = account(sari), order(budi, sari.offers("Kopi", 50_000, 5))
    request = asked(budi, made, bank)
    assert problem(reject(budi, request["id"])) == (403, "order_of_others")
    for _ in range(2):
        rejected = reject(sari, request["id"], reason="Belum masuk").json()
        assert (rejected["state"], rejected["reason"]) == ("failed", "Belum masuk")
    assert match(sari, bank, request["payable"]).json()["state"] == "paid"
    assert problem(reject(sari, request["id"])) == (409, "payment_request_paid")


def test_money_for_a_cancelled_order_is_not_lost(sari: Person, budi: Person) -> None:
    bank, made = account(sari), order(budi, sari.offers("Kopi", 50_000, 5))
    request = asked(budi, made, bank)
    assert cancel(budi, made) == 200
    assert match(sari, bank, request["payable"]).json()["review_reason"] == "order_was_cancelled"
    assert reject(sari, request["id"]).json()["state"] == "failed"
    assert payments(sari, made) == []


def test_a_sum_is_free_a_day_after_its_request_was_closed(shop: Shop, sari: Person, budi: Person) -> None:
    bank, coffee = account(sari), sari.offers("Kopi", 50_000, 9)
    first = asked(budi, order(budi, coffee), bank)
    assert cancel(budi, first["transaction_id"]) == 200
    take_codes(shop, first, [code for code in range(1, 1000) if code != first["code"]])
    shop.rows("UPDATE payment_requests SET held_until = UTC_TIMESTAMP(6) WHERE id = %s", (first["id"],))
    assert problem(match(sari, bank, first["payable"])) == (404, "no_request_matches")
    second = asked(budi, order(budi, coffee), bank)
    assert second["code"] == first["code"]
    paid = match(sari, bank, first["payable"]).json()
    assert (paid["id"], paid["state"]) == (second["id"], "paid")
    # The first one can still be confirmed by its id.
    assert confirm(sari, first["id"]).json()["review_reason"] == "order_was_cancelled"


def test_no_order_is_refused_for_want_of_a_code(shop: Shop, sari: Person, budi: Person) -> None:
    """Codes of orders that have ended are taken again, the oldest first. Without any the plain amount is asked for."""
    bank, coffee = account(sari), sari.offers("Kopi", 50_000, 9)
    first, last = (asked(budi, order(budi, coffee), bank) for _ in range(2))
    for each in (first, last):
        assert cancel(budi, each["transaction_id"]) == 200
    take_codes(shop, first, [code for code in range(1, 1000) if code not in (first["code"], last["code"])])
    shop.rows("UPDATE payment_requests SET state = 'pending', held_until = NULL WHERE id > %s", (last["id"],))
    taken = [asked(budi, order(budi, coffee), bank) for _ in range(3)]
    assert [each["code"] for each in taken] == [first["code"], last["code"], 0]
    assert taken[2]["payable"] == 50_000
    # What arrives may be late money of the order that had the code before.
    for _ in range(2):
        waiting = match(sari, bank, taken[0]["payable"], "BCA 1").json()
        assert (waiting["id"], waiting["review_reason"]) == (taken[0]["id"], "amount_reused")
        assert (waiting["received"], waiting["reference"]) == (taken[0]["payable"], "BCA 1")
    assert confirm(sari, taken[0]["id"]).json()["state"] == "paid"
    shop.rows("UPDATE payment_requests SET reused_until = UTC_TIMESTAMP(6) WHERE id = %s", (taken[1]["id"],))
    assert match(sari, bank, taken[1]["payable"], "BCA 2").json()["state"] == "paid"
    assert confirm(sari, taken[2]["id"], reference="BCA 3").json()["state"] == "paid"
    assert payments(sari, taken[2]["transaction_id"]) == [("transfer", 50_000, 0, "BCA 3")]
    shop.rows("UPDATE payment_requests SET state = 'failed', held_until = created_at WHERE state = 'pending'")


def test_fifty_orders_of_one_total_get_fifty_codes(shop: Shop, sari: Person, budi: Person) -> None:
    bank, coffee = account(sari), sari.offers("Kopi", 50_000, 100)
    buyers = [shop.person(f"pembeli{number}") for number in range(10)]
    for buyer in buyers:
        buyer.count_as_verified()
    made = [order(buyer, coffee) for buyer in buyers for _ in range(5)]
    # Few codes are left, so that many want the same one.
    first = asked(budi, order(budi, coffee), bank)
    take_codes(shop, first, [code for code in range(1, 945) if code != first["code"]])
    answers = at_once(50, lambda number: ask(buyers[number // 5], made[number], bank))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["payable"] for answer in answers}) == 50
    arrived = at_once(50, lambda number: match(sari, bank, answers[number].json()["payable"], f"BCA {number}"))
    assert [answer.json()["transaction_id"] for answer in arrived] == made
    assert {answer.json()["state"] for answer in arrived} == {"paid"}


def test_fifty_confirmations_pay_once(shop: Shop, sari: Person, budi: Person) -> None:
    bank, made = account(sari), order(budi, sari.offers("Kopi", 50_000, 5))
    request = asked(budi, made, bank)
    answers = at_once(50, lambda _: confirm(sari, request["id"]))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert shop.value("SELECT COUNT(*) FROM payments") == 1


def test_a_confirmation_and_a_cancellation_leave_one_of_them(shop: Shop, sari: Person, budi: Person) -> None:
    bank, coffee = account(sari), sari.offers("Kopi", 50_000, 100)
    # Who has paid before may have more orders without a payment.
    assert pay(sari, order(budi, coffee)) == 200
    found = Counter[tuple[str, str]]()
    for _ in range(12):
        made = order(budi, coffee)
        request = asked(budi, made, bank)
        at_once(
            2, lambda turn, made=made, request=request: cancel(budi, made) if turn else confirm(sari, request["id"])
        )
        found[status(budi, made), requests_of(budi, made)[0][0]] += 1
    assert set(found) <= {("paid", "paid"), ("cancelled", "review")}
    assert shop.value("SELECT COUNT(*) FROM payments") == 1 + found["paid", "paid"]


def test_staff_take_it_at_their_till(shop: Shop, sari: Person, budi: Person) -> None:
    till = Till(sari)
    kasir = shop.person("kasir")
    till.employs(kasir)
    cashier = till.at_work("kasir")
    other = sari.post("/api/outlets", {"name": "Cabang"}).json()["id"]
    here, there = account(sari, "qris", outlet_id=till.outlet), account(sari, outlet_id=other)
    made = order(budi, sari.offers("Kopi", 50_000, 5))
    offered = cashier.get(f"/api/transactions/{made}/payment-requests").json()["payment_accounts"]
    assert [each["id"] for each in offered] == [here]
    # The web has accounts of all outlets only.
    assert budi.get(f"/api/transactions/{made}/payment-requests").json()["payment_accounts"] == []
    assert fault(ask(budi, made, here))[:2] == (422, "account_id")
    assert fault(ask(cashier, made, there))[:2] == (422, "account_id")
    request = asked(cashier, made, here)
    assert cashier.get(f"/api/payment-requests/{request['id']}/qr").status_code == 200
    assert problem(confirm(cashier, request["id"])) == (409, "shift_closed")
    shift = till.opens(cashier, 0).json()["id"]
    (listed,) = cashier.get("/api/payment-requests?state=pending").json()["payment_requests"]
    assert confirm(cashier, listed["id"]).json()["state"] == "paid"
    assert shop.value("SELECT shift_id FROM payments") == shift
    assert till.report(sari, shift, "x").json()["payments"] == [
        {"purpose": "sale", "method": "qris", "count": 1, "amount": 50_000, "adjustment": 0}
    ]
    # What a cashier has bought, another person confirms.
    own = asked(cashier, order(kasir, sari.offers("Teh", 5_000, 5)), here)
    assert problem(confirm(cashier, own["id"])) == (403, "order_of_others")
    assert confirm(sari, own["id"]).json()["state"] == "paid"


def test_others_see_and_pay_nothing(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    tono = shop.person("tono", "seller")
    bank, his, coffee = account(sari), account(tono), sari.offers("Kopi", 50_000, 5)
    made = order(budi, coffee)
    assert fault(ask(budi, made, his))[:2] == (422, "account_id")
    request = asked(budi, made, bank)
    path = f"/api/transactions/{made}/payment-requests"
    assert (tono.get(path).status_code, ask(tono, made, his).status_code) == (404, 404)
    for answer in (confirm(tono, request["id"]), reject(tono, request["id"])):
        assert problem(answer) == (404, "payment_request_not_found")
    assert problem(match(tono, bank, request["payable"])) == (404, "payment_account_not_found")
    assert tono.get(f"/api/payment-requests/{request['id']}/qr").status_code == 404
    assert tono.get("/api/payment-requests").json()["payment_requests"] == []
    assert problem(tono.patch(f"/api/payment-accounts/{bank}", {"active": False})) == (404, "payment_account_not_found")
    # An order of two sellers has no account of both.
    shared = order(budi, coffee, tono.offers("Teh", 5_000, 5))
    assert budi.get(f"/api/transactions/{shared}/payment-requests").json()["payment_accounts"] == []
    assert fault(ask(budi, shared, bank))[:2] == (422, "account_id")
    assert confirm(dewi, request["id"]).json()["state"] == "paid"


def test_a_request_asks_for_what_is_due(sari: Person, budi: Person) -> None:
    bank, printed = account(sari), account(sari, "qris")
    made = order(budi, sari.offers("Kopi", 50_000, 5))
    assert fault(ask(budi, made, bank, amount=50_001)) == (422, "amount", "Only Rp 50.000 is due.")
    assert problem(budi.post(f"/api/transactions/{made}/payment-requests", {"account_id": bank})) == (
        400, "idempotency_key_required",
    )  # fmt: skip
    asked(budi, made, printed)
    transfer = asked(budi, made, bank)
    assert problem(budi.get(f"/api/payment-requests/{transfer['id']}/qr")) == (409, "no_qr_code")
    # The buyer asks for all of it, or could hold each code of the shop with another part.
    in_parts = (422, "amount", "A buyer asks for all that is due: Rp 50.000. Omit the amount.")
    assert fault(ask(budi, made, bank, amount=49_999)) == in_parts
    assert asked(budi, made, bank, amount=50_000) == transfer
    for amount in range(1, 9):
        asked(sari, made, bank, amount=amount)
    assert problem(ask(sari, made, bank, amount=9)) == (409, "limit_reached")
    large = order(budi, *(sari.offers(f"Mesin {number}", 10**12, 5) for number in range(10)))
    assert fault(ask(budi, large, printed))[:2] == (422, "amount")
    seen, cursor = [], ""
    while cursor is not None:
        page = sari.get(f"/api/payment-requests?per_page=4&cursor={cursor}").json()
        seen += [each["id"] for each in page["payment_requests"]]
        cursor = page["next_cursor"]
    assert seen == sorted(seen, reverse=True)
    assert len(seen) == 10


def test_accounts_of_a_seller(shop: Shop, sari: Person, budi: Person) -> None:
    path = "/api/payment-accounts"
    printed, bank = account(sari, "qris"), account(sari)
    shown = sari.get(path).json()["payment_accounts"]
    assert [(each["id"], each["unique_amounts"]) for each in shown] == [(printed, False), (bank, True)]
    assert shown[0]["qris"] == {
        "payload": QRIS, "merchant": "WARUNG BU TINI", "city": "BANDUNG", "nmid": "ID1020017611473",
    }  # fmt: skip
    assert not {"sealed", "secrets", "public_id", "details"} & shown[0].keys()
    broken = {"kind": "qris", "name": "QRIS", "qris": QRIS[:-1] + ("0" if QRIS[-1] != "0" else "1")}
    assert fault(sari.post(path, broken))[1:] == (
        "qris", "The checksum of this QRIS is wrong: a character is missing or was changed. Copy it again.",
    )  # fmt: skip
    in_indonesian = sari.post(path, {**broken, "qris": "000201"}, headers={"Accept-Language": "id"})
    assert fault(in_indonesian)[2] == "Ini bukan QRIS: salin seluruh isi kode QR, yang berawal 000201."
    for body in (
        {"kind": "qris", "name": "x"},
        {"kind": "transfer", "name": "x", "qris": QRIS},
        {"kind": "transfer", "name": "x", "bank_account": {**BANK, "number": "12-34"}},
        {"kind": "transfer", "name": "x", "bank_account": BANK, "outlet_id": 10**9},
        {"kind": "midtrans", "name": "x", "bank_account": BANK},
    ):
        assert sari.post(path, body).status_code == 422, body
    changed = sari.patch(f"{path}/{bank}", {"bank_account": {**BANK, "bank": "BRI"}, "name": "BRI"}).json()
    assert (changed["bank_account"]["bank"], changed["name"]) == ("BRI", "BRI")
    assert fault(sari.patch(f"{path}/{bank}", {"qris": QRIS}))[:2] == (422, "qris")
    assert sari.patch(f"{path}/{printed}", {"active": False}).json()["active"] is False
    made = order(budi, sari.offers("Kopi", 50_000, 5))
    assert fault(ask(budi, made, printed))[:2] == (422, "account_id")
    assert budi.get(path).status_code == 403


def test_a_key_with_the_scope_confirms(shop: Shop, sari: Person, budi: Person) -> None:
    shop.rows("INSERT INTO user_roles (user_id, role) VALUES (%s, 'developer')", (sari.id,))
    bank, made = account(sari), order(budi, sari.offers("Kopi", 50_000, 5))
    request, program = asked(budi, made, bank), shop.visitor()
    for scopes, expected in ((["transactions:write"], 403), (["payments:write"], 200)):
        key = sari.post("/api/developer/key", {"scopes": scopes}).json()["api_key"]
        program.http.headers["X-API-Key"] = key
        assert match(program, bank, request["payable"]).status_code == expected


@pytest.mark.parametrize(
    ("broken", "check"),
    [
        ("payment_requests SET payment_id = NULL", "a payment request has its payment once it is paid, and only then"),
        (
            "payments SET adjustment = adjustment + 1",
            "a payment request has its payment once it is paid, and only then",
        ),
        ("payment_requests SET held_until = NULL", "a payment request keeps its sum as long as money may arrive"),
        (
            "payment_requests SET state = 'pending', payment_id = NULL, held_until = NULL",
            "an open payment request belongs to an order that waits, and no longer than it",
        ),
    ],
)
def test_the_check_finds_what_is_broken(shop: Shop, sari: Person, budi: Person, broken: str, check: str) -> None:
    bank, made = account(sari), order(budi, sari.offers("Kopi", 50_000, 5))
    assert confirm(sari, asked(budi, made, bank)["id"]).status_code == 200
    before = {table: shop.rows(f"SELECT * FROM {table}") for table in ("payment_requests", "payments")}
    shop.rows(f"UPDATE {broken}")
    assert shop.rows(integrity_checks.CHECKS[check])
    (row,), (payment,) = before["payment_requests"], before["payments"]
    shop.rows("UPDATE payments SET adjustment = %s", (payment["adjustment"],))
    shop.rows(
        "UPDATE payment_requests SET state = 'paid', payment_id = %s, held_until = %s",
        (row["payment_id"], row["held_until"]),
    )
