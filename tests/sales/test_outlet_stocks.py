"""Stocks of outlets: sales at their tills, transfers, movements, refunds, and what stays with the shared stock."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import pytest
import requests
from sync_calls import Tablet, outcomes
from till_calls import OUTLETS, TRANSFERS, Branch, Till, headers, here, transfer

from queries.system import integrity_checks
from support.app import at_once
from support.database import Server
from support.people import Person, Shop

MOVEMENTS, LEDGER = "/api/stock/movements", "/api/stock/ledger"


def move(person: Person, *items: dict[str, Any], **more: Any) -> requests.Response:
    return person.post(MOVEMENTS, {"items": items, **more}, headers=headers())


def received(product_id: int, delta: int) -> dict[str, Any]:
    return {"product_id": product_id, "kind": "received", "delta": delta}


def shared(person: Person, product_id: int) -> int:
    return int(person.get(f"/api/products/{product_id}").json()["stock"])


def ledger(person: Person, product_id: int, outlet_id: int | None = None) -> list[tuple[str, int, int]]:
    query = {"product_id": product_id, "per_page": 100, **({} if outlet_id is None else {"outlet_id": outlet_id})}
    entries = person.get(LEDGER, params=query).json()["entries"]
    assert all(new["balance"] == old["balance"] + new["delta"] for new, old in pairwise(entries))
    return [(each["reason"], each["delta"], each["balance"]) for each in entries]


def fault(answer: requests.Response) -> tuple[int, str, str]:
    (found,) = answer.json()["errors"]
    return answer.status_code, found["field"], found["code"]


@pytest.fixture(autouse=True)
def all_is_sound(shop: Shop) -> Iterator[None]:
    """Run the statements of `flask check` after each test."""
    yield
    assert {name: rows for name, sql in integrity_checks.CHECKS.items() if (rows := shop.rows(sql))} == {}


@pytest.fixture
def branch(sari: Person) -> Branch:
    return Branch(sari)


def test_a_till_sells_the_stock_of_its_outlet(sari: Person, budi: Person, branch: Branch) -> None:
    coffee, tea = sari.offers("Kopi", 20_000, 10), sari.offers("Teh", 5_000, 10)
    main = Till(sari, "A")
    main.opens(sari, 0)
    branch.gets(coffee, 3)
    # The outlet has no tea, whatever the shared stock has.
    refused = branch.sells(sari, (coffee, 4), (tea, 1))
    assert (refused.status_code, refused.json()["code"]) == (409, "insufficient_stock")
    assert [(each["product_id"], each["available"]) for each in refused.json()["items"]] == [(coffee, 3), (tea, 0)]
    body = {"items": [{"product_id": coffee, "qty": 4}], "till_id": branch.id}
    quoted = sari.post("/api/transactions/quote", body)
    assert (quoted.status_code, quoted.json()["available"]) == (409, 3)
    since = sari.get("/api/changes").json()["next_since"]
    sale = branch.sells(sari, (coffee, 2), (coffee, 1)).json()
    assert (sale["total"], sale["receipt_number"], sale["outlet_id"]) == (60_000, "C-000001", branch.outlet)
    assert (branch.stock(coffee), shared(sari, coffee)) == (0, 7)
    # What is sold online has not changed, so apps hear of nothing.
    assert sari.get(f"/api/changes?since={since}").json()["changes"] == []
    assert branch.sells(sari, (coffee, 1)).json()["available"] == 0
    assert main.sells(sari, (coffee, 3)).status_code == budi.buys(coffee, 3).status_code == 201
    assert (branch.stock(coffee), shared(sari, coffee)) == (0, 1)
    assert ledger(sari, coffee, branch.outlet) == [("sale", -3, 0), ("transfer", 3, 3)]
    assert ledger(sari, coffee) == [("sale", -3, 1), ("sale", -3, 4), ("transfer", -3, 7), ("opening", 10, 10)]
    # The book of stock is that of the shared one; figures count what all outlets sold.
    (booked,) = sari.get("/api/reports/stock").json()["totals"]["quantities"]
    assert (booked["sold"], booked["received"], booked["other"], booked["end"]) == (6, 0, 17, 11)
    assert sari.get("/api/analytics/sales").json()["totals"]["units"] == 9


def test_sales_elsewhere_do_not_ask_for_stocks_of_outlets(
    server: Server, shop: Shop, sari: Person, budi: Person, branch: Branch
) -> None:
    main, coffee = Till(sari, "A"), sari.offers("Kopi", 20_000, 10)
    main.opens(sari, 0)
    with server.connect(shop.name) as connection, connection.cursor() as cursor:
        cursor.execute("LOCK TABLES outlet_stocks WRITE")
        sale = main.sells(sari, (coffee, 1)).json()["id"]
        body = {"items": [{"line": 1, "qty": 1}], "method": "cash", "reason": "Rusak", "till_id": main.id}
        assert sari.post(f"/api/transactions/{sale}/refunds", body, headers=headers()).status_code == 201
        assert budi.buys(coffee, 2).status_code == 201
        cursor.execute("UNLOCK TABLES")
    assert shared(sari, coffee) == 8


def test_transfers_lead_to_and_from_outlets_and_between_them(shop: Shop, sari: Person, branch: Branch) -> None:
    other = Branch(sari, "Pasar", "P")
    coffee, tea = sari.offers("Kopi", stock=10), sari.offers("Teh", stock=4)
    since = sari.get("/api/changes").json()["next_since"]
    answer = transfer(sari, (coffee, 6), (tea, 4), (coffee, 1), to_outlet_id=branch.outlet, note="Mobil pagi")
    assert answer.status_code == 201, answer.text
    assert answer.json() == {
        "items": [
            {"product_id": coffee, "qty": 6, "from_stock": 4, "to_stock": 6},
            {"product_id": tea, "qty": 4, "from_stock": 0, "to_stock": 4},
            {"product_id": coffee, "qty": 1, "from_stock": 3, "to_stock": 7},
        ]
    }
    changes = sari.get(f"/api/changes?since={since}").json()["changes"]
    assert {each["id"]: each["product"]["stock"] for each in changes} == {coffee: 3, tea: 0}
    between = transfer(sari, (coffee, 2), from_outlet_id=branch.outlet, to_outlet_id=other.outlet)
    assert between.json()["items"] == [{"product_id": coffee, "qty": 2, "from_stock": 5, "to_stock": 2}]
    assert transfer(sari, (coffee, 5), from_outlet_id=branch.outlet).json()["items"][0]["to_stock"] == 8
    assert (here(sari), here(sari, branch.outlet)) == ({tea: 0, coffee: 8}, {coffee: 0, tea: 4})
    assert here(sari, other.outlet) == {coffee: 2}
    listed = {each["product_id"]: each["outlets"] for each in sari.get("/api/stock").json()["products"]}
    assert listed == {
        coffee: [{"outlet_id": other.outlet, "stock": 2}], tea: [{"outlet_id": branch.outlet, "stock": 4}],
    }  # fmt: skip
    notes = sari.get(LEDGER, params={"product_id": tea, "outlet_id": branch.outlet}).json()["entries"]
    assert [(each["note"], each["actor_id"], each["transaction_id"]) for each in notes] == [
        ("Mobil pagi", sari.id, None)
    ]
    kept = "SELECT row_id, old_values, new_values FROM audit_entries WHERE table_name = 'outlet_stocks' ORDER BY id"
    audited = shop.rows(kept)
    assert (audited[0]["old_values"], audited[0]["new_values"]) == ('{"quantity":0}', '{"quantity":6}')
    assert audited[0]["row_id"] == f"{branch.outlet}:{coffee}"
    activity = sari.get("/api/users/activities?type=stock_moved").json()["activities"]
    assert [each["detail"] for each in activity] == ["Kopi", "Kopi", "Kopi, Teh"]


def test_a_transfer_is_made_once_and_wholly(sari: Person, branch: Branch) -> None:
    coffee, tea = sari.offers("Kopi", stock=10), sari.offers("Teh", stock=4)
    body = {"items": [{"product_id": coffee, "qty": 1}], "to_outlet_id": branch.outlet}
    assert sari.post(TRANSFERS, body).json()["code"] == "idempotency_key_required"
    first, again = (transfer(sari, (coffee, 1), to_outlet_id=branch.outlet, key="pindah-1") for _ in range(2))
    assert (first.status_code, again.content, again.headers["Idempotent-Replayed"]) == (201, first.content, "true")
    refused = transfer(sari, (coffee, 5), (tea, 3), (tea, 2), to_outlet_id=branch.outlet)
    assert (refused.status_code, refused.json()["code"]) == (409, "insufficient_stock")
    assert refused.json()["items"] == [
        {"product_id": tea, "product_name": "Teh", "requested": 5, "available": 4},
    ]
    assert (here(sari), here(sari, branch.outlet)) == ({tea: 4, coffee: 9}, {coffee: 1})
    assert transfer(sari, *[(coffee, 1)] * 201, to_outlet_id=branch.outlet).status_code == 422
    assert transfer(sari, to_outlet_id=branch.outlet).status_code == 422
    move(sari, received(tea, 10**9), outlet_id=branch.outlet)
    assert fault(transfer(sari, (tea, 1), to_outlet_id=branch.outlet)) == (422, "items.0.qty", "less_than_equal")


def test_goods_move_between_stocks_of_their_owner_alone(shop: Shop, sari: Person, dewi: Person, branch: Branch) -> None:
    coffee, tono = sari.offers("Kopi", stock=10), shop.person("tono", "seller")
    foreign, tea = Branch(tono, "Tono", "T"), tono.offers("Teh", stock=10)
    default = sari.get(OUTLETS).json()["outlets"][0]["id"]
    for person, field, outlet, code in (
        (sari, "to_outlet_id", foreign.outlet, "unknown_outlet"),
        (sari, "from_outlet_id", 999_999, "unknown_outlet"),
        (sari, "to_outlet_id", default, "outlet_shares_stock"),
        (dewi, "to_outlet_id", default, "outlet_shares_stock"),
    ):
        assert fault(transfer(person, (coffee, 1), **{field: outlet})) == (422, field, code)
    assert fault(move(sari, received(coffee, 1), outlet_id=foreign.outlet)) == (422, "outlet_id", "unknown_outlet")
    assert fault(move(sari, received(coffee, 1), outlet_id=default)) == (422, "outlet_id", "outlet_shares_stock")
    both = transfer(dewi, (coffee, 1), from_outlet_id=branch.outlet, to_outlet_id=foreign.outlet)
    assert fault(both) == (422, "to_outlet_id", "unknown_outlet")
    # An admin moves a seller's goods to that seller's outlets.
    assert fault(transfer(dewi, (tea, 1), to_outlet_id=branch.outlet)) == (422, "items.0.product_id", "unknown_product")
    assert fault(move(dewi, received(tea, 1), outlet_id=branch.outlet))[2] == "unknown_product"
    assert transfer(dewi, (coffee, 1), to_outlet_id=branch.outlet).status_code == 201
    assert fault(transfer(sari, (coffee, 1)))[2] == "same_stock"
    same = transfer(sari, (coffee, 1), from_outlet_id=branch.outlet, to_outlet_id=branch.outlet)
    assert fault(same)[2] == "same_stock"
    for qty in (0, -1, 10**9 + 1):
        assert fault(transfer(sari, (coffee, qty), to_outlet_id=branch.outlet))[1] == "items.0.qty"
    for query in ({"outlet_id": foreign.outlet}, {"outlet_id": 999_999}):
        answer = sari.get("/api/stock", params=query)
        assert (answer.status_code, answer.json()["code"]) == (404, "outlet_not_found")
    assert here(dewi, branch.outlet, seller_id=sari.id) == {coffee: 1}


def test_goods_come_to_an_outlet_and_are_counted_there(sari: Person, branch: Branch) -> None:
    coffee, tea = sari.offers("Kopi", stock=10), sari.offers("Teh", stock=4)
    answer = move(
        sari,
        received(coffee, 24),
        {"product_id": coffee, "kind": "waste", "delta": -2},
        {"product_id": tea, "counted": 7, "expected_quantity": 0},
        outlet_id=branch.outlet,
    )
    assert answer.status_code == 201, answer.text
    assert [each["stock"] for each in answer.json()["items"]] == [24, 22, 7]
    assert branch.sells(sari, (coffee, 20), (tea, 1)).status_code == 201
    late = move(sari, {"product_id": tea, "counted": 5, "expected_quantity": 7}, outlet_id=branch.outlet)
    assert (late.status_code, late.json()["code"], late.json()["items"][0]["available"]) == (409, "stock_changed", 6)
    short = move(sari, {"product_id": coffee, "kind": "waste", "delta": -3}, outlet_id=branch.outlet)
    assert (short.status_code, short.json()["available"]) == (409, 2)
    assert here(sari, branch.outlet) == {coffee: 2, tea: 6}
    assert here(sari, branch.outlet, low=1) == {coffee: 2}
    assert here(sari) == {tea: 4, coffee: 10}
    pages = [sari.get("/api/stock", params={"outlet_id": branch.outlet, "per_page": 1}).json()]
    pages.append(sari.get("/api/stock", params={"outlet_id": branch.outlet, "cursor": pages[0]["next_cursor"]}).json())
    assert [each["product_id"] for page in pages for each in page["products"]] == [coffee, tea]


def test_goods_return_to_the_stock_of_the_till_that_takes_them_back(sari: Person, branch: Branch) -> None:
    main = Till(sari, "A")
    main.opens(sari, 0)
    coffee = sari.offers("Kopi", stock=10)
    branch.gets(coffee, 5)
    sale = branch.sells(sari, (coffee, 5)).json()["id"]

    def give_back(**where: Any) -> None:
        body = {"items": [{"line": 1, "qty": 1}], "method": "cash", "reason": "Rusak", **where}
        answer = sari.post(f"/api/transactions/{sale}/refunds", body, headers=headers())
        assert answer.status_code == 201, answer.text

    for where, stocks in (
        ({"till_id": branch.id}, (1, 5)),
        ({"till_id": main.id}, (1, 6)),
        ({}, (1, 7)),
        ({"till_id": branch.id, "items": [{"line": 1, "qty": 1, "restock": False}]}, (1, 7)),
    ):
        give_back(**where)
        assert (branch.stock(coffee), shared(sari, coffee)) == stocks
    assert ledger(sari, coffee, branch.outlet)[0] == ("return", 1, 1)
    transfer(sari, (coffee, 1), from_outlet_id=branch.outlet)
    # The open shift of an outlet that an earlier release has archived still gives money back; the goods are not locked
    # away there.
    sari.shop.rows("UPDATE outlets SET archived_at = UTC_TIMESTAMP(6) WHERE id = %s", (branch.outlet,))
    give_back(till_id=branch.id)
    assert (branch.stock(coffee), shared(sari, coffee)) == (0, 9)


def test_a_web_order_takes_and_returns_the_shared_stock(shop: Shop, sari: Person, budi: Person, branch: Branch) -> None:
    coffee = sari.offers("Kopi", stock=10)
    branch.gets(coffee, 4)

    def order() -> str:
        order_id = budi.buys(coffee, 2).json()["id"]
        shop.make_pending(order_id)
        return f"/api/transactions/{order_id}"

    cancelled = sari.post(f"{order()}/cancel", {"till_id": branch.id}, headers=headers())
    assert cancelled.status_code == 200, cancelled.text
    assert (branch.stock(coffee), shared(sari, coffee)) == (4, 6)
    # Even an expired one that is paid at the outlet's till.
    path = order()
    shop.rows("UPDATE transactions SET expires_at = '2026-01-01' WHERE status = 'pending'")
    assert budi.buys(coffee, 5).status_code == 201
    paid = sari.post(f"{path}/pay", {"method": "cash", "till_id": branch.id}, headers=headers())
    assert (paid.status_code, paid.json()["available"]) == (409, 1)
    move(sari, received(coffee, 1))
    assert sari.post(f"{path}/pay", {"method": "cash", "till_id": branch.id}, headers=headers()).status_code == 200
    assert (branch.stock(coffee), shared(sari, coffee)) == (4, 0)


def test_an_outlet_gets_its_own_stock_while_a_till_sends(
    shop: Shop, server: Server, sari: Person, budi: Person
) -> None:
    """What each sale is taken from is the stock that it was checked against."""
    sari.get(OUTLETS)
    outlet = sari.post(OUTLETS, {"name": "Cabang", "short_stock": "accept"}).json()["id"]
    till, coffee = Till(sari, "C", outlet), sari.offers("Kopi", 20_000, 10)
    till.employs(budi)
    tini = sari.post("/api/customers", {"name": "Bu Tini"}).json()["id"]
    tablet = Tablet(till)
    tablet.opens()
    for more in ({"staff_id": budi.id}, {}, {"customer_id": tini}):
        tablet.sells((coffee, 1, 20_000), **more)
    with (
        ThreadPoolExecutor(1) as pool,
        shop.meanwhile(server, "SELECT id FROM tills WHERE id = %s FOR UPDATE", till.id) as waiting,
    ):
        sent = pool.submit(tablet.sends, sari)
        waiting(1)
        assert sari.patch(f"{OUTLETS}/{outlet}", {"own_stock": True}).status_code == 200
    assert outcomes(sent.result()) == ["created"] * 4
    assert (here(sari, outlet), shared(sari, coffee)) == ({coffee: -3}, 10)
    assert ledger(sari, coffee, outlet) == [("sale", -1, -3), ("sale", -1, -2), ("sale", -1, -1)]


def test_an_outlet_gets_and_loses_its_own_stock(sari: Person, dewi: Person) -> None:
    first = sari.post(OUTLETS, {"name": "Pusat", "own_stock": True})
    assert fault(first) == (422, "own_stock", "default_shares_stock")
    default = sari.get(OUTLETS).json()["outlets"][0]["id"]
    assert fault(sari.patch(f"{OUTLETS}/{default}", {"own_stock": True}))[1:] == ("own_stock", "default_shares_stock")
    outlet = sari.post(OUTLETS, {"name": "Cabang"}).json()
    assert outlet["own_stock"] is False
    branch = Branch(sari, outlet=outlet["id"])
    kept, gone, course = (sari.offers(name, 20_000, 10) for name in ("Kopi", "Teh", "Kursus"))
    assert branch.sells(sari, (kept, 1)).status_code == 201
    assert branch.changes(own_stock=True).json()["own_stock"]
    # It starts empty.
    assert branch.sells(sari, (kept, 1)).json()["available"] == 0
    assert fault(branch.changes(is_default=True)) == (422, "is_default", "default_shares_stock")
    assert fault(branch.changes(is_default=True, own_stock=True))[1] == "own_stock"
    for product_id in (kept, gone, course):
        branch.gets(product_id, 2)
    sari.delete(f"/api/products/{gone}")
    dewi.teaches(owner_id=sari.id, product_id=course)
    for change in ({"own_stock": False}, {"archived": True}, {"own_stock": False, "is_default": True}):
        refused = branch.changes(**change)
        assert (refused.status_code, refused.json()["code"]) == (409, "outlet_has_stock")
    assert refused.json()["msg"] == "Cabang still has Kopi in stock. Transfer all of its goods elsewhere first."
    assert [(each["product_id"], each["available"]) for each in refused.json()["items"]] == [
        (kept, 2), (gone, 2), (course, 2),
    ]  # fmt: skip
    # Goods that are sold no more leave the outlet, and none get in.
    assert fault(transfer(sari, (gone, 1), to_outlet_id=branch.outlet))[2] == "unknown_product"
    assert fault(transfer(sari, (course, 1), to_outlet_id=branch.outlet))[2] == "course_has_no_stock"
    emptied = transfer(sari, (kept, 2), (gone, 2), (course, 2), from_outlet_id=branch.outlet)
    assert [each["to_stock"] for each in emptied.json()["items"]] == [9, 10, 10]
    assert branch.changes(own_stock=False, name="Cabang Lama").json()["own_stock"] is False
    assert fault(move(sari, received(kept, 1), outlet_id=branch.outlet))[2] == "outlet_shares_stock"
    assert branch.sells(sari, (kept, 9)).status_code == 201
    assert branch.closes(sari, branch.current(sari).json()["id"], 0).status_code == 200
    assert branch.changes(own_stock=True, archived=True).status_code == 200
    assert fault(move(sari, received(kept, 1), outlet_id=branch.outlet))[2] == "outlet_shares_stock"
    assert branch.changes(archived=False).status_code == 200
    assert move(sari, received(kept, 1), outlet_id=branch.outlet).status_code == 201


def test_two_tills_sell_the_last_unit_of_their_outlet_once(sari: Person, branch: Branch) -> None:
    coffee, other = sari.offers("Kopi", stock=100), Branch(sari, series="D", outlet=branch.outlet)
    branch.gets(coffee, 1)
    answers = at_once(50, lambda number: (branch if number % 2 else other).sells(sari, (coffee, 1)))
    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 49}
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"insufficient_stock"}
    assert (branch.stock(coffee), shared(sari, coffee)) == (0, 99)


def test_sales_and_transfers_in_all_directions_add_up(sari: Person, budi: Person, branch: Branch) -> None:
    other = Branch(sari, "Pasar", "P")
    goods = [sari.offers(name, stock=60) for name in ("Kopi", "Teh")]
    for product_id in goods:
        branch.gets(product_id, 20)
        other.gets(product_id, 20)
    routes = [(None, branch.outlet), (branch.outlet, other.outlet), (other.outlet, None), (branch.outlet, None)]

    def act(number: int) -> requests.Response:
        # Both orders of the products, which would deadlock if they were locked as they come.
        items = [(product_id, 1) for product_id in goods[:: 1 if number % 2 else -1]]
        if number % 3 == 0:
            source, target = routes[number // 3 % 4]
            return transfer(sari, *items, from_outlet_id=source, to_outlet_id=target)
        if number % 3 == 1:
            return (branch if number % 2 else other).sells(sari, *items)
        return budi.post("/api/transactions", {"items": [{"product_id": each, "qty": qty} for each, qty in items]})

    assert {answer.status_code for answer in at_once(48, act)} == {201}
    # Of 16 transfers 4 go each way; 16 sales were made online, 8 at each outlet.
    for product_id in goods:
        stocks = shared(sari, product_id), branch.stock(product_id), other.stock(product_id)
        assert stocks == (20 - 4 + 4 + 4 - 16, 20 + 4 - 4 - 4 - 8, 20 + 4 - 4 - 8)
        for outlet_id in (None, branch.outlet, other.outlet):
            assert (
                ledger(sari, product_id, outlet_id)[0][2]
                == stocks[[None, branch.outlet, other.outlet].index(outlet_id)]
            )


@pytest.mark.parametrize("refunded", [False, True])
def test_an_outlet_loses_no_goods_that_come_meanwhile(
    shop: Shop, server: Server, sari: Person, branch: Branch, refunded: bool
) -> None:
    coffee = sari.offers("Kopi", stock=10)
    branch.gets(coffee, 5)
    sale = branch.sells(sari, (coffee, 5)).json()["id"]
    body = {"items": [{"line": 1, "qty": 5}], "method": "cash", "reason": "Rusak", "till_id": branch.id}

    def come() -> requests.Response:
        if refunded:
            return sari.post(f"/api/transactions/{sale}/refunds", body, headers=headers())
        return move(sari, received(coffee, 5), outlet_id=branch.outlet)

    with ThreadPoolExecutor(2) as pool:
        with shop.meanwhile(server, "SELECT id FROM products WHERE id = %s FOR UPDATE", coffee) as wait_for:
            coming = pool.submit(come)
            wait_for(1)
            closing = pool.submit(branch.changes, own_stock=False)
            wait_for(2)
        assert (coming.result().status_code, closing.result().status_code) == (201, 409)
    assert branch.stock(coffee) == 5


@pytest.mark.parametrize("seed", range(3))
def test_a_random_day_ends_with_the_stocks_of_a_simple_model(
    sari: Person, budi: Person, branch: Branch, seed: int
) -> None:
    chance, other = random.Random(seed), Branch(sari, "Pasar", "P")
    goods = [sari.offers(name, stock=8) for name in ("Kopi", "Teh")]
    places = [None, branch.outlet, other.outlet]
    tills = {branch.outlet: branch, other.outlet: other}
    model = {(place, product_id): 0 if place else 8 for place in places for product_id in goods}
    for _ in range(60):
        product_id, qty, place = chance.choice(goods), chance.randint(1, 4), chance.choice(places)
        target, kind = chance.choice([each for each in places if each != place]), chance.choice("strrm")
        before = model[place, product_id]
        if kind == "s":
            answer = tills[place].sells(sari, (product_id, qty)) if place else budi.buys(product_id, qty)
            done = before >= qty
            model[place, product_id] -= qty if done else 0
        elif kind == "t":
            answer = transfer(sari, (product_id, qty), from_outlet_id=place, to_outlet_id=target)
            done = before >= qty
            model[place, product_id] -= qty if done else 0
            model[target, product_id] += qty if done else 0
        elif kind == "r":
            answer, done = move(sari, received(product_id, qty), outlet_id=place), True
            model[place, product_id] += qty
        else:
            found = {"product_id": product_id, "counted": qty, "expected_quantity": before}
            answer, done = move(sari, found, outlet_id=place), True
            model[place, product_id] = qty
        assert answer.status_code == (201 if done else 409), answer.text
    for place in places:
        stocks = here(sari, place)
        assert {each: stocks.get(each, 0) for each in goods} == {each: model[place, each] for each in goods}


@pytest.mark.parametrize(
    ("wrong", "check"),
    [
        ("UPDATE outlet_stocks SET quantity = 7", "an outlet's stock of a product is the sum of its ledger"),
        ("DELETE FROM outlet_stocks", "an outlet's stock of a product is the sum of its ledger"),
        ("UPDATE outlet_stocks SET quantity = 7", "the ledger's last balance at an outlet is the outlet's stock"),
        ("DELETE FROM stock_ledger WHERE reason = 'transfer'", "a product's stock is the sum of its ledger"),
        ("UPDATE outlets SET own_stock = 0", "only open outlets with a stock of their own have one, and sell their"),
        ("UPDATE outlets SET own_stock = 1", "only open outlets with a stock of their own have one, and sell their"),
    ],
)
def test_checks_find_stocks_that_do_not_add_up(
    shop: Shop, sari: Person, branch: Branch, wrong: str, check: str
) -> None:
    branch.gets(sari.offers(), 2)
    (name,) = [each for each in integrity_checks.CHECKS if each.startswith(check)]
    assert not shop.rows(integrity_checks.CHECKS[name])
    with shop.database.cursor() as cursor:
        cursor.execute("START TRANSACTION")
        cursor.execute(wrong)
        cursor.execute(integrity_checks.CHECKS[name])
        assert cursor.fetchall()
        cursor.execute("ROLLBACK")
