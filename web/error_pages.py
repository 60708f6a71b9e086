"""Error pages: a browser that opens a page gets HTML, clients of the API get problem+json."""

from __future__ import annotations

from collections.abc import Callable

import orjson
from flask import Flask, Response, current_app, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

import errors

# Blueprints that browsers open: pages, images, and the files of the pages.
NOT_FOUND = "not_found_page"
# Paths that are never opened as pages.
CALLS = ("/api/", "/compat/")
PAGES = ("pages", "basic_pages", "frontend", "uploads", "static")


def install(app: Flask) -> None:
    """Render a problem as a page for a browser that navigates. The status and the other headers stay."""

    @app.after_request
    def render(response: Response) -> Response:
        if response.mimetype != "application/problem+json" or not _is_page():
            return response
        response.vary.update(("Accept", "Accept-Language"))
        if _prefers_html():
            if response.status_code == 404 and (not_found := app.extensions.get(NOT_FOUND)):
                page: Response = not_found()
                return page
            problem = orjson.loads(response.get_data())
            language = errors.request_language()
            response.set_data(render_template("error.html", problem=problem, language=language))
            response.content_type = "text/html; charset=utf-8"
            response.content_language.add(language)
        return response


def show_not_found_with(app: Flask, render: Callable[[], Response]) -> None:
    """Answer with this page, instead of the error page, where a browser opens an address that does not exist."""
    app.extensions[NOT_FOUND] = render


def _prefers_html() -> bool:
    """Return whether Accept prefers HTML to JSON, as browsers do when they open a page."""
    kinds = ("application/json", "application/problem+json", "text/html")
    return request.accept_mimetypes.best_match(kinds) == "text/html"


def _is_page() -> bool:
    """Return whether the path is a page and not a call of the API. Some of the split services have no pages."""
    if "pages" not in current_app.blueprints or f"{request.path}/".startswith(CALLS):
        return False
    endpoint = request.endpoint
    if isinstance(request.routing_exception, MethodNotAllowed):
        endpoint = _endpoint_of_get()
    return endpoint is None or endpoint.partition(".")[0] in PAGES


def _endpoint_of_get() -> str | None:
    """Return the endpoint that GET of this path has, or "" if it has none."""
    adapter = current_app.create_url_adapter(request)
    assert adapter is not None
    try:
        return str(adapter.match(method="GET")[0])
    except HTTPException:
        return ""
