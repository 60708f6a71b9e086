"""What stands beside the till: the customer's display, the camera as a scanner, and what plain HTTP takes away."""

from __future__ import annotations

import base64
import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from accessibility import check
from devices import Open
from devices import sign_in as sign_in_as
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect
from till_pages import Counter, open_counter
from till_parity import Run

from domain.payments import qris
from support.app import ROOT, wait_until
from support.browser import CHROMIUM, MILLISECONDS, PLAIN_HOST, RESOLVE
from support.deployments.https import Https
from support.people import Person, Shop

sys.path.append(str(ROOT / "tests" / "sales"))

from incoming_calls import QRIS, account

COFFEE, TEA = "8991234567891", "8997654321099"
# The browser of the tests reads no codes by itself. This one sees what the camera sees, and reads it by the library
# that reads codes for the tests.
DETECTOR = """
    window.looks = 0;
    window.BarcodeDetector = class {
        static async getSupportedFormats() { return ["ean_13", "qr_code"]; }
        async detect(video) {
            const canvas = document.createElement("canvas");
            [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
            canvas.getContext("2d").drawImage(video, 0, 0);
            const found = await readCodes(canvas.toDataURL("image/jpeg"));
            looks += 1;
            return found.map(rawValue => ({rawValue}));
        }
    };
"""


def open_display(counter: Counter) -> Page:
    counter.page.get_by_role("button", name="Laci dan kas").click()
    with counter.page.expect_popup() as popup:
        counter.page.get_by_role("button", name="Layar pelanggan").click()
    expect(counter.page.get_by_role("dialog")).to_be_hidden()
    return popup.value


def read_picture(image: bytes) -> list[str]:
    with Image.open(io.BytesIO(image)) as picture:
        return [found.text for found in zxingcpp.read_barcodes(picture)]


def test_customers_see_their_ticket_and_nothing_else(shop: Shop, sari: Person, budi: Person, open_as: Open) -> None:
    sari.offers("Kopi Gayo 250 g", 36_250, 100, barcodes=[COFFEE])
    sari.offers("Teh", 6_000, 100, barcodes=[TEA])
    sari.post("/api/customers", {"name": "Bu Ani", "credit_limit": 100_000})
    account(sari, "qris")
    counter = open_counter(open_as, sari, budi, width=1280)
    page, keys = counter.page, counter.page.keyboard
    display = open_display(counter)
    main = display.get_by_role("main")
    expect(main).to_contain_text("Selamat datang")
    page.bring_to_front()
    counter.scan(COFFEE)
    counter.scan(COFFEE)
    counter.scan(TEA)
    expect(display.get_by_role("listitem")).to_have_text(
        ["Kopi Gayo 250 g2 × Rp 36.250Rp 72.500", "Teh1 × Rp 6.000Rp 6.000"]
    )
    keys.press("F3")
    page.get_by_label("Nama atau nomor telepon").fill("ani")
    keys.press("Enter")
    keys.press("F4")
    page.get_by_label("Diskon untuk semua").fill("10%")
    keys.press("Enter")
    expect(main).to_contain_text("TotalRp 70.650")

    # It asks for the amount by QRIS, and a reload of either window changes nothing.
    keys.press("F9")
    page.get_by_role("dialog").get_by_text("QRIS", exact=True).click()
    picture = display.get_by_role("img", name="Kode QRIS WARUNG BU TINI")
    expect(picture).to_be_visible()
    assert read_picture(picture.screenshot()) == [qris.with_amount(QRIS, 70_650)]
    faults = check(display, width=360, theme="light")
    display.reload()
    expect(picture).to_be_visible()
    keys.press("Escape")
    expect(picture).to_be_hidden()
    page.reload()
    counter.is_ready()
    expect(main).to_contain_text("Kopi Gayo 250 g")

    # Also without a network.
    counter.context.set_offline(True)
    keys.press("F9")
    page.get_by_label("Uang diterima").fill("100000")
    expect(main).to_contain_text("KembaliRp 29.350")
    seen = main.inner_text()
    keys.press("Enter")
    expect(main).to_contain_text("Terima kasih")
    expect(main).to_contain_text("KembaliRp 29.350")
    seen += main.inner_text()
    assert faults + check(display, width=1280, theme="dark") == []
    keys.press("Enter")
    counter.scan(TEA)
    expect(display.get_by_role("listitem")).to_have_count(1)
    assert [name for name in ("Bu Ani", budi.username, "Kasir depan", "A-000001") if name in seen] == []
    # A till that is closed leaves no ticket behind.
    page.close(run_before_unload=True)
    expect(main).to_contain_text("Selamat datang")


def test_plain_http_is_told_and_sells_online(
    shop: Shop, sari: Person, budi: Person, device: Callable[..., BrowserContext]
) -> None:
    """A tablet that opens the shop by its address in the network, without HTTPS."""
    sari.offers("Kopi", 18_250, 100, barcodes=[COFFEE])
    url = shop.url.replace("127.0.0.1", PLAIN_HOST)
    notice = "Browser menyimpan halaman hanya dari alamat HTTPS"

    def open_here(person: Person, path: str, **_: Any) -> Page:
        context = device(width=360)
        context.add_init_script(DETECTOR)
        page = context.new_page()
        sign_in_as(context, person)
        page.goto(url + path)
        expect(page.get_by_text(notice)).to_be_visible()
        return page

    counter = open_counter(open_here, sari, budi)
    page = counter.page
    page.get_by_role("button", name="Tanpa HTTPS").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(notice)
    faults = check(page, width=360, theme="light")
    link = dialog.get_by_role("link", name="Cara memakai HTTPS di toko").get_attribute("href")
    page.keyboard.press("Escape")
    guide = device().new_page()
    guide.goto(f"{url}{link}")
    expect(guide.get_by_role("heading", name="HTTPS di toko")).to_be_in_viewport()
    page.bring_to_front()
    counter.sell(COFFEE, received=20_000)
    counter.is_sent()
    assert [sale["total"] for sale in counter.sales()] == [18_250]
    expect(page.get_by_role("button", name="Pindai dengan kamera")).to_have_count(0)
    assert faults + check(page, width=360, theme="light") == []


