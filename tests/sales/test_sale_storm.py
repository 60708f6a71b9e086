"""Power cuts during sales. `make storm` runs the long form, `make test` a short one."""

from __future__ import annotations

import os
import random
import subprocess
import threading
import time
from pathlib import Path

import pytest
import requests

from runtime import embedded_mariadb
from support.app import CHEAP, App, clean_environment, secrets_for_tests, wait_until
from support.database import Server
from support.people import PASSWORD, Shop
from support.preloaded import preloaded
from support.shops import mariadbd, open_shop
from support.storms import SLOW_HASH, login_storm, race_for_five

LONG = bool(os.environ.get("LONG"))
KILLS = 20 if LONG else 3
BUYERS = 8


class Storm:
    """Buyers who repeat each sale with its key until it is answered, and record the answers."""

    def __init__(self, url: str, product_id: int, tokens: list[str]) -> None:
        self.url = url
        self.product_id = product_id
        self.answered: dict[str, int] = {}
        self.unforeseen: list[str] = []
        self.enough, self.given_up = threading.Event(), threading.Event()
        self.threads = [threading.Thread(target=self.buy, args=(n, token)) for n, token in enumerate(tokens)]
        for thread in self.threads:
            thread.start()

    def buy(self, number: int, token: str) -> None:
        http = requests.Session()
        http.headers["Authorization"] = f"Bearer {token}"
        count = 0
        while not self.enough.is_set():
            count += 1
            key = f"{number}-{count}"
            self.answered[key] = self.until_answered(http, key)
        http.close()

    def until_answered(self, http: requests.Session, key: str) -> int:
        body = {"items": [{"product_id": self.product_id, "qty": 1}]}
        while True:
            try:
                answer = http.post(
                    f"{self.url}/api/transactions", json=body, headers={"Idempotency-Key": key}, timeout=30
                )
            except requests.RequestException:
                if self.given_up.wait(0.02):
                    raise
                continue
            if answer.status_code == 201:
                return int(answer.json()["id"])
            if answer.status_code != 503:
                self.unforeseen.append(f"{answer.status_code} {answer.text}")

    def end(self) -> None:
        self.enough.set()
        until = time.monotonic() + 60
        for thread in self.threads:
            thread.join(max(0.0, until - time.monotonic()))
        # The app does not run any more.
        self.given_up.set()
        for thread in self.threads:
            thread.join()


@pytest.mark.slow
@pytest.mark.skipif("TEST_DB_HOST" in os.environ, reason="kills the private server only")
def test_power_cuts_neither_lose_nor_repeat_sales(tmp_path: Path) -> None:
    env = {**CHEAP, **secrets_for_tests(), "DATA_DIR": str(tmp_path), "ENV": "test", "WORKERS": "2"}
    app = App.start(env, tmp_path / "app.log")
    env["PORT"] = app.env["PORT"]
    server_socket = embedded_mariadb.start(tmp_path)
    shop = open_shop(app, server_socket)
    seller = shop.person("sari", "seller")
    product_id = seller.offers(stock=1_000_000)
    tokens = [shop.person(f"pembeli{n}").token for n in range(BUYERS)]
    storm = Storm(app.url, product_id, tokens)
    dice = random.Random(1)
    try:
        for kill in range(KILLS):
            sold = len(storm.answered)
            wait_until(lambda sold=sold: len(storm.answered) >= sold + dice.randint(20, 200 if LONG else 60), 60)
            if kill % 2:
                for pid in mariadbd(tmp_path):
                    subprocess.run(["kill", "-9", str(pid)], check=False)
            else:
                app.kill()
                app = App.start(env, tmp_path / "app.log")
        sold = len(storm.answered)
        wait_until(lambda: len(storm.answered) >= sold + 20, 60)
    finally:
        storm.end()
    assert not storm.unforeseen
    sales = list(storm.answered.values())
    assert len(set(sales)) == len(sales), "two keys were answered with one sale"
    shop = open_shop(app, server_socket)
    kept = {row["id"] for row in shop.rows("SELECT id FROM transactions")}
    assert set(sales) == kept, "sales were lost or doubled"
    assert shop.value("SELECT 1000000 - stock FROM products WHERE id = %s", (product_id,)) == len(sales)
    shop.database.close()
    check = preloaded.run(["-m", "flask", "check"], {**clean_environment(), **env}, timeout=600)
    assert check.returncode == 0, check.stdout
    assert app.stop() == 0


@pytest.mark.skipif(not LONG, reason="make storm runs it; test_transactions has three rounds")
def test_twenty_rounds_of_fifty_buyers(shop: Shop) -> None:

    seller = shop.person("sari", "seller")
    buyers = [shop.person(f"pembeli{n}") for n in range(50)]
    for _ in range(20):
        race_for_five(shop, seller, buyers)
    shop.must_be_sound()
    assert PASSWORD not in shop.app.log.read_text()


@pytest.mark.skipif(not LONG, reason="make storm runs it; test_load has one round")
def test_ninety_six_sign_ins_at_once_for_many_rounds(server: Server, tmp_path: Path) -> None:
    name = f"finenice_sign_ins_{os.getpid()}"
    env = {**server.env, **CHEAP, **secrets_for_tests(), **SLOW_HASH, "DB_NAME": name, "ENV": "test", "WORKERS": "2"}
    app = App.start(env, tmp_path / "app.log")
    with server.connect(name) as connection:
        login_storm(Shop(app, connection, name), 30)
    assert app.stop() == 0
