"""An order is paid from outside: what its buyer and its seller see in a shop where orders wait for their payment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from accessibility import check
from devices import BUILD, Open, at_length
from playwright.sync_api import Page, expect

from support.calls.incoming_rows import BANK, QRIS
from support.database import Server
from support.deployments.providers import KEYS, Payment, deliver, notice
from support.people import Person, Shop
from support.shops import emptied, started_shop

LOOKS = [(390, "light"), (768, "dark"), (1280, "light")]
TOTAL = re.compile(r"Rp 50\.\d{3}")


@pytest.fixture(scope="module")
def shop_of_orders(server: Server, run_dir: Path) -> Iterator[Shop]:
    """A shop in which an order waits for its payment."""
    with started_shop(server, run_dir, FRONTEND_DIR=str(BUILD), UNPAID="pending") as shop:
        yield shop


@pytest.fixture
def shop(shop_of_orders: Shop) -> Iterator[Shop]:
    with emptied(shop_of_orders) as shop:
        yield shop


def account(seller: Person, kind: str, **fields: Any) -> dict[str, Any]:
    answer = seller.post("/api/payment-accounts", {"kind": kind, "name": f"Kas {kind}", **fields})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def bank(seller: Person) -> dict[str, Any]:
    return account(seller, "transfer", bank_account=BANK)


def looks_good(page: Page) -> None:
    """Check the page on a phone, a tablet and a laptop."""
    faults = [fault for width, theme in LOOKS for fault in check(page, width=width, theme=theme)]
    assert not faults, "\n".join(faults)


def choose(page: Page, way: str) -> None:
    page.get_by_role("listitem").get_by_role("button", name=way).click()


def request_of(person: Person, order_id: int) -> dict[str, Any]:
    found: dict[str, Any] = person.get(f"/api/transactions/{order_id}/payment-requests").json()["payment_requests"][-1]
    return found


def test_a_transfer_is_found_by_its_amount(shop: Shop, sari: Person, budi: Person, open_as: Open) -> None:
    bank(sari)
    buyer = open_as(budi, f"/checkout?product={sari.offers('Kopi Gayo', 50_000)}&qty=1")
    buyer.get_by_role("button", name="Bayar Rp 50.000").click()
    expect(buyer.get_by_role("heading", name="Bayar Rp 50.000 kepada penjual")).to_be_visible()
    expect(buyer.get_by_role("timer")).to_have_text(re.compile(r"^(59 menit|1 jam) lagi$"))
    choose(buyer, "Transfer BCA")
    digits = buyer.locator(".pay-digits")
    expect(digits).to_contain_text(TOTAL)
    request = request_of(budi, int(buyer.url.rpartition("/")[2]))
    written = f"{request['payable']:,}".replace(",", ".")
    assert f"Rp {written}" in digits.inner_text().replace("\n", "").replace("\u00a0", " ")
    # The last three digits, from which the seller knows the order, are marked.
    assert digits.locator("mark").inner_text() == written[-3:]
    expect(buyer.get_by_text("1234567890")).to_be_visible()
    buyer.context.grant_permissions(["clipboard-read", "clipboard-write"])
    buyer.get_by_role("button", name="Salin jumlah").click()
    expect(buyer.get_by_text("Sudah disalin.")).to_be_visible()
    assert buyer.evaluate("() => navigator.clipboard.readText()") == str(request["payable"])
    looks_good(buyer)

    seller = open_as(sari, "/sales/payments", width=1280)
    expect(seller.get_by_role("link", name="Penjualan 1 menunggu Anda")).to_be_visible()
    expect(seller.get_by_role("region", name="Menunggu uang")).to_contain_text(written)
    looks_good(seller)
    seller.get_by_role("button", name="Ada uang masuk").click()
    dialog = seller.get_by_role("dialog")
    dialog.get_by_label("Jumlah").fill("40000")
    dialog.get_by_label("Referensi").fill("BCA 17")
    dialog.get_by_role("button", name="Cari pesanannya").click()
    expect(dialog.get_by_role("alert")).to_contain_text("40.000")
    dialog.get_by_label("Jumlah").fill(str(request["payable"]))
    dialog.get_by_role("button", name="Cari pesanannya").click()
    expect(dialog.get_by_role("status")).to_contain_text(f"Pesanan #{request['transaction_id']} lunas")
    looks_good(seller)
    dialog.get_by_role("button", name="Tutup").click()
    expect(seller.get_by_text("Tidak ada yang menunggu")).to_be_visible()

    receipt = budi.get(f"/api/transactions/{request['transaction_id']}").json()["receipt_number"]
    paid = buyer.get_by_role("status").filter(has_text="Sudah lunas")
    expect(paid).to_contain_text(f"Nomor struk {receipt}", timeout=20_000)
    expect(buyer.get_by_text("kepada penjual")).to_be_hidden()
    expect(buyer.get_by_text("Dibayar, Transfer")).to_be_visible()
    looks_good(buyer)


def test_a_qris_is_shown_saved_and_confirmed(shop: Shop, sari: Person, budi: Person, open_as: Open) -> None:
    account(sari, "qris", qris=QRIS)
    order = budi.buys(sari.offers("Kopi Gayo", 72_500)).json()["id"]
    buyer = open_as(budi, f"/orders/{order}")
    choose(buyer, "QRIS")
    picture = buyer.get_by_role("img", name="Kode QRIS Rp 72.500 untuk WARUNG BU TINI")
    expect(picture).to_be_visible()
    buyer.wait_for_function("() => document.querySelector('.pay-qr img').naturalWidth > 0")
    looks_good(buyer)
    with buyer.expect_download() as download:
        buyer.get_by_role("button", name="Simpan gambar").click()
    assert download.value.suggested_filename == f"qris-{order}.png"
    assert download.value.path().read_bytes().startswith(b"\x89PNG")
    # A look at the page again asks for nothing anew.
    buyer.reload()
    expect(picture).to_be_visible()
    assert len(budi.get(f"/api/transactions/{order}/payment-requests").json()["payment_requests"]) == 1

    seller = open_as(sari, f"/orders/{order}")
    seller.get_by_role("button", name="Sudah masuk").click()
    dialog = seller.get_by_role("dialog")
    expect(dialog.get_by_label("Yang masuk")).to_have_value("72.500")
    looks_good(seller)
    dialog.get_by_label("Referensi").fill("RRN 123456")
    dialog.get_by_role("button", name="Ya, sudah masuk").click()
    expect(seller.get_by_text("Dibayar, QRIS")).to_be_visible()
    assert request_of(budi, order)["reference"] == "RRN 123456"
    expect(buyer.get_by_text("Sudah lunas")).to_be_visible(timeout=20_000)


def test_another_amount_is_decided_by_the_seller(shop: Shop, sari: Person, budi: Person, open_as: Open) -> None:
    bank(sari)
    order = budi.buys(sari.offers("Kopi Gayo", 50_000)).json()["id"]
    buyer = open_as(budi, f"/orders/{order}")
    choose(buyer, "Transfer BCA")
    expect(buyer.locator(".pay-digits")).to_be_visible()
    seller = open_as(sari, "/sales/payments")
    seller.get_by_role("button", name="Sudah masuk").click()
    dialog = seller.get_by_role("dialog")
    dialog.get_by_label("Yang masuk").fill("40000")
    expect(dialog.get_by_text("Jumlah lain harus Anda putuskan kemudian.")).to_be_visible()
    dialog.get_by_role("button", name="Ya, sudah masuk").click()
    decide = seller.get_by_role("region", name="Perlu Anda putuskan")
    expect(decide).to_contain_text("Yang masuk Rp 40.000")
    expect(decide).to_contain_text("Yang masuk bukan jumlah yang diminta.")
    looks_good(seller)
    expect(buyer.get_by_role("status").filter(has_text="sedang memeriksa")).to_contain_text("Rp 40.000", timeout=20_000)
    expect(buyer.get_by_text("Jangan bayar lagi.")).to_be_visible()

    # It goes back, and the buyer pays another way.
    decide.get_by_role("button", name="Tolak").click()
    dialog.get_by_label("Alasan").fill("Uangnya sudah kami kembalikan.")
    dialog.get_by_role("button", name="Tolak").click()
    expect(decide).to_be_hidden()
    expect(buyer.get_by_role("note")).to_contain_text("Uangnya sudah kami kembalikan.", timeout=20_000)
    looks_good(buyer)
    choose(buyer, "Transfer BCA")
    expect(buyer.locator(".pay-digits")).to_be_visible()
    assert request_of(budi, order)["state"] == "pending"


@at_length
def test_a_buyer_who_forgot_the_code_is_found(shop: Shop, sari: Person, budi: Person, open_as: Open) -> None:
    at = bank(sari)
    order = budi.buys(sari.offers("Kopi Gayo", 50_000)).json()["id"]
    budi.post(f"/api/transactions/{order}/payment-requests", {"account_id": at["id"]}, headers={"Idempotency-Key": "a"})
    seller = open_as(sari, "/sales/payments")
    seller.get_by_role("button", name="Ada uang masuk").click()
    dialog = seller.get_by_role("dialog")
    dialog.get_by_label("Jumlah").fill("50000")
    dialog.get_by_label("Referensi").fill("BCA 18")
    dialog.get_by_role("button", name="Cari pesanannya").click()
    expect(dialog.get_by_role("alert")).to_contain_text("mungkin pembeli lupa kodenya")
    looks_good(seller)
    dialog.get_by_role("button", name=f"Pesanan #{order}, diminta").click()
    expect(dialog.get_by_role("status")).to_contain_text(f"Pesanan #{order} lunas")


@at_length
def test_late_money_still_pays_the_order(shop: Shop, sari: Person, budi: Person, open_as: Open) -> None:
    bank(sari)
    order = budi.buys(sari.offers("Kopi Gayo", 50_000)).json()["id"]
    buyer = open_as(budi, f"/orders/{order}")
    choose(buyer, "Transfer BCA")
    expect(buyer.locator(".pay-digits")).to_be_visible()
    for table, column in (("transactions", "id"), ("payment_requests", "transaction_id")):
        past = "expires_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND"
        shop.rows(f"UPDATE {table} SET {past} WHERE {column} = %s", (order,))
    shop.rows("UPDATE transactions SET status = 'expired' WHERE id = %s", (order,))
    shop.rows("UPDATE payment_requests SET state = 'expired' WHERE transaction_id = %s", (order,))
    expect(buyer.get_by_text("Waktu pesanan ini habis")).to_be_visible(timeout=20_000)
    expect(buyer.get_by_text("Sudah terlanjur membayar?")).to_be_visible()
    looks_good(buyer)
    seller = open_as(sari, "/sales/payments")
    expect(seller.get_by_text("Tidak ada yang menunggu")).to_be_visible()
    seller.get_by_text("Semua", exact=True).click()
    row = seller.get_by_role("listitem").filter(has_text="Kedaluwarsa")
    row.get_by_role("button", name="Sudah masuk").click()
    seller.get_by_role("dialog").get_by_role("button", name="Ya, sudah masuk").click()
    expect(seller.get_by_text(f"Pesanan #{order}: Pesanannya lunas.")).to_be_visible()
    buyer.reload()
    expect(buyer.get_by_text("Dibayar, Transfer")).to_be_visible()


def test_a_provider_tells_that_it_was_paid(shop: Shop, sari: Person, budi: Person, open_as: Open) -> None:
    at = account(sari, "doku", provider={"environment": "local", **KEYS["doku"]})
    bank(sari)
    order = budi.buys(sari.offers("Kopi Gayo", 50_000)).json()["id"]
    buyer = open_as(budi, f"/orders/{order}")
    choose(buyer, "Transfer BCA")
    expect(buyer.get_by_text("1234567890")).to_be_visible()
    buyer.get_by_role("button", name="Ganti cara bayar").click()
    choose(buyer, "DOKU")
    page = buyer.get_by_role("link", name="Lanjut ke DOKU")
    expect(page).to_be_visible()
    name = request_of(budi, order)["provider_ref"]
    expect(page).to_have_attribute("href", f"https://payments.invalid/{name}")
    looks_good(buyer)
    address = shop.url + "/api" + at["provider"]["notice_url"].partition("/api")[2]
    paid = Payment("doku", name, 50_000, "paid", "DOKU-1")
    strange = Payment("doku", "FN0-lain", 70_000, "paid", "DOKU-2")
    assert [deliver(address, notice(each, address)) for each in (paid, strange)] == [200, 200]
    expect(buyer.get_by_text("Sudah lunas")).to_be_visible(timeout=20_000)
    # Money taken back is to be looked at, and what names no payment of this shop is told.
    assert deliver(address, notice(paid, address, state="reversed")) == 200
    seller = open_as(sari, "/sales/payments")
    decide = seller.get_by_role("region", name="Perlu Anda putuskan")
    expect(decide).to_contain_text("Uangnya diambil kembali di penyedia.")
    decide.get_by_text("Kabar dari penyedia (2)").click()
    expect(decide).to_contain_text("Dibayar, Rp 50.000 · DOKU-1")
    expect(seller.get_by_role("region", name="Kabar yang tidak dikenali")).to_contain_text("FN0-lain")
    looks_good(seller)
    expect(decide.get_by_role("button", name="Tolak")).to_have_count(0)
    decide.get_by_role("button", name="Terima").click()
    seller.get_by_role("dialog").get_by_role("button", name="Sudah saya lihat").click()
    expect(decide).to_be_hidden()


@at_length
def test_who_has_no_account_is_paid_at_the_shop(shop: Shop, sari: Person, budi: Person, open_as: Open) -> None:
    order = budi.buys(sari.offers("Kopi Gayo", 50_000)).json()["id"]
    buyer = open_as(budi, f"/orders/{order}")
    expect(buyer.get_by_text("Bayar di toko, atau tunggu penjual menghubungi Anda.")).to_be_visible()
    expect(buyer.get_by_text("Pilih cara bayar")).to_have_count(0)


def test_a_seller_sets_up_accounts(shop: Shop, sari: Person, budi: Person, open_as: Open) -> None:
    order = budi.buys(sari.offers("Kopi Gayo", 50_000)).json()["id"]
    page = open_as(sari, "/sales/payments/accounts")
    dialog = page.get_by_role("dialog")

    def add(kind: str, **values: str) -> None:
        page.get_by_role("button", name="Tambah rekening").first.click()
        dialog.get_by_label(kind).check()
        dialog.get_by_role("button", name="Lanjut").click()
        for label, value in values.items():
            dialog.get_by_label(label.replace("_", " ")).first.fill(value)
        dialog.get_by_role("button", name="Simpan").click()

    add("QRIS Kode QRIS cetak", Isi_kode_QRIS=QRIS[:-1] + "0")
    expect(dialog.get_by_role("alert")).to_be_visible()
    looks_good(page)
    dialog.get_by_label("Isi kode QRIS").fill(QRIS)
    dialog.get_by_role("button", name="Simpan").click()
    cards = page.locator(".payments-page li.card")
    expect(cards.filter(has_text="WARUNG BU TINI")).to_contain_text("ID1020017611473")

    add("Transfer", Bank="BCA", Nomor_rekening="123", Atas_nama="Sari Wulandari")
    expect(dialog.get_by_role("alert")).to_be_visible()
    dialog.get_by_label("Nomor rekening").fill("123-456-7890")
    dialog.get_by_role("button", name="Simpan").click()
    expect(cards.filter(has_text="Sari Wulandari")).to_contain_text("1234567890")
    expect(cards.filter(has_text="Sari Wulandari")).to_contain_text("Kode di setiap jumlah")

    add("Xendit", Secret_key="xnd_1")
    expect(dialog.get_by_role("alert")).to_contain_text("callback_token")
    dialog.get_by_label("Callback token").first.fill("token")
    dialog.get_by_role("button", name="Simpan").click()
    notices = re.compile(r"/api/payments/notices/xendit/[0-9a-f]{32}")
    expect(cards.filter(has_text="Xendit")).to_contain_text(notices)
    looks_good(page)

    # What is switched off is offered to nobody.
    cards.filter(has_text="Xendit").get_by_role("switch").uncheck()
    expect(cards.filter(has_text="Xendit")).to_contain_text("Tidak ditawarkan")
    cards.filter(has_text="WARUNG BU TINI").get_by_role("button", name="Ubah").click()
    dialog.get_by_label("Nama", exact=False).last.fill("QRIS meja depan")
    dialog.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("heading", name="QRIS meja depan")).to_be_visible()
    buyer = open_as(budi, f"/orders/{order}")
    expect(buyer.locator(".pay-way")).to_have_count(2)
    looks_good(buyer)
