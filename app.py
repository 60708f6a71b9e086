"""Finenice: create_app() builds the app, `python app.py` serves it."""

from __future__ import annotations

import gc
import sys

# What imports make stays, so looking for garbage among it takes a sixth of a start for nothing.
collects = gc.isenabled()
gc.disable()

from apiflask import APIFlask

import auth
import cli
import errors
import routes
import settings as configuration
from analysis_pool import client
from domain.media.course_file_store import CourseFileStore
from domain.media.image_store import ImageStore
from domain.security.encryption import Cipher
from domain.security.signed_links import LinkSigner
from runtime import database_startup, server
from settings import Settings
from web import (
    access_denied,
    compression,
    cors,
    error_pages,
    idempotency,
    json_body,
    log_format,
    preconditions,
    query_parameters,
    request_log,
    security_headers,
)
from web.openapi import document, field_types
from web.rate_limits import limiter
from web.server import gateway, proxies

if collects:
    gc.enable()

VERSION = "0.1.0"
MAX_BODY_BYTES = 1024 * 1024


def create_app(settings: Settings | None = None) -> APIFlask:
    """Build the app. The install() calls stand in the order in which a request passes them."""
    if settings is None:
        # A command of `flask`.
        with server.told_in_one_sentence():
            return create_app(configuration.load())
    log_format.configure(settings.log_level, settings.telemetry.log_file, settings.telemetry.log_file_mb)
    app = APIFlask("finenice", title="Finenice", version=VERSION, docs_path=None, spec_path=None)
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_BODY_BYTES,
        TAX_REGISTERED=settings.tax_registered,
        UNPAID=settings.unpaid,
        # E-mails that are written to files reach nobody.
        VERIFIES_EMAILS=settings.mail.provider != "file",
        LOCAL_PAYMENTS=not settings.production,
        JOB_LEASE_SECONDS=settings.job_lease_seconds,
        PUBLIC_URL=settings.public_url,
        ALLOWED_ORIGINS=settings.allowed_origins,
        WEBHOOKS_PRIVATE=settings.webhooks_private,
        SHOP_NAME=settings.shop_name,
        GRANTED_ROLES=settings.granted_roles,
        KEY_QUOTA=settings.limits.key_quota,
        # Half of the threads stay free for other callers.
        CONCURRENT_CALLS=max(2, settings.threads // 2),
    )
    app.extensions["cipher"] = Cipher(settings.tokens.encryption_keys)
    app.extensions["receipt_links"] = LinkSigner(settings.tokens.encryption_keys, "receipt")
    app.extensions["store"] = ImageStore(settings.data_dir / "uploads")
    app.extensions["course_files"] = CourseFileStore(settings.data_dir / "course-files")
    app.url_map.converters["int"] = field_types.BoundedInteger
    app.url_map.strict_slashes = app.url_map.merge_slashes = False
    # No view is async, so Flask need not check each call.
    app.ensure_sync = lambda function: function  # type: ignore[assignment]
    app.request_class = json_body.Request
    app.json = json_body.OrjsonProvider(app)

    proxies.install(app, settings.trusted_proxies)
    request_log.install(app)
    gateway.install(app)
    compression.install(app)
    security_headers.install(app, https=settings.public_url.startswith("https:"))
    cors.install(app, settings.allowed_origins)
    errors.install(app)
    error_pages.install(app)
    database_startup.open_database(app, settings)
    auth.install(app, settings)
    limiter.install(app, settings, auth.identify_or_none)
    auth.install_guards(app)
    access_denied.install(app)
    shop = (settings.data_dir, settings.database.host, settings.database.name)
    client.configure(settings.analysis, shop)
    routes.install(app, settings.service, settings.frontend_dir)
    query_parameters.install(app)
    preconditions.install(app)
    idempotency.install(app)
    document.install(app)
    cli.install(app)
    limiter.exempt(auth.public(app.view_functions["static"]))
    auth.require_guards(app)
    return app


def create_worker() -> server.Application:
    """Create the ASGI application that each worker process serves."""
    return server.create_worker(create_app)


if __name__ == "__main__":
    sys.exit(server.main("app:create_worker", VERSION))
