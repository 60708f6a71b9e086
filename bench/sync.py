"""Seconds for what a till sends and reads after a time without a network: python -m bench.sync.

500 sales of two lines in one post, and a feed of 10,000 products with all that a till needs beside them. CPU is that of
all the app's processes and of the database server. On a loaded machine the seconds tell of its load: each of thousands
of statements waits for a processor twice.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any
from uuid import uuid4

from bench.tools.shop import STAFF_PASSWORD, Shop, cpu_seconds, temporary_shop

LONGEST = 900
ROUNDS, SALES, PRODUCTS = 5, 499, 10_000
MOST_POST_SECONDS, MOST_FEED_SECONDS = 2.0, 3.0


def main() -> None:
    with temporary_shop(LONGEST) as shop:
        shop.env |= {"RUN_JOBS": "0"}
        shop.start()
        shop.stock_up()
        seller = shop.sign_in("seller", STAFF_PASSWORD)
        outlet = shop.call("GET", "/api/outlets", token=seller)["outlets"][0]["id"]
        prices = {number: shop.call("GET", f"/api/products/{number}")["price"] for number in range(1, 201)}
        print("what; seconds; of them CPU of app and database; target in seconds; load of the machine")
        posts = []
        for number in range(ROUNDS):
            till = _post(shop, f"/api/outlets/{outlet}/tills", {"name": "Kasir", "series": f"S{number}"}, seller)["id"]
            body = {"till_id": till, "items": _day(till, prices)}
            posts.append(_measured(shop, lambda body=body: _sent(shop, body, seller)))  # type: ignore[misc]
        _tell("a post of 500 items", posts, MOST_POST_SECONDS)
        again = [_measured(shop, lambda: shop.call("POST", "/api/sync", body, seller)) for _ in range(ROUNDS)]
        _tell("the same once more", again, MOST_POST_SECONDS)
        _fill(shop, seller)
        feeds = [_measured(shop, lambda: _read(shop, till, seller)) for _ in range(ROUNDS)]
        _tell(f"a feed of {PRODUCTS:,} products", feeds, MOST_FEED_SECONDS)
        shop.stop()


def _day(till: int, prices: dict[int, int]) -> list[dict[str, Any]]:
    at = datetime.now(UTC)
    shift = str(uuid4())

    def item(type: str, seconds: int, body: dict[str, Any], **more: Any) -> dict[str, Any]:
        moment = (at + timedelta(milliseconds=seconds)).isoformat()
        return {"client_id": str(uuid4()), "type": type, "at": moment, "body": body, **more}

    items = [item("shift_open", 0, {"till_id": till, "opening": 0}) | {"client_id": shift}]
    for number in range(1, SALES + 1):
        chosen = random.sample(sorted(prices), 2)
        goods = [{"product_id": each, "qty": 1, "price": prices[each]} for each in chosen]
        body = {"items": goods, "payments": [{"method": "cash"}], "receipt_no": number}
        items.append(item("sale", number, body, shift_client_id=shift))
    return items


def _sent(shop: Shop, body: dict[str, Any], token: str) -> None:
    results = shop.call("POST", "/api/sync", body, token)["results"]
    created = [each["result"] for each in results].count("created")
    if created != len(results):
        raise RuntimeError(f"{created} of {len(results)} were booked: {results[-1]}")


def _fill(shop: Shop, seller: str) -> None:
    """Have the goods imported, by a runner that has ended before the feed is measured."""
    shop.stop()
    shop.env["RUN_JOBS"] = "1"
    shop.start()
    rows = "".join(f"\nB-{number},Barang {number},5000,10" for number in range(PRODUCTS))
    shop.import_goods(f"sku,name,price,stock{rows}", PRODUCTS, seller)
    shop.stop()
    shop.env["RUN_JOBS"] = "0"
    shop.start()


def _read(shop: Shop, till: int, token: str) -> None:
    since, seen, more = "", 0, True
    while more:
        page = shop.call("GET", f"/api/changes?till_id={till}&limit=1000&since={since}", token=token)
        seen += sum(change["type"] == "product" for change in page["changes"])
        since, more = page["next_since"], page["has_more"]
    if seen < PRODUCTS:
        raise RuntimeError(f"only {seen} products came")


def _measured(shop: Shop, work: Callable[[], Any]) -> tuple[float, float]:
    pids = [*shop.app(), *shop.server()]
    before, started = cpu_seconds(pids), time.perf_counter()
    work()
    return time.perf_counter() - started, cpu_seconds(pids) - before


def _tell(what: str, found: list[tuple[float, float]], target: float) -> None:
    seconds, cpu = (median(column) for column in zip(*found, strict=True))
    print(f"{what:32}{seconds:7.2f}{cpu:7.2f}{target:7.1f}{os.getloadavg()[0]:7.1f}")


def _post(shop: Shop, path: str, body: Any, token: str) -> Any:
    return shop.call("POST", path, body, token, f"bench-{uuid4()}")


if __name__ == "__main__":
    main()
