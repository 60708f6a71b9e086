"""Amounts that are typed: they are read as they stand, or refused, but never guessed."""

from __future__ import annotations

import re

import pytest
from accessibility import check
from devices import Open, at_length
from playwright.sync_api import Locator, expect

from support.app import LONG
from support.people import Person, Shop

UNREAD = "Isi bilangan bulat, misalnya 12500 atau 12.500; tanpa huruf, tanda minus, atau desimal."
REFUSED = ("-7", "1,5")


def refuse(field: Locator, button: Locator | None = None) -> None:
    """Type what is no amount, and check that the field keeps it and says so, and that the button is off."""
    for typed in REFUSED:
        field.fill("")
        field.press_sequentially(typed)
        field.blur()
        expect(field).to_have_value(typed)
        expect(field).to_have_accessible_description(re.compile(re.escape(UNREAD)))
        if button is not None:
            expect(button).to_be_disabled()


def test_a_change_of_prices_is_never_guessed(sari: Person, open_as: Open) -> None:
    sari.offers("Kopi", price=10_000)
    page = open_as(sari, "/goods")
    page.get_by_role("checkbox", name="Pilih Kopi").check()
    page.get_by_role("button", name="Ubah harga").click()
    by = page.get_by_label("Sebesar")
    refuse(by, page.get_by_role("button", name="Ubah 0 harga"))
    assert check(page, width=390, theme="light") == []
    page.get_by_text("Rupiah").click()
    by.fill("Rp 1.500")
    by.blur()
    expect(by).to_have_value("1.500")
    expect(page.get_by_role("button", name="Ubah 1 harga")).to_be_enabled()


@at_length
def test_what_comes_back_is_never_guessed(sari: Person, budi: Person, open_as: Open) -> None:
    budi.buys(sari.offers("Kopi Gayo", 36_250, 9), 2)
    page = open_as(sari, "/sales")
    page.get_by_role("button", name="budi").click()
    page.get_by_role("button", name="Kembalikan barang").click()
    page.get_by_label("Alasan").fill("Kemasan sobek")
    count = page.get_by_label("Kopi Gayo")
    give = page.get_by_role("button", name="Kembalikan uang")
    refuse(count)
    expect(give).to_be_disabled()
    count.fill("3")
    expect(count).to_have_value("3")
    expect(page.get_by_text("Tidak sebanyak itu yang terjual.")).to_be_visible()
    expect(give).to_be_disabled()
    count.fill("2")
    expect(page.get_by_role("button", name="Kembalikan Rp 72.500")).to_be_enabled()


@at_length
def test_a_price_to_filter_by_and_a_quantity_are_never_guessed(sari: Person, open_as: Open) -> None:
    sari.offers("Kopi Gayo", 36_250, 99)
    page = open_as(None)
    page.get_by_role("button", name="Saring").click()
    show = page.get_by_role("button", name="Tampilkan")
    refuse(page.get_by_label("Harga sampai"), show)
    page.get_by_label("Harga sampai").fill("40.000")
    show.click()
    page.wait_for_url("**max=40000*")
    page.get_by_role("button", name="Tambah Kopi Gayo ke keranjang").click()
    page.goto("/basket")
    count = page.get_by_label("Jumlah Kopi Gayo")
    for typed in REFUSED:
        count.fill("2")
        count.press("End")
        count.press_sequentially(typed[1:] if typed[0] == "1" else typed)
        expect(count).to_have_attribute("aria-invalid", "true")
        count.blur()
        expect(page.get_by_text(f"Jumlah Kopi Gayo: {UNREAD}")).to_be_visible()
        expect(count).to_have_value("2")
    expect(page.locator(".buy-total")).to_contain_text("Rp 72.500")


@at_length
def test_a_lesson_is_not_saved_with_a_number_that_was_not_read(shop: Shop, dewi: Person, open_as: Open) -> None:
    course = dewi.teaches({"minutes": 5})
    page = open_as(dewi, f"/authoring/{course['id']}/contents/{course['contents'][0]}", width=1280)
    page.get_by_label("Judul").fill("Biji kopi")
    minutes = page.get_by_label("Perkiraan waktu")
    refuse(minutes)
    page.get_by_role("button", name="Simpan").click()
    expect(minutes).to_be_focused()
    minutes.fill("7")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Tersimpan.")).to_be_visible()
    content = dewi.get(f"/api/courses/{course['id']}/draft/contents/{course['contents'][0]}").json()
    assert (content["title"], content["minutes"]) == ("Biji kopi", 7)


@at_length
@pytest.mark.parametrize("width", [320, 390] if LONG else [320])
def test_the_longest_price_is_whole_on_the_card_of_a_phone(sari: Person, open_as: Open, width: int) -> None:
    sari.offers("Emas", 1_000_000_000_000)
    page = open_as(sari, "/goods", width=width)
    price = page.get_by_label("Harga, Emas")
    expect(price).to_have_value("1.000.000.000.000")
    assert fits(price)


def fits(element: Locator) -> bool:
    return bool(element.evaluate("each => each.scrollWidth <= each.clientWidth"))


def test_no_choice_of_a_filter_is_out_of_sight(dewi: Person, sari: Person, open_as: Open) -> None:
    for person, path in ((dewi, "/admin/jobs"), (dewi, "/admin/emails"), (sari, "/sales"), (sari, "/goods")):
        page = open_as(person, path)
        groups = page.get_by_role("radiogroup").or_(page.get_by_role("group", name="Saringan"))
        choices = groups.locator("label").or_(groups.get_by_role("button"))
        expect(choices.nth(2)).to_be_visible()
        for choice in choices.all():
            expect(choice).to_be_in_viewport(ratio=1)
