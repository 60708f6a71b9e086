"""Certificates: the PDF, the credential, verification and revocation."""

from __future__ import annotations

import base64
import hashlib
import io
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jwt
import pypdfium2
import pytest
import requests
import zxingcpp

from domain.courses import Version, certificate_pdf, text_layout
from domain.courses.certificate import Certificate, Issuer, parse_code
from routes.courses.certificates import FIRST_UNUSUAL_CHARACTER
from support.app import App, at_once
from support.people import Person, Shop

URL = "https://toko.example"
SHOP = Issuer("Toko Sari", URL)
CODE = "7QK2M9ZT4XW8RB6HNPC3VJ5YDA"


def set_name(person: Person, name: str, email: str | None = None) -> Person:
    known = "UPDATE users SET name = %s, email = %s, email_verified_at = NOW() WHERE id = %s"
    person.shop.rows(known, (name, email, person.id))
    return person


def make_certificate(
    name: str, title: str = "Ekspor Pertama", language: Any = "id", moment: str = "2026-11-20T18:03"
) -> Certificate:
    version = Version(1, 1, 1, title, language, False, (), ())
    return Certificate(CODE, name, None, title, "", language, version, datetime.fromisoformat(moment))


def first_page(pdf: bytes) -> Any:
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    return document[0]


def text_lines(pdf: bytes) -> list[str]:
    lines: list[str] = first_page(pdf).get_textpage().get_text_range().split("\r\n")
    return lines


def status_of(person: Person, path: str) -> int:
    return person.get(f"/api/certificates/{path}").status_code


def verified_credential(shop: Shop, token: str) -> dict[str, Any]:
    """Return the credential after verifying its signature with the published key, as a third party would."""
    keys = requests.get(f"{shop.url}/api/certificates/keys", timeout=30).json()
    key = jwt.PyJWKSet.from_dict(keys)[jwt.get_unverified_header(token)["kid"]]
    claims: dict[str, Any] = jwt.decode(token, key, ["RS256"], options={"require": ["iss", "sub", "jti", "nbf"]})
    return claims


def test_completion_emails_a_link_to_the_certificate(shop: Shop, dewi: Person, budi: Person) -> None:
    set_name(budi, "Budi Santoso", "budi@example.com")
    code = budi.graduates(dewi.teaches(title="Coffee for export", language="en"))
    message = shop.email("budi@example.com", "certificate_issued")
    assert message["Subject"] == "Your certificate" and "“Coffee for export”" in message.get_content()
    link = next(word for word in message.get_content().split() if "/certificates/" in word)
    assert link == f"{shop.url}/certificates/{code}"
    page = requests.get(link, timeout=30)
    assert page.status_code == 200 and "Budi Santoso" in page.text


def test_a_learner_without_an_address_gets_a_certificate_but_no_email(shop: Shop, dewi: Person, budi: Person) -> None:
    code = budi.graduates(dewi.teaches())
    assert [row["code"] for row in budi.get("/api/certificates").json()["certificates"]] == [code]
    assert shop.value("SELECT COUNT(*) FROM letters") == 0


def test_users_page_through_their_own_certificates(shop: Shop, dewi: Person, sari: Person, budi: Person) -> None:
    codes = [budi.graduates(dewi.teaches(title=title)) for title in ("Satu", "Dua", "Tiga")]
    sari.graduates(dewi.teaches())
    first = budi.get("/api/certificates?per_page=2").json()
    rest = budi.get(f"/api/certificates?per_page=2&cursor={first['next_cursor']}").json()
    assert [row["code"] for row in first["certificates"] + rest["certificates"]] == codes[::-1]
    assert (first["has_next"], rest["has_next"]) == (True, False)
    assert dewi.get("/api/certificates").json()["certificates"] == []


