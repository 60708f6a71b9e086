"""A backup of 100,000 sales beside sales, and its restore: python -m bench.backup.

SALES=10000 gives a quicker run. A shop is filled with sales of two lines each, with what a sale leaves elsewhere: stock
ledger, activities, an e-mail and its job; and with 20,000 audit entries. Then RATE sales a second are sent, first alone
and then beside a backup, in turns. The backup runs in a process of low priority, as the job does. At last the newest
archive is verified, and restored into an empty database of the same server and of those in RESTORE_URLS (mysql://...,
separated by spaces).
"""

from __future__ import annotations

import dataclasses
import http.client
import itertools
import logging
import os
import resource
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import orjson

import actor
import db
import queries.system.audit
import queries.system.audit_chain
import queries.system.schema
from backups.archive import verify
from backups.create import Made, create
from backups.restore import restore
from bench.tools.shop import CUSTOMER, Shop, temporary_shop
from domain.security.age import Keys
from queries.system.audit import Entry
from runtime import database_startup, embedded_mariadb
from settings import Settings

SALES = int(os.environ.get("SALES", "100000"))
RATE = int(os.environ.get("RATE", "20"))
ROUNDS = int(os.environ.get("ROUNDS", "3"))
AUDIT_ENTRIES = 20_000
LONGEST = 3600
PASSPHRASE = "a passphrase of the bench alone"
TARGETS = {"backup": 60.0, "restore": 120.0, "p99": 1.2}
NICENESS = 10


def main() -> None:
    with temporary_shop(LONGEST) as shop:
        shop.env |= {"BACKUP_PASSPHRASE": PASSPHRASE, "RUN_JOBS": "0", "LOG_LEVEL": "ERROR"}
        shop.start()
        shop.stock_up()
        settings = _settings(shop)
        db.open(dataclasses.replace(settings.database, timeout_seconds=LONGEST))
        _fill(settings)
        token = shop.sign_in(*CUSTOMER)
        alone: list[float] = []
        beside: list[float] = []
        made: list[Made] = []
        with _process() as clients, _process() as maker:
            maker.submit(os.nice, NICENESS).result()
            clients.submit(sell, shop.port, token, 5.0).result()
            for _ in range(ROUNDS):
                backup = maker.submit(make, settings)
                while not backup.done():
                    beside += clients.submit(sell, shop.port, token, 2.0).result()
                made.append(backup.result())
                alone += clients.submit(sell, shop.port, token, max(5.0, made[-1].seconds)).result()
            memory = maker.submit(resource.getrusage, resource.RUSAGE_SELF).result().ru_maxrss / 1024
        _print_sales(made, alone, beside, memory)
        db.close()
        _restore(shop, settings, made[-1])
        # This process uses the database, too.
        embedded_mariadb.release()
        shop.stop()


