"""Two releases on one database: the one before sells while this one starts; one that is too old says so."""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from queries.system.schema import differences, steps
from support.app import CHEAP, App, secrets_for_tests, wait_until
from support.database import Server, new_database
from support.deployments.releases import in_history, previous_release, unpack
from support.people import Person, Shop

LONG = bool(os.environ.get("LONG"))
ROUNDS = 20 if LONG else 1
# Of each release in each round.
SALES = 80 if LONG else 15
LATER = """
    INSERT INTO schema_migrations (version, name, statements_done, oldest_release)
    VALUES (9999, 'later', 1, 9999)
    """


class Trade:
    """Buyers who buy one thing after another from an app, until told to stop."""

    def __init__(self, url: str, product_id: int, tokens: list[str]) -> None:
        self.url, self.product_id = url, product_id
        self.sold: list[int] = []
        self.failed: list[str] = []
        self.enough = threading.Event()
        self.threads = [threading.Thread(target=self.buy, args=(token,)) for token in tokens]
        for thread in self.threads:
            thread.start()

    def buy(self, token: str) -> None:
        body = {"items": [{"product_id": self.product_id, "qty": 1}]}
        with requests.Session() as http:
            http.headers["Authorization"] = f"Bearer {token}"
            while not self.enough.is_set():
                answer = http.post(f"{self.url}/api/transactions", json=body, timeout=60)
                if answer.status_code == 201:
                    self.sold.append(answer.json()["id"])
                else:
                    self.failed.append(f"{answer.status_code} {answer.text}")

    def wait_for(self, more: int) -> None:
        before = len(self.sold)
        wait_until(lambda: self.failed or len(self.sold) >= before + more, 120)

    def end(self) -> None:
        self.enough.set()
        for thread in self.threads:
            thread.join()


@pytest.mark.slow
def test_the_release_before_sells_while_this_one_starts(server: Server, tmp_path: Path) -> None:
    release = previous_release()
    if not in_history(release):
        pytest.skip(f"this clone has no history with the release before, {release.commit}")
    unpack(release, tmp_path / "before")
    total = {"before": 0, "now": 0}
    for number in range(ROUNDS):
        with new_database(server, f"finenice_upgrade_{secrets.token_hex(4)}") as database:
            env = {**server.env, **CHEAP, **secrets_for_tests(), "DB_NAME": database.name, "ENV": "test"}
            old = App.start({**env, "WORKERS": "1"}, tmp_path / f"before{number}.log", False, tmp_path / "before")
            old.wait_until_ready(180)
            with server.connect(database.name) as connection:
                shop = Shop(old, connection, database.name)
                assert shop.value("SELECT MAX(version) FROM schema_migrations") == release.schema
                product_id = shop.person("sari", "seller").offers(stock=1_000_000)
                tokens = [shop.person(f"pembeli{n}").token for n in range(4)]
                with trading(old, product_id, tokens[:2]) as before:
                    before.wait_for(SALES // 3)
                    # The sales of the release before go on while this one upgrades the schema and starts.
                    new = App.start({**env, "WORKERS": "2"}, tmp_path / f"now{number}.log", False)
                    new.wait_until_ready(180)
                    with trading(new, product_id, tokens[2:]) as now:
                        now.wait_for(SALES // 2)
                        before.wait_for(SALES - SALES // 3)
                        assert requests.get(f"{old.url}/health/ready", timeout=30).status_code == 200
                        before.end()
                        assert old.stop() == 0
                        now.wait_for(SALES - SALES // 2)
                assert (before.failed, now.failed) == ([], [])
                sold = [*before.sold, *now.sold]
                assert len(set(sold)) == len(sold) == shop.value("SELECT COUNT(*) FROM transactions")
                assert shop.value("SELECT 1000000 - stock FROM products WHERE id = %s", (product_id,)) == len(sold)
                assert shop.value("SELECT MAX(version) FROM schema_migrations") == steps.newest()
                shop.must_be_sound()
            assert differences() == []
            assert new.stop() == 0
        total["before"] += len(before.sold)
        total["now"] += len(now.sold)
    print(f"{ROUNDS} upgrades: {total['before']} sales of the release before, {total['now']} of this one, 0 failed")
    assert min(total.values()) >= ROUNDS * SALES


@contextmanager
def trading(app: App, product_id: int, tokens: list[str]) -> Iterator[Trade]:
    trade = Trade(app.url, product_id, tokens)
    try:
        yield trade
    finally:
        trade.end()


def test_a_process_that_is_too_old_says_so_and_recovers(shop: Shop, sari: Person, budi: Person) -> None:
    product_id = sari.offers(stock=100)
    body = {"items": [{"product_id": product_id, "qty": 1}]}

    def ask(path: str, language: str = "en") -> tuple[int, str, str]:
        answer = requests.get(shop.url + path, headers={"Accept-Language": language}, timeout=30)
        return answer.status_code, answer.json().get("code", ""), answer.json().get("detail", "")

    shop.rows(LATER)
    try:
        # Without a statement that fails, it is noticed within seconds.
        wait_until(lambda: ask("/api/products")[:2] == (503, "release_outdated"), 20)
        assert ask("/health/ready")[:2] == (503, "release_outdated")
        assert "Its operator must upgrade it" in ask("/health/ready")[2]
        assert "Pengelolanya perlu memperbaruinya" in ask("/health/ready", "id")[2]
        assert ask("/health/live")[0] == 200
    finally:
        shop.rows("DELETE FROM schema_migrations WHERE version = 9999")
    assert ask("/api/products")[0] == 200
    shop.rows(LATER)
    shop.rows("ALTER TABLE transaction_items RENAME COLUMN cost TO cost_of_later")
    try:
        # The first statement that fails asks at once. Nothing is a 500, and nothing is sold.
        for _ in range(3):
            answer = budi.post("/api/transactions", body)
            assert (answer.status_code, answer.json()["code"]) == (503, "release_outdated")
            assert int(answer.headers["Retry-After"]) > 0
    finally:
        shop.rows("ALTER TABLE transaction_items RENAME COLUMN cost_of_later TO cost")
        shop.rows("DELETE FROM schema_migrations WHERE version = 9999")
    assert budi.post("/api/transactions", body).status_code == 201
    assert shop.value("SELECT stock FROM products WHERE id = %s", (product_id,)) == 99


def test_a_process_on_an_older_schema_is_not_ready(shop: Shop) -> None:
    """A backup of the release before was restored under the running process."""
    newest = steps.newest()
    shop.rows("UPDATE schema_migrations SET version = -version WHERE version = %s", (newest,))
    try:
        answer = requests.get(f"{shop.url}/health/ready", timeout=30)
        assert (answer.status_code, answer.json()["code"]) == (503, "schema_outdated")
    finally:
        shop.rows("UPDATE schema_migrations SET version = -version WHERE version = %s", (-newest,))
    assert requests.get(f"{shop.url}/health/ready", timeout=30).status_code == 200
