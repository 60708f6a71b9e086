"""The service as a user of the database who owns no table and can't change the audit log."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import mysql.connector
import pytest
import requests
from statement_walk import ANALYZE, WalkedWorld, allowed, calls_of_all_routes, further_calls

from support.app import CHEAP, App, clean_environment, flask, secrets_for_tests, wait_until
from support.calls.access_matrix import TABLE
from support.deployments.servers import MariaDB
from support.people import Shop

LONG = bool(os.environ.get("LONG"))
CASHIER, OWNER = {"DB_USER": "kasir", "DB_PASSWORD": "k"}, {"DB_OWNER_USER": "pemilik", "DB_OWNER_PASSWORD": "p"}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif("TEST_DB_HOST" in os.environ, reason="creates users on a server of its own"),
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MariaDB]:  # type: ignore[override]
    found = MariaDB(tmp_path_factory.mktemp("users") / "one")
    found.run(
        "CREATE USER kasir@'%' IDENTIFIED BY 'k'",
        "CREATE USER pemilik@'%' IDENTIFIED BY 'p'",
        "GRANT ALL ON finenice.* TO pemilik@'%' WITH GRANT OPTION",
    )
    yield found
    found.stop()


@pytest.fixture
def env(server: MariaDB, tmp_path: Path) -> dict[str, str]:
    where = {"DB_HOST": "127.0.0.1", "DB_PORT": str(server.port), "DATA_DIR": str(tmp_path), "WORKERS": "1"}
    return {**CHEAP, **secrets_for_tests(), **where, **CASHIER, "ENV": "test"}


def test_a_user_without_rights_on_the_schema_sells_and_only_appends_to_the_audit_log(
    server: MariaDB, env: dict[str, str], tmp_path: Path
) -> None:
    # Without the owner the service waits for an upgrade by somebody else.
    server.run("CREATE DATABASE finenice")
    waiting = App.start({**env, "RUN_JOBS": "0"}, tmp_path / "waiting.log", wait=False)
    wait_until(lambda: "waiting for `flask db upgrade`" in waiting.log.read_text(), 60)
    app = App.start({**env, **OWNER}, tmp_path / "app.log")
    waiting.wait_until_ready()
    assert waiting.stop() == 0

    shop = Shop(app, server.connect(database="finenice"), "finenice")
    if LONG:
        call_all_routes(shop)
        wait_until(lambda: shop.value("SELECT COUNT(*) FROM audit_seals"), 90)
    else:
        assert shop.person("budi").buys(shop.person("sari", "seller").offers()).status_code == 201
    log = [json.loads(line) for line in app.log.read_text().splitlines() if line.startswith("{")]
    assert [line for line in log if line["level"] == "ERROR"] == []

    cashier = mysql.connector.connect(
        host="127.0.0.1", port=server.port, user="kasir", password="k", database="finenice"
    )
    for statement in (
        "UPDATE audit_entries SET route = 'x'",
        "DELETE FROM audit_entries",
        "UPDATE audit_seals SET number = 7",
        "DELETE FROM audit_seals",
        "DELETE FROM audit_head",
        "TRUNCATE TABLE audit_entries",
        "DROP TABLE audit_entries",
        "ALTER TABLE audit_entries DROP COLUMN route",
        "DELETE FROM schema_migrations",
        "CREATE TABLE other (id INT)",
    ):
        with cashier.cursor() as cursor, pytest.raises(mysql.connector.Error) as refused:
            cursor.execute(statement)
        assert refused.value.errno == 1142, statement
    cashier.close()
    shop.database.close()
    assert app.stop() == 0

    owner = {**clean_environment(), **env, **OWNER}
    (checked, said), (code, printed) = flask(owner, "check", "db grants")
    assert (checked, code) == (0, 0), said
    assert "GRANT SELECT, INSERT ON `finenice`.`audit_entries` TO 'kasir'@'%';" in printed
    server.run("REVOKE ALL PRIVILEGES, GRANT OPTION FROM kasir@'%'")
    ((code, _),) = flask(owner, "db grants --apply")
    assert code == 0
    assert len(server.run("SHOW GRANTS FOR kasir@'%'")) == 1 + printed.count("GRANT SELECT")


def call_all_routes(shop: Shop) -> None:
    """Call every route, and what changes more than its own rows; nothing fails for want of a right."""
    world = WalkedWorld(shop)
    document = requests.get(shop.url + "/openapi.json", timeout=60).json()
    answered = {called for called, status in calls_of_all_routes(world, document) if status < 400}
    assert {route for route in TABLE if allowed(route)} - {ANALYZE} - answered == set()
    assert [status for status in further_calls(world) if status >= 500] == []
