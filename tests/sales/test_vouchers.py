"""Vouchers: their rules, their limits under a race, and uses that are given back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
import requests
from till_calls import Branch

from queries.system import integrity_checks
from support.app import at_once
from support.people import Person, Shop

VOUCHERS = "/api/vouchers"
KEYS = count(1)


@pytest.fixture(autouse=True)
def all_is_sound(shop: Shop) -> Iterator[None]:
    """Run the statements of `flask check` after the test."""
    yield
    assert {name: rows for name, sql in integrity_checks.CHECKS.items() if (rows := shop.rows(sql))} == {}


def give(seller: Person, code: str = "HEMAT", **fields: Any) -> dict[str, Any]:
    made = seller.post(VOUCHERS, {"code": code, "kind": "amount", "value": 5_000, **fields})
    assert made.status_code == 201, made.text
    return dict(made.json())


def buy(person: Person, product_id: int, voucher: str = "HEMAT", **more: Any) -> requests.Response:
    return person.post("/api/transactions", body(product_id, voucher=voucher, **more), headers=key())


def body(product_id: int, qty: int = 1, **more: Any) -> dict[str, Any]:
    return {"items": [{"product_id": product_id, "qty": qty}], **more}


def customer(seller: Person, name: str) -> int:
    made = seller.post("/api/customers", {"name": name, "credit_limit": 10**9})
    assert made.status_code == 201, made.text
    return int(made.json()["id"])


def to(customer_id: int, method: str = "cash") -> dict[str, Any]:
    """Return what sells at the counter to a customer without an account."""
    return {"customer_id": customer_id, "payments": [{"method": method}]}


def key() -> dict[str, str]:
    return {"Idempotency-Key": f"voucher-{next(KEYS)}"}


def used(seller: Person) -> list[int]:
    return [voucher["used"] for voucher in seller.get(VOUCHERS).json()["vouchers"]]


def broken_rules(answer: requests.Response) -> list[str]:
    assert (answer.status_code, answer.json()["code"]) == (409, "voucher_refused"), answer.text
    return [rule["rule"] for rule in answer.json()["rules"] if not rule["ok"]]


def moment(**ahead: int) -> str:
    return (datetime.now(UTC) + timedelta(**ahead)).isoformat()


def expire(shop: Shop, order_id: int) -> None:
    shop.make_pending(order_id)
    shop.rows("UPDATE transactions SET expires_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE id = %s", (order_id,))


def test_a_voucher_is_taken_off_the_goods_of_its_seller(shop: Shop, sari: Person, budi: Person) -> None:
    tono = shop.person("tono", "seller")
    give(sari, "hemat-10", kind="percent", value=10, most=3_000)
    coffee, other = sari.offers(price=20_000), tono.offers(price=80_000)
    items = {"items": [{"product_id": coffee, "qty": 2}, {"product_id": other, "qty": 1}], "voucher": "Hemat-10"}
    quote = budi.post("/api/transactions/quote", items).json()
    assert (quote["total"], quote["discount"], quote["voucher"]) == (
        117_000,
        3_000,
        {"code": "HEMAT-10", "amount": 3_000},
    )
    assert shop.visitor().post("/api/transactions/quote", items).json()["total"] == 117_000
    sale = budi.post("/api/transactions", {**items, "expected_total": 117_000}).json()
    assert [line["discount"] for line in sale["items"]] == [3_000, 0]
    assert budi.get(f"/api/transactions/{sale['id']}").json()["voucher"] == quote["voucher"]
    assert sari.get(f"/api/transactions/{sale['id']}").json()["voucher"] == quote["voucher"]
    part = tono.get(f"/api/transactions/{sale['id']}").json()
    assert (part["voucher"], part["discount"], part["total"]) == (None, 0, 80_000)
    assert (used(sari), used(tono)) == ([1], [])


def test_each_rule_has_its_verdict(shop: Shop, sari: Person, budi: Person) -> None:
    coffee = sari.offers(price=20_000)
    assert broken_rules(buy(budi, coffee, "TIADA")) == ["known"]
    give(sari, "NANTI", starts_at=moment(days=1), minimum=50_000)
    give(sari, "DULU", ends_at=moment(seconds=-1))
    give(sari, "DITARIK", active=False)
    give(sari, "SEKALI", limit_each=1, limit_total=1)
    assert broken_rules(buy(budi, coffee, "NANTI")) == ["started", "minimum"]
    assert broken_rules(buy(budi, coffee, "DULU")) == ["not_ended"]
    assert broken_rules(buy(budi, coffee, "DITARIK")) == ["active"]
    assert buy(budi, coffee, "SEKALI").json()["total"] == 15_000
    again = buy(budi, coffee, "SEKALI")
    assert broken_rules(again) == ["uses_left", "uses_of_buyer"]
    assert [error["msg"] for error in again.json()["errors"]] == [
        "It is used up.", "Each buyer may use it 1 time.",
    ]  # fmt: skip
    asked = budi.post(f"{VOUCHERS}/check", {**body(coffee), "code": "nanti"}, headers={"Accept-Language": "id"}).json()
    assert (asked["accepted"], asked["amount"]) == (False, 0)
    verdicts = {rule["rule"]: rule for rule in asked["rules"]}
    assert (verdicts["minimum"]["minimum"], verdicts["minimum"]["reached"]) == (50_000, 20_000)
    assert verdicts["minimum"]["msg"] == "Belanja paling sedikit Rp 50.000; ini baru Rp 20.000."
    assert verdicts["active"] == {**verdicts["known"], "rule": "active"}
    assert verdicts["started"]["starts_at"].endswith("Z")
    give(sari, "SEKARANG", starts_at=moment(days=-1), ends_at=moment(days=1), minimum=20_000)
    good = budi.post(f"{VOUCHERS}/check", {**body(coffee), "code": "SEKARANG"}).json()
    assert (good["accepted"], good["amount"], {rule["ok"] for rule in good["rules"]}) == (True, 5_000, {True})
    assert buy(budi, coffee, "SEKARANG").status_code == 201


def test_the_minimum_is_that_after_other_discounts(sari: Person) -> None:
    coffee = sari.offers(price=20_000)
    give(sari, minimum=20_000)
    assert sari.post("/api/transactions/quote", body(coffee, voucher="HEMAT")).json()["total"] == 15_000
    less = body(coffee, voucher="HEMAT", discount={"amount": 1})
    assert broken_rules(sari.post("/api/transactions/quote", less)) == ["minimum"]


def test_a_walk_in_customer_can_not_use_what_each_buyer_may_use_once(sari: Person) -> None:
    coffee = sari.offers(price=20_000)
    give(sari, limit_each=1)
    give(sari, "BEBAS", limit_total=2)
    cash = {"payments": [{"method": "cash"}]}
    refused = buy(sari, coffee, **cash)
    assert broken_rules(refused) == ["uses_of_buyer"]
    assert refused.json()["errors"][0]["code"] == "voucher_needs_customer"
    assert refused.json()["errors"][0]["msg"] == "Each buyer may use it 1 time. Choose a customer first."
    sale = buy(sari, coffee, "BEBAS", **cash).json()
    assert (sale["total"], sale["payments"][0]["amount"]) == (15_000, 15_000)


def test_a_voucher_that_pays_for_all_leaves_nothing_due(sari: Person, budi: Person) -> None:
    give(sari, value=99_000)
    sale = buy(budi, sari.offers(price=20_000)).json()
    assert (sale["total"], sale["status"], sale["due"], sale["voucher"]["amount"]) == (0, "paid", 0, 20_000)


def test_fifty_race_for_the_last_use(shop: Shop, sari: Person) -> None:
    coffee = sari.offers(price=20_000, stock=100)
    give(sari, limit_total=3)
    buyers = [shop.person(f"pembeli{number}") for number in range(10)]
    answers = at_once(50, lambda number: buy(buyers[number % 10], coffee))
    codes = sorted(answer.status_code for answer in answers)
    assert codes == [201] * 3 + [409] * 47
    assert {tuple(broken_rules(answer)) for answer in answers if answer.status_code == 409} == {("uses_left",)}
    assert used(sari) == [3]
    assert shop.value("SELECT stock FROM products WHERE id = %s", (coffee,)) == 97


def test_a_buyer_races_against_themselves(shop: Shop, sari: Person, budi: Person) -> None:
    coffee = sari.offers(price=20_000, stock=100)
    give(sari, limit_each=2)
    answers = at_once(20, lambda number: buy(budi, coffee))
    assert sorted(answer.status_code for answer in answers) == [201] * 2 + [409] * 18
    assert buy(shop.person("wati"), coffee).status_code == 201
    assert used(sari) == [3]


def test_a_customer_without_an_account_has_the_limit_of_each_buyer(shop: Shop, sari: Person, budi: Person) -> None:
    """Uses count that were made before there was a limit, and not those which a refund has given back."""
    coffee, voucher = sari.offers(price=20_000, stock=100), give(sari)
    tini, joko = customer(sari, "Bu Tini"), customer(sari, "Pak Joko")
    sales = [buy(sari, coffee, **to(tini)).json() for _ in range(2)]
    assert sari.patch(f"{VOUCHERS}/{voucher['id']}", {"limit_each": 2}).json()["limit_each"] == 2
    refused = buy(sari, coffee, **to(tini))
    assert broken_rules(refused) == ["uses_of_buyer"]
    (rule,) = [rule for rule in refused.json()["rules"] if not rule["ok"]]
    assert (rule["limit"], rule["used"]) == (2, 2)
    assert broken_rules(sari.post("/api/transactions/quote", body(coffee, voucher="HEMAT", **to(tini)))) == [
        "uses_of_buyer"
    ]
    assert buy(sari, coffee, **to(joko)).status_code == buy(budi, coffee).status_code == 201
    back = {"items": [{"line": 1, "qty": 1}], "method": "cash", "reason": "Rusak"}
    assert sari.post(f"/api/transactions/{sales[0]['id']}/refunds", back, headers=key()).status_code == 201
    assert buy(sari, coffee, **to(tini)).status_code == 201
    assert broken_rules(buy(sari, coffee, **to(tini))) == ["uses_of_buyer"]
    assert used(sari) == [4]


def test_fifty_race_for_the_uses_of_one_customer(shop: Shop, sari: Person) -> None:
    """Some on credit, which locks the customer, too; of several products, whose locks keep nobody apart."""
    goods = [sari.offers(price=20_000, stock=10) for _ in range(10)]
    give(sari, limit_each=3)
    tini = customer(sari, "Bu Tini")
    methods = ("cash", "credit")
    answers = at_once(50, lambda number: buy(sari, goods[number % 10], **to(tini, methods[number // 10 % 2])))
    assert sorted(answer.status_code for answer in answers) == [201] * 3 + [409] * 47
    assert {tuple(broken_rules(answer)) for answer in answers if answer.status_code == 409} == {("uses_of_buyer",)}
    assert used(sari) == [3]
    assert shop.value("SELECT SUM(stock) FROM products") == 97


def test_the_uses_of_a_customer_are_told_to_nobody_else(shop: Shop, sari: Person, budi: Person) -> None:
    coffee = sari.offers(price=20_000, stock=100)
    give(sari, limit_each=3)
    tini = customer(sari, "Bu Tini")
    assert buy(sari, coffee, **to(tini)).status_code == 201
    asked = body(coffee, code="HEMAT", customer_id=tini)
    assert sari.post(f"{VOUCHERS}/check", asked).json()["rules"][-1]["used"] == 1
    for person, status in ((shop.visitor(), 401), (budi, 403), (shop.person("tono", "seller"), 403)):
        quote = person.post("/api/transactions/quote", body(coffee, voucher="HEMAT", **to(tini)))
        assert (person.post(f"{VOUCHERS}/check", asked).status_code, quote.status_code) == (status, status)


def test_a_check_at_a_till_judges_what_is_sold_there(shop: Shop, sari: Person, budi: Person) -> None:
    """Its stock and its customer, as the sale does; the shared stock and the cashier's own uses do not matter."""
    branch, coffee = Branch(sari), sari.offers(price=20_000, stock=10)
    give(sari, limit_each=1)
    tini = customer(sari, "Bu Tini")
    branch.employs(budi)
    cashier = branch.at_work("budi")
    assert buy(budi, coffee).status_code == 201
    at_till = body(coffee, 2, code="HEMAT", till_id=branch.id, customer_id=tini)

    def check(person: Person, **more: Any) -> requests.Response:
        return person.post(f"{VOUCHERS}/check", {**at_till, **more})

    assert (check(sari).json()["code"], check(sari).json()["available"]) == ("insufficient_stock", 0)
    assert check(cashier, till_id=None).json()["available"] == 0
    assert check(sari, till_id=None).json()["accepted"] is True
    branch.gets(coffee, 9)
    assert check(sari, till_id=None).json()["available"] == 0
    for person, till_id in ((sari, branch.id), (cashier, None)):
        good = check(person, till_id=till_id).json()
        assert (good["accepted"], good["amount"], good["rules"][-1]["used"]) == (True, 5_000, 0)
    unknown = check(cashier, customer_id=None).json()
    assert (unknown["accepted"], unknown["rules"][-1]["used"]) == (False, None)
    assert broken_rules(cashier.post("/api/transactions/quote", body(coffee, voucher="HEMAT"))) == ["uses_of_buyer"]
    for person, till_id in ((sari, branch.id), (cashier, None)):
        asked = body(coffee, 2, voucher="HEMAT", till_id=till_id, customer_id=tini)
        assert person.post("/api/transactions/quote", asked).json()["total"] == 35_000
    sale = branch.sells(cashier, (coffee, 2), voucher="HEMAT", customer_id=tini)
    assert (sale.status_code, sale.json()["total"]) == (201, 35_000)
    assert check(cashier).json()["accepted"] is False
    assert (check(budi).status_code, check(budi).json()["code"]) == (403, "till_of_others")
    assert check(shop.visitor()).status_code == 401


