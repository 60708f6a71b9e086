"""Printers at the till: what a fake USB device or serial port gets are the bytes of the shop."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, Route
from till_parity import Run, plain

from domain.receipts import escpos, layout, whatsapp
from domain.receipts.content import Debt, Line, Payment, Receipt, Shop
from support.app import LONG, ROOT

SOURCES = ROOT / "frontend" / "src"
ADDRESS = "http://till.test"
RECEIPT = Receipt(
    Shop("Toko Sari Rasa", "Jl. Malioboro 12\nYogyakarta", footer="Terima kasih"), 1, "A-000042", "paid",
    datetime(2026, 11, 30, 15, 16), "Ani", "Budi (tetangga)",
    tuple(Line(f"Kopi Gayo nomor {each}", each, 50_000, 50_000 * each, note="giling halus") for each in range(1, 30)),
    0, (), 21_750_000, (Payment("cash", 50_000, 100_000), Payment("credit", 21_700_000)), 0, debt=Debt(21_700_000),
)  # fmt: skip
DEVICES = """
const fault = (name) => new DOMException("", name);
window.sent = [];
window.log = [];
class Device {
  configuration = null;
  constructor(vendorId, more = {}) { Object.assign(this, { vendorId, productId: 1, serialNumber: "x" }, more); }
  async open() {
    if (this.broken === "open") throw fault("SecurityError");
    if (this.opened) throw fault("InvalidStateError");
    this.opened = true;
  }
  async close() { this.opened = false; log.push("closed"); }
  async selectConfiguration() {
    const out = (endpointNumber) => ({ endpointNumber, direction: "out", type: "bulk" });
    const of = (interfaceNumber, interfaceClass, alternateSetting, ...endpoints) =>
      ({ interfaceNumber, alternates: [{ alternateSetting, interfaceClass, endpoints }] });
    const input = { endpointNumber: 9, direction: "in", type: "bulk" };
    this.configuration = { interfaces: [of(0, 3, 0), of(1, 255, 0, out(2)), of(2, 7, 1, input, out(3))] };
  }
  async claimInterface(number) {
    if (this.broken === "claim") throw fault("NetworkError");
    log.push(`claimed ${number}`);
  }
  async selectAlternateInterface(number, alternate) { log.push(`alternate ${alternate}`); }
  async transferOut(endpoint, data) {
    if (this.broken === "cut") throw fault("NetworkError");
    if (this.broken === "stall") return { status: "stall" };
    sent.push(...data);
    log.push(`${this.vendorId}: ${endpoint}`);
    return { status: "ok" };
  }
}
const [other, printer] = [new Device(7), new Device(42)];
window.printer = printer;
const usb = { requestDevice: async () => printer, getDevices: async () => (printer.away ? [other] : [other, printer]) };
const port = {
  getInfo: () => ({ usbVendorId: 5, usbProductId: 6 }),
  async open(options) {
    if (this.writable) throw fault("InvalidStateError");
    log.push(options.baudRate);
    this.writable = new WritableStream({ write: (data) => void (sent.push(...data), log.push(data.length)) });
  },
  async close() {
    if (this.writable.locked) throw new TypeError("locked");
    this.writable = null;
    log.push("closed");
  },
};
const serial = { requestPort: async () => port, getPorts: async () => [{ getInfo: () => ({}) }, port] };
if (!location.hash) Object.defineProperties(navigator, { usb: { value: usb }, serial: { value: serial } });
"""


@pytest.fixture
def page(browser: Browser, run_till: Run) -> Iterator[Page]:
    """A page that has the modules of the till, and devices that keep what they get."""
    context = browser.new_context(base_url=ADDRESS, user_agent="Chrome (Android)")
    context.add_init_script(DEVICES)

    def serve(route: Route) -> None:
        path = SOURCES / route.request.url.removeprefix(ADDRESS).partition("#")[0].lstrip("/")
        if path.suffix == ".ts":
            (source,) = run_till([("node:module", "stripTypeScriptTypes", path.read_text())])
            route.fulfill(body=source, content_type="text/javascript")
        elif path.suffix == ".css":
            route.fulfill(body="", content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>Kasir</title>", content_type="text/html")

    context.route("**/*", serve)
    page = context.new_page()
    page.goto("/")
    yield page
    context.close()


def call(page: Page, name: str, *given: Any) -> Any:
    """Call a function of printing.ts; return its result, or the code of its fault."""
    return page.evaluate(
        f"""async (given) => {{
            const printing = await import("/till/printing.ts");
            try {{
                return await printing.{name}(...given);
            }} catch (error) {{
                return error.code;
            }}
        }}""",
        [plain(each) for each in given],
    )


def sent(page: Page) -> bytes:
    """Return what the devices got since the last call."""
    return bytes(page.evaluate("sent.splice(0)"))


def test_a_usb_printer_is_chosen_once(page: Page) -> None:
    assert call(page, "transports") == ["browser", "usb", "serial", "rawbt"]
    assert call(page, "choosePrinter", "usb", "80")["id"] == "42:1:x"
    page.reload()
    rows = layout.rows(RECEIPT, "en")
    assert call(page, "printReceipt", RECEIPT, {"language": "en", "openDrawer": True}) is None
    assert sent(page) == escpos.render(rows, "80", open_drawer=True)
    assert page.evaluate("log") == ["claimed 2", "alternate 1", "42: 3", "closed"]
    call(page, "openDrawer")
    assert sent(page) == escpos.INITIALIZE + escpos.OPEN_DRAWER
    # Two at once come one after the other.
    page.evaluate(
        """async (receipt) => {
            const { printReceipt } = await import("/till/printing.ts");
            await Promise.all([printReceipt(receipt), printReceipt({ ...receipt, copy: true })]);
        }""",
        plain(RECEIPT),
    )
    assert sent(page) == b"".join(
        escpos.render(layout.rows(each, "id"), "80") for each in (RECEIPT, replace(RECEIPT, copy=True))
    )


@pytest.mark.parametrize(
    ("state", "fault"),
    [("away: true", "not_connected"), ("broken: 'open'", "busy"), ("broken: 'claim'", "busy"),
     ("broken: 'cut'", "failed"), ("broken: 'stall'", "failed")],
)  # fmt: skip
def test_a_printer_that_does_not_print_is_told(page: Page, state: str, fault: str) -> None:
    call(page, "choosePrinter", "usb", "58")
    page.evaluate(f"Object.assign(printer, {{ {state} }})")
    assert call(page, "printReceipt", RECEIPT) == fault
    # It goes on as soon as the reason is gone.
    page.evaluate("Object.assign(printer, { away: false, broken: '' })")
    assert call(page, "printReceipt", RECEIPT) is None
    assert sent(page) == escpos.render(layout.rows(RECEIPT, "id"), "58")


def test_a_browser_without_devices_says_so(page: Page) -> None:
    page.evaluate("void (navigator.usb.requestDevice = async () => { throw new DOMException('', 'NotFoundError'); })")
    assert call(page, "choosePrinter", "usb", "58") == "not_chosen"
    assert call(page, "openDrawer") == "unsupported"
    page.goto("/#none")
    page.reload()
    assert call(page, "transports") == ["browser", "rawbt"]
    assert call(page, "choosePrinter", "serial", "58") == "unsupported"
    assert call(page, "chosenPrinter") == {"transport": "browser", "width": "58"}


def test_a_serial_printer_gets_small_parts(page: Page) -> None:
    assert call(page, "choosePrinter", "serial", "58", 19_200)["baudRate"] == 19_200
    printed = escpos.render(layout.rows(RECEIPT, "id"), "58")
    for _ in range(2):
        assert call(page, "printReceipt", RECEIPT) is None
        assert sent(page) == printed
        rate, *parts, end = page.evaluate("log.splice(0)")
        assert (rate, end, sum(parts), max(parts)) == (19_200, "closed", len(printed), 256)


def test_rawbt_gets_the_bytes_in_an_intent(page: Page) -> None:
    printed = escpos.render(layout.rows(RECEIPT, "id"), "58")
    url = page.evaluate(
        "async (bytes) => (await import('/till/printing.ts')).rawbtUrl(Uint8Array.from(bytes))", list(printed)
    )
    assert url == f"intent:base64,{b64encode(printed).decode()}#Intent;scheme=rawbt;package=ru.a402d.rawbtprinter;end;"


@pytest.mark.parametrize("width", ["58", "80"] if LONG else ["58"])
def test_the_browser_prints_a_page_as_long_as_the_receipt(page: Page, width: str) -> None:
    for name in ("ui/tokens.css", "till/receipt/paper.css"):
        page.add_style_tag(content=(SOURCES / name).read_text())
    page.evaluate("window.print = () => undefined")
    call(page, "choosePrinter", "browser", width)
    assert call(page, "printReceipt", RECEIPT) is None
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    (sheet,) = document
    assert abs(sheet.get_width() / 72 * 25.4 - int(width)) < 0.5
    text = sheet.get_textpage()
    lowest = text.get_rect(text.count_rects() - 1)[1] / 72 * 25.4
    assert 2 < lowest < 15, "the paper ends a little below the last row"
    words = " ".join(text.get_text_range().split())
    assert "Kopi Gayo nomor 29 29 × 50.000 1.450.000" in words
    assert words.endswith("Terima kasih")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("[document.querySelector('.paper'), document.adoptedStyleSheets.length]") == [None, 0]


def test_whatsapp_opens_with_the_text_of_the_receipt(run_till: Run) -> None:
    short = replace(RECEIPT, lines=RECEIPT.lines[:1])
    numbers = ["0812-3456-789", "+62 812 3456789", "0812", "abc", "628123456789", ""]
    *found, url, long = run_till(
        [("receipt/whatsapp.ts", "phoneNumber", number) for number in numbers]
        + [("receipt/whatsapp.ts", "whatsappUrl", each, "id", "628123") for each in (short, RECEIPT)]
    )
    assert found == [whatsapp.phone_number(number) for number in numbers]
    text = """Struk A-000042
*Toko Sari Rasa*
Jl. Malioboro 12
Yogyakarta

No.: A-000042
Waktu: 30 Nov 2026 22.16 WIB
Kasir: Ani
Pembeli: Budi (tetangga)

Kopi Gayo nomor 1
   1 × 50.000 = 50.000
   Catatan: giling halus

*Total: Rp 21.750.000*
Tunai: 100.000
Kembali: 50.000
Kasbon: 21.700.000

Sisa kasbon: Rp 21.700.000
Di atas Rp 5.000.000: terutang bea meterai Rp 10.000 (UU 10/2020 pasal 3 ayat (2) huruf g).
Terima kasih"""
    assert url == whatsapp.url(text, "628123")
    assert long == whatsapp.url(text.replace(text[text.index("\n\nKopi") : text.index("\n\n*Total")], ""), "628123")
