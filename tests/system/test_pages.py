"""Pages in a real browser: sign-up, purchases, courses, links in e-mails, certificates, documentation."""

from __future__ import annotations

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
from browser import BUDI, CHROMIUM, DRIVER, Window
from PIL import Image
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.support.ui import Select

from domain.courses.certificate import format_code, format_date
from support.accounts import NEW, email_token, enable_two_factor, register_with_email
from support.app import App, free_port, wait_until
from support.people import PASSWORD, Person, Shop

PAGES = ("/", "/login", "/register", "/confirm-email#token=x", "/forgot-password", "/reset-password#token=x", "/docs")

pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="no chromium and chromedriver on this machine; try sh scripts/install-browser.sh"
)


def test_a_person_signs_up_and_buys_the_last_one(window: Window, shop: Shop, sari: Person) -> None:
    sari.offers("Teh Melati", 12_000, 5)
    sari.offers("Kopi Gayo", 95_000, 1, description="Dipetik merah.")
    sari.offers("Kopi Toraja", 80_000, 3)
    window.opens("/")
    window.sees("3 dari 3 produk")
    window.clicks("Daftar", "header")
    window.lands_on("/register")

    window.fills_in(**BUDI)
    window.clicks("Daftar", "form")
    window.lands_on("/")
    window.sees("Budi Santoso", "header")
    assert "Masuk" not in window.one("header").text

    window.field("Cari").send_keys("kopi")
    window.sees("2 dari 2 produk")
    Select(window.field("Urutkan")).select_by_visible_text("Termurah")
    window.wait(lambda: window.names() == ["Kopi Toraja", "Kopi Gayo"])
    Select(window.field("Urutkan")).select_by_visible_text("Termahal")
    window.wait(lambda: window.names() == ["Kopi Gayo", "Kopi Toraja"])

    gayo = ".products li:first-child"
    assert window.one(gayo).text.split("\n") == ["Kopi Gayo", "Dipetik merah.", "Rp 95.000", "Stok 1", "Beli"]
    window.clicks("Beli", gayo)
    window.wait(lambda: window.one("dialog").is_displayed())
    assert shop.value("SELECT COUNT(*) FROM transactions") == 0
    terms, told = ([each.text for each in window.all(f"dialog {tag}")] for tag in ("dt", "dd"))
    assert dict(zip(terms, told, strict=True)) == {
        "Produk": "Kopi Gayo", "Jumlah": "1", "Total": "Rp 95.000", "Termasuk PPN": "Rp 0",
    }  # fmt: skip
    window.agrees_to("Rp 95.000")
    window.sees("Habis", gayo)
    assert not window.one(f"{gayo} button").is_enabled()
    bearer = {"Authorization": "Bearer " + window.driver.execute_script("return localStorage.access_token")}
    (sale,) = shop.visitor().get("/api/transactions", headers=bearer).json()["transactions"]
    assert sale["total"] == 95_000
    window.sees(f"Terjual: Kopi Gayo, Rp 95.000. Nomor struk {sale['receipt_number']}.", ".notice")
    window.clicks("Tutup", ".notice")
    window.wait(lambda: not window.one(".notice p").text)
    assert shop.value("SELECT stock FROM products WHERE name = 'Kopi Gayo'") == 0
    shop.must_be_sound()


def test_a_purchase_of_a_course_leads_to_its_page(
    window: Window, shop: Shop, sari: Person, budi: Person, dewi: Person
) -> None:
    product = sari.offers("Kelas ekspor", 250_000, 0)
    quiz = {"questions": [{"kind": "short", "text": "Apa?", "accepted": ["FOB"]}], "minutes": 30, "attempts": 2}
    contents = ({"title": "Dasar", "body": "Baca **ini**."}, {"title": "Ujian", "kind": "quiz", "quiz": quiz})
    course = dewi.teaches(*contents, title="Ekspor kopi", owner_id=sari.id, product_id=product)
    window.comes_back_as(budi)
    window.sees("Kursus", ".products li")
    window.buys("Rp 250.000")
    window.clicks("Buka kursus", ".notice")
    window.lands_on(f"/courses/{course['id']}")
    window.sees("Ekspor kopi", "h1")
    window.sees("Kemajuan Anda 0 %.")
    window.clicks("Dasar")
    window.sees("Baca ini.", ".reading")
    assert window.one(".reading strong").text == "ini"
    window.clicks("Tandai selesai", ".reading")
    window.sees("Kemajuan Anda 50 %.")
    # How long and how often is told before anything begins.
    window.clicks("Ujian")
    window.sees("30 menit sejak dimulai. Sisa percobaan: 2.", ".reading")
    assert shop.value("SELECT COUNT(*) FROM quiz_attempts") == 0
    # Who presses once more is told, and led there again.
    window.refusals = {409}
    window.opens("/")
    window.clicks("Beli")
    window.sees("Anda sudah memiliki Kelas ekspor.", ".notice")
    window.clicks("Buka kursus", ".notice")
    window.lands_on(f"/courses/{course['id']}")


