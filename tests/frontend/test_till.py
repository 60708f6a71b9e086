"""A cashier's day at the till."""

from __future__ import annotations

import re

import pytest
from accessibility import check
from devices import Open
from playwright.sync_api import expect
from till_pages import Counter, hire, open_counter, set_up, sign_in

from support.app import LONG
from support.people import Person, Shop

# Counts the commits of React, and enters a code by keys that come at once, as those of a fast scanner do.
COUNT_COMMITS = """
    window.commits = 0;
    window.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
        supportsFiber: true, inject() { return 1; }, onCommitFiberRoot() { commits += 1; }, onCommitFiberUnmount() {},
    };
"""
ENTER = """async code => {
    const field = document.activeElement;
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
    const counted = [];
    commits = 0;
    for (let end = 1; end <= code.length; end += 1) {
        setValue.call(field, code.slice(0, end));
        field.dispatchEvent(new Event("input", {bubbles: true}));
        await null;
    }
    counted.push(commits);
    field.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true, cancelable: true}));
    await new Promise(requestAnimationFrame);
    return [...counted, commits];
}"""


def offer(seller: Person, *goods: tuple[str, int]) -> list[str]:
    """Offer goods with a barcode each, and return the barcodes."""
    codes = [f"89912345{number:05d}" for number in range(len(goods))]
    for code, (name, price) in zip(codes, goods, strict=True):
        seller.offers(name, price, 100, barcodes=[code])
    return codes


def test_a_till_is_set_up_and_sells(shop: Shop, sari: Person, budi: Person, open_as: Open) -> None:
    (coffee,) = offer(sari, ("Kopi Gayo 250 g", 36_250))
    counter = open_counter(open_as, sari, budi, width=1280)
    page = counter.page
    counter.scan(coffee)
    counter.scan(coffee)
    expect(page.get_by_role("region", name="Tiket")).to_contain_text("72.500")
    counter.pay(100_000)
    receipt = page.get_by_role("region", name="Struk")
    for text in ("A-000001", "Kopi Gayo 250 g", "27.500"):
        expect(receipt).to_contain_text(text)
    page.keyboard.press("Enter")
    counter.is_sent()
    (sale,) = counter.sales()
    assert (sale["receipt_number"], sale["total"]) == ("A-000001", 72_500)
    # The receipt of the shop is the same, but for being a copy.
    page.get_by_role("button", name="Laci dan kas").click()
    page.get_by_role("button", name="Penjualan terakhir").click()
    page.get_by_role("button", name="A-000001").click()
    expect(page.locator(".till-paper")).to_contain_text("SALINAN")
    shop.must_be_sound()


def test_ten_lines_are_sold_by_keyboard_alone(shop: Shop, sari: Person, budi: Person, open_as: Open) -> None:
    codes = offer(sari, *((f"Barang {number}", 1_000 * number) for number in range(1, 11)))
    counter = open_counter(open_as, sari, budi, width=1280)
    page, keys = counter.page, counter.page.keyboard
    ticket = page.get_by_role("region", name="Tiket")
    for code in codes[:7]:
        counter.scan(code)
    for typed in ("3*" + codes[7], "barang 9", "2*barang 10"):
        keys.type(typed, delay=150)
        keys.press("Enter")
    expect(ticket.get_by_role("listitem")).to_have_count(10)
    # 28 + 3 × 8 + 9 + 2 × 10 thousand; one more of the last, and one less.
    keys.press("+")
    expect(ticket.locator(".till-total")).to_contain_text("91.000")
    keys.press("-")
    keys.press("F4")
    expect(page.get_by_label("Diskon untuk semua")).to_be_focused()
    keys.type("10%")
    keys.press("Enter")
    expect(ticket.locator(".till-total")).to_contain_text("72.900")
    counter.pay(100_000)
    expect(page.locator(".till-change")).to_contain_text("27.100")
    keys.press("Enter")
    counter.is_sent()
    (sale,) = counter.sales()
    assert (sale["total"], len(sale["items"])) == (72_900, 10)
    shop.must_be_sound()


def test_a_scan_renders_no_more_than_its_line(shop: Shop, sari: Person, budi: Person, open_as: Open) -> None:
    codes = offer(sari, ("Kopi", 18_250), ("Teh", 9_000))
    counter = open_counter(open_as, sari, budi, width=1280)
    page = counter.page
    counter.is_sent()
    counter.context.add_init_script(COUNT_COMMITS)
    page.reload()
    counter.is_ready()
    with page.expect_response(re.compile("/api/changes")):
        pass
    counts = [page.evaluate(ENTER, code) for code in codes]
    expect(page.locator(".till-total")).to_contain_text("27.250")
    # Nothing for its keys, the line and its sum at once.
    assert [keys for keys, _ in counts] == [0, 0]
    assert all(1 <= commits <= 2 for _, commits in counts), counts


