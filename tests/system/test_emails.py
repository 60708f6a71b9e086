"""Letters on their way: every template in both languages, two real providers, and what happens when they are down."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import ipaddress
import json
import os
import re
import secrets
import signal
import ssl
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

import db
import jobs
import queries.accounts.users
import queries.system.audit
import queries.system.emails
import queries.system.encrypted_columns
import queries.system.jobs
import queries.system.schema
from domain.courses.certificate import Issuer
from jobs.emails import build_message
from mail import provider
from mail.renderer import render
from mail.templates import TEMPLATES
from queries.system.emails import Email
from settings import Database, Settings, SettingsError
from support.app import ROOT, at_once, clean_environment, free_port, secrets_for_tests, wait_until
from support.database import Server
from support.people import AS_TEXT, PASSWORD, Person, Shop

API_KEY = "kunci-rahasia-toko"
SIGN = {"name": "Toko Sari", "logo_id": None}
HOSTILE = 'Budi</title>\r\nBcc: x@y.z\r\n\r\n<script>alert(1)</script>"\u0085{link}'


# What letters say


def placeholders(template: str, language: str) -> set[str]:
    text = TEMPLATES[template][language]
    return set(re.findall(r"\{(\w+)\}", text.subject + text.body)) - {"shop"}


def sample(template: str, value: str) -> dict[str, Any]:
    """Words that a template of this name may be given, each of them `value`."""
    tables = {"lines", "sums"} if template == "receipt" else set()
    link = {"link": "https://toko.example/open?token=x&y=1"}
    words = placeholders(template, "en")
    return {word: [(value, value)] if word in tables else link.get(word, value) for word in words}


@pytest.mark.parametrize("template", TEMPLATES)
def test_each_letter_has_both_languages_with_the_same_words(template: str) -> None:
    assert TEMPLATES[template].keys() == {"en", "id"}
    assert placeholders(template, "en") == placeholders(template, "id")
    assert TEMPLATES[template]["en"].body != TEMPLATES[template]["id"].body


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_each_letter_is_text_and_a_page_that_say_the_same(template: str, language: str) -> None:
    written = render(template, language, sample(template, "Zamrud"), Issuer("Toko Sari", "https://toko.example"))
    assert f'<html lang="{language}">' in written.html and "Toko Sari" in written.html
    told = placeholders(template, language) - {"link"}
    assert not re.search(r"[{}]", written.subject + written.text + written.html)
    for form in (written.text, written.html):
        assert ("Zamrud" in form) == bool(told)
    if "link" in placeholders(template, language):
        assert "https://toko.example/open?token=x&y=1" in written.text.splitlines()
        assert '<a href="https://toko.example/open?token=x&amp;y=1"' in written.html


# What a shop writes. `where`, `note` and `reason` are somebody's text of several lines.
WORDS: dict[str, Any] = {
    "name": "Rina Wijaya", "link": "https://toko.example/open#token=Zx81kq", "hours": 24, "minutes": 1,
    "role": "developer", "note": "Selamat datang.\nJam kerja 9-17.", "course": "Ekspor Pertama",
    "learner_name": "Rina Wijaya", "old_code": "2M9Z7QKT4XW8RB6HNPC3VJ5YDA", "others": "",
    "code": "7QK2M9ZT4XW8RB6HNPC3VJ5YDA", "reason": "Kuis dikerjakan orang lain.", "number": "INV-20261121-000007",
    "day": "21 November 2026", "time": "14.05", "key": "Kasir depan", "prefix": "fn_4kQ9aZ81LmXc",
    "old_prefix": "fn_9aZ81LmXc4kQ", "expires": "21 Februari 2027", "where": "https://gist.example/1\nbaris 12",
    "prefixes": "Kasir (fn_4kQ9aZ81LmXc…)\nGudang (fn_9aZ81LmXc4kQ…)",
    "lines": [("2 × Kopi Gayo 250 g (Rp 75.000)", "Rp 150.000"), ("1 × Teh (Rp 20.000)", "Rp 20.000")],
    "sums": [("Total", "Rp 170.000"), ("Termasuk PPN", "Rp 16.847")],
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_each_letter_reads_as_a_person_would_write_it(template: str, language: str) -> None:
    words = {word: WORDS[word] for word in placeholders(template, language)}
    written = render(template, language, words, Issuer("Toko Sari", "https://toko.example"))
    for form in (written.subject, written.text, written.html):
        assert not re.search(r"[{}\[\]]|None|_\w+_|\bshop_name\b", form)
        # Whoever reads Indonesian is no "developer".
        assert language == "en" or "developer" not in form
    greeting, first, *rest = written.text.split("\n\n")
    assert re.fullmatch(r"(Hello|Halo)( Rina Wijaya)?,", greeting)
    for sentence in (first, *rest[:-1]):
        assert not sentence[0].islower(), sentence
    # A template's own line breaks are none of the letter's; those of a person are.
    own = sum(str(words.get(word, "")).count("\n") for word in ("note", "where", "prefixes"))
    assert written.html.count("<br>") == own + 1
    buttons = re.findall(r'<a href="(.+?)" style="display.+?>(.+?)</a>', written.html)
    assert len(buttons) == len(re.findall(r"^https://toko", written.text, re.MULTILINE))
    for address, says in buttons:
        assert says != written.subject and f"{says}:\n{address}\n" in written.text
    if template == "receipt":
        bold = re.findall(r'font-weight: bold; text-align: \w+(?:; white-space: nowrap)?">(.+?)<', written.html)
        assert bold == ["Total", "Rp 170.000"]


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_hostile_name_stays_a_name(template: str) -> None:
    settings = shop_settings()
    row = {
        "id": 7, "recipient": "budi@example.com", "template": template, "language": "id", "attempts": 0,
        "words": sample(template, HOSTILE), "created_at": datetime(2026, 11, 21),
    }  # fmt: skip
    written = render(template, "id", row["words"], Issuer("Toko", "https://toko.example"))
    assert "\n" not in written.subject and "\r" not in written.subject
    assert "<script" not in written.html and written.html.count("</title>") == 1
    assert ("&lt;script&gt;" in written.html) == bool(placeholders(template, "id") - {"link"})
    # The words of these two are read of the sale.
    if template not in ("receipt", "course_bought"):
        mail = build_message(row, settings, SIGN)
        read = message_from_bytes(mail.as_bytes(), policy=default)
        assert isinstance(read, EmailMessage)
        assert read["Bcc"] is None and str(read["Subject"]).strip() == written.subject
        assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"]
        assert mail.as_bytes().isascii()


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_no_subject_holds_what_somebody_chose(template: str, language: str) -> None:
    ours = {"role", "number", "expires", "prefix", "old_prefix"}
    assert set(re.findall(r"\{(\w+)\}", TEMPLATES[template][language].subject)) <= ours
    assert TEMPLATES[template][language].subject.isascii()


@pytest.mark.parametrize("template", sorted(queries.system.emails.SENT_UNVERIFIED))
def test_an_address_that_nobody_has_verified_gets_no_words_of_a_caller(template: str) -> None:
    assert placeholders(template, "en") <= {"link", "hours", "minutes"}


# Who is told what


def test_whoever_signs_up_gets_one_letter_and_then_a_receipt_of_each_sale(shop: Shop, sari: Person) -> None:
    coffee = sari.offers("Kopi <b>Gayo</b>", 7_500_000)
    visitor = shop.visitor()
    person = {"email": "budi@example.com", "name": "Budi", "password": PASSWORD}
    visitor.http.headers["Accept-Language"] = "id"
    answer = visitor.post("/api/auth/register", person).json()
    visitor.http.headers["Authorization"] = f"Bearer {answer['access_token']}"
    welcome = shop.letter("budi@example.com", "verify")
    assert "Selamat datang!" in welcome.get_content() and "Budi" not in welcome.get_content()
    assert shop.value("SELECT COUNT(*) FROM letters") == 1
    # Whose address it is, nobody has proven yet.
    early = visitor.buys(coffee).json()
    assert early["receipt_email"] == "waits_for_verification"
    assert shop.value("SELECT COUNT(*) FROM letters") == 1
    old = visitor.buys(coffee).json()
    shop.rows("UPDATE transactions SET created_at = NOW() - INTERVAL 8 DAY WHERE id = %s", (old["id"],))
    token = re.search(r"#(?:token=)?([\w-]+)", shop.letter("budi@example.com", "verify").get_content())
    assert token is not None
    visitor.http.headers["Accept-Language"] = "en"
    for _ in range(2):
        assert visitor.post("/api/auth/verify", {"token": token[1]}).status_code == 200
    # What waited comes now, once, and in the language in which they signed up, as all letters do.
    waited = shop.letter("budi@example.com", "receipt")
    assert waited["Subject"] == f"Struk Anda {early['receipt_number']}"
    assert shop.value("SELECT COUNT(*) FROM letters WHERE template = 'receipt'") == 1
    sale = visitor.buys(coffee, 2, key="sekali").json()
    assert visitor.buys(coffee, 2, key="sekali").json() == sale
    assert sale["receipt_email"] == "sent"
    wait_until(lambda: shop.value("SELECT COUNT(*) FROM letters WHERE template = 'receipt' AND sent_at IS NULL") == 0)
    receipt = shop.letter("budi@example.com", "receipt")
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
    assert shop.letter("budi@example.com", "receipt")["Subject"] == f"Your receipt {later['receipt_number']}"


def test_all_letters_to_a_person_are_in_their_language(shop: Shop, sari: Person, dewi: Person, budi: Person) -> None:
    """Also those about courses, which are in the course's own for who has none; a course bought unverified, too."""
    shop.rows("UPDATE users SET email = 'budi@example.com', language = 'en' WHERE id = %s", (budi.id,))
    product = sari.offers("Kelas", 50_000)
    course = dewi.teaches(owner_id=sari.id, product_id=product, language="id")
    assert budi.buys(product).json()["receipt_email"] == "waits_for_verification"
    budi.post("/api/auth/verify/send")
    token = re.search(r"#(?:token=)?([\w-]+)", shop.letter("budi@example.com", "verify").get_content())
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