def test_a_closed_order_gives_its_use_back(shop: Shop, sari: Person, budi: Person) -> None:
    coffee = sari.offers(price=20_000)
    give(sari, limit_total=1, limit_each=1)
    first = buy(budi, coffee).json()["id"]
    shop.make_pending(first)
    assert broken_rules(buy(budi, coffee)) == ["uses_left", "uses_of_buyer"]
    assert budi.post(f"/api/transactions/{first}/cancel", headers=key()).json()["status"] == "cancelled"
    assert used(sari) == [0]
    second = buy(budi, coffee).json()["id"]
    # The next one finds that it has expired, without waiting for the job that tidies up.
    expire(shop, second)
    assert buy(budi, coffee).status_code == 201
    assert used(sari) == [1]
    assert shop.value("SELECT COUNT(*) FROM voucher_uses WHERE released_at IS NOT NULL") == 2


def test_late_money_takes_the_use_again_or_is_refused(shop: Shop, sari: Person, budi: Person) -> None:
    coffee = sari.offers(price=20_000)
    voucher = give(sari, limit_total=1)
    order = buy(budi, coffee).json()["id"]
    expire(shop, order)
    other = buy(budi, coffee).json()["id"]
    late = sari.post(f"/api/transactions/{order}/pay", {"method": "cash"}, headers=key())
    assert broken_rules(late) == ["uses_left"]
    assert sari.put(f"{VOUCHERS}/{voucher['id']}", {"limit_total": 2, "ends_at": moment(hours=-1)}).status_code == 200
    paid = sari.post(f"/api/transactions/{order}/pay", {"method": "cash"}, headers=key())
    assert (paid.json()["status"], paid.json()["paid"], used(sari)) == ("paid", 15_000, [2])
    assert other != order


