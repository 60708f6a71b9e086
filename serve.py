"""The parent of the workers: reads the settings, holds the private database, hands requests to Granian.

It imports as little as it can, because it lives beside its workers for their whole life.
"""

from __future__ import annotations

import logging
import signal
import sys
from typing import Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces

import embedded
import settings as configuration
from web import lines

# Granian's own lines go the way of all others.
PLAIN_LOGGERS: dict[str, Any] = {"formatters": {}, "handlers": {}, "loggers": {"_granian": {}, "granian.access": {}}}


def main() -> int:
    """Serves on HOST:PORT until SIGTERM or SIGINT; requests that are under way are answered first."""
    try:
        settings = configuration.load()
        if not settings.database.host:
            embedded.start(settings.data_dir)
    except (configuration.SettingsError, embedded.EmbeddedError) as error:
        print(error, file=sys.stderr)
        return 1
    lines.configure(settings.log_level)
    # It warns of any count of threads beyond the cores'; ours wait for the database.
    logging.getLogger("_granian").addFilter(lambda line: "Python threads" not in line.getMessage())
    logging.getLogger("finenice").info("serving on http://%s:%s", settings.host, settings.port)
    Granian(
        "serve:create_worker",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=settings.workers,
        blocking_threads=settings.threads,
        workers_kill_timeout=30,
        log_dictconfig=PLAIN_LOGGERS,
    ).serve()
    return 0


def create_worker() -> Any:
    """The app as a worker serves it; a start that fails says why in one line and ends the worker."""
    # Until Granian sets its own handler, a worker that is still starting would sit out a SIGTERM.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # A terminal's Ctrl-C reaches parent and workers alike, and a worker that is told to stop twice at once may
    # lock itself up. So only the parent hears it, and tells the workers by SIGTERM.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})

    import mysql.connector

    from app import create_app

    try:
        return create_app()
    except (mysql.connector.Error, embedded.EmbeddedError) as error:
        logging.getLogger("finenice").error("can't start: %s", error)
        sys.exit(1)
