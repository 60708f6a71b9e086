"""The real nginx with the files of deploy/nginx in front of two real apps."""

from __future__ import annotations

import json
import os
import re
import resource
import socket
import ssl
import threading
import time
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import requests
from requests.adapters import HTTPAdapter

from messages.system import PROBLEMS
from support.app import CHEAP, ROOT, App, at_once, free_port, secrets_for_tests, wait_until
from support.database import Server
from support.deployments.nginx import FRONTEND, SITE, Nginx
from support.people import PASSWORD, Shop, check_form

LONG = bool(os.environ.get("LONG"))
STALLED, SILENT = (200, 2000) if LONG else (40, 200)
# The long form checks the promise on an idle machine; the short one runs beside other tests.
WORST_SECONDS = 1.0 if LONG else 5.0
UPSTREAMS = sorted(path.stem.removeprefix("upstream-") for path in SITE.glob("upstream-*.conf"))


FORGED = {
    "X-Forwarded-For": "203.0.113.7", "X-Real-IP": "203.0.113.7", "Forwarded": "for=203.0.113.7",
    "X-Forwarded-Proto": "http", "X-Forwarded-Host": "evil.example", "X-Request-ID": "of-the-client-1",
}  # fmt: skip


class Front:
    """nginx, the apps behind it, and their shop."""

    def __init__(self, nginx: Nginx, apps: list[App], shop: Shop) -> None:
        self.nginx, self.apps, self.shop = nginx, apps, shop

    def session(self, address: str | None = None) -> requests.Session:
        """Return a client that trusts the certificate, and calls from this address of the loopback interface."""
        session = requests.Session()
        # A bundle of the environment would take precedence.
        session.trust_env = False
        session.verify = str(self.nginx.certificate)
        if address:
            session.mount("https://", _From(address))
        return session


class _From(HTTPAdapter):
    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, source_address=(self.address, 0), **kwargs)


def port_of(app: App) -> int:
    return int(app.url.rpartition(":")[2])


