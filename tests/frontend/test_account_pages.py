"""A person's account: signing up, e-mailed links, the second factor, devices and roles."""

from __future__ import annotations

import re

import pyotp
from devices import Open, at_length
from playwright.sync_api import Page, expect

from support.browser import lose_answer
from support.people import PASSWORD, Person, Shop

NEW_PASSWORD = "kopi-susu-gula-aren"
EMAIL = "rina@example.com"


def link(shop: Shop, template: str, page: str) -> str:
    """Return the path of the link in the last e-mail of this template."""
    (found,) = re.findall(rf"https?://[^/\s]+(/{page}#token=[\w-]+)", shop.email(EMAIL, template).get_content())
    return str(found)


def sign_in(page: Page, name: str, password: str) -> None:
    page.get_by_label("Email atau nama pengguna").fill(name)
    page.get_by_label("Kata sandi", exact=True).fill(password)
    page.locator("form").get_by_role("button", name="Masuk").click()


def test_an_account_from_sign_up_to_a_new_password(shop: Shop, open_as: Open) -> None:
    page = open_as(None, "/login?next=/courses")
    page.get_by_role("main").get_by_role("link", name="Daftar").click()
    page.get_by_label("Nama (opsional)").fill("Rina")
    page.get_by_label("Email atau nama pengguna").fill(EMAIL)
    page.get_by_label("Kata sandi", exact=True).fill("pendek")
    page.get_by_role("button", name="Buat akun").click()
    expect(page.get_by_label("Kata sandi", exact=True)).to_be_focused()
    expect(page.get_by_label("Email atau nama pengguna")).to_have_value(EMAIL)
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Buat akun").click()
    page.wait_for_url(shop.url + "/courses")

    page.goto("/account")
    expect(page.get_by_text("Belum dipastikan")).to_be_visible()
    page.goto(link(shop, "verify", "verify-email"))
    assert shop.value("SELECT email_verified_at FROM users WHERE email = %s", (EMAIL,)) is None
    page.get_by_role("button", name="Ya, ini alamat saya").click()
    expect(page.get_by_text(f"{EMAIL} sudah dipastikan milik Anda")).to_be_visible()
    page.get_by_role("link", name="Ke akun").click()
    expect(page.get_by_text("Sudah dipastikan")).to_be_visible()
    page.get_by_role("main").get_by_role("button", name="Keluar").click()
    page.wait_for_url("**/login?next=%2Faccount")

    page.get_by_role("link", name="Lupa kata sandi?").click()
    # The page before has a field of that name, too.
    expect(page.get_by_role("heading", name="Lupa kata sandi")).to_be_visible()
    page.get_by_label("Email").fill(EMAIL)
    page.get_by_role("button", name="Kirim tautan").click()
    expect(page.get_by_text("Periksa email Anda")).to_be_visible()
    path = link(shop, "password_reset", "reset-password")
    page.goto(path)
    page.get_by_label("Kata sandi baru").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Simpan kata sandi").click()
    expect(page.get_by_text("Kata sandi baru sudah berlaku")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Masuk").click()
    sign_in(page, EMAIL, PASSWORD)
    expect(page.get_by_text("Akun atau kata sandi salah.")).to_be_visible()
    sign_in(page, EMAIL, NEW_PASSWORD)
    page.wait_for_url(shop.url + "/")

    page.goto(path)
    page.reload()
    page.get_by_label("Kata sandi baru").fill(PASSWORD)
    page.get_by_role("button", name="Simpan kata sandi").click()
    expect(page.get_by_text("Tautan ini sudah tidak berlaku")).to_be_visible()


def test_a_lost_answer_is_no_second_sign_up(shop: Shop, open_as: Open) -> None:
    page = open_as(None, "/register")
    page.get_by_role("button", name="Buat akun").click()
    expect(page.get_by_text("Wajib diisi.").first).to_be_visible()
    page.get_by_label("Email atau nama pengguna").fill(EMAIL)
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.route("**/api/auth/register", lose_answer)
    page.get_by_role("button", name="Buat akun").click()
    expect(page.get_by_text("Toko tidak dapat dihubungi.")).to_be_visible()
    page.unroute("**/api/auth/register")
    page.get_by_role("button", name="Buat akun").click()
    page.wait_for_url(shop.url + "/")
    expect(page.get_by_text("Akun Anda sudah siap.")).to_be_visible()
    assert shop.value("SELECT COUNT(*) FROM users WHERE email = %s", (EMAIL,)) == 1


def test_a_change_of_the_language_keeps_what_was_typed(budi: Person, open_as: Open) -> None:
    page = open_as(budi, "/account")
    page.get_by_label("Nama", exact=True).fill("Budi Santoso")
    page.get_by_role("radiogroup", name="Bahasa").get_by_text("English").click()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Budi Santoso")
    page.goto("/")
    page.get_by_role("searchbox").fill("kopi")
    page.get_by_role("button", name="Bahasa Indonesia").click()
    expect(page.get_by_role("link", name="Dokumentasi API")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_value("kopi")


def test_the_second_factor_guards_the_account(shop: Shop, budi: Person, open_as: Open) -> None:
    page = open_as(budi, "/account/security", width=1280)
    page.get_by_role("button", name="Aktifkan").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Kata sandi Anda")).to_be_focused()
    dialog.get_by_label("Kata sandi Anda").fill(PASSWORD)
    dialog.get_by_role("button", name="Lanjut").click()
    expect(dialog.get_by_alt_text("Kode QR untuk aplikasi autentikator")).to_have_js_property("complete", True)
    secret = pyotp.TOTP(dialog.locator(".secret").inner_text().replace(" ", ""))
    dialog.get_by_label("Tulis enam angka").fill("12345x")
    dialog.get_by_role("button", name="Aktifkan").click()
    expect(dialog.get_by_label("Tulis enam angka")).to_be_focused()
    dialog.get_by_label("Tulis enam angka").fill(secret.now())
    dialog.get_by_role("button", name="Aktifkan").click()
    expect(dialog.get_by_text("Kode ini hanya ditampilkan sekarang")).to_be_visible()
    codes = dialog.locator(".codes code").all_inner_texts()
    expect(dialog.get_by_role("button", name="Selesai")).to_be_disabled()
    page.keyboard.press("Escape")
    page.get_by_role("dialog", name="Tutup tanpa menyimpan kode?").get_by_role("button", name="Batal").click()
    with page.expect_download() as download:
        dialog.get_by_role("button", name="Unduh").click()
    assert set(codes) <= set(download.value.path().read_text().splitlines())
    dialog.get_by_label("Saya sudah menyimpannya").check()
    dialog.get_by_role("button", name="Selesai").click()
    expect(page.get_by_text(f"Sisa {len(codes)} kode pemulihan")).to_be_visible()

    other = open_as(None, "/login?next=/account/security")
    sign_in(other, budi.username, PASSWORD)
    expect(other.get_by_role("heading", name="Satu langkah lagi")).to_be_visible()
    other.get_by_label("Kode dari aplikasi").fill("000000")
    other.locator("form").get_by_role("button", name="Masuk").click()
    expect(other.get_by_text("Kode ini salah atau sudah pernah dipakai.")).to_be_visible()
    other.get_by_role("button", name="Pakai kode pemulihan").click()
    other.get_by_label("Kode pemulihan").fill(codes[0])
    other.locator("form").get_by_role("button", name="Masuk").click()
    expect(other.get_by_text(f"Sisa {len(codes) - 1} kode pemulihan")).to_be_visible()


def test_a_device_is_signed_out_from_another_one(shop: Shop, budi: Person, open_as: Open) -> None:
    lost = open_as(None, "/login?next=/account")
    sign_in(lost, budi.username, PASSWORD)
    expect(lost.get_by_role("heading", name=budi.username)).to_be_visible()
    page = open_as(budi, "/account/security", width=1280)
    devices = page.get_by_role("listitem").filter(has_text=re.compile("Chrome di Linux|Program"))
    expect(devices.filter(has_text="Perangkat ini")).to_have_count(1)
    expect(devices).to_have_count(3)
    page.get_by_role("button", name="Akhiri Chrome di Linux").click()
    page.get_by_role("dialog").get_by_role("button", name="Akhiri", exact=True).click()
    expect(devices).to_have_count(2)

    lost.get_by_label("Nama", exact=True).fill("Budi Santoso")
    lost.get_by_role("button", name="Simpan profil").click()
    expect(lost.get_by_text("Sesi Anda sudah berakhir. Masuk lagi untuk melanjutkan.")).to_be_visible()
    lost.wait_for_url("**/login?next=%2Faccount")
    sign_in(lost, budi.username, PASSWORD)
    lost.wait_for_url(shop.url + "/account")
    expect(lost.get_by_text("Sesi Anda sudah berakhir")).to_have_count(0)


def test_the_role_seller_is_requested_and_withdrawn(shop: Shop, budi: Person, open_as: Open) -> None:
    state = "SELECT state FROM role_requests WHERE user_id = %s"
    page = open_as(budi, "/account")
    page.get_by_role("button", name="Minta peran penjual").click()
    page.get_by_label("Ceritakan sedikit").fill("Saya menjual kopi dari Gayo.")
    page.get_by_role("button", name="Kirim permintaan").click()
    expect(page.get_by_text("Menunggu admin sejak")).to_be_visible()
    assert shop.value(state, (budi.id,)) == "pending"
    page.get_by_role("button", name="Tarik").click()
    page.get_by_role("dialog").get_by_role("button", name="Tarik").click()
    expect(page.get_by_role("button", name="Minta peran penjual")).to_be_visible()
    assert shop.value(state, (budi.id,)) == "withdrawn"


@at_length
def test_a_lost_connection_keeps_what_was_typed(budi: Person, open_as: Open) -> None:
    page = open_as(budi, "/account")
    name = page.get_by_label("Nama", exact=True)
    name.fill("Budi Santoso")
    page.context.set_offline(True)
    page.get_by_role("button", name="Simpan profil").click()
    expect(page.get_by_text("Toko tidak dapat dihubungi.")).to_be_visible()
    expect(name).to_have_value("Budi Santoso")
    page.context.set_offline(False)
    page.get_by_role("button", name="Simpan profil").click()
    expect(page.get_by_role("heading", name="Budi Santoso")).to_be_visible()


def test_a_required_second_factor_leads_to_its_set_up(shop: Shop, sari: Person, dewi: Person, open_as: Open) -> None:
    shop.rows("INSERT INTO second_factor_policy (id, roles, changed_by) VALUES (1, 'seller', %s)", (dewi.id,))
    page = open_as(sari, "/account/activity?type=sale")
    page.wait_for_url(shop.url + "/account/security?next=%2Faccount%2Factivity%3Ftype%3Dsale")
    expect(page.get_by_text("Peran Anda mewajibkan verifikasi dua langkah")).to_be_visible()


def test_the_own_activity_is_filtered_and_downloaded(budi: Person, open_as: Open) -> None:
    page = open_as(budi, "/account/activity?type=sign_in")
    row = page.get_by_role("row").filter(has_text="Masuk")
    expect(row.first).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="Mendaftar")).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("button", name="Ekspor").click()
        page.get_by_role("menuitem", name="CSV untuk lembar sebar").click()
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("created_at,type") and {line.split(",")[1] for line in lines[1:]} == {"sign_in"}
