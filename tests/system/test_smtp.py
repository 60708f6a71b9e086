"""The SMTP provider, with a real mail server."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from outbox import later, run, shop_settings, states, the_email, written

import db
from settings import Database, Settings
from support.app import free_port
from support.people import AS_TEXT

# SMTP


class MailServer:
    """A mail server with a user and configurable responses."""

    def __init__(self) -> None:
        self.messages: list[tuple[str, list[str], EmailMessage]] = []
        self.encrypted: list[bool] = []
        self.rcpt = self.data = "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.data.startswith("250"):
            mail = message_from_bytes(envelope.content, policy=AS_TEXT)
            self.messages.append((envelope.mail_from, envelope.rcpt_tos, mail))  # type: ignore[arg-type]
            self.encrypted.append(session.ssl is not None)
        return self.data

    def authenticate(self, server: Any, session: Any, envelope: Any, mechanism: str, told: Any) -> AuthResult:
        right = isinstance(told, LoginPassword) and told.login == b"toko@sari" and told.password == b"p@ss/word"
        return AuthResult(success=right, handled=False)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Create a key and a self-signed certificate for 127.0.0.1."""
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
    emptied_outbox: Database, certificate: Path, monkeypatch: pytest.MonkeyPatch
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


def test_smtp_uses_tls_and_a_password(smtp: tuple[MailServer, Settings]) -> None:
    server, settings = smtp
    addresses = written(2)
    run(settings)
    assert states() == {"sent": 2}
    assert [(sender, to) for sender, to, _ in server.messages] == [("surat@toko.example", [to]) for to in addresses]
    assert server.encrypted == [True, True]
    mail = server.messages[0][2]
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
def test_a_refusal_of_one_email_concerns_that_email_only(
    smtp: tuple[MailServer, Settings], said: dict[str, str], error: str, state: str, paused: int
) -> None:
    server, settings = smtp
    vars(server).update(said)
    written()
    run(settings)
    assert (the_email()["state"], the_email()["error"]) == (state, error)
    assert db.fetch_value("SELECT COUNT(*) AS n FROM lane_pauses") == paused


def test_an_untrusted_refusing_or_unreachable_mail_server_delays_emails(
    smtp: tuple[MailServer, Settings], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    server, settings = smtp
    url = f"smtp://toko%40sari:salah-sekali@127.0.0.1:{settings.mail.smtp.port}"  # type: ignore[union-attr]
    written()
    run(shop_settings(MAIL_PROVIDER="smtp", SMTP_URL=url))
    assert the_email()["error"] == "the mail server refused user or password (535)"
    later(shop_settings(MAIL_PROVIDER="smtp", SMTP_URL="smtp://127.0.0.1:1"))
    assert the_email()["error"] == "the mail server can't be reached (ConnectionRefusedError)"
    # Whoever holds no certificate that we trust may be anybody.
    monkeypatch.delenv("SSL_CERT_FILE")
    later(settings)
    assert the_email()["error"] == "the mail server can't be reached (SSLCertVerificationError)"
    assert not server.messages and "salah-sekali" not in caplog.text
    assert (the_email()["state"], the_email()["attempts"]) == ("waiting", 3)
