"""Failures as pages: a browser that opens a wrong address gets HTML, and the API's clients problem+json."""

from __future__ import annotations

import orjson
from flask import Flask, Response, current_app, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

import errors

# What else than pages a browser may open: pictures and the pages' own files.
PAGES = ("pages", "uploads", "static")


def install(app: Flask) -> None:
    """Redraws a problem as a page where a browser navigates. The status and the other headers stay."""

    @app.after_request
    def draw(response: Response) -> Response:
        if response.mimetype != "application/problem+json" or not _is_page():
            return response
        response.vary.update(("Accept", "Accept-Language"))
        if _prefers_html():
            problem = orjson.loads(response.get_data())
            language = errors.request_language()
            response.set_data(render_template("error.html", problem=problem, language=language))
            response.content_type = "text/html; charset=utf-8"
            response.content_language.add(language)
        return response


def _prefers_html() -> bool:
    """Whether Accept names HTML before JSON, as browsers do for a page and for nothing else."""
    kinds = ("application/json", "application/problem+json", "text/html")
    return request.accept_mimetypes.best_match(kinds) == "text/html"


def _is_page() -> bool:
    """Whether the address is none of the API's. A part of the split services has no pages."""
    if "pages" not in current_app.blueprints or request.path == "/api" or request.path.startswith("/api/"):
        return False
    endpoint = request.endpoint
    if isinstance(request.routing_exception, MethodNotAllowed):
        endpoint = _endpoint_of_get()
    return endpoint is None or endpoint.partition(".")[0] in PAGES


def _endpoint_of_get() -> str | None:
    """What GET of an address leads to that does not take the request's method; "" where it is not for GET."""
    adapter = current_app.create_url_adapter(request)
    assert adapter is not None
    try:
        return str(adapter.match(method="GET")[0])
    except HTTPException:
        return ""