def test_admins_see_what_became_of_letters_and_not_what_they_say(shop: Shop, dewi: Person, budi: Person) -> None:
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
    told = [(letter["id"], letter["state"], letter["error"], letter["attempts"]) for letter in answer.json()["emails"]]
    assert told == [
        (ids[2], "given_up", "refused (422)", 1),
        (ids[1], "waiting", "FinTrackIt answered 503", 1),
        (ids[0], "sent", None, 1),
    ]
    for number, state in enumerate(("sent", "waiting", "given_up")):
        (letter,) = dewi.get(f"/api/emails?state={state}").json()["emails"]
        assert letter["id"] == ids[number]
        assert (letter["due_at"] is not None) == (state == "waiting")
        assert dewi.get(f"/api/jobs/{letter['job_id']}").json()["id"] == letter["job_id"]
    assert len(dewi.get("/api/emails?per_page=2").json()["emails"]) == 2
    assert budi.get("/api/emails").status_code == 403


# A shop of this module's own, whose letters no other process sends


SHOP = {
    "ENV": "test",
    "DATA_DIR": "/nonexistent",
    "PUBLIC_URL": "https://toko.example",
    "MAIL_FROM": "Toko Sari <surat@toko.example>",
    "MAIL_TIMEOUT": "1",
    **secrets_for_tests(),
}


