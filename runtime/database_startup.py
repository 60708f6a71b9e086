"""Prepare the database at start: start the embedded one, upgrade the schema, seed the demo shop."""

from __future__ import annotations

import dataclasses
import logging
import sys
import threading
import time
from concurrent.futures import Future
from contextlib import suppress
from datetime import UTC, datetime
from urllib.parse import urlsplit

import click
import mysql.connector
from flask import Flask, request

import db
import faults
import queries.system.audit
import queries.system.demo.shop
import queries.system.emails
import queries.system.schema
import queries.system.schema.grants
from problems import Problem
from queries.system.emails import Quota
from queries.system.leases import LeaseExpired, LeaseHeld
from queries.system.schema import SchemaError
from runtime import embedded_mariadb
from settings import Database, Settings, SettingsError
from web.authentication.password_hasher import PasswordHasher

UNKNOWN_DATABASE = 1049
SSL_REFUSED = 2026
RETRY_SECONDS = 1.0
# A server whose database takes longer than this to prepare begins to answer, with 503s.
START_SECONDS = 30.0
WATCH_SECONDS = 2.0
LIVE = "health.live"
LOOPBACK = ("localhost", "127.0.0.1", "::1")
# The user may not do this: with the statement, with the database, with the table, with a global privilege.
DENIED = frozenset({1044, 1142, 1227})
UNAVAILABLE = "database_unavailable"
# Flask's own commands that use the database. Those of cli.py open it themselves, each as far as it needs it.
SERVE, SHELL = "run", "shell"

log = logging.getLogger("finenice")


class SchemaGate:
    """The code of the problem that requests get instead of an answer, if there is one.

    Until the database is prepared no request is answered, and none on a schema that this release does not fit.
    """

    def __init__(self) -> None:
        self.prepared = False
        self.fault: str | None = "schema_outdated"

    def open(self) -> None:
        """Let requests pass, unless the schema is too new already."""
        self.prepared, self.fault = True, None
        self.recheck()

    def recheck(self) -> str | None:
        """Ask the database, and return the fault. If it does not answer, the last fault stands."""
        if self.prepared:
            with suppress(mysql.connector.Error):
                self.fault = queries.system.schema.unsupported()
        return self.fault


def wait_for_database(settings: Settings) -> None:
    """Prepare the database for a process that serves no requests, and wait until it answers."""
    where = _configure(settings)
    while fault := _prepare(where, settings):
        if fault == UNAVAILABLE:
            time.sleep(RETRY_SECONDS)


def open_database(app: Flask, settings: Settings) -> None:
    """Prepare the database before the first request. Until that is done, requests get a 503.

    Errors that waiting can't fix, such as a wrong password, are raised. A command waits for a long upgrade. A server
    answers probes meanwhile. The commands of cli.py call `open_for_command` instead.
    """
    command = click.get_current_context(silent=True)
    if command is None or command.info_name == SERVE:
        _open(app, settings)
    elif command.info_name == SHELL:
        open_for_command(app, settings)


def open_for_command(app: Flask, settings: Settings) -> None:
    """Prepare the database like `open_database`, but leave an empty one without the demo shop."""
    _open(app, dataclasses.replace(settings, demo=dataclasses.replace(settings.demo, seed=False)))


def connect(app: Flask, settings: Settings) -> None:
    """Open the database as it is, for a command that changes nothing."""
    db.open(_configure(settings))
    app.teardown_appcontext(lambda error: db.release())


def _open(app: Flask, settings: Settings) -> None:
    where = _configure(settings)
    gate = app.extensions["schema_gate"] = SchemaGate()
    first: Future[str | None] = Future()
    threading.Thread(target=_prepare_until_done, args=(where, settings, gate, first), daemon=True).start()
    try:
        fault = first.result(None if click.get_current_context(silent=True) else START_SECONDS)
    except TimeoutError:
        fault = gate.fault
        first.add_done_callback(_log_failure)
    except (SettingsError, SchemaError) as error:
        raise SystemExit(str(error)) from None
    if fault:
        log.warning("waiting for the database", extra={"host": where.host, "port": where.port, "code": fault})

    @app.before_request
    def refuse_until_ready() -> None:
        if gate.fault and request.endpoint != LIVE and (fault := gate.recheck()):
            raise Problem(fault)

    app.teardown_appcontext(lambda error: db.release())


