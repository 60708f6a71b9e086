"""A till without a network: each sale is booked once, whatever happens to the browser."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from devices import Open
from playwright.sync_api import Browser, BrowserContext, Page, expect
from till_pages import Counter, is_kept, open_counter

from queries.system import integrity_checks
from support.app import wait_until
from support.browser import CHROMIUM, MILLISECONDS, lose_answer
from support.people import PASSWORD, Person, Shop

SALES = 20 if os.environ.get("LONG") else 4
CODE = "8991234567890"
PRICE = 18_250
ELSEWHERE = "Kasir terbuka di tab lain"


def waiting(page: Page, count: int) -> None:
    expect(page.get_by_role("button", name=f"{count} menunggu")).to_be_visible()


def one_that_waits(*tabs: Page) -> Page | None:
    """Return the tab that waits for the other one, or None while both do or none does."""
    found = [tab for tab in tabs if tab.get_by_text(ELSEWHERE).is_visible()]
    return found[0] if len(found) == 1 else None


def are_booked_once(counter: Counter, count: int, shop: Shop) -> None:
    """Check that there are so many sales, with numbers from 1 on, and that `flask check` finds nothing."""
    numbers = [sale["receipt_number"] for sale in counter.sales()]
    assert numbers == [f"A-{number:06d}" for number in range(1, count + 1)]
    assert {name: rows for name, sql in integrity_checks.CHECKS.items() if (rows := shop.rows(sql))} == {}


def test_sales_without_a_network_are_booked_once(shop: Shop, sari: Person, budi: Person, open_as: Open) -> None:
    coffee, tea = sari.offers("Kopi", PRICE, 100, barcodes=[CODE]), sari.offers("Teh", PRICE, 100)
    counter = open_counter(open_as, sari, budi, width=1280, service_workers="allow")
    page, context = counter.page, counter.context
    tiles = page.locator(".till-tile")
    expect(tiles).to_have_count(2)
    # What changes after the first copy is kept, too.
    assert sari.put(f"/api/products/{coffee}", {"name": "Kopi susu"}).status_code == 200
    assert sari.delete(f"/api/products/{tea}").status_code == 200
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(tiles).to_have_count(1)
    expect(tiles).to_contain_text("Kopi susu")
    is_kept(page)
    context.set_offline(True)
    for _ in range(SALES // 2):
        counter.sell(CODE, received=20_000)
    waiting(page, SALES // 2)
    counter.scan(CODE)

    page.reload()
    expect(page.get_by_role("region", name="Tiket")).to_contain_text("Kopi susu")
    expect(tiles).to_have_count(1)
    expect(tiles).to_contain_text("Kopi susu")
    waiting(page, SALES // 2)
    counter.pay()
    page.keyboard.press("Enter")

    other = context.new_page()
    other.goto("/till")
    waits = wait_until(lambda: one_that_waits(page, other))
    waits.get_by_role("button", name="Pakai di sini").click()
    sells = page if waits is other else other
    expect(sells.get_by_text(ELSEWHERE)).to_be_visible()
    second = Counter(waits, sari, counter.till_id)
    second.is_ready()
    for _ in range(SALES - SALES // 2 - 1):
        second.sell(CODE)
    waiting(waits, SALES)
    waits.get_by_role("button", name=re.compile("Ganti orang")).click()
    expect(waits.get_by_role("button", name="Keluar dari kasir")).to_be_disabled()
    waits.get_by_role("button", name="Kembali").click()

    # The shop books it, but its answer is lost.
    context.route("**/api/sync", lose_answer, times=1)
    context.set_offline(False)
    second.is_sent()
    are_booked_once(counter, SALES, shop)


@pytest.fixture
def profile(browser: Browser, tmp_path: Path) -> Iterator[Profile]:
    """A browser of its own, which can be killed."""
    started = Profile(browser, tmp_path / "profile")
    yield started
    started.kill()


class Profile:
    """A browser with a profile on the disk."""

    def __init__(self, browser: Browser, directory: Path) -> None:
        self.browser, self.directory = browser, directory
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> BrowserContext:
        port = self.directory / "DevToolsActivePort"
        port.unlink(missing_ok=True)
        switches = ["--headless", "--no-sandbox", "--accept-lang=id-ID", "--remote-debugging-port=0"]
        switches.append(f"--user-data-dir={self.directory}")
        self.process = subprocess.Popen(
            [str(CHROMIUM), *switches, "about:blank"],
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        wait_until(lambda: port.exists() and "\n" in port.read_text())
        address = f"http://127.0.0.1:{port.read_text().split()[0]}"
        context = self.browser.browser_type.connect_over_cdp(address).contexts[0]
        context.set_default_timeout(MILLISECONDS)
        return context

    def kill(self) -> None:
        """End it as a power cut does."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def test_a_power_cut_loses_no_sale(shop: Shop, sari: Person, budi: Person, profile: Profile) -> None:
    sari.offers("Kopi susu", PRICE, 100, barcodes=[CODE])

    def open_here(person: Person, path: str, **_: object) -> Page:
        context = profile.start()
        page = context.new_page()
        page.goto(shop.url + "/login?next=/till")
        page.locator("[name=name]").fill(person.username)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("[name=password]").press("Enter")
        return page

    counter = open_counter(open_here, sari, budi)
    is_kept(counter.page)
    counter.context.set_offline(True)
    for number in range(1, SALES + 1):
        counter.scan(CODE)
        counter.pay()
        if number % 2 == 0:
            # The receipt is shown, so the sale is on the disk.
            profile.kill()
            context = profile.start()
            context.set_offline(True)
            page = context.new_page()
            page.goto(shop.url + "/till")
            counter = Counter(page, sari, counter.till_id)
            # The receipt may be shown again.
            again, left = page.get_by_role("button", name="Penjualan baru"), f"{number} menunggu"
            expect(again.or_(page.get_by_role("button", name=left)).first).to_be_visible()
            if again.is_visible():
                page.keyboard.press("Enter")
            waiting(page, number)
            counter.is_ready()
        else:
            counter.page.keyboard.press("Enter")
    counter.context.set_offline(False)
    counter.is_sent()
    are_booked_once(counter, SALES, shop)