def test_anyone_with_the_code_can_verify_a_certificate(shop: Shop, dewi: Person, budi: Person) -> None:
    code = set_name(budi, "Budi Santoso").graduates(dewi.teaches(title="Ekspor kopi"))
    answer = shop.visitor().get(f"/api/certificates/{code}")
    found = answer.json()
    assert found["valid"] and found["url"] == f"{shop.url}/certificates/{code}"
    assert (found["learner_name"], found["course_title"], found["language"]) == ("Budi Santoso", "Ekspor kopi", "id")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("name", "printed"),
    [("𠮷田 Rina", "Kichi田 Rina"), ("অনিল", "anil"), ("Zoë 😀", "Zoë"), ("محمد", "محمد"), ("Đặng", "Đặng")],
)
def test_printed_name_shows_transliterated_characters(
    shop: Shop, dewi: Person, budi: Person, name: str, printed: str
) -> None:
    code = budi.graduates(dewi.teaches())
    assert budi.get(f"/api/certificates/{code}").json()["printed_name"] == "budi"
    new = dewi.post(f"/api/certificates/{code}/reissue", {"learner_name": name, "reason": "x"}).json()
    assert (new["learner_name"], new["printed_name"]) == (name, printed)
    assert text_lines(budi.get(f"/api/certificates/{new['code']}/pdf").content)[3] == printed


def test_plain_characters_are_printed_unchanged() -> None:
    """The route assumes that these characters are printable without loading the fonts."""
    plain = [mark for mark in map(chr, range(ord(FIRST_UNUSUAL_CHARACTER))) if mark.isprintable()]
    assert len(plain) > 300
    for mark in plain:
        assert certificate_pdf.printable_name(f"a{mark}b") == f"a{mark}b"


def test_a_certificate_keeps_the_names_of_the_day_of_issue(shop: Shop, dewi: Person, budi: Person) -> None:
    course = dewi.teaches(title="Ekspor kopi")
    code = set_name(budi, "Budi Santoso").graduates(course)
    set_name(budi, "Bambang")
    dewi.put(f"/api/courses/{course['id']}", {"title": "Ekspor teh"})
    dewi.post(f"/api/courses/{course['id']}/publish")
    found = shop.visitor().get(f"/api/certificates/{code}").json()
    assert (found["learner_name"], found["course_title"]) == ("Budi Santoso", "Ekspor kopi")


def test_a_code_is_accepted_in_groups_and_lower_case(shop: Shop, dewi: Person, budi: Person) -> None:
    code = budi.graduates(dewi.teaches())
    mistaken = code.lower().replace("0", "o").replace("1", "l")
    assert shop.visitor().get(f"/api/certificates/{mistaken}").json()["code"] == code
    assert parse_code("oOiIlL" + "Z" * 20) == "001111" + "Z" * 20
    grouped = certificate_pdf.format_code(code)
    assert grouped.count("-") == 6
    for typed in (grouped, grouped.lower(), f" {grouped.replace('-', ' ')} ", grouped.replace("-", "\u2013")):
        assert shop.visitor().get(f"/api/certificates/{typed}").json()["code"] == code
        assert grouped in requests.get(f"{shop.url}/certificates/{typed}", timeout=30).text
        assert budi.get(f"/api/certificates/{typed}/pdf").status_code == 200


@pytest.mark.parametrize("code", ["X" * 26, "X" * 25, "X" * 27, "U" * 26, "Ⅷ" * 26, "ı" * 26, "-" * 26, "keys1", "%00"])
def test_an_invalid_code_is_not_found(shop: Shop, budi: Person, code: str) -> None:
    for path in (code, f"{code}/credential", f"{code}/pdf"):
        assert status_of(budi, path) == 404
    assert requests.get(f"{shop.url}/certificates/{code}", timeout=30).status_code == 404


def test_the_pdf_has_learner_course_and_the_date_in_jakarta() -> None:
    assert text_lines(certificate_pdf.render(make_certificate("Rina Wijaya"), SHOP)) == [
        "Toko Sari",
        "SERTIFIKAT PENYELESAIAN",
        "Diberikan kepada",
        "Rina Wijaya",
        "yang telah menyelesaikan kursus",
        "Ekspor Pertama",
        "pada 21 November 2026",
        "Kode 7QK2-M9ZT-4XW8-RB6H-NPC3-VJ5Y-DA",
        "Periksa keasliannya di",
        f"toko.example/certificates/{CODE}",
        "Diterbitkan oleh",
        "Toko Sari",
        "toko.example",
    ]
    english = text_lines(
        certificate_pdf.render(make_certificate("Rina Wijaya", "Coffee", "en", "2026-08-16T16:59:59"), SHOP)
    )
    assert english[1] == "CERTIFICATE OF COMPLETION" and "on 16 August 2026" in english


