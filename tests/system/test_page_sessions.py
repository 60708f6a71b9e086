"""Pages in a browser when sessions expire, answers are lost, and prices or stocks change."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from simple_pages import agree_to, come_back_as, dialog, header, names, notice, press_buy, remember

from support.browser import PLAIN_HOST, lose_answer
from support.people import Person, Shop

CLICK_TWICE = "button => { button.click(); button.click(); }"
# What is stored in one tab is told to the others, so that all of them buy at the same moment.
BUYS_WHEN_TOLD = """() => {
    const agree = document.querySelector("dialog [data-agree]");
    new MutationObserver(() => agree.closest("dialog").open && agree.click())
        .observe(agree.closest("dialog"), {attributes: true, attributeFilter: ["open"]});
    addEventListener("storage", ({key}) => key === "go" && document.querySelector(".buy").click());
}"""


def test_an_expired_token_is_refreshed_silently(
    page: Page, refusals: set[str], shop: Shop, sari: Person, budi: Person
) -> None:
    """Two concurrent calls need a new token, but the refresh token is used once."""
    refusals.add("401")
    sari.offers("Kopi Gayo", 95_000, 1)
    sari.offers("Kopi Toraja", 80_000, 1)
    come_back_as(page, budi)
    expect(page.get_by_text("2 dari 2 produk")).to_be_visible()
    remember(page, access_token="a.token.that-is-none")
    page.locator(".buy").evaluate_all("buttons => buttons.forEach(button => button.click())")
    first = dialog(page).locator("[data-name]").inner_text()
    totals = {"Kopi Gayo": "Rp 95.000", "Kopi Toraja": "Rp 80.000"}
    agree_to(page, totals.pop(first))
    agree_to(page, *totals.values())
    expect(page.locator(".stock")).to_have_text(["Habis", "Habis"])
    assert shop.value("SELECT COUNT(*) FROM transactions") == 2
    expect(notice(page)).to_contain_text("Nomor struk")
    expect(header(page).get_by_text("budi")).to_be_visible()


def test_tabs_without_https_stay_signed_in_when_they_refresh_together(
    page: Page, refusals: set[str], shop: Shop, sari: Person, budi: Person
) -> None:
    """Browsers have locks between tabs only over https and on localhost."""
    refusals.add("401")
    sari.offers(stock=100)
    url = shop.url.replace("127.0.0.1", PLAIN_HOST)
    come_back_as(page, budi, url)
    tabs = [page, page.context.new_page(), page.context.new_page()]
    for tab in tabs[1:]:
        tab.goto(url)
    assert page.evaluate("[isSecureContext, typeof navigator.locks]") == [False, "undefined"]
    for tab in tabs:
        expect(header(tab).get_by_text("budi")).to_be_visible()
        expect(names(tab)).to_have_text(["Kopi Gayo"])
        tab.evaluate(BUYS_WHEN_TOLD)
    for bought in (3, 6, 9, 12, 15):
        remember(page, access_token="a.token.that-is-none", go=str(bought))
        press_buy(page)
        for tab in tabs:
            expect(notice(tab)).to_contain_text("Nomor struk")
            expect(tab.locator(".products li:not([data-busy])")).to_be_visible()
            expect(header(tab).get_by_text("budi")).to_be_visible()
            notice(tab).get_by_role("button", name="Tutup").click()
        assert shop.value("SELECT COUNT(*) FROM transactions") == bought, "a tab was signed out"
    assert shop.value("SELECT COUNT(*) FROM sessions WHERE user_id = %s AND ended_at IS NULL", (budi.id,)) == 1


def test_a_session_that_ended_elsewhere_asks_for_a_new_sign_in(
    page: Page, refusals: set[str], shop: Shop, sari: Person, budi: Person
) -> None:
    refusals.add("401")
    sari.offers()
    come_back_as(page, budi)
    expect(names(page)).to_have_text(["Kopi Gayo"])
    shop.rows("UPDATE sessions SET ended_at = NOW()")
    press_buy(page)
    dialog(page).get_by_role("button", name="Beli sekarang").click()
    expect(notice(page)).to_contain_text("Sesi Anda sudah berakhir. Silakan masuk lagi.")
    expect(header(page).get_by_role("link", name="Masuk")).to_be_visible()
    press_buy(page)
    expect(page).to_have_url("/login")


@pytest.mark.parametrize("then", ["tries again", "cancels", "reloads"])
def test_a_lost_answer_does_not_sell_twice(
    page: Page, refusals: set[str], shop: Shop, sari: Person, budi: Person, then: str
) -> None:
    refusals.add("ERR_FAILED")
    sari.offers(stock=10)
    come_back_as(page, budi)
    expect(page.get_by_text("Stok 10")).to_be_visible()
    page.route("**/api/transactions", lose_answer, times=1)
    press_buy(page)
    agree_to(page, "Rp 50.000")
    expect(dialog(page).get_by_text("Toko tidak dapat dihubungi.")).to_be_visible()
    if then == "cancels":
        dialog(page).get_by_role("button", name="Batal").click()
    elif then == "reloads":
        page.reload()
    if then != "tries again":
        press_buy(page)
        expect(dialog(page).get_by_text("mungkin sudah terbeli")).to_be_visible()
    agree_to(page, "Rp 50.000", "Coba lagi")
    expect(notice(page)).to_contain_text("Nomor struk")
    expect(page.get_by_text("Stok 9")).to_be_visible()
    assert shop.value("SELECT SUM(qty) FROM transaction_items") == 1
    press_buy(page)
    agree_to(page, "Rp 50.000")
    expect(page.get_by_text("Stok 8")).to_be_visible()


def test_a_raised_price_asks_for_confirmation(
    page: Page, refusals: set[str], shop: Shop, sari: Person, budi: Person
) -> None:
    refusals.add("409")
    product = sari.offers("Kopi Gayo", 1_000, 5)
    come_back_as(page, budi)
    expect(page.get_by_text("Stok 5")).to_be_visible()
    press_buy(page)
    expect(dialog(page).locator("[data-total]")).to_have_text("Rp 1.000")
    sari.put(f"/api/products/{product}", {"price": 99_000_000})
    agree_to(page, "Rp 1.000")
    expect(dialog(page).get_by_text("Totalnya berubah dari Rp 1.000 menjadi Rp 99.000.000.")).to_be_visible()
    assert shop.value("SELECT COUNT(*) FROM transactions") == 0
    dialog(page).get_by_role("button", name="Batal").click()
    expect(dialog(page)).to_be_hidden()
    assert shop.value("SELECT COUNT(*) FROM transactions") == 0
    press_buy(page)
    agree_to(page, "Rp 99.000.000")
    expect(notice(page)).to_contain_text("Terjual: Kopi Gayo, Rp 99.000.000.")
    assert shop.value("SELECT SUM(total) FROM transactions") == 99_000_000


def test_two_taps_are_one_sale_and_one_tap_is_none(page: Page, shop: Shop, sari: Person, budi: Person) -> None:
    sari.offers(stock=10)
    come_back_as(page, budi)
    expect(page.get_by_text("Stok 10")).to_be_visible()
    page.locator(".buy").evaluate(CLICK_TWICE)
    # Who presses Enter once too often has not agreed to anything.
    expect(dialog(page).get_by_role("button", name="Batal")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog(page)).to_be_hidden()
    assert shop.value("SELECT COUNT(*) FROM transactions") == 0
    press_buy(page)
    dialog(page).get_by_role("button", name="Beli sekarang").evaluate(CLICK_TWICE)
    expect(page.get_by_text("Stok 9")).to_be_visible()
    assert shop.value("SELECT COUNT(*) FROM transactions") == 1


def test_a_sold_out_product_is_reported_to_the_buyer(
    page: Page, refusals: set[str], sari: Person, budi: Person, dewi: Person
) -> None:
    refusals.add("409")
    product = sari.offers(stock=1)
    come_back_as(page, budi)
    expect(page.get_by_text("Stok 1")).to_be_visible()
    assert dewi.buys(product).status_code == 201
    press_buy(page)
    expect(notice(page)).to_contain_text("Kopi Gayo sudah habis.")
    expect(page.get_by_role("listitem").get_by_text("Habis")).to_be_visible()


def test_scrolling_shows_every_product_once(page: Page, sari: Person) -> None:
    wanted = [f"Barang {number:02}" for number in range(60)]
    for name in wanted:
        sari.offers(name)
    more = page.get_by_role("button", name="Tampilkan lagi")
    page.goto("/")
    expect(page.get_by_text("24 dari 60 produk")).to_be_visible()
    more.click()
    expect(page.get_by_text("48 dari 60 produk")).to_be_visible()
    sari.offers("Datang kemudian")
    more.click()
    expect(page.get_by_text("60 dari 61 produk")).to_be_visible()
    assert sorted(names(page).all_text_contents()) == wanted
    expect(more).to_be_hidden()
    expect(page.get_by_role("listitem").nth(48)).to_be_focused()
    page.get_by_label("Cari").fill("kemudian")
    expect(page.get_by_text("1 dari 1 produk")).to_be_visible()
    page.get_by_label("Cari").fill("kemudianx")
    expect(page.get_by_text("Tidak ada produk yang cocok.")).to_be_visible()
    expect(names(page)).to_have_count(0)
