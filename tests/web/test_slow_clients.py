"""Clients that send or read slowly, or not at all, and requests that are no valid HTTP, on real sockets."""

from __future__ import annotations

import asyncio
import os
import resource
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import Any

import orjson
import pytest
import requests

from support.accounts import add_activities
from support.app import CHEAP, App, at_once, secrets_for_tests, wait_until
from support.database import Server
from support.people import Person, Shop
from support.processes import Family, resident_memory
from web.server import gateway, response_streams
from web.server.sockets import TIMEOUT_MILLISECONDS, end_unread
from web.server.thread_pools import GatewayResponse

LONG = bool(os.environ.get("LONG"))
# The long form checks the promise on an idle machine; the short one runs beside other tests.
WORST_SECONDS = 1.0 if LONG else 5.0
# The promise is 200 stalled bodies; the number of bodies has no limit.
STALLED, SILENT = 2400, 2000
JSON = b"Host: toko\r\nContent-Type: application/json\r\n"
LOGIN = b"POST /api/auth/login HTTP/1.1\r\n" + JSON


@pytest.fixture(scope="module", autouse=True)
def open_files() -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


@pytest.fixture(scope="module")
def default_app(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app with the default number of workers and threads."""
    env = {**server.env, **CHEAP, **secrets_for_tests(), "ENV": "test", "DB_NAME": f"finenice_slow_{os.getpid()}"}
    app = App.start(env, tmp_path_factory.mktemp("slow") / "app.log")
    app.shared = True
    yield app
    assert app.stop() == 0
    with server.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE `{env['DB_NAME']}`")


def port_of(url: str) -> int:
    return int(url.rpartition(":")[2])


class Sockets(ExitStack):
    """Connections that are closed at the end."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.address = ("127.0.0.1", port_of(url))

    def open(self, count: int, first: bytes = b"") -> list[socket.socket]:
        opened = [self.enter_context(socket.create_connection(self.address, timeout=20)) for _ in range(count)]
        for connection in opened:
            connection.sendall(first)
        return opened


def worst_answer(url: str, tries: int = 20) -> float:
    """Return the longest response time of the product list and the liveness check, in seconds."""
    worst = 0.0
    for path in ("/health/live", "/api/products") * tries:
        started = time.monotonic()
        assert requests.get(url + path, timeout=30).status_code == 200
        worst = max(worst, time.monotonic() - started)
    return worst


def response(connection: socket.socket) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body of one response."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(65536)
        assert part, data
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
    while len(body) < int(headers.get("content-length", 0)):
        body += connection.recv(65536)
    return int(first.split()[1]), headers, body


@pytest.mark.slow
def test_stalled_bodies_and_silent_sockets_do_not_block_others(default_app: App) -> None:
    url = default_app.url
    with Sockets(url) as sockets:
        stalled = sockets.open(STALLED, LOGIN + b"Content-Length: 50\r\n\r\n{")
        chunked = sockets.open(20, LOGIN + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{")
        assert worst_answer(url) < WORST_SECONDS
        assert (
            requests.post(url + "/api/auth/login", json={"username": "x", "password": "y"}, timeout=20).status_code
            == 401
        )
        silent = sockets.open(SILENT)
        kept = sockets.open(100, b"GET /health/live HTTP/1.1\r\nHost: toko\r\n\r\n")
        large = sockets.open(
            50, b"POST /api/users/upload-avatar HTTP/1.1\r\nHost: toko\r\nContent-Length: 500000\r\n\r\n-"
        )
        (dripping,) = sockets.open(1, LOGIN + b"Content-Length: 5000\r\n\r\n")
        assert worst_answer(url) < WORST_SECONDS
        # A missing credential is refused before the body, a slow body at the deadline.
        assert {response(connection)[0] for connection in large} == {401}
        with ThreadPoolExecutor(1) as pool:
            slow = pool.submit(_drip, dripping)
            for connection in (*stalled[:3], *chunked[:3]):
                status, headers, body = response(connection)
                assert (status, headers["content-type"]) == (408, "application/problem+json")
                assert orjson.loads(body)["code"] == "request_timeout"
                assert headers["connection"] == "close"
            assert slow.result() == 408
        assert all(response(connection)[0] == 200 for connection in kept)
        # A connection without a next request is closed.
        assert all(connection.recv(1) == b"" for connection in (*silent[:50], *kept))
        assert worst_answer(url) < WORST_SECONDS


def _drip(connection: socket.socket) -> int:
    """Send a byte every half second until a response comes, and return its status."""
    connection.settimeout(0.5)
    while True:
        connection.sendall(b" ")
        try:
            return int(connection.recv(65536).split()[1])
        except TimeoutError:
            continue


@pytest.mark.slow
def test_slow_readers_hold_no_thread(shop: Shop, budi: Person) -> None:
    """More clients than threads request a large download and read nothing of it."""
    people = [budi, *(shop.person(name) for name in ("ani", "eko", "joko"))]
    for person in people:
        # Each download is 9 MB, more than the kernel buffers, of few rows.
        add_activities(shop, person, 5_000, "😀")
    ask = b"GET /api/users/export-activities?format=csv HTTP/1.1\r\nHost: toko\r\nAuthorization: Bearer %b\r\n\r\n"
    with Sockets(shop.url) as sockets:
        readers = []
        for person in people * 8:
            connection = sockets.enter_context(socket.socket())
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.settimeout(20)
            connection.connect(sockets.address)
            connection.sendall(ask % person.token.encode())
            readers.append(connection)
        for connection in readers:
            assert connection.recv(12) == b"HTTP/1.1 200"
        assert worst_answer(shop.url) < WORST_SECONDS
        assert budi.get("/api/users/profile").status_code == 200
        assert budi.get("/api/users/export-activities?format=csv").json()["code"] == "busy", "one has eight at once"
    whole = wait_until(lambda: (answer := budi.get("/api/users/export-activities?format=csv")).ok and answer)
    assert whole.content.count(b"\r\n") > 5_000 and b"INCOMPLETE" not in whole.content


def unread(sockets: Sockets, path: str) -> socket.socket:
    """Return a connection that requests a path and reads only the first packets of the response."""
    connection = sockets.enter_context(socket.socket())
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2304)
    # With small packets the kernel buffers little of the response, so that the server must keep the rest.
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 536)
    connection.settimeout(20)
    connection.connect(sockets.address)
    connection.sendall(b"GET %b HTTP/1.1\r\nHost: toko\r\n\r\n" % path.encode())
    return connection


def test_clients_that_read_nothing_occupy_neither_memory_nor_streams(shop: Shop, budi: Person) -> None:
    """The responses are documents of 450 kB without a rate limit."""
    add_activities(shop, budi, 5_000)
    web = Family(shop.app).web
    whole = partial(requests.get, shop.url + "/openapi.json", headers={"Accept-Encoding": "identity"}, timeout=20)
    assert whole().ok
    before = sum(map(resident_memory, web))
    with Sockets(shop.url) as sockets:
        readers = [unread(sockets, "/openapi.json") for _ in range(200)]
        answers = [connection.recv(12)[-3:] for connection in readers]
        assert set(answers) == {b"200", b"503"}
        assert answers.count(b"200") <= response_streams.MAX_STREAMS_PER_CALLER * int(shop.app.env.get("WORKERS", 2))
        assert sum(map(resident_memory, web)) - before < 60 * 1024**2
        assert budi.get("/api/users/export-activities?format=csv").status_code == 200
        assert worst_answer(shop.url) < WORST_SECONDS
    wait_until(lambda: whole().ok)


def test_slow_downloads_of_some_networks_leave_places_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(response_streams, "SEND_SECONDS", 0.5)
    stuck = asyncio.Event()

    async def never(*_: Any) -> Any:
        await stuck.wait()

    async def fill() -> tuple[bool, bool, bool]:
        streams = response_streams.ResponseStreams()
        running = [
            asyncio.ensure_future(
                streams.send(GatewayResponse(body=b"x", rest=iter(())), (number, f"10.0.0.{number % 8}"), never, never)
            )
            for number in range(response_streams.FREE_STREAMS)
        ]
        await asyncio.sleep(0)
        found = streams.has_room(999, "10.0.0.1"), streams.has_room(0, "10.0.9.9"), streams.has_room(999, "10.0.9.9")
        await asyncio.wait(running, timeout=0.1)
        stuck.set()
        await asyncio.gather(*running)
        return found

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(asyncio.run, fill()).result() == (False, True, True)


def test_the_kernel_ends_a_connection_that_is_not_read() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        end_unread()
        with socket.create_connection(listening.getsockname()) as client, listening.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == TIMEOUT_MILLISECONDS
            assert client.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 0


@pytest.mark.skipif(not LONG, reason="takes more than a minute")
def test_a_client_that_reads_nothing_is_disconnected(default_app: App) -> None:
    with Sockets(default_app.url) as sockets:
        reader = unread(sockets, "/openapi.json")
        assert reader.recv(12) == b"HTTP/1.1 200"
        port = reader.getsockname()[1]
        wait_until(lambda: not _is_open(port_of(default_app.url), port), 3 * TIMEOUT_MILLISECONDS / 1000)


def _is_open(port: int, peer: int) -> bool:
    """Return whether the server's end of a connection is still open, by the table of the kernel."""
    ends = [line.split()[1:4] for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return any(
        [own.endswith(f":{port:04X}"), other.endswith(f":{peer:04X}"), state] == [True, True, "01"]
        for own, other, state in ends
    )


def test_health_checks_do_not_wait_for_slow_requests(shop: Shop, server: Server, sari: Person, budi: Person) -> None:
    product_id = sari.offers()
    body = {"items": [{"product_id": product_id, "qty": 1}]}
    with (
        ThreadPoolExecutor(20) as pool,
        shop.meanwhile(server, "SELECT id FROM products WHERE id = %s FOR UPDATE", product_id) as until_waiting,
    ):
        # The app under test has 16 threads.
        sales = [pool.submit(budi.call, "POST", "/api/transactions", body) for _ in range(20)]
        until_waiting(10)
        started = time.monotonic()
        for path in ("/health/live", "/health/ready", "/health"):
            assert requests.get(shop.url + path, timeout=30).status_code == 200
        assert time.monotonic() - started < 3 * WORST_SECONDS
    assert {sale.result().status_code for sale in sales} <= {201, 409, 503}


@pytest.mark.parametrize(
    "body",
    [
        b"0x1f\r\n" + b"{" * 31 + b"\r\n0\r\n\r\n",
        b"ZZZ\r\n{}\r\n0\r\n\r\n",
        b"-2\r\n{}\r\n0\r\n\r\n",
        b" 2\r\n{}\r\n0\r\n\r\n",
        b"2\n{}\r\n0\r\n\r\n",
        b"2;a\nb\r\n{}\r\n0\r\n\r\n",
        b"1\r\n{}\r\n0\r\n\r\n",
        b"ffffffffffffffffff\r\n{}\r\n0\r\n\r\n",
    ],
)
def test_an_invalid_chunk_is_a_400_without_effect(shop: Shop, sari: Person, body: bytes) -> None:
    product = orjson.dumps({"name": "Kopi", "price": 1000, "stock": 1})
    whole = b"%x\r\n%b\r\n" % (len(product), product)
    head = b"POST /api/products HTTP/1.1\r\nAuthorization: Bearer %b\r\n" % sari.token.encode() + JSON
    with Sockets(shop.url) as sockets:
        (good,) = sockets.open(1, head + b"Transfer-Encoding: chunked\r\n\r\n" + whole + b"0\r\n\r\n")
        assert response(good)[0] == 201
        (bad,) = sockets.open(1, head + b"Transfer-Encoding: chunked\r\n\r\n" + whole + body)
        status, _, problem = response(bad)
        assert (status, orjson.loads(problem)["code"]) == (400, "malformed_request")
    assert shop.value("SELECT COUNT(*) FROM products") == 1


@pytest.mark.parametrize(("path", "refused"), [(b"/api/auth/login", 400), (b"/nowhere", 404)])
def test_a_body_in_tiny_chunks_is_refused(shop: Shop, path: bytes, refused: int) -> None:
    """Each chunk costs an iteration of the event loop, so that a hundred such clients would block it."""
    with Sockets(shop.url) as sockets:
        (connection,) = sockets.open(1, b"POST %b HTTP/1.1\r\n" % path + JSON + b"Transfer-Encoding: chunked\r\n\r\n")
        with suppress(ConnectionError):
            connection.sendall(b"1\r\n \r\n" * 20_000)
        status, _, problem = response(connection)
        assert status == refused
        if refused == 400:
            assert orjson.loads(problem)["code"] == "malformed_request"
        # The connection ends before the body is complete.
        with suppress(ConnectionError):
            assert connection.recv(1) == b""


def test_after_a_refusal_few_chunks_are_read() -> None:
    read = 0

    async def receive() -> dict[str, Any]:
        nonlocal read
        read += 1
        return {"type": "http.request", "body": b" ", "more_body": read < 100_000}

    # Another test of this worker may have left the loop of its browser running in this thread.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, gateway.drain(receive)).result()
    assert read == gateway.FREE_CHUNKS + 1


@pytest.mark.parametrize("size", [100_000, 20 * 1024**2])
def test_a_refusal_before_the_body_ends_the_connection(shop: Shop, size: int) -> None:
    """A client that sent its next request there would get no answer."""
    head = b"POST /api/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    with Sockets(shop.url) as sockets:
        (connection,) = sockets.open(1, head % size)
        with suppress(ConnectionError):
            connection.sendall(b"x" * size)
        status, headers, _ = response(connection)
        assert (status, headers.get("connection")) == (413, "close")
        with suppress(ConnectionError):
            assert connection.recv(1) == b""


@pytest.mark.parametrize("media_type", [b"multipart/form-data", b"Multipart/Form-Data"])
def test_a_form_is_refused_by_its_headers(shop: Shop, media_type: bytes) -> None:
    """So it is known as a form, and never takes a thread of requests without one."""
    head = b"POST /api/users/upload-avatar HTTP/1.1\r\nHost: a\r\nContent-Type: %b; boundary=x\r\n" % media_type
    with Sockets(shop.url) as sockets:
        (connection,) = sockets.open(1, head + b"Content-Length: 999\r\n\r\n")
        assert response(connection)[0] == 401


def test_a_body_in_small_chunks_is_accepted(shop: Shop, sari: Person) -> None:
    product = orjson.dumps({"name": "Kopi", "price": 1000, "stock": 1}) + b" " * 800
    head = b"POST /api/products HTTP/1.1\r\nAuthorization: Bearer %b\r\n" % sari.token.encode() + JSON
    with Sockets(shop.url) as sockets:
        (connection,) = sockets.open(1, head + b"Transfer-Encoding: chunked\r\n\r\n")
        connection.sendall(b"".join(b"1\r\n%c\r\n" % byte for byte in product) + b"0\r\n\r\n")
        assert response(connection)[0] == 201


def test_an_incomplete_body_has_no_effect(shop: Shop, sari: Person) -> None:
    product = orjson.dumps({"name": "Kopi", "price": 1000, "stock": 1})
    head = b"POST /api/products HTTP/1.1\r\nAuthorization: Bearer %b\r\n" % sari.token.encode() + JSON
    with Sockets(shop.url) as sockets:
        (half,) = sockets.open(1, head + b"Content-Length: %d\r\n\r\n" % (len(product) + 1) + product)
        half.shutdown(socket.SHUT_WR)
        assert response(half)[0] == 400
    assert shop.value("SELECT COUNT(*) FROM products") == 0


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"Host: toko\r\nHost: evil.example\r\n", 400),
        (b"Host: toko\r\nHost: toko\r\n", 400),
        (b"", 400),
        (b"Host:\r\n", 400),
        (b"Host: toko\r\nAuthorization: Bearer a\r\nAuthorization: Bearer b\r\n", 400),
        (b"Host: toko\r\nX-API-Key: a\r\nX-API-Key: b\r\n", 400),
        (b"Host: toko\r\nIdempotency-Key: a\r\nIdempotency-Key: b\r\n", 400),
        (b"Host: toko\r\nTransfer-Encoding: gzip, chunked\r\n", 400),
        (b"Host: toko\r\nX : y\r\n", 400),
        (b"Host: toko\r\nX: y\r\n z\r\n", 400),
        (b"Host: toko\r\nX: \xc3\xa9\r\nCookie: a=1\r\nCookie: b=2\r\n", 200),
        (b"Host: toko\r\n", 200),
    ],
)
def test_ambiguous_headers_are_refused(shop: Shop, head: bytes, status: int) -> None:
    with Sockets(shop.url) as sockets:
        (connection,) = sockets.open(1, b"GET /health/live HTTP/1.1\r\n" + head + b"\r\n")
        assert response(connection)[0] == status


