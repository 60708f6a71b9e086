"""An order waits for its payment: what its buyer and its seller see."""

from __future__ import annotations

from accessibility import check
from devices import Open
from playwright.sync_api import expect

from support.people import Person, Shop


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
    expect(buyer.get_by_text(paid["receipt_number"])).to_be_visible(timeout=20_000)
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