def test_the_qr_code_links_to_the_verification_page() -> None:
    picture = first_page(certificate_pdf.render(make_certificate("Rina Wijaya"), SHOP)).render(scale=2).to_pil()
    (code,) = zxingcpp.read_barcodes(picture)
    assert code.text == f"{URL}/certificates/{CODE}"


def test_the_pdf_metadata_has_the_time_of_issue() -> None:
    document = pypdfium2.PdfDocument(
        certificate_pdf.render(make_certificate("Rina Wijaya", moment="2026-11-20T18:03:09"), SHOP)
    )
    metadata = document.get_metadata_dict()
    assert metadata["CreationDate"] == metadata["ModDate"] == "D:20261120180309Z"


def test_rendering_a_certificate_twice_gives_the_same_bytes() -> None:
    names = [f"{name} {chr(65 + number)}" for name in ("Rina", "محمد الله", "王") for number in range(4)]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda name: certificate_pdf.render(make_certificate(name), SHOP), names))
    assert together == [certificate_pdf.render(make_certificate(name), SHOP) for name in names]
    assert len(set(together)) == len(names)


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Đặng Ngọc Łucja Ñandú ʻAlī", None),
        ("Nur‘aini Sa’adah", None),
        ("Мария Ελένη", None),
        ("Rina e\u0301", "Rina é"),
        ("王小明 Budi", None),
        ("さくら 김철수", None),
        ("ሰላም Budi", "selam Budi"),
        ("Rina 😀🏽 Wijaya\u200d", "Rina Wijaya"),
        ("😀", ":grinning:"),
        ("\U000e0001", "?"),
    ],
)
def test_every_character_of_a_name_is_printed_or_transliterated(name: str, printed: str | None) -> None:
    assert text_lines(certificate_pdf.render(make_certificate(name), SHOP))[3] == (printed or name)


@pytest.mark.parametrize(
    "name",
    ["محمد أحمد", "שרה כהן", "ꦱꦂꦠꦶ", "ᬩᬮᬶ", "ᮞᮥᮔ᮪ᮓ", "ᯅᯖᯂ᯲", "ᨒᨚᨈᨑ", "ไทย", "தமிழ்", "हिन्दी", "王小明", "さくら", "김철수"],
)
def test_a_name_is_printed_in_its_own_script(name: str) -> None:
    assert text_layout.printable(name, certificate_pdf.DISPLAY) == name
    drawn = certificate_pdf.render(make_certificate("Rina", name), SHOP)
    if unicodedata.bidirectional(name[0]) in ("R", "AL"):
        text = first_page(drawn).get_textpage()
        places = [text.get_charbox(text.get_text_range().index(letter))[0] for letter in (name[0], name[-1])]
        assert places[0] > places[1], "it begins at the right"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Rina Wijaya", ["Rina Wijaya"]),
        ("محمد أحمد", ["أحمد", " ", "محمد"]),
        ("(أحمد) Budi", ["Budi (", "أحمد", ")"]),
        ("Belajar العربية المستوى 2: dasar", ["Belajar 2: ", "المستوى", " ", "العربية", " dasar"]),
        ("Budi & محمد & أحمد", ["Budi & ", "أحمد", " & ", "محمد"]),
        ("王Budi明", ["王", "Budi", "明"]),
    ],
)
def test_words_are_placed_in_visual_order(text: str, seen: list[str]) -> None:
    assert [run.text for run in text_layout._line(text, certificate_pdf.DISPLAY)] == seen


def test_a_shop_name_without_width_is_drawn() -> None:
    """A combining mark stands above the character before it."""
    assert certificate_pdf.render(make_certificate("Budi"), Issuer("\u0300", URL)).startswith(b"%PDF")