def test_methods_are_case_sensitive(shop: Shop) -> None:
    """Methods are case-sensitive in HTTP and in the rules of proxies."""
    with Sockets(shop.url) as sockets:
        (connection,) = sockets.open(1, b"get /health/live HTTP/1.1\r\nHost: toko\r\n\r\n")
        assert response(connection)[0] == 400


def test_headers_with_underscores_are_ignored(shop: Shop, budi: Person) -> None:
    with Sockets(shop.url) as sockets:
        head = b"GET /api/users/profile HTTP/1.1\r\nHost: toko\r\nX_API_Key: %b\r\n\r\n"
        (connection,) = sockets.open(1, head % b"fn_x")
        status, _, problem = response(connection)
        assert (status, orjson.loads(problem)["code"]) == (401, "missing_token")


def test_a_request_with_two_lengths_smuggles_no_second_request(shop: Shop) -> None:
    """RFC 9112, 6.3: Transfer-Encoding wins, and the connection ends after the response."""
    smuggled = b"GET /health/live HTTP/1.1\r\nHost: toko\r\n\r\n"
    with Sockets(shop.url) as sockets:
        (connection,) = sockets.open(
            1, LOGIN + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled
        )
        answers = b""
        while part := connection.recv(65536):
            answers += part
        assert answers.count(b"HTTP/1.1 ") == 1


def test_a_large_upload_is_buffered_on_disk(shop: Shop, sari: Person) -> None:
    web = Family(shop.app).web
    before = sum(map(resident_memory, web))
    csv = b"tanggal,jumlah\n" + b"".join(b"2026-01-%02d,%d\n" % (day % 28 + 1, day) for day in range(20))
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n' + csv
    head = (
        b"POST /api/analytics/analyze HTTP/1.1\r\nHost: toko\r\nAuthorization: Bearer %b\r\n"
        b"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: %d\r\n\r\n"
    ) % (sari.token.encode(), 60 * 1024**2)
    with Sockets(shop.url) as sockets:
        uploads = sockets.open(8, head + body)
        at_once(8, lambda number: uploads[number].sendall(bytes(40 * 1024**2)))
        assert sum(map(resident_memory, web)) - before < 100 * 1024**2
    wait_until(lambda: not any(map(_deleted_files, web)))
    assert sari.get("/api/products").status_code == 200


def _deleted_files(pid: int) -> list[Any]:
    names = []
    for path in Path(f"/proc/{pid}/fd").iterdir():
        try:
            names.append(str(path.readlink()))
        except OSError:
            continue
    return [name for name in names if "(deleted)" in name]
