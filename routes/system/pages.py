"""Pages for a browser: home, sign in, sign up, and the API's own documentation."""

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
    """The shop window, and a greeting for who is signed in."""
    return render_template("home.html")


@bp.get("/login")
@public
def login() -> str:
    """The form to sign in."""
    return render_template("login.html")


@bp.get("/register")
@public
def register() -> str:
    """The form to sign up."""
    return render_template("register.html")


@bp.get("/confirm-email")
@public
def confirm_email() -> Response:
    """Asks whoever opened the link of a letter to press a button, because a scanner of mail opens links, too."""
    return _secretive("confirm_email.html")


@bp.get("/verify-email")
@public
def verify_email() -> Response:
    """The same for the address of a new account."""
    return _secretive("verify_email.html")


@bp.get("/forgot-password")
@public
def forgot_password() -> str:
    """The form that asks for the letter which resets a password."""
    return render_template("forgot_password.html")


@bp.get("/reset-password")
@public
def reset_password() -> Response:
    """The form that the letter leads to."""
    return _secretive("reset_password.html")


@bp.get("/courses/<int:course_id>")
@public
def course(course_id: int) -> str:
    """A course to read, where a purchase and its letter lead; its script asks for all that is shown."""
    return render_template("course.html", course_id=course_id)


@bp.get("/certificates/<code>")
@public
def certificate(code: str) -> Response:
    """Whether a certificate is genuine, in the language asked for, or else the reader's, or its own."""
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
    # Whoever looks again after a revocation must see it, and who is certified is for those who have the address.
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    response.vary.add("Accept-Language")
    return response


@bp.get("/openapi.json")
@exempt
@public
def openapi() -> Response:
    """The OpenAPI 3.1 document."""
    return _lasting("openapi", "application/json", lambda: jsonify(_spec()).get_data())


@bp.get("/docs")
@exempt
@public
def docs() -> Response:
    """The guide and the same document for people, in the language asked for or else the reader's."""
    preferred = request.accept_languages.best_match(messages.LANGUAGES, "en")
    language = request.args.get("lang", preferred)
    if language not in messages.LANGUAGES:
        language = preferred

    def draw() -> bytes:
        page = render_template("docs.html", spec=_spec(), guide=guide(language), language=language, programs=PROGRAMS)
        return page.encode()

    response = _lasting(f"docs {language}", "text/html", draw)
    response.vary.add("Accept-Language")
    return response


def _lasting(name: str, mimetype: str, make: Callable[[], bytes]) -> Response:
    """Answer with what is the same for as long as the process lives, and takes a fifth of a second to make."""
    made: dict[str, bytes] = current_app.extensions.setdefault("lasting", {})
    if name not in made:
        made[name] = make()
    response = Response(made[name], mimetype=mimetype)
    compression.lasts(name)
    response.add_etag()
    response.headers["Cache-Control"] = "no-cache"
    response.make_conditional(request)
    return response


def _secretive(template: str) -> Response:
    """A page whose address holds a secret: kept nowhere, and told to no other site."""
    response = make_response(render_template(template))
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _spec() -> Any:
    return cast(APIFlask, current_app).spec