def shop_settings(**environ: str) -> Settings:
    return Settings.from_env({**SHOP, **environ})


@pytest.fixture(scope="module")
def own_database(server: Server) -> Iterator[Database]:
    name = f"finenice_mail_{secrets.token_hex(3)}"
    with server.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE `{name}` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci")
    socket = server.address.get("unix_socket")
    found = Database(
        server.address.get("host"), server.address.get("port", 0), server.address["user"],
        server.address.get("password", ""), name, Path(socket) if socket else None, pool_size=16,
    )  # fmt: skip
    db.open(found)
    queries.system.schema.upgrade()
    db.close()
    yield found
    with server.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE `{name}`")


@pytest.fixture
def postroom(own_database: Database) -> Iterator[Database]:
    db.open(own_database)
    queries.system.audit.configure(SHOP["JWT_SECRET_KEY"])
    for table in ("letters", "jobs", "lane_pauses", "provider_tokens"):
        db.execute(f"DELETE FROM {table}")
    yield own_database
    db.close()


def written(count: int = 1) -> list[str]:
    """Letters that are queued, by their addresses."""
    addresses = [f"orang{number}@example.com" for number in range(count)]
    for address in addresses:
        with db.transaction():
            queries.system.emails.enqueue(Email(address, "email_changed", "id", {"name": "Budi"}))
    return addresses


def run(settings: Settings) -> None:
    """What the keeper's runner does when letters are due."""
    jobs.run_due("emails", settings, threading.Event())


def later(settings: Settings) -> None:
    """The same, when every pause is over."""
    db.execute("UPDATE lane_pauses SET ends_at = UTC_TIMESTAMP(6)")
    db.execute("UPDATE jobs SET due_at = UTC_TIMESTAMP(6) WHERE state = 'queued'")
    run(settings)


def states() -> Counter[str]:
    return Counter(letter["state"] for letter in queries.system.emails.page(10**9, 1000))


