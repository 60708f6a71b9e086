"""An outbox of its own, whose e-mails no other process sends, for tests of providers."""

from __future__ import annotations

import secrets
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import db
import jobs.runner
import queries.accounts.users
import queries.system.audit
import queries.system.emails
import queries.system.encrypted_columns
import queries.system.jobs
import queries.system.schema
from queries.system.emails import Email
from settings import Database, Settings
from support.app import secrets_for_tests
from support.database import Server

API_KEY = "kunci-rahasia-toko"


# A shop of this module's own, whose e-mails no other process sends


SHOP = {
    "ENV": "test",
    "DATA_DIR": "/nonexistent",
    "PUBLIC_URL": "https://toko.example",
    "MAIL_FROM": "Toko Sari <surat@toko.example>",
    "MAIL_TIMEOUT": "1",
    **secrets_for_tests(),
}


def shop_settings(**environ: str) -> Settings:
    return Settings.from_env({**SHOP, **environ})


@pytest.fixture(scope="module")
def own_database(server: Server) -> Iterator[Database]:
    name = f"finenice_mail_{secrets.token_hex(3)}"
    with server.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE `{name}` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci")
    socket = server.address.get("unix_socket")
    found = Database(
        server.address.get("host"), server.address.get("port", 0), server.address["user"],
        server.address.get("password", ""), name, Path(socket) if socket else None, pool_size=16,
    )  # fmt: skip
    db.open(found)
    queries.system.schema.upgrade()
    db.close()
    yield found
    with server.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE `{name}`")


@pytest.fixture
def emptied_outbox(own_database: Database) -> Iterator[Database]:
    db.open(own_database)
    queries.system.audit.configure(SHOP["JWT_SECRET_KEY"])
    for table in ("letters", "jobs", "lane_pauses", "provider_tokens"):
        db.execute(f"DELETE FROM {table}")
    yield own_database
    db.close()


def written(count: int = 1) -> list[str]:
    """Enqueue e-mails and return their addresses."""
    addresses = [f"orang{number}@example.com" for number in range(count)]
    for address in addresses:
        with db.transaction():
            queries.system.emails.enqueue(Email(address, "email_changed", "id", {"name": "Budi"}))
    return addresses


def run(settings: Settings) -> None:
    """Run the due jobs of e-mails."""
    jobs.runner.run_due("emails", settings, threading.Event())


def later(settings: Settings) -> None:
    """Run the jobs of e-mails after all pauses have ended."""
    db.execute("UPDATE lane_pauses SET ends_at = UTC_TIMESTAMP(6)")
    db.execute("UPDATE jobs SET due_at = UTC_TIMESTAMP(6) WHERE state = 'queued'")
    run(settings)


def states() -> Counter[str]:
    return Counter(email["state"] for email in queries.system.emails.page(10**9, 1000))


def the_email() -> dict[str, Any]:
    (email,) = queries.system.emails.page(10**9, 10)
    return email
