"""Fixtures of the front end's stories: a shop that serves the build, and a browser for each person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from devices import BUILD, Open, sign_in
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize
from till_parity import Run, started

from support.browser import MILLISECONDS
from support.database import Server
from support.people import Person, Shop
from support.shops import started_shop


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if (BUILD / "index.html").exists():
        return
    reason = "no build of the front end here; try sh scripts/build-frontend.sh"
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def shared_shop(server: Server, run_dir: Path) -> Iterator[Shop]:
    """The shop of this worker, with the front end; calls by API keys are counted."""
    with started_shop(server, run_dir, FRONTEND_DIR=str(BUILD), RATE_LIMIT_API="1000/hour") as shop:
        yield shop


@pytest.fixture
def device(browser: Browser, shop: Shop) -> Iterator[Callable[..., BrowserContext]]:
    """Return a new browser with an empty storage: a phone, or a laptop with `width=1280`.

    A test fails if a page had an error that nobody caught.
    """
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def start(width: int = 390, locale: str = "id-ID", **options: object) -> BrowserContext:
        more: dict[str, Any] = {"service_workers": "block", **options}
        viewport: ViewportSize = {"width": width, "height": 844}
        context = browser.new_context(base_url=shop.url, viewport=viewport, locale=locale, **more)
        context.set_default_timeout(MILLISECONDS)
        context.on("weberror", lambda error: errors.append(str(error.error)))
        contexts.append(context)
        return context

    yield start
    for context in contexts:
        context.close()
    assert not errors


@pytest.fixture
def open_as(device: Callable[..., BrowserContext]) -> Open:
    """Return a function that opens a path as this person, in a browser of their own."""

    def open_page(person: Person | None, path: str = "/", **options: object) -> Page:
        context = device(**options)
        page = context.new_page()
        if person is not None:
            sign_in(context, person)
        page.goto(path)
        return page

    return open_page


@pytest.fixture(scope="session")
def run_till() -> Iterator[Run]:
    """Calls functions of the till's pages outside a browser."""
    with started() as run:
        yield run
