"""A page of the simple ones, and what people do on several of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from support.browser import MILLISECONDS
from support.people import PASSWORD, Person, Shop

BUDI = {"Nama": "Budi Santoso", "Email": "budi@example.com", "Kata sandi": PASSWORD}


@pytest.fixture
def refusals() -> set[str]:
    """Statuses of answers, or network errors, that a test provokes. Only they may be logged to the console."""
    return set()


@pytest.fixture
def page(browser: Browser, shop: Shop, refusals: set[str]) -> Iterator[Page]:
    """A page in a browser without a session. No page of this browser may log to the console."""
    logged: list[str] = []
    with browser.new_context(base_url=shop.url, locale="en-US") as context:
        context.set_default_timeout(MILLISECONDS)
        context.on("console", lambda message: logged.append(message.text))
        context.on("weberror", lambda error: logged.append(str(error.error)))
        yield context.new_page()
        for each in context.pages:
            each.wait_for_load_state()
            # What a page has logged arrives before this answer.
            each.evaluate("0")
    expected = re.compile(rf"Failed to load resource: .*\b({'|'.join(refusals) or 'nothing'})\b")
    complaints = [message for message in logged if not expected.match(message)]
    assert not complaints, complaints


def header(page: Page) -> Locator:
    return page.get_by_role("banner")


def main(page: Page) -> Locator:
    return page.get_by_role("main")


def dialog(page: Page) -> Locator:
    """Return the dialog that asks for confirmation of a purchase."""
    return page.get_by_role("dialog", name="Beli produk ini?")


def notice(page: Page) -> Locator:
    """Return the notice at the foot of the page, while it is shown."""
    return page.locator(".notice:not(.quiet)")


def names(page: Page) -> Locator:
    """Return the names of the products."""
    return page.locator(".products").get_by_role("heading")


def fill_in(page: Page, fields: dict[str, str]) -> None:
    for label, text in fields.items():
        page.get_by_label(label, exact=True).fill(text)


def sign_up(page: Page, **changes: str) -> None:
    page.goto("/register")
    fill_in(page, BUDI | changes)
    page.get_by_role("button", name="Daftar").click()


def remember(page: Page, **what: str) -> None:
    page.evaluate("what => Object.assign(localStorage, what)", what)


def come_back_as(page: Page, person: Person, url: str = "") -> None:
    """Open the shop with an earlier session of this person."""
    page.goto(f"{url}/login")
    remember(page, access_token=person.token, refresh_token=person.refresh_token, user=person.username)
    page.goto(f"{url}/")


def press_buy(page: Page, product: str = "Kopi Gayo") -> None:
    page.get_by_role("button", name=f"Beli {product}").click()


def agree_to(page: Page, total: str, button: str = "Beli sekarang") -> None:
    """Check the total in the dialog, and confirm it."""
    expect(dialog(page).locator("[data-total]")).to_have_text(total)
    dialog(page).get_by_role("button", name=button).click()
