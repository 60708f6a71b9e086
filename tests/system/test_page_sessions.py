"""Pages in a browser when sessions expire, answers are lost, and prices or stocks change."""

from __future__ import annotations

import pytest
from browser import CHROMIUM, DRIVER, PLAIN_HOST, Window
from selenium.webdriver import Keys

from support.people import Person, Shop

pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="no chromium and chromedriver on this machine; try sh scripts/install-browser.sh"
)


def test_an_expired_token_is_refreshed_silently(window: Window, shop: Shop, sari: Person, budi: Person) -> None:
    """Two concurrent calls need a new token, but the refresh token is used once."""
    window.refusals = {401}
    sari.offers("Kopi Gayo", 95_000, 1)
    sari.offers("Kopi Toraja", 80_000, 1)
    window.comes_back_as(budi)
    window.sees("2 dari 2 produk")
    window.remembers(access_token="a.token.that-is-none")
    window.driver.execute_script("document.querySelectorAll('.buy').forEach(button => button.click())")
    window.wait(lambda: window.one("dialog").is_displayed())
    first = window.one("dialog [data-name]").text
    totals = {"Kopi Gayo": "Rp 95.000", "Kopi Toraja": "Rp 80.000"}
    window.agrees_to(totals.pop(first))
    window.agrees_to(*totals.values())
    window.wait(lambda: [place.text for place in window.all(".stock")] == ["Habis", "Habis"])
    assert shop.value("SELECT COUNT(*) FROM transactions") == 2
    window.sees("Nomor struk", ".notice")
    window.sees("budi", "header")


def test_tabs_without_https_stay_signed_in_when_they_refresh_together(
    window: Window, shop: Shop, sari: Person, budi: Person
) -> None:
    """Browsers have locks between tabs only over https and on localhost."""
    window.refusals = {401}
    window.url = shop.url.replace("127.0.0.1", PLAIN_HOST)
    sari.offers(stock=100)
    window.comes_back_as(budi)
    driver, sales = window.driver, "SELECT COUNT(*) FROM transactions"
    tabs = [driver.current_window_handle]
    for _ in range(2):
        driver.switch_to.new_window("tab")
        tabs.append(driver.current_window_handle)
        window.opens("/")
        window.sees("budi", "header")
    assert driver.execute_script("return [isSecureContext, typeof navigator.locks]") == [False, "undefined"]
    try:
        for tab in tabs:
            driver.switch_to.window(tab)
            window.wait(lambda: window.one(".products button"))
            # What is stored in one tab is told to the others, so that all of them buy at the same moment.
            driver.execute_script(
                """
                const agree = document.querySelector("dialog [data-agree]");
                new MutationObserver(() => agree.closest("dialog").open && agree.click())
                    .observe(agree.closest("dialog"), {attributes: true, attributeFilter: ["open"]});
                addEventListener("storage", ({key}) => key === "go" && document.querySelector(".buy").click());
                """
            )
        for bought in (3, 6, 9, 12, 15):
            window.remembers(access_token="a.token.that-is-none", go=str(bought))
            window.clicks("Beli")
            window.wait(lambda bought=bought: shop.value(sales) == bought, "a tab was signed out")
            for tab in tabs:
                driver.switch_to.window(tab)
                window.sees("Nomor struk", ".notice")
                window.wait(lambda: window.one(".products li").get_dom_attribute("data-busy") is None)
                window.sees("budi", "header")
                window.clicks("Tutup", ".notice")
        assert shop.value("SELECT COUNT(*) FROM sessions WHERE user_id = %s AND ended_at IS NULL", (budi.id,)) == 1
    finally:
        for tab in tabs[1:]:
            driver.switch_to.window(tab)
            driver.close()
        driver.switch_to.window(tabs[0])


def test_a_session_that_ended_elsewhere_asks_for_a_new_sign_in(
    window: Window, shop: Shop, sari: Person, budi: Person
) -> None:
    window.refusals = {401}
    sari.offers()
    window.comes_back_as(budi)
    shop.rows("UPDATE sessions SET ended_at = NOW()")
    window.clicks("Beli")
    window.clicks("Beli sekarang", "dialog")
    window.sees("Sesi Anda sudah berakhir. Silakan masuk lagi.", ".notice")
    window.sees("Masuk", "header")
    window.clicks("Beli")
    window.lands_on("/login")


LOSES_THE_NEXT_SALE = """
    const real = window.fetch;
    window.fetch = async (path, options) => {
        if (path !== "/api/transactions") return real(path, options);
        window.fetch = real;
        await real(path, options);
        throw new TypeError("the answer is lost on the way");
    };
"""


