"""Discounts, service charges, and goods by weight and length: the quote and the sale cost the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from queries.system import integrity_checks
from support.people import Person, Shop

KEYS = count(1)
CASH: list[dict[str, Any]] = [{"method": "cash"}]


@pytest.fixture(autouse=True)
def all_is_sound(shop: Shop) -> Iterator[None]:
    """Run the statements of `flask check` after the test."""
    yield
    assert {name: rows for name, sql in integrity_checks.CHECKS.items() if (rows := shop.rows(sql))} == {}


def item(product_id: int, qty: int = 1, **discount: int) -> dict[str, Any]:
    return {"product_id": product_id, "qty": qty, **({"discount": discount} if discount else {})}


def sell(seller: Person, *items: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Quote and sell the items at the counter, which must cost the same."""
    body = {"items": list(items), **more}
    quote = seller.post("/api/transactions/quote", body)
    assert quote.status_code == 200, quote.text
    paid = {**body, "payments": CASH, "expected_total": quote.json()["total"]}
    sale = post(seller, paid)
    assert sale.status_code == 201, sale.text
    assert {name: sale.json()[name] for name in quote.json()} == quote.json()
    shown = seller.get(f"/api/transactions/{sale.json()['id']}").json()
    assert {name: shown[name] for name in quote.json()} == quote.json()
    return dict(sale.json())


def post(person: Person, body: dict[str, Any]) -> requests.Response:
    return person.post("/api/transactions", body, headers={"Idempotency-Key": f"potongan-{next(KEYS)}"})


def sums(sale: dict[str, Any]) -> tuple[int, ...]:
    return tuple(sale[name] for name in ("gross", "discount", "service", "tax", "total"))


def test_a_seller_takes_something_off_an_item_and_the_order(sari: Person) -> None:
    coffee, tea = sari.offers("Kopi", 20_000), sari.offers("Teh", 10_000)
    sale = sell(sari, item(coffee, 2, percent=25), item(tea, 1), discount={"amount": 10_000})
    # 40,000 less 10,000, and 10,000: the order's 10,000 are split 3 to 1.
    assert [(line["discount"], line["subtotal"]) for line in sale["items"]] == [(17_500, 22_500), (2_500, 7_500)]
    assert sums(sale) == (50_000, 20_000, 0, 0, 30_000)
    assert sale["payments"][0]["amount"] == 30_000
    free = sell(sari, item(tea, 1, amount=99_000))
    assert (sums(free), free["status"], free["payments"]) == ((10_000, 10_000, 0, 0, 0), "paid", [])


def test_items_with_different_discounts_are_lines_of_their_own(shop: Shop, sari: Person) -> None:
    coffee = sari.offers("Kopi", 20_000, 10)
    sale = sell(
        sari, item(coffee), item(coffee, 2, percent=10), item(coffee, 1, amount=500), item(coffee, 1, amount=500)
    )
    assert [(line["line"], line["qty"], line["discount"]) for line in sale["items"]] == [
        (1, 1, 0), (2, 2, 1_000), (3, 2, 4_000),
    ]  # fmt: skip
    assert shop.value("SELECT stock FROM products WHERE id = %s", (coffee,)) == 5


def test_buyers_take_nothing_off(shop: Shop, sari: Person, budi: Person, dewi: Person) -> None:
    tono = shop.person("tono", "seller")
    coffee = sari.offers("Kopi", 20_000)
    for body in ({"items": [item(coffee, 1, percent=1)]}, {"items": [item(coffee)], "discount": {"amount": 1}}):
        for person in (budi, tono):
            for path in ("/api/transactions", "/api/transactions/quote"):
                refused = person.post(path, body)
                assert (refused.status_code, refused.json()["code"]) == (403, "discount_too_large"), refused.text
                assert refused.json()["allowed"] == 0
        assert shop.visitor().post("/api/transactions/quote", body).status_code == 401
        assert dewi.post("/api/transactions/quote", body).status_code == 200
    indonesian = budi.post("/api/transactions", body, headers={"Accept-Language": "id"})
    assert indonesian.json()["msg"] == "Anda tidak boleh memberi diskon."
    assert shop.value("SELECT COUNT(*) FROM transactions") == 0


