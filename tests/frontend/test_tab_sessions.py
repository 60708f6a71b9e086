"""The session of a browser with several tabs, whose access tokens end after two seconds."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from devices import BUILD, sign_in
from playwright.sync_api import BrowserContext, expect

from support.browser import PLAIN_HOST
from support.database import Server
from support.deployments.nginx import Nginx
from support.people import PASSWORD, Person, Shop
from support.shops import started_shop

# Every second round loads all tabs anew, as a browser does when it is started.
ROUNDS = 20 if os.environ.get("LONG") else 2
TABS = 5
TOKEN_HAS_ENDED = """() => {
    const [, payload] = JSON.parse(localStorage["finenice.tokens"]).access_token.split(".");
    return JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/"))).exp * 1000 < Date.now();
}"""
# What is stored in one tab is told to the others, so that all of them call at the same moment.
SAVES_WHEN_TOLD = """
    window.addEventListener("storage", ({key}) => {
        if (key === "save") document.querySelector("form [type=submit]").click();
        if (key === "load") location.reload();
    });
"""
RECORDS_A_VISITORS_PAGE = """
    new MutationObserver(() => {
        if (document.querySelector('.top-bar a[href^="/login"], form')) sessionStorage.flashed = "yes";
    }).observe(document, {childList: true, subtree: true});
"""
BLOCKS_STORAGE = """
    Object.defineProperty(window, "localStorage", {get() { throw new DOMException("blocked", "SecurityError"); }});
"""
Device = Callable[..., BrowserContext]


@pytest.fixture(scope="module")
def shared_shop(server: Server, run_dir: Path) -> Iterator[Shop]:
    with started_shop(server, run_dir, FRONTEND_DIR=str(BUILD), ACCESS_TOKEN_SECONDS="2") as shop:
        yield shop


def active_sessions(shop: Shop, person: Person) -> int:
    # The first one is of the test's own client.
    return int(shop.value("SELECT COUNT(*) - 1 FROM sessions WHERE user_id = %s AND ended_at IS NULL", (person.id,)))


@pytest.fixture(params=["https", "http"])
def address(request: pytest.FixtureRequest, shop: Shop, tmp_path: Path) -> Iterator[str]:
    """The shop behind nginx by TLS, and by plain HTTP at a name that a browser does not take for its own machine."""
    if request.param == "http":
        yield shop.url.replace("127.0.0.1", PLAIN_HOST)
        return
    port = int(shop.url.rpartition(":")[2])
    with Nginx(tmp_path / "nginx", {"finenice_shop": [port, port]}) as nginx:
        yield nginx.url


def test_five_tabs_stay_signed_in_when_their_token_ends(shop: Shop, budi: Person, device: Device, address: str) -> None:
    context = device(ignore_https_errors=True)
    tabs = [context.new_page() for _ in range(TABS)]
    sign_in(context, budi)
    context.add_init_script(SAVES_WHEN_TOLD)
    first, *others = tabs
    renewals: list[int] = []
    context.on("response", lambda answer: renewals.append(answer.status) if "/auth/refresh" in answer.url else None)
    for tab in tabs:
        tab.goto(f"{address}/account")
        expect(tab.get_by_label("Nama", exact=True)).to_be_visible()
    assert first.evaluate("() => 'locks' in navigator") == address.startswith("https:")
    for turn in range(ROUNDS):
        loads = turn % 2 == 1
        names = [f"Budi {turn}-{number}" for number in range(TABS)]
        for tab, name in zip(tabs, names, strict=True):
            tab.get_by_label("Nama", exact=True).fill(name)
        first.wait_for_function(TOKEN_HAS_ENDED)
        others[0].evaluate(f"localStorage.{'load' if loads else 'save'} = '{turn}'")
        others[0].evaluate("location.reload()" if loads else "document.querySelector('form [type=submit]').click()")
        for tab, name in zip(tabs, names, strict=True):
            if loads:
                expect(tab.get_by_label("Nama", exact=True)).not_to_have_value(name)
            else:
                expect(tab.get_by_text("Profil Anda sudah disimpan.").last).to_be_visible()
        assert set(renewals) == {200} and active_sessions(shop, budi) == 1, f"a tab was signed out in round {turn}"


def test_a_tab_that_signs_out_takes_the_others_along(shop: Shop, budi: Person, device: Device) -> None:
    context = device()
    one, other = context.new_page(), context.new_page()
    sign_in(context, budi)
    for tab in (one, other):
        tab.goto("/account")
    one.get_by_role("main").get_by_role("button", name="Keluar").click()
    for tab in (one, other):
        tab.wait_for_url("**/login?next=%2Faccount")
    assert active_sessions(shop, budi) == 0


def test_a_reload_never_shows_the_page_of_a_visitor(shop: Shop, budi: Person, device: Device) -> None:
    context = device(width=1280)
    page = context.new_page()
    context.add_init_script(RECORDS_A_VISITORS_PAGE)
    sign_in(context, budi)
    for name in ("finenice.user", None):
        page.goto("/account/activity")
        if name:
            page.evaluate("name => localStorage.removeItem(name)", name)
        page.evaluate("() => delete sessionStorage.flashed")
        page.wait_for_function(TOKEN_HAS_ENDED)
        page.reload()
        expect(page.get_by_role("heading", name=budi.username)).to_be_visible()
        assert page.evaluate("() => sessionStorage.flashed ?? 'no'") == "no"


def test_a_tab_without_storage_works_until_it_is_closed(shop: Shop, budi: Person, device: Device) -> None:
    context = device()
    page = context.new_page()
    context.add_init_script(BLOCKS_STORAGE)
    page.goto("/login?next=/account")
    page.get_by_label("Email atau nama pengguna").fill(budi.username)
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    with page.expect_response("**/api/auth/refresh") as renewed:
        page.locator("form").get_by_role("button", name="Masuk").click()
        expect(page.get_by_role("heading", name=budi.username)).to_be_visible()
        for number in range(100):
            page.get_by_label("Nama", exact=True).fill(f"Budi {number}")
            page.get_by_role("button", name="Simpan profil").click()
            expect(page.get_by_role("heading", name=f"Budi {number}", exact=True)).to_be_visible()
            if renewed.is_done():
                break
    assert renewed.value.ok
