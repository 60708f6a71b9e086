"""CPU of sales reports: `python -m bench.sales_reports`.

A shop of 1,000 products sells 500,000 items a year for two years, in 250,000 sales a year; LINES=50000 gives a quicker
run. The tables are filled once into BENCH_DIR (kept between runs if set) and queried as by the routes. Each figure is
the CPU of the query functions and of the server together, on one connection, without HTTP.
"""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

import db
import queries.system.schema
from bench.tools.shop import cpu_seconds
from domain.analytics import daily_series, reordering
from domain.commerce import days
from domain.commerce.days import day
from queries.sales import demand, reports
from queries.sales.books import groups, lines, stock
from queries.system import audit
from runtime import embedded_mariadb
from settings import Database

LINES = int(os.environ.get("LINES", "500000"))
PRODUCTS = 1_000
DAYS = 730
MEMORY_MB = 1_500
RUNS = 5
_server: list[int] = []
NOW = datetime.now(UTC).replace(tzinfo=None, hour=5, minute=0, second=0, microsecond=0)


def main() -> None:
    """Fill the tables if they are empty, and print the figures."""
    with opened_server(MEMORY_MB) as database:
        queries.system.schema.create_database("finenice")
        db.open(dataclasses.replace(database, name="finenice"))
        audit.configure("a secret of the bench alone")
        queries.system.schema.upgrade()
        if not db.fetch_value("SELECT COUNT(*) AS n FROM users"):
            fill()
        measure()


@contextlib.contextmanager
def opened_server(memory_mb: int) -> Iterator[Database]:
    """Start a server in BENCH_DIR, or in a temporary directory, and yield it; it is open without a database."""
    with contextlib.ExitStack() as stack:
        place = os.environ.get("BENCH_DIR") or stack.enter_context(tempfile.TemporaryDirectory(prefix="finenice-"))
        socket = embedded_mariadb.start(Path(place), memory_mb)
        stack.callback(embedded_mariadb.release)
        stack.callback(db.close)
        database = Database(None, 0, "root", "", "", socket, timeout_seconds=600)
        db.open(database)
        _server[:] = [_pid(place)]
        yield database


def server_pids() -> list[int]:
    """Return the process of the server."""
    return _server


def fill() -> None:
    """Insert two years of sales of one to three products each; demand falls with the product's number as 1/n."""
    started, rng = time.perf_counter(), random.Random(1)
    _insert("users (id, name, username, password_hash)", ((n, f"Orang {n}", f"u{n}", "x") for n in range(1, 101)))
    _insert("categories (id, name)", ((n, f"Kategori {n}") for n in range(1, 21)))
    columns = "id, seller_id, category_id, name, description, price, cost, stock"
    _insert(
        f"products ({columns})",
        ((n, 1, n % 20 + 1, f"Produk {n}", "", 1000 * n, 700 * n, 10**6) for n in range(1, PRODUCTS + 1)),
    )
    weights = list(itertools.accumulate(1 / (n + 20) for n in range(PRODUCTS)))
    sales = LINES * DAYS // 365 // 2
    step = timedelta(days=DAYS) / sales
    for batch in _parts(range(1, sales + 1)):
        headers, lines, moves = [], [], []
        for sale in batch:
            at = NOW - timedelta(days=DAYS) + step * sale
            taken = set(rng.choices(range(1, PRODUCTS + 1), cum_weights=weights, k=rng.choice((1, 2, 3))))
            part = [(sale, n, 1, f"Produk {n}", 1000 * n, qty, 1000 * n * qty, 0, 700 * n, at)
                    for n in sorted(taken) for qty in [rng.randint(1, 5)]]  # fmt: skip
            headers.append((sale, 2 + sale % 90, 0, sum(line[6] for line in part), at))
            lines += part
            moves += [(line[1], -line[5], 10**6, "sale", 1, sale, at) for line in part]
        with db.transaction():
            _insert("transactions (id, buyer_id, tax, total, created_at)", headers)
            columns = "transaction_id, product_id, seller_id, name, price, qty, subtotal, tax, cost, sold_at"
            _insert(f"transaction_items ({columns})", lines)
            columns = "product_id, delta, balance, reason, actor_id, transaction_id, created_at"
            _insert(f"stock_ledger ({columns})", moves)
    for table in ("transactions", "transaction_items", "stock_ledger", "products"):
        db.fetch_all(f"ANALYZE TABLE {table}")
    print(f"filled in {time.perf_counter() - started:.0f} s")


