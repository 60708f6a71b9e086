"""What tills without a network send: each item once, in the books as it was, or before a manager."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sync_calls import Tablet, codes, outcomes
from till_calls import Till, headers

import db
from queries.system.retention import delete_expired
from support.app import at_once
from support.database import Server
from support.people import Person, Shop

pytestmark = pytest.mark.usefixtures("all_is_sound")


def stock(sari: Person, product_id: int) -> int:
    return int(sari.get(f"/api/products/{product_id}").json()["stock"])


def test_a_day_without_a_network_is_booked_as_it_was(sari: Person, budi: Person, till: Till, tablet: Tablet) -> None:
    till.employs(budi)
    cashier = till.at_work("budi")
    coffee, tea = sari.offers("Kopi", 20_000, 10), sari.offers("Teh", 5_000, 10)
    tablet.opens(100_000)
    first = tablet.sells((coffee, 2, 20_000), (tea, 1, 5_000))
    second = tablet.sells((tea, 3, 5_000), payments=[{"method": "transfer", "reference": "BCA"}])
    refund = tablet.refunds(first, 1, 1)
    tablet.moves("out", 50_000)
    tablet.closes(75_000, items=4)
    results = tablet.sends(cashier)
    assert outcomes(results) == ["created"] * 6
    assert [each["receipt_number"] for each in results] == [None, "A-000001", "A-000002", None, None, None]
    assert all(each["flags"] == [] and each["problem"] is None for each in results)
    sale = sari.get(f"/api/transactions/{results[1]['id']}").json()
    assert (sale["sold_at"], sale["created_at"]) == (first["at"], first["at"])
    assert (sale["client_id"], sale["cashier_id"], sale["till_id"]) == (first["client_id"], budi.id, till.id)
    assert sale["refunds"][0]["created_at"] == refund["at"]
    assert (stock(sari, coffee), stock(sari, tea)) == (9, 6)
    report = till.report(sari, results[0]["id"], "z").json()
    assert (report["sales"]["count"], report["sales"]["last_receipt"]) == (2, "A-000002")
    assert (report["cash"]["expected"], report["cash"]["counted"], report["variance"]) == (75_000, 75_000, 0)
    # Again, shuffled: nothing happens twice.
    again = tablet.sends(cashier, tablet.items[::-1])
    assert outcomes(again) == ["known"] * 6
    assert [each["id"] for each in again] == [each["id"] for each in results[::-1]]
    assert again[-2]["receipt_number"] == "A-000001"
    # The till goes on with a network where it stopped.
    till.opens(sari, 0)
    assert till.sells(sari, (coffee, 1)).json()["receipt_number"] == "A-000003"
    assert second["body"]["receipt_no"] == 2


def test_items_wait_for_what_they_refer_to(sari: Person, tablet: Tablet) -> None:
    coffee = sari.offers("Kopi", 20_000, 10)
    opening = tablet.opens()
    sale = tablet.sells((coffee, 2, 20_000))
    refund = tablet.refunds(sale, 1, 1)
    closing = tablet.closes(20_000, items=2)
    for early in (sale, closing):
        (result,) = tablet.sends(sari, [early])
        assert (result["result"], result["problem"]["code"]) == ("refused", "reference_unknown")
        assert result["problem"]["reference"] == opening["client_id"]
    assert outcomes(tablet.sends(sari, [refund, opening])) == ["refused", "created"]
    (result,) = tablet.sends(sari, [closing])
    problem = result["problem"]
    assert (result["result"], problem["code"], problem["present"], problem["count"]) == (
        "refused",
        "shift_incomplete",
        0,
        2,
    )
    # A later post brings all in order, whatever the order within it.
    assert outcomes(tablet.sends(sari, [closing, refund, sale, opening])) == ["created", "created", "created", "known"]
    assert sari.get("/api/sync/items").json()["items"][0]["state"] == "booked"


def test_items_that_refer_to_each_other_in_a_circle_are_refused(sari: Person, tablet: Tablet) -> None:
    coffee = sari.offers("Kopi", 20_000, 10)
    tablet.opens()
    one, two = tablet.sells((coffee, 1, 20_000)), tablet.sells((coffee, 1, 20_000))
    one["after"], two["after"] = [two["client_id"]], [one["client_id"]]
    third = tablet.sells((coffee, 1, 20_000))
    assert outcomes(tablet.sends(sari)) == ["created", "refused", "refused", "created"]
    # What is no sale can't be refunded, and what is no opening is no shift.
    wrong = tablet.refunds(tablet.items[0], 1, 1)
    lost = tablet.sells((coffee, 1, 20_000), shift_client_id=third["client_id"])
    results = tablet.sends(sari, [wrong, lost])
    assert [each["problem"]["code"] for each in results] == ["reference_unknown"] * 2


def test_a_client_id_names_one_item_for_good(shop: Shop, sari: Person, till: Till, tablet: Tablet) -> None:
    coffee = sari.offers("Kopi", 20_000, 10)
    tablet.opens()
    sale = tablet.sells((coffee, 1, 20_000))
    assert outcomes(tablet.sends(sari, [*tablet.items, *tablet.items])) == ["created", "created", "known", "known"]
    other = {**sale, "body": {**sale["body"], "items": [{"product_id": coffee, "qty": 2, "price": 20_000}]}}
    (refused,) = tablet.sends(sari, [other])
    assert (refused["result"], refused["problem"]["code"]) == ("refused", "client_id_reused")
    # Nobody else's items are in the way.
    tono = shop.person("tono", "seller")
    theirs = Tablet(Till(tono, "B"))
    theirs.opens()["client_id"] = theirs.shift = tablet.shift
    tea = tono.offers("Teh", 5_000, 5)
    theirs.sells((tea, 1, 5_000))["client_id"] = sale["client_id"]
    assert outcomes(theirs.sends(tono)) == ["created", "created"]
    # Sold online, but the till has not heard of it.
    online = str(uuid4())
    made = till.sells(sari, (coffee, 1), client_id=online).json()
    late = tablet.sells((coffee, 1, 20_000))
    late["client_id"] = online
    (known,) = tablet.sends(sari, [late])
    assert (known["result"], known["id"], codes(known)) == ("created", made["id"], ["sold_online"])
    # What the till says otherwise is told, as the goods that it gave away are in no stock.
    other = str(uuid4())
    stands = till.sells(sari, (coffee, 1), client_id=other).json()
    tablet.number += 5
    late = tablet.sells((coffee, 3, 20_000))
    late["client_id"] = other
    (known,) = tablet.sends(sari, [late])
    assert (known["id"], known["receipt_number"]) == (stands["id"], "A-000003")
    assert known["flags"][1:] == [
        {
            "code": "total_differs", "sold": 60_000, "total": 20_000,
            "items": [{"product_id": coffee, "sold": 3, "booked": 1}],
        },
        {"code": "receipt_number_changed", "receipt_no": 8, "booked_no": 3},
    ]  # fmt: skip
    # And the other way round.
    repeated = till.sells(sari, (coffee, 1), client_id=sale["client_id"])
    assert repeated.headers["Idempotent-Replayed"] == "true"
    assert stock(sari, coffee) == 7


def test_a_sale_that_is_still_under_way_online_is_known(
    shop: Shop, server: Server, sari: Person, till: Till, tablet: Tablet
) -> None:
    coffee = sari.offers("Kopi", 20_000, 10)
    tablet.opens()
    tablet.sends(sari)
    sale = tablet.sells((coffee, 1, 20_000))
    with (
        ThreadPoolExecutor(2) as pool,
        shop.meanwhile(server, "SELECT id FROM products WHERE id = %s FOR UPDATE", coffee) as waiting,
    ):
        online = pool.submit(till.sells, sari, (coffee, 1), client_id=sale["client_id"])
        waiting(1)
        late = pool.submit(tablet.sends, sari, [sale])
        waiting(2)
    (known,) = late.result()
    assert (known["result"], known["id"], codes(known)) == ("created", online.result().json()["id"], ["sold_online"])


def test_a_sale_that_is_still_under_way_online_is_accepted_as_that(
    shop: Shop, server: Server, sari: Person, till: Till, tablet: Tablet
) -> None:
    coffee = sari.offers("Kopi", 20_000, 10)
    tablet.opens()
    sale = tablet.sells((coffee, 1, 20_000), expected_total=19_000)
    assert outcomes(tablet.sends(sari)) == ["created", "review"]
    with (
        ThreadPoolExecutor(2) as pool,
        shop.meanwhile(server, "SELECT id FROM products WHERE id = %s FOR UPDATE", coffee) as waiting,
    ):
        online = pool.submit(till.sells, sari, (coffee, 1), client_id=sale["client_id"])
        waiting(1)
        accepted = pool.submit(tablet.decides, sari, sale, "accept")
        waiting(2)
    item = accepted.result().json()
    assert (item["state"], item["document_id"]) == ("booked", online.result().json()["id"])
    assert codes(item) == ["sold_online", "total_differs", "receipt_number_changed"]
    assert stock(sari, coffee) == 9


def test_several_devices_send_the_same_at_once(sari: Person, till: Till, tablet: Tablet) -> None:
    coffee = sari.offers("Kopi", 20_000, 50)
    tablet.opens()
    for _ in range(10):
        tablet.refunds(tablet.sells((coffee, 2, 20_000)), 1, 1)
    tablet.closes(200_000)
    answers = at_once(4, lambda number: tablet.sends(sari, tablet.items[:: (-1) ** number]))
    for results in answers:
        assert set(outcomes(results)) <= {"created", "known"}
    assert sum(outcomes(results).count("created") for results in answers) == 22
    assert stock(sari, coffee) == 40
    assert till.owner.get("/api/analytics/sales").json()["totals"]["revenue"] == 200_000


def test_prices_and_discounts_stay_as_they_were_sold(shop: Shop, sari: Person, budi: Person, till: Till) -> None:
    till.employs(budi)
    cashier, tablet = till.at_work("budi"), Tablet(till)
    coffee, tea = sari.offers("Kopi", 20_000, 10), sari.offers("Teh", 5_000, 10)
    voucher = {"code": "HEMAT", "kind": "amount", "value": 3_000, "limit_total": 1}
    assert sari.post("/api/vouchers", voucher).status_code == 201
    tablet.opens()
    tablet.sells((coffee, 1, 18_000), (coffee, 1, 20_000), expected_total=38_000)
    tablet.sells((coffee, 1, 20_000), discount={"percent": 30}, payments=[{"method": "cash", "amount": 14_000}])
    tablet.sells((coffee, 1, 20_000), voucher="HEMAT")
    tablet.sells((coffee, 1, 20_000), voucher="HEMAT", payments=[{"method": "cash", "amount": 17_000}])
    tablet.sells((tea, 1, 5_000))
    sari.delete(f"/api/products/{tea}")
    results = tablet.sends(cashier)
    assert outcomes(results) == ["created"] * 6
    assert [codes(each) for each in results[1:]] == [
        ["price_differs"], ["discount_too_large"], [], ["voucher_refused"], ["product_unlisted"],
    ]  # fmt: skip
    assert results[1]["flags"][0] == {
        "code": "price_differs", "line": 1, "product_id": coffee, "sold": 18_000, "catalogue": 20_000,
    }  # fmt: skip
    totals = [sari.get(f"/api/transactions/{each['id']}").json()["total"] for each in results[1:]]
    assert totals == [38_000, 14_000, 17_000, 17_000, 5_000]
    flagged = sari.get("/api/sync/items?flagged=true").json()["items"]
    assert len(flagged) == 4
    assert shop.value("SELECT used FROM vouchers") == 1


def test_credit_and_its_repayment(sari: Person, till: Till, tablet: Tablet) -> None:
    coffee = sari.offers("Kopi", 20_000, 10)
    ani = sari.post("/api/customers", {"name": "Ani", "credit_limit": 15_000}).json()["id"]
    tablet.opens()
    sale = tablet.sells((coffee, 1, 20_000), customer_id=ani, payments=[{"method": "credit"}])
    paid = tablet.does(
        "debt_payment", {"method": "cash", "amount": 20_000}, customer_id=ani, after=[sale["client_id"]]
    )  # fmt: skip
    # Not before the debt is known.
    assert tablet.sends(sari, [tablet.items[0], paid])[1]["problem"]["code"] == "reference_unknown"
    results = tablet.sends(sari, [paid, sale])
    assert outcomes(results) == ["created", "created"]
    assert results[1]["flags"] == [{"code": "credit_limit", "exceeded": 5_000}]
    assert sari.get(f"/api/customers/{ani}").json()["balance"] == 0
    # More than they owe waits for a review, and can't be accepted.
    more = tablet.does("debt_payment", {"method": "cash", "amount": 1}, customer_id=ani)
    (result,) = tablet.sends(sari, [more])
    assert (result["result"], result["problem"]["errors"][0]["code"]) == ("review", "exceeds_debt")
    assert tablet.decides(sari, more, "accept").json()["errors"][0]["code"] == "exceeds_debt"
    assert tablet.decides(sari, more, "reject").json()["state"] == "rejected"


def test_times_are_bounded(shop: Shop, sari: Person, tablet: Tablet) -> None:
    coffee = sari.offers("Kopi", 20_000, 10)
    opening = tablet.opens()
    ahead, early, near = (tablet.sells((coffee, 1, 20_000)) for _ in range(3))
    ahead["at"], early["at"] = "2031-01-01T00:00:00Z", "2023-01-01T07:00:00+07:00"
    near["at"] = (datetime.now(UTC) + timedelta(minutes=4)).isoformat()
    results = tablet.sends(sari)
    assert [codes(each) for each in results] == [[], ["time_ahead"], ["time_before_shift"], []]
    assert results[2]["flags"][0]["at"] == "2023-01-01T00:00:00+00:00"
    sold = [sari.get(f"/api/transactions/{each['id']}").json()["sold_at"] for each in results[1:]]
    assert sold[1] == opening["at"]
    assert sold[0] < (datetime.now(UTC) + timedelta(seconds=1)).isoformat() < sold[2]
    received = shop.value("SELECT MAX(ABS(TIMESTAMPDIFF(SECOND, received_at, UTC_TIMESTAMP()))) AS s FROM sync_items")
    assert received < 60


def test_taxes_are_those_of_the_day_of_the_sale(sari: Person, till: Till) -> None:
    coffee, tablet = sari.offers("Kopi", 11_100, 10), Tablet(till, hours=72)
    sari.put("/api/tax-profile", {"regime": "none", "valid_from": "2020-01-01"})
    sari.put("/api/tax-profile", {"regime": "ppn"})
    tablet.opens()
    tablet.sells((coffee, 1, 11_100))
    tablet.now = datetime.now(UTC)
    tablet.sells((coffee, 1, 11_100))
    results = tablet.sends(sari)
    taxes = [sari.get(f"/api/transactions/{each['id']}").json()["tax"] for each in results[1:]]
    assert taxes == [0, 1_100]


def test_short_stock_is_reviewed_or_accepted(
    shop: Shop, sari: Person, budi: Person, till: Till, tablet: Tablet
) -> None:
    till.employs(budi)
    cashier = till.at_work("budi")
    coffee = sari.offers("Kopi", 20_000, 1)
    tablet.opens()
    short = tablet.sells((coffee, 3, 20_000))
    fine = tablet.sells((coffee, 1, 20_000))
    results = tablet.sends(cashier)
    assert outcomes(results) == ["created", "review", "created"]
    problem = results[1]["problem"]
    assert (problem["code"], problem["available"], problem["items"][0]["requested"]) == ("insufficient_stock", 1, 3)
    # Repeated, it still waits; its number stays its own.
    assert outcomes(tablet.sends(cashier, [short, fine])) == ["review", "known"]
    gaps = sari.get(f"/api/tills/{till.id}/receipt-gaps").json()
    assert [(each["first_receipt"], each["last"]) for each in gaps["gaps"]] == [("A-000001", 1)]
    assert cashier.get(f"/api/tills/{till.id}/receipt-gaps").json()["code"] == "managers_only"
    waiting = sari.get("/api/sync/items?state=review", headers={"Accept-Language": "id"}).json()["items"]
    assert [(each["client_id"], each["body"]) for each in waiting] == [(short["client_id"], short)]
    assert waiting[0]["problem"]["msg"] == "Stok Kopi tinggal 1."
    for what in ("accept", "reject"):
        refused = tablet.decides(cashier, short, what)
        assert (refused.status_code, refused.json()["code"]) == (403, "managers_only")
        assert tablet.decides(shop.person(f"lain{what}", "seller"), short, what).status_code == 404
    accepted = tablet.decides(sari, short, "accept", key="terima")
    assert accepted.status_code == 200, accepted.text
    item = accepted.json()
    assert (item["state"], item["body"], item["reviewed_by"]) == ("booked", None, sari.id)
    assert [flag["code"] for flag in item["flags"]] == ["stock_short"]
    assert tablet.decides(sari, short, "accept", key="terima").json() == item
    assert tablet.decides(sari, short, "accept").json()["code"] == "item_reviewed"
    sale = sari.get(f"/api/transactions/{item['document_id']}").json()
    assert (sale["receipt_number"], sale["cashier_id"], sale["sold_at"]) == ("A-000001", budi.id, short["at"])
    assert stock(sari, coffee) == -3
    low = sari.get("/api/stock?below_zero=true").json()["products"]
    assert [(each["product_id"], each["stock"]) for each in low] == [(coffee, -3)]
    # Nobody buys what is not there; goods that come are counted on.
    assert till.sells(sari, (coffee, 1)).json()["code"] == "insufficient_stock"
    assert budi.buys(coffee).json()["code"] == "insufficient_stock"
    came = {"items": [{"product_id": coffee, "kind": "received", "delta": 1}]}
    assert sari.post("/api/stock/movements", came, headers=headers()).json()["items"][0]["stock"] == -2
    count = {"product_id": coffee, "counted": 0, "expected_quantity": -2}
    assert sari.post("/api/stock/movements", {"items": [count]}, headers=headers()).json()["items"][0]["delta"] == 2
    # An outlet may take it as it is.
    assert sari.patch(f"/api/outlets/{till.outlet}", {"short_stock": "accept"}).json()["short_stock"] == "accept"
    (result,) = tablet.sends(cashier, [tablet.sells((coffee, 1, 20_000))])
    assert result["flags"] == [{"code": "stock_short", "product_id": coffee, "requested": 1, "available": 0}]
    assert stock(sari, coffee) == -1


def test_an_outlets_own_stock_goes_below_zero(sari: Person) -> None:
    coffee = sari.offers("Kopi", 20_000, 5)
    outlet = sari.post("/api/outlets", {"name": "Pasar"}).json()["id"]
    if outlet == sari.get("/api/outlets").json()["outlets"][0]["id"]:
        outlet = sari.post("/api/outlets", {"name": "Pasar 2"}).json()["id"]
    sari.patch(f"/api/outlets/{outlet}", {"own_stock": True, "short_stock": "accept"})
    till = Till(sari, "P", outlet)
    tablet = Tablet(till)
    tablet.opens()
    sale = tablet.sells((coffee, 2, 20_000))
    tablet.refunds(sale, 1, 1)
    assert outcomes(tablet.sends(sari)) == ["created"] * 3
    rows = sari.get(f"/api/stock?outlet_id={outlet}&below_zero=true").json()["products"]
    assert [(each["product_id"], each["stock"]) for each in rows] == [(coffee, -1)]
    assert stock(sari, coffee) == 5
    till.must_be_sound()


def test_what_comes_after_its_shift_was_closed(sari: Person, till: Till, tablet: Tablet) -> None:
    coffee = sari.offers("Kopi", 20_000, 10)
    opening = tablet.opens(1_000)
    late, moved = tablet.sells((coffee, 1, 20_000)), tablet.moves("in", 500)
    closing = tablet.closes(21_500)
    second = tablet.opens()
    after = tablet.sells((coffee, 1, 20_000))
    assert outcomes(tablet.sends(sari, [opening, closing, second, after])) == ["created"] * 4
    results = tablet.sends(sari, [late, moved])
    assert [(each["result"], each["problem"]["code"]) for each in results] == [("review", "shift_closed")] * 2
    shift = sari.get("/api/sync/items").json()["items"]
    first = next(each["document_id"] for each in shift if each["client_id"] == opening["client_id"])
    before = till.report(sari, first, "z").json()
    assert (before["expected"], before["variance"], before["sales"]["count"]) == (1_000, 20_500, 0)
    for item in (late, moved):
        accepted = tablet.decides(sari, item, "accept").json()
        assert [flag["code"] for flag in accepted["flags"]] == ["late"]
    report = till.report(sari, first, "z").json()
    assert (report["expected"], report["variance"], report["cash"]["expected"]) == (21_500, 0, 21_500)
    assert report["sales"] == {
        "count": 1, "total": 20_000, "tax": 0, "first_receipt": "A-000001", "last_receipt": "A-000001",
    }  # fmt: skip
    # A rejected one stays visible, and what refers to it waits.
    lost = tablet.sells((coffee, 1, 20_000), shift_client_id=opening["client_id"])
    assert outcomes(tablet.sends(sari, [lost])) == ["review"]
    refund = tablet.refunds(lost, 1, 1)
    (waits,) = tablet.sends(sari, [refund])
    assert (waits["result"], waits["problem"]["code"]) == ("refused", "reference_in_review")
    rejected = tablet.decides(sari, lost, "reject").json()
    assert (rejected["state"], rejected["body"], rejected["reviewed_by"]) == ("rejected", lost, sari.id)
    assert codes(tablet.sends(sari, [lost])[0]) == ["rejected"]
    assert tablet.sends(sari, [refund])[0]["problem"]["code"] == "reference_rejected"


@pytest.mark.usefixtures("inside")
def test_the_body_of_a_rejected_item_expires(shop: Shop, sari: Person, tablet: Tablet) -> None:
    tablet.opens()
    tablet.closes(0)
    tablet.sends(sari)
    items = [tablet.sells((sari.offers("Kopi", 20_000, 10), 1, 20_000)) for _ in range(2)]
    assert outcomes(tablet.sends(sari, items)) == ["review", "review"]
    assert tablet.decides(sari, items[0], "reject").status_code == 200
    for days, expired in ((89, 0), (2, 1)):
        shop.rows("UPDATE sync_items SET reviewed_at = reviewed_at - INTERVAL %s DAY", (days,))
        assert delete_expired("bodies of rejected items") == expired
        db.release()
    waits, rejected = sari.get("/api/sync/items").json()["items"][:2]
    assert (waits["state"], waits["body"]) == ("review", items[1])
    assert (rejected["state"], rejected["body"], rejected["problem"]) == ("rejected", None, None)
    assert outcomes(tablet.sends(sari, items)) == ["known", "review"]


def test_what_is_kept_of_a_customer_is_told_and_erased(shop: Shop, sari: Person, till: Till, tablet: Tablet) -> None:
    """Sales, refunds and repayments that wait or were rejected, and nothing of others."""
    coffee = sari.offers("Kopi", 20_000, 10)
    tini, joko = (
        sari.post("/api/customers", {"name": name, "credit_limit": 10**6}).json()["id"] for name in ("Tini", "Joko")
    )
    tablet.opens()
    booked = tablet.sells((coffee, 1, 20_000), customer_id=tini)
    tablet.closes(20_000)
    assert outcomes(tablet.sends(sari)) == ["created"] * 3
    (made,) = sari.get("/api/transactions?scope=sales").json()["transactions"]

    def sells(to: int, **more: Any) -> dict[str, Any]:
        item = tablet.sells((coffee, 1, 20_000), customer_id=to, **more)
        item["body"]["items"][0]["note"] = "untuk ibu Tini"
        return item

    sale, others = sells(tini, expected_total=1), sells(joko)
    lent, rejected = sells(tini, payments=[{"method": "credit"}]), sells(tini)
    refund = tablet.refunds(booked, 1, 1)
    refund["body"]["reason"] = "ibu Tini alergi"
    by_id = {**refund, "client_id": str(uuid4()), "transaction_id": made["id"]}
    del by_id["sale_client_id"]
    paid = tablet.does("debt_payment", {"method": "transfer", "reference": "BCA TINI"}, customer_id=tini)
    items = [sale, others, lent, rejected, refund, by_id, paid]
    assert outcomes(tablet.sends(sari, items)) == ["review"] * 7
    assert tablet.decides(sari, rejected, "reject", key="tolak").json()["body"] == rejected
    own = [sale, lent, rejected, refund, by_id, paid]
    export = sari.get(f"/api/customers/{tini}/export").json()["items"]
    assert {each["client_id"]: each["body"] for each in export} == {each["client_id"]: each for each in own}
    assert sari.delete(f"/api/customers/{tini}").status_code == 200
    kept = {each["client_id"]: each for each in sari.get("/api/sync/items").json()["items"]}
    assert kept[rejected["client_id"]]["body"] is kept[rejected["client_id"]]["problem"] is None
    assert kept[others["client_id"]]["body"] == others
    for item in own:
        found = kept[item["client_id"]]
        assert "ini" not in str(found["body"]) + str(found["problem"]) and "TINI" not in str(found["body"])
        assert item is rejected or found["state"] == "review"
    again = tablet.decides(sari, rejected, "reject", key="tolak")
    assert (again.status_code, again.json()["code"]) == (409, "idempotent_answer_lost")
    # What was sold for cash is booked all the same; what was lent to nobody is not.
    accepted = [tablet.decides(sari, item, "accept") for item in (sale, refund, lent)]
    assert [each.status_code for each in accepted] == [200, 200, 422]
    assert accepted[0].json()["problem"] is None
    assert shop.rows("SELECT problem FROM sync_items WHERE state = 'booked' AND problem IS NOT NULL") == []


def test_receipt_numbers_are_the_tills_own(sari: Person, till: Till, tablet: Tablet) -> None:
    coffee = sari.offers("Kopi", 20_000, 10)
    tablet.opens()
    tablet.number = 4
    skipped, twin, far = (tablet.sells((coffee, 1, 20_000)) for _ in range(3))
    twin["body"]["receipt_no"], far["body"]["receipt_no"] = 5, 20_000
    lower = tablet.sells((coffee, 1, 20_000))
    lower["body"]["receipt_no"] = 2
    results = tablet.sends(sari)
    assert outcomes(results) == ["created", "created", "review", "review", "created"]
    assert [each["problem"]["code"] for each in results[2:4]] == ["receipt_number_taken", "receipt_number_far"]
    assert [each["receipt_number"] for each in results] == [None, "A-000005", None, None, "A-000002"]
    gaps = sari.get(f"/api/tills/{till.id}/receipt-gaps").json()["gaps"]
    assert [(each["first"], each["last"]) for each in gaps] == [(1, 1), (3, 4)]
    for item, number in ((twin, "A-000006"), (far, "A-000007")):
        accepted = tablet.decides(sari, item, "accept").json()
        assert [flag["code"] for flag in accepted["flags"]] == ["receipt_number_changed"]
        sale = sari.get(f"/api/transactions/{accepted['document_id']}").json()
        assert sale["receipt_number"] == number
    assert till.sells(sari, (coffee, 1)).json()["receipt_number"] == "A-000008"
    assert skipped["body"]["receipt_no"] == 5


def test_a_total_that_does_not_fit_is_reviewed(sari: Person, till: Till, tablet: Tablet) -> None:
    """The tablet did not know of a new tax profile, or calculates otherwise."""
    coffee = sari.offers("Kopi", 20_000, 10)
    tablet.opens()
    less = tablet.sells((coffee, 1, 20_000), expected_total=19_000, payments=[{"method": "cash", "amount": 19_000}])
    parts = [{"method": "transfer", "amount": 15_000}, {"method": "cash", "amount": 9_000, "tendered": 10_000}]
    more = tablet.sells((coffee, 1, 20_000), payments=parts)
    results = tablet.sends(sari)
    assert [each["problem"]["code"] for each in results[1:]] == ["total_changed", "validation_failed"]
    first = tablet.decides(sari, less, "accept").json()
    assert first["flags"] == [{"code": "total_differs", "sold": 19_000, "total": 20_000}]
    second = tablet.decides(sari, more, "accept").json()
    payments = sari.get(f"/api/transactions/{second['document_id']}").json()["payments"]
    assert [(each["method"], each["amount"]) for each in payments] == [("transfer", 15_000), ("cash", 5_000)]


def test_staff_that_did_it_are_named(shop: Shop, sari: Person, budi: Person, till: Till, tablet: Tablet) -> None:
    till.employs(budi)
    tono = shop.person("tono")
    till.employs(tono)
    cashier = till.at_work("budi")
    coffee = sari.offers("Kopi", 20_000, 10)
    tablet.opens(staff_id=tono.id)
    tablet.sells((coffee, 1, 20_000), staff_id=tono.id)
    tablet.sells((coffee, 1, 20_000), staff_id=sari.id, discount={"percent": 90})
    tablet.sells((coffee, 1, 20_000), staff_id=shop.person("asing").id)
    results = tablet.sends(cashier)
    # A cashier who names the owner has no higher limit, and it is told who has sent it.
    assert [codes(each) for each in results] == [[], [], ["staff_named", "discount_too_large"], ["staff_unknown"]]
    assert results[2]["flags"][0] == {"code": "staff_named", "staff_id": sari.id, "sent_by": budi.id}
    cashiers = [sari.get(f"/api/transactions/{each['id']}").json()["cashier_id"] for each in results[1:]]
    assert cashiers == [tono.id, sari.id, budi.id]


def test_who_may_send(shop: Shop, sari: Person, budi: Person, dewi: Person, till: Till, tablet: Tablet) -> None:
    tablet.opens()
    for stranger in (budi, dewi, shop.person("tono", "seller")):
        refused = tablet.post(stranger)
        assert (refused.status_code, refused.json()["code"]) == (403, "till_of_others")
        listed = stranger.get(f"/api/sync/items?till_id={till.id}")
        assert listed.json()["code"] == "till_of_others"
        assert stranger.get("/api/sync/items").json()["items"] == []
    assert tablet.post(shop.visitor()).status_code == 401
    other = Till(sari, "B")
    till.employs(budi)
    at_other = other.at_work("budi")
    assert tablet.post(at_other).json()["code"] == "till_of_others"
    manager = shop.person("mira")
    till.employs(manager, "manager")
    assert outcomes(tablet.sends(manager)) == ["created"]
    assert len(manager.get(f"/api/sync/items?till_id={till.id}").json()["items"]) == 1


HOSTILE: list[Any] = [
    None, 7, "x", [], {}, {"client_id": 7}, {"client_id": "x" * 5000, "type": "sale"}, {"type": "nothing"},
    {"type": "sale", "body": {}}, {"type": "sale", "body": None, "at": "yesterday"},
]  # fmt: skip


def test_what_cannot_be_read_keeps_nothing_back(sari: Person, till: Till, tablet: Tablet) -> None:
    coffee = sari.offers("Kopi", 20_000, 10)
    tablet.opens()
    sale = tablet.sells((coffee, 1, 20_000))
    broken = [
        {**sale, "client_id": str(uuid4()), **change}
        for change in (
            {"at": "2026-13-01T00:00:00Z"}, {"body": {**sale["body"], "payments": []}}, {"unknown": 1},
            {"body": {**sale["body"], "till_id": 999_999}}, {"body": {**sale["body"], "client_id": str(uuid4())}},
            {"shift_id": 7}, {"body": {**sale["body"], "receipt_no": -1}}, {"after": ["x"]},
            {"body": {**sale["body"], "receipt_no": 2**62}},
            {"body": {**sale["body"], "items": [{"product_id": coffee, "qty": 1, "price": -5}]}},
        )
    ]  # fmt: skip
    results = tablet.sends(sari, [*HOSTILE, *broken, *tablet.items])
    assert outcomes(results) == ["refused"] * (len(HOSTILE) + len(broken)) + ["created", "created"]
    assert {each["problem"]["code"] for each in results[:-2]} == {"validation_failed"}
    assert results[6]["client_id"] == "x" * 36
    # Strange, but readable: a manager sees it.
    odd = [
        tablet.sells((10**15, 1, 20_000)), tablet.sells((coffee, 1_000_000, 10**12)),
        tablet.does("debt_payment", {"method": "cash"}, customer_id=10**15),
        tablet.does("refund", {"amount": 5, "method": "cash", "reason": "x"}, transaction_id=10**15),
        tablet.does("move", {"kind": "in", "amount": 5, "reason": "x"}, shift_client_id=None, shift_id=10**15),
    ]  # fmt: skip
    assert set(outcomes(tablet.sends(sari, odd))) == {"review"}
    for item in odd:
        assert tablet.decides(sari, item, "accept").status_code in (404, 409, 422)
        assert tablet.decides(sari, item, "reject").status_code == 200
    assert tablet.post(sari, []).status_code == 422
    assert tablet.post(sari, [sale] * 501).status_code == 422
    assert sari.post(f"/api/sync/items/{uuid4()}/accept", headers=headers()).status_code == 404
    assert sari.post("/api/sync/items/x/accept", headers=headers()).status_code == 404


def test_plain_sales_share_transactions(shop: Shop, sari: Person, tablet: Tablet) -> None:
    """Ten at a time, of 200 lines at most; the events of a transaction have one number."""
    coffee, tea = sari.offers("Kopi", 20_000, 1_000), sari.offers("Teh", 5_000, 1_000)
    tablet.opens()
    for number in range(20):
        tablet.sells((tea, 1, 5_000), (coffee, number + 1, 20_000))
    results = tablet.sends(sari)
    assert outcomes(results) == ["created"] * 21
    assert [each["receipt_number"] for each in results[1:]] == [f"A-{number:06d}" for number in range(1, 21)]
    told = shop.rows("SELECT change_id, COUNT(*) AS n FROM events WHERE type = 'order.paid' GROUP BY change_id")
    assert [row["n"] for row in told] == [10, 10]
    assert (stock(sari, coffee), stock(sari, tea)) == (1_000 - 210, 980)
    assert outcomes(tablet.sends(sari, [tablet.sells(*[(tea, 1, 5_000)] * 80) for _ in range(5)])) == ["created"] * 5
    told = shop.rows("SELECT change_id, COUNT(*) AS n FROM events WHERE type = 'order.paid' GROUP BY change_id")
    assert [row["n"] for row in told] == [10, 10, 2, 2, 1]
    for table, column in (("audit_entries", "table_name = 'transactions'"), ("activities", "type = 'counter_sale'")):
        assert shop.value(f"SELECT COUNT(*) FROM {table} WHERE {column}") == 25


def test_a_sale_that_fails_leaves_those_beside_it(shop: Shop, sari: Person, tablet: Tablet) -> None:
    coffee = sari.offers("Kopi", 20_000, 10)
    tablet.opens()
    sales = [tablet.sells((coffee, 50 if number == 4 else 1, 20_000)) for number in range(8)]
    twin, other = dict(sales[2]), {**sales[3], "at": sales[7]["at"]}
    expected = ["created"] * 8 + ["known", "refused"]
    expected[4] = "review"
    results = tablet.sends(sari, [*tablet.items[:1], *sales, twin, other])
    assert outcomes(results) == ["created", *expected]
    assert results[10]["problem"]["code"] == "client_id_reused"
    assert stock(sari, coffee) == 3
    assert shop.value("SELECT COUNT(*) FROM transactions") == 7
    assert shop.value("SELECT COUNT(*) FROM audit_entries WHERE table_name = 'transactions'") == 7
