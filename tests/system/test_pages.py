"""Pages in a real browser: sign-up, purchases, courses, links in e-mails, certificates, documentation."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from simple_pages import BUDI, agree_to, come_back_as, dialog, fill_in, header, main, names, notice, press_buy, sign_up

from domain.courses.certificate import format_code, format_date
from support.accounts import NEW, email_token, enable_two_factor, register_with_email
from support.app import App, free_port
from support.people import PASSWORD, Person, Shop

PAGES = ("/", "/login", "/register", "/confirm-email#token=x", "/forgot-password", "/reset-password#token=x", "/docs")
A_WORD = re.compile(r"\S")


def test_a_person_signs_up_and_buys_the_last_one(page: Page, shop: Shop, sari: Person) -> None:
    sari.offers("Teh Melati", 12_000, 5)
    sari.offers("Kopi Gayo", 95_000, 1, description="Dipetik merah.")
    sari.offers("Kopi Toraja", 80_000, 3)
    page.goto("/")
    expect(page.get_by_text("3 dari 3 produk")).to_be_visible()
    header(page).get_by_role("link", name="Daftar").click()
    expect(page).to_have_url("/register")

    fill_in(page, BUDI)
    page.get_by_role("button", name="Daftar").click()
    expect(page).to_have_url("/")
    expect(header(page).get_by_text("Budi Santoso")).to_be_visible()
    expect(header(page).get_by_text("Masuk")).to_be_hidden()

    page.get_by_label("Cari").fill("kopi")
    expect(page.get_by_text("2 dari 2 produk")).to_be_visible()
    page.get_by_label("Urutkan").select_option("Termurah")
    expect(names(page)).to_have_text(["Kopi Toraja", "Kopi Gayo"])
    page.get_by_label("Urutkan").select_option("Termahal")
    expect(names(page)).to_have_text(["Kopi Gayo", "Kopi Toraja"])

    gayo = page.get_by_role("listitem").first
    expect(gayo.locator(":scope > :visible")).to_have_text(
        ["Kopi Gayo", "Dipetik merah.", "Rp 95.000", "Stok 1", "Beli"]
    )
    press_buy(page)
    expect(dialog(page)).to_be_visible()
    assert shop.value("SELECT COUNT(*) FROM transactions") == 0
    expect(dialog(page).locator("dt, dd").filter(visible=True)).to_have_text(
        ["Produk", "Kopi Gayo", "Jumlah", "1", "Total", "Rp 95.000", "Termasuk PPN", "Rp 0"]
    )
    agree_to(page, "Rp 95.000")
    expect(gayo.get_by_text("Habis")).to_be_visible()
    expect(gayo.get_by_role("button")).to_be_disabled()
    bearer = {"Authorization": "Bearer " + page.evaluate("localStorage.access_token")}
    (sale,) = shop.visitor().get("/api/transactions", headers=bearer).json()["transactions"]
    assert sale["total"] == 95_000
    told = f"Terjual: Kopi Gayo, Rp 95.000. Nomor struk {sale['receipt_number']}."
    expect(notice(page).get_by_role("status")).to_have_text(told)
    notice(page).get_by_role("button", name="Tutup").click()
    expect(notice(page)).to_have_count(0)
    expect(page.get_by_text("Terjual")).to_have_count(0)
    assert shop.value("SELECT stock FROM products WHERE name = 'Kopi Gayo'") == 0
    shop.must_be_sound()


def test_a_purchase_of_a_course_leads_to_its_page(
    page: Page, refusals: set[str], shop: Shop, sari: Person, budi: Person, dewi: Person
) -> None:
    product = sari.offers("Kelas ekspor", 250_000, 0)
    quiz = {"questions": [{"kind": "short", "text": "Apa?", "accepted": ["FOB"]}], "minutes": 30, "attempts": 2}
    contents = ({"title": "Dasar", "body": "Baca **ini**."}, {"title": "Ujian", "kind": "quiz", "quiz": quiz})
    course = dewi.teaches(*contents, title="Ekspor kopi", owner_id=sari.id, product_id=product)
    come_back_as(page, budi)
    expect(page.get_by_role("listitem").get_by_text("Kursus")).to_be_visible()
    press_buy(page, "Kelas ekspor")
    agree_to(page, "Rp 250.000")
    notice(page).get_by_role("link", name="Buka kursus").click()
    expect(page).to_have_url(f"/courses/{course['id']}")
    expect(page.get_by_role("heading", name="Ekspor kopi", level=1)).to_be_visible()
    expect(page.get_by_text("Kemajuan Anda 0 %.")).to_be_visible()
    page.get_by_role("button", name="Dasar").click()
    reading = page.get_by_role("article", name="Dasar")
    expect(reading.get_by_text("Baca ini.")).to_be_visible()
    expect(reading.get_by_role("strong")).to_have_text("ini")
    reading.get_by_role("button", name="Tandai selesai").click()
    expect(page.get_by_text("Kemajuan Anda 50 %.")).to_be_visible()
    # How long and how often is told before anything begins.
    page.get_by_role("button", name="Ujian").click()
    told = "30 menit sejak dimulai. Sisa percobaan: 2."
    expect(page.get_by_role("article", name="Ujian").get_by_text(told)).to_be_visible()
    assert shop.value("SELECT COUNT(*) FROM quiz_attempts") == 0
    # Who presses once more is told, and led there again.
    refusals.add("409")
    page.goto("/")
    press_buy(page, "Kelas ekspor")
    expect(notice(page)).to_contain_text("Anda sudah memiliki Kelas ekspor.")
    notice(page).get_by_role("link", name="Buka kursus").click()
    expect(page).to_have_url(f"/courses/{course['id']}")


def test_a_free_course_is_joined_on_its_page(page: Page, dewi: Person, budi: Person) -> None:
    course = dewi.teaches({"title": "Dasar"}, title="Gratis")
    page.goto(f"/courses/{course['id']}")
    expect(page.get_by_role("heading", name="Gratis", level=1)).to_be_visible()
    come_back_as(page, budi)
    page.goto(f"/courses/{course['id']}")
    expect(page.get_by_text("Anda belum terdaftar.")).to_be_visible()
    page.get_by_role("button", name="Ikuti kursus ini").click()
    page.get_by_role("button", name="Dasar").click()
    page.get_by_role("article", name="Dasar").get_by_role("button", name="Tandai selesai").click()
    page.get_by_role("link", name="Lihat sertifikat").click()
    page.wait_for_url("**/certificates/*")


def test_a_product_card_shows_its_image(page: Page, shop: Shop, sari: Person) -> None:
    sari.offers("Tanpa gambar")
    shown = sari.offers("Kopi Gayo")
    drawn = BytesIO()
    Image.new("RGB", (900, 600), (200, 30, 30)).save(drawn, "PNG")
    sari.post(f"/api/products/{shown}/images", files={"images": drawn.getvalue()})
    page.goto("/")
    expect(page.get_by_text("2 dari 2 produk")).to_be_visible()
    image = page.get_by_role("listitem").first.get_by_role("img", name="Gambar Kopi Gayo", exact=True)
    expect(image).to_have_js_property("naturalWidth", 480)
    # Its place is known before it has come, so that nothing jumps.
    for name, value in {"width": "480", "height": "320", "loading": "lazy"}.items():
        expect(image).to_have_attribute(name, value)
    expect(page.locator(".products img")).to_have_count(1)


def test_a_person_signs_out_and_in_again(page: Page, refusals: set[str], shop: Shop) -> None:
    refusals.add("401")
    sign_up(page)
    expect(page).to_have_url("/")
    header(page).get_by_role("button", name="Keluar").click()
    expect(header(page).get_by_role("link", name="Masuk")).to_be_visible()
    expect(header(page)).not_to_contain_text("Budi")
    assert shop.value("SELECT COUNT(*) FROM sessions WHERE ended_at IS NULL") == 0

    header(page).get_by_role("link", name="Masuk").click()
    expect(page).to_have_url("/login")
    fill_in(page, {"Email atau nama pengguna": BUDI["Email"], "Kata sandi": "bukan-ini-sandinya"})
    page.get_by_role("button", name="Masuk").click()
    expect(page.get_by_role("alert").get_by_text("Akun atau kata sandi salah.")).to_be_visible()
    fill_in(page, {"Kata sandi": PASSWORD})
    page.get_by_role("button", name="Masuk").click()
    expect(page).to_have_url("/")
    expect(header(page).get_by_text("Budi Santoso")).to_be_visible()


def test_each_sign_up_fault_is_shown_beside_its_field(page: Page, refusals: set[str], shop: Shop) -> None:
    refusals |= {"409", "422"}
    sign_up(page)
    expect(page).to_have_url("/")
    sign_up(page, Nama="Budi Lain")
    name, email, password = (page.get_by_label(label, exact=True) for label in BUDI)
    expect(page.locator("[data-fault=email]").filter(visible=True)).to_have_text("Ini sudah dipakai.")
    expect(email).to_have_attribute("aria-invalid", "true")
    expect(email).to_have_accessible_description("Ini sudah dipakai.")
    expect(email).to_be_focused()

    email.fill("budi2@example.com")
    password.fill("pendek")
    page.get_by_role("button", name="Daftar").click()
    told = "Pakai paling sedikit 8 karakter."
    expect(page.locator("[data-fault=password]").filter(visible=True)).to_have_text(told)
    expect(email).to_have_accessible_description("")
    name.fill("")
    page.get_by_role("button", name="Daftar").click()
    expect(page.locator("[data-fault=name]").filter(visible=True)).to_have_text("Wajib diisi.")
    assert shop.value("SELECT COUNT(*) FROM users") == 1


def test_product_text_is_escaped(page: Page, shop: Shop, sari: Person) -> None:
    attack = "<img src=x onerror=\"document.title='broken in'\"><script>document.title='broken in'</script>"
    sari.offers(attack, 1_000, 2, description=attack)
    sign_up(page, Nama=attack)
    expect(page).to_have_url("/")
    expect(names(page)).to_have_text([attack])
    expect(header(page).get_by_text(attack)).to_be_visible()
    expect(page.locator(".products .description").filter(visible=True)).to_have_text(attack)
    press_buy(page, attack)
    agree_to(page, "Rp 1.000")
    expect(notice(page)).to_contain_text(f"Terjual: {attack}")
    expect(page.locator("main img, main script, header img, header script")).to_have_count(0)
    expect(page).to_have_title("Finenice")


def test_an_email_change_link_asks_for_confirmation(page: Page, refusals: set[str], shop: Shop, budi: Person) -> None:
    refusals |= {"410", "422"}
    budi.put("/api/users/profile", {"email": "budi@example.com", "current_password": PASSWORD})
    message = shop.email("budi@example.com", "email_change").get_content()
    path = next(word for word in message.split() if "#token=" in word).removeprefix(shop.url)
    button = page.get_by_role("button", name="Konfirmasi")
    page.goto(path)
    expect(page.get_by_role("heading", name="Konfirmasi alamat email", level=1)).to_be_visible()
    assert budi.get("/api/users/profile").json()["email"] is None
    button.click()
    expect(page.get_by_text("Alamat email Anda sekarang budi@example.com.")).to_be_visible()
    expect(button).to_be_hidden()
    assert budi.get("/api/users/profile").json()["email"] == "budi@example.com"

    # Who has lost the answer presses again.
    page.goto("/")
    page.goto(path)
    button.click()
    expect(page.get_by_text("Alamat email Anda sekarang budi@example.com.")).to_be_visible()
    shop.rows("UPDATE one_time_links SET expires_at = UTC_TIMESTAMP(6)")
    page.goto("/")
    page.goto(path)
    button.click()
    expired = "Tautan ini sudah kedaluwarsa atau pernah dipakai. Minta tautan baru."
    expect(page.get_by_role("alert").get_by_text(expired)).to_be_visible()
    page.goto("/confirm-email")
    button.click()
    expect(page.get_by_role("alert").get_by_text("Tautan ini tidak lengkap.")).to_be_visible()


def test_a_password_reset_asks_for_the_totp_code(page: Page, refusals: set[str], shop: Shop) -> None:
    refusals.add("401")
    budi = register_with_email(shop)
    shop.rows("UPDATE users SET email_verified_at = UTC_TIMESTAMP(6)")
    shop.rows("INSERT INTO user_roles (user_id, role) VALUES (%s, 'developer')", (budi.id,))
    assert budi.post("/api/developer/key").status_code == 201
    phone = enable_two_factor(budi)
    page.goto("/login")
    page.get_by_role("link", name="Lupa kata sandi?").click()
    expect(page).to_have_url("/forgot-password")
    fill_in(page, {"Email": BUDI["Email"]})
    page.get_by_role("button", name="Kirim surat").click()
    expect(page.get_by_text("surat dengan tautan sedang dikirim")).to_be_visible()

    page.goto(f"/reset-password#token={email_token(shop, 'password_reset')}")
    fill_in(page, {"Kata sandi baru": NEW})
    page.get_by_label("Cabut juga semua kunci API saya").check()
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Kata sandi baru sudah berlaku.")).to_be_visible()
    assert shop.value("SELECT reason FROM api_keys") == "revoked"
    main(page).get_by_role("link", name="Masuk").click()
    expect(page).to_have_url("/login")
    code, button = page.get_by_label("Kode verifikasi"), page.get_by_role("button", name="Masuk")
    expect(code).to_be_hidden()
    fill_in(page, {"Email atau nama pengguna": BUDI["Email"], "Kata sandi": NEW})
    button.click()
    code.fill(phone.wrong())
    button.click()
    expect(page.get_by_text("Kode ini salah atau sudah pernah dipakai.")).to_be_visible()
    code.fill(phone.recovery_codes[0])
    button.click()
    expect(page).to_have_url("/")
    expect(header(page).get_by_text("Budi")).to_be_visible()


def test_the_certificate_page_shows_its_validity(
    page: Page, refusals: set[str], shop: Shop, dewi: Person, budi: Person
) -> None:
    refusals.add("404")
    code = budi.graduates(dewi.teaches())
    heading = page.get_by_role("heading", level=1)
    page.goto(f"/certificates/{code.lower()}")
    expect(heading).to_have_text("This certificate is genuine and valid")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    header(page).get_by_role("link", name="Bahasa Indonesia").click()
    expect(heading).to_have_text("Sertifikat ini asli dan berlaku")
    expect(page.locator("html")).to_have_attribute("lang", "id")
    day = format_date(datetime.now(UTC).replace(tzinfo=None), "id")
    expect(page.locator("dt, dd").filter(visible=True)).to_have_text(
        [
            "Nama", "budi", "Telah menyelesaikan kursus", "Ekspor kopi", "Diterbitkan pada", day,
            "Diterbitkan oleh", f"Finenice · {urlsplit(shop.url).netloc}", "Kode", format_code(code),
        ]
    )  # fmt: skip
    assert width_on_a_phone(page, 320) == 320

    dewi.delete(f"/api/certificates/{code}", json={"reason": "Keliru"})
    page.goto(f"/certificates/{code}?lang=id")
    expect(heading).to_have_text("Sertifikat ini sudah dicabut")
    expect(main(page)).not_to_contain_text("Keliru")
    expect(page.locator("main a[download]")).to_have_count(0)
    page.goto("/certificates/7?lang=id")
    expect(heading).to_have_text("Sertifikat ini tidak ada")


def width_on_a_phone(page: Page, width: int) -> int:
    """Return how wide the page is on a phone of this width. If it is wider, it scrolls sideways."""
    phone = page.context.new_cdp_session(page)
    metrics = {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    phone.send("Emulation.setDeviceMetricsOverride", metrics)
    return int(page.evaluate("document.documentElement.scrollWidth"))


# What a page of the documentation shows: its operations, its anchors and the links to them.
READ_PAGE = """() => {
    const all = (selector, place = document) => [...place.querySelectorAll(selector)];
    const text = (place, selector) => all(selector, place).map(part => part.textContent).join(" ");
    return {
        operations: all(".operation").map(place =>
            [".method", ".path", ".what", ".answers tbody th"].map(selector => text(place, selector)).join(" ")),
        ids: all("[id]").map(place => place.id),
        anchors: all('a[href^="#"]').map(link => link.getAttribute("href").slice(1)),
        schemas: all(".schema").map(schema => schema.id),
    };
}"""


def test_the_documentation_shows_every_operation(page: Page, shop: Shop) -> None:
    spec = shop.visitor().get("/openapi.json").json()
    wanted = {
        f"{method.upper()} {path} {operation['summary'].replace('`', '')} {' '.join(operation['responses'])}"
        for path, operations in spec["paths"].items()
        for method, operation in operations.items()
    }
    page.goto("/docs")
    addresses = "links => links.map(link => link.href)"
    pages = page.locator(".calls h3 a").evaluate_all(addresses)
    linked = page.locator(".call a").evaluate_all(addresses)
    shown, schemas = [], set()
    for url in pages:
        page.goto(url)
        found = page.evaluate(READ_PAGE)
        shown += found["operations"]
        ids = set(found["ids"])
        assert set(found["anchors"]) <= ids
        assert {unquote(link.partition("#")[2]) for link in linked if link.startswith(f"{url}#")} <= ids
        schemas.update(found["schemas"])
    assert sorted(shown) == sorted(wanted)
    assert schemas <= {f"schema-{name}" for name in spec["components"]["schemas"]}
    assert shop.visitor().get("/docs/none").status_code == 404


def test_a_developer_searches_the_documentation(page: Page) -> None:
    page.goto("/docs?lang=en")
    search = page.get_by_label("Search calls")
    calls = page.locator(".call").filter(visible=True)
    every = calls.count()
    search.fill("post transactions")
    assert 0 < calls.count() < every / 10
    search.fill("post transactions nowhere")
    expect(page.get_by_role("status").get_by_text("No call matches.")).to_be_visible()


def test_a_developer_reads_the_samples_in_one_language(page: Page) -> None:
    page.goto("/docs?lang=id")
    samples = page.locator(".sample").filter(visible=True)
    assert set(samples.locator("figcaption").all_text_contents()) == {"cURL"}
    page.get_by_role("radio", name="Python").check()
    assert set(samples.locator("figcaption").all_text_contents()) == {"Python"}
    expect(samples.filter(has_text="requests.post").first).to_be_visible()
    main(page).get_by_role("link", name="English").click()
    contents = page.get_by_role("navigation", name="Contents")
    expect(contents.get_by_text("Quick start")).to_be_visible()


def test_the_keyboard_is_enough_to_sign_in_and_buy(page: Page, sari: Person, budi: Person) -> None:
    sari.offers("Kopi Gayo", stock=5)
    page.goto("/")
    expect(page.get_by_text("1 dari 1 produk")).to_be_visible()
    focused = page.locator(":focus")

    def tab_to(text: str) -> None:
        """Move the focus to a link, button or field, and check that each stop is visibly focused."""
        for _ in range(20):
            page.keyboard.press("Tab")
            expect(focused).to_have_css("outline-style", "solid")
            if text in (focused.inner_text(), focused.get_attribute("id")):
                return
        pytest.fail(f"no way to {text} by Tab")

    tab_to("Masuk")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/login")
    expect(page.get_by_label("Email atau nama pengguna")).to_be_focused()
    page.keyboard.type("budi")
    tab_to("password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url("/")
    expect(page.get_by_text("1 dari 1 produk")).to_be_visible()
    tab_to("Beli")
    for key, left in (("Enter", 4), ("Space", 3)):
        page.keyboard.press(key)
        expect(dialog(page)).to_be_visible()
        tab_to("Beli sekarang")
        page.keyboard.press(key)
        expect(page.get_by_text(f"Stok {left}")).to_be_visible()
        expect(page.get_by_role("button", name="Beli Kopi Gayo")).to_be_focused()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_follows_a_strict_policy_and_labels_its_fields(page: Page, shop: Shop, path: str) -> None:
    """Nothing that a strict Content-Security-Policy would refuse, nothing from elsewhere, a label on each field,
    and no sideways scrolling on a telephone."""
    page.goto(path)
    expect(header(page).get_by_text("Finenice")).to_be_visible()
    inline = "script:not([src]), style, [style], [onclick], [onload], [onerror], [onsubmit], [href^='javascript:']"
    expect(page.locator(inline)).to_have_count(0)
    origins = "performance.getEntriesByType('resource').map(entry => new URL(entry.name).origin)"
    assert set(page.evaluate(origins)) == {shop.url}
    # What holds a text is named by it.
    controls = page.locator("button, a, summary").filter(has_not_text=A_WORD).or_(page.locator("input, select"))
    for control in controls.filter(visible=True).all():
        expect(control).to_have_accessible_name(A_WORD)
    expect(page.locator("h1")).to_have_count(1)
    assert width_on_a_phone(page, 390) == 390


def test_an_unknown_page_links_to_the_home_page(page: Page, refusals: set[str], sari: Person) -> None:
    refusals.add("404")
    sari.offers("Kopi Gayo")
    page.goto("/halaman-yang-salah")
    expect(page.get_by_role("heading", name="This page does not exist", level=1)).to_be_visible()
    expect(header(page).get_by_text("Sign in")).to_be_visible()
    page.get_by_role("link", name="Go to the home page").click()
    expect(page).to_have_url("/")
    expect(page.get_by_text("1 dari 1 produk")).to_be_visible()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Log nothing."""


