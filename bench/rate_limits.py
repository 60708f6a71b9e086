"""The cost of the rate limits per call: python -m bench.rate_limits.

The same page is asked of three apps in turn: without limits, with limits in the process, and with limits in a Redis on
the loopback. The figure is the CPU of app and Redis a call beyond that of the app without, as a median of the rounds.
What the driver spends on a bare read by primary key tells how much slower this machine is than that of the targets.
"""

from __future__ import annotations

import copy
import socket
import time
from concurrent.futures import ProcessPoolExecutor
from statistics import median

from bench.request_cost import READ, REFERENCE_READ_US, _machine, _process
from bench.tools import bare_driver, load, redis_server
from bench.tools.shop import Shop, cpu_seconds, temporary_shop
from web.rate_limits.sliding_windows import RedisCounter, SharedMemoryCounter, SlidingWindow

LONGEST = 180
ROUNDS = 9
SECONDS = 1.5
TARGET_MS = 0.15
# Enough that no call is refused, and few enough for a realistic window.
LIMITS = {"RATE_LIMIT_GENERAL": "100000/second", "RATE_LIMIT_AUTH": "20/minute", "RATE_LIMIT_API": "1000/hour"}
REQUESTS = [load.request("GET", "/login")]


def main() -> None:
    with temporary_shop(LONGEST) as shop, redis_server.running() as redis:
        assert redis.process is not None
        shop.env |= {"RUN_JOBS": "0", "WORKERS": "1"}
        shop.start()
        apps = {
            "off": shop,
            "in the process": second_app(shop, LIMITS),
            "in Redis": second_app(shop, LIMITS | {"REDIS_URL": redis.url}),
        }
        for app in list(apps.values())[1:]:
            app.start()
        figures: dict[str, list[tuple[float, float]]] = {name: [] for name in apps}
        reads = []
        with _process() as clients, _process(bare_driver.connect, shop.env) as driver:
            print(_machine())
            for turn in range(ROUNDS + 1):
                count, seconds = driver.submit(bare_driver.replay, READ, 0.3).result()
                reads.append(seconds * 1e6 / count)
                for name, app in apps.items():
                    figure = measure(app, clients, redis.process.pid)
                    if turn:
                        figures[name].append(figure)
        for app in reversed(apps.values()):
            app.stop() if app is shop else stop(app)
        report(figures, median(reads), check_times(redis))


def second_app(shop: Shop, more: dict[str, str]) -> Shop:
    """Start another app on the same database."""
    other = copy.copy(shop)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        other.port = int(probe.getsockname()[1])
    other.env = {**shop.env, "PORT": str(other.port), **more}
    other.process = None
    return other


def stop(app: Shop) -> None:
    """Stop the app, but not the shared database."""
    assert app.process is not None
    app.process.terminate()
    app.process.wait(40)
    app.process = None


def measure(app: Shop, clients: ProcessPoolExecutor, redis: int) -> tuple[float, float]:
    """Return ms of CPU per call, of the app and of Redis."""
    pids = app.app()
    before = cpu_seconds(pids), cpu_seconds([redis])
    done = clients.submit(load.drive, app.port, REQUESTS, SECONDS).result()
    count = len(done.latencies)
    return (cpu_seconds(pids) - before[0]) * 1000 / count, (cpu_seconds([redis]) - before[1]) * 1000 / count


def check_times(redis: redis_server.RedisServer) -> dict[str, float]:
    """Return µs per check of a window, without the app."""
    found = {}
    for name, counter in (("in the process", SharedMemoryCounter([100])), ("in Redis", RedisCounter(redis.url))):
        began = time.perf_counter()
        for _ in range(3000):
            counter.hit([SlidingWindow("alone", 100, 60)])
        found[name] = (time.perf_counter() - began) * 1e6 / 3000
    return found


def report(figures: dict[str, list[tuple[float, float]]], read_us: float, waits: dict[str, float]) -> None:
    slower = read_us / REFERENCE_READ_US
    print(f"a bare read takes the driver {read_us:.0f} µs, {slower:.2f} times the machine of the targets")
    print(f"{load.CLIENTS} clients, {ROUNDS} rounds of {SECONDS} s, medians; ms of CPU a call")
    print("limits              app   Redis   more than off   calibrated   target   met     waits, µs")
    off = figures["off"]
    for name, rounds in figures.items():
        app, server = (median(column) for column in zip(*rounds, strict=True))
        line = f"{name:16}{app:7.3f}{server:8.3f}"
        if name != "off":
            more = median(sum(mine) - sum(other) for mine, other in zip(rounds, off, strict=True))
            met = "yes" if more <= TARGET_MS else "no"
            line += f"{more:16.3f}{more / slower:13.3f}{TARGET_MS:9.2f}   {met:5}{waits[name]:12.0f}"
        print(line)


if __name__ == "__main__":
    main()
