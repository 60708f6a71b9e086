"""E-mails: their recipients, their list for admins, their retention and their settings."""

from __future__ import annotations

import hashlib
import os
import re
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from outbox import run, shop_settings, written

import db
import jobs.runner
import queries.accounts.users
import queries.system.audit
import queries.system.emails
import queries.system.encrypted_columns
import queries.system.jobs
import queries.system.schema
from settings import Database, SettingsError
from support.app import wait_until
from support.people import PASSWORD, Person, Shop

# Who is told what


def test_a_sign_up_sends_one_email_and_each_sale_a_receipt(shop: Shop, sari: Person) -> None:
    coffee = sari.offers("Kopi <b>Gayo</b>", 7_500_000)
    visitor = shop.visitor()
    person = {"email": "budi@example.com", "name": "Budi", "password": PASSWORD}
    visitor.http.headers["Accept-Language"] = "id"
    answer = visitor.post("/api/auth/register", person).json()
    visitor.http.headers["Authorization"] = f"Bearer {answer['access_token']}"
    welcome = shop.email("budi@example.com", "verify")
    assert "Selamat datang!" in welcome.get_content() and "Budi" not in welcome.get_content()
    assert shop.value("SELECT COUNT(*) FROM letters") == 1
    # Whose address it is, nobody has proven yet.
    early = visitor.buys(coffee).json()
    assert early["receipt_email"] == "waits_for_verification"
    assert shop.value("SELECT COUNT(*) FROM letters") == 1
    old = visitor.buys(coffee).json()
    shop.rows("UPDATE transactions SET created_at = NOW() - INTERVAL 8 DAY WHERE id = %s", (old["id"],))
    token = re.search(r"#(?:token=)?([\w-]+)", shop.email("budi@example.com", "verify").get_content())
    assert token is not None
    visitor.http.headers["Accept-Language"] = "en"
    for _ in range(2):
        assert visitor.post("/api/auth/verify", {"token": token[1]}).status_code == 200
    # What waited comes now, once, and in the language in which they signed up, as all e-mails do.
    waited = shop.email("budi@example.com", "receipt")
    assert waited["Subject"] == f"Struk Anda {early['receipt_number']}"
    assert shop.value("SELECT COUNT(*) FROM letters WHERE template = 'receipt'") == 1
    sale = visitor.buys(coffee, 2, key="sekali").json()
    assert visitor.buys(coffee, 2, key="sekali").json() == sale
    assert sale["receipt_email"] == "sent"
    wait_until(lambda: shop.value("SELECT COUNT(*) FROM letters WHERE template = 'receipt' AND sent_at IS NULL") == 0)
    receipt = shop.email("budi@example.com", "receipt")
    text = receipt.get_content()
    assert receipt["Subject"] == f"Struk Anda {sale['receipt_number']}"
    assert "2 × Kopi <b>Gayo</b> (Rp 7.500.000): Rp 15.000.000\n" in text
    assert "Total: Rp 15.000.000\n" in text and "PPN" not in text
    clock = datetime.fromisoformat(sale["created_at"]).astimezone(UTC) + timedelta(hours=7)
    assert f"pukul {clock:%H.%M} WIB" in text
    assert "Kopi &lt;b&gt;Gayo&lt;/b&gt;" in receipt.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert shop.value("SELECT COUNT(*) FROM letters WHERE template = 'receipt'") == 2
    # Nor is Sari written to, who has no address.
    assert sari.buys(coffee).json()["receipt_email"] is None
    assert shop.value("SELECT COUNT(*) FROM letters WHERE template = 'receipt'") == 2
    assert visitor.get("/api/users/profile").json()["language"] == "id"
    assert visitor.put("/api/users/profile", {"language": "en"}).json()["language"] == "en"
    visitor.http.headers["Accept-Language"] = "id"
    later = visitor.buys(coffee).json()
    wait_until(lambda: shop.value("SELECT COUNT(*) FROM letters WHERE template = 'receipt' AND sent_at IS NULL") == 0)
    assert shop.email("budi@example.com", "receipt")["Subject"] == f"Your receipt {later['receipt_number']}"


