"""The time to start and to stop, and the memory of a running shop: python -m bench.start.

Times are measured from the command to the first response, and from SIGTERM until the app, its database and the watchdog
have ended. Memory is the sum of all of them.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from statistics import median

from bench.tools import load
from bench.tools.shop import CUSTOMER, Shop, cpu_seconds, memory, temporary_shop, wait_until_steady

LONGEST = 90
RESTARTS = 3
REQUESTS = 2000
# The number of requests of each kind in a hundred. A sign-in hashes a password, which needs 19 MiB for a moment.
MIX = {"detail": 55, "list": 29, "sale": 15, "sign-in": 1}
LONGEST_START_SECONDS = 3.0
MOST_MEMORY_MB = 250.0


def main() -> None:
    with temporary_shop(LONGEST) as shop:
        first, stops = shop.start(), [shop.stop()]
        again, cpu = [], []
        for _ in range(RESTARTS):
            again.append(shop.start())
            cpu.append(cpu_seconds(_all(shop)))
            stops.append(shop.stop())
        shop.start()
        wait_until_steady(lambda: memory(_all(shop))[0])
        idle = _memory(shop)
        answered = _use(shop)
        used = _memory(shop)
        stops.append(shop.stop())

    second = median(again)
    print(f"from no data directory to the first answer {first:7.2f} s")
    print(f"second start, median of {RESTARTS} {second:23.2f} s   {_judged(second, LONGEST_START_SECONDS)}")
    print(f"  CPU of all processes until then {median(cpu):16.2f} s")
    print(f"stop, median of {len(stops)} {median(stops):31.2f} s")

    print(f"\nmemory, MB                 idle     after {answered} requests")
    print("                        PSS    RSS       PSS    RSS")
    for name in idle:
        print(f"  {name:18}{idle[name][0]:7.0f}{idle[name][1]:7.0f}{used[name][0]:10.0f}{used[name][1]:7.0f}")
    print(_judged(max(idle["all"][0], used["all"][0]), MOST_MEMORY_MB))


def _use(shop: Shop) -> int:
    """Send mixed requests and return the number of responses."""
    username, password = CUSTOMER
    token = shop.sign_in(username, password)
    kinds = {
        "detail": [load.request("GET", f"/api/products/{product_id}") for product_id in range(1, 101)],
        "list": [load.request("GET", f"/api/products?page={page}") for page in range(1, 11)],
        "sale": [
            load.request("POST", "/api/transactions", token, {"items": [{"product_id": product_id, "qty": 1}]})
            for product_id in range(1, 101)
        ],
        "sign-in": [load.request("POST", "/api/auth/login", body={"username": username, "password": password})],
    }
    shop.stock_up()
    requests = [one for kind, share in MIX.items() for one in kinds[kind] * (share * 20 // len(kinds[kind]))]
    with ProcessPoolExecutor(1, get_context("spawn")) as clients:
        return len(clients.submit(load.drive, shop.port, requests, LONGEST, REQUESTS).result().latencies)


def _memory(shop: Shop) -> dict[str, tuple[float, float]]:
    """Return PSS and RSS of each kind of process, and of all."""
    parent, *workers = shop.app()
    watchdog, server = shop.watchdog_and_server()
    kinds = {"parent": [parent], "workers": workers, "watchdog": [watchdog], "database": [server], "all": _all(shop)}
    return {name: memory(pids) for name, pids in kinds.items()}


def _all(shop: Shop) -> list[int]:
    return shop.app() + shop.watchdog_and_server()


def _judged(value: float, target: float) -> str:
    return f"target < {target:g}, {'met' if value < target else 'not met'}"


if __name__ == "__main__":
    main()