def watch_schema(app: Flask) -> None:
    """Notice within seconds that a newer release has changed the schema, or that an older one was restored."""

    def watch() -> None:
        while True:
            time.sleep(WATCH_SECONDS)
            before = gate.fault
            if gate.recheck() and not before:
                log.error("this release does not fit the schema", extra={"code": gate.fault})
            db.release()

    gate = app.extensions["schema_gate"]
    threading.Thread(target=watch, name="schema watch", daemon=True).start()


def open_for_restore(settings: Settings, name: str | None = None) -> Database:
    """Open the database of the settings, or another one of this `name`, for a restore. Create it if it is missing."""
    where = dataclasses.replace(_configure(settings).as_owner(), timeout_seconds=3600)
    where = dataclasses.replace(where, name=name or where.name)
    db.open(where)
    _create_if_missing(where)
    return where


def warn(settings: Settings) -> None:
    """Log warnings about settings that let others read what is sent, and about missing backups."""
    if not settings.production:
        return
    if settings.database.is_remote and settings.database.ssl_ca is None:
        log.warning("the certificate of the database is not verified: name its CA in DB_SSL_CA")
    host = urlsplit(settings.public_url).hostname
    if settings.public_url.startswith("http:") and host not in LOOPBACK:
        log.warning("PUBLIC_URL is not https: passwords and tokens can be read on their way")
    if not settings.backup.scheduled:
        log.warning("no backups are made: set BACKUP_RECIPIENTS or BACKUP_PASSPHRASE, and BACKUP_AT")


def keep_embedded(settings: Settings) -> None:
    """Watch over the watchdog of the embedded database from a thread: killed, it takes the server with it."""

    def keep() -> None:
        while True:
            time.sleep(WATCH_SECONDS)
            try:
                if embedded_mariadb.is_watched(settings.data_dir):
                    continue
                log.error("the watchdog of the embedded database has ended; the database is started again")
                embedded_mariadb.start(settings.data_dir, settings.database.memory_mb)
            except embedded_mariadb.EmbeddedError as error:
                log.error("the embedded database can't be started: %s", error)
            except OSError as error:
                log.error("DATA_DIR can't be used: %s", error.strerror)

    threading.Thread(target=keep, name="keep embedded database", daemon=True).start()


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


def _prepare_until_done(where: Database, settings: Settings, gate: SchemaGate, first: Future[str | None]) -> None:
    """Prepare the database, as often as it takes, and tell the outcome of the first attempt."""
    try:
        while fault := _prepare(where, settings):
            gate.fault = fault
            if not first.done():
                first.set_result(fault)
            if fault == UNAVAILABLE:
                time.sleep(RETRY_SECONDS)
        gate.open()
        db.release()
        if not first.done():
            first.set_result(None)
    except Exception as error:
        if first.done():
            # The process stays, not ready, with this reason in the log: a restart would change nothing.
            log.exception("the database can't be prepared")
        else:
            first.set_exception(error)


def _log_failure(first: Future[str | None]) -> None:
    if error := first.exception():
        log.error("the database can't be prepared", exc_info=error)


def _prepare(where: Database, settings: Settings) -> str | None:
    """Upgrade the schema and seed the demo shop.

    Return the code of the problem if that has to wait: for the server, or for another process that upgrades.
    """
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
        return UNAVAILABLE
    except (LeaseHeld, LeaseExpired):
        return "schema_outdated"
    finally:
        db.open(where)
    log.info("database ready", extra={"database": where.name, "driver": db.driver()})
    if db.driver() != "C extension":
        log.warning("the driver's C extension can't be loaded; each query costs two to four times the CPU")
    return None


def _upgrade(where: Database) -> None:
    """Apply the missing migrations, and grant the user of the service what they have added."""
    applied = queries.system.schema.upgrade(START_SECONDS)
    for name in applied:
        log.info("schema: applied %s", name)
    if applied not in ([], ["schema.sql"]) and (found := queries.system.schema.differences()):
        log.warning("schema: differs from schema.sql; `flask db status` says where", extra={"places": len(found)})
    if applied and where.owner_user is not None:
        grant(where)


def grant(where: Database) -> None:
    """Give the service's user its privileges on all tables, as their owner."""
    db.open(dataclasses.replace(where, name=""))
    user, host = queries.system.schema.grants.account()
    db.open(where.as_owner())
    queries.system.schema.grants.apply(user, host)


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
    password = queries.system.demo.shop.seed(hasher.hash, settings.demo.password, datetime.now(UTC))
    if password and not settings.demo.password:
        print(
            f"Demo shop: seller, developer and admin sign in with the password {password}", file=sys.stderr, flush=True
        )