@pytest.mark.parametrize(
    ("discount", "field"),
    [
        ({}, "discount"),
        ({"percent": 10, "amount": 500}, "discount"),
        ({"percent": 0}, "discount.percent"),
        ({"percent": 101}, "discount.percent"),
        ({"percent": 2.5}, "discount.percent"),
        ({"amount": -1}, "discount.amount"),
        ({"amount": 2**53}, "discount.amount"),
    ],
)
def test_a_discount_that_can_not_be_is_refused(sari: Person, discount: dict[str, Any], field: str) -> None:
    refused = sari.post("/api/transactions/quote", {"items": [item(sari.offers())], "discount": discount})
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, field)


def test_a_cafe_charges_service_and_taxes_it(sari: Person, budi: Person) -> None:
    cafe = {"regime": "pbjt", "rate_bp": 1000, "inclusive": False, "service_bp": 500}
    assert sari.put("/api/tax-profile", cafe).json()["present"]["service_bp"] == 500
    latte, cake = sari.offers("Latte", 28_000), sari.offers("Kue", 15_005)
    sale = sell(sari, item(latte, 2), item(cake, 1, percent=100))
    # 5 % of 56,000, and 10 % of both.
    assert sums(sale) == (71_005, 15_005, 2_800, 5_880, 64_680)
    bought = budi.buys(cake).json()
    # 750.25 and 1,575.5, each rounded once.
    assert sums(bought) == (15_005, 0, 750, 1_576, 17_331)
    assert sari.get("/api/analytics/sales").json()["totals"]["revenue"] == 64_680 + 17_331


def test_the_receipt_tells_what_was_taken_off_and_charged(sari: Person) -> None:
    sari.put("/api/tax-profile", {"regime": "pbjt", "rate_bp": 1000, "inclusive": False, "service_bp": 500})
    sugar = sari.offers("Gula", 80_000, 5_000, measure="gram")
    sale = sell(sari, item(sugar, 1_250, percent=20))
    assert sums(sale) == (100_000, 20_000, 4_000, 8_400, 92_400)
    page = sari.get(f"/api/transactions/{sale['id']}/receipt?format=html").text
    text = " ".join(re.sub(r"<[^>]*>", " ", page).split())
    for part in ("1,25 kg", "Diskon -20.000", "Layanan 4.000", "PBJT 10% 8.400", "Total Rp 92.400"):
        assert part in text, text


def test_prices_that_include_the_tax_include_it_in_the_service_charge(sari: Person) -> None:
    sari.put("/api/tax-profile", {"regime": "pbjt", "rate_bp": 1000, "service_bp": 1000})
    sale = sell(sari, item(sari.offers("Latte", 110_000)))
    assert sums(sale) == (110_000, 0, 11_000, 11_000, 121_000)


def test_weighed_goods_have_the_price_of_a_kilogram(shop: Shop, sari: Person, budi: Person) -> None:
    sugar = sari.offers("Gula", 18_500, 5_000, measure="gram", cost=15_000)
    rope = sari.offers("Tali", 4_000, 100_000, measure="millimetre")
    sale = sell(sari, item(sugar, 250), item(rope, 1_500, percent=10), item(rope, 500))
    assert [(line["qty"], line["measure"], line["subtotal"]) for line in sale["items"]] == [
        (250, "gram", 4_625), (500, "millimetre", 2_000), (1_500, "millimetre", 5_400),
    ]  # fmt: skip
    assert budi.get(f"/api/products/{sugar}").json()["stock"] == 4_750
    short = budi.post("/api/transactions", {"items": [item(sugar, 4_751)]})
    assert (short.status_code, short.json()["available"]) == (409, 4_750)
    report = sari.get("/api/analytics/sales").json()
    # What is weighed counts as one unit, and costs by the kilogram.
    assert (report["totals"]["units"], report["totals"]["revenue"]) == (3, 12_025)
    by_name = {row["name"]: row for row in report["top_by_revenue"]}
    assert (by_name["Gula"]["cost"], by_name["Gula"]["units"]) == (3_750, 1)
    assert shop.value("SELECT SUM(delta) FROM stock_ledger WHERE product_id = %s", (rope,)) == 98_000


