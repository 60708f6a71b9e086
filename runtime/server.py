"""The parent process: read the settings, start the embedded database and the supervisor of jobs, run Granian."""

from __future__ import annotations

import ctypes
import dataclasses
import functools
import gc
import logging
import multiprocessing
import os
import resource
import signal
import socket
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import mysql.connector
from flask import Flask
from granian import Granian
from granian.constants import HTTPModes, Interfaces, Loops
from granian.http import HTTP1Settings

import db
import jobs.runner
import queries.system.schema
import settings as configuration
import telemetry
from queries.system.schema import SchemaError
from runtime import database_startup, embedded_mariadb, metrics_server, restarts
from settings import Database, Settings
from web import log_format
from web.rate_limits import limiter
from web.server import sockets
from web.server.gateway import Gateway, Receive, Send
from web.server.wsgi_environ import Message

# A connection is closed if the head of its next request is not complete by then.
HEAD_MILLISECONDS = 10_000
# The limit of an incomplete head in bytes.
LARGEST_HEAD = 32 * 1024
# Connections per process. Idle ones cost a file descriptor and little memory.
MOST_CONNECTIONS = 8192
# Paths with threads of their own: probes never wait for other requests, and no request waits for the documentation,
# which takes a second to make.
DEDICATED_PATHS = (("/health/live",), ("/health/ready", "/health"), ("/docs", "/docs/", "/openapi.json"))
# Concurrent sign-ins and sign-ups queue up, because passwords are hashed one at a time.
PASSWORD_PATHS = (
    "/api/auth/login", "/api/auth/register", "/api/login", "/api/register", "/login", "/register", "*/sign-in",
    "/compat/finenice/auth/login", "/compat/finenice/auth/register", "/compat/pintar/auth/token",
    "/compat/pintar/auth/register", "/compat/marketplace/api/auth/login", "/compat/marketplace/api/auth/register",
)  # fmt: skip
# Paths that wait for an analysis, which takes seconds, and that of agents, who may call for one.
SLOW_PATHS = ("/api/analytics/forecast", "/api/v1/analytics/forecast", "/mcp", "/mcp/")
# Paths that many rows are read for, and lists, for which they are if they search or filter.
REPORTS = (
    "changes", "analytics/sales", "reports/sales", "reports/payments", "reports/tax", "reports/shifts", "reports/debts",
    "reports/stock",
)  # fmt: skip
REPORT_PATHS = tuple(f"/api/{version}{path}" for version in ("", "v1/") for path in REPORTS)
LIST_PATHS = (
    "/api/products", "/api/v1/products", "/compat/marketplace/api/products", "/compat/marketplace/api/products/",
)  # fmt: skip
ANALYSIS_PATHS = ("/api/analytics/analyze", "/api/v1/analytics/analyze", "/compat/pintar/analytics/analyze")
PR_SET_PDEATHSIG = 1
# The exit status of a worker that can't start.
CANNOT_START = 1
# The longest pause before a worker that was killed again and again is restarted.
LONGEST_PAUSE = 5.0

Application = Callable[[Message, Receive, Send], Awaitable[None]]

# Granian's log lines get the same format as all others.
PLAIN_LOGGERS: dict[str, Any] = {"formatters": {}, "handlers": {}, "loggers": {"_granian": {}, "granian.access": {}}}


class _Service(Granian):  # type: ignore[misc, valid-type]
    """Granian, which restarts killed workers however often that happens.

    Granian itself ends if a worker dies twice within 5.5 seconds. That is right for one that can't start, but not for
    one that had no memory left.
    """

    _pause = 0.0
    _restarted = 0.0

    def _respawn_workers(self, workers: list[int], *args: Any, **options: Any) -> None:
        can_start = all(self.wrks[index].inner.exitcode != CANNOT_START for index in workers)
        if not self.reload_signal and can_start:
            self._pause = min(self._pause * 2 or 0.1, LONGEST_PAUSE) if self._restarted > time.monotonic() - 60 else 0.0
            # A signal ends the pause.
            self.main_loop_interrupt.wait(self._pause)
            self._restarted = time.monotonic()
        super()._respawn_workers(workers, *args, **options)
        if can_start:
            self.respawned_wrks.clear()


@contextmanager
def told_in_one_sentence() -> Iterator[None]:
    """Exit with a sentence instead of a traceback if settings or the database stop the start."""
    try:
        yield
    except (configuration.SettingsError, embedded_mariadb.EmbeddedError) as error:
        raise SystemExit(str(error)) from None
    except mysql.connector.Error as error:
        raise SystemExit(f"The database can't be used: {error}") from None


