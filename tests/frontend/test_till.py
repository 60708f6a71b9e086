"""A cashier's day at the till."""

from __future__ import annotations

from devices import Open
from playwright.sync_api import expect
from till_pages import open_counter

from support.people import Person, Shop


def test_a_till_is_set_up_and_sells(shop: Shop, sari: Person, budi: Person, open_as: Open) -> None:
    sari.offers("Kopi Gayo 250 g", 36_250, 10, barcodes=["8991234567890"])
    counter = open_counter(open_as, sari, budi, width=1280)
    page = counter.page
    counter.scan("8991234567890")
    counter.scan("8991234567890")
    expect(page.get_by_role("region", name="Tiket")).to_contain_text("72.500")
    counter.pay(100_000)
    expect(page.get_by_text("Kembali").first).to_be_visible()
    expect(page.get_by_role("region", name="Struk")).to_contain_text("A-000001")
    expect(page.get_by_role("region", name="Struk")).to_contain_text("27.500")
    page.keyboard.press("Enter")
    counter.is_sent()
    (sale,) = counter.sales()
    assert (sale["receipt_number"], sale["total"]) == ("A-000001", 72_500)
    shop.must_be_sound()
