"""A seller sets up the shop: outlets with their tills, staff, vouchers, taxes."""

from __future__ import annotations

import re
from typing import Any

from accessibility import check
from devices import Open
from playwright.sync_api import Locator, Page, expect

from support.people import Person, Shop


def act(place: Locator | Page, name: str, action: str) -> None:
    """Choose an action in the menu of this name."""
    place.get_by_role("button", name=f"Tindakan untuk {name}").click()
    place.get_by_role("menuitem", name=action).click()


def answer(page: Page, question: str, action: str) -> None:
    page.get_by_role("dialog", name=question).get_by_role("button", name=action, exact=True).click()


def outlets(person: Person) -> list[dict[str, Any]]:
    return list(person.get("/api/outlets").json()["outlets"])


def test_a_seller_opens_an_outlet_and_sees_its_receipt_while_typing(sari: Person, open_as: Open) -> None:
    page = open_as(sari, "/today", width=1280)
    page.get_by_role("link", name="Pengaturan toko").click()
    page.get_by_role("button", name="Tambah gerai").click()
    form = page.get_by_role("dialog", name="Gerai baru")
    paper = form.get_by_role("group", name="Contoh struk")
    form.get_by_role("button", name="Simpan").click()
    expect(form.get_by_text("Wajib diisi.")).to_be_visible()
    form.get_by_label("Nama gerai").fill("Warung Makassar")
    form.get_by_label("Alamat").fill("Jl. Somba Opu 12\nMakassar")
    form.get_by_label("NPWP").fill("01.234.567.8-901.000")
    form.get_by_label("Zona waktu").select_option("WITA")
    form.get_by_label("Pembulatan tunai").select_option("Rp 500")
    for line in ("Jl. Somba Opu 12", "NPWP 012345678901000", "WITA", "Pembulatan250", "Kembali1.500"):
        expect(paper).to_contain_text(line)

    # What no receipt may say is told at its field.
    form.get_by_label("Akhir struk").fill("Barang tidak dapat dikembalikan.")
    form.get_by_role("button", name="Simpan").click()
    expect(form.get_by_label("Akhir struk")).to_have_attribute("aria-invalid", "true")
    assert check(page, width=390, theme="dark") == []
    form.get_by_label("Akhir struk").fill("Barang dapat ditukar dalam 7 hari.")
    form.get_by_role("button", name="Simpan").click()
    card = page.get_by_role("region", name="Warung Makassar")
    expect(card).to_contain_text("Barang dapat ditukar dalam 7 hari.")
    made = next(each for each in outlets(sari) if each["name"] == "Warung Makassar")
    assert (made["zone"], made["cash_step"], made["tax_number"]) == ("Asia/Makassar", 500, "012345678901000")
    assert check(page, width=1280, theme="light") == []

    act(card, "Warung Makassar", "Jadikan gerai utama")
    expect(card.get_by_text("Utama", exact=True)).to_be_visible()
    act(page, "sari", "Tutup gerai")
    answer(page, "Tutup sari?", "Tutup gerai")
    expect(page.get_by_role("region", name="sari")).to_have_count(0)
    page.get_by_text("Tampilkan gerai yang ditutup").click()
    act(page, "sari", "Buka lagi")
    expect(page.get_by_text("sari dibuka lagi")).to_be_visible()
    assert [each["archived"] for each in outlets(sari)] == [False, False]


