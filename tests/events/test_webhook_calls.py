"""The calls of webhooks reach the internet alone, at the address that was checked, and end in time."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from receiver import receiving

from domain.events import receivers, schedule
from jobs import webhook_calls
from support.people import Person, Shop

BODY = b'{"type":"webhook.test"}'
PRIVATE = (
    "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
    "0.1.2.3", "192.0.0.8", "192.0.2.1", "198.18.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
    "::1", "::", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::",
    "2001:0:7f00:1::", "2001:db8::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "100::1",
)  # fmt: skip
PUBLIC = ("93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1")


@contextmanager
def serving(talk: Callable[[socket.socket], None], tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """Serve connections by `talk`, and yield the port."""

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=answer, args=(connection,), daemon=True).start()

    def answer(connection: socket.socket) -> None:
        try:
            with tls.wrap_socket(connection, server_side=True) if tls else connection as secured:
                secured.recv(65536)
                talk(secured)
        except OSError:
            pass

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=accept, daemon=True).start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)


def post(port: int, private: bool = True, scheme: str = "http", host: str = "127.0.0.1") -> webhook_calls.Attempt:
    return webhook_calls.post(f"{scheme}://{host}:{port}/hook", BODY, {"webhook-id": "evt_1_0"}, private)


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_refused(address: str) -> None:
    assert not receivers.is_public(address)
    if "%" not in address:
        host = f"[{address}]" if ":" in address else address
        assert receivers.fault(f"https://{host}/", private=False) == "webhook_private"


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_called(address: str) -> None:
    assert receivers.is_public(address)


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("https://example.com/hook?a=b", None),
        ("https://example.com:8443", None),
        ("http://example.com/", "webhook_https"),
        ("https://localhost/", "webhook_private"),
        ("https://shop.localhost/", "webhook_private"),
        ("https://printer.local./", "webhook_private"),
        ("https://2130706433/", "webhook_private"),
        ("https://127.1/", "webhook_private"),
        ("https://0177.0.0.1/", "webhook_private"),
        ("https://user:secret@example.com/", "webhook_url"),
        ("https://example.com/#x", "webhook_url"),
        ("https://example.com/a b", "webhook_url"),
        ("https://example.com/\r\nX-Evil: 1", "webhook_url"),
        ("https://example.com\\@127.0.0.1/", "webhook_url"),
        ("https://exämple.com/", "webhook_url"),
        ("https://example.com:99999/", "webhook_url"),
        ("https://[::1/", "webhook_url"),
        ("https://", "webhook_url"),
        ("ftp://example.com/", "webhook_url"),
    ],
)
def test_urls(url: str, fault: str | None) -> None:
    assert receivers.fault(url, private=False) == fault


def test_the_api_refuses_private_urls(shop: Shop, sari: Person) -> None:
    for url in ("https://10.0.0.1/", "http://example.com/", "https://localhost:5000/api"):
        answer = sari.post("/api/webhooks", {"url": url})
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "url")
    webhook = sari.post("/api/webhooks", {"url": "https://example.com/", "active": False}).json()
    assert webhook["pause_reason"] == "owner"
    assert sari.patch(f"/api/webhooks/{webhook['id']}", {"url": "https://[::1]/"}).status_code == 422


class Resolver:
    """Names stand for another address at each lookup."""

    def __init__(self, *addresses: str) -> None:
        self.addresses, self.asked = list(addresses), 0

    def __call__(self, host: str, port: int, **_: Any) -> list[Any]:
        self.asked += 1
        address = self.addresses.pop(0)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]


def test_a_name_that_stands_for_a_private_address_is_not_called(monkeypatch: pytest.MonkeyPatch) -> None:
    with receiving() as receiver:
        monkeypatch.setattr(socket, "getaddrinfo", Resolver("127.0.0.1"))
        attempt = post(receiver.port, private=False, scheme="https", host="rebind.example")
        assert (attempt.error, attempt.status_code, receiver.got) == ("address_refused", None, [])


def test_a_name_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The address of the second lookup, a private one, is never connected to."""
    connected = []

    class Socket(socket.socket):
        def connect(self, address: Any) -> None:
            connected.append(address)
            raise ConnectionRefusedError

    resolver = Resolver("93.184.216.34", "127.0.0.1")
    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    monkeypatch.setattr(socket, "socket", Socket)
    assert post(8443, private=False, scheme="https", host="rebind.example").error == "connection"
    assert (resolver.asked, connected) == (1, [("93.184.216.34", 8443)])


def test_an_answer_that_drips_does_not_extend_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook_calls, "TOTAL_SECONDS", 0.5)
    pause = threading.Event()

    def drip(connection: socket.socket) -> None:
        while not pause.wait(0.05):
            connection.sendall(b"H")

    for talk in (drip, lambda _: pause.wait()):
        with serving(talk) as port:
            started = time.monotonic()
            attempt = post(port)
            assert time.monotonic() - started < 10
            assert attempt.error in ("timeout", "no_http")
    pause.set()


@pytest.mark.parametrize(
    ("answer", "status", "error"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n" + b"y" * 9_000_000, 200, None),
        (b"HTTP/1.1 204 No Content\r\n\r\n", 204, None),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", 200, None),
        (b"HTTP/1.1 200 OK\r\n" + b"X-A: " + b"b" * 60_000 + b"\r\nX-B: " + b"b" * 60_000 + b"\r\n", None, "too_long"),
        (b"SSH-2.0-OpenSSH\r\n", None, "no_http"),
        (b"", None, "connection"),
    ],
)
def test_answers_are_read_up_to_a_size(answer: bytes, status: int | None, error: str | None) -> None:
    with serving(lambda connection: connection.sendall(answer)) as port:
        attempt = post(port)
    assert (attempt.status_code, attempt.error) == (status, error)
    assert len(attempt.answer) <= 500


def certificate(path: Path, host: str) -> ssl.SSLContext:
    """Write a certificate of this host into a file, and return a server's context with it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(7).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    plain = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def test_certificates_are_verified_by_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context = certificate(tmp_path / "server.pem", "localhost")
    names = []
    context.sni_callback = lambda _, name, __: names.append(name)
    with serving(lambda connection: connection.sendall(b"HTTP/1.1 200 OK\r\n\r\nok"), context) as port:
        assert post(port, scheme="https", host="localhost").error == "certificate"
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "server.pem"))
        attempt = post(port, scheme="https", host="localhost")
        assert (attempt.status_code, attempt.answer, names) == (200, "ok", ["localhost"] * 2)
        assert post(port, scheme="https").error == "certificate"


def test_pauses_grow_over_three_days() -> None:
    pauses = [schedule.pause(failures) for failures in range(1, 10)]
    assert all(pause is not None for pause in pauses) and schedule.pause(10) is None
    assert 3 * 24 * 3600 < sum(filter(None, pauses)) < 3.6 * 24 * 3600
    assert (schedule.pause(1, 60) or 0) >= 60
