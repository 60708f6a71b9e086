"""A buyer finds, buys, and finds the order again."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from accessibility import check
from devices import Open, at_length, sign_in
from playwright.sync_api import Page, expect

from routes.system.frontend import FIRST_LIST
from support.app import LONG
from support.browser import lose_answer
from support.images import part, random_image
from support.people import Person, Shop

# The colours of a button, once they have stopped changing.
LOOK = """button => {
    for (const animation of document.getAnimations()) animation.finish();
    const { color, backgroundColor, borderColor, filter } = getComputedStyle(button);
    return { color, backgroundColor, borderColor, filter };
}"""


def fill_basket(page: Page, *lines: tuple[int, str, int, int]) -> None:
    """Put `(product_id, name, price, qty)` into the basket, as if the buyer had done so at that price."""
    kept = [
        {"product_id": product, "name": name, "price": price, "qty": qty, "image_url": None}
        for product, name, price, qty in lines
    ]
    page.evaluate("lines => localStorage.setItem('finenice.basket', lines)", json.dumps(kept))


def test_a_visitor_finds_signs_in_buys_and_orders_again(shop: Shop, sari: Person, budi: Person, open_as: Open) -> None:
    coffee = sari.offers("Kopi Gayo 250 g", 36_250, 10)
    sari.offers("Susu Kental Manis", 13_500, 10, description="Untuk teh dan kopi")
    page = open_as(None)
    page.get_by_role("searchbox").fill("kopi")
    expect(page.get_by_role("combobox", name="Urutkan").locator("option:checked")).to_have_text("Paling cocok")
    expect(page.get_by_role("heading", level=2)).to_have_text(["Kopi Gayo 250 g", "Susu Kental Manis"])
    page.get_by_role("link", name="Kopi Gayo 250 g").click()
    page.get_by_role("button", name="Tambah Kopi Gayo 250 g", exact=True).click()
    page.get_by_role("button", name="Tambah ke keranjang").click()
    expect(page.get_by_text("Kopi Gayo 250 g masuk keranjang.")).to_be_visible()
    page.get_by_role("link", name="Keranjang, 2 barang").click()
    expect(page.locator(".buy-total")).to_contain_text("72.500")
    page.get_by_role("button", name="Kurangi Kopi Gayo 250 g").click()
    page.get_by_role("button", name="Hapus Kopi Gayo 250 g").click()
    expect(page.get_by_text("Keranjang masih kosong")).to_be_visible()
    page.get_by_role("button", name="Urungkan").last.click()
    page.get_by_role("button", name="Tambah Kopi Gayo 250 g", exact=True).click()

    page.get_by_role("button", name="Lanjut bayar").click()
    page.wait_for_url("**/login?next=*")
    (back,) = parse_qs(urlsplit(page.url).query)["next"]
    sign_in(page.context, budi)
    page.evaluate("sessionStorage.removeItem('prepared')")
    page.goto(back)
    page.get_by_role("button", name="Bayar Rp 72.500").click()
    expect(page.get_by_text("Terima kasih! Pesanan Anda sudah masuk.")).to_be_visible()
    (sale,) = budi.get("/api/transactions").json()["transactions"]
    assert [(item["product_id"], item["qty"]) for item in sale["items"]] == [(coffee, 2)]
    expect(page.get_by_text(sale["receipt_number"])).to_be_visible()
    expect(page.get_by_role("link", name="Keranjang, 0 barang")).to_be_visible()

    page.goto("/orders")
    page.get_by_role("link", name="Kopi Gayo 250 g × 2").click()
    expect(page.get_by_text("Lunas")).to_be_visible()
    page.get_by_role("button", name="Pesan lagi").click()
    expect(page.get_by_text("2 barang masuk keranjang.")).to_be_visible()
    expect(page.get_by_role("heading", name="Keranjang")).to_be_visible()
    expect(page.get_by_label("Jumlah Kopi Gayo 250 g")).to_have_value("2")
    shop.must_be_sound()


def test_the_first_list_is_preloaded_and_requested_once(shop: Shop, sari: Person, open_as: Open) -> None:
    sari.offers("Kopi")
    page = open_as(None, "/login")
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.goto("/")
    expect(page.get_by_role("link", name="Kopi")).to_be_visible()
    assert [url for url in requested if "/api/products?" in url] == [shop.url + FIRST_LIST]


@at_length
def test_the_first_pictures_are_preloaded(sari: Person, open_as: Open) -> None:
    for name in ("Kopi", "Teh", "Gula"):
        product = sari.offers(name)
        assert sari.post(f"/api/products/{product}/images", files=[part(random_image())]).status_code == 201
    page = open_as(None)
    shown = page.locator(".product-card img")
    expect(shown).to_have_count(3)
    preloaded = page.locator("link[rel=preload][as=image]").evaluate_all("links => links.map(link => link.href)")
    assert preloaded == shown.evaluate_all("images => images.map(image => image.src).slice(0, 2)")
    page.goto("/?search=kopi")
    expect(shown).to_have_count(1)
    expect(page.locator("link[rel=preload][as=image]")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 390] if LONG else [320])
def test_the_total_of_a_basket_is_never_cut(shop: Shop, sari: Person, open_as: Open, width: int) -> None:
    gold = sari.offers("Emas", 1, 5)
    page = open_as(None, width=width)
    fill_basket(page, (gold, "Emas", 1, 1))
    for total in (72_500, 100_000_000, 3_575_100_000, 9_007_199_254_740_991):
        shop.rows("UPDATE products SET price = %s WHERE id = %s", (total, gold))
        page.goto("/basket")
        expect(page.locator(".buy-total")).to_contain_text(f"{total:,}".replace(",", "."))
        money = page.locator(".buy-total .money").bounding_box()
        button = page.get_by_role("button", name="Lanjut bayar").bounding_box()
        assert money and button
        beside = money["x"] + money["width"] <= button["x"]
        above = money["y"] + money["height"] <= button["y"] and money["x"] + money["width"] <= width
        assert beside or above, (total, money, button)
        # Small sums leave the bar as low as it was.
        assert beside or total > 72_500
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@at_length
def test_a_large_count_fits_the_badge_of_the_basket(sari: Person, open_as: Open) -> None:
    coffee = sari.offers("Kopi", 1, 5_000)
    for width, place in ((390, ".bottom-bar"), (1280, ".basket-link")):
        page = open_as(None, width=width)
        for count, badge in ((99, "99"), (100, "99+")):
            fill_basket(page, (coffee, "Kopi", 1, count))
            page.reload()
            expect(page.locator(f"{place} .count")).to_have_text(badge)


@at_length
@pytest.mark.parametrize("width", [320, 390] if LONG else [320])
def test_a_price_and_its_button_share_no_place(sari: Person, open_as: Open, width: int) -> None:
    prices = (5_000, 36_250, 1_250_000, 1_000_000_000_000)
    for number, price in enumerate(prices * 2):
        sari.offers(f"Emas {number}", price, 5 if number < len(prices) else 99)
    page = open_as(None, width=width)
    cards = page.locator(".product-card")
    expect(cards).to_have_count(2 * len(prices))
    for card in cards.all():
        assert card.evaluate("card => card.scrollWidth <= card.clientWidth")
        money, button = card.locator(".money").bounding_box(), card.get_by_role("button").bounding_box()
        assert money and button
        beside = money["x"] + money["width"] <= button["x"]
        assert beside or money["y"] + money["height"] <= button["y"], card.text_content()


@at_length
def test_a_button_that_is_off_looks_the_same_under_the_pointer(sari: Person, open_as: Open) -> None:
    sold_out = sari.offers("Kopi", 10_000, 0)
    for theme in ("light", "dark"):
        page = open_as(None, f"/product/{sold_out}", width=1280, color_scheme=theme, reduced_motion="reduce")
        button = page.get_by_role("button", name="Habis")
        for look in ("primary", "plain", "quiet", "danger"):
            button.evaluate("(element, look) => { element.className = `button ${look}`; }", look)
            looks = []
            for x, y in ((0, 0), (5, 5)):
                if x:
                    button.hover(position={"x": x, "y": y}, force=True)
                else:
                    page.mouse.move(0, 0)
                looks.append(button.evaluate(LOOK))
            assert looks[0] == looks[1], (theme, look)


@at_length
def test_the_same_notice_again_replaces_the_one_before(sari: Person, open_as: Open) -> None:
    sari.offers("Kopi", 10_000, 9)
    page = open_as(None)
    for _ in range(3):
        page.get_by_role("button", name="Tambah Kopi ke keranjang").click()
    notice = page.get_by_role("region", name="Pemberitahuan")
    expect(notice.get_by_text("masuk keranjang. (3×)")).to_be_visible()
    expect(notice.get_by_text("masuk keranjang.")).to_have_count(1)
    expect(page.get_by_role("link", name="Keranjang, 3 barang")).to_be_visible()
    notice.get_by_role("button", name="Urungkan").click()
    expect(page.get_by_role("link", name="Keranjang, 0 barang")).to_be_visible()


def test_what_changed_meanwhile_is_told_before_paying(sari: Person, budi: Person, open_as: Open) -> None:
    coffee, tea, sugar = (sari.offers(name, 10_000, 5) for name in ("Kopi", "Teh", "Gula"))
    page = open_as(None)
    fill_basket(page, (coffee, "Kopi", 8_000, 1), (tea, "Teh", 10_000, 9), (sugar, "Gula", 10_000, 1))
    sari.delete(f"/api/products/{sugar}")
    page.goto("/basket")
    expect(page.get_by_text("Harga naik, tadinya Rp 8.000.")).to_be_visible()
    page.get_by_role("button", name="Jadikan 5").click()
    expect(page.get_by_text("Produk ini tidak dijual lagi.")).to_be_visible()
    expect(page.get_by_role("button", name="Lanjut bayar")).to_be_disabled()
    page.get_by_role("button", name="Hapus", exact=True).click()
    expect(page.locator(".buy-total")).to_contain_text("60.000")

    page = open_as(budi, f"/checkout?product={coffee}&qty=2")
    expect(page.get_by_role("button", name="Bayar Rp 20.000")).to_be_visible()
    sari.put(f"/api/products/{coffee}", {"price": 11_000})
    page.get_by_role("button", name="Bayar Rp 20.000").click()
    expect(page.get_by_text("totalnya sekarang Rp 22.000, tadinya Rp 20.000. Belum ada yang dibayar.")).to_be_visible()
    expect(page.get_by_role("button", name="Bayar Rp 22.000")).to_be_visible()
    sari.put(f"/api/products/{coffee}", {"stock": 1})
    page.get_by_role("button", name="Bayar Rp 22.000").click()
    expect(page.get_by_text("Stok tinggal 1. Kurangi jumlahnya?")).to_be_visible()
    page.get_by_role("button", name="Jadikan 1").click()
    page.get_by_role("button", name="Bayar Rp 11.000").click()
    expect(page.get_by_text("Terima kasih!")).to_be_visible()
    assert [sale["total"] for sale in budi.get("/api/transactions").json()["transactions"]] == [11_000]


def test_what_a_former_seller_offers_is_told_apart(
    shop: Shop, sari: Person, budi: Person, dewi: Person, open_as: Open
) -> None:
    tono = shop.person("tono", "seller")
    coffee, tea = sari.offers("Kopi", 10_000, 5), tono.offers("Teh", 5_000, 5)
    page = open_as(budi)
    fill_basket(page, (coffee, "Kopi", 10_000, 1), (tea, "Teh", 5_000, 1))
    assert dewi.patch(f"/api/users/{sari.id}", {"roles": ["buyer"]}).status_code == 200
    page.goto("/basket")
    expect(page.get_by_text("Produk ini tidak dijual lagi.")).to_have_count(1)
    page.get_by_role("button", name="Hapus", exact=True).click()
    expect(page.locator(".buy-total")).to_contain_text("5.000")


def test_a_lost_answer_is_no_second_sale(shop: Shop, sari: Person, budi: Person, open_as: Open) -> None:
    coffee = sari.offers("Kopi", 10_000, 5)
    page = open_as(budi)
    fill_basket(page, (coffee, "Kopi", 10_000, 2))
    page.goto("/checkout")
    page.route("**/api/transactions", lose_answer)
    page.get_by_role("button", name="Bayar Rp 20.000").click()
    expect(page.get_by_text("Pesanan ini mungkin sudah dibeli")).to_be_visible()
    # A reload forgets nothing.
    page.unroute("**/api/transactions")
    page.reload()
    expect(page.get_by_text("Pesanan ini mungkin sudah dibeli")).to_be_visible()
    page.get_by_role("button", name="Coba lagi").click()
    expect(page.get_by_text("Terima kasih!")).to_be_visible()
    assert shop.value("SELECT COUNT(*) FROM transactions") == 1
    assert page.evaluate("localStorage.getItem('finenice.purchase')") is None
    page.goto("/basket")
    expect(page.get_by_text("Keranjang masih kosong")).to_be_visible()
    shop.must_be_sound()


def test_orders_show_the_day_and_time_of_the_shop(shop: Shop, sari: Person, budi: Person, open_as: Open) -> None:
    """A buyer in New York sees the day that the receipt number has."""
    sale = budi.buys(sari.offers("Kopi", 10_000, 5)).json()["id"]
    shop.rows("UPDATE transactions SET created_at = '2025-12-31 18:05:00', sold_at = created_at WHERE id = %s", (sale,))
    page = open_as(budi, f"/orders/{sale}", timezone_id="America/New_York")
    expect(page.get_by_text(f"20260101-{sale:06}")).to_be_visible()
    expect(page.get_by_text("1 Januari 2026, 01.05 WIB")).to_be_visible()
    page.get_by_role("link", name="Pesanan", exact=True).first.click()
    expect(page.get_by_role("heading", name="1 Jan")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Kopi")).to_contain_text("01.05 WIB")
    # The last use of the session, at a time of the shop, which is not the device's.
    page.goto("/account/activity?type=sign_in")
    expect(page.get_by_role("row").filter(has_text="Masuk").first).to_contain_text("WIB")


def test_a_course_is_bought_once_and_opened_from_its_order(
    sari: Person, budi: Person, dewi: Person, open_as: Open
) -> None:
    product = sari.offers("Kelas ekspor", 150_000, 0)
    course = dewi.teaches(owner_id=sari.id, product_id=product, title="Ekspor kopi")
    page = open_as(budi, f"/product/{product}")
    expect(page.get_by_role("link", name="Ekspor kopi")).to_have_attribute("href", f"/courses/{course['id']}")
    page.get_by_role("button", name="Beli").click()
    page.get_by_role("button", name="Bayar Rp 150.000").click()
    expect(page.get_by_role("link", name="Mulai Ekspor kopi")).to_have_attribute("href", f"/courses/{course['id']}")
    page.goto(f"/product/{product}")
    expect(page.get_by_text("Anda sudah memiliki Kelas ekspor.")).to_be_visible()
    page.goto("/product/999999")
    expect(page.get_by_text("Halaman ini tidak ada")).to_be_visible()


@pytest.mark.skipif(not LONG, reason="LONG checks states that no address names")
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_of_a_buyer_are_accessible(sari: Person, budi: Person, open_as: Open, theme: str) -> None:
    coffee, tea = sari.offers("Kopi", 10_000, 5), sari.offers("Teh", 10_000, 1)
    sale = budi.buys(coffee).json()
    page = open_as(budi)
    fill_basket(page, (coffee, "Kopi", 8_000, 1), (tea, "Teh", 10_000, 2))
    found = []
    for path, text in (
        (f"/product/{coffee}", "Tambah ke keranjang"), ("/basket", "Jadikan 1"), ("/checkout", "Jadikan 1"),
        ("/orders", sale["receipt_number"]), (f"/orders/{sale['id']}", "Pesan lagi"),
    ):  # fmt: skip
        page.goto(path)
        expect(page.get_by_text(text)).to_be_visible()
        found += [fault for width in (320, 390, 1280) for fault in check(page, width=width, theme=theme)]
    lost = {"key": "belum-dijawab", "userId": budi.id, "lines": [], "total": 10_000, "fromBasket": True}
    page.evaluate("purchase => localStorage.setItem('finenice.purchase', purchase)", json.dumps(lost))
    page.goto("/checkout")
    expect(page.get_by_text("mungkin sudah dibeli")).to_be_visible()
    assert found + check(page, width=320, theme=theme) == []
