"""Every page of the front end, as each role that may open it.

The quick run opens each page once on a phone. With LONG=1, axe, targets and sideways scroll are checked at three
widths, in both themes and languages.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from accessibility import check
from devices import Open
from playwright.sync_api import ConsoleMessage, Page, TimeoutError

from support.app import ROOT
from support.people import Person, Shop

PATHS: dict[str, str] = json.loads((ROOT / "frontend" / "src" / "paths.json").read_text(encoding="utf-8"))
LONG = bool(os.environ.get("LONG"))
WIDTHS = (320, 390, 1280)
LOOKS = [("light", "id-ID"), ("light", "en-US"), ("dark", "id-ID"), ("dark", "en-US")] if LONG else [("light", "id-ID")]
LIST = "nama,harga,stok,sku\nKopi,85000,10,K-1\nTeh,murah,20,T-1\n"
QUIZ = {
    "questions": [
        {"kind": "single", "text": "Siapa?", "options": [{"text": "Pembeli", "correct": True}, {"text": "Penjual"}]},
    ]
}  # fmt: skip
BODY = "## Judul\n\n| Satu | Dua |\n|---|---|\n| a | b |\n\n- butir\n\n```\nkode\n```"

VISITORS = (
    "shop product courses course login register forgotPassword resetPassword verifyEmail confirmEmail basket till "
    "display"
)
SEEN_BY = {
    "visitor": VISITORS,
    "budi": "shop product basket checkout orders order account security activity courses course content analysis",
    "sari": "today reorder sales incoming paymentAccounts goods newGoods goodsImports goodsImport goodsGroups "
    "editGoods analysis webhooks till desk staff vouchers taxes customers shifts shiftReport books count review",
    "dian": "developer analysis",
    "dewi": "authoring courseEditor contentEditor courseVersions courseLearners courseFigures developer "
    "admin people roleRequests audit emails jobs backups imports shopSettings",
}
# Beside the pages as such: errors, and states that an address names.
MORE = {
    "visitor": ["/nothing/here", "/product/999999", "/courses/999999", "/checkout"],
    "budi": ["/admin", "/today", "/orders/999999", "{content}?attempt={attempt}"],
    "sari": ["/goods/999999", "/goods/imports/999999", "/desk/shifts/999999", "/desk/customers?customer={customer}"],
    "dian": ["/goods"],
    "dewi": ["/authoring/999999", "/admin/audit?table=products", "/admin/people?search=nobody",
             "{courseVersions}?version=1"],
}  # fmt: skip
EXPECTED_ERRORS = re.compile(r"Failed to load resource: .* 40[134]|Service Worker registration blocked")


@dataclass
class World:
    people: dict[str, Person | None]
    addresses: dict[str, str]

    def paths(self, who: str) -> list[str]:
        return [
            *(self.addresses[name] for name in SEEN_BY[who].split()),
            *(one.format(**self.addresses) for one in MORE[who] if LONG or "?" not in one),
        ]


@pytest.fixture
def world(shop: Shop, sari: Person, budi: Person, dewi: Person) -> World:
    """A shop with one of everything, and the address of each page."""
    dian = shop.person("dian", "developer")
    dewi.post("/api/products/categories", {"name": "Minuman"})
    dewi.post("/api/products/brands", {"name": "Gayo"})
    sizes = ([{"name": "Isi", "value": value}, {"name": "Giling", "value": "Kasar"}] for value in ("250 g", "1 kg"))
    product = sari.offers("Kopi Gayo", 50_000, 5, sku="K-9", barcodes=["899"], cost=20_000, options=next(sizes))
    sari.offers("Kopi Gayo – 1 kg, Kasar", 180_000, 0, variant_of=product, options=next(sizes))
    sale = budi.buys(product, 2).json()["id"]
    report = sari.post("/api/products/import-csv", files={"file": ("daftar.csv", LIST)}).json()["id"]
    course = dewi.teaches({"body": BODY}, {"kind": "quiz", "title": "Ujian", "quiz": QUIZ})
    budi.post(f"/api/courses/{course['id']}/enroll")
    attempts = f"/api/courses/{course['id']}/contents/{course['contents'][1]}/attempts"
    attempt = budi.post(attempts).json()["id"]
    budi.post(f"{attempts}/{attempt}/submit", {"answers": []})
    budi.post("/api/users/role-requests", {"role": "seller", "note": "Kopi dari Gayo."})
    outlet = sari.get("/api/outlets").json()["outlets"][0]["id"]
    till = sari.post(f"/api/outlets/{outlet}/tills", {"name": "Kasir depan", "series": "A"}).json()["id"]
    key = {"Idempotency-Key": "all-pages"}
    shift = sari.post("/api/shifts", {"till_id": till, "opening": 100_000}, headers=key).json()["id"]
    sari.post("/api/staff", {"username": "budi", "duty": "cashier", "pin": "8520"})
    sari.post("/api/vouchers", {"code": "HEMAT10", "kind": "percent", "value": 10})
    customer = sari.post("/api/customers", {"name": "Bu Tini", "phone": "0812 3456 7890"}).json()["id"]
    made = dian.post("/api/developer/key", {"name": "Kasir", "scopes": ["products:read"]})
    assert made.status_code == 201, made.text
    ids: dict[str, Any] = {
        "productId": product, "orderId": sale, "importId": report, "courseId": course["id"],
        "contentId": course["contents"][1], "shiftId": shift,
    }  # fmt: skip
    addresses = {name: re.sub(r":(\w+)", lambda found: str(ids[found[1]]), path) for name, path in PATHS.items()}
    return World(
        {"visitor": None, "budi": budi, "sari": sari, "dian": dian, "dewi": dewi},
        {**addresses, "attempt": str(attempt), "customer": str(customer)},
    )


def go_to(page: Page, path: str) -> None:
    """Go to the page as a link does, which is faster than to load it."""
    page.evaluate(
        """path => {
            document.querySelectorAll("h1").forEach(heading => heading.dataset.before = "yes");
            history.pushState(null, "", path);
            dispatchEvent(new PopStateEvent("popstate"));
        }""",
        path,
    )


def look_at(page: Page, path: str, theme: str) -> list[str]:
    if LONG:
        page.goto(path)
    else:
        go_to(page, path)
    try:
        page.locator("main h1:not([data-before])").first.wait_for(timeout=30_000)
    except TimeoutError:
        return [f"{path} has no heading"]
    if not LONG:
        overflow = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return [f"{path} scrolls sideways by {overflow} px"] if overflow > 0 else []
    page.wait_for_load_state("networkidle")
    return [fault for width in WIDTHS for fault in check(page, width=width, theme=theme)]


@pytest.mark.parametrize(("theme", "locale"), LOOKS)
def test_every_page_can_be_used(world: World, open_as: Open, theme: str, locale: str) -> None:
    assert {name for names in SEEN_BY.values() for name in names.split()} == PATHS.keys()
    faults: list[str] = []

    def listener(page: Page) -> Callable[[ConsoleMessage], None]:
        def listen(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning") and not EXPECTED_ERRORS.search(message.text):
                faults.append(f"{page.url}: {message.text}")

        return listen

    for who, person in world.people.items():
        page = open_as(person, "/start", locale=locale, color_scheme=theme, reduced_motion="reduce")
        page.on("console", listener(page))
        for path in world.paths(who):
            faults += look_at(page, path, theme)
    assert not faults, "\n".join(faults)
