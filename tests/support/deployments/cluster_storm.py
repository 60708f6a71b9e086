"""A storm of sales against apps whose database is a cluster, and what must hold after it."""

from __future__ import annotations

import itertools
import random
import threading
import time
from collections import Counter
from typing import Any

import requests

from support.app import wait_until
from support.deployments.cluster import Cluster

SECONDS_WITHOUT_A_SALE = 60


class Storm:
    """Buyers who repeat each sale with its key until it is answered. `sold` has the sale of each key."""

    def __init__(self, urls: list[str], tokens: list[str], products: list[int], name: str) -> None:
        self.urls, self.products, self.name = urls, products, name
        self.sold: dict[str, int] = {}
        self.times: list[float] = []
        self.calls: Counter[str] = Counter()
        self.unforeseen: list[str] = []
        self.enough = threading.Event()
        self.threads = [threading.Thread(target=self.buy, args=(n, token)) for n, token in enumerate(tokens)]

    def __enter__(self) -> Storm:
        self.started = time.monotonic()
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error: Any) -> None:
        self.enough.set()
        for thread in self.threads:
            thread.join()
        self.seconds = time.monotonic() - self.started

    def buy(self, number: int, token: str) -> None:
        dice = random.Random(f"{self.name}-{number}")
        urls = itertools.cycle(self.urls[number % len(self.urls) :] + self.urls[: number % len(self.urls)])
        with requests.Session() as http:
            http.headers["Authorization"] = f"Bearer {token}"
            url = next(urls)
            for count in itertools.count():
                # A sale that was begun is repeated until it is answered.
                if self.enough.is_set():
                    return
                key = f"{self.name}-{number}-{count}"
                body = {"items": [{"product_id": dice.choice(self.products), "qty": 1}]}
                while refusal := self.post(http, url, key, body):
                    # As a proxy in front of several apps does. A busy one is asked again.
                    url = url if refusal == "busy" else next(urls)
                    time.sleep(0.02)

    def post(self, http: requests.Session, url: str, key: str, body: dict[str, Any]) -> str | None:
        """Post the sale once. Return why it was not answered, if that is to be expected during a fault."""
        headers = {"Idempotency-Key": key}
        try:
            answer = http.post(f"{url}/api/transactions", json=body, headers=headers, timeout=30)
        except requests.RequestException as error:
            self.calls[type(error).__name__] += 1
            return "no answer"
        code = str(answer.json().get("code", ""))
        self.calls[f"{answer.status_code} {code}".strip()] += 1
        if answer.status_code == 201:
            self.sold[key] = int(answer.json()["id"])
            self.times.append(time.monotonic())
            return None
        if answer.status_code == 503 or code == "idempotency_in_progress":
            return code
        self.unforeseen.append(f"{answer.status_code} {answer.text}")
        self.enough.set()
        return None

    def sells(self, count: int) -> None:
        """Wait until so many more sales are answered."""
        goal = len(self.sold) + count
        while (before := len(self.sold)) < goal:
            wait_until(lambda before=before: len(self.sold) > before or self.unforeseen, SECONDS_WITHOUT_A_SALE)
            assert not self.unforeseen, self.unforeseen

    @property
    def longest_gap(self) -> float:
        """The longest time in seconds without an answered sale."""
        times = sorted(self.times)
        return max(after - before for before, after in itertools.pairwise(times))

    def report(self) -> str:
        rate = len(self.sold) / self.seconds
        calls = ", ".join(f"{count} x {what}" for what, count in self.calls.most_common())
        return f"{self.name}: {len(self.sold)} sales, {rate:.0f}/s, longest gap {self.longest_gap:.2f} s ({calls})"


def must_be_right(cluster: Cluster, sold: dict[str, int], database: str) -> None:
    """Check on every node that exactly these sales exist, that stocks and totals add up, and that nodes are equal."""
    cluster.wait_until_whole()
    cluster.wait_until_equal()
    assert len(set(sold.values())) == len(sold), "two keys were answered with one sale"
    for node in cluster.nodes:
        with node.connect(database=database) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT id FROM transactions")
            kept = {sale for (sale,) in cursor.fetchall()}
            assert not set(sold.values()) - kept, f"{node.name} has lost sales"
            assert not kept - set(sold.values()), f"{node.name} has doubled sales"
            cursor.execute(
                """
                SELECT p.id, p.stock, SUM(l.delta) AS total
                FROM products p LEFT JOIN stock_ledger l ON l.product_id = p.id
                GROUP BY p.id, p.stock HAVING p.stock <> COALESCE(SUM(l.delta), 0) OR p.stock < 0
                """
            )
            assert not cursor.fetchall(), f"{node.name}: stock and ledger differ"
            cursor.execute(
                """
                SELECT t.id FROM transactions t LEFT JOIN transaction_items i ON i.transaction_id = t.id
                GROUP BY t.id, t.total HAVING t.total <> COALESCE(SUM(i.subtotal), -1)
                """
            )
            assert not cursor.fetchall(), f"{node.name}: totals and lines differ"
