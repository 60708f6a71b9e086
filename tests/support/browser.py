"""The browser of the tests of pages: the front end's, and the simple ones."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

# The shell is Chromium without windows, and needs less CPU.
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
# A name that a browser does not take for this machine's own, so that plain HTTP is what it is elsewhere.
PLAIN_HOST = "toko.test"
RESOLVE = f"--host-resolver-rules=MAP {PLAIN_HOST} 127.0.0.1"
# How long a page may take on a busy machine.
MILLISECONDS = 30_000


@contextmanager
def started_browser() -> Iterator[Browser]:
    """Start the browser of a worker; each test has contexts of its own in it. Skip the test where there is none."""
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine; try sh scripts/install-browser.sh")
    # Importing it takes longer than most tests, which need no browser.
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=MILLISECONDS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[RESOLVE])
        yield browser
        browser.close()


def lose_answer(route: Route) -> None:
    """Send the request to the shop, and lose its answer."""
    route.fetch()
    route.abort()
