"""The taxes of sellers on what they sell."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.commerce import days
from queries.system import integrity_checks
from support.people import Person, Shop

PROFILE = "/api/tax-profile"


def today(later: int = 0) -> str:
    return (days.day(datetime.now(UTC)) + timedelta(later)).isoformat()


def sell(buyer: Person, *items: tuple[int, int]) -> dict[str, Any]:
    """Quote and sell the items, which must cost the same."""
    body = {"items": [{"product_id": product_id, "qty": qty} for product_id, qty in items]}
    quote = buyer.post("/api/transactions/quote", body).json()
    sale = buyer.post("/api/transactions", {**body, "expected_total": quote["total"]}).json()
    assert {name: sale[name] for name in quote} == quote
    assert buyer.get(f"/api/transactions/{sale['id']}").json()["items"] == sale["items"]
    return dict(sale)


def taxes(sale: dict[str, Any]) -> list[tuple[str | None, int, int, int]]:
    return [(line["tax_code"], line["tax"], line["added"], line["subtotal"]) for line in sale["items"]]


def test_a_seller_without_a_profile_charges_no_tax(sari: Person, budi: Person) -> None:
    assert sari.get(PROFILE).json() == {"present": None, "profiles": []}
    sale = sell(budi, (sari.offers(price=111_000), 1))
    assert (sale["tax"], taxes(sale)) == (0, [(None, 0, 0, 111_000)])


def test_rice_is_exempt_beside_taxed_goods(shop: Shop, sari: Person, budi: Person) -> None:
    sari.put(PROFILE, {"regime": "ppn"})
    soap = sari.offers("Sabun", 111_000)
    rice = sari.offers("Beras", 70_000, tax_kind="exempt")
    yacht = sari.offers("Kapal pesiar", 112_000_000, tax_kind="luxury")
    sale = sell(budi, (soap, 1), (rice, 2), (yacht, 1))
    assert taxes(sale) == [
        ("ppn", 11_000, 0, 111_000),
        ("exempt", 0, 0, 140_000),
        ("ppn_luxury", 12_000_000, 0, 112_000_000),
    ]
    assert sale["tax"] == 12_011_000
    assert budi.get(f"/api/products/{rice}").json()["tax_kind"] == "exempt"
    assert sari.put(f"/api/products/{rice}", {"tax_kind": "standard"}).json()["tax_kind"] == "standard"
    # What was sold stays as it was.
    assert taxes(budi.get(f"/api/transactions/{sale['id']}").json()) == taxes(sale)


def test_a_cafe_adds_the_regional_tax_to_its_prices(shop: Shop, sari: Person, budi: Person) -> None:
    sari.put(PROFILE, {"regime": "pbjt", "rate_bp": 1000, "inclusive": False})
    latte, cake = sari.offers("Latte", 28_000), sari.offers("Kue", 15_005)
    sale = sell(budi, (latte, 2), (cake, 1))
    # 10 % of 71,005 is 7,100.5, rounded once for the order.
    assert (sale["tax"], sale["total"]) == (7_101, 78_106)
    assert taxes(sale) == [("pbjt", 5_600, 5_600, 61_600), ("pbjt", 1_501, 1_501, 16_506)]
    assert sari.get("/api/analytics/sales").json()["totals"]["revenue"] == 78_106
    assert {name for name, sql in integrity_checks.CHECKS.items() if shop.rows(sql)} == set()


def test_each_seller_of_a_basket_has_their_own_taxes(shop: Shop, sari: Person, budi: Person) -> None:
    tono = shop.person("tono", "seller")
    sari.put(PROFILE, {"regime": "ppn"})
    tono.put(PROFILE, {"regime": "pbjt", "rate_bp": 1000})
    sale = sell(budi, (sari.offers(price=111_000), 1), (tono.offers(price=110_000), 1))
    assert taxes(sale) == [("ppn", 11_000, 0, 111_000), ("pbjt", 10_000, 0, 110_000)]
    assert sari.get(f"/api/transactions/{sale['id']}").json()["tax"] == 11_000


def test_a_profile_is_valid_from_its_day_on(sari: Person, budi: Person) -> None:
    """A shop that becomes PKP next month has a tax from that day, and none before."""
    coffee = sari.offers(price=111_000, stock=9)
    next_day = sari.put(PROFILE, {"regime": "ppn", "valid_from": today(1)}).json()
    assert next_day["present"] is None
    assert sell(budi, (coffee, 1))["tax"] == 0
    now = sari.put(PROFILE, {"regime": "pbjt", "rate_bp": 1000}).json()
    assert (now["present"]["valid_from"], now["present"]["regime"]) == (today(), "pbjt")
    assert [each["valid_from"] for each in now["profiles"]] == [today(1), today()]
    assert sell(budi, (coffee, 1))["items"][0]["tax_code"] == "pbjt"
    changed = sari.put(PROFILE, {"regime": "none"}).json()
    assert [each["regime"] for each in changed["profiles"]] == ["ppn", "none"]
    assert sell(budi, (coffee, 1))["tax"] == 0
    left = sari.delete(PROFILE, params={"valid_from": today()}).json()
    assert [each["valid_from"] for each in left["profiles"]] == [today(1)]
    gone = sari.delete(PROFILE, params={"valid_from": today()})
    assert (gone.status_code, gone.json()["code"]) == (404, "tax_profile_not_found")


def test_a_profile_that_changes_meanwhile_is_never_charged_unseen(sari: Person, budi: Person) -> None:
    body = {"items": [{"product_id": sari.offers(price=100_000), "qty": 1}], "expected_total": 100_000}
    sari.put(PROFILE, {"regime": "ppn", "inclusive": False})
    refused = budi.post("/api/transactions", body)
    assert (refused.status_code, refused.json()["code"], refused.json()["total"]) == (409, "total_changed", 111_000)
    assert refused.json()["quote"]["items"][0]["added"] == 11_000


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"regime": "vat"}, "regime"),
        ({"regime": "pbjt"}, "rate_bp"),
        ({"regime": "ppn", "rate_bp": 1100}, "rate_bp"),
        ({"regime": "pbjt", "rate_bp": 1001}, "rate_bp"),
        ({"regime": "pbjt", "rate_bp": 0}, "rate_bp"),
        ({"regime": "ppn", "valid_from": "besok"}, "valid_from"),
        ({"regime": "ppn", "valid_from": {}}, "valid_from"),
        ({"regime": "ppn", "valid_from": 20261201}, "valid_from"),
        ({"regime": "ppn", "inclusive": "yes"}, "inclusive"),
        ({}, "regime"),
    ],
)
def test_a_profile_that_can_not_be_is_refused(sari: Person, body: dict[str, Any], field: str) -> None:
    answer = sari.put(PROFILE, body)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)
    assert sari.get(PROFILE).json()["profiles"] == []


def test_an_import_says_which_goods_are_exempt(sari: Person) -> None:
    content = "nama,harga,jenis pajak\nBeras,70000,bebas\nSabun,5000,\nKapal,9000000,Mewah\nTeh,8000,11%\n"
    report = sari.post("/api/products/import-csv", files={"file": ("barang.csv", content.encode())}).json()
    (fault,) = report["failures"][0]["errors"]
    assert (fault["column"], fault["msg"]) == ("jenis pajak", "Write kena, bebas or mewah.")
    kinds = {each["name"]: each["tax_kind"] for each in sari.get("/api/products").json()["products"]}
    assert kinds == {"Beras": "exempt", "Sabun": "standard", "Kapal": "luxury"}
    # What a file does not say stays as it is.
    sari.post("/api/products/import-csv", files={"file": ("harga.csv", b"nama,harga\nBeras,72000\n")})
    assert sari.get("/api/products?search=beras").json()["products"][0]["tax_kind"] == "exempt"


def test_the_receipt_names_the_tax(shop: Shop, sari: Person, budi: Person) -> None:
    shop.rows(
        "UPDATE users SET email = 'budi@example.com', email_verified_at = UTC_TIMESTAMP(6), language = 'id' "
        "WHERE id = %s",
        (budi.id,),
    )
    sari.put(PROFILE, {"regime": "pbjt", "rate_bp": 1000})
    sell(budi, (sari.offers("Latte", 110_000), 1))
    text = shop.email("budi@example.com", "receipt").get_body(("plain",)).get_content()
    assert "Termasuk PBJT" in text and "PPN" not in text