def test_a_seller_manages_their_vouchers(shop: Shop, sari: Person, budi: Person) -> None:
    tono = shop.person("tono", "seller")
    made = give(sari, "lebaran", kind="percent", value=10, starts_at="2026-03-01T00:00:00+07:00")
    assert (made["code"], made["starts_at"], made["used"], made["active"]) == (
        "LEBARAN", "2026-02-28T17:00:00Z", 0, True,
    )  # fmt: skip
    assert sari.post(VOUCHERS, {"code": "LEBARAN", "kind": "amount", "value": 1}).json()["code"] == "taken"
    give(tono, "LEBARAN")
    mine = f"{VOUCHERS}/{made['id']}"
    assert tono.put(mine, {"value": 20}).json()["code"] == "voucher_not_found"
    changed = sari.patch(mine, {"value": 20, "starts_at": None, "active": False}).json()
    assert changed == {**made, "value": 20, "starts_at": None, "active": False}
    assert sari.get(VOUCHERS).json()["vouchers"] == [changed]
    assert budi.get(VOUCHERS).status_code == 403
    entries = shop.rows(
        "SELECT operation FROM audit_entries WHERE table_name = 'vouchers' AND row_id = %s", (made["id"],)
    )
    assert [entry["operation"] for entry in entries] == ["INSERT", "UPDATE"]


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"code": "a b"}, "code", "voucher_code"),
        ({"code": "AB"}, "code", "voucher_code"),
        ({"kind": "percent", "value": 101}, "value", "largest_percentage"),
        ({"most": 5}, "most", "only_of_percentages"),
        ({"value": 0}, "value", "greater_than_equal"),
        ({"starts_at": "2026-03-02T00:00:00Z", "ends_at": "2026-03-01T00:00:00Z"}, "ends_at", "ends_before_it_starts"),
        ({"starts_at": "besok"}, "starts_at", "timestamp"),
        ({"limit_total": 0}, "limit_total", "greater_than_equal"),
    ],
)
def test_a_voucher_that_can_not_be_is_refused(sari: Person, fields: dict[str, Any], field: str, code: str) -> None:
    refused = sari.post(VOUCHERS, {"code": "HEMAT", "kind": "amount", "value": 5_000, **fields})
    assert refused.status_code == 422, refused.text
    assert [(each["field"], each["code"]) for each in refused.json()["errors"]] == [(field, code)]


def test_a_limit_is_not_below_the_uses_so_far(sari: Person, budi: Person) -> None:
    voucher = give(sari)
    coffee = sari.offers(price=20_000)
    for _ in range(2):
        assert buy(budi, coffee).status_code == 201
    refused = sari.put(f"{VOUCHERS}/{voucher['id']}", {"limit_total": 1})
    assert refused.json()["errors"][0]["msg"] == "It was used 2 times already."
    assert sari.put(f"{VOUCHERS}/{voucher['id']}", {"limit_total": 2}).status_code == 200
    assert broken_rules(buy(budi, coffee)) == ["uses_left"]
