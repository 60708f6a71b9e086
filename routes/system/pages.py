"""HTML pages of the server: certificates, receipts, and the API documentation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, cast

from apiflask import APIBlueprint, APIFlask
from flask import Response, current_app, jsonify, make_response, render_template, request

import messages
import routes.courses.certificates
import routes.sales.receipts
import routes.system.shop
from auth import public
from domain.courses.certificate import format_code, format_date
from problems import Problem
from web import compression
from web.compression import OnceEach
from web.openapi import reference
from web.openapi.guide import PROGRAMS, guide
from web.rate_limits.limiter import exempt

bp = APIBlueprint("pages", __name__, enable_openapi=False)


@bp.get("/certificates/<code>")
@public
def certificate(code: str) -> Response:
    """Render the verification of a certificate, in the language of `lang`, of the browser, or of the certificate."""
    try:
        found: dict[str, Any] = routes.courses.certificates.find(code)
    except Problem as problem:
        if problem.code != "certificate_not_found":
            raise
        found = {}
    preferred = request.accept_languages.best_match(messages.LANGUAGES, found.get("language", "id"))
    language = request.args.get("lang", preferred)
    if language not in messages.LANGUAGES:
        language = preferred
    moments = {"today": datetime.now(UTC).replace(tzinfo=None), **found}
    days = {
        name: format_date(moments[name], str(language))
        for name in ("issued_at", "revoked_at", "today")
        if moments.get(name) is not None
    }
    code = format_code(found["code"]) if found else ""
    shop = routes.system.shop.issuer()
    page = render_template("certificate.html", found=found, code=code, days=days, language=language, shop=shop)
    response = make_response(page, 200 if found else 404)
    # A revocation must be visible at once, and only those with the URL may find the certificate.
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    response.vary.add("Accept-Language")
    return response


@bp.get("/r/<token>")
@public
def receipt(token: str) -> Response:
    """Render the receipt that a signed link opens, in the language of `lang` or of the browser."""
    preferred = request.accept_languages.best_match(messages.LANGUAGES, "id")
    language = request.args.get("lang", preferred)
    response = routes.sales.receipts.page(token, "en" if language == "en" else "id")
    response.vary.add("Accept-Language")
    return response


@bp.get("/openapi.json")
@exempt
@public
def openapi() -> Response:
    """Return the OpenAPI 3.1 document."""
    return _cached("openapi", "application/json", lambda: jsonify(_spec()).get_data())


@bp.get("/docs")
@exempt
@public
def docs() -> Response:
    """Render the guide and the index of all calls, in the language of `lang` or of the browser."""
    preferred = request.accept_languages.best_match(messages.LANGUAGES, "en")
    language = request.args.get("lang", preferred)
    if language not in messages.LANGUAGES:
        language = preferred

    def render() -> bytes:
        page = render_template(
            "docs.html", spec=_spec(), guide=guide(language), language=language, programs=PROGRAMS, groups=_groups()
        )
        return page.encode()

    response = _cached(f"docs {language}", "text/html", render)
    response.vary.add("Accept-Language")
    return response


@bp.get("/docs/<slug>")
@exempt
@public
def docs_of_resource(slug: str) -> Response:
    """Render the reference of one resource: its calls, and the schemas that they use."""
    group = _groups().get(slug)
    if group is None:
        raise Problem("not_found")

    def render() -> bytes:
        return render_template("docs_resource.html", spec=_spec(), group=group).encode()

    return _cached(f"docs of {slug}", "text/html", render)


def _cached(name: str, mimetype: str, render: Callable[[], bytes]) -> Response:
    """Respond with content that is rendered once per process, because it takes a fifth of a second."""
    response = Response(_pages().get(name, render), mimetype=mimetype)
    compression.cache_as(name)
    response.add_etag()
    response.headers["Cache-Control"] = "no-cache"
    response.make_conditional(request)
    return response


def _spec() -> Any:
    """Return the OpenAPI document. `spec` of APIFlask makes it anew each time, in a fifth of a second."""
    return _pages().get("spec", lambda: cast(APIFlask, current_app).spec)


def _groups() -> dict[str, reference.Group]:
    groups: dict[str, reference.Group] = _pages().get("groups", lambda: reference.groups(_spec()))
    return groups


def _pages() -> OnceEach:
    pages: OnceEach = current_app.extensions.setdefault("pages", OnceEach())
    return pages