def test_joined_letters_are_narrower_than_isolated_ones() -> None:
    pen = text_layout.Typesetter(certificate_pdf.Canvas(io.BytesIO()))
    joined, single = (pen.width(text, certificate_pdf.DISPLAY, 10) for text in ("بيت", "ب ي ت"))
    assert joined < single - 2 * pen.width(" ", certificate_pdf.DISPLAY, 10) - 5


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("محمد " * 30, "العربية " * 25),
        ("王小明" * 50, "课程" * 100),
        ("W" * 150, "W" * 200),
        ("Raden Mas Panji Sosrokartono Sastrodiningrat van der Wijck-Kusumanegara, S.E., M.M., CPA", "Ekspor " * 28),
        ("I", "W " * 100),
        ("iW" * 75, "-"),
    ],
)
@pytest.mark.parametrize("url", [URL, "https://" + "w" * 63 + "." + "w" * 63 + ".example:65535"])
def test_long_names_stay_within_their_block(name: str, title: str, url: str) -> None:
    page = first_page(certificate_pdf.render(make_certificate(name, title, "en"), Issuer("Toko " * 20, url)))
    text = page.get_textpage()
    width, height = page.get_size()
    boxes = [text.get_charbox(index) for index in range(text.count_chars()) if text.get_text_range(index, 1).strip()]
    assert all(40 < left < right < width - 40 and 40 < low < high < height - 40 for left, low, right, high in boxes)
    whole = "".join(
        text_lines(certificate_pdf.render(make_certificate(name, title, "en"), Issuer("Toko " * 20, url)))
    ).replace(" ", "")
    assert name.replace(" ", "") in whole and title.replace(" ", "") in whole
    lines = [text.get_rect(index) for index in range(text.count_rects())]
    for index, (left, low, right, high) in enumerate(lines):
        for other_left, other_low, other_right, other_high in lines[index + 1 :]:
            apart = other_left >= right or other_right <= left
            assert apart or min(high, other_high) - max(low, other_low) < 2, "two lines cover each other"


def test_only_holder_owner_and_admins_download_the_pdf(shop: Shop, dewi: Person, sari: Person, budi: Person) -> None:
    tono = shop.person("tono", "seller")
    course = dewi.teaches(owner_id=sari.id, title="Ekspor kopi")
    path = f"{set_name(budi, 'Budi Santoso').graduates(course)}/pdf"
    files = [person.get(f"/api/certificates/{path}") for person in (budi, sari, dewi, budi)]
    assert [file.status_code for file in files] == [200] * 4
    assert {file.headers["Content-Type"] for file in files} == {"application/pdf"}
    assert len({file.content for file in files}) == 1
    assert {"Budi Santoso", "Ekspor kopi"} <= set(text_lines(files[0].content))
    assert status_of(tono, path) == 404
    assert status_of(shop.visitor(), path) == 401


