"""A seller reads reports whose parts add up, and counts the stock with a scanner."""

from __future__ import annotations

from accessibility import check
from devices import Open, saved
from playwright.sync_api import Page, expect
from test_desk_books import send

from support.people import Person, Shop


def figures(page: Page, row: str) -> list[str]:
    return page.get_by_role("row").filter(has_text=row).get_by_role("cell").all_inner_texts()


def test_each_breakdown_of_a_report_has_the_same_total(sari: Person, budi: Person, open_as: Open) -> None:
    coffee = sari.offers("Kopi", 20_000, 50)
    tea = sari.offers("Teh", 7_500, 50)
    send(budi, "/api/transactions", {"items": [{"product_id": coffee, "qty": 2}, {"product_id": tea, "qty": 1}]})
    send(budi, "/api/transactions", {"items": [{"product_id": tea, "qty": 4}]})
    page = open_as(sari, "/desk/books", width=1280)
    for by in ("Hari", "Jam", "Barang", "Kategori", "Kasir", "Cara bayar", "Gerai"):
        page.get_by_label("Rinci menurut").select_option(by)
        expect(page.get_by_role("columnheader", name=by)).to_be_visible()
        assert "Rp 77.500" in figures(page, "Jumlah")
    page.get_by_label("Rinci menurut").select_option("Barang")
    expect(page.get_by_role("row").filter(has_text="Kopi")).to_be_visible()
    assert "Rp 40.000" in figures(page, "Kopi") and "Rp 37.500" in figures(page, "Teh")
    rows = saved(page, "Simpan CSV")
    assert {row["Barang"]: row["Dibayar pembeli"] for row in rows} == {"Kopi": "40000", "Teh": "37500"}
    assert check(page, width=1280, theme="light") == []
    page.reload()
    expect(page.get_by_label("Rinci menurut")).to_have_value("product")

    page.get_by_text("Stok", exact=True).click()
    expect(page.get_by_role("row").filter(has_text="Kopi")).to_contain_text("48")
    page.get_by_text("Piutang", exact=True).click()
    expect(page.get_by_text("Tidak ada kasbon yang belum lunas")).to_be_visible()
    assert check(page, width=390, theme="dark") == []


def test_a_count_replaces_the_stock_unless_it_was_sold_meanwhile(
    shop: Shop, sari: Person, budi: Person, open_as: Open
) -> None:
    coffee = sari.offers("Kopi", 20_000, 50, barcodes=["8991234567890"])
    tea = sari.offers("Teh", 7_500, 50, barcodes=["8990000000017"])
    page = open_as(sari, "/desk/count")
    entry = page.get_by_label("Pindai atau ketik kode atau nama")

    def scan(code: str) -> None:
        entry.focus()
        page.keyboard.type(code)
        page.keyboard.press("Enter")

    scan("47*8991234567890")
    quantity = page.get_by_label("Jumlah Kopi")
    expect(quantity).to_have_value("47")
    scan("8991234567890")
    expect(quantity).to_have_value("48")
    scan("teh")
    page.get_by_label("Jumlah Teh").fill("50")
    scan("0000")
    expect(page.get_by_text("Tidak ada barang dengan kode atau nama “0000”.")).to_be_visible()
    # Nobody sees what should be there before they want to.
    expect(page.get_by_text("Tercatat")).to_have_count(0)
    page.reload()
    expect(quantity).to_have_value("48")
    page.get_by_text("Tampilkan selisih").click()
    expect(page.get_by_text("−2")).to_be_visible()
    assert check(page, width=390, theme="light") == []

    send(budi, "/api/transactions", {"items": [{"product_id": tea, "qty": 1}]})
    page.get_by_role("button", name="Simpan hitungan").click()
    page.get_by_role("dialog").get_by_role("button", name="Simpan hitungan").click()
    expect(page.get_by_text("Stok berubah sejak dihitung. Hitung lagi.")).to_be_visible()
    expect(quantity).to_have_count(0)
    stocks = {row["id"]: row["stock"] for row in shop.rows("SELECT id, stock FROM products")}
    assert stocks == {coffee: 48, tea: 49}
    scan("49*8990000000017")
    page.get_by_role("button", name="Simpan hitungan").click()
    page.get_by_role("dialog").get_by_role("button", name="Simpan hitungan").click()
    expect(page.get_by_text("Belum ada yang dihitung")).to_be_visible()
    shop.must_be_sound()
