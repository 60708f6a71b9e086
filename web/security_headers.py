"""Security headers of every response."""

from __future__ import annotations

from flask import Flask, Response

NOTHING = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"
# Scripts, styles, images and calls of the same origin, and nothing inline.
OWN = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
A_YEAR = 365 * 24 * 3600


def install(app: Flask, https: bool) -> None:
    """Add the headers that the route has not set. With `https`, the shop is reached by HTTPS alone (HSTS)."""

    @app.after_request
    def protect(response: Response) -> Response:
        page = response.mimetype == "text/html"
        headers = response.headers
        headers["X-Content-Type-Options"] = "nosniff"
        headers.setdefault("Referrer-Policy", "no-referrer")
        headers.setdefault("Content-Security-Policy", OWN if page else NOTHING)
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # A page is the same for all users; its script loads their data.
        headers.setdefault("Cache-Control", "no-cache" if page else "no-store")
        if https:
            headers["Strict-Transport-Security"] = f"max-age={A_YEAR}; includeSubDomains"
        return response
