"""Which other origins' pages may call the API from a browser."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask, Response, request
from flask_cors.core import get_cors_options, set_cors_headers

EXPOSED = [
    "Content-Disposition",
    "ETag",
    "Idempotent-Replayed",
    "Location",
    "RateLimit",
    "RateLimit-Policy",
    "Retry-After",
    "X-Request-ID",
]


def install(app: Flask, allowed: Sequence[str]) -> None:
    """Lets Flask-CORS answer the listed origins exactly, with credentials, and no others.

    It is asked only where a browser names an origin, because asking costs more than a small route does.
    """
    options = get_cors_options(
        app, {"origins": list(allowed), "supports_credentials": True, "expose_headers": EXPOSED, "max_age": 600}
    )

    @app.after_request
    def answer_origin(response: Response) -> Response:
        if "Origin" in request.headers and allowed:
            set_cors_headers(response, options)
        if "Origin" not in response.headers.get("Vary", ""):
            response.headers.add("Vary", "Origin")
        return response
