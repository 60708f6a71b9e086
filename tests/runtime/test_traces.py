"""Traces and error reports: sent to real sockets, without personal data, and named if their packages are missing."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import brotli
import pytest
import requests

from support.app import ROOT, App, clean_environment, wait_until
from support.database import Server
from support.people import PASSWORD
from support.shops import started_shop

PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
Received = list[tuple[str, bytes]]


@contextmanager
def receiver() -> Iterator[tuple[int, Received]]:
    """Accept what is posted, and yield the port and the list of paths and bodies."""
    received: Received = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            unpack = {"gzip": gzip.decompress, "br": brotli.decompress}.get(self.headers.get("Content-Encoding"), bytes)
            received.append((self.path, unpack(body)))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *arguments: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port, received
        server.shutdown()


def spans(received: Received) -> list[Any]:
    service = pytest.importorskip("opentelemetry.proto.collector.trace.v1.trace_service_pb2")
    found = []
    for path, body in list(received):
        assert path == "/v1/traces"
        request = service.ExportTraceServiceRequest.FromString(body)
        found += [span for each in request.resource_spans for scope in each.scope_spans for span in scope.spans]
    return found


def named(received: Received, name: str) -> list[Any]:
    return [span for span in spans(received) if span.name == name]


@pytest.mark.slow
def test_requests_statements_and_jobs_become_spans_without_personal_data(server: Server, tmp_path: Path) -> None:
    pytest.importorskip("opentelemetry.exporter.otlp.proto.http")
    with receiver() as (port, received):
        env = {"OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{port}", "OTEL_BSP_SCHEDULE_DELAY": "100"}
        with started_shop(server, tmp_path, **env) as shop:
            # If this test fails, the app is killed.
            shop.app.shared = False
            account = {"email": "budi.rahasia@example.com", "name": "Budi Rahasia", "password": PASSWORD}
            said = {"User-Agent": "rahasia", "traceparent": PARENT, "tracestate": "shop=rahasia"}
            answer = shop.visitor().post("/api/auth/register", account, headers=said)
            assert answer.status_code == 201
            shop.visitor().get("/api/rahasia?rahasia=1")
            requests.request("RAHASIA", shop.url + "/api/products", timeout=30)
            shop.email(account["email"], "verify")
            wait_until(lambda: named(received, "job letters"))
            wait_until(lambda: named(received, "GET"))
            (request,) = wait_until(lambda: named(received, "POST /api/auth/register"))
            wait_until(lambda: [span for span in spans(received) if span.parent_span_id == request.span_id])
    found = spans(received)
    assert request.trace_id.hex() == PARENT.split("-")[1]
    assert request.parent_span_id.hex() == PARENT.split("-")[2]
    values = {each.key: each.value.string_value or each.value.int_value for each in request.attributes}
    assert values == {
        "http.request.method": "POST",
        "http.route": "/api/auth/register",
        "http.response.status_code": 201,
        "finenice.request_id": answer.headers["X-Request-ID"],
    }
    inside = {span.name for span in found if span.parent_span_id == request.span_id}
    assert "COMMIT" in inside and any(name.startswith("accounts/") for name in inside)
    # Requests that run one after another in one thread are not within each other.
    roots = [span for span in found if span.kind == 2]
    assert not {span.parent_span_id for span in roots} & {span.span_id for span in roots}
    for _, body in received:
        assert b"rahasia" not in body.lower()
        assert b"127.0.0.1" not in body


REPORTER = """
import logging, sys
from web import log_format
from telemetry import error_reports
log_format.configure("INFO")
error_reports.start(sys.argv[1])
log = logging.getLogger("finenice")
rahasia = "budi.rahasia@example.com"
try:
    {}[rahasia]
except KeyError as error:
    log.error("unexpected error of %s", rahasia, exc_info=error, extra={"errno": 1062, "user_id": rahasia})
log.warning("rahasia %s", rahasia)
error_reports.flush()
"""


def test_an_error_is_reported_without_personal_data() -> None:
    pytest.importorskip("sentry_sdk")
    with receiver() as (port, received):
        command = [sys.executable, "-c", REPORTER, f"http://key@127.0.0.1:{port}/7"]
        subprocess.run(command, cwd=ROOT, env=clean_environment(), timeout=60, check=True, stdout=subprocess.DEVNULL)
    ((path, body),) = received
    assert path == "/api/7/envelope/"
    event = json.loads(body.splitlines()[2])
    (exception,) = event["exception"]["values"]
    assert exception["type"] == "KeyError"
    assert exception["stacktrace"]["frames"][-1]["function"] == "<module>"
    assert event["logentry"] == {"message": "unexpected error of %s"}
    assert event["extra"] == {"errno": 1062}
    assert b"rahasia" not in body.lower()


@pytest.mark.parametrize(
    ("setting", "value", "module"),
    [
        ("SENTRY_DSN", "http://key@127.0.0.1:9/7", "sentry_sdk"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9", "opentelemetry"),
    ],
)
def test_a_missing_package_is_one_sentence(setting: str, value: str, module: str) -> None:
    # Started as by `python app.py`, in an environment without the package.
    script = f"import sys; sys.modules[{module!r}] = None; from runtime import server; sys.exit(server.main('', ''))"
    env = {**clean_environment(), "ENV": "test", "JWT_SECRET_KEY": "x", "API_KEY_SALT": "x", setting: value}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert done.stderr == f"{setting} needs a package that is missing: pip install -r requirements-telemetry.txt\n"


def test_a_collector_that_is_down_harms_no_request(own: dict[str, str], tmp_path: Path) -> None:
    pytest.importorskip("opentelemetry.exporter.otlp.proto.http")
    env = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9", "OTEL_BSP_SCHEDULE_DELAY": "100", "RUN_JOBS": "0"}
    app = App.start({**own, **env}, tmp_path / "app.log")
    for _ in range(20):
        assert requests.get(app.url + "/api/products", timeout=5).status_code == 200
    assert app.stop() == 0
