"""The request log and the X-Request-ID header.

One line per request, except for successful probes, without bodies, query strings or tokens.
"""

from __future__ import annotations

import logging
import re
import secrets
import time

from flask import Flask, Response, g, request

from telemetry import metrics, traces

log = logging.getLogger("finenice.request")

# Each node of a cluster probes every few seconds; only a failure is worth a line.
PROBES = frozenset({"health.live", "health.ready", "health.show"})
ACCEPTED_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


def install(app: Flask) -> None:
    """Give each request an id and a start time, and log it after the response."""

    @app.before_request
    def begin() -> None:
        given = request.headers.get("X-Request-ID", "")
        g.request_id = given if ACCEPTED_ID.fullmatch(given) else secrets.token_hex(8)
        g.started = time.perf_counter()
        if traces.tracer is not None:
            g.span = traces.Request({name.lower(): value for name, value in request.headers})

    @app.after_request
    def finish(response: Response) -> Response:
        if "request_id" not in g:
            return response
        response.headers["X-Request-ID"] = g.request_id
        if response.status_code < 400 and request.endpoint in PROBES:
            return response
        identity = g.get("identity")
        seconds = time.perf_counter() - g.started
        milliseconds = round(seconds * 1000, 1)
        # Log the route and not the path, which may hold a secret.
        route = request.url_rule.rule if request.url_rule else None
        metrics.request(route, request.method, response.status_code, seconds)
        if "problem" in g:
            metrics.count("finenice_problems_total", route or "none", g.problem)
        g.status = response.status_code
        log.info(
            "%s %s %s %s ms",
            request.method,
            route,
            response.status_code,
            milliseconds,
            extra={
                "request_id": g.request_id,
                "method": request.method,
                "route": route,
                "status": response.status_code,
                "ms": milliseconds,
                "user_id": identity.user_id if identity else None,
                "key_id": identity.key_id if identity else None,
                "problem": g.get("problem"),
            },
        )
        return response

    @app.teardown_request
    def end_span(error: BaseException | None) -> None:
        if "span" in g:
            route = request.url_rule.rule if request.url_rule else None
            g.pop("span").end(route, request.method, g.get("status"), g.request_id)
