"""CPU of a sale with its payment, and of one with all that a till can have: python -m bench.counter_sales.

The three kinds of sales take turns, so that whatever else the machine does meets all of them. CPU is that of all the
app's processes and of the database server; the figures are medians of the rounds.
"""

from __future__ import annotations

import itertools
import random
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from statistics import median
from typing import Any

from bench.tools import load
from bench.tools.shop import CUSTOMER, STAFF_PASSWORD, Shop, cpu_seconds, temporary_shop

LONGEST = 240
ROUNDS = 9
SECONDS = 1.5
# So many sales of a kind in a round at most: each has an Idempotency-Key of its own.
MOST = 3000
PIN = "8520"
# By how much the CPU of a buyer's sale may be exceeded.
TARGETS = {"sale": 1.0, "with its payment": 1.25, "at a till, with all": 1.8}
KEYS = itertools.count(1)


def main() -> None:
    with temporary_shop(LONGEST) as shop:
        shop.env |= {"RUN_JOBS": "0", "UNPAID": "accept"}
        shop.start()
        shop.stock_up()
        seller, buyer = shop.sign_in("seller", STAFF_PASSWORD), shop.sign_in(*CUSTOMER)
        shop.call("PUT", "/api/tax-profile", {"regime": "ppn"}, seller)
        voucher = {"code": "HEMAT", "kind": "percent", "value": 5, "limit_total": 1_000_000}
        _post(shop, "/api/vouchers", voucher, seller)
        till, cashier = _open_till(shop, seller)
        payments = [{"method": "cash"}]
        more = {"payments": payments, "till_id": till, "voucher": "HEMAT", "discount": {"amount": 1}}
        kinds: dict[str, tuple[str, dict[str, Any]]] = {
            "sale": (buyer, {}),
            "with its payment": (seller, {"payments": payments}),
            "at a till, with all": (cashier, more),
        }
        costs: dict[str, list[float]] = {kind: [] for kind in kinds}
        with ProcessPoolExecutor(1, get_context("spawn")) as clients:
            for number in range(ROUNDS + 1):
                for kind, (token, body) in kinds.items():
                    cost = _cost(shop, clients, token, body)
                    # The first round warms up.
                    costs[kind] += [cost] if number else []
        whole = {kind: median(found) for kind, found in costs.items()}
        print("ms of CPU a sale of two lines, app and database server; ratio to the first; target")
        for kind, cost in whole.items():
            print(f"{kind:20}{cost:7.2f}{cost / whole['sale']:7.2f}{TARGETS[kind]:7.2f}")
        shop.stop()


def _cost(shop: Shop, clients: ProcessPoolExecutor, token: str, body: dict[str, Any]) -> float:
    """Return the ms of CPU of such a sale."""
    requests = [
        load.request("POST", "/api/transactions", token, {**_basket(), **body}, f"bench-{next(KEYS)}" if body else "")
        for _ in range(MOST)
    ]
    pids = [*shop.app(), *shop.server()]
    before = cpu_seconds(pids)
    done = clients.submit(load.drive, shop.port, requests, SECONDS, None, True).result()
    return (cpu_seconds(pids) - before) * 1000 / len(done.latencies)


def _basket() -> dict[str, Any]:
    return {"items": [{"product_id": product_id, "qty": 1} for product_id in random.sample(range(1, 201), 2)]}


def _post(shop: Shop, path: str, body: Any, token: str) -> Any:
    return shop.call("POST", path, body, token, f"bench-{next(KEYS)}")


def _open_till(shop: Shop, seller: str) -> tuple[int, str]:
    """Open a shift at a till, and return the till's id and the token of a cashier there."""
    outlet = shop.call("GET", "/api/outlets", token=seller)["outlets"][0]["id"]
    till = _post(shop, f"/api/outlets/{outlet}/tills", {"name": "Kasir", "series": "A"}, seller)
    _post(shop, "/api/staff", {"username": CUSTOMER[0], "duty": "cashier", "pin": PIN}, seller)
    body = {"token": till["token"], "username": CUSTOMER[0], "pin": PIN}
    cashier = str(shop.call("POST", f"/api/tills/{till['id']}/sign-in", body)["access_token"])
    _post(shop, "/api/shifts", {"till_id": till["id"], "opening": 0}, cashier)
    return till["id"], cashier


if __name__ == "__main__":
    main()