def test_the_measure_of_what_was_ordered_stays(sari: Person, budi: Person) -> None:
    sugar = sari.offers("Gula", 18_500, 5)
    changed = sari.put(f"/api/products/{sugar}", {"measure": "gram", "stock": 5_000})
    assert (changed.status_code, changed.json()["measure"]) == (200, "gram")
    budi.buys(sugar, 100)
    refused = sari.put(f"/api/products/{sugar}", {"measure": "piece"})
    assert (refused.status_code, refused.json()["code"]) == (409, "measure_kept")
    assert sari.put(f"/api/products/{sugar}", {"measure": "gram", "price": 19_000}).status_code == 200


def test_a_course_is_bought_as_a_whole(sari: Person, budi: Person, dewi: Person) -> None:
    lesson = sari.offers("Kelas barista", 150_000, measure="gram")
    dewi.teaches(owner_id=sari.id, product_id=lesson)
    sale = budi.buys(lesson).json()
    assert (sale["total"], sale["items"][0]["measure"]) == (150_000, "piece")


def test_an_import_says_what_is_weighed(sari: Person) -> None:
    content = "nama,harga,stok,takaran\nGula,18500,5000,Gram\nTali,4000,9000,mm\nSabun,5000,3,\nTeh,8000,1,kilo\n"
    report = sari.post("/api/products/import-csv", files={"file": ("barang.csv", content.encode())}).json()
    (fault,) = report["failures"][0]["errors"]
    assert (fault["column"], fault["msg"]) == ("takaran", "Write buah, gram or milimeter.")
    measures = {each["name"]: each["measure"] for each in sari.get("/api/products").json()["products"]}
    assert measures == {"Gula": "gram", "Tali": "millimetre", "Sabun": "piece"}
    exported = sari.get("/api/products/export").content
    again = sari.post("/api/products/import-csv", files={"file": ("barang.csv", exported)}).json()
    assert (again["counts"]["unchanged"], again["failures"]) == (3, [])
    other = sari.post("/api/products/import-csv", files={"file": ("x.csv", b"nama,takaran\nGula,buah\n")}).json()
    (fault,) = other["failures"][0]["errors"]
    assert (fault["column"], fault["code"]) == ("takaran", "measure_kept")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_quote_of_any_basket_is_what_its_sale_costs(shop: Shop, sari: Person, data: st.DataObject) -> None:
    """Random goods, taxes, discounts and vouchers, through the front door."""
    draw = data.draw
    regime = draw(st.sampled_from([{"regime": "none"}, {"regime": "ppn"}, {"regime": "pbjt", "rate_bp": 975}]))
    profile = {**regime, "inclusive": draw(st.booleans()), "service_bp": draw(st.sampled_from([0, 550, 1000]))}
    sari.put("/api/tax-profile", profile)
    discount = st.none() | st.fixed_dictionaries({"percent": st.integers(1, 100)})
    discount |= st.fixed_dictionaries({"amount": st.integers(1, 50_000)})
    items = []
    for _ in range(draw(st.integers(1, 4))):
        product_id = sari.offers(
            price=draw(st.integers(0, 200_000)),
            stock=10_000,
            measure=draw(st.sampled_from(["piece", "gram", "millimetre"])),
            tax_kind=draw(st.sampled_from(["standard", "exempt", "luxury"])),
        )
        items.append({"product_id": product_id, "qty": draw(st.integers(1, 3_000)), "discount": draw(discount)})
    voucher = {"code": f"V-{next(KEYS):05d}", "kind": "percent", "value": draw(st.integers(1, 100))}
    voucher["most"] = draw(st.none() | st.integers(1, 20_000))
    assert sari.post("/api/vouchers", voucher).status_code == 201
    extra = {"voucher": voucher["code"]} if draw(st.booleans()) else {}
    sale = sell(sari, *items, *items[: draw(st.integers(0, 1))], discount=draw(discount), **extra)
    assert (
        sale["gross"] - sale["discount"] + sale["service"] + sum(line["added"] for line in sale["items"])
        == sale["total"]
    )
