"""The app as a process of its own, and helpers to wait and to run in parallel."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, ClassVar

import requests

from support.preloaded import KEPT, ROOT, Process, preloaded

# `make storm` and other long runs try large numbers; `make test` shows the same with small ones.
LONG = bool(os.environ.get("LONG"))
# Cheap hashing and no rate limits, because tests sign in hundreds of times.
UNLIMITED = {f"RATE_LIMIT_{name}": "off" for name in ("GENERAL", "AUTH", "API", "EMAILS")}
CHEAP = {"ARGON2_MEMORY_KIB": "8", "ARGON2_TIME_COST": "1", **UNLIMITED}
# Tests of the simple pages, and all that need none, have no front end.
NO_BUILD = "no-build"
# All addresses are local, and the lookup of a proxy costs a tenth of a call.
os.environ["no_proxy"] = "127.0.0.1,localhost"


@dataclass
class App:
    """`python app.py` on a free port, with its log in a file."""

    running: ClassVar[list[App]] = []

    process: subprocess.Popen[bytes] | Process
    url: str
    log: Path
    env: dict[str, str]
    shared: bool = False

    @classmethod
    def start(cls, env: dict[str, str], log: Path, wait: bool = True, root: Path = ROOT, plain: bool = False) -> App:
        """Start it in a preloaded process, or as a plain command, which takes 0.6 s of CPU time more."""
        port = env.get("PORT") or str(free_port())
        # Most tests buy without paying, as the documents do.
        env = {**clean_environment(), "HOST": "127.0.0.1", "PORT": port, "UNPAID": "accept", **env}
        process: subprocess.Popen[bytes] | Process
        with log.open("ab") as file:
            if plain or root != ROOT:
                process = subprocess.Popen(
                    [sys.executable, "app.py"], cwd=root, env=env, stdin=subprocess.DEVNULL, stdout=file, stderr=file,
                    start_new_session=True,
                )  # fmt: skip
            else:
                process = preloaded.start(["app.py"], env, file, file)
        app = cls(process, f"http://127.0.0.1:{port}", log, env)
        cls.running.append(app)
        if wait:
            app.wait_until_ready()
        return app

    def wait_until_ready(self, seconds: float = 60) -> None:
        def ready() -> bool:
            assert self.process.poll() is None, self.log.read_text()
            try:
                return requests.get(self.url + "/health/ready", timeout=5).status_code == 200
            except (requests.ConnectionError, requests.Timeout):
                return False

        wait_until(ready, seconds)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(40)

    def kill(self) -> None:
        """Kill the app and its workers, and wait until another app can listen on the port."""
        children = subprocess.run(
            ["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False
        ).stdout.split()
        for pid in [self.process.pid, *map(int, children)]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait()
        wait_until(self._port_is_free)

    def _port_is_free(self) -> bool:
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", int(self.env["PORT"])))
            return True
        return False


def clean_environment() -> dict[str, str]:
    """Return the environment without settings of the app, and without a front end."""
    return {name: os.environ[name] for name in KEPT if name in os.environ} | {"FRONTEND_DIR": NO_BUILD}


def secrets_for_tests() -> dict[str, str]:
    return {"JWT_SECRET_KEY": "a test's own secret" + "-long" * 20, "API_KEY_SALT": "another one of the same kind"}


def flask(env: dict[str, str], *commands: str) -> list[tuple[int, str]]:
    """Run these `flask` commands in one process, and return the exit code and the output of each."""
    script = """
import json, sys, app
from click.testing import CliRunner
from flask.cli import FlaskGroup, ScriptInfo
started = ScriptInfo(create_app=app.create_app)
results = [CliRunner().invoke(FlaskGroup(), command.split(), obj=started) for command in sys.argv[1:]]
print(json.dumps([(result.exit_code, result.output) for result in results]))
"""
    ended = preloaded.run(["-c", script, *commands], env, timeout=90)
    assert ended.returncode == 0, ended.stderr
    return [(code, said) for code, said in json.loads(ended.stdout.splitlines()[-1])]


# Below the ports that systems give to connections. Each process begins at another one.
PORTS = range(10_000, 32_000)
_next_port = count(os.getpid() * 97)


def free_port() -> int:
    """Return a port that nobody listens on, and that nobody else is likely to take before the caller does."""
    while True:
        port = PORTS[next(_next_port) % len(PORTS)]
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def wait_until(condition: Callable[[], Any], seconds: float = 30) -> Any:
    """Poll until the condition is true, and return its value."""
    deadline = time.monotonic() + seconds
    pause = threading.Event()
    while not (found := condition()):
        assert time.monotonic() < deadline, "this did not happen in time"
        pause.wait(0.02)
    return found


def at_once(count: int, action: Callable[[int], Any]) -> list[Any]:
    """Run the action in `count` threads that start together, and return their results in order."""
    barrier = threading.Barrier(count)

    def run(number: int) -> Any:
        barrier.wait()
        return action(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))