def test_a_free_course_is_joined_on_its_page(window: Window, dewi: Person, budi: Person) -> None:
    course = dewi.teaches({"title": "Dasar"}, title="Gratis")
    window.opens(f"/courses/{course['id']}")
    window.sees("Gratis", "h1")
    window.comes_back_as(budi)
    window.opens(f"/courses/{course['id']}")
    window.sees("Anda belum terdaftar.")
    window.clicks("Ikuti kursus ini")
    window.clicks("Dasar")
    window.clicks("Tandai selesai", ".reading")
    window.clicks("Lihat sertifikat")
    window.wait(lambda: "/certificates/" in window.driver.current_url)


def test_a_product_card_shows_its_image(window: Window, shop: Shop, sari: Person) -> None:
    sari.offers("Tanpa gambar")
    shown = sari.offers("Kopi Gayo")
    drawn = BytesIO()
    Image.new("RGB", (900, 600), (200, 30, 30)).save(drawn, "PNG")
    sari.post(f"/api/products/{shown}/images", files={"images": drawn.getvalue()})
    window.opens("/")
    window.sees("2 dari 2 produk")
    image = window.one(".products li:first-child img")
    window.wait(lambda: image.get_property("naturalWidth") == 480)
    assert image.get_attribute("alt") == "Gambar Kopi Gayo"
    # Its place is known before it has come, so that nothing jumps.
    assert [image.get_dom_attribute(name) for name in ("width", "height", "loading")] == ["480", "320", "lazy"]
    assert len(window.all(".products img")) == 1


def test_a_person_signs_out_and_in_again(window: Window, shop: Shop) -> None:
    window.refusals = {401}
    window.signs_up()
    window.lands_on("/")
    window.clicks("Keluar", "header")
    window.sees("Masuk", "header")
    assert "Budi" not in window.one("header").text
    assert shop.value("SELECT COUNT(*) FROM sessions WHERE ended_at IS NULL") == 0

    window.clicks("Masuk", "header")
    window.lands_on("/login")
    window.fills_in(identifier=BUDI["email"], password="bukan-ini-sandinya")
    window.clicks("Masuk", "form")
    window.sees("Akun atau kata sandi salah.", "form")
    window.fills_in(password=PASSWORD)
    window.clicks("Masuk", "form")
    window.lands_on("/")
    window.sees("Budi Santoso", "header")


def test_each_sign_up_fault_is_shown_beside_its_field(window: Window, shop: Shop) -> None:
    window.refusals = {409, 422}
    window.signs_up()
    window.lands_on("/")

    def told(name: str) -> str:
        return window.one(f"[data-fault~='{name}']").text

    window.signs_up(name="Budi Lain")
    window.wait(lambda: told("email") == "Ini sudah dipakai.")
    email = window.field("Email")
    assert email.get_attribute("aria-invalid") == "true"
    assert email.get_attribute("aria-describedby") == window.one("[data-fault='email']").get_attribute("id")
    assert window.driver.switch_to.active_element == email

    window.fills_in(email="budi2@example.com", password="pendek")
    window.clicks("Daftar", "form")
    window.wait(lambda: told("password") == "Pakai paling sedikit 8 karakter.")
    assert told("email") == ""
    window.fills_in(name="")
    window.clicks("Daftar", "form")
    window.wait(lambda: told("name") == "Wajib diisi.")
    assert shop.value("SELECT COUNT(*) FROM users") == 1


