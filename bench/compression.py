"""Cost and gain of compressing the product list: python -m bench.compression.

First each library by itself, on the list of 20 products as it is sent; one that is not installed is left out. Then the
app: CPU of all its processes and bytes of one request in each encoding, in turns, as medians of the rounds.
"""

from __future__ import annotations

import importlib
import time
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from statistics import median
from typing import Any

import requests

from bench.request_cost import Bench
from bench.tools import load
from bench.tools.shop import Shop, temporary_shop

LONGEST = 150
PATH = "/api/products"
ROUNDS = 9
SECONDS = 1.5
RUNS, REPEATS = 9, 200
ACCEPTED = ("identity", "gzip", "br", "zstd")


def main() -> None:
    with temporary_shop(LONGEST) as shop:
        # The demo's pictures would be drawn meanwhile.
        shop.env["RUN_JOBS"] = "0"
        shop.start()
        shop.stock_up()
        body, _ = answer(shop, "identity")
        print(f"{len(body)} bytes of {PATH}\n\nlibrary and level      us CPU   bytes")
        for name, pack in candidates():
            print(f"{name:20}{cpu(pack, body):9.1f}{len(pack(body)):8}")
        with ProcessPoolExecutor(1, get_context("spawn")) as clients:
            whole_app(shop, clients)
        shop.stop()


def candidates() -> Iterator[tuple[str, Callable[[bytes], bytes]]]:
    """Yield each library at each level that is fast enough for one response."""
    for name, levels in (("zlib", (1, 6)), ("isal.isal_zlib", (0, 1, 2)), ("zlib_ng.zlib_ng", (1, 2, 3))):
        if module := _module(name):
            for level in levels:
                yield f"{name} {level}", _gzip(module, level)
    if brotli := _module("brotli"):
        for level in (0, 1, 2, 3, 4):
            yield f"brotli {level}", lambda body, level=level: brotli.compress(body, quality=level)
    if zstandard := _module("zstandard"):
        for level in (1, 2, 3):
            yield f"zstandard {level}", zstandard.ZstdCompressor(level=level).compress
    if zstd := _module("backports.zstd"):
        for level in (1, 2, 3):
            yield f"backports.zstd {level}", lambda body, level=level: zstd.compress(body, level)


def cpu(pack: Callable[[bytes], bytes], body: bytes) -> float:
    """Return the µs of CPU for one body, the minimum of several runs."""
    best = float("inf")
    for _ in range(RUNS):
        started = time.process_time()
        for _ in range(REPEATS):
            pack(body)
        best = min(best, time.process_time() - started)
    return best / REPEATS * 1e6


def whole_app(shop: Shop, clients: ProcessPoolExecutor) -> None:
    bench = Bench(shop, clients, clients)
    asked = {
        name: [load.request("GET", PATH).replace(b"\r\n\r\n", f"\r\nAccept-Encoding: {name}\r\n\r\n".encode())]
        for name in ACCEPTED
    }
    for requests_ in asked.values():
        bench.whole(requests_, 0.5)
    rounds = [{name: bench.whole(requests_, SECONDS) for name, requests_ in asked.items()} for _ in range(ROUNDS)]
    print(
        f"\n{load.CLIENTS} clients, {ROUNDS} rounds of {SECONDS} s, medians\n"
        "encoding   ms CPU app   more than identity   bytes"
    )
    for name in ACCEPTED:
        more = median(each[name].app - each["identity"].app for each in rounds)
        size = answer(shop, name)[1]
        print(f"{name:10}{median(each[name].app for each in rounds):11.3f}{more:21.3f}{size:8}")


def answer(shop: Shop, accepted: str) -> tuple[bytes, int]:
    """Return the body of the list and its compressed size."""
    got = requests.get(f"http://127.0.0.1:{shop.port}{PATH}", headers={"Accept-Encoding": accepted}, timeout=30)
    return got.content, int(got.headers["Content-Length"])


def _module(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def _gzip(module: Any, level: int) -> Callable[[bytes], bytes]:
    def pack(body: bytes) -> bytes:
        compressor = module.compressobj(level, zlib.DEFLATED, 31)
        return bytes(compressor.compress(body) + compressor.flush())

    return pack


if __name__ == "__main__":
    main()