def test_a_till_has_a_token_that_is_shown_once(shop: Shop, sari: Person, budi: Person, open_as: Open) -> None:
    page = open_as(sari, "/desk")
    page.get_by_role("button", name="Tambah kasir").click()
    form = page.get_by_role("dialog", name="Tambah kasir")
    form.get_by_label("Nama kasir").fill("Kasir depan")
    expect(form.get_by_label("Seri struk")).to_have_value("A")
    form.get_by_role("button", name="Simpan").click()
    shown = page.get_by_role("dialog", name="Token Kasir depan")
    token = shown.get_by_role("code").inner_text()
    assert check(page, width=390, theme="light") == []
    shown.get_by_role("button", name="Sudah saya simpan").click()
    (till,) = shop.rows("SELECT id, name FROM tills")
    sari.post("/api/staff", {"username": "budi", "duty": "cashier", "pin": "8520"})
    entry = {"token": token, "username": "budi", "pin": "8520"}
    assert shop.visitor().post(f"/api/tills/{till['id']}/sign-in", entry).status_code == 200

    # A new token signs the device out, and the question says so.
    row = page.get_by_role("listitem").filter(has_text="Kasir depan")
    act(row, "Kasir depan", "Token baru")
    expect(page.get_by_role("dialog")).to_contain_text("langsung keluar")
    answer(page, "Token baru untuk Kasir depan?", "Buat token baru")
    expect(shown).to_be_visible()
    assert shown.get_by_role("code").inner_text() != token
    assert shop.visitor().post(f"/api/tills/{till['id']}/sign-in", entry).json()["code"] == "till_token_unknown"
    shown.get_by_role("button", name="Sudah saya simpan").click()

    # The next one has the next letter, and a taken series is told at its field.
    page.get_by_role("button", name="Tambah kasir").click()
    form.get_by_label("Nama kasir").fill("Kasir belakang")
    expect(form.get_by_label("Seri struk")).to_have_value("B")
    form.get_by_label("Seri struk").fill("a")
    form.get_by_role("button", name="Simpan").click()
    expect(form.get_by_role("alert")).to_be_visible()
    form.get_by_role("button", name="Batal").click()
    act(row, "Kasir depan", "Nonaktifkan")
    answer(page, "Nonaktifkan Kasir depan?", "Nonaktifkan")
    expect(row).to_contain_text("Nonaktif")
    assert shop.value("SELECT active FROM tills") == 0


def test_a_seller_hires_a_cashier(shop: Shop, sari: Person, budi: Person, open_as: Open) -> None:
    outlet = outlets(sari)[0]["id"]
    till = sari.post(f"/api/outlets/{outlet}/tills", {"name": "Kasir", "series": "A"}).json()

    def signs_in(pin: str) -> int:
        body = {"token": till["token"], "username": "budi", "pin": pin}
        return shop.visitor().post(f"/api/tills/{till['id']}/sign-in", body).status_code

    page = open_as(sari, "/desk/staff")
    page.get_by_role("button", name="Tambah karyawan").click()
    form = page.get_by_role("dialog", name="Tambah karyawan")
    form.get_by_label("Nama pengguna").fill("budi")
    form.get_by_label("PIN", exact=True).fill("1234")
    form.get_by_role("button", name="Simpan").click()
    expect(form.get_by_label("PIN", exact=True)).to_have_attribute("aria-invalid", "true")
    assert check(page, width=390, theme="light") == []
    form.get_by_label("PIN", exact=True).fill("8520")
    form.get_by_role("button", name="Simpan").click()
    row = page.get_by_role("listitem").filter(has_text="budi")
    expect(row).to_contain_text("Kasir")
    assert signs_in("8520") == 200

    act(row, "budi", "Ubah tugas")
    page.get_by_role("dialog").get_by_text("Manajer").click()
    page.get_by_role("button", name="Simpan").click()
    expect(row).to_contain_text("Manajer")
    act(row, "budi", "Ganti PIN")
    page.get_by_label("PIN baru").fill("9074")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert (signs_in("8520"), signs_in("9074")) == (401, 200)
    act(row, "budi", "Nonaktifkan")
    answer(page, "Nonaktifkan budi?", "Nonaktifkan")
    expect(row).to_contain_text("Nonaktif")
    assert signs_in("9074") == 401
    act(row, "budi", "Hapus dari karyawan")
    answer(page, "Hapus budi dari karyawan?", "Hapus dari karyawan")
    expect(page.get_by_text("Belum ada karyawan")).to_be_visible()
    assert sari.get("/api/staff").json()["staff"] == []