def the_letter() -> dict[str, Any]:
    (letter,) = queries.system.emails.page(10**9, 10)
    return letter


class FinTrackIt(ThreadingHTTPServer):
    """The service as its callers know it, with whatever trouble a test wants."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.tokens = 0
        self.good_token = ""
        self.lives: dict[str, Any] = {}
        self.calls: list[str] = []
        self.letters: list[dict[str, Any]] = []
        # Answers the next calls in place of the service: a path, and what to do with the call.
        self.trouble: dict[str, Callable[[Answering], None]] = {}
        self.after: Callable[[], None] = lambda: None

    def environ(self, **more: str) -> dict[str, str]:
        ours = {"FINTRACKIT_AUTH_URL": f"{self.url}/v1/auth", "FINTRACKIT_URL": f"{self.url}/v1/secure"}
        return {**SHOP, "MAIL_PROVIDER": "fintrackit", "FINTRACKIT_API_KEY": API_KEY, **ours, **more}

    def settings(self, **more: str) -> Settings:
        return Settings.from_env(self.environ(**more))


class Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: FinTrackIt

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.calls.append(self.path)
        if self.path in self.server.trouble:
            self.server.trouble[self.path](self)
        elif self.path == "/v1/auth/token":
            if self.headers["X-API-Key"] != API_KEY:
                return self.say(401, {})
            self.server.tokens += 1
            self.server.good_token = f"token-{self.server.tokens}-{secrets.token_hex(8)}"
            self.say(200, {"access_token": self.server.good_token, "token_type": "bearer", **self.server.lives})
        elif self.headers["Authorization"] != f"Bearer {self.server.good_token}":
            self.say(401, {"detail": "expired"})
        else:
            self.server.letters.append({**json.loads(body), "key": self.headers["Idempotency-Key"]})
            self.server.after()
            self.say(200, {"success": True, "message": "Email sent successfully"})
        return None

    def say(self, status: int, body: Any, **headers: str) -> None:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def fintrackit(postroom: Database) -> Iterator[FinTrackIt]:
    service = FinTrackIt()
    thread = threading.Thread(target=service.serve_forever, args=(0.02,))
    thread.start()
    yield service
    service.shutdown()
    thread.join()
    service.server_close()


TOKEN, SEND = "/v1/auth/token", "/v1/secure/send-email"


def test_many_letters_need_one_token_that_lies_sealed(fintrackit: FinTrackIt, caplog: pytest.LogCaptureFixture) -> None:
    settings = fintrackit.settings()
    addresses = written(5)
    with caplog.at_level("DEBUG"):
        run(settings)
    assert Counter(fintrackit.calls) == {TOKEN: 1, SEND: 5}
    assert [letter["recipient_email"] for letter in fintrackit.letters] == addresses
    first = fintrackit.letters[0]
    assert first["subject"] == "Alamat email Anda telah diganti" and '<html lang="id">' in first["body"]
    assert first["key"].endswith("@toko.example") and len({letter["key"] for letter in fintrackit.letters}) == 5
    assert states() == {"sent": 5}
    (row,) = db.fetch_all("SELECT token, TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(6), expires_at) AS s FROM provider_tokens")
    assert 3290 <= row["s"] <= 3300
    kept = json.dumps([row["token"], *(str(job) for job in queries.system.jobs.page(10**9, 100))])
    for secret in (API_KEY, fintrackit.good_token):
        assert secret not in kept and secret not in caplog.text and secret not in repr(settings)
    # The next runner is another process, which finds the token.
    provider.get.cache_clear()
    written()
    run(settings)
    assert fintrackit.tokens == 1 and len(fintrackit.letters) == 6


def test_a_token_that_has_expired_or_is_refused_is_fetched_once_more(fintrackit: FinTrackIt) -> None:
    settings = fintrackit.settings()
    written()
    run(settings)
    db.execute("UPDATE provider_tokens SET expires_at = UTC_TIMESTAMP(6)")
    written()
    run(settings)
    assert fintrackit.calls == [TOKEN, SEND, TOKEN, SEND]
    fintrackit.good_token = "withdrawn"
    written()
    run(settings)
    assert fintrackit.calls[4:] == [SEND, TOKEN, SEND]
    # A token that is refused as soon as it was given is no reason to ask for a third.
    fintrackit.trouble[SEND] = lambda call: call.say(401, {})
    written()
    run(settings)
    assert fintrackit.calls[7:] == [SEND, TOKEN, SEND]
    assert states() == {"sent": 3, "waiting": 1}


def test_a_token_that_says_how_long_it_lives_is_renewed_before_that(fintrackit: FinTrackIt) -> None:
    fintrackit.lives = {"expires_in": 600}
    written()
    run(fintrackit.settings())
    assert (
        540
        <= db.fetch_value("SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(6), expires_at) AS s FROM provider_tokens")
        <= 550
    )


def test_a_token_of_another_key_is_not_used(fintrackit: FinTrackIt) -> None:
    written()
    run(fintrackit.settings())
    written()
    run(fintrackit.settings(FINTRACKIT_API_KEY="kunci-lain"))
    assert fintrackit.calls == [TOKEN, SEND, TOKEN]
    assert states() == {"sent": 1, "waiting": 1}
    assert "gave no token (401)" in the_waiting()["error"]


def the_waiting() -> dict[str, Any]:
    (letter,) = queries.system.emails.page(10**9, 10, "waiting")
    return letter


def test_processes_that_need_a_token_at_once_fetch_one(fintrackit: FinTrackIt) -> None:
    settings = fintrackit.settings()
    row = {
        "id": 7, "recipient": "budi@example.com", "template": "email_changed", "language": "id",
        "words": {"name": "Budi"}, "created_at": datetime(2026, 11, 21),
    }  # fmt: skip
    mail = build_message(row, settings, SIGN)

    def send(_: int) -> None:
        try:
            provider.load(settings)(settings).send(mail)
        finally:
            db.release()

    at_once(8, send)
    assert Counter(fintrackit.calls) == {TOKEN: 1, SEND: 8}


def hang(call: Answering) -> None:
    """Says nothing until the caller has left."""
    call.close_connection = True
    call.rfile.read(1)


def hang_up(call: Answering) -> None:
    call.close_connection = True


def drip(call: Answering) -> None:
    """One byte of an endless header at a time, each well within a socket's timeout."""
    call.close_connection = True
    pause = threading.Event()
    try:
        call.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        for _ in range(30):
            call.wfile.write(b"x")
            pause.wait(0.1)
    except OSError:
        pass