def test_product_text_is_escaped(window: Window, shop: Shop, sari: Person) -> None:
    attack = "<img src=x onerror=\"document.title='broken in'\"><script>document.title='broken in'</script>"
    sari.offers(attack, 1_000, 2, description=attack)
    window.signs_up(name=attack)
    window.lands_on("/")
    window.wait(lambda: window.names() == [attack])
    window.sees(attack, "header")
    assert window.one(".products .description").text == attack
    window.buys("Rp 1.000")
    window.sees(f"Terjual: {attack}", ".notice")
    assert window.all("main img, main script, header img, header script") == []
    assert window.driver.title == "Finenice"


def test_an_email_change_link_asks_for_confirmation(window: Window, shop: Shop, budi: Person) -> None:
    window.refusals = {410, 422}
    budi.put("/api/users/profile", {"email": "budi@example.com", "current_password": PASSWORD})
    message = shop.email("budi@example.com", "email_change").get_content()
    path = next(word for word in message.split() if "#token=" in word).removeprefix(shop.url)
    window.opens(path)
    window.sees("Konfirmasi alamat email", "h1")
    assert budi.get("/api/users/profile").json()["email"] is None
    window.clicks("Konfirmasi", "form")
    window.sees("Alamat email Anda sekarang budi@example.com.", "form")
    assert not window.one("form button").is_displayed()
    assert budi.get("/api/users/profile").json()["email"] == "budi@example.com"

    # Who has lost the answer presses again.
    window.opens("/")
    window.opens(path)
    window.clicks("Konfirmasi", "form")
    window.sees("Alamat email Anda sekarang budi@example.com.", "form")
    shop.rows("UPDATE one_time_links SET expires_at = UTC_TIMESTAMP(6)")
    window.opens("/")
    window.opens(path)
    window.clicks("Konfirmasi", "form")
    window.sees("Tautan ini sudah kedaluwarsa atau pernah dipakai. Minta tautan baru.", "form")
    window.opens("/confirm-email")
    window.clicks("Konfirmasi", "form")
    window.sees("Tautan ini tidak lengkap.", "form")


def test_a_password_reset_asks_for_the_totp_code(window: Window, shop: Shop) -> None:
    window.refusals = {401}
    budi = register_with_email(shop)
    shop.rows("UPDATE users SET email_verified_at = UTC_TIMESTAMP(6)")
    shop.rows("INSERT INTO user_roles (user_id, role) VALUES (%s, 'developer')", (budi.id,))
    assert budi.post("/api/developer/key").status_code == 201
    phone = enable_two_factor(budi)
    window.opens("/login")
    window.clicks("Lupa kata sandi?", "form")
    window.lands_on("/forgot-password")
    window.fills_in(email=BUDI["email"])
    window.clicks("Kirim surat", "form")
    window.sees("surat dengan tautan sedang dikirim", "form")

    token = email_token(shop, "password_reset")
    window.opens(f"/reset-password#token={token}")
    window.field("Kata sandi baru").send_keys(NEW)
    window.field("Cabut juga semua kunci API saya").click()
    window.clicks("Simpan", "form")
    window.sees("Kata sandi baru sudah berlaku.", "form")
    assert shop.value("SELECT reason FROM api_keys") == "revoked"
    window.clicks("Masuk", "form")
    window.lands_on("/login")
    assert not window.one("#code").is_displayed()
    window.fills_in(identifier=BUDI["email"], password=NEW)
    window.clicks("Masuk", "form")
    window.wait(lambda: window.one("#code").is_displayed())
    window.field("Kode verifikasi").send_keys(phone.wrong())
    window.clicks("Masuk", "form")
    window.sees("Kode ini salah atau sudah pernah dipakai.", "form")
    window.field("Kode verifikasi").clear()
    window.field("Kode verifikasi").send_keys(phone.recovery_codes[0])
    window.clicks("Masuk", "form")
    window.lands_on("/")
    window.sees("Budi", "header")