def sell(port: int, token: str, seconds: float) -> list[float]:
    """Send RATE sales a second for so long, whether or not they are answered. Return the latencies in ms."""
    started = time.perf_counter()

    def one(number: int) -> float:
        due = started + number / RATE
        time.sleep(max(0.0, due - time.perf_counter()))
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        lines = [{"product_id": (number * 7 + line) % 200 + 1, "qty": 1} for line in range(2)]
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        connection.request("POST", "/api/transactions", orjson.dumps({"items": lines}), headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        if answer.status != 201:
            raise RuntimeError(f"a sale was answered {answer.status}")
        return 1000 * (time.perf_counter() - due)

    with ThreadPoolExecutor(16) as threads:
        return list(threads.map(one, range(round(seconds * RATE))))


def _settings(shop: Shop) -> Settings:
    settings = Settings.from_env(shop.env)
    socket = embedded_mariadb.start(shop.data_dir, settings.database.memory_mb)
    return dataclasses.replace(settings, database=dataclasses.replace(settings.database, socket=socket))


def _fill(settings: Settings) -> None:
    """Insert the rows of the sales, a thousand sales in a transaction."""
    logging.getLogger("finenice.db").setLevel(logging.ERROR)
    started, now = time.perf_counter(), datetime.now(UTC).replace(tzinfo=None)
    first = 10_000_000
    queries.system.audit.configure(settings.tokens.secret)
    buyer = db.fetch_value("SELECT id FROM users WHERE username = %s", (CUSTOMER[0],))
    products = db.fetch_all("SELECT id, seller_id, name, price FROM products WHERE id <= 200 AND stocked")
    db.execute("SET SESSION foreign_key_checks = 0")
    for batch in _parts(range(SALES), 1000):
        headers, lines, moves, acts, letters, jobs = [], [], [], [], [], []
        for number in batch:
            at, sale = now - timedelta(minutes=SALES - number), first + number
            sold = [products[(number * 7 + line) % len(products)] for line in range(2)]
            headers.append((sale, buyer, 0, sum(row["price"] for row in sold), at))
            lines += [(sale, row["id"], row["seller_id"], row["name"], row["price"], 1, row["price"], 0, at)
                      for row in sold]  # fmt: skip
            moves += [(row["id"], -1, 0, "sale", buyer, sale, at) for row in sold]
            acts.append((buyer, "purchase", sale, "10.0.0.1", at))
            letters.append((sale, "user1@example.com", "receipt", "id", "{}", 1, at, at))
            jobs.append(("letters", f'{{"letter_id":{sale}}}', "done", 1, f"letter:{sale}", at, at))
        with db.transaction():
            _insert("transactions (id, buyer_id, tax, total, created_at)", headers)
            columns = "transaction_id, product_id, seller_id, name, price, qty, subtotal, tax, sold_at"
            _insert(f"transaction_items ({columns})", lines)
            columns = "product_id, delta, balance, reason, actor_id, transaction_id, created_at"
            _insert(f"stock_ledger ({columns})", moves)
            _insert("activities (user_id, type, subject_id, address, created_at)", acts)
            _insert("letters (id, recipient, template, language, words, attempts, sent_at, created_at)", letters)
            _insert("jobs (kind, payload, state, attempts, unique_name, created_at, finished_at)", jobs)
    db.execute("SET SESSION foreign_key_checks = 1")
    _balance(now)
    actor.set_current(actor.Actor(buyer, "10.0.0.1", "bench"))
    for batch in _parts(range(AUDIT_ENTRIES), 500):
        with db.transaction():
            queries.system.audit.write_all(
                [Entry("UPDATE", "users", buyer, {"name": f"{number}"}, {"name": "Budi"}) for number in batch]
            )
    queries.system.audit_chain.extend()
    db.release()
    print(f"filled with {SALES:,} sales in {time.perf_counter() - started:.0f} s", flush=True)


def _balance(now: datetime) -> None:
    """Make the last balance of each product, and the sum of its moves, its stock."""
    rows = db.fetch_all(
        "SELECT p.id, p.stock, SUM(l.delta) AS moved FROM products p JOIN stock_ledger l ON l.product_id = p.id "
        "GROUP BY p.id, p.stock"
    )
    _insert(
        "stock_ledger (product_id, delta, balance, reason, actor_id, created_at)",
        ((row["id"], int(row["stock"] - row["moved"]), row["stock"], "adjustment", 1, now) for row in rows),
    )


def _print_sales(made: list[Made], alone: list[float], beside: list[float], memory: float) -> None:
    slowest = max(each.seconds for each in made)
    print(f"{made[-1].rows:,} rows, {made[-1].bytes / 1e6:.1f} MB; peak memory of its process {memory:.0f} MB")
    print(f"backup beside {RATE} sales a second: {', '.join(f'{each.seconds:.1f}' for each in made)} s", end="; ")
    print(f"target {TARGETS['backup']:.0f} s: {_met(slowest <= TARGETS['backup'])}")
    for name, found in (("alone", alone), ("beside a backup", beside)):
        found.sort()
        parts = ", ".join(f"p{part} {found[len(found) * part // 100]:.1f}" for part in (50, 95, 99))
        print(f"sales {name:16} {len(found):5} in ms: {parts}")
    ratio = beside[len(beside) * 99 // 100] / alone[len(alone) * 99 // 100]
    print(f"p99 beside / alone {ratio:.2f}, target {TARGETS['p99']}: {_met(ratio <= TARGETS['p99'])}", flush=True)


def _restore(shop: Shop, settings: Settings, made: Made) -> None:
    path, keys = shop.data_dir / "backups" / made.name, Keys((), (PASSPHRASE,))
    started = time.perf_counter()
    verify(path, keys)
    print(f"verify: {time.perf_counter() - started:.1f} s", flush=True)
    places = [("the same server", settings)]
    for url in os.environ.get("RESTORE_URLS", "").split():
        places.append((url.rpartition("@")[2], Settings.from_env({**shop.env, "DATABASE_URL": url})))
    for name, place in places:
        with tempfile.TemporaryDirectory() as directory:
            database_startup.open_for_restore(place, "finenice_bench_restored")
            found = restore(path, keys, Path(directory), settings.tokens)
            queries.system.schema.drop_database("finenice_bench_restored")
            db.close()
        faults = [check for check, rows in found.faults.items() if rows]
        print(f"restore into {name}: {found.seconds:.1f} s with its checks", end="; ")
        print(f"target {TARGETS['restore']:.0f} s: {_met(found.seconds <= TARGETS['restore'])}", end="; ")
        print(f"checks: {faults or 'clean'}; audit head {found.manifest.audit_head.number} the same", flush=True)


def _met(met: bool) -> str:
    return "met" if met else "missed"


def _process() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, get_context("spawn"))


def make(settings: Settings) -> Made:
    """Create a backup in a process of its own."""
    db.open(settings.database)
    return create(settings)


def _insert(into: str, rows: Iterable[tuple[Any, ...]]) -> None:
    for part in _parts(rows, 1000):
        values = [value for row in part for value in row]
        db.execute(f"INSERT INTO {into} VALUES {db.placeholders(len(part), len(part[0]))}", values)


def _parts(rows: Iterable[Any], size: int) -> Iterable[tuple[Any, ...]]:
    rest = iter(rows)
    while part := tuple(itertools.islice(rest, size)):
        yield part


if __name__ == "__main__":
    main()