UNREADABLE = "FinTrackIt gave an unreadable token"
ELSEWHERE = {"Location": "/elsewhere"}
# Where the trouble is, what the service does there, and what is told of it.
TROUBLES: dict[str, tuple[str, Callable[[Answering], None], str]] = {
    "fails": (SEND, lambda call: call.say(500, {"detail": API_KEY}), "FinTrackIt answered 500"),
    "is busy": (SEND, lambda call: call.say(429, {}, Retry_After="120"), "FinTrackIt answered 429"),
    "says no": (SEND, lambda call: call.say(200, {"success": False}), "FinTrackIt answered 200"),
    "is elsewhere": (SEND, lambda call: call.say(307, {}, **ELSEWHERE), "FinTrackIt answered 307"),
    "is not there": (SEND, lambda call: call.say(404, {}), "FinTrackIt answered 404"),
    "hangs": (SEND, hang, "no answer within 1 seconds|FinTrackIt does not answer (ReadTimeoutError)"),
    "drips": (SEND, drip, "no answer within 1 seconds"),
    "hangs up": (SEND, hang_up, "FinTrackIt does not answer (ProtocolError)"),
    "gives no token": (TOKEN, lambda call: call.say(503, {}), "FinTrackIt gave no token (503)"),
    "moves the tokens": (TOKEN, lambda call: call.say(302, {}, **ELSEWHERE), "FinTrackIt gave no token (302)"),
    "talks no JSON": (TOKEN, lambda call: call.say(200, b"<html>"), UNREADABLE),
    "talks other JSON": (TOKEN, lambda call: call.say(200, [1]), UNREADABLE),
    "gives half a header": (TOKEN, lambda call: call.say(200, {"access_token": "a\r\nb"}), UNREADABLE),
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_service_in_trouble_keeps_letters_waiting_and_loses_none(
    fintrackit: FinTrackIt, trouble: str, caplog: pytest.LogCaptureFixture
) -> None:
    path, what, error = TROUBLES[trouble]
    fintrackit.trouble[path] = what
    settings = fintrackit.settings()
    written(3)
    started = time.monotonic()
    run(settings)
    assert time.monotonic() - started < 3, "the letters paid their timeouts one after another"
    assert fintrackit.calls.count(path) == 1 and "/elsewhere" not in fintrackit.calls
    tried = queries.system.emails.page(10**9, 3)[-1]
    assert (tried["state"], tried["attempts"]) == ("waiting", 1)
    assert tried["error"] in error.split("|")
    assert API_KEY not in caplog.text
    pause = db.fetch_value("SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(6), ends_at) AS s FROM lane_pauses")
    assert 118 <= pause <= 120 if trouble == "is busy" else 3 <= pause <= 5
    fintrackit.trouble.clear()
    later(settings)
    assert states() == {"sent": 3}
    assert Counter(letter["recipient_email"] for letter in fintrackit.letters).most_common(1)[0][1] == 1
    assert db.fetch_value("SELECT COUNT(*) AS n FROM lane_pauses") == 0


@pytest.mark.parametrize("status", [400, 413, 422])
def test_a_letter_that_the_service_will_never_take_is_given_up_and_keeps_none_waiting(
    fintrackit: FinTrackIt, status: int
) -> None:
    fintrackit.trouble[SEND] = lambda call: call.say(status, {"detail": API_KEY})
    settings = fintrackit.settings()
    written()
    run(settings)
    assert (the_letter()["state"], the_letter()["error"]) == ("given_up", f"FinTrackIt refused the e-mail ({status})")
    fintrackit.trouble.clear()
    written()
    run(settings)
    assert states() == {"given_up": 1, "sent": 1}


def test_an_answer_that_can_not_be_read_is_no_reason_to_send_again(fintrackit: FinTrackIt) -> None:
    fintrackit.trouble[SEND] = lambda call: call.say(202, b"accepted")
    written()
    run(fintrackit.settings())
    assert states() == {"sent": 1}


def test_an_outage_loses_nothing_and_doubles_nothing(fintrackit: FinTrackIt) -> None:
    settings = fintrackit.settings()
    addresses = written(20)
    fintrackit.trouble[SEND] = lambda call: call.say(503, {})
    pauses = []
    # An hour of it: each time that the pause is over one letter looks whether the service is back.
    for probe in range(1, 13):
        later(settings)
        assert fintrackit.calls.count(SEND) == probe
        pauses.append(db.fetch_value("SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(6), ends_at) AS s FROM lane_pauses"))
        run(settings)
        assert fintrackit.calls.count(SEND) == probe
    assert [round(pause / 5) * 5 for pause in pauses[:6]] == [5, 10, 20, 40, 60, 60]
    assert states() == {"waiting": 20}
    # What else there is to do does not wait for the letters.
    sweep = queries.system.jobs.enqueue("sweep", {})
    assert sweep
    jobs.run_due("maintenance", settings, threading.Event())
    assert queries.system.jobs.get(sweep)["state"] == "done"
    fintrackit.trouble.clear()
    later(settings)
    assert Counter(letter["recipient_email"] for letter in fintrackit.letters) == Counter(addresses)
    assert states() == {"sent": 20}
    assert {job["attempts"] for job in queries.system.jobs.page(10**9, 100, "letters")} == {1}


def test_a_letter_waits_longer_and_longer_and_two_days_at_most(fintrackit: FinTrackIt) -> None:
    settings = fintrackit.settings()
    fintrackit.trouble[SEND] = lambda call: call.say(503, {})
    written()
    for attempt in range(10):
        later(settings)
        pause = db.fetch_value("SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(6), due_at) AS s FROM jobs")
        longest = min(600, 5 * 2**attempt)
        assert longest / 2 - 2 <= pause <= longest
    db.execute("UPDATE letters SET created_at = UTC_TIMESTAMP(6) - INTERVAL 49 HOUR")
    later(settings)
    letter = the_letter()
    assert (letter["state"], letter["attempts"]) == ("given_up", 11)
    assert letter["error"] == "not accepted within 48 hours: FinTrackIt answered 503"
    # An admin who knows better has it tried once more.
    fintrackit.trouble.clear()
    queries.system.jobs.retry(letter["job_id"])
    later(settings)
    assert (the_letter()["state"], the_letter()["error"]) == ("sent", None)
    assert db.fetch_value("SELECT words FROM letters") == "{}"


def test_a_worker_killed_before_it_notes_the_answer_sends_the_same_letter_again(fintrackit: FinTrackIt) -> None:
    environ = fintrackit.environ()
    settings = Settings.from_env(environ)
    written()
    # A process like those of the shop: it has a provider's libraries only once it sends.
    script = f"""
import sys, threading
from pathlib import PosixPath
import db, jobs
from settings import *
assert not {{"urllib3", "smtplib"}} & sys.modules.keys()
db.open(Database(**{dataclasses.asdict(db.current())!r}))
jobs.run_due("emails", Settings.from_env({environ!r}), threading.Event())
"""
    worker = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, env=clean_environment())
    fintrackit.after = lambda: os.kill(worker.pid, signal.SIGKILL)
    assert worker.wait(30) == -signal.SIGKILL
    fintrackit.after = lambda: None
    assert (the_letter()["state"], the_letter()["attempts"]) == ("waiting", 1)
    db.execute("UPDATE jobs SET due_at = UTC_TIMESTAMP(6)")
    run(settings)
    assert states() == {"sent": 1}
    first, second = fintrackit.letters
    assert first["key"] == second["key"]


