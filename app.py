"""Finenice: create_app() is a request's day from top to bottom, `python app.py` serves it."""

from __future__ import annotations

import sys

if __name__ == "__main__":
    # Before the imports below, because the parent of the workers needs none of them.
    import serve

    sys.exit(serve.main())

import dataclasses
import logging
import time
from datetime import UTC, datetime

import mysql.connector
from apiflask import APIFlask

import auth
import cli
import db
import embedded
import errors
import queries.demo
import queries.schema
import routes
import settings as configuration
from auth import PasswordHasher
from settings import Settings
from web import bodies, contract, lines, logs, origins

VERSION = "0.1.0"
LARGEST_BODY = 1024 * 1024
DATABASE_PATIENCE_SECONDS = 60
UNKNOWN_DATABASE = 1049

log = logging.getLogger("finenice")


def create_app(settings: Settings | None = None) -> APIFlask:
    """The app in the order in which a request meets it; its database is there and up to date."""
    settings = settings or configuration.load()
    lines.configure(settings.log_level)
    app = APIFlask("finenice", title="Finenice", version=VERSION, docs_path=None, spec_path=None)
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_BODY, TAX_REGISTERED=settings.tax_registered)
    app.url_map.converters["int"] = contract.BoundedInteger
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False
    # No view here is async, so each call may do without being asked.
    app.ensure_sync = lambda function: function  # type: ignore[assignment]
    app.request_class = bodies.Request
    app.json = bodies.OrjsonProvider(app)

    open_database(app, settings)
    logs.install(app)
    origins.install(app, settings.allowed_origins)
    errors.install(app)
    auth.install(app, settings)
    routes.install(app, settings.service)
    contract.install(app)
    cli.install(app)
    auth.public(app.view_functions["static"])
    auth.refuse_unguarded(app)
    return app


def open_database(app: APIFlask, settings: Settings) -> None:
    """Finds or starts the database, brings its schema forward, stocks the demo shop, gives connections back."""
    where = settings.database
    if not where.host:
        where = dataclasses.replace(where, socket=embedded.start(settings.data_dir))
    # A migration may take its time; a request may not.
    patient = dataclasses.replace(where, timeout_seconds=3600)
    db.open(patient)
    if not _answers_within(DATABASE_PATIENCE_SECONDS):
        db.open(dataclasses.replace(patient, name=""))
        queries.schema.create_database(where.name)
        db.open(patient)
    for name in queries.schema.upgrade():
        log.info("schema: applied %s", name)
    if settings.demo.wanted:
        password = queries.demo.stock(
            PasswordHasher(settings.passwords, 1).hash, settings.demo.password, datetime.now(UTC)
        )
        if password and not settings.demo.password:
            print(
                f"Demo shop: seller, developer and admin sign in with the password {password}",
                file=sys.stderr,
                flush=True,
            )
    db.open(where)
    log.info("database ready", extra={"database": where.name, "driver": db.driver()})
    if db.driver() != "C extension":
        log.warning("the driver's C extension can't be loaded; each query costs two to four times the CPU")
    app.teardown_appcontext(lambda error: db.release())


def _answers_within(seconds: float) -> bool:
    """Waits for the server; False where it answers but the database is still to be made."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            db.fetch_value("SELECT 1 AS one")
            return True
        except mysql.connector.Error as error:
            db.release()
            if error.errno == UNKNOWN_DATABASE:
                return False
            if error.errno not in db.LOST or time.monotonic() > deadline:
                raise
            log.warning("waiting for the database", extra={"errno": error.errno})
            time.sleep(1)