def test_a_voucher_is_made_used_and_withdrawn(sari: Person, budi: Person, open_as: Open) -> None:
    coffee = sari.offers("Kopi", 200_000, 5)
    page = open_as(sari, "/desk/vouchers")
    page.get_by_role("button", name="Buat voucher").click()
    form = page.get_by_role("dialog", name="Voucher baru")
    form.get_by_label("Kode").fill("hemat10")
    form.get_by_label("Potongan", exact=True).fill("10")
    form.get_by_label("Potongan paling banyak").fill("15000")
    form.get_by_label("Belanja minimal").fill("100000")
    form.get_by_label("Hari terakhir").fill("2099-12-31")
    form.get_by_label("Dipakai paling banyak").fill("50")
    expect(form.get_by_role("note")).to_contain_text("Memotong 10 %, paling banyak Rp 15.000; belanja mulai Rp 100.000")
    assert check(page, width=390, theme="dark") == []
    form.get_by_role("button", name="Simpan").click()
    row = page.get_by_role("row").filter(has_text="HEMAT10")
    expect(row).to_contain_text("0 dari 50")
    (made,) = sari.get("/api/vouchers").json()["vouchers"]
    # The last day is wholly in.
    assert made["ends_at"].startswith("2099-12-31T17:00:00")

    basket = {"items": [{"product_id": coffee, "qty": 1}], "voucher": "HEMAT10"}
    bought = budi.post("/api/transactions", basket, headers={"Idempotency-Key": "voucher"})
    assert bought.json()["total"] == 185_000
    page.reload()
    expect(row).to_contain_text("1 dari 50")
    expect(row).to_contain_text("Berlaku")
    act(row, "HEMAT10", "Ubah")
    expect(page.get_by_label("Hari terakhir")).to_have_value("2099-12-31")
    page.get_by_label("Dipakai paling banyak").fill("1")
    page.get_by_role("button", name="Simpan").click()
    expect(row).to_contain_text("Habis")
    act(row, "HEMAT10", "Tarik")
    answer(page, "Tarik voucher HEMAT10?", "Tarik")
    expect(row).to_contain_text("Ditarik")
    (made,) = sari.get("/api/vouchers").json()["vouchers"]
    assert (made["active"], made["ends_at"][:19], made["limit_total"]) == (False, "2099-12-31T17:00:00", 1)


def test_taxes_in_plain_words_with_the_sums_of_the_shop(sari: Person, budi: Person, open_as: Open) -> None:
    product = sari.offers("Nasi", 100_000, 5)
    quote = {"items": [{"product_id": product, "qty": 1}]}
    page = open_as(sari, "/desk/taxes")
    example = page.get_by_role("main").get_by_role("region", name="Contoh")
    expect(page.get_by_text("Anda belum mengatur pajak")).to_be_visible()

    def sets(*choices: str, **fields: str) -> None:
        page.get_by_role("button", name="Atur pajak").click()
        form = page.get_by_role("dialog", name="Atur pajak")
        for choice in choices:
            form.get_by_role("radio", name=re.compile(f"^{choice}")).check()
        for label, value in fields.items():
            form.get_by_label(label.replace("_", " ")).fill(value)
        shown = form.get_by_role("region", name="Contoh").inner_text()
        assert check(page, width=390, theme="light") == []
        form.get_by_role("button", name="Simpan").click()
        expect(form).to_have_count(0)
        total = budi.post("/api/transactions/quote", quote).json()["total"]
        rupiah = f"Rp {total:,}".replace(",", ".")
        assert rupiah in shown.replace("\u00a0", " ")
        expect(example).to_contain_text(rupiah)

    sets("PPN", "Belum termasuk pajak")
    expect(page.get_by_text("Pajak ditambahkan pada harga di rak.")).to_be_visible()
    expect(example).to_contain_text("Rp 111.000")
    sets("PBJT", "Sudah termasuk pajak", Tarif_daerah_Anda="7,5", Biaya_layanan="5")
    expect(page.get_by_text("PBJT 7,5 % untuk makanan dan minuman.")).to_be_visible()
    (profile,) = sari.get("/api/tax-profile").json()["profiles"]
    assert (profile["rate_bp"], profile["service_bp"], profile["inclusive"]) == (750, 500, True)
    sets("PBJT", "Belum termasuk pajak", Tarif_daerah_Anda="9,99", Biaya_layanan="4,25")

    # A later day is listed until it comes, and can be deleted.
    page.get_by_role("button", name="Atur pajak").click()
    form = page.get_by_role("dialog", name="Atur pajak")
    form.get_by_role("radio", name=re.compile("^Tidak ada")).check()
    form.get_by_label("Berlaku mulai").fill("2099-01-01")
    form.get_by_role("button", name="Simpan").click()
    coming = page.get_by_role("region", name=re.compile("2099"))
    expect(coming).to_contain_text("Tanpa pajak")
    coming.get_by_role("button", name="Hapus").click()
    answer(page, "Hapus aturan mulai 1 Januari 2099?", "Hapus")
    expect(coming).to_have_count(0)
    assert len(sari.get("/api/tax-profile").json()["profiles"]) == 1
