"""Sales: concurrency, idempotency, quotes, visibility and paging."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.app import at_once
from support.database import Server
from support.people import Person, Shop
from support.storms import race_for_five

QUOTE = "/api/transactions/quote"


def basket(*items: tuple[int, int]) -> dict[str, Any]:
    return {"items": [{"product_id": product_id, "qty": qty} for product_id, qty in items]}


def test_a_sale_of_two_products(shop: Shop, sari: Person, budi: Person) -> None:
    coffee, tea = sari.offers("Kopi", 50_000, 10), sari.offers("Teh", 7_500, 4)
    answer = budi.post("/api/transactions", basket((tea, 2), (coffee, 1), (tea, 1)))
    assert answer.status_code == 201
    sale = answer.json()
    assert sale["total"] == 72_500
    assert sale["tax"] == 0
    assert sale["status"] == "paid"
    assert sale["receipt_number"].endswith(f"-{sale['id']:06d}")
    assert [
        (line["product_id"], line["name"], line["price"], line["qty"], line["subtotal"]) for line in sale["items"]
    ] == [
        (coffee, "Kopi", 50_000, 1, 50_000),
        (tea, "Teh", 7_500, 3, 22_500),
    ]
    assert budi.get(f"/api/products/{tea}").json()["stock"] == 1
    moves = shop.rows("SELECT * FROM stock_ledger WHERE transaction_id = %s ORDER BY product_id", (sale["id"],))
    assert [(row["delta"], row["balance"], row["reason"], row["actor_id"]) for row in moves] == [
        (-1, 9, "sale", budi.id),
        (-3, 1, "sale", budi.id),
    ]
    # The buyer has no address for the receipt.
    assert sale.pop("receipt_email") is None
    assert budi.get(f"/api/transactions/{sale['id']}").json() == {**sale, "buyer_name": "budi"}
    shop.must_be_sound()


def test_a_sale_keeps_its_names_and_prices(shop: Shop, sari: Person, budi: Person) -> None:
    coffee = sari.offers("Kopi", 50_000)
    sale = budi.buys(coffee).json()
    sari.put(f"/api/products/{coffee}", {"name": "Kopi Mahal", "price": 99_000})
    sari.delete(f"/api/products/{coffee}")
    assert budi.get(f"/api/transactions/{sale['id']}").json()["items"] == sale["items"]
    assert budi.buys(coffee).status_code == 422


def test_a_price_from_the_client_is_refused_and_never_charged(shop: Shop, sari: Person, budi: Person) -> None:
    coffee = sari.offers("Kopi", 50_000)
    for extra in ({"price": 1}, {"subtotal": 1}, {"seller_id": 1}):
        answer = budi.post("/api/transactions", {"items": [{"product_id": coffee, "qty": 1, **extra}]})
        assert answer.status_code == 422
    assert budi.post("/api/transactions", {**basket((coffee, 1)), "total": 1}).status_code == 422
    assert shop.value("SELECT COUNT(*) FROM transactions") == 0


@pytest.mark.parametrize("qty", [0, -1, 1.5, "1", None, True, 10**30, 1_000_001, [], {}])
def test_a_quantity_is_a_whole_positive_number(shop: Shop, sari: Person, budi: Person, qty: Any) -> None:
    coffee = sari.offers()
    answer = budi.post("/api/transactions", {"items": [{"product_id": coffee, "qty": qty}]})
    assert answer.status_code == (400 if qty == 10**30 else 422)
    assert budi.get(f"/api/products/{coffee}").json()["stock"] == 10


def test_a_refused_basket_sells_nothing(shop: Shop, sari: Person, budi: Person) -> None:
    coffee, tea = sari.offers(stock=5), sari.offers(stock=1)
    short = budi.post("/api/transactions", basket((coffee, 2), (tea, 1), (tea, 1)))
    assert short.status_code == 409
    problem = short.json()
    assert (problem["code"], problem["product_id"], problem["requested"], problem["available"]) == (
        "insufficient_stock",
        tea,
        2,
        1,
    )
    assert problem["items"] == [{"product_id": tea, "product_name": "Kopi Gayo", "requested": 2, "available": 1}]
    unknown = budi.post("/api/transactions", basket((coffee, 1), (999_999, 1)))
    assert unknown.status_code == 422
    assert unknown.json()["errors"][0]["field"] == "items.1.product_id"
    for body in ({"items": []}, {"items": None}, {}, basket(*[(coffee, 1)] * 201), basket((0, 1)), basket((-1, 1))):
        assert budi.post("/api/transactions", body).status_code == 422
    huge = sari.offers(price=10**12, stock=10_000)
    too_large = budi.post("/api/transactions", basket((huge, 9_008)))
    assert too_large.json()["errors"][0]["code"] == "too_large"
    assert budi.post("/api/transactions", basket((huge, 9_007))).json()["total"] == 9_007 * 10**12 <= 2**53 - 1
    assert shop.value("SELECT COUNT(*) FROM transactions") == 1
    assert budi.get(f"/api/products/{coffee}").json()["stock"] == 5
    shop.must_be_sound()


@pytest.mark.parametrize("change", [{"roles": ["buyer"]}, {"active": False}])
def test_a_former_seller_sells_nothing(
    shop: Shop, sari: Person, budi: Person, dewi: Person, change: dict[str, Any]
) -> None:
    coffee, tea, cake = sari.offers("Kopi"), sari.offers("Teh", stock=0), dewi.offers("Kue")
    body = {"items": [{"product_id": product_id, "qty": 1} for product_id in (tea, cake, coffee)]}
    assert dewi.patch(f"/api/users/{sari.id}", change).status_code == 200
    for buyer, path in ((shop.visitor(), "/quote"), (budi, "/quote"), (budi, "")):
        refused = buyer.post(f"/api/transactions{path}", body, headers={"Accept-Language": "id"})
        assert (refused.status_code, refused.json()["code"]) == (409, "seller_unavailable")
        assert refused.json()["items"] == [
            {"product_id": coffee, "product_name": "Kopi"},
            {"product_id": tea, "product_name": "Teh"},
        ]
        assert refused.json()["msg"] == "Kopi tidak dijual: penjualnya sedang tidak berjualan."
    assert budi.buys(coffee).json()["msg"] == "Kopi is not for sale: its seller sells nothing at present."
    assert shop.value("SELECT COUNT(*) FROM transactions") == 0
    # An admin sells without the role.
    assert budi.buys(cake).status_code == 201
    assert dewi.patch(f"/api/users/{sari.id}", {"roles": ["buyer", "seller"], "active": True}).status_code == 200
    assert budi.buys(coffee).status_code == 201


def test_a_sale_waits_for_no_change_of_roles(shop: Shop, server: Server, sari: Person, budi: Person) -> None:
    coffee = sari.offers()
    with shop.meanwhile(server, "SELECT role FROM user_roles WHERE user_id = %s FOR UPDATE", sari.id):
        assert budi.buys(coffee).status_code == 201


def test_fifty_concurrent_buyers_do_not_oversell_five_units(shop: Shop, sari: Person) -> None:
    buyers = [shop.person(f"pembeli{n}") for n in range(50)]
    for _ in range(3):
        race_for_five(shop, sari, buyers)
    shop.must_be_sound()


def test_baskets_in_any_order_do_not_deadlock(shop: Shop, sari: Person) -> None:
    log_so_far = len(shop.app.log.read_text())
    products = [sari.offers(stock=1000) for _ in range(4)]
    buyers = [shop.person(f"pembeli{n}") for n in range(16)]
    orders = [products, products[::-1], products[2:] + products[:2], [products[1], products[3]]]

    def buy_five(number: int) -> list[int]:
        items = basket(*((product, 1) for product in orders[number % 4]))
        return [buyers[number].post("/api/transactions", items).status_code for _ in range(5)]

    assert {status for statuses in at_once(16, buy_five) for status in statuses} == {201}
    assert [shop.value("SELECT stock FROM products WHERE id = %s", (product,)) for product in products] == [
        940,
        920,
        940,
        920,
    ]
    # Locks in id order leave no deadlock to retry.
    assert "transaction runs again" not in shop.app.log.read_text()[log_so_far:]
    shop.must_be_sound()


def test_a_repeated_idempotency_key_returns_the_first_answer(shop: Shop, sari: Person, budi: Person) -> None:
    coffee = sari.offers(stock=10)
    first = budi.buys(coffee, 2, key="kunci-1")
    again = budi.buys(coffee, 2, key="kunci-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert again.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.headers
    other_body = budi.buys(coffee, 3, key="kunci-1")
    assert (other_body.status_code, other_body.json()["code"]) == (422, "idempotency_key_reused")
    assert budi.buys(coffee, 2, key="kunci-2").json()["id"] != first.json()["id"]
    # The same basket written differently is the same request.
    split = budi.post("/api/transactions", basket((coffee, 1), (coffee, 1)), headers={"Idempotency-Key": "kunci-1"})
    assert split.content == first.content
    # Keys belong to their user.
    tono = shop.person("tono")
    assert tono.buys(coffee, 2, key="kunci-1").json()["id"] != first.json()["id"]
    assert budi.get(f"/api/products/{coffee}").json()["stock"] == 4


def test_a_refused_sale_does_not_use_up_its_idempotency_key(shop: Shop, sari: Person, budi: Person) -> None:
    coffee = sari.offers(stock=0)
    assert budi.buys(coffee, 1, key="kunci").status_code == 409
    sari.put(f"/api/products/{coffee}", {"stock": 1})
    assert budi.buys(coffee, 1, key="kunci").status_code == 201


@pytest.mark.parametrize("key", ["", "a b", "x" * 256, "kopi\tteh"])
def test_an_idempotency_key_is_visible_ascii(shop: Shop, sari: Person, budi: Person, key: str) -> None:
    answer = budi.post("/api/transactions", basket((sari.offers(), 1)), headers={"Idempotency-Key": key})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "idempotency_key"


def test_concurrent_requests_with_one_key_are_one_sale(shop: Shop, sari: Person, budi: Person) -> None:
    coffee = sari.offers(stock=100)
    twins = [shop.visitor() for _ in range(20)]
    for twin in twins:
        twin.http.headers.update(budi.http.headers)
    answers = at_once(20, lambda n: twins[n].buys(coffee, 1, key="kembar"))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert sum(answer.headers.get("Idempotent-Replayed") == "true" for answer in answers) == 19
    assert shop.value("SELECT COUNT(*) FROM transactions") == 1
    assert budi.get(f"/api/products/{coffee}").json()["stock"] == 99


def test_a_quote_costs_what_the_sale_costs_and_sells_nothing(shop: Shop, sari: Person, budi: Person) -> None:
    coffee, tea = sari.offers(price=12_345, stock=3), sari.offers(price=999, stock=2)
    quote = budi.post(QUOTE, basket((coffee, 3), (tea, 1)))
    assert quote.status_code == 200
    assert shop.visitor().post(QUOTE, basket((coffee, 3), (tea, 1))).json() == quote.json()
    assert shop.value("SELECT COUNT(*) FROM transactions") == 0
    assert budi.post(QUOTE, basket((coffee, 4))).json()["available"] == 3
    # The deprecated form of a quote.
    assert budi.post("/api/transactions?dry_run=true", basket((coffee, 3), (tea, 1))).content == quote.content
    sale = budi.post("/api/transactions", basket((coffee, 3), (tea, 1))).json()
    assert quote.json() == {key: sale[key] for key in quote.json()}


def agreed(total: Any, *items: tuple[int, int]) -> dict[str, Any]:
    return {**basket(*items), "expected_total": total}


def test_a_price_that_rose_since_the_quote_is_not_charged(shop: Shop, sari: Person, budi: Person) -> None:
    coffee, tea = sari.offers(price=1_000, cost=400), sari.offers(price=500)
    items = ((coffee, 2), (tea, 1))
    quote = budi.post(QUOTE, basket(*items)).json()
    assert quote["total"] == 2_500
    assert sari.put(f"/api/products/{coffee}", {"price": 99_000_000}).status_code == 200
    once = {"headers": {"Idempotency-Key": "kunci"}}
    before = shop.rows("SELECT id, stock, change_id FROM products")
    refused = budi.post("/api/transactions", agreed(quote["total"], *items), **once)
    assert (refused.status_code, refused.json()["code"]) == (409, "total_changed")
    problem = refused.json()
    assert (problem["expected_total"], problem["total"]) == (2_500, 198_000_500)
    # It holds the fields of a quote and no others.
    assert problem["quote"] == budi.post(QUOTE, basket(*items)).json()
    for table in ("transactions", "stock_ledger WHERE transaction_id IS NOT NULL", "idempotency_keys"):
        assert shop.value(f"SELECT COUNT(*) FROM {table}") == 0
    assert shop.rows("SELECT id, stock, change_id FROM products") == before
    # The key is free again, so the new total may be accepted with it.
    sale = budi.post("/api/transactions", agreed(problem["total"], *items), **once)
    assert (sale.status_code, sale.json()["total"]) == (201, 198_000_500)
    assert {key: sale.json()[key] for key in problem["quote"]} == problem["quote"]
    shop.must_be_sound()


def test_a_total_that_fell_is_refused_too(shop: Shop, sari: Person, budi: Person) -> None:
    coffee = sari.offers(price=1_000)
    sari.put(f"/api/products/{coffee}", {"price": 900})
    assert budi.post("/api/transactions", agreed(1_000, (coffee, 1))).json()["code"] == "total_changed"
    assert budi.post("/api/transactions", agreed(900, (coffee, 1))).status_code == 201


def test_a_quote_checks_the_expected_total(shop: Shop, sari: Person, budi: Person) -> None:
    coffee = sari.offers(price=1_000, stock=3)
    assert budi.post(QUOTE, agreed(1_000, (coffee, 1))).json()["total"] == 1_000
    refused = budi.post(QUOTE, agreed(999, (coffee, 1)))
    assert (refused.status_code, refused.json()["code"], refused.json()["quote"]["total"]) == (
        409,
        "total_changed",
        1_000,
    )
    # Problems that no total would solve come first.
    assert budi.post("/api/transactions", agreed(1, (coffee, 4))).json()["code"] == "insufficient_stock"
    assert budi.post("/api/transactions", agreed(1, (999_999, 1))).status_code == 422


@pytest.mark.parametrize("total", [None, "1000", 1000.5, True, -1, 2**53, []])
def test_an_expected_total_is_whole_rupiah(shop: Shop, sari: Person, budi: Person, total: Any) -> None:
    answer = budi.post("/api/transactions", agreed(total, (sari.offers(price=1_000), 1)))
    assert answer.status_code == 422
    assert [fault["field"] for fault in answer.json()["errors"]] == ["expected_total"]
    assert shop.value("SELECT COUNT(*) FROM transactions") == 0


def test_a_replay_ignores_price_changes(shop: Shop, sari: Person, budi: Person) -> None:
    coffee = sari.offers(price=1_000)
    once = {"headers": {"Idempotency-Key": "kunci"}}
    first = budi.post("/api/transactions", agreed(1_000, (coffee, 1)), **once)
    sari.put(f"/api/products/{coffee}", {"price": 2_000})
    again = budi.post("/api/transactions", agreed(1_000, (coffee, 1)), **once)
    assert (again.status_code, again.content) == (201, first.content)
    # The total is part of the request that the key identifies.
    for other in (agreed(2_000, (coffee, 1)), basket((coffee, 1))):
        assert budi.post("/api/transactions", other, **once).json()["code"] == "idempotency_key_reused"
    assert shop.value("SELECT COUNT(*) FROM transactions") == 1


def test_a_sale_is_visible_to_buyer_seller_and_admin(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    tono, stranger = shop.person("tono", "seller"), shop.person("lain")
    mine, theirs = sari.offers("Kopi", 10_000), tono.offers("Teh", 3_000)
    sale = budi.post("/api/transactions", basket((mine, 1), (theirs, 2))).json()
    path = f"/api/transactions/{sale['id']}"
    assert budi.get(path).json()["total"] == dewi.get(path).json()["total"] == 16_000
    part = tono.get(path).json()
    assert (part["total"], [line["name"] for line in part["items"]]) == (6_000, ["Teh"])
    assert stranger.get(path).json()["code"] == "transaction_not_found"
    assert shop.visitor().get(path).status_code == 401

    def listed(person: Person, scope: str) -> list[int]:
        return [row["total"] for row in person.get(f"/api/transactions?scope={scope}").json()["transactions"]]

    assert listed(budi, "own") == [16_000]
    assert listed(tono, "own") == listed(stranger, "own") == []
    assert listed(sari, "sales") == [10_000]
    assert listed(tono, "sales") == [6_000]
    assert listed(dewi, "all") == [16_000]
    assert budi.get("/api/transactions?scope=sales").status_code == 403
    assert sari.get("/api/transactions?scope=all").status_code == 403


def test_sales_are_filtered_by_days_in_jakarta(shop: Shop) -> None:
    """Days begin at midnight in Jakarta, 17.00 UTC."""
    person = shop.person("serba", "seller", "admin")
    coffee = person.offers(stock=100)
    sold = {}
    for moment in (
        "2026-07-31 16:59:59.999999",
        "2026-07-31 17:00:00",
        "2026-08-02 16:59:59.999999",
        "2026-08-02 17:00:00",
    ):
        sold[moment] = sale = person.buys(coffee).json()["id"]
        shop.rows("UPDATE transactions SET created_at = %s WHERE id = %s", (moment, sale))
        shop.rows("UPDATE transaction_items SET sold_at = %s WHERE transaction_id = %s", (moment, sale))
    before, first, last, after = sold.values()
    for scope in ("own", "sales", "all"):
        for days, expected in (
            ("from=2026-08-01&to=2026-08-02", [last, first]),
            ("from=2026-08-01&to=2026-08-02&per_page=1", [last]),
            ("to=2026-07-31", [before]),
            ("from=2026-08-03", [after]),
            ("from=2026-09-01", []),
        ):
            page = person.get(f"/api/transactions?scope={scope}&{days}").json()
            assert [row["id"] for row in page["transactions"]] == expected, (scope, days)
        assert person.get(f"/api/transactions?scope={scope}&from=2026-08-02&to=2026-08-01").status_code == 422
    page = person.get("/api/transactions?from=2026-08-01&to=2026-08-02&per_page=1").json()
    rest = person.get(f"/api/transactions?from=2026-08-01&to=2026-08-02&per_page=1&cursor={page['next_cursor']}").json()
    assert ([row["id"] for row in rest["transactions"]], rest["has_next"]) == ([first], False)


def test_sellers_without_scope_get_a_notice(shop: Shop, sari: Person, budi: Person) -> None:
    budi.buys(sari.offers())
    page = sari.get("/api/transactions").json()
    assert (page["transactions"], page["scope"], page["notice"]["code"]) == ([], "own", "own_purchases")
    assert "scope=sales" in page["notice"]["msg"]
    for person, scope in ((sari, "own"), (sari, "sales"), (budi, "own")):
        page = person.get(f"/api/transactions?scope={scope}").json()
        assert (page["scope"], page["notice"]) == (scope, None)
    assert budi.get("/api/transactions").json()["notice"] is None


@pytest.mark.parametrize("scope", ["own", "sales", "all"])
def test_paging_through_sales_is_complete(shop: Shop, scope: str) -> None:
    person = shop.person("serba", "seller", "admin")
    coffee = person.offers(stock=100)
    sold = [person.buys(coffee).json()["id"] for _ in range(7)]
    walked: list[int] = []
    cursor: str | None = ""
    while cursor is not None:
        page = person.get(f"/api/transactions?scope={scope}&per_page=3&cursor={cursor}").json()
        walked += [row["id"] for row in page["transactions"]]
        cursor = page["next_cursor"]
    assert walked == sold[::-1]
    for odd in ("WyJ4Il0", "1.1", "~YQ", "-1", "+1", "1%0A"):
        assert person.get(f"/api/transactions?cursor={odd}").status_code == 422
    # A cursor of an earlier version: [3].
    kept = person.get(f"/api/transactions?scope={scope}&cursor=WzNd").json()["transactions"]
    assert [row["id"] for row in kept] == [sale for sale in sold[::-1] if sale < 3]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_series_of_baskets_keeps_the_shop_consistent(shop: Shop, data: st.DataObject) -> None:
    """A model of the shop: each basket sells all or nothing, at the catalogue's prices."""
    seller = shop.people[0] if shop.people else shop.person("serba", "seller")
    prices = data.draw(st.lists(st.integers(0, 10**9), min_size=1, max_size=4))
    stocks = [data.draw(st.integers(0, 9)) for _ in prices]
    products = [seller.offers(price=price, stock=stock) for price, stock in zip(prices, stocks, strict=True)]
    left = dict(zip(products, stocks, strict=True))
    price_of = dict(zip(products, prices, strict=True))
    item = st.tuples(st.sampled_from(products), st.integers(1, 6))
    for items in data.draw(st.lists(st.lists(item, min_size=1, max_size=5), max_size=5)):
        wanted: Counter[int] = Counter()
        for product_id, qty in items:
            wanted[product_id] += qty
        answer = seller.post("/api/transactions", basket(*items))
        if all(left[product_id] >= qty for product_id, qty in wanted.items()):
            assert answer.status_code == 201
            assert answer.json()["total"] == sum(price_of[product_id] * qty for product_id, qty in wanted.items())
            for product_id, qty in wanted.items():
                left[product_id] -= qty
        else:
            assert answer.status_code == 409
            short = {line["product_id"]: line["available"] for line in answer.json()["items"]}
            assert short == {
                product_id: left[product_id] for product_id, qty in wanted.items() if left[product_id] < qty
            }
    assert {product_id: seller.get(f"/api/products/{product_id}").json()["stock"] for product_id in products} == left
    shop.must_be_sound()
