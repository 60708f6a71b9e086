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
    """Answers the listed origins with credentials, and no others; `*` stands for all.

    Flask-CORS would take an origin with brackets, such as `http://[::1]:3000`, for a regular expression. So origins
    are compared here, character by character, and it only writes the headers for those that are allowed.
    """
    exact = frozenset(allowed)
    options = get_cors_options(
        app, {"origins": "*", "supports_credentials": True, "expose_headers": EXPOSED, "max_age": 600}
    )

    @app.after_request
    def answer_origin(response: Response) -> Response:
        origin = request.headers.get("Origin")
        if origin is not None and (origin in exact or "*" in exact):
            set_cors_headers(response, options)
        if "Origin" not in response.headers.get("Vary", ""):
            response.headers.add("Vary", "Origin")
        return response
