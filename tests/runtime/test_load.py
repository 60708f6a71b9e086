"""The server under load: many sign-ins, slow uploads and forecasts delay nobody else."""

from __future__ import annotations

import asyncio
import io
import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from flask import Flask, request
from PIL import Image

from domain import usage as usage_module
from domain.usage import Usage
from problems import Problem
from runtime.server import DEDICATED_PATHS
from support.app import CHEAP, App, at_once, secrets_for_tests, wait_until
from support.database import Server, under_way
from support.images import random_image
from support.people import PASSWORD, Person, Shop
from support.storms import SLOW_HASH, login_storm
from web.server import gateway as gateway_module
from web.server import proxies, thread_pools
from web.server.gateway import LIGHT_THREADS, REPORT_THREADS, Gateway


@pytest.mark.slow
def test_many_sign_ins_leave_threads_for_other_requests(own: dict[str, str], server: Server, tmp_path: Path) -> None:
    app = App.start({**own, **SLOW_HASH}, tmp_path / "app.log")
    with server.connect(own["DB_NAME"]) as connection:
        shop = Shop(app, connection, own["DB_NAME"])
        wrong = login_storm(shop, 1)
        # Whoever was not judged has not failed: two rows for each account that was, and one for their address.
        assert shop.value("SELECT COUNT(*) FROM sign_in_failures") == 2 * len(wrong) + 1
        budi = shop.visitor()
        budi.username = "budi"
        budi.sign_in()
        body = {"current_password": "salah-sekali", "new_password": "kopi-tubruk-tanpa-gula"}
        path, headers = app.url + "/api/auth/password/change", dict(budi.http.headers)
        answers = at_once(9, lambda _: requests.post(path, json=body, headers=headers, timeout=60))  # type: ignore[arg-type]
        statuses = Counter(answer.status_code for answer in answers)
        assert statuses.keys() == {422, 503}
        budi.http.close()
        failures = "SELECT failures FROM sign_in_failures WHERE subject = UNHEX(SHA2(%s, 256))"
        assert shop.value(failures, (f"password:{budi.id}",)) == statuses[422]
    assert app.stop() == 0


def pin_sign_in(shop: Shop, cashier: Person) -> Callable[[int], int]:
    """Return a call that signs a cashier in by PIN at a till."""
    sari = shop.person("sari", "seller")
    outlet = sari.get("/api/outlets").json()["outlets"][0]["id"]
    till = sari.post(f"/api/outlets/{outlet}/tills", {"name": "Kasir", "series": "A"}).json()
    body = {"username": cashier.username, "duty": "cashier", "pin": "8520"}
    assert sari.post("/api/staff", body).status_code == 201
    url = f"{shop.url}/api/tills/{till['id']}/sign-in"
    sent = {"token": till["token"], "username": cashier.username, "pin": "8520"}
    return lambda _: requests.post(url, json=sent, timeout=60).status_code


@pytest.mark.slow
def test_many_anonymous_sign_ins_do_not_lock_the_owner_out(own: dict[str, str], server: Server, tmp_path: Path) -> None:
    """Try sign-ins from many addresses without pause, while Budi signs in from a known network."""
    app = App.start({**own, **SLOW_HASH, "TRUSTED_PROXIES": "1", "THREADS": "4"}, tmp_path / "app.log")
    with server.connect(own["DB_NAME"]) as connection:
        shop = Shop(app, connection, own["DB_NAME"])
        budi = shop.visitor()
        budi.username = "budi"
        budi.sign_up()
        budi.sign_in()
        budi.http.close()
        right = {"username": "budi", "password": PASSWORD}
        # Those of one moment wait for one another. On a slow machine some may wait too long.
        tills = at_once(5, lambda _: requests.post(app.url + "/api/auth/login", json=right, timeout=60).status_code)
        pins = at_once(6, pin_sign_in(shop, budi))
        for answers in (tills, pins):
            assert answers.count(200) >= 3 and set(answers) <= {200, 503}
        over = threading.Event()
        busy: list[int] = []

        def press(number: int) -> None:
            turn = 0
            while not over.is_set():
                turn += 1
                body = {"username": f"orang{number}", "password": "salah-sekali"}
                headers = {"X-Forwarded-For": f"203.0.{number}.{turn % 250}"}
                answer = requests.post(app.url + "/api/auth/login", json=body, headers=headers, timeout=60)
                busy.append(answer.status_code)

        storm = threading.Thread(target=at_once, args=(30, press))
        storm.start()
        wait_until(lambda: busy.count(503) > 20)
        statuses = [requests.post(app.url + "/api/auth/login", json=right, timeout=60).status_code for _ in range(8)]
        over.set()
        storm.join()
        assert statuses == [200] * 8
    assert app.stop() == 0