def test_a_credential_conforms_to_open_badges(shop: Shop, dewi: Person, budi: Person) -> None:
    """Check the MUSTs of Open Badges 3.0, sections 8.2, B.1 (the data model) and 9.1, and of VC Data Model 2.0."""
    set_name(budi, "Budi Santoso", "budi@example.com")
    quiz = {"kind": "quiz", "title": "Kuis", "mastery_score": 80, "quiz": QUIZ}
    course = dewi.teaches({"title": "Bacaan"}, quiz, {"title": "Tambahan", "required": False}, title="Ekspor kopi")
    path = f"/api/courses/{course['id']}"
    budi.post(f"{path}/enroll")
    budi.post(f"{path}/progress", {"completed": True})
    waiver = {"content_id": course["contents"][1], "reason": "Diuji di tempat"}
    code = dewi.post(f"{path}/learners/{budi.id}/waive", waiver).json()["certificate"]["code"]
    answer = requests.get(f"{shop.url}/api/certificates/{code}/credential", timeout=30)
    assert answer.headers["Content-Type"].startswith("text/plain")
    header = jwt.get_unverified_header(answer.text)
    assert set(header) == {"alg", "kid", "typ"} and header["alg"] == "RS256" and header["typ"] == "JWT"
    key = requests.get(header["kid"], timeout=30).json()
    assert key["kty"] == "RSA" and "d" not in key
    badge = verified_credential(shop, answer.text)

    assert badge["@context"][:2] == [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ]
    assert {"VerifiableCredential", "OpenBadgeCredential"} <= set(badge["type"])
    assert not {"vc", "vp", "proof", "issuanceDate", "exp"} & set(badge)
    assert badge["name"] == "Ekspor kopi"
    assert badge["jti"] == badge["id"] == f"{shop.url}/certificates/{code}"
    assert badge["iss"] == badge["issuer"]["id"] and "Profile" in badge["issuer"]["type"]
    moment = datetime.strptime(badge["validFrom"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert badge["nbf"] == badge["iat"] == moment.timestamp() <= datetime.now(UTC).timestamp()
    subject = badge["credentialSubject"]
    assert badge["sub"] == subject["id"] and "AchievementSubject" in subject["type"]
    achievement = subject["achievement"]
    assert "Achievement" in achievement["type"]
    assert all(achievement[name] for name in ("id", "name", "description"))
    narrative = achievement["criteria"]["narrative"]
    assert "- Bacaan" in narrative and "- Kuis (nilai paling sedikit 80%)" in narrative and "Tambahan" not in narrative
    name, email = subject["identifier"]
    assert (name["type"], name["identityType"], name["hashed"]) == ("IdentityObject", "name", False)
    assert name["identityHash"] == "Budi Santoso"
    assert (email["type"], email["identityType"], email["hashed"]) == ("IdentityObject", "emailAddress", True)
    digest = hashlib.sha256(("budi@example.com" + email["salt"]).encode()).hexdigest()
    assert email["identityHash"] == f"sha256${digest}"
    assert "budi@example.com" not in str(badge)
    assert badge["credentialStatus"]["type"] == "1EdTechRevocationList"
    # Every reference resolves.
    issuer = requests.get(badge["issuer"]["id"], timeout=30).json()
    assert issuer == badge["issuer"]
    assert requests.get(badge["credentialStatus"]["id"], timeout=30).json()["issuer"] == issuer["id"]
    assert requests.get(achievement["id"], timeout=30).status_code == 200
    assert requests.get(badge["id"], timeout=30).status_code == 200


QUIZ = {"questions": [{"kind": "single", "text": "Apa?", "options": [{"text": "Ya", "correct": True}, {"text": "X"}]}]}


def test_a_credential_without_an_address_has_the_name(shop: Shop, dewi: Person, budi: Person) -> None:
    code = set_name(budi, "Budi Santoso").graduates(dewi.teaches())
    badge = verified_credential(shop, budi.get(f"/api/certificates/{code}/credential").text)
    assert [each["identityType"] for each in badge["credentialSubject"]["identifier"]] == ["name"]


def test_a_modified_or_foreign_credential_fails_verification(shop: Shop, dewi: Person, budi: Person) -> None:
    token = budi.get(f"/api/certificates/{budi.graduates(dewi.teaches())}/credential").text
    head, payload, signature = token.split(".")
    claims = verified_credential(shop, token)
    forged = jwt.encode(claims | {"name": "Doktor"}, "x" * 32, "HS256").split(".")[1]
    with pytest.raises(jwt.InvalidSignatureError):
        verified_credential(shop, f"{head}.{forged}.{signature}")
    with pytest.raises(jwt.InvalidSignatureError):
        verified_credential(shop, f"{head}.{payload}.{signature[:-6]}AAAAAA")
    assert token == budi.get(f"/api/certificates/{claims['jti'].rsplit('/', 1)[1]}/credential").text


def test_a_revocation_is_visible_at_once(shop: Shop, dewi: Person, sari: Person, budi: Person) -> None:
    set_name(budi, "Budi Santoso", "budi@example.com")
    code = budi.graduates(dewi.teaches(owner_id=sari.id, title="Ekspor kopi"))
    path = f"/api/certificates/{code}"
    badge = verified_credential(shop, budi.get(f"{path}/credential").text)
    assert requests.get(badge["credentialStatus"]["id"], timeout=30).json()["revokedCredentials"] == []
    tono = shop.person("tono", "seller")
    assert tono.delete(path, json={"reason": "Iri"}).status_code == 404
    assert budi.delete(path, json={"reason": "Bosan"}).status_code == 404
    assert shop.visitor().delete(path, json={"reason": "x"}).status_code == 401
    assert sari.delete(path).status_code == 422
    assert shop.visitor().get(path).json()["valid"]

    assert sari.delete(path, json={"reason": "Kuis dikerjakan orang lain"}).status_code == 200
    found = shop.visitor().get(path).json()
    assert not found["valid"] and found["revoked_at"] and found["reason"] is None
    progress = budi.get(f"/api/courses/{found['course_id']}/progress").json()
    assert progress["completed"] and not progress["certificate"]["valid"]
    assert progress["certificate"]["revoked_at"] == found["revoked_at"]
    assert budi.post(f"/api/courses/{found['course_id']}/progress", {"completed": True}).json() == progress
    assert tono.get(path).json()["reason"] is None
    for person in (budi, sari, dewi):
        assert person.get(path).json()["reason"] == "Kuis dikerjakan orang lain"
    revoked = requests.get(badge["credentialStatus"]["id"], timeout=30)
    assert revoked.json()["revokedCredentials"] == [{"id": badge["id"], "revoked": True}]
    assert revoked.headers["Cache-Control"] == "no-store"
    page = requests.get(f"{shop.url}/certificates/{code}", timeout=30)
    assert "Sertifikat ini sudah dicabut" in page.text and "orang lain" not in page.text
    for gone in (f"{path}/pdf", f"{path}/credential"):
        answer = budi.get(gone)
        assert (answer.status_code, answer.json()["code"]) == (410, "certificate_revoked")
    assert dewi.delete(path, json={"reason": "Lagi"}).status_code == 410
    assert budi.get(path).json()["reason"] == "Kuis dikerjakan orang lain"
    assert "Kuis dikerjakan orang lain" in shop.email("budi@example.com", "certificate_revoked").get_content()
    (line,) = sari.get("/api/users/activities?type=certificate_revoked").json()["activities"]
    assert line["detail"] == f"{code}: Kuis dikerjakan orang lain"


def test_an_admin_revokes_any_certificate_and_concurrent_revocations_succeed_once(
    shop: Shop, dewi: Person, sari: Person, budi: Person
) -> None:
    code = budi.graduates(dewi.teaches(owner_id=sari.id))
    reasons = [
        answer.status_code
        for answer in at_once(2, lambda n: (dewi, sari)[n].delete(f"/api/certificates/{code}", json={"reason": f"{n}"}))
    ]
    assert sorted(reasons) == [200, 410]
    assert shop.value("SELECT COUNT(*) FROM activities WHERE type = 'certificate_revoked'") == 1


def test_all_credentials_share_one_key_which_is_stored_encrypted(shop: Shop, dewi: Person, budi: Person) -> None:
    code = budi.graduates(dewi.teaches())
    tokens = at_once(8, lambda _: requests.get(f"{shop.url}/api/certificates/{code}/credential", timeout=30).text)
    assert len(set(tokens)) == 1
    (row,) = shop.rows("SELECT id, private_key, public_key FROM credential_keys")
    assert "PRIVATE KEY" not in row["private_key"]
    assert b"PRIVATE KEY" not in base64.urlsafe_b64decode(row["private_key"])
    assert '"d"' not in row["public_key"]
    assert shop.visitor().get("/api/certificates/keys/none").status_code == 404


def test_credentials_of_an_old_key_stay_valid_under_a_new_secret(
    shop: Shop, dewi: Person, budi: Person, tmp_path: Path
) -> None:
    path = f"/api/certificates/{budi.graduates(dewi.teaches())}/credential"
    old = budi.get(path).text
    same = {name: value for name, value in shop.app.env.items() if name != "PORT"}
    app = App.start({**same, "JWT_SECRET_KEY": "another secret " * 4, "PUBLIC_URL": shop.url}, tmp_path / "app.log")
    new = requests.get(app.url + path, timeout=30).text
    kids = [jwt.get_unverified_header(token)["kid"] for token in (old, new)]
    assert kids[0] != kids[1]
    assert verified_credential(shop, old) == verified_credential(shop, new)
    assert requests.get(app.url + path, timeout=30).text == new
    # The newest key belongs to another secret; the newest that this one decrypts is the first.
    assert budi.get(path).text == old
    assert len(requests.get(f"{app.url}/api/certificates/keys", timeout=30).json()["keys"]) == 2
    assert app.stop() == 0