def test_the_certificate_page_shows_its_validity(window: Window, shop: Shop, dewi: Person, budi: Person) -> None:
    window.refusals = {404}
    code = budi.graduates(dewi.teaches())
    window.opens(f"/certificates/{code.lower()}")
    window.sees("This certificate is genuine and valid", "h1")
    assert window.one("html").get_attribute("lang") == "en"
    window.clicks("Bahasa Indonesia", "header")
    window.sees("Sertifikat ini asli dan berlaku", "h1")
    assert window.one("html").get_attribute("lang") == "id"
    terms, told = ([each.text for each in window.all(f"main {tag}")] for tag in ("dt", "dd"))
    assert dict(zip(terms, told, strict=True)) == {
        "Nama": "budi",
        "Telah menyelesaikan kursus": "Ekspor kopi",
        "Diterbitkan pada": format_date(datetime.now(UTC).replace(tzinfo=None), "id"),
        "Diterbitkan oleh": f"Finenice · {urlsplit(shop.url).netloc}",
        "Kode": format_code(code),
    }

    narrow = {"width": 320, "height": 640, "deviceScaleFactor": 1, "mobile": True}
    window.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", narrow)
    width = window.driver.execute_script("return document.documentElement.scrollWidth")
    window.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert width == 320

    dewi.delete(f"/api/certificates/{code}", json={"reason": "Keliru"})
    window.opens(f"/certificates/{code}?lang=id")
    window.sees("Sertifikat ini sudah dicabut", "h1")
    assert "Keliru" not in window.one("main").text and not window.all("main a[download]")
    window.opens("/certificates/7?lang=id")
    window.sees("Sertifikat ini tidak ada", "h1")


def test_the_documentation_shows_every_operation(window: Window, shop: Shop) -> None:
    spec = shop.visitor().get("/openapi.json").json()
    wanted = {
        f"{method.upper()} {path} {operation['summary'].replace('`', '')} {' '.join(operation['responses'])}"
        for path, operations in spec["paths"].items()
        for method, operation in operations.items()
    }
    window.opens("/docs")
    pages = window.driver.execute_script("return [...document.querySelectorAll('.calls h3 a')].map(link => link.href)")
    linked = window.driver.execute_script("return [...document.querySelectorAll('.call a')].map(link => link.href)")
    shown, schemas = [], set()
    for page in pages:
        window.driver.get(page)
        shown += window.driver.execute_script("""
            const text = (place, selector) =>
                [...place.querySelectorAll(selector)].map(part => part.textContent).join(" ");
            return [...document.querySelectorAll(".operation")].map(place =>
                [".method", ".path", ".what", ".answers tbody th"].map(selector => text(place, selector)).join(" "));
        """)
        ids = window.driver.execute_script("return [...document.querySelectorAll('[id]')].map(place => place.id)")
        anchors = window.driver.execute_script(
            "return [...document.querySelectorAll('a[href^=\"#\"]')].map(link => link.getAttribute('href').slice(1))"
        )
        assert set(anchors) <= set(ids)
        assert {unquote(link.partition("#")[2]) for link in linked if link.startswith(f"{page}#")} <= set(ids)
        schemas.update(window.driver.execute_script("return [...document.querySelectorAll('.schema')].map(s => s.id)"))
    assert sorted(shown) == sorted(wanted)
    assert schemas <= {f"schema-{name}" for name in spec["components"]["schemas"]}
    assert shop.visitor().get("/docs/none").status_code == 404


def test_a_developer_searches_the_documentation(window: Window) -> None:
    window.opens("/docs?lang=en")
    calls = "return [...document.querySelectorAll('.call')].filter(call => call.checkVisibility()).length"
    every = window.driver.execute_script(calls)
    window.one("#call").send_keys("post transactions")
    wait_until(lambda: 0 < window.driver.execute_script(calls) < every / 10)
    window.one("#call").send_keys(" nowhere")
    window.sees("No call matches.", "[data-nothing]")


def test_a_developer_reads_the_samples_in_one_language(window: Window) -> None:
    window.opens("/docs?lang=id")
    shown = "return [...document.querySelectorAll('.sample')].filter(place => place.checkVisibility())"
    shown += ".map(place => place.querySelector('figcaption').textContent)"
    assert set(window.driver.execute_script(shown)) == {"cURL"}
    window.one("input[value='py']").click()
    assert set(window.driver.execute_script(shown)) == {"Python"}
    assert any("requests.post" in sample.text for sample in window.all(".sample.py"))
    window.clicks("English", "main > p")
    window.sees("Quick start", "nav.contents")