def test_weights_vouchers_holds_and_credit(shop: Shop, sari: Person, budi: Person, open_as: Open) -> None:
    sari.offers("Cabai rawit", 65_000, 20_000, measure="gram", sku="CABAI", unit="kg")
    (rice,) = offer(sari, ("Beras", 78_500))
    sari.post("/api/vouchers", {"code": "HEMAT", "kind": "amount", "value": 5_000, "minimum": 50_000})
    sari.post("/api/customers", {"name": "Bu Ani", "credit_limit": 100_000})
    counter = open_counter(open_as, sari, budi, width=1280)
    page, keys = counter.page, counter.page.keyboard
    total = page.locator(".till-total")
    counter.scan("CABAI")
    page.get_by_label("Berat dalam kg").fill("0,25")
    keys.press("Enter")
    expect(total).to_contain_text("16.250")
    keys.press("F4")
    page.get_by_label("Kode voucher").fill("hemat")
    keys.press("Enter")
    expect(page.get_by_text("Berlaku untuk belanja mulai Rp 50.000.")).to_be_visible()
    keys.press("Escape")
    page.get_by_role("region", name="Tiket").get_by_role("button", name="Tahan").click()
    page.get_by_label("Nama untuk tiket ini").fill("meja 4")
    page.get_by_role("button", name="Tahan tiket").click()
    # It survives a reload, and another customer is served meanwhile.
    page.reload()
    counter.is_ready()
    counter.sell(rice)
    page.get_by_role("button", name="Ditahan 1").click()
    page.get_by_role("button", name=re.compile("^meja 4")).click()
    counter.scan(rice)
    keys.press("F4")
    page.get_by_label("Diskon untuk semua").fill("11%")
    keys.press("Enter")
    expect(page.get_by_text("paling banyak 10 %")).to_be_visible()
    page.get_by_label("Diskon untuk semua").fill("")
    page.get_by_label("Kode voucher").fill("hemat")
    page.get_by_label("Kode voucher").press("Enter")
    expect(total).to_contain_text("89.750")
    keys.press("F3")
    page.get_by_label("Nama atau nomor telepon").fill("ani")
    keys.press("Enter")
    # A part in cash, the rest on credit.
    keys.press("F9")
    page.get_by_label("Uang diterima").fill("20000")
    keys.press("Enter")
    page.get_by_text("Kasbon", exact=True).click()
    page.get_by_role("button", name="Selesai").click()
    expect(page.locator(".till-change")).to_contain_text("69.750")
    keys.press("Enter")
    counter.is_sent()
    assert [sale["total"] for sale in counter.sales()] == [78_500, 89_750]
    (customer,) = sari.get("/api/customers").json()["customers"]
    assert customer["balance"] == 69_750
    shop.must_be_sound()


def test_a_drawer_is_counted_blind(shop: Shop, sari: Person, budi: Person, open_as: Open) -> None:
    (coffee,) = offer(sari, ("Kopi", 18_250))
    counter = open_counter(open_as, sari, budi, opening=100_000)
    page = counter.page
    counter.sell(coffee, received=20_000)
    page.get_by_role("button", name="Laci dan kas").click()
    expect(page.get_by_role("button", name="Laporan X")).to_be_hidden()
    page.get_by_role("button", name="Kas keluar").click()
    page.get_by_label("Jumlah").fill("50000")
    page.get_by_label("Untuk apa").fill("ke bank")
    page.get_by_role("button", name="Catat").click()
    page.get_by_role("button", name="Laci dan kas").click()
    page.get_by_role("button", name="Tutup kas").click()
    expect(page.get_by_role("dialog")).not_to_contain_text("68.250")
    page.get_by_label("Uang di laci").fill("68000")
    page.get_by_role("button", name="Tutup kas sekarang").click()
    report = page.get_by_role("region", name="Kas ditutup")
    for text in ("1 penjualan", "ke bank", "68.250", "68.000"):
        expect(report).to_contain_text(text)
    expect(report.locator(".till-variance")).to_contain_text("250")
    shop.must_be_sound()