def test_all_emails_to_a_user_are_in_their_language(shop: Shop, sari: Person, dewi: Person, budi: Person) -> None:
    """Without a language of the user, e-mails about courses are in the course's language."""
    shop.rows("UPDATE users SET email = 'budi@example.com', language = 'en' WHERE id = %s", (budi.id,))
    product = sari.offers("Kelas", 50_000)
    course = dewi.teaches(owner_id=sari.id, product_id=product, language="id")
    assert budi.buys(product).json()["receipt_email"] == "waits_for_verification"
    budi.post("/api/auth/verify/send")
    token = re.search(r"#(?:token=)?([\w-]+)", shop.email("budi@example.com", "verify").get_content())
    assert token is not None
    budi.http.headers["Accept-Language"] = "id"
    assert budi.post("/api/auth/verify", {"token": token[1]}).status_code == 200
    budi.post(f"/api/courses/{course['id']}/progress", {"completed": True})
    sari.delete(f"/api/courses/{course['id']}/learners/{budi.id}", json={"reason": "x"})
    wait_until(lambda: shop.value("SELECT COUNT(*) FROM letters WHERE sent_at IS NULL") == 0)
    sent = shop.rows("SELECT template, language FROM letters ORDER BY id")
    assert [row["template"] for row in sent] == [
        "verify", "receipt", "course_bought", "certificate_issued", "learner_removed",
    ]  # fmt: skip
    assert {row["language"] for row in sent} == {"en"}


def test_admins_see_the_state_of_emails_without_their_content(shop: Shop, dewi: Person, budi: Person) -> None:
    ids = []
    for sent_at, state, error in (
        ("2026-11-21", "done", None), (None, "queued", "FinTrackIt answered 503"), (None, "failed", "refused (422)"),
    ):  # fmt: skip
        shop.rows(
            "INSERT INTO letters (recipient, template, language, words, attempts, sent_at) "
            "VALUES ('x@y.z', 'nonsense', 'id', '{\"link\": \"rahasia\"}', 1, %s)",
            (sent_at,),
        )
        ids.append(shop.value("SELECT MAX(id) FROM letters"))
        shop.rows(
            "INSERT INTO jobs (kind, payload, state, due_at, error, unique_name) "
            "VALUES ('x', '{}', %s, '2100-01-01', %s, CONCAT('letter:', %s))",
            (state, error, ids[-1]),
        )
    answer = dewi.get("/api/emails")
    assert "rahasia" not in answer.text
    told = [(email["id"], email["state"], email["error"], email["attempts"]) for email in answer.json()["emails"]]
    assert told == [
        (ids[2], "given_up", "refused (422)", 1),
        (ids[1], "waiting", "FinTrackIt answered 503", 1),
        (ids[0], "sent", None, 1),
    ]
    for number, state in enumerate(("sent", "waiting", "given_up")):
        (email,) = dewi.get(f"/api/emails?state={state}").json()["emails"]
        assert email["id"] == ids[number]
        assert (email["due_at"] is not None) == (state == "waiting")
        assert dewi.get(f"/api/jobs/{email['job_id']}").json()["id"] == email["job_id"]
    assert len(dewi.get("/api/emails?per_page=2").json()["emails"]) == 2
    assert budi.get("/api/emails").status_code == 403


