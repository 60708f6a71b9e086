"""Latency and CPU of one caller's file analyses: `python -m bench.file_analysis`.

Each call sends twenty-four months of one series with new numbers, so that it is computed; a second series of calls
repeats a file, which is answered from the cache. One client sends one call at a time over a persistent connection. Wall
time is measured in the client, CPU in the web process, the supervisor and the workers. A loop over the rows of a CSV
shows the speed of the machine.
"""

from __future__ import annotations

import csv
import http.client
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

from bench.tools.shop import CUSTOMER, TICKS, Shop, memory, temporary_shop

LONGEST = 120
CALLS = 500
BOUNDARY = "a-line-that-stands-in-no-file"


def main() -> None:
    dice = Random(1)
    with temporary_shop(LONGEST) as shop:
        shop.env |= {"RUN_JOBS": "0"}
        shop.start()
        token = shop.sign_in(*CUSTOMER)
        connection = http.client.HTTPConnection("127.0.0.1", shop.port, timeout=30)
        first = _call(connection, token, _file(dice))
        print(f"first call, which starts the supervisor and loads the engine {first:8.1f} ms")
        for _ in range(20):
            _call(connection, token, _file(dice))
        same = _file(dice)
        rows = csv.reader(f"2024-01-{n % 28 + 1:02},kopi,{n}" for n in range(200_000))
        began = time.process_time()
        loop = sum(1 for _ in rows)
        print(f"{loop} rows through csv.reader take {time.process_time() - began:.3f} s of CPU here")
        print(
            "\n                     median      p90      p99      max   CPU per call, ms: web  supervisor and workers"
        )
        for name, file in (("computed", lambda: _file(dice)), ("from memory", lambda: same)):
            _measure(shop, connection, token, name, file)
        supervisor = memory(_supervisors(shop))[0]
        web = memory(shop.app())[0] - supervisor
        print(f"\nmemory, MB PSS: parent and web workers {web:.0f}, supervisor and workers {supervisor:.0f}")
        connection.close()
        shop.stop()


def _measure(
    shop: Shop, connection: http.client.HTTPConnection, token: str, name: str, file: Callable[[], bytes]
) -> None:
    supervisor = _supervisors(shop)
    web = [pid for pid in shop.app() if pid not in supervisor]
    before = _ticks(web), _ticks(supervisor)
    took = sorted(_call(connection, token, file()) for _ in range(CALLS))
    after = _ticks(web), _ticks(supervisor)
    cpu = [(now - then) / TICKS * 1000 / CALLS for now, then in zip(after, before, strict=True)]
    median, ninety, most = took[CALLS // 2], took[CALLS * 9 // 10], took[CALLS * 99 // 100]
    print(f"{name:18}{median:9.2f}{ninety:9.2f}{most:9.2f}{took[-1]:9.2f}{cpu[0]:22.2f}{cpu[1]:21.2f}")


def _call(connection: http.client.HTTPConnection, token: str, file: bytes) -> float:
    """Return the milliseconds from the first byte sent to the last one read."""
    body = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="sales.csv"\r\n\r\n'.encode()
        + file
        + f"\r\n--{BOUNDARY}--\r\n".encode()
    )
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
    }
    began = time.perf_counter()
    connection.request("POST", "/api/analytics/analyze", body, headers)
    answer = connection.getresponse()
    content = answer.read()
    took = (time.perf_counter() - began) * 1000
    if answer.status != 200:
        raise RuntimeError(content.decode())
    return took


def _file(dice: Random) -> bytes:
    rows = (f"{2024 + n // 12}-{n % 12 + 1:02},{100 + dice.randrange(50)}\n" for n in range(24))
    return ("bulan,jumlah\n" + "".join(rows)).encode()


def _supervisors(shop: Shop) -> list[int]:
    """Return the analysis supervisors that the shop's web processes have started."""
    return [pid for pid in shop.app() if b"analysis_pool.supervisor" in _arguments(pid)]


def _arguments(pid: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def _ticks(pids: list[int]) -> int:
    """Return user and system time of the processes and of their reaped children."""
    return sum(sum(map(int, fields[11:15])) for fields in _stats(pids))


def _stats(pids: list[int]) -> Iterator[list[str]]:
    for pid in pids:
        with suppress(OSError):
            yield Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


if __name__ == "__main__":
    main()