def test_rate_limited_sign_ins_do_not_queue(own: dict[str, str], server: Server, tmp_path: Path) -> None:
    app = App.start(
        {**own, "WORKERS": "1", "RATE_LIMIT_AUTH": "1/minute", "TRUSTED_PROXIES": "1"}, tmp_path / "app.log"
    )

    def sign_in(address: str) -> int:
        body, headers = {"username": "tono", "password": "salah-sekali"}, {"X-Forwarded-For": address}
        return requests.post(app.url + "/api/auth/login", json=body, headers=headers, timeout=60).status_code

    assert [sign_in("203.0.113.7") for _ in range(2)] == [401, 429]
    with server.connect(own["DB_NAME"]) as connection, connection.cursor() as cursor:
        cursor.execute("LOCK TABLES users WRITE")
        first = threading.Thread(target=sign_in, args=("203.0.113.8",))
        first.start()
        waiting = "SELECT id FROM information_schema.processlist WHERE state LIKE 'Waiting for table%'"
        wait_until(lambda: under_way(connection, waiting))
        started = time.monotonic()
        assert {sign_in("203.0.113.7") for _ in range(10)} == {429}
        # Each would have stood in the line for two seconds.
        assert time.monotonic() - started < 10
        cursor.execute("UNLOCK TABLES")
    first.join()
    assert app.stop() == 0


