"""A seller reads what the tills did: debts of customers, shifts, and offline sales that wait for a review."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from accessibility import check
from devices import Open, at_length
from playwright.sync_api import Page, expect
from test_desk import act, answer

from support.people import Person, Shop


def send(person: Person, path: str, body: Any) -> Any:
    """Post with a new `Idempotency-Key`, and return what was made."""
    made = person.post(path, body, headers={"Idempotency-Key": str(uuid4())})
    assert made.ok, made.text
    return made.json()


def new_till(owner: Person, series: str = "A") -> dict[str, Any]:
    outlet = owner.get("/api/outlets").json()["outlets"][0]["id"]
    return dict(send(owner, f"/api/outlets/{outlet}/tills", {"name": f"Kasir {series}", "series": series}))


def owes(person: Person, customer_id: int) -> int:
    return int(person.get(f"/api/customers/{customer_id}").json()["balance"])


def test_a_customer_pays_a_debt_back_and_is_erased(shop: Shop, sari: Person, open_as: Open) -> None:
    rice = sari.offers("Beras", 75_000, 9)
    page = open_as(sari, "/desk/customers")
    page.get_by_role("button", name="Tambah pelanggan").first.click()
    form = page.get_by_role("dialog", name="Pelanggan baru")
    form.get_by_label("Nama").fill("Bu Tini")
    form.get_by_label("Telepon").fill("12")
    form.get_by_label("Batas kasbon").fill("200000")
    form.get_by_role("button", name="Simpan").click()
    expect(form.get_by_label("Telepon")).to_have_attribute("aria-invalid", "true")
    form.get_by_label("Telepon").fill("0812 3456 7890")
    form.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("row").filter(has_text="Bu Tini")).to_contain_text("+6281234567890")
    (tini,) = sari.get("/api/customers").json()["customers"]
    sari.post("/api/customers", {"name": "Pak Joko"})
    credit = {"method": "credit", "due_on": "2099-01-31"}
    basket = {"items": [{"product_id": rice, "qty": 2}], "customer_id": tini["id"], "payments": [credit]}
    send(sari, "/api/transactions", basket)
    shop.rows("UPDATE customer_entries SET due_on = '2026-01-31'")

    # Who owes most stands first, with what is overdue.
    page.get_by_text("Berutang", exact=True).click()
    row = page.get_by_role("row").filter(has_text="Bu Tini")
    expect(row).to_contain_text("Rp 150.000")
    expect(row).to_contain_text("Lewat")
    expect(page.get_by_text("Pak Joko")).to_have_count(0)
    assert check(page, width=390, theme="dark") == []
    row.get_by_role("button", name="Bu Tini").click()
    account = page.get_by_role("dialog", name="Bu Tini", exact=True)
    expect(account).to_contain_text("Masih boleh kasbon Rp 50.000")
    account.get_by_role("button", name="Terima pembayaran").click()
    payment = page.get_by_role("dialog", name="Pembayaran dari Bu Tini")
    payment.get_by_label("Jumlah").fill("200000")
    expect(payment.get_by_text("Lebih banyak dari utangnya.")).to_be_visible()
    payment.get_by_label("Jumlah").fill("100000")
    payment.get_by_label("Cara bayar").select_option("Transfer")
    assert check(page, width=390, theme="light") == []
    payment.get_by_role("button", name="Terima Rp 100.000").click()
    expect(account.get_by_role("listitem")).to_have_count(2)
    expect(account.get_by_role("listitem").first).to_contain_text("menjadi Rp 50.000")
    assert owes(sari, tini["id"]) == 50_000
    assert check(page, width=1280, theme="dark") == []

    with page.expect_download() as download:
        act(account, "Bu Tini", "Unduh datanya")
    assert json.loads(download.value.path().read_bytes())["customer"]["name"] == "Bu Tini"
    act(account, "Bu Tini", "Hapus data pelanggan")
    question = page.get_by_role("dialog", name="Hapus data Bu Tini?")
    expect(question).to_contain_text("masih berutang Rp 50.000")
    question.get_by_role("button", name="Batal").click()
    assert owes(sari, tini["id"]) == 50_000
    act(account, "Bu Tini", "Hapus data pelanggan")
    answer(page, "Hapus data Bu Tini?", "Hapus dan hapuskan utang")
    expect(page.get_by_text("Tidak ada yang berutang")).to_be_visible()
    assert sari.get(f"/api/customers/{tini['id']}").status_code == 404


@at_length
def test_a_customer_is_found_by_the_beginning_of_a_name(sari: Person, open_as: Open) -> None:
    for name in ("Andi", "Bu Tini"):
        sari.post("/api/customers", {"name": name})
    page = open_as(sari, "/desk/customers")
    page.get_by_label("Cari awal nama").fill("bu t")
    expect(page.get_by_text("Andi")).to_have_count(0)
    expect(page.get_by_role("button", name="Bu Tini")).to_be_visible()
    expect(page).to_have_url(re.compile("search=bu"))
    page.get_by_label("Cari awal nama").fill("zzz")
    expect(page.get_by_text("Tidak ada yang cocok")).to_be_visible()


def test_the_report_of_a_shift_tells_what_is_missing(sari: Person, open_as: Open) -> None:
    till = new_till(sari)["id"]
    shift = send(sari, "/api/shifts", {"till_id": till, "opening": 200_000})["id"]
    coffee = {"product_id": sari.offers("Kopi susu", 18_250, 9), "qty": 2}
    send(sari, "/api/transactions", {"items": [coffee], "payments": [{"method": "cash"}], "till_id": till})
    send(sari, f"/api/shifts/{shift}/moves", {"kind": "out", "amount": 50_000, "reason": "ke bank"})
    page = open_as(sari, "/desk/shifts", width=1280)
    row = page.get_by_role("row").filter(has_text="Kasir A")
    expect(row).to_contain_text("Masih terbuka")
    row.get_by_role("link", name="Laporan X").click()
    report = page.get_by_role("article")
    expect(report).to_contain_text("Seharusnya" + "Rp 186.500")
    expect(report).not_to_contain_text("Selisih")
    assert check(page, width=390, theme="dark") == []

    send(sari, f"/api/shifts/{shift}/close", {"counted": 186_000})
    page.get_by_role("link", name="Semua shift").click()
    expect(row).to_contain_text("−Rp 500")
    assert check(page, width=390, theme="light") == []
    row.get_by_role("link", name="Laporan Z").click()
    for line in ("Struk" + "A-000001", "Jumlah" + "Rp 36.500", "Uang keluar" + "−Rp 50.000", "Selisih" + "−Rp 500"):
        expect(report).to_contain_text(line)
    expect(report).to_contain_text("ke bank")
    page.evaluate("() => { window.print = () => { window.printed = true; }; }")
    page.get_by_role("button", name="Cetak").click()
    assert page.evaluate("() => window.printed")
    # On paper there is the report alone.
    page.emulate_media(media="print")
    expect(report).to_be_visible()
    for other in (page.get_by_role("button", name="Cetak"), page.get_by_role("banner"), page.get_by_role("navigation")):
        expect(other.first).to_be_hidden()


@at_length
def test_shifts_of_one_till_and_some_days(sari: Person, open_as: Open) -> None:
    for series in ("A", "B"):
        send(sari, "/api/shifts", {"till_id": new_till(sari, series)["id"], "opening": 0})
    page = open_as(sari, "/desk/shifts")
    expect(page.get_by_role("row")).to_have_count(3)
    page.get_by_label("Kasir", exact=True).select_option("sari · Kasir B")
    expect(page.get_by_role("row")).to_have_count(2)
    page.get_by_label("Sampai").fill("2020-01-01")
    expect(page.get_by_text("Belum ada shift di sini")).to_be_visible()


def decide(page: Page, what: str, action: str, question: str) -> None:
    item = page.locator("li.card").filter(has_text=what)
    item.get_by_role("button", name=action).click()
    answer(page, question, action)
    expect(item).to_have_count(0)


def test_offline_sales_are_accepted_or_rejected(sari: Person, open_as: Open) -> None:
    coffee, tea = sari.offers("Kopi", 18_000, 1), sari.offers("Teh", 5_000, 0)
    till = new_till(sari)["id"]
    shift = send(sari, "/api/shifts", {"till_id": till, "opening": 0})["id"]

    def offline(number: int, **item: int) -> dict[str, Any]:
        body = {"items": [item], "payments": [{"method": "cash"}], "receipt_no": number}
        at = (datetime.now(UTC) + timedelta(seconds=number)).isoformat()
        return {"client_id": str(uuid4()), "type": "sale", "at": at, "shift_id": shift, "body": body}

    items = [offline(1, product_id=coffee, qty=3, price=17_000), offline(2, product_id=tea, qty=2, price=5_000)]
    results = send(sari, "/api/sync", {"till_id": till, "items": items})["results"]
    assert [each["result"] for each in results] == ["review", "review"]
    page = open_as(sari, "/desk/review")
    item = page.locator("li.card").filter(has_text="3 × Kopi")
    expect(item).to_contain_text("Rp 51.000")
    expect(item).to_contain_text("Nomor struk 1 di kasir · Tunai")
    expect(item).to_contain_text("Stoknya menjadi di bawah nol")
    assert check(page, width=390, theme="dark") == []
    assert check(page, width=1280, theme="light") == []
    decide(page, "3 × Kopi", "Catat", "Catat penjualan ini?")
    decide(page, "2 × Teh", "Tolak", "Tolak penjualan ini?")
    expect(page.get_by_text("Tidak ada yang perlu diperiksa")).to_be_visible()
    (sale,) = sari.get("/api/transactions?scope=sales").json()["transactions"]
    assert (sale["total"], sale["receipt_number"]) == (51_000, "A-000001")
    assert sari.get(f"/api/products/{coffee}").json()["stock"] == -2
    assert sari.get(f"/api/products/{tea}").json()["stock"] == 0
