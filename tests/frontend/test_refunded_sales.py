"""Goods come back: what their seller does, and what seller and buyer see of the sale afterwards."""

from __future__ import annotations

from collections.abc import Callable

from accessibility import check
from devices import Open, at_length, saved
from playwright.sync_api import Page, expect

from support.people import Person, Shop


def test_the_seller_takes_goods_back(shop: Shop, sari: Person, budi: Person, open_as: Open) -> None:
    coffee = sari.offers("Kopi Gayo", 36_250, 9)
    sale = budi.buys(coffee, 2).json()
    seller = open_as(sari, "/sales")
    seller.get_by_role("button", name="budi").click()
    seller.get_by_role("button", name="Kembalikan barang").click()
    seller.get_by_label("Kopi Gayo").fill("1")
    give = seller.get_by_role("button", name="Kembalikan Rp 36.250")
    expect(give).to_be_disabled()
    seller.get_by_label("Alasan").fill("Kemasan sobek")
    seller.get_by_label("Barang kembali ke stok").uncheck()
    assert check(seller, width=390, theme="light") == []
    give.click()
    # Nothing is given back before the seller has confirmed it, and what was written is kept.
    asks = seller.get_by_role("dialog", name="Kembalikan Rp 36.250")
    expect(asks).to_contain_text("1 × Kopi Gayo")
    expect(asks).to_contain_text("Barangnya tidak kembali ke stok.")
    assert check(seller, width=390, theme="dark") == []
    asks.get_by_role("button", name="Tutup").click()
    expect(seller.get_by_label("Alasan")).to_have_value("Kemasan sobek")
    assert budi.get(f"/api/transactions/{sale['id']}").json()["refunded"] == 0
    give.click()
    seller.get_by_role("button", name="Kembalikan tunai").click()
    expect(seller.get_by_text("Pengembalian tercatat.")).to_be_visible()
    assert sari.get(f"/api/products/{coffee}").json()["stock"] == 7
    assert sari.get("/api/analytics/sales").json()["totals"]["revenue"] == 36_250


@at_length
def test_the_buttons_of_a_refund_stay_in_sight(sari: Person, budi: Person, open_as: Open) -> None:
    goods = [sari.offers(f"Barang {number}", 1_000) for number in range(12)]
    budi.post("/api/transactions", {"items": [{"product_id": each, "qty": 1} for each in goods]})
    page = open_as(sari, "/sales", width=1280)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("button", name="budi").click()
    for name in ("Cetak struk", "Kembalikan barang"):
        expect(page.get_by_text(name)).to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="Kembalikan barang").click()
    for name in ("Batal", "Kembalikan uang"):
        expect(page.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)


def test_lists_show_what_was_given_back(sari: Person, budi: Person, open_as: Open) -> None:
    coffee = sari.offers("Kopi Gayo", 36_250, 9)
    partly, fully = budi.buys(coffee, 2).json(), budi.buys(sari.offers("Teh", 10_000)).json()
    take_back(sari, partly["id"])
    take_back(sari, fully["id"])
    buyer, seller = open_as(budi, "/orders"), open_as(sari, "/sales")
    for rows in (buyer.get_by_role("listitem"), seller.get_by_role("listitem")):
        expect(rows.filter(has_text="Kopi Gayo")).to_contain_text("Dikembalikan sebagian")
        expect(rows.filter(has_text="Kopi Gayo")).to_contain_text("Semula Rp 72.500Rp 36.250")
        expect(rows.filter(has_text="Teh").get_by_text("Dikembalikan", exact=True)).to_be_visible()
        expect(rows.filter(has_text="Teh")).to_contain_text("Semula Rp 10.000Rp 0")
    expect(seller.locator(".sales-day")).to_contain_text("2 penjualan · Rp 36.250")
    expect(seller.locator(".sales-day")).not_to_contain_text("sebelumnya")
    # The file tells for each line what came back, and what is left.
    columns = ("Jumlah", "Dikembalikan", "Jumlah bersih")
    rows = [[row[name] for name in columns] for row in saved(seller, "Unduh CSV")]
    assert rows == [["10000", "10000", "0"], ["72500", "36250", "36250"]]
    for page in (buyer, seller):
        assert check(page, width=390, theme="light") == []
        assert check(page, width=1280, theme="dark") == []


@at_length
def test_a_refund_of_another_day_is_in_the_total_of_its_own_day(
    shop: Shop, sari: Person, budi: Person, open_as: Open
) -> None:
    coffee = sari.offers("Kopi Gayo", 36_250, 9)
    earlier = budi.buys(coffee, 2).json()["id"]
    budi.buys(sari.offers("Beras", 90_000))
    take_back(sari, earlier)
    shop.rows("UPDATE transactions SET sold_at = sold_at - INTERVAL 3 DAY WHERE id = %s", (earlier,))
    items = "UPDATE transaction_items SET sold_at = sold_at - INTERVAL 3 DAY WHERE transaction_id = %s"
    shop.rows(items, (earlier,))
    shop.rows("UPDATE refund_items SET sold_at = sold_at - INTERVAL 3 DAY")
    page = open_as(sari, "/sales")
    today, before = page.locator(".sales-page section").first, page.locator(".sales-page section").last
    expect(before).to_contain_text("1 penjualan · Rp 72.500")
    row = before.get_by_role("listitem")
    expect(row).to_contain_text("Rp 36.250 dikembalikan pada")
    expect(row).to_contain_text("Rp 72.500")
    expect(row).not_to_contain_text("Semula")
    expect(today).to_contain_text("1 penjualan · Rp 53.750, termasuk pengembalian Rp 36.250 dari penjualan sebelumnya")
    assert check(page, width=390, theme="light") == []


