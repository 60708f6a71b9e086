"""Shops of tests: one that all tests of a worker share, and those with a server of their own."""

from __future__ import annotations

import os
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import mysql.connector

from support.app import CHEAP, App, secrets_for_tests, wait_until
from support.calls.sign_ups import SignUps
from support.database import Server
from support.people import Shop


@contextmanager
def started_shop(server: Server, run_dir: Path, **more: str) -> Iterator[Shop]:
    """Start a shop with a database of its own, for all tests of a worker."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    name = f"finenice_{worker}_{secrets.token_hex(3)}"
    env = {
        **server.env,
        **CHEAP,
        "DB_NAME": name,
        "ENV": "test",
        "WORKERS": "1",
        "THREADS": "16",
        **secrets_for_tests(),
        **more,
    }
    app = App.start(env, run_dir / f"{name}.log")
    app.shared = True
    connection = server.connect(name)
    shop = Shop(app, connection, name)
    shop.sign_ups = SignUps(shop)
    yield shop
    connection.close()
    code = app.stop()
    with server.connect() as last, last.cursor() as cursor:
        cursor.execute(f"DROP DATABASE `{name}`")
    assert code == 0, app.log.read_text()[-2000:]


@contextmanager
def emptied(shop: Shop) -> Iterator[Shop]:
    """Empty a shop for one test. DELETE costs a tenth of TRUNCATE, and a check for rows a tenth of that."""
    filled = filled_tables(shop)
    if filled:
        shop.rows("SET foreign_key_checks = 0")
    if "jobs" in filled:
        # A running job of the last test would write into this one.
        shop.rows("DELETE FROM jobs WHERE state = 'queued'")
        running = "SELECT id FROM jobs WHERE state = 'running' AND due_at > UTC_TIMESTAMP(6) AND worker LIKE '%-%'"
        with suppress(AssertionError):
            wait_until(lambda: not shop.rows(running), 5)
        filled = filled_tables(shop)
    for table in filled:
        shop.rows(f"DELETE FROM `{table}`")
    if filled:
        shop.rows("SET foreign_key_checks = 1")
    yield shop
    for person in shop.people:
        person.http.close()
    shop.people.clear()


def filled_tables(shop: Shop) -> list[str]:
    """Return the tables that have rows, but that of the migrations."""
    tables = shop.tables
    return [name for name, is_filled in zip(tables, shop.value("EXECUTE filled"), strict=True) if is_filled == "1"]


def mariadbd(data_dir: Path) -> list[int]:
    """Return the processes of the private server in this directory."""
    found = subprocess.run(["pgrep", "-f", f"mariadbd.*{data_dir}"], capture_output=True, text=True, check=False)
    return [int(pid) for pid in found.stdout.split()]


def open_shop(app: App, server_socket: Path) -> Shop:
    """Connect to the private server of an app, as soon as it answers."""

    def connect() -> Any:
        try:
            return mysql.connector.connect(
                unix_socket=str(server_socket), user="root", database="finenice", autocommit=True
            )
        except mysql.connector.Error:
            return None

    return Shop(app, wait_until(connect), "finenice")