@pytest.fixture(scope="module")
def front(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    place = tmp_path_factory.mktemp("front")
    name = f"finenice_nginx_{os.getpid()}"
    env = {
        **server.env, **CHEAP, **secrets_for_tests(), "ENV": "test", "DB_NAME": name, "WORKERS": "1",
        "THREADS": "16", "TRUSTED_PROXIES": "1", "PUBLIC_URL": "https://toko.example",
        "FRONTEND_DIR": str(FRONTEND), "RUN_JOBS": "0",
    }  # fmt: skip
    apps = [App.start(env, place / "one.log"), App.start(env, place / "two.log")]
    nginx = Nginx(place / "nginx", {"finenice_shop": [port_of(app) for app in apps]})
    with nginx, server.connect(name) as connection:
        for app in apps:
            app.shared = True
        yield Front(nginx, apps, Shop(apps[0], connection, name))
    assert [app.stop() for app in apps] == [0, 0]
    with server.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE `{name}`")


@pytest.mark.parametrize("upstream", UPSTREAMS)
def test_every_configuration_is_accepted(upstream: str, tmp_path: Path) -> None:
    result = Nginx(tmp_path / "nginx", {}, upstream).test()
    assert result.returncode == 0 and "[warn]" not in result.stderr, result.stderr


def test_connections_are_encrypted(front: Front) -> None:
    answer = requests.get(front.nginx.plain_url + "/products/1?page=2", timeout=30, allow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (308, "https://127.0.0.1/products/1?page=2")
    for version, expected in ((ssl.TLSVersion.TLSv1_2, "TLSv1.2"), (ssl.TLSVersion.TLSv1_3, "TLSv1.3")):
        context = front.nginx.tls()
        context.minimum_version = context.maximum_version = version
        with (
            socket.create_connection(("127.0.0.1", front.nginx.port), 10) as plain,
            context.wrap_socket(plain, server_hostname="127.0.0.1") as encrypted,
        ):
            assert encrypted.version() == expected
    context = front.nginx.tls()
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
    with (
        socket.create_connection(("127.0.0.1", front.nginx.port), 10) as plain,
        pytest.raises(ssl.SSLError),
    ):
        context.wrap_socket(plain, server_hostname="127.0.0.1")


def test_every_answer_has_hsts_once(front: Front) -> None:
    assets = [f"/assets/{path.name}" for path in FRONTEND.glob("assets/*.js")][:1]
    with front.session() as session:
        for path in ("/api/products", "/api/nothing", "/", *assets, "/assets/none.js", "/metrics"):
            answer = session.get(front.nginx.url + path, timeout=30)
            assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains", path
            assert not re.search(r"\d", answer.headers["Server"])


def test_the_shop_sees_the_address_that_nginx_saw(front: Front) -> None:
    with front.session("127.0.0.9") as session:
        answer = session.post(
            front.nginx.url + "/api/auth/register",
            json={"username": "wati", "password": PASSWORD}, headers=FORGED, timeout=30,
        )  # fmt: skip
        check_form(answer)
        assert answer.status_code == 201 and answer.headers["X-Request-ID"] == "of-the-client-1"
    addresses = front.shop.rows(
        "SELECT DISTINCT address FROM activities WHERE user_id = %s", (answer.json()["user"]["id"],)
    )
    assert [row["address"] for row in addresses] == ["127.0.0.9"]
    line = json.loads((front.nginx.place / "access.log").read_text().splitlines()[-1])
    assert line["request_id"] == "of-the-client-1" and line["address"] == "127.0.0.9"


def test_forged_addresses_do_not_reach_the_shop(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as shop, ThreadPoolExecutor(1) as pool:
        port = int(shop.getsockname()[1])

        def head() -> str:
            connection, _ = shop.accept()
            with connection:
                received = connection.recv(65536)
                connection.sendall(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
            return received.decode().lower()

        with Nginx(tmp_path / "nginx", {"finenice_shop": [port, port]}) as nginx, requests.Session() as session:
            session.trust_env, session.verify = False, str(nginx.certificate)
            received = pool.submit(head)
            assert session.get(nginx.url + "/api/products", headers=FORGED, timeout=30).status_code == 204
            lines = received.result(10).splitlines()
    assert "x-forwarded-for: 127.0.0.1" in lines and "x-forwarded-proto: https" in lines
    assert not [line for line in lines if "203.0.113.7" in line or "evil.example" in line]
    assert "x-request-id: of-the-client-1" in lines


@pytest.mark.parametrize("accepted", ["br, gzip", "gzip", "gzip, br;q=0", "identity", "gzip;q=0.5,br;q=1.0"])
def test_nginx_serves_the_files_of_the_build_as_the_shop_does(front: Front, accepted: str) -> None:
    if not (FRONTEND / "index.html").exists():
        pytest.skip("the front end is not built")
    told = ("Content-Type", "Content-Encoding", "Cache-Control", "X-Content-Type-Options", "Referrer-Policy",
            "Content-Security-Policy", "Cross-Origin-Resource-Policy")  # fmt: skip
    with front.session() as session:
        session.headers["Accept-Encoding"] = accepted
        for kind in ("js", "css"):
            files = sorted(FRONTEND.glob(f"assets/*.{kind}"), key=lambda path: path.stat().st_size)
            for path in (files[0], files[-1]):
                served = session.get(f"{front.nginx.url}/assets/{path.name}", timeout=30)
                direct = session.get(f"{front.apps[0].url}/assets/{path.name}", timeout=30)
                assert served.status_code == direct.status_code == 200
                assert served.content == direct.content == path.read_bytes()
                assert {name: served.headers.get(name) for name in told} == {
                    name: direct.headers.get(name) for name in told
                }
                assert served.headers["Vary"] == "Accept-Encoding" and "Accept-Encoding" in direct.headers["Vary"]
                assert "X-Request-ID" in direct.headers and "X-Request-ID" not in served.headers
        missing = session.get(front.nginx.url + "/assets/of-another-version.js", timeout=30)
        assert missing.status_code == 404 and "X-Request-ID" in missing.headers


def test_failures_of_nginx_are_problems(front: Front) -> None:
    url = front.nginx.url
    with front.session() as session:
        answers = {
            "payload_too_large": session.post(url + "/api/auth/login", data=b"x" * 1_100_000, timeout=30),
            "not_found": session.get(url + "/metrics", timeout=30),
            "bad_request": session.get(url + "/api/products?search=" + "x" * 20_000, timeout=30),
        }
        for code, answer in answers.items():
            check_form(answer)
            assert answer.json()["code"] == code and answer.json()["detail"] == PROBLEMS[code][1].translate("en", {})
        indonesian = session.get(url + "/metrics", headers={"Accept-Language": "id-ID,id;q=0.9,en;q=0.8"}, timeout=30)
        # Not even the answer that there are no metrics comes from the shop.
        assert json.loads((front.nginx.place / "access.log").read_text().splitlines()[-1])["service"] == ""
        assert indonesian.json()["detail"] == PROBLEMS["not_found"][1].translate("id", {})
        # Its own addresses are not for clients, and the problems of the shop pass unchanged.
        for path in ("/nginx-problems/busy", "/nginx-health", "/api/nothing"):
            answer = session.get(url + path, timeout=30)
            check_form(answer)
            assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), path
    with ExitStack() as opened:
        connection = _tls(front, opened)
        connection.sendall(b"GET /api/products HTTP/1.1\r\n\r\n")
        head, _, body = connection.recv(65536).partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 400 ") and b"application/problem+json" in head
        assert json.loads(body or connection.recv(65536))["code"] == "bad_request"


def test_a_shop_that_is_down_is_a_problem(tmp_path: Path) -> None:
    nginx = Nginx(tmp_path / "nginx", {"finenice_shop": [free_port(), free_port()]})
    with nginx, requests.Session() as session:
        session.trust_env, session.verify = False, str(nginx.certificate)
        for method in ("GET", "POST"):
            answer = session.request(method, nginx.url + "/api/transactions", timeout=30)
            check_form(answer)
            assert (answer.status_code, answer.json()["code"], answer.headers["Retry-After"]) == (503, "busy", "2")


@pytest.mark.parametrize("key", ["sale-1", ""], ids=["with a key", "without a key"])
def test_a_sale_that_a_stopping_process_drops_is_sold_by_the_other_one(tmp_path: Path, key: str) -> None:
    """The first process closes the connection on which the sale has just been sent."""
    served: list[bytes] = []

    def serve(shop: socket.socket, stops: bool) -> None:
        connection, _ = shop.accept()
        with connection:
            served.append(connection.recv(65536))
            if not stops:
                connection.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    with ExitStack() as opened:
        shops = [opened.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(2)]
        threads = [
            threading.Thread(target=serve, args=pair, daemon=True) for pair in zip(shops, (True, False), strict=True)
        ]
        for thread in threads:
            thread.start()
        ports = {"finenice_shop": [int(shop.getsockname()[1]) for shop in shops]}
        nginx = opened.enter_context(Nginx(tmp_path / "nginx", ports))
        session = opened.enter_context(requests.Session())
        session.trust_env, session.verify = False, str(nginx.certificate)
        headers = {"Idempotency-Key": key} if key else {}
        answer = session.post(nginx.url + "/api/transactions?a=%2F", data=b"{}", headers=headers, timeout=20)
    if key:
        assert answer.status_code == 201 and len(served) == 2
        assert all(head.startswith(b"POST /api/transactions?a=%2F ") and head.endswith(b"{}") for head in served)
    else:
        check_form(answer)
        assert (answer.status_code, answer.json()["code"], len(served)) == (503, "busy", 1)


def test_the_sentences_of_nginx_are_those_of_the_shop() -> None:
    site, problems = ((SITE / name).read_text(encoding="utf-8") for name in ("site.conf", "problems.conf"))
    for code, status in re.findall(r"location = /nginx-problems/(\w+) \{.*?return (\d+) ", problems, re.DOTALL):
        words = {"seconds": 1} if code == "rate_limited" else {}
        sentences = re.search(rf'\$finenice_{code} \{{\n    default "(.*)";\n    "~\*\^ \*id" "(.*)";', site)
        assert sentences is not None and int(status) == PROBLEMS[code][0]
        assert sentences.groups() == tuple(PROBLEMS[code][1].translate(language, words) for language in ("en", "id"))


def test_routes_that_take_files_take_large_bodies() -> None:
    large = re.search(r"location ~ (\S+) \{\n        client_max_body_size 66m", (SITE / "site.conf").read_text())
    assert large is not None
    document = json.loads((ROOT / "docs/openapi.json").read_text(encoding="utf-8"))
    for path, methods in document["paths"].items():
        bodies = [each.get("requestBody", {}).get("content", {}) for each in methods.values() if isinstance(each, dict)]
        takes_files = any("multipart/form-data" in content for content in bodies)
        assert bool(re.match(large[1], re.sub(r"\{\w+\}", "7", path))) == takes_files, path
    # Those of other programs' front ends are not in the document.
    for path in ("pintar/analytics/analyze", "marketplace/api/products/create"):
        assert re.match(large[1], f"/compat/{path}")


def test_events_arrive_while_their_stream_is_open(front: Front) -> None:
    with front.session() as session:
        _signed_up(front, session, "tini", "seller")
        # No process runs jobs, so the import does not end.
        rows = "nama,harga,stok\n" + "".join(f"Kopi {n},1000,1\n" for n in range(20_000))
        sent = session.post(
            front.nginx.url + "/api/products/import-csv", files={"file": ("a.csv", rows, "text/csv")}, timeout=30
        )
        assert sent.status_code == 202, sent.text
        events = session.get(front.nginx.url + sent.headers["Location"] + "/events", stream=True, timeout=30)
        assert events.headers["Content-Type"].startswith("text/event-stream")
        started = time.monotonic()
        assert events.raw.read(1)
        assert time.monotonic() - started < 20
        events.close()
        front.shop.rows("UPDATE jobs SET state = 'done'")


@pytest.mark.slow
def test_stalled_bodies_and_silent_sockets_delay_nobody(front: Front) -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    head = (
        b"POST /api/auth/login HTTP/1.1\r\nHost: toko\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"
    )
    with ExitStack() as opened:
        stalled = [_tls(front, opened) for _ in range(STALLED)]
        for connection in stalled:
            connection.sendall(head)
        for _ in range(SILENT):
            opened.enter_context(socket.create_connection(("127.0.0.1", front.nginx.port), 20))
        worst = 0.0
        with front.session("127.0.0.8") as session:
            for path in ("/health/live", "/api/products") * 10:
                started = time.monotonic()
                # A new connection, as that of a new customer.
                answer = session.get(front.nginx.url + path, headers={"Connection": "close"}, timeout=30)
                assert answer.status_code == 200
                worst = max(worst, time.monotonic() - started)
        print(f"worst answer: {worst:.3f} s")
        assert worst < WORST_SECONDS
        if LONG:
            # nginx keeps an incomplete body to itself, and gives it up after 10 seconds.
            assert stalled[0].recv(1) == b""
    assert '"POST' not in (front.nginx.place / "error.log").read_text()


def _tls(front: Front, opened: ExitStack) -> ssl.SSLSocket:
    plain = opened.enter_context(socket.create_connection(("127.0.0.1", front.nginx.port), 20))
    return opened.enter_context(front.nginx.tls().wrap_socket(plain, server_hostname="127.0.0.1"))


@pytest.mark.slow
def test_a_rolling_restart_fails_no_request(front: Front) -> None:
    with front.session() as session:
        _signed_up(front, session, "sari", "seller")
        token = str(session.headers["Authorization"])
        product = {"name": "Kopi Gayo", "price": 1000, "stock": 1_000_000}
        product_id = session.post(front.nginx.url + "/api/products", json=product, timeout=30).json()["id"]
    with Traffic(front, token, product_id) as traffic:
        for _ in range(5 if LONG else 1):
            for number, app in enumerate(front.apps):
                # The other one answers while this one is away.
                traffic.wait_for(20)
                assert app.stop() == 0
                traffic.wait_for(20)
                front.apps[number] = App.start({**app.env, "PORT": str(port_of(app))}, app.log)
                front.apps[number].shared = True
        traffic.wait_for(20)
    failed = traffic.failed
    print(f"{traffic.done} requests, {len(failed)} failed")
    logs = [line for app in front.apps for line in app.log.read_text().splitlines()] if failed else []
    assert not failed, (failed[:5], [line for line in logs if "retried" in line or '"status":503' in line][-10:])
    sold = front.shop.value("SELECT COUNT(*) FROM transactions")
    assert sold == traffic.sales
    front.shop.must_be_sound()


class Traffic:
    """Four clients that list products and sell, each on a connection that it keeps."""

    def __init__(self, front: Front, token: str, product_id: int) -> None:
        self.front, self.token, self.product_id = front, token, product_id
        self.ended, self.lock = threading.Event(), threading.Lock()
        self.done = self.sales = 0
        self.failed: list[str] = []
        self.threads = [threading.Thread(target=self._run, args=(number,)) for number in range(4)]

    def __enter__(self) -> Traffic:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        for thread in self.threads:
            thread.join(60)

    def wait_for(self, more: int) -> None:
        enough = self.done + more
        wait_until(lambda: self.done >= enough)

    def _run(self, client: int) -> None:
        sale = {"items": [{"product_id": self.product_id, "qty": 1}]}
        with self.front.session() as session:
            session.headers["Authorization"] = self.token
            for number, sells in enumerate(cycle((False, True))):
                if self.ended.is_set():
                    return
                try:
                    if sells:
                        headers = {"Idempotency-Key": f"client-{client}-{number}"}
                        answer = session.post(
                            self.front.nginx.url + "/api/transactions", json=sale, headers=headers, timeout=30
                        )
                    else:
                        answer = session.get(self.front.nginx.url + "/api/products", timeout=30)
                    fault = "" if answer.status_code in (200, 201) else f"{answer.status_code} {answer.text}"
                except requests.RequestException as error:
                    fault = repr(error)
                with self.lock:
                    self.done += 1
                    self.sales += sells and not fault
                    if fault:
                        self.failed.append(fault)


@pytest.mark.slow
def test_split_services_answer_as_the_whole_shop(front: Front, tmp_path: Path) -> None:
    names = ("auth", "users", "products")

    def start(number: int) -> App:
        # Each on a free port; by default they are 5000, 5001 and 5002.
        env = {name: value for name, value in front.apps[0].env.items() if name != "PORT"}
        return App.start({**env, "SERVICE": names[number]}, tmp_path / f"{names[number]}.log")

    services = dict(zip(names, at_once(3, start), strict=True))
    ports = {f"finenice_{name}": [port_of(app)] for name, app in services.items()}
    nginx = Nginx(tmp_path / "nginx", {"finenice_shop": [port_of(app) for app in front.apps], **ports}, "split")
    document = json.loads((ROOT / "docs/openapi.json").read_text(encoding="utf-8"))
    split = Front(nginx, front.apps, front.shop)
    with nginx, split.session() as session, requests.Session() as direct:
        for path, methods in document["paths"].items():
            address = re.sub(r"\{\w+\}", "7", path)
            documented = sorted(methods.keys() & {"get", "post", "put", "patch", "delete"})
            for method in documented if LONG else documented[:1]:
                answers = [
                    client.request(method, url + address, timeout=30)
                    for client, url in ((session, nginx.url), (direct, front.apps[0].url))
                ]
                told = [(answer.status_code, answer.headers["Content-Type"]) for answer in answers]
                assert told[0] == told[1], f"{method} {address}"
        # One story of all four.
        seller = _signed_up(split, session, "ratna", "seller")
        product = {"name": "Teh Slawi", "price": 1000, "stock": 3}
        product_id = session.post(nginx.url + "/api/products", json=product, timeout=30).json()["id"]
        sale = {"items": [{"product_id": product_id, "qty": 2}]}
        assert session.post(nginx.url + "/api/transactions", json=sale, timeout=30).status_code == 201
        assert session.get(nginx.url + "/api/users/profile", timeout=30).json()["id"] == seller
    served = [json.loads(line)["service"] for line in (nginx.place / "access.log").read_text().splitlines()]
    for name, app in services.items():
        assert served.count(f"127.0.0.1:{port_of(app)}") >= 10, name
        assert app.stop() == 0


def _signed_up(front: Front, session: requests.Session, name: str, role: str) -> int:
    """Sign up, get the role, and return the user's id. The session has the token."""

    def signed_up() -> Any:
        """Retry while the shop is too busy to hash a password."""
        account = {"username": name, "password": PASSWORD}
        answer = session.post(front.nginx.url + "/api/auth/register", json=account, timeout=30)
        assert answer.status_code == 201 or answer.json()["code"] == "sign_in_busy", answer.text
        return answer.json() if answer.status_code == 201 else None

    answer = wait_until(signed_up)
    front.shop.rows("INSERT IGNORE INTO user_roles (user_id, role) VALUES (%s, %s)", (answer["user"]["id"], role))
    session.headers["Authorization"] = f"Bearer {answer['access_token']}"
    return int(answer["user"]["id"])