def test_a_till_behind_the_shops_own_certificate_is_kept(shop: Shop, browser: Browser, tmp_path: Path) -> None:
    """A browser that trusts the certificate, as a phone does that has the CA."""
    https = Https(tmp_path, shop.app)
    with https.served(tmp_path / "https.log"):
        switches = [f"--ignore-certificate-errors-spki-list={https.pin()}", RESOLVE]
        context = browser.browser_type.launch_persistent_context(
            str(tmp_path / "profile"), executable_path=CHROMIUM, args=switches, locale="id-ID"
        )
        page = context.new_page()
        page.set_default_timeout(MILLISECONDS)
        page.goto(f"https://{PLAIN_HOST}:{https.port}/till")
        expect(page.get_by_role("link", name="Masuk sebagai pemilik")).to_be_visible()
        assert page.evaluate("navigator.serviceWorker.ready.then(() => isSecureContext && !!navigator.mediaDevices)")
        context.close()


@pytest.fixture
def camera(browser: Browser, tmp_path: Path) -> Iterator[Browser]:
    """A browser whose camera sees two codes, and the shop's QRIS beside them."""
    picture = Image.new("RGB", (640, 480), "white")
    for text, kind, place in ((COFFEE, "EAN13", (30, 20)), (TEA, "EAN13", (30, 260)), (QRIS, "QRCode", (400, 140))):
        barcode = zxingcpp.create_barcode(text, zxingcpp.barcode_format_from_str(kind))
        drawn = Image.fromarray(zxingcpp.write_barcode_to_image(barcode, scale=3 if kind == "EAN13" else 4))
        picture.paste(drawn.convert("RGB"), place)
    frame = io.BytesIO()
    picture.save(frame, "JPEG", quality=90)
    video = tmp_path / "camera.mjpeg"
    video.write_bytes(frame.getvalue() * 30)
    switches = [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={video}",
    ]
    started = browser.browser_type.launch(executable_path=CHROMIUM, args=switches)
    yield started
    started.close()


def test_the_same_code_counts_again_after_it_was_out_of_sight(run_till: Run) -> None:
    seen: dict[str, int] = {}
    scanned = []
    for now, codes in (
        (0, "aa"),
        (100, ""),
        (1_400, "ab"),
        (4_000, "a"),
        (5_499, ""),
        (5_500, ""),
        (5_600, "a"),
        (6_000, "b"),
    ):
        (found,) = run_till([("camera/detector.ts", "lookAt", seen, list(codes), now)])
        seen = found["seen"]
        scanned.append("".join(found["scanned"]))
    assert scanned == ["a", "", "b", "", "", "", "a", "b"]
    (long,) = run_till([("camera/detector.ts", "lookAt", {}, ["x" * 64, "x" * 65, ""], 0)])
    assert long["scanned"] == ["x" * 64]


def test_the_camera_scans(shop: Shop, sari: Person, budi: Person, camera: Browser) -> None:
    sari.offers("Kopi", 18_250, 100, barcodes=[COFFEE])
    sari.offers("Teh", 6_000, 100, barcodes=[TEA])
    context = camera.new_context(
        base_url=shop.url, viewport={"width": 360, "height": 800}, locale="id-ID", service_workers="block",
        permissions=["camera"],
    )  # fmt: skip
    context.set_default_timeout(MILLISECONDS)
    context.expose_function("readCodes", lambda url: read_picture(base64.b64decode(url.partition(",")[2])))
    context.add_init_script(DETECTOR)

    def open_here(person: Person, path: str, **_: Any) -> Page:
        sign_in_as(context, person)
        page = context.new_page()
        page.goto(path)
        return page

    counter = open_counter(open_here, sari, budi)
    page = counter.page
    scan = page.get_by_role("button", name="Pindai dengan kamera")
    scan.click()
    ticket = page.get_by_role("region", name="Tiket")
    expect(ticket.get_by_role("listitem")).to_have_count(2)
    # What stays in sight is no second scan, and the shop's QRIS is no goods.
    seen = page.evaluate("looks")
    wait_until(lambda: page.evaluate("looks") > seen + 3)
    expect(ticket.locator(".till-quantity")).to_have_text(["1", "1"])
    expect(page.get_by_role("region", name="Pemberitahuan")).to_have_text("")
    assert check(page, width=360, theme="light") == []
    track = page.evaluate_handle("document.querySelector('video').srcObject.getTracks()[0]")
    assert track.evaluate("track => track.readyState") == "live"
    page.get_by_role("button", name="Tutup kamera").click()
    assert track.evaluate("track => track.readyState") == "ended"
    counter.pay(30_000)
    counter.page.keyboard.press("Enter")
    counter.is_sent()
    assert [sale["total"] for sale in counter.sales()] == [24_250]
