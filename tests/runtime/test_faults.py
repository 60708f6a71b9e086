"""Faults of the database that heal: a full disk, a failover, a database that hangs. LONG=1 runs the long form."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests

from runtime import embedded_mariadb
from support.app import CHEAP, ROOT, App, clean_environment, free_port, secrets_for_tests, wait_until
from support.deployments.servers import USER, USER_PASSWORD, MariaDB, Relay, fill, small_disk
from support.people import Shop

LONG = bool(os.environ.get("LONG"))
# Seconds until sales go on. The short form also runs on a machine that is busy with other tests.
LIMIT = 5 if LONG else 15
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif("TEST_DB_HOST" in os.environ, reason="needs servers of its own"),
]
ENV = {**CHEAP, **secrets_for_tests(), "ENV": "test", "WORKERS": "2"}


class Watch:
    """Buyers, and clients that probe, until the end of the block; each answer with its time."""

    def __init__(self, url: str, tokens: list[str], product_id: int) -> None:
        self.url = url
        self.answers: list[tuple[str, float, float, int, str]] = []
        self.enough = threading.Event()
        probes = [threading.Thread(target=self._ask, args=(kind, self._probe(kind))) for kind in ("live", "ready")]
        body = {"items": [{"product_id": product_id, "qty": 1}]}
        buyers = [threading.Thread(target=self._ask, args=("sale", self._sale(token, body))) for token in tokens]
        self.threads = probes + buyers
        for thread in self.threads:
            thread.start()

    def _probe(self, kind: str) -> Callable[[requests.Session], requests.Response]:
        return lambda http: http.get(f"{self.url}/health/{kind}", timeout=30)

    def _sale(self, token: str, body: dict[str, Any]) -> Callable[[requests.Session], requests.Response]:
        headers = {"Authorization": f"Bearer {token}"}
        return lambda http: http.post(f"{self.url}/api/transactions", json=body, headers=headers, timeout=30)

    def _ask(self, kind: str, call: Callable[[requests.Session], requests.Response]) -> None:
        with requests.Session() as http:
            while not self.enough.wait(0.02):
                started = time.monotonic()
                try:
                    answer = call(http)
                    status, code = answer.status_code, answer.json().get("code", "")
                except requests.RequestException as error:
                    status, code = 0, repr(error)
                self.answers.append((kind, started, time.monotonic(), status, code))

    def since(self, moment: float, kind: str) -> list[tuple[float, float, int, str]]:
        return [
            (start, end, status, code)
            for k, start, end, status, code in list(self.answers)
            if k == kind and start >= moment
        ]

    def sold_since(self, moment: float) -> bool:
        return any(status == 201 for _, _, status, _ in self.since(moment, "sale"))

    def end(self) -> None:
        self.enough.set()
        for thread in self.threads:
            thread.join()

    def check(self) -> None:
        """Check that no call was a 500, and that no probe was `ready` long after sales had begun to fail."""
        assert not [answer for answer in self.answers if answer[3] == 500]
        sales = sorted(answer[1:4] for answer in self.answers if answer[0] == "sale")
        for kind, _, at, status, _ in self.answers:
            if kind == "ready" and status == 200:
                before = {sale for _, end, sale in sales if at - 5 < end < at}
                # One that has waited with an old connection may still fail.
                after = {sale for start, _, sale in sales if at + 1 < start < at + 6}
                assert not (before == after == {503}), "ready while sales fail for more than five seconds"


@contextmanager
def watched(shop: Shop, buyers: int = 4) -> Iterator[Watch]:
    product_id = shop.person("sari", "seller").offers(stock=1_000_000)
    watch = Watch(shop.url, [shop.person(f"pembeli{n}").token for n in range(buyers)], product_id)
    try:
        wait_until(lambda: watch.sold_since(0))
        yield watch
    finally:
        watch.end()
    watch.check()


def servers_in(data_dir: Path) -> list[int]:
    found = subprocess.run(["pgrep", "-f", f"mariadbd.*{data_dir}/"], capture_output=True, text=True, check=False)
    return [int(pid) for pid in found.stdout.split()]


def open_shop(app: App, data_dir: Path) -> Shop:
    import mysql.connector

    at = embedded_mariadb.start(data_dir)
    connection = mysql.connector.connect(unix_socket=str(at), user="root", database="finenice", autocommit=True)
    return Shop(app, connection, "finenice")


def start(env: dict[str, str], log: Path) -> App:
    """Start an app with a database of its own, which may take long on a busy machine."""
    app = App.start(env, log, wait=False)
    wait_until(lambda: answers(app), 180)
    return app


def answers(app: App) -> bool:
    assert app.process.poll() is None, app.log.read_text()
    try:
        return ready_again(app)
    except requests.ConnectionError:
        return False


def ready_again(app: App) -> bool:
    return requests.get(app.url + "/health/ready", timeout=30).status_code == 200


def test_a_full_disk_heals_once_it_has_space_again(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "330m") as disk:
        app = start({**ENV, "DATA_DIR": str(disk), "RUN_JOBS": "1"}, disk / "app.log")
        shop = open_shop(app, disk)
        seller, buyer = shop.person("sari", "seller"), shop.person("budi")
        product_id = seller.offers(stock=1_000_000)
        shop.database.close()
        long = {"name": "Kopi", "price": 1000, "stock": 1, "description": "kopi " * 900}
        answered = 0
        for _ in range(20 if LONG else 1):
            fill(disk / "filler")

            def refused() -> bool:
                nonlocal answered
                answer = buyer.buys(product_id)
                answered += answer.status_code == 201
                return answer.status_code == 503 and answer.json()["code"] == "storage_full"

            # Pages that the tables have already take the next sales.
            wait_until(lambda: refused() or seller.post("/api/products", long).status_code == 503, 120)
            answer = requests.get(app.url + "/health/ready", timeout=30)
            assert (answer.status_code, answer.json()["code"]) == (503, "storage_full")
            assert requests.get(app.url + "/health/live", timeout=30).status_code == 200
            for pid in servers_in(disk):
                os.kill(pid, signal.SIGKILL)
            wait_until(lambda: buyer.buys(product_id).status_code == 503)
            (disk / "filler").unlink()
            freed = time.monotonic()
            wait_until(lambda: ready_again(app), 60)
            took = time.monotonic() - freed
            print(f"ready {took:.1f} s after the disk had space again")
            assert took <= 2 * LIMIT
            wait_until(lambda: buyer.buys(product_id).status_code == 201)
            answered += 1
        shop = open_shop(app, disk)
        assert shop.value("SELECT COUNT(*) FROM transactions") == answered
        shop.must_be_sound()
        shop.database.close()
        embedded_mariadb.release()
        assert app.stop() == 0


@pytest.mark.parametrize("size", ["330m", "40m"])
def test_a_start_on_a_full_disk_says_so_within_seconds(tmp_path: Path, size: str) -> None:
    with small_disk(tmp_path / "disk", size) as disk:
        if size == "330m":
            embedded_mariadb.start(disk)
            embedded_mariadb.release()
            wait_until(lambda: not servers_in(disk))
            fill(disk / "filler")
        env = {**clean_environment(), **ENV, "DATA_DIR": str(disk), "PORT": str(free_port())}
        words = [sys.executable, "app.py"]
        ended = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, timeout=40, check=False)
        assert ended.returncode == 1
        assert ended.stderr.count("\n") == 1 and f"The disk of DATA_DIR ({disk}) is full" in ended.stderr, ended.stderr


def test_sales_go_on_after_a_failover_to_another_primary(tmp_path: Path) -> None:
    old, new = MariaDB(tmp_path / "one", 1), MariaDB(tmp_path / "two", 2)
    new.replicate(old)
    relay = Relay(old.port)
    try:
        where = {"DB_HOST": "127.0.0.1", "DB_PORT": str(relay.port), "DB_USER": USER, "DB_PASSWORD": USER_PASSWORD}
        app = start({**ENV, **where, "DATA_DIR": str(tmp_path)}, tmp_path / "app.log")
        shop = Shop(app, old.connect(database="finenice"), "finenice")
        with watched(shop) as watch:
            for _ in range(10 if LONG else 1):
                old.run("SET GLOBAL read_only = 1")
                new.catch_up(old)
                new.run("SET GLOBAL read_only = 0")
                relay.goal = new.port
                switched = time.monotonic()
                wait_until(lambda: watch.sold_since(switched) and ready_again(app))  # noqa: B023
                took = time.monotonic() - switched
                print(f"sold and ready {took:.1f} s after the failover")
                assert took <= LIMIT
                sold = new.run("SELECT COUNT(*) AS n FROM finenice.transactions")[0]["n"]
                wait_until(lambda: new.run("SELECT COUNT(*) AS n FROM finenice.transactions")[0]["n"] > sold)  # noqa: B023
                old.replicate(new)
                old, new = new, old
        assert app.stop() == 0
    finally:
        relay.close()
        old.stop()
        new.stop()


def test_a_read_only_database_is_not_ready(tmp_path: Path) -> None:
    server = MariaDB(tmp_path / "one")
    try:
        where = {"DB_HOST": "127.0.0.1", "DB_PORT": str(server.port), "DB_USER": USER, "DB_PASSWORD": USER_PASSWORD}
        app = start({**ENV, **where, "DATA_DIR": str(tmp_path)}, tmp_path / "app.log")
        shop = Shop(app, server.connect(database="finenice"), "finenice")
        with watched(shop, buyers=2) as watch:
            server.run("SET GLOBAL read_only = 1")
            wait_until(lambda: not ready_again(app), 15)
            since = time.monotonic()
            wait_until(lambda: any(sale[2] == 503 for sale in watch.since(since, "sale")))
            server.run("SET GLOBAL read_only = 0")
            since = time.monotonic()
            wait_until(lambda: ready_again(app) and watch.sold_since(since), 15)
        lines = [json.loads(line) for line in app.log.read_text().splitlines() if line.startswith("{")]
        told = [line for line in lines if line.get("errno") == 1290 and line["message"] == "database error"]
        assert len(told) == 1 and "Traceback" not in app.log.read_text()
        assert app.stop() == 0
    finally:
        server.stop()


def test_a_hanging_database_leaves_the_probes_alone(tmp_path: Path) -> None:
    # In the short form other tests run beside this one.
    timeout, seconds, buyers, slack = (11, 60, 12, 1) if LONG else (2, 5, 6, 3)
    env = {**ENV, "DATA_DIR": str(tmp_path), **({} if LONG else {"DB_TIMEOUT": "1"})}
    app = start(env, tmp_path / "app.log")
    shop = open_shop(app, tmp_path)
    with watched(shop, buyers=buyers) as watch:
        (database,) = servers_in(tmp_path)
        os.kill(database, signal.SIGSTOP)
        hung = time.monotonic()
        try:
            threading.Event().wait(seconds)
        finally:
            os.kill(database, signal.SIGCONT)
        went_on = time.monotonic()
        wait_until(lambda: ready_again(app) and watch.sold_since(went_on), 10 * slack)
        print(f"sold and ready {time.monotonic() - went_on:.1f} s after the hang")
    live = watch.since(hung, "live")
    slowest = max(end - start for start, end, _, _ in live)
    print(f"{len(live)} live probes, the slowest {slowest:.2f} s")
    assert {status for _, _, status, _ in live} == {200} and slowest < slack
    ready = watch.since(hung, "ready")
    assert max(end - start for start, end, _, _ in ready) < 5 * slack
    # The first calls wait for as long as a statement may take; the others fail at once.
    late = [end - start for start, end, _, _ in watch.since(hung + timeout + 1, "sale") if end < went_on]
    print(f"{len(late)} sales after the first time-out, the slowest {max(late):.2f} s")
    assert len(late) > 20 and max(late) < 3 * slack
    shop.must_be_sound()
    shop.database.close()
    embedded_mariadb.release()
    assert app.stop() == 0


def test_a_full_log_kills_nothing(tmp_path: Path) -> None:
    port = free_port()
    env = {**clean_environment(), **ENV, "DATA_DIR": str(tmp_path), "HOST": "127.0.0.1", "PORT": str(port)}
    with open("/dev/full", "wb") as full, (tmp_path / "errors").open("wb") as errors:
        process = subprocess.Popen(
            [sys.executable, "app.py"], cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=full, stderr=errors,
            start_new_session=True,
        )  # fmt: skip
    app = App(process, f"http://127.0.0.1:{port}", tmp_path / "errors", env)
    App.running.append(app)
    wait_until(lambda: answers(app), 180)
    before = servers_in(tmp_path)
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: set(servers_in(tmp_path)) - set(before) and ready_again(app))
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    workers = children.read_text().split()
    os.kill(int(workers[-1]), signal.SIGKILL)
    wait_until(lambda: len(set(children.read_text().split()) - set(workers)) == 1)
    wait_until(lambda: requests.get(app.url + "/api/products", timeout=30).status_code == 200)
    app.stop()