@at_length
def test_a_receipt_lists_each_refund_once(sari: Person, budi: Person, open_as: Open) -> None:
    sale = budi.buys(sari.offers("Kopi Gayo", 36_250, 9), 2).json()
    take_back(sari, sale["id"])
    buyer, seller = open_as(budi, f"/orders/{sale['id']}"), open_as(sari, "/sales")
    expect(buyer.get_by_text("1 dikembalikan")).to_be_visible()
    expect(buyer.get_by_role("article")).to_contain_text("Dikembalikan sebagian")
    seller.get_by_role("button", name="budi").click()
    for part in (buyer.get_by_role("article"), seller.get_by_role("dialog")):
        expect(part.get_by_text("−Rp 36.250")).to_have_count(1)
        expect(part.locator(".refunds")).to_contain_text("Kemasan sobek")
        expect(part.locator(".refunds")).to_contain_text("Tunai · 1 × Kopi Gayo")
        # It stands below the other amounts.
        ends = {round(box["x"] + box["width"]) for each in part.locator(".money").all() if (box := each.bounding_box())}
        assert len(ends) == 1, ends
    assert check(buyer, width=390, theme="dark") == []
    assert check(seller, width=1280, theme="light") == []
    state = seller.locator(".sale-facts dd").last
    assert state.evaluate("fact => fact.scrollWidth <= fact.clientWidth")
    buyer.set_viewport_size({"width": 1280, "height": 844})
    badge = buyer.get_by_role("article").locator(".badge").bounding_box()
    number = buyer.get_by_text(sale["receipt_number"]).bounding_box()
    assert badge and number
    assert abs(badge["x"] + badge["width"] - number["x"] - number["width"]) < 1


def test_the_seller_prints_the_receipt_of_a_sale_at_the_counter(shop: Shop, sari: Person, open_as: Open) -> None:
    coffee = {"product_id": sari.offers("Kopi Gayo", 36_250, 9), "qty": 1}
    body = {"items": [coffee], "payments": [{"method": "cash", "tendered": 50_000}]}
    sale = sari.post("/api/transactions", body, headers={"Idempotency-Key": "kasir"}).json()
    page = open_as(sari, "/sales")
    prints = watch_prints(page)
    page.get_by_role("button", name="Pembeli di tempat").click()
    dialog = page.get_by_role("dialog", name=sale["receipt_number"])
    expect(dialog).to_contain_text("Dibayar, TunaiRp 50.000")
    expect(dialog).to_contain_text("KembaliRp 13.750")
    assert check(page, width=390, theme="light") == []
    dialog.get_by_role("button", name="Cetak struk").click()
    (original,) = prints(1)
    assert sale["receipt_number"] in original and "13.750" in original and "SALINAN" not in original
    dialog.get_by_role("button", name="Cetak struk").click()
    assert "SALINAN" in prints(2)[1]
    expect(dialog).to_be_visible()
    assert shop.value("SELECT printed FROM transactions") == 2


def test_a_refund_has_a_receipt_on_paper(shop: Shop, sari: Person, budi: Person, open_as: Open) -> None:
    sale = budi.buys(sari.offers("Kopi Gayo", 36_250, 9), 2).json()
    take_back(sari, sale["id"])
    seller = open_as(sari, "/sales")
    prints = watch_prints(seller)
    seller.get_by_role("button", name="budi").click()
    seller.get_by_role("button", name="Cetak nota pengembalian").click()
    (original,) = prints(1)
    assert "36.250" in original and "Kemasan sobek" in original and "SALINAN" not in original
    assert check(seller, width=390, theme="dark") == []
    # What the buyer prints is not counted, and after the original it is a copy.
    buyer = open_as(budi, f"/orders/{sale['id']}")
    prints = watch_prints(buyer)
    buyer.get_by_role("button", name="Cetak nota pengembalian").click()
    assert "SALINAN" in prints(1)[0]
    buyer.get_by_role("button", name="Cetak", exact=True).click()
    assert sale["receipt_number"] in prints(2)[1]
    assert shop.rows("SELECT r.printed, t.printed AS of_sale FROM refunds r, transactions t") == [
        {"printed": 1, "of_sale": 0}
    ]
    assert check(buyer, width=390, theme="light") == []


def watch_prints(page: Page) -> Callable[[int], list[str]]:
    """Load the page again, and return a function that waits for this many prints and returns what was on them."""
    page.context.add_init_script(
        """window.print = () => {
            const styled = getComputedStyle(document.querySelector("header")).textAlign === "center";
            const printed = JSON.parse(sessionStorage.printed ?? "[]");
            sessionStorage.printed = JSON.stringify([...printed, styled ? document.body.textContent : "no style"]);
        }"""
    )
    page.reload()

    def prints(count: int) -> list[str]:
        page.wait_for_function("count => JSON.parse(sessionStorage.printed ?? '[]').length === count", arg=count)
        return list(page.evaluate("JSON.parse(sessionStorage.printed)"))

    return prints


def take_back(seller: Person, sale_id: int) -> None:
    """Give cash back for one unit of the first line."""
    refund = {"items": [{"line": 1, "qty": 1, "restock": True}], "method": "cash", "reason": "Kemasan sobek"}
    answer = seller.post(
        f"/api/transactions/{sale_id}/refunds", refund, headers={"Idempotency-Key": f"refund-{sale_id}"}
    )
    assert answer.status_code == 201, answer.text