def measure() -> None:
    """Print the CPU of each call."""
    selection, today = reports.select(1), day(NOW)
    print(f"{db.fetch_value('SELECT COUNT(*) AS n FROM transaction_items'):,} lines; ms CPU server + this process")
    for name, span, narrowed in (
        ("dashboard of a month", 30, selection),
        ("dashboard of a year", 365, selection),
        ("dashboard of a month, one category", 30, selection._replace(category_ids=[5])),
        ("dashboard of a year, one product", 365, selection._replace(product_id=7)),
    ):
        first = today - timedelta(span - 1)
        _report(name, lambda: reports.dashboard(narrowed, first, today, "day", NOW))  # noqa: B023
    place = groups.place(1, None)
    month = groups.days_of(place, today - timedelta(29), today)
    for by in get_args(lines.SalesBy):
        _report(f"book of sales of a month, by {by}", lambda: lines.sales(place, month, by))  # noqa: B023
    _report("book of taxes of a month", lambda: lines.taxes(place, month))
    for name, span in (("month", month), ("year", groups.days_of(place, today - timedelta(364), today))):
        for by in get_args(stock.StockBy):
            _report(f"book of stock of a {name}, by {by}", lambda: stock.stock(place, span, by))  # noqa: B023
    first, yesterday = today - timedelta(DAYS), today - timedelta(1)
    _report("order of all products", lambda: demand.products_by_cover(selection, days.beginning(first), NOW, 14))
    for name, ids in (("50 most sold", range(1, 51)), ("50 of the middle", range(500, 550))):
        _report(f"demand by day, {name}", lambda: demand.by_day(ids, first, yesterday))  # noqa: B023
        _report(f"days without stock, {name}", lambda: demand.without_stock(ids, first, yesterday))  # noqa: B023
    sold = demand.by_day(range(1, 51), first, yesterday)
    _report("their histories, packed", lambda: daily_series.pack(_histories(sold, yesterday), yesterday))
    _report("a bare read", lambda: db.fetch_one("SELECT id FROM products WHERE id = 1"))


def _histories(sold: dict[int, dict[date, int]], last: date) -> dict[str, list[float]]:
    return {str(product): reordering.history(found, last, last, set()) for product, found in sold.items()}


def _report(name: str, call: Callable[[], Any]) -> None:
    server, own = zip(*(_once(call) for _ in range(RUNS)), strict=True)
    print(f"  {name:36} {min(server):6.0f} + {min(own):.1f}", flush=True)


def _once(call: Callable[[], Any]) -> tuple[float, float]:
    """Return the milliseconds of the server and of this process; the server's clock has a resolution of 10 ms."""
    server, own = cpu_seconds(_server), time.process_time()
    call()
    return 1000 * (cpu_seconds(_server) - server), 1000 * (time.process_time() - own)


def _pid(place: str) -> int:
    """Return the process id of the server with this data directory."""
    home = b"--datadir=" + os.fsencode(Path(place).resolve() / "database")
    commands = ((entry, (entry / "cmdline").read_bytes()) for entry in Path("/proc").iterdir() if entry.name.isdigit())
    return next(int(entry.name) for entry, command in commands if home in command)


def _insert(into: str, rows: Iterable[tuple[Any, ...]]) -> None:
    for part in _parts(rows):
        values = [value for row in part for value in row]
        db.execute(f"INSERT INTO {into} VALUES {db.placeholders(len(part), len(part[0]))}", values)


def _parts(rows: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    rest = iter(rows)
    while part := tuple(itertools.islice(rest, 1000)):
        yield part


if __name__ == "__main__":
    main()
