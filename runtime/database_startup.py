"""Prepare the database at start: start the embedded one, upgrade the schema, seed the demo shop."""

from __future__ import annotations

import dataclasses
import logging
import sys
import threading
import time
from datetime import UTC, datetime
from urllib.parse import urlsplit

import mysql.connector
from flask import Flask, request

import db
import faults
import queries.system.audit
import queries.system.demo
import queries.system.emails
import queries.system.grants
import queries.system.schema
from problems import Problem
from queries.system.emails import Quota
from runtime import embedded_mariadb
from settings import Database, Settings, SettingsError
from web.authentication.password_hasher import PasswordHasher

UNKNOWN_DATABASE = 1049
SSL_REFUSED = 2026
RETRY_SECONDS = 1.0
LIVE = "health.live"
LOOPBACK = ("localhost", "127.0.0.1", "::1")
# The user may not do this: with the statement, with the database, with the table, with a global privilege.
DENIED = frozenset({1044, 1142, 1227})

log = logging.getLogger("finenice")


def wait_for_database(settings: Settings) -> None:
    """Prepare the database for a process that serves no requests, and wait until it answers."""
    where = _configure(settings)
    while not _prepare(where, settings):
        time.sleep(RETRY_SECONDS)


def open_database(app: Flask, settings: Settings) -> None:
    """Prepare the database before the first request. Until it answers, requests get a 503.

    Errors that waiting can't fix, such as a wrong password, are raised.
    """
    where = _configure(settings)
    ready = threading.Event()
    try:
        prepared = _prepare(where, settings)
    except SettingsError as error:
        raise SystemExit(str(error)) from None
    if prepared:
        ready.set()
    else:
        log.warning("waiting for the database", extra={"host": where.host, "port": where.port})
        threading.Thread(target=_prepare_in_background, args=(where, settings, ready), daemon=True).start()

    @app.before_request
    def refuse_until_ready() -> None:
        if not ready.is_set() and request.endpoint != LIVE:
            raise Problem("database_unavailable")

    app.teardown_appcontext(lambda error: db.release())


def warn(settings: Settings) -> None:
    """Log warnings about settings that let others read what is sent."""
    if not settings.production:
        return
    if settings.database.is_remote and settings.database.ssl_ca is None:
        log.warning("the certificate of the database is not verified: name its CA in DB_SSL_CA")
    host = urlsplit(settings.public_url).hostname
    if settings.public_url.startswith("http:") and host not in LOOPBACK:
        log.warning("PUBLIC_URL is not https: passwords and tokens can be read on their way")


def _configure(settings: Settings) -> Database:
    """Return the database of the settings, or the embedded one, which is started."""
    queries.system.audit.configure(settings.tokens.secret)
    limit = settings.limits.emails
    queries.system.emails.configure(Quota(limit.calls, limit.seconds) if limit else None)
    where = settings.database
    if where.host:
        return where
    socket = embedded_mariadb.start(settings.data_dir, where.memory_mb)
    return dataclasses.replace(where, socket=socket, directory=settings.data_dir / "database")


def _prepare_in_background(where: Database, settings: Settings, ready: threading.Event) -> None:
    try:
        while not _prepare(where, settings):
            time.sleep(RETRY_SECONDS)
        ready.set()
    except Exception:
        # The process stays, not ready, with this reason in the log: a restart would change nothing.
        log.exception("the database can't be prepared")


def _prepare(where: Database, settings: Settings) -> bool:
    """Upgrade the schema and seed the demo shop. Return False if the server does not answer."""
    # A migration may take longer than a request.
    patient = dataclasses.replace(where.as_owner(), timeout_seconds=3600)
    db.open(patient)
    try:
        _create_if_missing(patient)
        _upgrade(where)
        if settings.demo.seed:
            _seed_demo(settings)
    except mysql.connector.Error as error:
        if error.errno == SSL_REFUSED and where.ssl_ca:
            raise SettingsError(
                f"DB_SSL_CA: the database at {where.host} has no certificate for this name from a CA of the file."
            ) from None
        if error.errno in DENIED:
            log.warning(
                "%s may not prepare the database; waiting for `flask db upgrade` by its owner",
                patient.user,
                extra={"errno": error.errno},
            )
        elif error.errno not in faults.LOST:
            raise
        return False
    finally:
        db.open(where)
    log.info("database ready", extra={"database": where.name, "driver": db.driver()})
    if db.driver() != "C extension":
        log.warning("the driver's C extension can't be loaded; each query costs two to four times the CPU")
    return True


def _upgrade(where: Database) -> None:
    """Apply the missing migrations."""
    try:
        applied = queries.system.schema.upgrade()
    except mysql.connector.Error as error:
        if error.errno not in DENIED:
            raise
        # The user of the service; the schema is upgraded elsewhere.
        db.release()
        if all(step["applied"] for step in queries.system.schema.list_migrations()):
            return
        raise
    for name in applied:
        log.info("schema: applied %s", name)
    if applied and where.owner_user is not None:
        grant(where)


def grant(where: Database) -> None:
    """Give the service's user its privileges on all tables, as their owner."""
    db.open(dataclasses.replace(where, name=""))
    user, host = queries.system.grants.account()
    db.open(where.as_owner())
    queries.system.grants.apply(user, host)


def _create_if_missing(where: Database) -> None:
    try:
        db.fetch_value("SELECT 1 AS one")
    except mysql.connector.Error as error:
        if error.errno != UNKNOWN_DATABASE:
            raise
        db.open(dataclasses.replace(where, name=""))
        queries.system.schema.create_database(where.name)
        db.open(where)


def _seed_demo(settings: Settings) -> None:
    hasher = PasswordHasher(settings.passwords)
    password = queries.system.demo.seed(hasher.hash, settings.demo.password, datetime.now(UTC))
    if password and not settings.demo.password:
        print(
            f"Demo shop: seller, developer and admin sign in with the password {password}", file=sys.stderr, flush=True
        )