@pytest.fixture(scope="module")
def narrow(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A shop with one worker of four threads. It is never emptied."""
    env = {**server.env, **CHEAP, **secrets_for_tests(), "DB_NAME": f"finenice_narrow_{os.getpid()}", "ENV": "test"}
    app = App.start({**env, "WORKERS": "1", "THREADS": "4"}, tmp_path_factory.mktemp("narrow") / "app.log")
    app.shared = True
    shop = Shop(app, server.connect(env["DB_NAME"]), env["DB_NAME"])
    yield shop
    for person in shop.people:
        person.http.close()
    shop.database.close()
    assert app.stop() == 0
    with server.connect() as last, last.cursor() as cursor:
        cursor.execute(f"DROP DATABASE `{shop.name}`")


def test_slow_uploads_do_not_delay_other_requests(narrow: Shop, server: Server) -> None:
    budi = narrow.person("budi")
    statuses: list[int] = []

    def upload(_: int) -> int:
        files = {"avatar": ("a.png", random_image())}
        path, headers = narrow.url + "/api/users/upload-avatar", dict(budi.http.headers)
        return requests.post(path, files=files, headers=headers, timeout=60).status_code

    uploads = threading.Thread(target=lambda: statuses.extend(at_once(6, upload)))
    with narrow.meanwhile(server, "SELECT id FROM users WHERE id = %s FOR UPDATE", budi.id) as until_waiting:
        uploads.start()
        until_waiting(2)
        for _ in range(20):
            assert requests.get(narrow.url + "/api/products", timeout=20).status_code == 200
    uploads.join()
    assert set(statuses) <= {200, 503}


def test_small_uploads_do_not_wait_for_large_ones(narrow: Shop, server: Server) -> None:
    ani, eko = narrow.person("ani"), narrow.person("eko")
    noise = Image.frombytes("RGBA", (540, 540), os.urandom(4 * 540 * 540))
    noise.save(packed := io.BytesIO(), "PNG")
    large = {"avatar": ("a.png", packed.getvalue())}
    assert len(large["avatar"][1]) > 1024**2
    statuses: list[int] = []

    def upload(_: int) -> None:
        path, headers = narrow.url + "/api/users/upload-avatar", dict(ani.http.headers)
        statuses.append(requests.post(path, files=large, headers=headers, timeout=60).status_code)

    uploads = threading.Thread(target=lambda: at_once(3, upload))
    with narrow.meanwhile(server, "SELECT id FROM users WHERE id = %s FOR UPDATE", ani.id) as until_waiting:
        uploads.start()
        until_waiting(2)
        small = {"avatar": ("a.png", random_image())}
        assert eko.post("/api/users/upload-avatar", files=small).status_code == 200
        assert not statuses, "no large one had to end first"
    uploads.join()
    assert set(statuses) <= {200, 503}


def test_small_pictures_do_not_wait_for_large_ones(narrow: Shop, server: Server) -> None:
    large, lina = [narrow.person("joko"), narrow.person("wati")], narrow.person("lina")
    Image.new("RGB", (700, 600)).save(packed := io.BytesIO(), "PNG")

    def upload(number: int) -> int:
        path, headers = narrow.url + "/api/users/upload-avatar", dict(large[number % 2].http.headers)
        files = {"avatar": ("a.png", packed.getvalue() + bytes([number]))}
        return requests.post(path, files=files, headers=headers, timeout=60).status_code

    locked = "SELECT id FROM users WHERE id = %s FOR UPDATE"
    with ThreadPoolExecutor(4) as pool:
        with (
            narrow.meanwhile(server, locked, large[0].id) as until_waiting,
            narrow.meanwhile(server, locked, large[1].id),
        ):
            uploads = [pool.submit(upload, number) for number in range(4)]
            until_waiting(1)
            assert lina.post("/api/users/upload-avatar", files={"avatar": ("a.png", random_image())}).status_code == 200
            assert not any(each.done() for each in uploads)
        assert [each.result() for each in uploads] == [200] * 4


def test_slow_forecasts_do_not_delay_other_requests(narrow: Shop, server: Server) -> None:
    sari = narrow.person("sari", "seller")
    sari.offers()
    question = "SELECT COUNT(*) FROM information_schema.processlist WHERE db = %s AND state LIKE 'Waiting for table%%'"
    with server.connect(narrow.name) as locking, locking.cursor() as cursor:
        cursor.execute("LOCK TABLES transaction_items WRITE")

        def forecast(_: int) -> int:
            path, headers = narrow.url + "/api/analytics/forecast", dict(sari.http.headers)
            return requests.get(path, headers=headers, timeout=60).status_code

        forecasts = threading.Thread(target=lambda: at_once(4, forecast))
        forecasts.start()
        wait_until(lambda: narrow.value(question, (narrow.name,)) >= 1)
        for _ in range(20):
            assert requests.get(narrow.url + "/api/products", timeout=20).status_code == 200
        cursor.execute("UNLOCK TABLES")
    forecasts.join()


def get_from(
    address: str, shop: Shop, path: str, body: bytes | None = None, form: str = "text/plain"
) -> tuple[int, str | None]:
    """Return status and Retry-After of a GET from this address of the loopback network."""
    where = urlsplit(shop.url)
    assert where.hostname and where.port
    connection = HTTPConnection(where.hostname, where.port, timeout=60, source_address=(address, 0))
    with closing(connection):
        connection.request("GET", path, body, {"Content-Type": form} if body else {})
        answer = connection.getresponse()
        return answer.status, answer.headers["Retry-After"]


def test_searches_from_many_networks_delay_no_list_and_no_sale(narrow: Shop, server: Server) -> None:
    product, tono = narrow.person("siti", "seller").offers(), narrow.person("tono")
    question = "SELECT COUNT(*) FROM information_schema.processlist WHERE db = %s AND state LIKE 'Waiting for table%%'"
    with ThreadPoolExecutor(8) as pool, server.connect(narrow.name) as locking, locking.cursor() as cursor:
        cursor.execute("LOCK TABLES product_words WRITE")
        searches = [pool.submit(get_from, f"127.0.1.{n}", narrow, "/api/products?search=kopi") for n in range(1, 9)]
        wait_until(lambda: narrow.value(question, (narrow.name,)) == REPORT_THREADS + LIGHT_THREADS)
        assert get_from("127.0.0.3", narrow, "/api/products?sort_by=price&page=1")[0] == 200
        assert tono.buys(product).status_code == 201
        cursor.execute("UNLOCK TABLES")
        assert [search.result()[0] for search in searches] == [200] * 8


def test_a_network_with_few_searches_never_waits_for_those_with_many(monkeypatch: pytest.MonkeyPatch) -> None:
    opened, pause = threading.Event(), threading.Event()
    monkeypatch.setattr(thread_pools, "LIGHT_SECONDS", 0.01)

    def run(environ: dict[str, Any]) -> thread_pools.GatewayResponse:
        if "short" in environ:
            pause.wait(0.05)
        else:
            opened.wait(20)
        return thread_pools.GatewayResponse(200)

    async def search() -> None:
        pool = thread_pools.ThreadPool(run, "searches", 2, reserved=1)
        heavy = [{thread_pools.NETWORK: f"10.0.0.{number}"} for number in range(4)]
        for environ in heavy:
            await pool.run({**environ, "short": True})
        waiting = [asyncio.create_task(pool.run(environ)) for environ in heavy]
        await asyncio.wait_for(pool.run({thread_pools.NETWORK: "10.0.9.9", "short": True}), 10)
        opened.set()
        assert [answer.status for answer in await asyncio.gather(*waiting)] == [200] * 4

    # Another test of this worker may have left the loop of its browser running in this thread.
    with ThreadPoolExecutor(1) as executor:
        executor.submit(asyncio.run, search()).result()


def test_lists_of_one_client_leave_a_thread_for_others(narrow: Shop, server: Server) -> None:
    question = "SELECT COUNT(*) FROM information_schema.processlist WHERE db = %s AND state LIKE 'Waiting for table%%'"
    path = "/api/products"
    with ThreadPoolExecutor(3) as pool, server.connect(narrow.name) as locking, locking.cursor() as cursor:
        cursor.execute("LOCK TABLES products WRITE")
        running = [pool.submit(get_from, "127.0.0.2", narrow, path) for _ in range(2)]
        wait_until(lambda: narrow.value(question, (narrow.name,)) == 2)
        assert get_from("127.0.0.2", narrow, path) == (429, "1")
        other = pool.submit(get_from, "127.0.0.3", narrow, path)
        wait_until(lambda: narrow.value(question, (narrow.name,)) == 3)
        cursor.execute("UNLOCK TABLES")
        assert [call.result()[0] for call in (*running, other)] == [200, 200, 200]


def test_reports_of_one_client_leave_a_thread_for_others(narrow: Shop, server: Server) -> None:
    question = "SELECT COUNT(*) FROM information_schema.processlist WHERE db = %s AND state LIKE 'Waiting for table%%'"
    with ThreadPoolExecutor(5) as pool, server.connect(narrow.name) as locking, locking.cursor() as cursor:
        cursor.execute("LOCK TABLES change_counter WRITE")
        running = [pool.submit(get_from, "127.0.0.2", narrow, "/api/changes") for _ in range(5)]
        wait_until(lambda: narrow.value(question, (narrow.name,)) >= 1)
        assert get_from("127.0.0.3", narrow, "/api/products?search=kopi")[0] == 200
        cursor.execute("UNLOCK TABLES")
        assert [call.result()[0] for call in running] == [200] * 5


@pytest.mark.parametrize("other_form", [("/api/changes/",), ("/api/changes", b"x", "multipart/form-data; boundary=b")])
def test_no_other_form_of_a_report_takes_the_threads_of_others(
    narrow: Shop, server: Server, other_form: tuple[Any, ...]
) -> None:
    question = "SELECT COUNT(*) FROM information_schema.processlist WHERE db = %s AND state LIKE 'Waiting for table%%'"
    with ThreadPoolExecutor(8) as pool, server.connect(narrow.name) as locking, locking.cursor() as cursor:
        cursor.execute("LOCK TABLES change_counter WRITE")
        running = [pool.submit(get_from, f"127.0.4.{number}", narrow, *other_form) for number in range(1, 9)]
        wait_until(lambda: narrow.value(question, (narrow.name,)) == REPORT_THREADS + LIGHT_THREADS)
        assert get_from("127.0.0.3", narrow, "/api/products")[0] == 200
        cursor.execute("UNLOCK TABLES")
        assert [call.result()[0] for call in running] == [200] * 8


def test_many_requests_of_one_network_delay_no_other() -> None:
    app, begun, opened, served = Flask(__name__), threading.Event(), threading.Event(), list[str]()
    gateway_module.install(app)
    app.register_error_handler(Problem, lambda problem: (problem.code, problem.status))

    @app.get("/")
    def page() -> str:
        served.append(request.remote_addr or "")
        begun.set()
        return f"{opened.wait(10)}"

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def status(gateway: Gateway, address: str) -> int:
        sent: list[dict[str, Any]] = []

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        scope = {
            "method": "GET", "scheme": "http", "http_version": "1.1", "query_string": b"", "path": "/",
            "headers": [(b"host", b"a"), (b"x-forwarded-for", address.encode())],
            "server": ("a", 80), "client": ("127.0.0.1", 1),
        }  # fmt: skip
        await gateway(scope, receive, send)
        return int(sent[0]["status"])

    async def flood() -> tuple[list[int], int]:
        gateway = Gateway(app, 1, trusted_proxies=1)
        proxies.install(app, 1)
        many = [asyncio.ensure_future(status(gateway, "10.0.0.1")) for _ in range(thread_pools.MAX_WAITING + 10)]
        assert await asyncio.to_thread(begun.wait, 10)
        other = asyncio.ensure_future(status(gateway, "10.0.0.2"))
        # The refused ones are answered while the only thread is busy.
        await asyncio.wait(many, return_when=asyncio.FIRST_COMPLETED)
        opened.set()
        return await asyncio.gather(*many), await other

    with ThreadPoolExecutor(1) as pool:
        statuses, other = pool.submit(asyncio.run, flood()).result()
    assert other == 200 and "10.0.0.2" in served[:3]
    assert Counter(statuses) in ({200: thread_pools.MAX_WAITING, 503: 10}, {200: thread_pools.MAX_WAITING + 1, 503: 9})


def client(number: int) -> dict[str, int]:
    """Return the environment of a user's call from a network of their own."""
    return {thread_pools.CALLER: number, thread_pools.NETWORK: number}


def test_waiting_uploads_are_served_fairly_by_user() -> None:
    queue = thread_pools.FairQueue(thread_pools.CALLER, 2, Usage(0.1, 60))
    loop = asyncio.new_event_loop()
    for caller, name in ((1, "a1"), (1, "a2"), (1, "a3"), (2, "b1"), (1, "a4"), (2, "b2"), (3, "c1")):
        queue.put(({**client(caller), "name": name}, loop.create_future(), 0.0))
    loop.close()
    served = []
    for _ in range(7):
        environ = queue.get()[0]
        served.append(environ["name"])
        queue.done(environ[thread_pools.CALLER], environ[thread_pools.NETWORK], 0.0)
    assert served == ["a1", "b1", "c1", "a2", "b2", "a3", "a4"]


def test_users_of_one_network_share_its_turns() -> None:
    queue = thread_pools.FairQueue(thread_pools.CALLER, 2, Usage(0.1, 60))
    loop = asyncio.new_event_loop()
    office = {thread_pools.NETWORK: 9}
    for caller, name in ((1, "a1"), (1, "a2"), (2, "b1")):
        queue.put(({**client(caller), **office, "name": name}, loop.create_future(), 0.0))
    queue.put(({**client(3), "name": "c1"}, loop.create_future(), 0.0))
    loop.close()
    assert [queue.get()[0]["name"] for _ in range(4)] == ["a1", "c1", "b1", "a2"]


def test_a_third_upload_of_a_caller_waits_until_one_is_done() -> None:
    queue = thread_pools.FairQueue(thread_pools.CALLER, 2, Usage(0.1, 60))
    loop = asyncio.new_event_loop()
    for caller, name in ((1, "a1"), (1, "a2"), (1, "a3"), (1, "a4"), (2, "b1"), (3, "c1")):
        queue.put(({**client(caller), "name": name}, loop.create_future(), 0.0))
    assert [queue.get()[0]["name"] for _ in range(4)] == ["a1", "b1", "c1", "a2"]
    queue.put(({**client(2), "name": "b2"}, loop.create_future(), 0.0))
    loop.close()
    assert queue.get()[0]["name"] == "b2"
    queue.done(1, 1, 0.0)
    assert queue.get()[0]["name"] == "a3"


def served(queue: thread_pools.FairQueue, waiting: list[tuple[int, str, str]], seconds: dict[str, float]) -> list[str]:
    """Return the names of these calls in the order in which they are served one at a time: caller, network, name."""
    loop = asyncio.new_event_loop()
    for caller, network, name in waiting:
        environ = {thread_pools.CALLER: caller, thread_pools.NETWORK: network, "name": name}
        queue.put((environ, loop.create_future(), 0.0))
    loop.close()
    names = []
    for _ in waiting:
        environ = queue.get()[0]
        names.append(environ["name"])
        queue.done(environ[queue.key], environ[thread_pools.NETWORK], seconds.get(environ["name"], 0.0))
    return names


def test_the_network_or_caller_with_the_least_time_of_late_is_served_first() -> None:
    queue = thread_pools.FairQueue(thread_pools.CALLER, 2, Usage(0.1, 60))
    waiting = [(1, "a", "a1"), (2, "a", "a2"), (2, "b", "b2"), (3, "c", "c3"), (4, "d", "d4")]
    # a has used 4 s, and so has caller 2 from b.
    assert served(queue, waiting, {"a1": 1.0, "a2": 3.0}) == ["a1", "b2", "c3", "d4", "a2"]
    assert served(queue, waiting, {}) == ["c3", "d4", "b2", "a1", "a2"]
    in_turn = thread_pools.FairQueue(thread_pools.CALLER, 2)
    assert served(in_turn, waiting, {"a1": 9.0}) == served(in_turn, waiting, {}) == ["a1", "a2", "b2", "c3", "d4"]


def test_a_burst_from_new_networks_does_not_delay_the_next_light_one() -> None:
    queue = thread_pools.FairQueue(thread_pools.NETWORK, 2, Usage(0.1, 60))
    loop = asyncio.new_event_loop()
    for second, network in enumerate(("heavy", "a", "b", "c", "known", "heavy")):
        queue.put(({thread_pools.NETWORK: network}, loop.create_future(), float(second)))
    loop.close()
    # One that is known, but light, is equal to one never seen.
    for network, seconds in (("heavy", 1.0), ("known", 0.01)):
        queue._usage.add((thread_pools.NETWORK, network), seconds, time.monotonic())
    networks = [queue.get()[0][thread_pools.NETWORK] for _ in range(6)]
    assert networks == ["known", "c", "b", "a", "heavy", "heavy"]


def test_time_used_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    usage = Usage(0.1, 5)
    usage.add(("n", "a"), 4.0, 100.0)
    usage.add(("n", "b"), 1.0, 120.0)
    assert usage.of(("n", "a"), 110.0) == pytest.approx(1.0)
    assert usage.of(("n", "c"), 110.0) == 0.0
    assert usage.rank(("n", "c")) < usage.rank(("n", "a")) < usage.rank(("n", "b"))
    usage.add(("n", "a"), 2.0, 110.0)
    assert usage.of(("n", "a"), 110.0) == pytest.approx(3.0)
    monkeypatch.setattr(usage_module, "MOST_NAMES", 4)
    for number in range(3):
        usage.add(("n", number), number + 10, 130.0)
    assert [usage.of(("n", name), 130.0) > 0 for name in ("a", "b", 0, 1, 2)] == [False, False, True, True, True]


def test_slow_documentation_holds_no_thread_of_the_service() -> None:
    app, begun, opened = Flask(__name__), threading.Event(), threading.Event()
    scope = {
        "method": "GET", "scheme": "http", "http_version": "1.1", "query_string": b"", "headers": [(b"host", b"a")],
        "server": ("a", 80), "client": ("127.0.0.1", 1),
    }  # fmt: skip

    @app.get("/docs/products")
    def docs_page() -> str:
        begun.set()
        return f"{opened.wait(10)}"

    app.add_url_rule("/profile", endpoint="profile", view_func=lambda: "dewi")

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def body(gateway: Gateway, path: str) -> bytes:
        sent: list[dict[str, Any]] = []

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await gateway({**scope, "path": path}, receive, send)
        return bytes(sent[-1]["body"])

    async def both() -> tuple[bytes, bytes]:
        gateway = Gateway(app, 1, DEDICATED_PATHS)
        docs = asyncio.ensure_future(body(gateway, "/docs/products"))
        assert await asyncio.to_thread(begun.wait, 10)
        profile = await body(gateway, "/profile")
        opened.set()
        return profile, await docs

    # Another test of this worker may have left the loop of its browser running in this thread.
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(asyncio.run, both()).result() == (b"dewi", b"True")


def test_threads_for_small_uploads_take_no_large_ones() -> None:
    queue = thread_pools.FairQueue(thread_pools.CALLER, 2, Usage(0.1, 60))
    loop = asyncio.new_event_loop()
    for caller, size in (
        (1, 2 * thread_pools.SMALL_UPLOAD),
        (1, 10),
        (2, 3 * thread_pools.SMALL_UPLOAD),
        (2, 20),
        (1, 30),
    ):
        queue.put(({**client(caller), "CONTENT_LENGTH": str(size)}, loop.create_future(), 0.0))
    loop.close()
    assert [queue.get(thread_pools.is_small)[0]["CONTENT_LENGTH"] for _ in range(3)] == ["10", "20", "30"]
    queue.done(1, 1, 0.0)
    assert [queue.get()[0][thread_pools.CALLER] for _ in range(2)] == [2, 1]