# SMTP


class MailServer:
    """A mail server with a user, and whatever it says to a letter."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, list[str], EmailMessage]] = []
        self.encrypted: list[bool] = []
        self.rcpt = self.data = "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.data.startswith("250"):
            mail = message_from_bytes(envelope.content, policy=AS_TEXT)
            self.letters.append((envelope.mail_from, envelope.rcpt_tos, mail))  # type: ignore[arg-type]
            self.encrypted.append(session.ssl is not None)
        return self.data

    def authenticate(self, server: Any, session: Any, envelope: Any, mechanism: str, told: Any) -> AuthResult:
        right = isinstance(told, LoginPassword) and told.login == b"toko@sari" and told.password == b"p@ss/word"
        return AuthResult(success=right, handled=False)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate of 127.0.0.1, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    pem = serialization.Encoding.PEM
    path.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + signed.public_bytes(pem)
    )
    return path


@pytest.fixture
def smtp(
    postroom: Database, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[MailServer, Settings]]:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server, port = MailServer(), free_port()
    controller = Controller(
        server, hostname="127.0.0.1", port=port, tls_context=context, require_starttls=True, auth_required=True,
        authenticator=server.authenticate,
    )  # fmt: skip
    controller.start()
    url = f"smtp://toko%40sari:p%40ss%2Fword@127.0.0.1:{port}?starttls=1"
    yield server, shop_settings(MAIL_PROVIDER="smtp", SMTP_URL=url)
    controller.stop()


def test_letters_go_by_smtp_encrypted_and_with_a_password(smtp: tuple[MailServer, Settings]) -> None:
    server, settings = smtp
    addresses = written(2)
    run(settings)
    assert states() == {"sent": 2}
    assert [(sender, to) for sender, to, _ in server.letters] == [("surat@toko.example", [to]) for to in addresses]
    assert server.encrypted == [True, True]
    mail = server.letters[0][2]
    assert mail["From"] == "Toko Sari <surat@toko.example>" and mail["To"] == addresses[0]
    assert "Halo,\n" in mail.get_content() and "Toko Sari" in mail.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert str(mail["Message-ID"]).endswith("@toko.example>")


@pytest.mark.parametrize(
    ("said", "error", "state", "paused"),
    [
        ({"rcpt": "550 no such user"}, "the mail server refused the address (550)", "given_up", 0),
        ({"rcpt": "451 greylisted"}, "the mail server refused the address (451)", "waiting", 0),
        ({"data": "554 spam"}, "the mail server refused the e-mail (554)", "given_up", 0),
        ({"data": "452 disk full"}, "the mail server refused the e-mail (452)", "waiting", 0),
    ],
)
def test_what_a_mail_server_says_of_one_letter_is_said_of_that_one(
    smtp: tuple[MailServer, Settings], said: dict[str, str], error: str, state: str, paused: int
) -> None:
    server, settings = smtp
    vars(server).update(said)
    written()
    run(settings)
    assert (the_letter()["state"], the_letter()["error"]) == (state, error)
    assert db.fetch_value("SELECT COUNT(*) AS n FROM lane_pauses") == paused


def test_a_mail_server_that_is_another_refuses_us_or_is_away_keeps_letters_waiting(
    smtp: tuple[MailServer, Settings], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    server, settings = smtp
    url = f"smtp://toko%40sari:salah-sekali@127.0.0.1:{settings.mail.smtp.port}"  # type: ignore[union-attr]
    written()
    run(shop_settings(MAIL_PROVIDER="smtp", SMTP_URL=url))
    assert the_letter()["error"] == "the mail server refused user or password (535)"
    later(shop_settings(MAIL_PROVIDER="smtp", SMTP_URL="smtp://127.0.0.1:1"))
    assert the_letter()["error"] == "the mail server can't be reached (ConnectionRefusedError)"
    # Whoever holds no certificate that we trust may be anybody.
    monkeypatch.delenv("SSL_CERT_FILE")
    later(settings)
    assert the_letter()["error"] == "the mail server can't be reached (SSLCertVerificationError)"
    assert not server.letters and "salah-sekali" not in caplog.text
    assert (the_letter()["state"], the_letter()["attempts"]) == ("waiting", 3)


# What is sealed, what is swept, what is set


def test_what_is_sealed_is_sealed_anew_under_a_new_key(fintrackit: FinTrackIt) -> None:
    written()
    run(fintrackit.settings())
    old = fintrackit.settings().tokens.encryption_keys
    new = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    # A key that opens nothing changes nothing.
    assert queries.system.encrypted_columns.rotate(Cipher([new])) == 0
    assert queries.system.encrypted_columns.rotate(Cipher([new, *old])) == 1
    assert queries.system.encrypted_columns.rotate(Cipher([new, *old])) == 0
    written()
    run(fintrackit.settings(ENCRYPTION_KEYS=new))
    assert fintrackit.tokens == 1


def test_what_no_key_opens_is_named(postroom: Database) -> None:
    lost = Cipher([base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()])
    kept = Cipher(shop_settings().tokens.encryption_keys)
    people = [queries.accounts.users.add("x", None, f"orang{number}", "h") for number in range(2)]
    try:
        for user_id, seal in zip(people, (lost, kept), strict=True):
            db.execute(
                "INSERT INTO second_factors (user_id, secret) VALUES (%s, %s)", (user_id, seal.encrypt("x").decode())
            )
        (rows,) = queries.system.encrypted_columns.unreadable(kept).values()
        assert [row["id"] for row in rows] == people[:1]
    finally:
        db.execute("DELETE FROM second_factors")


def test_the_sweep_forgets_letters_of_three_months_ago(postroom: Database, tmp_path: Path) -> None:
    settings = shop_settings(DATA_DIR=str(tmp_path))
    written(3)
    run(settings)
    box = tmp_path / "mail"
    old, *young = sorted(box.iterdir())
    os.utime(old, (time.time() - 91 * 24 * 3600,) * 2)
    first, second, third = (letter["id"] for letter in reversed(queries.system.emails.page(10**9, 3)))
    ago = "UTC_TIMESTAMP(6) - INTERVAL 91 DAY"
    db.execute(f"UPDATE letters SET sent_at = {ago} WHERE id = %s", (first,))
    db.execute(f"UPDATE letters SET sent_at = NULL, created_at = {ago} WHERE id = %s", (second,))
    db.execute(f"UPDATE jobs SET due_at = {ago} WHERE unique_name IN ('letter:{first}', 'letter:{second}')")
    queries.system.jobs.enqueue("sweep", {})
    jobs.run_due("maintenance", settings, threading.Event())
    assert [letter["id"] for letter in queries.system.emails.page(10**9, 3)] == [third]
    assert [job["kind"] for job in queries.system.jobs.page(10**9, 9)] == ["sweep", "letters"]
    assert sorted(box.iterdir()) == young


def test_a_provider_that_lacks_something_is_a_fault_of_the_settings() -> None:
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
        "DB_HOST": "db",
        "JWT_SECRET_KEY": hashlib.sha256(b"jwt").hexdigest(),
        "API_KEY_SALT": hashlib.sha256(b"salt").hexdigest(),
    }
    for environ in ({"FINTRACKIT_URL": "http://x.example"}, {"SMTP_URL": "smtp://u:rahasia@mail.example?starttls=0"}):
        with pytest.raises(SettingsError, match=next(iter(environ))):
            shop_settings(**production, **environ)


def test_what_providers_need_is_read_from_the_environment(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("kunci\n")
    settings = shop_settings(MAIL_PROVIDER="fintrackit", EMAIL_API_KEY_FILE=str(tmp_path / "key"), MAIL_FROM="")
    assert settings.mail.fintrackit.api_key == "kunci"
    assert settings.mail.fintrackit.auth_url == "https://api.fintrackit.my.id/v1/auth"
    assert (settings.shop_name, settings.mail.sender) == ("Finenice", "no-reply@toko.example")
    smtp = shop_settings(SMTP_URL="smtps://u%40x:p%3A@mail.example").mail.smtp
    assert smtp and (smtp.host, smtp.port, smtp.user, smtp.password, smtp.tls) == (
        "mail.example", 465, "u@x", "p:", "smtps",
    )  # fmt: skip
