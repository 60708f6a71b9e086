"""Goods that come back at the till, and debts that are paid there, with what the Z report says of them."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from accessibility import check
from devices import Open
from playwright.sync_api import Page, expect
from till_pages import Counter, is_kept, open_counter

from support.people import Person, Shop

SHIRTS = (("Kaus S", 50_000, "8991234500011"), ("Kaus L", 65_000, "8991234500028"))


def opened(sari: Person, budi: Person, open_as: Open) -> Counter:
    for name, price, code in SHIRTS:
        sari.offers(name, price, 10, barcodes=[code])
    return open_counter(open_as, sari, budi, opening=100_000, width=1280, service_workers="allow")


def pay_by(page: Page, method: str) -> None:
    """Pay all of the ticket by a method other than cash."""
    page.keyboard.press("F9")
    page.get_by_text(method, exact=True).click()
    page.get_by_role("button", name="Selesai").click()
    expect(page.get_by_role("button", name="Penjualan baru")).to_be_focused()


def choose(page: Page, name: str, reason: str = "Salah ukuran") -> None:
    page.get_by_role("button", name=f"Tambah {name}").click()
    page.get_by_role("button", name=reason).click()


def z_report(counter: Counter, counted: int) -> Any:
    """Count the drawer, and return its report, which tells no difference."""
    page = counter.page
    counter.is_sent()
    page.get_by_role("button", name="Laci dan kas").click()
    page.get_by_role("button", name="Tutup kas").click()
    page.get_by_label("Uang di laci").fill(str(counted))
    page.get_by_role("button", name="Tutup kas sekarang").click()
    report = page.get_by_role("region", name="Kas ditutup")
    expect(report.locator(".till-variance")).to_contain_text("Rp 0")
    (shift,) = counter.owner.get("/api/shifts").json()["shifts"]
    return counter.owner.get(shift["report_url"]).json()


def sums(report: Any) -> dict[tuple[str, str], int]:
    return {(each["purpose"], each["method"]): each["amount"] + each["adjustment"] for each in report["payments"]}


def test_a_sale_by_card_is_given_back_in_cash(shop: Shop, sari: Person, budi: Person, open_as: Open) -> None:
    counter = opened(sari, budi, open_as)
    page = counter.page
    counter.scan(SHIRTS[0][2])
    counter.scan(SHIRTS[0][2])
    pay_by(page, "Kartu")
    # WhatsApp opens by a click alone, with the receipt as text in the customer's language.
    page.get_by_role("region", name="Struk").get_by_text("English").click()
    page.get_by_label("Nomor WhatsApp").fill("0812-3456-789")
    link = urlsplit(page.get_by_role("link", name="WhatsApp").get_attribute("href") or "")
    assert (link.netloc, link.path) == ("wa.me", "/628123456789")
    (message,) = parse_qs(link.query)["text"]
    assert message.startswith("Receipt A-000001") and "*Total: Rp 100.000*" in message
    page.get_by_role("button", name="Penjualan baru").click()
    counter.is_ready()
    # Its receipt is scanned at the counter.
    counter.scan("A-000001")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Kartu")
    choose(page, "Kaus S", "Rusak")
    expect(dialog.get_by_label("Barang kembali ke stok")).not_to_be_checked()
    for width in (360, 1280):
        assert check(page, width=width, theme="light") == []
    page.get_by_role("button", name=re.compile(r"^Kembalikan Rp 50\.000")).click()
    expect(dialog).to_contain_text("Uang kembali Tunai")
    page.get_by_role("button", name="Selesai").click()
    # Another one may still come back; offline nothing does.
    page.keyboard.press("F7")
    page.get_by_label("Nomor struk").fill("1")
    page.get_by_label("Nomor struk").press("Enter")
    expect(dialog).to_contain_text("1 sudah kembali")
    page.keyboard.press("Escape")
    counter.context.set_offline(True)
    page.keyboard.press("F7")
    expect(dialog).to_contain_text("Retur memerlukan sambungan")
    page.keyboard.press("Escape")
    counter.context.set_offline(False)
    report = z_report(counter, 50_000)
    assert sums(report) == {("sale", "card"): 100_000, ("refund", "cash"): -50_000}
    assert (report["cash"]["refunds"], report["cash"]["expected"]) == (-50_000, 50_000)
    (sale,) = counter.sales()
    assert (sale["refunded"], sale["refunds"][0]["items"][0]["restocked"]) == (50_000, False)
    shop.must_be_sound()


def test_only_the_difference_of_an_exchange_is_paid(shop: Shop, sari: Person, budi: Person, open_as: Open) -> None:
    counter = opened(sari, budi, open_as)
    page = counter.page
    (small, large) = (code for _, _, code in SHIRTS)
    counter.sell(small, received=50_000)

    def bring_back(receipt: str, name: str) -> None:
        page.keyboard.press("F7")
        page.get_by_label("Nomor struk").fill(receipt)
        page.get_by_label("Nomor struk").press("Enter")
        choose(page, name)
        page.get_by_role("button", name="Tukar barang").click()
        expect(page.get_by_role("dialog")).to_be_hidden()

    bring_back("A-000001", "Kaus S")
    counter.scan(large)
    expect(page.get_by_role("region", name="Tiket")).to_contain_text("Retur A-000001")
    # The ticket keeps what comes back, and the network is not needed any more.
    page.reload()
    counter.is_ready()
    is_kept(page)
    counter.context.set_offline(True)
    page.keyboard.press("F9")
    expect(page.get_by_role("dialog")).to_contain_text("Selisih")
    page.get_by_label("Uang diterima").fill("20000")
    page.get_by_label("Uang diterima").press("Enter")
    expect(page.locator(".till-done-head")).to_contain_text("5.000")
    page.keyboard.press("Enter")
    counter.context.set_offline(False)
    counter.is_sent()
    # The other way round the customer gets the difference.
    bring_back("2", "Kaus L")
    counter.scan(small)
    page.keyboard.press("F9")
    expect(page.get_by_role("dialog")).to_contain_text("Kembalikan ke pembeli")
    page.keyboard.press("Enter")
    expect(page.locator(".till-done-head")).to_contain_text("15.000")
    page.keyboard.press("Enter")
    report = z_report(counter, 150_000)
    assert sums(report) == {("sale", "cash"): 165_000, ("refund", "cash"): -115_000}
    assert report["cash"]["expected"] == 150_000
    first, second, third = counter.sales()
    assert first["refunds"][0]["exchange_id"] == second["id"]
    assert second["refunds"][0]["exchange_id"] == third["id"]
    shop.must_be_sound()


def test_a_debt_is_paid_in_parts_without_a_network(shop: Shop, sari: Person, budi: Person, open_as: Open) -> None:
    sari.post("/api/customers", {"name": "Bu Ani", "phone": "0812 3456 789", "credit_limit": 200_000})
    counter = opened(sari, budi, open_as)
    page, keys = counter.page, counter.page.keyboard
    dialog = page.get_by_role("dialog")
    counter.is_sent()
    is_kept(page)
    counter.context.set_offline(True)
    counter.scan(SHIRTS[1][2])
    keys.press("F3")
    page.get_by_label("Nama atau nomor telepon").fill("ani")
    keys.press("Enter")
    pay_by(page, "Kasbon")
    assert "wa.me/628123456789" in (page.get_by_role("link", name="WhatsApp").get_attribute("href") or "")
    keys.press("Enter")

    def pay(amount: str, method: str = "Tunai", received: str = "") -> None:
        page.get_by_role("button", name="Laci dan kas").click()
        page.get_by_role("button", name="Bayar kasbon").click()
        dialog.get_by_role("button", name=re.compile("^Bu Ani")).click()
        dialog.get_by_text(method, exact=True).click()
        dialog.get_by_label("Dibayar sekarang").fill(amount)
        if received:
            dialog.get_by_label("Uang diterima").fill(received)

    pay("20000", received="50000")
    expect(dialog).to_contain_text("Dengan yang belum terkirim")
    for width in (360, 1280):
        assert check(page, width=width, theme="light") == []
    page.get_by_role("button", name=re.compile(r"^Terima Rp 20\.000")).click()
    expect(dialog).to_contain_text("30.000")
    page.get_by_role("button", name="Selesai").click()
    pay("15000", "Transfer")
    page.get_by_role("button", name=re.compile("^Terima")).click()
    expect(dialog.get_by_role("status")).to_contain_text("30.000")
    page.get_by_role("button", name="Selesai").click()
    counter.context.set_offline(False)
    counter.is_sent()
    (customer,) = sari.get("/api/customers").json()["customers"]
    assert customer["balance"] == 30_000
    # Goods that come back lower the debt first: nothing is left to give for them.
    keys.press("F7")
    page.get_by_label("Nomor struk").fill("A-000001")
    page.get_by_label("Nomor struk").press("Enter")
    choose(page, "Kaus L")
    expect(dialog).to_contain_text("Potong kasbon")
    page.get_by_role("button", name=re.compile(r"^Kembalikan Rp 35\.000")).click()
    expect(dialog).to_contain_text("Uang kembali Tunai")
    page.get_by_role("button", name="Selesai").click()
    report = z_report(counter, 85_000)
    assert sums(report) == {
        ("sale", "credit"): 65_000, ("debt", "cash"): 20_000, ("debt", "transfer"): 15_000,
        ("refund", "cash"): -35_000, ("refund", "credit"): -30_000,
    }  # fmt: skip
    assert (report["cash"]["debts"], report["cash"]["expected"]) == (20_000, 85_000)
    shop.must_be_sound()
