"""CORS: the origins whose pages may call the API from a browser."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask, Response, request
from flask_cors.core import get_cors_options, set_cors_headers

EXPOSED = [
    "Accept-Ranges",
    "Allow",
    "Content-Disposition",
    "Content-Range",
    "ETag",
    "Idempotent-Replayed",
    "Location",
    "RateLimit",
    "RateLimit-Policy",
    "Retry-After",
    "WWW-Authenticate",
    "X-Request-ID",
]


def install(app: Flask, allowed: Sequence[str]) -> None:
    """Allow the listed origins, with credentials; `*` allows all.

    Flask-CORS would take an origin with brackets, such as `http://[::1]:3000`, for a regular expression. So origins are
    compared here, and Flask-CORS only writes the headers. A preflight is a 204 for every path, even an unknown one, so
    that the script of a page sees the 404 or 405 of the call itself. Any other OPTIONS is a 204 with the methods of its
    path.
    """
    exact = frozenset(allowed)
    options = get_cors_options(
        app, {"origins": "*", "supports_credentials": True, "expose_headers": EXPOSED, "max_age": 600}
    )

    @app.before_request
    def answer_preflight() -> Response | None:
        preflight = request.method == "OPTIONS" and "Origin" in request.headers
        return Response(status=204) if preflight and "Access-Control-Request-Method" in request.headers else None

    def answer_options() -> Response:
        response = type(app).make_default_options_response(app)
        response.status_code = 204
        return response

    app.make_default_options_response = answer_options  # type: ignore[method-assign]

    @app.after_request
    def answer_origin(response: Response) -> Response:
        if response.status_code == 204:
            # Werkzeug would call a body that is none HTML.
            response.headers.pop("Content-Type", None)
        origin = request.headers.get("Origin")
        if origin is not None and (origin in exact or "*" in exact):
            set_cors_headers(response, options)
        # Flask-CORS adds a second Vary header to that of the route.
        response.headers["Vary"] = ", ".join(dict.fromkeys([*response.headers.getlist("Vary"), "Origin"]))
        return response
