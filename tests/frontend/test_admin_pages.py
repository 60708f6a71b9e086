"""An admin runs the shop: requests, people, the audit log, the shop's name, the figures."""

from __future__ import annotations

import itertools
import re

from devices import Open, at_length
from playwright.sync_api import expect

from queries.system.audit import TABLES
from support.people import Person, Shop


def test_an_admin_grants_a_role_and_reads_who_did_it(shop: Shop, budi: Person, dewi: Person, open_as: Open) -> None:
    roles = "SELECT role FROM user_roles WHERE user_id = %s ORDER BY role"
    wish = {"role": "seller", "note": "Saya menjual kopi dari Gayo."}
    assert budi.post("/api/users/role-requests", wish).status_code == 201
    page = open_as(dewi, "/admin")
    expect(page.get_by_text("1 permintaan peran menunggu")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Lihat").last.click()
    request = page.get_by_role("listitem").filter(has_text="budi ingin menjadi penjual")
    expect(request).to_contain_text("Saya menjual kopi dari Gayo.")
    request.get_by_label("Pesan untuk orang ini").fill("Selamat berjualan.")
    request.get_by_role("button", name="Berikan").click()
    expect(page.get_by_text("Tidak ada permintaan di sini")).to_be_visible()
    assert [row["role"] for row in shop.rows(roles, (budi.id,))] == ["buyer", "seller"]

    # The log names her, and what the request was before and after; the address keeps the filter.
    page.get_by_role("link", name="Catatan audit").click()
    kinds = page.get_by_label("Jenis data")
    expect(kinds).to_be_visible()
    assert set(TABLES) <= {str(each.get_attribute("value")) for each in kinds.get_by_role("option").all()}
    kinds.select_option("Permintaan peran")
    expect(page).to_have_url(re.compile("table=role_requests"))
    who = page.get_by_role("combobox", name="Pengguna")
    who.fill("dew")
    page.get_by_role("option", name="dewi").click()
    expect(page).to_have_url(re.compile(f"user_id={dewi.id}"))
    page.reload()
    expect(who).to_have_value("dewi")
    entry = page.get_by_role("row").filter(has_text="Permintaan peran")
    expect(entry).to_have_count(1)
    expect(entry).to_contain_text("dewi")
    entry.get_by_role("button", name="Rincian").click()
    change = page.get_by_role("dialog").get_by_role("row", name="state")
    expect(change.get_by_role("deletion")).to_have_text("pending")
    expect(change.get_by_role("insertion")).to_have_text("granted")


def test_an_admin_deactivates_a_user_after_a_question(
    shop: Shop, sari: Person, budi: Person, dewi: Person, open_as: Open
) -> None:
    active = "SELECT active FROM users WHERE id = %s"
    page = open_as(dewi, "/admin/people")
    page.get_by_label("Cari nama").fill("budi")
    expect(page.get_by_role("button", name="Ubah sari")).to_have_count(0)
    expect(page).to_have_url(re.compile("search=budi"))
    page.get_by_role("button", name="Ubah budi").click()
    page.get_by_role("dialog").get_by_text("Boleh masuk").click()
    page.get_by_role("button", name="Simpan").click()
    question = page.get_by_role("dialog", name="Nonaktifkan budi?")
    question.get_by_role("button", name="Batal").click()
    assert shop.value(active, (budi.id,)) == 1
    page.get_by_role("button", name="Simpan").click()
    question.get_by_role("button", name="Nonaktifkan").click()
    expect(page.get_by_role("row").filter(has_text="budi")).to_contain_text("Nonaktif")
    assert shop.value(active, (budi.id,)) == 0
    assert budi.get("/api/users/profile").status_code == 401


def test_the_shop_is_renamed_and_its_figures_are_those_of_the_api(
    sari: Person, budi: Person, dewi: Person, open_as: Open
) -> None:
    assert budi.buys(sari.offers("Kopi", 85_000, 5), 2).status_code == 201
    page = open_as(dewi, "/admin/shop")
    page.get_by_label("Nama toko").fill("Toko Gayo")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("banner")).to_contain_text("Toko Gayo")

    page.get_by_role("link", name="Ringkasan").click()
    page.get_by_text("7 hari").click()
    overview = dewi.get("/api/platform?days=7").json()
    sums = {name: sum(day[name] for day in overview["days"]) for name in ("sign_ups", "revenue", "completions")}
    assert (sums["sign_ups"], sums["revenue"]) == (3, 170_000)
    for name, value in (("Pendaftaran", "3"), ("Omzet", "Rp 170.000"), ("Kursus selesai", "0")):
        expect(page.get_by_role("group", name=name, exact=True)).to_contain_text(value)
    sales = page.get_by_role("figure").filter(has_text="Penjualan")
    sales.get_by_text("Tabel").click()
    expect(sales.get_by_role("row")).to_have_count(1 + len(overview["days"]))
    expect(sales.get_by_role("row").last).to_contain_text(str(overview["days"][-1]["sales"]))


@at_length
def test_the_days_of_a_chart_do_not_touch(dewi: Person, open_as: Open) -> None:
    page = open_as(dewi, "/admin", width=390)
    for width in (320, 390, 768, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        for days in (7, 30, 90):
            page.get_by_text(f"{days} hari").click()
            expect(page.get_by_role("radio", name=f"{days} hari")).to_be_checked()
            labels = page.locator(".plot").first.locator("text.tick[text-anchor=middle]")
            expect(labels.first).to_be_visible()
            boxes = labels.evaluate_all("all => all.map(each => each.getBoundingClientRect().toJSON())")
            assert len(boxes) > 1
            gaps = [after["left"] - before["right"] for before, after in itertools.pairwise(boxes)]
            assert min(gaps) > 0, (width, days, gaps)


def test_only_roles_that_can_be_requested_are_offered(budi: Person, open_as: Open) -> None:
    page = open_as(budi, "/admin")
    expect(page.get_by_text("Halaman ini untuk admin.", exact=True)).to_be_visible()
    page.goto("/today")
    hint = "Halaman ini untuk penjual atau admin. Anda dapat meminta peran penjual di akun Anda."
    expect(page.get_by_text(hint, exact=True)).to_be_visible()
