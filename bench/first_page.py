"""The first page of the shop on a slow phone, and its taps among 5,000 goods: python -m bench.first_page.

Chromium is slowed down to slow 4G (1.6 Mbit/s, 150 ms) and a quarter of this CPU. The times are those from the
navigation until products are painted, and from each tap on + until the next frame, with all goods in the page.
URL=http://... measures a running shop, and no taps.

It needs the whole Chromium, which paints as a user's does: apt install chromium.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from bench.tools.shop import STAFF_PASSWORD, temporary_shop

LONGEST = 400
LOADS, TAPS, GOODS = 5, 20, 5_000
LATENCY_MS, BYTES_PER_SECOND, CPU = 150, 1_600_000 / 8, 4
MOST_SECONDS, MOST_TAP_MS = 2.0, 100
# The first frame with products, and the largest picture or text.
WATCH = """
    const look = () => document.querySelector(".product-card a")
        ? requestAnimationFrame(() => { window.productsAt = performance.now(); }) : requestAnimationFrame(look);
    look();
    new PerformanceObserver(list => { window.largestAt = list.getEntries().at(-1).startTime; })
        .observe({type: "largest-contentful-paint", buffered: true});
"""
WATCH_TAPS = """() => {
    window.taps = [];
    new PerformanceObserver(list => list.getEntries().filter(({name}) => name === "click")
        .forEach(({duration}) => taps.push(duration))).observe({type: "event", durationThreshold: 16});
}"""
LOAD_ALL = """async goods => {
    while (document.querySelectorAll(".product-card").length < goods) {
        document.querySelector(".more button:not([aria-busy])")?.click();
        await new Promise(resolve => setTimeout(resolve, 20));
    }
    return document.querySelectorAll(".product-card").length;
}"""


def main() -> None:
    chromium = shutil.which("chromium")
    if not chromium:
        raise SystemExit("This needs the whole Chromium: apt install chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        if url := os.environ.get("URL"):
            _measure_loads(browser, url)
            return
        with temporary_shop(LONGEST) as shop:
            shop.start()
            url = f"http://127.0.0.1:{shop.port}"
            _measure_loads(browser, url)
            token = shop.sign_in("seller", STAFF_PASSWORD)
            _import_goods(browser, url, token)
            _measure_taps(browser, url)
        browser.close()


@contextmanager
def _phone(browser: Browser, url: str) -> Iterator[Page]:
    context = browser.new_context(
        base_url=url, viewport={"width": 390, "height": 844}, locale="id-ID", service_workers="block"
    )
    context.set_default_timeout(120_000)
    yield context.new_page()
    context.close()


def _slow_down(page: Page, *, network: bool = True) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU})
    if network:
        session.send("Network.enable")
        speed = {"downloadThroughput": BYTES_PER_SECOND, "uploadThroughput": BYTES_PER_SECOND}
        session.send("Network.emulateNetworkConditions", {"offline": False, "latency": LATENCY_MS, **speed})


def _measure_loads(browser: Browser, url: str) -> None:
    """Print the times of first visits, each with an empty cache."""
    products, largest, kilobytes = [], [], 0.0
    for _ in range(LOADS):
        with _phone(browser, url) as page:
            page.add_init_script(WATCH)
            _slow_down(page)
            page.goto("/", wait_until="commit")
            page.locator(".product-card a").first.wait_for()
            page.wait_for_load_state("networkidle")
            products.append(page.evaluate("productsAt") / 1000)
            largest.append(page.evaluate("largestAt") / 1000)
            sizes = "performance.getEntriesByType('resource').map(entry => entry.transferSize)"
            kilobytes = sum(page.evaluate(sizes)) / 1000
    middle = median(products)
    print(f"first products painted, median of {LOADS} {middle:6.2f} s   {_judged(middle, MOST_SECONDS)}")
    print(f"  of {min(products):.2f} to {max(products):.2f} s")
    print(f"largest paint {median(largest):28.2f} s")
    print(f"transferred with all pictures {kilobytes:12.0f} kB")


def _import_goods(browser: Browser, url: str, token: str) -> None:
    rows = "".join(f"B-{n},Barang ukur {n},{1000 + n},50\n" for n in range(GOODS))
    file = {"name": "barang.csv", "mimeType": "text/csv", "buffer": f"sku,nama,harga,stok\n{rows}".encode()}
    with _phone(browser, url) as page:
        headers = {"Authorization": f"Bearer {token}"}
        answer = page.request.post(
            "/api/products/import-csv", headers=headers, multipart={"file": file}, timeout=120_000
        )
        if not answer.ok:
            raise RuntimeError(answer.text())
        while page.request.get("/api/products?search=ukur").json()["total_items"] < GOODS:
            page.wait_for_timeout(500)


def _measure_taps(browser: Browser, url: str) -> None:
    """Print the times from taps on + until the next frame, once all goods are in the page."""
    with _phone(browser, url) as page:
        page.route("**/api/products?*", lambda route: route.continue_(url=route.request.url.replace("=24", "=100")))
        page.goto("/?search=ukur")
        there = page.evaluate(LOAD_ALL, GOODS)
        _slow_down(page, network=False)
        # What loading has left to do is no part of a tap.
        page.wait_for_timeout(2000)
        page.evaluate(WATCH_TAPS)
        buttons = page.locator(".product-card > button")
        for place in range(TAPS):
            buttons.nth(place).click()
            page.wait_for_timeout(300)
        taps = page.evaluate("taps")
    slowest = max(taps)
    print(f"{TAPS} taps on + among {there} goods: median {median(taps):.0f} ms")
    print(f"  slowest {slowest:.0f} ms   {_judged(slowest, MOST_TAP_MS)}")


def _judged(value: float, most: float) -> str:
    return f"target: <= {most:g}, {'met' if value <= most else 'MISSED'}"


if __name__ == "__main__":
    main()
