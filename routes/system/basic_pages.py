"""The pages of a shop whose front end is not built: home, sign-in, sign-up, links in e-mails, and courses."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import Response, make_response, render_template

from auth import public

bp = APIBlueprint("basic_pages", __name__, enable_openapi=False)


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


def _render_private(template: str) -> Response:
    """Render a page whose URL contains a token: without caching, and without a Referer to other sites."""
    response = make_response(render_template(template))
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