def main(target: str, version: str) -> int:
    """Serve on HOST:PORT until SIGTERM or SIGINT; requests in progress are finished first.

    `target` names the factory of the workers' ASGI application, as `module:function`.
    """
    try:
        settings = configuration.load()
        telemetry.check(settings.telemetry)
        database = settings.database
        if not database.host:
            socket_path = embedded_mariadb.start(settings.data_dir, database.memory_mb)
            database = dataclasses.replace(database, socket=socket_path)
    except (configuration.SettingsError, embedded_mariadb.EmbeddedError) as error:
        print(error, file=sys.stderr)
        return 1
    if problem := _bind_error(settings.host, settings.port):
        print(f"PORT: {settings.host}:{settings.port} can't be listened on: {problem}.", file=sys.stderr)
        return 1
    _end_if_refused(database)
    log_format.keep_no_lines()
    log_format.configure(settings.log_level, settings.telemetry.log_file, settings.telemetry.log_file_mb)
    try:
        exporter = metrics_server.start(settings, database, version)
    except configuration.SettingsError as error:
        print(error, file=sys.stderr)
        return 1
    logging.getLogger("finenice").info("serving on http://%s:%s", settings.host, settings.port)
    limiter.share_memory(settings)
    database_startup.warn(settings)
    _isolate_worker_signals()
    _raise_file_limit()
    has_jobs = settings.run_jobs and settings.service is None
    supervisor = restarts.Watched("jobs", lambda: _supervise_jobs(settings)) if has_jobs else None
    if not settings.database.host:
        database_startup.keep_embedded(settings)
    # The workers are forked with all modules loaded; frozen objects stay in shared memory.
    gc.freeze()
    _Service(
        target,
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGINL,
        loop=Loops.asyncio,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEAD_MILLISECONDS, max_buffer_size=LARGEST_HEAD),
        websockets=False,
        workers=settings.workers,
        backlog=MOST_CONNECTIONS,
        backpressure=MOST_CONNECTIONS,
        workers_kill_timeout=30,
        # A killed worker is restarted; a worker that twice can't start ends the service.
        respawn_failed_workers=True,
        log_dictconfig=PLAIN_LOGGERS,
    ).serve()
    for process in filter(None, (supervisor, exporter)):
        process.stop()
    return 0


def _bind_error(host: str, port: int) -> str | None:
    """Return why the address can't be bound, or None. The shared port of workers would hide another shop there."""
    try:
        addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        for family, kind, _, _, address in addresses[:1]:
            with socket.socket(family, kind) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
    except OSError as error:
        return error.strerror
    return None


def _end_if_refused(database: Database) -> None:
    """End with a sentence if the schema stops a start. A child asks, so that no worker inherits the connection."""
    pid = os.fork()
    if pid:
        if os.waitpid(pid, 0)[1]:
            sys.exit(1)
        return
    status = 0
    try:
        db.open(database)
        queries.system.schema.check()
    except SchemaError as error:
        print(error, file=sys.stderr, flush=True)
        status = 1
    except mysql.connector.Error:
        # The workers wait for the database, or say what is wrong with it.
        pass
    finally:
        os._exit(status)


def _supervise_jobs(settings: Settings) -> None:
    """Run background jobs until SIGTERM, as `flask worker` does elsewhere. A failing start logs one line."""
    telemetry.start(settings.telemetry)
    try:
        database_startup.wait_for_database(settings)
    except (mysql.connector.Error, embedded_mariadb.EmbeddedError, configuration.SettingsError, SchemaError) as error:
        logging.getLogger("finenice").error("can't start: %s", error)
        sys.exit(CANNOT_START)
    jobs.runner.supervise(settings)


def _isolate_worker_signals() -> None:
    """Let each worker end at SIGTERM from its first moment, and leave Ctrl-C to the parent.

    A forked worker has the parent's handlers until it is created, and would ignore a stop. A terminal's Ctrl-C reaches
    parent and workers alike, and a worker that is stopped twice deadlocks.
    """
    stops = {signal.SIGTERM, signal.SIGINT}

    def begin_worker() -> None:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})

    os.register_at_fork(
        before=lambda: signal.pthread_sigmask(signal.SIG_BLOCK, stops),
        after_in_parent=lambda: signal.pthread_sigmask(signal.SIG_UNBLOCK, stops),
        after_in_child=begin_worker,
    )


def _raise_file_limit() -> None:
    """Raise the limit of open files, and so of connections, as far as the system allows."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _end_with_parent() -> None:
    """Stop this process when its parent ends without stopping it: killed, or out of memory."""
    parent = multiprocessing.parent_process()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if parent is not None and os.getppid() != parent.pid:
        sys.exit(1)


def create_worker(create_app: Callable[[Settings], Flask]) -> Application:
    """Return the ASGI application of a worker. A failing start logs one line and ends the worker."""
    _end_with_parent()
    try:
        settings = configuration.load()
        telemetry.start(settings.telemetry)
        app = create_app(settings)
        database_startup.watch_schema(app)
        gateway = Gateway(
            app,
            settings.threads,
            DEDICATED_PATHS,
            PASSWORD_PATHS,
            SLOW_PATHS,
            REPORT_PATHS,
            LIST_PATHS,
            ANALYSIS_PATHS,
            settings.trusted_proxies,
        )
    except (mysql.connector.Error, embedded_mariadb.EmbeddedError) as error:
        logging.getLogger("finenice").error("can't start: %s", error)
        sys.exit(1)
    # The listening socket exists once the first request has arrived.
    end_unread = functools.cache(sockets.end_unread)

    async def serve(scope: Message, receive: Receive, send: Send) -> None:
        end_unread()
        await gateway(scope, receive, send)

    return serve
