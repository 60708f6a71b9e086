"""The FinTrackIt provider: tokens, failures, outages, and encryption of the token."""

from __future__ import annotations

import base64
import dataclasses
import json
import os
import secrets
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from outbox import API_KEY, SHOP, later, run, shop_settings, states, the_email, written
from test_email_templates import SIGN

import db
import jobs.runner
import queries.accounts.users
import queries.system.audit
import queries.system.emails
import queries.system.encrypted_columns
import queries.system.jobs
import queries.system.schema
from domain.security.encryption import Cipher
from jobs.emails import build_message
from mail import provider
from settings import Database, Settings
from support.app import ROOT, at_once, clean_environment


class FinTrackIt(ThreadingHTTPServer):
    """A fake of the service, with the failures that a test needs."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.tokens = 0
        self.good_token = ""
        self.lives: dict[str, Any] = {}
        self.calls: list[str] = []
        self.emails: list[dict[str, Any]] = []
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
            self.server.emails.append({**json.loads(body), "key": self.headers["Idempotency-Key"]})
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
def fintrackit(emptied_outbox: Database) -> Iterator[FinTrackIt]:
    service = FinTrackIt()
    thread = threading.Thread(target=service.serve_forever, args=(0.02,))
    thread.start()
    yield service
    service.shutdown()
    thread.join()
    service.server_close()


TOKEN, SEND = "/v1/auth/token", "/v1/secure/send-email"


def test_many_emails_share_one_encrypted_token(fintrackit: FinTrackIt, caplog: pytest.LogCaptureFixture) -> None:
    settings = fintrackit.settings()
    addresses = written(5)
    with caplog.at_level("DEBUG"):
        run(settings)
    assert Counter(fintrackit.calls) == {TOKEN: 1, SEND: 5}
    assert [email["recipient_email"] for email in fintrackit.emails] == addresses
    first = fintrackit.emails[0]
    assert first["subject"] == "Alamat email Anda telah diganti" and '<html lang="id">' in first["body"]
    assert first["key"].endswith("@toko.example") and len({email["key"] for email in fintrackit.emails}) == 5
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
    assert fintrackit.tokens == 1 and len(fintrackit.emails) == 6


def test_an_expired_or_refused_token_is_fetched_again(fintrackit: FinTrackIt) -> None:
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


def test_a_token_is_renewed_before_its_own_expiry(fintrackit: FinTrackIt) -> None:
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
    assert "gave no token (401)" in the_waiting_email()["error"]


def the_waiting_email() -> dict[str, Any]:
    (email,) = queries.system.emails.page(10**9, 10, "waiting")
    return email


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
    """Send nothing until the client has left."""
    call.close_connection = True
    call.rfile.read(1)


def hang_up(call: Answering) -> None:
    call.close_connection = True


def drip(call: Answering) -> None:
    """Send an endless header byte by byte, each within the socket timeout."""
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
def test_an_unavailable_provider_delays_emails_and_loses_none(
    fintrackit: FinTrackIt, trouble: str, caplog: pytest.LogCaptureFixture
) -> None:
    path, what, error = TROUBLES[trouble]
    fintrackit.trouble[path] = what
    settings = fintrackit.settings()
    written(3)
    run(settings)
    # The other e-mails do not wait for a timeout each.
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
    assert Counter(email["recipient_email"] for email in fintrackit.emails).most_common(1)[0][1] == 1
    assert db.fetch_value("SELECT COUNT(*) AS n FROM lane_pauses") == 0


@pytest.mark.parametrize("status", [400, 413, 422])
def test_a_refused_email_is_given_up_and_delays_no_other(fintrackit: FinTrackIt, status: int) -> None:
    fintrackit.trouble[SEND] = lambda call: call.say(status, {"detail": API_KEY})
    settings = fintrackit.settings()
    written()
    run(settings)
    assert (the_email()["state"], the_email()["error"]) == ("given_up", f"FinTrackIt refused the e-mail ({status})")
    fintrackit.trouble.clear()
    written()
    run(settings)
    assert states() == {"given_up": 1, "sent": 1}


def test_an_unreadable_response_does_not_send_the_email_again(fintrackit: FinTrackIt) -> None:
    fintrackit.trouble[SEND] = lambda call: call.say(202, b"accepted")
    written()
    run(fintrackit.settings())
    assert states() == {"sent": 1}


def test_an_outage_loses_and_duplicates_no_email(fintrackit: FinTrackIt) -> None:
    settings = fintrackit.settings()
    addresses = written(20)
    fintrackit.trouble[SEND] = lambda call: call.say(503, {})
    pauses = []
    # An hour of it: each time that the pause is over one e-mail looks whether the service is back.
    for probe in range(1, 13):
        later(settings)
        assert fintrackit.calls.count(SEND) == probe
        pauses.append(db.fetch_value("SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(6), ends_at) AS s FROM lane_pauses"))
        run(settings)
        assert fintrackit.calls.count(SEND) == probe
    assert [round(pause / 5) * 5 for pause in pauses[:6]] == [5, 10, 20, 40, 60, 60]
    assert states() == {"waiting": 20}
    # What else there is to do does not wait for the e-mails.
    sweep = queries.system.jobs.enqueue("sweep", {})
    assert sweep
    jobs.runner.run_due("maintenance", settings, threading.Event())
    assert queries.system.jobs.get(sweep)["state"] == "done"
    fintrackit.trouble.clear()
    later(settings)
    assert Counter(email["recipient_email"] for email in fintrackit.emails) == Counter(addresses)
    assert states() == {"sent": 20}
    assert {job["attempts"] for job in queries.system.jobs.page(10**9, 100, "letters")} == {1}


def test_retries_of_an_email_back_off_and_end_after_two_days(fintrackit: FinTrackIt) -> None:
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
    email = the_email()
    assert (email["state"], email["attempts"]) == ("given_up", 11)
    assert email["error"] == "not accepted within 48 hours: FinTrackIt answered 503"
    # An admin who knows better has it tried once more.
    fintrackit.trouble.clear()
    queries.system.jobs.retry(email["job_id"])
    later(settings)
    assert (the_email()["state"], the_email()["error"]) == ("sent", None)
    assert db.fetch_value("SELECT words FROM letters") == "{}"


def test_a_worker_killed_before_recording_the_response_sends_the_same_email_again(fintrackit: FinTrackIt) -> None:
    environ = fintrackit.environ()
    settings = Settings.from_env(environ)
    written()
    # A process like those of the shop: it has a provider's libraries only once it sends.
    script = f"""
