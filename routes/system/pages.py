"""HTML pages: home, sign-in, sign-up, links in e-mails, courses, certificates, and the API documentation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, cast

from apiflask import APIBlueprint, APIFlask
from flask import Response, current_app, jsonify, make_response, render_template, request

import messages
import routes.courses.certificates
import routes.system.shop
from auth import public
from domain.courses.certificate import format_code, format_date
from problems import Problem
from web import compression
from web.openapi.guide import PROGRAMS, guide
from web.rate_limits.limiter import exempt

bp = APIBlueprint("pages", __name__, enable_openapi=False)


@bp.get("/")
@public
def home() -> str:
    """Render the home page with products, and a greeting for a signed-in user."""
    return render_template("home.html")


@bp.get("/login")
@public
def login() -> str:
    """Render the sign-in form."""
    return render_template("login.html")


@bp.get("/register")
@public
def register() -> str:
    """Render the sign-up form."""
    return render_template("register.html")


@bp.get("/confirm-email")
@public
def confirm_email() -> Response:
    """Render the confirmation of a new address. The user presses a button, because mail scanners open links, too."""
    return _render_private("confirm_email.html")


@bp.get("/verify-email")
@public
def verify_email() -> Response:
    """Render the confirmation of a new account's address."""
    return _render_private("verify_email.html")


@bp.get("/forgot-password")
@public
def forgot_password() -> str:
    """Render the form that requests a password-reset e-mail."""
    return render_template("forgot_password.html")


@bp.get("/reset-password")
@public
def reset_password() -> Response:
    """Render the form that sets a new password."""
    return _render_private("reset_password.html")


@bp.get("/courses/<int:course_id>")
@public
def course(course_id: int) -> str:
    """Render a course, where a purchase and its e-mail lead. Its script loads the content."""
    return render_template("course.html", course_id=course_id)


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
    """Render the guide and the API reference, in the language of `lang` or of the browser."""
    preferred = request.accept_languages.best_match(messages.LANGUAGES, "en")
    language = request.args.get("lang", preferred)
    if language not in messages.LANGUAGES:
        language = preferred

    def render() -> bytes:
        page = render_template("docs.html", spec=_spec(), guide=guide(language), language=language, programs=PROGRAMS)
        return page.encode()

    response = _cached(f"docs {language}", "text/html", render)
    response.vary.add("Accept-Language")
    return response


def _cached(name: str, mimetype: str, render: Callable[[], bytes]) -> Response:
    """Respond with content that is rendered once per process, because it takes a fifth of a second."""
    cached: dict[str, bytes] = current_app.extensions.setdefault("cached_pages", {})
    if name not in cached:
        cached[name] = render()
    response = Response(cached[name], mimetype=mimetype)
    compression.cache_as(name)
    response.add_etag()
    response.headers["Cache-Control"] = "no-cache"
    response.make_conditional(request)
    return response


def _render_private(template: str) -> Response:
    """Render a page whose URL contains a token: without caching, and without a Referer to other sites."""
    response = make_response(render_template(template))
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _spec() -> Any:
    return cast(APIFlask, current_app).spec
