"""A seller offers variants of a product, and a buyer chooses among them on one page."""

from __future__ import annotations

from accessibility import check
from devices import Open, at_length
from playwright.sync_api import expect

from support.people import Person, Shop


def test_a_seller_adds_variants_and_a_buyer_chooses_one(shop: Shop, sari: Person, budi: Person, open_as: Open) -> None:
    main = sari.offers("Kaos", 90_000, 5, unit="lembar", description="Katun.\n" * 60)
    page = open_as(sari, f"/goods/{main}", width=1280)
    for place, (name, value) in enumerate((("Ukuran", "S"), ("Warna", "Merah")), 1):
        page.get_by_role("button", name="Tambah opsi").click()
        page.get_by_label(f"Nama opsi {place}").fill(name)
        page.get_by_label(f"Isi opsi {place}").fill(value)
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Tersimpan.")).to_be_visible()

    # The copy takes its name from the options; a combination that is there is refused beside them.
    page.get_by_role("link", name="Tambah varian").click()
    expect(page.get_by_role("heading", name="Varian baru dari Kaos")).to_be_visible()
    expect(page.get_by_label("Harga jual")).to_have_value("90.000")
    page.get_by_label("Ukuran").fill("s")
    page.get_by_label("Warna").fill("merah")
    page.get_by_role("button", name="Tambah barang").click()
    expect(page.get_by_text("Ini sudah dipakai.")).to_be_visible()
    page.get_by_label("Ukuran").fill("M")
    page.get_by_label("Warna").fill("Biru")
    expect(page.get_by_label("Nama", exact=True)).to_have_value("Kaos – M, Biru")
    page.get_by_label("Stok").fill("4")
    page.get_by_role("button", name="Tambah barang").click()
    expect(page.get_by_role("heading", name="Kaos – M, Biru")).to_be_visible()
    group = page.get_by_role("list", name="Barang dalam kelompok ini")
    expect(group.get_by_role("link", name="Kaos", exact=True)).to_be_visible()
    assert check(page, width=320, theme="light") == []
    (row,) = shop.rows("SELECT variant_of, options, unit, stock FROM products WHERE id > %s", (main,))
    assert tuple(row.values()) == (main, '[["Ukuran","M"],["Warna","Biru"]]', "lembar", 4)
    page.goto("/goods")
    expect(page.get_by_role("row").filter(has_text="M · Biru")).to_be_visible()

    options = [{"name": "Ukuran", "value": "M"}, {"name": "Warna", "value": "Merah"}]
    sold_out = sari.offers("Kaos – M, Merah", 90_000, 0, variant_of=main, options=options)
    page = open_as(None)
    expect(page.get_by_role("listitem").filter(has_text="Kaos")).to_have_count(1)
    page.get_by_role("searchbox").fill("kaos")
    expect(page.get_by_role("listitem").filter(has_text="Kaos")).to_have_count(3)
    page.goto(f"/product/{main}")
    colours, sizes = (page.get_by_role("group", name=name, exact=True) for name in ("Warna", "Ukuran"))
    expect(colours.get_by_role("link", name="Biru tidak ada")).to_be_disabled()
    expect(sizes.get_by_role("link", name="S", exact=True)).to_have_attribute("aria-current", "true")
    assert check(page, width=390, theme="dark") == []
    page.set_viewport_size({"width": 390, "height": 500})
    # By keyboard, which stays at the option, as the page stays in its place.
    sizes.get_by_role("link", name="M Habis").focus()
    place = page.evaluate("scrollY")
    assert place > 0
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Kaos – M, Merah")).to_be_visible()
    assert page.url.endswith(f"/product/{sold_out}")
    expect(sizes.get_by_role("link", name="M Habis")).to_be_focused()
    assert page.evaluate("scrollY") == place
    colours.get_by_role("link", name="Biru").click()
    expect(page.get_by_role("heading", name="Kaos – M, Biru")).to_be_visible()
    expect(sizes.get_by_role("link", name="S", exact=True)).to_be_visible()
    page.get_by_role("button", name="Tambah ke keranjang").click()
    expect(page.get_by_text("Kaos – M, Biru masuk keranjang.")).to_be_visible()


@at_length
def test_the_card_of_a_group_leads_to_the_choice(shop: Shop, sari: Person, open_as: Open) -> None:
    main = sari.offers("Kaos S", stock=0, options=[{"name": "Ukuran", "value": "S"}])
    sari.offers("Kaos M", variant_of=main, options=[{"name": "Ukuran", "value": "M"}])
    sari.offers("Kaos L", 120_000, 3, variant_of=main, options=[{"name": "Ukuran", "value": "L"}])
    page = open_as(None)
    # Its price and its stock are those of the whole group.
    card = page.get_by_role("listitem").filter(has_text="Kaos S")
    expect(card).to_contain_text("mulai Rp 50.000")
    expect(card).not_to_contain_text("Habis")
    page.get_by_role("link", name="Pilih varian Kaos S").click()
    expect(page).to_have_url(f"{shop.url}/product/{main}")
    page.go_back()
    # A search lists the variants, each by its name.
    page.get_by_role("searchbox").fill("kaos")
    expect(page.get_by_role("button", name="Tambah Kaos M ke keranjang")).to_be_visible()
    expect(page.get_by_role("button", name="Tambah Kaos S ke keranjang")).to_have_count(0)