import sys, threading
from pathlib import PosixPath
import db, jobs.runner
from settings import *
assert not {{"urllib3", "smtplib"}} & sys.modules.keys()
db.open(Database(**{dataclasses.asdict(db.current())!r}))
jobs.runner.run_due("emails", Settings.from_env({environ!r}), threading.Event())
"""
    worker = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, env=clean_environment())
    fintrackit.after = lambda: os.kill(worker.pid, signal.SIGKILL)
    assert worker.wait(30) == -signal.SIGKILL
    fintrackit.after = lambda: None
    assert (the_email()["state"], the_email()["attempts"]) == ("waiting", 1)
    db.execute("UPDATE jobs SET due_at = UTC_TIMESTAMP(6)")
    run(settings)
    assert states() == {"sent": 1}
    first, second = fintrackit.emails
    assert first["key"] == second["key"]


# What is sealed, what is swept, what is set


def test_rotate_encryption_uses_the_new_key(fintrackit: FinTrackIt) -> None:
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


def test_values_that_no_key_decrypts_are_reported(emptied_outbox: Database) -> None:
    lost = Cipher([base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()])
    kept = Cipher(shop_settings().tokens.encryption_keys)
    people = [queries.accounts.users.add("x", None, f"orang{number}", "h") for number in range(2)]
    try:
        for user_id, seal in zip(people, (lost, kept), strict=True):
            db.execute(
                "INSERT INTO second_factors (user_id, secret) VALUES (%s, %s)", (user_id, seal.encrypt("x").decode())
            )
        found = queries.system.encrypted_columns.unreadable(kept)
        (rows,) = filter(None, found.values())
        assert [row["id"] for row in rows] == people[:1] and rows == found["second_factors.secret can be decrypted"]
    finally:
        db.execute("DELETE FROM second_factors")