def test_the_keyboard_is_enough_to_sign_in_and_buy(window: Window, shop: Shop, sari: Person, budi: Person) -> None:
    sari.offers("Kopi Gayo", stock=5)
    window.opens("/")
    window.sees("1 dari 1 produk")

    def tabs_to(text: str) -> None:
        """Move the focus to a link, button or field, and check that each stop is visibly focused."""
        for _ in range(20):
            window.presses(Keys.TAB)
            here = window.driver.switch_to.active_element
            assert here.value_of_css_property("outline-style") == "solid", f"no mark around {here.text}"
            if text in (here.text, here.get_attribute("id")):
                return
        pytest.fail(f"no way to {text} by Tab")

    tabs_to("Masuk")
    window.presses(Keys.ENTER)
    window.lands_on("/login")
    window.wait(lambda: window.driver.switch_to.active_element == window.field("Email atau nama pengguna"))
    window.presses("budi")
    tabs_to("password")
    window.presses(PASSWORD, Keys.ENTER)
    window.lands_on("/")
    window.sees("1 dari 1 produk")
    tabs_to("Beli")
    for pressed, left in ((Keys.ENTER, 4), (Keys.SPACE, 3)):
        window.presses(pressed)
        window.wait(lambda: window.one("dialog").is_displayed())
        tabs_to("Beli sekarang")
        window.presses(pressed)
        window.sees(f"Stok {left}")
        assert window.driver.switch_to.active_element.text == "Beli"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_follows_a_strict_policy_and_labels_its_fields(window: Window, path: str) -> None:
    """Nothing that a strict Content-Security-Policy would refuse, nothing from elsewhere, a label on each field,
    and no sideways scrolling on a telephone."""
    window.opens(path)
    window.sees("Finenice", "header")
    inline = "script:not([src]), style, [style], [onclick], [onload], [onerror], [onsubmit], [href^='javascript:']"
    assert window.all(inline) == []
    origins = "return performance.getEntriesByType('resource').map(entry => new URL(entry.name).origin)"
    assert set(window.driver.execute_script(origins)) == {window.url}
    controls = "return [...document.querySelectorAll('input, select, button, a, summary')]"
    seen = window.driver.execute_script(
        # What holds a text is named by it.
        controls + ".filter(place => place.checkVisibility({visibilityProperty: true}) && !place.textContent.trim())"
    )
    assert [place.get_attribute("outerHTML") for place in seen if not place.accessible_name] == []
    assert len(window.all("h1")) == 1
    phone = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    window.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", phone)
    width = window.driver.execute_script("return document.documentElement.scrollWidth")
    window.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert width == 390


def test_an_unknown_page_links_to_the_home_page(window: Window, shop: Shop, sari: Person) -> None:
    window.refusals = {404}
    sari.offers("Kopi Gayo")
    window.opens("/halaman-yang-salah")
    window.sees("This page does not exist", "h1")
    window.sees("Sign in", "header")
    window.clicks("Go to the home page")
    window.lands_on("/")
    window.sees("1 dari 1 produk")


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


FETCHED = """
const [url, options, done] = arguments;
fetch(url, options).then(async answer => done([answer.status, (await answer.json()).code]), fault => done(fault.name));
"""


def test_a_page_of_an_allowed_origin_sees_what_failed(driver: Chrome, shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>Another site</title>")
    with another_site(tmp_path) as allowed, another_site(tmp_path) as other:
        env = {**shop.app.env, "ALLOWED_ORIGINS": allowed, "PORT": str(free_port()), "RUN_JOBS": "0"}
        app = App.start(env, tmp_path / "app.log")

        def fetched(path: str, **options: Any) -> Any:
            return driver.execute_async_script(FETCHED, app.url + path, options)

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
        driver.get(allowed)
        for path, options, told in calls:
            assert fetched(path, **options) == told
        driver.get(other)
        for path, options, _ in calls:
            assert fetched(path, **options) == "TypeError"
        driver.get("about:blank")
        driver.get_log("browser")
        assert app.stop() == 0
