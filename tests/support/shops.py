"""A shop that all tests of a worker share."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from support.app import CHEAP, App, secrets_for_tests
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
    yield Shop(app, connection, name)
    connection.close()
    code = app.stop()
    with server.connect() as last, last.cursor() as cursor:
        cursor.execute(f"DROP DATABASE `{name}`")
    assert code == 0, app.log.read_text()[-2000:]
