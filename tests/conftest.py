"""Fixtures: the database server of the run, a shop for every test, and the people in it."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

import actor
import db
from queries.system import audit
from runtime import embedded_mariadb
from settings import Database

pytest.register_assert_rewrite("support")

from support.app import App, secrets_for_tests
from support.browser import started_browser
from support.calls.access_matrix import World
from support.database import Server, new_database
from support.people import Person, Shop
from support.shops import emptied, started_shop

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# On a busy machine a single example may take any time.
hypothesis.settings.register_profile("finenice", deadline=None)
hypothesis.settings.load_profile("finenice")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let each worker of xdist, which gets an equal part of the list, begin with its share of the slow tests.

    A slow test at the end would run alone.
    """
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", 1))
    items.sort(key=lambda item: str(item.path))
    slow = [item for item in items if item.get_closest_marker("slow")]
    others = iter([item for item in items if not item.get_closest_marker("slow")])
    total, ordered = len(items), list[pytest.Item]()
    for worker in range(workers):
        first = slow[worker::workers]
        part = (total - len(ordered)) // (workers - worker)
        ordered += [*first, *islice(others, max(0, part - len(first)))]
    items[:] = [*ordered, *others]


def pytest_collection(session: pytest.Session) -> None:
    """Let each worker of xdist begin with other folders, so that each compiles a part of new tests for all.

    No garbage is collected meanwhile: a quarter of the time would go into it.
    """
    gc.disable()
    config = session.config
    worker, workers = (os.environ.get(f"PYTEST_XDIST_WORKER{name}", "") for name in ("", "_COUNT"))
    if worker and config.args == config.getini("testpaths"):
        folders = sorted(str(path) for path in (config.rootpath / "tests").iterdir() if any(path.glob("test_*.py")))
        first = len(folders) * int(worker.removeprefix("gw")) // int(workers)
        config.args = [*folders[first:], *folders[:first], *map(str, (config.rootpath / "tests").glob("test_*.py"))]


def pytest_collection_finish() -> None:
    """Exempt the collected tests from garbage collections, which would take 0.3 s each."""
    gc.enable()
    gc.freeze()


@pytest.fixture(scope="session")
def run_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of this run, shared by all workers."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def server(run_dir: Path) -> Server:
    if host := os.environ.get("TEST_DB_HOST"):
        env = {f"DB_{name}": os.environ.get(f"TEST_DB_{name}", "") for name in ("HOST", "PORT", "USER", "PASSWORD")}
        env["DATA_DIR"] = str(run_dir / "data")
        address = {"host": host, "port": int(env["DB_PORT"]), "user": env["DB_USER"], "password": env["DB_PASSWORD"]}
        return Server(env, address)
    data_dir = run_dir / "data"
    address = {"unix_socket": str(embedded_mariadb.start(data_dir)), "user": "root"}
    server = Server({"DATA_DIR": str(data_dir)}, address)
    with server.connect() as connection, connection.cursor() as cursor:
        # No test ends this server. It writes its log once a second instead of at each commit.
        cursor.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 0")
        # The shops of all workers have more tables than the server keeps open for one shop.
        cursor.execute("SET GLOBAL table_definition_cache = 4000")
        cursor.execute("SET GLOBAL table_open_cache = 4000")
    return server


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """Kill the apps that a failed test has left running."""
    before = len(App.running)
    yield
    for app in App.running[before:]:
        if app.process.poll() is None and not app.shared:
            app.kill()


@pytest.fixture(scope="session")
def shared_shop(server: Server, run_dir: Path) -> Iterator[Shop]:
    """The shop of this worker. Tests use `shop`, which is emptied."""
    with started_shop(server, run_dir) as shop:
        yield shop


@pytest.fixture
def shop(shared_shop: Shop) -> Iterator[Shop]:
    """The worker's shop, emptied."""
    with emptied(shared_shop) as shop:
        yield shop


@pytest.fixture(scope="session")
def worlds() -> list[World]:
    """The world that the last test of calls has left."""
    return []


@pytest.fixture
def world(shared_shop: Shop, worlds: list[World]) -> World:
    """All callers of the access matrix, who last for many tests, as each call makes the resources that it names."""
    if not worlds or not worlds[0].is_lasting():
        with emptied(shared_shop) as shop:
            pass
        worlds[:] = [World(shop)]
    return worlds[0]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser of this worker."""
    with started_browser() as browser:
        yield browser


@pytest.fixture
def empty(server: Server, request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database of this test alone, opened in this process."""
    with new_database(server, f"finenice_schema_{abs(hash(request.node.name)) % 10**8}") as database:
        yield database


@pytest.fixture
def inside(server: Server, shop: Shop) -> Iterator[None]:
    """The shop's database, opened in this process, for calls of queries."""
    socket = server.address.get("unix_socket")
    db.open(
        Database(
            server.address.get("host"), server.address.get("port", 0), server.address["user"],
            server.address.get("password", ""), shop.name, Path(socket) if socket else None, pool_size=16,
        )
    )  # fmt: skip
    audit.configure(secrets_for_tests()["JWT_SECRET_KEY"])
    # Requests of an app in this process leave theirs.
    actor.set_current(actor.ANONYMOUS)
    yield
    db.close()


@pytest.fixture
def sari(shop: Shop) -> Person:
    """Sari, a seller."""
    return shop.person("sari", "seller")


@pytest.fixture
def budi(shop: Shop) -> Person:
    """Budi, a buyer."""
    return shop.person("budi")


@pytest.fixture
def dewi(shop: Shop) -> Person:
    """Dewi, an admin."""
    return shop.person("dewi", "admin")
