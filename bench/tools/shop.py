"""A temporary shop to measure: `python app.py` with defaults, its processes, CPU and memory."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn

import orjson

ROOT = Path(__file__).resolve().parents[2]
PROC = Path("/proc")
STAFF_PASSWORD = "of-the-bench-only"
CUSTOMER = ("user1", "pass123")
TICKS = os.sysconf("SC_CLK_TCK")
LONGEST_CALL = 120  # in seconds, beside whatever else the machine does


class Shop:
    """The app on a free local port, with the database and demo data in a directory of its own."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        # Variables that are set, even to nothing, are not read from .env.
        names = (line.partition("=")[0] for line in (ROOT / ".env.example").read_text().splitlines())
        self.env = {name: "" for name in names if name.isupper()} | {
            "PATH": os.environ.get("PATH", os.defpath),
            "DATA_DIR": str(data_dir),
            "PORT": str(self.port),
            "RATE_LIMIT_GENERAL": "off",
            "RATE_LIMIT_AUTH": "off",
            "RATE_LIMIT_API": "off",
            "SEED_DEMO": "1",
            "DEMO_PASSWORD": STAFF_PASSWORD,
        }
        self.log = data_dir / "app.log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Start the app and return the seconds until the first response."""
        started = time.perf_counter()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "app.py"], cwd=ROOT, env=self.env, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        while True:
            with suppress(OSError, http.client.HTTPException):
                self.call("GET", "/api/products/1")
                return time.perf_counter() - started
            if self.process.poll() is not None:
                raise RuntimeError(f"the app ended:\n{self.log.read_text()[-2000:]}")
            time.sleep(0.005)

    def stop(self) -> float:
        """Asks the app to stop and returns the seconds until it, its database and the watchdog are gone."""
        started = time.perf_counter()
        if self.process is not None:
            if self.process.poll() is None:
                self.process.send_signal(signal.SIGTERM)
            self.process.wait(40)
            self.process = None
        while self.watchdog_and_server():
            if time.perf_counter() - started > 40:
                raise RuntimeError("the database does not stop")
            time.sleep(0.005)
        return time.perf_counter() - started

    def kill(self) -> None:
        """Ends at once what is left; the watchdog goes first, because it would start the server again."""
        for pid in [*self.app(), *self.watchdog_and_server()]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if self.process is not None:
            self.process.wait()
        while self.watchdog_and_server():
            time.sleep(0.005)

    def call(self, method: str, path: str, body: Any = None, token: str = "", key: str = "") -> Any:
        """Make one request, with an Idempotency-Key if there is one, and return its JSON."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST_CALL)
        try:
            headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
            headers |= {"Idempotency-Key": key} if key else {}
            connection.request(method, path, None if body is None else orjson.dumps(body), headers)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        if answer.status not in (200, 201):
            raise RuntimeError(f"{method} {path}: {answer.status} {content.decode()}")
        return orjson.loads(content)

    def sign_in(self, username: str, password: str) -> str:
        """Return an access token."""
        answer = self.call("POST", "/api/auth/login", {"username": username, "password": password})
        return str(answer["access_token"])

    def stock_up(self) -> None:
        """Give each demo product enough stock for all sales of a benchmark."""
        seller = self.sign_in("seller", STAFF_PASSWORD)
        for product_id in range(1, 201):
            self.call("PUT", f"/api/products/{product_id}", {"stock": 10_000_000}, seller)

    def import_goods(self, table: str, count: int, token: str) -> None:
        """Have a CSV of so many new goods imported, and wait until it is done."""
        form = b'--b\r\nContent-Disposition: form-data; name="file"; filename="b.csv"\r\n\r\n%s\r\n--b--\r\n'
        headers = {"Content-Type": "multipart/form-data; boundary=b", "Authorization": f"Bearer {token}"}
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST_CALL)) as connection:
            connection.request("POST", "/api/products/import-csv", form % table.encode(), headers)
            report = orjson.loads(connection.getresponse().read())
        while report["state"] in ("queued", "running"):
            time.sleep(0.2)
            report = self.call("GET", f"/api/imports/{report['id']}", token=token)
        if report["counts"]["created"] != count:
            raise RuntimeError(f"the import ended as {report}")

    def app(self) -> list[int]:
        """The ids of the parent process and its workers."""
        if self.process is None:
            return []
        children: dict[int, list[int]] = {}
        for pid in _pids():
            with suppress(OSError):
                children.setdefault(int(_stat(pid)[1]), []).append(pid)
        found = [self.process.pid]
        for pid in found:
            found += children.get(pid, [])
        return found

    def watchdog_and_server(self) -> list[int]:
        """The watchdog of the database and the server, as far as they live."""
        home = os.fsencode(self.data_dir / "database")
        watchdogs, servers = [], []
        for pid in _pids():
            with suppress(OSError):
                arguments = (PROC / str(pid) / "cmdline").read_bytes().split(b"\0")
                if home in arguments:
                    watchdogs.append(pid)
                elif b"--datadir=" + home + b"/data" in arguments:
                    servers.append(pid)
        return watchdogs + servers

    def server(self) -> list[int]:
        """The database server alone."""
        return self.watchdog_and_server()[-1:]


def cpu_seconds(pids: list[int]) -> float:
    """Return the CPU seconds of these processes, user and kernel. Ended processes count nothing."""
    total = 0
    for pid in pids:
        with suppress(OSError):
            total += sum(int(ticks) for ticks in _stat(pid)[11:13])
    return total / TICKS


def memory(pids: list[int]) -> tuple[float, float]:
    """Return the sums of PSS and RSS in MB. PSS counts a shared page once, RSS once per process."""
    sums = {"Pss": 0, "Rss": 0}
    for pid in pids:
        for line in (PROC / str(pid) / "smaps_rollup").read_text().splitlines():
            name, _, rest = line.partition(":")
            if name in sums:
                sums[name] += int(rest.split()[0])
    return sums["Pss"] / 1024, sums["Rss"] / 1024


@contextmanager
def temporary_shop(longest: int) -> Iterator[Shop]:
    """Yield a stopped shop, and remove it at the end, also after `longest` seconds or a signal."""

    def give_up(number: int, frame: object) -> NoReturn:
        raise SystemExit("the bench was stopped" if number == signal.SIGTERM else f"not done in {longest} seconds")

    signal.signal(signal.SIGTERM, give_up)
    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(longest)
    data_dir = Path(tempfile.mkdtemp(prefix="finenice-bench-")).resolve()
    shop = Shop(data_dir)
    try:
        if (unpacked := ROOT / "var/mariadb").exists():
            shutil.copytree(unpacked, data_dir / "mariadb", symlinks=True)
        yield shop
    finally:
        signal.alarm(0)
        shop.kill()
        shutil.rmtree(data_dir)


def wait_until_steady(measure: Callable[[], float]) -> None:
    """Wait until a quantity has hardly grown for a second, at most ten seconds."""
    before, deadline = measure(), time.monotonic() + 10
    while time.monotonic() < deadline:
        time.sleep(1)
        now = measure()
        if abs(now - before) < 0.005 * now:
            return
        before = now


def _pids() -> list[int]:
    return [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()]


def _stat(pid: int) -> list[str]:
    """Return /proc/PID/stat from its third field on. The second is a name that may contain blanks."""
    return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
