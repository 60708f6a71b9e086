"""What the first and the next calls of an agent cost: python -m bench.agents.

A tool is called over `/mcp`, and then its route without the protocol. A shop that no agent calls pays nothing.
"""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable

import orjson

from bench.tools.shop import CUSTOMER, Shop, cpu_seconds, memory, temporary_shop, wait_until_steady

LONGEST = 120
CALLS = 200
LISTED = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
CALLED = {**LISTED, "method": "tools/call", "params": {"name": "products_show", "arguments": {"product_id": 7}}}


def main() -> None:
    with temporary_shop(LONGEST) as shop:
        shop.env |= {"RUN_JOBS": "0", "WORKERS": "1"}
        print(f"start {shop.start():.2f} s")
        key = str(shop.call("POST", "/api/developer/key", None, shop.sign_in(*CUSTOMER))["api_key"])
        wait_until_steady(lambda: memory(shop.app())[0])
        print(f"memory of the app without agents {memory(shop.app())[0]:.0f} MB")
        cpu, started = cpu_seconds(shop.app()), time.perf_counter()
        _send(shop, key, LISTED)
        print(f"first call {time.perf_counter() - started:.2f} s, CPU {cpu_seconds(shop.app()) - cpu:.2f} s")
        print(f"memory of the app after it {memory(shop.app())[0]:.0f} MB")
        for name, call in (
            ("tools/list", lambda: _send(shop, key, LISTED)),
            ("tools/call of products_show", lambda: _send(shop, key, CALLED)),
            ("GET /api/products/7", lambda: _send(shop, key)),
        ):
            print(f"{name:28} {_milliseconds(shop, call):.2f} ms of CPU")
        print(f"memory of the app at the end {memory(shop.app())[0]:.0f} MB")
        shop.stop()


def _milliseconds(shop: Shop, call: Callable[[], None]) -> float:
    before = cpu_seconds(shop.app())
    for _ in range(CALLS):
        call()
    return (cpu_seconds(shop.app()) - before) * 1000 / CALLS


def _send(shop: Shop, key: str, message: object = None) -> None:
    """Send a message of the protocol, or read the product without it."""
    connection = http.client.HTTPConnection("127.0.0.1", shop.port, timeout=30)
    headers = {"X-API-Key": key, "Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    if message is None:
        connection.request("GET", "/api/products/7", headers=headers)
    else:
        connection.request("POST", "/mcp", orjson.dumps(message), headers)
    answer = connection.getresponse()
    body = orjson.loads(answer.read())
    connection.close()
    assert answer.status == 200 and not body.get("result", {}).get("isError"), body


if __name__ == "__main__":
    main()
