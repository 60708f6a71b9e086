"""A real browser for tests of pages: users see, type, click and press keys."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from support.people import PASSWORD, Person, Shop

CHROMIUM = shutil.which("chromium")
DRIVER = shutil.which("chromedriver")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,800",
    "--host-resolver-rules=MAP toko.test 127.0.0.1",
)
# A name that a browser does not take for this machine's own.
PLAIN_HOST = "toko.test"
BUDI = {"name": "Budi Santoso", "email": "budi@example.com", "password": PASSWORD}


class Window:
    """A browser window that is used like a person does: fields by their labels, buttons by their text."""

    def __init__(self, driver: Chrome, url: str) -> None:
        self.driver = driver
        self.url = url
        self.refusals: set[int] = set()

    def wait(self, condition: Callable[[], Any], otherwise: str = "this did not happen in time") -> Any:
        """Wait until the condition is true. Elements that vanish while the page is rendered are looked up again."""
        passing = (StaleElementReferenceException, NoSuchElementException)
        return WebDriverWait(self.driver, 10, 0.05, passing).until(lambda _: condition(), otherwise)

    def opens(self, path: str) -> None:
        self.driver.get(self.url + path)

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def sees(self, text: str, within: str = "body") -> None:
        self.wait(lambda: text in self.one(within).text, f"{text!r} is not to be seen in {within}")

    def lands_on(self, path: str) -> None:
        self.wait(lambda: urlsplit(self.driver.current_url).path == path, f"this is not {path}")

    def field(self, label: str) -> WebElement:
        xpath = f"//label[normalize-space()='{label}']"
        for_what = self.wait(
            lambda: self.driver.find_element(By.XPATH, xpath).get_attribute("for"), f"no field {label}"
        )
        return self.one(f"#{for_what}")

    def fills_in(self, **fields: str) -> None:
        labels = {"name": "Nama", "email": "Email", "identifier": "Email atau nama pengguna", "password": "Kata sandi"}
        for name, text in fields.items():
            field = self.field(labels[name])
            field.clear()
            field.send_keys(text)

    def clicks(self, text: str, within: str = "main") -> None:
        xpath = f".//*[self::a or self::button][normalize-space()='{text}']"

        def found() -> WebElement | None:
            place = self.one(within).find_element(By.XPATH, xpath)
            return place if place.is_displayed() and place.is_enabled() else None

        self.wait(found, f"nothing to click with {text!r} on it").click()

    def buys(self, total: str, within: str = "main") -> None:
        """Press "Beli", check the total, and confirm it."""
        self.clicks("Beli", within)
        self.agrees_to(total)

    def agrees_to(self, total: str, button: str = "Beli sekarang") -> None:
        self.wait(lambda: self.all("dialog[open]") and total in self.one("dialog [data-total]").text, f"not {total}")
        self.clicks(button, "dialog")

    def signs_up(self, **changes: str) -> None:
        self.opens("/register")
        self.fills_in(**(BUDI | changes))
        self.clicks("Daftar", "form")

    def names(self) -> list[str]:
        script = "return [...document.querySelectorAll('.products h2')].map(place => place.textContent)"
        found: list[str] = self.driver.execute_script(script)
        return found

    def presses(self, *keys: str) -> None:
        ActionChains(self.driver).send_keys(*keys).perform()

    def remembers(self, **what: str) -> None:
        self.driver.execute_script("Object.assign(localStorage, arguments[0])", what)

    def comes_back_as(self, person: Person) -> None:
        """Open the shop with an earlier session of this user."""
        self.opens("/login")
        self.remembers(access_token=person.token, refresh_token=person.refresh_token, user=person.username)
        self.opens("/")

    def complaints(self) -> list[str]:
        """Return new console messages, except for the expected refusals."""
        return [
            entry["message"]
            for entry in self.driver.get_log("browser")
            if not any(f"status of {status} " in entry["message"] for status in self.refusals)
        ]


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    options = ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = Chrome(options, Service(str(DRIVER)))
    driver.set_page_load_timeout(20)
    yield driver
    driver.quit()


@pytest.fixture
def window(driver: Chrome, shop: Shop) -> Iterator[Window]:
    """A window without a session. No page may log to the console."""
    driver.execute_cdp_cmd("Storage.clearDataForOrigin", {"origin": shop.url, "storageTypes": "all"})
    window = Window(driver, shop.url)
    window.complaints()
    yield window
    complaints = window.complaints()
    driver.get("about:blank")
    assert complaints == []