def test_what_is_refused_stays_until_somebody_decides(shop: Shop, sari: Person, budi: Person, open_as: Open) -> None:
    coffee = sari.offers("Kopi", 18_250, 1, barcodes=["8991234500000"])
    counter = open_counter(open_as, sari, budi, width=1280)
    page = counter.page
    counter.sell("8991234500000")
    counter.is_sent()
    outlet = sari.get("/api/outlets").json()["outlets"][0]["id"]
    sari.patch(f"/api/outlets/{outlet}", {"short_stock": "review"})
    counter.sell("8991234500000")
    page.get_by_role("button", name="1 perlu manajer").click()
    expect(page.get_by_role("dialog")).to_contain_text("Panggil manajer atau pemilik")
    page.keyboard.press("Escape")
    # The owner decides at the same till.
    assert sari.get("/api/sync/items", params={"state": "review"}).json()["items"][0]["type"] == "sale"
    assert sari.get(f"/api/products/{coffee}").json()["stock"] == 0


def test_a_scan_is_never_lost(shop: Shop, sari: Person, budi: Person, open_as: Open) -> None:
    coffee, tea = offer(sari, ("Kopi", 18_250), ("Teh", 6_000))
    counter = open_counter(open_as, sari, budi, width=1280)
    page, keys = counter.page, counter.page.keyboard
    ticket = page.get_by_role("region", name="Tiket")
    counter.scan(coffee)
    # After a button, within a dialog, after it, and beside what was typed.
    page.get_by_role("button", name="Tambah Kopi").click()
    counter.scan(tea)
    keys.press("F3")
    expect(page.get_by_label("Nama atau nomor telepon")).to_be_focused()
    counter.scan(tea)
    expect(page.get_by_role("dialog")).to_be_hidden()
    keys.press("F4")
    keys.press("Escape")
    counter.scan(coffee)
    keys.type("xyz", delay=150)
    counter.scan(coffee)
    expect(ticket.locator(".till-quantity")).to_have_text(["4", "2"])
    # A dialog that closes in the middle of a code does not cut it.
    keys.press("F4")
    expect(page.get_by_role("dialog")).to_be_visible()
    counter.scan(coffee, lambda: (keys.press("Escape"), expect(page.get_by_role("dialog")).to_be_hidden()))
    expect(ticket.locator(".till-quantity")).to_have_text(["5", "2"])
    expect(page.get_by_label("Pindai atau ketik kode atau nama")).to_have_value("")
    # A code of a scanner that says its kind, and one that nobody knows.
    counter.scan("]E0" + tea)
    expect(ticket.locator(".till-quantity")).to_have_text(["5", "3"])
    counter.scan("12345670")
    expect(page.get_by_text("Tidak ada barang dengan kode 12345670.")).to_be_visible()


def test_cashiers_switch_and_the_ticket_stays(
    shop: Shop, sari: Person, budi: Person, dewi: Person, open_as: Open
) -> None:
    (coffee,) = offer(sari, ("Kopi", 18_250))
    hire(sari, dewi, "manager")
    counter = open_counter(open_as, sari, budi, width=1280)
    page = counter.page
    counter.scan(coffee)
    page.get_by_role("button", name=re.compile("Ganti orang")).click()
    sign_in(page, dewi)
    counter.is_ready()
    counter.pay()
    page.keyboard.press("Enter")
    counter.is_sent()
    (sale,) = counter.sales()
    receipt = sari.get(f"/api/transactions/{sale['id']}").json()
    assert receipt["total"] == 18_250
    page.get_by_role("button", name="Laci dan kas").click()
    page.get_by_role("button", name="Laporan X").click()
    expect(page.get_by_role("dialog")).to_contain_text("1 penjualan")


@pytest.mark.parametrize("width", [360, 1024, 1280] if LONG else [360])
def test_the_till_is_accessible(shop: Shop, sari: Person, budi: Person, open_as: Open, width: int) -> None:
    offer(sari, ("Kopi", 18_250), ("Teh", 6_000))
    hire(sari, budi)
    page = set_up(open_as, sari, width=width)
    theme = "dark" if width == 1024 else "light"
    faults = check(page, width=width, theme=theme)
    sign_in(page, budi)
    page.get_by_label("Uang di laci").fill("0")
    faults += check(page, width=width, theme=theme)
    page.get_by_role("button", name="Buka kas").click()
    counter = Counter(page, sari, 0)
    counter.is_ready()
    counter.scan("8991234500000")
    expect(page.get_by_role("region", name="Tiket")).to_contain_text("Kopi")
    faults += check(page, width=width, theme=theme)
    for key in ("F3", "F4", "F6", "F8", "F9"):
        page.keyboard.press(key)
        page.get_by_role("dialog").wait_for()
        faults += check(page, width=width, theme=theme)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
    counter.pay()
    faults += check(page, width=width, theme=theme)
    assert faults == []
