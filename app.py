"""Finenice: create_app() is a request's day from top to bottom, `python app.py` serves it."""

from __future__ import annotations

import sys

from apiflask import APIFlask

import auth
import cli
import errors
import routes
import serve
import settings as configuration
import startup
from credentials.sealing import Seal
from media.files import Files
from media.store import Store
from settings import Settings
from web import (
    bodies,
    compression,
    contract,
    denials,
    error_pages,
    gateway,
    headers,
    idempotency,
    limits,
    lines,
    logs,
    openapi,
    origins,
    parameters,
    preconditions,
    proxies,
)
from workers import client

VERSION = "0.1.0"
LARGEST_BODY = 1024 * 1024


def create_app(settings: Settings | None = None) -> APIFlask:
    """The app in the order in which a request meets it."""
    settings = settings or configuration.load()
    lines.configure(settings.log_level)
    app = APIFlask("finenice", title="Finenice", version=VERSION, docs_path=None, spec_path=None)
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        TAX_REGISTERED=settings.tax_registered,
        JOB_LEASE_SECONDS=settings.job_lease_seconds,
        PUBLIC_URL=settings.public_url,
        SHOP_NAME=settings.shop_name,
        GRANTED_ROLES=settings.granted_roles,
        KEY_QUOTA=settings.limits.key_quota,
    )
    app.extensions["seal"] = Seal(settings.tokens.encryption_keys)
    app.extensions["store"] = Store(settings.data_dir / "uploads")
    app.extensions["course_files"] = Files(settings.data_dir / "course-files")
    app.url_map.converters["int"] = contract.BoundedInteger
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False
    # No view here is async, so each call may do without being asked.
    app.ensure_sync = lambda function: function  # type: ignore[assignment]
    app.request_class = bodies.Request
    app.json = bodies.OrjsonProvider(app)

    proxies.install(app, settings.trusted_proxies)
    logs.install(app)
    gateway.install(app)
    compression.install(app)
    headers.install(app, https=settings.public_url.startswith("https:"))
    origins.install(app, settings.allowed_origins)
    errors.install(app)
    error_pages.install(app)
    startup.open_database(app, settings)
    auth.install(app, settings)
    limits.install(app, settings, auth.known)
    auth.guard(app)
    denials.install(app)
    client.use(settings.analysis, (settings.data_dir, settings.database.host, settings.database.name), settings.threads)
    routes.install(app, settings.service)
    parameters.install(app)
    preconditions.install(app)
    idempotency.install(app)
    openapi.install(app)
    cli.install(app)
    limits.unlimited(auth.public(app.view_functions["static"]))
    auth.refuse_unguarded(app)
    return app


if __name__ == "__main__":
    sys.exit(serve.main())
