"""An order waits for its payment: what its buyer and its seller see."""

from __future__ import annotations

import re

import pytest
from accessibility import check
from devices import Open, at_length
from playwright.sync_api import Locator, expect

from support.app import LONG
from support.people import Person, Shop

# By how much the row or its name is too narrow, and where the name and the amount are.
ROW = """row => {
    const name = row.querySelector(":scope > .grow") ?? row.firstElementChild;
    const money = [...row.querySelectorAll(".money")].at(-1);
    const overflow = Math.max(...[row, name].map(element => element.scrollWidth - element.clientWidth));
    return [overflow, ...[name, money].map(element => element.getBoundingClientRect().toJSON())];
}"""
# On how many lines the digits of an amount are.
DIGIT_LINES = """money => {
    const digits = document.createRange();
    digits.setStart(money.lastChild, 0);
    digits.setEndAfter(money.lastChild);
    return new Set([...digits.getClientRects()].map(box => box.top)).size;
}"""


def test_the_seller_takes_the_payment_while_the_buyer_looks_on(
    shop: Shop, sari: Person, budi: Person, open_as: Open
) -> None:
    sale = budi.buys(sari.offers("Kopi Gayo", 36_250, 9), 2).json()
    shop.make_pending(sale["id"])
    buyer = open_as(budi, "/orders")
    expect(buyer.get_by_role("listitem").filter(has_text="Kopi Gayo")).to_contain_text("Menunggu pembayaran")
    buyer.get_by_role("link", name="Kopi Gayo").click()
    expect(buyer.get_by_role("heading", name="Bayar Rp 72.500 kepada penjual")).to_be_visible()
    expect(buyer.get_by_text("Barangnya disimpan untuk Anda sampai")).to_be_visible()
    assert check(buyer, width=390, theme="light") == []

    seller = open_as(sari, "/sales")
    waiting = seller.get_by_role("region", name="Menunggu pembayaran")
    waiting.get_by_role("button").click()
    assert check(seller, width=390, theme="dark") == []
    seller.get_by_role("button", name="Terima tunai").click()
    expect(waiting).to_be_hidden()
    expect(seller.get_by_role("button", name="budi")).to_contain_text("72.500")
    assert sari.get("/api/analytics/sales").json()["totals"]["revenue"] == 72_500

    # The buyer's page has asked by itself.
    paid = budi.get(f"/api/transactions/{sale['id']}").json()
    expect(buyer.get_by_role("article").get_by_text(paid["receipt_number"])).to_be_visible(timeout=20_000)
    expect(buyer.get_by_text("Dibayar, Tunai")).to_be_visible()
    expect(buyer.get_by_text("kepada penjual")).to_be_hidden()


def test_the_buyer_cancels_an_order(shop: Shop, sari: Person, budi: Person, open_as: Open) -> None:
    coffee = sari.offers("Kopi Gayo", 36_250, 9)
    sale = budi.buys(coffee).json()
    shop.make_pending(sale["id"])
    page = open_as(budi, f"/orders/{sale['id']}")
    page.get_by_role("button", name="Batalkan pesanan").click()
    page.get_by_role("dialog").get_by_role("button", name="Batalkan pesanan").click()
    expect(page.get_by_text("Pesanan ini dibatalkan.")).to_be_visible()
    assert sari.get(f"/api/products/{coffee}").json()["stock"] == 9
    page.goto("/orders")
    expect(page.get_by_role("listitem").filter(has_text="Kopi Gayo")).to_contain_text("Dibatalkan")


@at_length
@pytest.mark.parametrize("width", [320, 390] if LONG else [320])
def test_a_large_amount_leaves_room_for_the_name(
    shop: Shop, sari: Person, budi: Person, open_as: Open, width: int
) -> None:
    sale = budi.buys(sari.offers("Sewa kendaraan")).json()["id"]
    shop.make_pending(sale)
    for total in (72_500, 100_000_000_000_000, 9_007_199_254_740_991):
        of_sale = "subtotal = %s WHERE transaction_id = %s"
        shop.rows(f"UPDATE transaction_items SET price = %s, {of_sale}", (total, total, sale))
        shop.rows("UPDATE transactions SET total = %s WHERE id = %s", (total, sale))
        buyer, seller = open_as(budi, "/orders", width=width), open_as(sari, "/sales", width=width)
        for row in (buyer.locator(".order-row"), seller.locator(".sales-row")):
            look_at_row(row, total)
            row.click()
        for row in (buyer.locator(".receipt-lines li"), seller.locator(".sale-items li")):
            assert look_at_row(row, total) or total > 72_500
        digits = buyer.locator(".receipt-totals .sum .money").evaluate(DIGIT_LINES)
        assert digits == 1, "the digits of the total are on two lines"


def look_at_row(row: Locator, total: int) -> bool:
    """Check that the name has room and the amount is not over it. Return whether the amount is beside it."""
    expect(row).to_contain_text(f"{total:,}".replace(",", "."))
    overflow, name, amount = row.evaluate(ROW)
    assert overflow <= 0
    assert name["width"] >= 128
    beside = amount["left"] >= name["right"]
    assert beside or amount["top"] >= name["bottom"], (name, amount)
    return bool(beside)


def test_goods_by_weight_are_bought_by_the_gram(sari: Person, budi: Person, open_as: Open) -> None:
    sugar = sari.offers("Gula", 18_500, 5_000, measure="gram")
    page = open_as(budi, f"/product/{sugar}")
    expect(page.get_by_text("Rp 18.500/kg")).to_be_visible()
    page.get_by_role("button", name="Tambah Gula").click()
    page.get_by_role("button", name="Tambah ke keranjang").click()
    page.goto("/basket")
    expect(page.get_by_label("Jumlah Gula")).to_have_value("200")
    expect(page.locator(".buy-total")).to_contain_text("3.700")
    page.goto("/checkout")
    page.get_by_role("button", name="Bayar Rp 3.700").click()
    expect(page.get_by_text("200 g × Rp 18.500/kg")).to_be_visible()
    # In this shop a sale needs no payment.
    expect(page.get_by_text(re.compile("cara bayar|kepada penjual"))).to_have_count(0)


@at_length
def test_a_receipt_shows_what_was_taken_off(sari: Person, budi: Person, open_as: Open) -> None:
    sari.put("/api/tax-profile", {"regime": "none", "service_bp": 500})
    sari.post("/api/vouchers", {"code": "HEMAT", "kind": "amount", "value": 20_000})
    latte = {"items": [{"product_id": sari.offers("Latte", 50_000), "qty": 2}], "voucher": "hemat"}
    sale = budi.post("/api/transactions", latte).json()
    page = open_as(budi, f"/orders/{sale['id']}")
    receipt = page.get_by_role("article")
    expect(receipt).to_contain_text("Potongan, dengan voucher HEMAT")
    expect(receipt).to_contain_text("−Rp 20.000")
    expect(receipt).to_contain_text("Termasuk biaya layananRp 4.000")
    expect(receipt).to_contain_text("TotalRp 84.000")
    assert check(page, width=390, theme="light") == []
    seller = open_as(sari, "/sales")
    seller.get_by_role("button", name="budi").click()
    expect(seller.get_by_role("dialog")).to_contain_text("Potongan, dengan voucher HEMAT")
