"""A developer's keys, and the analysis of a file."""

from __future__ import annotations

import csv
import re

import requests
from accessibility import check
from devices import Open, at_length
from playwright.sync_api import Page, expect

from support.people import Person, Shop

ORDERS = "tanggal,jumlah\n" + "".join(
    f"0{month}/0{day}/2026,{month * day}\n" for month in (1, 2) for day in range(3, 9)
)


def call(shop: Shop, key: str) -> int:
    headers = {"Authorization": f"ApiKey {key}"}
    return requests.get(f"{shop.url}/api/developer/key/self", headers=headers, timeout=30).status_code


def stored(page: Page) -> str:
    """Return the secret on the screen, and say that it is stored."""
    dialog = page.get_by_role("dialog", name="Simpan kunci ini sekarang")
    secret = dialog.locator(".key-secret").inner_text()
    dialog.get_by_role("button", name="Sudah saya simpan").click()
    expect(page.get_by_text(secret)).to_have_count(0)
    return secret


def test_a_key_from_its_making_to_its_end(shop: Shop, open_as: Open) -> None:
    dian = shop.person("dian", "developer")
    page = open_as(dian, "/developer")
    expect(page.get_by_text(f"{shop.url}/mcp")).to_be_visible()
    page.get_by_role("button", name="Buat kunci").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Nama").fill("Aplikasi kasir")
    dialog.get_by_label("Kuota per jam").fill("50")
    dialog.get_by_role("button", name="Buat kunci").click()
    first = stored(page)
    assert [call(shop, first) for _ in range(3)] == [200, 200, 200]
    page.reload()
    card = page.get_by_role("listitem").filter(has_text="Aplikasi kasir")
    expect(card).to_contain_text("3 dari 50 panggilan jam ini")
    assert first not in page.content()

    card.get_by_role("button", name="Tindakan").click()
    page.get_by_role("menuitem", name="Ganti").click()
    dialog.get_by_label("Kunci lama berlaku lagi").select_option("0")
    dialog.get_by_role("button", name="Ganti").click()
    second = stored(page)
    assert (call(shop, first), call(shop, second)) == (401, 200)

    page.get_by_role("listitem").filter(has_text="Aktif").get_by_role("button", name="Tindakan").click()
    page.get_by_role("menuitem", name="Cabut").click()
    page.get_by_role("dialog").get_by_role("button", name="Cabut").click()
    expect(page.get_by_text("Dicabut", exact=True)).to_be_visible()
    assert call(shop, second) == 401


def upload(page: Page, content: str) -> None:
    page.set_input_files(
        "input[type=file]", {"name": "pesanan.csv", "mimeType": "text/csv", "buffer": content.encode()}
    )


def test_a_file_asks_its_question_and_is_read(sari: Person, open_as: Open) -> None:
    page = open_as(sari, "/today", width=1280)
    page.get_by_role("link", name="Analisis", exact=True).click()
    upload(page, ORDERS)
    question = page.get_by_role("group", name="Tanggal berkas ini ditulis bagaimana?")
    question.get_by_role("button", name="Bulan dulu").click()
    chart = page.get_by_role("figure").first
    chart.get_by_text("Tabel").click()
    expect(chart.get_by_role("row").filter(has_text=re.compile("^8 Februari 2026"))).to_contain_text("16")
    expect(page.get_by_role("region").first).to_contain_text("99")
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh CSV").click()
    assert download.value.suggested_filename == "pesanan.csv"
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert any("2026-02-08" in row.values() for row in rows), rows[:2]


@at_length
def test_a_question_without_choices_is_answered_by_hand(budi: Person, open_as: Open) -> None:
    page = open_as(budi, "/developer/analysis")
    upload(page, "%PDF-1.7")
    expect(page.get_by_role("alert")).to_contain_text("PDF")
    upload(page, "bulan,jumlah\nJanuari,3\nFebruari,4\n")
    page.get_by_role("group", name="Tahun berapa?").get_by_label("Jawaban").fill("2026")
    page.get_by_role("button", name="Pakai").click()
    expect(page.get_by_role("figure")).to_be_visible()


def test_a_webhook_from_its_address_to_its_deliveries(sari: Person, open_as: Open) -> None:
    page = open_as(sari, "/developer/analysis")
    page.get_by_role("link", name="Webhook").click()
    page.get_by_role("button", name="Tambah webhook").click()
    form = page.get_by_role("dialog", name="Tambah webhook")
    address = form.get_by_label("Alamat")
    address.fill("https://127.0.0.1/kait")
    form.get_by_role("button", name="Simpan").click()
    expect(address).to_have_attribute("aria-invalid", "true")
    address.fill("https://example.com/kait")
    form.get_by_text("Hanya yang dipilih").click()
    form.get_by_label("order.paid").check()
    assert check(page, width=390, theme="light") == []
    form.get_by_role("button", name="Simpan").click()
    shown = page.get_by_role("dialog", name="Simpan kunci tanda tangan sekarang")
    assert shown.get_by_role("code").inner_text().startswith("whsec_")
    shown.get_by_role("button", name="Sudah saya simpan").click()
    (hook,) = sari.get("/api/webhooks").json()["webhooks"]
    assert (hook["url"], hook["types"]) == ("https://example.com/kait", ["order.paid"])

    def act(action: str) -> None:
        page.get_by_role("button", name="Tindakan untuk https://example.com/kait").click()
        page.get_by_role("menuitem", name=action).click()

    act("Jeda")
    expect(page.get_by_text("Dijeda oleh Anda.")).to_be_visible()
    act("Kirim uji")
    expect(page.get_by_text("Uji dikirim dalam beberapa detik")).to_be_visible()
    act("Pengiriman")
    expect(page.get_by_role("dialog").get_by_text("webhook.test")).to_be_visible()
    assert check(page, width=390, theme="dark") == []
    page.get_by_role("dialog").get_by_role("button", name="Tutup").last.click()
    act("Lanjutkan")
    expect(page.get_by_text("Aktif", exact=True)).to_be_visible()
    act("Hapus")
    page.get_by_role("dialog").get_by_role("button", name="Hapus").click()
    expect(page.get_by_text("Belum ada webhook")).to_be_visible()
    assert sari.get("/api/webhooks").json()["webhooks"] == []
