"""A till in a browser, as its people use it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from devices import Open
from playwright.sync_api import BrowserContext, Page, expect

from support.app import wait_until
from support.people import Person

PIN = "8520"


@dataclass
class Counter:
    """A till with an open shift, in the hands of a cashier."""

    page: Page
    owner: Person
    till_id: int

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    def is_ready(self) -> None:
        expect(self.page.get_by_role("region", name="Tiket")).to_be_visible()

    def scan(self, code: str, halfway: Callable[[], Any] = lambda: None) -> None:
        """Type a code as fast as a scanner does, wherever the focus is.

        The keys have times of their own: on a busy machine the calls for them may come too slowly for a scanner.
        """
        session, at = self.context.new_cdp_session(self.page), time.time()
        keys = [*({"key": each, "text": each} for each in code), {"key": "Enter", "code": "Enter", "text": "\r"}]
        for number, key in enumerate(keys):
            if number == len(code) // 2:
                halfway()
            session.send("Input.dispatchKeyEvent", {"type": "keyDown", "timestamp": at + number / 100, **key})
            session.send("Input.dispatchKeyEvent", {"type": "keyUp", "timestamp": at + number / 100, "key": key["key"]})
        session.detach()

    def pay(self, received: int | None = None) -> None:
        """Pay by keyboard in cash, exactly or with this much."""
        self.page.keyboard.press("F9")
        field = self.page.get_by_label("Uang diterima")
        expect(field).to_be_focused()
        if received is not None:
            field.fill(str(received))
        field.press("Enter")
        expect(self.page.get_by_role("button", name="Penjualan baru")).to_be_focused()

    def sell(self, *codes: str, received: int | None = None) -> None:
        """Sell goods for cash, and begin a new ticket."""
        for code in codes:
            self.scan(code)
        self.pay(received)
        self.page.keyboard.press("Enter")
        self.is_ready()

    def is_sent(self) -> None:
        """Wait until everything is booked."""
        expect(self.page.get_by_role("button", name="Terhubung")).to_be_visible()

    def sales(self) -> list[dict[str, Any]]:
        """Return what the shop has booked, oldest first."""
        query = {"scope": "sales", "per_page": "100"}
        found = self.owner.get("/api/transactions", params=query).json()["transactions"]
        return sorted(found, key=lambda sale: sale["receipt_number"])


def is_kept(page: Page) -> None:
    """Wait until the till would open without a network."""
    kept = """async () => {
        await navigator.serviceWorker.ready;
        return navigator.serviceWorker.controller && !!(await caches.match("/till", {ignoreVary: true}));
    }"""
    wait_until(lambda: page.evaluate(kept))


def hire(owner: Person, cashier: Person, duty: str = "cashier") -> None:
    answer = owner.post("/api/staff", {"username": cashier.username, "duty": duty, "pin": PIN})
    assert answer.status_code == 201, answer.text


def set_up(open_as: Open, owner: Person, **options: object) -> Page:
    """Make a new browser the first till of the owner, who signs out of it afterwards."""
    page = open_as(owner, "/till", **options)
    page.get_by_label("Nama kasir").fill("Kasir depan")
    page.get_by_label("Seri struk").fill("a")
    page.get_by_role("button", name="Pakai kasir ini").click()
    page.get_by_role("button", name=re.compile("^Keluarkan ")).click()
    return page


def sign_in(page: Page, cashier: Person) -> None:
    page.get_by_role("button", name=cashier.username).click()
    page.get_by_label("PIN").fill(PIN)
    page.get_by_role("button", name="Masuk", exact=True).click()


def open_counter(open_as: Open, owner: Person, cashier: Person, opening: int = 200_000, **options: object) -> Counter:
    """Hire the cashier, set a till up, sign in, and open a shift."""
    hire(owner, cashier)
    page = set_up(open_as, owner, **options)
    sign_in(page, cashier)
    page.get_by_label("Uang di laci").fill(str(opening))
    page.get_by_role("button", name="Buka kas").click()
    counter = Counter(page, owner, page.evaluate("JSON.parse(localStorage['finenice.till']).till_id"))
    counter.is_ready()
    return counter
