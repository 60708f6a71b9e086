"""The shop's name and logo, on certificates, badges, e-mails and receipts."""

from __future__ import annotations

import io

import jwt
import pypdfium2
import pytest
import requests
from PIL import Image

from settings import Settings, SettingsError
from support.people import PASSWORD, Person, Shop

BLUE = (0, 70, 200)


def logo(width: int = 240, height: int = 60) -> dict[str, tuple[str, bytes]]:
    file = io.BytesIO()
    image = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    image.paste(BLUE, (0, 0, width // 2, height))
    image.save(file, "PNG")
    return {"logo": ("logo.png", file.getvalue())}


def known(person: Person, email: str) -> Person:
    person.shop.rows("UPDATE users SET email = %s, email_verified_at = NOW() WHERE id = %s", (email, person.id))
    return person


@pytest.fixture
def named(shop: Shop, dewi: Person) -> str:
    """Set the name and the logo of the shop, and return the URL of the logo."""
    assert dewi.put("/api/shop", {"name": "Toko Sari & Rekan"}).status_code == 200
    answer = dewi.put("/api/shop/logo", files=logo())
    assert answer.status_code == 200, answer.text
    return shop.url + answer.json()["logo_url"]


def test_the_default_shop_name_is_that_of_the_settings(shop: Shop) -> None:
    answer = shop.visitor().get("/api/shop")
    assert answer.json() == {"name": "Finenice", "logo_url": None, "logo_urls": None, "revision": 1}
    assert shop.visitor().get("/api/shop", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_an_admin_sets_and_resets_the_shop_name(shop: Shop, dewi: Person, budi: Person) -> None:
    read = dewi.get("/api/shop").headers["ETag"]
    first = dewi.put("/api/shop", {"name": "  Toko Sari "}, headers={"If-Match": read})
    assert (first.status_code, first.json()["name"]) == (200, "Toko Sari")
    assert dewi.put("/api/shop", {"name": "Toko Lain"}, headers={"If-Match": read}).status_code == 412
    assert dewi.get("/api/shop", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    for name in ("", "x" * 101, "a\nb", 7):
        assert dewi.put("/api/shop", {"name": name}).status_code == 422
    assert dewi.put("/api/shop", {}).status_code == 422
    assert budi.put("/api/shop", {"name": "Toko Budi"}).status_code == 403
    assert shop.visitor().get("/api/shop").json()["name"] == "Toko Sari"
    assert dewi.put("/api/shop", {"name": None}).json()["name"] == "Finenice"
    entries = dewi.get("/api/audit?table=shop").json()["entries"]
    assert [[(each["column"], each["new"]) for each in entry["changes"]] for entry in entries] == [
        [("name", None)],
        [("name", "Toko Sari")],
    ]
    assert {line["type"] for line in dewi.get("/api/users/activities").json()["activities"]} >= {"shop_changed"}


def test_a_logo_is_set_and_deleted(shop: Shop, dewi: Person) -> None:
    refused = dewi.put("/api/shop/logo", files={"logo": ("logo.png", b"<svg onload=alert(1)>")})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "image_type")
    shown = dewi.put("/api/shop/logo", files=logo()).json()
    assert requests.get(shop.url + shown["logo_urls"]["small"], timeout=30).headers["Content-Type"] == "image/webp"
    # Nobody sweeps it.
    shop.rows("UPDATE pictures SET used_at = used_at - INTERVAL 2 HOUR")
    assert shop.value("SELECT COUNT(*) FROM pictures p JOIN shop s ON s.logo_id = p.id") == 1
    gone = [dewi.delete("/api/shop/logo").json() for _ in range(2)]
    assert [answer["logo_url"] for answer in gone] == [None, None]


def test_certificates_show_their_issuer(shop: Shop, dewi: Person, budi: Person, named: str) -> None:
    code = budi.graduates(dewi.teaches(title="Ekspor kopi"))
    host = shop.url.partition("://")[2]
    page = requests.get(f"{shop.url}/certificates/{code}", timeout=30).text
    assert f"Toko Sari &amp; Rekan · {host}" in page and f'src="{named.removeprefix(shop.url)}"' in page
    assert "Finenice" not in page

    pdf = budi.get(f"/api/certificates/{code}/pdf").content
    assert pdf == budi.get(f"/api/certificates/{code}/pdf").content
    document = pypdfium2.PdfDocument(pdf)
    lines = document[0].get_textpage().get_text_range().split("\r\n")
    assert lines[-3:] == ["Diterbitkan oleh", "Toko Sari & Rekan", host]
    assert document.get_metadata_dict()["Author"] == "Toko Sari & Rekan"
    colours = document[0].render(scale=1).to_pil().convert("RGB").getcolors(1 << 20)
    near = [count for count, colour in colours if max(abs(a - b) for a, b in zip(colour, BLUE, strict=True)) < 20]
    assert sum(near) > 1000

    token = budi.get(f"/api/certificates/{code}/credential").text
    issuer = jwt.decode(token, options={"verify_signature": False})["issuer"]
    assert (issuer["name"], issuer["image"]) == ("Toko Sari & Rekan", {"id": named, "type": "Image"})
    assert requests.get(issuer["id"], timeout=30).json() == issuer


def test_emails_have_the_shop_as_sender(shop: Shop, dewi: Person, sari: Person, budi: Person, named: str) -> None:
    known(budi, "budi@example.com").buys(sari.offers("Kopi"))
    message = shop.email("budi@example.com", "receipt")
    assert message["From"].addresses[0].display_name == "Toko Sari & Rekan"
    html = message.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert f'<img src="{named}"' in html and "Toko Sari &amp; Rekan</p>" in html and "Finenice" not in html
    assert "Toko Sari & Rekan" in message.get_content()


def test_an_authenticator_app_shows_the_name(shop: Shop, dewi: Person, named: str) -> None:
    begun = dewi.post("/api/auth/second-factor", {"current_password": PASSWORD}).json()
    assert "issuer=Toko%20Sari%20%26%20Rekan" in begun["address"]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({}, "Finenice"),
        ({"MAIL_FROM": "Toko Sari <surat@toko.example>"}, "Toko Sari"),
        ({"SHOP_NAME": "Kopi, Teh & Co."}, "Kopi, Teh & Co."),
        ({"SHOP_NAME": "Toko Sari", "MAIL_FROM": "Surat <surat@toko.example>"}, "Toko Sari"),
    ],
)
def test_the_settings_set_the_shop_name(given: dict[str, str], name: str) -> None:
    assert Settings.from_env({"ENV": "test", **given}).shop_name == name


@pytest.mark.parametrize("name", ["x" * 101, "a\nb", "a\u202eb"])
def test_a_shop_name_must_be_one_line(name: str) -> None:
    with pytest.raises(SettingsError, match="SHOP_NAME"):
        Settings.from_env({"ENV": "test", "SHOP_NAME": name})