@contextmanager
def another_site(folder: Path) -> Iterator[str]:
    """Serve this folder and yield its origin."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as site:
        threading.Thread(target=site.serve_forever).start()
        yield f"http://127.0.0.1:{site.server_address[1]}"
        site.shutdown()


FETCH = """([url, options]) =>
    fetch(url, options).then(async answer => [answer.status, (await answer.json()).code], fault => fault.name)
"""


def test_a_page_of_an_allowed_origin_sees_what_failed(browser: Browser, shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>Another site</title>")
    with another_site(tmp_path) as allowed, another_site(tmp_path) as other:
        env = {**shop.app.env, "ALLOWED_ORIGINS": allowed, "PORT": str(free_port()), "RUN_JOBS": "0"}
        app = App.start(env, tmp_path / "app.log")
        # These headers and methods make the browser ask first whether it may send the call.
        json: dict[str, Any] = {"headers": {"Content-Type": "application/json", "Authorization": "Bearer x"}}
        calls: list[tuple[str, dict[str, Any], list[Any]]] = [
            ("/api/prodcuts", {}, [404, "not_found"]),
            ("/api/prodcuts", {"method": "POST", **json}, [404, "not_found"]),
            ("/prodcuts", {"method": "DELETE"}, [404, "not_found"]),
            ("/api/products", {"method": "DELETE"}, [405, "method_not_allowed"]),
            ("/api/users/profile", {**json}, [401, "invalid_token"]),
            ("/api/auth/login", {"method": "POST", **json, "body": "{"}, [400, "malformed_json"]),
            ("/api/auth/login", {"method": "POST", **json, "body": " " * 2**20 + "{"}, [413, "payload_too_large"]),
        ]
        with browser.new_page() as page:
            page.goto(allowed)
            for path, options, told in calls:
                assert page.evaluate(FETCH, [app.url + path, options]) == told
            page.goto(other)
            for path, options, _ in calls:
                assert page.evaluate(FETCH, [app.url + path, options]) == "TypeError"
        assert app.stop() == 0