def test_the_clean_up_deletes_emails_after_three_months(emptied_outbox: Database, tmp_path: Path) -> None:
    settings = shop_settings(DATA_DIR=str(tmp_path))
    written(3)
    run(settings)
    box = tmp_path / "mail"
    old, *young = sorted(box.iterdir())
    os.utime(old, (time.time() - 91 * 24 * 3600,) * 2)
    first, second, third = (email["id"] for email in reversed(queries.system.emails.page(10**9, 3)))
    ago = "UTC_TIMESTAMP(6) - INTERVAL 91 DAY"
    db.execute(f"UPDATE letters SET sent_at = {ago} WHERE id = %s", (first,))
    db.execute(f"UPDATE letters SET sent_at = NULL, created_at = {ago} WHERE id = %s", (second,))
    db.execute(f"UPDATE jobs SET due_at = {ago} WHERE unique_name IN ('letter:{first}', 'letter:{second}')")
    queries.system.jobs.enqueue("sweep", {})
    jobs.runner.run_due("maintenance", settings, threading.Event())
    assert [email["id"] for email in queries.system.emails.page(10**9, 3)] == [third]
    assert [job["kind"] for job in queries.system.jobs.page(10**9, 9)] == ["sweep", "letters"]
    assert sorted(box.iterdir()) == young


def test_a_provider_without_its_settings_is_a_fault() -> None:
    for environ, named in (
        ({"MAIL_PROVIDER": "pigeon"}, "MAIL_PROVIDER"),
        ({"MAIL_PROVIDER": "fintrackit"}, "FINTRACKIT_API_KEY"),
        ({"MAIL_PROVIDER": "fintrackit", "FINTRACKIT_API_KEY": "a\nb"}, "FINTRACKIT_API_KEY"),
        ({"MAIL_PROVIDER": "smtp"}, "SMTP_URL"),
        ({"SMTP_URL": "mail.example:25"}, "SMTP_URL"),
        ({"SMTP_URL": "smtp://u:rahasia@mail.example:x"}, "SMTP_URL"),
        ({"SMTP_URL": "smtp://u:rahasia@mail.example?starttls=perhaps"}, "SMTP_URL"),
        ({"FINTRACKIT_URL": "ftp://x.example"}, "FINTRACKIT_URL"),
        ({"FINTRACKIT_AUTH_URL": "https://x.example/?a=b"}, "FINTRACKIT_AUTH_URL"),
        ({"MAIL_FROM": "Toko Sari"}, "MAIL_FROM"),
        ({"MAIL_FROM": "a@x.example, b@x.example"}, "MAIL_FROM"),
        ({"MAIL_TIMEOUT": "0"}, "MAIL_TIMEOUT"),
    ):
        with pytest.raises(SettingsError) as caught:
            shop_settings(**environ)
        assert re.match(named + " ", str(caught.value)), environ
        assert "rahasia" not in str(caught.value)
    production = {
        "ENV": "production",
        "DB_HOST": "localhost",
        "JWT_SECRET_KEY": hashlib.sha256(b"jwt").hexdigest(),
        "API_KEY_SALT": hashlib.sha256(b"salt").hexdigest(),
    }
    for environ in ({"FINTRACKIT_URL": "http://x.example"}, {"SMTP_URL": "smtp://u:rahasia@mail.example?starttls=0"}):
        with pytest.raises(SettingsError, match=next(iter(environ))):
            shop_settings(**production, **environ)


def test_provider_settings_are_read_from_the_environment(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("kunci\n")
    settings = shop_settings(MAIL_PROVIDER="fintrackit", EMAIL_API_KEY_FILE=str(tmp_path / "key"), MAIL_FROM="")
    assert settings.mail.fintrackit.api_key == "kunci"
    assert settings.mail.fintrackit.auth_url == "https://api.fintrackit.my.id/v1/auth"
    assert (settings.shop_name, settings.mail.sender) == ("Finenice", "no-reply@toko.example")
    smtp = shop_settings(SMTP_URL="smtps://u%40x:p%3A@mail.example").mail.smtp
    assert smtp and (smtp.host, smtp.port, smtp.user, smtp.password, smtp.tls) == (
        "mail.example", 465, "u@x", "p:", "smtps",
    )  # fmt: skip