@pytest.mark.parametrize("then", ["tries again", "cancels", "reloads"])
def test_a_lost_answer_does_not_sell_twice(window: Window, shop: Shop, sari: Person, budi: Person, then: str) -> None:
    sari.offers(stock=10)
    window.comes_back_as(budi)
    window.sees("Stok 10")
    window.driver.execute_script(LOSES_THE_NEXT_SALE)
    window.buys("Rp 50.000")
    window.sees("Toko tidak dapat dihubungi.", "dialog")
    if then == "cancels":
        window.clicks("Batal", "dialog")
    elif then == "reloads":
        window.opens("/")
    if then != "tries again":
        window.clicks("Beli")
        window.sees("mungkin sudah terbeli", "dialog")
    window.agrees_to("Rp 50.000", "Coba lagi")
    window.sees("Nomor struk", ".notice")
    window.sees("Stok 9")
    assert shop.value("SELECT SUM(qty) FROM transaction_items") == 1
    window.buys("Rp 50.000")
    window.sees("Stok 8")


def test_a_raised_price_asks_for_confirmation(window: Window, shop: Shop, sari: Person, budi: Person) -> None:
    window.refusals = {409}
    product = sari.offers("Kopi Gayo", 1_000, 5)
    window.comes_back_as(budi)
    window.sees("Stok 5")
    window.clicks("Beli")
    window.wait(lambda: window.one("dialog [data-total]").text == "Rp 1.000")
    sari.put(f"/api/products/{product}", {"price": 99_000_000})
    window.agrees_to("Rp 1.000")
    window.sees("Totalnya berubah dari Rp 1.000 menjadi Rp 99.000.000.", "dialog")
    assert shop.value("SELECT COUNT(*) FROM transactions") == 0
    window.clicks("Batal", "dialog")
    window.wait(lambda: not window.all("dialog[open]"))
    assert shop.value("SELECT COUNT(*) FROM transactions") == 0
    window.buys("Rp 99.000.000")
    window.sees("Terjual: Kopi Gayo, Rp 99.000.000.", ".notice")
    assert shop.value("SELECT SUM(total) FROM transactions") == 99_000_000


def test_two_taps_are_one_sale_and_one_tap_is_none(window: Window, shop: Shop, sari: Person, budi: Person) -> None:
    sari.offers(stock=10)
    window.comes_back_as(budi)
    window.sees("Stok 10")
    twice = "const button = document.querySelector(arguments[0]); button.click(); button.click();"
    window.driver.execute_script(twice, ".buy")
    window.wait(lambda: window.one("dialog").is_displayed())
    # Who presses Enter once too often has not agreed to anything.
    assert window.driver.switch_to.active_element.text == "Batal"
    window.presses(Keys.ESCAPE)
    window.wait(lambda: not window.all("dialog[open]"))
    assert shop.value("SELECT COUNT(*) FROM transactions") == 0
    window.clicks("Beli")
    window.wait(lambda: window.one("dialog").is_displayed())
    window.driver.execute_script(twice, "[data-agree]")
    window.sees("Stok 9")
    assert shop.value("SELECT COUNT(*) FROM transactions") == 1


def test_a_sold_out_product_is_reported_to_the_buyer(window: Window, sari: Person, budi: Person, dewi: Person) -> None:
    window.refusals = {409}
    product = sari.offers(stock=1)
    window.comes_back_as(budi)
    window.sees("Stok 1")
    assert dewi.buys(product).status_code == 201
    window.clicks("Beli")
    window.sees("Kopi Gayo sudah habis.", ".notice")
    window.sees("Habis", ".products")


def test_scrolling_shows_every_product_once(window: Window, shop: Shop, sari: Person) -> None:
    wanted = [f"Barang {number:02}" for number in range(60)]
    for name in wanted:
        sari.offers(name)
    window.opens("/")
    window.sees("24 dari 60 produk")
    window.clicks("Tampilkan lagi")
    window.sees("48 dari 60 produk")
    sari.offers("Datang kemudian")
    window.clicks("Tampilkan lagi")
    window.sees("60 dari 61 produk")
    assert sorted(window.names()) == wanted
    assert not window.one("[data-more]").is_displayed()
    assert window.driver.switch_to.active_element == window.all(".products li")[48]
    window.field("Cari").send_keys("kemudian")
    window.sees("1 dari 1 produk")
    window.field("Cari").send_keys("x")
    window.sees("Tidak ada produk yang cocok.")
    assert window.names() == []
