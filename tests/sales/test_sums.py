"""Sums of what people enter: they end where JSON clients count exactly, and no item keeps back those behind it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sync_calls import Item, Tablet, outcomes
from till_calls import Till, headers

from support.people import Person, Shop

LARGEST = 2**53 - 1
CREDIT = [{"method": "credit"}]

pytestmark = pytest.mark.usefixtures("all_is_sound")


def reviewed(sari: Person, tablet: Tablet, items: list[Item], code: str) -> None:
    """Send items of which the last but one waits, and no manager can accept it."""
    results = tablet.sends(sari, items)
    assert outcomes(results) == ["created"] * (len(items) - 2) + ["review", "created"]
    assert results[-2]["problem"]["code"] == code
    refused = tablet.decides(sari, items[-2], "accept")
    assert (refused.status_code, refused.json()["code"]) == (409, code)
    assert tablet.decides(sari, items[-2], "reject").status_code == 200


def test_a_debt_ends_where_clients_count_exactly(sari: Person, tablet: Tablet) -> None:
    gold = sari.offers("Emas", 10**12, 10**6)
    tini = sari.post("/api/customers", {"name": "Bu Tini", "credit_limit": LARGEST}).json()["id"]
    tablet.opens()
    tablet.sells((gold, 9_000, 10**12), customer_id=tini, payments=CREDIT)
    tablet.sells((gold, 8, 10**12), customer_id=tini, payments=CREDIT)
    tablet.sells((gold, 1, 10**12))
    reviewed(sari, tablet, tablet.items, "sum_too_large")
    assert sari.get(f"/api/customers/{tini}").json()["balance"] == 9_000 * 10**12


@pytest.mark.parametrize("amount", ["sale", "debt"])
def test_a_shift_takes_no_more_than_clients_count_exactly(
    sari: Person, till: Till, tablet: Tablet, amount: str
) -> None:
    gold = sari.offers("Emas", 10**12, 10**6)
    tini = sari.post("/api/customers", {"name": "Bu Tini", "credit_limit": LARGEST}).json()["id"]
    tablet.opens()
    tablet.sells((gold, 9_000, 10**12))
    if amount == "sale":
        tablet.sells((gold, 8, 10**12))
    else:
        sale = sari.post(
            "/api/transactions",
            {"items": [{"product_id": gold, "qty": 8}], "payments": CREDIT, "customer_id": tini},
            headers={"Idempotency-Key": "kasbon"},
        )
        assert sale.status_code == 201, sale.text
        tablet.does("debt_payment", {"method": "cash"}, customer_id=tini)
    tablet.sells((gold, 1, 10**12))
    reviewed(sari, tablet, tablet.items, "sum_too_large")
    online = till.sells(sari, (gold, 8))
    assert (online.status_code, online.json()["code"], online.json()["sum_of"]) == (409, "sum_too_large", "shift")
    assert online.json()["detail"] == "Together with what there is, it would be more than Rp 9.007.199.254.740.991."
    assert till.sells(sari, (gold, 1)).status_code == 201


def test_cash_that_nobody_counts_is_refused(sari: Person, till: Till, tablet: Tablet) -> None:
    """A mistyped count or note would stand in each report of the month."""
    most = 10**12
    coffee = sari.offers("Kopi", 20_000, 10)
    tini = sari.post("/api/customers", {"name": "Bu Tini", "credit_limit": LARGEST}).json()["id"]
    too_much = [{"method": "cash", "tendered": most + 1}]
    opening = tablet.opens()
    tablet.sells((coffee, 1, 20_000), customer_id=tini, payments=CREDIT)
    assert outcomes(tablet.sends(sari)) == ["created"] * 2
    refused = [
        till.sells(sari, (coffee, 1), payments=too_much),
        sari.post(f"/api/customers/{tini}/payments", {**too_much[0], "till_id": till.id}, headers=headers()),
        till.closes(sari, 1, most + 1),
        till.opens(sari, most + 1),
    ]
    assert [(each.status_code, each.json()["errors"][0]["msg"]) for each in refused] == [
        (422, "This must be at most 1,000,000,000,000.")
    ] * 4
    items = [
        tablet.sells((coffee, 1, 20_000), payments=too_much),
        tablet.does("debt_payment", too_much[0], customer_id=tini),
        tablet.closes(most + 1),
        {**opening, "client_id": str(uuid4()), "body": {**opening["body"], "opening": most + 1}},
    ]
    results = tablet.sends(sari, items)
    assert outcomes(results) == ["refused"] * 4
    assert {each["problem"]["code"] for each in results} == {"validation_failed"}
    assert till.sells(sari, (coffee, 1), payments=[{"method": "cash", "tendered": most}]).status_code == 201


def test_goods_that_cost_more_than_can_be_summed_up_count_as_of_unknown_cost(
    shop: Shop, sari: Person, till: Till, tablet: Tablet
) -> None:
    """A shop that sells 20 million of what costs a trillion has mistyped the cost."""
    dust, unsold = sari.offers("Debu", 1, 10**9, cost=10**12), sari.offers("Emas", 10**12, 10**9)
    shop.rows("UPDATE products SET created_at = created_at - INTERVAL 1 YEAR WHERE id = %s", (unsold,))
    tablet.opens()
    sale = tablet.does(
        "sale",
        {
            "items": [{"product_id": dust, "qty": 10**6, "price": 1}] * 20,
            "payments": [{"method": "cash"}],
            "receipt_no": 1,
        },
    )
    tablet.refunds(sale, 1, 10**6)
    assert outcomes(tablet.sends(sari)) == ["created"] * 3
    assert shop.rows("SELECT cost FROM refund_items") == [{"cost": None}]
    report = sari.get("/api/analytics/sales")
    assert report.status_code == 200, report.text
    assert [each["value"] for each in report.json()["unsold"]["dearest"]] == [10**21]
    assert sari.get("/api/reports/stock", params={"from": "2026-01-01", "to": "2026-01-31"}).status_code == 200


def test_a_value_that_the_database_does_not_take_waits_for_a_manager(shop: Shop, sari: Person, tablet: Tablet) -> None:
    """No rule of ours foresees it: a column is narrower than what is put into it."""
    coffee = sari.offers("Kopi", 40_000, 10)
    tini = sari.post("/api/customers", {"name": "Bu Tini", "credit_limit": 0}).json()["id"]
    tablet.opens()
    tablet.sells((coffee, 1, 40_000), customer_id=tini, payments=CREDIT)
    tablet.sells((coffee, 1, 40_000))
    shop.rows("ALTER TABLE customer_entries MODIFY delta SMALLINT NOT NULL")
    try:
        reviewed(sari, tablet, tablet.items, "item_unfit")
    finally:
        shop.rows("ALTER TABLE customer_entries MODIFY delta BIGINT NOT NULL")


def test_what_is_short_of_many_goods_is_kept_for_the_manager(sari: Person, tablet: Tablet) -> None:
    """The names of 200 products alone are longer than the column of problems."""
    goods = [sari.offers(f"{number:03d}" + "🍛" * 190, 1_000, 0) for number in range(200)]
    coffee = sari.offers("Kopi", 20_000, 10)
    tablet.opens()
    tablet.sells(*((each, 1, 1_000) for each in goods))
    tablet.sells((coffee, 1, 20_000))
    results = tablet.sends(sari)
    assert outcomes(results) == ["created", "review", "created"]
    assert len(results[1]["problem"]["items"]) == 200
    (kept,) = sari.get("/api/sync/items?state=review").json()["items"]
    assert (kept["problem"]["code"], len(kept["problem"]["items"])) == ("insufficient_stock", 20)
