"""The parent of the workers: reads the settings, holds the private database, hands requests to Granian."""

from __future__ import annotations

import ctypes
import functools
import gc
import logging
import multiprocessing
import os
import resource
import signal
import socket
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import mysql.connector
from granian import Granian
from granian.constants import HTTPModes, Interfaces, Loops
from granian.http import HTTP1Settings

import jobs
import settings as configuration
from runtime import database_startup, embedded_mariadb
from settings import Settings
from web import log_format
from web.rate_limits import limiter
from web.server import sockets
from web.server.gateway import Gateway, Receive, Send
from web.server.wsgi_environ import Message

# A connection is closed where the head of its first or its next request is not complete by then.
HEAD_MILLISECONDS = 10_000
# A connection holds up to so many bytes of a head that is not complete yet.
LARGEST_HEAD = 32 * 1024
# Connections of a process, most of which may be silent: each takes a file descriptor and little memory.
MOST_CONNECTIONS = 8192
# Paths with threads of their own, so that health checks never wait for other requests.
DEDICATED = (("/health/live",), ("/health/ready", "/health"))
# Sign-ins and sign-ups run one at a time, because passwords are hashed one at a time.
SERIAL = ("/api/auth/login", "/api/auth/register", "/api/login", "/api/register", "/login", "/register")
# Paths that wait for an analysis, which takes seconds.
SLOW = ("/api/analytics/forecast", "/api/v1/analytics/forecast")
PR_SET_PDEATHSIG = 1
# Granian's own lines go the way of all others.
PLAIN_LOGGERS: dict[str, Any] = {"formatters": {}, "handlers": {}, "loggers": {"_granian": {}, "granian.access": {}}}


def main() -> int:
    """Serves on HOST:PORT until SIGTERM or SIGINT; requests that are under way are answered first."""
    try:
        settings = configuration.load()
        if not settings.database.host:
            embedded_mariadb.start(settings.data_dir, settings.database.memory_mb)
    except (configuration.SettingsError, embedded_mariadb.EmbeddedError) as error:
        print(error, file=sys.stderr)
        return 1
    if problem := _taken(settings.host, settings.port):
        print(f"PORT: {settings.host}:{settings.port} can't be listened on: {problem}.", file=sys.stderr)
        return 1
    log_format.configure(settings.log_level)
    logging.getLogger("finenice").info("serving on http://%s:%s", settings.host, settings.port)
    limiter.share_memory(settings)
    database_startup.warn(settings)
    _let_workers_hear_one_stop()
    _allow_open_files()
    keeper = _fork_job_keeper(settings) if settings.run_jobs and settings.service is None else None
    # The workers are forked with all modules loaded; what is never collected is never copied.
    gc.freeze()
    Granian(
        "runtime.server:create_worker",
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
        # One that was killed is followed by another; one that ends as soon as it starts ends the service.
        respawn_failed_workers=True,
        log_dictconfig=PLAIN_LOGGERS,
    ).serve()
    if keeper is not None:
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(keeper, signal.SIGTERM)
            os.waitpid(keeper, 0)
    return 0


def _taken(host: str, port: int) -> str | None:
    """Return why nobody can listen there, or None. The workers share their port, and would with another shop, too."""
    try:
        addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        for family, kind, _, _, address in addresses[:1]:
            with socket.socket(family, kind) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
    except OSError as error:
        return error.strerror
    return None


def _fork_job_keeper(settings: Settings) -> int:
    """Starts the process that looks for jobs, as `flask work` does elsewhere; its process id."""
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        database_startup.wait_for_database(settings)
        jobs.keep(settings)
        status = 0
    except Exception:
        logging.getLogger("finenice").exception("the keeper of jobs has ended")
    finally:
        os._exit(status)


def _let_workers_hear_one_stop() -> None:
    """Has each worker end at a SIGTERM from its first moment, and leave Ctrl-C to the parent.

    A forked worker would keep the parent's handlers, and sit a stop out, until it is created. A terminal's
    Ctrl-C reaches parent and workers alike, and a worker that is told to stop twice locks itself up.
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


def _allow_open_files() -> None:
    """Let each process have as many open files, and so connections, as the system allows it."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _end_with_parent() -> None:
    """Has this process told to stop when its parent ends without having told it: killed, or out of memory."""
    parent = multiprocessing.parent_process()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if parent is not None and os.getppid() != parent.pid:
        sys.exit(1)


def create_worker() -> Callable[[Message, Receive, Send], Awaitable[None]]:
    """The app as a worker serves it; a start that fails says why in one line and ends the worker."""
    from app import create_app

    _end_with_parent()
    try:
        settings = configuration.load()
        gateway = Gateway(create_app(settings), settings.threads, DEDICATED, SERIAL, SLOW)
    except (mysql.connector.Error, embedded_mariadb.EmbeddedError) as error:
        logging.getLogger("finenice").error("can't start: %s", error)
        sys.exit(1)
    # The listening socket is there once the first request has come.
    end_unread = functools.cache(sockets.end_unread)

    async def serve(scope: Message, receive: Receive, send: Send) -> None:
        end_unread()
        await gateway(scope, receive, send)

    return serve
