"""The process that serves /metrics on a port of its own, for the operator's Prometheus."""

from __future__ import annotations

import dataclasses
import gc
import logging
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import db
from runtime import restarts
from runtime.gauges import Gauges
from settings import Database, Settings, SettingsError
from telemetry import metrics

CLIENT_SECONDS = 3.0
MOST_CLIENTS = 8
# A scrape must not wait for a database that hangs: Prometheus gives up after 10 seconds.
STATEMENT_SECONDS = 2
CONNECT_SECONDS = 1

log = logging.getLogger("finenice")


def start(settings: Settings, database: Database, version: str, serves: bool = True) -> restarts.Watched | None:
    """Count metrics and start the process that serves them, or raise SettingsError if its port can't be listened on.

    Return the process to stop, or None if METRICS_PORT is 0. Processes that are to be counted are forked afterwards.
    The readiness is asked for if the caller serves requests.
    """
    port, host = settings.telemetry.metrics_port, settings.telemetry.metrics_host
    if not port:
        return None
    listener = _listen(host, port)
    metrics.share_memory()

    def run() -> None:
        gc.freeze()
        seconds = STATEMENT_SECONDS
        db.open(dataclasses.replace(database, pool_size=1, wait_seconds=CONNECT_SECONDS, timeout_seconds=seconds))
        serve(listener, Gauges(settings, version, serves))

    # This process keeps the socket for the next one.
    watched = restarts.Watched("metrics", run)
    log.info("metrics on http://%s:%s/metrics", host, port)
    return watched


def serve(listener: socket.socket, gauges: Gauges) -> None:
    """Answer scrapes on the listening socket for ever."""
    reading = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        timeout = CLIENT_SECONDS
        server_version, sys_version = "finenice", ""

        def do_GET(self) -> None:
            if self.path.partition("?")[0] != "/metrics":
                self.send_error(404)
                return
            with reading:
                lines = [*metrics.counted(), *gauges.lines()]
            content = ("\n".join(lines) + "\n").encode()
            self.send_response(200)
            self.send_header("Content-Type", metrics.CONTENT_TYPE)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *arguments: Any) -> None:
            pass

    server = _Server(listener.getsockname()[:2], Handler, bind_and_activate=False)
    server.socket.close()
    server.socket = listener
    server.serve_forever()


class _Server(ThreadingHTTPServer):
    """Closes connections beyond MOST_CLIENTS, so that silent ones cost nothing."""

    daemon_threads = True

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._places = threading.BoundedSemaphore(MOST_CLIENTS)

    def process_request(self, request: Any, client_address: Any) -> None:
        if self._places.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._places.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        log.debug("a scrape broke off", exc_info=True)


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = str(error.strerror).partition(" (")[0]
        raise SettingsError(f"METRICS_PORT: {host}:{port} can't be listened on: {reason}.") from None
