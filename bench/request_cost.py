"""CPU per request, compared with the plain driver that sends the same statements: python -m bench.request_cost.

CPU is that of all the app's processes and of the database server. The app and the bare driver take
turns, so that whatever else the machine does meanwhile meets both; the figures are medians of the rounds.
"""

from __future__ import annotations

import os
import platform
import random
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from statistics import median
from typing import Any, NamedTuple, TypeVar

from bench.tools import bare_driver, load
from bench.tools.shop import CUSTOMER, PROC, Shop, cpu_seconds, temporary_shop

LONGEST = 90
ROUNDS = 5
SECONDS = 1.5
WARM_UP_SECONDS = 1.0
# Targets in ms of CPU, app and database together.
TARGETS = {"detail": 0.8, "list": 1.5, "sale": 6.0}
# CPU of the plain driver for one read by primary key, on the machine of the targets.
REFERENCE_READ_US = 44
READ: bare_driver.Statements = [("SELECT id, name, price, stock FROM products WHERE id = %s", [7])]
SELECT_1: bare_driver.Statements = [("SELECT 1 AS one", [])]


class Bare(NamedTuple):
    """One round of the plain driver: ms of CPU per request."""

    driver: float
    server: float

    @property
    def sum(self) -> float:
        return self.driver + self.server


class Whole(NamedTuple):
    """One round of the app: requests per second, latencies in ms, ms of CPU per request."""

    rate: float
    p50: float
    p95: float
    p99: float
    app: float
    server: float

    @property
    def sum(self) -> float:
        return self.app + self.server


Round = TypeVar("Round", Bare, Whole)


class Bench:
    """The running shop, the process of the clients, and that of the plain driver."""

    def __init__(self, shop: Shop, clients: ProcessPoolExecutor, driver: ProcessPoolExecutor) -> None:
        self.shop, self.clients, self.driver = shop, clients, driver
        self.app, self.server = shop.app(), shop.server()

    def whole(self, requests: list[bytes], seconds: float = SECONDS) -> Whole:
        before = cpu_seconds(self.app), cpu_seconds(self.server)
        done = self.clients.submit(load.drive, self.shop.port, requests, seconds).result()
        app, server = cpu_seconds(self.app) - before[0], cpu_seconds(self.server) - before[1]
        count = len(done.latencies)
        return Whole(
            count / done.seconds,
            done.percentile(50),
            done.percentile(95),
            done.percentile(99),
            app * 1000 / count,
            server * 1000 / count,
        )

    def bare(self, statements: bare_driver.Statements, seconds: float = SECONDS) -> Bare:
        before = cpu_seconds(self.server)
        count, driver = self.driver.submit(bare_driver.replay, statements, seconds).result()
        return Bare(driver * 1000 / count, (cpu_seconds(self.server) - before) * 1000 / count)


def main() -> None:
    with temporary_shop(LONGEST) as shop:
        # The demo's pictures would be drawn meanwhile.
        shop.env["RUN_JOBS"] = "0"
        shop.start()
        shop.stock_up()
        token = shop.sign_in(*CUSTOMER)
        calls = {
            "detail": ("GET", "/api/products/7", "", None),
            "list": ("GET", "/api/products", "", None),
            "sale": ("POST", "/api/transactions", token, _basket((7, 8))),
        }
        requests = {
            "detail": [load.request("GET", f"/api/products/{product_id}") for product_id in range(1, 201)],
            "list": [load.request("GET", "/api/products")],
            "sale": [
                load.request("POST", "/api/transactions", token, _basket(random.sample(range(1, 201), 2)))
                for _ in range(200)
            ],
        }
        with _process() as process:
            statements = process.submit(bare_driver.record, shop.env, calls).result()
        with _process() as clients, _process(bare_driver.connect, shop.env) as driver:
            print(_machine(), driver.submit(bare_driver.versions).result(), sep="\n")
            bench = Bench(shop, clients, driver)
            wholes: dict[str, list[Whole]] = {name: [] for name in TARGETS}
            bares: dict[str, list[Bare]] = {name: [] for name in TARGETS}
            for name in TARGETS:
                bench.whole(requests[name], WARM_UP_SECONDS)
                bench.bare(statements[name], WARM_UP_SECONDS / 2)
            reads, ones = [], []
            for _ in range(ROUNDS):
                reads.append(bench.bare(READ, SECONDS / 3))
                ones.append(bench.bare(SELECT_1, SECONDS / 3))
                for name in TARGETS:
                    wholes[name].append(bench.whole(requests[name]))
                    bares[name].append(bench.bare(statements[name]))
            _report(
                {name: (_median(wholes[name]), _median(bares[name])) for name in TARGETS},
                {name: len(sent) for name, sent in statements.items()},
                _median(reads),
                _median(ones),
            )
        shop.stop()


def _process(initializer: Callable[..., None] | None = None, *arguments: Any) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, get_context("spawn"), initializer, arguments)


def _basket(product_ids: Iterable[int]) -> dict[str, Any]:
    return {"items": [{"product_id": product_id, "qty": 1} for product_id in product_ids]}


def _median(rounds: list[Round]) -> Round:
    """Return the median of each figure."""
    return type(rounds[0])._make(median(column) for column in zip(*rounds, strict=True))


def _machine() -> str:
    names = [line for line in (PROC / "cpuinfo").read_text().splitlines() if line.startswith("model name")]
    model = names[0].partition(":")[2].strip() if names else platform.machine()
    return f"{os.cpu_count()} cores, {model}, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}"


def _report(figures: dict[str, tuple[Whole, Bare]], statements: dict[str, int], read: Bare, one: Bare) -> None:
    factor = read.driver * 1000 / REFERENCE_READ_US
    print(
        f"driver's CPU: SELECT 1 {one.driver * 1000:.0f} µs, a row by primary key {read.driver * 1000:.0f} µs, "
        f"{factor:.2f} times the {REFERENCE_READ_US} µs of the machine of the targets"
    )
    print(f"\n{load.CLIENTS} clients, {ROUNDS} rounds of {SECONDS} s, medians")
    print("case    statements   req/s   p50 ms   p95 ms   p99 ms")
    for name, (whole, _) in figures.items():
        print(
            f"{name:8}{statements[name]:10}{whole.rate:8.0f}{whole.p50:9.2f}{whole.p95:9.2f}{whole.p99:9.2f}",
        )
    print("\nms of CPU a request                  the bare driver")
    print("case      app + server =   sum  |  driver + server =   sum  |  ratio  |  calibrated  target  met")
    for name, (whole, base) in figures.items():
        target = TARGETS[name]
        print(
            f"{name:8}{whole.app:5.2f}{whole.server:9.2f}{whole.sum:8.2f}  |"
            f"{base.driver:8.3f}{base.server:9.3f}{base.sum:8.3f}  |{whole.sum / base.sum:7.1f}  |"
            f"{whole.sum / factor:12.2f}{target:8.1f}  {'yes' if whole.sum <= target else 'no'}"
        )


if __name__ == "__main__":
    main()
